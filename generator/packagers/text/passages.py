"""Inlines as plain text says them: a flat sequence of words and signs.

Emphasis, code spans and languages are dropped, decorative pictures are silent, abbreviations are
expanded at their first use, white space is folded. What is left are words, and signs whose
wording the templates own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal

from generator.document.languages import direction
from generator.document.model import (
    Abbreviation,
    AlternativeText,
    Code,
    Decorative,
    Emphasis,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteCall,
    Span,
    Strikethrough,
    Strong,
    Text,
)
from generator.packagers.text.signs import (
    ADDRESS,
    DIRECTION_MARKS,
    END_OF_ISOLATE,
    GUARD,
    ISOLATES,
    LINK,
    guarded,
)

Direction = Literal["ltr", "rtl"]


class Kind(StrEnum):
    """What a piece is. A link ends with its address, its heading, or by its own words."""

    WORDS = "words"
    BREAK = "break"
    CALL = "call"
    IMAGE = "image"
    DELETED = "deleted"
    END_OF_DELETED = "end of deleted"
    LINK = "link"
    END_OF_LINK = "end of link"
    ADDRESS = "address"
    SEE = "see"
    SAID = "said"
    BARE = "bare"
    """A whole link: an address, whose shape tells that it is one."""
    ISOLATE = "isolate"
    END_OF_ISOLATE = "end of isolate"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, or a sign with the words that belong to it, ready to be said."""

    kind: Kind
    text: str = ""


Pieces = tuple[Piece, ...]

