"""How this program was called: the command to type again, its own path, the user's language."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from generator.source.language import language
from generator.source.reading import Report

FALLBACK = "en-GB"
"""The language of a new source where neither `--lang` nor the locale names one."""

_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Where the language of messages is set; the first that is not empty decides (POSIX.1, 8.2)."""


def typed() -> str:
    """The command that called this program, as it can be typed again in the same folder."""
    called = Path(sys.argv[0])
    if called.name == "__main__.py":
        return f"{shlex.quote(sys.orig_argv[0])} -m generator"
    found = shutil.which(called.name)
    return called.name if found and Path(found) == called else shlex.quote(sys.argv[0])


def anywhere() -> str:
    """The command that calls this program from any folder, by its full path, for a shell."""
    return f"{shlex.quote(sys.executable)} -P -m generator"


def for_make(command: str) -> str:
    """A shell's command as the value of a variable in a Makefile (GNU make 6.3, 3.1)."""
    return command.replace("$", "$$").replace("#", "\\#")


def language_of_locale(environment: Mapping[str, str] = os.environ) -> str:
    """The language tag of the user's locale: "de-AT" for `de_AT.UTF-8`, else British English."""
    locale = next((environment[name] for name in _LOCALE if environment.get(name)), "C")
    tag = locale.partition(".")[0].partition("@")[0].replace("_", "-")
    if tag in {"C", "POSIX"}:
        return FALLBACK
    return language(tag, 1, Report("")) or FALLBACK
