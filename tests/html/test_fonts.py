from __future__ import annotations

import io

import pytest
from fontTools.ttLib import TTFont

from generator.packagers import fonts

FACES = [fonts.TEXT, fonts.TEXT_ITALIC, fonts.CODE]


def characters(subset: fonts.Subset) -> set[str]:
    return set(map(chr, TTFont(io.BytesIO(subset.data)).getBestCmap()))


@pytest.mark.parametrize("face", FACES, ids=str)
def test_a_subset_holds_what_was_asked_for(face: fonts.PackagedFont) -> None:
    held = characters(fonts.subset(face, "ŵĵ"))
    assert set("ŵĵAz09é’") <= held
    assert "Ж" not in held


def test_what_the_font_lacks_is_left_out() -> None:
    assert "漢" not in characters(fonts.subset(fonts.TEXT, "漢"))
    assert not fonts.covers(fonts.TEXT, "漢字")
    assert fonts.covers(fonts.TEXT, "Ŵy Ж")


def test_the_same_characters_give_the_same_bytes() -> None:
    one = fonts.subset(fonts.TEXT, "ŵ").data
    fonts._subset.cache_clear()  # noqa: SLF001 (so that it is made anew)
    assert fonts.subset(fonts.TEXT, "ŵ").data == one


def test_a_changed_font_does_not_use_the_reserved_name() -> None:
    font = TTFont(io.BytesIO(fonts.subset(fonts.TEXT, "").data))
    assert font["name"].getDebugName(1) == "Announcement Sans"
    assert "Open Font License" in font["name"].getDebugName(13)


@pytest.mark.parametrize("face", FACES, ids=str)
def test_the_packed_font_is_the_cut_font_with_its_own_names(face: fonts.PackagedFont) -> None:
    cut = TTFont(io.BytesIO(fonts._cut(face.path.read_bytes(), fonts.ALWAYS)))  # noqa: SLF001
    packed = TTFont(io.BytesIO(fonts.subset(face, "").data))
    assert packed.getGlyphOrder() == cut.getGlyphOrder()
    assert {*packed.keys()} == {*cut.keys()}
    for tag in {*cut.reader.tables} - {"head", "name"}:
        assert packed.reader[tag] == cut.reader[tag], tag
    (axis,) = packed["fvar"].axes
    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 400, 700)
