"""What a theme's templates no longer define, though the generator's own templates ask for it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import jinja2

from generator.findings import Finding, Severity
from generator.rendering import environment
from generator.theme.files import line_of, names, own_names, readers

_Defined = Mapping[str, Sequence[str]]
"""The names that a template exports, each with its keys."""


def lacking(theme: Path, template: str = "") -> Iterator[Finding]:
    """What the theme's `template`, or any, does not define, though ours of that name does."""
    own = set(own_names())
    for name in names(theme):
        room, asked = next(readers(name))
        if not {name, asked} & own or (template and asked != template):
            continue
        theirs = _defined(environment(room, theme).get_template(asked))
        for of, keys in _defined(environment(room).get_template(asked)).items():
            if of not in theirs:
                yield _lost(theme / name, of, "", [*theirs])
            yield from (
                _lost(theme / name, of, key, [each for each in theirs[of] if each not in keys])
                for key in keys
                if of in theirs and key not in theirs[of]
            )


def _defined(template: jinja2.Template) -> _Defined:
    """What a template exports; nothing where it needs a document."""
    try:
        module = vars(template.make_module())
    except Exception:  # noqa: BLE001 (whatever a template may raise)
        return {}
    return {
        name: [str(key) for key in value] if isinstance(value, Mapping) else []
        for name, value in module.items()
        if not name.startswith("_")
    }


def _lost(file: Path, of: str, key: str, there: Sequence[str]) -> Finding:
    near = difflib.get_close_matches(key or of, there, n=1)
    lost = f"“{of}” has no “{key}”" if key else f"there is no “{of}”"
    told = f"{lost}, for which the generator's templates ask"
    hint = f"did you mean it by “{near[0]}”?" if near else "copy it from the generator's own file"
    return template_fault(str(file), line_of(file, of, near[0] if near and key else ""), told, hint)


def template_fault(file: str, line: int | None, problem: str, hint: str) -> Finding:
    """A finding about a template of a theme."""
    return Finding(file, line, "theme-template", Severity.ERROR, f"{problem}.", hint)
