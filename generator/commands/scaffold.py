"""Where authors begin: a first source (`announce new`), and a folder for many (`announce init`)."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from generator.document.walk import folded
from generator.findings.errors import UsageError
from generator.rendering import templates_folder
from generator.source.text import FORBIDDEN

_FRONT_MATTER = """\
---
title: {title}
lang: {language}
date: {date}
# summary: One or two sentences, shown first.
# organisation: Who says it
# contact:
#   email: name@example.org
---
"""
_BODY = """
Say first what is new, for whom, and from when. Many readers stop here.

<!-- This is a comment: no reader meets it. Delete what you do not need. -->

## What changes

- One thing in each item.
- The next thing.

## What you can do

Read [how to describe a picture](https://www.w3.org/WAI/tutorials/images/) before you add one. \
A picture needs words for those who do not see it.

Table: Opening hours

| Day | From | To |
|---|---|---|
| Monday | 9 am | 5 pm |
| Tuesday | 9 am | 1 pm |
"""
_BODY_ELSEWHERE = """
<!-- Write your text here. Headings begin with "## ", items of a list with "- ". -->

{title}
"""
_ENGLISH = "en"
_MARKUP = re.compile(r"[!-/:-@\[-`{-~]")
"""ASCII punctuation, which a backslash makes text (CommonMark 2.4)."""

_MAKEFILE = """\
# make          builds everything in source/ into output/
# make check    says what would trouble a reader, and writes nothing
# The program's name, if it is not on the path: make ANNOUNCE=/path/to/announce

ANNOUNCE ?= announce

.PHONY: all check
all:
\t$(ANNOUNCE) build source -o output --theme theme

check:
\t$(ANNOUNCE) check source --advice
"""
_THEME = """\
The look of your documents. Each file here is used in place of the generator's own file of the
same name:

  shared/look.jinja        sizes, spaces and colours of all formats; change them here
  html/style.css.jinja     the style of the web page alone, and so on for pdf, epub, docx, text

Words below a contrast of 4.5:1 are refused, below 7:1 you are warned. Delete a file to have the
generator's own again.
"""


def new(path: Path, title: str | None, language: str) -> None:
    """Write a source that can be built as it stands; `language` is a tag.

    Raises UsageError where a file stands, or where no document may have the title.
    """
    if path.suffix.lower() not in {".md", ".markdown"}:
        raise UsageError(f"{path}: the name of a source ends in .md, as in {path.stem}.md")
    if not path.parent.is_dir():
        raise UsageError(f"{path.parent}: no such folder")
    words = folded(title or "") or _title_of(path)
    if forbidden := FORBIDDEN.search(words):
        sign = f"U+{ord(forbidden[0]):04X}"
        raise UsageError(f"the title holds {sign}, which no document may hold; give it by --title")
    _write(path, _source(words, language))


def _source(title: str, language: str) -> str:
    quoted = '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
    today = dt.datetime.now(dt.UTC).astimezone().date()
    facts = _FRONT_MATTER.format(title=quoted, language=language, date=today)
    english = language.partition("-")[0].lower() == _ENGLISH
    return facts + (
        _BODY if english else _BODY_ELSEWHERE.format(title=_MARKUP.sub(r"\\\g<0>", title))
    )


def _title_of(path: Path) -> str:
    """The words of a file's name: "road-closed.md" is about "Road closed"."""
    words = path.stem.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] or "A notice"


def init(folder: Path) -> tuple[Path, ...]:
    """Make a folder that `make` can build at once; returns the files written.

    Raises UsageError where there is anything already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder}: there is something already; name a new or an empty folder")
    look = (templates_folder() / "shared" / "look.jinja").read_text(encoding="utf-8")
    files = {
        "Makefile": _MAKEFILE,
        "source/first-notice.md": _source("Our first notice", _ENGLISH),
        "theme/README.txt": _THEME,
        "theme/shared/look.jinja": look,
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, text)
    return tuple(folder / name for name in files)


def _write(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(f"{path}: there is a file already, and it stays as it is") from None
