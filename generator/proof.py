"""The proof: what was read back from a file, held against what it must hold.

Both reading orders become sequences of lines (see `lines`), which are aligned by their words.
What has no partner is missing, added or moved; partners are compared in role, level, number,
language, links and the other facts that the format can carry.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from generator import reading_order as order
from generator.findings import Finding, Severity
from generator.lines import BRACKETS, Fact, Flattener, Line, quoted, with_words_inside
from generator.reading_order import Feature, ReadingOrder


@dataclass(frozen=True, slots=True)
class Proof:
    """The outcome: no findings, or what differs; `counts` say what was compared."""

    findings: tuple[Finding, ...]
    counts: dict[str, int]


def prove(
    expected: ReadingOrder,
    found: ReadingOrder,
    *,
    lacks: Collection[Feature],
    source: str,
    output: str,
    ours: bool = True,
) -> Proof:
    """Compare what `output` holds with what `source` says, but for what the format `lacks`.

    Where the file is not `ours`, text that we would have added need not be there.
    """
    reporter = _Reporter(source, output)
    for fault in found.faults:
        reporter.report("proof-" + fault.rule, f"{_at(fault.place)}{fault.message}")
    if order.fold(found.title) != expected.title:
        reporter.report(
            "proof-title",
            f"the file calls itself {quoted(found.title)}; its title is {quoted(expected.title)}",
        )
    spoken = found.language if found.language is not None else "no language"
    if Feature.LANGUAGE not in lacks and not _same_tag(expected.language, found.language):
        reporter.report(
            "proof-language",
            f"the file declares {spoken}; the document is in {expected.language}",
        )
    wanted = list(Flattener(lacks).lines(expected.blocks))
    if not ours:
        wanted = [line for line in wanted if line.place]
    wanted = with_words_inside(wanted)
    there = with_words_inside(list(Flattener(lacks).lines(found.blocks)))
    _compare(wanted, there, reporter)
    return Proof(tuple(reporter.findings), _counts(wanted))


def _counts(lines: list[Line]) -> dict[str, int]:
    return {
        "blocks": sum(line.role not in BRACKETS for line in lines),
        "words": sum(len(line.words.split()) for line in lines),
        "marks": sum(len(line.marks) for line in lines),
    }


# Alignment ------------------------------------------------------------------------------------


def _compare(wanted: list[Line], there: list[Line], reporter: _Reporter) -> None:
    """Report everything in which the two sequences differ."""
    pairs, missing, extra = _aligned(wanted, there)
    for first, second in pairs:
        _compare_lines(wanted[first], there[second], reporter)
    altered = _emptied(wanted, there, pairs, missing, extra)
    moved = _same_words(wanted, there, missing - altered.keys(), extra - set(altered.values()))
    known = altered | moved
    altered |= _alike(wanted, there, missing - known.keys(), extra - set(known.values()))
    for first, second in moved.items():
        reporter.moved(wanted, first, there[second])
        _compare_facts(wanted[first], there[second], reporter)
    for first, second in altered.items():
        reporter.altered(wanted[first], there[second])
        _compare_facts(wanted[first], there[second], reporter)
    for first in sorted(missing - moved.keys() - altered.keys()):
        reporter.missing(wanted, first)
    for second in sorted(extra - set(moved.values()) - set(altered.values())):
        reporter.added(there[second])


def _aligned(
    wanted: list[Line], there: list[Line]
) -> tuple[list[tuple[int, int]], set[int], set[int]]:
    """Partners by equal keys in equal order, and the indices without partner on each side."""
    head = _common(wanted, there)
    tail = _common(wanted[head:][::-1], there[head:][::-1])
    ends = len(wanted) - tail, len(there) - tail
    pairs = [(index, index) for index in range(head)]
    pairs += [(ends[0] + index, ends[1] + index) for index in range(tail)]
    inner = _matched(
        [line.key for line in wanted[head : ends[0]]], [line.key for line in there[head : ends[1]]]
    )
    pairs += [(head + first, head + second) for first, second in inner]
    return (
        pairs,
        set(range(len(wanted))) - {first for first, _ in pairs},
        set(range(len(there))) - {second for _, second in pairs},
    )


def _common(left: list[Line], right: list[Line]) -> int:
    """How many lines the two have in common at their beginning."""
    for index, (one, other) in enumerate(zip(left, right, strict=False)):
        if one.key != other.key:
            return index
    return min(len(left), len(right))


_Key = tuple[str, str]
_QUADRATIC = 1500
"""Above this many lines on both sides, lines that occur once are matched first."""


def _matched(left: list[_Key], right: list[_Key]) -> Iterator[tuple[int, int]]:
    """Partners in order; unique lines anchor long sequences, to stay near linear."""
    start = 0, 0
    for anchor in [*_anchors(left, right), (len(left), len(right))]:
        matcher = SequenceMatcher(
            None, left[start[0] : anchor[0]], right[start[1] : anchor[1]], autojunk=False
        )
        for one, other, size in matcher.get_matching_blocks():
            for index in range(size):
                yield start[0] + one + index, start[1] + other + index
        if anchor[0] < len(left):
            yield anchor
        start = anchor[0] + 1, anchor[1] + 1


def _anchors(left: list[_Key], right: list[_Key]) -> list[tuple[int, int]]:
    """Lines that stand once on each side, in the longest order common to both."""
    if min(len(left), len(right)) < _QUADRATIC:
        return []
    places = _once(right)
    candidates = [(index, places[key]) for key, index in _once(left).items() if key in places]
    return _increasing(sorted(candidates))


def _once(keys: list[_Key]) -> dict[_Key, int]:
    seen: dict[_Key, int] = {}
    for index, key in enumerate(keys):
        seen[key] = -1 if key in seen else index
    return {key: index for key, index in seen.items() if index >= 0}


def _increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence whose second members increase (patience sorting)."""
    tops: list[int] = []
    ends: list[int] = []
    before: dict[int, int] = {}
    for index, (_, second) in enumerate(pairs):
        pile = bisect_left(tops, second)
        if pile == len(tops):
            tops.append(second)
            ends.append(index)
        else:
            tops[pile], ends[pile] = second, index
        before[index] = ends[pile - 1] if pile else -1
    chain: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _emptied(
    wanted: list[Line],
    there: list[Line],
    pairs: list[tuple[int, int]],
    missing: set[int],
    extra: set[int],
) -> dict[int, int]:
    """Lines that lost all their words: an empty one of the same role stands in their place."""
    partners = {-1: -1, **dict(pairs)}
    emptied: dict[int, int] = {}
    for first in sorted(missing):
        second = partners.get(first - 1, -2) + 1
        if second not in extra:
            continue
        one, other = wanted[first], there[second]
        if one.role == other.role and one.words and not other.words:
            partners[first] = emptied[first] = second
    return emptied


