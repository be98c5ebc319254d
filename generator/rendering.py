"""The one Jinja environment: sandboxed, strict, autoescaping, one folder of templates a format."""

from __future__ import annotations

import collections
import contextlib
import datetime
import decimal
import functools
import hashlib
import importlib.util
import os
import pickle
import sys
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
import markupsafe
from jinja2 import FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.sandbox import SandboxedEnvironment

from generator.document.brand import HouseStyle

_PACKAGE = Path(__file__).resolve().parent
_PLACES = (_PACKAGE / "templates", _PACKAGE.parent / "templates")
"""In an installed wheel, and in a checkout."""


def templates_folder() -> Path:
    """The folder with one folder of templates for each format, and `shared`."""
    return next(place for place in _PLACES if place.is_dir())


_OPTIONS: Mapping[str, Any] = {
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
    "extensions": ["jinja2.ext.loopcontrols"],
}


_VALUES: frozenset[type] = frozenset(
    (
        *(str, bytes, int, float, decimal.Decimal, bool, type(None), markupsafe.Markup),
        *(tuple, list, dict, set, frozenset, range, slice, types.MappingProxyType),
        *(type({}.keys()), type({}.values()), type({}.items()), collections.OrderedDict),
        *(datetime.date, datetime.datetime),
    )
)
"""Values of Python's that can do nothing but give other values."""

_OURS = ("generator.", "jinja2.runtime", "jinja2.environment", "jinja2.utils")
"""Modules whose objects templates may ask for their parts: the model, and what Jinja itself makes.

Each part is held to the same rule, so that nothing that could act is reached through them.
"""


def is_plain(kind: type) -> bool:
    """True for a type whose objects templates may ask for attributes and methods."""
    return kind in _VALUES or f"{kind.__module__}.".startswith(_OURS)


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a template gave; its name is as in "html/style.css.jinja"."""

    name: str
    text: str


_RECORD: ContextVar[list[Rendered] | None] = ContextVar("record", default=None)


@contextlib.contextmanager
def recorded() -> Iterator[list[Rendered]]:
    """A list of everything that templates render meanwhile."""
    record: list[Rendered] = []
    token = _RECORD.set(record)
    try:
        yield record
    finally:
        _RECORD.reset(token)


class _Template(jinja2.Template):
    """A template whose results can be recorded."""

    def render(self, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401
        """What the template gives."""
        text = super().render(*args, **kwargs)
        record = _RECORD.get()
        if record is not None:
            record.append(Rendered(f"{getattr(self.environment, 'room', '')}/{self.name}", text))
        return text


class Sandbox(SandboxedEnvironment):
    """Templates get values. What could read a file or run something is refused by its type.

    Jinja's own sandbox hides names that begin with “_”; a `Path` acts by its plain names.
    """

    template_class = _Template

    def __init__(self, room: str, **options: Any) -> None:  # noqa: ANN401
        self.room = room
        super().__init__(**options)
        del self.globals["lipsum"], self.filters["random"]  # chance would change bytes (law 5)

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401
        """An attribute of a plain value; SecurityError on use where it is none."""
        if not is_plain(type(obj)):
            return self.unsafe_undefined(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401
        """An item of a plain value; SecurityError on use where it is none."""
        if not is_plain(type(obj)):
            return self.unsafe_undefined(obj, str(argument))
        return super().getitem(obj, argument)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401
        """False also where the value is nothing plain, nor a method of something plain."""
        if not (is_plain(type(value)) or isinstance(value, _METHODS)):
            return False
        return super().is_safe_attribute(obj, attr, value)

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ANN401
        """False also for methods of what is not plain, and for classes but Jinja's own."""
        owner = getattr(obj, "__self__", None)
        if isinstance(obj, type):
            return obj in self.globals.values()
        if owner is not None and not isinstance(owner, types.ModuleType | type):
            return is_plain(type(owner)) and super().is_safe_callable(obj)
        return super().is_safe_callable(obj)


_METHODS = (
    *(types.FunctionType, types.MethodType, types.BuiltinMethodType),
    *(types.MethodWrapperType, functools.partial),
)


