"""The facts of a file: its title, its language, and what is said above the title."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from generator import reading_order as order
from generator.findings.output_rules import IMPORT_GUESSED, IMPORT_LEFT_OUT
from generator.importing.blocks import every
from generator.importing.original import Original
from generator.reading_order import BREAK, OBJECT, fold
from generator.source.language import language as known_language
from generator.source.reading import Report

_LONGEST_TITLE = 150
_LONGEST_CATEGORY = 60
_NO_TITLE = re.compile(r"(?i)(?:word document|microsoft word.*|untitled.*|document ?\d*|title)?")
_CLASSIFICATION = re.compile(
    r"(?i)(?:official(?:[- ]sensitive)?|secret|restricted|confidential|internal|public)"
)
_PAGE = re.compile(r"(?i)(?:page|seite|tudalen|p\.)? ?\d*(?: ?(?:of|/|von|o) ?\d*)?")
"""The number of a page; it is counted anew."""
_STATUS = re.compile(r"(?i)(?:final )?draft\b.{0,60}|embargo.{0,120}|not for publication.{0,120}")


@dataclass(frozen=True, slots=True)
class Front:
    """What stands above the text, and the blocks of the text itself."""

    title: str
    language: str
    blocks: order.Blocks
    category: str | None = None
    status: str | None = None
    classification: str | None = None
    shift: int = 0


def front_of(original: Original) -> Front:
    """The facts on the first page, and the rest."""
    blocks = original.order.blocks
    title, category, rest = _title(original, blocks)
    status = classification = None
    said = {title, original.facts.title}
    for words in original.order.artifacts:
        if words in said or _PAGE.fullmatch(words):
            continue
        if classification is None and _CLASSIFICATION.fullmatch(words):
            classification = words
        elif status is None and _STATUS.fullmatch(words):
            status = words
        else:
            original.say(
                IMPORT_LEFT_OUT,
                f"“{words}” stands at the top or foot of pages, not in the text.",
                "write it in the text or in the front matter if readers need it",
            )
    levels = [block.level for block in every(rest) if isinstance(block, order.Heading)]
    shift = 2 - min(levels) if levels else 0
    language = _language(original)
    return Front(title, language, rest, category, status, classification, shift)


def _plain(passage: order.Passage) -> str:
    return fold(passage.text.replace(OBJECT, "").replace(BREAK, " "))


def _title(original: Original, blocks: order.Blocks) -> tuple[str, str | None, order.Blocks]:
    """The title, the line above it, and the blocks without both."""
    place = _place_of_title(original, blocks)
    if place is None:
        known = original.facts.title or original.order.title
        title = "" if _NO_TITLE.fullmatch(known) else known
        if not title:
            title = original.path.stem.replace("_", " ").replace("-", " ").strip() or "Untitled"
            original.say(
                IMPORT_GUESSED, f"the file has no title; it is called “{title}” by its name."
            )
        return title, None, blocks
    chosen = blocks[place]
    assert isinstance(chosen, order.Heading | order.Paragraph)  # noqa: S101 (so it was chosen)
    before, after = _without_skip_link(original, blocks[:place]), blocks[place + 1 :]
    category = None
    match before:
        case (order.Paragraph(words=words),) if 0 < len(_plain(words)) <= _LONGEST_CATEGORY:
            category, before = _plain(words), ()
        case (_, *_):
            original.say(IMPORT_GUESSED, "what stands above the title follows it now.")
    return _plain(chosen.words), category, (*before, *after)


def _without_skip_link(original: Original, before: order.Blocks) -> order.Blocks:
    """What stands above the title without a page's first link, which leads to its text."""
    match before:
        case (order.Paragraph(words=words), *rest) if _is_link_within(words):
            message = f"the link “{words.text}” at the top was left out: every page gets one."
            original.say(IMPORT_LEFT_OUT, message)
            return tuple(rest)
    return before


def _is_link_within(words: order.Passage) -> bool:
    whole = (0, len(words.text))
    links = (each for each in words.marks if isinstance(each.mark, order.LinkWithin))
    return any((each.start, each.end) == whole for each in links)


def _place_of_title(original: Original, blocks: order.Blocks) -> int | None:
    """The heading in the style of a title, else the only one of level 1, else a first line."""
    first = [
        index
        for index, block in enumerate(blocks)
        if isinstance(block, order.Heading) and block.level == 1 and _plain(block.words)
    ]
    styled = [index for index in first if _words_of(blocks[index]) in original.facts.titles]
    if styled:
        return styled[0]
    headings = [index for index, block in enumerate(blocks) if isinstance(block, order.Heading)]
    if first and (len(first) == 1 or first[0] == 0) and first[0] == headings[0]:
        if len(first) > 1:
            _say_guessed(original, blocks[first[0]], "the first heading")
        return first[0]
    if blocks and isinstance(blocks[0], order.Paragraph) and _is_line(blocks[0]):
        _say_guessed(original, blocks[0], "the first line")
        return 0
    return None


def _words_of(block: order.Block) -> str:
    return _plain(block.words) if isinstance(block, order.Heading | order.Paragraph) else ""


def _is_line(block: order.Paragraph) -> bool:
    words = _plain(block.words)
    return 0 < len(words) <= _LONGEST_TITLE and words[-1] not in ".;,:" and OBJECT not in words


def _say_guessed(original: Original, block: order.Block, what: str) -> None:
    original.say(
        IMPORT_GUESSED,
        f"{what}, “{_words_of(block)[:80]}”, was taken for the title.",
        "check it: the title stands in the front matter",
    )


def _language(original: Original) -> str:
    """The language in which most of the words are."""
    usual = original.order.language or ""
    letters: Counter[str] = Counter()
    for block in every(original.order.blocks):
        if isinstance(block, order.Paragraph | order.Heading):
            letters[block.language or usual] += len(block.words.text)
    found = letters.most_common(1)[0][0] if letters else usual
    known = known_language(found, 0, Report("")) if found else None
    if known is None:
        original.say(
            IMPORT_GUESSED,
            "the file does not say its language; “en” stands in the front matter.",
            "write its tag after “lang:”",
        )
    return known or "en"
