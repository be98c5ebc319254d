"""CMaps, as producers write them."""

from __future__ import annotations

import pytest

from generator.readback.pdf.cmaps import parse_cmap


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("1 beginbfchar <0003> <0041> endbfchar", {3: "A"}),
        ("1 beginbfchar <03> <00660069> endbfchar", {3: "fi"}),
        ("1 beginbfchar <0003> <D83DDE00> endbfchar", {3: "😀"}),
        ("1 beginbfrange <0001> <0003> <0061> endbfrange", {1: "a", 2: "b", 3: "c"}),
        ("1 beginbfrange <0001><0002>[<0078> <0079007A>] endbfrange", {1: "x", 2: "yz"}),
        ("1 beginbfrange <01> <02> <D83DDE00> endbfrange", {1: "😀", 2: "😁"}),
    ],
)
def test_unicode_of_codes(body: str, text: dict[int, str]) -> None:
    assert parse_cmap(body.encode()).text == text


def test_code_lengths_and_character_identifiers() -> None:
    cmap = parse_cmap(
        b"1 begincodespacerange <0000> <ffff> endcodespacerange"
        b" 1 begincidrange <0010> <0012> 5 endcidrange 1 begincidchar <0020> 9 endcidchar"
    )
    assert list(cmap.codes(b"\x00\x10\x00\x20")) == [16, 32]
    assert cmap.cids == {16: 5, 17: 6, 18: 7, 32: 9}


def test_a_range_of_endless_length_is_cut() -> None:
    cmap = parse_cmap(b"1 beginbfrange <00000000> <ffffffff> <0061> endbfrange")
    assert len(cmap.text) <= 65536
