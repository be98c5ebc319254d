"""Cases kept as readable text: a title, what goes in, and what must come out.

§ title
what goes in
→ name
what must come out
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TITLE, ARROW = "§ ", "→ "


@dataclass(frozen=True, slots=True)
class Case:
    title: str
    given: str
    expected: dict[str, str]

    def __str__(self) -> str:
        parts = [f"{TITLE}{self.title}\n{self.given}"]
        parts += [f"{ARROW}{name}\n{text}" for name, text in self.expected.items()]
        return "".join(parts)


def cases(folder: Path) -> Iterator[Case]:
    """Every case of every file in `folder`."""
    for file in sorted(folder.glob("*.case")):
        for part in file.read_text(encoding="utf-8").split(f"\n{TITLE}"):
            yield _case(part.removeprefix(TITLE))


def _case(part: str) -> Case:
    title, _, rest = part.partition("\n")
    given, *answers = f"\n{rest}".split(f"\n{ARROW}")
    expected = {}
    for answer in answers:
        name, _, text = answer.partition("\n")
        expected[name] = text.strip("\n") + "\n"
    return Case(title, given.strip("\n") + "\n", expected)
