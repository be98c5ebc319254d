"""Files that are damaged or no documents at all: said in one line, never a traceback."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pikepdf
import pytest

from generator.building.build import build
from generator.building.format_modules import reader
from generator.commands.cli import main
from generator.content.formats import FORMATS
from generator.readback.pdf.cmaps import parse_cmap
from generator.reading_order import Table, UnreadableError

NOTICE = "---\ntitle: A notice\nlang: en-GB\n---\n\nSome words.\n"


def archive(**members: bytes) -> bytes:
    """A zip archive; of names, two underscores stand for a slash."""
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name.replace("__", "/"), data)
    return stored.getvalue()


def lying(data: bytes, size: int) -> bytes:
    """The archive with its first member's size said to be another, in its directory."""
    at = data.index(b"PK\x01\x02") + 24
    return data[:at] + size.to_bytes(4, "little") + data[at + 4 :]


CONTAINER = b'<container><rootfile full-path="p.opf"/></container>'
BOMB = archive(**{"META-INF__container.xml": b"<a>" + b" " * 1_000_000})

UNREADABLE = {
    "docx": {
        "no zip": b"words",
        "empty": b"",
        "no document": archive(a=b"b"),
        "half": archive(**{"_rels__.rels": b"<a/>"})[:40],
        "no XML": archive(**{"_rels__.rels": b"<a>"}),
    },
    "epub": {
        "no zip": b"words",
        "empty": b"",
        "no container": archive(a=b"b"),
        "no package": archive(**{"META-INF__container.xml": b"<a/>"}),
        "package missing": archive(**{"META-INF__container.xml": CONTAINER}),
        "no XML": archive(**{"META-INF__container.xml": CONTAINER, "p.opf": b"<a"}),
        "bomb": lying(BOMB, 300_000_000),
        "bomb that says it is small": lying(BOMB, 10),
    },
    "pdf": {
        "no PDF": b"words",
        "empty": b"",
        "head alone": b"%PDF-1.7\n",
        "no catalog": b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer << /Root 1 0 R >>\n",
    },
}


@pytest.mark.parametrize(
    ("name", "fault"), [(name, fault) for name, faults in UNREADABLE.items() for fault in faults]
)
def test_a_damaged_file_is_unreadable_and_no_crash(name: str, fault: str) -> None:
    with pytest.raises(UnreadableError):
        reader(FORMATS[name]).read_back(UNREADABLE[name][fault])


@pytest.mark.parametrize("name", UNREADABLE)
def test_the_command_says_so_in_one_line(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, output = tmp_path / "notice.md", tmp_path / f"notice.{name}"
    source.write_text(NOTICE, encoding="utf-8")
    output.write_bytes(b"words")
    assert main(["outline", str(output)]) == 2
    assert "cannot be read as" in capsys.readouterr().err
    assert main(["verify", str(source), str(output)]) == 1
    assert "error[proof-unreadable]" in capsys.readouterr().err


@pytest.mark.slow
def test_a_number_in_the_place_of_a_name_takes_no_memory(tmp_path: Path) -> None:
    """Found by fuzzing: as many bytes were made as the number said."""
    source = tmp_path / "notice.md"
    source.write_text(f"{NOTICE}\n| a | b |\n|---|---|\n| c | d |\n", encoding="utf-8")
    stored = io.BytesIO()
    with pikepdf.open(io.BytesIO(build(source, ["pdf"]).files["notice.pdf"])) as pdf:
        cells = [
            each
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") in ("/TH", "/TD")
        ]
        assert len(cells) == 4
        for cell in cells:
            cell.ID = 99_999_999_999
            cell.A = pikepdf.Dictionary(O=pikepdf.Name.Table, Headers=[99_999_999_999])
        pdf.save(stored)
    [*_, table] = reader(FORMATS["pdf"]).read_back(stored.getvalue()).blocks
    assert isinstance(table, Table)


@pytest.mark.slow
def test_numbers_in_the_place_of_addresses_take_no_memory(tmp_path: Path) -> None:
    """Found by fuzzing, like the one before: names of places, and addresses of links."""
    source = tmp_path / "notice.md"
    source.write_text(f"{NOTICE}\nSee [ours](https://example.org/).\n", encoding="utf-8")
    stored = io.BytesIO()
    with pikepdf.open(io.BytesIO(build(source, ["pdf"]).files["notice.pdf"])) as pdf:
        place = pikepdf.Array([pdf.pages[0].obj, pikepdf.Name.Fit])
        pdf.Root.Names = pikepdf.Dictionary(Dests=pikepdf.Dictionary(Names=[99_999_999_999, place]))
        links = [
            each
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Subtype") == "/Link"
        ]
        assert links
        for link in links:
            link.A = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=99_999_999_999)
        pdf.save(stored)
    assert reader(FORMATS["pdf"]).read_back(stored.getvalue()).blocks


def test_a_picture_in_letters_that_base64_has_not_is_no_crash() -> None:
    """Found by fuzzing: RFC 2397 addresses hold ASCII alone, files of others anything."""
    page = "<html lang=en><title>A</title><img alt=b src='data:image/png;base64,ŷŷŷŷ'>"
    shown = reader(FORMATS["html"]).read_back(page.encode()).pictures
    assert shown is not None
    assert [picture.digest for picture in shown] == [""]


