"""The proof: what was read back from a file, held against what it must hold.

Both reading orders become sequences of lines (see `lines`), which are aligned by their words.
What has no partner is missing, added or moved; partners are compared in role, level, number,
language, links and the other facts that the format can carry.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby

from generator import reading_order as order
from generator.findings.finding import Finding
from generator.proof.alignment import matched
from generator.proof.bare_words import compare_words
from generator.proof.front_matter_facts import lost_facts, without_facts
from generator.proof.lines import (
    MIXED,
    SEEN,
    Edge,
    Fact,
    Flattener,
    Line,
    MarkedWords,
    with_words_inside,
    written,
)
from generator.proof.noticed import report_faults
from generator.proof.properties import compare_properties
from generator.proof.report import Reporter, at
from generator.proof.running_heads import compare_running_heads
from generator.reading_order import Feature, ReadingOrder, Role, StatedFact


@dataclass(frozen=True, slots=True)
class Proof:
    """The outcome: no findings, or what differs; `counts` say what was compared.

    So many findings as `beside` are about what stands beside the words: contents and pictures.
    """

    findings: tuple[Finding, ...]
    counts: dict[str, int]
    beside: int = 0


def prove(
    expected: ReadingOrder,
    found: ReadingOrder,
    *,
    lacks: Collection[Feature],
    source: str,
    output: str,
    ours: bool = True,
    facts: Sequence[StatedFact] = (),
) -> Proof:
    """Compare what `output` holds with what `source` says, but for what the format `lacks`.

    Where the file is not `ours`, text that we would have added need not be there, and `facts`
    of the front matter may stand anywhere, in other words. A file of ours that is nothing but
    lines is compared line by line.
    """
    reporter = Reporter(source, output, ours)
    report_faults(expected, found, lacks, reporter)
    if ours and expected.lines is not None:
        wanted, there = list(written(expected.lines)), list(written(found.lines or ()))
        _compare(wanted, there, reporter)
        compare_properties(expected, found, reporter)
        return Proof(tuple(reporter.findings), _counts(wanted))
    bare = found.words_only and not ours
    if not bare:
        _compare_declared(expected, found, lacks, reporter)
    source_flattener, flattener = Flattener(lacks), Flattener(lacks)
    wanted = list(source_flattener.lines(expected.blocks))
    if not ours:
        wanted = [line for line in wanted if line.place]
    wanted = with_words_inside(wanted)
    there = list(flattener.lines(found.blocks))
    for fact in lost_facts(facts, there):
        reporter.lost_fact(fact)
    there = with_words_inside(without_facts(facts, there))
    if bare:
        known = {wording for fact in facts for wording in fact.wordings}
        compare_words(wanted, there, reporter, known)
    else:
        _compare(wanted, there, reporter)
    in_words = len(reporter.findings)
    if ours:
        compare_unseen(source_flattener.dropped, flattener.dropped, reporter)
        compare_navigation(expected, found, lacks, reporter)
        compare_pictures(expected, found, reporter)
        compare_running_heads(expected, found, reporter)
        compare_properties(expected, found, reporter)
    beside = len(reporter.findings) - in_words
    return Proof(tuple(reporter.findings), _counts(wanted), beside)


def _compare_declared(
    expected: ReadingOrder, found: ReadingOrder, lacks: Collection[Feature], reporter: Reporter
) -> None:
    """Report a title or a language of the file that are not the document's."""
    if order.fold(found.title) != expected.title:
        reporter.other_title(expected.title, found.title)
    if Feature.LANGUAGE not in lacks and not _same_tag(expected.language, found.language):
        reporter.other_language(expected.language or "no language", found.language)


def _counts(lines: list[Line]) -> dict[str, int]:
    return {
        "blocks": sum(line.edge is None for line in lines),
        "words": sum(len(line.words.split()) for line in lines),
        "marks": sum(len(line.marks) for line in lines),
    }


