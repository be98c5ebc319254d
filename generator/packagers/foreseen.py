"""What a format cannot hold, found in the source before anything is made (law 9).

One function for each format that cannot hold every document. Nothing here loads a packager: a
check takes a fraction of a second.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from generator.content.added_text import AddedText, Line
from generator.content.job import Options
from generator.document.model import Document, Image
from generator.document.pictures import Picture
from generator.document.walk import document_text, inlines, passages, plain_text
from generator.findings.finding import Finding
from generator.findings.output_rules import FONT_CHARACTER, PDF_LENGTH
from generator.packagers.repertoire import ALWAYS

if TYPE_CHECKING:
    from lxml import etree

MOST_CHARACTERS = 4_000_000
"""About 1,000 pages, laid out in a minute or two; WeasyPrint's time and memory grow with each."""

_SURE = ALWAYS | frozenset("\n\t")
"""What our own families draw, for which no font need be opened."""

_SVG = "http://www.w3.org/2000/svg"
_UNSEEN = frozenset({"title", "desc", "metadata", "style"})


def pdf(document: Document, added_text: AddedText, options: Options) -> Iterator[Finding]:
    """A text that is too long, and characters that no declared font can draw."""
    yield from _too_long(document)
    said = characters(document, added_text)
    drawings = {
        name: letters
        for name, picture in document.pictures.items()
        if (letters := drawn_letters(picture) - _SURE)
    }
    if said <= _SURE and not drawings:
        return
    from generator.packagers import typefaces  # most documents have none of these letters

    letters = said.union(*drawings.values())
    faces = typefaces.declared_faces(options.fonts, letters)
    if document.brand is not None:
        from generator.packagers.brand_faces import drawing_faces

        faces = (*drawing_faces(document.brand), *faces)
    alike: dict[str | None, list[str]] = {}
    for character in typefaces.missing_characters(said - _SURE, faces):
        alike.setdefault(typefaces.cure_for(character), []).append(character)
    for cure, missing in alike.items():
        yield from _missing_letters(cure, missing, document)
    for name, letters in drawings.items():
        for character in typefaces.missing_characters(letters, faces):
            yield _missing_in_drawing(character, typefaces.cure_for(character), name, document)


def characters(document: Document, added_text: AddedText) -> frozenset[str]:
    """Every character of the text, and of what we add to it."""
    metadata = document.metadata
    found = set[str]().union(*document_text(document))
    for words in (metadata.organisation, metadata.author, metadata.licence):
        found |= set(words or "")
    ours = (getattr(added_text.words, each.name) for each in dataclasses.fields(added_text.words))
    ours_too = (*added_text.recipient, *added_text.imprint)
    own = (plain_text(each) for block in ours_too for each in passages(block))
    found = found.union(*own)
    lines = (each for given in _lines(added_text) for each in given)
    found = found.union(*(each for each in ours if isinstance(each, str)))
    return frozenset(found.union(*(line.text for line in lines)))


def _lines(added_text: AddedText) -> Iterator[Iterable[Line]]:
    """The lines that we add, kind by kind."""
    yield added_text.byline
    yield added_text.printed_translations
    yield added_text.contact
    yield (added_text.licence,) if added_text.licence else ()


def drawn_letters(picture: Picture) -> frozenset[str]:
    """The characters that a drawing shows as text."""
    if picture.media_type != "image/svg+xml":
        return frozenset()
    from lxml import etree

    found: set[str] = set()
    for element in etree.fromstring(picture.data).iter(f"{{{_SVG}}}text"):
        found.update(*_shown(element))
    return frozenset(found)


def _shown(element: etree._Element) -> Iterator[str]:
    """The words in a text of a drawing, but not its title or its description."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag.rpartition("}")[2] not in _UNSEEN:
            yield from _shown(child)
        yield child.tail or ""


def _too_long(document: Document) -> Iterator[Finding]:
    count = sum(map(len, document_text(document)))
    if count > MOST_CHARACTERS:
        yield PDF_LENGTH.found(
            document.path,
            1,
            f"the text has {count:,} characters; a PDF of more than {MOST_CHARACTERS:,} takes "
            "longer to make than anyone would wait, and readers could hardly find their way in it.",
            "split the text, or leave the PDF out: --formats html,docx,epub,txt",
        )


def _missing_letters(cure: str | None, missing: list[str], document: Document) -> Iterator[Finding]:
    """One error for all letters that one font cures; a warning for each sign that none may have."""
    for letters in [missing] if cure else [[sign] for sign in missing]:
        line, first = min((_line(each, document), each) for each in letters)
        more = f" and {len(letters) - 1} more of its script" if letters[1:] else ""
        yield FONT_CHARACTER.found(
            document.path,
            line,
            f'no declared font can draw "{first}" (U+{ord(first):04X}){more}; readers of the PDF'
            f" see a square, and hear the character",
            cure or "use another character, or a picture",
            mild=not cure,
        )


def _line(character: str, document: Document) -> int:
    """The line that has a character first; that of the language for our own words."""
    lines = enumerate(document.lines, 1)
    found = (number for number, line in lines if character in line)
    return next(found, document.metadata.lines.get("lang", 1))


def _missing_in_drawing(character: str, cure: str | None, name: str, document: Document) -> Finding:
    """Always an error: a square in a drawing may be any word of it."""
    lines = _first_uses(document)
    picture = document.pictures[name]
    return FONT_CHARACTER.found(
        document.path,
        lines.get(name, 1),
        f'the drawing “{picture.place or name}” shows "{character}" (U+{ord(character):04X}), '
        "which no declared font can draw; readers of the PDF would see a square.",
        cure or "turn the words of the drawing into paths",
    )


def _first_uses(document: Document) -> Mapping[str, int]:
    """The line on which each picture is met first."""
    found: dict[str, int] = {}
    for inline in inlines(document):
        if isinstance(inline, Image):
            found.setdefault(inline.picture, inline.position.line)
    return found
