"""Words: what makes text hard to read, to hear or to trust."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.document.languages import is_east_asian
from generator.document.model import Emphasis, Heading, LineBreak, Strong
from generator.document.walk import plain_text
from generator.lint.lists import without_mark
from generator.lint.registry import ADVICE, WARNING, Found, rule
from generator.lint.survey import SENTENCE_END, Survey

CAPITALS = re.compile(
    r"\b[^\W\d_a-z]{7,} [^\W\d_a-z]{7,}\b|\b[^\W\d_a-z]{2,}(?:[ '’-]+[^\W\d_a-z]{1,}){2,}\b"
)
SHOUTED_LETTERS = 5
_ITALIC_WORDS = 25
_NUMERIC_DATE = re.compile(
    r"(?<![\w./-])(?:0?[1-9]|[12]\d|3[01])([/.])(?:0?[1-9]|[12]\d|3[01])\1(?:20\d\d|[23]\d)"
    r"(?![\w/-]|\.\d)"
)
PLACEHOLDER = re.compile(
    r"\[(?:(?i:insert|enter|add|your|date|name|address|time|place|tbc|tbd|todo)\b[^\]\[]*)\]"
    r"|\[(?:XX+|[A-Z][A-Z '/-]{3,})\]|\[[^\]\[]*\b(?:TBC|TBD|TBA)\b[^\]\[]*\]"
    r"|\[(?:[A-Za-z]+ ){0,2}(?i:name|date|address|time|place|number|amount|venue|location)\]"
    r"|(?<!\w)X{4,}(?!\w)|(?i:\blorem ipsum\b)|\b(?:TODO|FIXME)\b"
    r"|\bXX+(?=[ :/.-](?:XX|[A-Z][a-z]+|\d))"
    r"|(?i:^\s*untitled(?: document)?\s*$)"
)
_SENTENCE_WORDS = 45
_PARAGRAPH_WORDS = 150
_BOLD_WORDS = 40


@rule("text-capitals", WARNING, "WCAG 3.1, plain language", "a run of words in capitals")
def capitals(survey: Survey) -> Iterator[Found]:
    """Shouted words: hard to read, and spelt out by some screen readers."""
    for passage in survey.passages:
        shouted = next(filter(is_shouted, CAPITALS.findall(passage.prose)), None)
        if shouted:
            yield Found(
                survey.line_of(shouted[:20], passage.line),
                f"“{shouted[:40]}” is written in capitals; words lose their shape, and some "
                "screen readers spell them letter by letter.",
                "write it in ordinary letters, and **strongly** if it must stand out",
            )


def is_shouted(words: str) -> bool:
    """True for capitals that are words and not a code."""
    return words.isupper() and max(map(len, words.split())) >= SHOUTED_LETTERS


@rule("text-italics", WARNING, "WCAG 1.4.8, dyslexia guidance", "a long passage in italics")
def italics(survey: Survey) -> Iterator[Found]:
    """Emphasis over many words is emphasis of nothing, and slanted letters tire."""
    for line, count in _long(survey, Emphasis, _ITALIC_WORDS):
        yield Found(
            line,
            f"{count} words in italics are hard to read for many people, with dyslexia above all.",
            "stress the few words that matter, or use a block quote (“> ”)",
        )


@rule("text-bold", ADVICE, "plain language", "a long passage in bold")
def bold(survey: Survey) -> Iterator[Found]:
    """Where everything is important, nothing is."""
    for line, count in _long(survey, Strong, _BOLD_WORDS):
        yield Found(
            line,
            f"{count} words are in bold, so nothing in them stands out to the eye, and many "
            "listeners do not hear bold at all.",
            "make the few words bold that must not be missed",
        )


def _long(survey: Survey, kind: type[Emphasis | Strong], most: int) -> Iterator[tuple[int, int]]:
    """The lines and word counts of emphasis that holds at least `most` words."""
    for passage in survey.passages:
        for inline in passage.inlines:
            if isinstance(inline, kind):
                count = len(plain_text(inline.content).split())
                if count >= most:
                    yield passage.line, count


@rule("text-date", ADVICE, "plain language", "a date in numbers that can be read two ways")
def date(survey: Survey) -> Iterator[Found]:
    """“03/04/2026” is in April for one reader and in March for another."""
    for passage in survey.passages:
        if passage.language.partition("-")[0] != "en":
            continue
        for match in _NUMERIC_DATE.finditer(passage.said):
            yield Found(
                survey.line_of(match[0], passage.line),
                f"“{match[0]}” is a different day to readers who put the month first, and is read "
                "aloud as numbers.",
                "write the month as a word: 3 April 2026",
            )


@rule("text-placeholder", WARNING, "WCAG 2.4.2, F25", "words that were to be replaced")
def placeholder(survey: Survey) -> Iterator[Found]:
    """What the template said, or what the author meant to come back to."""
    for line, words in survey.first_matches(PLACEHOLDER, lambda passage: passage.said):
        yield Found(
            line,
            f"“{words.strip()[:60]}” looks like words that you meant to replace; readers would be "
            "left without what belongs there.",
            "write what belongs there, or delete it",
        )


@rule("text-sentence-long", ADVICE, "WCAG 3.1.5, plain language", "a very long sentence")
def long_sentence(survey: Survey) -> Iterator[Found]:
    """Sentences that must be kept in mind for too long."""
    for passage in survey.passages:
        if isinstance(passage.block, Heading):
            continue
        for sentence in SENTENCE_END.split(passage.said):
            count = len(sentence.split())
            if count > _SENTENCE_WORDS:
                yield Found(
                    survey.line_of(sentence[:20], passage.line),
                    f"this sentence has {count} words; listeners must keep all of them in "
                    "mind to its end.",
                    "split it, or make its parts a list",
                )


@rule("paragraph-long", ADVICE, "WCAG 3.1.5, plain language", "a very long paragraph")
def long_paragraph(survey: Survey) -> Iterator[Found]:
    """A wall of text: nobody finds a place in it again."""
    for passage in survey.prose:
        count = len(passage.said.split())
        if count > _PARAGRAPH_WORDS:
            yield Found(
                passage.line,
                f"this paragraph has {count} words; readers lose their place in it, and listeners "
                "cannot skip to its parts.",
                "begin a new paragraph with each new thought, or give the parts headings",
            )


_JOINED_AT_MOST = 48
"""Letters of a line that its author ended on purpose; wrapped prose has longer ones."""
_COLUMNS = re.compile(r"\||\t|\S {2,}\S")
_LABEL = re.compile(r"[^\W\d_][\w’' ()/-]{1,28}:(?:\s+\S|$)")
_NAME = re.compile(
    r"(?:(?:Mrs?|Ms|Mx|Miss|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Cllr|Councillor|Rev)\.? )?"
    r"(?:[A-Z]\.? ?)*[^\W\d_a-z][\w’'-]*(?: (?:[a-z]{1,3}|[A-Z]\.|[^\W\d_a-z][\w’'-]*)){0,3}"
)
_OFFICE = re.compile(
    r"(?=[A-Z])(?:[\w’',&-]+ ){0,5}(?:Director|Chief|Head|Officer|Manager|Secretary|Clerk|Minister"
    r"|Chair|Chairman|Chairwoman|Leader|Executive|President|Mayor|Member|Commissioner|Inspector"
    r"|Superintendent|Principal|Headteacher|Registrar)\b[\w’', &-]*"
)
"""What stands below the name of who signs, to the end of the line."""
_BEGINS = re.compile(
    r"[\"“„«(+]?(?:[^\W\d_a-z]|\+?[\d(]+[A-Za-z]?[ \u00a0-][^\W_a-z]|<?[\w.+-]+@|https?:)"
    r"|\[[^\]]*\]\((?:mailto|tel):"
)
"""A capital, a number and a capital or digit, or an address."""
_FEWEST_JOINED = 3


@rule("lines-joined", WARNING, "WCAG 1.3.1, 1.3.2", "short lines that run together")
def joined(survey: Survey) -> Iterator[Found]:
    """An address, a signature or facts on lines of their own, which Markdown makes one line."""
    for passage in survey.prose:
        block = passage.block
        if block is None or any(isinstance(each, LineBreak) for each in passage.inlines):
            continue
        lines = [line.text.rstrip() for line in survey.lines_of(block.position.line)]
        if _are_lines(lines):
            yield Found(
                passage.line,
                f"these {len(lines)} lines become one: readers will see and hear “{lines[0][-20:]} "
                f"{lines[1][:20]}” without a pause.",
                "around a contact, an address or a signature, write “::: contact” or “::: address” "
                "and “:::” on lines of their own; elsewhere, write a backslash where a line is to "
                "end; where these are items, write “- ” before each",
            )


def _are_lines(lines: list[str]) -> bool:
    """True for short lines that begin anew: facts, a name and an office, lines of an address."""
    if len(lines) < 2 or any(len(line) > _JOINED_AT_MOST for line in lines):  # noqa: PLR2004
        return False
    if any(_COLUMNS.search(line) or without_mark(line) != line for line in lines):
        return False
    if any(line.startswith(("<", "[^", ":", "#")) or line[0].isdigit() for line in lines[:1]):
        return False
    if any(is_east_asian(line[-1]) for line in lines):
        return False
    if all(map(_LABEL.match, lines)):
        return True
    if len(lines) == 2 and _NAME.fullmatch(lines[0]) and _OFFICE.fullmatch(lines[1]):  # noqa: PLR2004
        return True
    ends = sum(line.endswith((".", "!", "?")) and len(line.split()) > 2 for line in lines[:-1])  # noqa: PLR2004
    return len(lines) >= _FEWEST_JOINED and not ends and all(map(_BEGINS.match, lines))
