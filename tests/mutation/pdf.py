"""What can happen to a PDF: to its structure tree, its annotations, its pages' content."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Any

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Operator, String

from tests.mutation.damage import Bench, Words, damage_words, shown


class File:
    """An open PDF."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.pages = [Page(page) for page in self.pdf.pages]
        self.numbers = {page.obj.objgen: n for n, page in enumerate(self.pdf.pages)}
        [document] = _kids(self.pdf.Root.StructTreeRoot)
        self.document = Element(self, document, None)

    def content(self, element: Any, number: int) -> Content:
        """Marked content that belongs to a structure element."""
        return Content(self.pages[self.numbers[element.Pg.objgen]], number)


def closed(file: File) -> bytes:
    for page in file.pages:
        if "instructions" in vars(page):
            stream = pikepdf.unparse_content_stream(page.instructions)
            page.page.obj.Contents = file.pdf.make_stream(stream)
    stored = io.BytesIO()
    file.pdf.save(stored)
    return stored.getvalue()


PDF = Bench[File](File, closed)


# Pages ----------------------------------------------------------------------------------------


class Page:
    """A page and its content, read when first needed and written back if it was read."""

    def __init__(self, page: pikepdf.Page) -> None:
        self.page = page

    @cached_property
    def instructions(self) -> list[Any]:
        return list(pikepdf.parse_content_stream(self.page))

    @cached_property
    def starts(self) -> dict[int, int]:
        """Where marked content begins, by its number."""
        begun = (
            (index, instruction.operands[1])
            for index, instruction in enumerate(self.instructions)
            if str(instruction.operator) == "BDC"
        )
        return {int(of.MCID): index for index, of in begun if "/MCID" in of}

    @cached_property
    def fonts(self) -> dict[str, dict[int, str]]:
        """What the codes of each font mean."""
        fonts = self.page.obj.Resources.get("/Font", Dictionary())
        return {name: _meanings(font.ToUnicode.read_bytes()) for name, font in fonts.items()}


