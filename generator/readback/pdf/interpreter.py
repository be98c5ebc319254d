"""Content streams, read as a viewer reads them (ISO 32000-1, 7.8, 8.4, 9.4 and 14.6)."""

# ruff: noqa: ANN401 (pikepdf objects are what the file holds)

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from math import hypot
from typing import Any

import pikepdf

from generator.readback.pdf.fonts import UNKNOWN, Font, read_font
from generator.readback.pdf.page_text import (
    Appearance,
    Box,
    Owner,
    PageContent,
    Paint,
    Piece,
    Raster,
    Shape,
    intersection,
    union,
)

Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[float, float, float]

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
BLACK: Colour = (0.0, 0.0, 0.0)
WORD_GAP = -200
"""A shift in thousandths of the font size that stands for a space between words."""
DEEPEST_FORM = 20
MOST_FORMS = 10_000
"""Drawings within drawings of one page, each as often as it is drawn."""
INVISIBLE_MODES = {3, 7}


def multiply(first: Matrix, second: Matrix) -> Matrix:
    """`first`, then `second`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


@dataclass(slots=True)
class _State:
    """The graphics state, as far as it decides what text is read and seen."""

    matrix: Matrix
    clip: Box
    colour: Colour | None = BLACK
    alpha: float = 1.0
    font: Font | None = None
    size: float = 1.0
    character_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


@dataclass(slots=True)
class _Mark:
    """An open marked-content sequence."""

    owner: Owner | None
    artifact: bool
    actual: str | None
    first_piece: int
    outer_actual: bool


@dataclass(slots=True)
class _Path:
    boxes: list[Box] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    rectangular: bool = True
    clips: bool = False


class Interpreter:
    """Reads the pages of one file; fonts are read once."""

    def __init__(self) -> None:
        """Begin with no fonts known."""
        self._fonts: dict[tuple[int, int], Font] = {}

    def page(self, page: pikepdf.Page, number: int) -> PageContent:
        """What a page shows."""
        left, bottom, right, top = (float(edge) for edge in page.cropbox)
        area = min(left, right), min(bottom, top), max(left, right), max(bottom, top)
        content = PageContent(number, area)
        run = _Run(self, content, page.obj.objgen)
        run.stream(page, page.obj.get("/Resources", pikepdf.Dictionary()), _State(IDENTITY, area))
        return content

    def font(self, dictionary: pikepdf.Dictionary) -> Font:
        """A font by its dictionary."""
        key = dictionary.objgen
        if key == (0, 0):
            return read_font(dictionary)
        if key not in self._fonts:
            self._fonts[key] = read_font(dictionary)
        return self._fonts[key]


class _Run:
    """One page being read."""

    def __init__(
        self, interpreter: Interpreter, content: PageContent, stream: tuple[int, int]
    ) -> None:
        self._interpreter = interpreter
        self._content = content
        self._stream = stream
        self._marks: list[_Mark] = []
        self._depth = 0
        self._forms = 0
        self._order = 0
        self._state = _State(IDENTITY, content.visible_area)
        self._stack: list[_State] = []
        self._resources: Any = pikepdf.Dictionary()
        self._path = _Path()
        self._point = (0.0, 0.0)
        self._text_matrix: Matrix = IDENTITY
        self._line_matrix: Matrix = IDENTITY

    def stream(self, source: Any, resources: Any, state: _State) -> None:
        """Carry out a page's or form's operators."""
        outer = self._state, self._stack, self._resources
        self._state, self._stack, self._resources = state, [], resources
        for instruction in pikepdf.parse_content_stream(source):
            self._order += 1
            action = _OPERATORS.get(str(instruction.operator))
            if action is not None:
                action(self, list(instruction.operands))
        self._state, self._stack, self._resources = outer

    def _resource(self, kind: str, name: Any) -> Any:
        return self._resources.get(kind, pikepdf.Dictionary()).get(str(name))

    # Graphics state ----------------------------------------------------------------------------

    def save(self, _: Sequence[Any]) -> None:
        self._stack.append(replace(self._state))

    def restore(self, _: Sequence[Any]) -> None:
        if self._stack:
            self._state = self._stack.pop()

    def transform(self, operands: Sequence[Any]) -> None:
        self._state.matrix = multiply(_matrix(operands), self._state.matrix)

    def set_state(self, operands: Sequence[Any]) -> None:
        state = self._resource("/ExtGState", operands[0])
        if state is None:
            return
        if "/ca" in state:
            self._state.alpha = float(state.ca)
        if "/Font" in state:
            self._state.font = self._interpreter.font(state.Font[0])
            self._state.size = float(state.Font[1])

    def set_colour(self, operands: Sequence[Any]) -> None:
        self._state.colour = _colour(
            [float(each) for each in operands if not isinstance(each, pikepdf.Name)]
        )

    def set_colour_space(self, _: Sequence[Any]) -> None:
        self._state.colour = BLACK

    # Paths and pictures ------------------------------------------------------------------------

    def rectangle(self, operands: Sequence[Any]) -> None:
        x, y, width, height = (float(each) for each in operands)
        self._path.boxes.append(self._box(x, y, x + width, y + height))
        self._path.shapes.append((x, y, width, height))

    def move(self, operands: Sequence[Any]) -> None:
        self._point = float(operands[-2]), float(operands[-1])

    def line(self, operands: Sequence[Any]) -> None:
        (x, y), self._point = self._point, (float(operands[-2]), float(operands[-1]))
        self._path.boxes.append(self._box(x, y, *self._point))
        self._path.shapes.append((x, y, *self._point))
        self._path.rectangular = False

    def clip(self, _: Sequence[Any]) -> None:
        self._path.clips = True

    def fill(self, _: Sequence[Any]) -> None:
        if self._path.rectangular and self._state.alpha == 1:
            for box in self._path.boxes:
                self._paint(box, self._state.colour)
        self.end_path(_)

    def end_path(self, _: Sequence[Any]) -> None:
        if self._path.clips and self._path.boxes:
            self._state.clip = intersection(self._state.clip, union(self._path.boxes))
        mark = self._marks[-1] if self._marks else None
        if mark and mark.owner and not (mark.artifact or self._path.clips):
            self._content.shapes += [(mark.owner, shape) for shape in self._path.shapes]
        self._path = _Path()

    def draw(self, operands: Sequence[Any]) -> None:
        drawn = self._resource("/XObject", operands[0])
        if drawn is None:
            return
        if drawn.get("/Subtype") == "/Image":
            self._raster(drawn)
            if self._state.alpha == 1 and "/SMask" not in drawn and "/Mask" not in drawn:
                self._paint(self._box(0, 0, 1, 1), None)
        elif drawn.get("/Subtype") == "/Form" and self._depth < DEEPEST_FORM:
            self._form(drawn)

    def _raster(self, drawn: Any) -> None:
        a, b, c, d, _, _ = self._state.matrix
        mark = self._marks[-1] if self._marks else None
        self._content.rasters.append(
            Raster(
                pixels=(int(drawn.Width), int(drawn.Height)),
                width=hypot(a, b),
                height=hypot(c, d),
                box=self._box(0, 0, 1, 1),
                owner=mark.owner if mark else None,
                artifact=bool(mark and mark.artifact),
            )
        )

    def inline_image(self, _: Sequence[Any]) -> None:
        self._paint(self._box(0, 0, 1, 1), None)

    def _form(self, form: Any) -> None:
        """A form's marks belong to the form (14.7.4.2), unless it has none and one is open."""
        self._forms += 1
        if self._forms > MOST_FORMS:
            raise ValueError("its drawings draw each other without end")
        state = replace(self._state)
        state.matrix = multiply(_matrix(form.get("/Matrix", IDENTITY)), state.matrix)
        outer, self._stream = self._stream, form.objgen
        self._depth += 1
        self.stream(form, form.get("/Resources", self._resources), state)
        self._depth -= 1
        self._stream = outer

    def _paint(self, box: Box, colour: Colour | None) -> None:
        painted = intersection(box, self._state.clip)
        if painted[2] - painted[0] > 1 and painted[3] - painted[1] > 1:
            self._content.paints.append(Paint(painted, colour, self._order))

    def _box(self, x0: float, y0: float, x1: float, y1: float, matrix: Matrix | None = None) -> Box:
        a, b, c, d, e, f = matrix or self._state.matrix
        xs = (a * x0 + c * y0 + e, a * x1 + c * y0 + e, a * x0 + c * y1 + e, a * x1 + c * y1 + e)
        ys = (b * x0 + d * y0 + f, b * x1 + d * y0 + f, b * x0 + d * y1 + f, b * x1 + d * y1 + f)
        return min(xs), min(ys), max(xs), max(ys)

    # Marked content ----------------------------------------------------------------------------

    def begin_mark(self, operands: Sequence[Any]) -> None:
        around = self._marks[-1] if self._marks else None
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, pikepdf.Name):
            properties = self._resource("/Properties", properties)
        if not isinstance(properties, pikepdf.Dictionary):
            properties = pikepdf.Dictionary()
        owner = around.owner if around else None
        if "/MCID" in properties:
            owner = self._stream, int(properties.MCID)
        actual = properties.get("/ActualText")
        self._marks.append(
            _Mark(
                owner=owner,
                artifact=operands[0] == "/Artifact" or bool(around and around.artifact),
                actual=None if actual is None else str(actual),
                first_piece=len(self._content.pieces),
                outer_actual=bool(around and (around.outer_actual or around.actual is not None)),
            )
        )

    def end_mark(self, _: Sequence[Any]) -> None:
        if not self._marks:
            return
        mark = self._marks.pop()
        if mark.actual is not None and not mark.outer_actual:
            self._say_instead(mark, mark.actual)

    def _say_instead(self, mark: _Mark, actual: str) -> None:
        """One piece for all glyphs whose text /ActualText replaces (14.9.4)."""
        pieces = self._content.pieces
        shown = pieces[mark.first_piece :]
        del pieces[mark.first_piece :]
        if not shown:
            x, y = self._text_matrix[4:]
            look = Appearance(self._state.colour, invisible=False, clip=self._state.clip)
            pieces.append(
                Piece(
                    text=actual,
                    owner=mark.owner,
                    artifact=mark.artifact,
                    exact=True,
                    box=self._box(x, y, x, y),
                    size=0,
                    order=self._order,
                    appearance=look,
                    shown="",
                )
            )
            return
        first = shown[0]
        first.shown = "".join(piece.text for piece in shown)
        first.text, first.exact = actual, True
        first.box = union([piece.box for piece in shown])
        pieces.append(first)

    # Text --------------------------------------------------------------------------------------

    def begin_text(self, _: Sequence[Any]) -> None:
        self._text_matrix = self._line_matrix = IDENTITY

    def set_font(self, operands: Sequence[Any]) -> None:
        dictionary = self._resource("/Font", operands[0])
        self._state.font = None if dictionary is None else self._interpreter.font(dictionary)
        self._state.size = float(operands[1])

    def set_text_matrix(self, operands: Sequence[Any]) -> None:
        self._text_matrix = self._line_matrix = _matrix(operands)

    def move_line(self, operands: Sequence[Any]) -> None:
        shift: Matrix = (1, 0, 0, 1, float(operands[0]), float(operands[1]))
        self._text_matrix = self._line_matrix = multiply(shift, self._line_matrix)

    def move_line_and_lead(self, operands: Sequence[Any]) -> None:
        self._state.leading = -float(operands[1])
        self.move_line(operands)

    def next_line(self, _: Sequence[Any]) -> None:
        self.move_line((0, -self._state.leading))

    def show(self, operands: Sequence[Any]) -> None:
        self._show([operands[0]])

    def show_adjusted(self, operands: Sequence[Any]) -> None:
        self._show(operands[0])

    def show_on_next_line(self, operands: Sequence[Any]) -> None:
        self.next_line(())
        self._show([operands[-1]])

    def show_spaced(self, operands: Sequence[Any]) -> None:
        self._state.word_space, self._state.character_space = float(operands[0]), float(operands[1])
        self.show_on_next_line(operands)

    def _show(self, items: Any) -> None:
        state = self._state
        if state.font is None:
            return
        parts: list[str] = []
        advance = 0.0
        for item in items:
            if isinstance(item, pikepdf.String):
                decoded = state.font.decode(bytes(item))
                parts.append(decoded.text)
                advance += decoded.advance / 1000 * state.size
                advance += (
                    decoded.glyphs * state.character_space + decoded.spaces * state.word_space
                )
            else:
                if item < WORD_GAP and parts and not parts[-1].endswith(" "):
                    parts.append(" ")
                advance -= float(item) / 1000 * state.size
        self._add("".join(parts), advance * state.stretch)

    def _add(self, text: str, advance: float) -> None:
        state = self._state
        matrix = multiply(self._text_matrix, state.matrix)
        box = self._box(0, state.rise, advance, state.rise + 0.5 * state.size, matrix)
        a, b, c, d, e, f = self._text_matrix
        self._text_matrix = (a, b, c, d, e + advance * a, f + advance * b)
        if not text:
            return
        mark = self._marks[-1] if self._marks else None
        invisible = state.mode in INVISIBLE_MODES or state.alpha == 0
        self._content.unknown_glyphs += text.count(UNKNOWN)
        text = text.replace(UNKNOWN, "\N{REPLACEMENT CHARACTER}")
        self._content.pieces.append(
            Piece(
                text=text,
                owner=mark.owner if mark else None,
                artifact=bool(mark and mark.artifact),
                exact=False,
                box=box,
                size=abs(state.size * (matrix[2] ** 2 + matrix[3] ** 2) ** 0.5),
                order=self._order,
                appearance=Appearance(state.colour, invisible, state.clip),
            )
        )


