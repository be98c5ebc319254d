"""What the package says of the document's accessibility, and the reason for each claim.

Every claim is made where its reason is there, and no longer made where the reason is taken away.
"""

from __future__ import annotations

import dataclasses
import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from generator.building.build import build
from generator.building.drawing import drawn
from generator.content import file_metadata
from generator.content.added_text import add_text
from generator.content.claims import Claims, claims
from generator.content.job import Job, Options
from generator.document.words import ENGLISH
from generator.findings.errors import ProofError
from generator.packagers import epub, html
from generator.packagers.epub.container import package
from generator.source import read_source
from tests.epub.test_publication import (
    DC,
    OPF,
    SAMPLES,
    XML,
    archive_of,
    changed,
    said,
    with_pages,
)
from tests.html.test_markup import job_of

SOURCES = sorted(SAMPLES.glob("*.md"))
PICTURE = "![Bar chart](chart.png)"


@pytest.fixture
def make(tmp_path: Path) -> Callable[[str], Job]:
    """The job of a document with this body; its pictures lie beside it."""
    for picture in (SAMPLES / "pictures").iterdir():
        shutil.copy(picture, tmp_path)
    return lambda body: job_of(tmp_path, body)


def package_of(job: Job) -> etree._Element:
    """The package document, without the contents."""
    said = epub.claims_of(job)
    data = package(job.document, job.options, said, job.added_text.words, ())
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("EPUB/content.opf"))


Make = Callable[[str], Job]
Change = Callable[[Job], Job]


def unchanged(job: Job) -> Job:
    return job


def reviewed(job: Job) -> Job:
    return changed(job, accessibility_reviewed_by="A. Reader")


def paged(job: Job) -> Job:
    return with_pages(job, (1, 6))


@dataclasses.dataclass(frozen=True, slots=True)
class Claim:
    """A value of a property, a document for which it is true, and one for which it is not."""

    property: str
    value: str
    true: str
    false: str
    when: Change = unchanged
    """What else must be so."""
    elsewise: Change = unchanged


CLAIMS = [
    Claim("schema:accessMode", "visual", PICTURE, "Words."),
    Claim("schema:accessMode", "visual", PICTURE, "![](chart.png)"),
    Claim("schema:accessModeSufficient", "textual", PICTURE, '![](chart.png "Sales")'),
    Claim("schema:accessibilityFeature", "alternativeText", PICTURE, "Words."),
    Claim("schema:accessibilityFeature", "alternativeText", PICTURE, "![](chart.png)"),
    Claim(
        "schema:accessibilityFeature",
        "alternativeText",
        PICTURE,
        f'{PICTURE}\n\n![](dot.png "Sales")',
    ),
    Claim("schema:accessibilityFeature", "structuralNavigation", "## Part", "Part"),
    Claim("schema:accessibilityFeature", "tableOfContents", "## Part", "Part"),
    *(
        Claim("schema:accessibilityFeature", value, "Words.", "Words.", when=paged)
        for value in ("pageNavigation", "pageBreakMarkers")
    ),
    Claim("pageBreakSource", "Case (PDF)", "Words.", "Words.", when=paged),
    Claim(
        "dcterms:conformsTo",
        "EPUB Accessibility 1.1 - WCAG 2.2 Level AA",
        "Words.",
        "Words.",
        when=reviewed,
    ),
    Claim("a11y:certifiedBy", "A. Reader", "Words.", "Words.", when=reviewed),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: f"{claim.value} for {claim.true!r}")
def test_a_claim_goes_with_its_reason(claim: Claim, make: Make) -> None:
    assert claim.value in said(package_of(claim.when(make(claim.true))), claim.property)
    without = claim.elsewise(make(claim.false))
    assert claim.value not in said(package_of(without), claim.property)


def test_a_theme_with_fixed_sizes_is_not_called_transformable(make: Make, tmp_path: Path) -> None:
    theme = tmp_path / "theme" / "epub"
    theme.mkdir(parents=True)
    job = make("Words.")
    themed = dataclasses.replace(job, options=dataclasses.replace(job.options, theme=theme.parent))
    feature = "displayTransformability"
    assert feature in said(package_of(job), "schema:accessibilityFeature")
    for style in ("p { font-size: 12px }", "p { font: 9pt serif }", "p { color: red !important }"):
        (theme / "style.css.jinja").write_text(style, encoding="utf-8")
        assert feature not in said(package_of(themed), "schema:accessibilityFeature"), style


