"""How a source names languages: a tag of BCP 47, and what was probably meant by another."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator

from generator.document.languages import USUAL
from generator.source.reading import Report
from generator.source.rules import LANGUAGE_INVALID, LANGUAGE_REPLACED, LANGUAGE_VARIANT
from generator.source.subtags import canonical, is_valid, misplaced_variants

ATTRIBUTE = r"\{lang=(?P<language>[^\s{}]+)\}"
"""How the source says a language, as a regular expression."""
QUOTES = "\"'“”„‟‘’‚«»"
"""Quotation marks that are letters where the source wants a bare value."""


_LONGEST = 100
"""Letters of what may be a slip; the longest names of languages have fifty."""


def language(tag: str, line: int, report: Report) -> str | None:
    """The tag in its usual letter case ("en-GB"), or None and a finding if it is no such tag."""
    if tag in USUAL:
        return tag
    if not _is_language(tag):
        _report_invalid(tag, line, report)
        return None
    written = _usual_case(canonical(tag))
    if written.lower() != tag.lower():
        report.add(
            LANGUAGE_REPLACED,
            line,
            f"“{tag}” is an old name of “{written}”; speech synthesisers may not know it, so the "
            "outputs say the new one.",
            f"write “{written}”",
        )
    for variant, prefixes in misplaced_variants(tag):
        report.add(
            LANGUAGE_VARIANT,
            line,
            f"“{variant}” in “{tag}” is a variant of another language ({', '.join(prefixes)}), so "
            "nobody can tell how the text is to be pronounced.",
            f"delete “-{variant}”, or name the language that it belongs to",
        )
    return written


def _is_language(tag: str) -> bool:
    return tag.lower() != "und" and is_valid(tag)


def _report_invalid(tag: str, line: int, report: Report) -> None:
    bare = tag.strip(QUOTES)
    suggestion = _suggestion(bare) if len(bare) <= _LONGEST else None
    hint = f"write {suggestion}" if suggestion else "use a tag such as en, cy or pt-BR"
    if bare == tag:
        problem = f"“{tag}” is not a language tag"
    else:
        problem = f"the quotation marks around “{bare}” are part of what it says, so it is no tag"
        hint += ", without quotation marks"
    report.add(
        LANGUAGE_INVALID,
        line,
        f"{problem}; speech synthesisers would not know how to pronounce the text.",
        hint,
    )


def _suggestion(tag: str) -> str | None:
    return next(filter(None, map(_usual, _candidates(tag))), None) or _tag_of_name(tag)


def _usual(candidate: str) -> str | None:
    """The candidate as it is usually written, if it is a tag."""
    return _usual_case(canonical(candidate)) if _is_language(candidate) else None


def _candidates(tag: str) -> Iterator[str]:
    """What may have been meant: other signs between the subtags, other codes, a part of it."""
    import langcodes
    from langcodes.tag_parser import LanguageTagError

    corrected = re.sub(r"[\s_.‐-―]+", "-", tag)
    yield corrected
    with contextlib.suppress(LanguageTagError):
        yield langcodes.standardize_tag(corrected)
    first = corrected.partition("-")[0]
    with contextlib.suppress(LanguageTagError):
        yield langcodes.standardize_tag(first)


def _usual_case(tag: str) -> str:
    """RFC 5646, 2.1.1: regions in capitals, scripts with one capital, the rest small."""
    parts = tag.split("-")
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
    return "-".join(done)


def _tag_of_name(name: str) -> str | None:
    """The tag of a language called `name` in English or in itself ("english", "Cymraeg")."""
    from babel import Locale

    wanted = re.split(r"[(,]", name)[0].strip().casefold()
    for tag, english in Locale("en").languages.items():
        if english.casefold() == wanted:
            return str(tag).replace("_", "-")
    own = (each for each in USUAL if each.isalpha())
    return next((tag for tag in own if Locale(tag).language_name.casefold() == wanted), None)
