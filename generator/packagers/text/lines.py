"""Lines of plain text: what leads them, their indentation and their width."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from generator.content.job import TextOptions
from generator.content.text_conventions import INDENT
from generator.packagers.text import columns
from generator.packagers.text.parts import Part, Records
from generator.packagers.text.passages import Pieces, folded, protected


class Lines:
    """Lays out what the templates say."""

    def __init__(self, options: TextOptions) -> None:
        """For files as `options` ask for."""
        self._width = options.width
        self._draws_grids = options.tables == "grid"

    def blank(self, part: Part) -> str:
        """The blank lines before a part."""
        return "\n" * part.gap

    def kept(self, said: str) -> str:
        """What was said with its white space folded, to be said among other words as it is."""
        return protected(folded(said))

    def first(
        self, part: Part, said: str, label: str = "", *, hang: bool = False, once: bool = False
    ) -> str:
        """The line that begins a part, after its marker and its label.

        `hang` indents the lines in which it goes on; `once` leaves out a label with which the words
        begin themselves.
        """
        indent = part.indent - INDENT if part.lead else part.indent
        below = part.indent + INDENT if hang else part.indent
        words = folded(said)
        heads = " ".join(head for head in (part.lead, _label(label, words, once=once)) if head)
        return "".join(self._laid(words, heads, indent, below))

    def then(
        self, part: Part, said: str, label: str = "", *, hang: bool = False, once: bool = False
    ) -> str:
        """A further line of a part."""
        return self.first(replace(part, lead=""), said, label, hang=hang, once=once)

    def exact(self, part: Part) -> str:
        """Lines of code as they are."""
        indent = " " * part.indent
        return "".join(f"{indent}{line}\n" if line else "\n" for line in part.code.split("\n"))

    def grid(
        self, part: Part, header: Callable[[Records, int], str], say: Callable[[Pieces], str]
    ) -> str:
        """A table as a grid; "" where records are wanted, or its words are too wide.

        `header` says a column's header, `say` a cell.
        """
        table = part.table
        if table is None or not self._draws_grids:
            return ""
        rows = [[_cell(header(table, column)) for column in range(len(table.columns))]]
        rows += [
            [cell for entry in row for cell in [_cell(say(entry.pieces))] * entry.columns]
            for row in table.rows
        ]
        room = None if self._width is None else self._width - part.indent
        return "".join(f"{' ' * part.indent}{line}\n" for line in columns.grid(rows, room))

    def _laid(self, words: str, head: str, indent: int, below: int) -> Iterator[str]:
        first, *rest = words.split("\n")
        first = f"{head} {first}" if head and first else head or first
        yield from self._in_lines(first, indent, below, len(head))
        for line in rest:
            yield from self._in_lines(line, below, below)

    def _in_lines(self, words: str, indent: int, below: int, keep: int = 0) -> Iterator[str]:
        """A line of words, as several where it is too wide: all but the last end in a space."""
        words = words.rstrip(" ")
        lines = [words]
        if self._width is not None:
            first, rest = (max(self._width - by, self._width // 2) for by in (indent, below))
            lines = list(columns.wrapped(words, first, rest, keep))
        for line in lines:
            yield f"{' ' * indent}{line}\n" if line else "\n"
            indent = below


def _label(label: str, words: str, *, once: bool) -> str:
    """The label, but not `once` more where the words begin with it ("Table 1: Fares")."""
    name, words = label.rstrip(":").casefold(), words.casefold()
    doubled = once and words.startswith(name) and not words[len(name) :][:1].isalpha()
    return "" if doubled else label


def _cell(said: str) -> list[str]:
    words = folded(said)
    return words.split("\n") if words else []
