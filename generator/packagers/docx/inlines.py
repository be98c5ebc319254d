"""Inlines to runs: nesting becomes properties, as WordprocessingML has it."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from generator.document.kinds import CaptionKind
from generator.document.languages import direction, script
from generator.document.model import (
    Abbreviation,
    CaptionNumber,
    Code,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteCall,
    SectionNumber,
    Span,
    TargetLabel,
    Text,
    Wrapper,
)
from generator.document.words import words_for
from generator.packagers.docx.measures import TEXT_HEIGHT
from generator.packagers.docx.registry import Registry, Relationships
from generator.packagers.docx.views import (
    CaptionNumberView,
    Chars,
    Content,
    LinkView,
    Mark,
    NoteAgainView,
    NoteView,
    PictureView,
    Piece,
    Run,
    RunProperties,
    Stretch,
    TargetLabelView,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where inlines stand: their language, the room for pictures, whether all is bold."""

    language: str
    room: int
    bold: bool = False


@dataclass(frozen=True, slots=True)
class _State:
    """What holds for a stretch of text. `place` differs between neighbouring links."""

    language: str
    wrappers: frozenset[str] = frozenset()
    """The names of the inlines around, but for links and spans."""
    code: bool = False
    link: LinkView | None = None
    place: int = 0
    refers: bool = False
    """True in a reference: what its link leads to has the words."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece with its properties and its link."""

    piece: Piece
    properties: RunProperties
    link: LinkView | None
    place: int


