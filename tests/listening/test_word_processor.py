"""What Orca says of the DOCX in LibreOffice Writer, held to the Document.

Writer tells Orca less than Chromium does: what it leaves out is declared by kind, and the rest must
be there, in order. The share of words and roles that agree is measured and may not fall.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from generator import reading_order as order
from generator.building.build import build
from generator.building.drawing import drawn
from generator.content.added_text import add_text
from generator.content.announced import Announcement, announced
from generator.content.expected_order import expected_order
from generator.content.formats import FORMATS
from generator.content.job import Options
from generator.source import read_source
from tests.listening.comparison import Comparison, Difference, compare, described
from tests.listening.speech import Utterance
from tests.listening.word_processor import WordProcessor

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]

CHOSEN = ("consultation", "notice-of-works", "welsh-english")

LEAST_WORDS, LEAST_ROLES = 0.9, 0.15
"""Shares of what should be said that Writer and Orca do say; measured: see README."""

UNSAID = {
    "structure": re.compile(
        r"List with .*|leaving (?:list|blockquote|figure)\.|Nesting level \d|block quote|figure"
        r"|separator|description (?:term|value)|Description list with .*|deletion (?:start|end)"
    ),
    "headings, which stand in the tree (see below)": re.compile(r"heading level \d"),
    "cells": re.compile(r"(?:column|row) header|blank"),
    "captions and pictures": re.compile(r"caption|image"),
}
"""Roles that reading all does not say in Writer, by kind."""


def body_of(source: Path) -> tuple[order.ReadingOrder, tuple[Announcement, ...]]:
    """What the DOCX of a source says but for its notes, which Writer does not read on the way."""
    document = drawn(read_source(source)[0])
    added = add_text(document)
    found = expected_order(document, added, FORMATS["docx"])
    body = tuple(block for block in found.blocks if not isinstance(block, order.Note))
    found = replace(found, blocks=body)
    return found, tuple(map(_as_writer_says, announced(found, added.words)))


def _as_writer_says(announcement: Announcement) -> Announcement:
    """Links are said within the words ("online link")."""
    said = (
        replace(each, role=False) if each.role and each.text == "link" else each
        for each in announcement.said
    )
    return replace(announcement, said=tuple(said))


_ADDED = frozenset(("Table", "-", "1", ".", order.OBJECT, "\x07", "\x08"))
"""The name that Writer gives a table, the place of a picture, and the ends of a note call."""


def declared(found: Comparison, difference: Difference) -> bool:
    """True for what Writer is known to leave out or to add."""
    token = difference.token
    if token.role:
        return not difference.added and any(each.fullmatch(token.text) for each in UNSAID.values())
    if difference.added:
        return token.text in _ADDED
    said = found.announcements[difference.thing].said
    pictures = [one.text for one, other in pairwise(said) if other.text == "image"]
    calls = [each.text for each in said if re.fullmatch(r"\S+ \d+", each.text)]
    return any(token.text in text for text in (*pictures, *calls, "link"))


@pytest.mark.parametrize("name", CHOSEN)
def test_a_document_is_announced(
    name: str, writer: WordProcessor, samples: dict[str, Path], tmp_path: Path
) -> None:
    found, announcements = body_of(samples[name])
    file = tmp_path / f"{name}.docx"
    file.write_bytes(build(samples[name], ["docx"], Options(epoch=0)).files[file.name])
    compared = compare(announcements, writer.listen(file))
    others = [each for each in compared.differences if not declared(compared, each)]
    assert [described(compared, each) for each in others] == []
    words, roles = shares(compared)
    assert words >= LEAST_WORDS
    assert roles >= LEAST_ROLES
    headings = [
        (block.level, block.words.text.replace(order.OBJECT, "").strip())
        for block in found.blocks
        if isinstance(block, order.Heading) and block.level > 1
    ]
    assert writer.headings() == headings


def shares(compared: Comparison) -> tuple[float, float]:
    """The shares of the expected words and of the expected roles that were said."""
    missed = [each.token.role for each in compared.differences if not each.added]
    roles = sum(each.role for each in compared.expected)
    words = len(compared.expected) - roles
    return 1 - missed.count(False) / words, 1 - sum(missed) / roles


@pytest.mark.finds_faults
def test_a_lost_paragraph_is_found(samples: dict[str, Path]) -> None:
    _, announcements = body_of(samples["consultation"])
    said = [
        Utterance(each.text, each.role, "")
        for announcement in announcements
        if "Exampletown Council" not in announcement.text
        for each in announcement.said
    ]
    compared = compare(announcements, said)
    found = [
        described(compared, each) for each in compared.differences if not declared(compared, each)
    ]
    assert "“Exampletown” is missing" in found[0]
