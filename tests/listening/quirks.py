"""What Orca and Chromium are known to say otherwise than they should, of any page.

Each kind has its reason, a source of a few lines that shows it (`quirks/NAME.md`), and a test that
it still occurs. A difference that none of them explains is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .comparison import FROM_RIGHT, Comparison, Difference, Token


@dataclass(frozen=True, slots=True)
class Quirk:
    """A kind of difference that is not the page's doing."""

    name: str
    reason: str
    explains: Callable[[Comparison, Difference], bool]


def unexplained(comparison: Comparison) -> list[Difference]:
    """The differences that no quirk explains."""
    return [each for each in comparison.differences if explanation(comparison, each) is None]


def explanation(comparison: Comparison, difference: Difference) -> Quirk | None:
    """The first quirk that explains a difference."""
    return next((quirk for quirk in QUIRKS if quirk.explains(comparison, difference)), None)


# Roles that belong to words -------------------------------------------------------------------

_ROLES_OF_WORDS = re.compile(
    r"heading level \d|link|caption|(?:column|row) header|description term|image"
)


def _role_of_parts(found: Comparison, difference: Difference) -> bool:
    token = difference.token
    if not (token.role and _ROLES_OF_WORDS.fullmatch(token.text)):
        return False
    if difference.added:
        return any(_has(found, thing, token) for thing in (difference.thing, difference.next_thing))
    return token.key in {each.key for each in found.around(difference.thing)}


def _has(found: Comparison, thing: int, token: Token) -> bool:
    return 0 <= thing < len(found.announcements) and any(
        said.role and said.text == token.text for said in found.announcements[thing].said
    )


# Containers -----------------------------------------------------------------------------------

_LEAVING = re.compile(r"leaving (list|blockquote)\.")
_LEAVING_SEVERAL = re.compile(r"Leaving (\d+) (list|blockquote)s\.")
_ENTERING = re.compile(r"List with \d+ items?|block quote|Nesting level \d+")
_AT_END = re.compile(r"leaving .*\.")


def _ends_of_containers(found: Comparison, difference: Difference) -> bool:
    token = difference.token
    if not token.role:
        return False
    if difference.added:
        several = _LEAVING_SEVERAL.fullmatch(token.text)
        if several:
            left = f"leaving {several[2]}."
            missing = [each for each in found.differences if each.token.text == left]
            return len(missing) >= int(several[1])
        return bool(_ENTERING.fullmatch(token.text)) and token.text in _open(found, difference.at)
    if _LEAVING.fullmatch(token.text):
        joined = any(
            _LEAVING_SEVERAL.fullmatch(each.text) for each in found.around(difference.thing)
        )
        if joined or _depth(found, difference.at) > 1:
            return True
    return bool(_AT_END.fullmatch(token.text)) and not any(
        each.thing > difference.thing and not _AT_END.fullmatch(each.text)
        for each in found.expected
    )


def _containers(found: Comparison, at: int) -> Iterator[tuple[str, ...]]:
    """The roles with which each container that is open at a token was entered."""
    stack: list[tuple[str, ...]] = []
    entered: dict[int, list[str]] = {}
    for token in found.expected[:at]:
        if token.role and _ENTERING.fullmatch(token.text):
            entered.setdefault(token.thing, []).append(token.text)
            if not token.text.startswith("Nesting"):
                stack.append(())
            stack[-1] = tuple(entered[token.thing])
        elif token.role and _LEAVING.fullmatch(token.text) and stack:
            stack.pop()
    yield from stack


def _open(found: Comparison, at: int) -> set[str]:
    return {role for entered in _containers(found, at) for role in entered}


def _depth(found: Comparison, at: int) -> int:
    return len(list(_containers(found, at)))


# Tables ---------------------------------------------------------------------------------------

_TABLE = re.compile(r"table with .*")


def _caption(found: Comparison, difference: Difference) -> bool:
    for thing in (difference.thing, difference.next_thing):
        if not 0 <= thing < len(found.announcements):
            continue
        said = found.announcements[thing].said
        if len(said) < 2 or not any(each.role and _TABLE.fullmatch(each.text) for each in said):
            continue
        heard = found.around(thing)
        words = [each.text for each in found.expected if each.thing == thing and not each.role]
        spoken = [each.text for each in heard if not each.role]
        roles = {each.text for each in heard if each.role}
        if spoken in (words, words * 2) and (difference.token.text in {*words, "caption", *roles}):
            return True
    return False


def _coordinates(found: Comparison, difference: Difference) -> bool:
    token = difference.token
    return (
        difference.added
        and token.role
        and bool(re.fullmatch(r"(?:row|column) \d+", token.text))
        and _in_table(found, difference.at)
    )


def _in_table(found: Comparison, at: int) -> bool:
    before = [each.text for each in found.expected[:at] if each.role]
    entered = sum(bool(_TABLE.fullmatch(each)) for each in before)
    return entered > before.count("leaving table.")


# Others ---------------------------------------------------------------------------------------


def _blank(_: Comparison, difference: Difference) -> bool:
    return not difference.added and difference.token.key == ("blank", True)


def _values(found: Comparison, difference: Difference) -> bool:
    token = difference.token
    return (
        difference.added
        and token.role
        and bool(re.fullmatch(r"\d+ values?", token.text))
        and _has(found, difference.thing, Token("description term", role=True))
    )


def _beginning_of_term(found: Comparison, difference: Difference) -> bool:
    if not difference.added and difference.token.text.startswith("Description list with "):
        return difference.at + 1 < len(found.expected) and any(
            _beginning_of_term(found, each)
            for each in found.differences
            if each.at == difference.at + 1
        )
    announcement = found.announcements[difference.thing]
    first = announcement.said[0].text
    term = _has(found, difference.thing, Token("description term", role=True))
    whole = len(announcement.said) == 2
    lost = difference.token.text in first or (whole and difference.token.text == "description term")
    return term and not difference.added and lost


def _number_from_right(_: Comparison, difference: Difference) -> bool:
    return difference.added and difference.token.key == (FROM_RIGHT, True)


QUIRKS = (
    Quirk(
        "role-of-parts",
        "Where a heading, link, caption, term or header cell has parts, such as emphasis or a"
        " link, Orca says its role after each part, or after the first, or before the words.",
        _role_of_parts,
    ),
    Quirk(
        "ends-of-containers",
        "Orca compares where it is with where it was: at the end of a list within a list it"
        " announces the outer one again, or several ends as one, or none; and at the end of the"
        " page it leaves nothing.",
        _ends_of_containers,
    ),
    Quirk(
        "caption-twice",
        "A table's caption is its name, said on entering, and a text of its own, said again;"
        " where it has parts, or names a scroll region too, only one of the two is said.",
        _caption,
    ),
    Quirk(
        "cell-coordinates",
        "When Orca reads all, it says row and column of those cells alone that begin with a link,"
        " a picture, code or emphasis.",
        _coordinates,
    ),
    Quirk(
        "blank",
        "When Orca reads all, it says nothing at an empty cell or item; when a person moves into"
        " it, it says “blank”.",
        _blank,
    ),
    Quirk(
        "values-counted",
        "Chromium counts a definition list's values for each term, and gives terms that share"
        " theirs “0 values” but for the last.",
        _values,
    ),
    Quirk(
        "beginning-of-term",
        "When Orca reads all, it leaves out the first part of a term that begins with an element,"
        " such as an abbreviation; line by line it says it, with its role, twice.",
        _beginning_of_term,
    ),
    Quirk(
        "number-from-right",
        "In text from right to left, Chromium gives an item's number as it looks: “. 1”.",
        _number_from_right,
    ),
)
