"""What was checked, built and published, in the words of people who know no terminal."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.building.manifest import Manifest, Output
from generator.findings.finding import Finding, Severity
from generator.findings.wording import counted

_TITLE = re.compile(r"^title:[ \t]*(?P<title>\S.*)$", re.MULTILINE)
_LANGUAGE = re.compile(r"^lang:[ \t]*[\"']?(?P<tag>[A-Za-z0-9-]+)", re.MULTILINE)
_FACTS = re.compile(r"\A---[ \t]*\n(?P<facts>.*?)^---[ \t]*$", re.MULTILINE | re.DOTALL)
_KILOBYTE = 1000
_KINDS = {
    "html": "Web page (HTML)",
    "pdf": "PDF",
    "docx": "Word document",
    "epub": "E-book (EPUB)",
    "txt": "Plain text",
    "large-print.pdf": "PDF in large print",
    "large-print.docx": "Word document in large print",
}
"""The formats in the words of people who ask for one."""


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one severity, under a heading, with what they mean for the publication."""

    kind: str
    heading: str
    meaning: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class File:
    """A published file as a table of downloads shows it."""

    name: str
    kind: str
    size: str


_MEANINGS = {
    Severity.ERROR: ("error", "These must be fixed before the document can be published."),
    Severity.WARNING: ("warning", "It can be published, but readers would struggle here."),
    Severity.ADVICE: ("piece of advice", "A person should decide; the studio can only guess."),
}


def groups(findings: Sequence[Finding]) -> tuple[Group, ...]:
    """The findings by severity, the gravest first."""
    return tuple(
        Group(str(severity), counted(len(found), name), meaning, found)
        for severity, (name, meaning) in _MEANINGS.items()
        if (found := tuple(each for each in findings if each.severity is severity))
    )


def summary(findings: Sequence[Finding]) -> str:
    """How many findings there are of each severity: "2 errors, 1 warning", or "nothing to fix"."""
    return ", ".join(group.heading for group in groups(findings)) or "nothing to fix"


def title_of(words: str, name: str) -> str:
    """The title that a source gives itself, or its file's name, without reading all of it."""
    found = _TITLE.search(_facts(words))
    return (found["title"].strip().strip("\"'") if found else "") or name


def language_of(words: str) -> str:
    """The language that a source gives itself, as it is written there; empty where it gives none.

    A browser that does not know it takes that of the page (HTML, 3.2.6.2).
    """
    found = _LANGUAGE.search(_facts(words))
    return found["tag"] if found else ""


def _facts(words: str) -> str:
    found = _FACTS.match(words)
    return found["facts"] if found else ""


def proof_in_words(manifest: Manifest) -> str:
    """What the proof of a set says: "5 formats, …, nothing lost, nothing added"."""
    formats = counted(len(manifest.outputs), "format")
    words = _range([output.proof.get("words", 0) for output in manifest.outputs], "word")
    parts = _range([output.proof.get("blocks", 0) for output in manifest.outputs], "part")
    return (
        f"{formats} made. Each was read back as its readers will read it and compared with your "
        f"text, {words} in {parts}: nothing lost, nothing added, nothing in another place."
    )


def _range(numbers: Sequence[int], name: str) -> str:
    """The numbers of several formats, which differ by what each adds, as one expression."""
    low, high = min(numbers, default=0), max(numbers, default=0)
    return counted(high, name) if low == high else f"{low:,} to {counted(high, name)}"


def files(outputs: Sequence[Output]) -> Iterator[File]:
    """The files of a set."""
    for output in outputs:
        pages = "" if output.pages is None else f", {counted(output.pages, 'page')}"
        yield File(
            output.path, _KINDS.get(output.format, output.format), _size(output.bytes) + pages
        )


def _size(number: int) -> str:
    if number < _KILOBYTE:
        return counted(number, "byte")
    if number < _KILOBYTE**2:
        return f"{number / _KILOBYTE:,.0f} kB"
    return f"{number / _KILOBYTE**2:,.1f} MB"


def when(seconds: float) -> str:
    """A moment in the time of this machine: "30 November 2026, 22:08"."""
    moment = dt.datetime.fromtimestamp(seconds, dt.UTC).astimezone()
    return f"{moment.day} {moment:%B %Y, %H:%M}"
