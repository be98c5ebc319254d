"""The dialect as markdown-it speaks it, and our few rules; the result is a tree of `Node`s.

It is CommonMark with tables, strikethrough, notes, definition lists, languages, abbreviations.

Where markdown-it would drop text without a word (long table rows, bad addresses, deep nesting),
our rules keep the fact in `Gathered`, so that it becomes a finding.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Literal

from markdown_it import MarkdownIt, helpers
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock, html_block, table
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, link
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from generator.findings import Rule
from generator.source.language import ATTRIBUTE
from generator.source.rules import NESTING_TOO_DEEP, TABLE_SIZE

DEEPEST_BLOCKS = 20
"""List items, quotes, definitions, notes and containers around a block."""
DEEPEST_INLINES = 20
"""Emphasis, links and language spans around a word."""
MOST_CELLS = 50_000
"""Cells of a table; on paper, about 300 pages."""
DEEPEST_BRACKETS = 200
"""Square brackets inside each other; CommonMark looks for a link at each of them."""

_MAX_NESTING = 200
"""markdown-it's own limit, in tokens; below it nothing is skipped (each list takes two)."""

_ENV_KEY = "announce"
_LANGUAGE_LINE = re.compile(rf"{ATTRIBUTE}[ \t]*")
_DIVISION = re.compile(rf":{{3,}}[ \t]*{ATTRIBUTE}[ \t]*")
_DIVISION_END = re.compile(r":{3,}[ \t]*")
_FENCE = re.compile(r"`{3,}|~{3,}")
_ABBREVIATION = re.compile(r"\*\[(?P<short>[^\]]+)\]:(?P<long>.*)")
_HEADING_ATTRIBUTE = re.compile(r"(?:^|[ \t]+)\{#(?P<identifier>[^\s{}]+)\}[ \t]*$")
_SPAN_END = re.compile(ATTRIBUTE)
_BRACKET = re.compile(r"(?<!\\)[\[\]]")
_CONTAINERS = frozenset({"list_item", "blockquote", "dd", "division", "footnote_reference"})


@dataclass(frozen=True, slots=True)
class AbbreviationLine:
    """`*[short]: long`."""

    short: str
    long: str
    line: int


@dataclass(frozen=True, slots=True)
class TableRow:
    """A table row that has not as many cells as its header; `lost` are the words too many."""

    line: int
    cells: int
    columns: int
    lost: str


@dataclass(slots=True)
class Gathered:
    """What the rules met that is no part of the tree. Lines count from 0."""

    abbreviations: list[AbbreviationLine] = field(default_factory=list)
    rows: list[TableRow] = field(default_factory=list)
    open_comments: list[int] = field(default_factory=list)
    open_divisions: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Node:
    """A token with the nodes inside it; `type` is without markdown-it's "_open"."""

    type: str
    token: Token
    children: list[Node]

    @property
    def line(self) -> int:
        """Where it begins, counted from 0 (inlines: from their block's first line)."""
        return self.token.map[0] if self.token.map else 0

    @property
    def end(self) -> int:
        """The line after its last one."""
        return self.token.map[1] if self.token.map else 0


