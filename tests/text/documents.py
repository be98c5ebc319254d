"""Random documents that try to be mistaken for our own labels."""

from __future__ import annotations

from hypothesis import strategies as st

from generator.document import model
from generator.document.facts import Contact
from generator.document.kinds import Alignment, Scope
from generator.document.pictures import AlternativeText, Decorative, Picture
from generator.document.words import every_language
from generator.packagers.text.passages import Speaker, visible

AT = model.Position(1)
ENGLISH = "en-GB"

SIGNS = (
    "•", "• ", "1.", "1. ", "2.1. ", "•1. ", "1.• ", "Title:", "Title: ", "Heading 2:",
    "Heading 7: ", "Table:", "Table: ", "Columns:", "Columns: ", "Caption: ", "Term: ",
    "Definition:", "Quote:", "Code:", "[End of table]", "[End of quote]", "[End of code]",
    "* * *", "[1]", "[Note 1]", "Note 1:", "Note 1: ", "[", "]", "[Image]", "[Image: ",
    "[Image: x]", "[deleted: ", "[deleted: x]", "(empty)", "(names each row)", " (see ", "(see x)",
    " <", "<", ">", " <https://example.org/>", "; ", ";", ": ", ":", "(", ")", "Row", "Column 2",
    "see ", "empty", "x: y", "- ", "# ", "> ", "|", "\n", "\n\n", " ", "  ", "\t", "{{ x }}",
    "{% x %}", "&amp;", "www.example.org", "a@example.org", "020 7946 0000", "x",
    "https://example.org/", "+44 (020) 7946-0000", "02079460000", "(020) 7946 000", " ", ". ",
    " a@example.org ", "(a@example.org)", "Email: ", "Telephone: ", "Website: ", "Website: x",
)  # fmt: skip
OTHERS_SIGNS = tuple(
    sign
    for words in every_language()
    for sign in (
        f"{words.title}: ", f"{words.heading.format(level=2)}: ", f"{words.table}:",
        f"{words.code}:",
        f"{words.quote}:", f"[{words.end_of_quote}]", f"[{words.image}: ", f"[{words.deleted}: x]",
        f"({words.empty})", f" ({words.see.format(heading='x')})", f"{words.caption}: ",
    )
)  # fmt: skip
"""The same in every language: only one of them is that of the document."""
INVISIBLE = (
    "\u2060", "\u2063", "\u2064", "\u200e", "\u200f", "\u061c", "\u2066", "\u2067", "\u2068",
    "\u2069", "\u200b", "\u200c", "\u200d", "\u00ad", "\ufeff", "\ufffc", "\u2028", "\u2029",
    "\u00a0", "\u3000",
)  # fmt: skip
LETTERS = (
    "a", "Z", "é", "e\u0301", "\u0301", "\u0338", "ש", "שלום", "مرحبا", "٣", "漢", "한", "\u1100",
    "\u1161", "\U0001f469\u200d\U0001f467", "\U0001f3f3\ufe0f\u200d\U0001f308", "ﬁ", "½", "İ",
    "ẞ", "क्ष",
)  # fmt: skip

hostile = st.lists(
    st.sampled_from(SIGNS)
    | st.integers(0, len(OTHERS_SIGNS) - 1).map(OTHERS_SIGNS.__getitem__)  # a short repr
    | st.sampled_from(INVISIBLE)
    | st.sampled_from(LETTERS),
    max_size=6,
).map("".join)
any_text = hostile | st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=8)
languages = st.sampled_from([None] * 6 + ["cy", "he", "ar", "en-US", "az-Arab"])
targets = st.sampled_from(
    [
        "https://example.org/", "https://example.org", "mailto:a@example.org", "tel:02079460000",
        "x",
        "a>b", "#", "page.html", "../x(y)[z]", "https://example.org/שלום", "a\u2060b\u2063",
        "https://www.example.org", "www.example.org", "#gone", "a@example.org", "+442079460000",
    ]
)  # fmt: skip
HEADINGS = ("first", "second", "third", "fourth")
internal = st.sampled_from([f"#{identifier}" for identifier in HEADINGS])


