"""The theme's file in which, or by which, an error arose while a document was made."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from generator.findings.finding import Finding
from generator.rendering import LinkedElsewhereError, templates_folder
from generator.theme.files import called
from generator.theme.missing_macros import missing_macros, template_fault


def finding_for(error: Exception, theme: Path) -> Finding | None:
    """What is wrong with which file of `theme`; None where the error is ours."""
    frames = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    frames.append((getattr(error, "filename", None) or "", getattr(error, "lineno", None)))
    for file, line in reversed(frames):
        if Path(file).is_relative_to(theme):
            return template_fault(file, line, *_wording(error))
    if isinstance(error, LinkedElsewhereError):
        return template_fault(str(error.place), None, *_wording(error))
    return next(missing_macros(theme), None) or _used(
        error, theme, [Path(file) for file, _ in reversed(frames)]
    )


def _wording(error: Exception) -> tuple[str, str]:
    """What is wrong in a template, and what to do."""
    match error:
        case SecurityError():
            problem = f"the template reaches for what no template may touch ({error})"
            hint = "templates show what they are given; they read no other files and run nothing"
        case LinkedElsewhereError():
            problem = f"“{error}” is a symbolic link to a file outside the theme"
            hint = "put the file itself in its place: a theme reads nothing outside its folder"
        case TemplateNotFound():
            problem = f"there is no template “{error}” in the theme or the generator"
            hint = "name a file of the theme, or one of the generator's, as in “shared/look.jinja”"
        case TemplateSyntaxError():
            problem = f"the template cannot be understood ({error.message})"
            hint = "fix what stands between {% and %}, {{ and }}, or {# and #}"
        case UndefinedError():
            problem = f"the template asks for what is not there ({error})"
            hint = "the generator's own template of this name shows what there is"
        case _:
            problem = f"the template cannot be rendered ({type(error).__name__}: {error})"
            hint = "fix this line, or delete the file to have the generator's own again"
    return problem, hint


def _used(error: Exception, theme: Path, files: Sequence[Path]) -> Finding | None:
    """The file of the theme that a template of ours used when it failed."""
    folder = templates_folder()
    for file in files:
        if not file.is_relative_to(folder) or not file.is_file():
            continue
        room = file.relative_to(folder).parts[0]
        for name in called(file):
            used = next((p for p in (theme / room / name, theme / name) if p.is_file()), None)
            if used is not None:
                problem = f"a template of the generator cannot be rendered with it ({error})"
                hint = "compare it with the generator's own file, or delete it to have that again"
                return template_fault(str(used), None, problem, hint)
    return None
