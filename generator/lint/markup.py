"""Marks that were meant as markup and stayed text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.document.model import Figure
from generator.document.walk import plain_text
from generator.lint.constructs import callout_kind
from generator.lint.registry import WARNING, Found, rule
from generator.lint.survey import Survey

_ATTRIBUTE = re.compile(
    r"(?<!\{)\{\s*(?:[#.][\w-]+|:[\w-]+"
    r"|(?:lang|width|height|align|class|style|scale|target|title|id)\s*+=[^{}]*+)\}(?!\})"
)
_REFERENCE = re.compile(r"\[[^\[\]]+\]\[[^\[\]]*\]")
_ADDRESS = r"(?:https?:|www\.|mailto:|#|[./\w-]+\.(?:html?|pdf|md|docx?|png|jpe?g|svg)\b)"
MALFORMED_LINK = re.compile(rf"\] ?\({_ADDRESS}[^()]*\)?|\) ?\[{_ADDRESS}[^\[\]]*\]")
_DEFINITION = re.compile(r":[ \t]+\S")
_STARS = re.compile(r"(?<![\w*\\])\*\*[^\s*]+")
_COLONS = re.compile(r"(?:^|(?<= )):::+ *(?:[\w-]+|\{[^{}]*\})?")
_HEADING = re.compile(r"#{2,6}[^\s#\\].*")
_RAISED = re.compile(r"(?<![\w^])[^\W_]{1,4}\^[-+−]?[^\W_]{1,3}(?![\w^])(?![^$\n]*\$(?![\w$]))")
_CAPTION_MARKS = re.compile(
    r"\*\*?(?=\S)[^*\n]+(?<=\S)\*\*?|(?<!\w)_(?=\S)[^_\n]+(?<=\S)_(?!\w)|`[^`\n]+`|\[\^[^\[\]\s]+\]"
    r"|\[[^\[\]]+\]\([^()\s]+\)|(?<=\w)~[^\W_]{1,8}~(?!~)|(?<=\w)\^[^\W_]{1,8}\^"
)
_TASK = re.compile(r"\[[ xX]\]\s")


def _each(survey: Survey, pattern: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Matches in the text, with their lines; what was escaped in the source is meant as text.

    Not in the front matter, where no mark means anything: reading it has said so.
    """
    for passage in survey.passages:
        if passage.block is None or isinstance(passage.block, Figure):
            continue  # `caption` says so of captions, and alternative texts are plain words
        for match in pattern.finditer(passage.prose):
            line = survey.written(match[0], passage.line)
            if line is not None:
                yield line, match[0]


@rule("markup-attribute", WARNING, "Writing a source", "braces that were meant as attributes")
def attribute(survey: Survey) -> Iterator[Found]:
    """`{.class}`, `{lang="cy"}` and the like stay text."""
    for line, text in _each(survey, _ATTRIBUTE):
        yield Found(
            line,
            f"“{text}” has no effect here; readers will see and hear it.",
            _WIDTH_HINT if "width" in text else _ATTRIBUTE_HINT,
        )


_WIDTH_HINT = (
    "write {width=40%} directly after a picture: 10 to 100 per cent of the text's width, in whole "
    "numbers and without spaces"
)
_ATTRIBUTE_HINT = (
    "only {#id} at the end of a heading or a caption, {lang=cy}, and {width=40%} directly after a "
    "picture are known; delete anything else"
)


@rule("markup-container", WARNING, "Writing a source", "colons that were meant as a container")
def container(survey: Survey) -> Iterator[Found]:
    """`::: note` stays text, as does a `:::` that ends nothing of the kind."""
    begun = 0
    for line, text in _each(survey, _COLONS):
        if text.strip(": "):
            begun += 1
        elif begun:
            begun -= 1
            continue  # the end of what has been reported
        yield Found(
            line,
            f"“{text.strip()}” begins or ends nothing; readers will see and hear it.",
            _container_hint(text.strip(":{}. \t").lower()),
        )


