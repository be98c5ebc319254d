"""Pictures come out clean, upright, small enough, and the same each time; bad ones stay out."""

from __future__ import annotations

import io
import os
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import ExifTags, Image, ImageCms

from generator.document.limits import Limits
from generator.document.pictures import Picture
from generator.source.images import Gallery
from generator.source.png import has_all_rows
from generator.source.reading import Report
from tests.source.pictures import DRAWING


def load(folder: Path, name: str) -> tuple[Picture | None, list[str]]:
    """The picture, and the rules that were broken."""
    report = Report("source.md")
    gallery = Gallery(folder, report, Limits())
    key = gallery.picture(name, 1)
    return gallery.pictures.get(key), [finding.rule for finding in report.findings]


def opened(picture: Picture | None) -> Image.Image:
    assert picture is not None
    return Image.open(io.BytesIO(picture.data))


def save(image: Image.Image, file: Path, **options: Any) -> None:
    image.save(file, **options)


PLAIN = Image.new("RGB", (40, 20), (200, 30, 30))


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.png", "image/png"),
        ("a.jpg", "image/jpeg"),
        ("a.JPEG", "image/jpeg"),
        ("a.gif", "image/png"),
        ("a.webp", "image/jpeg"),
        ("two words.png", "image/png"),
        ("图表.png", "image/png"),
        ("100%.png", "image/png"),
    ],
)
def test_each_kind_is_read(name: str, media_type: str, tmp_path: Path) -> None:
    save(PLAIN, tmp_path / name)
    picture, rules = load(tmp_path, name)
    assert rules == []
    assert picture is not None
    assert (picture.media_type, picture.width, picture.height) == (media_type, 40, 20)
    assert picture.name.isascii()
    assert opened(picture).size == (40, 20)


def test_a_lossless_webp_stays_lossless(tmp_path: Path) -> None:
    save(PLAIN, tmp_path / "a.webp", lossless=True)
    picture, _ = load(tmp_path, "a.webp")
    assert opened(picture).getpixel((0, 0)) == (200, 30, 30)


@pytest.mark.parametrize("address", ["two%20words.png", "two words.png"])
def test_names_may_be_percent_encoded(address: str, tmp_path: Path) -> None:
    save(PLAIN, tmp_path / "two words.png")
    assert load(tmp_path, address)[1] == []


def test_one_file_is_one_picture_and_two_files_are_two(tmp_path: Path) -> None:
    save(PLAIN, tmp_path / "a b.png")
    save(PLAIN, tmp_path / "a-b.png")
    gallery = Gallery(tmp_path, Report("source.md"), Limits())
    names = [gallery.picture(name, 1) for name in ("a b.png", "a%20b.png", "a-b.png")]
    assert names == ["a-b.png", "a-b.png", "a-b-2.png"]


def test_a_photograph_is_turned_upright_and_says_nothing_of_its_maker(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Artist] = "Ann Example"
    save(PLAIN, tmp_path / "a.jpg", exif=exif, comment=b"at home")
    picture, _ = load(tmp_path, "a.jpg")
    image = opened(picture)
    assert image.size == (20, 40)
    assert not image.getexif()
    assert picture is not None
    assert b"Ann" not in picture.data
    assert b"at home" not in picture.data


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_png_mode_becomes_eight_bit(mode: str, tmp_path: Path) -> None:
    image = Image.new(mode, (4, 4)) if mode.startswith("I") else PLAIN.convert(mode)
    save(image, tmp_path / "a.png")
    assert opened(load(tmp_path, "a.png")[0]).mode in ("L", "LA", "RGB", "RGBA")


def test_sixteen_bits_keep_their_brightness(tmp_path: Path) -> None:
    save(Image.new("I;16", (4, 4), 0x8000), tmp_path / "a.png")
    assert opened(load(tmp_path, "a.png")[0]).getpixel((0, 0)) == 0x80


