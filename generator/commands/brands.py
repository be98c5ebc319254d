"""The command for brands: `announce brand new` writes one, `announce brand check` looks at one."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

from generator.brand.example import files
from generator.brand.reading import read_brand
from generator.commands.invocation import typed
from generator.commands.reports import Report
from generator.document.brand import Brand, BrandFolder, TypefaceFile
from generator.findings.errors import UsageError
from generator.findings.finding import has_errors


def new(folder: Path, report: Report) -> None:
    """Write a brand that can be used as it stands; raises UsageError where a file of it is."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: a file; name a folder for the brand")
    quoted = shlex.quote(str(folder))
    written = files(quoted)
    for name in written:
        if (folder / name).exists():
            raise UsageError(f"{folder / name}: there is a file already, and it stays as it is")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
        report.say(f"{folder / name}: written")
    report.say(f"Edit brand.yaml, then: {typed()} brand check {quoted}")


def check(folder: Path, report: Report) -> None:
    """Say what is wrong with a brand, and what was found in it."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder")
    found, findings = read_brand(folder)
    report.add(findings)
    if found is None or has_errors(findings):
        return
    for line in _described(found):
        report.say(line)


def _described(found: BrandFolder) -> Iterator[str]:
    for tag, brand in (("", found.usual), *found.others):
        yield f"{brand.name.text}{f' ({tag})' if tag else ''}: {', '.join(_parts(brand))}"


def _parts(brand: Brand) -> Iterator[str]:
    yield f"logo {brand.logo.picture.place}" if brand.logo else "no logo: its name stands there"
    colours = dict(brand.colours.light)
    yield f"words in {colours['accent']} on {colours['paper']}" if colours else "colours of ours"
    for role, files_of in (("text", brand.text), ("headings", brand.headings)):
        if files_of:
            yield f"{role} in {_family(files_of)}"
    yield f"cover {brand.cover}, paper {brand.paper}"


def _family(given: tuple[TypefaceFile, ...]) -> str:
    return given[0].family
