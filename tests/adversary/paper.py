"""What can be done to a PDF: to its content streams, its structure tree and its catalogue."""

# ruff: noqa: E501 (pikepdf's objects; a row is a line)

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.adversary.damages import Damage

Pdf = pikepdf.Pdf

OPERATORS = {
    "outlines in white": b"1 Tr 1 1 1 RG",
    "no outlines": b"3 Tr",
    "a path to clip by": b"7 Tr",
    "clipped after": b"4 Tr",
    "letters of no width": b"1 Tz",
    "letters of a tenth": b"0.1 Tz",
    "letters on each other": b"-9 Tc",
    "words on each other": b"-99 Tw",
    "nearly white": b".95 .95 .95 rg",
    "white": b"1 1 1 rg",
    "white by grey": b"1 g",
    "white by ink": b"0 0 0 0 k",
    "raised out of sight": b"-9999 Ts",
    "away": b"1 0 0 1 -9999 0 cm",
    "upside down": b"1 0 0 -1 0 800 cm",
    "from right to left": b"-1 0 0 1 600 0 cm",
    "tiny": b".01 0 0 .01 0 0 cm",
    "cut to a triangle": b"0 0 m 1 0 l 0 1 l W n",
    "cut to nothing": b"0 0 0 0 re W n",
    "cut to a corner": b"0 0 9 9 re W n",
}
"""What is put before everything that a page draws."""
COVERS = {
    "a white area": b"q 1 1 1 rg 0 0 9999 9999 re f Q",
    "a white polygon": b"q 1 1 1 rg 0 0 m 9999 0 l 9999 9999 l 0 9999 l f Q",
    "a white curve": b"q 1 1 1 rg 0 0 m 0 9999 9999 9999 9999 0 c f Q",
    "a thick white line": b"q 1 1 1 RG 9999 w 0 400 m 9999 400 l S Q",
    "thin white areas": b"q 1 1 1 rg "
    + b"".join(b"0 %d 9999 9 re f " % y for y in range(0, 900, 8))
    + b"Q",
    "a line through words": b"q 0 0 0 RG 2 w 0 700 m 600 700 l S Q",
    "words in the middle": b"/Artifact BMC q BT /F0 9 Tf 100 400 Td (VOID) Tj ET Q EMC",
    "a drawing": b"q 1 0 0 rg 100 100 50 50 re f Q",
    "a drawing as an artifact": b"/Artifact BMC q 1 0 0 rg 100 100 50 50 re f Q EMC",
    "layout": b"/Artifact <</Type /Layout>> BDC q 0 0 0 rg 100 100 50 50 re f Q EMC",
    "a stray operator": b"q Q",
    "a compatible section": b"BX EX",
    "a marked point": b"/X MP",
}
"""What is put after everything that a page draws."""


def streams(change: Callable[[bytes], bytes]) -> Callable[[Pdf], None]:
    """A change of what the first page draws."""

    def act(pdf: Pdf) -> None:
        page = pdf.pages[0]
        page.contents_coalesce()
        page.Contents.write(change(page.Contents.read_bytes()))

    return act


def elements(pdf: Pdf, kind: str) -> list[Any]:
    """The structure elements of a type, in order."""
    found: list[Any] = []
    stack: list[Any] = [pdf.Root.StructTreeRoot]
    while stack:
        each = stack.pop()
        if isinstance(each, Dictionary):
            if each.get("/S") == Name(f"/{kind}"):
                found.append(each)
            kids: Any = each.get("/K", [])
            stack += reversed(list(kids) if isinstance(kids, Array) else [kids])
    return found


def said(kind: str, key: str, value: object) -> Callable[[Pdf], None]:
    """An entry of the first structure element of a type."""

    def act(pdf: Pdf) -> None:
        elements(pdf, kind)[0][key] = value

    return act


