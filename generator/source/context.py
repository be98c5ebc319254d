"""What the readers of blocks and inlines share while one source becomes one document."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.document.kinds import Lines
from generator.document.model import Allowance, Position
from generator.source.abbreviations import Abbreviations
from generator.source.headings import Identifiers
from generator.source.images import Gallery
from generator.source.notes import Notes
from generator.source.reading import Report
from generator.source.rules import ALLOWANCE_FORM, CONTROL_CHARACTER
from generator.source.text import FORBIDDEN

_DIRECTIVE = re.compile(r"allow\s++(?P<rule>[\w-]*+)\s*+(?::(?P<reason>.*))?", re.DOTALL)


@dataclass(slots=True)
class Context:
    """The state of reading one body. `offset` is the number of lines before it."""

    report: Report
    offset: int
    gallery: Gallery
    notes: Notes
    identifiers: Identifiers
    abbreviations: Abbreviations
    allowances: list[Allowance] = field(default_factory=list)
    internal_links: list[tuple[str, int]] = field(default_factory=list)
    used_references: set[str] = field(default_factory=set)
    lines_with_html: set[int] = field(default_factory=set)
    language: str = "und"
    """That of the words being read."""
    lines: Lines | None = None
    """What the lines being read are, where they stay lines."""

    @contextlib.contextmanager
    def speaking(self, language: str | None) -> Iterator[None]:
        """Read what is in `language`; None: in that around it."""
        around = self.language
        self.language = language or around
        yield
        self.language = around

    @contextlib.contextmanager
    def keeping_lines(self, lines: Lines | None) -> Iterator[None]:
        """Read lines that stay lines; None: as those around."""
        around = self.lines
        self.lines = lines or around
        yield
        self.lines = around

    def line(self, index: int) -> int:
        """The source line of a line of the body, which counts from 0."""
        return index + self.offset + 1

    def clean(self, text: str, line: int) -> str:
        """The text without control characters, which entities can smuggle in (`&#12;`)."""
        found = FORBIDDEN.search(text)
        if not found:
            return text
        self.report.add(
            CONTROL_CHARACTER,
            line,
            f"an entity stands for the control character U+{ord(found[0]):04X}, which cannot be "
            "shown and breaks the files that assistive technology reads.",
            "delete it",
        )
        return FORBIDDEN.sub("", text)

    def directive(self, comment: str, line: int, first: int, last: int) -> None:
        """Keep the allowance in a comment, if it holds one, for the lines `first` to `last`."""
        match = _DIRECTIVE.fullmatch(comment.strip()[4:-3].strip())
        if match is None:
            return
        rule, reason = match["rule"], " ".join((match["reason"] or "").split())
        if rule and reason:
            self.allowances.append(Allowance(rule, reason, Position(line), first, last))
            return
        self.report.add(
            ALLOWANCE_FORM,
            line,
            "this comment allows something without naming a rule or a reason; nobody after you "
            "could judge it, so it has no effect.",
            "write <!-- allow rule-id: reason -->",
        )
