"""Headings: most people who use a screen reader find their way by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.document.model import Emphasis, Inlines, Link, Paragraph, Strong, Text
from generator.document.walk import plain_text
from generator.lint.registry import ADVICE, ERROR, WARNING, Found, rule
from generator.lint.survey import Survey

_LONG_IN_LETTERS = 120
_BOLD_AT_MOST_WORDS = 12


@rule("heading-empty", ERROR, "WCAG 2.4.6, PDF/UA-1 7.4", "a heading without words")
def empty(survey: Survey) -> Iterator[Found]:
    """Headings that say nothing."""
    for heading in survey.headings:
        if not plain_text(heading.content).strip():
            yield Found(
                heading.position.line,
                "this heading has no words; people who navigate by headings would land on silence.",
                "write the heading, or delete the line",
            )


@rule("heading-level-skipped", ERROR, "PDF/UA-1 7.4.2, WCAG 1.3.1", "a heading level left out")
def skipped(survey: Survey) -> Iterator[Found]:
    """A level 4 after a level 2, or a level 3 directly below the title."""
    level = 1
    for heading in survey.headings:
        if heading.level > level + 1:
            before = "the title above it" if level == 1 else "the one before it"
            yield Found(
                heading.position.line,
                f"this heading has level {heading.level} and {before} level {level}; people who "
                "navigate by headings would look for the missing level.",
                f"write “{'#' * (level + 1)}”",
            )
        level = heading.level


@rule("heading-bold", WARNING, "WCAG 1.3.1, F2", "a bold paragraph that looks like a heading")
def bold(survey: Survey) -> Iterator[Found]:
    """A short paragraph in bold, without the full stop of a sentence."""
    for passage in survey.prose:
        if isinstance(passage.block, Paragraph) and _looks_like_heading(passage.content):
            yield Found(
                passage.line,
                f"“{passage.words.strip()}” looks like a heading but is only bold, so nobody can "
                "navigate to it.",
                "write “## ” before it instead of the asterisks",
            )


def _looks_like_heading(content: Inlines) -> bool:
    shown = _shown(content)
    while len(shown) == 1 and isinstance(shown[0], Emphasis):
        shown = _shown(shown[0].content)
    if len(shown) != 1 or not isinstance(shown[0], Strong):
        return False
    inner = _shown(shown[0].content)
    words = plain_text(inner).strip()
    is_link = len(inner) == 1 and isinstance(inner[0], Link)
    short = 0 < len(words.split()) <= _BOLD_AT_MOST_WORDS
    return short and not is_link and not words.endswith((".", "!", ";", ","))


def _shown(content: Inlines) -> Inlines:
    return tuple(i for i in content if not isinstance(i, Text) or i.text.strip())


@rule("heading-twice", WARNING, "WCAG 2.4.6", "two neighbouring headings that say the same")
def twice(survey: Survey) -> Iterator[Found]:
    """Headings of one level below one heading, with equal words."""
    said: dict[int, dict[str, int]] = defaultdict(dict)
    for heading in survey.headings:
        for deeper in [level for level in said if level > heading.level]:
            del said[deeper]
        words = " ".join(plain_text(heading.content).split()).casefold()
        earlier = said[heading.level].setdefault(words, heading.position.line)
        if words and earlier != heading.position.line:
            yield Found(
                heading.position.line,
                f"the heading in line {earlier} says the same; in a list of headings the two "
                "cannot be told apart.",
                "say in each what is special about its section",
            )


@rule("heading-long", ADVICE, "WCAG 2.4.6", "a heading as long as a paragraph")
def long(survey: Survey) -> Iterator[Found]:
    """Headings that are tiring to listen to."""
    for heading in survey.headings:
        length = len(plain_text(heading.content))
        if length > _LONG_IN_LETTERS:
            yield Found(
                heading.position.line,
                f"this heading has {length} letters; a list of headings is read aloud, and long "
                "ones are hard to keep in mind.",
                "keep the point in the heading and move the rest into a paragraph",
            )
