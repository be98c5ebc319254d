"""A stream whose last byte is a carriage return keeps it, and the PDF is written in finite time."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pydyf

from generator.packagers.pdf.weasy import _AMBIGUOUS, _end_by_two

DATA = b"picture\r"


def test_a_picture_that_ends_in_a_carriage_return_is_ended_by_two_signs() -> None:
    """Found in our own documentation: one picture in 256 ends so, and no padding changes it."""
    pdf: Any = pydyf.PDF()
    for data in (DATA, b"other"):
        pdf.add_object(pydyf.Stream([data], extra={"Length": len(data)}))
    assert _end_by_two(pdf.objects) == 1
    output = BytesIO()
    pdf.write(output)
    assert output.getvalue().count(_AMBIGUOUS) == 1
    assert b"\r\r\nendstream" in output.getvalue()
    with pikepdf.open(BytesIO(output.getvalue())) as read:
        streams = [each for each in read.objects if isinstance(each, pikepdf.Stream)]
        assert [stream.read_raw_bytes() for stream in streams] == [DATA, b"other"]
