"""What the source becomes, construct by construct, in HTML and in EPUB's XHTML."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from generator.building.drawing import drawn
from generator.content.added_text import add_text
from generator.content.job import Job, Options
from generator.packagers import epub, html
from generator.source import read_source
from tests.html.cases import Case, cases

CASES = list(cases(Path(__file__).parent / "markup"))


def job_of(folder: Path, given: str) -> Job:
    """The job of a source that holds `given` below a title."""
    source = folder / "case.md"
    source.write_text(f"---\ntitle: Case\nlang: en-GB\n---\n\n{given}", encoding="utf-8")
    document = drawn(read_source(source)[0])
    return Job(document, add_text(document), Options())


def html_body(job: Job) -> str:
    return after_header(html.pack(job).data.decode())


def xhtml_body(job: Job) -> str:
    with zipfile.ZipFile(io.BytesIO(epub.pack(job).data)) as archive:
        return after_header(archive.read("EPUB/text/1.xhtml").decode())


def after_header(page: str) -> str:
    found = re.search(r"</header>\n(.*)(?:</main>|</section>\n</body>)", page, re.DOTALL)
    assert found
    return found[1]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_html(case: Case, tmp_path: Path) -> None:
    assert html_body(job_of(tmp_path, case.given)) == case.expected["html"]


@pytest.mark.parametrize(
    "case", [case for case in CASES if "epub" in case.expected], ids=lambda case: case.title
)
def test_xhtml(case: Case, tmp_path: Path) -> None:
    assert xhtml_body(job_of(tmp_path, case.given)) == case.expected["epub"]
