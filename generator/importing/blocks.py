"""Blocks of a reading order as blocks of a document."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from generator import reading_order as order
from generator.document.kinds import CalloutKind
from generator.document.markers import DECIMAL, Marker, Numbering
from generator.document.model import (
    Block,
    BlockQuote,
    Blocks,
    Callout,
    Code,
    CodeBlock,
    Definition,
    DefinitionList,
    Figure,
    Heading,
    Image,
    Inline,
    Inlines,
    LineBreak,
    List,
    ListItem,
    Note,
    NoteCall,
    Paragraph,
    Span,
    Text,
    ThematicBreak,
)
from generator.document.pictures import AlternativeText, Forgotten
from generator.document.walk import plain_text
from generator.document.words import words_for
from generator.findings.finding import Rule
from generator.findings.output_rules import IMPORT_GUESSED, IMPORT_NOT_CARRIED, IMPORT_PICTURE
from generator.importing.album import Album
from generator.importing.looks import marker_of, with_headings, with_lists
from generator.importing.original import Original
from generator.importing.passages import NOWHERE, PassageReader, Surroundings
from generator.importing.tables import table_of
from generator.reading_order import BREAK, OBJECT, landing_words
from generator.source.callouts import label as callout_label
from generator.source.headings import Identifiers
from generator.source.language import language as known_language
from generator.source.reading import Report

DEEPEST = 6
_DESCRIBE = "This picture still wants words in its place; write them between the brackets"


@dataclass(slots=True)
class Reader(Surroundings):
    """Makes the blocks of one file; `spoken` is the document's language, `shift` of headings."""

    original: Original
    album: Album
    spoken: str
    shift: int = 0
    identifiers: dict[int, str] = field(default_factory=dict)
    landings: dict[str, str] = field(default_factory=dict)
    notes: dict[str, order.Note] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    calls: dict[str, int] = field(default_factory=dict)
    moved: list[Block] = field(default_factory=list)
    """Pictures that cannot stand in a line, to follow the block."""

    def prepare(self, blocks: order.Blocks) -> None:
        """Take note of what links and calls lead to: headings and notes."""
        known = Identifiers(set())
        for block in every(blocks):
            if isinstance(block, order.Heading):
                words = block.words.text.replace(OBJECT, "").replace(BREAK, " ")
                self.identifiers[id(block)] = known.unique(words)
                self.landings.setdefault(landing_words(words), self.identifiers[id(block)])
            elif isinstance(block, order.Note):
                self.notes.setdefault(block.label, block)

    def document_notes(self) -> tuple[Note, ...]:
        """The notes in the order of their first calls; reading one may call others."""
        found: list[tuple[str, Blocks]] = []
        while len(found) < len(self.numbers):
            label = list(self.numbers)[len(found)]
            found.append((label, self.blocks(self.notes[label].blocks)))
        return tuple(
            Note(number, self.calls[label], blocks, NOWHERE)
            for number, (label, blocks) in enumerate(found, 1)
        )

    def uncalled(self) -> Blocks:
        """The notes that nothing calls, as paragraphs."""
        found: list[Block] = []
        for label, note in self.notes.items():
            if label not in self.numbers:
                self._say(
                    IMPORT_NOT_CARRIED, f"nothing calls the note {label}: it stands at the end."
                )
                found += self.blocks(note.blocks)
        return tuple(found)

    def _say(self, rule: Rule, message: str, hint: str = "") -> None:
        self.original.say(rule, message, hint)

    def _guessed(self, message: str, hint: str) -> None:
        self._say(IMPORT_GUESSED, message, hint)

    # What passages ask ------------------------------------------------------------------------

    def heading(self, words: str) -> str | None:
        """The identifier of the heading that begins with these words."""
        return self.landings.get(words) if words else None

    def call(self, label: str) -> Inline:  # type: ignore[override]
        """A call of the note, or its label where there is none."""
        if label not in self.notes:
            self._say(IMPORT_NOT_CARRIED, f"there is no note “{label}”, though it is called.")
            return Text(f"[{label}]")
        number = self.numbers.setdefault(label, len(self.numbers) + 1)
        self.calls[label] = self.calls.get(label, 0) + 1
        return NoteCall(number, self.calls[label], NOWHERE)

    def picture(self, alternative: str) -> Image | None:
        """The next picture; one without words follows its paragraph, with a note to the author."""
        figure = self._figure(alternative, None)
        if isinstance(figure, Figure) and isinstance(figure.image.alternative, AlternativeText):
            return figure.image
        self.moved += [] if figure is None else [figure]
        return None

    def language(self, tag: str) -> str | None:
        """The tag as a source has it."""
        return known_language(tag, 0, Report(""))

    def not_carried(self, message: str, hint: str = "") -> None:
        """Report what a source cannot say."""
        self._say(IMPORT_NOT_CARRIED, message, hint)

    # Blocks -----------------------------------------------------------------------------------

    def blocks(self, blocks: order.Blocks) -> Blocks:
        """The blocks, with what only looks like headings and lists."""
        found: list[Block] = []
        for block in self._without_contents(blocks):
            found += self._block(block)
            found += self.moved
            self.moved.clear()

        return with_lists(tuple(found), self._guessed)

    def body(self, blocks: order.Blocks) -> Blocks:
        """The blocks at the top level, where headings stand."""
        return with_headings(self.blocks(blocks), self._guessed)

    def _block(self, block: order.Block) -> Blocks:
        match block:
            case order.Heading():
                return self._heading(block)
            case order.Paragraph(words=words, language=tag):
                return self._paragraph(self.passage(words), tag)
            case order.Code(text=text, language=tag):
                return (CodeBlock(text, None, NOWHERE, self.foreign(tag)),)
            case order.List():
                return self._list(block)
            case order.DefinitionList(entries=entries):
                return self._definitions(entries)
            case order.Table():
                return (table_of(block, self),)
            case order.Figure(alternative=alternative, caption=caption):
                return self._lone_picture(block, alternative or "", caption)
            case order.Group():
                return self._group(block)
            case order.Break():
                return (ThematicBreak(NOWHERE),)
            case order.Note():
                return ()

    def passage(self, words: order.Passage, *, breaks: bool = True) -> Inlines:
        """A passage as inlines."""
        return PassageReader(self, breaks=breaks).read(words)

    def caption(self, words: order.Passage | None) -> Inlines | None:
        """A caption, without the word before it that a source says of every caption."""
        if words is None:
            return None
        return self.passage(bare_caption(words)) or None

    def foreign(self, tag: str | None) -> str | None:
        """A block's language, None where it is the document's."""
        found = None if not tag else self.language(tag)
        return None if found == self.spoken else found

    def _heading(self, block: order.Heading) -> Blocks:
        content = self.passage(block.words, breaks=False)
        if not content:
            return ()
        level = block.level + self.shift
        if level > DEEPEST:
            words = plain_text(content)[:60]
            self._say(IMPORT_NOT_CARRIED, f"the heading “{words}” is deeper than level {DEEPEST}.")
        tag = self.foreign(block.language)
        identifier = self.identifiers.get(id(block), "")
        return (Heading(max(2, min(level, DEEPEST)), content, identifier, NOWHERE, tag),)

    def _paragraph(self, content: Inlines, tag: str | None) -> Blocks:
        language = self.foreign(tag)
        match content:
            case (Span(content=inner, language=own),):
                content, language = inner, None if own == self.spoken else own
        match content:
            case ():
                return ()
            case (Image() as image,):
                return (Figure(image, None, None, NOWHERE, language),)
            case (LineBreak(), *_):
                return self._paragraph(content[1:], tag)
        return (Paragraph(content, NOWHERE, language),)

    def _list(self, block: order.List) -> Blocks:
        items = tuple(ListItem(self.blocks(item.blocks), NOWHERE) for item in block.items)
        numbers = [item.number or 0 for item in block.items]
        start = (numbers[0] if numbers else 1) if block.ordered else None
        marker = DECIMAL if start is None else self._marker(block, start)
        tight = all(map(_is_simple, items))
        return (List(start, tight, items, NOWHERE, None, marker),)

    def _marker(self, block: order.List, start: int) -> Marker:
        shown = block.items[0].marker if block.items else None
        marker = marker_of(shown, start)
        if marker == DECIMAL or (marker is not None and start == 1 and len(block.items) > 1):
            lettered = marker.numbering in {Numbering.LOWER_LETTER, Numbering.UPPER_LETTER}
            if not lettered or len(block.items) <= 26:  # noqa: PLR2004 (letters)
                return marker
        self._say(
            IMPORT_NOT_CARRIED,
            f"a list whose first item is “{shown}” has common numbers now, from {start} on.",
            "lists with letters begin with a, A, i, I or (1), and have two items at least",
        )
        return DECIMAL

    def _definitions(self, entries: tuple[order.Term | order.Definition, ...]) -> Blocks:
        found: list[Definition] = []
        for entry in entries:
            if isinstance(entry, order.Term):
                term = self.passage(entry.words)
                if found and not found[-1].definitions:
                    found[-1] = replace(found[-1], terms=(*found[-1].terms, term))
                else:
                    found.append(Definition((term,), (), NOWHERE))
            elif found:
                inside = (*found[-1].definitions, self.blocks(entry.blocks))
                found[-1] = replace(found[-1], definitions=inside)
        whole = [entry for entry in found if entry.definitions]
        rest = [
            Paragraph(term, NOWHERE)
            for entry in found
            if not entry.definitions
            for term in entry.terms
        ]
        listed: list[Block] = [DefinitionList(tuple(whole), NOWHERE)] if whole else []
        return (*listed, *rest)

    def _group(self, block: order.Group) -> Blocks:
        inside = self.blocks(block.blocks)
        if not inside:
            return ()
        if block.role is order.Role.CALLOUT and (callout := self._callout(inside)) is not None:
            return (callout,)
        return (BlockQuote(inside, NOWHERE),)

    def _callout(self, inside: Blocks) -> Callout | None:
        """A callout whose first paragraph says its kind, and perhaps a title, as ours do."""
        first = inside[0]
        if not isinstance(first, Paragraph):
            return None
        language = first.language or self.spoken
        for kind in CalloutKind:
            if first.content == callout_label(kind, (), language):
                return Callout(kind, first.content, inside[1:], NOWHERE, first.language)
            begin = plain_text(callout_label(kind, (Code(""),), language))
            if plain_text(first.content[:1]).startswith(begin):
                whole = first.content
                return Callout(kind, whole, inside[1:], NOWHERE, first.language, titled=True)
        return None

    # Pictures ---------------------------------------------------------------------------------

    def _lone_picture(
        self, block: order.Figure, alternative: str, caption: order.Passage | None
    ) -> Blocks:
        words = self.caption(caption)
        figure = self._figure(alternative, words)
        if not isinstance(figure, Figure):
            return () if figure is None else (figure,)
        link = block.link
        if link and link.startswith("#"):
            identifier = self.heading(link[1:])
            link = None if identifier is None else f"#{identifier}"
        return (replace(figure, link=link, language=self.foreign(block.language)),)

    def _figure(self, alternative: str, caption: Inlines | None) -> Block | None:
        """The next picture of the file, or its words where it has no file that we can take."""
        image = self.album.next(alternative)
        if image is None:
            self._say(
                IMPORT_PICTURE,
                f"a picture was left out, since it is no PNG, JPEG, SVG, GIF or WebP file: "
                f"“{alternative[:200]}”.",
                "save it as PNG and write ![what it shows](NAME.png)",
            )
            return Paragraph(caption, NOWHERE) if caption else None
        if not alternative:
            self._say(
                IMPORT_PICTURE,
                f"the picture {image} has no alternative text; “announce check” refuses the "
                "source until it has.",
                "write in the square brackets what it shows, or that it is decorative: ![](NAME)",
            )
            words = caption or (Text(_DESCRIBE),)
            return Figure(Image(image, Forgotten(), NOWHERE), words, None, NOWHERE)
        shown = Image(image, AlternativeText(alternative), NOWHERE)
        return Figure(shown, caption, None, NOWHERE)

    # Contents ---------------------------------------------------------------------------------

    def _without_contents(self, blocks: order.Blocks) -> Iterator[order.Block]:
        """The blocks without lists of contents, which every format makes anew."""
        kept: list[order.Block] = []
        for index, block in enumerate(blocks):
            if isinstance(block, order.Heading) and _only_notes(blocks[index + 1 :]):
                words = block.words.text
                message = f"the heading “{words}” was left out: notes get theirs anew."
                self._say(IMPORT_NOT_CARRIED, message)
                continue
            if isinstance(block, order.List) and is_contents(block):
                self._say(IMPORT_NOT_CARRIED, "the list of contents was left out: it is made anew.")
                if kept and isinstance(kept[-1], order.Heading | order.Paragraph):
                    words = kept[-1].words.text.casefold()
                    if words in {"contents", "table of contents", words_for(self.spoken).contents}:
                        kept.pop()
                continue
            kept.append(block)
        return iter(kept)


