"""Too much, too deep, too long: complete or refused, in bounded time."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from generator.building.checking import check
from generator.document.limits import Limits
from generator.document.walk import document_passages, plain_text
from generator.findings.errors import SourceError
from generator.source import read

pytestmark = pytest.mark.slow

FRONT = "---\ntitle: A notice\nlang: en\n---\n\n"
SECONDS = 60
"""Of processor time; the slowest takes about ten."""

MARKED = ["`", "__a ", "**a", "~~a ", "[a](", "[a](b", "<a ", "<a@", "&a", "_a_", "[^a", "\\\\"]
"""Pieces of facts that could make a pattern for marks slow."""

HARMLESS = {
    "a 10 MB paragraph": "word and " * 1_150_000,
    "a paragraph of 200,000 lines": "a line of it\n" * 200_000,
    "emphasis": "*a **b** c* " * 20_000,
    "links": "[a link](https://example.org/) " * 20_000,
    "brackets": "[a]" * 20_000,
    "backticks": "".join("`" * length + " " for length in range(1000)),
    "stars": "*a " * 20_000,
    "less-than signs": "<a " * 20_000,
    "languages": "[a]{lang=cy} " * 10_000,
    "comments": "<!-- a -->\n" * 10_000,
    "headings that say the same": "## same\n\n" * 5000,
    "abbreviations": "*[A]: B\n\n" + "A " * 20_000,
    "definitions": "Term\n: what it means\n\n" * 3000,
    "a list 20 levels deep": "".join("  " * level + "- item\n" for level in range(20)),
    "quotes 20 levels deep": ">" * 20 + " quoted",
}

REFUSED = {
    "a list 100 levels deep": "".join("  " * level + "- item\n" for level in range(100)),
    "a list 5,000 levels deep": "- " * 5000 + "item",
    "quotes 100 levels deep": ">" * 100 + " quoted",
    "quotes 5,000 levels deep": ">" * 5000 + " quoted",
    "emphasis 500 levels deep": "*a **a " * 250 + "x" + "** a*" * 250,
    "open brackets": "[" * 20_000,
    "brackets in brackets": "[" * 5000 + "]" * 5000,
    "divisions in divisions": "::: {lang=cy}\n" * 100 + "x\n" + ":::\n" * 100,
    "a million cells": "|a" * 10 + "|\n" + "|-" * 10 + "|\n" + ("|b" * 10 + "|\n") * 100_000,
}


def read_text(body: str, folder: Path) -> tuple[str, float]:
    """The words of the document, and the seconds that reading took."""
    file = folder / "long.md"
    file.write_text(FRONT + body, encoding="utf-8")
    start = time.process_time()
    document = read(file).document
    seconds = time.process_time() - start
    _, *said = map(plain_text, document_passages(document))
    return "".join(said), seconds


@pytest.mark.parametrize("name", HARMLESS)
def test_much_text_is_read_in_bounded_time(name: str, tmp_path: Path) -> None:
    words, seconds = read_text(HARMLESS[name], tmp_path)
    assert seconds < SECONDS
    assert words or name == "comments"


def test_a_long_paragraph_is_complete(tmp_path: Path) -> None:
    words, _ = read_text(HARMLESS["a 10 MB paragraph"], tmp_path)
    assert words == HARMLESS["a 10 MB paragraph"].strip()


@pytest.mark.parametrize("piece", MARKED)
def test_marks_in_a_long_fact_are_found_in_bounded_time(piece: str, tmp_path: Path) -> None:
    file = tmp_path / "source.md"
    fact = piece * (90_000 // len(piece)) + "x" * 5000
    file.write_text(FRONT.replace("A notice", f"|\n  {fact}") + "Text.\n", encoding="utf-8")
    begun = time.process_time()
    read(file)
    assert time.process_time() - begun < SECONDS / 20


@pytest.mark.parametrize("tag", ["en" + "-aaaaa" * 5000, "en" + "-x" * 9000, "a" * 50_000])
def test_a_long_language_tag_is_an_answer_and_no_fault(tag: str, tmp_path: Path) -> None:
    file = tmp_path / "source.md"
    file.write_text(FRONT.replace("lang: en", f"lang: {tag}") + "Text.\n", encoding="utf-8")
    rules = {finding.rule for finding in read(file).findings}
    assert rules <= {"language-invalid"}


@pytest.mark.parametrize("host", ["," * 50_000, "." * 50_000, "a." * 25_000, ", " * 25_000])
def test_a_long_host_is_judged_in_bounded_time(host: str, tmp_path: Path) -> None:
    file = tmp_path / "source.md"
    file.write_text(f"{FRONT}[Words](<https://{host}>)\n", encoding="utf-8")
    begun = time.process_time()
    assert {finding.rule for finding in check(file)[1]} <= {"link-address", "link-address-mistyped"}
    assert time.process_time() - begun < SECONDS / 20


@pytest.mark.parametrize("name", REFUSED)
def test_what_nobody_can_follow_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError) as refusal:
        read_text(REFUSED[name], tmp_path)
    (finding,) = refusal.value.findings
    assert finding.rule in {"nesting-too-deep", "table-size"}
    assert finding.line is not None


def test_a_table_of_the_largest_size_is_read(tmp_path: Path) -> None:
    rows = Limits().table_cells // 10 - 2
    words, _ = read_text(
        "|a" * 10 + "|\n" + "|-" * 10 + "|\n" + ("|b" * 10 + "|\n") * rows, tmp_path
    )
    assert words.count("b") == rows * 10


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "huge.md"
    with file.open("wb") as out:
        out.truncate(Limits().source_bytes + 1)
    with pytest.raises(SourceError) as refusal:
        read(file)
    assert [finding.rule for finding in refusal.value.findings] == ["file-size"]


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="No such file"):
        read(tmp_path / "none.md")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("Grüße".encode("utf-16"), "UTF-16"),
        ((FRONT + "Grüße").encode("latin-1"), r"0xFC\) in line 6"),
        (b"text\0text", r"U\+0000"),
    ],
)
def test_other_encodings_are_refused(data: bytes, said: str, tmp_path: Path) -> None:
    file = tmp_path / "source.md"
    file.write_bytes(data)
    try:
        findings = read(file).findings
    except SourceError as error:
        findings = error.findings
    assert any(re.search(said, finding.message) for finding in findings)


def test_byte_order_mark_and_line_ends_do_not_matter(tmp_path: Path) -> None:
    plain, windows = tmp_path / "plain.md", tmp_path / "windows.md"
    body = FRONT + "One\n\n```\ncode\ncode\n```\n"
    plain.write_text(body, encoding="utf-8")
    windows.write_bytes(b"\xef\xbb\xbf" + body.replace("\n", "\r\n").encode())
    assert read(plain).document.blocks == read(windows).document.blocks


def table_of(cells: int) -> str:
    """A table with that many cells, its header's ten included, and words directly below it."""
    return "|a" * 10 + "|\n" + "|-" * 10 + "|\n" + ("|b" * 10 + "|\n") * (cells // 10 - 1)


@pytest.mark.parametrize("after", ["", "Table: a caption\n## A heading\n"])
def test_a_table_of_the_most_cells_is_read(after: str, tmp_path: Path) -> None:
    words, _ = read_text(table_of(Limits().table_cells) + after, tmp_path)
    assert words.count("b") == Limits().table_cells - 10


def test_a_table_of_one_row_more_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as refusal:
        read_text(table_of(Limits().table_cells + 10), tmp_path)
    assert [finding.rule for finding in refusal.value.findings] == ["table-size"]
