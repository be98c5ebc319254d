"""Places and colours: what a thing is called by those who do not see it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.lint.registry import ADVICE, Found, rule
from generator.lint.survey import SENTENCE_END, Survey

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


@rule("text-position", ADVICE, "WCAG 1.3.3, 1.4.1", "a place given by position or colour alone")
def position(survey: Survey) -> Iterator[Found]:
    """“The red button on the right” helps nobody who does not see it."""
    for passage in survey.passages:
        for match in _POSITION.finditer(passage.prose):
            end = SENTENCE_END.search(passage.prose, match.end())
            if _QUOTED.search(passage.prose, match.start(), end.start() if end else 10**9):
                continue
            yield Found(
                survey.line_of(match[0], passage.line),
                f"“{match[0]}” names a thing by its place or colour alone, which not everybody "
                "perceives.",
                "name it by its words too: the button “Send”, the section “Prices”",
            )
