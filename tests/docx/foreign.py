"""Small DOCX files as Word, pandoc and LibreOffice write them, by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

from generator.readback.docx import read_back
from generator.reading_order import (
    BREAK,
    Block,
    Code,
    Figure,
    Group,
    Heading,
    List,
    Note,
    Paragraph,
    ReadingOrder,
    Table,
)

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOTS = {
    "document": "document",
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "settings": "settings",
    "header": "hdr",
}


def foreign(body: str, links: Mapping[str, str] | None = None, **parts: str) -> bytes:
    """A package of a document with this body, and of these parts."""
    stream = io.BytesIO()
    kinds = [name for name in _ROOTS if name in parts]
    internal = "".join(_relationship(name, name, f"{name}.xml") for name in kinds)
    external = "".join(
        _relationship(name, "hyperlink", target, ' TargetMode="External"')
        for name, target in (links or {}).items()
    )
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(
            "_rels/.rels", _relationships(_relationship("d", "officeDocument", "word/document.xml"))
        )
        archive.writestr("word/_rels/document.xml.rels", _relationships(internal + external))
        archive.writestr("word/document.xml", _root("document", f"<w:body>{body}</w:body>"))
        for name in kinds:
            archive.writestr(f"word/{name}.xml", _root(name, parts[name]))
    return stream.getvalue()


def repacked(data: bytes, change: Callable[[str], str]) -> bytes:
    """The package with the document's markup changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            new.writestr(name, change(content) if name == "word/document.xml" else content)
    return stream.getvalue()


def _root(name: str, content: str) -> str:
    return f"<w:{_ROOTS[name]} {_NAMES}>{content}</w:{_ROOTS[name]}>"


def _relationships(content: str) -> str:
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{content}</Relationships>'


def _relationship(identifier: str, kind: str, target: str, more: str = "") -> str:
    return f'<Relationship Id="{identifier}" Type="{_RELATIONS}/{kind}" Target="{target}"{more}/>'


def p(words: str = "", properties: str = "", runs: str = "") -> str:
    """A paragraph of one run of these words, then of `runs`."""
    run = f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>' if words else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}{runs}</w:p>"


def styled(words: str, style: str, properties: str = "") -> str:
    return p(words, f'<w:pStyle w:val="{style}"/>{properties}')


def item(words: str, instance: int, level: int = 0, more: str = "") -> str:
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{instance}"/></w:numPr>'
    return p(words, f"{number}{more}")


def style(identifier: str, name: str, properties: str = "", kind: str = "paragraph") -> str:
    return (
        f'<w:style w:type="{kind}" w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f"{properties}</w:style>"
    )


def definition(identifier: int, shape: str = "decimal", text: str = "%1.", **more: int) -> str:
    """A numbering definition whose levels are 720 twips apart, as Word makes them."""
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{more.get("start", 1)}"/>'
        f'<w:numFmt w:val="{shape}"/><w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{720 * (level + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
        for level in range(9)
    )
    return f'<w:abstractNum w:abstractNumId="{identifier}">{levels}</w:abstractNum>'


def instance(identifier: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def field(instruction: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r><w:t>{result}</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


# Reading orders in short ----------------------------------------------------------------------


def read(body: str, links: Mapping[str, str] | None = None, **parts: str) -> ReadingOrder:
    return read_back(foreign(body, links, **parts))


def told(order: ReadingOrder) -> list[object]:
    """The blocks in short: text for paragraphs, tuples for the rest."""
    return [_told(block) for block in order.blocks]


def _told(block: Block) -> object:
    match block:
        case Paragraph(words=words):
            return words.text.replace(BREAK, "⏎")
        case Heading(level=level, words=words):
            return (f"h{level}", words.text)
        case Code(text=text):
            return ("code", text)
        case List(items=items):
            return [
                (item.number, *map(_told, item.blocks)) if item.number is not None
                else ("•", *map(_told, item.blocks))
                for item in items
            ]  # fmt: skip
        case Group(blocks=blocks):
            return ("quote", *map(_told, blocks))
        case Note(label=label, blocks=blocks):
            return (f"note {label}", *map(_told, blocks))
        case Figure(alternative=alternative, caption=caption):
            return ("figure", alternative, caption and caption.text)
        case Table(caption=caption, rows=rows):
            cells = [[cell.words.text for cell in row.cells] for row in rows]
            return ("table", caption and caption.text, cells)
        case _:
            return type(block).__name__
