"""Lists of definitions and divisions, which Word has only as the blocks that stand in them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from generator.document.model import (
    Block,
    Blocks,
    Definition,
    DefinitionList,
    Division,
    Document,
    Inlines,
    Paragraph,
    Position,
)
from generator.document.walk import Rebuilding

Container = Division | DefinitionList


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place in a container: for definitions, the entry, and which of them; None for a term."""

    container: Container
    entry: int = 0
    definition: int | None = None


def distinct(document: Document) -> Document:
    """The document; each block has a position that no other has."""
    numbers = itertools.count(1)

    def numbered(block: Block) -> Blocks:
        return (replace(block, position=Position(next(numbers))),)

    return Rebuilding(block=numbered).document(document)


@dataclass(slots=True)
class Containers:
    """Opens containers and closes them; knows the blocks of each by their positions."""

    slots: dict[int, tuple[_Slot, ...]] = field(default_factory=dict)
    _terms: Iterator[int] = field(default_factory=lambda: itertools.count(-2, -1))

    def opened(self, blocks: Blocks) -> Blocks:
        """The blocks; those within containers stand in their place."""
        return tuple(self._open(blocks, ()))

    def _open(self, blocks: Blocks, around: tuple[_Slot, ...]) -> Iterator[Block]:
        for block in blocks:
            match block:
                case Division(blocks=inside, language=language):
                    for each in self._open(inside, (*around, _Slot(block))):
                        yield each if each.language else replace(each, language=language)
                case DefinitionList(entries=entries):
                    for index, entry in enumerate(entries):
                        for term in entry.terms:
                            yield self._term(term, (*around, _Slot(block, index)))
                        for number, inside in enumerate(entry.definitions):
                            yield from self._open(inside, (*around, _Slot(block, index, number)))
                case _:
                    self.slots[block.position.line] = around
                    yield block

    def _term(self, term: Inlines, slots: tuple[_Slot, ...]) -> Block:
        position = Position(next(self._terms))
        self.slots[position.line] = slots
        return Paragraph(term, position, slots[-1].container.language)

    def closed(self, blocks: Blocks, depth: int = 0) -> Blocks:
        """The blocks in their containers again; what was added between two is in both's."""
        found: list[Block] = []
        slots = list(self._slots(blocks, depth))
        for container, run in itertools.groupby(
            zip(blocks, slots, strict=True), lambda pair: pair[1] and id(pair[1].container)
        ):
            inside = list(run)
            if container is None:
                found += (block for block, _ in inside)
            else:
                found.append(self._close([(b, slot) for b, slot in inside if slot], depth))
        return tuple(found)

    def _slots(self, blocks: Blocks, depth: int) -> Iterator[_Slot | None]:
        """The place of each block; an added one has that of the block before it."""
        known = [self._slot(block, depth) for block in blocks]
        last: _Slot | None = None
        for place, (block, slot) in enumerate(zip(blocks, known, strict=True)):
            if block.position.line in self.slots:
                last = slot
                yield slot
                continue
            following = next(
                (
                    other
                    for each, other in zip(blocks[place:], known[place:], strict=True)
                    if each.position.line in self.slots
                ),
                None,
            )
            goes_on = last and following and last.container is following.container
            yield last if goes_on or _same_language(last, block) else None

    def _slot(self, block: Block, depth: int) -> _Slot | None:
        slots = self.slots.get(block.position.line, ())
        return slots[depth] if depth < len(slots) else None

    def _close(self, inside: Sequence[tuple[Block, _Slot]], depth: int) -> Block:
        container = inside[0][1].container
        if isinstance(container, Division):
            blocks = self.closed(tuple(block for block, _ in inside), depth + 1)
            bare = (
                replace(each, language=None)  # type: ignore[arg-type] # no division
                if each.language == container.language
                else each
                for each in blocks
            )
            return replace(container, blocks=tuple(bare))
        entries: list[Definition] = []
        entry_runs = itertools.groupby(inside, lambda pair: pair[1].entry)
        for _, entry_run in entry_runs:
            entries.append(self._entry([*entry_run], depth))
        whole = tuple(each for each in entries if each.terms or each.definitions)
        return replace(container, entries=whole)

    def _entry(self, inside: Sequence[tuple[Block, _Slot]], depth: int) -> Definition:
        terms: list[Inlines] = []
        definitions: list[Blocks] = []
        for number, run in itertools.groupby(inside, lambda pair: pair[1].definition):
            blocks = tuple(block for block, _ in run)
            if number is None:
                first, rest = blocks[:1], blocks[1:]
                terms += (each.content for each in first if isinstance(each, Paragraph))
                more = tuple(each for each in rest if each.position.line not in self.slots)
                known = (each for each in rest if each.position.line in self.slots)
                terms += (each.content for each in known if isinstance(each, Paragraph))
                definitions += [more] if more else []
            else:
                definitions.append(self.closed(blocks, depth + 1))
        return Definition(tuple(terms), tuple(definitions), Position(0))


def _same_language(slot: _Slot | None, block: Block) -> bool:
    return (
        slot is not None
        and isinstance(slot.container, Division)
        and block.language == slot.container.language
    )
