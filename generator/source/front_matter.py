"""Front matter: the YAML between the `---` lines, as facts with the lines they stand on."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from generator.document.addresses import dangerous, fault, iri, scheme
from generator.document.facts import Contact, Edition, Look, SectionNumbering, Translation
from generator.document.model import Allowance, Inlines, Position
from generator.document.walk import folded
from generator.findings.finding import has_errors
from generator.source.language import QUOTES, language
from generator.source.plain_markup import marks
from generator.source.plain_yaml import is_empty, line_of, mapping_of, pairs
from generator.source.reading import Report
from generator.source.rules import (
    FRONT_MATTER_BEGIN,
    FRONT_MATTER_DATE,
    FRONT_MATTER_MARKUP,
    FRONT_MATTER_OPEN,
    FRONT_MATTER_VALUE,
)
from generator.source.spans import spans
from generator.source.text import FORBIDDEN

Key = str


_FENCE = re.compile(r"---[ \t]*")
_END = re.compile(r"(---|\.\.\.)[ \t]*")
_DASHES = re.compile(r"[ \t]*[-‐-―]{1,4}[ \t]*")
_RULE = re.compile(r"[\W_]+(?:ya?ml)?\s*", re.IGNORECASE)
"""A line of signs, as editors make it of “---”."""
CONTACT_KEYS = ("email", "telephone", "address", "url")
TRANSLATION_KEYS = ("lang", "url")


OTHER_NAMES = {
    "abstract": "summary",
    "addressee": "recipient",
    "authors": "author",
    "copyright": "licence",
    "created": "date",
    "edition": "editions",
    "embargo": "status",
    "marking": "classification",
    "ref": "reference",
    "description": "summary",
    "id": "identifier",
    "kicker": "category",
    "kind": "look",
    "layout": "look",
    "lastmod": "updated",
    "locale": "lang",
    "modified": "updated",
    "numbersections": "numbering",
    "publisher": "organisation",
    "published": "date",
    "rights": "licence",
    "sectnum": "numbering",
    "tags": "keywords",
    "template": "look",
    "to": "recipient",
    "topic": "subject",
}
"""What other generators call our keys; difflib does not know."""


@dataclass(slots=True)
class FrontMatter:
    """The front matter as far as it is sound.

    `optional` has those arguments of `model.Metadata` that need not be given.
    """

    title: Inlines | None = None
    language: str | None = None
    optional: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    empty: dict[str, int] = field(default_factory=dict)
    """The lines of keys without a value."""
    present: bool = True
    """False if the source has no front matter at all."""
    sound: bool = True
    """False if the YAML could not be read at all, so that nothing is known to be missing."""


def split(text: str, report: Report) -> tuple[str | None, int] | None:
    """The YAML (None if there is none) and the number of lines before the body begins.

    None and a finding if the front matter never ends.
    """
    lines = text.split("\n")
    if not _FENCE.fullmatch(lines[0]):
        return None if _report_beginning(lines, report) else (None, 0)
    for number, line in enumerate(lines[1:], start=1):
        if _END.fullmatch(line):
            return "\n".join(lines[1:number]), number + 1
    dashes = ((number, line) for number, line in enumerate(lines[1:], 2) if _DASHES.fullmatch(line))
    hint = "write a line “---” after the last key"
    for number, line in dashes:
        hint = (
            f"make line {number} “---”, three hyphens and nothing else; now it is “{line.strip()}”"
        )
        break
    report.add(
        FRONT_MATTER_OPEN,
        1,
        "the front matter begins here and never ends, so nothing says where the text begins.",
        hint,
    )
    return None


def _report_beginning(lines: list[str], report: Report) -> bool:
    """True and a finding if facts stand at the top, but not below a first line of “---”."""
    written = [(number, line) for number, line in enumerate(lines, 1) if line.strip()][:2]
    if not written:
        return False
    (number, first), second = written[0], written[-1][1]
    if _FACT.match(first):
        problem = f"line {number} is a fact (“{first.partition(':')[0]}”), but no “---” is above it"
        hint = "write a line “---” above it, as line 1, and another after the last fact"
    elif _RULE.fullmatch(first) and _FACT.match(second):
        shown = first.strip()
        problem = f"the first line is “{shown}” and not “---”"
        hint = (
            "make line 1 “---”, three hyphens and nothing else; some programs make a dash of them"
        )
        if _FENCE.fullmatch(shown):
            problem = (
                "“---” must be the very first of the file; empty lines or spaces are before it"
            )
            hint = "delete them"
    else:
        return False
    report.add(
        FRONT_MATTER_BEGIN,
        number,
        f"{problem}; so title, language and other facts would be published as text.",
        hint,
    )
    return True


def read_front_matter(text: str, report: Report) -> FrontMatter:
    """The facts in the YAML `text`, which begins on line 2."""
    given = FrontMatter()
    faults = len(report.findings)
    mapping = mapping_of(text, report)
    given.sound = not has_errors(report.findings[faults:])
    if mapping is not None:
        for key, node, line in pairs(mapping, tuple(_READERS), OTHER_NAMES, report):
            lines = given.empty if is_empty(node) else given.lines
            lines[key] = line
            _READERS[key](_Field(key, node, line, report), given)
    return given


_DAY_FIRST = re.compile(r"(\d\d?)([./ -])(\d\d?)\2(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})([./ ]|-)(\d\d?)\2(\d\d?)")
_YEARS_MONTHS = 12


def _intended(written: str) -> str | None:
    """The date that another way of writing most likely means: the day before the month."""
    if found := _DAY_FIRST.fullmatch(written):
        day, month, year = (int(found[group]) for group in (1, 3, 4))
        if month > _YEARS_MONTHS:
            day, month = month, day
    elif found := _YEAR_FIRST.fullmatch(written):
        year, month, day = (int(found[group]) for group in (1, 3, 4))
    else:
        return None
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


# From nodes to values ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Field:
    """A value of the front matter with its place."""

    key: Key
    node: yaml.Node
    line: int
    report: Report

    def text(self) -> str | None:
        """The value as written, white space folded; None if it is empty or no text."""
        if not isinstance(self.node, yaml.ScalarNode):
            self.wrong("one text", "write the text after the colon, on one line")
            return None
        if is_empty(self.node):
            return None
        if forbidden := FORBIDDEN.search(self.node.value):
            self.wrong(f"text without the control character U+{ord(forbidden[0]):04X}", "delete it")
            return None
        return folded(self.node.value)

    def plain(self) -> str | None:
        """The value as readers will meet it, with a finding for each mark that would stay."""
        text = self.text()
        for mark, words in marks(text or ""):
            self.report.add(
                FRONT_MATTER_MARKUP,
                self.line,
                f"“{mark}” in “{self.key}” stays as it is written: facts are plain text, and "
                "readers would see and hear the marks.",
                f"write the words alone: {words}" if words else "delete it",
            )
        return text

    def wrong(self, wanted: str, hint: str) -> None:
        """Report that the value is not what is wanted."""
        message = f"“{self.key}” must be {wanted}; as it is, it would reach no reader."
        self.report.add(FRONT_MATTER_VALUE, self.line, message, hint)

    def inlines(self) -> Inlines | None:
        """The value with its parts in other languages."""
        text = self.plain()
        return spans(text, self.line, self.report) if text else None

    def date(self) -> dt.date | None:
        """The value as a date."""
        text = self.text()
        if text is None:
            return None
        try:
            if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
                return dt.date.fromisoformat(text)
        except ValueError:
            pass
        bare = text.strip(QUOTES)
        problem = f"“{text}” is not a date of the calendar that we can read"
        hint = f"write year-month-day, such as {_intended(bare) or '2026-05-03'}"
        if bare != text:
            problem = (
                f"the quotation marks around “{bare}” are part of what it says, so it is not a date"
            )
            hint += ", without quotation marks"
        self.report.add(FRONT_MATTER_DATE, self.line, f"{problem}; a wrong date misleads.", hint)
        return None

    def url(self) -> str | None:
        """The value as an address that a reader may safely follow."""
        text = self.text()
        if text and text != text.strip(QUOTES):
            self.wrong("the address of a page, without quotation marks", "delete them")
            return None
        if text is None:
            return None
        begins = scheme(text)
        whole = begins and "." not in begins  # "example.org:80" has no scheme either
        if not whole or dangerous(text) or " " in text or fault(iri(text)):
            self.wrong(
                "the address of a page, as a browser shows it", "write it in full: https://…"
            )
            return None
        return iri(text)

    def email(self) -> str | None:
        """The value as an address of e-mail."""
        text = self.text()
        if text and not re.fullmatch(r"[^@\s<>“”‘’*]+@[^@\s<>“”‘’*]+", text):
            self.wrong("an e-mail address", "write it as name@example.org, and nothing else")
            return None
        return text

    def language(self) -> str | None:
        """The value as a language tag."""
        text = self.text()
        return language(text, self.line, self.report) if text else None

    def texts(self) -> tuple[str, ...]:
        """The value as a list of texts."""
        return tuple(text for item in self.items() if (text := item.plain()))

    def items(self) -> Iterator[_Field]:
        """The members of a list."""
        if isinstance(self.node, yaml.SequenceNode):
            for node in self.node.value:
                yield _Field(self.key, node, line_of(node.start_mark), self.report)
        elif not is_empty(self.node):
            self.wrong("a list", f"write {self.key}: [first, second]")

    def fields(self, known: tuple[Key, ...]) -> dict[Key, _Field]:
        """The members of a mapping."""
        if not isinstance(self.node, yaml.MappingNode):
            if not is_empty(self.node):
                self.wrong("a group of keys", f"write one of {', '.join(known)} a line, indented")
            return {}
        return {
            key: _Field(f"{self.key}: {key}", node, line, self.report)
            for key, node, line in pairs(self.node, known, OTHER_NAMES, self.report)
        }


def _numbering(value: _Field) -> SectionNumbering | None:
    text = value.text()
    if text is not None and text in {*SectionNumbering}:
        return SectionNumbering(text)
    if text:
        value.wrong(
            "“headings” or “paragraphs”",
            "write “numbering: headings” for numbers before headings, “numbering: paragraphs” for "
            "numbers before paragraphs too; without numbers, delete the line",
        )
    return None


def _look(value: _Field) -> Look | None:
    text = value.text()
    if not text:
        return None
    if text in {*Look}:
        return Look(text)
    [near] = difflib.get_close_matches(text.lower(), [*Look], n=1, cutoff=0) or [Look.NOTICE]
    value.wrong(
        "“notice”, “report” or “letter”",
        f"write “look: {near}”; without a cover or an address, delete the line",
    )
    return None


def _editions(value: _Field) -> tuple[Edition, ...]:
    found: set[Edition] = set()
    for item in value.items():
        text = item.text() or ""
        if text in {*Edition}:
            found.add(Edition(text))
        else:
            [near] = difflib.get_close_matches(text.lower(), [*Edition], n=1, cutoff=0)
            item.wrong("a list of “standard” and “large-print”", f"write “{near}” for “{text}”")
    return tuple(each for each in Edition if each in found)


def _recipient(value: _Field) -> tuple[str, ...]:
    """Lines: the members of a list, or those of one text."""
    if not isinstance(value.node, yaml.ScalarNode):
        return value.texts()
    lines = (replace(value, node=_scalar(line)) for line in value.node.value.splitlines())
    return tuple(text for line in lines if (text := line.plain()))


def _scalar(text: str) -> yaml.ScalarNode:
    return yaml.ScalarNode("tag:yaml.org,2002:str", text, style='"')


def _contact(value: _Field) -> Contact | None:
    if isinstance(value.node, yaml.ScalarNode):
        text = value.plain()
        return Contact(text=text) if text else None
    fields = value.fields(CONTACT_KEYS)
    email = fields["email"].email() if "email" in fields else None
    telephone, address = (
        fields[key].plain() if key in fields else None for key in ("telephone", "address")
    )
    url = fields["url"].url() if "url" in fields else None
    if not any((email, telephone, address, url)):
        return None
    return Contact(email=email, telephone=telephone, address=address, url=url)


def _translations(value: _Field) -> tuple[Translation, ...]:
    found = []
    for item in value.items():
        fields = item.fields(TRANSLATION_KEYS)
        tag = fields["lang"].language() if "lang" in fields else None
        url = fields["url"].url() if "url" in fields else None
        if tag and url:
            found.append(Translation(tag, url))
        elif len(fields) < len(TRANSLATION_KEYS):
            item.wrong("a list of “lang” and “url”", "- {lang: cy, url: https://…}")
    return tuple(found)


def _allow(value: _Field) -> tuple[Allowance, ...]:
    if not isinstance(value.node, yaml.MappingNode):
        value.wrong("rules with reasons", "write “rule-id: reason”, one a line, indented")
        return ()
    found = []
    names = tuple(node.value for node, _ in value.node.value if isinstance(node, yaml.ScalarNode))
    for rule, item in value.fields(names).items():
        reason = item.text()
        if reason:
            found.append(Allowance(rule, reason, Position(item.line)))
        else:
            item.wrong("a reason", "say why this document is an exception")
    return tuple(found)


def _optional(read: Callable[[_Field], object]) -> Callable[[_Field, FrontMatter], None]:
    def keep(value: _Field, given: FrontMatter) -> None:
        found = read(value)
        if found is not None:
            given.optional[value.key] = found

    return keep


def _title(value: _Field, given: FrontMatter) -> None:
    given.title = value.inlines()


def _lang(value: _Field, given: FrontMatter) -> None:
    given.language = value.language()


_READERS: Mapping[Key, Callable[[_Field, FrontMatter], None]] = {
    "title": _title,
    "lang": _lang,
    "category": _optional(_Field.inlines),
    "summary": _optional(_Field.inlines),
    "date": _optional(_Field.date),
    "updated": _optional(_Field.date),
    "organisation": _optional(_Field.plain),
    "author": _optional(_Field.plain),
    "reference": _optional(_Field.plain),
    "status": _optional(_Field.plain),
    "classification": _optional(_Field.plain),
    "subject": _optional(_Field.plain),
    "keywords": _optional(_Field.texts),
    "contact": _optional(_contact),
    "identifier": _optional(_Field.plain),
    "url": _optional(_Field.url),
    "licence": _optional(_Field.plain),
    "translations": _optional(_translations),
    "accessibility_reviewed_by": _optional(_Field.plain),
    "numbering": _optional(_numbering),
    "look": _optional(_look),
    "recipient": _optional(_recipient),
    "editions": _optional(_editions),
    "allow": _optional(_allow),
}
"""Every key of the front matter, in the order of docs/writing.md."""

_FACT = re.compile(rf"(?:{'|'.join(_READERS)}):(?:\s|$)")
