"""`announce outline` on what LibreOffice makes of a Word document of ours.

The golden files show what a reader meets, in order, each read by hand against the file: LibreOffice
7.4 keeps everything in DOCX; in tagged PDF it drops captions and quotations as such. LibreOffice
itself moves header rows' bold type into the cells and names Welsh "cy-GB".
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from generator.building.build import build
from generator.commands.outline import as_text, outline

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parent / "samples" / "notice-of-works.md"
TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
TARGETS = {"docx": "docx", "pdf": TAGGED}

pytestmark = [pytest.mark.slow, pytest.mark.golden]


@pytest.mark.parametrize("suffix", TARGETS)
def test_the_outline_of_what_libreoffice_wrote(
    suffix: str, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    ours = tmp_path / "notice-of-works.docx"
    ours.write_bytes(build(SOURCE, ["docx"]).files[ours.name])
    target = tmp_path / "theirs"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", TARGETS[suffix]]
    command += ["--outdir", str(target), str(ours)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    found = "\n".join(as_text(outline(target / f"notice-of-works.{suffix}"))) + "\n"
    golden = HERE / "golden" / f"libreoffice.{suffix}.outline.txt"
    if pytestconfig.getoption("accept"):
        golden.write_text(found, encoding="utf-8")
    expected = golden.read_text(encoding="utf-8")
    if suffix == "pdf":  # a note stands at its page's foot, and pages depend on the machine's fonts
        assert sorted(found.splitlines()) == sorted(expected.splitlines())
    else:
        assert found == expected
