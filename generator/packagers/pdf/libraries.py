"""Loading WeasyPrint, without what only costs time.

*Libraries.* Each name that does not fit the system lets it ask `ctypes.util.find_library`, which
starts compilers and linkers: some fifty processes, a quarter of what a short PDF takes. On Linux
the last names that it tries are those by which the system's loader finds them without any search.

*fontTools.* Two modules serve where HarfBuzz cannot cut fonts, and to narrow a variable font to
one weight, which HarfBuzz does in a hundredth of the time. They are loaded only when asked for.
"""

from __future__ import annotations

import contextlib
import ctypes.util
import importlib
import io
import sys
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any


def load() -> None:
    """Import WeasyPrint, and let HarfBuzz narrow its fonts, whatever has been imported before.

    Fonts that fontTools narrows have other bytes: what else a process imports decides none.
    """
    with _fonttools_when_asked_for():
        _import_weasyprint()
    setattr(sys.modules["weasyprint.pdf.fonts"], _NARROWING, instantiate)


_NARROWING = "instantiateVariableFont"


def _import_weasyprint() -> None:
    """Import it; with the search after all, where the names alone did not do."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError), _by_name_alone():
            importlib.import_module("weasyprint")
            return
    importlib.import_module("weasyprint")


def _not_searched(name: str) -> str | None:  # noqa: ARG001 (as that which it replaces)
    return None


@contextlib.contextmanager
def _by_name_alone() -> Iterator[None]:
    search = ctypes.util.find_library
    ctypes.util.find_library = _not_searched
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # where it would say what it lacks
            yield
    finally:
        ctypes.util.find_library = search


class _Later(ModuleType):
    """A module that is loaded when something of it is asked for, unless that stands here."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (whatever the module has)
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(importlib.import_module(self.__name__), name)


@contextlib.contextmanager
def _fonttools_when_asked_for() -> Iterator[None]:
    modules = _Later("fontTools.subset"), _Later("fontTools.varLib.instancer")
    setattr(modules[1], _NARROWING, instantiate)
    ours = {each.__name__: each for each in modules if each.__name__ not in sys.modules}
    if "fontTools.varLib" not in sys.modules:  # the package of the second
        ours["fontTools.varLib"] = _Later("fontTools.varLib")
    sys.modules.update(ours)
    try:
        yield
    finally:
        for name in ours:
            del sys.modules[name]


class Narrowed:
    """A font without axes; the one thing that WeasyPrint does with it is to save it."""

    def __init__(self, data: bytes) -> None:
        """`data` is the font file."""
        self.data = data

    def save(self, file: io.BytesIO) -> None:
        """Write the font, as `fontTools.ttLib.TTFont.save` does."""
        file.write(self.data)


def instantiate(font: Any, location: Mapping[str, float], *, static: bool) -> Any:  # noqa: ANN401
    """`font` (a TTFont) with its axes at `location`, the others where they are by default.

    It stands in the place of `fontTools.varLib.instancer.instantiateVariableFont`. Glyphs keep
    their numbers.
    """
    import uharfbuzz as harfbuzz

    font.reader.file.seek(0)
    data = font.reader.file.read()
    if not static or data.startswith(b"ttcf"):
        instancer = importlib.import_module("fontTools.varLib.instancer")
        return instancer.instantiateVariableFont(font, location, static=static)
    face = harfbuzz.Face(data)
    wanted = harfbuzz.SubsetInput()
    wanted.keep_everything()
    wanted.flags |= harfbuzz.SubsetFlags.RETAIN_GIDS
    wanted.pin_all_axes_to_default(face)
    for axis in face.axis_infos:
        if axis.tag in location:
            value = min(max(location[axis.tag], axis.min_value), axis.max_value)
            wanted.pin_axis_location(face, axis.tag, value)
    return Narrowed(bytes(wanted.subset(face).blob.data))
