"""Word's Design > Fonts and Design > Colours, which change the theme, change the document."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.document import model
from generator.document.kinds import Alignment, Scope
from tests.docx.documents import (
    HERE,
    Element,
    W,
    call,
    code,
    document,
    heading,
    inlines,
    link,
    listed,
    note,
    packed,
    paragraph,
    part,
    quote,
    table,
)
from tests.docx.office import Office

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SLOTS = {
    "text2": "dk2",
    "background2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}
"""Places that the theme calls otherwise (ISO 29500-1, 17.18.97 and 20.1.6.2)."""

HEADER = model.Row((model.Cell(inlines("a"), Scope.COLUMN, Alignment.START),), HERE)
FULL = document(
    heading(2, "Aims"),
    paragraph(
        link("https://example.org", "out", model.Code("x = 1")), model.Emphasis(inlines("b"))
    ),
    model.ThematicBreak(HERE),
    paragraph(model.Span(inlines("日本"), "ja")),
    quote(code("x")),
    table(("a", "b"), ("1", "2"), caption="Births", row_headers=True),
    model.Table(None, (HEADER, HEADER), (HEADER,), HERE),
    category=inlines("News"),
    organisation="Home Office",
)


PARTS = [f"word/{name}.xml" for name in ("document", "styles", "header", "footer", "numbering")]


def coloured(root: Element) -> Iterator[tuple[str, str]]:
    """Each colour of words, lines and grounds, with its place in the theme."""
    for each in root.iter():
        own, place = ("fill", "themeFill") if each.tag == W + "shd" else ("color", "themeColor")
        value = each.get(W + ("val" if each.tag == W + "color" else own))
        if value not in {None, "auto"}:
            yield value or "", each.get(W + place) or "none"


@pytest.mark.parametrize("name", PARTS)
def test_every_colour_is_one_of_the_theme(name: str) -> None:
    data = packed(FULL)
    [scheme] = part(data, "word/theme.xml").iter(A + "clrScheme")
    known = {str(each.tag).removeprefix(A): each[0].get("val") for each in scheme}
    found = [*coloured(part(data, name))]
    assert len(found) > 2 or name not in PARTS[:2]
    assert [pair for pair in found if known.get(SLOTS.get(pair[1], pair[1])) != pair[0]] == []


def test_fonts_are_those_of_the_theme_but_for_code() -> None:
    data = packed(FULL)
    fonts = {
        (style.get(W + "styleId") or "defaults"): dict(each.attrib)
        for style in part(data, "word/styles.xml")
        for each in style.iter(W + "rFonts")
    }
    kinds = {name: given.get(W + "asciiTheme") for name, given in fonts.items()}
    headings = {"Title", *(f"Heading{level}" for level in range(1, 7))}
    assert {name for name, kind in kinds.items() if kind == "majorHAnsi"} == headings
    assert {name for name, kind in kinds.items() if kind == "minorHAnsi"} == {"defaults"}
    assert {name for name, kind in kinds.items() if kind is None} == {
        "HTMLCode",
        "HTMLPreformatted",
        "QuoteCode",
    }
    for kind, given in (("major", fonts["Title"]), ("minor", fonts["defaults"])):
        [theme] = part(data, "word/theme.xml").iter(f"{A}{kind}Font")
        faces = {str(each.tag).removeprefix(A): each.get("typeface") for each in theme}
        assert [given[W + key] for key in ("ascii", "hAnsi", "eastAsia", "cs")] == [
            *(faces["latin"], faces["latin"], faces["ea"], faces["cs"])
        ]


def test_runs_name_no_font_but_that_of_another_script() -> None:
    runs = part(packed(FULL)).iter(W + "rFonts")
    assert [dict(each.attrib) for each in runs] == [
        {W + "hint": "eastAsia", W + "eastAsia": "Yu Gothic"}
    ]


def with_theme(data: bytes, changes: list[tuple[str, str]]) -> bytes:
    """The file after a change of its theme alone."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            for one, other in changes if name == "word/theme.xml" else []:
                content = content.replace(one, other)
            new.writestr(name, content)
    return stream.getvalue()


@pytest.mark.slow
def test_other_fonts_of_the_theme_are_seen_in_libreoffice(office: Office, tmp_path: Path) -> None:
    """LibreOffice takes fonts from the theme; of colours it shows the value beside the place."""
    data = packed(FULL)
    ours, changed = tmp_path / "ours.docx", tmp_path / "changed.docx"
    ours.write_bytes(data)
    changed.write_bytes(with_theme(data, [("Arial", "Georgia")]))
    made = office.converted([ours, changed], "fodt", "design")
    before, after = ((made / name).read_text("utf-8") for name in ("ours.fodt", "changed.fodt"))
    assert ("Arial" in before, "Georgia" in before) == (True, False)
    assert ("Arial" in after, "Georgia" in after) == (False, True)


# The Styles pane ------------------------------------------------------------------------------


def shown(given: model.Document) -> set[str]:
    """The styles that Word's Styles pane recommends."""
    styles = part(packed(given), "word/styles.xml")
    [latent] = styles.iter(W + "latentStyles")
    assert latent.get(W + "defSemiHidden") == "1", "or Word shows all of its own"
    return {
        style.get(W + "styleId") or ""
        for style in styles.iter(W + "style")
        if style.find(W + "semiHidden") is None
    }


def test_the_styles_pane_shows_what_the_document_uses() -> None:
    always = {"Normal", "Title", "Header", "Footer", "Byline"}
    assert shown(document(paragraph("x"))) - always == set()
    some = document(heading(2, "Aims"), quote(paragraph("x")), paragraph(model.Code("y")))
    assert shown(some) - always == {"Heading2", "Quote", "HTMLCode"}
    rich = document(listed(paragraph("one", call(1))), notes=(note(1, code("c")),))
    assert shown(rich) - always == {
        *("ListBullet", "FootnoteReference", "FootnoteText", "HTMLPreformatted")
    }


def test_a_style_that_is_not_shown_appears_when_someone_uses_it() -> None:
    styles = part(packed(document(paragraph("x"))), "word/styles.xml")
    hidden = [
        style for style in styles.iter(W + "style") if style.find(W + "semiHidden") is not None
    ]
    assert len(hidden) > 20
    assert all(style.find(W + "unhideWhenUsed") is not None for style in hidden)
