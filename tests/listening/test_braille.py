"""What a braille display of 40 cells shows of some pages: as Orca and liblouis write it.

`braille/NAME.txt` has each line of Orca's in print, and below it its cells in contracted braille,
by the table of the page's language. The pages are such that no line depends on the width of a
typeface: samples, and sources of a few lines beside the goldens.
"""

from __future__ import annotations

import json
import subprocess
import textwrap
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.document.languages import subtag
from tests.conformance.test_braille import TABLES
from tests.listening.browser import Browser
from tests.listening.pages import page

pytestmark = [pytest.mark.slow, pytest.mark.golden]

GOLDEN = Path(__file__).parent / "braille"
DOCUMENTS = ("definitions", "languages", "table-caption")
OTHERS = ("irish", "welsh")
CELLS = 40
BRAILLE_DISPLAY = True
EMPTY = "\N{BRAILLE PATTERN BLANK}"
UNDEFINED = "\N{BRAILLE PATTERN DOTS-3}\N{BRAILLE PATTERN DOTS-12567}"
"""How liblouis begins the number of a character that its table lacks: “'\\x2063'”."""


@pytest.mark.parametrize("name", [*DOCUMENTS, *OTHERS])
def test_a_page_in_braille(
    name: str,
    browser: Browser,
    samples: dict[str, Path],
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    file = tmp_path / f"{name}.html"
    given = page(GOLDEN / f"{name}.md" if name in OTHERS else samples[name])
    file.write_text(given.markup, encoding="utf-8")
    browser.listen(file)
    table = TABLES[str(subtag(given.language))]
    printed = list(_lines(browser))
    assert not [line for line in printed if any(map(_is_unseen, line))]
    shown = "".join(f"{line}\n{_cells(line, table)}\n\n" for line in printed)
    golden = GOLDEN / f"{name}.txt"
    if request.config.getoption("--accept"):
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8")


def test_a_character_without_cells_would_be_shown_as_its_number() -> None:
    assert UNDEFINED in _cells("a\u2063b", TABLES["en"])
    assert _is_unseen("\u2063")


def _lines(browser: Browser) -> Iterator[str]:
    """The lines that the display shows from the page's top to its end."""
    browser.press("ctrl+Home")
    while True:
        since = browser.desktop.mark()
        said = browser.press("Down")
        shown = [each for each in browser.desktop.reports(since) if each.startswith("BRAILLE ")]
        if not shown and not said:
            return
        if shown:
            yield json.loads(shown[-1].removeprefix("BRAILLE "))


def _cells(line: str, table: str) -> str:
    """A line in contracted braille, cut into pieces of 40 cells at its blanks."""
    command = ["lou_translate", "--forward", f"unicode.dis,{table}"]
    done = subprocess.run(command, input=line, capture_output=True, text=True, check=True)
    spaced = done.stdout.strip("\n").replace(EMPTY, " ")
    return "\n".join(textwrap.wrap(spaced, CELLS, break_on_hyphens=False)).replace(" ", EMPTY)


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in {"Cf", "Cc"}
