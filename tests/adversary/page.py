"""What can be done to a web page: styles that hide, markup that adds, names that lie."""

# ruff: noqa: E501 (a row is a line)

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator

from tests.adversary.damages import Change, Damage, in_text, replaced, rows

HIDING = """
color: transparent | color: var(--paper) | color: #fff | font-size: 0 | font-size: 1px | opacity: 0
position: absolute; left: -9999px | clip-path: inset(50%) | height: 0; overflow: hidden
transform: scale(0) | text-indent: -9999px | content-visibility: hidden | filter: opacity(0)
mask: linear-gradient(transparent, transparent) | display: none | display:/**/none
display: none !important | visibility: hidden | visibility: collapse | width: 0; overflow: hidden
max-height: 0; overflow: hidden | line-height: 0; overflow: hidden | letter-spacing: -1em
word-spacing: -9em | margin-left: -9999px | z-index: -1; position: relative | scale: 0
rotate: 180deg | translate: -200vw | clip: rect(0 0 0 0); position: absolute | zoom: 0
-webkit-text-security: disc | -webkit-text-fill-color: transparent | mix-blend-mode: screen
direction: rtl; unicode-bidi: bidi-override | transform: scaleX(-1) | writing-mode: vertical-rl
text-transform: uppercase | text-decoration: line-through | font-family: Wingdings
font-variant-caps: small-caps | columns: 9; height: 0 | float: right; width: 0; overflow: hidden
""".replace("\n", " | ").split(" | ")
"""Declarations that hide, turn or change the words of a paragraph."""

AROUND = {
    "in a sheet": "{0} {{ {1} }}",
    "in a window": "@media (min-width: 1px) {{ {0} {{ {1} }} }}",
    "in a layer": "@layer a {{ {0} {{ {1} }} }}",
    "where supported": "@supports (color: red) {{ {0} {{ {1} }} }}",
    "nested": "main {{ & {0} {{ {1} }} }}",
    "in a container": "@container (width > 0) {{ {0} {{ {1} }} }}",
    "in a scope": "@scope (main) {{ {0} {{ {1} }} }}",
}

SHEETS = {
    "minus sign": '.summary::before { content: "−" }',
    "euro sign": '.summary::before { content: "€" }',
    "crossed out": '.summary::before { content: "❌" }',
    "by a variable": ':root { --x: "not " } .summary::before { content: var(--x) }',
    "a quotation mark": ".summary::before { content: open-quote }",
    "a counter": "body { counter-reset: x 9 } .summary::before { content: counter(x) }",
    "a drawing": ".summary::before { content: url(data:image/svg+xml,%3Csvg/%3E) }",
    "words in a window": '@media (min-width: 1px) { .summary::before { content: "not " } }',
    "words on screens": '@media screen and (color) { .summary::before { content: "not " } }',
    "words in a layer": '@layer a { .summary::before { content: "not " } }',
    "words nested": '.summary { &::before { content: "not " } }',
    "a picture with words behind": ".summary { background: url(data:image/png;base64,AAAA) }",
    "another picture": "img { content: url(data:image/png;base64,AAAA) }",
    "replaced by words": '.summary { content: "not" }',
    "no stroke": "s { text-decoration: none }",
    "other bullets": 'ul { list-style-type: "not " }',
    "no numbers": "ol { list-style: none }",
    "other numbers": "ol { counter-reset: list-item 7 }",
    "letters for numbers": "ol { list-style-type: lower-alpha }",
    "no first letter": ".summary::first-letter { font-size: 0 }",
    "another typeface": "@font-face { font-family: Announcement Sans; src: local(Wingdings) }",
    "hidden on paper": "@media print { .summary { display: none } }",
    "words on paper": '@media print { .summary::after { content: " not" } }',
    "another address on paper": '@media print { main a::after { content: " (evil.example)" } }',
    "import": "@import url(data:text/css,p%7Bdisplay:none%7D);",
    "order": "main { display: flex; flex-direction: column-reverse }",
    "order of items": "ol { display: flex; flex-direction: column-reverse }",
    "one first": "main { display: flex; flex-direction: column } .summary { order: -1 }",
    "cells swapped": "tr { display: flex; flex-direction: row-reverse }",
    "by a grid": "main { display: grid } .summary { grid-row: 99 }",
    "reading flow": "main { display: flex; reading-flow: flex-visual }",
    "covered": ".summary { position: relative } .summary::after { content: ''; inset: 0 }",
    "a selection": "::selection { color: transparent }",
    "a moving one": "@keyframes a { to { opacity: 0 } } .summary { animation: a forwards }",
    "a property": '@property --ink { syntax: "<color>"; inherits: true; initial-value: #fff }',
    "colours of the page": ":root { --ink: #fff }",
    "marker": 'li::marker { content: "not " }',
    "picture inverted": "img { filter: invert(1) }",
    "picture away": "img { object-position: 999px }",
    "picture small": "img { width: 1px; height: 1px }",
}

