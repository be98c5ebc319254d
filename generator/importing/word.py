"""What a Word file holds beside its reading order: facts, and what no source can say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.findings.finding import Rule
from generator.findings.output_rules import IMPORT_LEFT_OUT, IMPORT_NOT_CARRIED
from generator.importing.original import Facts
from generator.readback.docx.package import Element, Package, W, child, local, value
from generator.reading_order import fold


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to report; `around` are the words of the paragraph that it concerns."""

    rule: Rule
    message: str
    hint: str
    around: str = ""


_DELETED = (W + "del", W + "moveFrom")


def facts_of(data: bytes) -> Facts:
    """The core properties."""
    package = Package(data)
    properties = () if package.core is None else package.core.root
    known = {local(each): fold("".join(each.itertext())) for each in properties}
    words = known.get("keywords", "").replace(";", ",").split(",")
    return Facts(
        title=known.get("title", ""),
        author=known.get("creator", ""),
        subject=known.get("subject", ""),
        keywords=tuple(word.strip() for word in words if word.strip()),
        titles=tuple(_titles(package)),
    )


def _titles(package: Package) -> Iterator[str]:
    part = package.beside(package.main, "styles")
    styles = () if part is None else part.root.iterfind(W + "style")
    names = {value(style, "styleId") for style in styles if _named(style) == "title"}
    for paragraph in package.main.root.iter(W + "p"):
        if value(child(paragraph, "pPr", "pStyle")) in names and (words := _words(paragraph)):
            yield words


def _named(style: Element) -> str:
    return (value(child(style, "name")) or "").lower()


def notices(data: bytes) -> Iterator[Notice]:
    """What was decided about the file, and what of it stands in no source."""
    package = Package(data)
    root = package.main.root
    yield from _comments(package)
    yield from _changes(root)
    for box in root.iter(W + "txbxContent"):
        if (words := _words(box)) and not _in_fallback(box):
            yield Notice(
                IMPORT_NOT_CARRIED,
                f"the text box “{words[:80]}” follows the paragraph to which it is tied.",
                "move its words where readers should meet them",
            )
    yield from _drawn(root)
    yield from _in_cells(root)


def _comments(package: Package) -> Iterator[Notice]:
    part = package.beside(package.main, "comments")
    places = package.main.root.iter(W + "commentRangeStart", W + "commentReference")
    anchors = {value(each, "id"): _around(each) for each in places}
    for comment in () if part is None else part.root.iterfind(W + "comment"):
        who = value(comment, "author") or "somebody"
        message = f"a comment of {who} was left out: “{_words(comment)}”."
        around = anchors.get(value(comment, "id"), "")
        yield Notice(IMPORT_LEFT_OUT, message, "answer it", around)


def _changes(root: Element) -> Iterator[Notice]:
    for change in root.iter(W + "ins", W + "moveTo"):
        if words := _words(change):
            who = value(change, "author") or "somebody"
            yield Notice(
                IMPORT_LEFT_OUT,
                f"“{words[:200]}”, which {who} inserted, was accepted.",
                "check it",
                _around(change),
            )
    for change in root.iter(*_DELETED):
        words = fold("".join(each.text or "" for each in change.iter(W + "delText", W + "t")))
        if words:
            who = value(change, "author") or "somebody"
            yield Notice(
                IMPORT_LEFT_OUT,
                f"“{words[:200]}”, which {who} deleted, was left out.",
                "check it",
                _around(change),
            )


_GRAPHICS = {"chart": "chart", "relIds": "diagram", "oMath": "equation"}


def _drawn(root: Element) -> Iterator[Notice]:
    """Charts, diagrams and equations: what is drawn from data that is no picture."""
    for each in root.iter():
        name = _GRAPHICS.get(local(each))
        if name is None or _in_fallback(each):
            continue
        words = _described(each) if name != "equation" else _equation(each)
        yield Notice(
            IMPORT_NOT_CARRIED,
            f"a source has no {name}s; this one says “{words[:200]}”.",
            "give it as a picture with its words in the text"
            if name == "equation"
            else "save it as a picture, and give its data as a table",
        )


def _described(element: Element) -> str:
    for around in element.iterancestors():
        for each in around:
            if local(each) == "docPr":
                return each.get("descr") or each.get("title") or ""
    return ""


def _equation(element: Element) -> str:
    return fold("".join(each.text or "" for each in element.iter() if local(each) == "t"))


def _in_cells(root: Element) -> Iterator[Notice]:
    for cell in root.iter(W + "tc"):
        if next(cell.iter(W + "tbl"), None) is not None:
            yield Notice(
                IMPORT_NOT_CARRIED,
                f"a table within a cell became lines of that cell: “{_words(cell)[:80]}”.",
                "give it as a table of its own",
            )
        elif next(cell.iter(W + "numPr"), None) is not None:
            yield Notice(
                IMPORT_NOT_CARRIED,
                f"a list within a cell became lines of that cell: “{_words(cell)[:80]}”.",
                "a cell holds no list; perhaps the table should be text with headings",
            )


def _words(element: Element) -> str:
    paragraphs = list(element.iter(W + "p")) or [element]
    texts = ("".join(part.text or "" for part in each.iter(W + "t")) for each in paragraphs)
    return fold(" ".join(texts))


def _around(element: Element) -> str:
    """The words of the paragraph in which an element stands, or of those in it."""
    paragraphs = (each for each in element.iterancestors() if each.tag == W + "p")
    return _words(next(paragraphs, element))


def _in_fallback(element: Element) -> bool:
    return any(local(each) == "Fallback" for each in element.iterancestors())
