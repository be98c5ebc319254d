"""The page's operators, rewritten.

Content is numbered anew, what is not content becomes artifacts, and /ActualText stands where the
glyphs would not give the words.

ISO 32000-1, 14.6, 14.8.2.2 and 14.9.4; ISO 14289-1, 7.1.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.packagers.pdf import objects
from generator.packagers.pdf.runs import Run
from generator.packagers.pdf.weasy import Artifact

NO_CHARACTER = "\0"
"""A glyph to which WeasyPrint gives no text (the second of a cluster): readers may say anything."""

_HEX = re.compile(rb"<([0-9a-f]*)>")
_GLYPH_DIGITS = 4


class Fonts:
    """What each glyph reads as, by the name under which a page selects its font."""

    def __init__(self, fonts: Mapping[Any, Any]) -> None:
        """`fonts` is WeasyPrint's Document.fonts."""
        self._by_name = {font.hash.encode(): font.to_unicode for font in fonts.values()}
        self._cache: dict[tuple[bytes, bytes], str] = {}

    def read(self, font: bytes, shown: bytes) -> str:
        """The text of one TJ operator."""
        return "".join(self._word(font, digits) for digits in _HEX.findall(shown))

    def _word(self, font: bytes, digits: bytes) -> str:
        known = self._cache.get((font, digits))
        if known is None:
            glyphs = self._by_name.get(font, {})
            known = "".join(
                glyphs.get(int(digits[at : at + _GLYPH_DIGITS], 16)) or NO_CHARACTER
                for at in range(0, len(digits), _GLYPH_DIGITS)
            )
            self._cache[font, digits] = known
        return known


def rewrite(
    operators: list[Any],
    fonts: Fonts,
    runs: Mapping[int, Run],
    artifacts: Mapping[int, Artifact],
) -> tuple[list[Any], dict[int, int]]:
    """The operators with the marked content of `runs` numbered from 0, and old → new numbers.

    A number that is not in `runs` becomes an artifact (ISO 32000-1, 14.8.2.2).
    """
    rewriter = _Rewriter(fonts, runs, artifacts)
    for operator in operators:
        rewriter.take(operator)
    return rewriter.written, rewriter.numbers


@dataclass(slots=True)
class _Mark:
    """A marked-content sequence being read: where it began in the output, what it showed."""

    number: int | None
    start: int
    shown: list[str] = field(default_factory=list)


class _Rewriter:
    def __init__(
        self, fonts: Fonts, runs: Mapping[int, Run], artifacts: Mapping[int, Artifact]
    ) -> None:
        self.written: list[Any] = []
        self.numbers: dict[int, int] = {}
        self._fonts = fonts
        self._runs = runs
        self._artifacts = artifacts
        self._font = b""
        self._open: list[_Mark] = []

    def take(self, operator: Any) -> None:  # noqa: ANN401 (bytes, strings and dictionaries)
        """Copy one operator, or what becomes of it."""
        if operator == b"BDC":
            self._begin(self.written.pop()["MCID"])
        elif operator == b"BMC":
            self._begin(None)
        elif operator == b"EMC":
            self._end(self._open.pop())
        elif isinstance(operator, bytes) and operator.endswith(b"] TJ"):
            self._show(operator)
        else:
            if isinstance(operator, bytes) and operator.endswith(b" Tf"):
                self._font = operator[1:].partition(b" ")[0]
            self.written.append(operator)

    def _begin(self, number: int | None) -> None:
        del self.written[-1]  # the tag
        artifact = None if number is None else self._artifacts.get(number)
        if number is None or number not in self._runs:
            number = None
        else:
            self.numbers[number] = len(self.numbers)
        self._open.append(_Mark(number, len(self.written)))
        self.written.append(
            b"/Artifact BMC" if artifact is None else b"/Artifact %b BDC" % artifact.value
        )

    def _end(self, mark: _Mark) -> None:
        if mark.number is not None:
            run = self._runs[mark.number]
            shown = "".join(mark.shown)
            plain = run.drawn.is_picture or (run.source == shown and not _marked(shown))
            self.written[mark.start] = _opening(
                self.numbers[mark.number], None if plain and not run.broken else run.source
            )
        self.written.append(b"EMC")

    def _show(self, operator: bytes) -> None:
        if self._open and self._open[-1].number is not None:
            self._open[-1].shown.append(self._fonts.read(self._font, operator))
        self.written.append(operator.replace(b">0<", b""))


def _marked(text: str) -> bool:
    """True for letters with marks: glyphs are shifted to place them, which reads like a space."""
    return not text.isascii() and any(unicodedata.category(each)[0] == "M" for each in text)


def _opening(number: int, words: str | None) -> bytes:
    actual = b"" if words is None else b"/ActualText " + objects.text(words)
    return b"/Span <</MCID %d%b>> BDC" % (number, actual)
