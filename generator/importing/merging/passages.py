"""A passage as its author wrote it, as it was sent out, and as it came back: the merged one."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.document.model import (
    Abbreviation,
    Code,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Span,
    Text,
    Wrapper,
)
from generator.document.walk import own_words, plain_text
from generator.importing.merging.sequences import Chunk, three_ways
from generator.importing.passages import joined
from generator.source.writing.trial import placeless

Tell = Callable[[str], None]
_TOKEN = re.compile(r"\w+|\s+|.", re.DOTALL)
_IGNORABLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or what stands between two; `around` are the inlines that hold it, outermost first.

    They are without content, so that equal ones are equal.
    """

    inline: Inline
    around: tuple[Inline, ...] = ()

    @property
    def words(self) -> str:
        """What a reader meets, whatever holds it."""
        if isinstance(self.inline, Image):
            return "\ufffc"
        if isinstance(self.inline, LineBreak):
            return "\n"
        if isinstance(self.inline, Link):
            return f"[{plain_text(self.inline.content)}]"
        text = _IGNORABLE.sub("", unicodedata.normalize("NFC", own_words(self.inline)))
        return " " if text.isspace() else text

    @property
    def whole(self) -> tuple[object, ...]:
        """All that may have been changed."""
        inline = self.words if isinstance(self.inline, Text | Abbreviation) else self.inline
        return inline, frozenset(map(repr, self.around))


def tokens(content: Inlines, around: tuple[Inline, ...] = ()) -> Iterator[Token]:
    """The tokens of a passage."""
    for inline in content:
        if isinstance(inline, Link) and inline.reference:
            yield Token(placeless(inline), around)
        elif isinstance(inline, Wrapper):
            yield from tokens(inline.content, (*around, placeless(replace(inline, content=()))))
        elif isinstance(inline, Text):
            yield from (Token(Text(each), around) for each in _TOKEN.findall(inline.text))
        else:
            yield Token(placeless(inline), around)


def passage(given: Sequence[Token]) -> Inlines:
    """The tokens as a passage again."""
    return joined(_gathered(given, 0))


def _gathered(given: Iterable[Token], depth: int) -> Iterator[Inline]:
    def outer(token: Token) -> Inline | None:
        return token.around[depth] if depth < len(token.around) else None

    for holder, run in itertools.groupby(given, outer):
        if holder is None:
            yield from (token.inline for token in run)
        else:
            content = joined(_gathered(run, depth + 1))
            yield replace(holder, content=content)  # type: ignore[arg-type]


def merged_passage(ours: Inlines, base: Inlines, theirs: Inlines, tell: Tell) -> Inlines:
    """Ours, with what became of the base in theirs; `tell` is given what has no place in ours."""
    if placeless(base) == placeless(theirs):
        return ours
    own, sent, back = (tuple(tokens(each)) for each in (ours, base, theirs))
    chunks = list(three_ways(own, sent, back, lambda each: each.words, lambda each: each.whole))
    known = _Known(chunks)
    found: list[Token] = []
    for chunk in chunks:
        found += _merged(chunk, known, tell)
    return passage(found)


def _merged(chunk: Chunk[Token], known: _Known, tell: Tell) -> Sequence[Token]:
    ours, base, theirs = chunk.ours, chunk.base, chunk.theirs
    if [each.whole for each in base] == [each.whole for each in theirs]:
        return ours
    own = [known.ours(each) for each in theirs]
    if len(ours) == len(base) == len(theirs):
        own = [
            mine if _only_forgotten(sent, back) else other
            for mine, other, sent, back in zip(ours, own, base, theirs, strict=True)
        ]
    if not base:
        return [*ours, *own]
    if [each.words for each in ours] == [each.words for each in base]:
        return own
    before, after = (plain_text(passage(each)) for each in (base, theirs))
    if before == after and not plain_text(passage(ours)):
        return ours
    if not ours or _DIGITS.sub("0", before) == _DIGITS.sub("0", after):
        tell(f"“{before}”, which the source does not say in words, became “{after}”.")
        return ours
    tell(f"“{plain_text(passage(ours))}” became “{after}”, which may hold less.")
    return own


def _only_forgotten(sent: Token, back: Token) -> bool:
    """True for code in a link, which LibreOffice forgets."""
    code = isinstance(sent.inline, Code) and isinstance(back.inline, Text)
    linked = any(isinstance(each, Link) for each in back.around)
    return code and linked and sent.words == back.words


class _Known:
    """What holds words in theirs, as ours has it: an address as its author wrote it."""

    def __init__(self, chunks: Iterable[Chunk[Token]]) -> None:
        self._own: dict[str, Inline] = {}
        self._orders: dict[frozenset[str], tuple[Inline, ...]] = {}
        self._leaves: dict[str, Inline] = {}
        for chunk in chunks:
            if len(chunk.ours) == len(chunk.base):
                for one, other in zip(chunk.ours, chunk.base, strict=True):
                    self._take(one, other)

    def _take(self, own: Token, other: Token) -> None:
        if own.words != other.words:
            return
        self._leaves.setdefault(repr(other.inline), own.inline)
        kinds = [[type(each) for each in token.around] for token in (own, other)]
        for one in own.around:
            for two in other.around:
                if type(one) is type(two) and isinstance(one, Link | Span):
                    self._own.setdefault(repr(two), one)
                    if isinstance(two, Link):  # LibreOffice forgets what is shown beside it
                        self._own.setdefault(repr(replace(two, title=None)), one)
        if sorted(map(str, kinds[0])) == sorted(map(str, kinds[1])):
            self._orders.setdefault(frozenset(map(repr, own.around)), own.around)

    def ours(self, token: Token) -> Token:
        """A token of theirs, held as in ours."""
        around = tuple(self._own.get(repr(each), each) for each in token.around)
        around = self._orders.get(frozenset(map(repr, around)), around)
        inline = token.inline
        if not isinstance(inline, Text | Code):
            inline = self._leaves.get(repr(inline), inline)
        return Token(inline, around)