ADDED = """
<p aria-hidden="true">VOID</p>
<p inert>VOID</p>
<span role="doc-pagebreak">VOID</span>
<span epub:type="pagebreak">VOID</span>
<input value="VOID">
<textarea>VOID</textarea>
<select><option>VOID</option></select>
<button value="VOID"></button>
<noscript>VOID</noscript>
<svg><title></title><text y="20">VOID</text></svg>
<svg role="none"><text y="20">VOID</text></svg>
<svg aria-hidden="true"><text y="20">VOID</text></svg>
<script>document.title = "VOID"</script>
<p onclick="alert(1)"></p>
<meta http-equiv="refresh" content="0; url=https://evil.example/">
<script src="https://evil.example/a.js"></script>
<link rel="stylesheet" href="https://evil.example/a.css">
<link rel="stylesheet" href="data:text/css,p%7Bdisplay:none%7D">
<p><template shadowrootmode="open">VOID</template></p>
<iframe srcdoc="VOID"></iframe>
<object data="data:text/html,VOID"></object>
<embed src="data:text/html,VOID">
<video title="VOID"></video>
<audio controls></audio>
<canvas></canvas>
<map name="m"><area href="https://evil.example/" alt=""></map>
<hr aria-hidden="true">
<a href="https://evil.example/"></a>
<a href="https://evil.example/"><span aria-hidden="true">VOID</span></a>
<details><summary></summary></details>
<dialog>VOID</dialog>
<div popover>VOID</div>
<base href="https://evil.example/">
<form action="https://evil.example/"></form>
<label for="x"></label>
<title>VOID</title>
<style>p { color: #000 }</style>
<math><mtext></mtext></math>
<bdo dir="rtl"></bdo>
<ruby><rt></rt></ruby>
<!-- VOID -->
<q></q>
<font size="1"></font>
<marquee></marquee>
<wbr>
<meter value="1"></meter>
<progress></progress>
<output></output>
<track>
<x-element>VOID</x-element>
""".strip().splitlines()
"""What is put before the first heading."""

