"""PDF syntax: Python values as the bytes of a PDF object (ISO 32000-1, 7.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import pydyf

_NAME_ESCAPES = re.compile(r"[^!-~]|[#()<>\[\]{}/%]")
_STRING_ESCAPES = {
    ord("\\"): "\\\\",
    ord("("): "\\(",
    ord(")"): "\\)",
    ord("\n"): "\\n",
    ord("\r"): "\\r",
}


class Raw(pydyf.Object):  # type: ignore[misc]
    """An object whose bytes are known; `payload` may be set after its number is given."""

    def __init__(self, payload: bytes = b"null") -> None:
        """An object of `payload`."""
        super().__init__()
        self.payload = payload

    @property
    def data(self) -> bytes:
        """The object's bytes."""
        return self.payload


def name(value: str) -> bytes:
    """A name (7.3.5)."""
    return (
        b"/"
        + _NAME_ESCAPES.sub(lambda m: "".join(f"#{b:02x}" for b in m[0].encode()), value).encode()
    )


def text(value: str) -> bytes:
    """A text string (7.9.2.2): ASCII as it is, everything else as UTF-16."""
    if (value.isascii() and value.isprintable()) or value.translate({10: None}).isascii():
        return b"(" + value.translate(_STRING_ESCAPES).encode("ascii") + b")"
    return b"<FEFF" + value.encode("utf-16-be").hex().upper().encode() + b">"


def number(value: float) -> bytes:
    """An integer or real (7.3.3)."""
    return f"{value:.4f}".rstrip("0").rstrip(".").encode()


def array(items: Iterable[bytes]) -> bytes:
    """An array of encoded values (7.3.6)."""
    return b"[" + b" ".join(items) + b"]"


def dictionary(entries: Mapping[str, bytes]) -> bytes:
    """A dictionary of encoded values (7.3.7)."""
    return (
        b"<<"
        + b"".join(b"/" + key.encode() + b" " + value for key, value in entries.items())
        + b">>"
    )
