"""What a command reports: findings for a person, for a code host, as JSON or as SARIF.

A finding for a person shows its place, its rule, why a reader suffers, the source line with a
caret below the words that are meant, and what to do. On a terminal it has colours and is broken
at the window's width; in a pipe or a log it is plain, one line a sentence, for other programs.
"""

from __future__ import annotations

import json
import os
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from generator.findings.finding import Finding, Severity
from generator.findings.wording import counted, silence

if TYPE_CHECKING:
    from generator.building.batch import Outcome, Published
    from generator.building.manifest import Output

_PLAIN_WIDTH = 100
"""Columns of an excerpt where no window says how many there are."""
_NARROWEST = 24
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""What moves a terminal's cursor, changes its colours, or turns the order of letters."""
_QUOTED = re.compile("“([^“”]+)”")
_TAB = "⇥"
"""How a tab is shown: it may be what is wrong."""
_TARGETS = re.compile(r"\]\([^()\s]*|\]:\s*\S+|<[^<>\s]+>")
"""Where a line has addresses that lead somewhere: what is not read aloud."""


class Form(StrEnum):
    """For whom findings are written."""

    PERSON = "person"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


OBJECTS = (Form.JSON, Form.SARIF)
"""The forms that are one object, printed at the end."""


# Style ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Style:
    """How a stream is written to; `width` is None where lines are not to be broken."""

    colour: bool = False
    width: int | None = None

    def paint(self, text: str, *codes: int) -> str:
        """The text in colours (ECMA-48, 8.3.117), if the stream takes any."""
        return f"\x1b[{';'.join(map(str, codes))}m{text}\x1b[0m" if self.colour else text


def style_for(stream: TextIO, environ: Mapping[str, str]) -> Style:
    """Colour on a terminal, unless NO_COLOR is set (no-color.org); anywhere, if FORCE_COLOR is."""
    terminal = stream.isatty() and environ.get("TERM") != "dumb"
    colour = bool(environ.get("FORCE_COLOR")) or (terminal and not environ.get("NO_COLOR"))
    return Style(colour, _columns(stream) if stream.isatty() else None)


def _columns(stream: TextIO) -> int | None:
    try:
        columns = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        return None
    return max(columns, _NARROWEST) if columns else None


def safe(text: str) -> str:
    """The text with every character that would act on a terminal named instead."""
    return _UNSAFE.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)


# One finding ---------------------------------------------------------------------------------

_BOLD, _RED, _MAGENTA = 1, 31, 35
_COLOURS = {
    Severity.ERROR: (_BOLD, _RED),
    Severity.WARNING: (_BOLD, _MAGENTA),
    Severity.ADVICE: (_BOLD,),
}
"""Red and magenta can be read on black and on white; yellow, green, cyan and dim letters cannot."""


def as_text(finding: Finding, line: str | None, style: Style) -> Iterator[str]:
    """The lines that report a finding to a person; `line` is the source line that it is about."""
    place = finding.path if finding.line is None else f"{finding.path}:{finding.line}"
    kind = f"{finding.severity}[{finding.rule}]:"
    head, message = f"{safe(place)}: {kind}", safe(finding.message)
    parts = f"{style.paint(safe(place), _BOLD)}:", style.paint(kind, *_COLOURS[finding.severity])
    painted = " ".join(parts)
    if style.width is None:
        yield f"{painted} {message}"
    elif _wide(head) + _NARROWEST > style.width:
        yield from [painted] if _wide(head) <= style.width else parts
        yield from _broken(f"  {message}", style.width, "  ")
    else:
        first, *others = _broken(f"{head} {message}", style.width, "  ")
        yield from (painted + first.removeprefix(head), *others)
    if line is not None and finding.line is not None:
        yield from _excerpt(finding, line, style)
    if finding.hint:
        hint = f"  hint: {safe(finding.hint)}"
        first, *others = _broken(hint, style.width, "        ") if style.width else [hint]
        yield from (first.replace("hint:", style.paint("hint:", _BOLD), 1), *others)
    if style.width is not None:
        yield ""


def _broken(text: str, width: int, indent: str) -> list[str]:
    """The text in lines of at most `width` columns, as far as its words allow."""
    lines, line, room = [], "", width
    for word in re.findall(r"\s*\S+", text):
        if line and _wide(line + word) > room:
            lines.append(line)
            word = indent + word.lstrip()  # noqa: PLW2901 (a word that begins a line is indented)
            line = ""
        line += word
    return [*lines, line]


