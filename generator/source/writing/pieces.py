"""Inlines as pieces of a source, each with a plain way of writing and perhaps a careful one."""

from __future__ import annotations

import itertools
import re
import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from generator.document.kinds import Lines
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
from generator.source.writing.trial import address_of


class Care(IntEnum):
    """What a careful way of writing costs the eye, the least first."""

    BACKSLASH = 0
    SIGN = 1
    ENTITY = 2
    COMMENT = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters; those of one `group` are written carefully together."""

    plain: str
    careful: str | None = None
    care: Care = Care.BACKSLASH
    group: int = -1


Pieces = tuple[Piece, ...]

_ANYWHERE = frozenset("\\`*_[]<&~^!{")
_AT_THE_START = 12
"""Characters of a line in which a list's marker or the like may stand."""
_SEPARATOR = "<!-- -->"
_NAMES = {"\u00a0": "&nbsp;"}
_FORCED = re.compile(r":(?=::|[ \t])|~(?=[ \t])|\[(?=!(?i:note|tip|important|warning|caution)\])")
"""What begins a line and is words: what stands before it could make more of it."""
_CAPTION = re.compile(r"(?:Table|Figure)(?=: )")
_AUTOLINK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*")


@dataclass(slots=True)
class Setting:
    """Where inlines stand: whether a line may end there, and what its lines are."""

    places: Mapping[str, str]
    newlines: bool = True
    heading: bool = False
    lines: Lines | None = None