def _same_words(
    wanted: list[Line], there: list[Line], missing: set[int], extra: set[int]
) -> dict[int, int]:
    """Lines that stand elsewhere: equal in words, and in role where there is a choice."""
    places: dict[str, list[int]] = {}
    for second in sorted(extra):
        if there[second].words:
            places.setdefault(there[second].words, []).append(second)
    moved: dict[int, int] = {}
    for first in sorted(missing):
        candidates = places.get(wanted[first].words, [])
        same = (c for c in candidates if there[c].role == wanted[first].role)
        if candidates:
            moved[first] = next(same, candidates[0])
            candidates.remove(moved[first])
    return moved


_ALIKE = 0.5


def _alike(
    wanted: list[Line], there: list[Line], missing: set[int], extra: set[int]
) -> dict[int, int]:
    """Lines whose words were altered: each missing one with a similar extra one, in order."""
    altered: dict[int, int] = {}
    candidates = sorted(extra)
    for first in sorted(missing):
        line = wanted[first]
        for second in candidates[:_NEAR]:
            if _similar(line, there[second]):
                altered[first] = second
                candidates.remove(second)
                break
    return altered


_NEAR = 20


def _similar(one: Line, other: Line) -> bool:
    if one.role in BRACKETS or other.role in BRACKETS or not one.words or not other.words:
        return False
    matcher = SequenceMatcher(None, one.words[:400], other.words[:400], autojunk=False)
    return matcher.quick_ratio() > _ALIKE and matcher.ratio() > _ALIKE


