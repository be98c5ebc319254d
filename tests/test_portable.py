"""Relative links: kept on a website, resolved or told elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build import build
from generator.formats import FORMATS
from generator.outline import as_text
from generator.portable import is_relative

LINKS = "See [the team](../about/index.html#team), and [the **fees**](fees?year=1).\n"


def told(folder: Path, name: str, url: str) -> str:
    """The outline of LINKS in one format."""
    source = folder / "notice.md"
    given = f"url: {url}\n" if url else ""
    source.write_text(f"---\ntitle: A notice\nlang: en\n{given}---\n\n{LINKS}", encoding="utf-8")
    data = build(source, [name]).files[f"notice.{name}"]
    return "\n".join(as_text(FORMATS[name].read_back(data)))


@pytest.mark.parametrize("name", FORMATS)
def test_with_an_address_links_are_absolute_wherever_a_file_travels(
    name: str, tmp_path: Path
) -> None:
    outline = told(tmp_path, name, "https://example.org/news/2025/")
    if name == "html":
        assert "“the team” links to ../about/index.html#team" in outline
    else:
        assert "“the team” links to https://example.org/news/about/index.html#team" in outline
        assert "“the fees” links to https://example.org/news/2025/fees?year=1" in outline


def test_without_an_address_an_epub_tells_where_a_link_led(tmp_path: Path) -> None:
    outline = told(tmp_path, "epub", "")
    assert "See the team (../about/index.html#team), and the fees (fees?year=1)." in outline
    assert "links to" not in outline


@pytest.mark.parametrize(
    ("target", "relative"),
    [("#here", False), ("https://a.example/", False), ("mailto:a@b.example", False), ("x/y", True),
     ("../x#y", True), ("/x", True), ("?x", True)],
)  # fmt: skip
def test_what_is_relative(target: str, relative: bool) -> None:  # noqa: FBT001
    assert is_relative(target) == relative
