"""The closed list of what a style may say, for themes and for our own outputs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import jinja2
import pytest

from generator.brand.reading import read_brand
from generator.building.build import build
from generator.content.job import Options
from generator.document.brand import BrandFolder
from generator.document.languages import Writing
from generator.document.words import every_language
from generator.packagers.epub.stacked_tables import STEPS
from generator.packagers.html import table_room
from generator.readback.html import closed_style
from generator.readback.html.closed_style import attribute_refusals, refusals
from generator.readback.html.own_style import OWN
from generator.rendering import environment
from tests.brand.brands import NAMES, brand_folder

HEADS = {part for words in every_language() for part in re.split("{pages?}", words.page_of)}
MARKING = "OFFICIAL – Embargoed until 9 am on 3 November 2025"
"""What `front-matter-full` says at the foot of each page of paper."""
SAMPLES = Path(__file__).parents[1] / "samples"

HARMLESS = """
h1 { color: #123456 }
p { color: var(--ink); background: var(--paper); margin: 0 0 1rem }
body { font-family: Georgia, "Times New Roman", serif; font-size: 1.1rem; line-height: 1.5 }
h2 { font-size: clamp(1.2rem, 1rem + 1vw, 2rem); text-align: center; letter-spacing: .02em }
.summary { font-style: italic; border-inline-start: 4px solid #0b4f71; padding-inline-start: 1rem }
a { text-decoration: none }
a:hover, a:focus { text-decoration: underline }
ul { list-style-type: square }
@media (min-width: 60em) { main { max-width: 40rem } }
@supports (text-wrap: balance) { h1 { text-wrap: balance } }
@layer theme { p { hyphens: auto } }
@container (width > 40em) { p { font-size: 1.2rem } }
@scope (main) { p { font-weight: 300 } }
nav { ul { margin: 0 } & a { color: var(--accent) } }
figcaption { font-size: .9em }
@page { size: A4; margin: 2cm }
""".strip().splitlines()

HARMFUL = """
p { display: none }
p { DISPLAY:/**/none }
p { display: none !important }
p { visibility: hidden }
p { opacity: 0 }
p { opacity: .01 }
p { color: transparent }
p { color: #fff }
p { color: #ffffff00 }
p { color: white }
p { color: rgb(255 255 255) }
p { color: var(--paper) }
p { color: var(--none, white) }
:root { --ink: #fff }
:root { --paper: #16202b }
:root { --x: none } p { display: var(--x) }
p { background: #16202b; color: #16202b }
p { font-size: 0 }
p { font-size: 1px }
p { font-size: .1em }
li { font-size: .9em }
p { font-size: calc(0px) }
p { font-size: min(1rem, 0px) }
p { font-size: clamp(0px, 0px, 0px) }
p { font: 0/0 a }
p { line-height: 0 }
p { position: absolute; left: -9999px }
p { left: -9999px }
p { margin-left: -9999px }
p { margin: 1rem -9999px }
p { text-indent: -9999px }
p { padding: 9999px }
p { letter-spacing: -1em }
p { word-spacing: -2em }
p { clip-path: inset(50%) }
p { clip: rect(0 0 0 0) }
p { height: 0; overflow: hidden }
p { max-height: 0 }
p { max-width: 0 }
p { width: 1px }
p { transform: scale(0) }
p { transform: scaleX(-1) }
p { scale: -1 1 }
p { rotate: 180deg }
p { translate: -200vw }
p { content-visibility: hidden }
p { filter: opacity(0) }
p { backdrop-filter: blur(9px) }
p { mask: linear-gradient(transparent, transparent) }
p { mix-blend-mode: screen }
p { z-index: -1 }
p { text-shadow: 0 0 9px #000 }
p { -webkit-text-fill-color: transparent }
p { -webkit-text-security: disc }
p { animation: gone 1s forwards }
@keyframes gone { to { opacity: 0 } }
@media (min-width: 1px) { .summary { display: none } }
@media only screen { p { display: none } }
@media print { .summary { display: none } }
@supports (display: grid) { p { display: none } }
@layer x { p { display: none } }
@layer x { @layer y { p { display: none } } }
@container (width > 0) { p { display: none } }
@scope (main) { p { display: none } }
@scope (main) to (nav) { :scope p { display: none } }
@starting-style { p { display: none } }
main { p { display: none } }
main { & p { display: none } }
main { @media screen { display: none } }
main { @media screen { & p { display: none } } }
p { &::before { content: "not " } }
p::before { content: "not " }
p:before { content: "not " }
p::after { content: attr(class) }
p::after { content: open-quote }
p::after { content: url(a.svg) }
p::after { content: counter(x) }
@media (min-width: 1px) { p::after { content: "not " } }
h2::marker { content: "9. " }
p { content: "replaced" }
img { content: url(other.png) }
p::first-letter { display: none }
p::first-letter { color: #ffffff }
p::first-line { font-size: 0 }
::selection { color: transparent }
q { quotes: "not" "" }
p { counter-reset: x 9 }
ol { counter-reset: list-item 7 }
ol { list-style-type: upper-roman }
ol { list-style-type: none }
ol { list-style: none }
ul { list-style-image: url(a.png) }
ol, ul { list-style-type: square }
li { list-style-type: "9. " }
p { text-transform: uppercase }
p { text-decoration: line-through }
s { text-decoration: none }
* { text-decoration: none }
p { font-family: Wingdings }
p { font-family: "Announcement Sans", Symbol }
p { font-variant-caps: small-caps }
p { font-feature-settings: "smcp" }
p { font-variant: small-caps }
p { font-size-adjust: .1 }
p { font-stretch: 1% }
p { font-palette: --x }
@font-face { font-family: "Announcement Sans"; src: url(https://example.org/x.woff2) }
@font-face { font-family: "Announcement Sans"; src: local("Wingdings") }
@font-face { font-family: Arial; src: url(data:font/woff2;base64,AAAA) }
@font-face { font-family: "Announcement Sans"; src: url(fonts/x.woff2); unicode-range: U+41 }
@import "x.css";
@import url(data:text/css,p%7Bdisplay:none%7D);
@namespace svg url(http://www.w3.org/2000/svg);
@charset "utf-7";
@property --ink { syntax: "<color>"; inherits: false; initial-value: transparent }
@counter-style x { system: cyclic; symbols: "9" }
@view-transition { navigation: auto }
@unknown { p { color: #000 } }
p { background: url(https://example.org/a.png) }
p { background-image: url(data:image/png;base64,AAAA) }
p { background: linear-gradient(#000, #000) }
p { border-image: url(a.png) 1 }
p { cursor: url(a.cur), auto }
p { direction: rtl }
p { unicode-bidi: bidi-override }
p { unicode-bidi: bidi-override; direction: rtl }
main { display: flex; flex-direction: column-reverse }
main { display: flex }
main { display: grid }
main { display: contents }
p { order: -1 }
p { flex-direction: column-reverse }
p { grid-row: 1 }
p { float: right }
p { writing-mode: vertical-rl }
p { text-orientation: upright }
p { reading-flow: flex-visual }
table { direction: rtl }
tr { display: block }
caption { caption-side: bottom }
p { columns: 3 }
p { white-space: nowrap }
pre { white-space: normal }
p { overflow: hidden }
p { text-overflow: ellipsis; overflow: hidden }
p { -webkit-line-clamp: 1 }
p { line-clamp: 1 }
p { zoom: 0 }
p { all: initial }
p { appearance: none }
p { pointer-events: none }
p { user-select: none }
p { speak: never }
p { will-change: opacity }
p { contain: size }
p { interactivity: inert }
p { isolation: isolate }
p { box-shadow: inset 0 0 0 100px #16202b }
p { outline: 0 }
a:focus-visible { outline: none }
p { bookmark-label: "x" }
p { string-set: title "CANCELLED" }
p { position: running(x) }
@page { @top-left { content: element(x) } }
@page { @top-left { content: url(x.png) } }
@page { margin: -9cm }
@page { @top-left { content: 'CANCELLED: this notice is void' } }
p { color: #000; } }
p { color: red;; display: none
p { c\\6flor: #fff }
p { d\\69splay: none }
p { unknown-property: 1 }
p { --evil: url(https://example.org) }
p { background-color: if(style(--x): red) }
p { width: attr(data-x px) }
p { color: color-mix(in srgb, #000, #fff) }
p { color: light-dark(#fff, #fff) }
p { color: currentColor; -webkit-mask: none }
<!-- p { display: none } -->
""".strip().splitlines()


@pytest.mark.parametrize("rule", HARMLESS)
def test_what_only_changes_the_look_is_allowed(rule: str) -> None:
    assert [*refusals(rule)] == []


@pytest.mark.parametrize("rule", HARMFUL)
def test_what_could_hide_move_or_add_words_is_refused(rule: str) -> None:
    assert [*refusals(rule)]


def test_colours_of_a_dark_screen_are_held_against_each_other_alone() -> None:
    dark = "@media (prefers-color-scheme: dark) { :root { --ink: #fff; --paper: #000 } }"
    assert not [*refusals(":root { --ink: #000; --paper: #fff }" + dark)]
    assert [*refusals(":root { --ink: #000; --paper: #fff }" + dark.replace("#000", "#eee"))]


@pytest.mark.parametrize("style", ["display:none", "opacity:0", "color:red;/**/display:none"])
def test_an_attribute_is_held_to_the_same_list(style: str) -> None:
    assert [*attribute_refusals(style)]
    assert not [*attribute_refusals("text-align: center")]


def feet(brands: Sequence[BrandFolder | None]) -> Iterator[str]:
    """What stands at the foot of pages, and of those of the draft."""
    for brand in brands:
        assert brand is not None
        if brand.usual.footer is not None:
            yield brand.usual.footer.text
            yield f"مسودة – {brand.usual.footer.text}"


@pytest.mark.slow
def test_our_own_styles_are_on_the_list_and_the_list_says_no_more(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where a style of ours has something new, its row goes into `own_style.OWN`."""
    sheets: list[str] = []
    render = jinja2.Template.render

    def kept(self: jinja2.Template, *args: object, **more: object) -> str:
        text = render(self, *args, **more)
        sheets.extend([str(text)] if (self.name or "").endswith("style.css.jinja") else [])
        return text

    used: set[tuple[str, str]] = set()
    is_own = closed_style._is_own  # noqa: SLF001

    def noted(node: object, around: tuple[str, ...], selector: str) -> bool:
        own = is_own(node, around, selector)
        if own:
            rules = " ".join(each for each in around if each.startswith("@"))
            said = closed_style._said(node)  # noqa: SLF001
            used.add((rules, f"{selector} {{ {said} }}"))
        return own

    monkeypatch.setattr(jinja2.Template, "render", kept)
    boxes = "callouts", "lettered-lists", "picture-width", "statistics-bulletin"
    for name in ("front-matter-full", "hindi", "emphasis", "arabic", "footnotes", *boxes):
        build(SAMPLES / f"{name}.md", ["html", "epub", "pdf"], Options(epoch=0))
    for name in ("letter", "report"):
        build(SAMPLES / f"{name}.md", ["html", "epub", "pdf"], Options(epoch=0))
    for name in ("japanese", "chinese"):
        build(SAMPLES / f"{name}.md", ["html", "epub"], Options(epoch=0))
    draft = tmp_path / "draft.md"
    notice = "---\ntitle: إشعار\nlang: ar\nstatus: مسودة\n---\n\nنص.\n"
    draft.write_text(notice, encoding="utf-8")
    build(draft, ["pdf"], Options(epoch=0))
    draft.write_text(notice.replace("status", "look: report\nstatus"), encoding="utf-8")
    build(draft, ["pdf"], Options(epoch=0))
    draft.write_text(notice, encoding="utf-8")
    brands = [read_brand(brand_folder(name, tmp_path))[0] for name in NAMES]
    for brand in brands:
        build(draft, ["html", "epub", "pdf"], Options(epoch=0, brand=brand))
    for name in ("letter", "report"):
        build(SAMPLES / f"{name}.md", ["pdf"], Options(epoch=0, brand=brands[0]))
    seldom = {"stacks": STEPS, "inset_levels": range(1, table_room.DEEPEST + 1)}
    room = {"window_margin": 1, "cell_padding": 1, "broadest_em": table_room.BROADEST}
    for name in ("html", "epub"):
        style = environment(name).get_template("style.css.jinja")
        style.render(fonts=(), writing=Writing(), constructs=frozenset(), **seldom, **room)
    monkeypatch.setattr(closed_style, "_is_own", noted)
    assert [
        each
        for sheet in dict.fromkeys(sheets)
        for each in refusals(sheet, {*HEADS, MARKING, "مسودة", *feet(brands)})
    ] == []
    assert {(rules, row) for rules, rows in OWN.items() for row in rows} == used
