"""Damages: faults inflicted on real outputs, with tools that are none of ours.

A damage is a small function on a place in a file. It belongs to the bench of its format, with the
rules of which one must name it and with what finds its places. It returns words of which a finding
under such a rule must mention one; None if, at this place, no reader would meet a difference:

    @HTML.damage("proof-level", at=headings)
    def lower_a_heading(heading: Element, _: Random) -> Words:
        heading.tag = "h6"
        return first_words(heading)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Generic, Protocol, TypeVar

Words = str | tuple[str, ...] | None
"""What a finding must mention: these words, or some of these."""

File = TypeVar("File")
File_contra = TypeVar("File_contra", contravariant=True)
Place = TypeVar("Place")


@dataclass(frozen=True, slots=True)
class Damage(Generic[File_contra]):
    """A kind of damage. `inflict` does it to an open file, at the place of that index."""

    name: str
    rules: frozenset[str]
    count: Callable[[File_contra], int]
    inflict: Callable[[File_contra, int, Random], Words]


class Shelf(Generic[File]):
    """Damages to files that are open."""

    def __init__(self) -> None:
        self.damages: list[Damage[File]] = []

    def damage(
        self, *rules: str, at: Callable[[File], Sequence[Place]], name: str = ""
    ) -> Callable[[Callable[[Place, Random], Words]], Callable[[Place, Random], Words]]:
        """Keep a function, under its own name or `name`."""

        def keep(act: Callable[[Place, Random], Words]) -> Callable[[Place, Random], Words]:
            self.damages.append(_damage(name or act.__name__, rules, at, act))
            return act

        return keep


class Bench(Shelf[File]):
    """The damages of a format, and how its files are opened and closed."""

    def __init__(
        self,
        opened: Callable[[bytes], File],
        closed: Callable[[File], bytes],
        also: Iterable[Damage[File]] = (),
    ) -> None:
        super().__init__()
        self.opened = opened
        self.closed = closed
        self.damages += also

    def places(self, data: bytes) -> dict[str, int]:
        """In how many places of a file each damage can be done."""
        file = self.opened(data)
        return {damage.name: damage.count(file) for damage in self.damages}

    def inflicted(self, damage: Damage[File], data: bytes, index: int) -> tuple[bytes, Words]:
        """A damaged copy of `data`, and what a finding must mention."""
        file = self.opened(data)
        words = damage.inflict(file, index, seeded(f"{damage.name} {index}"))
        return self.closed(file), words


def _damage(
    name: str,
    rules: Iterable[str],
    at: Callable[[File], Sequence[Place]],
    act: Callable[[Place, Random], Words],
) -> Damage[File]:
    return Damage(
        name=name.replace("_", " "),
        rules=frozenset(rules),
        count=lambda file: len(at(file)),
        inflict=lambda file, index, random: act(at(file)[index], random),
    )


def seeded(seed: str) -> Random:
    """Chance that is the same in every run."""
    return Random(seed)  # noqa: S311 (no secret depends on it)


def shown(text: str) -> str:
    """The beginning of some words, as a finding shows them: one line, 40 characters."""
    return next(iter(text.strip().splitlines()), "").strip()[:40].strip()


# Words ----------------------------------------------------------------------------------------


class Text(Protocol):
    """A stretch of words in a file that can be changed."""

    value: str


AnyText = TypeVar("AnyText", bound=Text)
Edit = Callable[[str, Random], tuple[str, str]]
"""The text changed, and the word concerned."""


def damage_words(shelf: Shelf[File], at: Callable[[File], Sequence[AnyText]], *also: str) -> None:
    """What can happen to the words of a text; rules that may name it `also`."""
    for edit, found in _EDITS.items():
        rules = "proof-altered", "proof-missing", *also
        shelf.damage(*rules, at=_having(at, found), name=edit.name)(edit.act)


@dataclass(frozen=True, slots=True)
class _Edit:
    edit: Edit

    @property
    def name(self) -> str:
        return self.edit.__name__

    def act(self, text: Text, random: Random) -> Words:
        text.value, word = self.edit(text.value, random)
        return word


def _having(
    at: Callable[[File], Sequence[AnyText]], found: Finder
) -> Callable[[File], Sequence[AnyText]]:
    return lambda file: [text for text in at(file) if any(found(text.value))]


_LONG = re.compile(r"[^\W\d_]{4,}")
_TWO_LONG = re.compile(
    r"(?P<one>[^\W\d_]{4,})(?P<between>\W+)(?!(?P=one)\b)(?P<other>[^\W\d_]{4,})"
)
_TWO = re.compile(r"(?P<one>[^\W\d_]+) (?P<other>[^\W\d_]+)")
_NUMBER = re.compile(r"\d+")


Finder = Callable[[str], Iterable[re.Match[str]]]
"""Where in a text an edit can be done."""


def _cased(text: str) -> Iterable[re.Match[str]]:
    """Long words with letters that have a case: Arabic, for one, has none."""
    return (word for word in _LONG.finditer(text) if word[0].swapcase() != word[0])


def _any(found: Finder, text: str, random: Random) -> re.Match[str]:
    return random.choice(list(found(text)))


def _replaced(text: str, found: re.Match[str], instead: str) -> str:
    return text[: found.start()] + instead + text[found.end() :]


def drop_a_word(text: str, random: Random) -> tuple[str, str]:
    word = _any(_LONG.finditer, text, random)
    return _replaced(text, word, ""), word[0]


def say_a_word_twice(text: str, random: Random) -> tuple[str, str]:
    word = _any(_LONG.finditer, text, random)
    return _replaced(text, word, f"{word[0]} {word[0]}"), word[0]


def alter_a_word(text: str, random: Random) -> tuple[str, str]:
    word = _any(_LONG.finditer, text, random)
    middle = len(word[0]) // 2
    letter = "x" if word[0][middle] != "x" else "z"
    return _replaced(text, word, word[0][:middle] + letter + word[0][middle + 1 :]), word[0]


def turn_the_case_of_a_word(text: str, random: Random) -> tuple[str, str]:
    word = _any(_cased, text, random)
    return _replaced(text, word, word[0].swapcase()), word[0]


def swap_two_words(text: str, random: Random) -> tuple[str, str]:
    two = _any(_TWO_LONG.finditer, text, random)
    return _replaced(text, two, two["other"] + two["between"] + two["one"]), two["one"]


def join_two_words(text: str, random: Random) -> tuple[str, str]:
    two = _any(_TWO.finditer, text, random)
    return _replaced(text, two, two["one"] + two["other"]), two["one"]


def alter_a_number(text: str, random: Random) -> tuple[str, str]:
    number = _any(_NUMBER.finditer, text, random)
    return _replaced(text, number, str(int(number[0]) + 1)), number[0]


_EDITS: Mapping[_Edit, Finder] = {
    _Edit(drop_a_word): _LONG.finditer,
    _Edit(say_a_word_twice): _LONG.finditer,
    _Edit(alter_a_word): _LONG.finditer,
    _Edit(turn_the_case_of_a_word): _cased,
    _Edit(swap_two_words): _TWO_LONG.finditer,
    _Edit(join_two_words): _TWO.finditer,
    _Edit(alter_a_number): _NUMBER.finditer,
}
