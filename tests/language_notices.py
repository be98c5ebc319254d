"""A notice in each language that we speak, with table, list, date, contact and note.

Its sentences are our own words, so it is wholly in its language.
"""

from __future__ import annotations

from pathlib import Path

from generator.document.languages import script
from generator.document.words import Words, words_for

CJK = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
"""Debian's fonts-noto-cjk: no typeface of these is installed with the program."""

IN_GATE = "ar bg hu ko lt mt ta ti ur zh-Hant".split()
"""What `make test` builds and has judged by every validator; `make soak` builds all."""


def declared_fonts(language: str) -> tuple[Path, ...]:
    """The font file without which there is no PDF."""
    return (CJK,) if script(language) in {"Hans", "Hant", "Jpan", "Kore"} else ()


def write(language: str, folder: Path) -> Path:
    """The source of a language."""
    source = folder / f"language-{language}.md"
    source.write_text(notice(language, words_for(language)), encoding="utf-8")
    return source


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
