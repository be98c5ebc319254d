"""The three brands, and notices that have them, built once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.brand.reading import read_brand
from generator.building.build import Built, build
from generator.content.formats import FORMATS
from generator.content.job import Options
from tests.brand.brands import NAMES, brand_folder
from tests.brand.notices import notice

Dressed = Callable[..., Built]


@pytest.fixture(scope="session")
def brands(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folder of each brand."""
    place = tmp_path_factory.mktemp("brands")
    return {name: brand_folder(name, place) for name in NAMES}


@pytest.fixture(scope="session")
def dressed(
    brands: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., Built]:
    """A function that builds a notice with a brand, each once."""
    known: dict[tuple[str, str, tuple[str, ...]], Built] = {}
    place = tmp_path_factory.mktemp("dressed")

    def made(
        name: str, language: str = "en-GB", formats: tuple[str, ...] = tuple(FORMATS)
    ) -> Built:
        key = name, language, formats
        if key not in known:
            source = place / "notice.md"
            source.write_text(notice(language), encoding="utf-8")
            brand, findings = read_brand(brands[name])
            assert findings == ()
            known[key] = build(source, formats, Options(brand=brand))
        return known[key]

    return made
