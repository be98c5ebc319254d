"""Other programs read the same files: the words that they find are in the source or a finding."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import mammoth
import pypandoc  # published without types
import pytest

from generator.importing import import_file
from tests.importing import staff

_RULE = re.compile(r"[-_=*]{3,}")


def by_mammoth(file: Path) -> str:
    with file.open("rb") as opened:
        return str(mammoth.extract_raw_text(opened).value)


def by_pandoc(file: Path) -> str:
    return str(pypandoc.convert_file(str(file), "plain", extra_args=["--wrap=none"]))


def letters(texts: list[str]) -> str:
    """Letters and digits alone: mammoth puts nothing between lines, pandoc raises digits."""
    whole = unicodedata.normalize("NFKC", " ".join(texts))
    return re.sub(r"[\W_]+", "", whole)


@pytest.mark.slow
@pytest.mark.parametrize("read", [by_mammoth, by_pandoc])
@pytest.mark.parametrize("name", staff.FILES)
def test_what_another_program_reads_is_there_or_reported(
    name: str, read: object, tmp_path: Path
) -> None:
    file = tmp_path / f"{name}.docx"
    staff.write(name, file)
    imported = import_file(file, tmp_path)
    source = imported.source.read_text(encoding="utf-8")
    there = letters([source, *(finding.message for finding in imported.findings)])
    words = re.findall(r"\w+", _RULE.sub(" ", read(file)))  # type: ignore[operator]
    assert not [word for word in words if letters([word]) not in there]