def _matrix(values: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in values)
    return a, b, c, d, e, f


def _colour(components: list[float]) -> Colour | None:
    match components:
        case [grey]:
            return grey, grey, grey
        case [red, green, blue]:
            return red, green, blue
        case [cyan, magenta, yellow, black]:
            return (
                1 - min(1, cyan + black),
                1 - min(1, magenta + black),
                1 - min(1, yellow + black),
            )
        case _:
            return None


def _setter(name: str, factor: float = 1.0) -> Callable[[_Run, Sequence[Any]], None]:
    def set_value(run: _Run, operands: Sequence[Any]) -> None:
        setattr(run._state, name, float(operands[0]) * factor)  # noqa: SLF001

    return set_value


_OPERATORS: dict[str, Callable[[_Run, Sequence[Any]], None]] = {
    "q": _Run.save,
    "Q": _Run.restore,
    "cm": _Run.transform,
    "gs": _Run.set_state,
    **dict.fromkeys(("g", "rg", "k", "sc", "scn"), _Run.set_colour),
    "cs": _Run.set_colour_space,
    "re": _Run.rectangle,
    "m": _Run.move,
    **dict.fromkeys(("l", "c", "v", "y"), _Run.line),
    **dict.fromkeys(("W", "W*"), _Run.clip),
    **dict.fromkeys(("f", "F", "f*", "B", "B*", "b", "b*"), _Run.fill),
    **dict.fromkeys(("S", "s", "n"), _Run.end_path),
    "Do": _Run.draw,
    "INLINE IMAGE": _Run.inline_image,
    **dict.fromkeys(("BDC", "BMC"), _Run.begin_mark),
    "EMC": _Run.end_mark,
    "BT": _Run.begin_text,
    "Tf": _Run.set_font,
    "Tc": _setter("character_space"),
    "Tw": _setter("word_space"),
    "Tz": _setter("stretch", 0.01),
    "TL": _setter("leading"),
    "Ts": _setter("rise"),
    "Tr": _setter("mode"),
    "Tm": _Run.set_text_matrix,
    "Td": _Run.move_line,
    "TD": _Run.move_line_and_lead,
    "T*": _Run.next_line,
    "Tj": _Run.show,
    "TJ": _Run.show_adjusted,
    "'": _Run.show_on_next_line,
    '"': _Run.show_spaced,
}
