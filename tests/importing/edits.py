"""What colleagues do to our Word documents, each with the source that should come of it."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAIN = "word/document.xml"
LINKS = "word/_rels/document.xml.rels"
NO_TEXT = re.compile(r"\]\([^)\n]*\)|`[^`\n]*`|^\*\[.*$|\{[^}\n]*\}|<[^>]*>", re.MULTILINE)
"""What of a source is not its words."""
WORD = re.compile(r"[A-Za-z]{4,}")


@dataclass(frozen=True, slots=True)
class Edited:
    """An edited Word document, and the text of the source that says the same."""

    data: bytes
    source: str
    what: str


class Word:
    """The parts of a Word document, to be edited."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.members = {name: archive.read(name) for name in archive.namelist()}
        self.root = etree.fromstring(self.members[MAIN])
        self.links = etree.fromstring(self.members[LINKS])

    def packed(self) -> bytes:
        """The document as it is now."""
        self.members[MAIN] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8")
        self.members[LINKS] = etree.tostring(self.links, xml_declaration=True, encoding="UTF-8")
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name, content in self.members.items():
                archive.writestr(name, content)
        return packed.getvalue()


Edit = Callable[[Word, str, random.Random], tuple[str, str] | None]
EDITS: dict[str, Edit] = {}


def edit(make: Edit) -> Edit:
    """Register a kind of edit by the name of its function."""
    EDITS[make.__name__.replace("_", "-")] = make
    return make


def body(source: str) -> str:
    """The source below its front matter."""
    return source.split("\n---\n", 1)[1]


def once(source: str, words: str) -> bool:
    """True for what stands in the source once, and in its text."""
    return source.count(words) == body(source).count(words) == 1


def lone_words(word: Word, source: str) -> list[tuple[Any, str]]:
    """Words that stand once in the source and in the document, in the runs that hold them."""
    whole = " ".join(each.text or "" for each in word.root.iter(W + "t"))
    plain = NO_TEXT.sub("", source)
    return [
        (each, found)
        for each in word.root.iter(W + "t")
        for found in WORD.findall(each.text or "")
        if once(source, found) and whole.count(found) == 1 and plain.count(found) == 1
    ]


@edit
def a_word(word: Word, source: str, chance: random.Random) -> tuple[str, str] | None:
    """One word becomes others."""
    found = lone_words(word, source)
    if not found:
        return None
    run, old = chance.choice(found)
    new = chance.choice(["otherwise", "two words", f"{old}ish", "café"])
    run.text = run.text.replace(old, new)
    return source.replace(old, new), f"{old} → {new}"


@edit
def a_link(word: Word, source: str, chance: random.Random) -> tuple[str, str] | None:
    """A link leads elsewhere."""
    links = [each for each in word.links if once(source, f"]({each.get('Target')}")]
    if not links:
        return None
    link = chance.choice(links)
    old, new = link.get("Target"), f"https://example.org/new-{chance.randint(1, 99)}"
    link.set("Target", new)
    return source.replace(f"]({old}", f"]({new}"), f"{old} → {new}"


def paragraph_lines(word: Word, source: str, begin: str) -> list[tuple[Any, str, str]]:
    """Paragraphs that are one line of the source after such a beginning: plain words."""
    lines = source.split("\n")
    found = []
    for paragraph in word.root.iter(W + "p"):
        text = "".join(each.text or "" for each in paragraph.iter(W + "t"))
        match = [line for line in lines if re.fullmatch(begin + re.escape(text), line)]
        if text.strip() and len(match) == 1 and lines.count(match[0]) == 1:
            found.append((paragraph, match[0], text))
    return found


def with_words(paragraph: Any, words: str) -> Any:
    """A copy of a paragraph that says something else."""
    copy = deepcopy(paragraph)
    texts: list[Any] = [*copy.iter(W + "t")]
    first, *rest = texts
    first.text = words
    for each in rest:
        each.getparent().remove(each)
    for each in [*copy.iter(W + "bookmarkStart", W + "bookmarkEnd")]:
        each.getparent().remove(each)
    return copy


@edit
def a_new_item(word: Word, source: str, chance: random.Random) -> tuple[str, str] | None:
    """An item is added to a list."""
    items = paragraph_lines(word, source, "[-*+] ")
    if not items:
        return None
    paragraph, line, text = chance.choice(items)
    words = f"An item that is new, number {chance.randint(1, 99)}"
    paragraph.addnext(with_words(paragraph, words))
    new = line[: len(line) - len(text)] + words
    return source.replace(line, f"{line}\n{new}", 1), f"after {line}"


