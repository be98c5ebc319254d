"""Identifiers of headings, made as GitHub makes them."""

from __future__ import annotations

import re
import unicodedata

_IDENTIFIER = re.compile(r"[^\W\d][\w.-]*")
"""What every format can use as an identifier (XML 1.0, NCName, without its rarities)."""

_NAMELESS = "section"


def is_identifier(text: str) -> bool:
    """True if `text` can name a place in every format."""
    return _IDENTIFIER.fullmatch(text) is not None


def slug(text: str) -> str:
    """GitHub's identifier: small letters, digits and hyphens, of every script."""
    kept = (
        "-" if character.isspace() else character
        for character in unicodedata.normalize("NFC", text).strip().lower()
        if character in "-_"
        or character.isspace()
        or unicodedata.category(character)[0] in "LM"
        or unicodedata.category(character) in ("Nd", "Nl", "Pc")
    )
    return "".join(kept) or _NAMELESS


class Identifiers:
    """The identifiers of one document; `taken` are those that the author set."""

    def __init__(self, taken: set[str]) -> None:
        self.all = taken
        self._used: dict[str, int] = {}

    def unique(self, text: str) -> str:
        """A new identifier for a heading that says `text`: "costs", then "costs-1", "costs-2"."""
        base = slug(text)
        number = self._used.get(base, 0)
        identifier = f"{base}-{number}" if number else base
        while identifier in self.all:
            number += 1
            identifier = f"{base}-{number}"
        self._used[base] = number + 1
        self.all.add(identifier)
        return identifier
