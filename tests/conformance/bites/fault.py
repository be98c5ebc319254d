"""A fault, and the kinds of file it is done to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

Content = TypeVar("Content")
Damage = Callable[[Content], None]


@dataclass(frozen=True, slots=True)
class Fault(Generic[Content]):
    """One small damage to a good file, and the rule by which each validator finds it."""

    name: str
    damage: Damage[Content]
    found_by: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Specimen:
    """A good file and its broken twins, whatever they consist of."""

    name: str
    suffix: str
    found_by: Mapping[str, Mapping[str, str]]
    """For each fault: the validators that must find it, each with its rule."""
    write: Callable[[Path, str | None], None]
    """Writes the twin that has the named fault, or the good file."""


def fault(name: str, damage: Damage[Content], **found_by: str) -> Fault[Content]:
    """A fault; validators are named as keywords, `verapdf_ua1` for `verapdf-ua1`."""
    return Fault(name, damage, {key.replace("_", "-"): rule for key, rule in found_by.items()})


def specimen(
    name: str,
    suffix: str,
    write: Callable[[Path, Damage[Content]], None],
    faults: Sequence[Fault[Content]],
) -> Specimen:
    """A specimen made from faults of one kind of content."""
    damages = {one.name: one.damage for one in faults}

    def write_twin(path: Path, fault_name: str | None) -> None:
        write(path, damages[fault_name] if fault_name else _leave)

    return Specimen(name, suffix, {one.name: one.found_by for one in faults}, write_twin)


def _leave(_: object) -> None:
    """The damage that the good file has."""
