"""Random documents come back from every format as they went in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from hypothesis.internal.conjecture import engine

from generator.building.drawing import drawn
from generator.building.format_stages import Task, make
from generator.content.formats import FORMATS
from generator.content.job import Options
from generator.document.model import Document, Heading, Metadata, Paragraph, Position, Text
from generator.document.pictures import Picture
from generator.packagers import fonts
from tests.strategies import documents

DOT = Path(__file__).parent / "samples" / "pictures" / "dot.png"
PICTURE = Picture("dot.png", "image/png", DOT.read_bytes(), 64, 64)
SLOW = {
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
    "phases": (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
}
QUICK = {**SLOW, "phases": (Phase.explicit, Phase.generate)}
"""For `make test`: making a failure smaller takes minutes, which `make soak` has."""


@pytest.fixture(autouse=True)
def one_subset(monkeypatch: pytest.MonkeyPatch) -> None:
    """One font for all documents: cutting one for each takes longer than all the rest."""
    cut = fonts.subset
    monkeypatch.setattr(fonts, "subset", lambda face, _: cut(face, ""))


SOME = 15
"""Random documents in `make test`; `make soak` has thousands."""


def comes_back(document: Document, name: str) -> bool:
    """Whether it was made at all: a table too wide for any page is refused, as layout finds."""
    made = make(Task(drawn(document), name, Options(epoch=0), "random"))
    told = [*made.proof.findings, *made.packed.findings]
    if any(finding.rule == "pdf-table" and finding.line for finding in told):
        return False
    assert not told, "\n".join(str(finding) for finding in told)
    return True


@pytest.mark.slow
@pytest.mark.parametrize("name", ["html", "docx", "epub", "txt"])
@settings(max_examples=SOME, **QUICK)  # type: ignore[arg-type]
@given(data=st.data())
def test_a_random_document_comes_back(name: str, data: st.DataObject) -> None:
    assume(comes_back(data.draw(documents(PICTURE, covered=False)), name))


@pytest.mark.slow
@settings(max_examples=SOME, **QUICK)  # type: ignore[arg-type]
@given(document=documents(PICTURE, covered=True, most=4))
def test_a_random_document_comes_back_from_pdf(document: Document) -> None:
    assume(comes_back(document, "pdf"))


@pytest.mark.parametrize("name", FORMATS)
def test_an_entry_of_the_contents_list_does_not_lend_its_language_to_those_below(name: str) -> None:
    """Found by the soak, in the PDF."""
    at = Position(1)
    headings = [("one", 2, None), ("two", 2, "pl"), ("three", 3, None), ("four", 2, None)]
    words = Paragraph((Text("word " * 1000 + "end"),), at)
    document = Document(
        metadata=Metadata(title=(Text("Title"),), language="en-GB"),
        blocks=(
            *(Heading(level, (Text(each),), each, at, tag) for each, level, tag in headings),
            words,
        ),
        notes=(),
        pictures={},
        path="random.md",
        source_hash="0" * 64,
    )
    assert comes_back(document, name)


SIZES = st.sampled_from([4] * 10 + [8] * 6 + [20] * 3 + [60])
"""How many blocks a document has at its top level: with those inside them, up to some hundreds."""
SHARDS = range(10)


@pytest.fixture
def room_for_long_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hypothesis gives up on an example of more than 8 KiB of choices; ours are longer."""
    monkeypatch.setattr(engine, "BUFFER_SIZE", 64 * 1024)


@pytest.mark.soak
@pytest.mark.usefixtures("room_for_long_documents")
@pytest.mark.parametrize("shard", SHARDS)
def test_thousands_of_documents_come_back(shard: int) -> None:
    @settings(max_examples=5000 // len(SHARDS), **SLOW)  # type: ignore[arg-type]
    @given(document=SIZES.flatmap(lambda most: documents(PICTURE, covered=False, most=most)))
    def each(document: Document) -> None:
        for name in ("html", "docx", "epub", "txt"):
            assert comes_back(document, name)

    each()


@pytest.mark.soak
@pytest.mark.usefixtures("room_for_long_documents")
@pytest.mark.parametrize("shard", SHARDS)
def test_a_thousand_documents_come_back_from_pdf(shard: int) -> None:
    @settings(max_examples=1000 // len(SHARDS), **SLOW)  # type: ignore[arg-type]
    @given(document=SIZES.flatmap(lambda most: documents(PICTURE, covered=True, most=most)))
    def each(document: Document) -> None:
        assume(comes_back(document, "pdf"))

    each()
