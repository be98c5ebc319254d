"""The words of a block as a source has them: the plainest way that is read as the same."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.document.kinds import Lines
from generator.document.model import (
    Blocks,
    Callout,
    Code,
    DefinitionList,
    Figure,
    Heading,
    Inlines,
    List,
    Paragraph,
    Table,
    Text,
)
from generator.source.callouts import label
from generator.source.writing.pieces import Pieces, Setting, Writer, rendered
from generator.source.writing.trial import Outcome, Trial, placeless

Frame = Callable[[str], str]
"""Puts a passage where it stands in a small source."""
Finder = Callable[[Blocks], object]
"""What that source says of the passage, or None if it is no such source."""


def identified(caption: str, identifier: str | None) -> str:
    """A caption with the identifier of what it is the caption of at its end."""
    return caption if identifier is None else f"{caption} {{#{identifier}}}"


@dataclass(frozen=True, slots=True)
class Passages:
    """Writes passages of one document; `places` are the addresses of its pictures."""

    trial: Trial
    places: dict[str, str]

    def paragraph(self, content: Inlines, language: str) -> str:
        """A paragraph's words, perhaps on several lines."""
        setting = Setting(self.places)
        return self._plainest(content, setting, str, _paragraph, language)

    def lines(self, content: Inlines, kind: Lines, language: str) -> str:
        """A paragraph whose lines stay lines."""
        setting = Setting(self.places, lines=kind)
        return self._plainest(
            content, setting, lambda text: f"::: {kind}\n{text}\n:::", _paragraph, language
        )

    def heading(self, content: Inlines, language: str) -> str:
        """A heading's words; several lines stand above a line of dashes."""
        setting = Setting(self.places, heading=True)
        return self._plainest(content, setting, _as_heading, _heading, language)

    def cell(self, content: Inlines, language: str) -> str:
        """A cell's words, on one line; a bar is a separator of cells."""
        setting = Setting(self.places, newlines=False)
        written = self._plainest(content, setting, _as_cell, _cell, language)
        return written.replace("|", "\\|")

    def term(self, content: Inlines, language: str) -> str:
        """A term that is defined."""
        setting = Setting(self.places, newlines=False)
        return self._plainest(content, setting, lambda text: f"{text}\n:   x", _term, language)

    def table_caption(self, content: Inlines, language: str, identifier: str | None) -> str:
        """A table's caption with the word before it."""
        setting = Setting(self.places)
        written = self._plainest(content, setting, _as_table_caption, _table_caption, language)
        return identified(f"Table: {written}", identifier)

    def figure_caption(self, content: Inlines, language: str, identifier: str | None) -> str:
        """A picture's caption with the word before it."""
        setting = Setting(self.places)
        written = self._plainest(content, setting, _as_figure_caption, _figure_caption, language)
        return identified(f"Figure: {written}", identifier)

    def callout_title(self, content: Inlines, language: str) -> str:
        """A callout's own title."""
        setting = Setting(self.places, newlines=False)

        def find(blocks: Blocks) -> object:
            return _callout_title(blocks, language)

        return self._plainest(content, setting, _as_callout_title, find, language)

    def _plainest(
        self, content: Inlines, setting: Setting, frame: Frame, find: Finder, language: str
    ) -> str:
        pieces = Writer(setting).pieces(content)
        wanted = placeless(content)
        return self.plainest(pieces, frame, lambda blocks: find(blocks) == wanted, language)[0]

    def plainest(
        self, pieces: Pieces, frame: Frame, fits: Callable[[Blocks], bool], language: str
    ) -> tuple[str, bool]:
        """The pieces, as few of them as can be written carefully; and whether they fit then."""

        def outcome(careful: Iterable[int]) -> Outcome:
            return self.trial.read(frame(rendered(pieces, frozenset(careful))), language)

        plain = outcome(())
        if not plain.faults and fits(plain.blocks):
            return rendered(pieces, frozenset()), True
        groups, most = _first_that_fits(_attempts(pieces), outcome, fits)
        if most is None:
            return rendered(pieces, frozenset(groups)), False

        def enough(careful: Iterable[int]) -> bool:
            found = outcome(careful)
            return found.faults <= most and fits(found.blocks)

        return rendered(pieces, frozenset(fewest(groups, enough))), True


