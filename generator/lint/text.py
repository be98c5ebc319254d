"""Words: what makes text hard to read, to hear or to trust."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.lint.registry import ADVICE, WARNING, Found, rule
from generator.lint.survey import Survey
from generator.model import Abbreviation, Emphasis, Heading, Paragraph
from generator.walk import plain_text

_CAPITALS = re.compile(r"\b[^\W\d_a-z]{2,}(?:[ '’-]+[^\W\d_a-z]{1,}){2,}\b")
_SHOUTED_LETTERS = 5
_ITALIC_WORDS = 25
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ACRONYM = re.compile(r"(?<![\w.-])[A-Z]{3,6}s?(?![\w-])")
_KNOWN_ACRONYMS = frozenset(
    [
        "BBC",
        "CD",
        "DVD",
        "DNA",
        "EU",
        "FAQ",
        "GPS",
        "HTML",
        "ID",
        "MP",
        "NHS",
        "PDF",
        "PIN",
        "RSVP",
        "UK",
        "UN",
        "URL",
        "USA",
        "USB",
        "VAT",
        "WWW",
        "EPUB",
        "DOCX",
        "AIDS",
        "NASA",
        "NATO",
        "HTTP",
        "HTTPS",
        "ISBN",
        "COVID",
        "GCSE",
    ]
)
_POSITION = re.compile(
    r"\b(?:see|click|press|use|select|choose|tick|read|in|on) (?:the )?"
    r"(?:(?:box|button|link|table|chart|menu|image|picture|figure|column|section|text|panel|list) "
    r"(?:on the (?:left|right)|to the (?:left|right)|at the (?:top|bottom)|in (?:red|green|blue))|"
    r"(?:red|green|blue|yellow|orange|grey|black|round|square|left|right)(?:-hand)? "
    r"(?:box|button|link|text|column|menu|area|panel|icon|arrow))\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\s”’\")]+(?=[^\W\d_])")
_SENTENCE_WORDS = 45


@rule("text-capitals", WARNING, "WCAG 3.1, plain language", "a run of words in capitals")
def capitals(survey: Survey) -> Iterator[Found]:
    """Shouted words: hard to read, and spelt out by some screen readers."""
    for passage in survey.passages:
        shouted = next(filter(_is_shouted, _CAPITALS.findall(passage.prose)), None)
        if shouted:
            yield Found(
                survey.line_of(shouted[:20], passage.line),
                f"“{shouted[:40]}” is written in capitals; words lose their shape, and some "
                "screen readers spell them letter by letter.",
                "write it in ordinary letters, and **strongly** if it must stand out",
            )


def _is_shouted(words: str) -> bool:
    return words.isupper() and max(map(len, words.split())) >= _SHOUTED_LETTERS


@rule("text-italics", WARNING, "WCAG 1.4.8, dyslexia guidance", "a long passage in italics")
def italics(survey: Survey) -> Iterator[Found]:
    """Emphasis over many words is emphasis of nothing, and slanted letters tire."""
    for passage in survey.passages:
        for inline in passage.inlines:
            if isinstance(inline, Emphasis):
                count = len(plain_text(inline.content).split())
                if count >= _ITALIC_WORDS:
                    yield Found(
                        passage.line,
                        f"{count} words in italics are hard to read for many people, with dyslexia "
                        "above all.",
                        "stress the few words that matter, or use a block quote (“> ”)",
                    )


@rule("text-direction", WARNING, "Unicode UAX 9, WCAG 1.3.2", "invisible direction marks")
def direction(survey: Survey) -> Iterator[Found]:
    """Characters that turn the order of letters, so that eye and ear get different texts."""
    for passage in survey.passages:
        match = _DIRECTION.search(passage.words)
        if match:
            yield Found(
                survey.line_of(match[0], passage.line),
                f"the invisible character U+{ord(match[0]):04X} changes the order of letters; what "
                "is seen and what is heard can differ.",
                "delete it, and mark the language instead: [שלום]{lang=he}",
            )


@rule("text-replacement", WARNING, "Unicode 23.8", "a letter that was lost before")
def replacement(survey: Survey) -> Iterator[Found]:
    """U+FFFD stands where another program could not read a letter."""
    for passage in survey.passages:
        if "\ufffd" in passage.words:
            yield Found(
                survey.line_of("\ufffd", passage.line),
                "a letter was lost before the text came here (“\ufffd”); readers would stumble.",
                "write the letter again",
            )


@rule("paragraph-empty", WARNING, "WCAG 1.3.1", "an empty paragraph as a gap")
def empty_paragraph(survey: Survey) -> Iterator[Found]:
    """Spaces that cannot be seen: screen readers say “blank”."""
    for passage in survey.prose:
        shown = [inline for inline in passage.inlines if plain_text((inline,)).strip()]
        others = [i for i in passage.content if not plain_text((i,)).strip() and not _is_space(i)]
        if not shown and not others and isinstance(passage.block, Paragraph):
            yield Found(
                passage.line,
                "this paragraph holds spaces only; screen readers announce it as blank.",
                "delete it: distances are the business of the style",
            )


def _is_space(inline: object) -> bool:
    return type(inline).__name__ in ("Text", "LineBreak")


@rule("text-acronym", ADVICE, "WCAG 3.1.4", "an acronym that nothing explains")
def acronym(survey: Survey) -> Iterator[Found]:
    """Capitals that stand for words which the text never gives."""
    seen = set(_KNOWN_ACRONYMS)
    everything = " ".join(passage.words for passage in survey.passages)
    for passage in survey.passages:
        if any(isinstance(inline, Abbreviation) for inline in passage.inlines):
            seen |= {i.text for i in passage.inlines if isinstance(i, Abbreviation)}
        for match in _ACRONYM.finditer(passage.prose):
            short = match[0].removesuffix("s")
            if short in seen or _in_shouting(passage.words, match.start()):
                continue
            seen.add(short)
            if f"({short})" not in everything and f"{short} (" not in everything:
                yield Found(
                    survey.line_of(short, passage.line),
                    f"“{short}” is not explained; people new to the subject do not know it.",
                    f"write its words at first use, or a line “*[{short}]: its words”",
                )


def _in_shouting(words: str, start: int) -> bool:
    around = words[max(0, start - 20) : start + 30]
    return bool(_CAPITALS.search(around))


@rule("text-position", ADVICE, "WCAG 1.3.3, 1.4.1", "a place told by position or colour alone")
def position(survey: Survey) -> Iterator[Found]:
    """“The red button on the right” helps nobody who does not see it."""
    for passage in survey.passages:
        for match in _POSITION.finditer(passage.prose):
            yield Found(
                survey.line_of(match[0], passage.line),
                f"“{match[0]}” names a thing by its place or colour alone, which not everybody "
                "perceives.",
                "name it by its words too: “the button Send”",
            )


@rule("text-sentence-long", ADVICE, "WCAG 3.1.5, plain language", "a very long sentence")
def long_sentence(survey: Survey) -> Iterator[Found]:
    """Sentences that must be kept in mind for too long."""
    for passage in survey.passages:
        if isinstance(passage.block, Heading):
            continue
        for sentence in _SENTENCE_END.split(passage.words):
            count = len(sentence.split())
            if count > _SENTENCE_WORDS:
                yield Found(
                    survey.line_of(sentence[:20], passage.line),
                    f"this sentence has {count} words; whoever hears it must keep all of them in "
                    "mind to its end.",
                    "split it, or make its parts a list",
                )