@functools.cache
def environment(
    format_name: str,
    theme: Path | None = None,
    house_style: HouseStyle = HouseStyle(),  # noqa: B008 (frozen)
) -> SandboxedEnvironment:
    """The environment of a format: its own folder, then `shared/…`; a theme's files first.

    Markup formats escape; plain text does not. An undefined name is an error of ours. The
    `house_style` of a brand is known to every template as `branded`, whether it is for large
    print as `large_print`, and which kind of document it is as `kind`.
    """
    folder = templates_folder()
    own = [folder / format_name, folder]
    if theme is not None:
        own = [theme / format_name, theme, *own]
    made = Sandbox(
        format_name,
        loader=_Contained(own, (folder,) if theme is None else (folder, theme)),
        autoescape=format_name != "text",
        bytecode_cache=_compiled(format_name),
        **_OPTIONS,
    )
    made.globals["branded"] = {
        "light": dict(house_style.colours.light),
        "dark": dict(house_style.colours.dark),
        "text": house_style.text,
        "headings": house_style.headings,
        "word": house_style.word_typefaces(),
        "cover": str(house_style.cover),
        "masthead": house_style.masthead,
    }
    made.globals["large_print"] = house_style.large_print
    made.globals["kind"] = str(house_style.look)
    return made


LOOK = "shared/look.jinja"


def look(
    format_name: str,
    theme: Path | None = None,
    house_style: HouseStyle = HouseStyle(),  # noqa: B008 (frozen)
) -> Mapping[str, Any]:
    """What the look of a format sets: its sizes, spaces and colours."""
    return vars(environment(format_name, theme, house_style).get_template(LOOK).make_module())


class LinkedElsewhereError(jinja2.TemplateNotFound):
    """A template that is a symbolic link to a file outside; `place` is the link."""

    def __init__(self, template: str, place: Path) -> None:
        super().__init__(template)
        self.place = place


class _Contained(FileSystemLoader):
    """Loads templates of some folders, and nothing that links lead to elsewhere."""

    def __init__(self, places: Sequence[Path], folders: Sequence[Path]) -> None:
        super().__init__(places)
        self._folders = [folder.resolve() for folder in folders]

    def _named(self, template: str) -> Iterator[Path]:
        return (Path(place, template) for place in self.searchpath)

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """The template's text; TemplateNotFound where there is none, or a link to elsewhere."""
        if "\0" in template:
            raise jinja2.TemplateNotFound(template)
        try:
            found = super().get_source(environment, template)
        except UnicodeDecodeError as error:
            place = next(path for path in self._named(template) if path.is_file())
            line = error.object[: error.start].count(b"\n") + 1
            message = "it is not UTF-8"
            raise jinja2.TemplateSyntaxError(message, line, template, str(place)) from error
        real = Path(str(found[1])).resolve()
        if not any(real.is_relative_to(folder) for folder in self._folders):
            raise LinkedElsewhereError(template, Path(str(found[1])))
        return found


_DAMAGED = (
    *(OSError, EOFError, ValueError, TypeError, pickle.PickleError),
    *(AttributeError, ImportError, IndexError, KeyError),
)
"""What reading a damaged file may raise."""


class _Compiled(FileSystemBytecodeCache):
    """Templates as Python code, kept where Python keeps modules, and by the same rules."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is there, if it is of this very template and can be read."""
        try:
            super().load_bytecode(bucket)
        except _DAMAGED:
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it, unless nothing may be written there."""
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


def _compiled(format_name: str) -> _Compiled | None:
    """The place for a format's templates; None where Python is set to keep nothing."""
    if sys.dont_write_bytecode:
        return None
    folder = Path(importlib.util.cache_from_source(__file__)).parent
    if not os.access(folder, os.W_OK):
        return None
    decides = f"{jinja2.__version__} {Sandbox} {sorted(_OPTIONS.items(), key=str)}"
    mark = hashlib.sha256(decides.encode()).hexdigest()[:8]
    return _Compiled(str(folder), f"template-{format_name}-{mark}-%s.cache")