def _first_that_fits(
    attempts: list[list[int]],
    outcome: Callable[[Iterable[int]], Outcome],
    fits: Callable[[Blocks], bool],
) -> tuple[list[int], int | None]:
    """The first attempt that fits without a fault, else one that fits, and its faults."""
    fitting: list[tuple[int, list[int]]] = []
    for groups in attempts:
        found = outcome(groups)
        if fits(found.blocks):
            fitting.append((found.faults, groups))
            if not found.faults:
                break
    if not fitting:
        return attempts[0], None
    faults, groups = min(fitting, key=lambda each: each[0])
    return groups, faults


def _attempts(pieces: Pieces) -> list[list[int]]:
    """Groups of pieces to write carefully, the ugliest first in each.

    At first only what the eye minds least, then more; at last also without what is between.
    """
    care = {piece.group: piece.care for piece in pieces if piece.careful is not None}
    groups = sorted(care, key=lambda group: (-care[group], -group))
    kinds = sorted(set(care.values()))
    growing = [kinds[:count] for count in range(1, len(kinds) + 1)]
    others = itertools.chain.from_iterable(
        itertools.combinations(kinds, count) for count in range(len(kinds) + 1)
    )
    subsets = [*growing, *(list(each) for each in others if list(each) not in growing)]
    return [[group for group in groups if care[group] in subset] for subset in subsets]


def fewest(groups: list[int], enough: Callable[[list[int]], bool]) -> list[int]:
    """Those of the groups without which it is not enough; the first ones go before others."""
    size = len(groups)
    while size:
        start, before = 0, len(groups)
        while start < len(groups):
            without = groups[:start] + groups[start + size :]
            if enough(without):
                groups = without
            else:
                start += size
        if size > 1 or len(groups) == before:
            size //= 2
    return groups


# Where passages stand ------------------------------------------------------------------------


def _paragraph(blocks: Blocks) -> object:
    match blocks:
        case (Paragraph(content=content),):
            return content
    return None


def _as_heading(text: str) -> str:
    return f"{text}\n---" if "\n" in text else f"## {text}"


def _heading(blocks: Blocks) -> object:
    match blocks:
        case (Heading(content=content),):
            return content
    return None


def _as_cell(text: str) -> str:
    escaped = text.replace("|", "\\|")
    return f"| x | x |\n| --- | --- |\n| x | {escaped} |"


def _cell(blocks: Blocks) -> object:
    match blocks:
        case (Table(rows=(row,)),) if len(row.cells) == 2:  # noqa: PLR2004 (the frame's)
            return row.cells[1].content
    return None


def _term(blocks: Blocks) -> object:
    match blocks:
        case (DefinitionList(entries=(entry,)),) if len(entry.terms) == 1:
            return entry.terms[0]
    return None


def _as_table_caption(text: str) -> str:
    return f"Table: {text}\n\n| x |\n| --- |"


def _table_caption(blocks: Blocks) -> object:
    match blocks:
        case (Table(caption=caption),):
            return caption
    return None


def _as_figure_caption(text: str) -> str:
    return f"![x](x)\n\nFigure: {text}"


def _figure_caption(blocks: Blocks) -> object:
    match blocks:
        case (Figure(caption=caption),):
            return caption
    return None


def _as_callout_title(text: str) -> str:
    return f"> [!NOTE] {text}\n>\n> - x"


def _callout_title(blocks: Blocks, language: str) -> object:
    match blocks:
        case (Callout(blocks=(List(),)) as callout,):
            return title_of(callout, language)
    return None


def title_of(callout: Callout, language: str) -> Inlines:
    """A callout's label without our word for its kind."""
    if not callout.titled:
        return ()
    *ours, _ = label(callout.kind, (Code("x"),), language)
    rest = callout.label[len(ours) - 1 :]
    last, first = ours[-1], rest[0]
    if not isinstance(last, Text) or not isinstance(first, Text):
        return rest
    words = first.text.removeprefix(last.text)
    return (Text(words), *rest[1:]) if words else rest[1:]
