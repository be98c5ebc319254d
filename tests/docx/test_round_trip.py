"""What is packed is read back, whatever stands in what, in every direction of writing."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from generator.document import model
from generator.document.model import Document
from generator.readback.docx import read_back
from tests.docx.documents import (
    HERE,
    call,
    code,
    differences,
    document,
    heading,
    image,
    inlines,
    link,
    listed,
    note,
    packed,
    paragraph,
    quote,
    table,
)
from tests.docx.strategies import PICTURES, documents


@pytest.mark.parametrize(
    "many",
    [pytest.param(15, marks=pytest.mark.slow), pytest.param(1000, marks=pytest.mark.soak)],
)
def test_every_document_reads_back_as_it_was_written(many: int) -> None:
    @settings(
        max_examples=many,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.generate),
    )
    @given(documents())
    def each(given_document: Document) -> None:
        assert differences(given_document) == []

    each()


def definitions(*blocks: model.Block) -> model.DefinitionList:
    return model.DefinitionList((model.Definition((inlines("term"),), (blocks,), HERE),), HERE)


CASES: dict[str, tuple[model.Block, ...]] = {
    "lists in a row, the second with wider numbers": (
        listed(paragraph("a")),
        listed(paragraph("b"), start=98),
        listed(paragraph("c"), start=1),
    ),
    "quotations in a row": (quote(paragraph("a")), quote(paragraph("b"))),
    "quotations in a row, in a quotation": (
        quote(quote(paragraph("a")), quote(paragraph("b"))),
        quote(quote(paragraph("c"))),
    ),
    "a quotation after a list that ends in one": (
        listed(quote(paragraph("a"))),
        quote(paragraph("b")),
    ),
    "quotation, list, quotation, list": (
        quote(listed((paragraph("a"), quote(listed(paragraph("b")), paragraph("c"))))),
        paragraph("d"),
    ),
    "items that begin with anything": (
        listed(
            listed(paragraph("a")),
            quote(paragraph("b")),
            code("c"),
            heading(3, "D"),
            table(("e",)),
            model.ThematicBreak(HERE),
            (),
            definitions(paragraph("f")),
        ),
    ),
    "anything in a definition, after a list": (
        listed(paragraph("a")),
        definitions(
            listed(paragraph("b")),
            paragraph("c"),
            quote(paragraph("d")),
            table(("e",)),
            definitions(code("f"), paragraph("g")),
        ),
        quote(paragraph("h")),
    ),
    "definitions in an item": (
        listed((paragraph("a"), definitions(paragraph("b"), listed(paragraph("c"))))),
        paragraph("d"),
    ),
    "tables in a row, in a quotation": (quote(table(("a",)), table(("b",))), quote(table(("c",)))),
    "an empty quotation": (listed(paragraph("a")), quote(), paragraph("b")),
    "an empty quotation in an item": (listed((paragraph("a"), quote()), paragraph("b")),),
    "combining marks beside a change of direction": (
        paragraph("e\u0301 \u05d0\u0301 b\u0301", model.Code("\u0301\u05d0"), language="he"),
    ),
    "spaces that are no white space": (paragraph("\u2003x\u3000", link("a", "b", title=" t ")),),
    "empty code": (code(""), code("\n"), paragraph("a")),
}


@pytest.mark.parametrize("name", CASES)
def test_containers_come_back(name: str) -> None:
    assert differences(document(*CASES[name])) == []


@pytest.mark.parametrize("name", CASES)
def test_containers_come_back_from_a_list_and_from_a_quotation(name: str) -> None:
    inside = (paragraph("first"), *CASES[name], paragraph("last"))
    assert differences(document(listed(inside, paragraph("next")))) == []
    assert differences(document(quote(*inside), paragraph("next"))) == []


def test_pictures_are_those_of_the_source_wherever_they_stand() -> None:
    """In a contents list too, in notes, silent, and drawn from SVG."""
    given = document(
        *(
            model.Heading(2, inlines(image(f"Part {n}"), " words" * 100), f"h{n}", HERE)
            for n in range(12)
        ),
        paragraph(image(None), image("plan", "plan.svg"), call(1)),
        table(("a",)),
        model.DefinitionList(
            (
                model.Definition(
                    (inlines("One"),), ((paragraph("x ", image("plan", "plan.svg")),),), HERE
                ),
                model.Definition((inlines(image("chart"), " two"),), ((paragraph("y"),),), HERE),
            ),
            HERE,
        ),
        notes=(note(1, paragraph("See ", image("in a note"))),),
        pictures=PICTURES,
    )
    assert differences(given) == []
    shown = read_back(packed(given)).pictures
    assert shown is not None
    assert len(shown) == 12 + 12 + 3 + 2
