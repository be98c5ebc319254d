"""Same input, same bytes; and what the file says of itself."""

from __future__ import annotations

import os
import subprocess
import sys
import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from generator.packagers.pdf.finishing import deflated
from tests.pdf.support import made

ROOT = Path(__file__).resolve().parents[2]
BODY = "<h1>Title</h1><p>Words <em>and</em> <a href='https://example.org'>more</a>.</p>"
DIGEST = (
    "import hashlib; from tests.pdf.support import made; from tests.pdf.test_bytes import BODY;"
    "print(hashlib.sha256(made(BODY).data).hexdigest())"
)


def digest(seed: str = "0", zone: str = "UTC", before: str = "") -> str:
    """The hash of a PDF of a process of its own, which does something before."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-W", "ignore", "-c", before + DIGEST]
    return subprocess.run(
        command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout


def test_bytes_do_not_depend_on_process_clock_or_seed() -> None:
    assert digest("1", "UTC") == digest("2", "Asia/Tokyo")


@pytest.fixture(scope="module")
def undisturbed() -> str:
    """The hash of a PDF of a process that did nothing before."""
    return digest()


@pytest.mark.slow
@pytest.mark.parametrize(
    "module", ["fontTools.varLib.instancer", "fontTools.subset", "weasyprint", "PIL.ImageFont"]
)
def test_bytes_do_not_depend_on_what_the_process_has_imported(
    module: str, undisturbed: str
) -> None:
    """fontTools' way to narrow a variable font took the place of HarfBuzz's where it was there."""
    assert digest(before=f"import {module};") == undisturbed


@pytest.mark.parametrize("variant", ["ua-1", "ua-2"])
def test_metadata_says_what_the_document_information_says(variant: str) -> None:
    with pikepdf.open(BytesIO(made(BODY, variant=variant).data)) as pdf, pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == "Test"
        assert xmp["dc:creator"] == ["Ada, Grace"]
        assert xmp["xmp:CreateDate"] == "2020-02-03T00:00:00Z"
        if variant == "ua-1":
            assert str(pdf.docinfo["/Author"]) == "Ada, Grace"
            assert str(pdf.docinfo["/CreationDate"]) == "D:20200203000000Z"
            assert (xmp.pdfa_status, xmp["pdfuaid:part"]) == ("2A", "1")
        else:
            assert "/Info" not in pdf.trailer
            assert xmp["pdfuaid:part"] == "2"


def test_the_catalog_serves_readers() -> None:
    with pikepdf.open(BytesIO(made(BODY).data)) as pdf:
        assert str(pdf.Root.Lang) == "en"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.Root.StructTreeRoot.K[0].T) == "Test"
        assert all(page.obj.Tabs == "/S" for page in pdf.pages)
        assert pdf.Root.PageLabels.Nums[1].S == "/D"
        assert str(pdf.Root.Outlines.First.Title) == "Title"


def test_no_compressed_data_ends_in_a_carriage_return() -> None:
    streams = [b"q " * number for number in range(600)]
    assert any(zlib.compress(data, 9).endswith(b"\r") for data in streams)
    for data in streams:
        packed = deflated(data)
        assert not packed.endswith(b"\r")
        assert zlib.decompress(packed).rstrip(b"\n") == data


@pytest.mark.slow
def test_no_object_stream_ends_in_a_carriage_return() -> None:
    for number in range(60):
        assert b"\r\nendstream" not in made(f"<p>{number}</p>").data
