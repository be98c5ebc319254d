"""The page's operators, rewritten.

Content is numbered in reading order, what is not content becomes artifacts, and /ActualText stands
where the glyphs would not give the words.

ISO 32000-1, 14.6, 14.8.2.2 and 14.9.4; ISO 14289-1, 7.1.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Any

from generator.packagers.pdf import objects
from generator.packagers.pdf.content_order import Stretch, stretches, written
from generator.packagers.pdf.runs import Run
from generator.packagers.pdf.weasy import Artifact

NO_CHARACTER = "\0"
"""A glyph to which WeasyPrint gives no text (the second of a cluster): readers may say anything."""

_GLYPHS = re.compile(rb"<[0-9a-f]*>|[^<>]+")
_GLYPH_DIGITS = 4
_UNHEARD = str.maketrans("", "", "\u00ad\u200b\u2060")
"""Where a line may break or not: no word of theirs could be searched for."""

_TOKEN = re.compile(r"\s+|\S+")


def plain(character: str) -> str:
    """What a glyph reads as that several characters share: a space, a hyphen."""
    if character in {"\u2010", "\u2011", "\u00ad"}:
        return "-"
    return " " if len(character) == 1 and unicodedata.category(character) == "Zs" else character


class Fonts:
    """What each glyph reads as, by the name under which a page selects its font."""

    def __init__(self, fonts: Mapping[Any, Any]) -> None:
        """`fonts` is WeasyPrint's Document.fonts."""
        self._by_name = {
            font.hash.encode(): {glyph: plain(text) for glyph, text in font.to_unicode.items()}
            for font in fonts.values()
        }

    def read(self, font: bytes, digits: bytes) -> str:
        """The text of one glyph."""
        return self._by_name.get(font, {}).get(int(digits, 16)) or NO_CHARACTER


def rewrite(
    operators: list[Any],
    fonts: Fonts,
    runs: Mapping[int, Run],
    artifacts: Mapping[int, Artifact],
) -> tuple[list[Any], dict[int, int]]:
    """The operators of a page with its content in the order of `runs`, and old → new numbers.

    A number that is not in `runs` becomes an artifact (ISO 32000-1, 14.8.2.2).
    """
    found = stretches(operators)
    content = {stretch.number: stretch for stretch in found if stretch.number in runs}
    others = [stretch for stretch in found if stretch.number not in runs]
    numbers = {old: new for new, old in enumerate(runs)}
    grounds, words = ([each for each in others if each.has_text is said] for said in (False, True))
    # Heads and feet first: readers who sort a line would put the rest into the last one's words.
    words.sort(key=lambda each: artifacts.get(each.number or 0, Artifact.LAYOUT) not in _EDGES)
    ordered = [
        *((stretch, _artifact(stretch, artifacts)) for stretch in grounds),
        *(_said(runs[old], content[old], new, fonts) for old, new in numbers.items()),
        *((stretch, _artifact(stretch, artifacts)) for stretch in words),
    ]
    return written(ordered), numbers


_EDGES = frozenset({Artifact.HEADER, Artifact.FOOTER})


def _artifact(stretch: Stretch, artifacts: Mapping[int, Artifact]) -> bytes:
    kind = None if stretch.number is None else artifacts.get(stretch.number)
    return b"/Artifact BMC" if kind is None else b"/Artifact %b BDC" % kind.value


def _said(run: Run, stretch: Stretch, number: int, fonts: Fonts) -> tuple[Stretch, bytes]:
    """A stretch with /ActualText for what its glyphs do not give, and its opening operator."""
    opening = b"/Span <</MCID %d%b>> BDC"
    if run.drawn.is_picture:
        return stretch, opening % (number, b"")
    glyphs = _Glyphs(stretch.operators, fonts)
    source = run.source if run.exact else run.source.translate(_UNHEARD)
    if glyphs.text == source and not run.broken and not _marked(source):
        return stretch, opening % (number, b"")
    turned = run.drawn.right_to_left or sorted(glyphs.text) == sorted(source)
    instead = None if turned else _instead(glyphs.text, source, broken=run.broken)
    if instead is None or not glyphs.edges.issuperset(edge for span in instead for edge in span):
        return stretch, opening % (number, b"/ActualText " + objects.text(source))
    return replace(stretch, operators=glyphs.saying(instead)), opening % (number, b"")


