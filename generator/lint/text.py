"""Words: what makes text hard to read, to hear or to trust."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.lint.registry import ADVICE, WARNING, Found, rule
from generator.lint.survey import Passage, Survey
from generator.model import Abbreviation, Emphasis, Heading, Image, Paragraph, Strong
from generator.walk import plain_text

_CAPITALS = re.compile(
    r"\b[^\W\d_a-z]{7,} [^\W\d_a-z]{7,}\b|\b[^\W\d_a-z]{2,}(?:[ '’-]+[^\W\d_a-z]{1,}){2,}\b"
)
_SHOUTED_LETTERS = 5
_ITALIC_WORDS = 25
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
_COLOUR = r"(?:red|green|blue|yellow|orange|amber|pink|purple|grey|gray|black)"
_SIDE = r"(?:left|right)"
_THING = (
    r"(?:box|boxes|button|link|table|chart|menu|image|picture|photo|diagram|figure|graph|map|"
    r"column|section|text|panel|list|area|icon|arrow|sidebar|field|form|tab|bar|instructions)"
)
_POSITION = re.compile(
    rf"""\b(?:
    (?:see|click|press|use|select|choose|tick|read|in|on|fill\ in|complete)\ (?:on\ )?(?:the\ )?(?:
      {_THING}\ (?:(?:on|to|at)\ the\ (?:{_SIDE}|top|bottom)|in\ (?:the\ {_SIDE}\ column|{_COLOUR}))
      |(?:top|bottom|upper|lower)[ -]{_SIDE}(?:-hand)?\ corner
      |(?:{_COLOUR}|round|square|{_SIDE})(?:-hand)?\ (?:{_THING}|side))
    |(?:see|shown|complete|use|click)\ (?:in\ )?
      (?:the\ |our\ )?(?:{_THING}\ )?(?:above|below)\b(?!\ the|\ [a-z]*\d|:)
    |the\ {_THING}\ (?:on|at|to)\ the\ (?:{_SIDE}|top|bottom)\b
    |(?:shown|marked|highlighted|printed|shaded|coloured|colored|written|displayed|flagged)
      \ in\ {_COLOUR}
    |(?<=the\ )(?:icon|button|link|box|menu)\ (?:in|at|on)\ the
      \ (?:top|bottom|upper|lower)[ -]{_SIDE}
    |(?:coloured|colored|shaded|highlighted|marked)\ {_COLOUR}
    |(?:items|fields|dates|days|rows|cells|areas|names|those|entries|figures|words|text)
      \ in\ {_COLOUR}\b
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_QUOTED = re.compile(r"[\"“‘«„]\w")
_NUMERIC_DATE = re.compile(
    r"(?<![\w./-])(?:0?[1-9]|[12]\d|3[01])([/.])(?:0?[1-9]|[12]\d|3[01])\1(?:20\d\d|[23]\d)"
    r"(?![\w/-]|\.\d)"
)
_PLACEHOLDER = re.compile(
    r"\[(?:(?i:insert|enter|add|your|date|name|address|time|place|tbc|tbd|todo)\b[^\]\[]*)\]"
    r"|\[(?:XX+|[A-Z][A-Z '/-]{3,})\]|\[[^\]\[]*\b(?:TBC|TBD|TBA)\b[^\]\[]*\]"
    r"|\[(?:[A-Za-z]+ ){0,2}(?i:name|date|address|time|place|number|amount|venue|location)\]"
    r"|(?<!\w)X{4,}(?!\w)|(?i:\blorem ipsum\b)|\b(?:TODO|FIXME)\b"
    r"|\bXX+(?=[ :/.-](?:XX|[A-Z][a-z]+|\d))"
    r"|(?i:^\s*untitled(?: document)?\s*$)"
)
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\s”’\")]+(?=[^\W\d_])")
_HTML = re.compile(r"\s*</?[A-Za-z][^<]*>")
_SENTENCE_WORDS = 45
_PARAGRAPH_WORDS = 150
_BOLD_WORDS = 40


@rule("text-capitals", WARNING, "WCAG 3.1, plain language", "a run of words in capitals")
def capitals(survey: Survey) -> Iterator[Found]:
    """Shouted words: hard to read, and spelt out by some screen readers."""
    for passage in survey.passages:
        shouted = next(filter(_is_shouted, _CAPITALS.findall(passage.prose)), None)
        if shouted:
            yield Found(
                survey.line_of(shouted[:20], passage.line),
                f"“{shouted[:40]}” is written in capitals; words lose their shape, and some "
                "screen readers spell them letter by letter.",
                "write it in ordinary letters, and **strongly** if it must stand out",
            )


def _is_shouted(words: str) -> bool:
    return words.isupper() and max(map(len, words.split())) >= _SHOUTED_LETTERS


@rule("text-italics", WARNING, "WCAG 1.4.8, dyslexia guidance", "a long passage in italics")
def italics(survey: Survey) -> Iterator[Found]:
    """Emphasis over many words is emphasis of nothing, and slanted letters tire."""
    for line, count in _long(survey, Emphasis, _ITALIC_WORDS):
        yield Found(
            line,
            f"{count} words in italics are hard to read for many people, with dyslexia above all.",
            "stress the few words that matter, or use a block quote (“> ”)",
        )


