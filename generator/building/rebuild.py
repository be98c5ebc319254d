"""A source built again, to be held against files byte for byte.

Nothing is proven here, and nothing written: the same source and options give the same bytes, so a
file that has them was proven when it was built.
"""

from __future__ import annotations

import dataclasses
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import TYPE_CHECKING

from generator.building.format_modules import packager
from generator.building.format_stages import PackedInWorker, Task, pack_in_worker
from generator.content.added_text import Piece
from generator.content.formats import ROWS, in_order
from generator.content.job import Options, Packed, TextOptions
from generator.document.model import Document
from generator.theme import theme_faults

if TYPE_CHECKING:
    from generator.building.format_worker import FormatWorker


@dataclasses.dataclass(slots=True)
class Rebuilder:
    """Builds one document again, each format with each choice of options at most once.

    A format that is laid out in pages is packed by the `worker`, if there is one, and waited for
    when it is needed.
    """

    document: Document
    stem: str
    worker: FormatWorker | None = None
    _known: dict[tuple[object, ...], Packed | PackedInWorker] = dataclasses.field(
        default_factory=dict
    )

    def begin(self, name: str, options: Options) -> None:
        """Let the worker begin a format that wants no other, if there is one."""
        if self.worker is not None and ROWS[name].paged:
            self._made(name, {}, options)

    def bytes_of(self, name: str, among: Iterable[str], options: Options) -> bytes:
        """The file of a format, as it is built together with the formats `among`."""
        made: dict[str, Packed | PackedInWorker] = {}
        for row in in_order({*wanted_for([name])} & {name, *among}):
            made[row.name] = self._made(row.name, made, options)
        return _packed(made[name]).data

    def _made(
        self, name: str, made: Mapping[str, Packed | PackedInWorker], options: Options
    ) -> Packed | PackedInWorker:
        row = ROWS[name]
        others = {each: made[each] for each in row.after if each in made}
        if Piece.OTHER_FORMATS in row.shows:
            facts = {each: _packed(other).facts for each, other in others.items()}
        else:
            facts = {
                each: dataclasses.replace(other.facts, size=None) for each, other in others.items()
            }
        key = (name, options, tuple(facts.items()))
        if key not in self._known:
            self._known[key] = self._begun(Task(self.document, name, options, self.stem, facts))
        return self._known[key]

    def _begun(self, task: Task) -> Packed | PackedInWorker:
        if self.worker is not None and task.row.paged:
            return pack_in_worker(task, self.worker.executor)
        with theme_faults(task.options.theme):
            return packager(task.row).pack(task.job(task.added_text))


def _packed(made: Packed | PackedInWorker) -> Packed:
    return made if isinstance(made, Packed) else made.packed


def wanted_for(names: Iterable[str]) -> frozenset[str]:
    """Some formats, with those whose facts they want, and so on."""
    wanted = {*names}
    for row in reversed(in_order(ROWS)):
        wanted |= {*row.after} if row.name in wanted else set()
    return frozenset(wanted)


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