def _container_hint(word: str) -> str:
    kind = callout_kind(word)
    if kind is not None:
        return f"write “> [!{kind.upper()}]”, and “> ” before each line of it"
    return (
        "only “::: {lang=cy}”, “::: contact”, “::: address” and “::: chart bar” … “:::” are known; "
        "delete anything else"
    )


@rule("markup-caption", WARNING, "Writing a source", "marks in the caption of a picture")
def caption(survey: Survey) -> Iterator[Found]:
    """Emphasis, links and notes in a caption, which is plain words."""
    for figure in survey.figures:
        match = _CAPTION_MARKS.search(plain_text(figure.caption or ()))
        if match and survey.written(match[0], figure.position.line):
            yield Found(
                figure.position.line,
                f"“{match[0][:40]}” is printed as it is: the caption in quotation marks is plain "
                "words, and readers will see and hear the signs.",
                "write the caption without marks, or as a paragraph of its own below the picture: "
                "“Figure: …” may hold links, notes and emphasis",
            )


@rule("markup-reference", WARNING, "CommonMark 6.3", "a link whose definition is missing")
def reference(survey: Survey) -> Iterator[Found]:
    """`[words][label]` without a line that defines the label."""
    for line, text in _each(survey, _REFERENCE):
        yield Found(
            line,
            f"“{text[:60]}” looks like a link, but no line says where it leads; readers get "
            "brackets and no link.",
            "write a line “[label]: https://…”, or put a backslash before the “[”",
        )


@rule("markup-link", WARNING, "CommonMark 6.3", "brackets and parentheses that make no link")
def link(survey: Survey) -> Iterator[Found]:
    """`[words] (address)` and a link inside a link stay text."""
    for line, text in _each(survey, MALFORMED_LINK):
        yield Found(
            line,
            f"“{text[:60]}” was meant as a link and is none; readers get brackets and nothing "
            "to follow.",
            "write [words](address) without spaces between, and <address> if it holds spaces",
        )


@rule("markup-emphasis", WARNING, "CommonMark 6.2", "asterisks that were meant as emphasis")
def emphasis(survey: Survey) -> Iterator[Found]:
    """`**bold **` with a space inside stays text."""
    for line, text in _each(survey, _STARS):
        yield Found(
            line,
            f"the asterisks in “{text}” emphasise nothing; readers will see and hear them.",
            "write them close to the words: **like this**; or a backslash before each",
        )


@rule("markup-raised", WARNING, "Writing a source", "a caret that raises nothing")
def raised(survey: Survey) -> Iterator[Found]:
    """`m^2` without a second caret stays text."""
    for line, text in _each(survey, _RAISED):
        yield Found(
            line,
            f"the caret in “{text}” raises nothing; readers will see and hear it.",
            f"write another one at the end of what is raised: {text}^; or a backslash before it",
        )


@rule("markup-heading", WARNING, "CommonMark 4.2, WCAG 1.3.1", "number signs meant as a heading")
def heading(survey: Survey) -> Iterator[Found]:
    """`##Heading` without a space is not a heading."""
    for line in survey.lines:
        if _HEADING.match(line.text):
            yield Found(
                line.number,
                f"“{line.text.strip()[:40]}” is not a heading, because a space is missing; nobody "
                "can navigate to it.",
                "write a space after the number signs",
            )


@rule("markup-definition", WARNING, "Writing a source", "a colon that begins no definition")
def definition(survey: Survey) -> Iterator[Found]:
    """`: words` with no term directly above stays a paragraph."""
    for passage in survey.prose:
        if _DEFINITION.match(passage.prose):
            yield Found(
                passage.line,
                "this line begins with a colon but defines nothing; readers will see and hear the "
                "colon.",
                "write the term on the line before it, with an empty line above the term",
            )


@rule("markup-task", WARNING, "Writing a source", "a tick box that is only brackets")
def task(survey: Survey) -> Iterator[Found]:
    """Task lists are no part of the dialect."""
    for passage in survey.prose:
        if _TASK.match(passage.words):
            yield Found(
                passage.line,
                f"“{passage.words[:3]}” is announced as brackets, not as a tick box.",
                "say in words what is done and what is not",
            )