class Refusal(Exception):  # noqa: N818 (what it is called is what it says)
    """The body is deeper or larger than our limits, from `line` (counted from 0) on."""

    def __init__(self, rule: Rule, line: int) -> None:
        self.rule, self.line = rule, line
        super().__init__(rule.summary)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A body as nodes, with the definitions that stand apart from them."""

    nodes: list[Node]
    gathered: Gathered
    references: dict[str, int]
    """Labels of link definitions and their lines, from 0."""
    doubled_references: list[tuple[str, int]]
    refusal: Refusal | None
    """Why the body is not read at all; then there are no nodes."""


def parse(body: str) -> Parsed:
    """The tree of a Markdown text."""
    gathered = Gathered()
    env: EnvType = {_ENV_KEY: gathered}
    refusal, nodes = None, []
    try:
        nodes = nest(_Dialect().parse(body, env))
    except Refusal as refused:
        refusal = refused
    return Parsed(
        nodes=nodes,
        gathered=gathered,
        references={
            label: reference["map"][0] for label, reference in env.get("references", {}).items()
        },
        doubled_references=[
            (reference["label"], reference["map"][0]) for reference in env.get("duplicate_refs", [])
        ],
        refusal=refusal,
    )


def nest(tokens: Iterable[Token]) -> list[Node]:
    """The tree of a flat run of tokens."""
    levels: list[list[Node]] = [[]]
    for token in tokens:
        if token.nesting < 0:
            levels.pop()
            continue
        node = Node(token.type.removesuffix("_open"), token, [])
        levels[-1].append(node)
        if token.nesting > 0:
            levels.append(node.children)
    return levels[0]


# The parser ----------------------------------------------------------------------------------


class _Dialect(MarkdownIt):
    """CommonMark and what DESIGN.md adds.

    Addresses pass as written: markdown-it would turn a link that it dislikes into text.
    """

    def __init__(self) -> None:
        super().__init__("commonmark", {"maxNesting": _MAX_NESTING, "store_labels": True})
        self.inline = _Inline()
        self.configure("commonmark", {"maxNesting": _MAX_NESTING, "store_labels": True})
        self.enable(["table", "strikethrough"])
        self.use(deflist_plugin)
        self.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
        self._add_our_rules()

    def _add_our_rules(self) -> None:
        block, paragraph = self.block.ruler, "paragraph"
        block.at("table", _table, {"alt": [paragraph, "reference"]})
        block.at("html_block", _html, {"alt": [paragraph, "reference", "blockquote"]})
        block.before("html_block", "comment", _comment, {"alt": [paragraph, "reference", "list"]})
        block.before("reference", "abbreviation", _abbreviation, {"alt": [paragraph, "reference"]})
        block.before("reference", "language_line", _language_line)
        block.before("fence", "division", _division, {"alt": [paragraph, "reference", "list"]})
        block.before("table", "caption_line", _caption_line, {"alt": ["blockquote"]})
        self.core.ruler.after("block", "limit_blocks", _limit_blocks)
        self.core.ruler.after("block", "heading_identifiers", _heading_identifiers)
        self.core.ruler.after("inline", "limit_inlines", _limit_inlines)
        self.inline.ruler.at("link", _link)
        self.inline.ruler.before("link", "span", _span)
        ours = {**vars(helpers), "parseLinkLabel": _link_label}
        self.helpers = SimpleNamespace(**ours)  # type: ignore[assignment]

    def validateLink(self, url: str) -> bool:  # noqa: N802 (markdown-it's name)
        del url
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


class _State(StateInline):
    """Gives every inline token a `map`: its line, counted from the first of its block."""

    _newlines: list[int] | None = None

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """As the base class does."""
        return self._placed(super().push(ttype, tag, nesting))

    def pushPending(self) -> Token:  # noqa: N802 (markdown-it's name)
        """As the base class does."""
        return self._placed(super().pushPending())

    def _placed(self, token: Token) -> Token:
        if self._newlines is None:
            self._newlines = [match.start() for match in re.finditer("\n", self.src)]
        line = bisect_right(self._newlines, self.pos - 1)
        token.map = [line, line + 1]
        return token


class _Inline(ParserInline):
    """The inline parser with our state."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """As the base class does."""
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _gathered(env: EnvType) -> Gathered:
    gathered = env[_ENV_KEY]
    assert isinstance(gathered, Gathered)  # noqa: S101 (for the type checker; `parse` put it there)
    return gathered


def _text_of(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


# Block rules ---------------------------------------------------------------------------------


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """GFM tables; rows with too many or too few cells are remembered."""
    before = len(state.tokens)
    if not silent:
        _limit_cells(state, start, end)
    if not table(state, start, end, silent):
        return False
    if not silent:
        columns = sum(token.type == "th_open" for token in state.tokens[before:])
        for line in range(start + 2, state.line):
            _count_cells(state, line, columns)
    return True


def _count_cells(state: StateBlock, line: int, columns: int) -> None:
    cells = escapedSplit(_text_of(state, line).strip())
    if cells and cells[0] == "":
        cells.pop(0)
    if cells and cells[-1] == "":
        cells.pop()
    if len(cells) != columns:
        lost = " ".join(cell.strip() for cell in cells[columns:]).strip()
        if lost or len(cells) < columns:
            _gathered(state.env).rows.append(TableRow(line, len(cells), columns, lost))


def _caption_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """A line that begins "Table: " ends the table above it instead of becoming its last row."""
    del end
    return silent and state.parentType == "table" and _text_of(state, start).startswith("Table: ")


def _html(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """HTML blocks as in CommonMark, but comments are the business of `_comment`."""
    if _text_of(state, start).startswith("<!--"):
        return False
    return html_block(state, start, end, silent)


def _comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """A comment alone on its lines. With words after it, it is part of a paragraph instead."""
    if state.is_code_block(start) or not _text_of(state, start).startswith("<!--"):
        return False
    for line in range(start, end):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            break
        text = _text_of(state, line)[4 if line == start else 0 :]
        if "-->" in text:
            if text.partition("-->")[2].strip():
                return False
            if not silent:
                _push_comment(state, start, line + 1)
            return True
    if not silent:
        _gathered(state.env).open_comments.append(start)
        _push_comment(state, start, end)
    return True


def _push_comment(state: StateBlock, start: int, end: int) -> None:
    token = state.push("comment", "", 0)
    token.map = [start, end]
    token.content = state.getLines(start, end, state.blkIndent, keepLastLF=False)
    state.line = end


def _abbreviation(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """`*[NECC]: National Economic Crime Centre`."""
    del end
    match = _ABBREVIATION.fullmatch(_text_of(state, start))
    if not match or state.is_code_block(start) or not match["long"].strip():
        return False
    if not silent:
        line = AbbreviationLine(match["short"].strip(), match["long"].strip(), start)
        _gathered(state.env).abbreviations.append(line)
        state.line = start + 1
    return True


def _language_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """`{lang=cy}` on a line of its own; it does not interrupt a paragraph."""
    del end
    match = _LANGUAGE_LINE.fullmatch(_text_of(state, start))
    if silent or not match or state.is_code_block(start):
        return False
    token = state.push("language_line", "", 0)
    token.map = [start, start + 1]
    token.info = match["language"]
    state.line = start + 1
    return True


def _division(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """`::: {lang=cy}` … `:::`; divisions may hold divisions."""
    match = _DIVISION.fullmatch(_text_of(state, start))
    if not match or state.is_code_block(start):
        return False
    if silent:
        return True
    last = _division_end(state, start, end)
    if last is None:
        _gathered(state.env).open_divisions.append(start)
    closing = end if last is None else last
    token = state.push("division_open", "div", 1)
    token.info, token.map = match["language"], [start, closing]
    outer_end, outer_parent = state.lineMax, state.parentType
    state.lineMax, state.parentType = closing, "division"
    state.md.block.tokenize(state, start + 1, closing)
    state.lineMax, state.parentType = outer_end, outer_parent
    state.push("division_close", "div", -1)
    state.line = closing + (last is not None)
    return True


def _division_end(state: StateBlock, start: int, end: int) -> int | None:
    """The line that ends the division at `start`; code fences hide what looks like one."""
    depth, fence = 1, ""
    for line in range(start + 1, end):
        text = _text_of(state, line)
        if state.sCount[line] < state.blkIndent and text:
            return None
        mark = _FENCE.match(text)
        if fence:
            fence = "" if text.strip(fence[0]) == "" and len(text) >= len(fence) else fence
        elif mark:
            fence = mark[0]
        elif _DIVISION.fullmatch(text):
            depth += 1
        elif _DIVISION_END.fullmatch(text):
            depth -= 1
            if depth == 0:
                return line
    return None


def _heading_identifiers(state: StateCore) -> None:
    """Take `{#id}` off the ends of headings, before their inlines are parsed."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type == "heading_open":
            match = _HEADING_ATTRIBUTE.search(inline.content)
            if match:
                inline.content = inline.content[: match.start()]
                opening.meta["identifier"] = match["identifier"]


