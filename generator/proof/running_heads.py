"""Words beside the flow: running heads and feet, and the names that we give to parts of a page."""

from __future__ import annotations

from generator.proof.report import Reporter, quoted
from generator.reading_order import ReadingOrder


def compare_running_heads(expected: ReadingOrder, found: ReadingOrder, reporter: Reporter) -> None:
    """Report running heads that are not those that we write, where the format is asked for them."""
    if expected.artifacts:
        for words in (each for each in expected.artifacts if each not in found.artifacts):
            reporter.report("proof-running-head", f"the running head {quoted(words)} was not found")
        for words in (each for each in found.artifacts if each not in expected.artifacts):
            reporter.report(
                "proof-running-head", f"{quoted(words)} stands at the head or foot of pages"
            )
    known = {*expected.labels}
    for name in dict.fromkeys(found.labels):
        if name not in known:
            reporter.report("proof-other-words", f"a part of the page is called {quoted(name)}")
