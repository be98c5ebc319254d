"""Lists: a screen reader says how many items come, if the list is one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.lint.registry import WARNING, Found, rule
from generator.lint.survey import Line, Survey

_BULLET = re.compile(r"(?:[•·∙‣⁃→⇒]\s*|[o–—‐‑−]\s+)(?=\S)")
_SIGN = re.compile(r"(?P<sign>[^\w\s\x00-\x7f])\ufe0f?\s*(?=\S)")
_NO_BULLETS = "©®°"
_CLOSE = re.compile(r"(?:[-+]|\*(?!.*\*))(?=[^\W\d_])")
"""A Markdown bullet without the space after it."""
_INLINE_BULLET = re.compile(r"(?:^|(?<=\s))[•●▪■\uf0b7]\s*(?=\S)|(?<=[a-z] )\* (?=[A-Za-z]{2})")
_FEWEST_INLINE = 3
_NUMBER = re.compile(
    r"\(?(?P<mark>\d{1,2}|[a-z]|[A-Z]|[ivx]{1,4})(?:[.)]|/(?=\s)|\s+[–-](?=\s))\s*(?=\S)"
    r"|(?:step|stage|part|schritt|étape|cam)\s+(?P<step>\d{1,2})\b|(?P<circled>[①-⑳])"
    r"|(?P<word>first|second|third|fourth|fifth)(?:ly)?[:,]\s",
    re.IGNORECASE,
)
_SEQUENCES = (
    [str(number) for number in range(1, 100)],
    list("abcdefghijklmnopqrstuvwxyz"),
    [chr(number) for number in range(ord("①"), ord("⑳") + 1)],
    ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"],
    ["first", "second", "third", "fourth", "fifth"],
)


@rule("list-pasted-bullets", WARNING, "WCAG 1.3.1, F2", "bullets pasted as letters")
def pasted_bullets(survey: Survey) -> Iterator[Found]:
    """Two or more lines that begin with a bullet of another program, or three in one line."""
    for run in _runs([line for line in survey.lines if _is_bullet(line.text)]):
        yield _pasted(run[0], f"{len(run)} lines begin with “{run[0].text[0]}” and are no list")
    for run in _runs([line for line in survey.lines if _CLOSE.match(line.text)]):
        if run[-1].number == run[0].number + len(run) - 1:
            problem = f"{len(run)} lines begin with “{run[0].text[0]}” without a space after it"
            yield _pasted(run[0], problem)
    for line in survey.lines:
        count = len(_INLINE_BULLET.findall(line.text))
        if count >= _FEWEST_INLINE:
            yield _pasted(line, f"{count} bullets stand in one line")


def _is_bullet(text: str) -> bool:
    return _bullet(text) is not None


def _bullet(text: str) -> re.Match[str] | None:
    """A bullet, or an arrow, tick, picture or private sign that stands for one, at the beginning.

    The space after it belongs to it.
    """
    sign = _SIGN.match(text)
    drawn = bool(sign) and unicodedata.category(text[0]) in {"So", "Co"}
    return _BULLET.match(text) or (sign if drawn and text[0] not in _NO_BULLETS else None)


def without_mark(text: str) -> str:
    """A line without the bullet or number that it begins with."""
    mark = _bullet(text) or _NUMBER.match(text)
    return text[mark.end() :] if mark else text


def _pasted(line: Line, problem: str) -> Found:
    return Found(
        line.number,
        f"{problem}; screen readers do not announce the items or their number.",
        "write “- ” before each item, each on its own line, and an empty line before the first",
    )


@rule("list-hand-numbered", WARNING, "WCAG 1.3.1, F2", "a list numbered by hand")
def hand_numbered(survey: Survey) -> Iterator[Found]:
    """Two or more lines with numbers or letters in sequence that Markdown does not know."""
    for run in _runs([line for line in survey.lines if _NUMBER.match(line.text)]):
        for part in _in_sequence(run):
            yield Found(
                part[0].number,
                f"these {len(part)} lines are numbered by hand; screen readers do not announce "
                "them as a list.",
                _how_to_number(part[0].text),
            )


def _how_to_number(text: str) -> str:
    """What makes a list of lines that begin as `text` does."""
    if not re.match(r"\(?(?:[a-z]|[ivx]{1,4})[.)]", text, re.IGNORECASE):
        return "write “1. ” before each item, and an empty line before the first"
    if not re.match(r"\(?[ai][.)]", text, re.IGNORECASE):
        return (
            "a list goes on only within itself: indent what is before these lines by four spaces, "
            "so that it belongs to the item above, and write an empty line after it"
        )
    spaces = ", and two spaces after each mark" if re.match("[A-Z]+\\.", text) else ""
    return f"write an empty line before the first item{spaces}; the first is a, A, i or I"


def _in_sequence(run: list[Line]) -> Iterator[list[Line]]:
    """The parts of a run of which each begins a sequence: letters may follow letters."""
    while len(run) > 1:
        marks = [_mark(line) for line in run]
        sequences = [*_SEQUENCES, *_going_on(run[0].text, marks[0])]
        longest = max(_alike(marks, sequence) for sequence in sequences)
        if longest > 1:
            yield run[:longest]
        run = run[max(1, longest) :]


def _going_on(text: str, mark: str) -> Iterator[list[str]]:
    """The sequences with which a list goes on that begins elsewhere: “(d)”, “(e)”.

    Only with brackets: “D. Lodge” and “E. Waugh” are names.
    """
    if re.match(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)", text):
        yield from (sequence[sequence.index(mark) :] for sequence in _SEQUENCES if mark in sequence)


def _alike(marks: list[str], sequence: list[str]) -> int:
    """How many marks are those with which a sequence begins."""
    pairs = enumerate(zip(marks, sequence, strict=False))
    return next(
        (at for at, (mark, other) in pairs if mark != other), min(len(marks), len(sequence))
    )


def _mark(line: Line) -> str:
    match = _NUMBER.match(line.text)
    return next(filter(None, match.groups()), "").lower() if match else ""


def _runs(lines: list[Line]) -> Iterator[list[Line]]:
    """Groups of two or more lines that follow each other, at most an empty line apart."""
    run: list[Line] = []
    for line in lines:
        if run and line.number > run[-1].number + 2:
            if len(run) > 1:
                yield run
            run = []
        run.append(line)
    if len(run) > 1:
        yield run
