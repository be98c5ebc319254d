"""Acronyms: words to those who know them, letters to everybody else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.document.model import Abbreviation, Paragraph
from generator.lint.registry import ADVICE, Found, rule
from generator.lint.survey import Survey
from generator.lint.text import CAPITALS, PLACEHOLDER, SHOUTED_LETTERS, is_shouted

_ACRONYM = re.compile(r"(?<![\w./-])[A-Z]{3,5}s?(?![\w/-])")
_KNOWN_ACRONYMS = frozenset(
    """AIDS API ASCII BBC CCTV CD COVID CSS CSV DIY DNA DOCX DVD EPUB EU FAQ GCSE GIF GMT GPS
    HIV HTML HTTP HTTPS ID ISBN ISO JPEG JSON MOT MP MPS NASA NATO NHS OK PDF PIN PNG
    RSVP SMS SQL SVG UK UN URL USA USB UTC UTF VAT WWW XML XXL XXXL YAML ZIP""".split()
)
_STRESSED = frozenset(
    """ALL AND ANY BUT CANNOT DO DONE EACH EVERY FOR FREE FROM HAS HAVE MAY MUST NEVER NEW NONE NOT
    NOTE NOW ONE ONLY OPEN OUT SHALL SHOULD STOP THE THIS TWO WARNING WILL YES YOU YOUR
    TIP INFO HELP""".split()
)
"""Words that are no acronyms, however loudly they are written."""
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_NEAR = 30
"""Letters to each side in which the neighbouring word is looked for."""


@rule("text-acronym", ADVICE, "WCAG 3.1.4", "an acronym that nothing explains")
def acronym(survey: Survey) -> Iterator[Found]:
    """Capitals that stand for words which the text never gives, or gives too late."""
    seen = {*_KNOWN_ACRONYMS, *_STRESSED}
    everything = " ".join(passage.words for passage in survey.passages)
    for passage in survey.passages:
        seen |= {inline.text for inline in passage.inlines if isinstance(inline, Abbreviation)}
        for match in _ACRONYM.finditer(_quiet(passage.said)):
            short = match[0].removesuffix("s")
            if short in seen or _is_word(passage.prose, match):
                continue
            somewhere = f"({short})" in everything or f"{short} (" in everything
            if somewhere and not isinstance(passage.block, Paragraph):
                continue  # a title or a cell may name what the text explains
            seen.add(short)
            if somewhere and _is_explained(passage.words, match):
                continue
            yield Found(
                survey.line_of(short, passage.line),
                f"“{short}” is {'explained further down only' if somewhere else 'not explained'}; "
                "people new to the subject do not know it.",
                f"write its words at first use, or a line “*[{short}]: its words”",
            )


def _is_explained(words: str, found: re.Match[str]) -> bool:
    """True for "Crime Centre (NECC)" and for "NECC (Crime Centre)"."""
    start, end = found.span()
    return words[max(0, start - 1) : end + 1] == f"({found[0]})" or words[end : end + 2] == " ("


def _quiet(words: str) -> str:
    """The words without what is written in capitals for another reason: shouts, placeholders."""
    less = PLACEHOLDER.sub(lambda match: " " * len(match[0]), words)
    return CAPITALS.sub(
        lambda match: match[0] if not is_shouted(match[0]) else " " * len(match[0]), less
    )


def _is_word(words: str, match: re.Match[str]) -> bool:
    """True for Roman numerals, and for words in capitals beside others in capitals."""
    start, end = match.span()
    before, after = words[max(0, start - _NEAR) : start], words[end : end + _NEAR]
    beside = [*before.split()[-1:], match[0], *after.split()[:1]]
    capitals = [word for word in (each.strip(".,:;!?()") for each in beside) if word.isupper()]
    loud = any(len(word) >= SHOUTED_LETTERS for word in capitals if word.isalpha())
    return bool(_ROMAN.fullmatch(match[0])) or (len(capitals) > 1 and loud)
