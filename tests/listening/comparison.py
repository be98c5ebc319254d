"""What Orca said, held to what it should say: missing, doubled, added or in another order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.content.announced import Announcement
from generator.proof.alignment import matched

from .speech import Utterance


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or a role; `thing` is the announcement that it is of."""

    text: str
    role: bool
    thing: int = -1
    language: str | None = None

    @property
    def key(self) -> tuple[str, bool]:
        """What makes two tokens the same."""
        return self.text, self.role


EMPTY = "an empty utterance"
FROM_RIGHT = "a number after its full stop"
_FROM_RIGHT = re.compile(r"\. (\d+)")
BULLETS = "•◦▪■"
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def expected_tokens(announcements: Sequence[Announcement]) -> list[Token]:
    """The words and roles of announcements, one by one."""
    return [
        token
        for thing, announcement in enumerate(announcements)
        for said in announcement.said
        for token in _tokens(said.text, said.role, thing, said.language)
    ]


def heard_tokens(said: Sequence[Utterance]) -> list[Token]:
    """The words and roles of utterances, one by one."""
    return [token for each in said for token in heard_in(each)]


def heard_in(utterance: Utterance) -> Iterator[Token]:
    text = utterance.text
    if not plain(text).strip() and not text.isspace():
        yield Token(EMPTY, role=True)
    if not utterance.role and text[:1] and text[:1] in BULLETS and text[1:2] in {" ", ""}:
        yield Token("bullet", role=True)
        text = text[1:]
    if not utterance.role and (number := _FROM_RIGHT.match(text)):
        yield Token(FROM_RIGHT, role=True)
        text = f"{number[1]}. {text[number.end() :]}"
    yield from _tokens(text, utterance.role, -1)


def _tokens(
    text: str,
    role: bool,  # noqa: FBT001
    thing: int,
    language: str | None = None,
) -> Iterator[Token]:
    if role:
        yield Token(text, role, thing)
    else:
        yield from (Token(word, role, thing, language) for word in words_of(text))


def words_of(text: str) -> Iterator[str]:
    """Words, numbers and signs; scripts without spaces letter by letter.

    Orca makes an utterance of each element and each sentence, which may end within a word.
    """
    for kind, group in groupby(plain(text), key=_kind):
        if kind in {"word", "number"}:
            yield "".join(group)
        elif kind != "space":
            yield from group


def _kind(character: str) -> str:
    if character.isspace():
        return "space"
    if _IDEOGRAPH.match(character):
        return "sign"
    return {"L": "word", "M": "word", "N": "number"}.get(unicodedata.category(character)[0], "sign")


def plain(text: str) -> str:
    """Text as compared: composed, without characters that no voice speaks."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(each for each in composed if unicodedata.category(each) != "Cf")


@dataclass(frozen=True, slots=True)
class Difference:
    """A token that is missing (`added` false) or was added.

    It happened at the expected token `at`: in the announcement `thing`, or, where it was added,
    between `thing` and `next_thing`.
    """

    token: Token
    added: bool
    thing: int
    next_thing: int
    at: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sequences of tokens, and where they differ."""

    announcements: Sequence[Announcement]
    expected: Sequence[Token]
    heard: Sequence[Token]
    partners: dict[int, int]
    differences: tuple[Difference, ...]

    def around(self, thing: int) -> list[Token]:
        """What was heard from the end of the thing before to the begin of the one after."""
        own = [index for index, token in enumerate(self.expected) if token.thing == thing]
        start = max((self.partners[i] for i in range(own[0]) if i in self.partners), default=-1)
        after = range(own[-1] + 1, len(self.expected))
        end = min((self.partners[i] for i in after if i in self.partners), default=len(self.heard))
        return list(self.heard[start + 1 : end])


def compare(announcements: Sequence[Announcement], said: Sequence[Utterance]) -> Comparison:
    """Align what was said with what was expected."""
    expected, heard = expected_tokens(announcements), heard_tokens(said)
    pairs = list(matched([each.key for each in expected], [each.key for each in heard]))
    return Comparison(
        announcements, expected, heard, dict(pairs), tuple(_differences(expected, heard, pairs))
    )


def _differences(
    expected: Sequence[Token], heard: Sequence[Token], pairs: Sequence[tuple[int, int]]
) -> Iterator[Difference]:
    left = right = 0
    for one, other in [*pairs, (len(expected), len(heard))]:
        for index in range(left, one):
            thing = expected[index].thing
            yield Difference(expected[index], False, thing, thing, index)  # noqa: FBT003
        before, after = _thing(expected, left - 1), _thing(expected, one)
        for index in range(right, other):
            yield Difference(heard[index], True, before, after, one)  # noqa: FBT003
        left, right = one + 1, other + 1


def _thing(expected: Sequence[Token], index: int) -> int:
    return expected[min(max(index, 0), len(expected) - 1)].thing


def described(comparison: Comparison, difference: Difference) -> str:
    """A difference as a sentence, with the line of the source."""
    announcement = comparison.announcements[difference.thing]
    place = announcement.place or "in text that we add"
    what = "is added" if difference.added else "is missing"
    return f"{place}: “{difference.token.text}” {what}, at “{announcement.text[:70]}”"
