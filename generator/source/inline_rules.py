"""Our inline rules: language spans, links that may hold them, and raised and lowered words."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline, RuleFuncInlineType
from markdown_it.ruler import Ruler
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import link as commonmark_link
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType

from generator.document.languages import is_east_asian
from generator.source.language import ATTRIBUTE

_SPAN_END = re.compile(ATTRIBUTE)
_SHIFTED = re.compile(
    r"\^(?!\[)(?:[^\s^$\\]|\\\S)+(?<!\[)\^"  # brackets belong to notes: ^[…], [^1]
    r"|~(?:[^\s~$\\]|\\\S)+~(?!~)"
)
_SHIFTS = {"^": "sup", "~": "sub"}
_SHIFTED_ENDS = frozenset(("sup_close", "sub_close"))
_CLOSING_BRACKETS = frozenset(")]}")


class State(StateInline):
    """Knows what it is in, and gives every token a `map`, counted from its block."""

    in_link = False
    in_shifted = False
    _newlines: list[int] | None = None

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """As the base class does."""
        return self._placed(super().push(ttype, tag, nesting))

    def pushPending(self) -> Token:  # noqa: N802 (markdown-it's name)
        """As the base class does."""
        return self._placed(super().pushPending())

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: FBT001, N802, N803
        """As the base class does; beside East Asian writing, signs may stand without spaces.

        There, words have none around them, so that punctuation inside a sign decides nothing
        (CommonMark 6.2 would leave `**重要：**请` as it is).
        """
        scanned = super().scanDelims(start, canSplitWord)
        end = start + scanned.length
        before = self.src[start - 1 : start] or " "
        after = self.src[end : end + 1] or " "
        if not canSplitWord or not (is_east_asian(before) or is_east_asian(after)):
            return scanned
        can_open, can_close = not after.isspace(), not before.isspace()
        return Scanned(can_open, can_close, scanned.length)

    def _placed(self, token: Token) -> Token:
        if self._newlines is None:
            self._newlines = [match.start() for match in re.finditer("\n", self.src)]
        line = bisect_right(self._newlines, self.pos - 1)
        token.map = [line, line + 1]
        return token


class InlineParser(ParserInline):
    """The inline parser with our state."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """As the base class does."""
        state = State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def add_to(ruler: Ruler[RuleFuncInlineType]) -> None:
    """Put our rules among CommonMark's."""
    ruler.at("link", link)
    ruler.before("link", "span", span)
    ruler.before("strikethrough", "shifted", shifted)


def link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Links as in CommonMark; `link_label` lets spans into them, but no links in those spans."""
    assert isinstance(state, State)  # noqa: S101 (for the type checker; `InlineParser` makes no other)
    if silent:
        return commonmark_link(state, silent)
    if state.in_link:
        return False
    state.in_link = True
    try:
        return commonmark_link(state, silent)
    finally:
        state.in_link = False


def link_label(state: StateInline, start: int, disable_nested: bool = False) -> int:  # noqa: FBT001, FBT002
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


def span(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
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


def shifted(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """`x^2^` and `H~2~O`, as pandoc reads them, but directly after a letter, digit or bracket.

    Or after such words (`SO~4~^2-^`), and never in each other: Word knows one step up or down.
    """
    assert isinstance(state, State)  # noqa: S101 (for the type checker; `InlineParser` makes no other)
    start, maximum = state.pos, state.posMax
    match = _SHIFTED.match(state.src, start, maximum)
    if state.in_shifted or not match or not _may_be_shifted(state, silent=silent):
        return False
    if not silent:
        name = _SHIFTS[match[0][0]]
        state.push(f"{name}_open", name, 1)
        state.pos, state.posMax, state.in_shifted = start + 1, match.end() - 1, True
        state.md.inline.tokenize(state)
        state.in_shifted = False
        state.push(f"{name}_close", name, -1)
    state.pos, state.posMax = match.end(), maximum
    return True


def _may_be_shifted(state: StateInline, *, silent: bool) -> bool:
    """True directly after a letter, digit, closing bracket, or raised or lowered words."""
    before = state.src[state.pos - 1 : state.pos]
    if before in _SHIFTS:
        return silent or (not state.pending and state.tokens[-1].type in _SHIFTED_ENDS)
    return before in _CLOSING_BRACKETS or unicodedata.category(before or " ")[0] in "LNM"