def bare_caption(words: order.Passage) -> order.Passage:
    """A caption without “Table: ” or “Figure: ”."""
    text = words.text
    cut = next((len(each) for each in ("Table: ", "Figure: ") if text.startswith(each)), 0)
    marks = (
        order.Marked(max(0, each.start - cut), each.end - cut, each.mark)
        for each in words.marks
        if each.end > cut
    )
    return order.Passage(text[cut:], tuple(marks)) if cut else words


def is_contents(block: order.List) -> bool:
    """True for a list whose every entry is nothing but a link within the document."""
    entries = [each for each in every((block,)) if not isinstance(each, order.List)]
    return len(entries) > 1 and all(map(_leads_within, entries))


def _only_notes(after: order.Blocks) -> bool:
    """True where notes follow, and nothing else before the next heading."""
    run = itertools.takewhile(lambda each: not isinstance(each, order.Heading), after)
    kinds = [isinstance(each, order.Note) for each in run]
    return bool(kinds) and all(kinds)


def _leads_within(block: order.Block) -> bool:
    if not isinstance(block, order.Paragraph):
        return False
    links = (each for each in block.words.marks if isinstance(each.mark, order.LinkWithin))
    return any(len(block.words.text) - (each.end - each.start) < 6 for each in links)  # noqa: PLR2004 (a page's number)


def _is_simple(item: ListItem) -> bool:
    """True for a paragraph, perhaps with bullets or numbers below it."""
    first, *rest = item.blocks or (None,)
    lists = (each for each in rest)
    simple = all(
        isinstance(each, List) and each.marker == DECIMAL and each.start in (None, 1) and each.tight
        for each in lists
    )
    return isinstance(first, Paragraph) and len(rest) < 2 and simple  # noqa: PLR2004 (two lists)


def every(blocks: order.Blocks) -> Iterator[order.Block]:
    """Every block and those inside it, in reading order."""
    for block in blocks:
        yield block
        match block:
            case order.List(items=items):
                yield from itertools.chain.from_iterable(every(item.blocks) for item in items)
            case order.DefinitionList(entries=entries):
                for entry in entries:
                    if isinstance(entry, order.Definition):
                        yield from every(entry.blocks)
            case order.Group(blocks=inside) | order.Note(blocks=inside):
                yield from every(inside)