# Limits --------------------------------------------------------------------------------------


def _limit_blocks(state: StateCore) -> None:
    """Refuse blocks that are too deep, before anything looks into them."""
    depth = 0
    for token in state.tokens:
        depth += token.nesting * (token.type.rpartition("_")[0] in _CONTAINERS)
        if depth > DEEPEST_BLOCKS:
            raise Refusal(NESTING_TOO_DEEP, token.map[0] if token.map else 0)
        if token.type == "inline" and token.content.count("[") > DEEPEST_BRACKETS:
            _limit_brackets(token)


def _limit_brackets(token: Token) -> None:
    depth = 0
    for match in _BRACKET.finditer(token.content):
        depth = max(0, depth + (1 if match[0] == "[" else -1))
        if depth > DEEPEST_BRACKETS:
            line = token.content.count("\n", 0, match.start())
            raise Refusal(NESTING_TOO_DEEP, line + (token.map[0] if token.map else 0))


def _limit_inlines(state: StateCore) -> None:
    """Refuse emphasis, links and spans that are too deep."""
    for token in state.tokens:
        depth = 0
        for child in token.children or ():
            depth += child.nesting
            if depth > DEEPEST_INLINES:
                raise Refusal(NESTING_TOO_DEEP, token.map[0] if token.map else 0)


