"""What the package, the lists and the container of our own e-books hold; see `vocabulary`."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path

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

DATA = Path(__file__).with_name("own_files.json")
_FREE = frozenset(
    (
        *("href", "src", "id", "idref", "lang", "content", "playOrder", "alt", "title", "class"),
        *("data-label", "data-joined"),
    )
)
"""Attributes that hold the document's own addresses, names and numbers."""
_READ = re.compile(r".*\.(opf|ncx|xhtml|xml)")


def file_faults(data: bytes) -> Iterator[Fault]:
    """What in an e-book is in none of ours."""
    for problem in unknown(facts(data), _known()):
        yield Fault("", "unknown-markup", problem)


@functools.cache
def _known() -> Vocabulary:
    return load(DATA)


def facts(data: bytes) -> Iterator[Fact]:
    """Every member, and every element of those that are XML, with its attributes."""
    yield from member_facts(data, _numbered)
    archive = Archive(data)
    for name in archive.members:
        if name == "mimetype":
            yield name, "words", archive.read(name).decode("latin-1")
        elif _READ.fullmatch(name):
            yield from xml_facts(_numbered(name), archive.read(name), _FREE, _may_say)


def _may_say(_: str) -> bool:
    """The proof compares the words."""
    return True


_OURS = "fonts/AnnouncementSans-normal."


def _numbered(name: str) -> str:
    """A member without its number, or the name of a picture; a brand's typeface as one of ours."""
    name = re.sub(r"fonts/Announcement(Text|Headings)-(normal|italic)(-[47]00)?\.", _OURS, name)
    name = re.sub(r"text/\d+\.", "text/N.", name)
    return name if name.endswith("/cover.png") else re.sub(r"images/.*\.", "images/*.", name)
