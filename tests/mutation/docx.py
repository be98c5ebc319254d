"""What can happen to a Word document."""

from __future__ import annotations

import copy
import io
import itertools
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from lxml import etree

from tests.mutation.damage import Bench, Words, damage_words, shown
from tests.mutation.markup import with_longer_bar

Element = etree._Element  # noqa: SLF001 (lxml has no public name for it)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
VAL = W + "val"


@dataclass(frozen=True, slots=True)
class Package:
    """An open Word document: its parts by path, those that are XML also as trees."""

    files: dict[str, bytes]
    trees: dict[str, Element]

    @property
    def body(self) -> Element:
        return self.trees["word/document.xml"][0]

    def every(self, name: str) -> list[Element]:
        """All elements of a name in the text and in the notes."""
        parts = (self.trees.get(f"word/{part}.xml") for part in ("document", "footnotes"))
        return [e for part in parts if part is not None for e in part.iter(W + name)]


def opened(data: bytes) -> Package:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {path: archive.read(path) for path in archive.namelist()}
    trees = {
        path: etree.fromstring(content)
        for path, content in files.items()
        if path.endswith((".xml", ".rels"))
    }
    return Package(files, trees)


def closed(package: Package) -> bytes:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        for path, content in package.files.items():
            tree = package.trees.get(path)
            archive.writestr(path, content if tree is None else etree.tostring(tree))
    return stored.getvalue()


DOCX = Bench[Package](opened, closed)


# Places ---------------------------------------------------------------------------------------

Places = Callable[[Package], list[Element]]


def every(name: str) -> Places:
    return lambda package: package.every(name)


def first_words(element: Element) -> str:
    """The first words in an element, or those that stand for its first picture."""
    for each in element.iter(W + "t", "{*}docPr"):
        words = shown((each.text if each.tag == W + "t" else each.get("descr")) or "")
        if words:
            return words
    return ""


def paragraph_around(element: Element) -> Element:
    return next(e for e in element.iterancestors(W + "p"))


def around(element: Element) -> str:
    return first_words(paragraph_around(element))


