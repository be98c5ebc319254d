"""Large print, by the rules of UKAAF G003: each is measured in the files."""

from __future__ import annotations

import itertools
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from generator.building.build import Built, build
from generator.building.format_stages import as_read_in
from generator.building.verify import verify
from generator.commands.cli import main
from generator.content.formats import FORMATS, ROWS, named, with_editions
from generator.content.job import Options
from generator.content.table_records import ICON, with_bold_emphasis, with_records
from generator.document.facts import Edition
from generator.document.model import DefinitionList, Document, Figure, Paragraph, Table
from generator.document.walk import blocks, document_text, plain_text
from generator.packagers.pdf.table_fit import too_wide_in_large_print
from generator.readback.pdf.interpreter import Interpreter
from generator.readback.pdf.page_text import Piece
from generator.readback.pdf.tree import read_tree
from generator.source import read_source
from tests.conftest import ROOT, declared_fonts

SAMPLES = {path.stem: path for path in sorted((ROOT / "tests" / "samples").glob("*.md"))}
SOME = ("board-paper", "emphasis", "table-wide")
OPTIONS = Options(epoch=0)
LEAST = 15.99
"""Points; the text has 18."""
SIGNS = ".,;:!?()[]“”‘’\"'…-\N{HYPHEN}"
"""What may stand around a word."""
WIDEST = 45
"""Letters of a word that fits a line."""
LONGEST = 70
"""Characters of a line."""


def large_print(source: Path) -> Built:
    """The PDF and the Word document of a sample in large print."""
    options = Options(epoch=0, fonts=declared_fonts(source))
    return build(source, with_editions(["pdf", "docx"], [Edition.LARGE_PRINT]), options)


def breaches(source: Path) -> list[str]:
    """What in the large print of a sample is not as the rules say."""
    built = large_print(source)
    data = built.files[f"{source.stem}.large-print.pdf"]
    in_word = breaches_in_word(built.files[f"{source.stem}.large-print.docx"])
    document, _ = read_source(source)
    split = split_words(lines_of(data), words_in(document))
    return [*breaches_in_pdf(data), *in_word, *split]


def words_in(document: Document) -> set[str]:
    """The words of a document, without the signs around them."""
    given = " ".join(document_text(document)).split()
    return {word.strip(SIGNS) for word in given}


def lines_of(data: bytes) -> list[str]:
    """The lines of content on the pages of a PDF, in their order."""
    lines: list[str] = []
    last: Piece | None = None
    for piece in (each for each in pieces_of(data) if not each.artifact):
        if last is None or abs(last.box[1] - piece.box[1]) > piece.size / 2:
            lines.append("")
        lines[-1] += piece.text
        last = piece
    return lines


def split_words(lines: list[str], words: set[str]) -> list[str]:
    """Words of the document that are on two lines, though one holds them."""
    found = []
    for line, following in itertools.pairwise(lines):
        begun, ended = (line.split() or [""])[-1], (following.split() or [""])[0]
        parts = begun.strip(SIGNS), ended.strip(SIGNS)
        if (
            parts[0].isalpha()
            and parts[1].isalpha()
            and not {*parts} & words
            and "".join(parts) in words
            and len("".join(parts)) <= WIDEST
        ):
            found.append(f"split: {begun}|{ended}")
    return found


def tags_of(data: bytes) -> Counter[tuple[str, str]]:
    """The structure elements of a PDF, each with what is around it."""
    with pikepdf.open(BytesIO(data)) as pdf:
        root = read_tree(pdf.Root)
    assert root is not None
    return Counter(
        (each.parent.role if each.parent else "", each.role) for each in root.descendants()
    )


OF_TABLES = {"Table", "THead", "TBody", "TR", "TH", "TD"}


def tags_beside_tables(sample: str) -> list[Counter[tuple[str, str]]]:
    """The elements of both editions, without those of tables and within their cells."""
    formats = with_editions(["pdf"], Edition)
    files = build(SAMPLES[sample], formats, OPTIONS).files
    found = [tags_of(files[f"{sample}.{name}"]) for name in formats]
    return [
        Counter({each: count for each, count in tags.items() if not {*each} & OF_TABLES})
        for tags in found
    ]


def breaches_in_pdf(data: bytes) -> Iterator[str]:
    """Type that is too small, lines that are too long, and italics."""
    with pikepdf.open(BytesIO(data)) as pdf:
        fonts = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
        names = [str(each.FontName) for each in fonts if "/FontName" in each]
    yield from (f"italics: {name}" for name in names if "Italic" in name)
    for piece in pieces_of(data):
        if piece.size < LEAST:
            yield f"{piece.size:.1f} points: {piece.text}"
    for line in lines_of(data):
        if len(line.strip()) > LONGEST:
            yield f"{len(line)} characters: {line}"


