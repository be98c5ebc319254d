"""What the read-back noticed by itself, with the line of the source where words lead to it."""

from __future__ import annotations

from collections.abc import Collection

from generator.proof.lines import Flattener, Line
from generator.proof.report import Reporter, at
from generator.reading_order import Feature, ReadingOrder


def report_faults(
    expected: ReadingOrder, found: ReadingOrder, lacks: Collection[Feature], reporter: Reporter
) -> None:
    """Report every fault of a file."""
    wanted: list[Line] = []
    if any(fault.words for fault in found.faults):
        wanted = list(Flattener(lacks).lines(expected.blocks))
    for fault in found.faults:
        line = _line(" ".join(fault.words.split()), wanted)
        origin = f" (from {reporter.source}:{line})" if line else ""
        reporter.report("proof-" + fault.rule, f"{at(fault.place)}{fault.message}{origin}")


def _line(words: str, wanted: list[Line]) -> str:
    """The line of the source that says these words first, and says nothing else where one does."""
    if not words:
        return ""
    same = (line for line in wanted if line.words == words)
    holding = (line for line in wanted if words in line.words)
    found = next(same, None) or next(holding, None)
    return found.place.removeprefix("line ") if found else ""