def test_transparency_is_kept(tmp_path: Path) -> None:
    save(Image.new("RGBA", (4, 4), (1, 2, 3, 4)), tmp_path / "a.png")
    assert opened(load(tmp_path, "a.png")[0]).getpixel((0, 0)) == (1, 2, 3, 4)


def test_printers_colours_become_screen_colours(tmp_path: Path) -> None:
    save(PLAIN.convert("CMYK"), tmp_path / "a.jpg")
    image = opened(load(tmp_path, "a.jpg")[0])
    assert image.mode == "RGB"
    assert image.getpixel((0, 0)) == pytest.approx((200, 30, 30), abs=40)


def test_a_colour_profile_is_applied_and_removed(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    save(PLAIN, tmp_path / "a.png", icc_profile=profile)
    picture, rules = load(tmp_path, "a.png")
    assert rules == []
    assert "icc_profile" not in opened(picture).info


def test_a_large_picture_is_scaled_down(tmp_path: Path) -> None:
    save(Image.new("RGB", (4000, 3000)), tmp_path / "a.jpg")
    picture, rules = load(tmp_path, "a.jpg")
    assert rules == []
    assert picture is not None
    assert (picture.width, picture.height) == (2400, 1800)


def test_the_same_bytes_each_time(tmp_path: Path) -> None:
    save(PLAIN, tmp_path / "a.jpg")
    (tmp_path / "a.svg").write_text(DRAWING.format("<text y='20'>A</text>"), "utf-8")
    for name in ("a.jpg", "a.svg"):
        assert load(tmp_path, name) == load(tmp_path, name)


def test_a_decompression_bomb_is_refused(tmp_path: Path) -> None:
    save(Image.new("1", (30_000, 30_000)), tmp_path / "a.png")
    assert load(tmp_path, "a.png") == (None, ["picture-size"])


@pytest.mark.parametrize("interlaced", [0, 1])
def test_a_picture_whose_rows_end_early_is_refused(interlaced: int, tmp_path: Path) -> None:
    """The file is whole, with the sums of its parts, but has 10 of its 3,000 rows."""
    rows = (b"\0" + bytes(range(200)) * 3) * 10
    header = struct.pack(">IIBBBBB", 200, 3000, 8, 2, 0, 0, interlaced)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))
    assert load(tmp_path, "a.png") == (None, ["picture-broken"])


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (5, 8), (9, 7), (33, 40)])
def test_an_interlaced_picture_has_all_its_rows(size: tuple[int, int]) -> None:
    """By the sizes of its passes; some have none."""
    width, height = size
    for depth, colour in ((1, 0), (8, 2), (16, 6), (4, 3)):
        header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 1)
        wanted = 0
        for x, y, across, down in ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4),
                                   (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)):  # fmt: skip
            columns, rows = len(range(x, width, across)), len(range(y, height, down))
            bits = columns * depth * {0: 1, 2: 3, 3: 1, 6: 4}[colour]
            wanted += rows * (1 + -(-bits // 8)) if columns else 0
        for size_of_data, whole in ((wanted, True), (wanted - 1, False)):
            parts = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(size_of_data))))
            made = (struct.pack(">I", len(data)) + kind + data + bytes(4) for kind, data in parts)
            assert has_all_rows(bytes(8) + b"".join(made)) is whole


@pytest.mark.parametrize("kind", ["png", "jpg", "gif", "webp"])
def test_a_truncated_picture_is_refused(kind: str, tmp_path: Path) -> None:
    file = tmp_path / f"a.{kind}"
    save(Image.effect_noise((200, 200), 50).convert("RGB"), file)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert load(tmp_path, file.name) == (None, ["picture-broken"])


