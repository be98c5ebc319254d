"""Builds hostile files, each in a process of its own with limits, and tells what came of it.

    python -m tests.hostile.trying FORMATS NAME…

A NAME is a file of this folder, or `generated/…`. A picture is shown by a source of one line. For
each, a line of JSON says the outcome as the table does, the seconds and the memory it took, and
what it touched that it must not.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from generator.building.build import build
from generator.findings.errors import AnnounceError
from generator.findings.finding import Severity
from generator.source import drawing
from tests.hostile import generated

HERE = Path(__file__).resolve().parent
SECONDS = 120
MEMORY = 2 * 1024**3
CANARY = b"SECRET"
"""A word that some hostile files hold where no reader should ever meet it."""


def main(formats: Sequence[str], names: Sequence[str]) -> None:
    """Try each file, in a copy of this folder."""
    build_once(formats)
    with tempfile.TemporaryDirectory() as made:
        place = Path(made) / "hostile"
        shutil.copytree(HERE, place, symlinks=True)
        beside = Path(made) / "samples" / "pictures"
        beside.mkdir(parents=True)
        shutil.copy(HERE.parent / "samples" / "pictures" / "dot.png", beside)
        (place / "generated").mkdir()
        for name in names:
            print(json.dumps({"name": name, **tried(place, name, formats)}), flush=True)  # noqa: T201


def build_once(formats: Sequence[str]) -> None:
    """Load all that is loaded late, so that each process need not."""
    with tempfile.TemporaryDirectory() as made:
        source = Path(made) / "a.md"
        picture = HERE / "pictures" / "sixteen-bits.png"
        shutil.copy(picture, made)
        (Path(made) / "b.svg").write_text(generated.SVG.format("<rect/>"))
        source.write_text(f"{generated.FRONT}![A square](sixteen-bits.png)\n\n![A square](b.svg)\n")
        build(source, formats)


def tried(place: Path, name: str, formats: Sequence[str]) -> dict[str, Any]:
    """What came of one file."""
    folder, _, file = name.rpartition("/")
    if folder == "generated":
        generated.make(place / folder, [file])
    source = place / name
    if source.suffix != ".md":
        source = place / f"{name.replace('/', '-')}.md"
        source.write_text(f"{generated.FRONT}![A red square]({name})\n", encoding="utf-8")
    read, write = os.pipe()
    child = os.fork()
    if not child:
        os.close(read)
        run(source, formats, write)
    os.close(write)
    with os.fdopen(read, "rb") as told:
        outcome = told.read()
    _, status, used = os.wait4(child, 0)
    unit = 1 if sys.platform == "darwin" else 1024
    return {
        "outcome": json.loads(outcome) if outcome and status == 0 else f"ended with {status}",
        "seconds": round(used.ru_utime + used.ru_stime, 2),
        "memory": used.ru_maxrss * unit,
    }


def run(source: Path, formats: Sequence[str], write: int) -> NoReturn:
    """In the child: build, tell, end."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY * 2, MEMORY * 2))
    drawing.SECONDS = 2  # else those that take for ever take ten seconds here
    sys.addaudithook(forbid)
    try:
        outcome = outcome_of(source, formats)
    except BaseException as error:  # noqa: BLE001 (any other error is what is looked for)
        outcome = f"{type(error).__name__}: {error}"[:300]
    os.write(write, json.dumps(outcome).encode())
    os._exit(0)


def forbid(event: str, arguments: tuple[object, ...]) -> None:
    """Stop at whatever reaches out of the process."""
    if event == "subprocess.Popen" and arguments[0] == sys.executable:
        return  # a drawing is drawn in a process with limits
    reaches = event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn"))
    if reaches and event != "socket.__new__":
        raise ReachedOutError(f"{event} {arguments}")


class ReachedOutError(BaseException):
    """Something tried to leave the process."""


def outcome_of(source: Path, formats: Sequence[str]) -> str:
    """As the table says it: "builds", or rules with lines."""
    try:
        built = build(source, formats)
    except AnnounceError as error:
        found = [finding for finding in error.findings if finding.severity is Severity.ERROR]
        return ", ".join(f"`{finding.rule}` {finding.line or '–'}" for finding in found)
    if any(CANARY in data for data in built.files.values()):
        return "publishes what nobody should see"
    return "builds"


if __name__ == "__main__":
    main(sys.argv[1].split(","), sys.argv[2:])
