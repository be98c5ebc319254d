"""Values of `brand.yaml`, each with its line, by the machinery that reads front matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

import yaml

from generator.document.addresses import dangerous, fault, iri, scheme
from generator.document.walk import folded
from generator.findings.finding import Finding
from generator.findings.output_rules import BRAND_FILE, BRAND_KEY, BRAND_LOGO, BRAND_VALUE
from generator.source import rules
from generator.source.plain_yaml import is_empty, line_of, pairs
from generator.source.reading import Report
from generator.source.text import FORBIDDEN

T = TypeVar("T", bound=StrEnum)

OTHER_NAMES = {
    "color": "colours",
    "colors": "colours",
    "colour": "colours",
    "font": "typefaces",
    "fonts": "typefaces",
    "heading": "headings",
    "body": "text",
    "background": "ground",
    "alt": "alternative",
    "language": "lang",
    "src": "file",
    "title": "name",
    "url": "website",
}
"""What people call our keys elsewhere."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value with its place."""

    key: str
    node: yaml.Node
    line: int
    report: Report

    def wrong(self, wanted: str, hint: str) -> None:
        """Report that the value is not what is wanted."""
        message = f"“{self.key}” must be {wanted}; as it is, nothing could be made of it."
        self.report.add(BRAND_VALUE, self.line, message, hint)

    def text(self) -> str | None:
        """The value on one line; None if it is empty or no text."""
        written = self._written()
        return folded(written) if written else None

    def _written(self) -> str | None:
        if not isinstance(self.node, yaml.ScalarNode):
            self.wrong("one text", "write the text after the colon, on one line")
            return None
        if is_empty(self.node):
            return None
        if forbidden := FORBIDDEN.search(self.node.value):
            self.wrong(f"text without the control character U+{ord(forbidden[0]):04X}", "delete it")
            return None
        return str(self.node.value)

    def texts(self) -> tuple[str, ...]:
        """The value as texts: a list, the lines of one text, or a text alone."""
        if isinstance(self.node, yaml.SequenceNode):
            return tuple(text for item in self._items() if (text := item.text()))
        lines = (self._written() or "").splitlines()
        return tuple(filter(None, map(folded, lines)))

    def _items(self) -> Iterator[Value]:
        for node in self.node.value:
            yield Value(self.key, node, line_of(node.start_mark), self.report)

    def items(self) -> tuple[Value, ...]:
        """The members of a list, or the value as the only one."""
        if isinstance(self.node, yaml.SequenceNode):
            return tuple(self._items())
        return () if is_empty(self.node) else (self,)

    def fields(self, known: Sequence[str]) -> dict[str, Value]:
        """The members of a group of keys."""
        if not isinstance(self.node, yaml.MappingNode):
            if not is_empty(self.node):
                self.wrong("a group of keys", f"write one of {', '.join(known)} a line, indented")
            return {}
        found = pairs(self.node, tuple(known), OTHER_NAMES, self.report)
        return {
            key: Value(f"{self.key}: {key}", node, line, self.report) for key, node, line in found
        }

    def chosen(self, kind: type[T]) -> T | None:
        """The value as one of several words."""
        text = self.text()
        named = {each.value.lower(): each for each in kind}
        if text is None or text.lower() in named:
            return None if text is None else named[text.lower()]
        known = ", ".join(kind)
        self.wrong(f"one of {known}", f"write {self.key.rpartition(' ')[2]}: {next(iter(kind))}")
        return None

    def url(self) -> str | None:
        """The value as the address of a page."""
        text = self.text()
        if text is None:
            return None
        if scheme(text) not in {"http", "https"} or dangerous(text) or fault(iri(text)):
            self.wrong("the address of a website", "write it in full: https://www.example.org")
            return None
        return iri(text)


# Findings of the machinery that are those of a brand ---------------------------------------------

_RULES = {
    rules.FRONT_MATTER_KEY.identifier: BRAND_KEY,
    rules.FRONT_MATTER_TWICE.identifier: BRAND_KEY,
    rules.FRONT_MATTER_SYNTAX.identifier: BRAND_FILE,
    rules.FRONT_MATTER_CUT.identifier: BRAND_VALUE,
    rules.LANGUAGE_INVALID.identifier: BRAND_VALUE,
    **{rule.identifier: BRAND_LOGO for rule in rules.RULES if rule.identifier.startswith("pict")},
}
_WORDING = (
    ("the front matter", "the brand"),
    (", so title and language are unknown", ""),
    ("beside or below the source", "in or below the brand’s folder"),
    ("by its place beside the source", "by its place in the brand’s folder"),
    ("beside the source", "in the brand’s folder"),
    ("with the document", "with its documents"),
    ("so what it says would reach no reader", "so it changes no document"),
    ('title: "Crime: a strategy"', 'name: "Trust: a charity"'),
)


def as_of_brand(finding: Finding, lines_before: int) -> Finding:
    """A finding about `brand.yaml`, whose text has so many lines less before it than a source's."""
    rule = _RULES.get(finding.rule)
    line = finding.line and max(1, finding.line - lines_before)
    message, hint = finding.message, finding.hint
    for ours, of_brand in _WORDING:
        message, hint = message.replace(ours, of_brand), hint.replace(ours, of_brand)
    found = replace(finding, line=line, message=message, hint=hint)
    return found if rule is None else replace(found, rule=rule.identifier)
