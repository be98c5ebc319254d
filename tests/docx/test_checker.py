"""Word's Accessibility Checker would find nothing, and our copy of it bites."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.building.drawing import drawn
from generator.document import model
from generator.source import read_source
from tests.docx.checker import check
from tests.docx.documents import (
    document,
    figure,
    heading,
    link,
    listed,
    members,
    packed,
    paragraph,
    table,
)
from tests.docx.strategies import PICTURES

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*.md"))
NOT_OURS = {
    "links": {"link_text"},
    "header-rows": {"merged_cells"},
    "header-rows-hebrew": {"merged_cells"},
    "board-paper": {"merged_cells"},
    "planning-notice": {"merged_cells"},
}
"""What a source asks for on purpose."""


@pytest.mark.parametrize("source", SAMPLES, ids=lambda source: source.stem)
def test_nothing_to_complain_about(source: Path) -> None:
    given = drawn(read_source(source)[0])
    allowed = NOT_OURS.get(source.stem, set())
    said = [each for each in check(packed(given)) if each.partition(":")[0] not in allowed]
    assert said == []


def good() -> bytes:
    return packed(
        document(
            heading(2, "Aims"),
            heading(3, "More"),
            paragraph("See ", link("https://example.org/", "the order"), "."),
            listed(paragraph("item")),
            figure("A chart", "Sales"),
            table(("A", "B"), ("1", "2"), caption="Numbers"),
            pictures=PICTURES,
        )
    )


def altered(data: bytes, name: str, old: str, new: str) -> bytes:
    """The file with one thing in one part replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for member, content in members(data).items():
            changed = content
            if member == name:
                assert old.encode() in content
                changed = content.replace(old.encode(), new.encode(), 1)
            archive.writestr(member, changed)
    return stream.getvalue()


def in_document(old: str, new: str) -> Callable[[bytes], bytes]:
    return lambda data: altered(data, "word/document.xml", old, new)


BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "missing_alternative_text": in_document(' descr="A chart"', ""),
    "table_header": in_document("<w:tblHeader/>", ""),
    "merged_cells": in_document('<w:tcW w:w="4535"', '<w:gridSpan w:val="2"/><w:tcW w:w="4535"'),
    "heading_order": in_document("Heading3", "Heading4"),
    "link_text": in_document("the order", "click here"),
    "object_not_inline": lambda data: altered(
        altered(data, "word/document.xml", "<wp:inline ", "<wp:anchor "),
        "word/document.xml",
        "</wp:inline>",
        "</wp:anchor>",
    ),
    "blank_runs": in_document("See ", "See     "),
    "colour_contrast": lambda data: altered(data, "word/styles.xml", "0B4F71", "7FA8D0"),
    "document_title": lambda data: altered(
        data, "docProps/core.xml", "<dc:title>The title</dc:title>", ""
    ),
}


def test_the_good_file_is_good() -> None:
    assert check(good()) == []


@pytest.mark.parametrize("rule", BROKEN)
def test_each_rule_bites_and_no_other(rule: str) -> None:
    said = {each.partition(":")[0] for each in check(BROKEN[rule](good()))}
    assert said == {rule}


def test_pictures_alone_are_not_text() -> None:
    given = document(figure("A poster"), title=(model.Text(" "),), pictures=PICTURES)
    assert {each.partition(":")[0] for each in check(packed(given))} == {
        "document_title",
        "image_only_text",
    }
