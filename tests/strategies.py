"""Random documents over the whole model, for properties that every format must hold."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import strategies as st

from generator.document import model
from generator.document.charts import Chart
from generator.document.facts import SectionNumbering
from generator.document.kinds import Alignment, CalloutKind, Lines, Scope
from generator.document.markers import DECIMAL, Marker, Numbering
from generator.document.pictures import Alternative, AlternativeText, Decorative, Picture
from generator.document.references import with_references
from generator.document.section_numbers import with_numbers
from generator.document.walk import Rebuilding, folded
from tests.charts.strategies import charts

AT = model.Position(1)

LOOK_ALIKES = (
    "- ", "1. ", "# ", "> ", "[1]", "[Image: x]", "<https://example.org/>", "Name: value", "***",
    "{{ x }}", "{% x %}", "<b>", "&amp;", "]]>", "--", "| a | b |", "```", "Title:", "\\", "%d",
)  # fmt: skip
COVERED = "aAbBeEzZ éÉŵŷñß αβγΩ абвЯ 0123456789 .,;:!?'\"“”‘’()-–—&<>/@#*_~`|[]{}+=€£"
"""What the default fonts cover; the PDF can show no more without declared fonts."""
LANGUAGES = ("cy", "fr", "de", "pl", "el", "ru", "en-US")


@dataclass
class Scene:
    """What one document has so far: its notes, its charts, and where links can lead."""

    characters: st.SearchStrategy[str]
    places: list[str] = field(default_factory=list)
    calls: dict[int, int] = field(default_factory=dict)
    charts: dict[str, Chart] = field(default_factory=dict)
    closed: bool = False
    """True while notes are drawn: Word knows no notes within notes, so no source may have them."""


Draw = Callable[[st.SearchStrategy[object]], object]


def characters(*, covered: bool) -> st.SearchStrategy[str]:
    """Characters of running text: those of the default fonts, or of every script."""
    if covered:
        return st.sampled_from(COVERED)
    every = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters="\ufffc")
    return st.one_of(st.sampled_from(COVERED), every)


@st.composite
def words(draw: st.DrawFn, scene: Scene) -> str:
    """A few characters with at least one that is seen."""
    text = draw(
        st.one_of(st.sampled_from(LOOK_ALIKES), st.text(scene.characters, min_size=1, max_size=12))
    )
    return text if any(c.isalnum() for c in text) else f"{text}x"


@st.composite
def inlines(draw: st.DrawFn, scene: Scene, depth: int = 0, *, plain: bool = False) -> model.Inlines:
    """Between one and four inlines; `plain` ones hold no calls, links or pictures."""
    count = draw(st.integers(1, 4 if depth == 0 else 2))
    return tuple(draw(inline(scene, depth, plain=plain)) for _ in range(count))


@st.composite
def inline(draw: st.DrawFn, scene: Scene, depth: int, *, plain: bool) -> model.Inline:
    """Any inline."""
    kinds = ["text", "text", "code", "abbreviation", "raised", "lowered"]
    if depth < 3:
        kinds += ["emphasis", "strong", "strike", "span"]
    if not plain:
        kinds += ["link", "internal", "reference", "image", "decorative", "call", "break"]
    kind = draw(st.sampled_from(kinds))
    return _INLINES[kind](draw, scene, depth, plain)


def _content(draw: st.DrawFn, scene: Scene, depth: int, plain: bool) -> model.Inlines:  # noqa: FBT001
    return (model.Text(draw(words(scene))), *draw(inlines(scene, depth + 1, plain=plain)))


def _link(draw: st.DrawFn, scene: Scene, depth: int, target: str, title: str | None) -> model.Link:
    return model.Link(target, _content(draw, scene, depth, plain=True), title, AT)


def _without_spaces(draw: st.DrawFn, scene: Scene) -> str:
    """Words that can be raised or lowered, or a number as most such words are."""
    number = st.integers(0, 99).map(str)
    return draw(st.one_of(number, words(scene).map(lambda given: "".join(given.split()))))


def _call(draw: st.DrawFn, scene: Scene) -> model.Inline:
    if scene.closed:
        return model.Text("uncalled")
    known = len(scene.calls)
    number = draw(st.integers(1, min(known + 1, 5)))
    scene.calls[number] = scene.calls.get(number, 0) + 1
    return model.NoteCall(number, scene.calls[number], AT)


_ADDRESSES = st.sampled_from(
    [
        "https://example.org/",
        "https://example.org/a?b=1&c=%20#d",
        "mailto:a@example.org",
        "../x.html",
    ]
)
_WIDTHS = st.sampled_from([None, None, 10, 40, 100])
_Made = Callable[[st.DrawFn, Scene, int, bool], model.Inline]
_INLINES: dict[str, _Made] = {
    "text": lambda draw, scene, *_: model.Text(draw(words(scene))),
    "code": lambda draw, scene, *_: model.Code(draw(words(scene))),
    "abbreviation": lambda draw, *_: model.Abbreviation(
        "ABC", "A Better Case", first=draw(st.booleans()), explained=draw(st.booleans())
    ),
    "emphasis": lambda *given: model.Emphasis(_content(*given)),
    "strong": lambda *given: model.Strong(_content(*given)),
    "strike": lambda *given: model.Strikethrough(_content(*given)),
    "raised": lambda draw, scene, *_: model.Raised((model.Text(_without_spaces(draw, scene)),)),
    "lowered": lambda draw, scene, *_: model.Lowered((model.Text(_without_spaces(draw, scene)),)),
    "span": lambda draw, *rest: model.Span(_content(draw, *rest), draw(st.sampled_from(LANGUAGES))),
    "link": lambda draw, scene, depth, _: _link(
        draw, scene, depth, draw(_ADDRESSES), draw(st.sampled_from([None, "A title"]))
    ),
    "internal": lambda draw, scene, depth, _: (
        _link(draw, scene, depth, f"#{draw(st.sampled_from(scene.places))}", None)
        if scene.places
        else model.Text("none")
    ),
    "reference": lambda draw, scene, *_: (
        model.Link(f"#{draw(st.sampled_from(scene.places))}", (), None, AT, reference=True)
        if scene.places
        else model.Text("none")
    ),
    "image": lambda draw, scene, *_: model.Image(
        "dot.png", AlternativeText(draw(words(scene))), AT, draw(_WIDTHS)
    ),
    "decorative": lambda *_: model.Image("dot.png", Decorative(), AT),
    "call": lambda draw, scene, *_: _call(draw, scene),
    "break": lambda *_: model.LineBreak(),
}


def _language(draw: st.DrawFn) -> str | None:
    return draw(st.sampled_from([None] * 9 + list(LANGUAGES)))


@st.composite
def blocks(draw: st.DrawFn, scene: Scene, depth: int = 0, most: int = 3) -> model.Blocks:
    """Blocks nested at most six deep."""
    found: model.Blocks = ()
    for _ in range(draw(st.integers(1, most))):
        charted = draw(st.integers(0, 15)) == 15
        found += _chart(draw, scene) if charted else (draw(block(scene, depth)),)
    return found


def _chart(draw: st.DrawFn, scene: Scene) -> model.Blocks:
    """A drawing and its table."""
    made = draw(charts(words(scene)))
    name = f"chart-{len(scene.charts) + 1}.svg" if scene.charts else "chart.svg"
    scene.charts[name] = made.chart
    return made.figure(name), made.table


@st.composite
def block(draw: st.DrawFn, scene: Scene, depth: int) -> model.Block:
    """Any block."""
    kinds = ["paragraph", "paragraph", "lines", "code", "table", "figure", "break"]
    if depth == 0:
        kinds += ["heading"]
    if depth < 6:
        kinds += ["list", "list", "quote", "callout", "division", "definitions"]
    return _BLOCKS[draw(st.sampled_from(kinds))](draw, scene, depth)


def _paragraph(draw: st.DrawFn, scene: Scene, _: int) -> model.Block:
    content = (model.Text(draw(words(scene))), *draw(inlines(scene)))
    return model.Paragraph(content, AT, _language(draw))


def _place(scene: Scene) -> str:
    return f"place-{len(scene.places) + 1}"


def _caption(draw: st.DrawFn, scene: Scene) -> tuple[model.Inlines, str | None]:
    """A caption, and the identifier of what it is the caption of."""
    caption = (model.Text(draw(words(scene))), *draw(inlines(scene)))
    if draw(st.booleans()):
        return caption, None
    scene.places.append(identifier := _place(scene))
    return caption, identifier


def _heading(draw: st.DrawFn, scene: Scene, _: int) -> model.Block:
    identifier = _place(scene)
    content = (model.Text(draw(words(scene))), *draw(inlines(scene, plain=True)))
    scene.places.append(identifier)
    return model.Heading(draw(st.integers(2, 6)), content, identifier, AT, _language(draw))


def _list(draw: st.DrawFn, scene: Scene, depth: int) -> model.Block:
    start = draw(st.sampled_from([None, None, 1, 0, 7, 98]))
    items = tuple(
        model.ListItem(draw(blocks(scene, depth + 1, 2)), AT)
        for _ in range(draw(st.integers(1, 3)))
    )
    marker = DECIMAL
    if start == 1:
        before, after = draw(st.sampled_from([("", "."), ("", ")"), ("(", ")")]))
        marker = Marker(draw(st.sampled_from(list(Numbering))), before, after)
        marker = DECIMAL if marker == Marker(Numbering.DECIMAL, "", ")") else marker
    return model.List(start, draw(st.booleans()), items, AT, _language(draw), marker)


def _definitions(draw: st.DrawFn, scene: Scene, depth: int) -> model.Block:
    entries = tuple(
        model.Definition(
            tuple((model.Text(draw(words(scene))),) for _ in range(draw(st.integers(1, 2)))),
            tuple(draw(blocks(scene, depth + 1, 2)) for _ in range(draw(st.integers(1, 2)))),
            AT,
        )
        for _ in range(draw(st.integers(1, 2)))
    )
    return model.DefinitionList(entries, AT, _language(draw))


def _table(draw: st.DrawFn, scene: Scene, _: int) -> model.Block:
    columns = draw(st.integers(1, 4))
    by_row = draw(st.booleans()) and columns > 1
    corner = by_row and draw(st.booleans())

    def cell(column: int, size: tuple[int, int], *, head: bool) -> model.Cell:
        whole = size[0] == columns > 1
        names = by_row and not column and not whole
        scope = Scope.COLUMN if head else Scope.ROW if names else None
        unnamed = corner and not column and (head or draw(st.integers(0, 3)) == 0)
        if unnamed and not (head and size[0] > 1):
            return model.Cell((), None, Alignment.START, *size)
        empty = scope is None and draw(st.integers(0, 5)) == 0
        content = () if empty else (model.Text(draw(words(scene))), *draw(inlines(scene)))
        return model.Cell(content, scope, draw(st.sampled_from(list(Alignment))), *size)

    counts = draw(st.sampled_from([1, 1, 1, 2, 3])), draw(st.integers(0, 3))
    parts = [draw(joined(count, columns)) for count in counts]
    if len({column for sizes in parts for _, column in sizes}) < columns:
        parts = [unjoined(count, columns) for count in counts]

    def rows(count: int, sizes: Sizes, *, head: bool) -> tuple[model.Row, ...]:
        return tuple(
            model.Row(
                tuple(
                    cell(column, sizes[row, column], head=head)
                    for column in range(columns)
                    if (row, column) in sizes
                ),
                AT,
            )
            for row in range(count)
        )

    caption, identifier = _caption(draw, scene) if draw(st.booleans()) else (None, None)
    head, body = rows(counts[0], parts[0], head=True), rows(counts[1], parts[1], head=False)
    return model.Table(caption, head, body, AT, _language(draw), identifier)


Sizes = dict[tuple[int, int], tuple[int, int]]
"""The columns and rows of each cell, by its row and column."""


def unjoined(rows: int, columns: int) -> Sizes:
    """Each cell alone."""
    return {(row, column): (1, 1) for row in range(rows) for column in range(columns)}


@st.composite
def joined(draw: st.DrawFn, rows: int, columns: int) -> Sizes:
    """Some cells joined; in each row one begins."""
    sizes = unjoined(rows, columns)
    for _ in range(draw(st.sampled_from([0, 0, 1, 2])) if sizes else 0):
        row, column = draw(st.sampled_from(sorted(sizes)))
        wide, high = draw(st.integers(1, columns - column)), draw(st.integers(1, rows - row))
        places = [(y, x) for y in range(row, row + high) for x in range(column, column + wide)]
        others = {place for place in sizes if place not in places}
        whole = all(sizes.get(place) == (1, 1) for place in places)
        if whole and all(any((y, x) in others for x in range(columns)) for y, _ in places[wide:]):
            sizes = {place: size for place, size in sizes.items() if place in others}
            sizes[row, column] = wide, high
    return sizes


def _figure(draw: st.DrawFn, scene: Scene, _: int) -> model.Block:
    alternative: Alternative = AlternativeText(draw(words(scene)))
    caption, identifier = _caption(draw, scene) if draw(st.booleans()) else (None, None)
    if caption is None and draw(st.booleans()):
        alternative = Decorative()
    link = draw(st.one_of(st.none(), _ADDRESSES))
    if isinstance(alternative, Decorative):
        link = None
    image = model.Image("dot.png", alternative, AT, draw(_WIDTHS))
    return model.Figure(image, caption, link, AT, _language(draw), identifier)


def _code(draw: st.DrawFn, scene: Scene, _: int) -> model.Block:
    lines = draw(st.lists(st.text(scene.characters, max_size=20), min_size=1, max_size=4))
    indent = draw(st.sampled_from(["", "  ", "\t"]))
    return model.CodeBlock(f"{indent}x" + "\n".join(lines) + "y", None, AT, _language(draw))


def _callout(draw: st.DrawFn, scene: Scene, depth: int) -> model.Block:
    kind, titled = draw(st.sampled_from(list(CalloutKind))), draw(st.booleans())
    title = (model.Text(f": {draw(words(scene))}"), *draw(inlines(scene))) if titled else ()
    label = (model.Text(kind.title()), *title)
    blocks_inside = draw(blocks(scene, depth + 1, 2))
    return model.Callout(kind, label, blocks_inside, AT, _language(draw), titled)


def _lines(draw: st.DrawFn, scene: Scene, _: int) -> model.Block:
    lines = [
        (model.LineBreak(), model.Text(draw(words(scene))), *draw(inlines(scene)))
        for _ in range(draw(st.integers(1, 3)))
    ]
    content = tuple(itertools.chain.from_iterable(lines))[1:]
    return model.Paragraph(content, AT, _language(draw), draw(st.sampled_from(list(Lines))))


_BLOCKS: dict[str, Callable[[st.DrawFn, Scene, int], model.Block]] = {
    "paragraph": _paragraph,
    "lines": _lines,
    "heading": _heading,
    "list": _list,
    "definitions": _definitions,
    "table": _table,
    "figure": _figure,
    "code": _code,
    "break": lambda *_: model.ThematicBreak(AT),
    "quote": lambda draw, scene, depth: model.BlockQuote(
        draw(blocks(scene, depth + 1, 2)), AT, _language(draw)
    ),
    "callout": _callout,
    "division": lambda draw, scene, depth: model.Division(
        draw(blocks(scene, depth + 1, 2)), draw(st.sampled_from(LANGUAGES)), AT
    ),
}


@st.composite
def documents(draw: st.DrawFn, picture: Picture, *, covered: bool, most: int = 8) -> model.Document:
    """A document of up to `most` top-level blocks, with the notes that they call."""
    scene = Scene(characters(covered=covered))
    title = (model.Text(draw(words(scene))),)
    category = draw(st.one_of(st.none(), st.just((model.Text("News"),))))
    numbering = draw(st.sampled_from([None, None, *SectionNumbering]))
    fact = st.one_of(st.none(), st.none(), words(scene).map(folded))
    reference, status, classification = (draw(fact) for _ in range(3))
    body = draw(blocks(scene, 0, most))
    notes: list[model.Blocks] = []
    scene.closed = True
    while len(notes) < len(scene.calls):
        notes.append(draw(blocks(scene, 1, 2)))
    document = model.Document(
        metadata=model.Metadata(
            title,
            "en-GB",
            category,
            reference=reference,
            status=status,
            classification=classification,
            numbering=numbering,
        ),
        blocks=body,
        notes=tuple(
            model.Note(number, scene.calls[number], content, AT)
            for number, content in enumerate(notes, 1)
        ),
        pictures={picture.name: picture},
        charts=scene.charts,
        path="random.md",
        source_hash="0" * 64,
    )
    return with_references(with_numbers(_on_lines(document)))


def _on_lines(document: model.Document) -> model.Document:
    """The document with each block on a line of its own, as in a source."""
    lines = itertools.count(1)

    def moved(block: model.Block) -> model.Blocks:
        return (dataclasses.replace(block, position=model.Position(next(lines))),)

    return Rebuilding(block=moved).document(document)
