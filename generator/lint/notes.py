"""Notes: reading them (`generator.source`) finds what is missing or doubled; this is the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.document.model import NoteCall
from generator.document.walk import inlines_within, passages, within
from generator.lint.registry import ERROR, WARNING, Found, rule
from generator.lint.survey import Survey

_MARK_FIRST = re.compile(r"\s*(?P<mark>\*{1,3}|[†‡¹²³⁴-⁹])\s*(?=[^\W\d_])")
_MARK_AFTER = re.compile(r"(?<=[\w.,;:!?)”\"’])(\*{1,3}|[†‡¹²³⁴-⁹])(?=[\s.,;:)]|$)")


@rule("note-empty", ERROR, "WCAG 2.4.4", "a note without words")
def empty(survey: Survey) -> Iterator[Found]:
    """A call that leads to nothing."""
    for note in survey.document.notes:
        if not note.blocks:
            yield Found(
                note.position.line,
                f"note {note.number} has no words; readers who follow its call find nothing.",
                "write the note, or delete it and its calls",
            )


@rule("note-in-note", ERROR, "ISO/IEC 29500 17.11", "a note called from within a note")
def nested(survey: Survey) -> Iterator[Found]:
    """Word has no notes within notes, and a listener loses the way back."""
    for note in survey.document.notes:
        for block in within(note.blocks):
            for content in passages(block):
                for inline in inlines_within(content):
                    if isinstance(inline, NoteCall):
                        yield Found(
                            inline.position.line,
                            f"note {note.number} calls note {inline.number}; Word has no notes "
                            "within notes, and who listens loses the way back.",
                            "put the words into the note that calls them, or call it in the text",
                        )


@rule("note-by-hand", WARNING, "WCAG 1.3.1, 2.4.4", "a note made of stars or raised digits")
def by_hand(survey: Survey) -> Iterator[Found]:
    """A paragraph that begins with a mark which stands after a word before it."""
    earlier: dict[str, int] = {}
    for passage in survey.prose:
        begins = _MARK_FIRST.match(passage.prose)
        if begins and begins["mark"] in earlier:
            yield Found(
                earlier[begins["mark"]],
                f"“{begins['mark']}” seems to call the note in line {passage.line}; nobody can "
                "follow the mark to it, or find the way back.",
                f"write [^1] in place of the mark, and begin line {passage.line} with “[^1]: ”",
            )
        for match in _MARK_AFTER.finditer(passage.prose):
            earlier.setdefault(match[0], survey.line_of(match[0], passage.line))
