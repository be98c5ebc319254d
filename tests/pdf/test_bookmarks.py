"""The bookmarks are the headings: their words as heard, their depth, their places."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf

from generator.readback.pdf import read_back
from tests.pdf.support import made

BODY = (
    '<h1>One\N{NO-BREAK SPACE}thing</h1><h2>Two <span aria-hidden="true">(printed)</span></h2>'
    '<h2><img src="picture:red.png" alt="Red"> three<a role="doc-noteref" href="#n">1</a></h2>'
    "<h3>Four</h3><h2>Five</h2>"
    '<div id="n" role="doc-footnote"><p>Note.</p></div>'
)


def titles(bookmark: Any) -> list[Any]:
    found: list[Any] = []
    while bookmark is not None:
        below = titles(bookmark.get("/First"))
        found.append((str(bookmark.Title), below) if below else str(bookmark.Title))
        bookmark = bookmark.get("/Next")
    return found


def test_bookmarks_say_what_is_heard_and_nest_as_headings_do() -> None:
    data = made(BODY).data
    with pikepdf.open(BytesIO(data)) as pdf:
        below = ["Two", ("Red three", ["Four"]), "Five"]
        assert titles(pdf.Root.Outlines.First) == [("One\N{NO-BREAK SPACE}thing", below)]
    assert not [fault for fault in read_back(data).faults if fault.rule == "bookmark"]