@dataclass(slots=True)
class Writer:
    """Makes pieces of inlines, from the start of a line."""

    setting: Setting
    groups: Iterator[int] = field(default_factory=itertools.count)
    column: int = 0
    shifted: bool = False
    depth: int = 0

    def pieces(self, content: Inlines) -> Pieces:
        """The pieces of a passage."""
        return tuple(self._inlines(content, outermost=True))

    def _inlines(self, content: Inlines, *, outermost: bool = False) -> Iterator[Piece]:
        last = len(content) - 1
        for index, inline in enumerate(content):
            if isinstance(inline, LineBreak):
                yield self._break(edge=outermost and index == last)
            else:
                yield from self._inline(inline)

    def _inline(self, inline: Inline) -> Iterator[Piece]:
        match inline:
            case Text(text=text) | Abbreviation(text=text):
                return self._text(text)
            case Emphasis():
                return self._wrapped("*", "_", inline.content)
            case Strong():
                return self._wrapped("**", "__", inline.content)
            case Strikethrough():
                return self._wrapped("~~", None, inline.content)
            case Raised() | Lowered():
                return self._raised("^" if isinstance(inline, Raised) else "~", inline.content)
            case Code(text=text):
                return iter((self._fixed(_code(text)),))
            case Link():
                return self._link(inline)
            case Image():
                return self.image(inline)
            case NoteCall(number=number):
                return iter((self._fixed(f"[^{number}]"),))
            case Span(content=content, language=language):
                return self._between("[", content, f"]{{lang={language}}}")
            case LineBreak() | SectionNumber() | CaptionNumber() | TargetLabel():
                return iter(())

    # Words ------------------------------------------------------------------------------------

    def _text(self, text: str) -> Iterator[Piece]:
        core = text.strip()
        first = len(text) - len(text.lstrip()) if core else len(text)
        for index, character in enumerate(text):
            edge = index < first or index >= first + len(core)
            forced = self._forced(text, index)
            yield forced or self._character(character, edge=edge or self.shifted)
            self.column += 1

    def _forced(self, text: str, index: int) -> Piece | None:
        if not self.setting.newlines:
            return None
        if self.column == 0 and _FORCED.match(text, index):
            return Piece(f"\\{text[index]}")
        begins = text[index] == ":" and 0 < index == self.column
        if begins and _CAPTION.fullmatch(text[:index]) and text[index + 1 : index + 2] == " ":
            return Piece("\\:")
        return None

    def _character(self, character: str, *, edge: bool) -> Piece:
        if character.isspace():
            entity = _NAMES.get(character, f"&#{ord(character)};")
            return self._either(character, entity, Care.ENTITY) if edge else Piece(character)
        starts = self.column < _AT_THE_START and character in string.punctuation
        special = character in _ANYWHERE or (self.setting.heading and character == "#")
        if starts or special or (self.shifted and character == "$"):
            return self._either(character, f"\\{character}")
        return Piece(character)

    def _either(self, plain: str, careful: str, care: Care = Care.BACKSLASH) -> Piece:
        return Piece(plain, careful, care, next(self.groups))

    def _fixed(self, written: str) -> Piece:
        self.column += len(written)
        return Piece(written)

    def _break(self, *, edge: bool) -> Piece:
        self.column = 0
        if edge or not (self.setting.newlines or self.setting.heading):
            return Piece("<br>")
        if self.setting.heading:
            return Piece("\\\n")
        if self.setting.lines is not None:
            return self._either("\n", "\\\n", Care.SIGN)
        return self._either("\\\n", "<br>", Care.SIGN)

    # What holds words -------------------------------------------------------------------------

    def _separator(self) -> Piece:
        return self._either("", _SEPARATOR, Care.COMMENT)

    def _wrapped(self, sign: str, other: str | None, content: Inlines) -> Iterator[Piece]:
        group = next(self.groups)
        delimiter = Piece(sign, other if self.depth % 2 else None, Care.SIGN, group)
        self.depth += 1
        yield self._separator()
        yield delimiter
        self.column += len(sign)
        yield self._separator()
        yield from self._inlines(content)
        self.depth -= 1
        yield self._separator()
        yield delimiter
        yield self._separator()

    def _raised(self, sign: str, content: Inlines) -> Iterator[Piece]:
        """Directly after what it is raised beside."""
        outer, self.shifted = self.shifted, True
        yield from self._between(sign, content, sign)
        self.shifted = outer
        yield self._separator()

    def _between(self, before: str, content: Inlines, after: str) -> Iterator[Piece]:
        yield self._fixed(before)
        yield from self._inlines(content)
        yield self._fixed(after)

    def _link(self, link: Link) -> Iterator[Piece]:
        words = _only_words(link.content)
        if self.setting.lines is Lines.CONTACT and words and link.title is None:
            yield self._either(words, f"[{_escaped(words)}](<{_bracketed(link.target)}>)")
            return
        bare = link.target.removeprefix("mailto:") if "@" in words else link.target
        if link.title is None and words == bare and _AUTOLINK.fullmatch(link.target):
            yield self._either(f"<{words}>", f"[{_escaped(words)}](<{_bracketed(link.target)}>)")
            return
        yield from self._between("[", link.content, "](")
        yield from self.destination(link.target, link.title)
        yield self._fixed(")")

    def destination(self, target: str, title: str | None) -> Iterator[Piece]:
        """What stands between the brackets of a link or picture."""
        yield self._either(target, f"<{_bracketed(target)}>", Care.SIGN)
        if title is not None:
            quoted = title.replace("\n", "&#10;")
            careful = re.sub(r'([\\"&|])', r"\\\1", title).replace("\n", "&#10;")
            yield self._either(f' "{quoted}"', f' "{careful}"')

    def image(self, image: Image, title: str | None = None) -> Iterator[Piece]:
        """A picture, with a caption if it stands alone."""
        alternative = image.alternative
        words = (Text(alternative.text),) if isinstance(alternative, AlternativeText) else ()
        yield from self._between("![", words, "](")
        yield from self.destination(address_of(image, self.setting.places), title)
        yield self._fixed(")" if image.width is None else f"){{width={image.width}%}}")


def _only_words(content: Inlines) -> str:
    """The words of a passage that is nothing else."""
    match content:
        case (Text(text=text),):
            return text
    return ""


def _code(text: str) -> str:
    runs = {len(run) for run in re.findall("`+", text)}
    ticks = "`" * next(count for count in itertools.count(1) if count not in runs)
    spaced = text[:1] == text[-1:] == " " and text.strip(" ")
    edge = " " if spaced or text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{edge}{text}{edge}{ticks}"


def _bracketed(target: str) -> str:
    return re.sub(r"([\\<>&])", r"\\\1", target)


def _escaped(words: str) -> str:
    return re.sub(r"([\\`*_\[\]<>&~^!{}])", r"\\\1", words)


def rendered(pieces: Iterable[Piece], careful: frozenset[int]) -> str:
    """The pieces in one line of text, those of some groups written carefully."""
    return "".join(
        piece.careful if piece.careful is not None and piece.group in careful else piece.plain
        for piece in pieces
    )
