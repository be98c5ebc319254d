"""A notice for the brands to dress, and its title in the languages of their documents."""

from __future__ import annotations

from pathlib import Path

from generator.brand.reading import read_brand
from generator.building.build import build
from generator.building.publish import publish
from generator.content.job import Options
from tests.brand.brands import brand_folder

NOTICE = """\
---
title: {title}
lang: {language}
date: 2026-05-03
summary: {summary}
category: News
organisation: The organisation
contact:
  email: press@example.org
licence: Open Government Licence v3.0
---

Words, *stressed* and **strong**, with `code` and [the timetable](https://example.org/times).

## A section

- One
- Two

Table: Hours

| Day | From |
|---|---|
| Monday | 9 am |
"""
TITLES = {"en-GB": "Harbour road closed", "cy": "Ffordd yr harbwr ar gau", "de": "Straße gesperrt"}


def notice(language: str) -> str:
    """The notice in a language; its body is English whatever its title is."""
    summary = "From Monday on, for a week."
    return NOTICE.format(title=TITLES[language], language=language, summary=summary)


IN_GATE = {"council": "cy", "hospital": "en-GB"}
"""The brands whose notice goes through the gate, each in one language."""


def build_in_gate(folder: Path) -> dict[str, list[Path]]:
    """The notice in some brands, in all formats and both kinds of PDF, by its sample's name."""
    built: dict[str, list[Path]] = {}
    for name, language in IN_GATE.items():
        stem = f"brand-{name}"
        source = folder / f"{stem}.md"
        source.write_text(notice(language), encoding="utf-8")
        brand, _ = read_brand(brand_folder(name, folder))
        first = build(source, options=Options(brand=brand, epoch=0))
        publish(folder, stem, first.files, first.manifest)
        second = build(source, ("pdf",), Options(brand=brand, epoch=0, pdf="ua-2"))
        other = folder / f"{stem}.ua2.pdf"
        other.write_bytes(second.files[f"{stem}.pdf"])
        built[stem] = [*(folder / each for each in first.files), other]
    return built