def _meanings(cmap: bytes) -> dict[int, str]:
    text = cmap.decode("latin-1")
    meanings: dict[int, str] = {}
    for section in re.findall("beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, meaning in re.findall(r"<(\w+)>\s*<(\w+)>", section):
            meanings[int(code, 16)] = _utf16(meaning)
    for section in re.findall("beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for first, last, meaning in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", section):
            for offset in range(int(last, 16) - int(first, 16) + 1):
                meanings[int(first, 16) + offset] = chr(ord(_utf16(meaning)) + offset)
    return meanings


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")


@dataclass(slots=True)
class Content:
    """A stretch of marked content. Its `value` is what is heard of it."""

    page: Page
    number: int

    @property
    def bounds(self) -> tuple[int, int]:
        """The indices of what begins and of what ends it."""
        start = self.page.starts[self.number]
        end, depth = start, 1
        while depth:
            end += 1
            operator = str(self.page.instructions[end].operator)
            depth += (operator in {"BDC", "BMC"}) - (operator == "EMC")
        return start, end

    @property
    def properties(self) -> Any:
        return self.page.instructions[self.bounds[0]].operands[1]

    @property
    def value(self) -> str:
        if "/ActualText" in self.properties:
            return str(self.properties.ActualText)
        return "".join(self.glyphs())

    @value.setter
    def value(self, words: str) -> None:
        changed = Dictionary({**dict(self.properties.items()), "/ActualText": String(words)})
        self.begin_with(Name("/Span"), changed)

    def begin_with(self, *operands: Any) -> None:
        """Begin it anew, as BDC with properties or as BMC without."""
        operator = Operator("BDC" if len(operands) > 1 else "BMC")
        self.page.instructions[self.bounds[0]] = ContentStreamInstruction([*operands], operator)

    def glyphs(self) -> Iterator[str]:
        """What its glyphs mean."""
        start, end = self.bounds
        meanings: dict[int, str] = {}
        for instruction in self.page.instructions[start:end]:
            if str(instruction.operator) == "Tf":
                meanings = self.page.fonts[str(instruction.operands[0])]
            if str(instruction.operator) in {"TJ", "Tj"}:
                for codes in _strings(instruction.operands[0]):
                    for high, low in zip(codes[::2], codes[1::2], strict=True):
                        yield meanings.get(256 * high + low, "")

    def put(self, *instructions: ContentStreamInstruction) -> None:
        """Put instructions before its text."""
        start, end = self.bounds
        for index in range(start, end):
            if str(self.page.instructions[index].operator) == "BT":
                self.page.instructions[index + 1 : index + 1] = instructions
                return

    def draw_after(self, *instructions: ContentStreamInstruction) -> None:
        """Put instructions after it."""
        end = self.bounds[1]
        self.page.instructions[end + 1 : end + 1] = instructions


def _strings(operand: Any) -> Iterator[bytes]:
    for each in operand if isinstance(operand, Array) else [operand]:
        if isinstance(each, String):
            yield bytes(each)


def do(operator: str, *operands: Any) -> ContentStreamInstruction:
    return ContentStreamInstruction([*operands], Operator(operator))


# The structure tree ---------------------------------------------------------------------------


class Element:
    """A structure element, and those in it."""

    def __init__(self, file: File, object_: Any, parent: Element | None) -> None:
        self.file = file
        self.object = object_
        self.parent = parent
        self.kids = [
            Element(file, kid, self)
            for kid in _kids(object_)
            if isinstance(kid, Dictionary) and "/S" in kid
        ]

    @property
    def role(self) -> str:
        return str(self.object.S).removeprefix("/")

    @role.setter
    def role(self, role: str) -> None:
        self.object.S = Name(f"/{role}")

    def __iter__(self) -> Iterator[Element]:
        """Itself and all below, in order."""
        yield self
        for kid in self.kids:
            yield from kid

    @property
    def around(self) -> Iterator[Element]:
        """Those around it, from inside out."""
        if self.parent is not None:
            yield self.parent
            yield from self.parent.around

    @property
    def own_content(self) -> list[Content]:
        """The marked content directly in it."""
        kids = _kids(self.object)
        return [self.file.content(self.object, int(kid)) for kid in kids if isinstance(kid, int)]

    @property
    def silent(self) -> bool:
        """True for bullets, numbers, calls and links back: no words of the text."""
        term = self.role == "Lbl" and _is_description(self.around)
        back = self.role == "Link" and any(each.role == "Note" for each in self.around)
        if self.role == "Link":
            return back and _is_internal(self) and "_call-" in str(_dest(self))
        return self.role in {"Lbl", "Reference"} and not term

    @property
    def words(self) -> str:
        """The first words in it, or those that stand for its first picture."""
        return next((words for text in self.texts() if (words := shown(text))), "")

    @property
    def words_in_its_language(self) -> str:
        """The first words in it that have no language of their own, as a callout's label has."""
        given = self.texts(lambda kid: "/Lang" not in kid.object)
        return next((words for text in given if (words := shown(text))), self.words)

    def texts(self, wanted: Callable[[Element], bool] = lambda _: True) -> Iterator[str]:
        """What is announced of it, piece by piece, but for what is in those not `wanted`."""
        if "/Alt" in self.object:
            yield str(self.object.Alt)
        below = {kid.object.objgen: kid for kid in self.kids}
        for kid in _kids(self.object):
            if isinstance(kid, int):
                yield self.file.content(self.object, int(kid)).value
            elif isinstance(kid, Dictionary) and kid.objgen in below:
                element = below[kid.objgen]
                yield from element.texts(wanted) if wanted(element) and not element.silent else []

    @property
    def annotations(self) -> list[Any]:
        """The annotations that belong to it."""
        return [kid.Obj for kid in _kids(self.object) if _is_reference(kid)]

    def attribute(self, name: str) -> Any:
        return next((each for each in _attributes(self.object) if name in each), None)

    # Edits

    def remove(self) -> None:
        siblings, index = self._place()
        del siblings[index]

    def insert_after(self, other: Any) -> None:
        siblings, index = self._place()
        siblings.insert(index + 1, other)

    def swap_with_next(self) -> None:
        siblings, index = self._place()
        one, other = siblings[index], siblings[index + 1]
        siblings[index], siblings[index + 1] = other, one

    def _place(self) -> tuple[Any, int]:
        assert self.parent is not None
        around = self.parent.object
        if not isinstance(around.K, Array):
            around.K = Array([around.K])
        return around.K, next(
            index
            for index, kid in enumerate(around.K)
            if isinstance(kid, Dictionary) and kid.objgen == self.object.objgen
        )

    def copied(self) -> Any:
        """A second structure element for the same content."""
        return _copied(self.file.pdf, self.object)


def _kids(object_: Any) -> list[Any]:
    kids = object_.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def _attributes(object_: Any) -> list[Any]:
    given = object_.get("/A")
    if given is None:
        return []
    return list(given) if isinstance(given, Array) else [given]


def _is_reference(kid: Any) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR"


def _copied(pdf: pikepdf.Pdf, object_: Any) -> Any:
    copy = pdf.make_indirect(Dictionary({k: v for k, v in object_.items() if k != "/K"}))
    kids = [
        _copied(pdf, kid) if isinstance(kid, Dictionary) and "/S" in kid else kid
        for kid in _kids(object_)
    ]
    copy.K = Array(kids)
    return copy


def _is_description(around: Iterator[Element]) -> bool:
    listed = next((each for each in around if each.role in {"L", "Note"}), None)
    given = None if listed is None else listed.attribute("/ListNumbering")
    return given is not None and given.ListNumbering in ("/Description", "/None")


def _is_internal(link: Element) -> bool:
    return all("/A" not in annotation for annotation in link.annotations)


# Places ---------------------------------------------------------------------------------------

Places = Callable[[File], list[Element]]
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")


def every(*roles: str) -> Places:
    return lambda file: [each for each in file.document if each.role in roles]


def blocks(file: File) -> list[Element]:
    """Blocks of the document, of quotations, items and notes."""
    holders = every("Document", "BlockQuote", "LBody", "Note")(file)
    wanted = {*HEADINGS, "P", "L", "Table", "BlockQuote", "Sect", "Figure"}
    return [kid for each in holders for kid in each.kids if kid.role in wanted and kid.words]


def leaves(file: File) -> list[Element]:
    """Headings and paragraphs, but for those of notes."""
    found = [block for block in blocks(file) if block.role in {"P", *HEADINGS}]
    return [each for each in found if not any(above.role == "Note" for above in each.around)]


def pairs(places: Places) -> Places:
    """Places whose next neighbour is one too and says something else."""

    def found(file: File) -> list[Element]:
        there = [(each, _place_of(each)) for each in places(file)]
        by_place = {place: each for each, place in there}
        return [
            each
            for each, (parent, index) in there
            if (other := by_place.get((parent, index + 1))) is not None
            and other.words != each.words != ""
            and other.words
        ]

    return found


def _place_of(element: Element) -> tuple[tuple[int, int], int]:
    assert element.parent is not None
    kids = _kids(element.parent.object)
    ids = [kid.objgen if isinstance(kid, Dictionary) else None for kid in kids]
    return element.parent.object.objgen, ids.index(element.object.objgen)


def next_words(element: Element) -> str:
    assert element.parent is not None
    kids = element.parent.kids
    index = next(i for i, kid in enumerate(kids) if kid is element)
    return kids[index + 1].words


def having(places: Places, *keys: str) -> Places:
    """Those places that have one of these entries or attributes."""
    return lambda file: [
        each
        for each in places(file)
        if any(key in each.object or each.attribute(key) for key in keys)
    ]


def anything(file: File) -> list[Element]:
    return list(file.document)


def contents(file: File) -> list[Content]:
    """Marked content with words of the text."""
    return [
        content
        for each in file.document
        if not each.silent and not any(above.silent for above in each.around)
        if not _is_drawn(each)
        for content in each.own_content
        if content.value.strip()
    ]


def _is_drawn(element: Element) -> bool:
    """True in a picture, whose words /Alt replaces."""
    return any("/Alt" in each.object for each in (element, *element.around))


def links(file: File) -> list[Element]:
    """Links that are no calls of notes and do not lead back from one."""
    return [
        each
        for each in every("Link")(file)
        if not each.silent and not any(above.silent for above in each.around)
    ]


def links_away(file: File) -> list[Element]:
    return [link for link in links(file) if not _is_internal(link)]


def links_within(file: File) -> list[Element]:
    return [link for link in links(file) if _is_internal(link)]


def calls(file: File) -> list[Element]:
    return [kid for each in every("Reference")(file) for kid in each.kids if kid.role == "Link"]


def several_calls(file: File) -> list[Element]:
    found = calls(file)
    return found if len({str(_dest(call)) for call in found}) > 1 else []


def links_back(file: File) -> list[Element]:
    notes = every("Note")(file)
    return [each for note in notes for each in note if each.role == "Link" and each.silent]


def numbers(file: File) -> list[Element]:
    """The numbers of items and notes."""
    labels = (each for each in every("Lbl")(file) if each.silent and not _bullet(each))
    return [each for each in labels if each.own_content]


def _bullet(label: Element) -> bool:
    return not any(c.value.strip(" .").isdecimal() for c in label.own_content)


def _dest(link: Element) -> Any:
    return link.annotations[0].get("/Dest")


def block_words(element: Element) -> str:
    """The first words of the block around an element."""
    roles = {*HEADINGS, "P", "LBody", "TD", "TH", "Caption"}
    return next(each for each in element.around if each.role in roles).words


def note_words(element: Element) -> str:
    return next(each for each in element.around if each.role == "Note").words


damage_words(PDF, contents)


# Blocks, items, cells -------------------------------------------------------------------------


def _damage_each(kind: str, places: Places) -> None:
    @PDF.damage("proof-missing", at=places, name=f"drop a {kind}")
    def drop(element: Element, _: Random) -> Words:
        element.remove()
        return element.words or "empty"

    @PDF.damage("proof-added", at=places, name=f"say a {kind} twice")
    def say_twice(element: Element, _: Random) -> Words:
        element.insert_after(element.copied())
        return element.words or "empty"

    orders = "proof-moved", "proof-headers", "proof-header-of"

    @PDF.damage(*orders, at=pairs(places), name=f"change about two neighbours, each a {kind}")
    def swap_neighbours(element: Element, _: Random) -> Words:
        words = element.words, next_words(element)
        element.swap_with_next()
        return words


_damage_each("block", blocks)
_damage_each("list item", every("LI"))
_damage_each("cell", every("TH", "TD"))
_damage_each("row", every("TR"))


@PDF.damage("proof-moved", at=leaves)
def move_a_block_to_the_end(block: Element, _: Random) -> Words:
    words = block.words
    last = block.file.document.object.K[-1].objgen == block.object.objgen
    block.remove()
    kids = block.file.document.object.K
    kids.insert(0 if last else len(kids), block.object)
    return words


@PDF.damage("proof-missing", "proof-altered", at=contents)
def erase_words(content: Content, _: Random) -> Words:
    words = shown(content.value)
    start, end = content.bounds
    for index in range(start, end):
        if str(content.page.instructions[index].operator) in {"TJ", "Tj"}:
            content.page.instructions[index] = do("Tj", String(b""))
    content.begin_with(Name.Span, Dictionary(MCID=content.number))
    return words


@PDF.damage("proof-missing", "proof-altered", at=contents)
def make_words_furniture(content: Content, _: Random) -> Words:
    words = shown(content.value)
    content.begin_with(Name.Artifact)
    return words


@PDF.damage("proof-untagged-text", at=contents)
def leave_words_untagged(content: Content, _: Random) -> Words:
    words = shown("".join(content.glyphs()))
    content.begin_with(Name.Span)
    return words


@PDF.damage("proof-invisible-text", at=contents)
def make_words_invisible(content: Content, random: Random) -> Words:
    how = {
        "white": do("rg", 1, 1, 1),
        "nothing drawn": do("Tr", 3),
        "clipping only": do("Tr", 7),
        "off the page": do("cm", 1, 0, 0, 1, 5000, 0),
    }
    content.put(how[random.choice(list(how))])
    return shown("".join(content.glyphs()))


@PDF.damage("proof-invisible-text", at=contents)
def cover_words(content: Content, _: Random) -> Words:
    box = do("re", -2000, -2000, 5000, 5000)
    white = do("rg", 1, 1, 1)
    content.draw_after(do("BMC", Name.Artifact), do("q"), white, box, do("f"), do("Q"), do("EMC"))
    return shown("".join(content.glyphs()))


def said_otherwise(file: File) -> list[Content]:
    """Content with letters whose words /ActualText gives."""
    return [
        each
        for each in contents(file)
        if "/ActualText" in each.properties and len(set(filter(str.isalnum, each.glyphs()))) > 1
    ]


@PDF.damage("proof-other-words", at=said_otherwise)
def draw_nothing_where_words_are_heard(content: Content, _: Random) -> Words:
    start, end = content.bounds
    for index in range(start, end):
        if str(content.page.instructions[index].operator) in {"TJ", "Tj"}:
            content.page.instructions[index] = do("Tj", String(b""))
    return shown(content.value)


@PDF.damage("proof-other-words", at=said_otherwise)
def draw_one_letter_for_another(content: Content, _: Random) -> Words:
    start, end = content.bounds
    instructions = content.page.instructions[start:end]
    drawn = next(each for each in instructions if str(each.operator) in {"TJ", "Tj"})
    codes = [code for string in _strings(drawn.operands[0]) for code in _codes(string)]
    letters = {
        code: meaning
        for code in codes
        if (meaning := _meaning(content, start, end, code)) and meaning.isalnum()
    }
    one, other = list(letters)[:2] if len(letters) > 1 else (codes[0], codes[0])
    if letters.get(one) == letters.get(other):
        return None
    changed = String(b"".join(one if code == other else code for code in codes))
    content.page.instructions[start + instructions.index(drawn)] = do("Tj", changed)
    return shown(content.value)


def _codes(string: bytes) -> list[bytes]:
    return [string[at : at + 2] for at in range(0, len(string), 2)]


def _meaning(content: Content, start: int, end: int, code: bytes) -> str:
    """What a code means in the first font of a stretch."""
    for instruction in content.page.instructions[start:end]:
        if str(instruction.operator) == "Tf":
            meanings = content.page.fonts[str(instruction.operands[0])]
            return meanings.get(int.from_bytes(code, "big"), "")
    return ""


@PDF.damage("proof-role", at=lambda file: [e for e in blocks(file) if e.role == "P"])
def make_a_paragraph_a_heading(paragraph: Element, _: Random) -> Words:
    paragraph.role = "H3"
    return paragraph.words


@PDF.damage("proof-role", at=every(*HEADINGS))
def make_a_heading_a_paragraph(heading: Element, _: Random) -> Words:
    heading.role = "P"
    return heading.words


@PDF.damage("proof-level", at=every(*HEADINGS))
def alter_a_headings_level(heading: Element, random: Random) -> Words:
    heading.role = random.choice([each for each in HEADINGS if each != heading.role])
    return heading.words


@PDF.damage("proof-role", "proof-altered", "proof-missing", at=having(every("Code"), "/Placement"))
def make_code_a_paragraph(code: Element, _: Random) -> Words:
    code.role = "P"
    return code.words or "empty code"


@PDF.damage("proof-missing", at=every("BlockQuote"))
def lose_a_quotation(quote: Element, _: Random) -> Words:
    quote.role = "Div"
    return quote.words


@PDF.damage("proof-missing", at=every("Aside"))
def lose_a_callout(callout: Element, _: Random) -> Words:
    callout.role = "Div"
    return callout.words


KINDS = re.compile(r"(?:Note|Tip|Important|Warning|Caution)\b")


def kinds(file: File) -> list[Content]:
    """The words of ours that begin the labels of callouts."""
    firsts = (next((c for e in each for c in e.own_content), None) for each in every("Aside")(file))
    return [each for each in firsts if each is not None and KINDS.match(each.value)]


@PDF.damage("proof-altered", "proof-missing", at=kinds)
def alter_a_callouts_kind(label: Content, _: Random) -> Words:
    words = shown(label.value)
    label.value = KINDS.sub("Alert", label.value, count=1)
    return words


# Numbers, references, charts ------------------------------------------------------------------


def _beginning(places: Places, pattern: str) -> Callable[[File], list[Content]]:
    """The content with which those places begin that begin so."""

    def at(file: File) -> list[Content]:
        firsts = (next((c for e in each for c in e.own_content), None) for each in places(file))
        return [each for each in firsts if each is not None and re.match(pattern, each.value)]

    return at


def _raise(name: str, places: Callable[[File], list[Content]]) -> None:
    """Raise the first number of a text."""

    @PDF.damage("proof-altered", "proof-missing", "proof-other-words", at=places, name=name)
    def raised(content: Content, _: Random) -> Words:
        words = shown(content.value)
        content.value = re.sub(r"\d+", lambda found: str(int(found[0]) + 1), content.value, count=1)
        return words


def after_charts(file: File) -> list[Element]:
    """The cells of tables that follow a drawing of ours."""
    tables: list[Element] = []
    for element in file.document:
        for one, other in itertools.pairwise(element.kids):
            if other.role == "Table" and any(map(charted, one)):
                tables.append(other)
    return [cell for table in tables for cell in table if cell.role == "TD"]


def charted(element: Element) -> bool:
    """True for a drawing with words in it."""
    return element.role == "Figure" and any(c.value.strip() for e in element for c in e.own_content)


_raise("alter a sections number", _beginning(every(*HEADINGS), r"\d+(?:\.\d+)*(?: |$)"))
_raise("alter a captions number", _beginning(every("Caption"), r"(?:Table|Figure) \d+"))
_raise(
    "alter what a reference says",
    _beginning(links_within, r"(?:Table|Figure|[Ss]ection) \d"),
)
_raise("alter a number of a chart", _beginning(after_charts, r"\D?\d"))


def bars(file: File) -> list[tuple[Page, int]]:
    """The upright rectangles of drawings: where in the content of a page each stands."""
    found: list[tuple[Page, int]] = []
    for figure in filter(charted, file.document):
        for content in (c for e in figure for c in e.own_content):
            start, end = content.bounds
            for index in range(start, end):
                instruction = content.page.instructions[index]
                if str(instruction.operator) == "re" and float(instruction.operands[3]) > BAR:
                    found.append((content.page, index))
    return found


BAR = 40
"""Pixels: higher than what is below words, or in a legend."""


@PDF.damage("proof-drawn-shapes", at=bars)
def alter_a_bar_of_a_chart(bar: tuple[Page, int], _: Random) -> Words:
    page, index = bar
    x, y, width, height = (float(each) for each in page.instructions[index].operands)
    page.instructions[index] = do("re", x, y, width, height * 1.1)
    return "figure"


@PDF.damage("proof-drawn-words", at=lambda file: [
    c for f in file.document if charted(f) for e in f for c in e.own_content if c.value.strip()
])  # fmt: skip
def alter_a_word_of_a_drawing(content: Content, _: Random) -> Words:
    content.value = "Zzz"
    return "figure"


@PDF.damage("proof-mark-lost", at=having(every("Span"), "/BaselineShift"))
def lose_what_raises_or_lowers(part: Element, _: Random) -> Words:
    del part.object["/A"]
    return part.words


# Lists ----------------------------------------------------------------------------------------


@PDF.damage("proof-number", "proof-label", at=numbers)
def alter_an_items_number(label: Element, random: Random) -> Words:
    words = _labelled(label)
    label.own_content[0].value = f"{random.randint(11, 19)}."
    return words


def letters(file: File) -> list[Element]:
    """The letters and Roman numbers of items."""
    labels = (each for each in every("Lbl")(file) if each.silent and each.own_content)
    return [each for each in labels if any(map(str.isalpha, each.own_content[0].value))]


@PDF.damage("proof-marker", "proof-number", "proof-label", at=letters)
def number_a_lettered_item(label: Element, random: Random) -> Words:
    words = _labelled(label)
    label.own_content[0].value = f"{random.randint(1, 9)}."
    return words


@PDF.damage("proof-untagged-text", at=numbers)
def drop_an_items_number(label: Element, _: Random) -> Words:
    label.remove()
    return label.own_content[0].value.strip()


def _labelled(label: Element) -> str:
    assert label.parent is not None
    return label.parent.words


@PDF.damage("proof-ordered", "proof-missing", at=having(every("L"), "/ListNumbering"))
def turn_numbers_and_bullets(listed: Element, _: Random) -> Words:
    given = listed.attribute("/ListNumbering")
    bullets = given.ListNumbering in {"/Disc", "/Circle", "/Square"}
    given.ListNumbering = Name.Decimal if bullets else Name.Disc
    return listed.words, "list"


@PDF.damage("proof-missing", at=every("L"))
def lose_a_list(listed: Element, _: Random) -> Words:
    words = listed.words
    listed.role = "Div"
    return words


@PDF.damage("proof-missing", "proof-moved", at=lambda file: [
    each for each in every("L")(file) if each.parent is not None and each.parent.role == "LBody"
])  # fmt: skip
def lose_a_lists_nesting(inner: Element, _: Random) -> Words:
    item = next(each for each in inner.around if each.role == "LI")
    words = inner.words, item.words
    for below in reversed(inner.kids):
        item.insert_after(below.object)
    inner.remove()
    return words


@PDF.damage("proof-role", "proof-missing", at=lambda file: [
    each for each in every("Lbl")(file) if not each.silent
])  # fmt: skip
def lose_a_term(term: Element, _: Random) -> Words:
    term.role = "LBody"
    return term.words


# Tables and figures ---------------------------------------------------------------------------


@PDF.damage("proof-header-of", at=every("TH"))
def make_a_header_cell_a_plain_one(cell: Element, _: Random) -> Words:
    cell.role = "TD"
    return cell.words


@PDF.damage("proof-header-of", at=every("TD"))
def make_a_plain_cell_a_header(cell: Element, _: Random) -> Words:
    cell.role = "TH"
    return cell.words or "empty cell"


@PDF.damage("proof-header-of", at=having(every("TH"), "/Scope"))
def turn_a_scope(cell: Element, _: Random) -> Words:
    given = cell.attribute("/Scope")
    given.Scope = Name.Row if given.Scope == "/Column" else Name.Column
    return cell.words


@PDF.damage("proof-header-scope", at=having(every("TH"), "/Scope"))
def lose_a_scope(cell: Element, _: Random) -> Words:
    given = cell.attribute("/Scope")
    del given["/Scope"]
    return cell.words


@PDF.damage("proof-headers", at=having(every("TD"), "/Headers"))
def lose_what_heads_a_cell(cell: Element, _: Random) -> Words:
    given = cell.attribute("/Headers")
    del given["/Headers"]
    return cell.words or "empty cell"


@PDF.damage("proof-heading", at=every("THead"))
def lose_a_table_head(head: Element, _: Random) -> Words:
    head.role = "TBody"
    return head.words, "row"


@PDF.damage("proof-columns", "proof-rows", at=every("TH", "TD"))
def widen_a_cell(cell: Element, random: Random) -> Words:
    span = random.choice(("/ColSpan", "/RowSpan"))
    cell.object.A = Array([*_attributes(cell.object), Dictionary({"/O": Name.Table, span: 5})])
    return cell.words or "empty cell"


@PDF.damage("proof-columns", at=having(every("TH", "TD"), "/ColSpan"))
def lose_the_columns_of_a_cell(cell: Element, _: Random) -> Words:
    del cell.attribute("/ColSpan")["/ColSpan"]
    return cell.words or "empty cell"


@PDF.damage("proof-rows", at=having(every("TH", "TD"), "/RowSpan"))
def lose_the_rows_of_a_cell(cell: Element, _: Random) -> Words:
    del cell.attribute("/RowSpan")["/RowSpan"]
    return cell.words or "empty cell"


@PDF.damage("proof-missing", at=every("Caption"))
def drop_a_caption(caption: Element, _: Random) -> Words:
    caption.remove()
    return caption.words


@PDF.damage("proof-role", "proof-moved", "proof-missing", at=every("Caption"))
def make_a_caption_a_paragraph(caption: Element, _: Random) -> Words:
    caption.role = "P"
    return caption.words


ALTERNATIVES = having(every("Figure"), "/Alt")


@PDF.damage("proof-alternative-text", "proof-altered", "proof-mark-lost", at=ALTERNATIVES)
def lose_an_alternative_text(figure: Element, _: Random) -> Words:
    words = figure.words
    del figure.object["/Alt"]
    return words


@PDF.damage("proof-altered", "proof-mark-lost", at=ALTERNATIVES)
def alter_an_alternative_text(figure: Element, _: Random) -> Words:
    words = figure.words
    figure.object.Alt = String("X" + str(figure.object.Alt))
    return words


# Bookmarks ------------------------------------------------------------------------------------


def bookmarks(file: File) -> list[Any]:
    """Every bookmark, in order."""
    found: list[Any] = []
    stack = [file.pdf.Root.get("/Outlines", Dictionary()).get("/First")]
    while stack:
        bookmark = stack.pop()
        if bookmark is not None:
            found.append(bookmark)
            stack += [bookmark.get("/Next"), bookmark.get("/First")]
    return found


def nested_bookmarks(file: File) -> list[Any]:
    return [each for each in bookmarks(file) if "/First" in each]


def far_bookmarks(file: File) -> list[Any]:
    """Bookmarks that lead to another page than the first."""
    first = file.pdf.pages[0].obj.objgen
    return [each for each in bookmarks(file) if each.Dest[0].objgen != first]


@PDF.damage("proof-bookmark", at=bookmarks)
def alter_a_bookmark(bookmark: Any, _: Random) -> Words:
    words = str(bookmark.Title)
    bookmark.Title = String(words + "x")
    return words


@PDF.damage("proof-bookmark", at=nested_bookmarks)
def lose_the_bookmarks_below(bookmark: Any, _: Random) -> Words:
    words = str(bookmark.First.Title)
    del bookmark["/First"]
    return words


@PDF.damage("proof-bookmark", at=far_bookmarks)
def lead_a_bookmark_to_the_first_page(bookmark: Any, _: Random) -> Words:
    bookmark.Dest[0] = bookmark.Dest[0].Parent.Kids[0]
    return str(bookmark.Title)


@PDF.damage("proof-bookmark", at=lambda file: [file.pdf] if len(bookmarks(file)) > 1 else [])
def lose_all_bookmarks(pdf: pikepdf.Pdf, _: Random) -> Words:
    del pdf.Root["/Outlines"]
    return "no bookmark"


# Languages, links, notes, marks ---------------------------------------------------------------


@PDF.damage("proof-language", "proof-mark-lost", at=having(anything, "/Lang"))
def lose_a_language(part: Element, _: Random) -> Words:
    del part.object["/Lang"]
    return part.words_in_its_language


@PDF.damage("proof-language", "proof-mark-lost", at=having(anything, "/Lang"))
def alter_a_language(part: Element, _: Random) -> Words:
    part.object.Lang = String("pl")
    return part.words_in_its_language


@PDF.damage("proof-language", at=lambda file: [file.pdf])
def lose_the_files_language(pdf: pikepdf.Pdf, _: Random) -> Words:
    del pdf.Root["/Lang"]
    return "no language"


@PDF.damage("proof-title", at=lambda file: [file.pdf])
def alter_the_files_title(pdf: pikepdf.Pdf, _: Random) -> Words:
    pdf.docinfo["/Title"] = String("Untitled")
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = "Untitled"
    return "Untitled"


@PDF.damage("proof-mark-lost", "proof-link", at=links_away)
def alter_a_links_address(link: Element, _: Random) -> Words:
    for annotation in link.annotations:
        annotation.A.URI = String(str(annotation.A.URI) + "x")
    return link.words


@PDF.damage("proof-mark-lost", "proof-link", "proof-missing", at=links)
def lose_a_link(link: Element, _: Random) -> Words:
    _off_the_page(link)
    link.object.S = Name.Span
    link.object.K = Array([kid for kid in _kids(link.object) if not _is_reference(kid)])
    return link.words


@PDF.damage("proof-mark-lost", "proof-broken-link", "proof-link", at=links)
def take_a_link_off_its_page(link: Element, _: Random) -> Words:
    _off_the_page(link)
    return link.words


def _off_the_page(link: Element) -> None:
    ids = {annotation.objgen for annotation in link.annotations}
    for page in link.file.pdf.pages:
        page.obj.Annots = Array([a for a in page.obj.get("/Annots", []) if a.objgen not in ids])


@PDF.damage("proof-mark-lost", at=links_within)
def lead_a_link_elsewhere(link: Element, _: Random) -> Words:
    for annotation in link.annotations:
        annotation.Dest = String("nowhere")
    return link.words


@PDF.damage("proof-altered", at=every("Reference"))
def drop_a_notes_call(call: Element, _: Random) -> Words:
    call.remove()
    return block_words(call)


@PDF.damage("proof-altered", at=calls)
def make_a_notes_call_mere_text(call: Element, _: Random) -> Words:
    call.object.S = Name.Span
    return block_words(call)


@PDF.damage("proof-mark-lost", "proof-label", at=several_calls)
def lead_a_notes_call_to_another_note(call: Element, random: Random) -> Words:
    others = {str(_dest(other)) for other in calls(call.file)} - {str(_dest(call))}
    call.annotations[0].Dest = String(random.choice(sorted(others)))
    return block_words(call)


@PDF.damage("proof-links-back", at=links_back)
def drop_a_link_back(link: Element, _: Random) -> Words:
    link.remove()
    return note_words(link)


@PDF.damage("proof-links-back", at=links_back)
def lead_a_link_back_nowhere(link: Element, _: Random) -> Words:
    link.annotations[0].Dest = String("nowhere")
    return note_words(link)


@PDF.damage("proof-missing", at=every("Note"))
def drop_a_note(note: Element, _: Random) -> Words:
    note.remove()
    return note.words


@PDF.damage("proof-missing", at=every("Note"))
def make_a_note_a_paragraph(note: Element, _: Random) -> Words:
    note.role = "Div"
    return note.words


@PDF.damage("proof-mark-lost", at=every("Em", "Strong"))
def lose_a_stress(part: Element, _: Random) -> Words:
    part.role = "Span"
    return part.words


@PDF.damage("proof-mark-lost", at=having(every("Span"), "/TextDecorationType"))
def lose_a_deletion(part: Element, _: Random) -> Words:
    del part.object["/A"]
    return part.words


@PDF.damage("proof-mark-lost", at=having(anything, "/E"))
def lose_an_expansion(part: Element, _: Random) -> Words:
    del part.object["/E"]
    return part.words


@PDF.damage("proof-mark-lost", at=having(anything, "/E"))
def alter_an_expansion(part: Element, _: Random) -> Words:
    part.object.E = String(str(part.object.E)[:-1])
    return part.words
