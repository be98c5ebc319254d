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
    _compare_pages(expected, found, reporter)
    known = {*expected.labels}
    for name in dict.fromkeys(found.labels):
        if name not in known:
            reporter.report("proof-other-words", f"a part of the page is called {quoted(name)}")


def _compare_pages(expected: ReadingOrder, found: ReadingOrder, reporter: Reporter) -> None:
    """Report what stands around pages and is missing on one: a number, a status, a footer."""
    for number, there in enumerate(found.around_pages, start=1):
        for words in expected.around_pages:
            if number == 1 and expected.cover and "{page}" in words:
                continue
            count = str(len(found.around_pages))
            said = words.replace("{page}", str(number)).replace("{pages}", count)
            if "".join(said.split()) not in "".join(there.split()):
                where = f"{quoted(said)} does not stand around page {number}"
                reporter.report("proof-running-head", where)
