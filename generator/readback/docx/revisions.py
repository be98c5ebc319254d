"""What editors leave in a file: comments, and changes that are neither accepted nor rejected.

Word shows both to everybody who opens the file, and screen readers announce them.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.readback.docx.package import Element, Part, W, value
from generator.reading_order import Fault, fold

_MOST = 10
"""So many changes of a part are reported, then how many more there are."""

_KINDS = {
    W + "ins": "inserted",
    W + "del": "deleted",
    W + "moveFrom": "moved away",
    W + "moveTo": "moved here",
}
_SHOWN = 60


def comments(main: Part, part: Part) -> Iterator[Fault]:
    """A fault for each comment, with what it is about."""
    about = _commented(main.root)
    for comment in part.root.iterfind(W + "comment"):
        who = value(comment, "author") or "somebody"
        words = _words(comment)
        place = about.get(value(comment, "id") or "", "")
        on = f" about “{place[:_SHOWN]}”" if place else ""
        yield Fault(part.path, "comment", f"a comment of {who}{on} says “{words[:_SHOWN]}”")


def _commented(root: Element) -> dict[str, str]:
    """The words that each comment is about, by the comment's id."""
    opened: dict[str, list[str]] = {}
    closed: dict[str, str] = {}
    for element in root.iter(W + "commentRangeStart", W + "commentRangeEnd", W + "t"):
        identifier = value(element, "id") or ""
        if element.tag == W + "commentRangeStart":
            opened[identifier] = []
        elif element.tag == W + "commentRangeEnd":
            closed[identifier] = fold("".join(opened.pop(identifier, [])))
        else:
            for words in opened.values():
                words.append(element.text or "")
    return closed


def tracked_changes(part: Part) -> Iterator[Fault]:
    """A fault for each tracked change of words or rows, the first ten."""
    changes = [change for change in _changes(part.root) if change]
    for change in changes[:_MOST]:
        yield Fault(part.path, "tracked-change", change)
    if len(changes) > _MOST:
        more = f"{len(changes) - _MOST} more changes are neither accepted nor rejected"
        yield Fault(part.path, "tracked-change", more)


def _changes(root: Element) -> Iterator[str]:
    for element in root.iter(*_KINDS):
        parent = element.getparent()
        if parent is not None and parent.tag == W + "trPr":
            row = parent.getparent()
            what = "a row" + (f" (“{_words(row)[:_SHOWN]}”)" if row is not None else "")
        elif parent is not None and parent.tag == W + "rPr":
            continue  # the mark of a paragraph; its words are reported
        else:
            what = f"“{_words(element)[:_SHOWN]}”" if _words(element) else ""
        who = value(element, "author") or "somebody"
        if what:
            yield f"{who} {_KINDS[str(element.tag)]} {what}, which is neither accepted nor rejected"


def _words(element: Element) -> str:
    paragraphs = list(element.iter(W + "p")) or [element]
    texts = (
        "".join(each.text or "" for each in paragraph.iter(W + "t", W + "delText"))
        for paragraph in paragraphs
    )
    return fold(" ".join(texts))
