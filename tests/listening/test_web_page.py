"""What Orca says of web pages in Chromium, held to the Document."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.content.announced import Announcement
from generator.proof.alignment import matched
from tests.listening.browser import Browser
from tests.listening.comparison import compare, described, expected_tokens, words_of
from tests.listening.pages import Page, page
from tests.listening.quirks import QUIRKS, Quirk, explanation, unexplained
from tests.listening.speech import Utterance

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
CHOSEN = (
    *(
        "announcement",
        "arabic",
        "consultation",
        "decorative",
        "definitions",
        "figures",
        "footnotes",
    ),
    *("front-matter-full", "languages", "minutes", "table-rich", "table-row-headers"),
    *("welsh-english", "callouts"),
)
"""What `make test` listens to: every construct, in as few pages as hold them. Soak takes all."""


Listen = Callable[[str, str], list[Utterance]]


@pytest.fixture
def listen(browser: Browser, tmp_path: Path) -> Listen:
    """Opens a page and gives what is said of it."""

    def open_page(name: str, markup: str) -> list[Utterance]:
        file = tmp_path / f"{name}.html"
        file.write_text(markup, encoding="utf-8")
        return browser.listen(file)

    return open_page


def findings(given: Page, said: list[Utterance]) -> list[str]:
    """What Orca said otherwise than it should, but for its quirks."""
    compared = compare(given.announcements, said[1:])
    return [described(compared, each) for each in unexplained(compared)]


# Samples ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CHOSEN)
def test_a_page_is_announced_as_its_document_says(
    name: str, samples: dict[str, Path], listen: Listen
) -> None:
    given = page(samples[name])
    said = listen(name, given.markup)
    assert findings(given, said) == []
    assert summary(said[0].text) == counted(given.announcements)


@pytest.mark.soak
def test_every_page_is_announced_as_its_document_says(
    samples: dict[str, Path], listen: Listen
) -> None:
    found = {}
    for name, source in samples.items():
        given = page(source)
        found[name] = findings(given, listen(name, given.markup))
    assert {name: each for name, each in found.items() if each} == {}


def summary(sentence: str) -> dict[str, int]:
    """What Orca counts on a page ("Page has 2 landmarks, 6 headings, 1 table, …")."""
    counts = re.findall(r"(\d+) (?:unvisited )?(heading|table|link)s?", sentence)
    return {noun: int(number) for number, noun in counts}


def counted(announcements: tuple[Announcement, ...]) -> dict[str, int]:
    """The same of what should be said."""
    roles = [said.text for each in announcements for said in each.said if said.role]
    kinds = {"heading": r"heading level \d", "table": r"table with .*", "link": "link"}
    counts = {
        noun: sum(bool(re.fullmatch(pattern, role)) for role in roles)
        for noun, pattern in kinds.items()
    }
    return {noun: count for noun, count in counts.items() if count}


# Languages -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["languages", "welsh-english", "arabic", "front-matter-full"])
def test_each_part_asks_for_the_voice_of_its_language(
    name: str, samples: dict[str, Path], browser: Browser, listen: Listen
) -> None:
    given = page(samples[name])
    listen(name, given.markup)
    found = [
        (word, language) for words, language in browser.languages() for word in words_of(words)
    ]
    expected = [
        (each.text, each.language) for each in expected_tokens(given.announcements) if each.language
    ]
    pairs = list(matched([word for word, _ in expected], [word for word, _ in found]))
    assert len(pairs) > 0.85 * len(expected)
    assert [
        (expected[one], found[other]) for one, other in pairs if expected[one] != found[other]
    ] == []
    foreign = {index for index, (_, spoken) in enumerate(expected) if spoken != given.language}
    assert len(foreign - {one for one, _ in pairs}) <= UNMATCHED.get(name, 0)


UNMATCHED = {"languages": 2}
"""Words in another language that no text of the tree holds: those of pictures."""


# Quirks ----------------------------------------------------------------------------------------


@pytest.mark.finds_faults
@pytest.mark.parametrize("quirk", QUIRKS, ids=lambda quirk: quirk.name)
def test_a_quirk_still_occurs(quirk: Quirk, listen: Listen) -> None:
    name = quirk.name
    given = page(HERE / "quirks" / f"{name}.md", alone=True)
    compared = compare(given.announcements, listen(name, given.markup)[1:])
    found = {explanation(compared, each) for each in compared.differences}
    assert unexplained(compared) == []
    assert {each.name for each in found if each} - {"ends-of-containers"} in ({name}, set())
    assert quirk in found


def test_there_are_at_most_ten_quirks_each_with_a_page() -> None:
    assert len(QUIRKS) <= 10
    pages = {file.stem for file in (HERE / "quirks").glob("*.md")}
    assert pages == {quirk.name for quirk in QUIRKS}


# Damage ----------------------------------------------------------------------------------------

QUESTIONS = '<h2 id="questions">Questions</h2>'
FIRST, SECOND = "<p>You can answer:</p>", '<h2 id="how-to-answer">How to answer</h2>'
REVERSED = 'style="display: flex; flex-direction: column-reverse"'

DAMAGES = {
    "a heading that is a paragraph": (
        *(QUESTIONS, "<p><b>Questions</b></p>"),
        ["line 27: “heading level 2” is missing, at “Questions [heading level 2]”"],
    ),
    "a label said twice": (
        *(QUESTIONS, f'<section role="doc-part" aria-label="Questions">{QUESTIONS}</section>'),
        ["“Questions” is added"],
    ),
    "a word that is hidden": (
        *("by post to:", 'by <span aria-hidden="true">post</span> to:'),
        ["line 19: “post” is missing, at “[bullet] by post to:”"],
    ),
    "an order that CSS alone makes right": (
        *(f"{SECOND}\n{FIRST}", f"<div {REVERSED}>{FIRST}{SECOND}</div>"),
        ["line 16: “You” is missing, at “You can answer:”", "“You” is added"],
    ),
    "a table without headers": (
        *('<th scope="col">Service</th>', "<td>Service</td>"),
        ["line 31: “column header” is missing, at “Service [column header]”"],
    ),
    "a list that is none": (
        *('<ul class="loose">', '<ul class="loose" role="presentation">'),
        ["line 18: “List with 3 items” is missing", "“leaving list.” is missing"],
    ),
    "a mark that is spoken": (
        *("</style>", "sup::before { content: '\\2060' }</style>"),
        ["line 44: “superscript” is added", "line 44: “an empty utterance” is added"],
    ),
}


@pytest.mark.finds_faults
@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_page_is_found(name: str, samples: dict[str, Path], listen: Listen) -> None:
    good, bad, expected = DAMAGES[name]
    given = page(samples["consultation"])
    free = re.sub(r'<meta http-equiv="Content-Security-Policy".*', "", given.markup)
    assert good in free
    found = findings(given, listen("damaged", free.replace(good, bad, 1)))
    for sentence in expected:
        assert any(sentence in each for each in found), found
