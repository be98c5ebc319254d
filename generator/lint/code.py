"""Code: what is shown letter by letter, does not wrap, and is announced as code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.document.model import CodeBlock
from generator.lint.registry import WARNING, Found, rule
from generator.lint.survey import Survey

_FENCE = re.compile(r"`{3,}|~{3,}")
_SIGNS = re.compile(r"[{}\[\]<>=|\\$#@^~`_;]|\w\(|--|::|//|\S {2,}\S|\S\t")
"""What code has and prose has not, columns included."""
_SENTENCE = re.compile(r"[^\W\d].*[.!?…。！？।؟][”’\")]*", re.DOTALL)
_FEWEST_LETTERS = 20
_FEWEST_WORDS = 8
_SHARE_OF_LETTERS = 0.7
_SHARE_OF_SMALL = 0.6


@rule("code-prose", WARNING, "WCAG 1.3.1, 1.4.10", "an indented paragraph, which is code")
def prose(survey: Survey) -> Iterator[Found]:
    """Four spaces or a tab before a paragraph make code of it."""
    for block in survey.blocks:
        if isinstance(block, CodeBlock) and _is_indented(block, survey) and _is_prose(block.text):
            first_line = block.text.strip().partition("\n")[0]
            yield Found(
                block.position.line,
                f"“{first_line[:40].strip()}” is indented, so it is code: it does not wrap in a "
                "narrow window, and is not read as a sentence.",
                "delete the spaces or the tab before it; put code between two lines of ```",
            )


def _is_indented(block: CodeBlock, survey: Survey) -> bool:
    return not _FENCE.search(survey.document.lines[block.position.line - 1])


def _is_prose(text: str) -> bool:
    """True for sentences, and for many words most of which are small."""
    words = text.split()
    letters = sum(map(str.isalpha, text))
    shown = len("".join(words))
    if _SIGNS.search(text.strip()) or letters < max(_FEWEST_LETTERS, shown * _SHARE_OF_LETTERS):
        return False
    begins = text.strip()[:1]
    if begins.isalpha() and begins.islower():
        return False
    small = sum(word[:1].islower() for word in words)
    many = len(words) >= _FEWEST_WORDS and small >= len(words) * _SHARE_OF_SMALL
    return many or bool(_SENTENCE.fullmatch(text.strip()))
