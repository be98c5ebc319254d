"""Headings: most people who use a screen reader find their way by them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from generator.document.facts import SectionNumbering
from generator.document.kinds import CaptionKind
from generator.document.model import (
    Emphasis,
    Figure,
    Inlines,
    Link,
    List,
    Paragraph,
    Strong,
    Table,
    TargetLabel,
    Text,
)
from generator.document.walk import children, inlines_within, plain_text
from generator.document.words import words_for
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
    spared = _names_and_signatures(survey)
    for passage in survey.prose:
        block = passage.block
        if not isinstance(block, Paragraph) or id(block) in spared:
            continue
        if _looks_like_heading(passage.content):
            yield Found(
                passage.line,
                f"“{passage.words.strip()}” looks like a heading but is only bold, so nobody can "
                "navigate to it.",
                "write “## ” before it instead of the asterisks",
            )


_SIGNATURE_WORDS = 8


def _names_and_signatures(survey: Survey) -> set[int]:
    """The paragraphs, by `id`, of list items, and those with which a document is signed.

    A bold name or function there heads nothing: after it comes no text.
    """
    inside = {
        id(child) for block in survey.blocks if isinstance(block, List) for child in children(block)
    }
    for block in reversed(survey.document.blocks):
        if not isinstance(block, Paragraph):
            break
        words = plain_text(block.content).strip()
        if len(words.split()) > _SIGNATURE_WORDS or words.endswith((".", "!", "?", ":", "…")):
            break
        inside.add(id(block))
    return inside


@rule("heading-numbered", WARNING, "WCAG 1.3.1, F2", "a numbered line that looks like a heading")
def numbered(survey: Survey) -> Iterator[Found]:
    """“4. INTERNAL AUDIT”: a list of one short item in capitals."""
    for block in survey.blocks:
        if not isinstance(block, List) or not block.ordered or len(block.items) != 1:
            continue
        inner = block.items[0].blocks
        if len(inner) != 1 or not isinstance(inner[0], Paragraph):
            continue
        words = plain_text(inner[0].content).strip()
        if words.isupper() and 0 < len(words.split()) <= _BOLD_AT_MOST_WORDS:
            yield Found(
                block.position.line,
                f"“{block.start}. {words[:40]}” looks like a heading but is a list of one item, so "
                "nobody can navigate to it.",
                f"write “## {block.start}\\. {words.capitalize()[:40]}”",
            )


_TYPED = re.compile(r"\s*(?P<number>\d{1,2}(?:(?:\.\d{1,2})+[.)]?|[.)]))[ \t\u00a0]+(?=\S)")
_TYPED_BELOW = re.compile(r"\s*(?P<number>\d{1,2}(?:\.\d{1,3})+[.)]?)[ \t\u00a0]+(?=\S)")


@rule("number-by-hand", WARNING, "WCAG 1.3.1, F2", "a number typed where we number")
def number_by_hand(survey: Survey) -> Iterator[Found]:
    """“1.1 Costs” under `numbering`, or in a caption that gets one.

    One paragraph alone may begin with a quantity.
    """
    how = survey.document.metadata.numbering
    headings = [heading for heading in survey.headings if how is not None]
    for heading in headings:
        if typed := _TYPED.match(plain_text(heading.content)):
            yield _typed(heading.position.line, typed["number"], "heading")
    if how is SectionNumbering.PARAGRAPHS:
        begins = ((each.line, _TYPED_BELOW.match(each.words)) for each in survey.prose)
        found = [(line, typed["number"]) for line, typed in begins if typed]
        for line, number in found if len(found) > 1 else ():
            yield _typed(line, number, "paragraph")
    yield from _captions_by_hand(survey)


def _captions_by_hand(survey: Survey) -> Iterator[Found]:
    """“Table: Table 2: Costs” where something refers to a table."""
    labels = (each for link in survey.links for each in inlines_within(link.content))
    counted = {each.kind for each in labels if isinstance(each, TargetLabel)}
    captioned: list[Table | Figure] = [*survey.tables, *survey.figures]
    for block in captioned:
        kind = CaptionKind.TABLE if isinstance(block, Table) else CaptionKind.FIGURE
        if block.caption is None or kind not in counted:
            continue
        language = block.language or survey.document.metadata.language
        before, _, after = words_for(language)[f"numbered_{kind}"].partition("{number}")
        label = rf"{re.escape(before)}\d+(?:\.\d+)*{re.escape(after)}(?!\w)"
        if typed := re.match(label, plain_text(block.caption), re.IGNORECASE):
            yield _typed(block.position.line, typed[0], "caption")


def _typed(line: int, number: str, what: str) -> Found:
    why = "the front matter asks for numbers, and they are counted for you"
    if what == "caption":
        why = "captions are counted for you, since the text refers to one"
    return Found(
        line,
        f"this {what} begins with “{number}” and is given a number of its own too; readers would "
        "meet both.",
        f"delete “{number}”: {why}",
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
                "cannot be distinguished.",
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
