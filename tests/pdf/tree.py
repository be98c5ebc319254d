"""A tag tree as plain data: read from a file, and as the document's model asks for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf

from generator.readback.pdf.interpreter import Interpreter
from generator.readback.pdf.page_text import Owner
from generator.readback.pdf.tree import ContentKid, Element, read_tree

SHOWN = (
    "Scope", "RowSpan", "ColSpan", "Headers", "ListNumbering", "Placement", "WritingMode",
    "TextDecorationType", "BaselineShift",
)  # fmt: skip
"""The attributes that tell readers something; where things stand on a page does not."""


@dataclass(slots=True)
class Tag:
    """A structure element: its type as the file calls it, what it says, what it holds."""

    role: str
    facts: dict[str, str] = field(default_factory=dict)
    kids: list[Tag | str] = field(default_factory=list)

    def lines(self, depth: int = 0) -> Iterator[str]:
        """One line for each element and each stretch of words, indented."""
        facts = "".join(f" {key}={value}" for key, value in self.facts.items())
        yield f"{'  ' * depth}{self.role}{facts}"
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.lines(depth + 1)
            else:
                yield f"{'  ' * (depth + 1)}{kid!r}"

    def __str__(self) -> str:
        return "\n".join(self.lines()) + "\n"


def tags_in(data: bytes) -> Tag:
    """The tag tree of a file, its Document first."""
    with pikepdf.open(BytesIO(data)) as pdf:
        interpreter = Interpreter()
        words: dict[Owner, str] = {}
        for number, page in enumerate(pdf.pages, start=1):
            for piece in interpreter.page(page, number).pieces:
                if piece.owner is not None and not piece.artifact:
                    words[piece.owner] = words.get(piece.owner, "") + piece.text
        root = read_tree(pdf.Root)
        assert root is not None
        [document] = root.elements()
        return _tag(document, words)


def _tag(element: Element, words: dict[Owner, str]) -> Tag:
    """The words of a drawing are replaced by its alternative text (14.9.3)."""
    tag = Tag(element.own_role, _facts(element))
    for kid in element.kids:
        if isinstance(kid, Element):
            tag.kids.append(_tag(kid, words))
        elif isinstance(kid, ContentKid) and element.alternative is None:
            say(tag, words.get(kid.owner, ""))
    return tag


def say(tag: Tag, words: str) -> None:
    """Add words; those that follow one another are one."""
    if tag.kids and isinstance(tag.kids[-1], str):
        tag.kids[-1] += words
    elif words:
        tag.kids.append(words)


INLINE = frozenset({"Code", "Em", "Figure", "Link", "Reference", "Span", "Strong"})
"""Types that stand in a line with the words around them."""


def folded(tag: Tag) -> Tag:
    """The tree with its words as compared: composed, white space folded but for code's.

    A space or a line's end at the edge of an element in a line stands outside of it, since nobody
    hears where it is.
    """
    return _spaces_outside(_Folder().fold(_without_page_numbers(tag)))


PAGE_NUMBER = "#"
"""Stands for the number that ends a line of the contents: paper decides it."""


def _without_page_numbers(tag: Tag, *, within: bool = False) -> Tag:
    """The tree with a sign in place of the page numbers of its contents."""
    within = within or tag.role == "TOCI"
    kids: list[Tag | str] = [
        kid if isinstance(kid, str) else _without_page_numbers(kid, within=within)
        for kid in tag.kids
    ]
    if within and tag.role == "Link" and kids and isinstance(kids[-1], str):
        kids[-1] = re.sub(r" \d+$", f" {PAGE_NUMBER}", kids[-1])
    return Tag(tag.role, tag.facts, kids)


def _spaces_outside(tag: Tag) -> Tag:
    moved = Tag(tag.role, tag.facts)
    for kid in tag.kids:
        if isinstance(kid, str):
            say(moved, kid)
        elif kid.role not in INLINE or kid.role == "Code":
            moved.kids.append(_spaces_outside(kid))
        else:
            inner = _spaces_outside(kid)
            before, after = _trim(inner, 0, str.lstrip), _trim(inner, -1, str.rstrip)
            say(moved, before)
            moved.kids.append(inner)
            say(moved, after)
    return moved


def _trim(tag: Tag, edge: int, strip: Callable[[str, str], str]) -> str:
    """Take the space or the line's end off one edge of an element; returns it."""
    kid = tag.kids[edge] if tag.kids else None
    if not isinstance(kid, str) or strip(kid, " \n") == kid:
        return ""
    left = strip(kid, " \n")
    if left:
        tag.kids[edge] = left
    else:
        del tag.kids[edge]
    return "\n" if "\n" in kid.replace(left, "", 1) else " "


class _Folder:
    def __init__(self) -> None:
        self._line: list[tuple[Tag, int]] = []
        """The words of the line so far: where they stand."""
        self._at_start = True

    def fold(self, tag: Tag) -> Tag:
        copy = Tag(tag.role, dict(tag.facts))
        if tag.role not in INLINE:
            self._end()
        for kid in tag.kids:
            if isinstance(kid, Tag):
                copy.kids.append(self.fold(kid))
            else:
                self._add(copy, unicodedata.normalize("NFC", kid))
        if tag.role == "Figure":
            self._at_start, self._line = False, []
        if tag.role not in INLINE:
            self._end()
        copy.kids = [kid for kid in copy.kids if kid != ""]
        return copy

    def _add(self, tag: Tag, words: str) -> None:
        if tag.role == "Code":
            tag.kids.append(words)
            self._at_start, self._line = False, []
            return
        words = re.sub("[\u00ad\u200b\u2060]", "", words)  # no word of theirs is searched for
        words = re.sub(r" *\n *", "\n", re.sub(r"[ \t\r\f]+", " ", words))
        words = words.lstrip(" ") if self._at_start else words
        if words.startswith("\n"):
            self._strip_end()
        tag.kids.append(words)
        self._line.append((tag, len(tag.kids) - 1))
        self._at_start = words.endswith((" ", "\n")) or (self._at_start and not words)

    def _end(self) -> None:
        self._strip_end()
        self._line, self._at_start = [], True

    def _strip_end(self) -> None:
        for tag, index in reversed(self._line):
            kid = tag.kids[index]
            assert isinstance(kid, str)
            tag.kids[index] = kid.rstrip(" \n")
            if tag.kids[index]:
                break


def _facts(element: Element) -> dict[str, str]:
    said = {
        "lang": element.language,
        "alt": element.alternative,
        "E": element.expansion,
        "id": element.identifier.decode() if element.identifier else None,
        **{name: _attribute(element, name) for name in SHOWN},
    }
    return {key: value for key, value in said.items() if value is not None}


def _attribute(element: Element, name: str) -> str | None:
    value = element.attributes.get(name)
    if isinstance(value, pikepdf.Array):
        return ",".join(map(str, value))
    return None if value is None else str(value).removeprefix("/")
