"""Every short sample in every brand: proven in five formats, and judged by every validator."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import pytest

from generator.brand.reading import read_brand
from generator.building.build import build
from generator.building.publish import publish
from generator.content.formats import ROWS
from generator.content.job import Options
from generator.document.facts import Look
from tests.brand.brands import NAMES
from tests.brand.notices import LANGUAGES, notice
from tests.conformance.gate import judge
from tests.conftest import declared_fonts

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.md"))

pytestmark = [pytest.mark.soak, pytest.mark.timeout(0)]


@pytest.mark.parametrize("name", NAMES)
def test_every_sample_is_proven_in_every_brand(
    brands: dict[str, Path], tmp_path: Path, name: str
) -> None:
    brand, _ = read_brand(brands[name])
    shutil.copytree(SAMPLES[0].parent, tmp_path / "samples")
    built: dict[str, list[Path]] = {}
    for sample in SAMPLES:
        source = tmp_path / "samples" / sample.name
        options = Options(brand=brand, fonts=declared_fonts(source), epoch=0)
        made = build(source, options=options)
        publish(tmp_path, source.stem, made.files, made.manifest)
        built[source.stem] = [tmp_path / each for each in made.files]
    assert failures_in(built) == []


def test_every_look_in_every_brand_is_proven(brands: dict[str, Path], tmp_path: Path) -> None:
    built: dict[str, list[Path]] = {}
    for name, look in itertools.product(NAMES, Look):
        brand, _ = read_brand(brands[name])
        source = tmp_path / f"brand-{name}-{look}.md"
        source.write_text(notice(LANGUAGES[name], look), encoding="utf-8")
        made = build(source, tuple(ROWS), Options(brand=brand, epoch=0))
        publish(tmp_path, source.stem, made.files, made.manifest)
        built[source.stem] = [tmp_path / each for each in made.files]
    assert failures_in(built) == []


def failures_in(built: dict[str, list[Path]]) -> list[str]:
    """What validators say that is not accepted; of a footer alone, outloud cannot judge."""
    return [
        f"{verdict.sample}: {finding}"
        for verdict in judge(built).verdicts
        for finding in verdict.failures
        if finding.rule != "TAG-002"
    ]