ADDRESSES = (
    (model.Text("a@example.org"), "mailto:a@example.org"),
    (model.Text("020 7946 0000"), "tel:02079460000"),
    (model.Text("02079460000"), "tel:02079460000"),
    (model.Text("www.example.org/a"), "https://www.example.org/a"),
)


def images() -> st.SearchStrategy[model.Image]:
    """Pictures that speak, and silent ones."""
    words = hostile.filter(lambda text: text.strip(" \n\t") != "")
    alternatives = st.builds(AlternativeText, words) | st.just(Decorative())
    return st.builds(model.Image, st.just("dot.png"), alternatives, st.just(AT))


leaves: st.SearchStrategy[model.Inline] = st.one_of(
    st.builds(model.Text, any_text),
    st.builds(model.Text, any_text),
    st.builds(model.Code, any_text),
    st.builds(model.Abbreviation, any_text, any_text, st.booleans(), st.booleans()),
    st.builds(model.NoteCall, st.integers(1, 3), st.just(1), st.just(AT)),
    images(),
    st.just(model.LineBreak()),
    st.just(model.SectionNumber("1.2")),
    st.just(model.TargetLabel("1.2", None)),
    st.builds(model.Raised, st.builds(model.Text, any_text).map(lambda text: (text,))),
    st.builds(model.Lowered, st.builds(model.Text, any_text).map(lambda text: (text,))),
)


def _around(inner: st.SearchStrategy[model.Inline]) -> st.SearchStrategy[model.Inline]:
    content = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(
        st.builds(model.Emphasis, content),
        st.builds(model.Strong, content),
        st.builds(model.Strikethrough, content),
        st.builds(model.Link, targets | internal, content, st.none(), st.just(AT)),
        targets.map(lambda target: model.Link(target, (model.Text(target),), None, AT)),
        st.sampled_from(ADDRESSES).map(lambda each: model.Link(each[1], (each[0],), None, AT)),
        st.builds(model.Span, content, st.sampled_from(["he", "cy", "ar"])),
    )


any_inline = st.recursive(leaves, _around, max_leaves=4)
passages: st.SearchStrategy[model.Inlines] = st.lists(any_inline, max_size=4).map(tuple)


def _figures() -> st.SearchStrategy[model.Figure]:
    captions = st.none() | passages
    links = st.none() | targets | internal
    return st.builds(model.Figure, images(), captions, links, st.just(AT), languages)


@st.composite
def tables(draw: st.DrawFn) -> model.Table:
    """Tables with and without row headers, empty corners, empty cells and no rows."""
    columns = draw(st.integers(1, 3))
    by_row, corner = draw(st.booleans()), columns > 1 and draw(st.booleans())

    def cells(first: Scope | None, others: Scope | None) -> tuple[model.Cell, ...]:
        scopes = [first, *[others] * (columns - 1)]
        start = Alignment.START
        said = [draw(passages) for _ in scopes]
        heads = [
            scope if visible(Speaker({}).say(words)) else None  # an empty cell heads nothing
            for scope, words in zip(scopes, said, strict=True)
        ]
        return tuple(map(model.Cell, said, heads, [start] * columns))

    header = cells(Scope.COLUMN, Scope.COLUMN)
    if corner:
        header = (model.Cell((), None, Alignment.START), *header[1:])
    heads = Scope.ROW if by_row or corner else None
    rows = tuple(model.Row(cells(heads, None), AT) for _ in range(draw(st.integers(0, 2))))
    caption = draw(st.none() | passages.filter(_speaks))
    return model.Table(caption, (model.Row(header, AT),), rows, AT, draw(languages))