def style(paragraph: Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(VAL) or ""


def is_item(element: Element) -> bool:
    number = element.find(f"{W}pPr/{W}numPr/{W}numId")
    return number is not None and number.get(VAL) != "0"  # 0 takes a style's number away


def blocks(package: Package) -> list[Element]:
    """What stands in the body and says something, but for captions and what goes with them."""
    return [
        e
        for e in package.body
        if first_words(e) and style(e) not in {"Caption", "Picture"} and e.tag != W + "sectPr"
    ]


def leaves(package: Package) -> list[Element]:
    """Headings and paragraphs that stand alone."""
    return [e for e in blocks(package) if e.tag == W + "p" and not is_item(e)]


def items(package: Package) -> list[Element]:
    return [p for p in package.every("p") if is_item(p)]


def _list_of(paragraph: Element | None) -> tuple[str | None, ...] | None:
    if paragraph is None or not is_item(paragraph):
        return None
    return tuple(e.get(VAL) for e in paragraph.iterfind(f"{W}pPr/{W}numPr/*"))


def headings(package: Package) -> list[Element]:
    return [p for p in package.every("p") if style(p).startswith("Heading")]


def plain(package: Package) -> list[Element]:
    return [p for p in package.body.iterfind(W + "p") if not style(p) and first_words(p)]


def captions(package: Package) -> list[Element]:
    return [p for p in package.every("p") if style(p) == "Caption"]


def table_captions(package: Package) -> list[Element]:
    return [p for p in captions(package) if (n := p.getnext()) is not None and n.tag == W + "tbl"]


def pairs(places: Places) -> Callable[[Package], list[tuple[Element, Element]]]:
    """Neighbours that say different things, and of which none is part of a list."""

    def found(package: Package) -> list[tuple[Element, Element]]:
        there = places(package)
        both = ((e, e.getnext()) for e in there)
        known = [(a, b) for a, b in both if b is not None and b in there and said(a) != said(b)]
        return [(a, b) for a, b in known if first_words(a) and first_words(b)]

    return found


def said(element: Element) -> str:
    return "".join(e.text or "" for e in element.iter(W + "t"))


def header_rows(package: Package) -> list[Element]:
    return [row for row in package.every("tr") if row.find(f"{W}trPr/{W}tblHeader") is not None]


def looks(package: Package) -> list[Element]:
    """What tables say of their look: whether the first column heads the rows."""
    tables = [t for t in package.every("tbl") if len(t.findall(W + "tr")) > 1]
    return [look for table in tables for look in table.iterfind(f"{W}tblPr/{W}tblLook")]


def row_header_looks(package: Package) -> list[Element]:
    return [look for look in looks(package) if look.get(W + "firstColumn") == "1"]


def begun_merges(package: Package) -> list[Element]:
    return [merge for merge in package.every("vMerge") if merge.get(VAL) == "restart"]


def begun_cells(package: Package) -> list[Element]:
    """Cells, each once: those in which a merged one goes on are none."""
    goes_on = (None, "continue")
    return [
        cell
        for cell in package.every("tc")
        if all(merge.get(VAL) not in goes_on for merge in cell.iter(W + "vMerge"))
    ]


def full_cells(package: Package) -> list[Element]:
    return [cell for cell in begun_cells(package) if first_words(cell)]


def _of_style(name: str) -> Places:
    return lambda package: [p for p in package.every("p") if style(p).startswith(name)]


def _plain_runs(package: Package) -> list[Element]:
    """Runs of words; not results of fields, which Word writes anew."""
    runs = [r for p in plain(package) for r in p.iterfind(W + "r") if first_words(r)]
    return [r for r in runs if not _is_number(r) and r.find(W + "t") is not None]


def _level(item: Element) -> int:
    found = item.find(f"{W}pPr/{W}numPr/{W}ilvl")
    return -1 if found is None else int(found.get(VAL) or 0)


def nested_items(package: Package) -> list[Element]:
    return [p for p in items(package) if style(p).startswith("List") and _level(p) > 0]


def later_items(package: Package) -> list[Element]:
    """Items that have one of their own list before them."""
    return [p for p in items(package) if _list_of(p) == _list_of(p.getprevious())]


def _levels(package: Package) -> list[tuple[Element, str]]:
    """The definition of each list's numbers, with the words of its first item."""
    numbering = package.trees["word/numbering.xml"]
    levels: dict[tuple[str | None, ...], tuple[Element, str]] = {}
    for item in items(package):
        level, instance = _list_of(item) or ("", "")
        [number] = [n for n in numbering.iter(W + "num") if n.get(W + "numId") == instance]
        abstract = number[0].get(VAL)
        for each in numbering.iter(W + "abstractNum"):
            if each.get(W + "abstractNumId") == abstract:
                [found] = [e for e in each.iter(W + "lvl") if e.get(W + "ilvl") == level]
                levels.setdefault((level, instance), (found, first_words(item)))
    return list(levels.values())


def starts(package: Package) -> list[tuple[Element, str]]:
    """Where the numbers of each numbered list start."""
    decimal = [(e, words) for e, words in formats(package) if e.get(VAL) == "decimal"]
    return [(s, words) for e, words in decimal for s in e.itersiblings(W + "start", preceding=True)]


def formats(package: Package) -> list[tuple[Element, str]]:
    """The kind of each list's numbers or bullets."""
    return [(shape, words) for e, words in _levels(package) for shape in e.iterfind(W + "numFmt")]


def lettered(package: Package) -> list[tuple[Element, str]]:
    """The kind of the numbers of lists with letters or Roman numbers."""
    return [(e, words) for e, words in formats(package) if e.get(VAL) not in {"decimal", "bullet"}]


def bracketed(package: Package) -> list[tuple[Element, str]]:
    """What is seen of numbers with a bracket after them, or around them."""
    shapes = [
        (e, words) for level, words in _levels(package) for e in level.iterfind(W + "lvlText")
    ]
    return [(e, words) for e, words in shapes if (e.get(VAL) or "").endswith(")")]


def second_lists(package: Package) -> list[tuple[Element, Element]]:
    """First items of a list, with the last item of another one of the same level before it."""
    numbered = [p for p in items(package) if style(p).startswith("ListNumber")]
    both = list(itertools.pairwise(numbered))
    return [(b, a) for a, b in both if _level(a) == _level(b) and _list_of(a) != _list_of(b)]


def quotes(package: Package) -> list[Element]:
    """Paragraphs of a quotation, but for items of lists."""
    return [p for p in _of_style("Quote")(package) if not is_item(p)]


def pictures(package: Package) -> list[Element]:
    return [e for d in package.every("drawing") for e in d.iter("{*}docPr") if e.get("descr")]


def defaults(package: Package) -> list[Element]:
    """The language of the whole file."""
    return list(package.trees["word/styles.xml"].iterfind(f"{W}docDefaults//{W}lang"))


def titles(package: Package) -> list[Element]:
    return list(package.trees["docProps/core.xml"].iter("{*}title"))


def addresses(package: Package) -> list[Element]:
    rels = (package.trees.get(f"word/_rels/{part}.xml.rels") for part in ("document", "footnotes"))
    every = [e for tree in rels if tree is not None for e in tree]
    return [e for e in every if e.get("TargetMode") == "External"]


def _links_having(attribute: str) -> Places:
    return lambda package: [e for e in package.every("hyperlink") if e.get(W + attribute)]


def _second_calls(package: Package) -> list[Element]:
    return [each for each in package.every("instrText") if "NOTEREF" in (each.text or "")]


def _plain_links(package: Package) -> list[Element]:
    """Links without a reference in them, which is a link by itself."""
    links = package.every("hyperlink")
    return [each for each in links if each.find(f".//{W}instrText") is None]


def bookmarks(package: Package) -> list[Element]:
    """Places to which a link leads."""
    anchors = {e.get(W + "anchor") for e in package.every("hyperlink")}
    return [e for e in package.every("bookmarkStart") if e.get(W + "name") in anchors]


def several_calls(package: Package) -> list[Element]:
    calls = package.every("footnoteReference")
    return calls if len(calls) > 1 else []


def notes(package: Package) -> list[Element]:
    return [note for note in package.every("footnote") if note.get(W + "type") is None]


def several_notes(package: Package) -> list[tuple[Element, Element]]:
    return list(itertools.pairwise(notes(package)))


def stresses(package: Package) -> list[Element]:
    return [
        *styled("Strong", "Emphasis", "HTMLCode")(package),
        *_in("b", "i", "strike", "vertAlign")(package),
    ]


def _in(*names: str) -> Places:
    """Runs with one of these among their properties."""

    def at(package: Package) -> list[Element]:
        runs = (r for r in package.every("r") if first_words(r))
        return [r for r in runs if any(r.find(f"{W}rPr/{W}{n}") is not None for n in names)]

    return at


def styled(*names: str) -> Places:
    """Runs in one of these character styles."""

    def at(package: Package) -> list[Element]:
        styles = ((r, r.find(f"{W}rPr/{W}rStyle")) for r in package.every("r"))
        return [r for r, s in styles if s is not None and s.get(VAL) in names]

    return at


@dataclass(slots=True)
class TextNode:
    """The text of a `w:t`."""

    element: Element

    @property
    def value(self) -> str:
        return self.element.text or ""

    @value.setter
    def value(self, text: str) -> None:
        self.element.text = text


def texts(package: Package) -> list[TextNode]:
    """All words, but for the numbers of notes."""
    runs = (run for run in package.every("r") if not _is_number(run))
    return [TextNode(t) for run in runs for t in run.iterfind(W + "t") if (t.text or "").strip()]


def _is_number(run: Element) -> bool:
    found = run.find(f"{W}rPr/{W}rStyle")
    return found is not None and found.get(VAL) == "FootnoteReference"


# Edits ----------------------------------------------------------------------------------------


def remove(element: Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def unwrap(element: Element) -> None:
    """Put what is in an element in its place."""
    for child in reversed(element):
        element.addnext(child)
    remove(element)


def set_style(paragraph: Element, name: str) -> None:
    properties = paragraph.find(W + "pPr")
    if properties is None:
        properties = etree.Element(W + "pPr")
        paragraph.insert(0, properties)
    for old in properties.findall(W + "pStyle"):
        properties.remove(old)
    if name:
        properties.insert(0, etree.Element(W + "pStyle", {VAL: name}))


def set_run(run: Element, *properties: Element) -> None:
    """Give a run these properties and no others."""
    for old in run.findall(W + "rPr"):
        run.remove(old)
    new = etree.Element(W + "rPr")
    new.extend(properties)
    run.insert(0, new)


damage_words(DOCX, texts, "proof-invisible-text")  # a caption that only the table's property says


# Blocks, items, cells -------------------------------------------------------------------------


def _damage_each(kind: str, places: Places) -> None:
    lost = "proof-missing", *(["proof-altered"] if kind == "cell" else [])  # a merged one moves up

    @DOCX.damage(*lost, at=places, name=f"drop a {kind}")
    def drop(element: Element, _: Random) -> Words:
        remove(element)
        return first_words(element) or "empty"

    @DOCX.damage("proof-added", at=places, name=f"say a {kind} twice")
    def say_twice(element: Element, _: Random) -> Words:
        element.addnext(copy.deepcopy(element))
        return first_words(element) or "empty"

    orders = "proof-moved", "proof-headers", "proof-header-of"

    @DOCX.damage(*orders, at=pairs(places), name=f"change about two neighbours, each a {kind}")
    def swap_neighbours(pair: tuple[Element, Element], _: Random) -> Words:
        pair[1].addnext(pair[0])
        return first_words(pair[0]), first_words(pair[1])


_damage_each("block", blocks)
_damage_each("list item", items)
_damage_each("cell", begun_cells)
_damage_each("row", every("tr"))


@DOCX.damage("proof-moved", "proof-altered", at=leaves)
def move_a_block_to_the_end(block: Element, _: Random) -> Words:
    body = block.getparent()
    assert body is not None
    if block.getnext() is body[-1]:
        body.insert(0, block)
    else:
        body[-1].addprevious(block)
    return first_words(block)


@DOCX.damage("proof-invisible-text", at=_plain_runs)
def make_words_invisible(run: Element, random: Random) -> Words:
    how = {"vanish": {}, "color": {VAL: "FFFFFF"}, "sz": {VAL: "2"}}
    name = random.choice(list(how))
    set_run(run, etree.Element(W + name, how[name]))
    return first_words(run)


@DOCX.damage("proof-missing", "proof-altered", at=_plain_runs)
def mark_words_as_deleted(run: Element, _: Random) -> Words:
    deletion = etree.Element(W + "del")
    run.addprevious(deletion)
    deletion.append(run)
    return first_words(run)


@DOCX.damage("proof-role", at=plain)
def make_a_paragraph_a_heading(paragraph: Element, _: Random) -> Words:
    set_style(paragraph, "Heading3")
    return first_words(paragraph)


@DOCX.damage("proof-role", at=headings)
def make_a_heading_a_paragraph(heading: Element, _: Random) -> Words:
    set_style(heading, "")
    return first_words(heading)


@DOCX.damage("proof-level", at=headings)
def alter_a_headings_level(heading: Element, random: Random) -> Words:
    set_style(heading, random.choice(["Heading1", "Heading3", "Heading4", "Heading6"]))
    return first_words(heading)


@DOCX.damage("proof-role", "proof-altered", "proof-missing", at=_of_style("HTMLPreformatted"))
def make_code_a_paragraph(code: Element, _: Random) -> Words:
    set_style(code, "")
    return first_words(code) or "empty code"


@DOCX.damage("proof-missing", "proof-moved", at=quotes)
def lose_a_quotation(quote: Element, _: Random) -> Words:
    set_style(quote, "")
    return first_words(quote)


def in_callouts(package: Package) -> list[Element]:
    """Paragraphs of callouts; of a table's, the first, which says where the table stands."""
    found = ((p, _in_body(p)) for p in _of_style("Callout")(package))
    return [p for p, block in found if p is next(block.iter(W + "p"))]


def _in_body(paragraph: Element) -> Element:
    """The paragraph, or the table that it stands in."""
    return next(paragraph.iterancestors(W + "tbl"), paragraph)


@DOCX.damage("proof-missing", "proof-moved", "proof-added", at=in_callouts)
def lose_a_callout(part: Element, _: Random) -> Words:
    """In the midst of a callout, which then ends before and begins anew after."""
    set_style(part, "")
    block = _in_body(part)
    beside = block.getprevious(), block.getnext()
    return first_words(part), *(first_words(each) for each in beside if each is not None)


KINDS = re.compile(r"(?:Note|Tip|Important|Warning|Caution)\b")


def kinds(package: Package) -> list[TextNode]:
    """The words of ours that begin the labels of callouts."""
    firsts = (next(p.iter(W + "t"), None) for p in _of_style("Callout")(package))
    return [TextNode(t) for t in firsts if t is not None and KINDS.match(t.text or "")]


@DOCX.damage("proof-altered", "proof-missing", at=kinds)
def alter_a_callouts_kind(label: TextNode, _: Random) -> Words:
    words = shown(label.value)
    label.value = KINDS.sub("Alert", label.value, count=1)
    return words


# Numbers, references, charts ------------------------------------------------------------------


def numbered_headings(package: Package) -> list[Element]:
    """Headings whose style has a number."""
    styles = {
        e.get(W + "styleId")
        for e in package.trees["word/styles.xml"].iter(W + "style")
        if e.find(f"{W}pPr/{W}numPr") is not None
    }
    mine = [p for p in headings(package) if style(p) in styles]
    return [p for p in mine if p.find(f"{W}pPr/{W}numPr") is None]


@DOCX.damage("proof-altered", "proof-missing", "proof-moved", at=numbered_headings)
def lose_a_sections_number(heading: Element, _: Random) -> Words:
    properties = heading.find(W + "pPr")
    assert properties is not None
    numbering = etree.SubElement(properties, W + "numPr")
    etree.SubElement(numbering, W + "numId", {VAL: "0"})
    return first_words(heading)


def _results(field: str) -> Callable[[Package], list[TextNode]]:
    """The numbers that fields of a kind show."""

    def at(package: Package) -> list[TextNode]:
        fields = (e for e in package.every("instrText") if (e.text or "").split()[:1] == [field])
        runs = (next(e.iterancestors(W + "r")).itersiblings(W + "r") for e in fields)
        firsts = (next(t for run in following for t in run.iter(W + "t")) for following in runs)
        return [TextNode(t) for t in firsts if re.search(r"\d", t.text or "")]

    return at


def _raise(name: str, places: Callable[[Package], list[TextNode]]) -> None:
    """Raise the first number of a text."""

    @DOCX.damage("proof-altered", "proof-missing", at=places, name=name)
    def raised(text: TextNode, _: Random) -> Words:
        words = around(text.element)
        text.value = re.sub(r"\d+", lambda found: str(int(found[0]) + 1), text.value, count=1)
        return words


def chart_numbers(package: Package) -> list[TextNode]:
    """Numbers in the tables below drawings with a caption of their own."""
    tables = (p.getnext() for p in table_captions(package) if _charted(p.getprevious()))
    cells = (t for table in tables if table is not None for t in table.iter(W + "t"))
    return [TextNode(t) for t in cells if re.fullmatch(r"\D?\d[\d.,]*\D?", t.text or "")]


def _charted(paragraph: Element | None) -> bool:
    return paragraph is not None and next(paragraph.iter("{*}svgBlip"), None) is not None


_raise("alter a captions number", _results("SEQ"))
_raise("alter what a reference says", _results("REF"))
_raise("alter a number of a chart", chart_numbers)


def _charts(package: Package) -> list[tuple[Package, str]]:
    named = (path for path in package.files if path.endswith(".svg"))
    return [(package, path) for path in sorted(named) if b'class="bar"' in package.files[path]]


@DOCX.damage("proof-picture", at=_charts)
def alter_a_bar_of_a_chart(chart: tuple[Package, str], _: Random) -> Words:
    package, path = chart
    package.files[path] = with_longer_bar(package.files[path])
    return path.rpartition("/")[2].rpartition(".")[0]


@DOCX.damage("proof-mark-lost", at=_in("vertAlign"))
def lose_what_raises_or_lowers(run: Element, _: Random) -> Words:
    set_run(run)
    return first_words(run)


# Lists ----------------------------------------------------------------------------------------


@DOCX.damage("proof-missing", at=items)
def make_an_item_a_paragraph(item: Element, _: Random) -> Words:
    properties = item.find(W + "pPr")
    assert properties is not None
    remove(properties)
    return first_words(item), "list item"


@DOCX.damage("proof-missing", "proof-moved", "proof-added", at=nested_items)
def lose_an_items_nesting(item: Element, _: Random) -> Words:
    outer = next(p for p in item.itersiblings(W + "p", preceding=True) if _level(p) < _level(item))
    properties, model = item.find(W + "pPr"), outer.find(W + "pPr")
    assert properties is not None
    assert model is not None
    item.replace(properties, copy.deepcopy(model))
    return first_words(item), "list"


@DOCX.damage("proof-missing", "proof-moved", "proof-added", at=later_items)
def nest_an_item_deeper(item: Element, _: Random) -> Words:
    level = item.find(f"{W}pPr/{W}numPr/{W}ilvl")
    assert level is not None
    level.set(VAL, str(_level(item) + 1))
    return first_words(item), "list"


@DOCX.damage("proof-number", at=starts)
def alter_a_lists_start(place: tuple[Element, str], random: Random) -> Words:
    start, words = place
    start.set(VAL, str(int(start.get(VAL) or 1) + random.randint(1, 9)))
    return words


@DOCX.damage("proof-ordered", "proof-number", at=formats)
def turn_numbers_and_bullets(place: tuple[Element, str], _: Random) -> Words:
    shape, words = place
    shape.set(VAL, "decimal" if shape.get(VAL) == "bullet" else "bullet")
    return words


@DOCX.damage("proof-marker", at=lettered)
def number_a_lettered_list(place: tuple[Element, str], _: Random) -> Words:
    shape, words = place
    shape.set(VAL, "decimal")
    return words


@DOCX.damage("proof-marker", at=bracketed)
def lose_the_brackets_of_a_list(place: tuple[Element, str], _: Random) -> Words:
    shape, words = place
    shape.set(VAL, (shape.get(VAL) or "").strip("()") + ".")
    return words


@DOCX.damage("proof-number", "proof-missing", "proof-added", at=second_lists)
def go_on_with_the_numbers_of_another_list(pair: tuple[Element, Element], _: Random) -> Words:
    item, before = pair
    number = item.find(f"{W}pPr/{W}numPr/{W}numId")
    other = before.find(f"{W}pPr/{W}numPr/{W}numId")
    assert number is not None
    assert other is not None
    number.set(VAL, other.get(VAL) or "")
    return first_words(item), "list item"


# Tables and figures ---------------------------------------------------------------------------


@DOCX.damage("proof-header-of", at=header_rows)
def lose_a_header_row(row: Element, _: Random) -> Words:
    mark = row.find(f"{W}trPr/{W}tblHeader")
    assert mark is not None
    remove(mark)
    return first_words(row)


@DOCX.damage("proof-header-of", at=looks)
def turn_the_header_column(look: Element, _: Random) -> Words:
    look.set(W + "firstColumn", "0" if look.get(W + "firstColumn") == "1" else "1")
    table = next(look.iterancestors(W + "tbl"))
    column = [row.findall(W + "tc")[0] for row in table.iterfind(W + "tr")][1:]
    return tuple(first_words(cell) for cell in column)


@DOCX.damage("proof-header-of", at=row_header_looks)
def lose_a_tables_style(look: Element, _: Random) -> Words:
    table = next(look.iterancestors(W + "tbl"))
    named = table.find(f"{W}tblPr/{W}tblStyle")
    assert named is not None
    remove(named)
    return tuple(first_words(row) for row in table.iterfind(W + "tr"))


@DOCX.damage("proof-columns", at=begun_cells)
def widen_a_cell(cell: Element, _: Random) -> Words:
    properties = cell.find(W + "tcPr")
    assert properties is not None
    columns = properties.find(W + "gridSpan")
    if columns is None:
        columns = etree.SubElement(properties, W + "gridSpan", {VAL: "1"})
    columns.set(VAL, str(int(columns.attrib[VAL]) + 1))
    return first_words(cell) or "empty cell"


@DOCX.damage("proof-columns", at=every("gridSpan"))
def lose_the_columns_of_a_cell(columns: Element, _: Random) -> Words:
    cell = next(columns.iterancestors(W + "tc"))
    remove(columns)
    return first_words(cell)


@DOCX.damage("proof-rows", at=begun_merges)
def lose_the_rows_of_a_cell(merge: Element, _: Random) -> Words:
    cell = next(merge.iterancestors(W + "tc"))
    remove(merge)
    return first_words(cell) or "empty cell"


@DOCX.damage("proof-altered", "proof-missing", at=full_cells)
def empty_a_cell(cell: Element, _: Random) -> Words:
    words = first_words(cell)
    for run in [*cell.iter(W + "r")]:
        remove(run)
    return words


@DOCX.damage("proof-missing", "proof-invisible-text", at=captions)
def drop_a_caption(caption: Element, _: Random) -> Words:
    remove(caption)
    return first_words(caption)


@DOCX.damage("proof-missing", at=table_captions)
def drop_a_caption_and_the_tables_title(caption: Element, _: Random) -> Words:
    table = caption.getnext()
    assert table is not None
    for title in table.findall(f"{W}tblPr/{W}tblCaption"):
        remove(title)
    remove(caption)
    return first_words(caption)


@DOCX.damage("proof-role", "proof-moved", "proof-invisible-text", at=captions)
def make_a_caption_a_paragraph(caption: Element, _: Random) -> Words:
    set_style(caption, "")
    return first_words(caption)


@DOCX.damage("proof-alternative-text", "proof-altered", "proof-mark-lost", at=pictures)
def lose_an_alternative_text(picture: Element, _: Random) -> Words:
    return shown(picture.attrib.pop("descr") or "")


@DOCX.damage("proof-altered", "proof-mark-lost", at=pictures)
def alter_an_alternative_text(picture: Element, _: Random) -> Words:
    words = picture.get("descr") or ""
    picture.set("descr", words.replace("B", "D").replace("M", "N") + " and more")
    return shown(words)


def picture_files(package: Package) -> list[Callable[[bytes], str]]:
    """For each picture that the text shows: what puts other bytes in its place."""

    def at(path: str) -> Callable[[bytes], str]:
        def put(data: bytes) -> str:
            package.files[path] = data
            return path.rpartition("/")[2].rpartition(".")[0]

        return put

    shown_files = {
        e.get(R + "embed") for d in package.every("drawing") for e in d.iter("{*}svgBlip")
    }
    shown_files |= {
        e.get(R + "embed")
        for d in package.every("drawing")
        for e in d.iter("{*}blip")
        if not list(e.iter("{*}svgBlip"))
    }
    rels = package.trees["word/_rels/document.xml.rels"]
    return [at(f"word/{e.get('Target')}") for e in rels if e.get("Id") in shown_files]


@DOCX.damage("proof-picture", at=picture_files)
def put_another_picture_in_its_place(put: Callable[[bytes], str], _: Random) -> Words:
    return put(b"another picture")


@DOCX.damage("proof-missing", "proof-altered", at=pictures)
def drop_a_picture(picture: Element, _: Random) -> Words:
    remove(next(picture.iterancestors(W + "r")))
    return shown(picture.get("descr") or "")


# Languages, links, notes, marks ---------------------------------------------------------------


@DOCX.damage("proof-language", "proof-mark-lost", at=_in("lang"))
def lose_a_language(run: Element, _: Random) -> Words:
    language = run.find(f"{W}rPr/{W}lang")
    assert language is not None
    remove(language)
    return first_words(run) if run.find(W + "t") is not None else None


@DOCX.damage("proof-language", "proof-mark-lost", at=_in("lang"))
def alter_a_language(run: Element, _: Random) -> Words:
    language = run.find(f"{W}rPr/{W}lang")
    assert language is not None
    for script in language.attrib:
        language.set(script, "pl")
    return first_words(run) if run.find(W + "t") is not None else None


@DOCX.damage("proof-direction", at=every("bidiVisual"))
def turn_a_tables_columns(direction: Element, _: Random) -> Words:
    remove(direction)
    return "table"


def _right_to_left(package: Package) -> list[Element]:
    """Paragraphs of words, outside tables."""
    found = (next(each.iterancestors(W + "p"), None) for each in package.every("bidi"))
    said = (p for p in found if p is not None and next(p.iter(W + "t"), None) is not None)
    return [p for p in said if not list(p.iterancestors(W + "tc"))]


@DOCX.damage("proof-direction", at=_right_to_left)
def turn_a_paragraph(paragraph: Element, _: Random) -> Words:
    for direction in list(paragraph.iter(W + "bidi")):
        remove(direction)
    return first_words(paragraph)


@DOCX.damage("proof-language", at=defaults)
def alter_the_files_language(language: Element, _: Random) -> Words:
    language.set(VAL, "fr")
    return "fr"


@DOCX.damage("proof-title", at=titles)
def alter_the_files_title(title: Element, _: Random) -> Words:
    title.text = "Untitled"
    return "Untitled"


@DOCX.damage("proof-role", "proof-level", at=_of_style("Title"))
def lose_the_titles_style(paragraph: Element, _: Random) -> Words:
    set_style(paragraph, "")
    return first_words(paragraph)


@DOCX.damage("proof-mark-lost", "proof-link", at=addresses)
def alter_a_links_address(relationship: Element, random: Random) -> Words:
    address = relationship.get("Target") or ""
    relationship.set("Target", random.choice((address + "x", address[:-1], "https://e.org/")))
    return address


@DOCX.damage("proof-mark-lost", "proof-link", at=_plain_links)
def lose_a_link(link: Element, _: Random) -> Words:
    words = first_words(link)
    for click in link.findall(".//{*}hlinkClick"):
        remove(click)
    unwrap(link)
    return words


@DOCX.damage("proof-mark-lost", "proof-mark-added", at=_links_having("anchor"))
def lead_a_link_nowhere(link: Element, _: Random) -> Words:
    """A reference in it goes on to lead where it should."""
    link.set(W + "anchor", "nowhere")
    return first_words(link)


@DOCX.damage("proof-mark-lost", at=bookmarks)
def lose_the_place_a_link_leads_to(mark: Element, _: Random) -> Words:
    words = around(mark)
    remove(mark)
    return words


@DOCX.damage("proof-mark-lost", at=_links_having("tooltip"))
def lose_a_links_title(link: Element, _: Random) -> Words:
    del link.attrib[W + "tooltip"]
    return first_words(link)


@DOCX.damage("proof-altered", at=every("footnoteReference"))
def drop_a_notes_call(call: Element, _: Random) -> Words:
    words = around(call)
    remove(call)
    return words


@DOCX.damage("proof-altered", at=_second_calls)
def drop_a_second_call(instruction: Element, _: Random) -> Words:
    words = around(instruction)
    instruction.text = ' QUOTE "1" '
    return words


@DOCX.damage("proof-mark-lost", "proof-label", "proof-moved", "proof-links-back", at=several_calls)
def lead_a_notes_call_to_another_note(call: Element, random: Random) -> Words:
    calls = call.getroottree().iter(W + "footnoteReference")
    others = {e.get(W + "id") for e in calls} - {call.get(W + "id")}
    call.set(W + "id", random.choice(sorted(other or "" for other in others)))
    return around(call), "note"


@DOCX.damage("proof-missing", at=notes)
def drop_a_note(note: Element, _: Random) -> Words:
    remove(note)
    return first_words(note)


@DOCX.damage("proof-label", at=every("footnoteRef"))
def lose_a_notes_own_mark(mark: Element, _: Random) -> Words:
    words = around(mark)
    remove(mark)
    return words


@DOCX.damage("proof-moved", "proof-label", at=several_notes)
def change_about_two_notes(pair: tuple[Element, Element], _: Random) -> Words:
    one, other = pair[0].get(W + "id") or "", pair[1].get(W + "id") or ""
    pair[0].set(W + "id", other)
    pair[1].set(W + "id", one)
    return first_words(pair[0]), first_words(pair[1])


@DOCX.damage("proof-mark-lost", at=stresses)
def lose_a_stress(run: Element, _: Random) -> Words:
    set_run(run)
    return first_words(run)


@DOCX.damage("proof-altered", at=every("br"))
def lose_a_line_break(line_end: Element, _: Random) -> Words:
    words = around(line_end)
    remove(line_end)
    return words
