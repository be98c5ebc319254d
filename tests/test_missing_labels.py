"""A label that is missing in a catalogue is English, and every format marks it as English."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from generator.building.build import build
from generator.content.job import Options
from generator.document import words
from generator.document.words import DOMAIN, ENGLISH, messages, words_for

SOURCE = f"""---
title: Hysbysiad
lang: cy
date: 2026-03-02
updated: 2026-03-03
organisation: Asiantaeth
contact:
  email: post@example.org
  telephone: "+44 1632 960000"
  address: 1 Stryd Fawr
  url: https://example.org/
licence: CC BY 4.0
translations:
  - lang: en
    url: https://example.org/en
---

## Un

Geiriau.[^1] Eto.[^2] ~~Hen.~~ Gweler [Dau](#dau).

{"gair " * 1000}

## Dau

| Ffurflenni | Gwasanaethau | Cyfrifoldebau |
|------------|--------------|---------------|
| a          |              | c             |

- | mewn rhestr | dau |
  |-------------|-----|
  | a           | b   |

## Tri

> Dyfyniad

    cod

Term
:   Diffiniad

## Pedwar

Eto eto.[^1]

[^1]: Nodyn un.

[^2]: Nodyn dau.
"""
LABELS = [*messages(), "pages"]
QUICK = ["html", "docx", "epub", "txt"]


def without(missing: Iterable[str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take some labels out of the Welsh catalogue."""
    own = folder / "locale"
    shutil.copytree(words.LOCALES, own)
    place = own / "cy" / "LC_MESSAGES"
    with (place / f"{DOMAIN}.po").open("rb") as file:
        catalogue = read_po(file)
    for label in missing:
        catalogue.delete(ENGLISH_OF[label], label)
    with (place / f"{DOMAIN}.mo").open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr(words, "LOCALES", own)
    words._words.cache_clear()  # noqa: SLF001


ENGLISH_OF = {**messages(), "pages": words.PAGES[0]}


@pytest.fixture(autouse=True)
def other_catalogues() -> Iterator[None]:
    """The next test reads its own."""
    yield
    words._words.cache_clear()  # noqa: SLF001


def built(folder: Path, formats: list[str]) -> dict[str, bytes]:
    """The files of a document that has every label; building refuses what is not proven."""
    source = folder / "hysbysiad.md"
    source.write_text(SOURCE, encoding="utf-8")
    return dict(build(source, formats, Options()).files)


def test_what_is_missing_is_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without(["notes", "pages"], tmp_path, monkeypatch)
    welsh = words_for("cy-GB")
    assert (welsh.language, {*welsh.untranslated}) == ("cy-GB", {"notes", "pages"})
    assert (welsh.notes, welsh.contents) == ("Notes", "Cynnwys")
    assert welsh.saying("contents") is welsh
    assert welsh.saying("contents", "notes") is ENGLISH


def test_our_own_catalogues_miss_nothing() -> None:
    assert [each.language for each in words.every_language() if each.untranslated] == []


def test_it_is_marked_as_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without(["notes", "published", "email", "kilobytes"], tmp_path, monkeypatch)
    files = built(tmp_path, [*QUICK, "pdf"])
    page = files["hysbysiad.html"].decode()
    assert re.search(r'<h2 id="_notes" lang="en-GB" dir="ltr">Notes</h2>', page)
    assert re.search(r'<h2 id="_contents">Cynnwys</h2>', page)
    assert re.search(r'lang="en-GB" dir="ltr">Published <time datetime="2026-03-02">2 March', page)
    assert re.search(r'<span lang="en-GB" dir="ltr">Email: </span>', page)
    assert re.search(r'<li lang="en-GB" dir="ltr"><a[^>]*>PDF, [0-9]+ kB', page)
    with zipfile.ZipFile(io.BytesIO(files["hysbysiad.docx"])) as word:
        text = word.read("word/document.xml").decode()
    assert re.search(r'w:lang [^>]*"en-GB"[^>]*/></w:rPr><w:t[^>]*>Published ', text)
    assert b"Notes" in files["hysbysiad.txt"]


@pytest.mark.parametrize("part", [0, 1])
def test_a_document_is_proven_with_half_of_the_labels(
    part: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without(LABELS[part::2], tmp_path, monkeypatch)
    built(tmp_path, [*QUICK, "pdf"])


def test_a_table_is_not_in_the_language_of_its_name(tmp_path: Path) -> None:
    """There is no catalogue for Basque: the region around a wide table has an English name."""
    cells = "| Erantzukizunak | Inprimakiak | Zerbitzuak |\n|-|-|-|\n| a | b | c |\n"
    source = tmp_path / "oharra.md"
    source.write_text(
        f"---\ntitle: Oharra\nlang: eu\n---\n\n{cells}\n::: {{lang=fr}}\n\n{cells}\n:::\n",
        encoding="utf-8",
    )
    page = build(source, ["html", "epub"], Options()).files["oharra.html"].decode()
    names = re.findall(r'aria-label="(Table .)" lang="(.*?)".*?>\s*<table lang="(.*?)"', page)
    assert names == [("Table 1", "en-GB", "eu"), ("Table 2", "en-GB", "fr")]


@pytest.mark.slow
@pytest.mark.parametrize("label", LABELS)
def test_a_document_is_proven_without_any_label(
    label: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without([label], tmp_path, monkeypatch)
    built(tmp_path, QUICK)
