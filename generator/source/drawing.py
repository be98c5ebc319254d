"""Drawing SVG as pixels, in a process with limits where the drawing may take any time.

A filter, a pattern or a picture inside a picture can keep a computer busy for hours or use up its
memory, in a few letters. Nothing in the letters shows it; so such drawings are tried, with limits.
"""

from __future__ import annotations

import contextlib
import importlib.util
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

SECONDS = 10
"""Of processor time; the heaviest drawing of an office program takes less than one."""
PATIENCE = 10
"""On a busy machine so many times longer by the clock."""
MEMORY = 2 * 1024**3

_FAMILY = "Source Sans 3"
_PROGRAM = (
    "import sys; sys.path[:] = sys.argv[4:]; from generator.source.drawing import main; main()"
)


class TooCostlyError(Exception):
    """A drawing takes more time or memory than we give it."""


def draw(svg: str, size: tuple[int, int], *, limited: bool) -> bytes:
    """The PNG of a drawing. Raises ValueError where it is none, TooCostlyError if `limited`."""
    if not limited:
        return _drawn(svg, size)
    given = map(str, (SECONDS, *size))
    command: Sequence[str] = [sys.executable, "-P", "-c", _PROGRAM, *given, *sys.path]
    try:
        done = subprocess.run(  # noqa: S603 (our own interpreter, our own code)
            command,
            input=svg.encode(),
            capture_output=True,
            timeout=SECONDS * PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TooCostlyError from None
    if done.returncode == 1:
        raise ValueError(done.stderr.decode(errors="replace").strip().rpartition("\n")[2])
    if done.returncode:
        raise TooCostlyError
    return done.stdout


def main() -> None:
    """In the process with limits: SVG from standard input, PNG to standard output."""
    with contextlib.suppress(ValueError, OSError):  # macOS knows no limit of memory
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    seconds, *size = map(int, sys.argv[1:4])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.buffer.write(_drawn(sys.stdin.buffer.read().decode(), (size[0], size[1])))


def _drawn(svg: str, size: tuple[int, int]) -> bytes:
    import resvg_py

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            width=size[0],
            height=size[1],
            skip_system_fonts=True,
            font_files=[str(font) for font in _fonts(svg)],
            font_family=_FAMILY,
            sans_serif_family=_FAMILY,
            serif_family=_FAMILY,
            monospace_family=_FAMILY,
            cursive_family=_FAMILY,
            fantasy_family=_FAMILY,
        )
    )


_OTHER_SCRIPTS = (
    *("fontpkg_noto_sans_arabic", "fontpkg_noto_sans_devanagari", "fontpkg_heebo"),
    *("manimgx_fonts", "noto_cjk_sans_otc"),
)
"""Packages with typefaces of other scripts; the last is not installed with the program."""
_FIRST_OTHER = "\u0530"
"""Below it, letters are Latin, Greek or Cyrillic."""


def _fonts(svg: str) -> Iterator[Path]:
    """The fonts for words in drawings: the house's own, never those of the machine (law 5)."""
    yield from _packaged("fontpkg_source_sans_3")
    if any(each.isalpha() and each >= _FIRST_OTHER for each in set(svg)):
        for package in _OTHER_SCRIPTS:
            yield from _packaged(package)


def _packaged(name: str) -> Iterator[Path]:
    """The font files of a package; none where it is not installed."""
    package = importlib.util.find_spec(name)
    for folder in package.submodule_search_locations or () if package else ():
        for kind in ("*.ttf", "*.otf", "*.ttc"):
            yield from sorted(Path(folder).rglob(kind))