@dataclass(slots=True)
class Inliner:
    """Turns the inlines of one part into runs.

    `anchors` says which call of a note is its first in the body; every other call is a
    cross-reference to that. `calls` says how often a note is called.
    """

    registry: Registry
    relationships: Relationships
    anchors: dict[int, int]
    calls: dict[int, int]
    _links: int = field(default=0)

    @property
    def _spoken(self) -> str:
        return self.registry.document.metadata.language

    def content(self, inlines: Inlines, setting: Setting, link: str | None = None) -> Content:
        """The runs of `inlines`, all inside a link to `link` if that is given."""
        state = _State(setting.language)
        if link is not None:
            state = self._linked(state, link, None)
        return _stretches(self._pieces(inlines, state, setting))

    def plain(self, text: str, setting: Setting, link: str | None = None) -> Content:
        """The runs of literal text."""
        return self.content((Text(text),), setting, link)

    def code(self, text: str, setting: Setting) -> Content:
        """The runs of a code block: lines end in breaks."""
        state = _State(setting.language, code=True)
        pieces = self._text(text, state, setting)
        return _stretches(
            dataclasses.replace(piece, properties=dataclasses.replace(piece.properties, style=None))
            for piece in pieces
        )

    def mark(self, language: str) -> RunProperties:
        """The properties of a paragraph mark: the paragraph's language."""
        return RunProperties(
            language=None if language == self._spoken else language,
            right_to_left=direction(language) == "rtl",
        )

    # Pieces ------------------------------------------------------------------------------------

    def _pieces(self, inlines: Inlines, state: _State, setting: Setting) -> Iterator[_Piece]:
        for inline in inlines:
            yield from self._inline(inline, state, setting)

    def _inline(self, inline: Inline, state: _State, setting: Setting) -> Iterator[_Piece]:
        match inline:
            case Text(text=text):
                yield from self._text(text, state, setting)
            case Code(text=text):
                yield from self._text(text, dataclasses.replace(state, code=True), setting)
            case Abbreviation():
                yield from self._text(_expanded(inline), state, setting)
            case SectionNumber(text=text):
                yield from self._text(f"{text} ", state, setting)
            case CaptionNumber():
                yield self._piece(self._caption_number(inline), state, setting)
                yield from self._text(inline.separator, state, setting)
            case TargetLabel():
                yield self._label(inline, state, setting)
            case LineBreak():
                yield self._piece(Mark.BREAK, state, setting)
            case Image():
                yield self._piece(self._picture(inline, state, setting), state, setting)
            case NoteCall():
                yield self._call(inline, state, setting)
            case Span(content=inner, language=language):
                spoken = dataclasses.replace(state, language=language)
                yield from self._pieces(inner, spoken, setting)
            case Link(target=target, content=inner, title=title, reference=refers):
                inside = dataclasses.replace(self._linked(state, target, title), refers=refers)
                yield from self._pieces(inner, inside, setting)
            case _ if isinstance(inline, Wrapper):
                inside = dataclasses.replace(
                    state, wrappers=state.wrappers | {type(inline).__name__}
                )
                yield from self._pieces(inline.content, inside, setting)

    def _linked(self, state: _State, target: str, title: str | None) -> _State:
        self._links += 1
        link = self.registry.link(target, title, self.relationships)
        return dataclasses.replace(state, link=link, place=self._links)

    def _text(self, text: str, state: _State, setting: Setting) -> Iterator[_Piece]:
        around = direction(state.language) == "rtl" and not state.code
        for part, right_to_left in _directions(text, around):
            properties = self._properties(state, setting, right_to_left=right_to_left)
            for token in _TOKENS.findall(part):
                yield _Piece(_MARKS.get(token) or Chars(token), properties, state.link, state.place)

    def _piece(self, piece: Piece, state: _State, setting: Setting) -> _Piece:
        right_to_left = direction(state.language) == "rtl"
        properties = self._properties(state, setting, right_to_left=right_to_left)
        if isinstance(piece, NoteView | NoteAgainView):
            properties = dataclasses.replace(
                properties,
                style="FootnoteReference",
                bold="Strong" in state.wrappers,
                italic="Emphasis" in state.wrappers,
            )
        return _Piece(piece, properties, state.link, state.place)

    def _picture(self, image: Image, state: _State, setting: Setting) -> PictureView:
        room = setting.room, TEXT_HEIGHT * 4 // 5
        return self.registry.pictures.place(image, self.relationships, room, state.link)

    def _caption_number(self, given: CaptionNumber) -> CaptionNumberView:
        bookmark = None
        if given.identifier is not None:
            bookmark = self.registry.bookmarks.place(given.identifier)
        sequence = _sequence(given.kind, self._spoken)
        return CaptionNumberView(sequence, given.before, given.number, given.after, bookmark)

    def _label(self, given: TargetLabel, state: _State, setting: Setting) -> _Piece:
        """A field; words where no link leads, as in the contents list of a heading that refers."""
        if state.link is None or state.link.anchor is None or not state.refers:
            return self._piece(Chars(given.text), state, setting)
        view = TargetLabelView(state.link.anchor, given.text, number=given.kind is None)
        return self._piece(view, state, setting)

    def _call(self, call: NoteCall, state: _State, setting: Setting) -> _Piece:
        bookmark = None
        if self.calls[call.number] > 1:
            bookmark = self.registry.bookmarks.note(call.number)
        if self.anchors.get(call.number) == call.occurrence:
            return self._piece(NoteView(call.number, bookmark), state, setting)
        assert bookmark is not None  # noqa: S101 (a note without anchor was refused)
        return self._piece(NoteAgainView(str(call.number), bookmark.name), state, setting)

    # Properties --------------------------------------------------------------------------------

    def _properties(
        self, state: _State, setting: Setting, *, right_to_left: bool = False
    ) -> RunProperties:
        """One character style, the strongest; what it does not say is said directly."""
        style = _style(state)
        return RunProperties(
            style=style,
            bold="Strong" in state.wrappers and (style != "Strong" or setting.bold),
            italic="Emphasis" in state.wrappers and style != "Emphasis",
            wrappers=state.wrappers - _STYLED,
            far_east=FAR_EAST_FONTS.get(script(state.language) or ""),
            right_to_left=right_to_left,
            language=None if state.language == self._spoken else state.language,
        )


def _style(state: _State) -> str | None:
    if state.code:
        return "HTMLCodeLink" if state.link else "HTMLCode"
    if state.link:
        return "Hyperlink"
    if "Strong" in state.wrappers:
        return "Strong"
    return "Emphasis" if "Emphasis" in state.wrappers else None


_STYLED = frozenset(("Strong", "Emphasis"))
"""What has a character style, or else is bold or italic; `run_properties` says the rest."""


FAR_EAST_FONTS = {
    "Jpan": "Yu Gothic",
    "Hans": "Microsoft YaHei",
    "Hant": "Microsoft JhengHei",
    "Kore": "Malgun Gothic",
}
"""Fonts that Word and Windows bring, by script; the styles name one for other documents."""