ATTRIBUTES = {
    "p": """aria-label="No." title="No." aria-description="No." aria-roledescription="x"
        aria-braillelabel="No" role="alert" role="math" role="deletion" role="paragraph" popover
        lang="fr" xml:lang="fr" dir="rtl" translate="no" tabindex="5" accesskey="s" contenteditable
        draggable="true" hidden="until-found" class="skip" class="screen" class="back"
        style="opacity:0" style="display:/**/none" style="color:red;/**/display:none"
        style="content-visibility:hidden" style="font-size:0" onload="x()" itemprop="x"
        data-x="1" slot="x" is="x-p" part="x" spellcheck="false" inputmode="none" nonce="x"
        id="x" aria-live="off" aria-busy="true" aria-disabled="true" aria-details="x" """,
    "a": """aria-labelledby="_title" aria-label="No" ping="https://evil.example/" download
        target="_blank" onclick="x()" tabindex="-1" tabindex="5" role="button" role="presentation"
        rel="opener" referrerpolicy="unsafe-url" hreflang="fr" charset="x" autofocus
        aria-current="page" aria-disabled="true" aria-hidden="true" inert """,
    "h2": """aria-labelledby="_title" aria-level="4" role="paragraph" role="presentation" dir="rtl"
        aria-label="No" aria-hidden="true" style="order:1" class="screen" """,
    "img": """srcset="data:image/png;base64,AAAA 1x" aria-labelledby="_title" aria-label="No"
        aria-describedby="_title" longdesc="x" usemap="#m" role="presentation" lang="fr"
        style="filter:invert(1)" style="object-position:99px" hidden loading="lazy" sizes="1px"
        crossorigin ismap fetchpriority="low" onerror="x()" title="No" """,
    "table": """aria-label="No" aria-labelledby="_title" role="grid" role="group" role="presentation"
        aria-rowcount="9" aria-owns="_title" dir="rtl" summary="No" aria-hidden="true" """,
    "th": """role="cell" role="presentation" abbr="No" aria-label="No" aria-sort="ascending"
        colspan="2" rowspan="2" scope="rowgroup" headers="x" """,
    "td": """role="columnheader" abbr="No" headers="x" colspan="2" rowspan="2" dir="rtl" bgcolor="x"
        aria-label="No" """,
    "tr": """role="presentation" aria-rowindex="9" hidden style="order:1" """,
    "thead": """role="presentation" hidden """,
    "ol": """role="group" type="a" reversed start="5" aria-owns="x" compact class="x" """,
    "ul": """role="presentation" aria-label="No" type="square" """,
    "li": """role="presentation" aria-label="No" type="i" value="9" aria-setsize="9"
        aria-posinset="9" """,
    "blockquote": """role="presentation" role="group" aria-label="No" cite="https://evil.example/" """,
    "figure": """role="presentation" aria-label="No" """,
    "dl": """role="presentation" """,
    "em": """role="presentation" style="display:none" """,
    "strong": """role="presentation" title="No" """,
    "s": """role="presentation" class="x" """,
    "main": """role="application" role="navigation" aria-label="No" aria-hidden="true" hidden inert
        lang="fr" """,
    "nav": """hidden aria-label="No" """,
    "section": """aria-label="No" aria-labelledby="_title" hidden role="presentation" """,
    "footer": """hidden role="presentation" aria-hidden="true" """,
    "html": """xml:lang="fr" manifest="x" class="x" style="opacity:0" """,
    "body": """onload="x()" class="x" role="application" style="opacity:0" dir="rtl" """,
    "abbr": """aria-label="No" lang="fr" """,
    "code": """lang="fr" class="x" """,
    "span": """role="strong" class="x" aria-hidden="true" """,
    "time": """aria-label="No" """,
    "head": """profile="x" """,
    "title": """lang="fr" """,
}
"""Attributes that the first element of a name is given, each by itself."""