def test_aria_is_claimed_for_roles_that_are_there(make: Make) -> None:
    job = make("Words.")
    assert "ARIA" in said(package_of(job), "schema:accessibilityFeature")
    assert b'role="doc-toc"' in archive_of(job).read("EPUB/nav.xhtml")


def test_a_certificate_is_one_of_the_conformance_that_it_is_about(make: Make) -> None:
    package = package_of(reviewed(make("Words.")))
    [conforms] = [m for m in package.iter() if m.get("property") == "dcterms:conformsTo"]
    [certified] = [m for m in package.iter() if m.get("property") == "a11y:certifiedBy"]
    assert certified.get("refines") == f"#{conforms.get('id')}"


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_every_package_says_its_language_and_no_hazard(source: Path) -> None:
    document = drawn(read_source(source)[0])
    package = package_of(Job(document, add_text(document), Options()))
    tag = document.metadata.language
    assert package.get(f"{XML}lang") == tag
    assert package.findtext(f".//{DC}language") == tag
    assert said(package, "schema:accessibilityHazard") == ["none"]


WRONG: dict[str, Callable[[Claims], Claims]] = {
    "modes": lambda made: dataclasses.replace(made, modes=("textual",)),
    "sufficient": lambda made: dataclasses.replace(made, sufficient=()),
    "features": lambda made: dataclasses.replace(made, features=made.features[1:]),
    "contents": lambda made: dataclasses.replace(made, features=made.features[:-1]),
}


@pytest.mark.parametrize("format_", ["html", "epub"])
@pytest.mark.parametrize("wrong", WRONG)
def test_a_mistake_in_what_is_claimed_is_no_mistake_of_the_proof(
    wrong: str, format_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mistaken(*args: Any, **options: Any) -> Claims:
        return WRONG[wrong](claims(*args, **options))

    for module in (html, epub, file_metadata):  # the last must not ask for it
        monkeypatch.setattr(module, "claims", mistaken, raising=False)
    with pytest.raises(ProofError, match=r"accessib|accessMode"):
        build(SAMPLES / "irish.md", (format_,), Options(epoch=0))


# The summary


@dataclasses.dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the summary, a document of which it is true, and one of which it is not."""

    words: str
    true: str
    false: str
    when: Change = unchanged
    elsewise: Change = unchanged


NOTE = "Words[^n].\n\n[^n]: Note."
TABLE = "| A | B |\n|---|---|\n| c | d |"
SENTENCES = [
    Sentence(ENGLISH.access_headings, "## Part", "Part"),
    Sentence(ENGLISH.access_pages, "Words.", "Words.", when=paged),
    Sentence(ENGLISH.access_pictures, PICTURE, "![](chart.png)"),
    Sentence(ENGLISH.access_pictures, PICTURE, '![](chart.png "Sales")'),
    Sentence(ENGLISH.access_no_pictures, "![](chart.png)", PICTURE),
    Sentence(ENGLISH.access_tables, TABLE, "Words."),
    Sentence(ENGLISH.access_notes, NOTE, "Words."),
    Sentence(ENGLISH.access_by_machine, "Words.", "Words.", elsewise=reviewed),
    Sentence("and reviewed by A. Reader", "Words.", "Words.", when=reviewed),
]


def summary_of(job: Job) -> etree._Element:
    [summary] = [
        meta
        for meta in package_of(job).iter(f"{OPF}meta")
        if meta.get("property") == "schema:accessibilitySummary"
    ]
    return summary


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence.words)
def test_a_sentence_of_the_summary_goes_with_its_reason(sentence: Sentence, make: Make) -> None:
    assert sentence.words in (summary_of(sentence.when(make(sentence.true))).text or "")
    without = sentence.elsewise(make(sentence.false))
    assert sentence.words not in (summary_of(without).text or "")


def test_the_summary_is_in_the_language_of_our_words(make: Make) -> None:
    job = make("Words.")
    assert summary_of(job).get(f"{XML}lang") is None  # that of the package
    words = dataclasses.replace(job.added_text.words, language="cy", access_text="Geiriau.")
    added_text = dataclasses.replace(job.added_text, words=words)
    summary = summary_of(dataclasses.replace(job, added_text=added_text))
    assert (summary.text or "").startswith("Geiriau.")
    assert summary.get(f"{XML}lang") == "cy"
