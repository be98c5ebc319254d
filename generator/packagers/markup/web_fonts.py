"""The fonts that a page or a publication embeds, cut down to the characters that it shows."""

from __future__ import annotations

from collections.abc import Iterator

from generator.content.job import Job
from generator.document.model import Code, CodeBlock, Document, Emphasis
from generator.document.walk import blocks, document_text, inlines
from generator.packagers import fonts
from generator.packagers.brand_faces import brand_subsets, others


def prepare(job: Job) -> None:
    """Make ahead what needs no other format; `subsets` finds it made."""
    for _ in subsets(job.document, "".join(document_text(job.document))):
        pass


def subsets(document: Document, markup: str) -> Iterator[fonts.Subset]:
    """The fonts that a document needs, with the characters of its markup."""
    characters = frozenset(markup)
    stressed = any(isinstance(inline, Emphasis) for inline in inlines(document))
    yield from brand_subsets(document.brand, characters, stressed=stressed)
    characters = others(document.brand, characters)
    if characters or document.brand is None:
        yield fonts.subset(fonts.TEXT, characters)
        if stressed:
            yield fonts.subset(fonts.TEXT_ITALIC, characters)
    characters = frozenset(markup)
    if any(isinstance(inline, Code) for inline in inlines(document)) or any(
        isinstance(block, CodeBlock) for block in blocks(document)
    ):
        yield fonts.subset(fonts.CODE, characters)
