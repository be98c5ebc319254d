"""What a theme's style may not do: hide, move, replace or add words, or load anything.

The style is held to the closed list as it was rendered, for each document anew: a template may
write one thing for one document, and another for the next.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.document.words import every_language
from generator.findings.errors import PackError
from generator.findings.finding import Finding
from generator.findings.output_rules import THEME_STYLE
from generator.readback.html.closed_style import Refusal, attribute_refusals, refusals
from generator.rendering import Rendered
from generator.theme.files import names, readers

_STYLE = ".css.jinja"
_PAGES = re.compile(r"pdf/[^/]*\.html\.jinja")
"""Markup of which only the drawing is left in the end. That of others is read back."""
_LOADING = re.compile(r"<(style|link|script|base|meta|iframe|object|embed)\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"<[a-z][^<>]*\sstyle=\"([^\"]*)\"[^<>]*>", re.IGNORECASE)
_SHEET = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE)
_COLUMN = re.compile(r'<col style="width: [0-9.]+%">')
"""Columns of a wide table share its width."""
_HINT = (
    "a theme decides on colours, typefaces, sizes and spaces, but not on what a reader meets or in "
    "which order: take it out"
)


def refuse_style(theme: Path, record: Iterable[Rendered]) -> None:
    """Raise PackError for what a style may not do in the first template that does it."""
    for each in record:
        refused = [*_refused(each.name, each.text)]
        if refused:
            found = (_finding(theme, each, refusal) for refusal in refused)
            raise PackError([*dict.fromkeys(found)])


def _refused(name: str, text: str) -> Iterator[Refusal]:
    if name.endswith(_STYLE):
        yield from refusals(text, _heads())
    elif name == "html/document.html.jinja":
        for sheet in _SHEET.finditer(text):
            yield from refusals(sheet[1])
    elif _PAGES.fullmatch(name):
        for tag in _LOADING.finditer(text):
            yield Refusal(tag[1], tag[0], "a page's style is in style.css.jinja alone")
        for attribute in _ATTRIBUTE.finditer(text):
            if not _COLUMN.fullmatch(attribute[0]):
                yield from attribute_refusals(attribute[1])


@functools.cache
def _heads() -> frozenset[str]:
    """What stands around the numbers of a page and of all pages, in every language."""
    patterns = (words.page_of for words in every_language())
    return frozenset(part for each in patterns for part in re.split(r"\{pages?\}", each))


def _finding(theme: Path, rendered: Rendered, refusal: Refusal) -> Finding:
    file, line = _place(theme, rendered, refusal)
    message = f"“{refusal.written[:120]}” is not allowed in a theme: {refusal.reason}."
    return THEME_STYLE.found(str(file), line, message, _HINT)


def _place(theme: Path, rendered: Rendered, refusal: Refusal) -> tuple[Path, int | None]:
    """The theme's file and line in which it is written, as far as can be found.

    Of lines that say the same it is that of the same number among them as in the rendered style.
    """
    room, _, called = rendered.name.partition("/")
    own = [each for each in names(theme) if (room, called) in readers(each)]
    others = [each for each in names(theme) if each not in own]
    name, _, _ = refusal.written.partition(":")
    wanted = [re.sub(r"\s", "", part) for part in (refusal.written, name, refusal.name)]
    style = rendered.text.splitlines()[: refusal.line]
    for words in filter(None, wanted):
        count = len(_saying(words, style))
        for file in (*own, *others):
            if found := _saying(words, _lines(theme / file)):
                return theme / file, found[min(max(count, 1), len(found)) - 1]
    return theme / (own or [rendered.name])[0], None


def _saying(words: str, lines: Iterable[str]) -> list[int]:
    """The numbers of the lines that say some words, however they are spaced."""
    return [
        number
        for number, line in enumerate(lines, 1)
        if words.lower() in re.sub(r"\s", "", line).lower()
    ]


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