@rule("text-bold", ADVICE, "plain language", "a long passage in bold")
def bold(survey: Survey) -> Iterator[Found]:
    """Where everything is important, nothing is."""
    for line, count in _long(survey, Strong, _BOLD_WORDS):
        yield Found(
            line,
            f"{count} words are in bold, so nothing in them stands out to the eye, and many "
            "listeners do not hear bold at all.",
            "make the few words bold that must not be missed",
        )


def _long(survey: Survey, kind: type[Emphasis | Strong], most: int) -> Iterator[tuple[int, int]]:
    """The lines and word counts of emphasis that holds at least `most` words."""
    for passage in survey.passages:
        for inline in passage.inlines:
            if isinstance(inline, kind):
                count = len(plain_text(inline.content).split())
                if count >= most:
                    yield passage.line, count


@rule("text-acronym", ADVICE, "WCAG 3.1.4", "an acronym that nothing explains")
def acronym(survey: Survey) -> Iterator[Found]:
    """Capitals that stand for words which the text never gives, or gives too late."""
    seen = {*_KNOWN_ACRONYMS, *_STRESSED}
    everything = " ".join(passage.words for passage in survey.passages)
    for passage in survey.passages:
        seen |= {inline.text for inline in passage.inlines if isinstance(inline, Abbreviation)}
        for match in _ACRONYM.finditer(_said(passage)):
            short = match[0].removesuffix("s")
            if short in seen or _no_acronym(passage.prose, match):
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


def _no_acronym(words: str, match: re.Match[str]) -> bool:
    """True for Roman numerals, and for words that are written in capitals among others."""
    start, end = match.span()
    others = [found for found in _CAPITALS.finditer(words) if _is_shouted(found[0])]
    others += _PLACEHOLDER.finditer(words)
    if _ROMAN.fullmatch(match[0]) or any(o.start() <= start and end <= o.end() for o in others):
        return True
    beside = [*words[:start].split()[-1:], match[0], *words[end:].split()[:1]]
    capitals = [word for word in (each.strip(".,:;!?()") for each in beside) if word.isupper()]
    return len(capitals) > 1 and any(len(w) >= _SHOUTED_LETTERS for w in capitals if w.isalpha())


@rule("text-position", ADVICE, "WCAG 1.3.3, 1.4.1", "a place told by position or colour alone")
def position(survey: Survey) -> Iterator[Found]:
    """“The red button on the right” helps nobody who does not see it."""
    for passage in survey.passages:
        for match in _POSITION.finditer(passage.prose):
            end = _SENTENCE_END.search(passage.prose, match.end())
            if _QUOTED.search(passage.prose, match.start(), end.start() if end else 10**9):
                continue
            yield Found(
                survey.line_of(match[0], passage.line),
                f"“{match[0]}” names a thing by its place or colour alone, which not everybody "
                "perceives.",
                "name it by its words too: the button “Send”, the section “Prices”",
            )


def _said(passage: Passage) -> str:
    """The prose, unless it is an alternative text or HTML, which have rules of their own."""
    alone = len(passage.content) == 1 and isinstance(passage.content[0], Image)
    return "" if alone or _HTML.match(passage.prose) else passage.prose


@rule("text-date", ADVICE, "plain language", "a date in numbers that can be read two ways")
def date(survey: Survey) -> Iterator[Found]:
    """“03/04/2026” is in April for one reader and in March for another."""
    for passage in survey.passages:
        if passage.language.partition("-")[0] != "en":
            continue
        for match in _NUMERIC_DATE.finditer(_said(passage)):
            yield Found(
                survey.line_of(match[0], passage.line),
                f"“{match[0]}” is a different day to readers who put the month first, and is read "
                "aloud as numbers.",
                "write the month as a word: 3 April 2026",
            )


@rule("text-placeholder", WARNING, "WCAG 2.4.2, F25", "words that were to be replaced")
def placeholder(survey: Survey) -> Iterator[Found]:
    """What the template said, or what the author meant to come back to."""
    for passage in survey.passages:
        match = _PLACEHOLDER.search(_said(passage))
        if match:
            yield Found(
                survey.line_of(match[0], passage.line),
                f"“{match[0].strip()[:60]}” looks like words that you meant to replace; readers "
                "would be left without what belongs there.",
                "write what belongs there, or delete it",
            )


@rule("text-sentence-long", ADVICE, "WCAG 3.1.5, plain language", "a very long sentence")
def long_sentence(survey: Survey) -> Iterator[Found]:
    """Sentences that must be kept in mind for too long."""
    for passage in survey.passages:
        if isinstance(passage.block, Heading):
            continue
        for sentence in _SENTENCE_END.split(_said(passage)):
            count = len(sentence.split())
            if count > _SENTENCE_WORDS:
                yield Found(
                    survey.line_of(sentence[:20], passage.line),
                    f"this sentence has {count} words; whoever hears it must keep all of them in "
                    "mind to its end.",
                    "split it, or make its parts a list",
                )


@rule("paragraph-long", ADVICE, "WCAG 3.1.5, plain language", "a very long paragraph")
def long_paragraph(survey: Survey) -> Iterator[Found]:
    """A wall of text: nobody finds a place in it again."""
    for passage in survey.prose:
        count = len(_said(passage).split())
        if count > _PARAGRAPH_WORDS:
            yield Found(
                passage.line,
                f"this paragraph has {count} words; readers lose their place in it, and listeners "
                "cannot skip to its parts.",
                "begin a new paragraph with each new thought, or give the parts headings",
            )