code = st.lists(hostile | st.sampled_from(["", " ", "  [End of code]"]), max_size=5).map("\n".join)
headings = st.builds(
    model.Heading, st.integers(2, 6), passages, st.sampled_from(HEADINGS), st.just(AT), languages
)
simple: st.SearchStrategy[model.Block] = st.one_of(
    st.builds(model.Paragraph, passages, st.just(AT), languages),
    st.builds(model.Paragraph, passages, st.just(AT), languages),
    headings,
    tables(),
    _figures(),
    st.builds(model.CodeBlock, code, st.none(), st.just(AT), languages),
    st.builds(model.ThematicBreak, st.just(AT), languages),
)


def _containers(inner: st.SearchStrategy[model.Block]) -> st.SearchStrategy[model.Block]:
    several = st.lists(inner, max_size=3).map(tuple)
    items = st.lists(st.builds(model.ListItem, several, st.just(AT)), min_size=1, max_size=3)
    terms = st.lists(passages, min_size=1, max_size=2).map(tuple)
    definitions = st.lists(several, min_size=1, max_size=2).map(tuple)
    entries = st.builds(model.Definition, terms, definitions, st.just(AT))
    starts = st.sampled_from([None, None, 1, 0, 7, 999999999])
    return st.one_of(
        st.builds(model.List, starts, st.booleans(), items.map(tuple), st.just(AT), languages),
        st.builds(
            model.DefinitionList,
            st.lists(entries, min_size=1, max_size=2).map(tuple),
            st.just(AT),
            languages,
        ),
        st.builds(model.BlockQuote, several, st.just(AT), languages),
        st.builds(model.Division, several, st.sampled_from(["he", "cy"]), st.just(AT)),
    )


any_block = st.recursive(simple, _containers, max_leaves=6)
any_blocks: st.SearchStrategy[model.Blocks] = st.lists(any_block, max_size=4).map(tuple)
notes = st.lists(any_blocks, max_size=2).map(
    lambda given: tuple(model.Note(n, 1, blocks, AT) for n, blocks in enumerate(given, 1))
)
contacts = st.builds(
    Contact,
    st.none() | any_text,
    st.sampled_from([None, "a@example.org"]),
    st.sampled_from([None, "+44 20 7946 0000", "020 7946 0000 (Mondays)"]),
    st.none() | any_text,
    st.sampled_from([None, "https://example.org/", "www.example.org"]),
)


@st.composite
def documents(draw: st.DrawFn) -> model.Document:
    """A document; every heading that a link may name is in it."""
    language = draw(st.sampled_from([ENGLISH, "he", "cy", "ar", "fr", "hi", "ja", "zh", "eu"]))
    metadata = model.Metadata(
        title=draw(any_text.map(lambda text: (model.Text(text),))),
        language=language,
        category=draw(st.none() | passages.filter(_speaks)),
        summary=draw(st.none() | passages.filter(_speaks)),
        organisation=draw(st.none() | any_text.filter(_is_seen)),
        contact=draw(st.none() | contacts),
        licence=draw(st.none() | any_text),
    )
    last = tuple(model.Heading(2, draw(passages), identifier, AT) for identifier in HEADINGS)
    return of(*draw(any_blocks), *last, metadata=metadata, notes=draw(notes))


def _is_seen(text: str) -> bool:
    return text.strip(" \t\n") != ""


def _speaks(content: model.Inlines) -> bool:
    return any(isinstance(inline, model.Text) and _is_seen(inline.text) for inline in content)


def of(
    *blocks: model.Block,
    metadata: model.Metadata | None = None,
    notes: tuple[model.Note, ...] = (),
) -> model.Document:
    """A document that holds `blocks`."""
    title = model.Metadata((model.Text("A title"),), ENGLISH)
    dot = Picture("dot.png", "image/png", b"no text shows it", 1, 1)
    return model.Document(metadata or title, blocks, notes, {dot.name: dot}, "random.md", "0" * 64)
