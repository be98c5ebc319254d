"""What a screen reader announces, derived: the same from a source and from its page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.commands.cli import main
from generator.commands.outline import announcements

SOURCE = """\
---
title: New hours
lang: en-GB
summary: Open late.
contact:
  email: team@example.org
---

## What *changes*

See [the rules](https://example.org/), which ~~do~~ did not change[^1].

- one
  1. first

Table: Fees

| Service | Fee |
|---------|-----|
| **Loan** | |

![A map](pictures/map.svg "The way")

> Quoted.

***

Term
:   Meaning

[^1]: Of 2025.
"""

ANNOUNCED = """\
Skip to main content [link]
[main content]
New hours [heading level 1]
Open late.
What changes [heading level 2]
See the rules [link] , which [deletion start] do [deletion end] did not change Note 1 [link] .
[List with 1 item]
[bullet] one
[List with 1 item] [Nesting level 1]
1. first
[leaving list.]
[leaving list.]
Fees [table with 2 rows 2 columns]
Service [column header]
Fee [column header]
Loan [row header]
[blank]
[leaving table.]
[figure]
A map [image]
The way [caption]
[leaving figure.]
[block quote]
Quoted.
[leaving blockquote.]
[separator]
[Description list with 1 term]
Term [description term]
[description value]
Meaning
[leaving list.]
Notes [heading level 2]
[List with 1 item]
1. Of 2025.
Back to text, Note 1 [link]
[leaving list.]
[leaving endnotes.]
[leaving main content.]
[information]
Other formats [heading level 2]
To ask for this document in another format:
Email: team@example.org [link]
"""


@pytest.fixture
def notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(Path(__file__).parent / "samples" / "pictures", tmp_path / "pictures")
    source = tmp_path / "notice.md"
    source.write_text(SOURCE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return source


def test_the_page_of_a_source_is_announced(
    notice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["outline", "notice.md", "--announced"]) == 0
    assert capsys.readouterr().out == ANNOUNCED
    assert main(["outline", "notice.md", "--heard", "--json"]) == 0
    assert '"New hours [heading level 1]"' in capsys.readouterr().out


def test_a_page_is_announced_like_its_source(notice: Path) -> None:
    assert main(["build", "notice.md", "--format", "html"]) == 0
    landmarks = {
        "[main content]",
        "[leaving main content.]",
        "[leaving endnotes.]",
        "[information]",
    }
    expected = [line for line in ANNOUNCED.splitlines() if line not in landmarks]
    assert list(announcements(Path("output/notice.html"))) == expected


def test_other_formats_are_refused(notice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("notice.txt").write_text("Words.", encoding="utf-8")
    assert main(["outline", "notice.txt", "--announced"]) == 2
    assert "--announced reads web pages and sources" in capsys.readouterr().err
    assert main(["outline", "none.md", "--announced"]) == 2
    assert "no such file" in capsys.readouterr().err
