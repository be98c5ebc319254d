"""What stands inside a paragraph: words, marks, fields, pictures, note calls."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.readback.docx import visibility
from generator.readback.docx.events import NO_MARKS, Event, Line, Marks, Object, Silent, Words
from generator.readback.docx.fields import Field, read_instruction
from generator.readback.docx.package import (
    Element,
    Part,
    R,
    W,
    child,
    hexadecimal,
    local,
    on,
    value,
)
from generator.readback.docx.pictures import Drawing, read_drawing, read_vml
from generator.readback.docx.styles import (
    StyleSheet,
    Tongue,
    is_code_name,
    is_monospaced,
    toggled,
    tongue_of,
)
from generator.reading_order import (
    BREAK,
    Call,
    InLanguage,
    LinkTo,
    LinkWithin,
    Mark,
    Passage,
    PassageBuilder,
    Picture,
    ShownPicture,
    Style,
    fold,
)


@dataclass(frozen=True, slots=True)
class Notes:
    """The labels of notes, by kind and id, and of the bookmarks that stand on their calls."""

    labels: Mapping[tuple[str, str], str]
    bookmarks: Mapping[str, str]


@dataclass(slots=True)
class Story:
    """One part's text on its way: fields may span paragraphs; calls are counted.

    `landing` gives the first words of the block that holds a bookmark, `digest` the check sum of a
    file of the package; `numbers` are those that headings and paragraphs begin with.
    """

    part: Part
    styles: StyleSheet
    notes: Notes
    landing: Callable[[str], str]
    digest: Callable[[str], str]
    numbers: Mapping[Element, str] = field(default_factory=dict)
    fields: list[Field] = field(default_factory=list)
    calls: Counter[str] = field(default_factory=Counter)
    boxes: list[Element] = field(default_factory=list)
    hidden: list[tuple[str, str]] = field(default_factory=list)
    pictures: list[ShownPicture] = field(default_factory=list)

    def paragraph(
        self, paragraph: Element, backdrop: visibility.Colour | None = None
    ) -> ParagraphText:
        """The events of one paragraph."""
        text = ParagraphText(self, paragraph, backdrop)
        text.read()
        return text

    def language(self, paragraph: Element) -> str | None:
        """The language of a paragraph as a whole."""
        tongue = tongue_of(child(paragraph, "pPr", "rPr")).over(self.styles.tongue(paragraph))
        right_to_left = on(self.styles.paragraph_property(paragraph, "bidi"))
        return tongue.complex if right_to_left else tongue.latin


@dataclass(slots=True)
class ParagraphText:
    """A paragraph's events, with the language of the paragraph itself."""

    story: Story
    element: Element
    backdrop: visibility.Colour | None
    events: list[Event] = field(default_factory=list)
    language: str | None = None
    right_to_left: bool = False
    code: bool = False
    rule: bool = False
    number: str = ""
    _tongue: Tongue = field(default_factory=Tongue)
    _below: list[Element] = field(default_factory=list)

    def read(self) -> None:
        """Walk the paragraph."""
        styles = self.story.styles
        self.right_to_left = bool(on(styles.paragraph_property(self.element, "bidi")))
        self.code = styles.paragraph(self.element).code
        self._tongue = styles.tongue(self.element)
        self._below = styles.below(self.element)
        self.language = self.story.language(self.element)
        self.number = self.story.numbers.get(self.element, "")
        self._children(self.element, NO_MARKS)

    def passage(self) -> Passage:
        """The words, folded, with their marks; languages that are the paragraph's left out."""
        builder = PassageBuilder()
        self.write(builder)
        return builder.passage()

    def write(self, builder: PassageBuilder, language: str | None = None) -> None:
        """Add the words to a passage in `language` (the paragraph's own if None)."""
        known = language or self.language
        if self.number:
            builder.add(f"{self.number} ")
        for event in self.events:
            match event:
                case Words(text=text, marks=marks, exact=exact):
                    builder.add(text, _foreign(marks, known), exact=exact)
                case Line(marks=marks):
                    builder.add_break(_foreign(marks, known))
                case Object(mark=mark, marks=marks):
                    builder.add_object(mark, _foreign(marks, known))
                case Silent():
                    pass

    def exact(self) -> str:
        """The words of a code block, every character."""
        parts = []
        for event in self.events:
            match event:
                case Words(text=text):
                    parts.append(text)
                case Line():
                    parts.append(BREAK)
                case _:
                    pass
        return "".join(parts)

    def spoken(self) -> str | None:
        """The language of all words where they agree, else that of the paragraph."""
        tags = {_tag(event.marks) for event in self.events if isinstance(event, Words)}
        return tags.pop() if len(tags) == 1 else self.language

    # Content -----------------------------------------------------------------------------------

    def _children(self, element: Element, marks: Marks) -> None:
        for each in element:
            self._content(each, marks)

    def _content(self, element: Element, marks: Marks) -> None:
        name = local(element)
        if name == "r":
            self._run(element, marks)
        elif name == "hyperlink":
            link = self._hyperlink(element)
            self._children(element, marks | {link} if link else marks)
        elif name == "fldSimple":
            self._simple_field(element, marks)
        elif name in _TRANSPARENT:
            self._children(element, marks)
        elif name == "AlternateContent":
            self._children(_chosen(element), marks)
        elif name in {"oMath", "oMathPara"}:
            words = "".join(part.text or "" for part in element.iter() if local(part) == "t")
            self._add(Words(words, marks | self._language_mark(self.language)))

    def _hyperlink(self, element: Element) -> Mark | None:
        title = value(element, "tooltip")
        anchor = value(element, "anchor")
        relationship = self.story.part.relationships.get(element.get(R + "id", ""))
        if relationship is not None:
            target = relationship.target + (f"#{anchor}" if anchor else "")
            return self._link(target, title)
        return self._link(f"#{anchor}", title) if anchor else None

    def _link(self, target: str, title: str | None) -> Mark:
        title = fold(title) if title else None
        if target.startswith("#"):
            return LinkWithin(self.story.landing(target[1:]), title or None)
        return LinkTo(target, title or None)

    # Runs --------------------------------------------------------------------------------------

    def _run(self, run: Element, marks: Marks) -> None:
        properties = list(self.story.styles.run_properties(run))
        if toggled([*properties, *self._below], "vanish"):
            self._hide(run, "hidden text")
            return
        if self._shows() and visibility.invisible(
            properties, self._below, self._ground() or self.backdrop
        ):
            self._hide(run, "text in the colour of its background, or too small to see")
        said = marks | self._said(run, properties) | self._around(marks)
        self._pending_call(said)
        for piece in run:
            if not (local(piece) == "t" and custom_mark(run) is not None):
                self._piece(piece, said, properties)

    def _ground(self) -> visibility.Colour | None:
        """What is behind the paragraph's words, by itself or by its style."""
        return visibility.fill(self.story.styles.paragraph_property(self.element, "shd"))

    def _hide(self, run: Element, how: str) -> None:
        words = "".join(part.text or "" for part in run.iter(W + "t"))
        if words.strip():
            self.story.hidden.append((how, words))

    def _said(self, run: Element, properties: list[Element]) -> set[Mark]:
        """What a run's own properties and its character style say."""
        names = self.story.styles.names(run)
        said: set[Mark] = set()
        if toggled(properties, "b"):
            said.add(Style.STRONG)
        if toggled(properties, "i") or _dotted(properties):
            said.add(Style.EMPHASISED)
        if toggled(properties, "strike") or toggled(properties, "dstrike"):
            said.add(Style.STRUCK)
        if shift := _SHIFTS.get(_nearest(properties, "vertAlign") or ""):
            said.add(shift)
        if not self.code and (is_code_name(names) or any(map(is_monospaced, properties))):
            said.add(Style.CODE)
        return said

    def _piece(self, piece: Element, marks: Marks, properties: list[Element]) -> None:
        name = local(piece)
        if name == "fldChar":
            self._field_character(piece)
        elif name == "instrText":
            if self.story.fields and not self.story.fields[-1].instructed:
                self.story.fields[-1].instruction += piece.text or ""
        elif name in {"t", "sym"} or name in _CHARACTERS:
            self._characters(piece, name, marks, properties)
        elif name in {"br", "cr"}:
            if value(piece, "type") in {None, "textWrapping"}:
                self._add(Line(marks))
        elif name in _CALLS:
            self._call(piece, marks)
        elif name in {"drawing", "pict", "object"}:
            self._picture(piece, marks)
        elif name == "AlternateContent":
            for each in _chosen(piece):
                self._piece(each, marks, properties)
        elif name == "ruby":
            base = child(piece, "rubyBase")
            if base is not None:
                self._children(base, marks)

    def _characters(
        self, piece: Element, name: str, marks: Marks, properties: list[Element]
    ) -> None:
        text = _CHARACTERS.get(name) or _text(piece, name)
        if text.isdecimal() and self._counts_pages():
            return
        exact = self.code or Style.CODE in marks
        for part, language in self._languages(text, properties):
            self._add(Words(part, marks | self._language_mark(language), exact))

    def _counts_pages(self) -> bool:
        """True for the number of a page, by its field, or after an entry's leader without one."""
        if any(opened.page for opened in self.story.fields):
            return True
        match self.events[-1:]:
            case [Words(text="\t")]:
                return self._listed()
        return False

    def _add(self, event: Event) -> None:
        if self._shows():
            self.events.append(event)

    def _shows(self) -> bool:
        return all(f.instructed and not f.replaced for f in self.story.fields)

    # Languages ---------------------------------------------------------------------------------

    def _languages(self, text: str, properties: list[Element]) -> Iterator[tuple[str, str | None]]:
        """Text with its languages.

        Complex scripts, East Asian and other characters have one each (ISO 29500-1, 17.3.2.20).
        """
        tongue = Tongue()
        for each in properties:
            tongue = tongue.over(tongue_of(each))
        tongue = tongue.over(self._tongue)
        if toggled(properties, "rtl") or toggled(properties, "cs"):
            yield text, tongue.complex
        elif tongue.far_east in {None, tongue.latin} or not _FAR_EAST.search(text):
            yield text, tongue.latin
        else:
            for part in _FAR_EAST_OR_NOT.findall(text):
                yield part, tongue.far_east if _FAR_EAST.search(part) else tongue.latin

    @staticmethod
    def _language_mark(language: str | None) -> Marks:
        return frozenset({InLanguage(language)}) if language else NO_MARKS

    # Notes -------------------------------------------------------------------------------------

    def _call(self, piece: Element, marks: Marks) -> None:
        kind = local(piece).removesuffix("Reference")
        label = self.story.notes.labels.get((kind, value(piece, "id") or ""))
        if label is None:
            return
        self._called(label, marks)

    def _called(self, label: str, marks: Marks) -> None:
        if self._shows():
            self.story.calls[label] += 1
            said = frozenset(m for m in marks if not isinstance(m, InLanguage))
            said -= {Style.RAISED}  # as calls are
            self.events.append(Object(Call(label), said | self._language_mark(self.language)))

    # Fields ------------------------------------------------------------------------------------

    def _around(self, marks: Marks) -> Marks:
        """What fields say of words; a link around one that leads there may have a title."""
        there = {mark.words for mark in marks if isinstance(mark, LinkWithin)}
        given = (f.mark for f in self.story.fields if f.mark)
        return frozenset(m for m in given if not (isinstance(m, LinkWithin) and m.words in there))

    def _pending_call(self, marks: Marks) -> None:
        """Put a note's call in the place of its field's result."""
        for opened in self.story.fields:
            if opened.label is not None:
                label, opened.label, opened.replaced = opened.label, None, False
                self._called(label, marks)
                opened.replaced = True

    def _field_character(self, piece: Element) -> None:
        fields = self.story.fields
        kind = value(piece, "fldCharType")
        if kind == "begin":
            fields.append(Field())
        elif kind == "separate" and fields:
            self._instructed(fields[-1])
        elif kind == "end" and fields:
            fields.pop()

    def _simple_field(self, element: Element, marks: Marks) -> None:
        opened = Field(value(element, "instr") or "")
        self.story.fields.append(opened)
        self._instructed(opened)
        self._children(element, marks)
        self.story.fields.pop()

    def _instructed(self, opened: Field) -> None:
        """Take what a whole instruction says about the result to come."""
        opened.instructed = True
        instruction = read_instruction(opened.instruction)
        place = instruction.argument
        if instruction.name == "HYPERLINK":
            anchor = instruction.options.get("\\l", "")
            target = place + (f"#{anchor}" if anchor else "")
            opened.mark = self._link(target, instruction.options.get("\\o")) if target else None
        elif instruction.name == "NOTEREF":
            opened.label = self.story.notes.bookmarks.get(place)
            opened.replaced = opened.label is not None
        elif instruction.name in {"REF", "PAGEREF"} and "\\h" in instruction.switches:
            opened.mark = LinkWithin(self.story.landing(place))
            opened.page = instruction.name == "PAGEREF" and self._listed()

    def _listed(self) -> bool:
        """True in an entry of a contents list."""
        return self.story.styles.paragraph(self.element).contents is not None

    # Pictures ----------------------------------------------------------------------------------

    def _picture(self, piece: Element, marks: Marks) -> None:
        for content in piece.iter(W + "txbxContent"):
            if not any(other.tag == W + "txbxContent" for other in content.iterancestors()):
                self.story.boxes.append(content)
        drawing = read_drawing(piece) if local(piece) == "drawing" else read_vml(piece)
        if drawing is None:
            return
        if not drawing.rule and not drawing.holds_text and self._shows():
            file = self.story.part.relationships.get(drawing.file or "")
            digest = "" if file is None or file.external else self.story.digest(file.target)
            shown = ShownPicture(digest, drawing.name, silent=drawing.decorative)
            self.story.pictures.append(shown)
        if drawing.rule:
            self.rule = True
        elif drawing.decorative:
            self._add(Silent())
        elif not drawing.holds_text or drawing.description:
            link = self._drawing_link(drawing)
            said = marks | {link} if link else marks
            said |= self._language_mark(self.language)
            self._add(Object(Picture(fold(drawing.description or "")), said, drawing))

    def _drawing_link(self, drawing: Drawing) -> Mark | None:
        relationship = self.story.part.relationships.get(drawing.link or "")
        return None if relationship is None else self._link(relationship.target, drawing.link_title)