# Beside the words ----------------------------------------------------------------------------


def compare_unseen(expected: set[str], found: set[str], reporter: Reporter) -> None:
    """Report characters without a glyph that the source does not have: some turn what follows."""
    for character in sorted(found - expected):
        name = unicodedata.name(character, "without a name").lower()
        reporter.report(
            "proof-characters",
            f"the file has the invisible character U+{ord(character):04X} ({name}), "
            "and its source does not",
        )


def compare_navigation(
    expected: ReadingOrder, found: ReadingOrder, lacks: Collection[Feature], reporter: Reporter
) -> None:
    """Report where a list of contents beside the words is not that of the headings."""
    there = {navigation.name: navigation.entries for navigation in found.navigation}
    for navigation in expected.navigation:
        if navigation.name not in there:
            reporter.report("proof-missing", f"there is no {navigation.name}")
            continue
        wanted, listed = (
            list(Flattener(lacks).lines(entries))
            for entries in (navigation.entries, there[navigation.name])
        )
        beside = Reporter(reporter.source, reporter.output, beside=navigation.name)
        _compare(wanted, listed, beside)
        reporter.findings += beside.findings


def compare_pictures(expected: ReadingOrder, found: ReadingOrder, reporter: Reporter) -> None:
    """Report pictures that are not those of the source, where the file holds them as they were."""
    if expected.pictures is None or found.pictures is None:
        return
    for wanted, shown in zip(expected.pictures, found.pictures, strict=False):
        if wanted.digest != shown.digest:
            origin = f"{reporter.source}:{wanted.place.removeprefix('line ')}"
            reporter.report(
                "proof-picture",
                f"{at(shown.place)}another picture than {wanted.name} (from {origin}) is shown",
            )
        elif shown.size not in {None, wanted.size}:
            size, own = (" × ".join(each or ("", "")) for each in (shown.size, wanted.size))
            message = f"{at(shown.place)}{wanted.name} is shown as {size} pixels, and has {own}"
            reporter.report("proof-pixels", message)
        elif shown.share not in {None, wanted.share}:
            takes, should = _share(shown.share), _share(wanted.share)
            message = f"{at(shown.place)}{wanted.name} takes {takes}, and should take {should}"
            reporter.report("proof-width", message)
    count, there = len(expected.pictures), len(found.pictures)
    if count != there:
        reporter.report("proof-picture", f"{there} pictures are shown, and {count} should be")


def _share(percent: int | None) -> str:
    return f"{percent} % of the text's width" if percent else "its own size"


# Alignment ------------------------------------------------------------------------------------


def _compare(wanted: list[Line], there: list[Line], reporter: Reporter) -> None:
    """Report everything in which the two sequences differ."""
    pairs, missing, extra = _aligned(wanted, there)
    pairs = _same_roles(wanted, there, pairs, extra)
    row = ""
    for first, second in pairs:
        row = _lost_row_header(wanted[first], there[second], row)
        _compare_lines(wanted[first], there[second], reporter, row)
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
        _compare_marks(wanted[first], there[second], reporter, altered=True)
    reporter.close()
    lost = _worth_reporting(wanted, missing - moved.keys() - altered.keys())
    for first in sorted(lost):
        reporter.missing(wanted, first, whole=lost[first])
    new = _worth_reporting(there, extra - set(moved.values()) - set(altered.values()))
    for second in sorted(new):
        reporter.added(there[second], whole=new[second])


_PARTS = frozenset({Role.ITEM, Role.DEFINITION, Role.ROW})
"""What goes, or comes, with what holds it."""


