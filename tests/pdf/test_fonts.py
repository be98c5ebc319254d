"""Only declared fonts are used; what none of them can draw is said."""

from __future__ import annotations

from io import BytesIO

import pikepdf

from generator.packagers.pdf.fonts import cure_for, declared_faces, missing_characters
from tests.pdf.support import made, tags


def embedded(data: bytes) -> set[str]:
    with pikepdf.open(BytesIO(data)) as pdf:
        fonts = pdf.pages[0].Resources.Font
        return {str(fonts[name].BaseFont).partition("+")[2] for name in fonts.keys()}  # noqa: SIM118


def test_every_face_used_is_declared_and_embedded() -> None:
    data = made("<p>a <b>b</b> <i>c</i> <b><i>d</i></b> <code>e <i>f</i></code></p>").data
    assert all(name.startswith(("Source-Sans-3", "Source-Code-Pro")) for name in embedded(data))
    assert len(embedded(data)) == 6


def test_a_family_of_the_system_is_never_picked() -> None:
    data = made("<p style='font-family: DejaVu Sans, Liberation Serif'>words</p>").data
    assert all(name.startswith("Source") for name in embedded(data))


def test_a_missing_character_is_told_and_read_but_drawn_as_a_square() -> None:
    result = made('<p data-line="7">so 😀 it is</p>')
    assert result.missing == {"😀": 7}
    assert "so 😀 it is" in tags(result.data)
    assert result.complaints == ()


def test_invisible_characters_need_no_glyph() -> None:
    assert missing_characters(["a\u00ad\u200b\u2060\ufe0f"], declared_faces()) == ()


def test_a_script_names_its_cure() -> None:
    assert cure_for("\N{HEBREW LETTER ALEF}") == "fontpkg-heebo"
    assert cure_for("\N{GRINNING FACE}") is None
