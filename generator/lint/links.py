"""Links: their words are often read without the text around them, in a list of links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.lint.registry import ERROR, WARNING, Found, rule
from generator.lint.survey import Survey
from generator.model import Link, Strikethrough
from generator.walk import plain_text

_VAGUE = frozenset(
    """click here|click this|click this link|here|this|this link|link|this page|this site|
    this website|this document|read more|more|learn more|find out more|see more|more info|
    more information|more details|details|continue|continue reading|go|start|download|website|
    page|read this|view|see here|visit|
    yma|cliciwch yma|darllen mwy|mwy|
    hier|hier klicken|mehr|mehr erfahren|weiterlesen|weitere informationen|
    ici|cliquez ici|en savoir plus|lire la suite|plus|
    aquí|haga clic aquí|leer más|más|más información|
    qui|clicca qui|leggi di più|aqui|clique aqui|saiba mais|klik hier|lees meer|meer informatie
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
"""Words that say nothing on their own, in the languages that notices of our users come in."""

_ADDRESS = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
_BARE = re.compile(
    r"(?<![\w@./=\"'-])(?:https?://|www\.)[^\s<>]+[^\s<>.,;:!?'\")\]]", re.IGNORECASE
)
_LOCAL = re.compile(r"file:|[A-Za-z]:[\\/]|%5C%5C|\\\\", re.IGNORECASE)


def _words(link: Link) -> str:
    return " ".join(plain_text(link.content).split())


@rule("link-empty", ERROR, "WCAG 2.4.4, 4.1.2", "a link without words")
def empty(survey: Survey) -> Iterator[Found]:
    """Links around nothing, or around a silent picture."""
    for link in survey.links:
        if not _words(link):
            yield Found(
                link.position.line,
                f"the link to “{link.target[:60]}” has no words; screen readers would spell its "
                "address.",
                "write between the brackets where it leads",
            )


@rule("link-silent-picture", ERROR, "WCAG 1.1.1, F89", "a picture as a link, without its words")
def silent_picture(survey: Survey) -> Iterator[Found]:
    """A figure that is a link and has no alternative text."""
    for figure in survey.figures:
        if figure.link is not None and not plain_text((figure.image,)).strip():
            yield Found(
                figure.position.line,
                f"this picture leads to “{figure.link[:60]}” but has no alternative text; screen "
                "readers would spell the address.",
                "let the alternative text say where the link leads",
            )


@rule("link-target-missing", ERROR, "WCAG 2.4.4", "a link without an address")
def target_missing(survey: Survey) -> Iterator[Found]:
    """`[words]()`."""
    for link in survey.links:
        if not link.target.strip():
            yield Found(
                link.position.line,
                f"the link “{_words(link)[:60]}” has no address, so it leads nowhere.",
                "write the address between the parentheses",
            )


@rule("link-text-vague", WARNING, "WCAG 2.4.4, 2.4.9", "a link that says “click here”")
def vague(survey: Survey) -> Iterator[Found]:
    """Link words that mean nothing in a list of links."""
    for link in survey.links:
        words = _words(link)
        if words.casefold().strip(" .…:!>»→’'") in _VAGUE:
            yield Found(
                link.position.line,
                f"“{words}” does not say where the link leads; many people hear links as a list, "
                "without the text around them.",
                "name the target: “the 2026 budget”, not “click here”",
            )


@rule("link-text-address", WARNING, "WCAG 2.4.4, 2.4.9", "an address as a link's words")
def address(survey: Survey) -> Iterator[Found]:
    """Addresses are read letter by letter."""
    for link in survey.links:
        words = _words(link)
        if _ADDRESS.fullmatch(words):
            yield Found(
                link.position.line,
                f"the words of this link are an address (“{words[:60]}”), which screen readers "
                "spell out.",
                f"name the target: [the name of the page]({link.target})",
            )


@rule("address-bare", WARNING, "WCAG 2.4.4", "an address in the text that is no link")
def bare(survey: Survey) -> Iterator[Found]:
    """Addresses that are text only: nobody can follow them."""
    for passage in survey.passages:
        linked = {
            plain_text(inline.content)
            for inline in passage.inlines
            if isinstance(inline, Link | Strikethrough)
        }
        for match in _BARE.finditer(passage.prose):
            if any(match[0] in words for words in linked):
                continue
            yield Found(
                survey.line_of(match[0], passage.line),
                f"the address “{match[0][:60]}” is text only: nobody can follow it, and screen "
                "readers spell it out.",
                f"write [the name of the page]({_absolute(match[0])})",
            )


def _absolute(address: str) -> str:
    return f"https://{address}" if address.lower().startswith("www.") else address


@rule("link-text-twice", WARNING, "WCAG 2.4.4, 2.4.9", "the same words lead to different places")
def same_words(survey: Survey) -> Iterator[Found]:
    """Links that cannot be told apart in a list of links."""
    first: dict[str, Link] = {}
    for link in survey.links:
        words = _words(link).casefold()
        earlier = first.setdefault(words, link)
        if words and words not in _VAGUE and earlier.target.rstrip("/") != link.target.rstrip("/"):
            yield Found(
                link.position.line,
                f"“{_words(link)}” leads elsewhere in line {earlier.position.line}; in a list of "
                "links the two cannot be told apart.",
                "say in each what is special about its target",
            )


@rule("link-local", WARNING, "WCAG 2.4.4", "a link to a file of one computer")
def local(survey: Survey) -> Iterator[Found]:
    """Links that work on the author's machine only."""
    for link in survey.links:
        if _LOCAL.match(link.target):
            yield Found(
                link.position.line,
                f"“{link.target[:60]}” is a place on one computer; for every reader the link is "
                "dead.",
                "publish the file and link to its public address",
            )
