"""What our own styles say beyond the closed list: at-rules around, then selector and declaration.

A test holds it to the templates.
"""

from __future__ import annotations

# ruff: noqa: E501 (rules as they are written)
from collections.abc import Mapping

_STEPS = (8, 10, 12, 15, 18, 22, 27, 33, 40, 50, 60, 75, 100)
"""The widths below which rows of tables become records in e-books."""


def _stacked(step: int) -> frozenset[str]:
    """What the style says of tables that ask for so much room."""
    table = f".stack-{step}"
    parts = "thead tbody caption tr th td".split()
    inside = ", ".join((table, *(f"{table} {tag}" for tag in parts)))
    return frozenset(
        (
            f"{table}.named thead {{ display: none }}",
            f"{inside} {{ display: block }}",
            *(f"{table} {cell}::before {{ content: attr(data-label) }}" for cell in ("td", "th")),
            *(f"{table} {cell}::before {{ display: block }}" for cell in ("td", "th")),
            f"{table} tr::after {{ content: attr(data-joined) }}",
            f"{table} tr::after {{ display: block }}",
        )
    )


OWN: Mapping[str, frozenset[str]] = {
    **{f"@container (max-width: {step}em)": _stacked(step) for step in _STEPS},
    **{
        f"@supports not (container-type: inline-size) @media (max-width: {step}em)": _stacked(step)
        for step in _STEPS
    },
    "": frozenset(
        (
            ".cover img { max-height: 95vh }",
            ".each { display: block }",
            ".each { width: fit-content }",
            ".links > p { position: relative }",
            ".imprint a { display: inline-block }",
            ".masthead { margin-inline: -22.5mm }",
            ".masthead { margin-top: -22mm }",
            ".masthead { min-height: 22mm }",
            ".notes { break-before: page }",
            ".recipient { min-height: 32mm }",
            ":is(main, main > div) > h2 { break-before: page }",
            "h2 { string-set: chapter content(text) }",
            "header :is(.category, .byline, a) { color: var(--paper) }",
            "header { background: var(--accent) }",
            "header { color: var(--paper) }",
            "header { margin-inline: -22.5mm }",
            "header { min-height: 150mm }",
            "main > header :is(.category, .byline, .translation, a) { color: var(--paper) }",
            "main > header a:focus-visible { outline-color: var(--paper) }",
            "main > header { background: var(--accent) }",
            "main > header { box-shadow: 0 0 0 100vmax var(--accent) }",
            "main > header { clip-path: inset(0 -100vmax) }",
            "main > header { color: var(--paper) }",
            ".masthead img { height: 4em }",
            ".masthead img { height: 4rem }",
            ".masthead img { object-fit: contain }",
            ".note { position: relative }",
            ".number > a { display: inline-block }",
            ".page { bottom: .1em }",
            ".page { position: absolute }",
            ".page { right: 0 }",
            '.page::after { content: " " target-counter(attr(data-target url), page) }',
            ".scroll { background-repeat: no-repeat }",
            ".scroll { background: linear-gradient(to right, var(--paper) 50%, transparent) 0 0 / 2rem 100% local, linear-gradient(to left, var(--paper) 50%, transparent) 100% 0 / 2rem 100% local, linear-gradient(to right, var(--rule) 3px, var(--shade) 3px, transparent) 0 0 / 1rem 100%, linear-gradient(to left, var(--rule) 3px, var(--shade) 3px, transparent) 100% 0 / 1rem 100% }",
            ".scroll { overflow-x: auto }",
            ".fitted { container-type: inline-size }",
            ".scroll::-webkit-scrollbar { height: .6rem }",
            ".scroll::-webkit-scrollbar-thumb { background: var(--rule) }",
            ".skip { inset-block-start: -10rem }",
            ".skip { inset-inline-start: 1rem }",
            ".skip { position: absolute }",
            ".skip:focus { inset-block-start: 1rem }",
            ".turned { break-after: page }",
            ".turned { page: turned }",
            ".whole, .whole code { white-space: nowrap }",
            ":is(.note, .links > p) > .number { left: 0 }",
            ":is(.note, .links > p) > .number { position: absolute }",
            ":is(.note, .links > p) > .number { top: 0 }",
            ':is(ul, ol) :is(ul, ol) ul { list-style-type: "\u25aa " }',
            ":is(ul, ol) :is(ul, ol) ul { list-style-type: square }",
            ':is(ul, ol) ul { list-style-type: "\u25e6 " }',
            ":is(ul, ol) ul { list-style-type: circle }",
            '[dir="rtl"] .page { left: 0 }',
            '[dir="rtl"] .page { right: auto }',
            '[dir="rtl"] :is(.note, .links > p) > .number { left: auto }',
            '[dir="rtl"] :is(.note, .links > p) > .number { right: 0 }',
            "code { white-space: pre-wrap }",
            "h1 { string-set: title content(text) }",
            "h1, h2, h3, h4, h5, h6 { bookmark-level: none }",
            "header { break-after: page }",
            "hr { width: 5em }",
            "hr { width: 6em }",
            "html { image-rendering: auto }",
            "img { max-height: 117.7mm }",
            "img { max-height: 126.5mm }",
            "img { background: #fff }",
            "img { max-height: 90vh }",
            "img { object-fit: contain }",
            "img.chart { max-height: none }",
            "img.chart { width: 22.5em }",
            "img.chart { width: 22.5rem }",
            "img.sized { object-fit: contain }",
            "img.line { height: 1lh }",
            "nav a { display: block }",
            "nav a { position: relative }",
            "nav a, footer li a { display: inline-block }",
            "nav ol { list-style: none }",
            "nav ul, nav ul ul ul { list-style: none }",
            "pre { white-space: pre-wrap }",
            "sub { vertical-align: -2pt }",
            "sub, sup { line-height: 0 }",
            "sub, sup { vertical-align: 4pt }",
            "sup a { margin-inline: -.37em }",
            "table.crowded { width: 100% }",
            "table.shared img { object-fit: contain }",
            "table.shared { table-layout: fixed }",
            "table.smaller { font-size: 0.84em }",
            "table.smallest { font-size: 0.67em }",
            "thead { display: table-header-group }",
            'ul { list-style-type: "\u2022 " }',
        )
    ),
    "@media (prefers-color-scheme: dark)": frozenset(("img { background: #fff }",)),
    "@media screen": frozenset(
        (
            "caption { inset-inline-start: 0 }",
            "caption { max-width: min(100vw - 3rem, 31rem) }",
            "caption { position: sticky }",
            *(
                f".in-{level} caption {{ max-width: calc(min(100vw - 3rem, 31rem) - {level} * min(1.5rem, 9vw)) }}"
                for level in range(1, 7)
            ),
            "main > .broad caption { max-width: min(100vw - 3rem, 75rem) }",
            "main > .broad { margin-inline: min(0px, (100% - min(100vw - 3rem, 75rem)) / 2) }",
        )
    ),
    "@media screen and (min-width: 18em)": frozenset(
        (
            ".pinned tr > :first-child:not(.inner) { inset-inline-start: 0 }",
            ".pinned tr > :first-child:not(.inner) { position: sticky }",
        )
    ),
    "@media (forced-colors: active)": frozenset(
        (
            ".scroll { forced-color-adjust: none }",
            ".scroll > * { forced-color-adjust: auto }",
        )
    ),
    "@media print": frozenset(
        (
            "main > h2 { break-before: page }",
            "main > header { box-shadow: none }",
            "main > header { clip-path: none }",
            ".smaller { font-size: .8em }",
            ".smallest { font-size: .67em }",
            ".scroll { overflow: visible }",
            ".skip, .back, .screen, nav, footer:not(:has(> :not(.screen))) { display: none }",
            '[dir="rtl"] img { object-position: right }',
            "img { max-height: 20cm }",
            "img.chart { max-height: none }",
            "img { object-fit: contain }",
            "img { object-position: left }",
            'main a[href^="http"]::after { content: " (\u200e" attr(href) "\u200e)" }',
        )
    ),
    "@page @bottom-left": frozenset(
        (" { max-height: 1.5cm }", " { overflow: hidden }", " { white-space: nowrap }")
    ),
    "@page @bottom-right": frozenset(
        (" { max-height: 1.5cm }", " { overflow: hidden }", " { white-space: nowrap }")
    ),
    "@page @top-left": frozenset(
        (
            " { max-height: 1.5cm }",
            " { overflow: hidden }",
            " { white-space: pre-line }",
            " { width: 100% }",
        )
    ),
    "@page @top-right": frozenset(
        (
            " { max-height: 1.5cm }",
            " { overflow: hidden }",
            " { white-space: pre-line }",
            " { width: 100% }",
        )
    ),
}