# Partners -------------------------------------------------------------------------------------


def _compare_lines(wanted: Line, there: Line, reporter: _Reporter) -> None:
    _compare_facts(wanted, there, reporter)
    _compare_marks(wanted, there, reporter)


def _compare_facts(wanted: Line, there: Line, reporter: _Reporter) -> None:
    if wanted.role != there.role:
        reporter.differs("role", wanted, there, f"is a {there.role} and should be a {wanted.role}")
    for name in wanted.facts.keys() & there.facts.keys():
        one, other = wanted.facts[name], there.facts[name]
        if not _agree(name, one, other):
            reporter.differs(
                name.replace(" ", "-"),
                wanted,
                there,
                f"has {name} {_shown(other)} and should have {_shown(one)}",
            )


def _agree(name: str, one: Fact, other: Fact) -> bool:
    if name == "direction" and (one is None or other is None):
        return True
    if name in {"language", "link"} and isinstance(one, str) and isinstance(other, str):
        return one.lower() == other.lower() if name == "language" else one == other
    return one == other


def _shown(fact: Fact) -> str:
    if fact is None:
        return "none"
    if isinstance(fact, bool):
        return "yes" if fact else "no"
    return str(fact)


def _compare_marks(wanted: Line, there: Line, reporter: _Reporter) -> None:
    lost = [mark for mark in wanted.marks if mark not in there.marks]
    added = [mark for mark in there.marks if mark not in wanted.marks]
    for mark in lost:
        reporter.differs("mark-lost", wanted, there, f"no longer says that {mark}")
    for mark in added:
        reporter.differs(
            "mark-added", wanted, there, f"says that {mark}, which the source does not"
        )


def _same_tag(one: str | None, other: str | None) -> bool:
    return (one or "").lower() == (other or "").lower()


# Reports --------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Reporter:
    """Collects findings about `output`; tells the place in it and the line of `source`."""

    source: str
    output: str
    findings: list[Finding] = field(default_factory=list)

    def report(self, rule: str, message: str) -> None:
        hint = "this is a fault of the output, not of your text: build it again, and report it"
        self.findings.append(Finding(self.output, None, rule, Severity.ERROR, message, hint))

    def missing(self, wanted: list[Line], index: int) -> None:
        after = self._after(wanted, index)
        self.report("proof-missing", f"{self._named(wanted[index])} was not found{after}")

    def added(self, line: Line) -> None:
        self.report("proof-added", f"{_at(line.place)}{_what(line)} is not in the source")

    def moved(self, wanted: list[Line], index: int, there: Line) -> None:
        after = self._after(wanted, index)
        self.report(
            "proof-moved",
            f"{_at(there.place)}{self._named(wanted[index])} stands in the wrong place{after}",
        )

    def altered(self, wanted: Line, there: Line) -> None:
        self.report(
            "proof-altered",
            f"{_at(there.place)}{self._named(wanted)} was altered: {_difference(wanted, there)}",
        )

    def differs(self, rule: str, wanted: Line, there: Line, how: str) -> None:
        self.report(f"proof-{rule}", f"{_at(there.place)}{self._named(wanted)} {how}")

    def _named(self, line: Line) -> str:
        origin = f" (from {self.source}:{line.place.removeprefix('line ')})" if line.place else ""
        return f"{_what(line)}{origin}"

    def _after(self, wanted: list[Line], index: int) -> str:
        for before in reversed(wanted[max(0, index - 50) : index]):
            if before.words:
                return f"; expected after {_what(before)}"
        return "; expected at the beginning"


def _what(line: Line) -> str:
    if line.role in BRACKETS:
        name, _, edge = line.role.rpartition(" ")
        inside = f" ({quoted(line.inside)})" if line.inside else ""
        return f"the {'beginning' if edge == 'begins' else 'end'} of a {name}{inside}"
    if not line.words:
        return f"an empty {line.role}"
    if line.words.strip(f"{order.OBJECT} \n"):
        return f"{line.role} {quoted(line.words)}"
    return f"{line.role} {quoted(line.words)}{''.join(f', where {mark}' for mark in line.marks)}"


def _at(place: str) -> str:
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
