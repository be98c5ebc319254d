"""What the objects and content streams of our own PDFs hold; see `readback.vocabulary`."""

from __future__ import annotations

import functools
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from generator.readback.vocabulary import Fact, Vocabulary, load, unknown
from generator.reading_order import Fault

DATA = Path(__file__).with_name("own_objects.json")
_NAMED = ("/Type", "/S", "/Subtype")
_FREE = frozenset(
    ("/BaseFont", "/FontName", "/Font", "/XObject", "/Pattern", "/ExtGState", "/Dests")
)
"""Entries with names of the document's own, or of its resources."""
_STATE = frozenset(
    ("Tr", "Tz", "Tc", "Tw", "Ts", "rg", "RG", "g", "G", "k", "K", "gs", "BMC", "MP")
)
"""Operators that decide how words look: their operands count."""
_TURNING = frozenset(("cm", "Tm"))
"""Operators that may turn, mirror or shrink: the signs of their operands count."""
_SMALLEST = 0.2


def object_faults(data: bytes) -> Iterator[Fault]:
    """What in a PDF is in none of ours."""
    for problem in unknown(facts(data), _known()):
        yield Fault("", "unknown-markup", problem)


@functools.cache
def _known() -> Vocabulary:
    return load(DATA)


def facts(data: bytes) -> Iterator[Fact]:
    """The entries of every dictionary, and the operators of every page."""
    yield "the file", "begins", data[:8].decode("latin-1")
    yield "the file", "ends", data[-6:].decode("latin-1")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield "the file", "is encrypted", str(pdf.is_encrypted)
        yield from _objects(pdf.trailer)
        for page in pdf.pages:
            yield from _operators(page)


def _objects(trailer: Any) -> Iterator[Fact]:  # noqa: ANN401 (pikepdf's objects)
    seen: set[tuple[int, int]] = set()
    stack: list[tuple[str, Any]] = [("the trailer", trailer)]
    while stack:
        place, each = stack.pop()
        if isinstance(each, pikepdf.Array):
            stack += [(place, inner) for inner in each if _holds(inner)]
            continue
        if each.objgen != (0, 0):
            if each.objgen in seen:
                continue
            seen.add(each.objgen)
        entries = dict(each.items())
        here = "/".join(
            [place, *(str(entries[key])[1:] for key in _NAMED if _is_name(entries, key))]
        )
        for key, value in entries.items():
            free = place.endswith(tuple(_FREE))
            counted = key == "/K"  # an element has as many as it has lines
            said = "" if free or counted or key in _FREE else _value(value)
            yield here, "any" if free else key, said
            if _holds(value):
                stack.append(("any/" if free else key.lstrip("/") and key, value))


def _is_name(entries: dict[str, Any], key: str) -> bool:
    return isinstance(entries.get(key), pikepdf.Name)


def _holds(value: object) -> bool:
    return isinstance(value, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array)


def _value(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, bool | pikepdf.Name):
        return str(value)
    if isinstance(value, pikepdf.Array) and value and all(isinstance(v, int) for v in value):
        return f"{len(value)} numbers" if len(value) <= 6 else "numbers"  # noqa: PLR2004
    return ""


def _operators(page: pikepdf.Page) -> Iterator[Fact]:
    instructions: list[Any] = list(pikepdf.parse_content_stream(page))
    for operands, operator in instructions:
        name = str(operator)
        if name in _STATE:
            yield "a page", name, " ".join(map(_operand, operands))
        elif name in _TURNING:
            yield "a page", name, _turn([float(each) for each in operands])
        else:
            yield "a page", name, ""


def _operand(value: Any) -> str:  # noqa: ANN401
    return str(value) if isinstance(value, pikepdf.Name) else f"{float(value):.3f}"


def _turn(given: list[float]) -> str:
    """How a matrix turns and scales, without its place."""
    return "".join("0" if not each else "-+"[each > 0] for each in given[:4]) + (
        " small" if 0 < abs(given[0]) < _SMALLEST else ""
    )
