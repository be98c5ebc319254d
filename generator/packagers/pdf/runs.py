"""Which words each drawn stretch of text shows.

Layout drops the space at a line's end, adds hyphens, and skips what has no glyph. Here each text
box is found again in the source's words, and what lies between two boxes (only white space and
invisible characters can) goes to the box before: so no word is glued to the next, none is lost.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from generator.packagers.pdf.source_tree import Item, SourceTree, TextNode
from generator.packagers.pdf.weasy import DrawnBox

STAND_IN = "\N{WHITE SQUARE}"
"""Drawn where no declared font has the character; the text read back is the character's."""

ADJACENT = 1.0
"""CSS pixels between boxes that touch."""

_HYPHENS = "\N{HYPHEN}-"
_WHITE_SPACE = " \t\n\r\f"


@dataclass(slots=True, eq=False)
class Run:
    """A drawn box and the words it must read back as.

    `broken` where the line breaks, or the eye finds a gap, inside a word: readers who guess
    spaces from gaps must not. In `exact` words every character counts.
    """

    drawn: DrawnBox
    source: str
    broken: bool = False
    exact: bool = False


@dataclass(slots=True, eq=False)
class Runs:
    """Every run that is content, by what it shows; `lost` holds words that were not drawn."""

    of_words: dict[TextNode, list[Run]] = field(default_factory=lambda: defaultdict(list))
    of_pseudo: dict[tuple[Item, str], list[Run]] = field(default_factory=lambda: defaultdict(list))
    of_picture: dict[Item, list[Run]] = field(default_factory=lambda: defaultdict(list))
    artifacts: list[DrawnBox] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def match_runs(tree: SourceTree, drawn: Iterable[DrawnBox]) -> Runs:
    """Find each box's words in the source, and draw the spaces that layout dropped."""
    runs = Runs()
    text_of: dict[Item, list[DrawnBox]] = defaultdict(list)
    for box in drawn:
        item = None if box.element is None else tree.by_element.get(box.element)
        if item is None or box.artifact or item.tag == "br" or is_silent(item):
            runs.artifacts.append(box)
        elif box.is_picture:
            runs.of_picture[item].append(Run(box, ""))
        elif box.pseudo:
            words = box.text.replace("\N{EN SPACE}", " ")  # after a bullet; read as any other
            runs.of_pseudo[item, box.pseudo].append(Run(box, words))
        else:
            text_of[item].append(box)
    _share_out(tree, _find_all(text_of, runs), runs)
    return runs


def is_silent(item: Item) -> bool:
    """True for decoration: hidden from assistive technology, or an image without words."""
    if item.tag == "img" and not (item.get("alt") or "").strip():
        return True
    return any(
        around.get("aria-hidden") == "true" or around.get("role") in {"presentation", "none"}
        for around in item.ancestors()
    )


@dataclass(slots=True, eq=False)
class _Found:
    """A box found at words.text[start:end]."""

    drawn: DrawnBox
    start: int
    end: int


def _find_all(text_of: Mapping[Item, list[DrawnBox]], runs: Runs) -> dict[TextNode, list[_Found]]:
    """Where each box stands; one that shows no words of the source is an artifact."""
    found: dict[TextNode, list[_Found]] = defaultdict(list)
    for item, boxes in text_of.items():
        cursor = _Cursor([child for child in item.children if isinstance(child, TextNode)])
        for box in boxes:
            place = cursor.find(box.text)
            if place is None:
                runs.artifacts.append(box)
            else:
                words, start, end = place
                found[words].append(_Found(box, start, end))
    return found


class _Cursor:
    """A place in the text nodes of one element, which its boxes show in order."""

    def __init__(self, nodes: list[TextNode]) -> None:
        self._nodes = nodes
        self._node = 0
        self._offset = 0

    def find(self, shown: str) -> tuple[TextNode, int, int] | None:
        """Where `shown` stands, at or after the last find; None if nowhere."""
        node, offset = self._node, self._offset
        while node < len(self._nodes):
            text = self._nodes[node].text
            end = _match(shown, text, offset)
            if end is not None:
                self._node, self._offset = node, end
                return self._nodes[node], offset, end
            if offset < len(text) and _vanishes(text[offset]):
                offset += 1
            else:
                node, offset = node + 1, 0
        return None