def kept(*path: str, value: object) -> Callable[[Pdf], None]:
    """An entry below the catalogue; None takes it away."""

    def act(pdf: Pdf) -> None:
        place = pdf.Root
        for name in path[:-1]:
            if name not in place:
                place[name] = Dictionary()
            place = place[name]
        if value is None:
            del place[path[-1]]
        else:
            place[path[-1]] = value

    return act


def on_page(key: str, value: object, number: int = 0) -> Callable[[Pdf], None]:
    """An entry of a page."""

    def act(pdf: Pdf) -> None:
        if value is None:
            del pdf.pages[number].obj[key]
        else:
            pdf.pages[number].obj[key] = value

    return act


def annotated(kind: str, **more: Any) -> Callable[[Pdf], None]:
    """An annotation of a page, of its whole size."""

    def act(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        made = Dictionary(
            Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=[0, 0, 600, 800], F=4, **more
        )
        page.Annots = Array([*page.get("/Annots", []), pdf.make_indirect(made)])

    return act


def link(change: Callable[[Any], None]) -> Callable[[Pdf], None]:
    """A change of the first link."""

    def act(pdf: Pdf) -> None:
        change(next(each for page in pdf.pages for each in page.obj.get("/Annots", [])))

    return act


def _set(key: str, value: object) -> Callable[[Any], None]:
    return lambda each: each.__setitem__(key, value)


def outline(change: Callable[[Any], None]) -> Callable[[Pdf], None]:
    """A change of the first bookmark."""
    return lambda pdf: change(pdf.Root.Outlines.First)


def information(key: str, value: str) -> Callable[[Pdf], None]:
    """An entry of the document information."""
    return lambda pdf: pdf.docinfo.__setitem__(key, value)


def metadata(old: bytes, new: bytes) -> Callable[[Pdf], None]:
    """A change of the metadata."""

    def act(pdf: Pdf) -> None:
        stream = pdf.Root.Metadata
        stream.write(re.sub(old, new, stream.read_bytes(), count=1))

    return act


def font(change: Callable[[Pdf, Any], None]) -> Callable[[Pdf], None]:
    """A change of the first font of a page."""

    def act(pdf: Pdf) -> None:
        fonts: Any = pdf.pages[0].Resources.Font
        change(pdf, fonts[min(dict(fonts.items()))])

    return act


def _swap(two: list[Any], key: str) -> None:
    """Exchange an entry of two elements."""
    one, other = two
    one[key], other[key] = other[key], one[key]


def _give(source: Any, target: Any) -> None:
    """Let an element say what another says."""
    target.K, target.Pg = source.K, source.Pg


def _without(element: Any, kind: str) -> None:
    """Take the kids of a type out of an element."""
    element.K = Array([each for each in element.K if each.get("/S") != Name(kind)])


def _codes(_: Pdf, face: Any) -> None:
    stream = face.ToUnicode
    stream.write(stream.read_bytes().replace(b"<0039>", b"<0031>"))


def _empty(_: Pdf, face: Any) -> None:
    descriptor = face.DescendantFonts[0].FontDescriptor
    for name in ("/FontFile2", "/FontFile3"):
        if name in descriptor:
            descriptor[name].write(b"")


def _mapped(pdf: Pdf, face: Any) -> None:
    face.DescendantFonts[0].CIDToGIDMap = pdf.make_stream(bytes(2000))


def _picture(change: Callable[[Pdf, Any], None]) -> Callable[[Pdf], None]:
    def act(pdf: Pdf) -> None:
        for page in pdf.pages:
            shown: Any = page.Resources.get("/XObject") or Dictionary()
            for each in dict(shown.items()).values():
                if each.get("/Subtype") == Name.Image:
                    change(pdf, each)

    return act


def _swapped(pdf: Pdf) -> None:
    first, second = pdf.pages[0].obj, pdf.pages[1].obj
    first.Contents, second.Contents = second.Contents, first.Contents


def _page_more(pdf: Pdf) -> None:
    pdf.add_blank_page()


def _pages_turned(pdf: Pdf) -> None:
    pdf.pages.reverse()


def _tm(text: bytes) -> bytes:
    """The first two places where text begins change with each other."""
    found = list(re.finditer(rb"[-\d.]+ [-\d.]+ [-\d.]+ [-\d.]+ [-\d.]+ [-\d.]+ Tm", text))
    if len(found) < 6:
        return text
    one, other = found[3], found[5]
    return (
        text[: one.start()]
        + other[0]
        + text[one.end() : other.start()]
        + one[0]
        + text[other.end() :]
    )


def javascript() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert('VOID')"))


def address() -> Dictionary:
    return Dictionary(S=Name.URI, URI=String("https://evil.example/"))


CHANGES: dict[str, Callable[[Pdf], None]] = {
    **{f"all: {name}": streams(lambda data, put=put: put + b" " + data) for name, put in OPERATORS.items()},  # type: ignore[misc]
    **{f"over all: {name}": streams(lambda data, put=put: data + b" " + put) for name, put in COVERS.items()},  # type: ignore[misc]
    **{f"{kind} {key} says other words": said(kind, key, String("VOID")) for kind in ("P", "H2", "TD", "TH", "Link", "L", "Table", "Document", "LBody", "Caption", "Figure", "Code", "BlockQuote") for key in ("/Alt", "/ActualText", "/E", "/T")},
    **{f"{kind} in French": said(kind, "/Lang", String("fr")) for kind in ("P", "H2", "TD", "Link", "Figure", "L")},
    **{f"{kind} as {other}": said(kind, "/S", Name(f"/{other}")) for kind, other in (("H2", "P"), ("H2", "H4"), ("TH", "TD"), ("L", "P"), ("Table", "Div"), ("P", "Artifact"), ("P", "Private"), ("BlockQuote", "P"), ("Code", "Span"), ("Caption", "P"), ("Figure", "Div"), ("Note", "P"))},
    "labels swapped": lambda pdf: _swap(elements(pdf, "Lbl")[:2], "/K"),
    "a word for a label": lambda pdf: _give(elements(pdf, "P")[-1], elements(pdf, "Lbl")[0]),
    "no label": lambda pdf: _without(elements(pdf, "LI")[0], "/Lbl"),
    "a pronunciation": said("P", "/Phoneme", String("VOID")),
    "numbers of another kind": said("L", "/A", Dictionary(O=Name.List, ListNumbering=Name.UpperRoman)),
    "a class": said("P", "/C", Name("/X")),
    "an identifier": said("P", "/ID", String("x")),
    "not marked": kept("/MarkInfo", "/Marked", value=False),
    "no mark of tags": kept("/MarkInfo", value=None),
    "suspect tags": kept("/MarkInfo", "/Suspects", value=True),
    "no way back from marks to tags": kept("/StructTreeRoot", "/ParentTree", "/Nums", value=Array([])),
    "no tags": kept("/StructTreeRoot", value=None),
    "classes of tags": kept("/StructTreeRoot", "/ClassMap", value=Dictionary(X=Dictionary(O=Name.Layout))),
    "roles of tags": kept("/StructTreeRoot", "/RoleMap", "/H2", value=Name.P),
    "a name of a file shown": kept("/ViewerPreferences", "/DisplayDocTitle", value=False),
    "read from right to left": kept("/ViewerPreferences", "/Direction", value=Name.R2L),
    "no tools": kept("/ViewerPreferences", "/HideToolbar", value=True),
    "names of pages": kept("/PageLabels", value=Dictionary(Nums=Array([0, Dictionary(S=Name.R)]))),
    "no metadata": kept("/Metadata", value=None),
    "another language": kept("/Lang", value=String("fr")),
    "a script at the start": kept("/OpenAction", value=javascript()),
    "an address at the start": kept("/OpenAction", value=address()),
    "another page at the start": kept("/OpenAction", value=Array([1, Name.Fit])),
    "a script of the document": kept("/AA", value=Dictionary(WC=javascript())),
    "scripts by name": kept("/Names", "/JavaScript", value=Dictionary(Names=Array([String("x"), javascript()]))),
    "a file in it": kept("/Names", "/EmbeddedFiles", value=Dictionary(Names=Array([String("x"), Dictionary(F=String("x"))]))),
    "a form": kept("/AcroForm", value=Dictionary(Fields=Array([]), NeedAppearances=True)),
    "layers": kept("/OCProperties", value=Dictionary(OCGs=Array([]), D=Dictionary(Order=Array([])))),
    "full screen": kept("/PageMode", value=Name.FullScreen),
    "two columns": kept("/PageLayout", value=Name.TwoColumnLeft),
    "a permission": kept("/Perms", value=Dictionary()),
    "a collection": kept("/Collection", value=Dictionary()),
    "requirements": kept("/Requirements", value=Array([])),
    "a base address": kept("/URI", value=Dictionary(Base=String("https://evil.example/"))),
    "another intent": kept("/OutputIntents", value=Array([])),
    "an extension": kept("/Extensions", value=Dictionary(X=Dictionary(BaseVersion=Name("/1.7"), ExtensionLevel=1))),
    "threads": kept("/Threads", value=Array([])),
    "no bookmarks": kept("/Outlines", value=None),
    "turned": on_page("/Rotate", 180),
    "on its side": on_page("/Rotate", 90),
    "a hundredth": on_page("/UserUnit", 0.01),
    "a huge page": on_page("/MediaBox", Array([0, 0, 14000, 14000])),
    "a small page": on_page("/CropBox", Array([0, 0, 10, 10])),
    "a small trim": on_page("/TrimBox", Array([0, 0, 10, 10])),
    "a small art": on_page("/ArtBox", Array([0, 0, 10, 10])),
    "no number of its tags": on_page("/StructParents", None),
    "no order of tabs": on_page("/Tabs", None),
    "a script of a page": on_page("/AA", Dictionary(O=javascript())),
    "a transition": on_page("/Trans", Dictionary(S=Name.Dissolve)),
    "a group": on_page("/Group", Dictionary(S=Name.Transparency, I=True)),
    "a thumbnail": on_page("/Dur", 1),
    "a page more": _page_more,
    "pages turned": _pages_turned,
    "pages swapped": _swapped,
    "two texts swapped": streams(_tm),
    "free text": annotated("FreeText", Contents=String("VOID"), DA=String("/F0 9 Tf")),
    "a stamp": annotated("Stamp", Name=Name.Void),
    "a remark": annotated("Text", Contents=String("VOID")),
    "marked words": annotated("Highlight", Contents=String("VOID")),
    "words struck out": annotated("StrikeOut", QuadPoints=Array([0, 700, 600, 700, 0, 680, 600, 680])),
    "a white square": annotated("Square", IC=Array([1, 1, 1])),
    "a link over all": annotated("Link", A=address()),
    "a field": annotated("Widget", FT=Name.Tx, V=String("VOID"), T=String("x")),
    "a screen": annotated("Screen", A=address()),
    "a film": annotated("RichMedia"),
    "a watermark": annotated("Watermark"),
    "a redaction": annotated("Redact", OverlayText=String("VOID")),
    "a link to elsewhere": link(_set("/A", address())),
    "a link with a script": link(lambda each: each.get("/A", Dictionary()).__setitem__("/Next", javascript())),
    "a link's words": link(_set("/Contents", String("VOID"))),
    "a link hidden": link(_set("/F", 2)),
    "a link elsewhere on the page": link(_set("/Rect", Array([0, 0, 1, 1]))),
    "a link's own action": link(_set("/AA", Dictionary(E=javascript()))),
    "a link's border": link(_set("/Border", Array([0, 0, 9]))),
    "a bookmark with a script": outline(_set("/A", javascript())),
    "a bookmark to an address": outline(_set("/A", address())),
    "a bookmark's words": outline(_set("/Title", String("VOID"))),
    "a bookmark's place": outline(lambda each: each.__setitem__("/Dest", Array([each.Dest[0], Name.XYZ, 0, 0, 0]))),
    "a bookmark's colour": outline(_set("/C", Array([1, 1, 1]))),
    "another title": information("/Title", "VOID"),
    "another author": information("/Author", "Nobody"),
    "another subject": information("/Subject", "VOID"),
    "another program": information("/Producer", "Nobody"),
    "another day": information("/CreationDate", "D:19990101"),
    "other keywords": information("/Keywords", "VOID"),
    "another title in the metadata": metadata(rb"(<rdf:li[^>]*>)The library", rb"\1VOID"),
    "another language in the metadata": metadata(rb"en-GB", rb"fr"),
    "another claim in the metadata": metadata(rb"pdfuaid:part>1", rb"pdfuaid:part>2"),
    "codes swapped": font(_codes),
    "no glyphs": font(_empty),
    "other glyphs": font(_mapped),
    "no way from glyphs to letters": font(lambda _, face: face.__delitem__("/ToUnicode")),
    "another name of a font": font(lambda _, face: face.__setitem__("/BaseFont", Name("/Wingdings"))),
    "other pixels": _picture(lambda _, each: each.write(b"\0" * len(each.read_bytes()))),
    "a picture that is clear": _picture(lambda pdf, each: each.__setitem__("/SMask", pdf.make_stream(b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, ColorSpace=Name.DeviceGray, BitsPerComponent=8))),
    "a picture turned to its negative": _picture(lambda _, each: each.__setitem__("/Decode", Array([1, 0, 1, 0, 1, 0]))),
    "a picture for printers": _picture(lambda _, each: each.__setitem__("/Alternates", Array([]))),
}  # fmt: skip


def _states() -> Iterator[tuple[str, Callable[[Pdf], None]]]:
    """Graphics states by which words become faint or invisible."""
    for name, state in {
        "nearly clear": Dictionary(ca=0.01),
        "a mask": Dictionary(SMask=Dictionary(S=Name.Luminosity)),
        "a mixture": Dictionary(BM=Name.Screen),
        "over": Dictionary(BM=Name.Difference),
        "knocked out": Dictionary(TK=True, AIS=True),
        "overprint": Dictionary(OP=True, op=True, OPM=1),
    }.items():

        def act(pdf: Pdf, state: Dictionary = state) -> None:
            resources = pdf.pages[0].Resources
            if "/ExtGState" not in resources:
                resources.ExtGState = Dictionary()
            resources.ExtGState["/ZZ"] = state
            streams(lambda data: b"/ZZ gs " + data)(pdf)

        yield name, act


FILES: dict[str, Callable[[bytes], bytes]] = {
    "something after it": lambda data: data + b"\nMZ",
    "something before it": lambda data: b"MZ\n" + data,
    "a wrong beginning of its table": lambda data: re.sub(
        rb"startxref\n\d+", b"startxref\n7", data
    ),
    "another version": lambda data: data.replace(b"%PDF-1.7", b"%PDF-1.4", 1),
    "locked against readers": lambda data: _locked(data, "", accessibility=False),
    "locked with a word": lambda data: _locked(data, "word", accessibility=True),
    "written anew": lambda data: _changed(data, lambda _: None),
}


def _locked(data: bytes, word: str, *, accessibility: bool) -> bytes:
    packed = io.BytesIO()
    with Pdf.open(io.BytesIO(data)) as pdf:
        permissions = pikepdf.Permissions(accessibility=accessibility, extract=False)
        pdf.save(packed, encryption=pikepdf.Encryption(user=word, owner="x", allow=permissions))
    return packed.getvalue()


def _changed(data: bytes, change: Callable[[Pdf], None]) -> bytes:
    packed = io.BytesIO()
    with Pdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(packed, deterministic_id=True)
    return packed.getvalue()


def damages() -> Iterator[Damage]:
    """Every damage to a PDF."""
    for name, act in (*CHANGES.items(), *_states()):
        yield Damage("pdf", name, lambda data, act=act: _changed(data, act))  # type: ignore[misc]
    for name, change in FILES.items():
        yield Damage("pdf", name, change)