def _worth_reporting(lines: list[Line], loose: set[int]) -> dict[int, bool]:
    """Of lines without partner those to report; True where one stands for a whole container.

    A container that is gone (or new) as such is reported once, not by its beginning, its end and
    each of its parts.
    """
    ends: dict[int, int] = {}
    around: dict[int, int] = {}
    stack: list[int] = []
    for index, line in enumerate(lines):
        if line.edge is None:
            continue
        if line.edge is Edge.BEGINS:
            around[index] = stack[-1] if stack else -1
            stack.append(index)
        else:
            ends[stack.pop()] = index
    whole = {begin for begin, end in ends.items() if begin in loose and end in loose}
    silent = {ends[begin] for begin in whole} | {
        begin for begin in whole if lines[begin].role in _PARTS and around[begin] in whole
    }
    return {index: index in whole for index in loose - silent}


def _aligned(
    wanted: list[Line], there: list[Line]
) -> tuple[list[tuple[int, int]], set[int], set[int]]:
    """Partners by equal keys in equal order, and the indices without partner on each side."""
    head = _common(wanted, there)
    tail = _common(wanted[head:][::-1], there[head:][::-1])
    ends = len(wanted) - tail, len(there) - tail
    pairs = [(index, index) for index in range(head)]
    pairs += [(ends[0] + index, ends[1] + index) for index in range(tail)]
    inner = matched(
        [line.key for line in wanted[head : ends[0]]], [line.key for line in there[head : ends[1]]]
    )
    pairs += [(head + first, head + second) for first, second in inner]
    pairs = _whole_runs(wanted, _whole_runs(there, pairs, side=1), side=0)
    return (
        pairs,
        set(range(len(wanted))) - {first for first, _ in pairs},
        set(range(len(there))) - {second for _, second in pairs},
    )


def _whole_runs(
    lines: list[Line], pairs: list[tuple[int, int]], side: int
) -> list[tuple[int, int]]:
    """Partners such that lines without one are whole containers, where that is as good.

    "… end, [begin, words, end], begin …" and "… end, begin, [words, end, begin] …" leave out
    the same lines; the first is what happened.
    """
    partners = {pair[side]: pair[1 - side] for pair in pairs}
    loose = [index for index in range(len(lines)) if index not in partners]
    for _, run in groupby(enumerate(loose), key=lambda each: each[1] - each[0]):
        indices = [index for _, index in run]
        start, end = indices[0], indices[-1]
        for shift in range(1, len(indices) + 1):
            first, last = start - shift, end - shift
            if first not in partners or lines[first].key != lines[last + 1].key:
                break
            begins = lines[first].edge is Edge.BEGINS
            if begins and lines[last].key == (lines[first].role, Edge.ENDS):
                for index in range(start - 1, first - 1, -1):
                    partners[index + len(indices)] = partners.pop(index)
                break
    return [(one, other) if side == 0 else (other, one) for one, other in partners.items()]


def _same_roles(
    wanted: list[Line], there: list[Line], pairs: list[tuple[int, int]], extra: set[int]
) -> list[tuple[int, int]]:
    """Partners in order; of neighbours with equal words the one in the same role is chosen."""
    ordered = sorted(pairs)
    for place, (first, second) in enumerate(ordered):
        if _same_thing(wanted[first], there[second]):
            continue
        low = ordered[place - 1][1] + 1 if place else 0
        high = ordered[place + 1][1] if place + 1 < len(ordered) else len(there)
        for other in range(low, min(high, low + _NEAR)):
            same = there[other].words == wanted[first].words
            if other in extra and same and _same_thing(there[other], wanted[first]):
                extra.remove(other)
                extra.add(second)
                ordered[place] = first, other
                break
    return ordered


def _common(left: list[Line], right: list[Line]) -> int:
    """How many lines the two have in common at their beginning."""
    for index, (one, other) in enumerate(zip(left, right, strict=False)):
        if one.key != other.key:
            return index
    return min(len(left), len(right))


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
        if _same_thing(one, other) and one.words and not other.words:
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
    if not one.words or not other.words:
        return False
    if _begins(one.words, other.words) or _begins(other.words, one.words):
        return True
    matcher = SequenceMatcher(None, one.words[:400], other.words[:400], autojunk=False)
    return matcher.quick_ratio() > _ALIKE and matcher.ratio() > _ALIKE


