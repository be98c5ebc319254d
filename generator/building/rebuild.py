"""A source built again, to be held against files byte for byte.

Nothing is proven here, and nothing written: the same source and options give the same bytes, so a
file that has them was proven when it was built.
"""

from __future__ import annotations

import dataclasses
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from generator.building.format_modules import packager
from generator.building.format_stages import Task
from generator.content.added_text import Piece
from generator.content.formats import FORMATS, in_order
from generator.content.job import Options, Packed, TextOptions
from generator.document.model import Document
from generator.theme import theme_faults


@dataclasses.dataclass(slots=True)
class Rebuilder:
    """Builds one document again, each format with each choice of options at most once."""

    document: Document
    stem: str
    _known: dict[tuple[object, ...], Packed] = dataclasses.field(default_factory=dict)

    def bytes_of(self, name: str, among: Iterable[str], options: Options) -> bytes:
        """The file of a format, as it is built together with the formats `among`."""
        wanted = {name}
        for row in reversed(in_order(FORMATS)):
            wanted |= {*row.after} if row.name in wanted else set()
        wanted &= {name, *among}
        made: dict[str, Packed] = {}
        for row in in_order(wanted):
            made[row.name] = self._packed(row.name, made, options)
        return made[name].data

    def _packed(self, name: str, made: Mapping[str, Packed], options: Options) -> Packed:
        row = FORMATS[name]
        others = {each: made[each].facts for each in row.after if each in made}
        if Piece.OTHER_FORMATS not in row.shows:
            others = {each: dataclasses.replace(facts, size=None) for each, facts in others.items()}
        key = (name, options, tuple(others.items()))
        if key not in self._known:
            task = Task(self.document, name, options, self.stem, others)
            with theme_faults(options.theme):
                self._known[key] = packager(row).pack(task.job(task.added_text))
        return self._known[key]


def choices(name: str, data: bytes, options: Options) -> Iterator[Options]:
    """The options by which a file of a format may have been made: those given, then the others."""
    yield options
    kinds = {"txt": _texts(data)}.get(name, ())
    for text in kinds:
        if text != options.text:
            yield dataclasses.replace(options, text=text)
    if name != "txt":
        yield from (
            dataclasses.replace(options, pdf=kind)
            for kind in ("ua-1", "ua-2")
            if kind != options.pdf
        )


def _texts(data: bytes) -> Iterator[TextOptions]:
    """The layouts of plain text that the lines of a file allow."""
    lines = data.decode(errors="replace").splitlines()
    longest = max(map(len, lines), default=0)
    for width, tables, headings in product(
        (None, longest, longest - 1, longest + 1), ("records", "grid"), ("labels", "plain")
    ):
        yield TextOptions(
            width,
            tables,  # type: ignore[arg-type]
            "crlf" if b"\r\n" in data else "lf",
            headings,  # type: ignore[arg-type]
            byte_order_mark=data.startswith(BOM_UTF8),
        )
