"""Faults of EPUB publications, for EPUBCheck and Ace."""

from __future__ import annotations

from pathlib import Path

from .fault import Damage, fault, specimen
from .packages import Parts, add, both, cut, png, read_parts, remove, replace, write_package

_NOTICE, _NAV, _PACKAGE = "EPUB/notice.xhtml", "EPUB/nav.xhtml", "EPUB/package.opf"


def _write(path: Path, damage: Damage[Parts]) -> None:
    parts = read_parts("epub", {"EPUB/bridge.png": png()})
    damage(parts)
    write_package(path, parts, first="mimetype")


def _metadata(start: str) -> Damage[Parts]:
    """The damage that takes away a `meta` element of the package document."""
    return cut(_PACKAGE, f'<meta property="{start}', "</meta>")


SPECIMEN = specimen(
    "epub",
    ".epub",
    _write,
    (
        fault("wrong mimetype", add("mimetype", b"application/zip"), epubcheck="PKG-007"),
        fault("missing file in manifest", remove("EPUB/bridge.png"), epubcheck="RSC-001"),
        fault("file not in manifest", add("EPUB/stray.css", b"p {}"), epubcheck="OPF-003"),
        fault(
            "picture of another kind",
            replace(_PACKAGE, "image/png", "image/jpeg"),
            epubcheck="OPF-029",
        ),
        fault("no modification date", _metadata("dcterms:modified"), epubcheck="RSC-005"),
        fault(
            "language that is none",
            replace(_PACKAGE, "<dc:language>en<", "<dc:language>plain English<"),
            epubcheck="OPF-092",
        ),
        fault(
            "no navigation document",
            replace(_PACKAGE, ' properties="nav"', ""),
            epubcheck="RSC-005",
        ),
        fault(
            "link to a missing place",
            replace(_NAV, "#costs", "#price"),
            epubcheck="RSC-012",
            ace="epub-toc-order",
        ),
        fault(
            "contents in another order",
            both(
                replace(_NAV, "#costs", "#closing-later"),
                both(
                    replace(_NAV, '#closing"', '#costs"'),
                    replace(_NAV, "#closing-later", "#closing"),
                ),
            ),
            epubcheck="NAV-011",
            ace="epub-toc-order",
        ),
        fault(
            "element not closed",
            replace(_NOTICE, "</ul>", ""),
            epubcheck="RSC-016",
            ace="unreadable",
        ),
        fault(
            "paragraph in a list",
            replace(_NOTICE, "</ul>", "<p>Sorry.</p></ul>"),
            epubcheck="RSC-005",
            ace="list",
            axe_epub="list",
        ),
        fault(
            "picture from the network",
            replace(_NOTICE, 'src="bridge.png"', 'src="https://example.org/bridge.png"'),
            epubcheck="RSC-006",
        ),
        fault(
            "link without a name",
            replace(_NOTICE, "its page about the bridge", ""),
            ace="link-name",
            axe_epub="link-name",
        ),
        fault(
            "unknown epub:type",
            replace(_NOTICE, 'epub:type="footnote"', 'epub:type="smallprint"'),
            epubcheck="OPF-088",
        ),
        fault(
            "no alternative text",
            cut(_NOTICE, ' alt="', '"'),
            ace="image-alt",
            axe_epub="image-alt",
        ),
        fault(
            "no access mode",
            both(_metadata('schema:accessMode"'), _metadata('schema:accessMode"')),
            ace="metadata-accessmode",
        ),
        fault(
            "no accessibility summary",
            _metadata("schema:accessibilitySummary"),
            ace="metadata-accessibilitysummary",
        ),
        fault(
            "hazard that is none",
            replace(_PACKAGE, 'Hazard">none', 'Hazard">nothing'),
            ace="metadata-accessibilityhazard-invalid",
        ),
        fault(
            "no language of the package",
            replace(_PACKAGE, ' xml:lang="en"', ""),
            ace="epub-lang",
        ),
        fault(
            "no language of a page",
            replace(_NOTICE, ' lang="en" xml:lang="en"', ""),
            ace="html-has-lang",
            axe_epub="html-has-lang",
        ),
        fault(
            "empty title of a page",
            replace(_NOTICE, "<title>Bridge repairs in March</title>", "<title></title>"),
            epubcheck="RSC-005",
            ace="document-title",
            axe_epub="document-title",
        ),
        fault(
            "heading level skipped",
            both(
                replace(_NOTICE, '<h2 id="costs">', '<h4 id="costs">'),
                replace(_NOTICE, "costs</h2>", "costs</h4>"),
            ),
            ace="heading-order",
            axe_epub="heading-order",
        ),
        fault(
            "epub:type without its role",
            replace(_NOTICE, ' role="doc-noteref"', ""),
            ace="epub-type-has-matching-role",
        ),
        fault(
            "faint text",
            replace("EPUB/style.css", "color: #111", "color: #999"),
            ace="color-contrast",
            axe_epub="color-contrast",
        ),
        fault(
            "page break without a name",
            replace(_NOTICE, "</ul>", '</ul><div role="doc-pagebreak" id="page2"></div>'),
            ace="pagebreak-label",
        ),
    ),
)
