"""What other programs understand and we do not: it would be printed, or read aloud, as signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.document.kinds import CalloutKind
from generator.document.model import BlockQuote, Blocks, Callout, Paragraph
from generator.document.walk import block_runs, passages, plain_text
from generator.lint.registry import ADVICE, WARNING, Found, rule
from generator.lint.survey import Survey


class _Foreign(NamedTuple):
    """How a construct is written elsewhere, and what to write here."""

    pattern: re.Pattern[str]
    name: str
    hint: str


def _foreign(pattern: str, name: str, hint: str) -> _Foreign:
    return _Foreign(re.compile(pattern), name, hint)


_FOREIGN = (
    _foreign(
        r"\\(?:newpage|pagebreak|clearpage|cleardoublepage|hfill|vfill|vspace\{[^{}]*\}|hspace\{[^{}]*\}"
        r"|linebreak|newline|tableofcontents|toc|noindent|bigskip|medskip|smallskip)(?![A-Za-z])",
        "a command of LaTeX",
        "delete it: pages break where they must, and long documents have contents anyway",
    ),
    _foreign(
        r"\{\{[<%][^{}]*[>%]\}\}",
        "a shortcode of another program",
        "delete it: pages break where they must; write in Markdown what it should show",
    ),
    _foreign(
        r"\[\[?_?(?:TOC|toc)_?\]\]?(?![(\[:])|\{:?toc\}",
        "a place for a list of contents",
        "delete it: long documents get their contents by themselves",
    ),
    _foreign(
        r"(?<![=\w])==(?=[^\s=])[^=\n]*[^\s=]==(?![=\w])",
        "highlighted words",
        "write **strong** words: colour alone says nothing to those who do not see it",
    ),
    _foreign(
        r"\$\$[^$\n]+\$\$|(?<![\w$\\])\$(?=[^\s$])[^$\n]*[\\^_{}=][^$\n]*(?<=[^\s$])\$(?![\w$])",
        "a formula of LaTeX",
        "write it in words or in Unicode (“E = mc²”), or as a picture with alternative text",
    ),
    _foreign(
        r"(?<!\w)\^\[[^\[\]\n]+\]",
        "a note in the line",
        "write [^1] here, and “[^1]: …” on a line of its own",
    ),
    _foreign(
        r"%%[^%\n]+%%",
        "a comment of another program",
        "write <!-- … -->, which is neither shown nor announced",
    ),
    _foreign(
        r"(?<![\w@./])@(?:fig|tbl|tab|sec|eq|lst)(?:[:-][\w-]+)?(?![\w@])|\\(?:ref|cite|label)\{[^{}]*\}",
        "a reference of another program",
        "write [](#fees), and {#fees} at the end of the heading or caption that it names",
    ),
    _foreign(
        r"\[-?@[\w:.-]+(?:[,;][^\[\]\n]*)?\]",
        "a citation of another program",
        "name the source in words, or in a note: [^1]",
    ),
    _foreign(
        r"\{-\}|\{\.unnumbered\}",
        "a mark for headings without a number",
        "delete it: headings have numbers only where the front matter asks for them",
    ),
    _foreign(
        r"(?<!\S):[a-z][a-z_]{2,}:(?![\w:])",
        "the name of a picture in other programs",
        "delete it, or type the character itself",
    ),
    _foreign(
        r"!?\[\[[^\[\]\n]+\]\](?!\()",
        "a link of a wiki",
        "write [words](address), or ![what it shows](picture.png)",
    ),
)
_BOXES = re.compile(r"(?:\|_+){2,}\|(?:[ \t]*(?:\|_+){2,}\|)*")
_CALLOUT = re.compile(r"\[!(?P<kind>[A-Za-z]+)\]")


@rule(
    "markup-foreign",
    WARNING,
    "Writing a source",
    "a construct of another program's Markdown",
)
def foreign(survey: Survey) -> Iterator[Found]:
    """Signs that mean something elsewhere."""
    for passage in survey.passages:
        if passage.block is None:
            continue
        for known in _FOREIGN:
            for match in known.pattern.finditer(passage.prose):
                line = _written(survey, match[0], passage.line)
                if line is not None:
                    yield Found(
                        line,
                        f"“{match[0][:40]}” is {known.name}, which has no meaning here; readers "
                        "will see and hear the signs.",
                        known.hint,
                    )


def _written(survey: Survey, words: str, line: int) -> int | None:
    """The line where signs are written so, perhaps with others that Markdown took for emphasis."""
    ways = words, words.replace("TOC", "_TOC_")
    return next((found for way in ways if (found := survey.written(way, line)) is not None), None)


@rule("markup-boxes", WARNING, "WCAG 1.3.1", "boxes drawn with signs, to be filled in by hand")
def boxes(survey: Survey) -> Iterator[Found]:
    """`|_|_|_|`: Markdown takes every second sign for emphasis."""
    for line in survey.lines:
        match = _BOXES.search(line.text)
        if match and "`" not in line.text:
            yield Found(
                line.number,
                f"“{match[0][:40]}” draws boxes with signs, of which some would vanish and others "
                "be read aloud; nobody can fill them in.",
                "say in words what to write there and how long it is, or link to a form",
            )


@rule("markup-callout", WARNING, "Writing a source", "a callout of another program's kind")
def callout(survey: Survey) -> Iterator[Found]:
    """`> [!DANGER]` at the beginning of a quotation, or a kind with words too close to it."""
    yield from _second_callouts(survey)
    for block in survey.blocks:
        first = block.blocks[0] if isinstance(block, BlockQuote) and block.blocks else None
        if not isinstance(first, Paragraph):
            continue
        words = next((p.prose for p in survey.prose if p.block is first), "")
        match = _CALLOUT.match(words)
        if match and survey.written(match[0], first.position.line):
            yield Found(
                first.position.line,
                f"“{match[0]}” has no meaning here: readers will see and hear it, and a quotation.",
                callout_hint(match["kind"].lower()),
            )


def _second_callouts(survey: Survey) -> Iterator[Found]:
    """A kind on a further line of a callout or quotation, which is part of the same."""
    quotes = (block for block in survey.blocks if isinstance(block, BlockQuote | Callout))
    for quote in quotes:
        paragraphs = (block for block in quote.blocks if isinstance(block, Paragraph))
        lines = [line for each in paragraphs for line in survey.lines_of(each.position.line)]
        for line in lines[0 if isinstance(quote, Callout) else 1 :]:
            match = _CALLOUT.match(line.text)
            if match and match["kind"].lower() in {*CalloutKind}:
                yield Found(
                    line.number,
                    f"“{match[0]}” begins no callout here: readers will see and hear it within "
                    "the one above.",
                    "begin a quotation of its own, with an empty line before it",
                )


@rule("callout-nested", WARNING, "WCAG 1.3.1", "a callout within a callout")
def nested_callouts(survey: Survey) -> Iterator[Found]:
    """Also within a list or a quotation in the outer one."""
    for outer in (block for block in survey.blocks if isinstance(block, Callout)):
        for inner in _callouts_in(outer.blocks):
            yield Found(
                inner.position.line,
                "this callout stands in another one; people who use a screen reader would not know "
                "which of the two ends, and on the page one box stands in another.",
                "let the outer one end before it, with an empty line without “>”",
            )


def _callouts_in(blocks: Blocks) -> Iterator[Callout]:
    """The outermost callouts in some blocks."""
    for block in blocks:
        if isinstance(block, Callout):
            yield block
        else:
            for run in block_runs(block):
                yield from _callouts_in(run)


@rule("callout-many", ADVICE, "WCAG 3.1.5", "callouts for most of a document")
def many_callouts(survey: Survey) -> Iterator[Found]:
    """Three callouts or more, which hold more than half of the words: none of them stands out."""
    outer = [*_callouts_in(survey.document.blocks)]
    inside = sum(_length(each.blocks) for each in outer)
    if len(outer) >= _MANY and 2 * inside > _length(survey.document.blocks):
        yield Found(
            outer[0].position.line,
            f"most of this document stands in its {len(outer)} callouts, so none of them stands "
            "out: what is urgent is missed among what is not.",
            "keep callouts for what readers must not miss; write the rest as text with headings",
        )


_MANY = 3


def _length(blocks: Blocks) -> int:
    """How many letters and signs some blocks hold."""
    length = 0
    for block in blocks:
        length += sum(len(plain_text(passage)) for passage in passages(block))
        length += sum(map(_length, block_runs(block)))
    return length


def callout_hint(kind: str) -> str:
    """What to write for a callout that has another kind, or another form, than ours."""
    if kind in {*CalloutKind}:
        return f"put a space or a new line after “[!{kind.upper()}]”"
    meant = callout_kind(kind)
    if meant is not None:
        return f"write [!{meant.upper()}]"
    return "write [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION]"


def callout_kind(word: str) -> CalloutKind | None:
    """The kind of callout that a word names, here or in other programs."""
    return CalloutKind(word) if word in {*CalloutKind} else _OTHER_KINDS.get(word)


_OTHER_KINDS: dict[str, CalloutKind] = {
    **dict.fromkeys(("info", "abstract", "summary", "todo", "example"), CalloutKind.NOTE),
    **dict.fromkeys(("hint", "success", "help"), CalloutKind.TIP),
    **dict.fromkeys(("attention", "alert"), CalloutKind.WARNING),
    **dict.fromkeys(("danger", "error", "bug", "failure"), CalloutKind.CAUTION),
}
"""Kinds that other programs have, and ours for what they say."""
