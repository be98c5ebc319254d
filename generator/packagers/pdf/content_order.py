"""The page's operators, written again in the order in which the page is read.

WeasyPrint paints as CSS 2.1, appendix E says: markers, notes and floats after the text. Many
readers take words in the order of painting, so content is written in the order of the tag tree:
lines, grounds and silent pictures first, since words stand upon them; then the content; artifacts
that have words last. Each stretch of marked content takes its graphics state with it.

ISO 32000-1, 8.4.2, 14.6 and 14.8.2; ISO 14289-1, 7.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

_FILL, _STROKE = frozenset({b"g", b"rg", b"k"}), frozenset({b"G", b"RG", b"K"})
_FILL_PART, _STROKE_PART = frozenset({b"sc", b"scn"}), frozenset({b"SC", b"SCN"})
_PARAMETERS = frozenset({b"w", b"J", b"j", b"M", b"d", b"Tr"})
_PATH = frozenset({b"m", b"l", b"c", b"v", b"y", b"h", b"re"})
_CLIP = frozenset({b"W", b"W*"})
_PAINT = frozenset({b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"Do", b"sh"})
_TEXT = frozenset({b"Tj", b"TJ"})


@dataclass(frozen=True, slots=True)
class State:
    """What decides how operators paint: `frame` transforms and clips, `look` says the rest."""

    frame: tuple[Any, ...] = ()
    look: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)

    def framed(self, operators: Iterable[Any]) -> State:
        """With a transformation or a clip more."""
        return State((*self.frame, *operators), self.look)

    def looking(self, kind: str, *operators: Any) -> State:  # noqa: ANN401
        """With one parameter changed."""
        return State(self.frame, {**self.look, kind: operators})


@dataclass(slots=True, eq=False)
class Stretch:
    """A marked-content sequence; `number` is WeasyPrint's, None for an artifact of layout.

    What is painted outside of any sequence is one that is not `marked`.
    """

    number: int | None
    before: State
    marked: bool = True
    operators: list[Any] = field(default_factory=list)
    after: State = field(default_factory=State)

    @property
    def has_text(self) -> bool:
        """True if it shows glyphs."""
        return any(_keyword(operator) in _TEXT for operator in self.operators)


def stretches(operators: Iterable[Any]) -> list[Stretch]:
    """The marked content of a page in the order of painting, each with its graphics state."""
    reader = _Reader()
    for operator in operators:
        reader.take(operator)
    return reader.found


def written(ordered: Iterable[tuple[Stretch, bytes]]) -> list[Any]:
    """The operators that paint each stretch in its own state, behind its opening operator."""
    out: list[Any] = []
    now: State | None = None
    for stretch, opening in ordered:
        wanted = stretch.before
        if now is None or now.frame != wanted.frame or now.look.keys() - wanted.look.keys():
            out += [] if now is None else [b"Q"]
            out += [b"q", *wanted.frame]
            now = State(wanted.frame)
        for kind, setting in wanted.look.items():
            if now.look.get(kind) != setting:
                out += setting
        out += [opening, *stretch.operators, b"EMC"] if stretch.marked else stretch.operators
        now = stretch.after
    return out if now is None else [*out, b"Q"]


def _keyword(operator: Any) -> bytes:  # noqa: ANN401
    """The operator's name, which its operands precede; b"" for what is no operator."""
    return operator.rpartition(b" ")[2] if isinstance(operator, bytes) else b""


class _Reader:
    """Follows the graphics state; BDC and BMC arrive after their operands, one by one."""

    def __init__(self) -> None:
        self.found: list[Stretch] = []
        self._state = State()
        self._saved: list[State] = []
        self._open: Stretch | None = None
        self._nested = 0
        self._operands: list[Any] = []
        self._path: list[Any] = []
        self._clips = False

    def take(self, operator: Any) -> None:  # noqa: ANN401 (bytes, strings and dictionaries)
        """Read one operator."""
        keyword = _keyword(operator)
        if not isinstance(operator, bytes):
            self._operands.append(operator)
        elif keyword in {b"BDC", b"BMC"}:
            self._begin(self._operands[-1]["MCID"] if keyword == b"BDC" else None)
        elif keyword == b"EMC":
            self._end()
        else:
            self._paint(operator, keyword)
            self._follow(operator, keyword)

    def _begin(self, number: int | None) -> None:
        self._operands.clear()
        if self._open is None:
            self._open = Stretch(number, self._state)
        else:
            self._nested += 1

    def _end(self) -> None:
        if self._nested:
            self._nested -= 1
        elif self._open is not None:
            self._open.after = self._state
            self.found.append(self._open)
            self._open = None

    def _paint(self, operator: bytes, keyword: bytes) -> None:
        """Keep what paints, or belongs to what does."""
        if self._open is not None:
            self._open.operators.append(operator.replace(b">0<", b""))  # a shift of nothing
        elif keyword in _PAINT:
            path = self._path if keyword not in {b"Do", b"sh"} else []
            loose = Stretch(None, self._state, False, [*path, operator], self._state)  # noqa: FBT003
            self.found.append(loose)

    def _follow(self, operator: bytes, keyword: bytes) -> None:
        if keyword in _PATH or keyword in _CLIP:
            self._path.append(operator)
            self._clips = self._clips or keyword in _CLIP
        elif keyword in _PAINT or keyword == b"n":
            if self._clips:
                self._state = self._state.framed([*self._path, b"n"])
            self._path, self._clips = [], False
        elif keyword == b"q":
            self._saved.append(self._state)
        elif keyword == b"Q":
            self._state = self._saved.pop()
        else:
            self._set(operator, keyword)

    def _set(self, operator: bytes, keyword: bytes) -> None:
        state = self._state
        if keyword == b"cm":
            self._state = state.framed([operator])
        elif keyword == b"gs":
            kind = operator[1:2].decode()  # WeasyPrint's names: a1.0 fills, A1.0 strokes, s3
            by_alpha = kind in {"a", "A"}
            self._state = state.looking(kind, operator) if by_alpha else state.framed([operator])
        elif keyword in _FILL or keyword == b"cs":
            self._state = state.looking("fill", operator)
        elif keyword in _STROKE or keyword == b"CS":
            self._state = state.looking("stroke", operator)
        elif keyword in _FILL_PART or keyword in _STROKE_PART:
            kind = "fill" if keyword in _FILL_PART else "stroke"
            self._state = state.looking(kind, *state.look.get(kind, ())[:1], operator)
        elif keyword in _PARAMETERS:
            self._state = state.looking(keyword.decode(), operator)
