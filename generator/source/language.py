"""Language tags by BCP 47, checked against the IANA registry (the library `langcodes` has it)."""

from __future__ import annotations

import re

from generator.languages import USUAL
from generator.source.reading import Report
from generator.source.rules import LANGUAGE_INVALID

_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
ATTRIBUTE = r"\{lang=(?P<language>[^\s{}]+)\}"
"""How the source says a language, as a regular expression."""


def language(tag: str, line: int, report: Report) -> str | None:
    """The tag in its usual letter case ("en-GB"), or None and a finding if it is no such tag."""
    if _TAG.fullmatch(tag) and _valid(tag):
        return "-".join(_usual_case(tag.split("-")))
    mended = tag.replace("_", "-").strip("\"'“”")
    suggestion = mended if _TAG.fullmatch(mended) and _valid(mended) else _tag_of_name(mended)
    report.add(
        LANGUAGE_INVALID,
        line,
        f"“{tag}” is not a language tag, so speech synthesisers would not know how to "
        "pronounce the text.",
        f"write “{suggestion}”" if suggestion else "use a tag such as “en”, “cy” or “pt-BR”",
    )
    return None


def _valid(tag: str) -> bool:
    if tag in USUAL:
        return True
    import langcodes

    try:
        return tag.lower() != "und" and langcodes.tag_is_valid(tag)
    except ValueError:
        return False


def _usual_case(parts: list[str]) -> list[str]:
    """RFC 5646, 2.1.1: regions in capitals, scripts with one capital, the rest small."""
    done = [parts[0].lower()]
    in_extension = len(parts[0]) == 1
    for part in parts[1:]:
        in_extension = in_extension or len(part) == 1
        if not in_extension and len(part) == 2:  # noqa: PLR2004 (a region's length)
            done.append(part.upper())
        elif not in_extension and len(part) == 4 and part.isalpha():  # noqa: PLR2004 (a script's)
            done.append(part.title())
        else:
            done.append(part.lower())
    return done


def _tag_of_name(name: str) -> str | None:
    """The tag of a language called `name` in English or in itself ("english", "Cymraeg")."""
    from babel import Locale

    wanted = name.casefold()
    for tag, english in Locale("en").languages.items():
        if english.casefold() == wanted:
            return str(tag).replace("_", "-")
    return None
