"""A source to begin with, for those who write one and for those who look at what can be written."""

from __future__ import annotations

import datetime as dt
import re

_FRONT_MATTER = """\
---
title: {title}
lang: {language}
date: {date}
# summary: One or two sentences, shown first.
# organisation: Who publishes it
# contact:
#   email: name@example.org
---
"""
_BODY = """
Say first what is new, for whom, and from when. Many readers stop here.

<!-- This is a comment, which is not published. Delete what you do not need. -->

## What changes

- One thing in each item.
- The next thing.

## What you can do

Read [how to describe a picture](https://www.w3.org/WAI/tutorials/images/) before you add one. \
A picture needs words for people who cannot see it.

Table: Opening hours

| Day | From | To |
|---|---|---|
| Monday | 9 am | 5 pm |
| Tuesday | 9 am | 1 pm |
"""
_BODY_ELSEWHERE = """
<!-- Write your text here. Headings begin with "## ", items of a list with "- ". -->

{title}
"""
_MARKUP = re.compile(r"[!-/:-@\[-`{-~]")
"""ASCII punctuation, which a backslash makes text (CommonMark 2.4)."""

ENGLISH = "en"


def example(title: str, language: str, markdown: str | None = None) -> str:
    """A source in `language`, a tag, that can be built as it stands.

    `markdown` is its title as the body of one would have it; by default the title's own words.
    """
    words = _MARKUP.sub(r"\\\g<0>", title) if markdown is None else markdown
    quoted = '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
    today = dt.datetime.now(dt.UTC).astimezone().date()
    facts = _FRONT_MATTER.format(title=quoted, language=language, date=today)
    return facts + (_BODY if is_english(language) else _BODY_ELSEWHERE.format(title=words))


def is_english(language: str) -> bool:
    """True for English of any country."""
    return language.partition("-")[0].lower() == ENGLISH
