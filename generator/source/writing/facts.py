"""The front matter: each fact in the plainest way that is read as it is."""

from __future__ import annotations

from collections.abc import Iterator

from generator.document.facts import Look
from generator.document.model import Inlines, Metadata, Span, Text
from generator.document.walk import own_words
from generator.source.front_matter import CONTACT_KEYS, FrontMatter, read_front_matter
from generator.source.reading import Report

_PLAIN = (
    *("reference", "status", "classification", "subject", "identifier", "url", "licence"),
    *("accessibility_reviewed_by", "numbering"),
)


def front_matter(metadata: Metadata) -> list[str]:
    """The lines from `---` to `---`."""
    return ["---", *_lines(metadata), "---"]


def _lines(metadata: Metadata) -> Iterator[str]:
    yield _fact("title", _words(metadata.title))
    yield _fact("lang", metadata.language)
    for key in ("category", "summary"):
        given = getattr(metadata, key)
        if given is not None:
            yield _fact(key, _words(given))
    for key in ("date", "updated", "organisation", "author", *_PLAIN):
        value = getattr(metadata, key)
        if value is not None:
            yield _fact(key, str(value))
    if metadata.look is not Look.NOTICE:
        yield _fact("look", str(metadata.look))
    if metadata.recipient:
        yield "recipient:"
        yield from (f"- {_value(line)}" for line in metadata.recipient)
    if metadata.editions:
        yield f"editions: [{', '.join(metadata.editions)}]"
    if metadata.keywords:
        yield "keywords:"
        yield from (f"- {_value(word)}" for word in metadata.keywords)
    yield from _contact(metadata)
    if metadata.translations:
        yield "translations:"
    for translation in metadata.translations:
        yield f"- lang: {translation.language}"
        yield f"  url: {_value(translation.url)}"
    if metadata.allow:
        yield "allow:"
    for allowance in metadata.allow:
        yield f"  {_value(allowance.rule)}: {_value(allowance.reason)}"


def _contact(metadata: Metadata) -> Iterator[str]:
    contact = metadata.contact
    if contact is None:
        return
    if contact.text is not None:
        yield _fact("contact", contact.text)
        return
    yield "contact:"
    for key in CONTACT_KEYS:
        value = getattr(contact, key)
        if value is not None:
            yield f"  {key}: {_value(value)}"


def _fact(key: str, value: str) -> str:
    return f"{key}: {_value(value)}"


def _value(text: str) -> str:
    """The text as it is, or in quotation marks where YAML would read more than words."""
    for written in (text, f'"{text}"'):
        if _reads(written) == text:
            return written
    quoted = text.replace("'", "''")
    return f"'{quoted}'"


def _reads(written: str) -> str | None:
    """What YAML takes a value for, as a fact and as the member of a list."""
    report = Report("")
    facts: FrontMatter = read_front_matter(f"title: T\nkeywords:\n- {written}", report)
    fact = read_front_matter(f"organisation: {written}", Report(""))
    words = facts.optional.get("keywords", ())
    same = len(words) == 1 and words[0] == fact.optional.get("organisation")
    return words[0] if same and not _cut(report) else None


def _cut(report: Report) -> bool:
    return any(finding.rule.startswith("front-matter-cut") for finding in report.findings)


def _words(content: Inlines) -> str:
    """Words and their parts in other languages; other markup is no part of a fact."""
    parts: list[str] = []
    for inline in content:
        if isinstance(inline, Span):
            parts.append(f"[{_words(inline.content)}]{{lang={inline.language}}}")
        elif isinstance(inline, Text):
            parts.append(inline.text)
        else:
            parts.append(own_words(inline))
    return "".join(parts)
