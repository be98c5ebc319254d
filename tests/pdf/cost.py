"""What a PDF costs, in the process's own time: `python -m tests.pdf.cost CHAPTERS` prints JSON."""

from __future__ import annotations

import gc
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from generator.content.added_text import add_text
from generator.content.job import Job, Options
from generator.packagers import pdf
from generator.packagers.pdf import conversion, weasy
from generator.readback.pdf import read_back
from generator.source import read_source
from tests.long_documents import sixty_pages


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds a page, and the process's greatest memory in MiB."""

    pages: int
    bare: float
    """WeasyPrint's layout of the same HTML and style, called as its manual says."""
    layout: float
    """WeasyPrint's layout as we call it."""
    drawing: float
    """WeasyPrint's operators and fonts."""
    ours: float
    """HTML from the model, words, tags, links, metadata, compression."""
    reading: float
    memory: float


class _Clock:
    """Adds up the time that functions take, and keeps what they were last given."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self.given: dict[str, tuple[Any, ...]] = {}

    def time(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*arguments: Any, **named: Any) -> Any:
            self.given[name] = arguments
            started = time.process_time()
            try:
                return function(*arguments, **named)
            finally:
                self.spent[name] = self.spent.get(name, 0) + time.process_time() - started

        return timed


def cost(chapters: int) -> Cost:
    """Make and read back a document of about four pages a chapter."""
    clock = _Clock()
    for module, names in {weasy: ("parse", "lay_out", "write"), conversion: ("finish",)}.items():
        for name in names:
            setattr(module, name, clock.time(name, getattr(module, name)))
    made = clock.time("make", pdf.make)(_long_job(chapters))
    pages, data = made.pages, made.data
    clock.time("read", read_back)(data)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    (markup,), (_, style, fetcher) = clock.given["parse"], clock.given["lay_out"][:3]
    clock.given.clear()
    del made
    gc.collect()
    clock.time("bare", _lay_out_barely)(markup, style, fetcher)
    spent = {name: seconds * 1000 / pages for name, seconds in clock.spent.items()}
    theirs = spent["parse"] + spent["lay_out"] + spent["write"] - spent["finish"]
    return Cost(
        pages=pages,
        bare=spent["bare"],
        layout=spent["parse"] + spent["lay_out"],
        drawing=spent["write"] - spent["finish"],
        ours=spent["make"] - theirs,
        reading=spent["read"],
        memory=memory,
    )


def _long_job(chapters: int) -> Job:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "long.md")
        source.write_text(sixty_pages(chapters), encoding="utf-8")
        document, _ = read_source(source)
    return Job(document, add_text(document), Options())


def _lay_out_barely(markup: str, style: str, fetcher: Any) -> None:
    configuration = FontConfiguration()
    sheet = weasyprint.CSS(string=style, font_config=configuration, url_fetcher=fetcher)
    html = weasyprint.HTML(string=markup, url_fetcher=fetcher)
    html.render(stylesheets=[sheet], font_config=configuration, presentational_hints=True)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(cost(int(sys.argv[1])))))