_TRANSPARENT = frozenset(
    "ins moveTo smartTag sdt sdtContent customXml dir bdo fldData rubyBase".split()
)
"""What only wraps content. Deleted text (`w:del`, `w:moveFrom`) is not read."""

_CHARACTERS = {
    "tab": "\t",
    "ptab": "\t",
    "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    "softHyphen": "\N{SOFT HYPHEN}",
}
_CALLS = frozenset({"footnoteReference", "endnoteReference"})

_FAR_EAST_RANGES = (
    r"\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f"
    r"\uff00-\uffef\U0001f200-\U0001f2ff\U00020000-\U0003ffff"
)
_FAR_EAST = re.compile(f"[{_FAR_EAST_RANGES}]")
_FAR_EAST_OR_NOT = re.compile(f"[{_FAR_EAST_RANGES}]+|[^{_FAR_EAST_RANGES}]+")


def _foreign(marks: Marks, language: str | None) -> Marks:
    return marks - {InLanguage(language)} if language else marks


def custom_mark(run: Element) -> str | None:
    """The mark that a note's call has instead of a number: the words that follow it in its run."""
    if all(value(call, "customMarkFollows") not in {"1", "true"} for call in run):
        return None
    return "".join(text.text or "" for text in run.iter(W + "t"))


def _tag(marks: Marks) -> str | None:
    return next((mark.tag for mark in marks if isinstance(mark, InLanguage)), None)


