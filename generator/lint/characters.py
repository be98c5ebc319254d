"""Characters: what a speech synthesiser spells out, skips, or reads as something else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.document.model import LineBreak, Paragraph, Text
from generator.document.walk import plain_text
from generator.lint.registry import ERROR, WARNING, Found, rule
from generator.lint.survey import Survey

_DIRECTION = re.compile("[\u202a-\u202c\u2066-\u2069]")
_OVERRIDE = re.compile("[\u202d\u202e]")
_INVISIBLE = re.compile(r"(?<=[A-Za-z\u00c0-\u024f])[\u200b\u2060\ufeff](?=[A-Za-z\u00c0-\u024f])")
_LOST = re.compile("\ufffd|â€[™œ“”˜¦]|Ã[©¨¤¶¼ª´«®±³¡§]|Â[£©°·»«]")
"""The replacement character, and what UTF-8 looks like to who reads it as Windows-1252."""
_DRAWN = re.compile(
    "[\U0001d400-\U0001d7ff]{2,}"  # mathematical letters
    "|[\uff21-\uff3a\uff41-\uff5a]{2,}"  # full-width letters
    "|[\u24b6-\u24e9]{2,}|[\U0001f130-\U0001f189]{2,}"  # letters in circles and squares
)
_SPACED = re.compile(r"(?<!\w)[^\W\d_a-z](?: [^\W\d_a-z]){3,}(?!\w)")
_ORNAMENT = re.compile(
    r"(?<!\w)_{4,}(?!\w)|(?<!\.)\.{5,}|[!?]{3,}|(?<![+=-])([^\w\s|\ufffd]{1,2}) ?(?:\1 ?){5,}"
)
_EMOJI = re.compile("(?:[\u2600-\u27bf\u2b50\U0001f300-\U0001faff][\ufe0f\u200d]* ?){3,}")


@rule("text-direction", WARNING, "Unicode UAX 9, WCAG 1.3.2", "invisible direction marks")
def direction(survey: Survey) -> Iterator[Found]:
    """Characters that turn the order of letters, so that eye and ear get different texts."""
    for line, mark in survey.first_matches(_DIRECTION, lambda passage: passage.words):
        yield Found(
            line,
            f"the invisible character U+{ord(mark):04X} changes the order of letters; what is "
            "shown and what is announced can differ.",
            "delete it, and mark the language instead: [שלום]{lang=he}",
        )


@rule("text-override", ERROR, "Unicode UAX 9, WCAG 1.3.2", "letters forced into another order")
def override(survey: Survey) -> Iterator[Found]:
    """Characters that show letters backwards: “exe.jpg” is read where “gpj.exe” is written."""
    for line, mark in survey.first_matches(_OVERRIDE, lambda passage: passage.words):
        yield Found(
            line,
            f"the invisible character U+{ord(mark):04X} shows the letters after it in another "
            "order than they are written; people who see the text and people who use a screen "
            "reader get different words.",
            "delete it, and mark the language instead: [שלום]{lang=he}",
        )


@rule("text-invisible", WARNING, "Unicode 23.2, WCAG 1.3.1", "an invisible character in a word")
def invisible(survey: Survey) -> Iterator[Found]:
    """Zero-width characters between Latin letters, as some web pages leave them."""
    for line, mark in survey.first_matches(_INVISIBLE, lambda passage: passage.prose):
        yield Found(
            line,
            f"the invisible character U+{ord(mark):04X} stands inside a word; searches miss the "
            "word, and speech synthesisers break it in two.",
            "type the word again",
        )


@rule("text-replacement", WARNING, "Unicode 23.8", "a letter that was lost before")
def replacement(survey: Survey) -> Iterator[Found]:
    """Letters that another program could not read, or read in the wrong encoding."""
    for line, sign in survey.first_matches(_LOST, lambda passage: passage.prose):
        yield Found(
            line,
            f"“{sign}” stands where a letter was lost before the text came here; readers stumble, "
            "and screen readers spell it out.",
            "write the letter again",
        )


@rule("text-letters", WARNING, "WCAG F32, Unicode 22.2", "a word of drawn or spaced letters")
def letters(survey: Survey) -> Iterator[Found]:
    """“𝗰𝗹𝗼𝘀𝗲𝗱” and “C L O S E D” are no words to a speech synthesiser."""
    for passage in survey.passages:
        spaced = (each for each in _SPACED.finditer(passage.prose) if each[0].isupper())
        match = _DRAWN.search(passage.prose) or next(spaced, None)
        if match:
            yield Found(
                survey.line_of(match[0], passage.line),
                f"“{match[0]}” is no word to a screen reader, which spells it letter by letter or "
                "skips it.",
                "write it in ordinary letters, and **strongly** if it must stand out",
            )


@rule("text-ornament", WARNING, "WCAG 1.3.1, F71", "signs in a row, as layout or ornament")
def ornament(survey: Survey) -> Iterator[Found]:
    """Leaders, blanks to fill in, rows of emoji: read aloud one by one, or skipped."""
    for passage in survey.passages:
        match = _EMOJI.search(passage.prose) or _ORNAMENT.search(passage.prose)
        if match:
            yield Found(
                survey.line_of(match[0].strip(), passage.line),
                f"“{match[0].strip()[:20]}” is read aloud sign by sign, or not at all.",
                "say it in words, once; for columns write a table, for a dividing line “---”",
            )


@rule("paragraph-empty", WARNING, "WCAG 1.3.1", "an empty paragraph as a gap")
def empty_paragraph(survey: Survey) -> Iterator[Found]:
    """Spaces that cannot be seen: screen readers say “blank”."""
    for passage in survey.prose:
        shown = [inline for inline in passage.inlines if plain_text((inline,)).strip()]
        others = [
            inline
            for inline in passage.content
            if not plain_text((inline,)).strip() and not isinstance(inline, Text | LineBreak)
        ]
        if not shown and not others and isinstance(passage.block, Paragraph):
            yield Found(
                passage.line,
                "this paragraph holds spaces only; screen readers announce it as blank.",
                "delete it: distances are the business of the style",
            )
