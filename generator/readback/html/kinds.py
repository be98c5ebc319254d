"""What elements are, by name and role (HTML, ARIA, DPUB-ARIA and EPUB's structural semantics)."""

from __future__ import annotations

import re

from generator.readback.html.tree import Element
from generator.reading_order import fold

BLOCKS = frozenset(
    "address article aside blockquote body caption center col colgroup dd details dialog dir div "
    "dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html "
    "legend li listing main menu nav ol optgroup option p plaintext pre search section summary "
    "table tbody td tfoot th thead tr ul xmp".split()
)
"""Elements that stand on lines of their own in a browser's style sheet."""

SILENT = frozenset(
    "area audio base canvas datalist embed head iframe input link math:annotation meta noframes "
    "noscript object param rp script select source style template textarea title track video "
    "wbr".split()
)
"""Elements whose text is no part of the page's words."""

PREFORMATTED = frozenset(("pre", "listing", "xmp", "plaintext"))

_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)


def hidden(element: Element) -> bool:
    """True if nobody meets the element, or its markup hides it from assistive technology."""
    return (
        element.tag in SILENT
        or element.get("hidden") is not None
        or element.get("inert") is not None
        or element.tokens("aria-hidden") == ["true"]
        or (element.tag == "dialog" and element.get("open") is None)
        or bool(_HIDDEN.search(element.get("style") or ""))
        or has_role(element, "doc-pagebreak", "pagebreak")
    )


def announced_words(*nodes: Element | str) -> str:
    """The words of some nodes that are not hidden, with the alternative texts of pictures."""
    parts: list[str] = []
    stack = [*reversed(nodes)]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node)
        elif not hidden(node):
            parts.append((node.get("alt") or "") if node.tag == "img" else "")
            stack.extend(reversed(node.children))
    return fold("".join(parts))


def has_role(element: Element, *names: str) -> bool:
    """True if `role` or `epub:type` says one of `names`."""
    said = element.tokens("role") + element.tokens("epub:type")
    return any(name in said for name in names)


def heading_level(element: Element) -> int | None:
    """The level of a heading, or None."""
    if has_role(element, "heading"):
        level = element.get("aria-level") or element.tag[1:]
        return int(level) if level.isdecimal() else 2
    if re.fullmatch("h[1-6]", element.tag) and not muted(element):
        level = element.get("aria-level") or element.tag[1:]
        return int(level) if level.isdecimal() else int(element.tag[1:])
    return None


def muted(element: Element) -> bool:
    """True if the element's own meaning is taken away."""
    return has_role(element, "presentation", "none")


def is_list(element: Element) -> bool:
    """True for a list of items."""
    if muted(element):
        return False
    return element.tag in {"ul", "ol", "menu", "dir"} or has_role(element, "list")


def is_item(element: Element) -> bool:
    """True for an item of a list."""
    return element.tag == "li" or has_role(element, "listitem")


def callout_kind(element: Element) -> str | None:
    """The look that a callout is given, as GitHub names the kinds; None where it has none."""
    return next((name for name in element.tokens("class") if name in _KINDS), None)


_KINDS = frozenset(("note", "tip", "important", "warning", "caution"))


def is_block(element: Element) -> bool:
    """True if the element stands on lines of its own."""
    return element.tag in BLOCKS or heading_level(element) is not None or is_list(element)


def language_of(element: Element) -> str | None:
    """The language that the element declares; "" says that it is unknown."""
    declared = element.get("xml:lang")
    return element.get("lang") if declared is None else declared
