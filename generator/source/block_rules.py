"""Our block rules, as markdown-it calls them: in `silent` mode they only say whether they match.

Where markdown-it would drop text without a word, they keep the fact in `Gathered`.
"""

# ruff: noqa: FBT001 (markdown-it passes `silent` by position)

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock, html_block
from markdown_it.rules_block import table as gfm_table
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.deflist import deflist_plugin

from generator.document.kinds import Lines
from generator.source.language import ATTRIBUTE
from generator.source.lettered import lettered_list
from generator.source.limits import limits_of
from generator.source.nodes import AbbreviationLine, Gathered, Refusal, TableRow
from generator.source.rules import TABLE_SIZE

GATHERED = "announce"
"""Under which name markdown-it's environment holds what the rules gather."""
LINES = "lines"
"""Under which name the token of a container holds what its lines are, if they stay lines."""
CHART = "chart"
"""Under which name the token of a container holds which kind of chart its table is."""

_LANGUAGE_LINE = re.compile(rf"{ATTRIBUTE}[ \t]*")
_DIVISION = re.compile(
    rf":{{3,}}[ \t]*(?=\S)(?:(?P<lines>(?i:{'|'.join(Lines)}))"
    r"|(?P<chart>(?i:chart)(?:[ \t]+[\w-]+)*))?"
    rf"[ \t]*(?:{ATTRIBUTE})?[ \t]*"
)
_DIVISION_END = re.compile(r":{3,}[ \t]*")
_FENCE = re.compile(r"`{3,}(?=[^`]*$)|~{3,}")
"""CommonMark 4.5: code in a line may begin with three backticks too."""
_ABBREVIATION = re.compile(r"\*\[(?P<short>[^\]]+)\]:(?P<long>.*)")
_DEFINITION = re.compile(r"[:~][ \t]+\S")
_DASHES = re.compile(r"\|?(?:[ \t]*:?-+:?[ \t]*\|)*(?:[ \t]*:?-+:?[ \t]*)?")
"""What GFM calls a delimiter row."""
MOST_HEADERS = 9
"""Header rows of a table; nobody could follow more."""
_one_term_each = next(
    rule
    for rule in MarkdownIt("zero").use(deflist_plugin).block.ruler.getRules("")
    if rule.__name__ == "deflist"
)


def add_to(ruler: Ruler[RuleFuncBlockType]) -> None:
    """Put our rules among CommonMark's; "alt" names the blocks that they may interrupt."""
    text, text_or_list = ["paragraph", "reference"], ["paragraph", "reference", "list"]
    quotable = [*text, "blockquote"]
    ruler.at("table", table, {"alt": text})
    ruler.at("html_block", html, {"alt": quotable})
    ruler.before("html_block", "comment", comment, {"alt": text_or_list})
    ruler.before("reference", "abbreviation", abbreviation, {"alt": text})
    ruler.before("reference", "language_line", language_line)
    ruler.before("fence", "division", division, {"alt": text_or_list})
    ruler.before("paragraph", "definitions", definitions, {"alt": quotable})
    ruler.before("list", "lettered_list", lettered_list)
    ruler.before("table", "caption_line", caption_line, {"alt": ["blockquote"]})


def _gathered(env: EnvType) -> Gathered:
    gathered = env[GATHERED]
    assert isinstance(gathered, Gathered)  # noqa: S101 (for the type checker; `parse` put it there)
    return gathered


