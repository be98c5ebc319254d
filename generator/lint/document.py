"""The document as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from generator.lint.registry import WARNING, Found, rule
from generator.lint.survey import Survey


@rule("document-empty", WARNING, "WCAG 2.4.2", "a title with nothing below it")
def empty(survey: Survey) -> Iterator[Found]:
    """A document without a body."""
    if not survey.document.blocks and survey.document.metadata.title:
        yield Found(
            len(survey.document.lines) or 1,
            "there is a title and no text; readers would open an empty document.",
            "write the text below the second “---” line",
        )


@rule("document-dates", WARNING, "Writing a source", "updated before it was published")
def dates(survey: Survey) -> Iterator[Found]:
    """A date of change before the date of publication."""
    metadata = survey.document.metadata
    if metadata.date and metadata.updated and metadata.updated < metadata.date:
        yield Found(
            metadata.lines.get("updated"),
            f"“updated” ({metadata.updated}) is before “date” ({metadata.date}); readers cannot "
            "tell which version they have.",
            "correct one of the two dates",
        )


@rule("document-translation", WARNING, "WCAG 3.1.1", "a translation in its own language")
def translation(survey: Survey) -> Iterator[Found]:
    """A translation in the language of the document itself."""
    metadata = survey.document.metadata
    for other in metadata.translations:
        if other.language == metadata.language:
            yield Found(
                metadata.lines.get("translations"),
                f"a translation is said to be in “{other.language}”, the language of this document "
                "itself; readers would be led in a circle.",
                "correct its “lang”",
            )
