"""Languages: a speech synthesiser pronounces words by the language that is declared."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from generator.document.languages import script
from generator.document.model import Table
from generator.document.words import ENGLISH, catalogue_for
from generator.lint.likely_language import (
    is_short,
    language_of_notice,
    name_of,
    other_characters,
    other_language,
    words_of,
)
from generator.lint.registry import WARNING, Found, rule
from generator.lint.survey import Passage, Survey, in_language

_SCRIPTS = {
    "ARABIC": "Arab",
    "ARMENIAN": "Armn",
    "BENGALI": "Beng",
    "CJK": "Hani",
    "CYRILLIC": "Cyrl",
    "DEVANAGARI": "Deva",
    "ETHIOPIC": "Ethi",
    "GEORGIAN": "Geor",
    "GREEK": "Grek",
    "GUJARATI": "Gujr",
    "GURMUKHI": "Guru",
    "HANGUL": "Hang",
    "HEBREW": "Hebr",
    "HIRAGANA": "Hira",
    "KANNADA": "Knda",
    "KATAKANA": "Kana",
    "KHMER": "Khmr",
    "LAO": "Laoo",
    "LATIN": "Latn",
    "MALAYALAM": "Mlym",
    "MYANMAR": "Mymr",
    "SINHALA": "Sinh",
    "TAMIL": "Taml",
    "TELUGU": "Telu",
    "THAI": "Thai",
    "TIBETAN": "Tibt",
}
"""The first words of Unicode's character names, and ISO 15924."""

_MIXED = {
    "Jpan": {"Hani", "Hira", "Kana"},
    "Kore": {"Hang", "Hani"},
    "Hans": {"Hani"},
    "Hant": {"Hani"},
}
_FEWEST_LETTERS = 3
_FEWEST_LETTERS_HAN = 2
_FEWEST_LATIN_WORDS = 3
_FEWEST_FOREIGN_LETTERS = 40


@rule("language-document", WARNING, "WCAG 3.1.1", "a text in another language than it says")
def document(survey: Survey) -> Iterator[Found]:
    """The commonest words of the body belong to another language."""
    own = survey.document.metadata.language
    said = [text for passage in survey.passages for text, tag in in_language(passage) if tag == own]
    line = survey.document.metadata.lines.get("lang", 1)
    other = other_language((word for text in said for word in words_of(text)), own)
    if other:
        yield Found(
            line,
            f"the front matter says “{own}”, but the text looks like {name_of(other)}; speech "
            "synthesisers would pronounce it wrongly from the first word.",
            f"write “lang: {other}”, or a more exact tag",
        )
    elif characters := other_characters("".join(said), script(own)):
        yield Found(
            line,
            f"the front matter says “{own}”, but the text is in {_CHINESE[characters]} characters; "
            "speech synthesisers may read them as another Chinese.",
            f"write “lang: zh-{characters}”, or a more exact tag",
        )
    elif _mostly_foreign(survey, own):
        yield Found(
            line,
            f"the front matter says “{own}”, but most of the text is in another script; speech "
            "synthesisers would skip it or spell it.",
            "write the language of the text after “lang:”",
        )


_CHINESE = {"Hans": "simplified", "Hant": "traditional"}


@rule("language-words", WARNING, "WCAG 3.1.2", "a language in which we have no words of our own")
def own_words(survey: Survey) -> Iterator[Found]:
    """No catalogue of our own words serves the document's language."""
    own = survey.document.metadata.language
    if own != "und" and catalogue_for(own) is None:
        yield Found(
            survey.document.metadata.lines.get("lang", 1),
            f"we have no words in “{own}” for what we add (“{ENGLISH.contents}”, "
            f"“{ENGLISH.notes}”, dates); they will be English, marked as English.",
            "translate the catalogue announce.pot, as “Languages and fonts” in docs/ explains",
        )


@rule("language-passage", WARNING, "WCAG 3.1.2", "a passage in another language, not marked")
def passage(survey: Survey) -> Iterator[Found]:
    """A paragraph, a heading, a list or a table whose words belong to another language."""
    if any(True for _ in document.look(survey)):
        return
    notices = list(_in_few_words(survey))
    yield from notices
    told = {each.line for each in notices}
    for given in survey.passages:
        for text, own in in_language(given):
            other = other_language(words_of(text), own)
            if other:
                told.add(given.line)
                yield _unmarked(given.line, own, other)
    for line, text, own in _short_passages(survey, told):
        other = other_language(words_of(text), own)
        if other:
            yield _unmarked(line, own, other)


def _unmarked(line: int, own: str, other: str) -> Found:
    return Found(
        line,
        f"this passage looks like {name_of(other)} but counts as “{own}”; speech synthesisers "
        "would make it unintelligible.",
        f"write “{{lang={other}}}” on the line before it",
    )


def _short_passages(survey: Survey, told: set[int | None]) -> Iterator[tuple[int, str, str]]:
    """The cells of a table, and items and other short passages in a row, as one text each.

    What is reported already, by its line, is left out, and the rest of its table.
    """
    for in_table, given in _by_table(survey):
        if not in_table or told.isdisjoint(each.line for each in given):
            yield from _joined(given, told)


def _joined(given: list[Passage], told: set[int | None]) -> Iterator[tuple[int, str, str]]:
    """The short passages that follow each other in one language, joined; no others."""

    def language(piece: tuple[int, str, str]) -> str:
        line, text, own = piece
        return own if is_short(text) and line not in told else ""

    pieces = ((each.line, text, own) for each in given for text, own in in_language(each))
    said = (piece for piece in pieces if piece[1].strip())
    for own, run in groupby(said, key=language):
        lines = list(run)
        if own:
            yield lines[0][0], "\n".join(text for _, text, _ in lines), own


