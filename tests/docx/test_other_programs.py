"""Programs that no one here wrote read our files, and we read theirs."""

from __future__ import annotations

import dataclasses
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pypandoc
import pytest

from generator import reading_order as order
from generator.readback.docx import read_back
from generator.source import read_source
from tests.docx.documents import packed

pytestmark = pytest.mark.slow

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*.md"))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every sample as a DOCX of ours."""
    folder = tmp_path_factory.mktemp("ours")
    made = {}
    for source in SAMPLES:
        document, _ = read_source(source)
        made[source.stem] = folder / f"{source.stem}.docx"
        made[source.stem].write_bytes(packed(document))
    return made


@pytest.fixture(scope="module")
def saved_again(
    files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """The same, opened and saved by LibreOffice."""
    office = shutil.which("soffice")
    assert office, "LibreOffice is missing: install libreoffice-writer"
    folder, profile = tmp_path_factory.mktemp("again"), tmp_path_factory.mktemp("profile")
    subprocess.run(
        [
            office,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            folder,
            *files.values(),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return {name: folder / file.name for name, file in files.items()}


Skeleton = list[object]


def skeleton(file: Path) -> Skeleton:
    """What LibreOffice must keep: all blocks, but emphasis, and languages by their first part.

    LibreOffice 7.4 itself loses the mark of decorative pictures and link titles, makes header
    cells bold by hand, takes code off code that is a link, and writes "cy" as "cy-GB".
    """
    return [_bare(block) for block in _lines(read_back(file.read_bytes()).blocks)]


def _lines(blocks: order.Blocks, path: str = "") -> Iterator[tuple[str, order.Block]]:
    for block in blocks:
        yield path, block
        match block:
            case order.List(items=items):
                for item in items:
                    yield from _lines(item.blocks, f"{path}/{item.number or '•'}")
            case order.Quote(blocks=inner) | order.Note(blocks=inner):
                yield from _lines(inner, f"{path}/{type(block).__name__}")
            case _:
                pass


def _bare(line: tuple[str, order.Block]) -> object:
    path, block = line
    match block:
        case order.Heading(level=level, words=words):
            return path, f"h{level}", _words(words), _tag(block.language)
        case order.Paragraph(words=words):
            return path, "p", _words(words), _tag(block.language), block.direction
        case order.Code(text=text):
            return path, "code", text
        case order.Table(caption=caption, rows=rows):
            cells = [[(_words(c.words), c.scope) for c in row.cells] for row in rows]
            headings = [row.heading for row in rows]
            return path, "table", caption and _words(caption), cells, headings
        case order.Figure(alternative=alternative, caption=caption):
            return path, "figure", alternative, caption and _words(caption), block.link
        case order.Note(label=label, back_links=back):
            return path, "note", label, back
        case _:
            return path, type(block).__name__


def _words(words: order.Passage) -> object:
    kept = [
        dataclasses.replace(marked.mark, title=None)
        if isinstance(marked.mark, order.LinkTo)
        else marked.mark
        for marked in words.marks
        if isinstance(
            marked.mark, order.LinkTo | order.LinkWithin | order.Call | order.Picture | order.Struck
        )
    ]
    return words.text, kept


def _tag(language: str | None) -> str:
    return (language or "").partition("-")[0]


SILENT_PICTURES = {"decorative", "pictures"}
"""LibreOffice 7.4 announces pictures that are decoration."""


@pytest.mark.parametrize("name", [source.stem for source in SAMPLES])
def test_libreoffice_saves_what_it_opened(
    name: str, files: dict[str, Path], saved_again: dict[str, Path]
) -> None:
    if name in SILENT_PICTURES:
        pytest.xfail("LibreOffice 7.4 announces pictures that are decoration")
    assert skeleton(saved_again[name]) == skeleton(files[name])


# pandoc ---------------------------------------------------------------------------------------


def spoken(blocks: order.Blocks) -> Iterator[str]:
    """Every word of the body but the title, which pandoc moves into its metadata."""
    for path, block in _lines(blocks):
        if isinstance(block, order.Note) or "Note" in path:
            continue
        if isinstance(block, order.Paragraph) or (
            isinstance(block, order.Heading) and block.level > 1
        ):
            yield from re.findall(r"\w+", block.words.text)
        elif isinstance(block, order.Code):
            yield from re.findall(r"\w+", block.text)


@pytest.mark.parametrize("name", [source.stem for source in SAMPLES])
def test_pandoc_reads_every_word_in_order(name: str, files: dict[str, Path]) -> None:
    text = pypandoc.convert_file(str(files[name]), "html", format="docx")
    page = lxml.html.fromstring(f"<div>{text}</div>")
    parts = page.xpath("//text()[not(ancestor::sup)]")  # calls of notes are no words
    shown = iter(re.findall(r"\w+", "".join(map(str, parts))))
    words = spoken(read_back(files[name].read_bytes()).blocks)
    assert [word for word in words if word not in shown] == []


PANDOC = """\
---
title: A title
lang: cy
---

# One

1. a

   still a

2. b

   - c

> quoted

```
code
  more
```

Term
:   Definition

A note[^1] and [a link](https://example.org/).

| A | B |
|---|---|
| 1 | 2 |

: Numbers

[^1]: The note.
"""


def test_we_read_what_pandoc_writes(tmp_path: Path) -> None:
    file = tmp_path / "pandoc.docx"
    pypandoc.convert_text(PANDOC, "docx", format="markdown", outputfile=str(file))
    read = read_back(file.read_bytes())
    assert (read.title, read.language) == ("A title", "cy")
    roles = [(path, type(block).__name__) for path, block in _lines(read.blocks)]
    assert roles == [
        ("", "Heading"),
        ("", "Heading"),
        ("", "List"),
        ("/1", "Paragraph"),
        ("/1", "Paragraph"),
        ("/2", "Paragraph"),
        ("/2", "List"),
        ("/2/•", "Paragraph"),
        ("", "Quote"),
        ("/Quote", "Paragraph"),
        ("", "Code"),
        ("", "Paragraph"),
        ("", "Paragraph"),
        ("", "Paragraph"),
        ("", "Table"),
        ("", "Note"),
        ("/Note", "Paragraph"),
    ]
    table = next(block for block in read.blocks if isinstance(block, order.Table))
    assert table.caption is not None
    assert table.caption.text == "Numbers"
    assert table.rows[0].heading
