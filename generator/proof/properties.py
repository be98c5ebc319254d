"""What a file says of itself: to libraries, shops and search engines, beside its words."""

from __future__ import annotations

from generator.proof.report import Reporter, quoted
from generator.reading_order import Property, ReadingOrder


def compare_properties(expected: ReadingOrder, found: ReadingOrder, reporter: Reporter) -> None:
    """Report what the file states and the source does not, and what it should state."""
    if expected.properties is None or found.properties is None:
        return
    left: dict[str, list[Property]] = {}
    for each in expected.properties:
        left.setdefault(each.name, []).append(each)
    for said in found.properties:
        [value] = said.wordings
        wanted = left.get(said.name, [])
        fits = next((e for e in wanted if not e.wordings or value in e.wordings), None)
        if fits is None:
            message = f"the file states {said.name} {quoted(value)}, and its source does not"
            reporter.report("proof-metadata", message)
        else:
            wanted.remove(fits)
    for name, wanted in left.items():
        for words in (" or ".join(map(quoted, e.wordings)) for e in wanted if e.needed):
            reporter.report("proof-metadata", f"the file does not state {name} {words}".rstrip())
