"""Which structure type each element becomes (ISO 32000-1, 14.8.4; ISO 14289-1, clause 7).

Elements in neither table leave no trace of their own: their content belongs to what is around
them. A template may say `data-role="…"` where HTML has no word for a role of PDF.
"""

from __future__ import annotations

from generator.packagers.pdf.source_tree import Item

BLOCK_ROLES = {
    "article": "Art",
    "aside": "Aside",
    "blockquote": "BlockQuote",
    "caption": "Caption",
    "dl": "L",
    "figcaption": "Caption",
    "figure": "Sect",  # a caption inside a Figure with Alt would not be read
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "h5": "H5",
    "h6": "H6",
    "ol": "L",
    "p": "P",
    "pre": "P",
    "section": "Sect",
    "table": "Table",
    "tbody": "TBody",
    "td": "TD",
    "tfoot": "TFoot",
    "th": "TH",
    "thead": "THead",
    "tr": "TR",
    "ul": "L",
}

INLINE_ROLES = {
    "code": "Code",
    "del": "Span",
    "em": "Em",
    "kbd": "Code",
    "q": "Quote",
    "s": "Span",
    "samp": "Code",
    "strong": "Strong",
    "sub": "Span",
    "sup": "Span",
    "var": "Code",
}

MAPPED_IN_PDF_1 = {"Em": "Span", "Strong": "Span"}
"""Types that ISO 32000-1 does not have, and which of its own each is mapped to."""

MAPPED_WHERE_USED = {"Aside": "Div"}
"""The same of types that few documents have."""

ARIA_ROLES = {
    "doc-endnote": "Note",
    "doc-footnote": "Note",
    "doc-noteref": "Reference",
    "doc-toc": "TOC",
}

GROUPING = frozenset(
    "Document Part Art Sect Div Aside BlockQuote TOC L LI Table THead TBody TFoot TR".split()
)
"""Types that hold blocks only: loose words inside them get a P of their own."""

IN_A_SECTION = {
    "Aside": frozenset({"Aside", "BlockQuote"}),
    **dict.fromkeys(("H2", "H3", "H4", "H5", "H6"), frozenset({"Note"})),
}
"""Types that may not stand in others, but in a Sect in them (ISO 32005, table 5)."""

KEPT_EMPTY = frozenset({"BlockQuote", "LBody", "TBody", "TD", "TH"})
"""Types that hold a place though they hold nothing; an empty block of code does so too."""

STYLES: dict[str, tuple[str, str | int]] = {
    **dict.fromkeys(("s", "del"), ("TextDecorationType", "LineThrough")),
    "sub": ("BaselineShift", -2),
    "sup": ("BaselineShift", 4),
}
"""What an attribute of layout says of inline elements (14.8.5.4); shifts are those of the style."""


def role_of(item: Item) -> str | None:
    """The structure type of an element, or None where it leaves no trace."""
    named = item.get("data-role")
    if named is not None:
        return named
    aria = ARIA_ROLES.get(item.get("role") or "")
    if aria is not None:
        return aria
    if item.tag == "a":
        return "Link" if item.get("href") is not None else None
    if item.tag == "sup" and any(ARIA_ROLES.get(each.get("role") or "") for each in item.items()):
        return None  # the call of a note
    if item.tag == "figure" and [each.tag for each in item.items()] == ["img"]:
        return None  # a lone picture stands for itself
    if item.tag == "abbr":
        return "Span" if item.get("title") else None
    return BLOCK_ROLES.get(item.tag) or INLINE_ROLES.get(item.tag)
