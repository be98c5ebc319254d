"""Links: their words are often read without the text around them, in a list of links."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import unquote

from generator.document.contact_links import BARE_ADDRESS, BARE_MAIL
from generator.document.kinds import Lines
from generator.document.model import Link, Paragraph, Strikethrough
from generator.document.walk import landing, plain_text
from generator.lint.markup import MALFORMED_LINK
from generator.lint.registry import ADVICE, ERROR, WARNING, Found, rule
from generator.lint.survey import Survey

_VAGUE = frozenset(
    """click here|click this|click this link|here|this|this link|link|this page|this site|
    this website|this document|read more|more|learn more|find out more|see more|more info|
    more information|more details|details|continue|continue reading|go|start|download|website|
    page|read this|view|see here|visit|
    yma|cliciwch yma|darllen mwy|mwy|
    hier|hier klicken|mehr|mehr erfahren|weiterlesen|weitere informationen|
    ici|cliquez ici|en savoir plus|lire la suite|plus|
    aquí|haga clic aquí|leer más|más|más información|
    qui|clicca qui|leggi di più|aqui|clique aqui|saiba mais|klik hier|lees meer|meer informatie|
    anseo|cliceáil anseo|léigh tuilleadh|tuilleadh|tutaj|kliknij tutaj|więcej|czytaj więcej|
    här|klicka här|läs mer|her|klik her|læs mere|aici|click aici|citește mai mult|
    burada|buraya tıklayın|devamını oku|εδώ|πατήστε εδώ|περισσότερα|
    тут|здесь|натисніть тут|нажмите здесь|докладніше|подробнее|
    هنا|اضغط هنا|اقرأ المزيد|المزيد|כאן|לחצו כאן|לחץ כאן|קרא עוד|
    यहाँ|यहाँ क्लिक करें|यहां क्लिक करें|और पढ़ें|
    这里|点击这里|更多|了解更多|こちら|ここをクリック|詳細|もっと見る
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
"""Words that say nothing on their own, in the languages that notices of our users come in."""

_ADDRESS = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_POLITE = re.compile(r"^(?:please|just|simply|so|then|or) |[, ]+(?:please|now|today|first)$")
_CLICK = re.compile(
    r"(?:click(?:ing)? (?:here|this|on|to)|cliquez ici|klicken sie hier|cliciwch yma)\b"
)
_HERE = re.compile(r"\w+ (?:here|hier|ici|aquí|yma)")
_LOCAL = re.compile(r"file:|[A-Za-z]:(?:[\\/]|%5C)|%5C%5C|\\\\", re.IGNORECASE)
_BEGINNING = re.compile(r"[a-z]{3,7}(?::/*|//)(?=[\w])(?:https?:/*)?", re.IGNORECASE)
_WITH_HOST = frozenset({"http", "https", "mailto"})
_LONG_IN_LETTERS = 120


def _words(link: Link) -> str:
    return " ".join(plain_text(link.content).split())


@rule("link-empty", ERROR, "WCAG 2.4.4, 4.1.2", "a link without words")
def empty(survey: Survey) -> Iterator[Found]:
    """Links around nothing, or around a silent picture; what leads nowhere has been reported."""
    known = {named[0] for block in survey.blocks if (named := landing(block)) is not None}
    for link in survey.links:
        if not _words(link) and (not link.reference or link.internal in known):
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
        if _is_vague(words):
            yield Found(
                link.position.line,
                f"“{words}” does not say where the link leads; many people hear links as a list, "
                "without the text around them.",
                "name the target: “the 2026 budget”, not “click here”",
            )


def _is_vague(words: str) -> bool:
    bare = _POLITE.sub("", words.casefold().strip(" .…:!<>«»‹›→←’'\"“”")).strip()
    return (
        bare in _VAGUE
        or bool(_CLICK.match(bare) or _HERE.fullmatch(bare))
        or (bool(words) and not any(map(str.isalnum, words)))
    )


@rule("link-text-address", WARNING, "WCAG 2.4.4, 2.4.9", "an address as a link's words")
def address(survey: Survey) -> Iterator[Found]:
    """Addresses are read letter by letter; in a contact they are what somebody came for."""
    in_contacts = {id(link) for link in _links_of_contacts(survey)}
    for link in survey.links:
        words = _words(link)
        if _ADDRESS.fullmatch(words) and id(link) not in in_contacts:
            yield Found(
                link.position.line,
                f"the words of this link are an address (“{words[:60]}”), which screen readers "
                "spell out.",
                f"name the target: [the name of the page]({link.target})",
            )


def _links_of_contacts(survey: Survey) -> Iterator[Link]:
    for passage in survey.prose:
        block = passage.block
        if isinstance(block, Paragraph) and block.lines is Lines.CONTACT:
            yield from (inline for inline in passage.inlines if isinstance(inline, Link))


@rule("address-bare", WARNING, "WCAG 2.4.4", "an address in the text that is not a link")
def bare(survey: Survey) -> Iterator[Found]:
    """Addresses that are text only: nobody can follow them."""
    for passage in survey.passages:
        linked = {
            plain_text(inline.content)
            for inline in passage.inlines
            if isinstance(inline, Link | Strikethrough)
        }
        malformed = [found.span() for found in MALFORMED_LINK.finditer(passage.prose)]
        for match in (*BARE_ADDRESS.finditer(passage.prose), *BARE_MAIL.finditer(passage.prose)):
            inside = any(start <= match.start() < end for start, end in malformed)
            if inside or any(match[0] in words for words in linked):
                continue
            problem, hint = _bare_address(match[0])
            if passage.block is None:
                hint = "give the address in the text, as a link; facts hold none"
            yield Found(survey.line_of(match[0], passage.line), problem, hint)


