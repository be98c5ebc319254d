"""A notice in each language that we speak, with table, list, date, contact and note, is proven.

Its sentences are our own words, so it is wholly in its language. Building refuses what is not
proven to be complete in a format.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.building.build import build
from generator.content.job import Options
from generator.document.languages import script
from generator.document.words import Words, catalogues, words_for

NOTO = Path("/usr/share/fonts/truetype/noto")
CJK = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
DECLARED = {
    **dict.fromkeys(("Hans", "Hant", "Jpan", "Kore"), CJK),
    "Beng": NOTO / "NotoSansBengali-Regular.ttf",
    "Ethi": NOTO / "NotoSansEthiopic-Regular.ttf",
    "Gujr": NOTO / "NotoSansGujarati-Regular.ttf",
    "Guru": NOTO / "NotoSansGurmukhi-Regular.ttf",
    "Taml": NOTO / "NotoSansTamil-Regular.ttf",
    "Thai": NOTO / "NotoSansThai-Regular.ttf",
}
"""Typefaces of Debian's fonts-noto-core and fonts-noto-cjk; without them there is no PDF."""

SOME = "bg fi hu ko lt mt ru ta tr zh-Hant".split()
OTHERS = [each for each in catalogues() if each not in SOME]


def notice(language: str, words: Words) -> str:
    """A source of every kind of text that notices have, in the words of a language."""
    return f"""\
---
title: {words.other_formats}
lang: {language}
summary: {words.access_headings}
date: 2026-05-04
updated: 2026-11-30
contact:
  email: office@example.org
  telephone: "+44 1632 960 001"
licence: CC BY 4.0
---

## {words.contents}

{words.access_text}[^1] **{words.access_tables}**

- {words.word_document}
- {words.plain_text}: 84.50

Table: {words.access_tables.rstrip(".。।")}

| {words.definition} | {words.title} |
|---|---|
| {words.plain_text} | 09:30–17:00 |
| {words.word_document} | |

> {words.access_pictures}

[^1]: {words.access_notes}
"""


def prove(language: str, folder: Path) -> None:
    """Build a notice in every format whose letters are at hand."""
    source = folder / "notice.md"
    source.write_text(notice(language, words_for(language)), encoding="utf-8")
    font = DECLARED.get(script(language) or "")
    fonts = () if font is None else (font,)
    drawn = all(each.exists() for each in fonts)
    formats = ("html", "docx", "epub", "txt", *(("pdf",) if drawn else ()))
    built = build(source, formats, Options(epoch=0, fonts=fonts if drawn else ()))
    assert {Path(name).suffix[1:] for name in built.files} >= {*formats}
    assert "language-words" not in {each.rule for each in built.findings}
    text = built.files["notice.txt"].decode()
    assert words_for(language).end_of_table in text


@pytest.mark.slow
@pytest.mark.parametrize("language", SOME)
def test_a_notice_is_proven(language: str, tmp_path: Path) -> None:
    prove(language, tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("language", OTHERS)
def test_a_notice_is_proven_in_every_other_language(language: str, tmp_path: Path) -> None:
    prove(language, tmp_path)
