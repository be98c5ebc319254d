"""Facts that the front matter states, in the wordings in which another program may show them."""

from __future__ import annotations

from collections.abc import Sequence

from generator.proof.lines import Line
from generator.reading_order import StatedFact


def lost_facts(facts: Sequence[StatedFact], there: Sequence[Line]) -> tuple[StatedFact, ...]:
    """The facts that no line says."""
    return tuple(fact for fact in facts if not any(fact.in_words(line.words) for line in there))


def without_facts(facts: Sequence[StatedFact], there: Sequence[Line]) -> list[Line]:
    """The lines but for those that say nothing but a fact."""
    known = {wording for fact in facts for wording in fact.wordings}
    return [line for line in there if line.words not in known]
