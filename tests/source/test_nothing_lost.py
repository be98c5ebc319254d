"""Reading keeps every word: markdown-it's own HTML, without its tags, says the same as we do."""

from __future__ import annotations

import html
import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator import lint
from generator.document.languages import is_east_asian
from generator.document.model import CodeBlock, Document
from generator.document.walk import blocks, passages, plain_text
from generator.findings.errors import SourceError
from generator.source import read

FRONT = "---\ntitle: T\nlang: en\n---\n\n"
ORACLE = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])

WORDS = st.sampled_from(
    ["a", "word", "Ŵyl", "日本", "1", "é", "x_y", "&amp;", "\\*", "\\", "!", "|"]
)
MARKS = st.sampled_from(
    ["*", "**", "_", "~~", "`", "``", "[", "]", "](u)", "](<a b> 't')", "\n", "  \n", "\\\n", " "]
)
LINES = st.lists(WORDS | MARKS, max_size=12).map("".join)
STARTS = st.sampled_from(
    [
        "",
        "- ",
        "1. ",
        "> ",
        "  - ",
        "    ",
        "## ",
        "```\n",
        "---\n",
        "| a | b |\n|---|---|\n| ",
        "\n\n",
    ]
)
MARKDOWN = st.lists(st.tuples(STARTS, LINES).map("".join), max_size=12).map("\n".join)

DIALECT = (
    *(
        "[^a]",
        "[^a]: ",
        "::: {lang=cy}\n",
        ":::\n",
        "{lang=cy}\n",
        "{#a}",
        "{lang=",
        "[x]{lang=cy}",
    ),
    *("*[A]: b\n", "A", "<!--", "-->", "<b>", "<div>\n", "allow a: b", "![", "](chart.png)"),
    *(
        "Table: c\n",
        "| a | b |\n|---|---|\n",
        ": d\n",
        "---\n",
        "# T\n",
        "[a]: b\n",
        "javascript:x)",
    ),
    *("&#12;", "\x07", "\u202e", "\n", "\n\n", "  ", "    ", "> ", "- ", "1. ", "`", "```\n"),
)

relaxed = settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def spoken(document: Document) -> str:
    """Every character of the body that is no white space."""
    said = []
    for block in blocks(document):
        said += [plain_text(passage) for passage in passages(block)]
        if isinstance(block, CodeBlock):
            said.append(block.text)
    return "".join("".join(said).split())


def expected(body: str) -> str:
    """What markdown-it shows of the body."""
    return "".join(html.unescape(re.sub(r"<[^>]*>", "", ORACLE.render(body))).split())


@pytest.mark.slow
@relaxed
@given(MARKDOWN)
def test_no_word_is_lost_or_added(tmp_path: Path, body: str) -> None:
    assume("![" not in body)  # a picture's words are not in the text of its HTML
    file = tmp_path / "source.md"
    file.write_text(FRONT + body, encoding="utf-8")
    try:
        reading = read(file)
    except SourceError:
        return
    if not any(finding.rule == "table-row-long" for finding in reading.findings):
        words, shown = spoken(reading.document), expected(body)
        if any(map(is_east_asian, body)):  # markdown-it knows no emphasis within Han letters
            words, shown = (re.sub("[*_~]", "", each) for each in (words, shown))
        assert words == shown


@pytest.mark.slow
@relaxed
@given(st.lists(st.sampled_from(DIALECT), max_size=25).map("".join))
def test_any_text_is_read_or_refused(tmp_path: Path, body: str) -> None:
    file = tmp_path / "source.md"
    file.write_text(FRONT + body, encoding="utf-8")
    reading = read(file)
    lint.lint(reading.document, reading.findings)


@pytest.mark.slow
@relaxed
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "source.md"
    for start in (b"", b"---\n", b"---\ntitle: x\nlang: en\n"):
        file.write_bytes(start + data)
        with suppress(SourceError):
            reading = read(file)
            lint.lint(reading.document, reading.findings)


@pytest.mark.parametrize("body", ["a\\", "[a](", "|", "- \n\n  a", "<a b>[](u)", "[[](u)a](u)"])
def test_what_was_once_lost_stays(tmp_path: Path, body: str) -> None:
    file = tmp_path / "source.md"
    file.write_text(FRONT + body, encoding="utf-8")
    assert spoken(read(file).document) == expected(body)
