"""Documents for round trips: the whole model, nested at random."""

from __future__ import annotations

import io
from collections.abc import Mapping

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from PIL import Image as Pillow

from generator.document import model
from generator.document.facts import Contact
from generator.document.kinds import Alignment, Scope
from generator.document.model import Block, Blocks, Inline, Inlines, Position
from generator.document.pictures import Alternative, AlternativeText, Decorative, Picture, Raster

HERE = Position(1)
LANGUAGES = ("cy", "fr", "ar", "ja", "he")


def png(width: int = 30, height: int = 20) -> bytes:
    stream = io.BytesIO()
    Pillow.new("RGB", (width, height), "navy").save(stream, "PNG")
    return stream.getvalue()


PICTURES: Mapping[str, Picture] = {
    "chart.png": Picture("chart.png", "image/png", png(), 30, 20),
    "plan.svg": Picture(
        "plan.svg",
        "image/svg+xml",
        b'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>',
        30,
        20,
        Raster("image/png", png(60, 40), 60, 40),
    ),
}

words = st.text(
    st.sampled_from("ab &<é\u0301\u05d0ب日ç.,-1\u00ad\u2011\u00a0"), min_size=1, max_size=12
)
solid = words.filter(lambda text: bool(text.strip(" \u00ad")))


def inlines(depth: int = 2) -> SearchStrategy[Inlines]:
    return st.lists(inline(depth), min_size=1, max_size=4).map(tuple)


def inline(depth: int) -> SearchStrategy[Inline]:
    leaves: list[SearchStrategy[Inline]] = [
        words.map(model.Text),
        solid.map(model.Code),
        st.builds(model.Abbreviation, st.just("AB"), solid, st.booleans(), st.booleans()),
        st.builds(model.Image, st.sampled_from(sorted(PICTURES)), alternatives, st.just(HERE)),
        st.just(model.LineBreak()),
    ]
    if not depth:
        return st.one_of(leaves)
    inner = inlines(depth - 1)
    return st.one_of(
        *leaves,
        st.builds(model.Emphasis, inner),
        st.builds(model.Strong, inner),
        st.builds(model.Strikethrough, inner),
        st.builds(model.Raised, inlines(0)),
        st.builds(model.Lowered, inlines(0)),
        st.builds(model.Span, inner, st.sampled_from(LANGUAGES)),
        st.builds(
            model.Link,
            st.sampled_from(("https://a.example/b?c=d&e", "page.html", "#target", "mailto:a@b.c")),
            inlines(0),
            st.none() | solid,
            st.just(HERE),
        ),
    )


alternatives: SearchStrategy[Alternative] = st.one_of(
    solid.map(lambda text: AlternativeText("x" + text)), st.just(Decorative())
)

language = st.none() | st.sampled_from(LANGUAGES)
said = inlines().map(lambda content: (model.Text("w"), *content))


def blocks(depth: int) -> SearchStrategy[Blocks]:
    return st.lists(block(depth), max_size=4).map(tuple)


def block(depth: int) -> SearchStrategy[Block]:
    leaves: list[SearchStrategy[Block]] = [
        st.builds(model.Paragraph, said, st.just(HERE), language),
        st.builds(
            model.Heading, st.integers(2, 6), said, st.uuids().map(str), st.just(HERE), language
        ),
        st.builds(
            model.CodeBlock,
            st.text(st.sampled_from("a \t\n<"), max_size=8),
            st.none(),
            st.just(HERE),
            language,
        ),
        st.just(model.ThematicBreak(HERE)),
        figures,
        tables(),
    ]
    if not depth:
        return st.one_of(leaves)
    inner = blocks(depth - 1)
    some = st.lists(block(depth - 1), min_size=1, max_size=3).map(tuple)
    items = st.lists(st.builds(model.ListItem, inner, st.just(HERE)), min_size=1, max_size=3)
    return st.one_of(
        *leaves,
        st.builds(
            model.List,
            st.none() | st.integers(0, 120),
            st.booleans(),
            items.map(tuple),
            st.just(HERE),
            language,
        ),
        st.builds(model.BlockQuote, some, st.just(HERE), language),
        st.builds(model.Division, some, st.sampled_from(LANGUAGES), st.just(HERE)),
        st.builds(
            model.DefinitionList,
            st.lists(
                st.builds(
                    model.Definition,
                    st.lists(said, min_size=1, max_size=2).map(tuple),
                    st.lists(some, min_size=1, max_size=2).map(tuple),
                    st.just(HERE),
                ),
                min_size=1,
                max_size=2,
            ).map(tuple),
            st.just(HERE),
            language,
        ),
    )


figures: SearchStrategy[Block] = st.builds(
    model.Figure,
    st.builds(
        model.Image,
        st.sampled_from(sorted(PICTURES)),
        solid.map(lambda text: AlternativeText("y" + text)),
        st.just(HERE),
    ),
    st.none() | said,
    st.sampled_from((None, "https://a.example/", "#target")),
    st.just(HERE),
    language,
) | st.just(model.Figure(model.Image("chart.png", Decorative(), HERE), None, None, HERE))


@st.composite
def tables(draw: st.DrawFn) -> model.Table:
    columns = draw(st.integers(1, 3))
    by_row = draw(st.booleans())
    alignment = st.sampled_from(list(Alignment))

    def row(scope: Scope | None, first: Scope | None) -> model.Row:
        cells = [
            model.Cell(draw(said), first if index == 0 else scope, draw(alignment))
            for index in range(columns)
        ]
        return model.Row(tuple(cells), HERE)

    return model.Table(
        caption=draw(st.none() | said),
        head=(row(Scope.COLUMN, Scope.COLUMN),),
        rows=tuple(
            row(None, Scope.ROW if by_row else None) for _ in range(draw(st.integers(0, 2)))
        ),
        position=HERE,
        language=draw(language),
    )


TARGET = model.Heading(2, (model.Text("The target"),), "target", HERE)


@st.composite
def documents(draw: st.DrawFn, depth: int = 4) -> model.Document:
    """A document with a heading to link to and a note that is called twice."""
    calls = [model.NoteCall(1, 1, HERE), model.NoteCall(2, 1, HERE), model.NoteCall(1, 2, HERE)]
    called = [model.Paragraph((model.Text("call"), call), HERE) for call in calls]
    before, between = draw(blocks(depth)), draw(blocks(depth))
    notes = (
        model.Note(1, 2, draw(blocks(2)), HERE),
        model.Note(2, 1, draw(blocks(2)), HERE),
    )
    return model.Document(
        metadata=model.Metadata(
            title=draw(said),
            language=draw(st.sampled_from(("en-GB", "cy", "ar"))),
            category=draw(st.none() | said),
            summary=draw(st.none() | said),
            contact=draw(st.none() | st.just(Contact(email="a@b.example", text="Us"))),
            licence=draw(st.none() | st.just("OGL")),
        ),
        blocks=(*before, TARGET, called[0], *between, *called[1:]),
        notes=notes,
        pictures=PICTURES,
        path="generated.md",
        source_hash="0" * 64,
    )
