"""What stands before the items of numbered lists has room in every format that draws."""

from __future__ import annotations

import pytest

from generator.document.markers import USUAL_SIGNS, Marker, Numbering, room_for
from generator.packagers import fonts

USUAL_ROOM = 1.5
"""What every list is indented, in the size of its type."""


def width(marker: str) -> float:
    """What a marker and the gap behind it take, in the size of their type."""
    return sum(fonts.advance(fonts.TEXT, each, 400) or 1 for each in f"{marker} ")


@pytest.mark.parametrize("signs", [("", "."), ("", ")"), ("(", ")")])
@pytest.mark.parametrize("numbering", Numbering)
def test_a_list_has_room_for_its_longest_marker(
    numbering: Numbering, signs: tuple[str, str]
) -> None:
    marker = Marker(numbering, *signs)
    for count in (1, 3, 9, 12, 30, 99, 150):
        longest = marker.longest(1, count)
        room = room_for(longest) if longest > USUAL_SIGNS else USUAL_ROOM
        over = max(width(marker.of(number)) - room for number in range(1, count + 1))
        assert over < 0.45, (marker.of(count), over)  # of the em that is before every list
