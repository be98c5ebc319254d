"""A file of a brand is verified by what it says: its colours and typefaces are no difference."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.brand.reading import read_brand
from generator.building.build import Built
from generator.building.verify import verify
from generator.content.job import Options
from tests.brand.notices import notice

Dressed = Callable[..., Built]

pytestmark = pytest.mark.slow


def rules(folder: Path, brand: Path, name: str, data: bytes) -> set[str]:
    """What is wrong with a file, which stands alone, of the notice in a brand."""
    source, output = folder / "notice.md", folder / f"notice.{name}"
    source.write_text(notice("en-GB"), encoding="utf-8")
    output.write_bytes(data)
    found, _ = read_brand(brand)
    given = verify(source, [output], Options(brand=found), content=True)
    return {each.rule for each in given if each.severity == "error"}


@pytest.mark.parametrize("name", ["docx", "pdf"])
def test_what_a_brand_brings_is_no_difference(
    dressed: Dressed, brands: dict[str, Path], tmp_path: Path, name: str
) -> None:
    data = dressed("council").files[f"notice.{name}"]
    assert rules(tmp_path, brands["council"], name, data) == set()
    assert "proof-unknown-markup" in rules(tmp_path, brands["hospital"], name, data)


def test_a_colour_that_the_brand_does_not_have_is_one(
    dressed: Dressed, brands: dict[str, Path], tmp_path: Path
) -> None:
    given, result = dressed("council").files["notice.docx"], io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(given)) as old, zipfile.ZipFile(result, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, old.read(entry.filename).replace(b"7A1F4B", b"7A1F4C"))
    assert rules(tmp_path, brands["council"], "docx", result.getvalue()) == {"proof-unknown-markup"}