COMPLEX_FONTS = {
    **dict.fromkeys(
        ("Beng", "Deva", "Gujr", "Guru", "Knda", "Mlym", "Orya", "Sinh", "Taml", "Telu"),
        "Nirmala UI",
    ),
    **dict.fromkeys(("Khmr", "Laoo", "Thai"), "Leelawadee UI"),
    "Mymr": "Myanmar Text",
}
"""The same for complex scripts that the font of the styles does not have."""


def _expanded(abbreviation: Abbreviation) -> str:
    if abbreviation.first and not abbreviation.explained:
        return f"{abbreviation.text} ({abbreviation.expansion})"
    return abbreviation.text


def _sequence(kind: CaptionKind, language: str) -> str:
    """The name by which Word counts captions: its own word for them, as `Table` or `Tabelle`.

    That of the document's language, whatever that of a caption: all are counted together.
    """
    label = words_for(language)[f"numbered_{kind}"].replace("{number}", "")
    return re.sub(r"\W+", "_", label.strip(" .")) or kind.title()


def _stretches(pieces: Iterator[_Piece]) -> Content:
    """Pieces grouped by link, then by properties."""
    return tuple(
        Stretch(link, tuple(_runs(list(group))))
        for (_, link), group in groupby(pieces, key=lambda piece: (piece.place, piece.link))
    )


def _runs(pieces: list[_Piece]) -> Iterator[Run]:
    for properties, group in groupby(pieces, key=lambda piece: piece.properties):
        same = [piece.piece for piece in group]
        for alone, parts in groupby(same, key=lambda piece: isinstance(piece, _ALONE)):
            if alone:
                yield from (Run(properties, (part,)) for part in parts)
            else:
                yield Run(properties, tuple(parts))


_ALONE = NoteView | NoteAgainView | PictureView | CaptionNumberView | TargetLabelView
"""Pieces in runs of their own: a field is several runs, and some readers (pandoc) take a picture
for the whole of its run, as Word always writes it."""


# Characters -----------------------------------------------------------------------------------

_MARKS = {
    "\t": Mark.TAB,
    "\n": Mark.BREAK,
    "\u00ad": Mark.SOFT_HYPHEN,
    "\u2011": Mark.NO_BREAK_HYPHEN,
}
_TOKENS = re.compile(r"[\t\n\u00ad\u2011]|[^\t\n\u00ad\u2011]+")


def _directions(text: str, right_to_left: bool) -> Iterator[tuple[str, bool]]:  # noqa: FBT001
    """Text in parts that Word must set in one direction each.

    ISO 29500-1, 17.3.2.30: `w:rtl` is for right-to-left characters only, and without it Word
    sets their neighbours from left to right. Neutral characters between two parts of one
    direction are theirs, others go with the text around.
    """
    if text.isascii() and not right_to_left:
        yield text, False
        return
    strong = list(_strongs(text))
    if not right_to_left and True not in strong:
        yield text, False
        return
    resolved = _resolved(strong, right_to_left)
    for way, group in groupby(zip(text, resolved, strict=True), key=lambda pair: pair[1]):
        yield "".join(character for character, _ in group), way


def _strongs(text: str) -> Iterator[bool | None]:
    """For each character: right to left (True), left to right (False) or neutral (None).

    A combining mark goes with what it stands on (UAX #9, W1), so that no run parts them.
    """
    before: bool | None = None
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind != "NSM":
            before = _STRONG.get(kind)
        yield before


_STRONG = {"R": True, "AL": True, "L": False}


def _resolved(strong: list[bool | None], around: bool) -> list[bool]:  # noqa: FBT001
    """Each neutral stretch between two equal directions takes theirs, else that of `around`."""
    resolved: list[bool] = []
    before = around
    index = 0
    while index < len(strong):
        here = strong[index]
        if here is not None:
            resolved.append(here)
            before = here
            index += 1
            continue
        end = index
        while end < len(strong) and strong[end] is None:
            end += 1
        after = strong[end] if end < len(strong) else around
        resolved += [before if before == after else around] * (end - index)
        index = end
    return resolved
