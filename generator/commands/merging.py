"""The command that takes changes of a Word document back: what it shows, and what it writes."""

from __future__ import annotations

import difflib
import shlex
from pathlib import Path

from generator.commands.invocation import typed
from generator.commands.reports import Report
from generator.findings.errors import UsageError
from generator.findings.wording import counted
from generator.importing.merging import Merged


def show(source: Path, merged: Merged, report: Report) -> None:
    """Print the changes as a unified diff, and how to make them."""
    if merged.before == merged.after:
        report.say(f"{source}: no change of the source in it")
        return
    before, after = merged.before.splitlines(), merged.after.splitlines()
    names = f"{source}", f"{source} (edited)"
    for line in difflib.unified_diff(before, after, *names, lineterm=""):
        report.say(line)
    for picture in merged.pictures:
        report.say(f"{source.parent / picture.name}: a new picture")
    report.say(f"Nothing is written yet; to change {source}, add --write")


def write(source: Path, merged: Merged, report: Report) -> None:
    """Change the source; new pictures come first."""
    if merged.before == merged.after:
        report.say(f"{source}: no change of the source in it")
        return
    for picture in merged.pictures:
        file = source.parent / picture.name
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists() and file.read_bytes() != picture.data:
            raise UsageError(f"{file}: is there already; move it, then merge again")
        file.write_bytes(picture.data)
        report.outputs.append(str(file))
    aside = source.with_name(f".{source.name}.merged")
    aside.write_bytes(merged.after.encode("utf-8"))
    aside.replace(source)
    report.outputs.append(str(source))
    pictures = f", with {counted(len(merged.pictures), 'new picture')}" * bool(merged.pictures)
    path = shlex.quote(str(source))
    report.say(f"{source}: changed{pictures}; read it, then: {typed()} check {path}")
