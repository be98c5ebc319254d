"""What a braille display makes of the text files: liblouis, in the table of each one's language.

A character that a table does not know is spelled out in eight cells (`'\x2063'`), which nobody can
read. None may stand in a text file, but for letters of other languages that its author wrote.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import fields
from itertools import takewhile
from pathlib import Path

import pytest

from generator.content import text_conventions as conventions
from generator.content.job import TextOptions
from generator.document.languages import subtag
from generator.document.words import catalogues, words_for
from generator.source import read_source
from tests.text.round_trip import IGNORABLE, packed

from .test_gate import refuse
from .validators.validator import MissingValidatorError

pytestmark = pytest.mark.slow

TABLES = {
    "am": "ethio-g1.ctb",
    "ar": "ar-ar-g2.ctb",
    "bg": "bg.ctb",
    "bn": "bn.tbl",
    "ckb": "ckb-g1.ctb",
    "cs": "cs-g1.ctb",
    "cy": "cy-cy-g2.ctb",
    "da": "da-dk-g26.ctb",
    "de": "de-g2.ctb",
    "el": "el.ctb",
    "en": "en-ueb-g2.ctb",
    "es": "es-g1.ctb",
    "fa": "fa-ir-g1.utb",
    "fi": "fi.utb",
    "fr": "fr-bfu-g2.ctb",
    "ga": "ga-g2.ctb",
    "gd": "gd.ctb",
    "gu": "gu.tbl",
    "he": "he-IL.utb",
    "hi": "hi-in-g1.utb",
    "hr": "hr-g1.tbl",
    "hu": "hu-hu-g2.ctb",
    "is": "is.ctb",
    "it": "it-it-comp6.utb",
    "ja": "ja-kantenji.utb",
    "ko": "ko-g2.ctb",
    "lt": "lt.ctb",
    "lv": "lv.tbl",
    "nb": "no-no-g2.ctb",
    "nl": "nl-NL-g0.utb",
    "nn": "no-no-g2.ctb",
    "pa": "pa.tbl",
    "pl": "pl.tbl",
    "pt": "pt-pt-g2.ctb",
    "ru": "ru-litbrl.ctb",
    "sk": "sk-g1.ctb",
    "sl": "sl-si-g1.utb",
    "sv": "sv-g2.ctb",
    "sw": "sw-ke-g2.ctb",
    "ti": "ethio-g1.ctb",
    "tr": "tr-g2.ctb",
    "uk": "uk.utb",
    "zh": "zhcn-cbs.ctb",
}
"""The table of each language, contracted where there is such a one."""

UNKNOWN = {
    "he": "\u05c1״",
    "ja": "书图馆",
    "en": "ąċęİıżΆΈΉέόПабвеимртјأابةتثحخرسصطعفكلمنهويḃἀὕ⁶⁻ⁿ₁₂₄",
}
"""Letters in the samples that the table of their language does not know."""

LABELS = (
    *("title", "heading", "image", "table", "caption", "columns", "column", "empty", "contents"),
    *("end_of_table", "deleted", "see", "quote", "end_of_quote", "code", "end_of_code", "term"),
    *("definition", "note", "notes", "published", "updated", "in_other_languages", "separator"),
    *("other_formats", "ask", "email", "telephone", "address", "website", "licence"),
)
"""Our own words in a text file."""

LABELS_UNKNOWN = {
    "gd": "*<>[]Ààìòù",
    "he": "״",
    "am": "፦",
    "bn": "\u09bc",
    "fi": "*",
    "gu": "\u0ac9",
    "it": "-–•",
    "pa": "\u0a3c",
    "ti": "ቓቕ፦",  # liblouis has the letters of Amharic only
}
"""What tables do not know of our own words and signs: the Scottish Gaelic one is a draft."""

JUDGED = [each for each in catalogues() if subtag(each) in TABLES and each != "zh-Hant"]
"""Languages with a table that knows their letters and our signs, or nearly all of these."""


def cells(table: str, lines: Iterable[str]) -> list[str]:
    """Each line in braille; one process for all of them."""
    if shutil.which("lou_translate") is None:
        refuse(MissingValidatorError("lou_translate", "apt-get install liblouis-bin"))
    given = "".join(f"{line}\n" for line in lines)
    command = ["lou_translate", f"unicode.dis,{table}"]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    return done.stdout.split("\n")[:-1]


def unknown(table: str, text: str) -> str:
    """The characters of `text` that a table does not know, and "…" if it stumbles otherwise."""
    characters = sorted(set(text) - {"\n", " "})
    one, other, *said = cells(table, ("\ue000", "\uf8ff", *characters))
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    escape = "".join(cell for cell, _ in alike).strip("\u2800")
    bad = "".join(
        each
        for each, shown in zip(characters, said, strict=True)
        if (escape in shown if escape else shown.strip("\u2800") == "")
    )
    rest = "".join(each for each in text if each not in bad).split("\n")
    return bad + "…" * (escape != "" and any(escape in line for line in cells(table, rest)))


@pytest.fixture(scope="module")
def texts(samples: dict[str, Path]) -> dict[str, str]:
    """The text files of all samples, in lines of 40 columns, by language."""
    found: dict[str, list[str]] = {}
    for path in samples.values():
        document, _ = read_source(path)
        language = str(subtag(document.metadata.language))
        found.setdefault(language, []).append(packed(document, TextOptions(width=40)))
    return {language: "".join(each) for language, each in found.items()}


def test_a_braille_display_shows_every_sample(texts: dict[str, str]) -> None:
    found = {language: unknown(TABLES[language], text) for language, text in texts.items()}
    assert {language: bad for language, bad in found.items() if bad} == UNKNOWN


def test_invisible_characters_have_no_cells(texts: dict[str, str]) -> None:
    for language, text in texts.items():
        assert same_cells(TABLES[language], text.split("\n")), language


def same_cells(table: str, lines: Sequence[str]) -> bool:
    """Whether a display shows the same without invisible characters."""
    marked = [line for line in lines if IGNORABLE.search(line)]
    return cells(table, marked) == cells(table, (IGNORABLE.sub("", line) for line in marked))


@pytest.mark.parametrize("language", JUDGED)
def test_a_braille_display_shows_our_own_words(language: str) -> None:
    words = words_for(language)
    said = [getattr(words, name) for name in LABELS]
    signs = "[]<>():.,0123456789" + conventions.THEMATIC_BREAK
    bullets = conventions.KNOWN_BULLETS.get(language, conventions.BULLETS)
    between = conventions.COLUMN_SEPARATORS.get(language, conventions.COLUMN_SEPARATOR)
    text = "\n".join((*said, *signs, *bullets, between)).translate({ord("{"): None, ord("}"): None})
    assert unknown(TABLES[str(subtag(language))], text) == LABELS_UNKNOWN.get(language, "")


def test_every_label_is_one() -> None:
    assert {*LABELS} <= {field.name for field in fields(words_for("en"))}


@pytest.mark.parametrize("sign", ["\u2060", "\u2063", "\u2064", "\u2066", "\u200e", "\u00ad"])
def test_a_damaged_file_is_noticed(sign: str, texts: dict[str, str]) -> None:
    damaged = texts["en"].replace("[Note 1]", f"{sign}[Note 1]", 1).split("\n")
    [line] = [line for line in damaged if sign in line]
    assert not same_cells(TABLES["en"], damaged)
    assert unknown(TABLES["en"], line) or sign in "\u2060\u00ad"