def _limit_cells(state: StateBlock, start: int, end: int) -> None:
    columns = _text_of(state, start).count("|") + 1
    rows = end - start
    if rows * columns <= MOST_CELLS:
        return
    rows = next((line for line in range(start, end) if state.isEmpty(line)), end) - start
    if rows * columns > MOST_CELLS and table(state, start, end, True):  # noqa: FBT003
        raise Refusal(TABLE_SIZE, start)


# Inline rules --------------------------------------------------------------------------------


def _link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Links as in CommonMark; `_link_label` lets spans into them, but no links in those spans."""
    return state.linkLevel == 0 and link(state, silent)


def _link_label(state: StateInline, start: int, disable_nested: bool = False) -> int:  # noqa: FBT001, FBT002
    """The end of a link's words.

    As markdown-it finds it, except that spans and note calls may be among the words:
    `[[Croeso]{lang=cy}](…)` is a link.
    """
    before, state.pos, depth, end = state.pos, start + 1, 1, -1
    while state.pos < state.posMax:
        here, character = state.pos, state.src[state.pos]
        depth -= character == "]"
        if depth == 0:
            end = here
            break
        state.md.inline.skipToken(state)
        if character != "[":
            continue
        if state.pos == here + 1:
            depth += 1
        elif disable_nested and not _is_span_or_call(state, here):
            break
    state.pos = before
    return end


def _is_span_or_call(state: StateInline, start: int) -> bool:
    return state.src[state.pos - 1] == "}" or state.src.startswith("[^", start)


def _span(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """`[Croeso]{lang=cy}`; a bracket followed by anything else is left to the other rules."""
    start, maximum = state.pos, state.posMax
    if state.src[start] != "[" or state.html_terminator_last("]{lang=") < start:
        return False
    label_end = state.md.helpers.parseLinkLabel(state, start)
    match = _SPAN_END.match(state.src, label_end + 1, maximum) if label_end >= 0 else None
    if not match:
        return False
    if not silent:
        token = state.push("span_open", "span", 1)
        token.info = match["language"]
        state.pos, state.posMax = start + 1, label_end
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
    state.pos, state.posMax = match.end(), maximum
    return True
