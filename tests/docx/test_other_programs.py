"""Programs that no one here wrote read our files, and we read theirs."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pypandoc
import pytest
from markdown_it import MarkdownIt

from generator import reading_order as order
from generator.building.drawing import drawn
from generator.readback.docx import read_back
from generator.source import read_source
from tests.docx.documents import packed
from tests.docx.words import PAGE, Told, words_in, words_of
from tests.long_documents import LONG


@pytest.fixture(scope="module")
def told(samples: dict[str, Path]) -> dict[str, Told]:
    """The words of every sample's source; none of these programs counts numbers of headings."""
    sources = {name: drawn(read_source(path)[0]) for name, path in samples.items()}
    return {name: words_of(document, section_numbers=False) for name, document in sources.items()}


@pytest.fixture(scope="module")
def files(samples: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every sample as a DOCX of ours."""
    folder = tmp_path_factory.mktemp("ours")
    made = {}
    for name, source in samples.items():
        document = drawn(read_source(source)[0])
        made[name] = folder / f"{name}.docx"
        made[name].write_bytes(packed(document))
    return made


# What they read -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Difference:
    """What a program says otherwise in a sample: words of ours, and its own in their place."""

    programs: tuple[str, ...]
    sample: str
    ours: str
    theirs: str
    why: str

    def applied(self, words: list[str]) -> list[str]:
        text = f" {' '.join(words)} "
        assert text.count(f" {self.ours} ") == 1, f"no difference any more: {self.why}"
        return text.replace(f" {self.ours} ", f" {self.theirs} ").split()


ALL = "mammoth", "pandoc", "markitdown"
UNESCAPED = "markitdown does not escape what Markdown takes for its own"
NUMBER = "a second call of a note is a field, of which they give the number; Word raises it"
DIFFERENCES = (
    Difference(ALL, "consultation", "full answers stay", "full answers1 stay", NUMBER),
    Difference(ALL, "footnotes", "again A heading", "again 1 A heading", NUMBER),
    Difference(ALL, "figure-captions", "of Caerdydd", "of Caerdydd1", NUMBER),
    Difference(("markitdown",), "emphasis", "link x 2", "link 2", UNESCAPED),
    Difference(("markitdown",), "table-rich", "a b", "a", UNESCAPED),
    Difference(("markitdown",), "look-alikes", "bullet 1 not", "bullet not", UNESCAPED),
    Difference(("markitdown",), "look-alikes", "___", "_", UNESCAPED),
)


def complaints(
    program: str,
    read: Callable[[Path], Told],
    files: dict[str, Path],
    told: dict[str, Told],
) -> list[str]:
    """Where the words that a program reads are not those of the source, in their order."""
    found = []
    for name, file in files.items():
        wanted = told[name].text
        for each in DIFFERENCES:
            if program in each.programs and each.sample == name:
                wanted = each.applied(wanted)
        seen = read(file)
        wanted = [
            other if one == PAGE and other.isdecimal() else one
            for one, other in itertools.zip_longest(wanted, seen.text[: len(wanted)], fillvalue="")
        ]
        found += _first_difference(f"{name}, text", wanted, seen.text)
        found += _first_difference(f"{name}, notes", told[name].notes, seen.notes)
    return found


def _first_difference(where: str, wanted: list[str], seen: list[str]) -> list[str]:
    pairs = enumerate(zip([*wanted, ""], [*seen, ""], strict=False))
    first = next((index for index, (one, other) in pairs if one != other), None)
    if wanted == seen or first is None:
        return [] if wanted == seen else [f"{where}: {len(wanted)} words became {len(seen)}"]
    return [f"{where}: {wanted[first - 2 : first + 5]} became {seen[first - 2 : first + 5]}"]


def read_by_mammoth(file: Path) -> Told:
    import mammoth

    with file.open("rb") as stream:
        return words_in(mammoth.convert_to_html(stream).value)


def read_by_pandoc(file: Path) -> Told:
    """Through a template with the metadata: pandoc makes some of the first paragraphs that."""
    options = ["--standalone", f"--template={file.parent / 'template.html'}"]
    return words_in(pypandoc.convert_file(str(file), "html", format="docx", extra_args=options))


TEMPLATE = """\
<h1>$title$</h1>
$if(subtitle)$<p>$subtitle$</p>$endif$
$for(author)$<p>$author$</p>$endfor$
$if(date)$<p>$date$</p>$endif$
$body$
"""


def of(files: dict[str, Path], *, long: bool) -> dict[str, Path]:
    return {name: file for name, file in files.items() if (name in LONG) == long}


@pytest.mark.slow
def test_mammoth_reads_every_word_in_order(files: dict[str, Path], told: dict[str, Told]) -> None:
    assert complaints("mammoth", read_by_mammoth, of(files, long=False), told) == []


@pytest.mark.slow
def test_pandoc_reads_every_word_in_order(files: dict[str, Path], told: dict[str, Told]) -> None:
    next(iter(files.values())).with_name("template.html").write_text(TEMPLATE)
    assert complaints("pandoc", read_by_pandoc, of(files, long=False), told) == []


@pytest.mark.soak
def test_mammoth_and_pandoc_read_long_documents(
    files: dict[str, Path], told: dict[str, Told]
) -> None:
    next(iter(files.values())).with_name("template.html").write_text(TEMPLATE)
    for name, read in (("mammoth", read_by_mammoth), ("pandoc", read_by_pandoc)):
        assert complaints(name, read, of(files, long=True), told) == []


MARKITDOWN = """\
import pathlib, sys
from markitdown import MarkItDown
program = MarkItDown()
for file in map(pathlib.Path, sys.argv[1:]):
    file.with_suffix(".md").write_text(program.convert(file).text_content, encoding="utf-8")
"""


@pytest.mark.soak
def test_markitdown_reads_every_word_in_order(
    files: dict[str, Path], told: dict[str, Told]
) -> None:
    """In an environment of its own, which uv makes: it needs a quarter of a gigabyte."""
    uv = Path(sys.executable).with_name("uv")
    command: list[str | Path] = [
        uv,
        "run",
        "--no-project",
        "--with",
        "markitdown[docx]==0.1.8",
        "python",
        "-c",
    ]
    subprocess.run([*command, MARKITDOWN, *files.values()], check=True, timeout=900)
    raw = "entity", "escape", "html_block", "html_inline"
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable(raw)

    def read(file: Path) -> Told:
        text = file.with_suffix(".md").read_text(encoding="utf-8")
        return words_in(markdown.render(re.sub(r"\[\[\d+\]\]\(#footnote-\d+\)", "", text)))

    joined = {name: Told([*each.text, *each.notes], []) for name, each in told.items()}
    assert complaints("markitdown", read, files, joined) == []


# What they write ------------------------------------------------------------------------------


def _lines(blocks: order.Blocks, path: str = "") -> Iterator[tuple[str, order.Block]]:
    for block in blocks:
        yield path, block
        match block:
            case order.List(items=items):
                for item in items:
                    yield from _lines(item.blocks, f"{path}/{item.number or '•'}")
            case order.Group(blocks=inner) | order.Note(blocks=inner):
                yield from _lines(inner, f"{path}/{type(block).__name__}")
            case _:
                pass


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


@pytest.mark.slow
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
        ("", "Group"),
        ("/Group", "Paragraph"),
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