@pytest.mark.parametrize(
    "address",
    [
        "../a.png",
        "%2e%2e/a.png",
        "b/../../a.png",
        "/etc/a.png",
        "file:///a.png",
        "//example.org/a.png",
        "https://example.org/a.png",
        "HTTP://example.org/a.png",
        "data:image/png;base64,AAAA",
        "C:/a.png",
        "..\\a.png",
        "~/a.png",
        "%2Fetc%2Fa.png",
    ],
)
def test_nothing_outside_the_folder_is_opened(address: str, tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    save(PLAIN, tmp_path / "a.png")
    assert load(inner, address) == (None, ["picture-address"])


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    save(PLAIN, tmp_path / "a.png")
    (inner / "a.png").symlink_to(tmp_path / "a.png")
    (inner / "folder").symlink_to(tmp_path)
    assert load(inner, "a.png") == (None, ["picture-address"])
    assert load(inner, "folder/a.png") == (None, ["picture-address"])


@pytest.mark.parametrize("name", ["", ".", "inner", "a\0.png", "x" * 5000, "no.png", "a.png?x"])
def test_what_is_no_file_is_missing(name: str, tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    save(PLAIN, tmp_path / "a.png")
    picture, (rule,) = load(tmp_path, name)
    assert picture is None
    assert rule in ("picture-missing", "picture-address")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_no_picture(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.png")
    assert load(tmp_path, "a.png") == (None, ["picture-missing"])


# Drawings


def draw(folder: Path, inside: str = "", start: str = "") -> tuple[Picture | None, list[str]]:
    (folder / "a.svg").write_text(start + DRAWING.format(inside), encoding="utf-8")
    return load(folder, "a.svg")


def test_a_drawing_has_a_size_and_a_raster(tmp_path: Path) -> None:
    picture, rules = draw(tmp_path)
    assert rules == []
    assert picture is not None
    assert (picture.media_type, picture.width, picture.height) == ("image/svg+xml", 60, 30)
    assert picture.raster is not None
    raster = Image.open(io.BytesIO(picture.raster.data)).convert("RGB")
    assert raster.size == (picture.raster.width, picture.raster.height) == (120, 60)
    assert raster.getpixel((60, 30)) == (0, 0x33, 0x66)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="1in" height="2.54cm"', (96, 96)),
        ('viewBox="0 0 50 20"', (50, 20)),
        ('width="100%" height="100%" viewBox="0,0,50,20"', (50, 20)),
        ('width="100" viewBox="0 0 50 20"', (100, 40)),
        ('height="7.5pt" viewBox="0 0 50 20"', (25, 10)),
    ],
)
def test_the_size_is_found(attributes: str, size: tuple[int, int], tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>')
    picture, rules = load(tmp_path, "a.svg")
    assert rules == []
    assert picture is not None
    assert (picture.width, picture.height) == size


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<rect onclick="alert(1)"/>',
        '<rect ONLOAD="alert(1)"/>',
        "<foreignObject><p>x</p></foreignObject>",
        '<image href="https://example.org/a.png"/>',
        '<image href="a.png"/>',
        '<image href="data:image/svg+xml,x"/>',
        '<image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="file:///etc/passwd"/>',
        '<a href="javascript:alert(1)"><rect/></a>',
        '<use href="b.svg#x"/>',
        '<style>@import "https://example.org/a.css";</style>',
        "<style>rect { fill: url(https://example.org/a.svg#x) }</style>",
        "<style>rect { fill: u\\72l(https://example.org/) }</style>",
        '<rect style="fill: url(//example.org/a)"/>',
        "<rect fill=\"url( 'https://example.org/' )\"/>",
        '<g xml:base="https://example.org/"/>',
        '<style>rect{}<x:y xmlns:x="urn:x"/>@import "https://example.org/a.css";</style>',
        '<style>@im<x:y xmlns:x="urn:x"/>port "https://example.org/a.css";</style>',
        '<style>@im<!-- -->port "https://example.org/a.css";</style>',
        '<style>@im<?x?>port "https://example.org/a.css";</style>',
        '<style>@im<![CDATA[port "https://example.org/a.css";]]></style>',
        '<style>@im&#112;ort "https://example.org/a.css";</style>',
        '<style>@im@keyframes a { to { top: 0 } }port "https://example.org/a.css";</style>',
        '<style>@\\import "https://example.org/a.css";</style>',
        "<style>rect { fill: u\\rl(https://example.org/) }</style>",
        '<style>a{top:"/*"}@import "https://example.org/a.css";a{top:"*/"}</style>',
        "<style>a{fill:url(#/*)} b{fill:url(https://example.org/)} a{fill:url(#*/)}</style>",
        '<style>svg { background: image-set("https://example.org/a.png" 1x) }</style>',
        "<rect style=\"fill: -webkit-image-set('https://example.org/a.png' 1x)\"/>",
        "<style>@key@keyframes a { }frames b { to { x: 0 } }</style>",
        '<set attributeName="href" to="https://example.org/"/><script>x</script>',
        '<a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href=" java&#10;script:x"/>',
    ],
)
def test_a_drawing_that_acts_or_reaches_out_is_refused(inside: str, tmp_path: Path) -> None:
    assert draw(tmp_path, inside) == (None, ["picture-unsafe"])


