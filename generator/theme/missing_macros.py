"""What a theme's templates no longer define, though the generator's own templates ask for it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import jinja2

from generator.findings.finding import Finding
from generator.findings.output_rules import THEME_TEMPLATE
from generator.rendering import environment
from generator.theme.files import line_of, names, own_names, readers

_Names = Mapping[str, Mapping[str, object]]
"""What a template exports: each name with its keys and their values; "" for a value by itself."""


def missing_macros(theme: Path, template: str = "") -> Iterator[Finding]:
    """What the theme's `template`, or any, does not define as ours of that name does."""
    own = set(own_names())
    for name in names(theme):
        room, called = next(readers(name))
        if not {name, called} & own or (template and called != template):
            continue
        theirs = _exported(environment(room, theme).get_template(called))
        for of, ours in _exported(environment(room).get_template(called)).items():
            if of not in theirs:
                yield _lost(theme / name, of, "", [*theirs])
                continue
            added = [key for key in theirs[of] if key not in ours]
            for key, value in ours.items():
                if key not in theirs[of]:
                    yield _lost(theme / name, of, key, added)
                elif _is_number(value) and not _is_number(theirs[of][key]):
                    yield _no_number(theme / name, of, key, theirs[of][key])


def _exported(template: jinja2.Template) -> _Names:
    """What a template exports; nothing where it needs a document."""
    try:
        module = vars(template.make_module())
    except Exception:  # noqa: BLE001 (whatever a template may raise)
        return {}
    return {
        name: value if isinstance(value, Mapping) else {"": value}
        for name, value in module.items()
        if not name.startswith("_")
    }


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def _no_number(file: Path, of: str, key: str, value: object) -> Finding:
    message = f"{_named(of, key)} is “{value}”, where the generator's templates need a number"
    hint = "write the number alone, without unit and quotation marks"
    return template_fault(str(file), line_of(file, of, key), message, hint)


def _lost(file: Path, of: str, key: str, there: Sequence[str]) -> Finding:
    near = difflib.get_close_matches(key or of, there, n=1)
    lost = f"“{of}” has no “{key}”" if key else f"there is no “{of}”"
    message = f"{lost}, for which the generator's templates ask"
    hint = f"did you mean it by “{near[0]}”?" if near else "copy it from the generator's own file"
    return template_fault(
        str(file), line_of(file, of, near[0] if near and key else ""), message, hint
    )


def _named(of: str, key: str) -> str:
    return f"“{key}” of “{of}”" if key else f"“{of}”"


def template_fault(file: str, line: int | None, problem: str, hint: str) -> Finding:
    """A finding about a template of a theme."""
    return THEME_TEMPLATE.found(file, line, f"{problem}.", hint)
