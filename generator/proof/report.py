"""Findings about an output, told with the place in it and the line of the source."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator import reading_order as order
from generator.findings.finding import Finding, Severity
from generator.proof.lines import BRACKETS, Line, quoted
from generator.reading_order import StatedFact

_TOLD_SINGLY = 4
"""So many differences of one kind are told one by one, then the last with their number."""


_OURS = "this is a fault of the output, not of your text: build it again, and report it"
_THEIRS = "the program that made this file lost or changed it; build the file with announce"


@dataclass(slots=True)
class Reporter:
    """Collects findings about `output`; `ours` where we made it ourselves."""

    source: str
    output: str
    ours: bool = True
    findings: list[Finding] = field(default_factory=list)
    alike: dict[tuple[str, str, str], list[tuple[Line, Line, str]]] = field(default_factory=dict)
    beside: str = ""
    """What is compared, where it is not what the file says itself."""

    def report(self, rule: str, message: str) -> None:
        """Add a finding."""
        message = f"{self.beside}: {message}" if self.beside else message
        hint = _OURS if self.ours else _THEIRS
        self.findings.append(Finding(self.output, None, rule, Severity.ERROR, message, hint))

    def whole(self, line: Line) -> str:
        """A line, as a whole container, and where it comes from."""
        return self.named(line, whole=True)

    def lost_fact(self, fact: StatedFact) -> None:
        """A fact of the front matter that stands nowhere."""
        origin = f"{self.source}:{fact.place.removeprefix('line ')}"
        self.report(
            "proof-missing", f"{fact.key} {quoted(fact.wordings[0])} (from {origin}) was not found"
        )

    def missing(self, wanted: list[Line], index: int, *, whole: bool = False) -> None:
        """A line that stands nowhere."""
        after = self._after(wanted, index)
        named = self.named(wanted[index], whole=whole)
        self.report("proof-missing", f"{named} was not found{after}")

    def added(self, line: Line, *, whole: bool = False) -> None:
        """A line that the source does not have."""
        what = _what(line, whole=whole)
        self.report("proof-added", f"{at(line.place)}{what} is not in the source")

    def moved(self, wanted: list[Line], index: int, there: Line) -> None:
        """A line that stands elsewhere."""
        after = self._after(wanted, index)
        self.report(
            "proof-moved",
            f"{at(there.place)}{self.named(wanted[index])} stands in the wrong place{after}",
        )

    def altered(self, wanted: Line, there: Line) -> None:
        """A line whose words differ."""
        self.report(
            "proof-altered",
            f"{at(there.place)}{self.named(wanted)} was altered: {_difference(wanted, there)}",
        )

    def differs(self, rule: str, wanted: Line, there: Line, how: str, kind: str = "") -> None:
        """Tell a difference, or count it where many alike were told; `kind` makes them alike."""
        alike = self.alike.setdefault((rule, wanted.role, kind or how), [])
        alike.append((wanted, there, how))
        if len(alike) <= _TOLD_SINGLY:
            self.report(f"proof-{rule}", f"{at(there.place)}{self.named(wanted)} {how}")

    def close(self) -> None:
        """Tell the last of many alike, and how many came before it."""
        for (rule, _, _), alike in self.alike.items():
            wanted, there, how = alike[-1]
            untold = len(alike) - _TOLD_SINGLY - 1
            if untold >= 0:
                before = f", and {untold} more before it," if untold else ""
                self.report(f"proof-{rule}", f"{at(there.place)}{self.named(wanted)}{before} {how}")

    def named(self, line: Line, *, whole: bool = False) -> str:
        """What a line is, its words, and where it comes from."""
        origin = f" (from {self.source}:{line.place.removeprefix('line ')})" if line.place else ""
        return f"{_what(line, whole=whole)}{origin}"

    def _after(self, wanted: list[Line], index: int) -> str:
        for before in reversed(wanted[max(0, index - 50) : index]):
            if before.words:
                return f"; expected after {_what(before)}"
        return "; expected at the beginning"


def _what(line: Line, *, whole: bool = False) -> str:
    if line.role in BRACKETS:
        name, _, edge = line.role.rpartition(" ")
        inside = f" ({quoted(line.inside)})" if line.inside else ""
        edge = "" if whole else f"the {'beginning' if edge == 'begins' else 'end'} of "
        return f"{edge}a {name}{inside}"
    if line.role == "figure" and not line.words:
        return "a figure without alternative text"
    if not line.words:
        return f"an empty {line.role}"
    if line.words.strip(f"{order.OBJECT} \n"):
        return f"{line.role} {quoted(line.words)}"
    return f"{line.role} {quoted(line.words)}{''.join(f', where {mark}' for mark in line.marks)}"


def at(place: str) -> str:
    """A place in the output, as a message begins."""
    return f"{place}: " if place else ""


def _difference(wanted: Line, there: Line) -> str:
    """The first words that differ, with what stands in their place."""
    one, other = wanted.words.split(" "), there.words.split(" ")
    head = 0
    while head < min(len(one), len(other)) and one[head] == other[head]:
        head += 1
    tail = 0
    while tail < min(len(one), len(other)) - head and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    lost = " ".join(one[head : len(one) - tail])
    came = " ".join(other[head : len(other) - tail])
    if lost and came:
        return f"{quoted(came)} instead of {quoted(lost)}"
    return f"{quoted(lost)} is missing" if lost else f"{quoted(came)} was added"
