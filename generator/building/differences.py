"""In which of its parts a file differs from what its source gives, in words for a person."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

_MOST = 5
"""So many parts are named."""
_SHOWN = 60


def differences(name: str, data: bytes, built: bytes) -> str:
    """The parts in which `data` differs from what was `built`, as one phrase."""
    kinds = {"html": _page, "epub": _archive, "docx": _archive, "pdf": _pdf, "txt": _text}
    try:
        parts = list(dict.fromkeys(kinds[name](data, built)))
    except (ValueError, zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        parts = []
    parts = parts or [_first_byte(data, built)]
    more = f", and {len(parts) - _MOST} more" if len(parts) > _MOST else ""
    return ", ".join(parts[:_MOST]) + more


def _first_byte(data: bytes, built: bytes) -> str:
    place = next(
        (at for at, (one, other) in enumerate(zip(data, built, strict=False)) if one != other),
        min(len(data), len(built)),
    )
    return f"the bytes from {place:,} on"


def _text(data: bytes, built: bytes) -> Iterator[str]:
    lines, wanted = (each.decode(errors="replace").split("\n") for each in (data, built))
    for number, (line, other) in enumerate(zip(lines, wanted, strict=False), 1):
        if line != other:
            yield f"line {number}{_signs(line, other)}"
    if len(lines) != len(wanted):
        yield f"{len(lines)} lines in place of {len(wanted)}"


def _signs(line: str, other: str) -> str:
    """Characters that the eye cannot tell."""
    odd = dict.fromkeys(each for each in line if not each.isprintable() and each not in other)
    return f" (with {', '.join(f'U+{ord(each):04X}' for each in odd)})" if odd else ""


_TAG = re.compile(r"(?=<[a-zA-Z/!?])")
_RULE = re.compile(r"(?<=\})")


def _page(data: bytes, built: bytes) -> Iterator[str]:
    """Rules of the style, then tags in the order of the page."""
    page, wanted = (each.decode(errors="replace") for each in (data, built))
    there, known = (re.findall(r"(?s)<style[^>]*>(.*?)</style>", each) for each in (page, wanted))
    rules = {rule.strip() for sheet in known for rule in _RULE.split(sheet)}
    for sheet in there:
        for rule in _RULE.split(sheet):
            if rule.strip() not in rules:
                yield f"the style rule “{_short(rule)}”"
    yield from _pieces(_TAG.split(page), _TAG.split(wanted))


def _pieces(there: list[str], known: list[str]) -> Iterator[str]:
    """The first piece of markup that differs, and how many differ in number."""
    for piece, other in zip(there, known, strict=False):
        if piece != other:
            yield f"“{_short(piece)}” in place of “{_short(other)}”"
            return
    if len(there) != len(known):
        yield f"“{_short(max(there, known, key=len)[min(len(there), len(known))])}”"


def _short(markup: str) -> str:
    return " ".join(markup.split())[:_SHOWN]


def _archive(data: bytes, built: bytes) -> Iterator[str]:
    with (
        zipfile.ZipFile(io.BytesIO(data)) as there,
        zipfile.ZipFile(io.BytesIO(built)) as known,
    ):
        names, wanted = there.namelist(), known.namelist()
        for name in dict.fromkeys(names):
            if names.count(name) > 1:
                yield f"{name}, which stands in the file more than once"
            elif name not in wanted:
                yield f"{name}, which is not in the file that the source gives"
            elif there.read(name) != known.read(name):
                yield name
        yield from (f"{name}, which is missing" for name in wanted if name not in names)
        if names != wanted:
            yield "the order of its members"


def _pdf(data: bytes, built: bytes) -> Iterator[str]:
    import pikepdf

    try:
        with (
            pikepdf.open(io.BytesIO(data)) as there,
            pikepdf.open(io.BytesIO(built)) as known,
        ):
            yield from _objects(there, known)
    except (pikepdf.PdfError, pikepdf.PasswordError):
        return


def _objects(there: object, known: object) -> Iterator[str]:
    """Objects by number, each with what it is."""
    import pikepdf

    assert isinstance(there, pikepdf.Pdf)  # noqa: S101 (for the type checker)
    assert isinstance(known, pikepdf.Pdf)  # noqa: S101
    count, wanted = len(there.objects), len(known.objects)
    for number in range(1, min(count, wanted)):
        one, other = there.get_object(number, 0), known.get_object(number, 0)
        if _written(one) != _written(other):
            yield f"object {number} ({_kind(one)})"
    if count != wanted:
        yield f"{count} objects in place of {wanted}"


def _written(each: object) -> bytes:
    import pikepdf

    if isinstance(each, pikepdf.Stream):
        return each.unparse() + _dictionary(each) + each.read_raw_bytes()
    return each.unparse() if isinstance(each, pikepdf.Object) else repr(each).encode()


def _dictionary(stream: object) -> bytes:
    return b" ".join(
        f"{key}={value.unparse() if hasattr(value, 'unparse') else value!r}".encode()
        for key, value in sorted(dict(stream.items()).items())  # type: ignore[attr-defined]
    )


def _kind(each: object) -> str:
    import pikepdf

    if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
        for key in ("/Type", "/S", "/Subtype"):
            if key in each:
                return str(each[key]).removeprefix("/")
    return "stream" if isinstance(each, pikepdf.Stream) else "data"
