"""Faults of web pages, for the Nu Html Checker and axe-core."""

from __future__ import annotations

from pathlib import Path

from .fault import Damage, fault, specimen
from .packages import GOOD, Parts, both, cut, replace

_PAGE = "page.html"
_BOX = '<div style="overflow-x: auto" tabindex="0" role="region" aria-label="Costs">'
_CALL = '<a href="#costs" role="doc-noteref" aria-label="Note 1">[1]</a>'
_POLICY = """<meta http-equiv="Content-Security-Policy" content="img-src 'none'">"""


def _write(path: Path, damage: Damage[Parts]) -> None:
    parts = {_PAGE: (GOOD / "html" / _PAGE).read_bytes()}
    damage(parts)
    path.write_bytes(parts[_PAGE])


def _swap(old: str, new: str) -> Damage[Parts]:
    return replace(_PAGE, old, new)


def _style(rules: str) -> Damage[Parts]:
    return replace(_PAGE, "</style>", f"{rules}</style>")


SPECIMEN = specimen(
    "html",
    ".html",
    _write,
    (
        fault("stray end tag", _swap("</figure>", "</figure></div>"), nu="stray-end-tag"),
        fault("element left open", _swap("</figcaption>", ""), nu="unclosed-element"),
        fault(
            "id twice",
            _swap('id="costs"', 'id="closing"'),
            nu="duplicate-id",
            axe="duplicate-id",
        ),
        fault(
            "list with a paragraph in it",
            _swap("</ul>", "<p>Sorry.</p></ul>"),
            nu="element-not-allowed-as-child-of-element-in-this-context",
            axe="list",
        ),
        fault(
            "obsolete attribute",
            _swap('<p id="lead">', '<p id="lead" align="center">'),
            nu="the-attribute-on-the-element-is-obsolete",
        ),
        fault(
            "scope misspelt",
            _swap('<th scope="row">Deck', '<th scope="rows">Deck'),
            nu="bad-value-for-attribute-on-element",
            axe="scope-attr-valid",
        ),
        fault(
            "date that is none",
            _swap('datetime="2026-03-02"', 'datetime="2 March"'),
            nu="bad-value-for-attribute-on-element",
        ),
        fault(
            "row with a cell too many",
            _swap("<td>12,000</td>", "<td>12,000</td><td>3</td>"),
            nu="a-table-row-was-columns-wide-and-exceeded-the-column-count-established-by-the-fi",
        ),
        fault(
            "no language",
            _swap('<html lang="en">', "<html>"),
            nu="consider-adding-a-attribute-to-the-start-tag-to-declare-the-language-of-this-doc",
            axe="html-has-lang",
        ),
        fault(
            "language that is none",
            _swap('lang="cy"', 'lang="welsh"'),
            nu="bad-value-for-attribute-on-element",
            axe="valid-lang",
        ),
        fault(
            "no title",
            cut(_PAGE, "<title>", "</title>"),
            nu="element-is-missing-a-required-instance-of-child-element",
            axe="document-title",
        ),
        fault("no alternative text", cut(_PAGE, ' alt="', '"'), axe="image-alt", alfa="sia-r2"),
        fault("faint text", _swap("color: #111", "color: #999"), axe="color-contrast"),
        fault(
            "text not dark enough for AAA",
            _swap("color: #111", "color: #666"),
            axe="color-contrast-enhanced",
            alfa="sia-r66",
        ),
        fault(
            "faint text in dark mode",
            _style("@media (prefers-color-scheme: dark) {body {background: #000; color: #555}}"),
            axe="color-contrast",
        ),
        fault(
            "faint text on paper", _style("@media print {h1 {color: #999}}"), axe="color-contrast"
        ),
        fault("link without a name", _swap("its page about the bridge", ""), axe="link-name"),
        fault(
            "heading level skipped",
            both(_swap('<h2 id="costs">', '<h4 id="costs">'), _swap("costs</h2>", "costs</h4>")),
            nu="the-heading-follows-the-heading-skipping-heading-level",
            axe="heading-order",
        ),
        fault(
            "no main landmark",
            both(_swap('<main id="main">', '<div id="main">'), _swap("</main>", "</div>")),
            axe="landmark-one-main",
        ),
        fault(
            "text outside landmarks",
            _swap("</main>", "</main><p>Ends here.</p>"),
            axe="region",
        ),
        fault(
            "zoom forbidden",
            _swap("initial-scale=1", "initial-scale=1, user-scalable=no"),
            nu="consider-avoiding-viewport-values-that-prevent-users-from-resizing-documents",
            axe="meta-viewport",
        ),
        fault(
            "empty header cell",
            _swap('<th scope="col">Part</th>', '<th scope="col"></th>'),
            axe="empty-table-header",
        ),
        fault(
            "caption as a row",
            both(
                cut(_PAGE, "<caption>", "</caption>"),
                _swap("<thead>", '<thead><tr><td colspan="2">Costs in pounds</td></tr>'),
            ),
            axe="table-fake-caption",
        ),
        fault(
            "link told by colour alone",
            _swap("text-decoration: underline", "text-decoration: none"),
            axe="link-in-text-block",
        ),
        fault(
            "picture from the network",
            replace(_PAGE, 'src="data:', 'src="https://example.org/bridge.svg?'),
            axe="browser-error",
        ),
        fault(
            "picture against the page's own policy",
            _swap("<title>", f"{_POLICY}<title>"),
            nu="resource-violates-content-security-policy",
            axe="browser-error",
        ),
        fault(
            "locked to one orientation",
            _style("@media (orientation: portrait) {html {rotate: 90deg}}"),
            axe="css-orientation-lock",
        ),
        fault("lines close together", _style("p {line-height: 1.2}"), alfa="sia-r73"),
        fault(
            "lines close together, beside a way of counting",
            _style("@counter-style round {system: extends decimal} p {line-height: 1.2}"),
            alfa="sia-r73",
        ),
        fault(
            "style that Alfa would drop",
            _style("@property --x {syntax: '*'; inherits: true}"),
            alfa="style-unknown",
        ),
        fault("text in capitals", _style("p {text-transform: uppercase}"), alfa="sia-r72"),
        fault("text spread over its line", _style("p {text-align: justify}"), alfa="sia-r71"),
        fault("paragraph in italics", _style("p {font-style: italic}"), alfa="sia-r85"),
        fault(
            "target below 44 pixels",
            _swap("</main>", '<ul><li><a href="#lead">Top</a></li></ul></main>'),
            alfa="sia-r111",
        ),
        fault("wider than a narrow window", _style("ul {width: 30rem}"), layout="scrolls-sideways"),
        fault(
            "heading in a box of fixed size",
            _style("h2 {height: 1lh; width: 6em; overflow: hidden}"),
            layout="text-cut-off",
        ),
        fault(
            "table that only a mouse can scroll",
            both(
                _swap("<table>", '<div style="overflow-x: auto"><table style="width: 40rem">'),
                _swap("</table>", "</table></div>"),
            ),
            layout="scroll-unreachable",
        ),
        fault(
            "text off the paper",
            _style("@media print {h1 {text-indent: 40rem}}"),
            layout="text-off-page",
        ),
        fault(
            "heading whose last letters stand alone",
            _style("h1 {font-size: 3.5rem; overflow-wrap: anywhere}"),
            layout="word-torn",
        ),
        fault(
            "box for the keyboard that cannot scroll",
            both(
                _swap("<table>", '<div tabindex="0" role="region" aria-label="Costs"><table>'),
                _swap("</table>", "</table></div>"),
            ),
            layout="region-without-need",
        ),
        fault(
            "caption and row headers that move with their table",
            both(
                _swap("<table>", f'{_BOX}<table style="width: 60rem">'),
                _swap("</table>", "</table></div>"),
            ),
            layout="caption-out-of-sight",
        ),
        fault(
            "row headers that move with their table",
            both(
                _swap("<table>", f"{_BOX}<table>"),
                both(_swap("</table>", "</table></div>"), _style("td {min-width: 50rem}")),
            ),
            layout="row-header-out-of-sight",
        ),
        fault(
            "note call too small to hit",
            _swap("for repairs", f"for repairs{_CALL}"),
            layout="small-target",
        ),
        fault("focus without a sign", _style("a {outline: none}"), layout="focus-invisible"),
        fault("skip link to nowhere", _swap('href="#main"', 'href="#mian"'), layout="skip-link"),
        fault(
            "skip link never shown",
            _style(".skip {position: absolute; left: -99rem}"),
            layout="skip-link",
        ),
        fault(
            "heading that breathes",
            _style("h1 {animation: b 1s infinite} @keyframes b {to {opacity: .9}}"),
            layout="motion",
        ),
    ),
)
