"""What is put into the file when its pages are drawn: tags, links, metadata, compression."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pydyf

from generator.document.languages import direction
from generator.packagers.pdf import objects
from generator.packagers.pdf.actual_text import Fonts, plain, rewrite
from generator.packagers.pdf.links import Links
from generator.packagers.pdf.metadata import Properties, information, xmp
from generator.packagers.pdf.navigation import Destination, Navigator
from generator.packagers.pdf.runs import Run
from generator.packagers.pdf.structure import Node
from generator.packagers.pdf.tree_writer import TreeWriter
from generator.packagers.pdf.variants import Variant
from generator.packagers.pdf.weasy import SCALE, Artifact, marked_content_ids, srgb_profile


@dataclass(frozen=True, slots=True)
class Finished:
    """All that the finishing step needs to know of a document."""

    document: Any
    root: Node
    links: Links
    anchors: Mapping[str, tuple[int, float, float]]
    artifacts: Mapping[Any, Artifact]
    """Kinds of artifact by box."""
    properties: Properties
    variant: Variant


def finish(finished: Finished, pdf: Any, streams: list[Any]) -> None:  # noqa: ANN401
    """Complete a drawn PDF."""
    pages = tuple(b"%d 0 R" % number for number in pdf.pages["Kids"][::3])
    heights = [page.height * SCALE for page in finished.document.pages]
    writer = TreeWriter(pdf, finished.variant, pages, heights)
    writer.write(finished.root, _number_content(finished, streams))
    navigator = Navigator(pdf, writer, pages, heights)
    destinations = _destinations(finished, heights)
    navigator.write_links(finished.links, destinations)
    navigator.write_destinations(destinations)
    navigator.write_bookmarks(finished.root)
    _describe(finished, pdf)
    _name_colours(pdf)
    _say_characters(pdf)
    _forbid_interpolation(pdf)
    _compress(pdf)


def _number_content(finished: Finished, streams: list[Any]) -> dict[Run, int]:
    """Rewrite each page's operators; returns each run's identifier on its page."""
    runs_on: list[list[Run]] = [[] for _ in streams]
    for content in finished.root.content():
        runs_on[content.run.drawn.page].append(content.run)
    fonts = Fonts(finished.document.fonts)
    numbers: dict[Run, int] = {}
    for stream, runs in zip(streams, runs_on, strict=True):
        given = marked_content_ids(stream)
        by_number = {given[run.drawn.box]: run for run in runs}
        artifacts = {
            number: finished.artifacts[box]
            for box, number in given.items()
            if box in finished.artifacts
        }
        stream.stream, renumbered = rewrite(stream.stream, fonts, by_number, artifacts)
        numbers.update((by_number[old], new) for old, new in renumbered.items())
    return numbers


def _destinations(finished: Finished, heights: list[float]) -> dict[str, Destination]:
    """The anchors, each with the structure element it stands for."""
    nodes: dict[str, Node] = {}
    for node in finished.root.descendants():
        identifier = node.item.get("id") if node.item is not None else None
        if identifier:
            nodes.setdefault(identifier, node)
    return {
        name: Destination(
            page, left * SCALE, heights[page] - top * SCALE, nodes.get(name, finished.root)
        )
        for name, (page, left, top) in finished.anchors.items()
    }


def _describe(finished: Finished, pdf: Any) -> None:  # noqa: ANN401
    """Catalog, document information and metadata (ISO 14289-1, 7.1 and 7.2)."""
    packet = pydyf.Stream(
        [xmp(finished.properties, finished.variant)], {"Type": "/Metadata", "Subtype": "/XML"}
    )
    pdf.add_object(packet)
    pdf.catalog["Metadata"] = packet.reference
    pdf.catalog["Lang"] = objects.text(finished.properties.language)
    pdf.catalog["MarkInfo"] = b"<</Marked true>>"
    backward = direction(finished.properties.language) == "rtl"
    pdf.catalog["ViewerPreferences"] = (  # ISO 32000-1, 12.2
        b"<</DisplayDocTitle true /Direction /R2L>>" if backward else b"<</DisplayDocTitle true>>"
    )
    pdf.catalog["PageLabels"] = b"<</Nums [0 <</S /D>>]>>"
    pdf.info.clear()
    if finished.variant.document_information:
        pdf.info.update(information(finished.properties))


def _name_colours(pdf: Any) -> None:  # noqa: ANN401
    """What red, green and blue mean: sRGB (ISO 19005-2, 6.2.3)."""
    profile = pydyf.Stream([srgb_profile()], {"N": 3}, compress=True)
    pdf.add_object(profile)
    intent = {
        "Type": b"/OutputIntent",
        "S": b"/GTS_PDFA1",
        "OutputConditionIdentifier": objects.text("sRGB2014"),
        "Info": objects.text("sRGB2014"),
        "DestOutputProfile": profile.reference,
    }
    pdf.catalog["OutputIntents"] = objects.array([objects.dictionary(intent)])


def _say_characters(pdf: Any) -> None:  # noqa: ANN401
    """What glyphs read as, where WeasyPrint says nothing, or the first character that it drew.

    Each glyph needs text (ISO 19005-2, 6.2.11.7): an invisible character, as for the second of an
    Indic cluster, while ActualText has the words. One glyph is every space of a font.
    """
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and b"begincmap" in item.stream:
            item.stream = [_UNICODE.sub(_plain_character, _bytes(line)) for line in item.stream]


_UNICODE = re.compile(rb"(?<=> <)(|[0-9a-fA-F]{4})>$")


def _plain_character(found: re.Match[bytes]) -> bytes:
    if not found[1]:
        return b"200B>"
    character = chr(int(found[1], 16))
    return found[0] if plain(character) == character else b"%04x>" % ord(plain(character))


def _forbid_interpolation(pdf: Any) -> None:  # noqa: ANN401
    """ISO 19005-2, 6.2.8: Interpolate, where present, is false."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Subtype") == "/Image":
            item.extra["Interpolate"] = "false"


def _compress(pdf: Any) -> None:  # noqa: ANN401
    """Compress every stream once (pydyf would do so at each look), but not the metadata."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.compress and "Filter" not in item.extra:
            item.stream = [deflated(b"\n".join(map(_bytes, item.stream)))]
            item.extra["Filter"] = "/FlateDecode"
            item.compress = False


def _bytes(operator: Any) -> bytes:  # noqa: ANN401
    return operator if isinstance(operator, bytes) else pydyf._to_bytes(operator)  # noqa: SLF001


def deflated(data: bytes) -> bytes:
    """Compressed data that does not end in a carriage return.

    pydyf ends a stream with a line feed; readers that allow CR LF there would count one byte less.
    """
    packed = zlib.compress(data, 9)
    while packed.endswith(b"\r"):
        data += b"\n"
        packed = zlib.compress(data, 9)
    return packed
