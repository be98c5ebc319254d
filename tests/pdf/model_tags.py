"""The tag tree that a document's model asks for, by ISO 32000-1, 14.8.4 and ISO 14289-1, clause 7.

Made from the model and the declared added text alone: no template, no HTML, no table of roles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from generator.content.added_text import AddedText, ContentsEntry, Line
from generator.document import model
from generator.document.facts import Look
from generator.document.grid import Grid, Placed
from generator.document.kinds import Scope
from generator.document.languages import direction
from generator.document.markers import Numbering
from generator.document.model import Blocks, Document, Inlines
from generator.document.pictures import AlternativeText
from tests.pdf.tree import PAGE_NUMBER, Tag, say

NUMBERINGS = {
    Numbering.DECIMAL: "Decimal",
    Numbering.LOWER_LETTER: "LowerAlpha",
    Numbering.UPPER_LETTER: "UpperAlpha",
    Numbering.LOWER_ROMAN: "LowerRoman",
    Numbering.UPPER_ROMAN: "UpperRoman",
}
BULLETS = (("Disc", "•"), ("Circle", "◦"), ("Square", "▪"))


def model_tags(document: Document, added_text: AddedText) -> Tag:
    """The tree; identifiers of notes and tables are numbered."""
    return _Writer(document, added_text).document()


class _Writer:
    def __init__(self, document: Document, added_text: AddedText) -> None:
        self._document = document
        self._added_text = added_text
        self._language = document.metadata.language
        self._depth = 0
        self._holder = "Document"
        self._tables = 0

    def document(self) -> Tag:
        """Front matter, contents, body, notes, contact and licence."""
        metadata, added_text = self._document.metadata, self._added_text
        root = Tag("Document")
        if direction(self._language) == "rtl":
            root.facts["WritingMode"] = "RlTb"
        self._fill(root, added_text.masthead, self._language)
        letter = metadata.look is Look.LETTER
        byline = [self._line(line) for line in added_text.byline]
        if letter:
            self._fill(root, added_text.recipient, self._language)
            root.kids += byline
        if metadata.category:
            root.kids.append(self._passage("P", metadata.category))
        root.kids.append(self._passage("H1", metadata.title))
        if metadata.summary:
            root.kids.append(self._passage("P", metadata.summary))
        root.kids += [] if letter else byline
        root.kids += map(self._line, added_text.printed_translations)
        if added_text.contents:
            root.kids += [self._label(added_text.words.contents), self._toc(added_text.contents)]
        self._fill(root, self._document.blocks, self._language)
        if self._document.notes:
            root.kids.append(self._label(added_text.words.notes))
        root.kids += [self._note(note) for note in self._document.notes]
        root.kids += self._closing()
        return root

    def _closing(self) -> Iterator[Tag]:
        added_text = self._added_text
        if added_text.contact:
            yield self._label(added_text.words.other_formats)
            yield Tag("P", self._in(added_text.words.language), [added_text.words.ask])
        yield from map(self._line, added_text.contact)
        if added_text.licence:
            yield self._line(added_text.licence)

    def _line(self, line: Line) -> Tag:
        tag = self._passage("P", line.content, line.language or self._language)
        return Tag("P", {**tag.facts, **self._in(line.language)}, tag.kids)

    def _label(self, words: str) -> Tag:
        return Tag("H2", self._in(self._added_text.words.language), [words])

    def _toc(self, entries: Iterable[ContentsEntry]) -> Tag:
        toc = Tag("TOC")
        for entry in entries:
            language = entry.language or self._language
            link = self._passage("Link", entry.content, language)
            say(link, f" {PAGE_NUMBER}")
            kids: list[Tag | str] = [Tag("Reference", {}, [link])]
            if entry.entries:
                kids.append(self._toc(entry.entries))
            toc.kids.append(Tag("TOCI", self._in(entry.language), kids))
        return toc

    def _in(
        self, language: str | None, around: str | None = None, *, block: bool = True
    ) -> dict[str, str]:
        """What an element says that is in `language`, where it says so."""
        around = around or self._language
        facts = {}
        if language is not None and language != around:
            facts["lang"] = language
        if language is not None and block and direction(language) != direction(around):
            facts["WritingMode"] = "RlTb" if direction(language) == "rtl" else "LrTb"
        return facts

    # Blocks

    def _fill(self, holder: Tag, blocks: Blocks, around: str) -> None:
        before = self._holder
        if holder.role != "Div":  # it is as what it stands in
            self._holder = holder.role
        for block in blocks:
            self._add(holder, block, around)
        self._holder = before

    def _add(self, holder: Tag, block: model.Block, around: str) -> None:
        language = block.language or around
        facts = self._in(block.language, around)
        match block:
            case model.Heading(level=level, content=content):
                heading = self._passage(f"H{level}", content, language, facts)
                inside = self._holder == "Note"  # ISO 32005, table 5
                holder.kids.append(Tag("Sect", {}, [heading]) if inside else heading)
            case model.Paragraph(content=content):
                paragraph = self._passage("P", content, language, facts)
                holder.kids += [paragraph] if paragraph.kids else []
            case model.List():
                holder.kids.append(self._list(block, language, facts))
            case model.DefinitionList():
                holder.kids.append(self._definitions(block, language, facts))
            case model.Table():
                holder.kids.append(self._table(block, language, facts))
            case model.Figure():
                figure = self._figure(block, language, facts)
                holder.kids += [figure] if figure.kids or figure.role == "Figure" else []
            case model.CodeBlock(text=text):
                code = Tag("Code", {"Placement": "Block"}, [f"{text}\n"] if text else [])
                holder.kids.append(Tag("P", facts, [code]))
            case model.BlockQuote(blocks=inner):
                quote = Tag("BlockQuote", facts)
                self._fill(quote, inner, language)
                holder.kids.append(quote)
            case model.Callout(label=label, blocks=inner):
                callout = Tag("Aside", facts, [self._passage("P", label, language)])
                self._fill(callout, inner, language)
                inside = self._holder in {"Aside", "BlockQuote"}  # ISO 32005, table 5
                holder.kids.append(Tag("Sect", {}, [callout]) if inside else callout)
            case model.Division(blocks=inner):
                division = Tag("Div", facts) if "lang" in facts else holder
                self._fill(division, inner, language)
                if division is not holder and division.kids:
                    holder.kids.append(division)
            case model.ThematicBreak():
                pass

    def _list(self, block: model.List, language: str, facts: dict[str, str]) -> Tag:
        kind, bullet = BULLETS[min(self._depth, 2)]
        if block.start is not None:
            kind = NUMBERINGS[block.marker.numbering]
        self._depth += 1
        listed = Tag("L", {**facts, "ListNumbering": kind})
        for index, item in enumerate(block.items):
            label = bullet if block.start is None else block.marker.of(block.start + index)
            body = Tag("LBody")
            blocks = item.blocks
            first = blocks[0] if blocks else None
            if block.tight and isinstance(first, model.Paragraph) and first.language is None:
                self._inlines(body, first.content, language)
                blocks = blocks[1:]
            self._fill(body, blocks, language)
            listed.kids.append(Tag("LI", {}, [Tag("Lbl", {}, [f"{label} "]), body]))
        self._depth -= 1
        return listed

    def _definitions(
        self, block: model.DefinitionList, language: str, facts: dict[str, str]
    ) -> Tag:
        listed = Tag("L", {**facts, "ListNumbering": "None"})
        for entry in block.entries:
            item = Tag("LI")
            item.kids += [self._passage("Lbl", term, language) for term in entry.terms]
            for definition in entry.definitions:
                body = Tag("LBody")
                self._fill(body, definition, language)
                item.kids.append(body)
            listed.kids.append(item)
        return listed

    def _table(self, block: model.Table, language: str, facts: dict[str, str]) -> Tag:
        self._tables += 1
        table = Tag("Table", facts)
        if block.caption:
            table.kids.append(self._passage("Caption", block.caption, language))
        grid = Grid(block)
        rows: list[Tag | str] = [
            self._row(grid, number, language) for number in range(len(grid.rows))
        ]
        table.kids.append(Tag("THead", {}, rows[: grid.head]))
        numbers = range(grid.head, len(rows))
        bodies = [rows[several[0] : several[-1] + 1] for several in self._bodies(grid, numbers)]
        table.kids += [Tag("TBody", {}, kids) for kids in bodies or [[]]]
        return table

    @staticmethod
    def _bodies(grid: Grid, numbers: Iterable[int]) -> Iterator[list[int]]:
        """Rows that one header names stand in a body of their own."""

        def group(number: int) -> int:
            first = grid.rows[number][0]
            names = first.cell.scope is Scope.ROW and first.cell.rows > 1
            around = [each.rows for row in first.rows for each in grid.rows[row]]
            within = all(rows.start >= first.row for rows in around)
            whole = within and max(rows.stop for rows in around) == first.rows.stop
            return first.row if names and whole else -1

        return (list(several) for _, several in groupby(numbers, group))

    def _row(self, grid: Grid, number: int, language: str) -> Tag:
        """Cells name the headers above and beside them, by row and column."""
        cells: list[Tag | str] = []
        for placed in grid.begun(number):
            cell = placed.cell
            above = (each for each in grid.column_headers(placed) if each.row < number)
            headers = [self._cell(each) for each in (*above, *grid.row_headers(placed))]
            facts = {} if cell.scope is None else {"id": self._cell(placed)}
            if cell.scope is not None:
                facts["Scope"] = "Column" if cell.scope is Scope.COLUMN else "Row"
            if cell.rows > 1:
                facts["RowSpan"] = str(cell.rows)
            if cell.columns > 1:
                facts["ColSpan"] = str(cell.columns)
            if headers:
                facts["Headers"] = ",".join(headers)
            role = "TD" if cell.scope is None else "TH"
            cells.append(self._passage(role, cell.content, language, facts))
        return Tag("TR", {}, cells)

    def _cell(self, placed: Placed) -> str:
        return f"table-{self._tables}-r{placed.row + 1}-c{placed.column + 1}"

    def _figure(self, block: model.Figure, language: str, facts: dict[str, str]) -> Tag:
        """Figure and Caption side by side; a caption inside a Figure with Alt is not read."""
        group = Tag("Sect", facts)
        if isinstance(block.image.alternative, AlternativeText):
            alternative = " ".join(block.image.alternative.text.split())
            figure = Tag("Figure", {"alt": alternative, "Placement": "Block"})
            if not (block.caption or block.link):
                return Tag("Figure", {**facts, **figure.facts})
            group.kids.append(Tag("Link", {}, [figure]) if block.link else figure)
        if block.caption:
            group.kids.append(self._passage("Caption", block.caption, language))
        return group

    def _note(self, note: model.Note) -> Tag:
        """The label, which is the one link back, the words; several links follow them."""
        words = self._added_text.words
        number = str(note.number)
        own = words.language if words.language != self._language else None
        back = Tag("Link", self._in(own, None, block=False), [number])
        label = Tag("Lbl", {}, [back if note.calls == 1 else number])
        tag = Tag("Note", {"id": f"_note-{number}"}, [label])
        self._fill(tag, note.blocks, self._language)
        for occurrence in range(1, note.calls + 1) if note.calls > 1 else ():
            said = words.back_to_call.format(occurrence=occurrence)
            link = Tag("Link", self._in(own, None, block=False), [said])
            tag.kids.append(Tag("P", {}, [link]))
        return tag

    # Words

    def _passage(
        self,
        role: str,
        content: Inlines,
        language: str | None = None,
        facts: dict[str, str] | None = None,
    ) -> Tag:
        tag = Tag(role, facts or {})
        self._inlines(tag, content, language or self._language)
        return tag

    def _inlines(self, tag: Tag, content: Inlines, language: str) -> None:
        for inline in content:
            match inline:
                case model.Text(text=text):
                    say(tag, text)
                case model.Emphasis(content=inner):
                    self._inside(tag, Tag("Em"), inner, language)
                case model.Strong(content=inner):
                    self._inside(tag, Tag("Strong"), inner, language)
                case model.Strikethrough(content=inner):
                    struck = Tag("Span", {"TextDecorationType": "LineThrough"})
                    self._inside(tag, struck, inner, language)
                case model.Raised(content=inner):
                    self._inside(tag, Tag("Span", {"BaselineShift": "4"}), inner, language)
                case model.Lowered(content=inner):
                    self._inside(tag, Tag("Span", {"BaselineShift": "-2"}), inner, language)
                case model.Code(text=text):
                    tag.kids.append(Tag("Code", {}, [text]))
                case model.Link(content=inner):
                    self._inside(tag, Tag("Link"), inner, language)
                case model.Image(alternative=AlternativeText(text=text)):
                    alternative = " ".join(text.split())
                    tag.kids.append(Tag("Figure", {"alt": alternative, "Placement": "Inline"}))
                case model.NoteCall(number=number):
                    link = Tag("Link", {}, [str(number)])
                    own = self._in(self._added_text.words.language, language, block=False)
                    tag.kids.append(Tag("Reference", own, [link]))
                case model.Abbreviation(text=text, expansion=expansion, first=True):
                    say(tag, text if inline.explained else f"{text} ({expansion})")
                case model.Abbreviation(text=text, expansion=expansion):
                    tag.kids.append(Tag("Span", {"E": expansion}, [text]))
                case model.Span(content=inner, language=part):
                    facts = self._in(part, language, block=False)
                    part_tag = Tag("Span", facts) if facts else tag
                    self._inside(tag, part_tag, inner, part)
                case model.SectionNumber(text=text):
                    say(tag, f"{text} ")
                case model.CaptionNumber(text=text) | model.TargetLabel(text=text):
                    say(tag, text)
                case model.LineBreak():
                    say(tag, "\n")
                case model.Image():
                    pass

    def _inside(self, tag: Tag, part: Tag, content: Inlines, language: str) -> None:
        self._inlines(part, content, language)
        if part is not tag and part.kids:
            tag.kids.append(part)
