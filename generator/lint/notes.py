"""Notes: reading them (`generator.source`) finds what is missing or doubled; this is the rest."""

from __future__ import annotations

from collections.abc import Iterator

from generator.lint.registry import ERROR, Found, rule
from generator.lint.survey import Survey


@rule("note-empty", ERROR, "WCAG 2.4.4", "a note without words")
def empty(survey: Survey) -> Iterator[Found]:
    """A call that leads to nothing."""
    for note in survey.document.notes:
        if not note.blocks:
            yield Found(
                note.position.line,
                f"note {note.number} has no words; whoever follows its call finds nothing.",
                "write the note, or delete it and its calls",
            )
