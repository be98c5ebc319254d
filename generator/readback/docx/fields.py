"""Fields: instructions to Word, with the result that it last showed (ISO 29500-1, 17.16)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.reading_order import Mark


@dataclass(slots=True)
class Field:
    """A field that is open: its instruction until `instructed`, then its result.

    `replaced` is true where the result is what we know better: a call of note `label`. `page` is
    true for the number of a page, which Word counts anew.
    """

    instruction: str = ""
    instructed: bool = False
    mark: Mark | None = None
    label: str | None = None
    replaced: bool = False
    page: bool = False


@dataclass(frozen=True, slots=True)
class Instruction:
    """A field's instruction, as `HYPERLINK "https://example.org/"` with its switches."""

    name: str
    argument: str
    switches: frozenset[str]
    options: Mapping[str, str]


_WITH_WORDS = frozenset({"\\l", "\\o", "\\t", "\\s"})
"""Switches of HYPERLINK that are followed by words."""


def read_instruction(text: str) -> Instruction:
    """An instruction in its parts; quoted words lose their quotation marks."""
    words = [_unescaped(quoted) if quoted else bare for quoted, bare in _WORD.findall(text)]
    name = words[0].upper() if words else ""
    arguments: list[str] = []
    switches: set[str] = set()
    options: dict[str, str] = {}
    rest = iter(words[1:])
    for word in rest:
        if not word.startswith("\\"):
            arguments.append(word)
            continue
        switches.add(word.lower())
        if name == "HYPERLINK" and word.lower() in _WITH_WORDS:
            options[word.lower()] = next(rest, "")
    return Instruction(name, arguments[0] if arguments else "", frozenset(switches), options)


_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)
