"""A notice for the brands to dress, and its title in the languages of their documents."""

from __future__ import annotations

from pathlib import Path

from generator.brand.reading import read_brand
from generator.building.build import build
from generator.building.publish import publish
from generator.content.formats import FORMATS, ROWS
from generator.content.job import Options
from generator.document.facts import Look
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


def notice(language: str, look: Look = Look.NOTICE) -> str:
    """The notice in a language, as a kind of document; its body is always English."""
    summary = "From Monday on, for a week."
    text = NOTICE.format(title=TITLES[language], language=language, summary=summary)
    facts, body = text.split("---\n\n", 1)
    if look is Look.REPORT:
        body += "\n## Another section\n\nWords.\n"
    if look is Look.LETTER:
        facts += "reference: AB/12\nrecipient:\n  - Ms A Jones\n  - 1 Quay Street\n"
        body += "\nYours sincerely,\n\n::: signature\nB Smith\nHead of Roads\n:::\n"
    return f"{facts}look: {look}\n---\n\n{body}" if look is not Look.NOTICE else text


LANGUAGES = {"council": "cy", "hospital": "en-GB", "charity": "de"}
"""The brands, each with the language of its notices."""
WHOLE = {("council", Look.REPORT), ("hospital", Look.LETTER), ("charity", Look.NOTICE)}
"""Of these, e-books and large print go through the gate too: each brand, and each look."""


def build_in_gate(folder: Path) -> dict[str, list[Path]]:
    """Every look in every brand, proven in all formats, by its sample's name.

    Large print is made of some, and of the same e-books and PDFs of the second kind are judged:
    that takes longest.
    """
    built: dict[str, list[Path]] = {}
    for name, language in LANGUAGES.items():
        brand, _ = read_brand(brand_folder(name, folder))
        for look in Look:
            stem = f"brand-{name}-{look}"
            source = folder / f"{stem}.md"
            source.write_text(notice(language, look), encoding="utf-8")
            whole = (name, look) in WHOLE
            formats = tuple(ROWS if whole else FORMATS)
            first = build(source, formats, Options(brand=brand, epoch=0))
            publish(folder, stem, first.files, first.manifest)
            built[stem] = [folder / each for each in first.files if whole or "epub" not in each]
            if whole:
                second = build(source, ("pdf",), Options(brand=brand, epoch=0, pdf="ua-2"))
                other = folder / f"{stem}.ua2.pdf"
                other.write_bytes(second.files[f"{stem}.pdf"])
                built[stem].append(other)
    return built
