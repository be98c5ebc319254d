"""In which editions a source asks to be made, before anything else of it is read."""

from __future__ import annotations

import re
from pathlib import Path

from generator.document.facts import Edition

_ASKED = re.compile(r"^editions[ \t]*:", re.MULTILINE)
_LONGEST = 100_000
"""Characters of front matter."""


def editions_of(source: Path) -> tuple[Edition, ...]:
    """The editions that the front matter names; none where it names none, or cannot be read.

    What is wrong with it is reported when the source is read.
    """
    try:
        with source.open(encoding="utf-8-sig") as file:
            text = file.read(_LONGEST) if source.is_file() else ""
    except (OSError, UnicodeDecodeError):
        return ()
    if not _ASKED.search(text):
        return ()
    from generator.source.front_matter import read_front_matter, split
    from generator.source.reading import Report

    findings = Report("")
    yaml, _ = split(text, findings) or (None, 0)
    given = read_front_matter(yaml, findings) if yaml else None
    return tuple(given.optional.get("editions", ())) if given else ()
