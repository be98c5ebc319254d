"""Files to begin with: a first source (`announce new`), and a folder for many (`announce init`)."""

from __future__ import annotations

from pathlib import Path

from generator.commands import invocation
from generator.document.walk import folded
from generator.findings.errors import UsageError
from generator.rendering import templates_folder
from generator.source.example import ENGLISH, example, is_english
from generator.source.text import FORBIDDEN

_FIRST = "Our first notice"
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
    _write(path, example(words, language))


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
    title = _FIRST if is_english(language) else f"[{_FIRST}]{{lang={ENGLISH}}}"
    program = invocation.for_make(invocation.anywhere())
    files = {
        "Makefile": _MAKEFILE.format(program=program),
        "source/first-notice.md": example(title, language, title),
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
