"""What the parts of our own Word documents hold; see `readback.vocabulary`."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from generator.readback.archive import Archive
from generator.readback.vocabulary import (
    Fact,
    Vocabulary,
    load,
    member_facts,
    unknown,
    xml_facts,
)
from generator.reading_order import Fault

DATA = Path(__file__).with_name("own_parts.json")
_FREE = frozenset(
    (*("descr", "name", "title", "Target", "anchor", "Id", "id", "embed", "tblCaption"),)
)
"""Attributes that hold the document's own words, addresses and names."""
_WORDS = frozenset(("t",))
_STATED = "docProps/"
"""Parts of which every element may have words."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part_faults(data: bytes) -> Iterator[Fault]:
    """What in a Word document is in none of ours."""
    for problem in unknown(facts(data), _known()):
        yield Fault("", "unknown-markup", problem)


def saved_elsewhere(data: bytes) -> bool:
    """True if the file names who saved it last, or with which program, which ours never do."""
    archive = Archive(data)
    said = b"".join(
        archive.read(name) for name in archive.members if name in ("docProps/core.xml", _PROGRAM)
    )
    return b"lastModifiedBy>" in said or b"<Application>" in said


_PROGRAM = "docProps/app.xml"


@functools.cache
def _known() -> Vocabulary:
    return load(DATA)


def facts(data: bytes) -> Iterator[Fact]:
    """Every member, and every element of those that are XML, with its attributes."""
    yield from member_facts(data, lambda name: re.sub(r"media/.*\.", "media/*.", name))
    archive = Archive(data)
    for name in archive.members:
        if name.endswith((".xml", ".rels")):
            stated = name.startswith(_STATED)
            yield from xml_facts(
                name,
                archive.read(name),
                _FREE,
                lambda local, stated=stated: stated or local in _WORDS,  # type: ignore[misc]
                _style,
            )


def _style(element: etree._Element) -> str:
    """The style, or the kind of list, in which an element stands."""
    for around in (element, *element.iterancestors()):
        if around.get(f"{_W}styleId"):
            return f" of {around.get(f'{_W}styleId')}"
        if around.get(f"{_W}abstractNumId"):
            return " of a list"
    return ""
