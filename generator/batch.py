"""Many sources: which files they are, where their outputs go, and one build after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from generator.build import build
from generator.errors import AnnounceError, UsageError
from generator.findings import Finding
from generator.manifest import Output
from generator.packagers.job import Options
from generator.publish import publish, recover

SUFFIXES = (".md", ".markdown")


class Listener(Protocol):
    """Who is told what happens."""

    outputs: list[str]

    def add(self, findings: Sequence[Finding]) -> None:
        """Findings of one source."""

    def say(self, text: str) -> None:
        """A line for a person."""

    def progress(self, text: str) -> None:
        """What is being done now; "" when it is over."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source file, and its folder below the folder that was given."""

    path: Path
    below: Path


def sources_in(given: Sequence[Path]) -> list[Source]:
    """The files given, and every source below the folders given, sorted; raises UsageError."""
    found = [source for path in given for source in _sources(path)]
    if not found:
        raise UsageError(f"no .md file in {', '.join(map(str, given))}")
    return found


def _sources(path: Path) -> Iterator[Source]:
    if not path.exists():
        raise UsageError(f"{path}: no such file or folder")
    if not path.is_dir():
        yield Source(path, Path())
        return
    for file in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        if file.suffix.lower() in SUFFIXES and file.is_file() and not hidden:
            yield Source(file, file.parent.relative_to(path))


def build_all(
    given: Sequence[Path],
    folder: Path,
    formats: Sequence[str],
    options: Options,
    listener: Listener,
    *,
    strict: bool = False,
) -> None:
    """Build and publish each source; a faulty one is reported and does not stop the others."""
    sources = sources_in(given)
    _refuse_clashes(sources, folder)
    for number, source in enumerate(sources, 1):
        target = folder / source.below
        recover(target)
        listener.progress(f"[{number}/{len(sources)}] {source.path}")
        try:
            built = build(source.path, formats, options, strict=strict)
        except AnnounceError as error:
            listener.progress("")
            listener.add(error.findings)
            listener.say(f"{source.path}: not published; earlier outputs stay as they are")
            continue
        publish(target, source.path.stem, built.files, built.manifest)
        listener.progress("")
        listener.add(built.findings)
        for output in built.manifest.outputs:
            listener.outputs.append(str(target / output.path))
            listener.say(f"{target / output.path}  {_facts(output)}, proven complete")
        if built.silent:
            listener.say(f"{source.path}: decorative pictures, not described: {built.silent}")


def _facts(output: Output) -> str:
    pages = (
        "" if output.pages is None else f", {output.pages} page{'s' if output.pages > 1 else ''}"
    )
    return f"{output.bytes:,} bytes{pages}"


def _refuse_clashes(sources: Sequence[Source], folder: Path) -> None:
    """Two sources that would write the same files are refused before anything is built."""
    seen: dict[str, Path] = {}
    for source in sources:
        target = str(folder / source.below / source.path.stem).casefold()
        other = seen.setdefault(target, source.path)
        if other != source.path:
            raise UsageError(f"{other} and {source.path} would both write {target}.*")
