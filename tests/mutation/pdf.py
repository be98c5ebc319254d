"""What can happen to a PDF: to its structure tree, its annotations, its pages' content."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.mutation.damage import Bench, Words, damage_words, shown

# ruff: noqa: ANN401 (pikepdf's objects are what the file holds)


@dataclass(slots=True)
class Element:
    """A structure element, with the one around it. `words` are those it shows, decoded."""

    file: File
    object: Any
    parent: Element | None
    kids: list[Element] = field(default_factory=list)

    @property
    def role(self) -> str:
        return str(self.object.S).removeprefix("/")

    @role.setter
    def role(self, role: str) -> None:
        self.object.S = Name("/" + role)

    def descendants(self) -> Iterator[Element]:
        yield self
        for kid in self.kids:
            yield from kid.descendants()

    def ancestors(self) -> Iterator[Element]:
        if self.parent is not None:
            yield self.parent
            yield from self.parent.ancestors()

    @property
    def content(self) -> list[tuple[int, int]]:
        """Page and number of each stretch of marked content in it, but for labels and calls."""
        found: list[tuple[int, int]] = []
        for each in self.descendants():
            if any(e.role in {"Lbl", "Reference"} for e in (each, *each.ancestors())) and (
                not self.role == "Lbl"
            ):
                continue
            page = each.object.get("/Pg")
            found += [
                (self.file.numbers[page.objgen], int(kid))
                for kid in kids_of(each.object)
                if isinstance(kid, int) and page is not None
            ]
        return found

    @property
    def words(self) -> str:
        """The first words in it, or those that stand for its first picture."""
        for each in self.descendants():
            if "/Alt" in each.object:
                return shown(str(each.object.Alt))
            if each.role in {"Lbl", "Reference"} and each is not self and not _is_term(each):
                continue
            own = [k for k in kids_of(each.object) if isinstance(k, int)]
            if any(e.role in {"Lbl", "Reference"} and not _is_term(e) for e in each.ancestors()):
                own = [] if self.role != "Lbl" else own
            page = each.object.get("/Pg")
            for number in own:
                words = self.file.said(self.file.numbers[page.objgen], number)
                if words.strip():
                    return shown(words)
        return ""