def _begins(words: str, start: str) -> bool:
    return words.startswith(f"{start} ")


# Partners -------------------------------------------------------------------------------------


def _lost_row_header(wanted: Line, there: Line, row: str) -> str:
    """The words of this row's header cell if the file no longer says that it is one, else ""."""
    if wanted.role is Role.ROW and wanted.edge is Edge.BEGINS:
        return ""
    lost = wanted.facts.get("header of") == "row" and there.facts.get("header of") is None
    return wanted.words if lost and wanted.role is there.role is Role.CELL else row


def _compare_lines(wanted: Line, there: Line, reporter: Reporter, row: str = "") -> None:
    _compare_facts(wanted, there, reporter, row)
    _compare_marks(wanted, there, reporter)


def _compare_facts(wanted: Line, there: Line, reporter: Reporter, row: str = "") -> None:
    if wanted.role is not there.role:
        reporter.other_role(wanted, there)
    for name in filter(there.facts.__contains__, wanted.facts):
        one, other = wanted.facts[name], there.facts[name]
        if name == "headers" and row and isinstance(other, tuple) and one == (*other, row):
            continue  # reported of the row's header cell
        if name == "language" and one == MIXED and _parts_lost(wanted, there):
            continue  # reported of the words in each language
        if name in SEEN and not reporter.ours:
            continue  # another program may draw a picture as it likes
        if name == "marker" and wanted.facts["number"] != there.facts["number"]:
            continue  # reported of the number itself
        if not _agree(name, one, other):
            reporter.other_fact(name, wanted, there)


def _agree(name: str, one: Fact, other: Fact) -> bool:
    if name == "direction" and (one is None or other is None):
        return True
    if name == "language" and isinstance(one, str) and isinstance(other, str):
        return one.lower() == other.lower()
    return one == other


def _compare_marks(wanted: Line, there: Line, reporter: Reporter, *, altered: bool = False) -> None:
    """Compare what is said of words; in an `altered` line, of those that are still there."""
    if wanted.marks == there.marks:
        return
    spoken = _spoken_throughout(there)
    lost = [m for m in wanted.marks if m not in there.marks and m.mark != spoken]
    untitled = {_untitled(marked) for marked in lost}
    added = [m for m in there.marks if m not in wanted.marks and m not in untitled]
    if altered:
        lost = [marked for marked in lost if _still_there(marked, there)]
        added = []
    for marked in lost:
        reporter.lost_mark(wanted, there, marked)
    for marked in added:
        reporter.added_mark(wanted, there, marked)


def _spoken_throughout(line: Line) -> order.InLanguage | None:
    """The language of all words of a line."""
    spoken = line.facts.get("language")
    return order.InLanguage(spoken) if isinstance(spoken, str) and spoken != MIXED else None


def _untitled(marked: MarkedWords) -> MarkedWords:
    """The same without a link's title: a link that lost its title is no new link."""
    match marked.mark:
        case order.LinkTo(title=str()) | order.LinkWithin(title=str()):
            return replace(marked, mark=replace(marked.mark, title=None))
        case _:
            return marked


def _still_there(marked: MarkedWords, line: Line) -> bool:
    """True where a line still has these words; a picture or a call is lost with its place."""
    return order.OBJECT not in marked.words and marked.words in line.words


def _parts_lost(wanted: Line, there: Line) -> bool:
    """True where some words are in a language of their own, and the file speaks one for all."""
    spoken = there.facts.get("language")
    languages = {m.mark.tag for m in wanted.marks if isinstance(m.mark, order.InLanguage)}
    return spoken != MIXED and any(language != spoken for language in languages)


def _same_thing(one: Line, other: Line) -> bool:
    return one.role is other.role and one.edge is other.edge


def _same_tag(one: str | None, other: str | None) -> bool:
    return (one or "").lower() == (other or "").lower()