def _text_of(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """GFM tables, with any number of header rows; rows that do not fit are remembered."""
    last = _last_header(state, start, end)
    before = len(state.tokens)
    if not silent:
        _limit_cells(state, last, end)
    if not gfm_table(state, last, end, silent):
        return False
    if not silent:
        columns = sum(token.type == "th_open" for token in state.tokens[before:])
        _add_headers(state, before, start, last)
        _note_stray(state, start, columns)
        for line in range(last + 2, state.line):
            _count_cells(state, line, columns)
    return True


def _last_header(state: StateBlock, start: int, end: int) -> int:
    """The last header row of a table that begins at `start`: the line above the dashes.

    Header rows begin with a bar, all of them, where there are several.
    """
    for last in range(start, min(start + MOST_HEADERS, end - 1)):
        if not _text_of(state, last).startswith("|") or state.is_code_block(last):
            break
        if state.sCount[last] < state.blkIndent:
            break
        below = _text_of(state, last + 1).strip()
        if "-" in below and _DASHES.fullmatch(below):
            cells = len(_cells(below))
            fits = all(len(_cells(_text_of(state, each))) == cells for each in range(start, last))
            return last if fits else start
    return start


def _add_headers(state: StateBlock, table: int, start: int, last: int) -> None:
    """Put the header rows before the last into the tokens that begin with the `table`."""
    if start == last:
        return
    opening, head, row = state.tokens[table : table + 3]
    cells = [token for token in state.tokens[table:] if token.type == "th_open"]
    for token in (opening, head):
        token.map = [start, token.map[1] if token.map else last]
    added: list[Token] = []
    for line in range(start, last):
        added.append(row.copy(map=[line, line + 1]))
        for cell, words in zip(cells, _cells(_text_of(state, line)), strict=True):
            inline = Token("inline", "", 0, map=[line, line + 1], level=cell.level + 1)
            inline.content, inline.children, inline.block = words.strip(), [], True
            closing = Token("th_close", "th", -1, level=cell.level, block=True)
            added += [cell.copy(), inline, closing]
        added.append(Token("tr_close", "tr", -1, level=row.level, block=True))
    state.tokens[table + 2 : table + 2] = added


def _note_stray(state: StateBlock, start: int, columns: int) -> None:
    """Remember a line of cells directly above a table, which stands there as text."""
    if start and not state.isEmpty(start - 1) and _text_of(state, start - 1).startswith("|"):
        cells = len(_cells(_text_of(state, start - 1)))
        row = TableRow(start - 1, cells, columns, "")
        _gathered(state.env).stray_headers.append(row)


def _limit_cells(state: StateBlock, start: int, end: int) -> None:
    columns = len(_cells(_text_of(state, start)))
    most = limits_of(state.env).table_cells
    if (end - start - 1) * columns <= most:  # less the delimiter row
        return
    rows = next((line for line in range(start, end) if _ends_table(state, line, end)), end) - start
    if (rows - 1) * columns > most and gfm_table(state, start, end, True):  # noqa: FBT003
        raise Refusal(TABLE_SIZE, start)


def _ends_table(state: StateBlock, line: int, end: int) -> bool:
    """True for the lines that GFM takes as the end of a table, and for a caption."""
    return (
        state.isEmpty(line)
        or _text_of(state, line).startswith("Table: ")
        or any(
            rule(state, line, end, True)  # noqa: FBT003
            for rule in state.md.block.ruler.getRules("blockquote")
        )
    )


def _count_cells(state: StateBlock, line: int, columns: int) -> None:
    cells = _cells(_text_of(state, line))
    if len(cells) != columns:
        lost = " ".join(cell.strip() for cell in cells[columns:]).strip()
        if lost or len(cells) < columns:
            _gathered(state.env).rows.append(TableRow(line, len(cells), columns, lost))


def _cells(row: str) -> list[str]:
    """The cells of a row, without the nothing outside its outer bars."""
    cells = escapedSplit(row.strip())
    if cells and cells[0] == "":
        cells.pop(0)
    if cells and cells[-1] == "":
        cells.pop()
    return cells


def caption_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line that begins "Table: " ends the table above it instead of becoming its last row."""
    del end
    return silent and state.parentType == "table" and _text_of(state, start).startswith("Table: ")


def html(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """HTML blocks as in CommonMark, but comments are the business of `comment`."""
    if _text_of(state, start).startswith("<!--"):
        return False
    return html_block(state, start, end, silent)


def definitions(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Definition lists whose definitions may have several terms, each on a line of its own."""
    if silent:
        return _one_term_each(state, start, end, silent)
    last = _last_term(state, start, end)
    before = len(state.tokens)
    if not _one_term_each(state, last, end, silent):
        return False
    if last > start:
        opening = state.tokens[before]
        opening.map = [start, state.line]
        terms = [token for line in range(start, last) for token in _term(state, line)]
        state.tokens[before + 1 : before + 1] = terms
        if before and state.tokens[before - 1].type == "dl_close":
            del state.tokens[before - 1 : before + 1]  # the list goes on
    return True


def _last_term(state: StateBlock, start: int, end: int) -> int:
    """The line before the first definition, or `start` where a paragraph or another block begins.

    Each line up to there is a term, unless it ends the paragraph that the others would be.
    """
    for line in range(start + 1, end):
        if state.isEmpty(line) or state.sCount[line] < state.blkIndent:
            return start
        if _DEFINITION.match(_text_of(state, line)):
            between = range(start + 1, line)
            return start if any(_ends_paragraph(state, each, end) for each in between) else line - 1
    return start


def _ends_paragraph(state: StateBlock, line: int, end: int) -> bool:
    rules = state.md.block.ruler.getRules("paragraph")
    return state.is_code_block(line) or any(rule(state, line, end, True) for rule in rules)  # noqa: FBT003


def _term(state: StateBlock, line: int) -> list[Token]:
    opening, inline = Token("dt_open", "dt", 1), Token("inline", "", 0, children=[])
    opening.map = inline.map = [line, line]
    opening.block = inline.block = True
    opening.level, inline.level = state.level + 1, state.level + 2
    inline.content = _text_of(state, line).strip()
    closing = Token("dt_close", "dt", -1, level=state.level + 1, block=True)
    return [opening, inline, closing]


def comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
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


def abbreviation(state: StateBlock, start: int, end: int, silent: bool) -> bool:
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


def language_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
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


def division(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`::: {lang=cy}`, `::: contact` or `::: chart bar` … `:::`; divisions may hold divisions."""
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
    token.info, token.map = match["language"] or "", [start, closing]
    if match["lines"]:
        token.meta[LINES] = Lines(match["lines"].lower())
    if match["chart"]:
        token.meta[CHART] = " ".join(match["chart"].lower().split()[1:])
    outer_end, outer_parent = state.lineMax, state.parentType
    state.lineMax, state.parentType = closing, "division"
    state.md.block.tokenize(state, start + 1, closing)
    state.lineMax, state.parentType = outer_end, outer_parent
    state.push("division_close", "div", -1)
    state.line = closing + (last is not None)
    return True


def _division_end(state: StateBlock, start: int, end: int) -> int | None:
    """The line that ends the division at `start`."""
    depth = 1
    for line, text in _uncovered(state, start + 1, end):
        if _DIVISION.fullmatch(text):
            depth += 1
        elif _DIVISION_END.fullmatch(text):
            depth -= 1
            if depth == 0:
                return line
    return None


def _uncovered(state: StateBlock, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The lines up to the end of what is around them, without code blocks and comments."""
    fence, comment_open = "", False
    for line in range(start, end):
        text = _text_of(state, line).rstrip()
        if state.sCount[line] < state.blkIndent and text:
            return
        if comment_open:
            comment_open = "-->" not in text
        elif state.is_code_block(line):
            continue
        elif fence:
            fence = "" if text.startswith(fence) and not text.strip(fence[0]) else fence
        elif mark := _FENCE.match(text):
            fence = mark[0]
        elif text.startswith("<!--") and "-->" not in text[4:]:
            comment_open = True
        else:
            yield line, text
