"""The tags of each construct, read from the bytes: `documents/*.html` gives `*.tags.txt`.

`ACCEPT=1 pytest tests/pdf/test_tags.py` writes what it finds; read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.pdf.support import made, tags

DOCUMENTS = sorted((Path(__file__).parent / "documents").glob("*.html"))
MUCH = "<p>Words fill the page, and then another one, until it has to turn. </p>" * 60


@pytest.mark.golden
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_each_construct_has_its_tags(document: Path) -> None:
    golden = document.with_suffix(".tags.txt")
    found = tags(made(document.read_text("utf-8")).data)
    if os.environ.get("ACCEPT"):
        golden.write_text(found, "utf-8")
    assert found == golden.read_text("utf-8")


def test_the_tags_are_the_same_on_any_paper() -> None:
    body = "".join(document.read_text("utf-8") for document in DOCUMENTS) + MUCH
    on_a4 = made(body)
    on_a5 = made(body, paper="A5")
    large = made(body, points=18)
    assert on_a4.pages < on_a5.pages
    assert tags(on_a4.data) == tags(on_a5.data) == tags(large.data)


def test_an_element_that_crosses_pages_is_one_element() -> None:
    rows = "".join(f"<tr><th scope=row>{n}</th><td>{n * n}</td></tr>" for n in range(120))
    items = "".join(f"<li>item {n}</li>" for n in range(120))
    words = "many words in one paragraph " * 1000
    result = made(
        f"<table><thead><tr><td></td><th>Square</th></tr></thead><tbody>{rows}</tbody></table>"
        f"<ul>{items}</ul><p>{words}</p>"
    )
    assert result.pages > 5
    roles = [line.split()[0] for line in tags(result.data).splitlines() if "'" not in line]
    assert [roles.count(role) for role in ("Table", "THead", "TBody", "L", "P")] == [1, 1, 1, 1, 1]


def test_nothing_is_lost_or_complained_about() -> None:
    for document in DOCUMENTS:
        result = made(document.read_text("utf-8"))
        assert (result.lost, result.complaints, result.broken_links) == ((), (), ())
