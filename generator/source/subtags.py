"""Language tags by RFC 5646 (BCP 47), as the IANA registry has them; `langcodes` brings a copy."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["language", "extlang", "script", "region", "variant", "grandfathered", "redundant"]

_WELL_FORMED = re.compile(
    r"(?P<language>[a-z]{2,8})(?:-(?P<extlang>[a-z]{3}))?(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|\d{3}))?(?P<variants>(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*)"
    r"(?P<extensions>(?:-[ut](?:-[a-z\d]{2,8})+)*)(?P<private>(?:-x(?:-[a-z\d]{1,8})+)?)"
)
"""RFC 5646, 2.1. Of the extensions only `u` and `t` are registered; no tag has two extlangs."""
_PRIVATE = re.compile(r"x(-[a-z\d]{1,8})+")

_SINCE: dict[Kind, str] = {
    "language": "ajs bpc cls cnq cxh dsk dsz dyr egm eud gov hnm ikh imt isv izm lgo lgs lqr lsc "
    "lsw luh lvl nww nzr oie phj pze pzh rib rnb rrm rsk rsn rsw sjc tok tvi ugh uly uon vjk vsn "
    "wdt wtb wyn xdq xhm ycr ykh ynb zcd zem zlu",
    "script": "berf chis gara gukh kawi krai nagm onao sidt sunu tayo todr tols tutg",
    "region": "cq",
    "variant": "anpezo bciav bcizbl blasl fascia fodom gherd hanoi huett kleinsch leidentr ltg1929 "
    "ltg2007 mdcegyp mdctrans pehoeji saigon tailo valbadia",
}
"""Registered between the copy (August 2021) and March 2025."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the registry says of a subtag, or of a whole tag from before there were subtags."""

    preferred: str | None = None
    prefixes: tuple[str, ...] = ()


@functools.cache
def entry(kind: Kind, name: str) -> Entry | None:
    """The registry's entry for `name` (in small letters) as a subtag of this kind, or None."""
    key = "tag" if kind in ("grandfathered", "redundant") else "subtag"
    _, found, rest = _registry().partition(f"type: {kind}\n{key}: {name}\n")
    if not found:
        return Entry() if name in _SINCE.get(kind, "").split() or _is_private(kind, name) else None
    fields = [line.partition(": ") for line in rest[: rest.find("%%")].split("\n")]
    preferred = [value for field, _, value in fields if field == "preferred-value"]
    prefixes = [value for field, _, value in fields if field == "prefix"]
    return Entry(preferred[0] if preferred else None, tuple(prefixes))


@functools.cache
def _registry() -> str:
    """Its text in small letters: a tag means the same in either case."""
    from importlib import resources

    file = resources.files("langcodes") / "data" / "language-subtag-registry.txt"
    return file.read_text(encoding="utf-8").lower()


def _is_private(kind: Kind, name: str) -> bool:
    """True in the registry's four ranges for private use."""
    ranges = {
        "language": r"q[a-t][a-z]",
        "script": r"qa(a[a-z]|b[a-x])",
        "region": r"q[m-z]|x[a-z]",
    }
    return kind in ranges and bool(re.fullmatch(ranges[kind], name))


def is_valid(tag: str) -> bool:
    """True for a valid tag (RFC 5646, 2.2.9): each subtag registered as what it stands for."""
    small = tag.lower()
    if _PRIVATE.fullmatch(small) or entry("grandfathered", small):
        return True
    match = _WELL_FORMED.fullmatch(small)
    if match is None:
        return False
    variants = match["variants"].split("-")[1:]
    singletons = re.findall(r"-([ut])(?=-)", match["extensions"])
    return (
        all(entry(kind, name) for kind, name in _subtags(match))
        and _is_prefixed(match)
        and len(set(variants)) == len(variants)
        and len(set(singletons)) == len(singletons)
    )


def _subtags(match: re.Match[str]) -> Iterator[tuple[Kind, str]]:
    kinds: tuple[Kind, ...] = ("language", "extlang", "script", "region")
    yield from ((kind, match[kind]) for kind in kinds if match[kind])
    yield from (("variant", each) for each in match["variants"].split("-")[1:])


def _is_prefixed(match: re.Match[str]) -> bool:
    """True if an extended language stands after the one that it belongs to (2.2.2)."""
    found = entry("extlang", match["extlang"]) if match["extlang"] else None
    return found is None or match["language"] in found.prefixes


def canonical(tag: str) -> str:
    """The tag that is written today for a valid one (RFC 5646, 4.5), in small letters.

    Raises ValueError for a tag that is not well formed.
    """
    small = tag.lower()
    whole = entry("grandfathered", small)
    if whole or _PRIVATE.fullmatch(small):
        return whole.preferred if whole and whole.preferred else small
    match = _WELL_FORMED.fullmatch(small)
    if match is None:
        raise ValueError(tag)
    core = small[: match.start("extensions")]
    whole = entry("redundant", core)
    if whole is None or whole.preferred is None:
        core = "-".join(_preferred(match))
    else:
        core = whole.preferred
    return core + match["extensions"] + match["private"]


def _preferred(match: re.Match[str]) -> Iterator[str]:
    """Each subtag, or the one that took its place; an extended language replaces its prefix."""
    for kind, name in _subtags(match):
        if kind == "language" and match["extlang"]:
            continue
        found = entry(kind, name)
        yield found.preferred if found and found.preferred else name


def misplaced_variants(tag: str) -> list[tuple[str, tuple[str, ...]]]:
    """The variants of a tag that are no variants of its language, with where they belong."""
    match = _WELL_FORMED.fullmatch(tag.lower())
    before: list[str] = []
    found: list[tuple[str, tuple[str, ...]]] = []
    for kind, name in _subtags(match) if match else ():
        known = entry(kind, name)
        prefixes = known.prefixes if known and kind == "variant" else ()
        if prefixes and not any(_begins(before, prefix.split("-")) for prefix in prefixes):
            found.append((name, prefixes))
        before.append(name)
    return found


def _begins(subtags: list[str], prefix: list[str]) -> bool:
    """True if the subtags have those of `prefix` in their order, perhaps with others between."""
    rest = iter(subtags)
    return subtags[0] == prefix[0] and all(each in rest for each in prefix)