@edit
def an_item_less(word: Word, source: str, chance: random.Random) -> tuple[str, str] | None:
    """An item is taken out of a list."""
    items = [
        each
        for each in paragraph_lines(word, source, "[-*+] ")
        if re.search(rf"(?m)^[-*+] .*\n{re.escape(each[1])}\n(?:\n(?=[^ ])|[-*+] )", source)
    ]
    if not items:
        return None
    paragraph, line, _ = chance.choice(items)
    paragraph.getparent().remove(paragraph)
    return source.replace(f"{line}\n", "", 1), f"without {line}"


@edit
def a_new_row(word: Word, source: str, chance: random.Random) -> tuple[str, str] | None:
    """A row is added to a table."""
    rows = []
    for row in word.root.iter(W + "tr"):
        cells = ["".join(t.text or "" for t in cell.iter(W + "t")) for cell in row.iter(W + "tc")]
        strong = r"\**"
        pattern = r"\| *" + r" *\| *".join(strong + re.escape(c) + strong for c in cells) + r" *\|"
        found = re.findall(f"^{pattern}$", source, re.MULTILINE) if all(cells) else []
        plain = not [*row.iter(W + "vMerge", W + "gridSpan", W + "tblHeader")]
        if len(found) == 1 and plain and source.count(found[0]) == 1:
            rows.append((row, found[0], cells))
    if not rows:
        return None
    row, line, cells = chance.choice(rows)
    copy = deepcopy(row)
    for number, cell in enumerate(copy.iter(W + "tc")):
        texts: list[Any] = [*cell.iter(W + "t")]
        first, *rest = texts
        first.text = f"New {number}"
        for each in rest:
            each.getparent().remove(each)
    row.addnext(copy)
    strong = "**" if line.startswith(f"| **{cells[0]}**") else ""
    new = f"| {strong}New 0{strong} | " + " | ".join(f"New {i}" for i in range(1, len(cells)))
    return source.replace(line, f"{line}\n{new} |", 1), f"after {line}"


@edit
def a_heading_lower(word: Word, source: str, chance: random.Random) -> tuple[str, str] | None:
    """A heading gets another level."""
    headings = []
    for paragraph, line, _ in paragraph_lines(word, source, "#{2,5} "):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and re.fullmatch(r"Heading\d", style.get(W + "val")):
            headings.append((style, line))
    if not headings:
        return None
    style, line = chance.choice(headings)
    style.set(W + "val", f"Heading{int(style.get(W + 'val')[-1]) + 1}")
    return source.replace(line, f"#{line}", 1), line


@edit
def a_language(word: Word, source: str, chance: random.Random) -> tuple[str, str] | None:
    """A word is marked as French."""
    found = [
        (run, old)
        for run, old in lone_words(word, source)
        if run.getparent().tag == W + "r" and run.getparent().find(f"{W}rPr/{W}lang") is None
    ]
    if not found:
        return None
    text, old = chance.choice(found)
    run = text.getparent()
    before, after = text.text.split(old, 1)
    middle, last = deepcopy(run), deepcopy(run)
    for each, words in ((run, before), (middle, old), (last, after)):
        kept = next(each.iter(W + "t"))
        kept.text = words
        kept.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        for other in [*each.iter(W + "t", W + "br")]:
            if other is not kept:
                return None
    properties = middle.find(W + "rPr")
    if properties is None:
        properties = etree.Element(W + "rPr")
        middle.insert(0, properties)
    etree.SubElement(properties, W + "lang").set(W + "val", "fr-FR")
    run.addnext(middle)
    middle.addnext(last)
    return source.replace(old, f"[{old}]{{lang=fr-FR}}"), old


@edit
def an_alternative_text(word: Word, source: str, chance: random.Random) -> tuple[str, str] | None:
    """A picture is described in other words."""
    shown = [
        each
        for each in word.root.iter()
        if isinstance(each.tag, str) and each.tag.endswith("}docPr")
        if each.get("descr") and once(source, f"![{each.get('descr')}]")
    ]
    if not shown:
        return None
    picture = chance.choice(shown)
    old, new = picture.get("descr"), f"Something else, number {chance.randint(1, 99)}"
    for each in word.root.iter():
        if each.get("descr") == old:
            each.set("descr", new)
    return source.replace(f"![{old}]", f"![{new}]"), f"{old} → {new}"


def edited(data: bytes, source: str, kind: str, chance: random.Random) -> Edited | None:
    """The document after one edit of this kind, None where it has no place for one."""
    word = Word(data)
    result = EDITS[kind](word, source, chance)
    return None if result is None else Edited(word.packed(), result[0], f"{kind}: {result[1]}")
