"""What in a theme would fail a reader: colours that are lost or faint, files that nothing reads."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.document.brand import HouseStyle
from generator.findings.finding import Finding
from generator.findings.output_rules import THEME_CONTRAST, THEME_LARGE_PRINT, THEME_UNREAD
from generator.rendering import LOOK, environment
from generator.theme import contrast, theme_faults
from generator.theme.files import (
    ROOMS,
    SHARED,
    TEMPLATE,
    called,
    line_of,
    names,
    own_names,
    readers,
)
from generator.theme.missing_macros import missing_macros

LEAST_OF_LARGE_PRINT = 16
"""Points (UKAAF G003)."""
_ALIKE = 0.8
"""How like one of our templates the name of a file is that was meant as one."""


def checked(theme: Path, *, large_print: bool = False) -> tuple[Finding, ...]:
    """What would fail a reader; raises PackError where the theme's look cannot be read.

    With `large_print`, what is set so is looked at, too.
    """
    with theme_faults(theme):
        small = _small(theme) if large_print else ()
        return (*_unread(theme), *missing_macros(theme, LOOK), *_faint(theme), *small)


def _unread(theme: Path) -> Iterator[Finding]:
    known = own_names()
    ours = {name for own in known for name in (own, *_ways(own))}
    there = names(theme)
    included = {each for name in there if name.endswith(TEMPLATE) for each in called(theme / name)}
    for name in there:
        if name in ours or any(each in included for _, each in readers(name)):
            continue
        if name.endswith(TEMPLATE) or difflib.get_close_matches(name, known, cutoff=_ALIKE):
            [near] = difflib.get_close_matches(name, known, n=1, cutoff=0)
            yield THEME_UNREAD.found(
                str(theme / name),
                None,
                "nothing reads a template of this name, so it changes no document.",
                f"did you mean {near}?",
            )


def _ways(own: str) -> Iterator[str]:
    """Where else a theme may have a template in the place of ours."""
    room, _, rest = own.partition("/")
    if room == SHARED:
        yield from (f"{each}/{own}" for each in ROOMS)
    else:
        yield rest


def _small(theme: Path) -> Iterator[Finding]:
    """What is smaller than large print may be: most themes know nothing of it."""
    files = set()
    for room in ("pdf", "docx"):
        template = environment(room, theme, HouseStyle(large_print=True)).get_template(LOOK)
        file, module = Path(template.filename or ""), vars(template.make_module())
        points = module["on_paper"]["pt"] * min(module["size"].values())
        if points < LEAST_OF_LARGE_PRINT and file not in files:
            files.add(file)
            yield THEME_LARGE_PRINT.found(
                str(file),
                None,
                f"in large print some words would have {points:g} points; people who need it read "
                f"{LEAST_OF_LARGE_PRINT} and more.",
                "take the lines below {% if large_print %} from our templates/shared/look.jinja",
            )


def _faint(theme: Path) -> Iterator[Finding]:
    seen = set()
    for room in ROOMS:
        template = environment(room, theme).get_template(LOOK)
        file = Path(template.filename or "")
        if file in seen or not file.is_relative_to(theme):
            continue
        seen.add(file)
        module = vars(template.make_module())
        for palette in contrast.PALETTES:
            colours = module.get(palette)
            for fault in contrast.faults(colours) if isinstance(colours, Mapping) else ():
                yield THEME_CONTRAST.found(
                    str(file),
                    line_of(file, palette, fault.name),
                    f"{palette}: {fault.message}.",
                    fault.remedy,
                    mild=not fault.fails,
                )
