"""Blocks as lines of a source."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.document.charts import Chart
from generator.document.kinds import Lines
from generator.document.markers import DECIMAL
from generator.document.model import (
    Block,
    BlockQuote,
    Blocks,
    Callout,
    CodeBlock,
    DefinitionList,
    Division,
    Figure,
    Heading,
    List,
    Paragraph,
    Table,
    Text,
    ThematicBreak,
)
from generator.document.pictures import AlternativeText
from generator.document.walk import block_runs, within
from generator.source.writing.figures import figure_lines
from generator.source.writing.passages import Passages, title_of
from generator.source.writing.tables import table_lines

SEPARATOR = "<!-- -->"
"""A comment, where nothing else says that something ends."""
_INTERRUPTING = (Callout, BlockQuote, CodeBlock, Division, Heading, ThematicBreak)
_OPEN = (Paragraph, Figure, Callout)
_CLOSED = (CodeBlock, Division, Heading, ThematicBreak)
_TAB_STOP = 4
_TOO_LARGE = 10**9
"""CommonMark 5.2: a number has nine digits at most; the first one counts."""


@dataclass(frozen=True, slots=True)
class BlockWriter:
    """Writes blocks; `comments` stand before some of them, `identifiers` have headings."""

    passages: Passages
    identifiers: Mapping[int, str]
    """By the `id` of the heading; those that are made of its words are not among them."""
    comments: Mapping[int, Sequence[str]] = field(default_factory=dict)
    charts: Mapping[str, Chart] = field(default_factory=dict)
    """By the name of the picture that stands for each, directly before its table."""

    def lines(
        self, blocks: Blocks, language: str, *, tight: bool = False, in_item: bool = False
    ) -> list[str]:
        """The blocks, an empty line between any two of them unless they stand in a tight list."""
        written: list[str] = []
        before: Block | None = None
        turn = 0
        for run in _runs(blocks, self.charts):
            block = run[0]
            turn = turn + 1 if before is not None and _goes_on(before, block) else 0
            if before is not None:
                written += _between(before, block, tight=tight)
            for comment in self.comments.get(id(block), ()):
                written.append(comment)
            written += self._run(run, language, turn, in_item=in_item)
            before = run[-1]
        return written

    def _run(self, run: Blocks, language: str, turn: int, *, in_item: bool) -> list[str]:
        """One block, or paragraphs of lines that stand in one container."""
        block = run[0]
        if isinstance(block, Division):
            inside = self.lines(block.blocks, block.language)
            return [f"::: {{lang={block.language}}}", *inside, ":::"]
        if isinstance(block, Paragraph) and block.lines is not None:
            parts = [self._paragraph_of_lines(each, block.lines, language) for each in run]
            inside = [*itertools.chain.from_iterable(["", *part] for part in parts)][1:]
            return [f"::: {block.lines}", *inside, ":::"]
        if isinstance(block, Figure) and run[1:]:
            return self._chart(block, run[1], language)
        around = block.language or language
        own = [] if block.language is None else [f"{{lang={block.language}}}"]
        return own + self._block(block, around, turn, in_item=in_item)

    def _chart(self, figure: Figure, table: Block, language: str) -> list[str]:
        """A chart: its table, and what its author says of it."""
        chart, alternative = self.charts[figure.image.picture], figure.image.alternative
        inside = self.lines((table,), language)
        if chart.described and isinstance(alternative, AlternativeText):
            words = self.passages.paragraph((Text(alternative.text),), table.language or language)
            inside += ["", *words.split("\n")]
        return [f"::: chart {chart.kind}", *inside, ":::"]

    def _paragraph_of_lines(self, block: Block, kind: Lines, language: str) -> list[str]:
        assert isinstance(block, Paragraph)  # noqa: S101 (for the type checker; `_runs` saw to it)
        own = [] if block.language is None else [f"{{lang={block.language}}}"]
        words = self.passages.lines(block.content, kind, block.language or language)
        return own + words.split("\n")

    def _block(self, block: Block, language: str, turn: int, *, in_item: bool) -> list[str]:
        match block:
            case Heading():
                return self._heading(block, language)
            case Paragraph():
                return self.passages.paragraph(block.content, language).split("\n")
            case List():
                return self._list(block, language, turn)
            case DefinitionList():
                return self._definitions(block, language)
            case Table():
                return table_lines(block, self.passages, language)
            case Figure():
                return figure_lines(block, self.passages, language)
            case CodeBlock():
                return _code(block)
            case Callout():
                return self._callout(block, language)
            case BlockQuote():
                return _prefixed(self.lines(block.blocks, language))
            case ThematicBreak():
                return ["***" if in_item else "---"]
            case Division():
                raise AssertionError

    def _heading(self, block: Heading, language: str) -> list[str]:
        words = self.passages.heading(block.content, language)
        given = self.identifiers.get(id(block))
        own = f"{{#{given}}}" if given else ""
        if "\n" in words:
            return [*f"{words} {own}".rstrip().split("\n"), "---"]
        return [" ".join(filter(None, ("#" * block.level, words, own)))]

    def _callout(self, block: Callout, language: str) -> list[str]:
        title = title_of(block, language)
        words = self.passages.callout_title(title, language) if title else ""
        first = f"[!{block.kind.upper()}] {words}".rstrip(" ")
        inside = self.lines(block.blocks, language)
        plain = bool(block.blocks) and isinstance(block.blocks[0], Paragraph)
        directly = plain and block.blocks[0].language is None and not inside[0].startswith(":::")
        between = [] if directly or not inside or id(block.blocks[0]) in self.comments else [""]
        return _prefixed([first, *between, *inside])

    # Lists ------------------------------------------------------------------------------------

    def _list(self, block: List, language: str, turn: int) -> list[str]:
        tabbed, tight = _has_tabbed_code(block), _stays_tight(block)
        items: list[list[str]] = []
        for marker, item in zip(_markers(block, turn), block.items, strict=True):
            inside = self.lines(item.blocks, language, tight=tight, in_item=True)
            items.append(_item(marker, inside, tabbed=tabbed))
        if not block.tight and len(items) == 1 and len(block.items[0].blocks) == 1:
            indent = len(_room(next(_markers(block, turn)), tabbed=tabbed))
            items[0] += ["", " " * indent + SEPARATOR]
        between = [] if tight else [""]
        return [*itertools.chain.from_iterable(between + item for item in items)][len(between) :]

    def _definitions(self, block: DefinitionList, language: str) -> list[str]:
        written: list[str] = []
        for entry in block.entries:
            written += ["", *(self.passages.term(term, language) for term in entry.terms)]
            several = any(len(blocks) > 1 for blocks in entry.definitions)
            for index, blocks in enumerate(entry.definitions):
                inside = self.lines(blocks, language, in_item=True) or [SEPARATOR]
                written += [""] if several and index else []
                written += _item(":", inside, tabbed=True)
        return written[1:]


def _runs(blocks: Blocks, charts: Mapping[str, Chart]) -> Iterator[Blocks]:
    """Each block; paragraphs whose lines are of one kind, and a chart and its table, together."""
    for kind, run in itertools.groupby(blocks, lambda block: getattr(block, "lines", None)):
        if kind is not None:
            yield tuple(run)
            continue
        rest = iter([*run])
        for block in rest:
            drawn = isinstance(block, Figure) and block.image.picture in charts
            table = next(rest, None) if drawn else None
            yield (block,) if table is None else (block, table)


def _goes_on(before: Block, block: Block) -> bool:
    """True where a list would be read as more of the one before it."""
    both = isinstance(before, List) and isinstance(block, List)
    return both and before.ordered == block.ordered  # type: ignore[union-attr]


def _between(before: Block, block: Block, *, tight: bool) -> list[str]:
    """What stands between two blocks: an empty line, nothing in a tight list, or a comment."""
    empty = [""] if not tight or _takes_more(before) else []
    if _would_merge(before, block):
        return [*empty, SEPARATOR, *empty]
    return empty or ([] if _may_touch(before, block) else [SEPARATOR])


def _would_merge(before: Block, block: Block) -> bool:
    """True for two lists that no sign of their own keeps apart."""
    if isinstance(before, List) and isinstance(block, List) and before.ordered and block.ordered:
        return (before.marker, block.marker) != (DECIMAL, DECIMAL)
    return isinstance(before, DefinitionList) and isinstance(block, DefinitionList)


def _may_touch(before: Block, block: Block) -> bool:
    """True where one may follow the other without an empty line."""
    if isinstance(before, _CLOSED) or _is_container(before):
        return True
    if _is_container(block):
        return True
    if block.language is not None:
        return False
    if isinstance(before, Paragraph | List) and isinstance(block, List):
        begins = block.start in (None, 1) and block.marker == DECIMAL
        return begins and bool(block.items and block.items[0].blocks)
    return isinstance(block, _INTERRUPTING) and type(before) is not type(block)


def _takes_more(block: Block) -> bool:
    """True where a comment on the next line would belong to it: a row, or words of a quotation."""
    quoted = False
    while True:
        runs = [run for run in block_runs(block) if run]
        quoted = quoted or isinstance(block, BlockQuote | Callout)
        if not runs:
            return isinstance(block, Table) or (quoted and isinstance(block, _OPEN))
        block = runs[-1][-1]


def _is_container(block: Block) -> bool:
    return isinstance(block, Division) or getattr(block, "lines", None) is not None


def _stays_tight(block: List) -> bool:
    """True where no empty line may stand in it: none that shows, where it has no paragraphs."""
    paragraphs = any(isinstance(each, Paragraph) for item in block.items for each in item.blocks)
    return block.tight and (paragraphs or all(len(item.blocks) < 2 for item in block.items))  # noqa: PLR2004 (a pair)


def _markers(block: List, turn: int) -> Iterator[str]:
    """What stands before each item; lists that follow one another take turns."""
    if block.start is None:
        return itertools.repeat("*" if turn % 2 else "-", len(block.items))
    last = block.start + len(block.items) - 1
    step = 1 if last < _TOO_LARGE else 0
    numbers = (block.start + step * index for index in range(len(block.items)))
    marker = block.marker
    if marker == DECIMAL:
        return (f"{number}{')' if turn % 2 else '.'}" for number in numbers)
    name = marker.numbering.value.isupper() and marker.after == "."
    return (marker.of(number) + " " * name for number in numbers)


def _room(marker: str, *, tabbed: bool) -> str:
    """The marker with the spaces after it; five of them would make code of what follows."""
    room = f"{marker} "
    aligned = room + " " * (-len(room) % _TAB_STOP)
    fits = len(aligned) - len(aligned.rstrip(" ")) <= _TAB_STOP
    return aligned if tabbed and fits else room


def _item(marker: str, inside: list[str], *, tabbed: bool) -> list[str]:
    """An item's lines, the first behind its marker."""
    if not inside:
        return [marker]
    room = _room(marker, tabbed=tabbed)
    indent = " " * len(room)
    return [room + inside[0], *(indent + line if line else "" for line in inside[1:])]


def _has_tabbed_code(block: List) -> bool:
    """True where code below it begins a line with a tab, whose width depends on its column."""
    codes = (each.text for each in within((block,)) if isinstance(each, CodeBlock))
    return any(re.search(r"(?m)^ *\t", code) for code in codes)


def _prefixed(lines: list[str]) -> list[str]:
    return [f"> {line}" if line else ">" for line in lines]


def _code(block: CodeBlock) -> list[str]:
    information = block.code_language or ""
    sign = "~" if "`" in information else "`"
    runs = re.findall(rf"(?m)^[ \t]*({re.escape(sign)}{{3,}})", block.text)
    fence = sign * max([3, *(len(run) + 1 for run in runs)])
    information = re.sub(r"([\\&])", r"\\\1", information)
    return [fence + information, *(block.text.split("\n") if block.text else ()), fence]
