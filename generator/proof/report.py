"""Findings about an output, with the place in it and the line of the source.

Roles, facts and marks become words here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

from generator import reading_order as order
from generator.findings.finding import Finding, Severity
from generator.proof.lines import Edge, Fact, Line, MarkedWords
from generator.reading_order import Role, StatedFact

_REPORTED_SINGLY = 4
"""So many differences of one kind are reported one by one, then the last with their number."""


ONLY_WORDS = {
    Role.HEADING: "nobody can jump to it",
    Role.TABLE: "no cell is announced with its header",
    Role.QUOTE: "nothing announces where it begins and ends",
    Role.CALLOUT: "nothing announces where it begins and ends",
    Role.CODE: "nothing announces where it begins and ends",
    Role.TERM: "nothing announces that a definition follows",
}
"""Roles that mere words cannot say, and what their readers miss."""

_OURS = "this is a fault of the output, not of your text: build it again, and report it"
_THEIRS = "the program that made this file lost or changed it; build the file with announce"


@dataclass(frozen=True, slots=True)
class _Difference:
    """How a line of the output differs from the one that was wanted."""

    rule: str
    wanted: Line
    there: Line
    how: str


@dataclass(slots=True)
class Reporter:
    """Collects findings about `output`; `ours` where we made it ourselves."""

    source: str
    output: str
    ours: bool = True
    findings: list[Finding] = field(default_factory=list)
    alike: dict[Hashable, list[_Difference]] = field(default_factory=dict)
    beside: str = ""
    """What is compared, where it is not what the file says itself."""

    def report(self, rule: str, message: str) -> None:
        """Add a finding."""
        message = f"{self.beside}: {message}" if self.beside else message
        hint = _OURS if self.ours else _THEIRS
        self.findings.append(Finding(self.output, None, rule, Severity.ERROR, message, hint))

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

    # Texts that follow no convention

    def only_words(self, lines: list[Line]) -> None:
        """The lines have a role that mere words cannot say."""
        more = f" (and {len(lines) - 1} more)" if len(lines) > 1 else ""
        named = self.named(lines[0], whole=True)
        self.report("proof-role", f"{named}{more} is only words here: {ONLY_WORDS[lines[0].role]}")

    def lost_words(self, line: Line, words: str | None) -> None:
        """A line of which these words stand nowhere; None for all of them."""
        named = self.named(line, whole=True)
        if words is None:
            self.report("proof-missing", f"{named} was not found")
        else:
            self.report("proof-altered", f"{named} was altered: {quoted(words)} is missing")

    def moved_words(self, line: Line, there: Line) -> None:
        """All words of a line stand elsewhere."""
        named = self.named(line, whole=True)
        self.report("proof-moved", f"{there.place}: {named} stands in the wrong place")

    def added_words(self, there: Line, words: str) -> None:
        """Words that the source does not have."""
        self.report("proof-added", f"{there.place}: {quoted(words)} is not in the source")

    def lost_number(self, line: Line, number: str) -> None:
        """A note without its number."""
        self._no_longer_says(line, f"its number is {number}")

    def lost_mark_of(self, line: Line, marked: MarkedWords) -> None:
        """A mark of a line that no words stand for."""
        match marked.mark:
            case order.Call(label=label):
                self._no_longer_says(line, f"note {label} is called")
            case _:
                self._no_longer_says(line, in_a_sentence(marked))

    def _no_longer_says(self, line: Line, fact: str) -> None:
        named = self.named(line, whole=True)
        self.report("proof-mark-lost", f"{named} no longer says that {fact}")

    # Partners that differ

    def other_title(self, wanted: str, there: str) -> None:
        """The file has another title."""
        self.report(
            "proof-title",
            f"the file calls itself {quoted(there)}; its title is {quoted(wanted)}",
        )

    def other_language(self, wanted: str, there: str | None) -> None:
        """The file declares another language, or none."""
        declared = "no language" if there is None else there
        self.report("proof-language", f"the file declares {declared}; the document is in {wanted}")

    def other_role(self, wanted: Line, there: Line) -> None:
        """A line with the same words is something else."""
        how = f"is a {there.role} and should be a {wanted.role}"
        self.differs("role", wanted, there, how, how)

    def other_fact(self, name: str, wanted: Line, there: Line) -> None:
        """A fact about a line is another one."""
        one, other = in_words(wanted.facts[name]), in_words(there.facts[name])
        how = f"has {name} {other} and should have {one}"
        self.differs(name.replace(" ", "-"), wanted, there, how, how)

    def lost_mark(self, wanted: Line, there: Line, marked: MarkedWords) -> None:
        """Words have lost a mark."""
        how = f"no longer says that {in_a_sentence(marked)}"
        self.differs("mark-lost", wanted, there, how, _kind(marked))

    def added_mark(self, wanted: Line, there: Line, marked: MarkedWords) -> None:
        """Words have a mark that the source does not give them."""
        how = f"says that {in_a_sentence(marked)}, which the source does not"
        self.differs("mark-added", wanted, there, how, how)

    def differs(self, rule: str, wanted: Line, there: Line, how: str, kind: Hashable) -> None:
        """Report a difference, or count it where many of its `kind` were reported."""
        alike = self.alike.setdefault((rule, wanted.role, wanted.edge, kind), [])
        alike.append(_Difference(f"proof-{rule}", wanted, there, how))
        if len(alike) <= _REPORTED_SINGLY:
            self._difference(alike[-1])

    def close(self) -> None:
        """Report the last of many alike, and how many came before it."""
        for alike in self.alike.values():
            more = len(alike) - _REPORTED_SINGLY - 1
            if more >= 0:
                self._difference(alike[-1], f", and {more} more before it," if more else "")

    def _difference(self, given: _Difference, before: str = "") -> None:
        place, named = at(given.there.place), self.named(given.wanted)
        self.report(given.rule, f"{place}{named}{before} {given.how}")

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
    if line.edge is not None:
        inside = f" ({quoted(line.inside)})" if line.inside else ""
        edge = "" if whole else f"the {_EDGES[line.edge]} of "
        return f"{edge}a {line.role}{inside}"
    if line.role is Role.FIGURE and not line.words:
        return "a figure without alternative text"
    if not line.words:
        return f"an empty {line.role}"
    marks = "" if line.words.strip(f"{order.OBJECT} \n") else _marks(line)
    return f"{line.role} {quoted(line.words)}{marks}"


_EDGES = {Edge.BEGINS: "beginning", Edge.ENDS: "end"}


def _marks(line: Line) -> str:
    """The marks of a line of nothing but pictures and calls, which has no words to name it by."""
    return "".join(f", where {in_a_sentence(marked)}" for marked in line.marks)


def in_a_sentence(marked: MarkedWords) -> str:
    """What a mark says of its words: "“NECC” expands to “National Crime Agency”"."""
    place = "" if marked.nth == 1 else f" (place {marked.nth})"
    return f"{quoted(marked.words)}{place} {_said(marked.mark)}"


def _said(mark: order.Mark) -> str:
    match mark:
        case order.Style():
            return f"is {mark}"
        case order.InLanguage(tag=tag):
            return f"is in {tag}"
        case order.LinkTo(target=target, title=title):
            return f"links to {target}{f' titled {quoted(title)}' if title else ''}"
        case order.LinkWithin(words=words, title=title):
            return (
                f"links to {quoted(words)} in the document"
                f"{f' titled {quoted(title)}' if title else ''}"
            )
        case order.Expansion(words=words):
            return f"expands to {quoted(words)}"
        case order.Call(label=label):
            return f"calls note {label}"
        case order.Picture(alternative=alternative):
            return f"is a picture of {quoted(alternative)}"
        case order.PageNumber():
            return "has the number of its page"


def _kind(marked: MarkedWords) -> Hashable:
    """What many lost marks have in common, to be reported as one."""
    match marked.mark:
        case order.LinkWithin(title=None):
            return order.LinkWithin
        case order.Picture() | order.Expansion() | order.LinkTo(title=str()) | order.LinkWithin():
            return marked
        case mark:
            return mark, marked.nth


def in_words(fact: Fact) -> str:
    """A fact as a message says it."""
    if fact is None or fact == ():
        return "none"
    if isinstance(fact, bool):
        return "yes" if fact else "no"
    return " | ".join(fact) if isinstance(fact, tuple) else str(fact)


def quoted(words: str) -> str:
    """Words in quotation marks, shortened to about 60 characters, for a message."""
    shown = words.replace(order.OBJECT, "▢").replace("\n", "⏎")
    return f"“{shown}”" if len(shown) <= _SHOWN else f"“{shown[:_SHOWN].rstrip()}…”"


_SHOWN = 60


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
