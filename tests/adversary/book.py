"""What can be done to an e-book: to its pages, its package, its lists and its container."""

# ruff: noqa: E501 (a row is a line)

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tests.adversary import page
from tests.adversary.damages import (
    Change,
    Damage,
    Members,
    among_members,
    in_member,
    replaced,
    rows,
)

CHAPTER, STYLE, PACKAGE = "EPUB/text/1.xhtml", "EPUB/style.css", "EPUB/content.opf"
NAVIGATION, NCX, COVER = "EPUB/nav.xhtml", "EPUB/toc.ncx", "EPUB/text/cover.xhtml"
CONTAINER = "META-INF/container.xml"

SHEETS = [
    *(f"p {{ {each} }}" for each in page.HIDING if each.strip()),
    *page.SHEETS.values(),
    "p { display: oeb-page-head }",
    "@media amzn-kf8 { p { display: none } }",
    "@media amzn-mobi { p { display: none } }",
    "p { -epub-text-transform: uppercase }",
    "p { -epub-writing-mode: vertical-rl }",
    "p { oeb-column-number: 3 }",
    "[epub|type~='x'] { color: #000 }",
]
"""Rules that are put at the end of the e-book's style."""

CONTENT = {
    "an instruction that hides": (
        "<html ",
        '<?xml-stylesheet href="data:text/css,p{display:none}"?><html ',
    ),
    "a style of the archive by instruction": (
        "<html ",
        '<?xml-stylesheet href="../nav.xhtml"?><html ',
    ),
    "an attribute by definition": (
        "<!DOCTYPE html>",
        '<!DOCTYPE html [<!ATTLIST p hidden CDATA "hidden">]>',
    ),
    "an entity": ("<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY x "VOID">]>'),
    "a sheet from data": ("</head>", '<link rel="stylesheet" href="data:text/css,p{}"/></head>'),
    "another kind of sheet": ("</head>", '<link rel="stylesheet x" href="../style.css"/></head>'),
    "a sheet with a question": ("style.css", "style.css?x"),
    "a sheet with a fragment": ("style.css", "style.css#x"),
    "an absolute address": (r'href="\.\./style.css"', 'href="/EPUB/style.css"'),
    "no sheet": ('<link rel="stylesheet"[^>]*/>', ""),
    "an upper case element": ("<p>The old(.*?)</p>", r"<P>The old\1</P>"),
    "an upper case heading": ("<h2([^>]*)>(What[^<]*)</h2>", r"<H2\1>\2</H2>"),
    "an upper case table": ("<table([^>]*)>(.*?)</table>", r"<TABLE\1>\2</TABLE>"),
    "a heading of another namespace": ("<h2 id", '<h2 xmlns="urn:x" id'),
    "a paragraph of another namespace": ("<p>The old", '<p xmlns="urn:x">The old'),
    "a picture of another namespace": ("<img src", '<img xmlns="urn:x" src'),
    "a link of another namespace": ("<a href", '<a xmlns="urn:x" href'),
    "an alternative of another namespace": (' alt="', ' xmlns:x="urn:x" x:alt="'),
    "an address of another namespace": ('<a href="https', '<a xmlns:x="urn:x" x:href="https'),
    "no namespace": (' xmlns="http://www.w3.org/1999/xhtml"', ""),
    "a wrong lang": ('xml:lang="cy"', 'xml:lang="fr"'),
    "a wrong xml:lang": ('<span lang="cy"', '<span lang="fr"'),
    "another title of a page": ("<title>[^<]*</title>", "<title>No</title>"),
    "no title": ("<title>[^<]*</title>", ""),
    "words in a page break": ('(epub:type="pagebreak"[^>]*>)', r"\1VOID"),
    "a page break gone": ('<span id="[^"]*" epub:type="pagebreak"[^>]*></span>', ""),
    "a page break of another number": ('title="2"', 'title="7"'),
    "a paragraph as a note": ("<p>The old", '<p epub:type="footnote">The old'),
    "a note as none": (' epub:type="footnote"', ""),
    "a call as none": (' epub:type="noteref"', ""),
    "a comment": ("</body>", "<!-- VOID --></body>"),
    "a section of data": ("Nothing is", "<![CDATA[Nothing]]> is"),
    "a character by number": ("Nothing is", "&#78;othing is"),
    "a switch": ("<p>The old", '<p epub:prefix="x: urn:x">The old'),
    "encoding": ('encoding="utf-8"', 'encoding="UTF-8"'),
    "version": ('version="1.0"', 'version="1.1"'),
    "a source for small screens": ("<img src", '<img srcset="../images/cover.png 1x" src'),
    "words beside the last part": ("</body>", "<p></p></body>"),
}

PACKAGES = {
    "the main text is no part of the order": (
        '<itemref idref="f-text-1-xhtml"/>',
        '<itemref idref="f-text-1-xhtml" linear="no"/>',
    ),
    "the same in capitals": (
        '<itemref idref="f-text-1-xhtml"/>',
        '<itemref idref="f-text-1-xhtml" linear="NO"/>',
    ),
    "the cover is part of the order": (' linear="no"', ""),
    "the text as HTML": (
        '(id="f-text-1-xhtml" media-type=)"application/xhtml\\+xml"',
        r'\1"text/html"',
    ),
    "the text in another case": (
        '(id="f-text-1-xhtml" media-type=)"application/xhtml\\+xml"',
        r'\1"application/XHTML+xml"',
    ),
    "another way for old programs": ('(id="f-text-1-xhtml")', r'\1 fallback="f-nav-xhtml"'),
    "sound that says other words": ('(id="f-text-1-xhtml")', r'\1 media-overlay="x"'),
    "bindings": (
        "</package>",
        '<bindings><mediaType media-type="x" handler="y"/></bindings></package>',
    ),
    "a reference of another namespace": (
        "</spine>",
        '<x:itemref xmlns:x="urn:x" idref="ncx"/></spine>',
    ),
    "an item of another namespace": (
        "</manifest>",
        '<x:item xmlns:x="urn:x" id="x" href="x"/></manifest>',
    ),
    "an identifier twice": (
        "<manifest>",
        '<manifest><item href="nav.xhtml" id="f-text-1-xhtml" media-type="application/xhtml+xml"/>',
    ),
    "pages from right to left": (
        'page-progression-direction="ltr"',
        'page-progression-direction="rtl"',
    ),
    "pages as pictures": (
        "</metadata>",
        '<meta property="rendition:layout">pre-paginated</meta></metadata>',
    ),
    "no list for old programs": (' toc="ncx"', ""),
    "the creator": ("<dc:creator[^>]*>[^<]*", "<dc:creator>Nobody"),
    "the publisher": ("<dc:publisher>[^<]*", "<dc:publisher>Nobody"),
    "the date": ("<dc:date>[^<]*", "<dc:date>1999-01-01"),
    "the rights": ("<dc:rights>[^<]*", "<dc:rights>None"),
    "the description": ("<dc:description>[^<]*", "<dc:description>No"),
    "the summary of its accessibility": ('accessibilitySummary">[^<]*', 'accessibilitySummary">No'),
    "a hazard": ('accessibilityHazard">none', 'accessibilityHazard">flashing'),
    "the package's language": ('xml:lang="en-GB"', 'xml:lang="fr"'),
    "the package's direction": ('dir="ltr"', 'dir="rtl"'),
    "a claim of conformance": (
        "</metadata>",
        '<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 Level AAA</meta></metadata>',
    ),
    "a second title": ("</metadata>", '<dc:title id="x">No</dc:title></metadata>'),
    "a title in another script": (
        "</metadata>",
        '<meta property="alternate-script" refines="#id">No</meta></metadata>',
    ),
    "a second language": ("</metadata>", "<dc:language>fr</dc:language></metadata>"),
    "another language": ("<dc:language>en-GB", "<dc:language>fr"),
    "another title": ("<dc:title>[^<]*", "<dc:title>No"),
    "a decoy of a title": ("<metadata", '<x:title xmlns:x="urn:x">No</x:title><metadata'),
    "the source": ("<dc:source>[^<]*", "<dc:source>ni:///sha-256;x"),
    "the identifier": ("<dc:identifier[^>]*>[^<]*", '<dc:identifier id="id">X'),
    "a subject": ("<dc:subject>Libraries", "<dc:subject>Circus"),
    "when it was changed": ("2026-03-09T00:00:00Z", "1999-03-09T00:00:00Z"),
    "the type of a picture": (
        '(id="f-images-bridge-png" media-type=)"image/png"',
        r'\1"image/jpeg"',
    ),
    "a picture not listed": ('<item href="images/bridge.png"[^>]*/>', ""),
    "the style not listed": ('<item href="style.css"[^>]*/>', ""),
    "the text not listed": ('<item href="text/1.xhtml"[^>]*/>', ""),
    "no cover": (' properties="cover-image"', ""),
    "no navigation": (' properties="nav"', ""),
    "scripts": ('(id="f-text-1-xhtml")', r'\1 properties="scripted"'),
    "from elsewhere": ('(id="f-text-1-xhtml")', r'\1 properties="remote-resources"'),
    "an access mode": ('accessMode">visual', 'accessMode">auditory'),
    "a feature": ('accessibilityFeature">ARIA', 'accessibilityFeature">braille'),
    "version 2": ('version="3.0"', 'version="2.0"'),
    "a guide": ("</package>", '<guide><reference type="text" href="nav.xhtml"/></guide></package>'),
    "a collection": ("</package>", '<collection role="index"/></package>'),
    "a link": ("</metadata>", '<link rel="record" href="https://evil.example/"/></metadata>'),
}

LISTS = {
    "the list of contents hidden": ('id="toc"', 'id="toc" hidden="hidden"'),
    "its heading": (">Contents</h2>", ">No</h2>"),
    "words in it": ("</nav>", "<p>VOID</p></nav>"),
    "the name of an entry": ("<li><a href", '<li><a aria-label="No" href'),
    "an entry hidden": ("<li><a", '<li hidden="hidden"><a'),
    "an entry's words": (">What changes</a>", ">What stays</a>"),
    "an entry's address": ("#what-changes", "#prices"),
    "an entry gone": ("<li><a[^>]*>What changes</a>", "<li><a>No</a>"),
    "the name of a landmark": (">Cover</a>", ">No</a>"),
    "where a landmark leads": (
        'epub:type="cover" href="[^"]*"',
        'epub:type="cover" href="nav.xhtml"',
    ),
    "the landmarks gone": ('<nav epub:type="landmarks".*?</nav>', ""),
    "a page's name": (">2</a></li>", ">7</a></li>"),
    "where a page leads": ('href="([^"]*)">2</a>', 'href="nav.xhtml">2</a>'),
    "the list of pages gone": ('<nav epub:type="page-list".*?</nav>', ""),
    "its title": ("<title>[^<]*", "<title>No"),
    "its language": ('lang="en-GB"', 'lang="fr"'),
    "hidden by an attribute": ("<ol>", '<ol style="display:none">'),
}
NCX_CHANGES = {
    "the title for old programs": ("<docTitle><text>[^<]*", "<docTitle><text>No"),
    "the order for old programs": ('playOrder="2"', 'playOrder="7"'),
    "an entry for old programs": ("<text>What changes", "<text>What stays"),
    "an address for old programs": ("#what-changes", "#prices"),
    "the identifier for old programs": (
        'name="dtb:uid" content="[^"]*"',
        'name="dtb:uid" content="x"',
    ),
    "the pages for old programs": (
        'name="dtb:totalPageCount" content="[^"]*"',
        'name="dtb:totalPageCount" content="9"',
    ),
    "a list of pages for old programs": ("</ncx>", "<pageList/></ncx>"),
}
COVERS = {
    "other words of the cover": ('alt="[^"]*"', 'alt="No"'),
    "words on the cover": ("</section>", "<p>VOID</p></section>"),
    "another picture on the cover": ("images/cover.png", "images/bridge.png"),
}
CONTAINERS = {
    "another package first": (
        "<rootfile ",
        '<rootfile full-path="x.opf" media-type="text/plain"/><rootfile ',
    ),
    "a package of another namespace": (
        "<rootfile ",
        '<x:rootfile xmlns:x="urn:x" full-path="x"/><rootfile ',
    ),
    "a second rendition": (
        "</rootfiles>",
        '<rootfile full-path="x.opf" media-type="application/oebps-package+xml"/></rootfiles>',
    ),
    "a link of the container": (
        "</container>",
        '<links><link href="x" rel="mapping"/></links></container>',
    ),
}


def damages() -> Iterator[Damage]:
    """Every damage to an e-book."""
    for rule in SHEETS:
        yield Damage("epub", rule, in_member(STYLE, _appended(rule)))
    for markup in page.ADDED:
        for put in (
            re.sub(
                r"<(input|meta|base|link|img|wbr|hr|track|embed|area)([^>]*[^/])?>",
                r"<\1\2/>",
                markup,
            ),
        ):
            change = replaced('(<h2 id="what-changes")', put.replace("\\", "\\\\") + r"\1")
            yield Damage("epub", f"added: {markup}", in_member(CHAPTER, change))
    tables = (
        (CHAPTER, CONTENT), (PACKAGE, PACKAGES), (NAVIGATION, LISTS), (NCX, NCX_CHANGES),
        (COVER, COVERS), (CONTAINER, CONTAINERS),
    )  # fmt: skip
    for member, table in tables:
        yield from rows("epub", table, lambda change, member=member: in_member(member, change))  # type: ignore[misc]
    for name, act in ARCHIVE.items():
        yield Damage("epub", name, act)


def _appended(rule: str) -> Callable[[str], str]:
    return lambda text: f"{rule}\n{text}" if rule.startswith("@import") else f"{text}\n{rule}"


def _with(name: str, data: bytes, at: int | None = None) -> Change:
    def act(files: Members) -> Members:
        place = len(files) if at is None else at
        return [*files[:place], (name, data), *files[place:]]

    return among_members(act)


def _data(name: str, data: bytes) -> Change:
    return among_members(
        lambda files: [(each, data if each == name else was) for each, was in files]
    )


EVIL = b'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>No</title></head><body><p>VOID</p></body></html>'
ARCHIVE = {
    "a chapter twice, the first another": _with(CHAPTER, EVIL, 2),
    "a chapter twice, the last another": _with(CHAPTER, EVIL),
    "a chapter twice by a slash": _with(f"/{CHAPTER}", EVIL, 2),
    "a chapter twice by case": _with("EPUB/text/1.XHTML", EVIL),
    "another kind of file": _data("mimetype", b"application/zip"),
    "no kind of file": among_members(lambda files: files[1:]),
    "the kind of file last": among_members(lambda files: [*files[1:], files[0]]),
    "locked": _with("META-INF/encryption.xml", b"<encryption/>"),
    "rights": _with("META-INF/rights.xml", b"<rights/>"),
    "signatures": _with("META-INF/signatures.xml", b"<signatures/>"),
    "options of a shop": _with("META-INF/com.apple.ibooks.display-options.xml", b"<display_options/>"),
    "a file that nothing names": _with("EPUB/text/2.xhtml", EVIL),
    "something before it": lambda data: b"MZ" + data,
    "something after it": lambda data: data + b"\n",
    "another typeface": _data("EPUB/fonts/AnnouncementSans-normal.woff2", b"wOF2"),
    "another cover": _data("EPUB/images/cover.png", b"\x89PNG\r\n\x1a\n"),
    "another picture": _data("EPUB/images/bridge.png", b"\x89PNG\r\n\x1a\n"),
    "a picture gone": among_members(lambda files: [each for each in files if "bridge" not in each[0]]),
    "the style gone": among_members(lambda files: [each for each in files if "style" not in each[0]]),
    "a typeface gone": among_members(lambda files: [each for each in files if "Code" not in each[0]]),
    "the cover gone": among_members(lambda files: [each for each in files if "cover.xhtml" not in each[0]]),
}  # fmt: skip