CHANGED = {
    "the file's language": ('<html lang="en-GB"', '<html lang="fr"'),
    "no document type": ("<!DOCTYPE html>\n", ""),
    "the document type of old": (
        "<!DOCTYPE html>",
        '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 3.2//EN">',
    ),
    "no policy": ('<meta http-equiv="Content-Security-Policy"[^>]*>', ""),
    "another policy": ("default-src 'none'", "default-src *"),
    "the description": ('name="description" content="[^"]*"', 'name="description" content="No"'),
    "the title of the card": (
        'property="og:title" content="[^"]*"',
        'property="og:title" content="No"',
    ),
    "the headline": ('"headline": "[^"]*"', '"headline": "No"'),
    "hazards": ('"accessibilityHazard": \\["none"\\]', '"accessibilityHazard": ["flashing"]'),
    "the address": ('rel="canonical" href="[^"]*"', 'rel="canonical" href="https://evil.example/"'),
    "zoom": ("initial-scale=1", "initial-scale=1, user-scalable=no"),
    "a date for machines": ('datetime="2026-03-02"', 'datetime="1999-01-01"'),
    "the type of a format": ('type="application/pdf"', 'type="text/plain"'),
    "the label of a note call": ('aria-label="Note 1"', 'aria-label="Note 2"'),
    "the label of a link back": ('aria-label="Back to text, Note 1"', 'aria-label="Back, Note 2"'),
    "the words of a link back": (">Back to text</a>", ">Back to start</a>"),
    "a note call in French": ('role="doc-noteref"', 'role="doc-noteref" lang="fr" dir="ltr"'),
    "notes as bullets": ('<ol class="loose">(.*?)</ol>\\s*</section>', "<ul>\\1</ul></section>"),
    "a picture's width": ('width="80"', 'width="1"'),
    "a picture's height": ('height="40"', 'height="400"'),
    "no width": (' width="80"', ""),
    "bold underlined": ("<strong>6 March</strong>", "<strong><u>6 March</u></strong>"),
    "a mark": ("<strong>6 March</strong>", "<strong><mark>6 March</mark></strong>"),
    "inserted": ("<strong>6 March</strong>", "<strong><ins>6 March</ins></strong>"),
    "raised digits": ("opens at 9", "opens at <sup>9</sup>"),
    "a word in quotation marks": ("Nothing is charged", "<q>Nothing</q> is charged"),
    "a break between letters": ("Nothing is", "No<wbr>thing is"),
    "a word from right to left": ("every day", '<bdo dir="rtl">every</bdo> day'),
    "hidden and said": ("Nothing is", '<span aria-hidden="true">Not</span> Nothing is'),
    "a scroll region without keys": (' tabindex="0"', ""),
    "a scroll region by another name": ('role="region"', 'role="region" aria-roledescription="x"'),
    "Welsh by XML alone": ('lang="cy" dir="ltr">Croeso', 'xml:lang="cy">Croeso'),
    "Welsh from right to left": ('lang="cy" dir="ltr">Croeso', 'lang="cy" dir="rtl">Croeso'),
    "closed": ("<h2 id=", "<details></details><h2 id="),
    "the skip link leads elsewhere": ('href="#_main"', 'href="#_title"'),
    "upper case": ("<p>The old", "<P >The old"),
    "a nested link": ("new desk</a>", 'new desk</a><a href="https://evil.example/"></a>'),
    "encoding": ('<meta charset="utf-8">', '<meta charset="windows-1252">'),
    "no title": ("<title>[^<]*</title>", ""),
    "script data": ("</body>", '<script type="application/ld+json">{}</script></body>'),
    "a second main": ("</body>", "<main></main></body>"),
    "words after the end": ("</html>", "</html><p></p>"),
}

LINES = {
    "a space in a tag": ("<p>The old", "<p >The old"),
    "another order of attributes": (
        'role="doc-noteref" aria-label="Note 1"',
        'aria-label="Note 1" role="doc-noteref"',
    ),
    "a line more": ("</html>\n", "</html>\n\n"),
    "an entity": ("The old building", "The&#32;old building"),
}
"""What no reader meets; only the bytes tell."""


def damages() -> Iterator[Damage]:
    """Every damage to a page."""
    for number, hiding in enumerate(HIDING):
        if not hiding.strip():
            continue
        way = list(AROUND)[number % len(AROUND)]
        for name in dict.fromkeys(("in a sheet", way)):
            rule = AROUND[name].format("p", hiding)
            yield Damage("html", f"{hiding}, {name}", in_text(_styled(rule)))
        yield Damage("html", f"{hiding}, on a paragraph", _attribute("p", f'style="{hiding}"'))
    for name, rule in SHEETS.items():
        yield Damage("html", name, in_text(_styled(rule)))
    for markup in ADDED:
        change = replaced('(<h2 id="what-changes")', markup.replace("\\", "\\\\") + r"\1")
        yield Damage("html", f"added: {markup}", in_text(change))
    for tag, table in ATTRIBUTES.items():
        for given in re.findall(r'\S+?="[^"]*"|\S+', table):
            yield Damage("html", f"{tag} {given}", _attribute(tag, given))
    for lines in (CHANGED, LINES):
        yield from rows("html", lines, in_text)


def _attribute(tag: str, given: str) -> Change:
    return in_text(replaced(rf"<{tag}(?=[ >])", f"<{tag} {given}"))


def _styled(rule: str) -> Callable[[str], str]:
    """The page with a rule more, and a policy that allows the style."""

    def change(text: str) -> str:
        style = re.search("<style>(.*?)</style>", text, re.DOTALL)[1]  # type: ignore[index]
        longer = f"{rule} {style}" if rule.startswith("@import") else f"{style} {rule}"
        text = text.replace(f"<style>{style}", f"<style>{longer}")
        return text.replace(_hash(style), _hash(longer))

    return change


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