def _dotted(properties: list[Element]) -> bool:
    """True for text stressed by dots, as Chinese, Japanese and Korean are (17.3.2.12)."""
    return _nearest(properties, "em") not in {None, "none"}


_SHIFTS = {"superscript": Style.RAISED, "subscript": Style.LOWERED}
"""Where words stand beside their line (17.3.2.42)."""


def _nearest(properties: list[Element], name: str) -> str | None:
    """The value that the nearest properties give."""
    given = (value(mark) for each in properties if (mark := child(each, name)) is not None)
    return next(given, None)


_SURROGATES = range(0xD800, 0xE000)
"""Numbers that are no characters."""


def _text(piece: Element, name: str) -> str:
    """The characters of `w:t` or `w:sym`; unless preserved, white space at the ends is none."""
    if name == "sym":
        code = hexadecimal(value(piece, "char"))
        return (
            chr(code)
            if 0 < code < _SURROGATES[0] or _SURROGATES[1] < code <= sys.maxunicode
            else ""
        )
    text = piece.text or ""
    kept = piece.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    return text if kept else text.strip(" \t\n\r")


def _chosen(alternatives: Element) -> Element:
    """What a reader of today shows of `mc:AlternateContent`: the first choice."""
    for each in alternatives:
        if local(each) in {"Choice", "Fallback"}:
            return each
    return alternatives
