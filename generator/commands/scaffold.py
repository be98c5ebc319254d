"""Files to begin with: a first source (`announce new`), and a folder for many (`announce init`)."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from generator.commands import invocation
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
# organisation: Who publishes it
# contact:
#   email: name@example.org
---
"""
_BODY = """
Say first what is new, for whom, and from when. Many readers stop here.

<!-- This is a comment, which is not published. Delete what you do not need. -->

## What changes

- One thing in each item.
- The next thing.

## What you can do

Read [how to describe a picture](https://www.w3.org/WAI/tutorials/images/) before you add one. \
A picture needs words for people who cannot see it.

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
_FIRST = "Our first notice"
_MARKUP = re.compile(r"[!-/:-@\[-`{-~]")
"""ASCII punctuation, which a backslash makes text (CommonMark 2.4)."""

_MAKEFILE = """\
# make          builds everything in source/ into output/
# make check    reports what would trouble a reader, and writes nothing

# The program that made this file. Where it is installed elsewhere: make ANNOUNCE=announce
ANNOUNCE ?= {program}

# Homebrew's libraries are not where every Python on macOS looks; other systems ignore this.
announce := DYLD_FALLBACK_LIBRARY_PATH=/opt/homebrew/lib:/usr/local/lib:/usr/lib $(ANNOUNCE)

.PHONY: all check
all:
\t@$(announce) build source -o output --theme theme

check:
\t@$(announce) check source --advice
"""
_THEME = """\
The look of your documents. Each file here is used in place of the generator's own file of the
same name:

  shared/look.jinja        sizes, spaces and colours of all formats; change them here
  html/style.css.jinja     the style of the web page alone, and so on for pdf, epub, docx, text

Words with a contrast below 4.5:1 are an error, below 7:1 a warning. Delete a file to use the
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
    _write(path, _source(words, language, _MARKUP.sub(r"\\\g<0>", words)))


def _source(title: str, language: str, markdown: str) -> str:
    """A source in `language`; `markdown` is its title as the body of one would have it."""
    quoted = '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
    today = dt.datetime.now(dt.UTC).astimezone().date()
    facts = _FRONT_MATTER.format(title=quoted, language=language, date=today)
    body = _BODY if _is_english(language) else _BODY_ELSEWHERE.format(title=markdown)
    return facts + body


def _is_english(language: str) -> bool:
    return language.partition("-")[0].lower() == _ENGLISH


def _title_of(path: Path) -> str:
    """The words of a file's name: "road-closed.md" is about "Road closed"."""
    words = path.stem.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] or "A notice"


def init(folder: Path, language: str) -> tuple[Path, ...]:
    """Make a folder that `make` can build at once, its source in `language`; returns the files.

    Raises UsageError where there is anything already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder}: there is something already; name a new or an empty folder")
    look = (templates_folder() / "shared" / "look.jinja").read_text(encoding="utf-8")
    title = _FIRST if _is_english(language) else f"[{_FIRST}]{{lang={_ENGLISH}}}"
    program = invocation.for_make(invocation.anywhere())
    files = {
        "Makefile": _MAKEFILE.format(program=program),
        "source/first-notice.md": _source(title, language, title),
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
