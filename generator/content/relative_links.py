"""Relative links in files that are read away from their website.

A PDF, a Word document, an e-book or a text file has no address of its own: what a relative link
means is decided by the document's `url`. Where there is none, an EPUB cannot hold the link at all
(EPUB 3.3, 3.6: every local resource is in the container, and no link leads to a file of a
computer); its address then stands in the text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urljoin

from generator.document.addresses import scheme
from generator.document.model import Block, Blocks, Document, Figure, Inline, Inlines, Link, Text
from generator.document.walk import Rebuilding


def with_resolved_links(document: Document, *, in_words: bool) -> Document:
    """The document with absolute links; `in_words`: those that stay relative become words."""
    links = _Links(document.metadata.url, in_words)
    return Rebuilding(links.block, links.inline).document(document)


def is_relative(target: str) -> bool:
    """True for an address that says nothing without another one."""
    return not target.startswith("#") and not scheme(target)


@dataclass(frozen=True, slots=True)
class _Links:
    """What becomes of links in one document."""

    base: str | None
    in_words: bool

    def inline(self, inline: Inline) -> Inlines:
        """A link, or its words and its address; any other inline as it is."""
        if not isinstance(inline, Link):
            return (inline,)
        target = self._resolved(inline.target)
        if self._is_no_link(target):
            address = ", ".join(filter(None, (inline.title, target)))
            return (*inline.content, Text(f" ({address})"))
        return (inline if target == inline.target else replace(inline, target=target),)

    def block(self, block: Block) -> Blocks:
        """A figure whose link is resolved, or stands in its caption; any other block as it is."""
        if not isinstance(block, Figure) or block.link is None:
            return (block,)
        target = self._resolved(block.link)
        if self._is_no_link(target):
            caption = (*(block.caption or ()), Text(f" ({target})"))
            return (replace(block, link=None, caption=caption),)
        return (replace(block, link=target),)

    def _resolved(self, target: str) -> str:
        """The address, made absolute where that can be."""
        return urljoin(self.base, target) if self.base and is_relative(target) else target

    def _is_no_link(self, target: str) -> bool:
        """True for an address that the format cannot hold as a link."""
        return self.in_words and (is_relative(target) or scheme(target) == "file")
