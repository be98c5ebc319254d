"""Rule names for validators that only have sentences."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"“[^”]*”|'[^']*'|\"[^\"]*\"|\([^)]*\)|\{[^}]*\}")
_LONGEST = 80


def slug(sentence: str) -> str:
    """A stable name for a message: its first sentence without quotations and numbers."""
    first = re.split(r"[.:;](?:\s|$)", _QUOTED.sub(" ", sentence), maxsplit=1)[0]
    words = re.findall(r"[a-z]+", first.lower())
    return "-".join(words)[:_LONGEST].rstrip("-")
