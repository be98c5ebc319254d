"""Facts that the front matter states, in the wordings in which another program may show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.proof.lines import Line


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact: the key that states it, its line in the source, and its wordings."""

    key: str
    place: str
    wordings: tuple[str, ...]

    def in_words(self, words: str) -> bool:
        """True if `words` say it, among others."""
        return any(wording in words for wording in self.wordings)


def lost_facts(facts: Sequence[Stated], there: Sequence[Line]) -> tuple[Stated, ...]:
    """The facts that no line says."""
    return tuple(fact for fact in facts if not any(fact.in_words(line.words) for line in there))


def without_facts(facts: Sequence[Stated], there: Sequence[Line]) -> list[Line]:
    """The lines but for those that say nothing but a fact."""
    known = {wording for fact in facts for wording in fact.wordings}
    return [line for line in there if line.words not in known]