_PARTS = re.compile(r"\s/\s|(?<=[.!?])\s+|\s[–—|]\s")


def _in_few_words(survey: Survey) -> Iterator[Found]:
    """Words of notices in titles, headings, cells and short paragraphs of another language."""
    own = survey.document.metadata.language
    if own.partition("-")[0] in {"und", "sco"} or script(own) != "Latn":
        return
    for in_table, passages in _by_table(survey):
        if in_table:
            yield from _foreign_row(passages)
            continue
        for given in passages:
            for part, other in _foreign_parts(given):
                line = survey.line_of(part[:20], given.line)
                yield _few_words(line, part, other, given.block is None)


def _by_table(survey: Survey) -> Iterator[tuple[bool, list[Passage]]]:
    """The passages of each table together, and those between tables."""

    def table(given: Passage) -> int | None:
        return id(given.block) if isinstance(given.block, Table) else None

    for found, passages in groupby(survey.passages, key=table):
        yield found is not None, list(passages)


def _foreign_parts(given: Passage) -> Iterator[tuple[str, str]]:
    """Parts of a passage that are plainly of another language, where the rest is not."""
    for text, own in in_language(given):
        if other_language(words_of(text), own):
            continue  # reported as a whole
        parts = _PARTS.split(text)
        fewest = 1 if len(parts) > 1 and "/" in text else 2
        for part in parts:
            other = language_of_notice(part, own, fewest=fewest)
            if other:
                yield part.strip(), other


def _foreign_row(cells: list[Passage]) -> Iterator[Found]:
    """The first row of a table, or its caption, that is plainly of another language."""
    for line, row in groupby(cells, key=lambda cell: cell.line):
        said = [piece for cell in row for piece in in_language(cell)]
        words = " ".join(text for text, _ in said)
        other = said and language_of_notice(words, said[0][1])
        if other:
            yield _few_words(line, words, other, inside=False)
            return


def _few_words(line: int, words: str, other: str, inside: bool) -> Found:  # noqa: FBT001
    hint = (
        f"write [{words[:40]}]{{lang={other}}}"
        if inside
        else f"write “{{lang={other}}}” on the line before it, or [words]{{lang={other}}} around it"
    )
    return Found(
        line,
        f"“{words[:40]}” looks like {name_of(other)} and is not marked; speech synthesisers would "
        "make it unintelligible.",
        hint,
    )


@rule("language-script", WARNING, "WCAG 3.1.2", "a passage in another script, not marked")
def foreign_script(survey: Survey) -> Iterator[Found]:
    """Letters that the language around them is never written with."""
    metadata = survey.document.metadata
    if _mostly_foreign(survey, metadata.language):
        return  # `language-document` says so once
    for given in survey.passages:
        for text, own in in_language(given):
            yield from _foreign(survey, given, text, own)


def _mostly_foreign(survey: Survey, own: str) -> bool:
    """True if most letters of the body that count as `own` are of scripts it is not written in."""
    expected = script(own)
    if expected is None:
        return False
    ours = _MIXED.get(expected, {expected})
    text = "".join(
        text
        for passage in survey.passages
        if passage.block is not None
        for text, tag in in_language(passage)
        if tag == own
    )
    if text.isascii() and expected == "Latn":
        return False
    scripts = Counter(filter(None, map(_script_of, text)))
    foreign = sum(count for script, count in scripts.items() if script not in ours)
    return foreign >= _FEWEST_FOREIGN_LETTERS and 2 * foreign > scripts.total()


def _foreign(survey: Survey, given: Passage, text: str, own: str) -> Iterator[Found]:
    expected = script(own) if own != "und" else None
    if expected is None or (text.isascii() and expected == "Latn"):
        return
    for foreign, run in _runs(text, _MIXED.get(expected, {expected})):
        if _matters(foreign, run):
            yield Found(
                survey.line_of(run, given.line),
                f"“{run[:40]}” is not written in the script of “{own}”; speech synthesisers would "
                "skip it or spell it.",
                f"write [{run[:40]}]{{lang=…}} with the tag of its language",
            )


def _matters(foreign: str, run: str) -> bool:
    """True for words; letters alone are symbols (π), and Latin names are at home everywhere."""
    if foreign == "Latn":
        return len(run.split()) >= _FEWEST_LATIN_WORDS
    letters = sum(character.isalpha() for character in run)
    return letters >= (_FEWEST_LETTERS_HAN if foreign == "Hani" else _FEWEST_LETTERS)


def _runs(text: str, expected: set[str]) -> Iterator[tuple[str, str]]:
    """Stretches of letters of one script that is not expected."""
    current, start, end = None, 0, 0
    for index, character in enumerate(text):
        found = _script_of(character)
        if found is None:
            if unicodedata.category(character).startswith("M") and end == index:
                end = index + 1  # a vowel sign or another mark on the letter before it
            continue
        if found != current:
            if current is not None and current not in expected:
                yield current, text[start:end]
            current, start = found, index
        end = index + 1
    if current is not None and current not in expected:
        yield current, text[start:end]


@functools.lru_cache(maxsize=4096)
def _script_of(character: str) -> str | None:
    if not character.isalpha():
        return None
    name = unicodedata.name(character, "")
    return _SCRIPTS.get(name.partition(" ")[0])
