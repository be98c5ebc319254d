"""The tag tree is the document's own, on any paper and at any size of text; so is what is seen."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import pytest

from generator.building.drawing import drawn
from generator.building.format_stages import as_read_in
from generator.content.added_text import add_text
from generator.content.formats import FORMATS
from generator.content.job import Job, Options
from generator.packagers.pdf import make
from generator.packagers.pdf.page_design import PageDesign
from generator.readback.pdf import read_back_own
from generator.source import read_source
from tests.conftest import ROOT, declared_fonts
from tests.long_documents import LONG
from tests.pdf.model_tags import model_tags
from tests.pdf.tree import Tag, folded, tags_in

DESIGNS = (PageDesign("A5"), PageDesign("A4", 18))
QUICK = ("announcement", "footnotes", "mixed-lists", "table-rich")
SAMPLES = sorted(
    path.stem for path in [*ROOT.glob("tests/samples/*.md"), *ROOT.glob("source/*.md")]
)


def differences(wanted: Tag, found: Tag) -> str:
    """What two trees differ in, line by line; "" where they are equal."""
    if wanted == found:
        return ""
    return "\n".join(list(unified_diff(list(wanted.lines()), list(found.lines()), n=2))[:40])


def job_of(source: Path) -> Job:
    document = drawn(read_source(source)[0])
    document = as_read_in(document, FORMATS["pdf"])
    return Job(document, add_text(document), Options(fonts=declared_fonts(source)))


def wanted_of(job: Job) -> Tag:
    return folded(model_tags(job.document, job.added_text))


def assert_the_same_on_any_paper(source: Path, designs: tuple[PageDesign, ...]) -> None:
    job = job_of(source)
    for design in designs:
        data = make(job, design).data
        assert not differences(wanted_of(job), folded(tags_in(data))), design
        assert read_back_own(data).faults == (), design


@pytest.mark.parametrize("name", QUICK)
def test_the_tree_is_the_models(name: str, samples: dict[str, Path]) -> None:
    assert_the_same_on_any_paper(samples[name], (PageDesign("A5", 18),))


@pytest.mark.slow
@pytest.mark.parametrize("name", [*SAMPLES, *LONG])
def test_the_published_tree_is_the_models(
    name: str, samples: dict[str, Path], built_samples: dict[str, list[Path]]
) -> None:
    [first] = [path for path in built_samples[name] if path.name == f"{name}.pdf"]
    assert not differences(wanted_of(job_of(samples[name])), folded(tags_in(first.read_bytes())))


@pytest.mark.slow
@pytest.mark.parametrize("name", SAMPLES)
def test_the_tree_is_the_same_on_any_paper(name: str, samples: dict[str, Path]) -> None:
    assert_the_same_on_any_paper(samples[name], DESIGNS)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["sixty-pages", "long-table"])
def test_the_tree_of_a_long_document_is_the_same_on_small_paper(
    name: str, samples: dict[str, Path]
) -> None:
    assert_the_same_on_any_paper(samples[name], (PageDesign("A5", 18),))


@pytest.mark.soak
@pytest.mark.parametrize("name", LONG)
def test_the_tree_of_a_long_document_is_the_same_on_any_paper(
    name: str, samples: dict[str, Path]
) -> None:
    assert_the_same_on_any_paper(samples[name], DESIGNS)


def test_a_tree_that_differs_is_told() -> None:
    paragraph, heading = Tag("P", {}, ["Words"]), Tag("H2", {}, ["Words"])
    other = Tag("P", {"lang": "cy"}, ["Words"])
    assert not differences(paragraph, folded(Tag("P", {}, [" Words "])))
    for altered in (heading, other, Tag("P", {}, ["Other words"]), Tag("P", {}, [paragraph])):
        assert differences(paragraph, altered)
