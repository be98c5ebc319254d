"""Small damages to PDF files."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf, String

from .fault import Damage
from .pdf_files import elements, set_metadata


def catalog_without(key: str) -> Damage[Pdf]:
    """The damage that takes a key from the document catalog."""

    def damage(pdf: Pdf) -> None:
        del pdf.Root[key]

    return damage


def link_without(key: str) -> Damage[Pdf]:
    """The damage that takes a key from the link's annotation."""

    def damage(pdf: Pdf) -> None:
        del pdf.pages[0].Annots[0][key]

    return damage


def retagged(old: str, new: str) -> Damage[Pdf]:
    """The damage that gives the first element of a type another type."""

    def damage(pdf: Pdf) -> None:
        _first(pdf, old).S = Name(new)

    return damage


def element_without(kind: str, key: str) -> Damage[Pdf]:
    """The damage that takes a key from the first element of a type."""

    def damage(pdf: Pdf) -> None:
        del _first(pdf, kind)[key]

    return damage


def described(text: str) -> Damage[Pdf]:
    """The damage that gives the figure another alternative text."""

    def damage(pdf: Pdf) -> None:
        _first(pdf, "/Figure").Alt = String(text)

    return damage


def metadata_swapped(old: bytes, new: bytes) -> Damage[Pdf]:
    """The damage that puts one text for another in the XMP packet, where it occurs once."""

    def damage(pdf: Pdf) -> None:
        xmp = pdf.Root.Metadata.read_bytes()
        if xmp.count(old) != 1:
            raise ValueError(f"{old!r} occurs {xmp.count(old)} times")
        set_metadata(pdf, xmp.replace(old, new))

    return damage


def bytes_swapped(old: bytes, new: bytes) -> Damage[bytearray]:
    """The damage that overwrites the last occurrence of some bytes."""

    def damage(content: bytearray) -> None:
        at = content.rindex(old)
        content[at : at + len(old)] = new

    return damage


def end_missing(content: bytearray) -> None:
    """Cut the file short."""
    del content[-200:]


def suspects(pdf: Pdf) -> None:
    """Say that the tags may be wrong."""
    pdf.Root.MarkInfo.Suspects = True


def text_untagged(pdf: Pdf) -> None:
    """Take the first tagged passage's marks away."""
    content = pdf.pages[0].Contents
    instructions = list(pikepdf.parse_content_stream(content))
    operators = [str(instruction.operator) for instruction in instructions]
    begin = operators.index("BDC")
    end = operators.index("EMC", begin)
    kept = [one for n, one in enumerate(instructions) if n not in {begin, end}]
    content.write(pikepdf.unparse_content_stream(kept))


def tab_order_missing(pdf: Pdf) -> None:
    """Leave the order of links open."""
    del pdf.pages[0].obj["/Tabs"]


def fonts_missing(pdf: Pdf) -> None:
    """Take the font programs away."""
    for font in _fonts(pdf):
        descriptor = font.DescendantFonts[0].FontDescriptor
        for key in [key for key in descriptor.keys() if key.startswith("/FontFile")]:  # noqa: SIM118 - not iterable
            del descriptor[key]


def unicode_missing(pdf: Pdf) -> None:
    """Take the way from glyphs to characters away."""
    for font in _fonts(pdf):
        del font["/ToUnicode"]


def widths_wrong(pdf: Pdf) -> None:
    """Say that every glyph is wider than it is."""
    for font in _fonts(pdf):
        widths = font.DescendantFonts[0].W
        for at in range(1, len(widths), 2):
            widths[at] = pikepdf.Array([int(width) + 300 for width in widths[at].as_list()])


def script_added(pdf: Pdf) -> None:
    """Let a script run when the file is opened."""
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.beep();"))


def roles_in_circle(pdf: Pdf) -> None:
    """Map a type to itself."""
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(Alpha=Name.Beta, Beta=Name.Alpha)
    _first(pdf, "/H1").S = Name.Alpha


def cell_outside_row(pdf: Pdf) -> None:
    """Move a header cell out of its row."""
    row = _first(pdf, "/TR")
    cell = row.K[0]
    del row.K[0]
    row.P.K.append(cell)
    cell.P = row.P


def row_too_short(pdf: Pdf) -> None:
    """Take a header cell away."""
    del _first(pdf, "/TR").K[1]


def scope_missing(pdf: Pdf) -> None:
    """Take the scope of every header cell away."""
    for element in elements(pdf):
        if element.S == Name.TH:
            del element.A["/Scope"]


def information_added(pdf: Pdf) -> None:
    """Add the document information dictionary, which PDF/A-4 has done away with."""
    pdf.docinfo["/Title"] = "Bridge repairs in March"


def _first(pdf: Pdf, kind: str) -> Object:
    return next(element for element in elements(pdf) if kind == element.S)


def _fonts(pdf: Pdf) -> Iterator[Object]:
    yield from pdf.pages[0].Resources.Font.as_dict().values()