# Files that would keep a reader busy without end ------------------------------------------------


def locked() -> bytes:
    packed = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(packed, encryption=pikepdf.Encryption(user="word", owner="word"))
    return packed.getvalue()


def drawing_itself_twice() -> bytes:
    packed = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        form = pdf.make_stream(
            b"/X Do /X Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9]
        )
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
        page.Resources = form.Resources
        page.Contents = pdf.make_stream(b"/X Do")
        pdf.save(packed)
    return packed.getvalue()


def names_of_itself() -> bytes:
    packed = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        tree = pdf.make_indirect(pikepdf.Dictionary())
        tree.Kids = pikepdf.Array([tree] * 9)
        pdf.Root.Names = pikepdf.Dictionary(Dests=tree)
        pdf.Root.StructTreeRoot = pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot)
        pdf.save(packed)
    return packed.getvalue()


def parts_in_parts() -> bytes:
    packed = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        inner = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.P))
        for _ in range(30_000):
            inner = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Div, K=inner))
        pdf.Root.StructTreeRoot = pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=inner)
        pdf.save(packed)
    return packed.getvalue()


def book(chapter: bytes) -> bytes:
    return archive(
        **{
            "META-INF__container.xml": CONTAINER,
            "p.opf": b"<package><manifest><item id='a' href='a.xhtml'"
            b" media-type='application/xhtml+xml'/></manifest><spine><itemref idref='a'/></spine>"
            b"</package>",
            "a.xhtml": b"<html xmlns='http://www.w3.org/1999/xhtml'><head><title>A</title></head>"
            b"<body>" + chapter + b"</body></html>",
        }
    )


def attributes(count: int) -> bytes:
    return b"".join(b" a%d='b'" % number for number in range(count))


def word(body: bytes) -> bytes:
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    return archive(
        **{
            "_rels__.rels": b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/"
            b"relationships'><Relationship Id='r' Type='" + kind + b"' Target='d.xml'/>"
            b"</Relationships>",
            "d.xml": b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/"
            b"main'><w:body>" + body + b"</w:body></w:document>",
        }
    )


SLOWEST = 15
"""Seconds of processor time; each takes less than five on a quiet machine."""
HEAD = b"<html lang=en><title>A</title>"
ENDLESS = {
    "a password": ("pdf", locked),
    "a drawing of itself, twice": ("pdf", drawing_itself_twice),
    "names of themselves": ("pdf", names_of_itself),
    "parts in parts": ("pdf", parts_in_parts),
    "elements in elements": ("html", lambda: HEAD + b"<div>" * 20_000 + b"A"),
    "marks in marks": ("html", lambda: HEAD + b"<p>" + b"<b>" * 20_000 + b"A"),
    "marks never closed": ("html", lambda: HEAD + b"<p><b><i>A" * 5_000),
    "lists in lists": ("html", lambda: HEAD + b"<ul><li>" * 20_000 + b"A"),
    "tables in tables": ("html", lambda: HEAD + b"<table><tr><td>" * 20_000 + b"A"),
    "attributes": ("html", lambda: HEAD + b"<p" + attributes(200_000) + b">A"),
    "elements in a chapter's": (
        "epub",
        lambda: book(b"<div>" * 20_000 + b"<p>A</p>" + b"</div>" * 20_000),
    ),
    "attributes in a chapter": ("epub", lambda: book(b"<p" + attributes(200_000) + b">A</p>")),
    "tables in Word's tables": (
        "docx",
        lambda: word(
            b"<w:tbl><w:tr><w:tc>" * 20_000 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 20_000
        ),
    ),
    "parts in Word's parts": (
        "docx",
        lambda: word(b"<w:sdt><w:sdtContent>" * 20_000 + b"</w:sdtContent></w:sdt>" * 20_000),
    ),
    "items in items of text": (
        "txt",
        lambda: b"".join(b" " * (2 * level) + b"\xe2\x80\xa2 A\n" for level in range(3_000)),
    ),
    "rules in rules": (
        "html",
        lambda: HEAD + b"<style>" + b"@media x{" * 50_000 + b"</style><p>A",
    ),
    "rows and columns": (
        "html",
        lambda: (
            HEAD
            + b"<table>"
            + b"<tr><td rowspan=65534 colspan=1000>A" * 300
            + b"<tr>" * 60_000
            + b"</table>"
        ),
    ),
}


SLOW = {"marks never closed", "rows and columns", "rules in rules"}
"""Those that take a second and more, though each ends."""


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.slow if name in SLOW else ()) for name in ENDLESS],
)
def test_no_file_keeps_a_reader_busy_without_end(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    suffix, made = ENDLESS[name]
    file = tmp_path / f"a.{suffix}"
    file.write_bytes(made())
    begun = time.process_time()
    assert main(["outline", str(file)]) in {0, 1, 2}
    assert time.process_time() - begun < SLOWEST
    assert "internal error" not in capsys.readouterr().err


@pytest.mark.timeout(30)
def test_ranges_of_codes_without_end_are_a_fault_of_the_file() -> None:
    ranges = b"<0000> <ffff> <0041>\n" * 3000
    with pytest.raises(ValueError, match="more codes"):
        parse_cmap(
            b"begincodespacerange <0000> <ffff> endcodespacerange beginbfrange "
            + ranges
            + b"endbfrange"
        )
