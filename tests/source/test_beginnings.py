"""The first lines of a source, as editors and people mistake them: each fault is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.findings.errors import SourceError
from generator.findings.finding import Finding
from generator.source import read

FACTS = "title: Roads\nlang: en"
TEXT = "\n\nBridge Street is closed.\n"


def findings(text: str, folder: Path) -> list[Finding]:
    file = folder / "notice.md"
    file.write_text(text, encoding="utf-8")
    try:
        return list(read(file).findings)
    except SourceError as error:
        return list(error.findings)


@pytest.mark.parametrize("fence", ["—", "–", "***", "___", "--", "----", "–-", "+++", "```yaml"])
def test_a_first_line_that_is_almost_right_is_named(fence: str, tmp_path: Path) -> None:
    [finding] = findings(f"{fence}\n{FACTS}\n{fence}{TEXT}", tmp_path)
    assert (finding.rule, finding.line) == ("front-matter-begin", 1)
    assert f"“{fence}”" in finding.message
    assert "make line 1 “---”" in finding.hint


@pytest.mark.parametrize(
    ("text", "line", "remedy"),
    [
        (f"{FACTS}{TEXT}", 1, "write a line “---” above it"),
        (f"\n\n{FACTS}\n---{TEXT}", 3, "write a line “---” above it"),
        (f"\n\n---\n{FACTS}\n---{TEXT}", 3, "delete them"),
        (f" ---\n{FACTS}\n---{TEXT}", 1, "delete them"),
    ],
)
def test_facts_without_a_first_line_are_named(
    text: str, line: int, remedy: str, tmp_path: Path
) -> None:
    [finding] = findings(text, tmp_path)
    assert (finding.rule, finding.line) == ("front-matter-begin", line)
    assert remedy in finding.hint


@pytest.mark.parametrize("end", ["—", "–-", "--"])
def test_a_last_line_that_is_almost_right_is_named(end: str, tmp_path: Path) -> None:
    [finding] = findings(f"---\n{FACTS}\n{end}{TEXT}", tmp_path)
    assert finding.rule == "front-matter-open"
    assert finding.hint == f"make line 4 “---”, three hyphens and nothing else; now it is “{end}”"


@pytest.mark.parametrize(
    "text", ["Bridge Street is closed.\n", "***\n\nDate: 3 May\n", "\n\nlang\n"]
)
def test_text_without_any_facts_is_told_how_to_begin(text: str, tmp_path: Path) -> None:
    found = findings(text, tmp_path)
    assert [each.rule for each in found] == ["title-missing", "language-missing"]
    assert {each.hint.partition(":")[0] for each in found} == {"begin the file with four lines"}


@pytest.mark.parametrize(
    "facts", ["title:\tRoads\nlang: en", "title: Roads\n\tlang: en", "\ttitle: Roads\nlang: en"]
)
def test_a_tab_among_the_facts_is_named(facts: str, tmp_path: Path) -> None:
    [finding] = findings(f"---\n{facts}\n---{TEXT}", tmp_path)
    assert finding.line == facts[: facts.index("\t")].count("\n") + 2
    assert finding.hint == "replace the tab by a space"


@pytest.mark.parametrize(
    ("fact", "rule", "remedy"),
    [
        ("date: “2026-05-03”", "front-matter-date", "without quotation marks"),
        ("updated: ‘3 May’", "front-matter-date", "without quotation marks"),
        ("url: “https://example.org”", "front-matter-value", "delete them"),
        ("contact: {email: “a@example.org”}", "front-matter-value", "nothing else"),
    ],
)
def test_curly_quotation_marks_around_a_value_are_named(
    fact: str, rule: str, remedy: str, tmp_path: Path
) -> None:
    [finding] = findings(f"---\n{FACTS}\n{fact}\n---{TEXT}", tmp_path)
    assert finding.rule == rule
    assert remedy in finding.hint


def test_a_title_keeps_its_curly_quotation_marks(tmp_path: Path) -> None:
    assert findings(f"---\ntitle: “Roads”\nlang: en\n---{TEXT}", tmp_path) == []


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG picture"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"PK\x03\x04\x14\x00", "a Word document, an e-book or another archive"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (b"{\\rtf1\\ansi Words}", "a document in Rich Text Format"),
        (b"\x00\xff\x00\xfe words", "data of another program"),
    ],
)
def test_a_file_that_is_no_text_is_called_what_it_is(
    data: bytes, kind: str, tmp_path: Path
) -> None:
    file = tmp_path / "visits.png"
    file.write_bytes(data)
    with pytest.raises(SourceError) as refused:
        read(file)
    [finding] = refused.value.findings
    assert (finding.rule, finding.line) == ("file-kind", None)
    assert finding.message.startswith(f"the file is {kind} and not Markdown text")
    assert "ends in .md" in finding.hint


@pytest.mark.parametrize("data", ["Überschrift".encode("utf-16"), "Überschrift".encode("cp1252")])
def test_a_text_in_another_encoding_is_a_text(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "notice.txt"
    file.write_bytes(data)
    with pytest.raises(SourceError) as refused:
        read(file)
    assert [finding.rule for finding in refused.value.findings] == ["encoding"]