def test_a_comment_in_a_style_is_harmless(tmp_path: Path) -> None:
    assert draw(tmp_path, "<style>/* made by hand */ rect { fill: url(#a) }</style>")[1] == []


@pytest.mark.parametrize(
    ("attributes", "told"),
    [
        ('width="30000" height="9"', "30,000 pixels"),
        ('viewBox="0 0 9 25000"', "25,000 pixels"),
        ('width="9"', "does not say how large"),
        ('width="9" viewBox="0 0 1e999 1e999"', "does not say how large"),
    ],
)
def test_the_size_of_a_drawing_is_told_as_it_is(attributes: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>')
    report = Report("source.md")
    Gallery(tmp_path, report, Limits()).picture("a.svg", 1)
    (finding,) = report.findings
    assert finding.rule == "picture-size"
    assert told in finding.message


def test_a_drawing_that_draws_itself_again_and_again_is_refused(tmp_path: Path) -> None:
    groups = ['<g id="g0"><rect/></g>']
    for level in range(1, 9):
        uses = f'<use href="#g{level - 1}"/>' * 10
        groups.append(f'<g id="g{level}">{uses}</g>')
    inside = f'<defs>{"".join(groups)}</defs><use href="#g8"/>'
    assert draw(tmp_path, inside) == (None, ["picture-size"])
    assert draw(tmp_path, '<g id="a"><use href="#a"/></g>') == (None, ["picture-unsafe"])


@pytest.mark.parametrize(
    "start",
    [
        '<!DOCTYPE svg [<!ENTITY a "b">]>',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg [<!ENTITY % a SYSTEM "https://example.org/a.dtd"> %a;]>',
    ],
)
def test_entities_are_refused(start: str, tmp_path: Path) -> None:
    assert draw(tmp_path, "<text>&a;</text>" if " a " in start else "", start)[0] is None


def test_a_harmless_document_type_is_dropped(tmp_path: Path) -> None:
    public = '"-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"'
    picture, rules = draw(tmp_path, start=f"<!DOCTYPE svg PUBLIC {public}>")
    assert rules == []
    assert picture is not None
    assert b"DOCTYPE" not in picture.data


def test_what_only_editors_use_is_dropped(tmp_path: Path) -> None:
    picture, rules = draw(
        tmp_path,
        '<metadata>Ann</metadata><!-- Ann --><x:y xmlns:x="urn:x">Ann</x:y>'
        '<text xmlns:i="urn:i" i:label="Ann" y="9">kept</text>',
    )
    assert rules == []
    assert picture is not None
    assert b"Ann" not in picture.data
    assert b"kept" in picture.data


def test_movement_stops(tmp_path: Path) -> None:
    picture, rules = draw(tmp_path, '<rect><animate attributeName="x"/></rect>')
    assert rules == ["picture-animated"]
    assert picture is not None
    assert b"animate" not in picture.data


def test_movement_by_a_style_stops(tmp_path: Path) -> None:
    moving = "@keyframes blink { 50% { opacity: 0 } to { opacity: 1 } } path { fill: #00f }"
    picture, rules = draw(tmp_path, f'<style>{moving}</style><path d="M0 0h9v9z"/>')
    assert rules == ["picture-animated"]
    assert picture is not None
    assert b"blink" not in picture.data
    assert b"fill: #00f" in picture.data


def test_words_in_a_drawing_are_drawn_with_our_font(tmp_path: Path) -> None:
    with_words, _ = draw(
        tmp_path, '<text y="20" fill="#fff" font-family="Comic Sans">Wording</text>'
    )
    without, _ = draw(tmp_path)
    assert with_words is not None
    assert without is not None
    assert with_words.raster != without.raster


def nested(name: str, levels: int, inner: str, outer: str) -> str:
    """Definitions of which each asks twice for the one before."""
    made = [f'<{name} id="n0">{inner}</{name}>']
    made += [
        f'<{name} id="n{level}">{outer.replace("@", f"#n{level - 1}") * 2}</{name}>'
        for level in range(1, levels)
    ]
    return f"<defs>{''.join(made)}</defs>{outer.replace('@', f'#n{levels - 1}')}"


SQUARE = '<path d="M0 0h9v9z"/>'
ROUNDABOUT = {
    "paths to clip by": nested(
        "clipPath", 25, SQUARE, '<path clip-path="url(@)" d="M0 0h9v9h-9z"/>'
    ),
    "markers": nested(
        "marker", 15, SQUARE, '<path marker-mid="url(@)" d="M0 0 1 1 2 0 3 1 4 0 5 1 6 0"/>'
    ),
    "markers in a style": nested(
        "marker", 15, SQUARE, '<path style="fill:none;marker-mid:url(@)" d="M0 0 1 1 2 0 3 1 4 0"/>'
    ),
    "masks": nested("mask", 25, SQUARE, '<path mask="url(@)" d="M0 0h9v9h-9z"/>'),
    "two addresses of one use": '<g xmlns:xlink="http://www.w3.org/1999/xlink"><defs>'
    + "".join(
        f'<g id="a{level}">' + f'<use href="#x" xlink:href="#a{level - 1}"/>' * 10 + "</g>"
        for level in range(1, 8)
    )
    + f'<g id="a0">{SQUARE}</g><g id="x"/></defs><use href="#x" xlink:href="#a7"/></g>',
    "letters": f"<text>{'a' * 1_000_000}</text>",
    "rules of a style": "<style>"
    + "".join(f".c{level}{{clip-path:url(#n{level})}}" for level in range(25))
    + "</style><defs>"
    + "".join(
        f'<clipPath id="n{level}">'
        + f'<path class="c{level - 1}" d="M0 0h9v9z"/>' * 2
        + "</clipPath>"
        for level in range(25)
    )
    + '</defs><path class="c24" d="M0 0h9v9z"/>',
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("way", ROUNDABOUT)
def test_a_drawing_that_draws_itself_a_million_times_is_refused_at_once(
    way: str, tmp_path: Path
) -> None:
    assert draw(tmp_path, ROUNDABOUT[way]) == (None, ["picture-size"])


def test_what_office_programs_write_is_drawn(tmp_path: Path) -> None:
    """One path to clip by for many shapes, by a class; gradients; a marker on each arrow."""
    inside = (
        "<style>.c{clip-path:url(#clip)} .g{fill:url(#g)}</style><defs>"
        f'<clipPath id="clip">{SQUARE}</clipPath><linearGradient id="g"><stop/></linearGradient>'
        f'<marker id="m">{SQUARE}</marker></defs>'
        + '<g class="c g"><path d="M0 0h9v9z"/></g><path marker-end="url(#m)" d="M0 0h9"/>'
        * 500
    )
    picture, rules = draw(tmp_path, inside)
    assert (picture is not None, rules) == (True, [])
