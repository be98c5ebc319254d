"""References and the numbers of captions are fields of Word's, so that colleagues can go on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.source import read_source
from tests.docx.documents import Element, W, packed, part

SAMPLE = Path(__file__).parent.parent / "samples" / "references.md"


@pytest.fixture(scope="module")
def body() -> Element:
    document, _ = read_source(SAMPLE)
    return part(packed(document))


def runs_of(element: Element) -> str:
    return "".join(each.text or "" for each in element.iter(W + "t"))


def fields(body: Element) -> Iterator[tuple[list[str], str]]:
    """The words of each field's instruction, and what it shows."""
    instruction, shown, state = "", "", ""
    for each in body.iter(W + "fldChar", W + "instrText", W + "t"):
        if each.tag == W + "fldChar":
            state = each.get(W + "fldCharType", "")
            if state == "end":
                yield instruction.split(), shown
                instruction = shown = ""
        elif each.tag == W + "instrText":
            instruction += each.text or ""
        elif state == "separate":
            shown += each.text or ""


def named(body: Element) -> dict[str, str]:
    """The words between the ends of each bookmark; they stand in one paragraph."""
    found = {}
    for start in body.iter(W + "bookmarkStart"):
        words = ""
        for each in start.itersiblings():
            if each.tag == W + "bookmarkEnd" and each.get(W + "id") == start.get(W + "id"):
                break
            words += runs_of(each)
        found[start.get(W + "name", "")] = words
    return found


def test_captions_are_counted_as_word_counts_them(body: Element) -> None:
    counts: Counter[str] = Counter()
    for instruction, shown in fields(body):
        if instruction[0] == "SEQ":
            counts[instruction[1]] += 1
            assert shown == str(counts[instruction[1]])
    assert counts == {"Table": 3, "Figure": 3}  # Welsh captions are counted among them


def test_a_reference_to_a_caption_repeats_what_its_bookmark_holds(body: Element) -> None:
    words = named(body)
    repeated = [(each[1], shown) for each, shown in fields(body) if each[:1] == ["REF"]]
    captions = [each for each in repeated if each[1][:1].isalpha()]
    assert len(captions) > 5
    assert all(words[name] == shown for name, shown in captions)


def test_a_reference_to_a_section_repeats_the_number_that_word_gives_it(body: Element) -> None:
    numbers = {
        (each[1], shown) for each, shown in fields(body) if each[0] == "REF" and "\\r" in each
    }
    assert numbers == {("visits", "1"), ("tours", "1.1")}


def test_a_reference_is_a_link_to_what_its_field_repeats(body: Element) -> None:
    for link in body.iter(W + "hyperlink"):
        for instruction, _ in fields(link):
            assert instruction[1] == link.get(W + "anchor")