def _bare_address(address: str) -> tuple[str, str]:
    """What is wrong with an address in the text, and what to write."""
    if "@" in address and _MAIL.fullmatch(address):
        return f"“{address[:60]}” is text only: nobody can follow it.", f"write <{address}>"
    _, corrected = _slip(address) or ("", address)
    problem = (
        f"the address “{address[:60]}” is text only: nobody can follow it, and screen readers "
        "spell it out."
    )
    return problem, f"write [the name of the page]({corrected})"


@rule("link-text-twice", WARNING, "WCAG 2.4.4, 2.4.9", "the same words lead to different places")
def same_words(survey: Survey) -> Iterator[Found]:
    """Links that cannot be distinguished in a list of links; each words are reported once."""
    alike: dict[str, dict[str, Link]] = defaultdict(dict)
    for link in survey.links:
        alike[_words(link).casefold()].setdefault(link.target.rstrip("/"), link)
    for words, targets in alike.items():
        if not words or _is_vague(words) or len(targets) == 1:
            continue
        first, second, *more = targets.values()
        where = f"elsewhere in line {first.position.line}"
        if more:
            where = f"to {len(targets)} different places, first in line {first.position.line}"
        yield Found(
            second.position.line,
            f"“{_words(second)}” leads {where}; in a list of links they cannot be distinguished.",
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


@rule("link-address-mistyped", WARNING, "WCAG 2.4.4, RFC 3986", "a web address with a slip")
def mistyped(survey: Survey) -> Iterator[Found]:
    """`www.example.org` without `https://`, misspelt beginnings, a comma for a full stop."""
    for link in survey.links:
        target = unquote(link.target.strip())
        slip = _slip(target)
        if slip:
            problem, corrected = slip
            yield Found(
                link.position.line,
                f"the address “{target[:60]}” {problem}; the link leads nowhere.",
                f"write {corrected}",
            )


def _slip(target: str) -> tuple[str, str] | None:
    """What is wrong with an address, and what was meant; None if nothing is."""
    begin = _BEGINNING.match(target)
    if _MAIL.fullmatch(target):
        return "has no “mailto:”, so it is taken for a file beside this one", f"mailto:{target}"
    if target.lower().startswith("www."):
        return (
            "has no “https://”, so it is taken for a file beside this one",
            f"https://{_corrected_host(target)}",
        )
    if begin and _is_misspelt(begin[0]):
        rest = target[begin.end() :].lstrip("/:")
        return f"begins with “{begin[0]}”", f"https://{_corrected_host(rest)}"
    scheme, _, rest = target.partition("://" if "://" in target else ":")
    corrected = _corrected_host(rest)
    several = rest.count("@") > 1  # “mailto:” takes a list
    if scheme.lower() not in _WITH_HOST or corrected == rest or several:
        return None
    before = target[: len(target) - len(rest)]
    return "has another sign where a full stop belongs", f"{before}{corrected}"


def _corrected_host(address: str) -> str:
    """An address without its scheme, its host with full stops where other signs stand."""
    host = re.match(r"[^/?#]*", address)
    name = host[0] if host else ""
    return re.sub(r"(?<![,;\s])[,;\s]++(?=\w)|\.{2,}", ".", name) + address[len(name) :]


def _is_misspelt(beginning: str) -> bool:
    """True for "htps://", "http//", "https:/example.org", "http://https://…"."""
    scheme, slashes = beginning.rstrip(":/").lower(), beginning.lstrip("abcdefghijklmnopqrstuvwxyz")
    near = "://" in scheme or scheme in {"http", "https"} or _is_nearly_http(scheme)
    return near and not (scheme in {"http", "https"} and slashes == "://")


def _is_nearly_http(scheme: str) -> bool:
    import difflib  # most links begin as they should

    known = {"ftp", "ftps", "sftp", "shttp"}
    close = difflib.get_close_matches(scheme, ["http", "https"], cutoff=0.8)
    return scheme not in known and bool(close)


@rule("link-split", WARNING, "WCAG 2.4.4, H2", "one link written as two")
def split(survey: Survey) -> Iterator[Found]:
    """Two links side by side with one target are met as two."""
    for passage in survey.passages:
        content = [inline for inline in passage.content if plain_text((inline,)).strip()]
        links = [(a, b) for a, b in pairwise(content) if isinstance(a, Link)]
        for first, second in links:
            if isinstance(second, Link) and first.target == second.target:
                yield Found(
                    second.position.line,
                    f"“{_words(first)[:40]}” and “{_words(second)[:40]}” lead to the same place; "
                    "by keyboard or ear one must pass it twice.",
                    "make one link of the two",
                )


@rule("link-text-long", ADVICE, "WCAG 2.4.4", "a link as long as a sentence")
def long(survey: Survey) -> Iterator[Found]:
    """Link words are announced in a list of links, each without pause."""
    for link in survey.links:
        words = _words(link)
        if len(words) > _LONG_IN_LETTERS and not _ADDRESS.fullmatch(words):
            yield Found(
                link.position.line,
                f"the words of this link have {len(words)} letters; in a list of links they are "
                "read in one go, and are hard to say to a computer that listens.",
                "keep the words that name the target, and leave the others outside the brackets",
            )