def _instead(shown: str, source: str, *, broken: bool) -> dict[tuple[int, int], str] | None:
    """What to say in place of some of the characters shown, by where these stand.

    None where words cannot be given one by one: in scripts that run from right to left, glyphs
    stand in the order of the eye; in others that are reordered, readers lose spaces between.
    """
    words, spoken = list(_TOKEN.finditer(shown)), _TOKEN.findall(source)
    if len(spoken) > len(words) and spoken[0].isspace():
        spoken[:2] = ["".join(spoken[:2])]  # a space that a line's end swallowed
    backwards = any(unicodedata.bidirectional(each) in {"R", "AL", "AN"} for each in source)
    if backwards or [each[0].isspace() for each in words] != [
        each[-1].isspace() for each in spoken
    ]:
        return None
    instead: dict[tuple[int, int], str] = {}
    for word, said in zip(words, spoken, strict=True):
        if _marked(said) and (word[0] != said or not _marked(said, by_scripts=False)):
            return None
        if _marked(said):
            instead[word.span()] = said
        elif word[0] != said:
            instead.update([_narrowed(word[0], said, word.start())])
    if broken and words and not any(end == len(shown) for _, end in instead):
        instead[len(shown) - 1, len(shown)] = spoken[-1][-1:]
    return instead


def _narrowed(shown: str, said: str, at: int) -> tuple[tuple[int, int], str]:
    """Where two words differ, one character around at the least, and what is said there."""
    before = _alike(shown, said)
    before = min(before, len(shown) - 1)
    rest, source = shown[before:], said[before:]
    after = _alike(rest[::-1], source[::-1])
    after = min(after, len(rest) - 1)
    return (at + before, at + len(shown) - after), source[: len(source) - after]


def _alike(one: str, other: str) -> int:
    """How many characters two words begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


class _Glyphs:
    """The glyphs of some operators, which may be parted into words."""

    def __init__(self, operators: list[Any], fonts: Fonts) -> None:
        self._operators = operators
        self._parts: list[list[tuple[bytes, str]]] = []
        """For each operator that shows glyphs: these and the shifts between, with their text."""
        font = b""
        for operator in operators:
            if operator.endswith(b" Tf"):
                font = operator[1:].partition(b" ")[0]
            elif operator.endswith(b"] TJ"):
                self._parts.append(list(_parted(operator, font, fonts)))
        shown = [text for parts in self._parts for _, text in parts]
        self.text = "".join(shown)
        self.edges = frozenset(accumulate(map(len, shown), initial=0))
        """Where one glyph ends and the next begins, in the text."""

    def saying(self, instead: Mapping[tuple[int, int], str]) -> list[Any]:
        """The operators with other words in place of some, by where these stand in the text."""
        parts = iter(self._parts)
        at = 0
        written: list[Any] = []
        for operator in self._operators:
            if operator.endswith(b"] TJ"):
                part = next(parts)
                written += _told(part, at, instead)
                at += sum(len(text) for _, text in part)
            else:
                written.append(operator)
        return written


def _told(
    part: list[tuple[bytes, str]], at: int, instead: Mapping[tuple[int, int], str]
) -> Iterator[bytes]:
    """The operators that show glyphs from place `at` on, some as others than they are."""
    begins = {start: words for (start, _), words in instead.items()}
    ends = {end for _, end in instead}
    group: list[bytes] = []
    for token, text in part:
        if text and at in begins:
            yield from _showing(group)
            yield b"/Span <</ActualText " + objects.text(begins[at]) + b">> BDC"
            group = []
        group.append(token)
        at += len(text)
        if text and at in ends:
            yield from _showing(group)
            yield b"EMC"
            group = []
    yield from _showing(group)


def _parted(operator: bytes, font: bytes, fonts: Fonts) -> Iterator[tuple[bytes, str]]:
    """Each glyph of a TJ operator with its text, and each shift with none."""
    for token in _GLYPHS.findall(operator[1:-4]):
        if not token.startswith(b"<"):
            yield token, ""
            continue
        for at in range(1, len(token) - 1, _GLYPH_DIGITS):
            digits = token[at : at + _GLYPH_DIGITS]
            yield b"<" + digits + b">", fonts.read(font, digits)


def _showing(tokens: list[bytes]) -> list[bytes]:
    """The operator that shows glyphs; two shifts beside each other are two numbers."""
    if not tokens:
        return []
    written = [tokens[0]]
    for before, token in pairwise(tokens):
        written += [token] if b"<" in before + token else [b" ", token]
    return [b"[" + b"".join(written).replace(b"><", b"") + b"] TJ"]


def _marked(text: str, *, by_scripts: bool = True) -> bool:
    """True for letters with marks: glyphs are shifted to place them, which reads like a space.

    Marks that belong to one script, as vowels of Hindi do, count only `by_scripts`; the others are
    combining accents, which stand where they are written.
    """
    marks = [each for each in text if not each.isascii() and unicodedata.category(each)[0] == "M"]
    common = by_scripts or all(unicodedata.name(each).startswith("COMBINING") for each in marks)
    return bool(marks) and common
