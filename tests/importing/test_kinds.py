"""Web pages, what a clipboard holds, text, e-books; and files that are none."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from generator.commands.cli import main
from generator.findings.errors import SourceError, UsageError
from generator.importing import import_file, office
from tests.importing import staff

HOSTILE = Path(__file__).parents[1] / "hostile"

PAGES = {
    "google": (
        '<html lang="en"><b style="font-weight:normal;" id="docs-internal-guid-1">'
        "<h1>Tree care</h1>"
        '<p><span style="font-weight:700">Ask</span> before you cut.</p>'
        "<ul><li><p>Oaks</p></li><li><p>Limes</p></li></ul></b></html>",
        "Ask before you cut.\n\n- Oaks\n- Limes\n",
    ),
    "word": (
        '<html lang="en"><h1>Parking</h1><p class="MsoNormal">Show <b>both</b>:</p>'
        '<p class="MsoListParagraph" style="mso-list:l0 level1 lfo1">'
        "<span>·&nbsp;&nbsp; </span>your badge</p>"
        '<p class="MsoListParagraph"><span>·&nbsp;&nbsp; </span>the clock</p></html>',
        "Show **both**:\n\n- your badge\n- the clock\n",
    ),
    "table": (
        '<html lang="en"><h1>Fees</h1><table><caption>What it costs</caption>'
        '<tr><th>Year</th><th colspan="2">Fee</th></tr>'
        "<tr><td>2026</td><td>£4</td><td>£5</td></tr></table>"
        '<p>CO<sub>2</sub> and m<sup>2</sup>, <a href="https://example.org/">more</a>.</p></html>',
        "Table: What it costs\n\n| Year | Fee | << |\n| --- | --- | --- |\n"
        "| 2026 | £4 | £5 |\n\nCO~2~ and m^2^, [more](https://example.org/).\n",
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_becomes_a_source(name: str, tmp_path: Path) -> None:
    page, body = PAGES[name]
    file = tmp_path / f"{name}.html"
    file.write_text(f"<!DOCTYPE html>\n{page}", encoding="utf-8")
    imported = import_file(file, tmp_path)
    written = imported.source.read_text(encoding="utf-8")
    assert written.partition("---\n\n")[2] == body
    assert not any(finding.rule == "import-lost" for finding in imported.findings)


def test_text_becomes_a_source(tmp_path: Path) -> None:
    file = tmp_path / "notice.txt"
    file.write_text("Road works\n\nMill Lane is closed.\n\n- on Monday\n- on Tuesday\n")
    written = import_file(file, tmp_path).source.read_text(encoding="utf-8")
    assert "title: Road works" in written
    assert written.endswith("Mill Lane is closed.\n\n- on Monday\n- on Tuesday\n")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0old"])
def test_a_broken_file_is_a_finding(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "broken.docx"
    file.write_bytes(data)
    with pytest.raises(SourceError) as raised:
        import_file(file, tmp_path)
    assert [each.rule for each in raised.value.findings] == ["import-unreadable"]
    assert [*tmp_path.iterdir()] == [file]


def test_a_file_that_unpacks_to_too_much_is_a_finding(tmp_path: Path) -> None:
    file = tmp_path / "bomb.docx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", b" " * (1 << 28) + b" ")
    with pytest.raises(SourceError):
        import_file(file, tmp_path)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "notice.txt"
    file.write_text("Notice\n\nWords.\n")
    import_file(file, tmp_path)
    with pytest.raises(UsageError, match="is there already"):
        import_file(file, tmp_path)


def test_the_command_reports_what_it_wrote(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "notice.txt"
    file.write_text("Notice\n\nWords.\n")
    assert main(["import", str(file), "-o", str(tmp_path / "source")]) == 0
    said = capsys.readouterr()
    assert "notice.md: written; read it, then:" in said.out + said.err
    assert main(["import", str(tmp_path / "notice.pages")]) == 2
    assert "cannot import a .pages file" in capsys.readouterr().err


@pytest.mark.slow
def test_an_opendocument_text_is_read_by_libreoffice(tmp_path: Path) -> None:
    file = tmp_path / "real-lists.docx"
    staff.write("real-lists", file)
    odt = tmp_path / "lists.odt"
    odt.write_bytes(office.converted(file.read_bytes(), "docx", "odt"))
    written = import_file(odt, tmp_path / "source").source.read_text(encoding="utf-8")
    assert "\n(a) to advise\n" in written
    assert "- monthly\n- in public\n" in written
    broken = tmp_path / "broken.odt"
    broken.write_bytes(b"PK\x03\x04broken")
    with pytest.raises(SourceError):
        import_file(broken, tmp_path / "other")


def test_without_libreoffice_an_opendocument_text_is_refused_with_a_hint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "office", lambda: None)
    file = tmp_path / "notice.odt"
    file.write_bytes(b"PK")
    with pytest.raises(UsageError, match="libreoffice-writer"):
        import_file(file, tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["txt", "html"])
def test_hostile_files_get_an_answer_and_no_traceback(kind: str, tmp_path: Path) -> None:
    answers = [answer(source, kind, tmp_path) for source in sorted(HOSTILE.glob("*.md"))]
    assert {"written"} <= set(answers) <= {"written", "import-unreadable", "nesting-too-deep"}
    homes = {each.parent for each in tmp_path.rglob("*.md")}
    assert homes == {tmp_path / "source"}


def test_what_no_source_can_hold_leaves_nothing_behind(tmp_path: Path) -> None:
    file = tmp_path / "deep.txt"
    file.write_bytes((HOSTILE / "lists-deep.md").read_bytes())
    assert answer(HOSTILE / "lists-deep.md", "txt", tmp_path) == "nesting-too-deep"
    assert not [*tmp_path.rglob("*.md")]


def answer(source: Path, kind: str, folder: Path) -> str:
    """What becomes of a file under the name of another kind."""
    file = folder / f"{source.stem}.{kind}"
    file.write_bytes(source.read_bytes())
    try:
        import_file(file, folder / "source")
    except SourceError as error:
        return error.findings[0].rule
    return "written"
