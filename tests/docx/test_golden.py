"""The markup of small documents, kept as text: what changes in a template is seen here."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from generator.document import model
from generator.document.facts import Contact
from generator.document.model import Document
from tests.docx.documents import (
    W,
    call,
    code,
    document,
    figure,
    heading,
    image,
    inlines,
    link,
    listed,
    note,
    packed,
    paragraph,
    part,
    quote,
    table,
)
from tests.docx.strategies import PICTURES

GOLDEN = Path(__file__).parent / "golden"

CASES: dict[str, Document] = {
    "inlines": document(
        paragraph(
            model.Strong(inlines("strong")),
            model.Emphasis(inlines("both ", model.Strong(inlines("at once")))),
            model.Strikethrough(inlines("old")),
            model.Code("a  b"),
            model.LineBreak(),
            model.Abbreviation("AB", "a better", first=True, explained=False),
            " & non\u2011breaking\u00ad",
        ),
    ),
    "links": document(
        heading(2, "Aims"),
        paragraph(link("https://example.org/?a=1&b=2", "out", title="Tip"), link("#aims", "in")),
        model.Figure(image("A chart"), None, "https://example.org/?a=1&b=2", model.Position(1)),
        pictures=PICTURES,
    ),
    "lists": document(
        listed(
            (paragraph("one"), paragraph("more of one"), code("a\n  b")),
            (paragraph("two"), listed(paragraph("three"), start=3)),
            (quote(paragraph("quoted")),),
        ),
    ),
    "quotations": document(
        quote(paragraph("one"), quote(paragraph("deeper"), code("x"))),
        quote(heading(3, "Apart"), listed(paragraph("item"))),
    ),
    "tables": document(
        table(("Year", "Births"), ("2023", "10"), caption="Births by year", row_headers=True),
        table(("A", "B"), ("1", "2")),
        table(("C",)),
    ),
    "pictures": document(
        figure("A chart", "Sales"),
        figure(None),
        paragraph("Inline ", image("A plan", "plan.svg")),
        pictures=PICTURES,
    ),
    "notes": document(
        paragraph("One", call(1), " two", call(2), " one again", call(1, 2)),
        notes=(
            note(1, paragraph("First."), calls=2),
            note(2, listed(paragraph("item")), code("c")),
        ),
    ),
    "languages": document(
        paragraph("Croeso", language="cy"),
        paragraph("He said ", model.Span(inlines("שלום!"), "he"), "."),
        paragraph("日本", language="ja"),
    ),
    "right-to-left": document(
        paragraph("مرحبا ABC (1)"),
        table(("أ", "ب")),
        language="ar",
    ),
    "front-matter": document(
        paragraph("Body."),
        category=inlines("News"),
        summary=inlines("In short."),
        organisation="Home Office",
        contact=Contact(email="a@example.org"),
        licence="OGL",
    ),
}


def markup(given: Document) -> str:
    """The body, and the footnotes if there are any, indented."""
    data = packed(given)
    names = ["word/document.xml"] + (["word/footnotes.xml"] if given.notes else [])
    return "".join(_indented(part(data, name)) for name in names)


def _indented(root: etree._Element) -> str:
    body = root.find(W + "body")
    whole = root if body is None else body
    etree.indent(whole)
    lines = etree.tostring(whole, encoding="unicode").splitlines()
    lines[0] = lines[0].partition(" ")[0] + ">"  # without the namespaces
    return "\n".join(line.rstrip() for line in lines) + "\n"


@pytest.mark.golden
@pytest.mark.parametrize("name", CASES)
def test_markup_is_as_it_was(name: str, pytestconfig: pytest.Config) -> None:
    file = GOLDEN / f"{name}.xml"
    found = markup(CASES[name])
    if pytestconfig.getoption("--accept", default=False):
        file.write_text(found, encoding="utf-8")
    assert found == file.read_text(encoding="utf-8")