_ENDS = {
    Kind.END_OF_DELETED: Kind.DELETED,
    Kind.END_OF_LINK: Kind.LINK,
    Kind.END_OF_ISOLATE: Kind.ISOLATE,
}
_CONTENT = {Kind.WORDS, Kind.BREAK, Kind.CALL, Kind.IMAGE}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says passages of one document. `headings` are the words of each heading, by identifier."""

    headings: Mapping[str, str]

    def say(self, content: Inlines, spoken: Direction, *places: str) -> Pieces:
        """The pieces of a passage that stands in text of direction `spoken`.

        `places` are where it stands besides ("header", "cell"), for look-alikes.
        """
        ended = _nested(_folded(_flat(content, spoken)), self._ending(spoken, places))
        return tuple(with_addresses([*self._kept_apart(_joined(ended), places)]))

    def _ending(self, spoken: Direction, places: tuple[str, ...]) -> Callable[[str, str], Piece]:
        def ending(target: str, words: str) -> Piece:
            heading = self.headings.get(target[1:]) if target.startswith("#") else None
            if _target_in(words) == (target if heading is None else f"#{landing(heading)}"):
                return Piece(Kind.SAID, target)
            if heading:
                return Piece(Kind.SEE, guarded(heading, *places, "see"))
            address = _told(guarded(target, *places, "address"))
            if spoken == "rtl":
                address = f"{ISOLATES['ltr']}{address}{END_OF_ISOLATE}"
            return Piece(Kind.ADDRESS, address)

        return ending

    def _kept_apart(self, pieces: Iterator[Piece], places: tuple[str, ...]) -> Iterator[Piece]:
        deleted = linked = 0
        before: Kind | None = None
        for piece in pieces:
            deleted += (piece.kind is Kind.DELETED) - (piece.kind is Kind.END_OF_DELETED)
            linked += (piece.kind is Kind.LINK) - (piece.kind in _LINK_ENDINGS)
            here = (*places, *["brackets"][:deleted], *["link"][:linked])
            if piece.kind is Kind.WORDS:
                begins = before is Kind.LINK and piece.text.startswith(" ")
                yield Piece(Kind.WORDS, GUARD * begins + guarded(piece.text, *here))
            elif piece.kind is Kind.IMAGE:
                yield Piece(Kind.IMAGE, guarded(piece.text, *places, "alternative"))
            else:
                yield piece
            before = piece.kind


_LINK_ENDINGS = {Kind.ADDRESS, Kind.SEE, Kind.SAID}


def words_of(content: Inlines) -> str:
    """The words alone, as one line: no pictures, no note calls, nor a character for them."""
    pieces = _folded(_flat(content, "ltr"))
    return fold("".join(map(_word, pieces)).replace("\N{OBJECT REPLACEMENT CHARACTER}", ""))


def _word(piece: Piece) -> str:
    if piece.kind is Kind.BREAK:
        return " "
    return piece.text if piece.kind is Kind.WORDS else ""


# Flat ----------------------------------------------------------------------------------------


def _flat(content: Inlines, spoken: Direction) -> Iterator[Piece | _Exact]:
    """Pieces in order, without recursion; words still with all their white space."""
    ways = [spoken]
    stack: list[Inline | Piece] = [*reversed(content)]
    while stack:
        inline = stack.pop()
        match inline:
            case Piece(kind=Kind.ISOLATE):
                ways.append("rtl" if inline.text == ISOLATES["rtl"] else "ltr")
                yield inline
            case Piece(kind=Kind.END_OF_ISOLATE):
                ways.pop()
                yield inline
            case Piece():
                yield inline
            case Emphasis() | Strong() | Strikethrough() | Link() | Span():
                stack.extend(reversed(_opened(inline, ways[-1])))
            case _:
                yield from _leaf(inline)


@dataclass(frozen=True, slots=True)
class _Exact:
    """A code span, in which every space counts."""

    text: str


def _opened(
    inline: Emphasis | Strong | Strikethrough | Link | Span, around: Direction
) -> list[Inline | Piece]:
    """What is inside, between the signs of its beginning and its end."""
    match inline:
        case Strikethrough():
            return [Piece(Kind.DELETED), *inline.content, Piece(Kind.END_OF_DELETED)]
        case Link():
            return [Piece(Kind.LINK), *inline.content, Piece(Kind.END_OF_LINK, inline.target)]
        case Span() if direction(inline.language) != around:
            isolate = Piece(Kind.ISOLATE, ISOLATES[direction(inline.language)])
            return [isolate, *inline.content, Piece(Kind.END_OF_ISOLATE, END_OF_ISOLATE)]
        case _:
            return [*inline.content]


def _leaf(inline: Inline) -> Iterator[Piece | _Exact]:
    match inline:
        case Text(text=text):
            yield Piece(Kind.WORDS, text)
        case Code(text=text):
            yield _Exact(text)
        case Abbreviation(first=True, explained=False):
            yield Piece(Kind.WORDS, f"{inline.text} ({inline.expansion})")
        case Abbreviation(text=text):
            yield Piece(Kind.WORDS, text)
        case NoteCall(number=number):
            yield Piece(Kind.CALL, str(number))
        case Image(alternative=AlternativeText(text=text)):
            yield Piece(Kind.IMAGE, fold(text))
        case Image(alternative=alternative) if not isinstance(alternative, Decorative):
            yield Piece(Kind.IMAGE)
        case LineBreak():
            yield Piece(Kind.BREAK)


# White space -----------------------------------------------------------------------------------

_SPACES = re.compile("[ \t\n\r\f]+")
_LINE_ENDS = str.maketrans("\n\r", "  ")


def fold(text: str) -> str:
    """NFC, with each run of white space (HTML's) as one space, and none at the ends."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip(" ")


def _folded(pieces: Iterator[Piece | _Exact]) -> Iterator[Piece]:
    folder = _Folder()
    for piece in pieces:
        yield from folder.take(piece)
    yield from folder.finish()


@dataclass(slots=True)
class _Folder:
    """Folds white space across pieces.

    A space moves out of the sign that it ends: what we say after a link's words follows closely.
    """

    space: bool = False
    at_start: bool = True
    held: list[Piece] = field(default_factory=list)
    """Signs that begin something after the space."""

    def take(self, piece: Piece | _Exact) -> Iterator[Piece]:
        match piece:
            case _Exact(text=text):
                if text:
                    exact = unicodedata.normalize("NFC", text).translate(_LINE_ENDS)
                    yield from self._content(Piece(Kind.WORDS, exact))
            case Piece(kind=Kind.WORDS, text=text):
                yield from self._words(_SPACES.sub(" ", unicodedata.normalize("NFC", text)))
            case Piece(kind=Kind.BREAK):
                self.space = False
                yield from self._content(piece)
                self.at_start = True
            case Piece(kind=Kind.CALL | Kind.IMAGE):
                yield from self._content(piece)
            case Piece():
                yield from self._sign(piece)

    def finish(self) -> Iterator[Piece]:
        yield from self.held

    def _words(self, text: str) -> Iterator[Piece]:
        if text.startswith(" ") and not self.at_start:
            self.space = True
        core = text.strip(" ")
        if core:
            yield from self._content(Piece(Kind.WORDS, core))
            self.space = text.endswith(" ")

    def _content(self, piece: Piece) -> Iterator[Piece]:
        if self.space:
            yield Piece(Kind.WORDS, " ")
        yield from self.held
        yield piece
        self.space = self.at_start = False
        self.held.clear()

    def _sign(self, piece: Piece) -> Iterator[Piece]:
        if self.space and (self.held or piece.kind not in _ENDS):
            self.held.append(piece)
        else:
            yield piece


# Nesting ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Open:
    """A sign without its end as yet; `silent` within another of its kind."""

    sign: Piece
    place: int
    silent: bool
    said: bool = False


def _nested(pieces: Iterator[Piece], ending: Callable[[str, str], Piece]) -> list[Piece]:
    """Signs around nothing dropped, deletion within deletion said once, links ended."""
    done: list[Piece] = []
    open_signs: list[_Open] = []
    for piece in pieces:
        if piece.kind in _ENDS:
            sign = open_signs.pop()
            _close(done, sign, piece, ending)
            if open_signs:
                open_signs[-1].said |= sign.said
            continue
        if piece.kind not in _CONTENT:
            silent = piece.kind is Kind.DELETED and any(o.sign == piece for o in open_signs)
            open_signs.append(_Open(piece, len(done), silent))
        elif open_signs:
            open_signs[-1].said = True
        done.append(piece)
    return done


def _close(done: list[Piece], sign: _Open, end: Piece, ending: Callable[[str, str], Piece]) -> None:
    if sign.silent or not sign.said:
        del done[sign.place]
    elif end.kind is Kind.END_OF_LINK:
        done.append(ending(end.text, fold("".join(map(_word, done[sign.place :])))))
    else:
        done.append(end)


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """Neighbouring words as one piece, so that look-alikes are seen whole."""
    words: list[str] = []
    for piece in pieces:
        if piece.kind is Kind.WORDS:
            words.append(piece.text)
            continue
        if words:
            yield Piece(Kind.WORDS, "".join(words))
            words.clear()
        yield piece
    if words:
        yield Piece(Kind.WORDS, "".join(words))


# Addresses -------------------------------------------------------------------------------------


def with_addresses(pieces: list[Piece]) -> list[Piece]:
    """Addresses that are links as they are, and a guard before each that is none.

    A link keeps its signs where its shape would not tell a reader the same.
    """
    kept: set[int] = set()
    while True:
        tried = list(_with_bare_links(pieces, kept))
        places, text = _searched([piece for _, piece in tried])
        found = {sign.start(): sign.group() for sign in ADDRESS.finditer(text)}
        missed = {
            index
            for (index, piece), place in zip(tried, places, strict=True)
            if piece.kind is Kind.BARE
            and (found.pop(place.start, None) != piece.text or _like_an_item(text, place))
        }
        if not missed:
            return [
                replace(piece, text=_guarded_in(place, found, piece.text))
                for (_, piece), place in zip(tried, places, strict=True)
            ]
        kept |= missed


def _with_bare_links(pieces: list[Piece], kept: set[int]) -> Iterator[tuple[int, Piece]]:
    """The pieces with their indices; links that are one address as one piece, but those `kept`."""
    index = 0
    while index < len(pieces):
        match pieces[index : index + 3]:
            case [
                Piece(kind=Kind.LINK),
                Piece(kind=Kind.WORDS, text=words),
                Piece(kind=Kind.SAID, text=target),
            ] if index not in kept and ADDRESS.fullmatch(words) and _target_in(words) == target:
                yield index, Piece(Kind.BARE, words)
                index += 3
            case [piece, *_]:
                yield index, piece
                index += 1


_STAND_INS = {
    Kind.BREAK: "\n",
    Kind.DELETED: " ",
    Kind.END_OF_DELETED: "]",
    Kind.CALL: "[",
    Kind.IMAGE: "[",
}
"""What stands beside words in the place of a sign, as far as it matters there."""


def _searched(pieces: list[Piece]) -> tuple[list[range], str]:
    """The text in which a reader searches for addresses, and where in it each piece stands.

    Nothing is searched for between the signs of a link.
    """
    places: list[range] = []
    parts: list[str] = []
    length = linked = 0
    for piece in pieces:
        linked += (piece.kind is Kind.LINK) - (piece.kind in _LINK_ENDINGS)
        if linked:
            parts.append(LINK)
        elif piece.kind in {Kind.WORDS, Kind.BARE}:
            parts.append(piece.text)
        else:
            parts.append(_STAND_INS.get(piece.kind, LINK))
        places.append(range(length, length := length + len(parts[-1])))
    return places, "".join(parts)


def _guarded_in(place: range, addresses: Mapping[int, str], words: str) -> str:
    """`words` with a guard before each of the addresses that begin in their place."""
    if len(place) == len(words):
        for start in sorted(set(place) & addresses.keys(), reverse=True):
            words = f"{words[: start - place.start]}{GUARD}{words[start - place.start :]}"
    return words


def _like_an_item(text: str, number: range) -> bool:
    """Whether a line begins with this number alone; a full stop might follow."""
    begins = number.start == 0 or text[number.start - 1] == "\n"
    return begins and text[number.start : number.stop].isdecimal()


# Links -----------------------------------------------------------------------------------------


def contact_target(given: str, target: str) -> str | None:
    """Where the words after a label of ours lead, if a reader of the same kind of label knows."""
    scheme = target.partition(":")[0]
    if scheme == "tel":
        return "tel:" + "".join(c for c in given if c.isdecimal() or c == "+")
    if scheme == "mailto":
        return f"mailto:{given}"
    return f"https://{given}" if re.search("[/?#]", given) else f"https://{given}/"


_LANDING = 60
_UNSEEN = str.maketrans(dict.fromkeys(DIRECTION_MARKS))
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.")
_TELEPHONE = re.compile(r"(?:^|: |：)([+0-9 ()./-]{3,})$")
_LAST = re.compile("[^ ：]*$")


_BARE = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+|\+?[0-9]{3,}")


def _told(address: str) -> str:
    """An address as it is told: without "mailto:" and "tel:", where nobody needs to hear that."""
    scheme, _, rest = address.partition(":")
    if scheme == ("mailto" if "@" in rest else "tel") and _BARE.fullmatch(rest):
        return rest
    return GUARD + address if _BARE.fullmatch(address) else address


def landing(heading: str) -> str:
    """The first words of a heading, by which a link names it."""
    return heading[:_LANDING].rstrip(" ")


def _target_in(words: str) -> str:
    """Where a link leads by its own words; a listener then need not hear it twice."""
    words = words.translate(_UNSEEN)
    last = _LAST.search(words)[0]  # type: ignore[index]  # it finds at least nothing
    if _SCHEME.match(last):
        return last
    if "@" in last:
        return f"mailto:{last}"
    if last.startswith("www."):
        return f"https://{last}"
    telephone = _TELEPHONE.search(words)
    if telephone:
        return "tel:" + "".join(c for c in telephone[1] if c.isdecimal() or c == "+")
    if last == words and re.search("[./]", words):
        return words
    return f"#{landing(words)}"
