"""The facts of the front matter that every format must state."""

from __future__ import annotations

from generator.content.added_text import AddedText
from generator.document.contact_links import website_name
from generator.document.facts import Contact
from generator.document.model import Document
from generator.reading_order import StatedFact, fold


def stated_facts(document: Document, added_text: AddedText) -> tuple[StatedFact, ...]:
    """The facts of the front matter that a reader must meet somewhere, in whatever words."""
    metadata, words = document.metadata, added_text.words
    names = ("status", "classification", "organisation", "author", "reference")
    wordings: list[tuple[str, list[str | None]]] = [
        (key, [getattr(metadata, key)]) for key in names
    ]
    for key, day in (("date", metadata.date), ("updated", metadata.updated)):
        if day is not None:
            wordings.append((key, [words.date(day), day.isoformat()]))
    contact = metadata.contact or Contact()
    lines = (contact.text, contact.email, contact.telephone, contact.address, contact.url)
    wordings += [("contact", [line]) for line in lines]
    if contact.url:
        wordings[-1] = ("contact", [contact.url, website_name(contact.url)])
    wordings.append(("licence", [metadata.licence]))
    return tuple(
        StatedFact(key, f"line {metadata.lines[key]}", tuple(fold(each) for each in known))
        for key, given in wordings
        if (known := [each for each in given if each])
    )