def _excerpt(finding: Finding, line: str, style: Style) -> Iterator[str]:
    """The source line with its number, and a caret below the words that the message quotes."""
    gutter = f"{finding.line:>6} | "
    room = (style.width or _PLAIN_WIDTH) - len(gutter)
    line = line.replace("\t", _TAB)
    start, length = _meant(finding.message.replace("\t", _TAB), line)
    shown, start, length = _window(safe(line[:start]), safe(line[start:]), length, room)
    pad = " " * _wide(shown[:start])
    mark = "^" + "~" * (_wide(shown[start : start + length]) - 1)
    yield gutter + shown
    yield " " * 7 + "| " + pad + style.paint(mark, *_COLOURS[finding.severity])


def _meant(message: str, line: str) -> tuple[int, int]:
    """Where the words that the message quotes stand in the line; else where the line begins."""
    words_only = _TARGETS.sub(lambda target: "\0" * len(target[0]), line)
    for match in _QUOTED.finditer(message):
        words = match[1].strip()
        for part, among in product((words, words[:20]), (words_only, line)):
            start = among.find(part)
            if start >= 0:
                return start, len(part)
    return len(line) - len(line.lstrip()), 1


def _window(before: str, after: str, length: int, room: int) -> tuple[str, int, int]:
    """As much of a line as there is room for, and where in it the caret goes, how far."""
    after = after.rstrip()
    if _wide(before + after) <= room:
        return before + after, len(before), max(1, min(length, len(after)))
    cut = before
    while cut and _wide(cut) > room // 3:
        cut = cut[1:]
    begin = "…" + cut if len(cut) < len(before) else cut
    rest = after
    while rest and _wide(begin + rest) > room - (len(rest) < len(after)):
        rest = rest[: max(0, len(rest) - max(1, (_wide(begin + rest) - room) // 2))]
    shown = begin + rest + ("…" if len(rest) < len(after) else "")
    return shown, len(begin), max(1, min(length, len(rest)))


def _wide(text: str) -> int:
    """The columns that a text takes in a terminal (Unicode UAX 11)."""
    return sum(
        0 if unicodedata.combining(each) else 1 + (unicodedata.east_asian_width(each) in "WF")
        for each in text
    )


_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}


def as_annotation(finding: Finding) -> str:
    """The finding as a workflow command, which GitHub shows beside the line."""
    place = {"file": finding.path, "line": finding.line, "title": finding.rule}
    known = (f"{key}={_property(str(value))}" for key, value in place.items() if value is not None)
    text = f"{finding.message}\nhint: {finding.hint}" if finding.hint else finding.message
    return f"::{_COMMANDS[finding.severity]} {','.join(known)}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _size(output: Output) -> str:
    pages = "" if output.pages is None else f", {counted(output.pages, 'page')}"
    return f"{output.bytes:,} bytes{pages}"


def error_as_object(message: str, form: Form) -> str:
    """What stopped a command, in the form of its results."""
    if form is Form.SARIF:
        from generator.commands.sarif import as_sarif

        return as_sarif((), message)
    whole = {"findings": [], "outputs": [], "error": message}
    return json.dumps(whole, ensure_ascii=False, indent=2)


# A whole command -----------------------------------------------------------------------------


@dataclass(slots=True)
class Report:
    """Findings and outputs: written as they come, or as one object at the end."""

    form: Form = Form.PERSON
    advice: bool = False
    brief: bool = False
    findings: list[Finding] = field(default_factory=list)
    outputs: list[str] = field(default_factory=list)
    extra: dict[str, object] = field(default_factory=dict)
    failed: bool = False
    _results: dict[str, str] = field(default_factory=dict)
    _hidden: int = 0
    _lines: dict[str, list[str]] = field(default_factory=dict)

    def add(self, findings: Sequence[Finding]) -> None:
        """Report findings; advice only where that is wanted."""
        style = style_for(sys.stderr, os.environ)
        self._lines.clear()  # the source may be written again while we watch it
        for finding in findings:
            if finding.severity is Severity.ADVICE and not self.advice:
                self._hidden += 1
                continue
            self.findings.append(finding)
            if self.form is Form.PERSON:
                for line in as_text(finding, self._line(finding), style):
                    print(line, file=sys.stderr)
            elif self.form is Form.GITHUB:
                print(as_annotation(finding))

    def _line(self, finding: Finding) -> str | None:
        """The source line that a finding is about."""
        if finding.line is None or self.brief:
            return None
        if finding.path not in self._lines:
            try:
                file = Path(finding.path)
                data = file.read_bytes() if file.is_file() else b""
            except (OSError, ValueError):
                data = b""
            text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
            self._lines[finding.path] = text.split("\n")
        lines = self._lines[finding.path]
        if not 0 < finding.line <= len(lines) or not lines[finding.line - 1].strip():
            return None
        return lines[finding.line - 1]

    def result(self, source: Path, result: str) -> None:
        """Note the result for a source, for the table at the end."""
        self._results[str(source)] = result

    def outcome(self, outcome: Outcome, folder: Path) -> None:
        """Report what became of a source whose outputs are to lie in `folder`."""
        from generator.building.batch import Failed, Published, Refused

        path = outcome.source.path
        match outcome:
            case Published():
                self.add(outcome.findings)
                self.result(path, "published")
                for line in self._published(outcome, folder):
                    self.say(line)
            case Refused(findings=findings):
                self.add(findings)
                self.result(path, "not published")
                self.say(f"{path}: not published; earlier outputs stay as they are")
            case Failed():
                self.result(path, "not published")
                self.say(f"{path}: not published, because of an internal error")

    def _published(self, outcome: Published, folder: Path) -> Iterator[str]:
        """The lines about each output of a source, and what its author may want to know."""
        path, target = outcome.source.path, folder / outcome.source.below
        if outcome.unchanged:
            files = counted(len(outcome.outputs), "file")
            yield f"{path}: nothing changed, up to date: {files}"
        for output in outcome.outputs:
            self.outputs.append(str(target / output.path))
            if not outcome.unchanged:
                state = "unchanged" if output.path in outcome.cached else "proven complete"
                yield f"{target / output.path}  {_size(output)}, {state}"
        for name in outcome.removed:
            yield f"{target / name}  removed: not among the formats requested"
        if outcome.silent:
            yield f"{path}: {silence(outcome.silent)}"

    def say(self, text: str) -> None:
        """A line for a person; silent where one object is printed."""
        if self.form not in OBJECTS:
            print(safe(text))

    def progress(self, text: str) -> None:
        """A line that replaces itself on a terminal; silent elsewhere."""
        if sys.stderr.isatty() and self.form is Form.PERSON:
            columns = _columns(sys.stderr) or _PLAIN_WIDTH
            print(f"\r\x1b[K{safe(text)[: columns - 1]}", end="", file=sys.stderr, flush=True)

    def forget(self) -> None:
        """Drop what was reported so far: a watch goes on, and ends without a sum."""
        self.findings.clear()
        self.outputs.clear()
        self._results.clear()
        self._hidden = 0

    def close(self, after_errors: str = "", after_warnings: str = "") -> None:
        """The one object; or the sum of what was found, and what to do next."""
        if self.form is Form.SARIF:
            from generator.commands.sarif import as_sarif

            print(as_sarif(self.findings))
            return
        if self.form is Form.JSON:
            whole = {
                "findings": [finding.as_json() for finding in self.findings],
                "outputs": self.outputs,
                **self.extra,
            }
            print(json.dumps(whole, ensure_ascii=False, indent=2))
            return
        if len(self._results) > 1:
            self.say("\n".join(self._table()))
        severities = {finding.severity for finding in self.findings}
        next_step = after_warnings if Severity.WARNING in severities else ""
        next_step = after_errors if Severity.ERROR in severities else next_step
        summary = f"{self._summary()} {next_step}".strip()
        if summary:
            width = style_for(sys.stderr, os.environ).width or len(summary)
            print("\n".join(_broken(summary, width, "")), file=sys.stderr)

    def _summary(self) -> str:
        counts = Counter(finding.severity for finding in self.findings)
        found = [
            counted(counts[severity], name)
            for severity, name in (
                (Severity.ERROR, "error"),
                (Severity.WARNING, "warning"),
                (Severity.ADVICE, "piece of advice"),
            )
            if counts[severity]
        ]
        hidden = f"{counted(self._hidden, 'piece of advice')} with --advice" if self._hidden else ""
        if not found:
            return f"{hidden}." if hidden else ""
        return ", ".join(filter(None, (*found, hidden))) + "."

    def _table(self) -> Iterator[str]:
        """One line for each source: its findings, and what became of it."""
        yield ""
        width = max(len("source"), *map(_wide, map(safe, self._results)))
        yield f"{'source':<{width}}  errors  warnings  result"
        counts = Counter((each.path, each.severity) for each in self.findings)
        for path, result in self._results.items():
            name = safe(path) + " " * (width - _wide(safe(path)))
            errors, warnings = counts[path, Severity.ERROR], counts[path, Severity.WARNING]
            yield f"{name}  {errors:>6}  {warnings:>8}  {result}"
        results = Counter(self._results.values())
        yield f"{len(self._results)} sources: " + ", ".join(
            f"{number} {result}" for result, number in results.items()
        )
