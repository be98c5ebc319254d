"""Whether every word of a file is in the source that was made of it, or in a finding."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from generator import reading_order as order
from generator.document.model import CodeBlock, Document, Image, Inlines, NoteCall
from generator.document.pictures import AlternativeText
from generator.document.walk import (
    blocks,
    document_passages,
    inlines,
    inlines_within,
    own_words,
)
from generator.importing.blocks import bare_caption, every, is_contents

_WORD = re.compile(r"\w+")


def words_in(texts: Iterable[str]) -> Counter[str]:
    """How often each word stands in some texts."""
    return Counter(words_in_order(texts))


def lost_words(original: order.ReadingOrder, document: Document, said: Iterable[str]) -> list[str]:
    """The words of the file that stand neither in the document nor in what was `said` of it."""
    facts = (document.metadata.status, document.metadata.classification)
    there = words_in((*map(_apart, document_passages(document)), *_beside(document)))
    there += words_in((*filter(None, facts), *said))
    return list((words_of_order(original) - there).elements())


def words_of_order(original: order.ReadingOrder) -> Counter[str]:
    """How often each word stands in a file, lists of contents aside."""
    return words_in(_texts(original.blocks))


def words_in_order(texts: Iterable[str]) -> Iterator[str]:
    """Each word of some texts."""
    for text in texts:
        yield from _WORD.findall(unicodedata.normalize("NFC", text))


def _apart(content: Inlines) -> str:
    """The words of a passage; a picture and a note's call stand between words, as they are met."""
    return "".join(
        " " if isinstance(each, Image | NoteCall) else own_words(each)
        for each in inlines_within(content)
    )


def _beside(document: Document) -> Iterator[str]:
    """Code, and the words in the place of pictures."""
    yield from (block.text for block in blocks(document) if isinstance(block, CodeBlock))
    for inline in inlines(document):
        if isinstance(inline, Image) and isinstance(inline.alternative, AlternativeText):
            yield inline.alternative.text


def _texts(given: order.Blocks) -> Iterator[str]:
    """The words of a reading order, but those of lists of contents."""
    contents: set[int] = set()
    for block in every(given):
        if isinstance(block, order.List) and is_contents(block):
            contents |= {id(each) for each in every((block,))}
        if id(block) not in contents:
            yield from _words(block)


def _words(block: order.Block) -> Iterator[str]:
    match block:
        case order.Heading(words=words) | order.Paragraph(words=words):
            yield from _passage(words)
        case order.Code(text=text):
            yield text
        case order.Table(caption=caption, rows=rows):
            yield from () if caption is None else _passage(bare_caption(caption))
            for cell in (cell for row in rows for cell in row.cells):
                yield from _passage(cell.words)
        case order.Figure(alternative=alternative, caption=caption):
            yield alternative or ""
            yield from () if caption is None else _passage(bare_caption(caption))
        case order.DefinitionList(entries=entries):
            for entry in entries:
                if isinstance(entry, order.Term):
                    yield from _passage(entry.words)


def _passage(passage: order.Passage) -> Iterator[str]:
    yield passage.text
    for marked in passage.marks:
        if isinstance(marked.mark, order.Picture):
            yield marked.mark.alternative
