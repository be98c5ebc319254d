"""What stands on a page from left to right, by the place of each glyph, whatever a file says of it.

Chromium and LibreOffice draw the formats that have no pages of their own.
"""

from __future__ import annotations

import ctypes
import io
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
from pypdfium2 import raw

from tests.conformance.test_gate import installed
from tests.conformance.validators.processes import chromium, program

TIMEOUT = 120
_LINE = 3.0
"""Points: letters whose baselines are nearer stand on one line, whatever their typefaces."""


def pages_of(files: dict[str, bytes], folder: Path) -> dict[str, bytes]:
    """Each visual format of a build as a PDF, drawn by a program that its readers have."""
    with installed():
        browser = chromium("axe")
        office = program("libreoffice", "soffice", override="SOFFICE")
    [stem] = {Path(name).stem for name in files if not name.endswith(".json")}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    with zipfile.ZipFile(io.BytesIO(files[f"{stem}.epub"])) as book:
        book.extractall(folder / "book")
    return {
        "pdf": _without_actual_text(files[f"{stem}.pdf"]),
        "html": _printed(browser, folder / f"{stem}.html", folder),
        "epub": _printed(browser, folder / "book" / "EPUB" / "text" / "1.xhtml", folder),
        "docx": _converted(office, folder / f"{stem}.docx", folder),
    }


def _printed(browser: str, page: Path, folder: Path) -> bytes:
    made = folder / f"{page.name}.pdf"
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    command += [f"--user-data-dir={folder / 'chromium'}", f"--print-to-pdf={made}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT)
    return made.read_bytes()


def _converted(office: str, document: Path, folder: Path) -> bytes:
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    out = folder / "word"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(out)]
    command += [str(document)]
    subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT)
    return (out / f"{document.stem}.pdf").read_bytes()


def _without_actual_text(data: bytes) -> bytes:
    """The PDF without what it says of its glyphs, so that only these count."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            content = pikepdf.parse_content_stream(page)
            for instruction in content:
                for operand in instruction.operands:
                    if isinstance(operand, pikepdf.Dictionary) and "/ActualText" in operand:
                        del operand["/ActualText"]
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(content))
        written = io.BytesIO()
        pdf.save(written)
    return written.getvalue()


def lines_seen(data: bytes) -> list[str]:
    """The lines of a PDF as they are seen, from left to right, without spaces."""
    with pdfium.PdfDocument(data) as pdf:
        return [line for page in pdf for line in _lines(page.get_textpage())]


def _lines(text: pdfium.PdfTextPage) -> Iterator[str]:
    """The letters of a page, those of one baseline together, by where they stand."""
    rows: dict[float, list[tuple[float, str]]] = {}
    for index in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text, index))
        if letter.isspace() or unicodedata.category(letter) in {"Cc", "Cf"}:
            continue
        left, _, right, _ = text.get_charbox(index, loose=True)
        at = baseline(text, index)
        row = next((each for each in rows if abs(each - at) < _LINE), at)
        rows.setdefault(row, []).append(((left + right) / 2, letter))
    for _, letters in sorted(rows.items(), reverse=True):
        yield "".join(letter for _, letter in sorted(letters))


def baseline(text: pdfium.PdfTextPage, index: int) -> float:
    """Where a letter stands, from the foot of the page."""
    across, up = ctypes.c_double(), ctypes.c_double()
    assert raw.FPDFText_GetCharOrigin(text, index, across, up)
    return up.value
