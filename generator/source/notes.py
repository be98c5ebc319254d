"""Footnotes: numbered by first call, wherever they are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.document.model import NoteCall, Position
from generator.source.language import language
from generator.source.nodes import Node
from generator.source.reading import Report
from generator.source.rules import NOTE_TWICE, NOTE_UNDEFINED, NOTE_UNUSED


@dataclass(frozen=True, slots=True)
class Definition:
    """`[^label]: …`; `language` is that of the containers around it."""

    label: str
    node: Node
    language: str | None
    line: int


class Notes:
    """The notes of one document, and how often each has been called so far."""

    def __init__(self, nodes: list[Node], offset: int, report: Report) -> None:
        self._report = report
        self._offset = offset
        self._definitions: dict[str, Definition] = {}
        self._numbers: dict[str, int] = {}
        self._calls: Counter[str] = Counter()
        self._collect(nodes, None)

    def _collect(self, nodes: list[Node], around: str | None) -> None:
        """Keep the definitions among `nodes`; a comment leaves a language line its block."""
        line: Node | None = None
        for node in nodes:
            if node.type == "comment":
                continue
            said = node if node.type == "division" else line
            inner = self._language(said, reported=node.type == "footnote_reference") or around
            if node.type == "footnote_reference":
                self._define(node, inner)
            self._collect(node.children, inner)
            line = node if node.type == "language_line" else None

    def _language(self, said: Node | None, *, reported: bool) -> str | None:
        """The language that a line says; the reader of blocks reports tags before other blocks."""
        if said is None:
            return None
        report = self._report if reported else Report("")
        return language(said.token.info, said.line + self._offset + 1, report)

    def _define(self, node: Node, around: str | None) -> None:
        label, line = node.token.meta["label"], node.line + self._offset + 1
        earlier = self._definitions.get(label)
        if earlier is None:
            self._definitions[label] = Definition(label, node, around, line)
            return
        self._report.add(
            NOTE_TWICE,
            line,
            f"the note “[^{label}]” is in line {earlier.line} already; only one of the two could "
            "be published.",
            "give one of them another label",
        )

    def call(self, label: str, line: int) -> NoteCall | None:
        """A call of the note, or None and a finding if there is no such note."""
        if label not in self._definitions:
            self._report.add(
                NOTE_UNDEFINED,
                line,
                f"there is no note “[^{label}]”; readers would meet the label and nothing behind "
                "it.",
                f"write “[^{label}]: the note” on a line of its own, or “\\[^{label}]” if it is "
                "no note",
            )
            return None
        number = self._numbers.setdefault(label, len(self._numbers) + 1)
        self._calls[label] += 1
        return NoteCall(number, self._calls[label], Position(line))

    def in_order(self) -> Iterator[tuple[int, Definition]]:
        """Called notes with their numbers; reading one may call further ones."""
        done = 0
        while done < len(self._numbers):
            label = list(self._numbers)[done]
            done += 1
            yield done, self._definitions[label]

    def calls(self, definition: Definition) -> int:
        """How often a note has been called."""
        return self._calls[definition.label]

    def report_unused(self) -> None:
        """Report notes without a call: they would vanish."""
        for definition in self._definitions.values():
            if definition.label not in self._numbers:
                self._report.add(
                    NOTE_UNUSED,
                    definition.line,
                    f"nothing calls the note “[^{definition.label}]”, so its words would be lost.",
                    f"write [^{definition.label}] where it belongs, or delete the note",
                )
