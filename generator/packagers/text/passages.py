"""Inlines as plain text says them: a flat sequence of words and of what stands for marks.

Emphasis, code spans and languages are dropped, decorative pictures are silent, abbreviations are
expanded at their first use. The wording of what stands for marks is the templates'.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import unquote

from generator.content.text_conventions import BREAK_HINTS, LOWERED, RAISED
from generator.document.model import (
    Abbreviation,
    CaptionNumber,
    Code,
    Emphasis,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Lowered,
    NoteCall,
    Raised,
    SectionNumber,
    Span,
    Strikethrough,
    Strong,
    TargetLabel,
    Text,
)
from generator.document.pictures import AlternativeText


class Kind(StrEnum):
    """What a piece is."""

    WORDS = "words"
    BREAK = "break"
    CALL = "call"
    IMAGE = "image"
    DELETED = "deleted"
    END_OF_DELETED = "end of deleted"
    ADDRESS = "address"
    SEE = "see"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, or what the templates put into words."""

    kind: Kind
    text: str = ""


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says passages of one document.

    `landings` are the words of headings and captions, by identifier.
    """

    landings: Mapping[str, str]

    def say(self, content: Inlines) -> Pieces:
        """The pieces of a passage."""
        return tuple(piece for inline in content for piece in self._said(inline))

    def _said(self, inline: Inline) -> Iterator[Piece]:
        match inline:
            case Emphasis(content=inner) | Strong(content=inner) | Span(content=inner):
                yield from self.say(inner)
            case Strikethrough(content=inner):
                said = self.say(inner)
                ends = (Piece(Kind.DELETED), Piece(Kind.END_OF_DELETED)) if speaks(said) else ()
                yield from (*ends[:1], *said, *ends[1:])
            case Raised(content=inner) | Lowered(content=inner):
                yield from _shifted(self.say(inner), raised=isinstance(inline, Raised))
            case Link(content=inner, target=target):
                said = self.say(inner)
                yield from said
                if speaks(said) and not inline.reference:
                    yield from self._whither(target, words_of(said))
            case _:
                yield from _leaf(inline)

    def _whither(self, target: str, words: str) -> Iterator[Piece]:
        """Where a link leads, unless its words say it."""
        if target.startswith("#"):
            heading = self.landings.get(target[1:], "")
            if heading not in ("", words):
                yield Piece(Kind.SEE, heading)
        elif not _says(words, target):
            scheme, _, rest = target.partition(":")
            yield Piece(Kind.ADDRESS, rest if scheme in {"mailto", "tel"} else target)


def _leaf(inline: Inline) -> Iterator[Piece]:
    match inline:
        case Text(text=text):
            yield Piece(Kind.WORDS, _shown(text))
        case Code(text=text):
            yield Piece(Kind.WORDS, _shown(text).translate(_PROTECTED))
        case Abbreviation(first=True, explained=False, text=text, expansion=expansion):
            yield Piece(Kind.WORDS, _shown(f"{text} ({expansion})"))
        case Abbreviation(text=text):
            yield Piece(Kind.WORDS, _shown(text))
        case SectionNumber(text=text):
            yield Piece(Kind.WORDS, f"{text} ")
        case CaptionNumber(text=text) | TargetLabel(text=text):
            yield Piece(Kind.WORDS, _shown(text))
        case NoteCall(number=number):
            yield Piece(Kind.CALL, str(number))
        case Image(alternative=AlternativeText(text=text)):
            yield Piece(Kind.IMAGE, _shown(text).strip(_WHITE))
        case LineBreak():
            yield Piece(Kind.BREAK, BREAK)


def _shifted(said: Pieces, *, raised: bool) -> Pieces:
    """What is raised or lowered: in signs of its own where it is nothing but words."""
    if any(piece.kind is not Kind.WORDS for piece in said):
        return said
    words = folded("".join(piece.text for piece in said))
    plain, signs = RAISED if raised else LOWERED
    if set(words) <= set(plain):
        words = words.translate(str.maketrans(plain, signs))
    elif not (raised and words.isalpha()):
        words = f"^({words})" if raised else f"_({words})"
    return (Piece(Kind.WORDS, words),)


def speaks(pieces: Pieces) -> bool:
    """True where there is more than white space."""
    return any(
        piece.kind in (Kind.CALL, Kind.IMAGE)
        or (piece.kind is Kind.WORDS and piece.text.strip(_WHITE) != "")
        for piece in pieces
    )


def in_a_line(pieces: Pieces) -> Pieces:
    """The pieces with a space for each hard line break."""
    return tuple(replace(p, text=" ") if p.kind is Kind.BREAK else p for p in pieces)


def visible(pieces: Pieces) -> bool:
    """True where there is more than white space, that of code included."""
    words = (Kind.WORDS, Kind.BREAK)
    return any(p.kind not in words or p.text.translate(_PLAIN).strip(_WHITE) for p in pieces)


def words_of(pieces: Pieces) -> str:
    """The words alone, as one line: without pictures and calls of notes."""
    words = (piece.text for piece in pieces if piece.kind in (Kind.WORDS, Kind.BREAK))
    return folded("".join(words).translate(_PLAIN).replace(_OBJECT, ""))


# Addresses -------------------------------------------------------------------------------------


def _says(words: str, target: str) -> bool:
    """Whether the words of a link end with its address, or are its telephone number."""
    scheme, _, rest = target.partition(":")
    last = words.rpartition(" ")[2]
    if scheme == "tel":
        return bool(dialled := _dialled(rest)) and _dialled(words) == dialled
    if scheme == "mailto":
        return last == unquote(rest)
    return _bare(last) == _bare(target)


def _dialled(number: str) -> str:
    """What is dialled; a zero in brackets is not, after the number of a country."""
    return "".join(re.findall("[0-9+]", number.replace("(0)", "")))


def _bare(address: str) -> str:
    """An address without what goes without saying."""
    return address.removeprefix("https://").removesuffix("/")


# White space -----------------------------------------------------------------------------------

_OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
_WHITE = " \t\n\r\f"
_SPACES = re.compile(f"[{_WHITE}]+")

_SPACE, _TAB, _FORM_FEED, BREAK = map(chr, range(0xD800, 0xD804))
"""Spaces that count and hard line breaks, until white space is folded.

They are surrogates, which no source can hold.
"""
_PROTECTED = str.maketrans({" ": _SPACE, "\n": _SPACE, "\r": _SPACE, "\t": _TAB, "\f": _FORM_FEED})
_BACK = str.maketrans({_SPACE: " ", _TAB: "\t", _FORM_FEED: "\f", BREAK: "\n"})
_PLAIN = str.maketrans(dict.fromkeys((_SPACE, _TAB, _FORM_FEED, BREAK), " "))
_HINTS = str.maketrans(dict.fromkeys(BREAK_HINTS))


def _shown(text: str) -> str:
    return text if text.isascii() else text.translate(_HINTS)


def folded(said: str) -> str:
    """What was said, in NFC, with white space folded and breaks as line ends; none at the ends."""
    lines = unicodedata.normalize("NFC", said).split(BREAK)
    kept = "\n".join(_SPACES.sub(" ", line).strip(" ") for line in lines)
    return kept.strip("\n").translate(_BACK)


def protected(text: str) -> str:
    """What was folded, so that folding it once more changes nothing."""
    return BREAK.join(line.translate(_PROTECTED) for line in text.split("\n"))