def _match(shown: str, text: str, start: int) -> int | None:
    """Where text[start:], shown as `shown`, ends; None if it does not begin with it.

    A hyphen that ends a line may be layout's own, but no box is a hyphen of layout's alone. What
    vanished before the words belongs to the box before, whose line it ends.
    """
    if text.startswith(shown, start):
        return start + len(shown)
    if not shown.strip(_WHITE_SPACE):
        return None
    at, last = start, len(shown) - 1
    for index, character in enumerate(shown):
        while index and at < len(text) and text[at] != character and _vanishes(text[at]):
            at += 1
        here = text[at] if at < len(text) else ""
        stands_in = character == STAND_IN and not _vanishes(here or " ")
        if here and (character == here or stands_in or _same(here, character)):
            at += 1
        elif not (character in _WHITE_SPACE or (index == last and character in _HYPHENS)):
            return None
    return at if at > start else None


def _same(written: str, shown: str) -> bool:
    """True for a change of case (text-transform)."""
    return written.casefold() == shown.casefold()


def _vanishes(character: str) -> bool:
    """True for what layout may drop: white space, soft hyphens, joiners, direction marks."""
    return character in _WHITE_SPACE or unicodedata.category(character) in {"Cf", "Zl", "Zp"}


def _share_out(tree: SourceTree, found: Mapping[TextNode, list[_Found]], runs: Runs) -> None:
    """Give each run its words and what follows them, up to the next run of the stretch."""
    stretch: list[TextNode] = []
    for words in [*tree.words, None]:
        if stretch and (words is None or words.stretch != stretch[0].stretch):
            _share_stretch(stretch, found, runs)
            stretch = []
        if words is not None:
            stretch.append(words)


def _share_stretch(
    stretch: list[TextNode], found: Mapping[TextNode, list[_Found]], runs: Runs
) -> None:
    open_run: Run | None = None
    leading = ""
    for words in stretch:
        at = 0
        for place in found.get(words, ()):
            gap = words.text[at : place.start]
            open_run, leading = _extend(_open_to(words, open_run), leading, gap, runs)
            source = leading + words.text[place.start : place.end]
            open_run = Run(place.drawn, source, exact=words.exact)
            leading = ""
            runs.of_words[words].append(open_run)
            at = place.end
        if is_silent(words.owner):
            continue
        if words.owner in runs.of_picture:
            # What follows a picture goes to the words after it; a break before it is over.
            open_run, leading = None, leading.replace("\n", "")
        open_run, leading = _extend(_open_to(words, open_run), leading, words.text[at:], runs)
    for words in stretch:
        drawn = runs.of_words.get(words, [])
        runs.artifacts.extend(run.drawn for run in drawn if not run.source)
        runs.of_words[words] = [run for run in drawn if run.source]
        for run in drawn:
            _draw_last_space(run)
    note_broken_words(
        [(run, words.exact) for words in stretch for run in runs.of_words.get(words, ())]
    )


def note_broken_words(drawn: list[tuple[Run, bool]]) -> None:
    """Mark runs after which a line breaks where the words do not (in code: where lines do not)."""
    for (run, exact), (after, _) in pairwise(drawn):
        parts = run.source[-1:] + after.source[:1]
        separated = "\n" in parts if exact else any(character.isspace() for character in parts)
        apart = abs(after.drawn.left - run.drawn.right) > ADJACENT
        run.broken = not separated and (apart or not after.drawn.beside(run.drawn))


def _extend(run: Run | None, leading: str, gap: str, runs: Runs) -> tuple[Run | None, str]:
    """Add what was not drawn to the run before it, or keep it for the run after."""
    visible = "".join(character for character in gap if not _vanishes(character))
    if visible:
        runs.lost.append(visible)
    if run is None:
        return None, leading + gap
    run.source += gap
    return run, leading


def _open_to(words: TextNode, run: Run | None) -> Run | None:
    """The run, if what is not drawn of `words` may be added: no space around code is part of it."""
    return None if run is not None and run.exact and not words.exact else run


def _draw_last_space(run: Run) -> None:
    """Draw the space that a line's end swallowed: a real glyph serves every reader.

    A break is one too, which /ActualText calls by its name. In right-to-left lines it would shift
    the words, there /ActualText holds it.
    """
    text = run.drawn.text
    if run.source.endswith((" ", "\n")) and not run.drawn.right_to_left:
        if not text.strip(_WHITE_SPACE):
            run.drawn.draw_instead(" ")
        elif not text.endswith(" "):
            run.drawn.draw_instead(text + " ")
