"""PDFium over many files: for each a line of JSON, `[path, [[rule, message, where], …]]`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

Remark = tuple[str, str, str]
SCALE = 0.2
WHITE = 255


def remarks(path: str) -> Iterator[Remark]:
    """What PDFium cannot do with a file."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        yield "refused", str(error), ""
        return
    if not len(document):
        yield "no-pages", "PDFium finds no pages", ""
    for number in range(len(document)):
        yield from page_remarks(document, number)
    try:
        for bookmark in document.get_toc():
            if bookmark.get_dest() is None:
                yield "bookmark-nowhere", f"“{bookmark.get_title()}” leads nowhere", ""
    except pypdfium2.PdfiumError as error:
        yield "bookmarks", str(error), ""


def page_remarks(document: pypdfium2.PdfDocument, number: int) -> Iterator[Remark]:
    where = f"page {number + 1}"
    try:
        page = document[number]
        drawn = page.render(scale=SCALE, grayscale=True)
    except pypdfium2.PdfiumError as error:
        yield "page-refused", str(error), where
        return
    if min(bytes(drawn.buffer)) == WHITE:
        yield "page-blank", "nothing is drawn", where
    if not page.get_textpage().count_chars():
        yield "page-wordless", "no words are found", where
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree or raw.FPDF_StructTree_CountChildren(tree) < 1:
        yield "page-untagged", "no structure tree is found", where


if __name__ == "__main__":
    for each in sys.argv[1:]:
        sys.stdout.write(f"{json.dumps([each, list(remarks(each))])}\n")