def pieces_of(data: bytes) -> Iterator[Piece]:
    """What is written on the pages of a PDF."""
    with pikepdf.open(BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            yield from Interpreter().page(page, number).pieces


def breaches_in_word(data: bytes) -> Iterator[str]:
    """Type that is too small, and italics."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            markup = package.read(name).decode() if name.endswith(".xml") else ""
            sizes = map(int, re.findall(r'<w:sz w:val="(\d+)"/>\s*<w:szCs', markup))
            yield from (f"{name}: {size / 2} points" for size in sizes if size / 2 < LEAST)
            yield from (f"{name}: italics" for _ in re.findall(r"<w:i/>", markup))


@pytest.mark.slow
@pytest.mark.parametrize("name", SOME)
def test_samples_keep_the_rules(name: str) -> None:
    assert breaches(SAMPLES[name]) == []


@pytest.mark.slow
def test_the_tags_are_those_of_the_standard_edition() -> None:
    standard, large = tags_beside_tables("emphasis")
    assert standard == large
    with_table = build(SAMPLES["table-wide"], with_editions(["pdf"], Edition), OPTIONS).files
    assert ("TR", "TD") not in tags_of(with_table["table-wide.large-print.pdf"])


@pytest.mark.soak
@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_has_the_tags_of_its_standard_edition(name: str) -> None:
    document, _ = read_source(SAMPLES[name])
    if not too_wide_in_large_print(document):
        standard, large = tags_beside_tables(name)
        assert standard == large


def test_a_split_word_is_found() -> None:
    words = {"harbour", "road", "closed"}
    assert split_words(["the harbour", "road is closed"], words) == []
    assert split_words(["the har", "bour road"], words) == ["split: har|bour"]
    assert split_words(["the har-", "bour road"], words) == ["split: har-|bour"]


@pytest.mark.slow
def test_a_long_line_is_found() -> None:
    """The standard edition has lines that are longer, as it may."""
    built = build(SAMPLES["board-paper"], ["pdf"], OPTIONS)
    lines = [
        each for each in lines_of(built.files["board-paper.pdf"]) if len(each.strip()) > LONGEST
    ]
    assert lines


@pytest.mark.soak
@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_keeps_the_rules(name: str) -> None:
    assert breaches(SAMPLES[name]) == []


@pytest.mark.slow
def test_the_measures_find_what_is_wrong() -> None:
    """The standard edition breaks each rule, as it may."""
    built = build(SAMPLES["emphasis"], ["pdf", "docx"], OPTIONS)
    found = {each.partition(":")[0] for each in breaches_in_pdf(built.files["emphasis.pdf"])}
    assert {"italics", "12.0 points"} <= found
    found = {*breaches_in_word(built.files["emphasis.docx"])}
    assert found >= {"word/styles.xml: italics", "word/styles.xml: 12.0 points"}


# Tables -----------------------------------------------------------------------------------------

TABLE = """---
title: Prices
lang: {lang}
---

Table: Fees of 2026[^1]

| Service   | Adults[^2]      | Children        |
|           | Each visit      | Each visit      |
|-----------|-----------------|-----------------|
| **Pool**  | £5              | [free](#fees)   |
| **Gym**   | £7              | <<              |
| **Sauna** |                 | none            |

## Fees

[^1]: One.

[^2]: Two.
"""


def records_of(folder: Path, language: str = "en-GB") -> list[str]:
    """The words of the table above as records: a caption, then names of rows and values."""
    source = folder / "fees.md"
    source.write_text(TABLE.format(lang=language), encoding="utf-8")
    document, findings = read_source(source)
    assert not [each for each in findings if each.severity == "error"]
    [table] = [each for each in blocks(document) if isinstance(each, Table)]
    caption, listed, *_ = with_records(document, {table.position.line}).blocks
    assert isinstance(caption, Paragraph)
    assert isinstance(listed, DefinitionList)
    lines = [plain_text(caption.content)]
    for entry in listed.entries:
        lines += [plain_text(term) for term in entry.terms]
        for run in entry.definitions:
            lines += [
                f"  {plain_text(each.content)}" for each in run if isinstance(each, Paragraph)
            ]
    return lines


def test_a_record_names_the_headers_of_each_value(tmp_path: Path) -> None:
    assert records_of(tmp_path) == [
        "Fees of 2026",
        "Service: Pool",
        "  Adults, Each visit: £5",
        "  Children, Each visit: free",
        "Service: Gym",
        "  Adults, Each visit, Children, Each visit: £7",
        "Service: Sauna",
        "  Adults, Each visit: empty",
        "  Children, Each visit: none",
    ]


def test_labels_are_set_off_as_the_language_does(tmp_path: Path) -> None:
    lines = [each.replace("\N{NO-BREAK SPACE}", " ") for each in records_of(tmp_path, "fr")]
    assert "Service : Pool" in lines


def test_only_what_is_wider_than_the_page_becomes_records() -> None:
    for name, left in (("table-wide", 0), ("notice-of-works", 1)):
        document, _ = read_source(SAMPLES[name])
        large = as_read_in(document, ROWS["large-print.pdf"])
        assert len([each for each in blocks(large) if isinstance(each, Table)]) == left


def test_pictures_are_as_wide_as_the_text() -> None:
    document, _ = read_source(SAMPLES["figures"])
    large = as_read_in(document, ROWS["large-print.docx"])
    widths = {
        each.image.width
        for each in blocks(large)
        if isinstance(each, Figure) and document.pictures[each.image.picture].width > ICON
    }
    assert widths == {100}
    assert as_read_in(document, ROWS["docx"]).blocks == document.blocks


def test_the_standard_edition_is_as_it_was() -> None:
    document, _ = read_source(SAMPLES["table-wide"])
    assert as_read_in(document, FORMATS["pdf"]).blocks == document.blocks


def test_emphasis_is_bold_once(tmp_path: Path) -> None:
    source = tmp_path / "a.md"
    text = "---\ntitle: A\nlang: en\n---\n\n*a **b** c* **d *e***\n"
    source.write_text(text, encoding="utf-8")
    document, _ = read_source(source)
    written = repr(with_bold_emphasis(document).blocks)
    assert "Emphasis" not in written
    assert written.count("Strong(") == 2


def test_a_theme_that_knows_nothing_of_large_print_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    look = (ROOT / "templates" / "shared" / "look.jinja").read_text(encoding="utf-8")
    theme = tmp_path / "theme" / "shared" / "look.jinja"
    theme.parent.mkdir(parents=True)
    command = ["build", str(SAMPLES["emphasis"]), "-o", str(tmp_path / "out"), "--formats", "docx"]
    command += ["--theme", str(tmp_path / "theme"), "--edition"]
    theme.write_text(look.replace("{% if large_print %}", "{% if false %}"), encoding="utf-8")
    assert main([*command, "large-print"]) == 1
    assert "theme-large-print" in capsys.readouterr().err
    assert main([*command, "standard"]) == 0
    theme.write_text(look, encoding="utf-8")
    assert main([*command, "large-print"]) == 0


# The command line ---------------------------------------------------------------------------------


def test_names_of_files_say_the_edition() -> None:
    assert named("a.b.large-print.pdf") == ("a.b", ROWS["large-print.pdf"])
    assert named("a.PDF") == ("a", ROWS["pdf"])
    assert named("a.xyz") == ("a", None)
    assert with_editions(["html", "pdf"], Edition) == ("html", "pdf", "large-print.pdf")
    assert with_editions(["pdf"], [Edition.LARGE_PRINT]) == ("large-print.pdf",)


@pytest.mark.slow
def test_the_page_lists_large_print_and_verify_knows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    source = Path("notice.md")
    source.write_text("---\ntitle: A\nlang: de\n---\n\nWörter.\n", encoding="utf-8")
    command = ["build", "notice.md", "--edition", "standard,large-print"]
    assert main(command) == 0
    page = Path("output/notice.html").read_text(encoding="utf-8")
    assert re.search(r'href="notice\.large-print\.pdf"[^>]*>PDF, Großdruck, \d+ kB, 1 Seite<', page)
    files = sorted(Path("output").glob("notice.*"))
    assert len(files) == 8
    assert main(["verify", "notice.md", *map(str, files)]) == 0
    assert main(command) == 0
    assert "up to date: 7 files" in capsys.readouterr().out
    Path("output/notice.manifest.json").unlink()
    alone = verify(source, [Path("output/notice.large-print.pdf")], OPTIONS)
    assert not [each for each in alone if each.severity == "error"]


@pytest.mark.slow
def test_a_source_names_its_editions_and_the_command_is_stronger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    facts = "title: A\nlang: en\neditions: [standard, large-print]"
    Path("notice.md").write_text(f"---\n{facts}\n---\n\nB.\n", encoding="utf-8")
    assert main(["check", "notice.md"]) == 0
    assert main(["build", "notice.md", "--formats", "html,docx"]) == 0
    page = Path("output/notice.html").read_text(encoding="utf-8")
    assert 'href="notice.large-print.docx"' in page
    assert Path("output/notice.large-print.docx").exists()
    assert main(["build", "notice.md", "--formats", "html,docx", "--edition", "standard"]) == 0
    assert not Path("output/notice.large-print.docx").exists()
    assert "large-print" not in Path("output/notice.html").read_text(encoding="utf-8")
    assert main(["build", "notice.md", "--formats", "txt"]) == 0


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--edition", "huge"], "huge: choose from standard,large-print"),
        (["--edition", "large-print", "--formats", "txt"], "none of txt is made in large print"),
    ],
)
def test_what_is_not_made_in_large_print_is_wrong_use(
    given: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["build", str(SAMPLES["emphasis"]), *given])
    assert stop.value.code == 2
    assert said in capsys.readouterr().err


def test_a_source_cannot_be_called_as_an_edition_of_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "---\ntitle: A\nlang: en\n---\n\nWords.\n"
    for name in ("a.md", "a.large-print.md"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    command = ["build", str(tmp_path), "-o", str(tmp_path / "out"), "--formats", "pdf"]
    assert main([*command, "--edition", "standard,large-print"]) == 2
    assert "would both write" in capsys.readouterr().err
