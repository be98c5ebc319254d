"""LibreOffice, which no one here wrote, opens our files, saves them again and prints them.

What it loses itself is declared below, and told in golden/libreoffice.md: a loss that is not
declared fails, and so does a declaration that nothing needs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from generator.building.drawing import drawn
from generator.commands.outline import as_text
from generator.readback.docx import read_back as read_docx
from generator.readback.pdf import read_back as read_pdf
from generator.source import read_source
from tests.docx.documents import packed
from tests.docx.facts import NAMES, Facts, facts_of
from tests.docx.odt import read_odt
from tests.docx.office import Office
from tests.long_documents import LONG

FEW = (
    "announcement", "blocks-in-lists", "consultation", "decorative", "figures", "footnotes",
    "languages", "links", "mixed-lists", "notice-of-works", "numbered-lists", "table-row-headers",
)  # fmt: skip
"""What `make test` converts to PDF and ODT; `make soak` converts everything."""


@dataclass(frozen=True)
class Stage:
    """A file that LibreOffice makes of ours: how, and how it is read."""

    name: str
    conversion: str
    read: Callable[[bytes], Facts]

    @property
    def suffix(self) -> str:
        return self.conversion.partition(":")[0]


_TAGGED = ",".join(
    f'"{option}":{{"type":"boolean","value":"true"}}'
    for option in ("UseTaggedPDF", "PDFUACompliance")
)
DOCX = Stage("DOCX", "docx:MS Word 2007 XML", lambda data: facts_of(read_docx(data)))
ODT = Stage("ODT", "odt", read_odt)
PDF = Stage(
    "PDF",
    f"pdf:writer_pdf_Export:{{{_TAGGED}}}",
    lambda data: facts_of(read_pdf(data), labels_in_words=True),
)


# What is lost ---------------------------------------------------------------------------------

Value = Any
"""One of the facts: a list, or the dictionary of languages."""


@dataclass(frozen=True)
class Loss:
    """What LibreOffice does to a fact of some samples; `less` is the fact without it."""

    stages: tuple[Stage, ...]
    fact: str
    what: str
    samples: Collection[str]
    less: Callable[[Value], Value]
    also: Callable[[Facts], bool] = lambda _: False
    """Samples that are meant too, by what is in them."""

    def concerns(self, name: str, ours: Facts) -> bool:
        return name in self.samples or self.also(ours)


def _is_rtl(words: str) -> bool:
    return re.search("[\u0590-\u08ff]", words) is not None


def _rtl(facts: Facts) -> bool:
    return any(map(_is_rtl, facts.languages.values()))


def _asian(facts: Facts) -> bool:
    """True where there are Devanagari, Chinese, Japanese or Korean words."""
    words = "".join(facts.languages.values())
    return re.search("[\u0900-\u097f\u3040-\u9fff\uac00-\ud7ff]", words) is not None


def _every(change: Callable[[str], str]) -> Callable[[Value], Value]:
    """The change of each string in a fact."""

    def changed(value: Value) -> Value:
        match value:
            case str():
                return change(value)
            case dict():
                return {changed(key): changed(each) for key, each in value.items()}
            case list() | tuple():
                return [changed(each) for each in value]
            case _:
                return value

    return changed


def _sorted(words: str) -> str:
    return "".join(sorted(filter(str.isalnum, words)))


_letters = _every(_sorted)
_visual = _every(lambda words: _sorted(words) if _is_rtl(words) else words)
_to_picture = _every(lambda words: words.removesuffix(" decoration."))
_unspaced = _every(lambda words: words.replace(" ", ""))
_unrelated = _every(lambda words: re.sub(r"^(?:file:.*|[./]+)/(?=about/)", "", words))


def _in_one_language(value: dict[str, str]) -> str:
    return _sorted("".join(value.values()))


def _spoken(value: list[str]) -> list[str]:
    return [words for words in value if words]


def _without_contents(value: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [
        item for item in value if not re.match(r"(?:Chapter|Section|Heading number) \d", item[1])
    ]


def _unnested(value: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(path.rpartition("/")[2], words) for path, words in value]


def _none(_: Value) -> Value:
    return []


def _unnumbered(value: list[tuple[str, str]]) -> list[tuple[int, str]]:
    """Items with right-to-left words, by depth and letters."""
    return [
        (path.count("/"), "".join(filter(str.isalpha, _sorted(words))))
        if _is_rtl(words)
        else (path.count("/"), words)
        for path, words in value
    ]


LEFTWARDS = "right-to-left words are written from left to right"
BROKEN_WORD = "a word that is broken at the end of a line is two words"

LOSSES = (
    Loss(
        (DOCX, ODT, PDF),
        "alternatives",
        "pictures that are decoration are announced, without words; they have no such mark",
        {"decorative", "pictures"},
        _spoken,
    ),
    Loss(
        (ODT, PDF),
        "lists",
        "a contents list is paragraphs in styles Contents 1 to 6",
        {"many-headings", "sixty-pages"},
        _without_contents,
    ),
    Loss(
        (ODT, PDF),
        "links",
        "an address that is relative is resolved against the folder of the file",
        {"links"},
        _unrelated,
    ),
    Loss(
        (PDF,),
        "lists",
        "a list in a quotation in an item is tagged beside the list around it, not inside",
        {"blocks-in-lists", "table-deep"},
        _unnested,
    ),
    Loss((PDF,), "lists", "a paragraph ends at a picture", {"decorative"}, _to_picture),
    Loss((PDF,), "links", "the link of a picture is lost", {"figures"}, _none),
    Loss((PDF,), "headings", BROKEN_WORD, {"long-words"}, _unspaced),
    Loss((PDF,), "tables", BROKEN_WORD, {"long-words", "table-deep"}, _unspaced),
    Loss(
        (PDF,),
        "languages",
        "notes stand at the foot of their page, amid the text",
        (),
        _letters,
        lambda facts: bool(facts.notes),
    ),
    Loss(
        (PDF,),
        "languages",
        "words of another language in a right-to-left paragraph lose it",
        {"arabic", "hebrew"},
        _in_one_language,
    ),
    Loss(
        (PDF,),
        "links",
        "a change to bold in a link is a space",
        {"links"},
        _every(lambda words: words.replace(" ,", ",")),
    ),
    Loss((PDF,), "links", "links in right-to-left paragraphs are not tagged", (), _none, _rtl),
    Loss((PDF,), "lists", f"{LEFTWARDS}, and so are their numbers", (), _unnumbered, _rtl),
    *(
        Loss((PDF,), fact, LEFTWARDS, (), _visual, _rtl)
        for fact in ("headings", "tables", "notes", "languages")
    ),
    *(
        Loss((PDF,), fact, "room beside a character can be a space", (), _unspaced, _asian)
        for fact in ("headings", "lists", "tables", "notes", "links")
    ),
)


# Converting -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ours(samples: dict[str, Path], office: Office) -> dict[str, Path]:
    """Every sample as a DOCX of ours, in a folder beside those of what LibreOffice makes."""
    folder = office.folder / "ours"
    folder.mkdir()
    made = {}
    for name, source in samples.items():
        document = drawn(read_source(source)[0])
        made[name] = folder / f"{name}.docx"
        made[name].write_bytes(packed(document))
    return made


# The facts ------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("stage", [ODT, PDF], ids=lambda stage: stage.name)
def test_a_few_files_keep_their_facts(stage: Stage, ours: dict[str, Path], office: Office) -> None:
    assert complaints(stage, {name: ours[name] for name in FEW}, office) == []


@pytest.mark.soak
@pytest.mark.parametrize("stage", [DOCX, ODT, PDF], ids=lambda stage: stage.name)
def test_all_files_keep_their_facts(stage: Stage, ours: dict[str, Path], office: Office) -> None:
    assert complaints(stage, ours, office) == []


def complaints(stage: Stage, files: dict[str, Path], office: Office) -> list[str]:
    made = office.converted(files.values(), stage.conversion, stage.name)
    found = []
    for name, file in files.items():
        written = facts_of(read_docx(file.read_bytes()))
        read = stage.read((made / f"{name}.{stage.suffix}").read_bytes())
        found += [f"{name}: {said}" for said in _complaints(stage, name, written, read)]
    return found


def _complaints(stage: Stage, name: str, written: Facts, read: Facts) -> Iterable[str]:
    for fact in NAMES:
        one, other = getattr(written, fact), getattr(read, fact)
        for loss in LOSSES:
            if stage in loss.stages and loss.fact == fact and loss.concerns(name, written):
                if name in loss.samples and loss.less(one) == one and loss.less(other) == other:
                    yield f"nothing is lost: {loss.what}"
                one, other = loss.less(one), loss.less(other)
        if one != other:
            yield f"{fact}: {_first_difference(one, other)}"


def _first_difference(one: Value, other: Value) -> str:
    if isinstance(one, dict):
        one, other = sorted(one.items()), sorted(other.items())
    pairs = zip([*one, None], [*other, None], strict=False)
    first = next((pair for pair in pairs if pair[0] != pair[1]), (len(one), len(other)))
    return f"{str(first[0])[:200]} became {str(first[1])[:200]}"


# The reading order ----------------------------------------------------------------------------

Lines = list[str]


@dataclass(frozen=True)
class Change:
    """What LibreOffice changes in a DOCX that it saves; `less` leaves it out of an outline."""

    what: str
    less: Callable[[Lines], Lines]


def _replaced(pattern: str, by: str) -> Callable[[Lines], Lines]:
    return lambda lines: [re.sub(pattern, by, line) for line in lines]


def _dropped(pattern: str) -> Callable[[Lines], Lines]:
    return lambda lines: [line for line in lines if not re.fullmatch(pattern, line.strip())]


def _plain_header_cells(lines: Lines) -> Lines:
    kept = []
    in_header = False
    for line in lines:
        if not line.lstrip().startswith("–"):
            in_header = line.lstrip().startswith("cell (header of")
        if not (in_header and line.endswith(" is strong")):
            kept.append(line)
    return kept


def _silent(lines: Lines) -> Lines:
    quiet = _dropped("figure|– “▢”.* is a picture of “”")(lines)
    told = r"(?<=and )▢ (?=does not speak)|▢ (?=this dot|decoration)| \(place \d\)"
    return [re.sub(told, "", line) for line in quiet]


CHANGES = (
    Change(
        "every language gets a country: “cy” becomes “cy-GB”",
        _replaced(r"(\[|language |is in )([a-z]{2,3})-[A-Za-z-]+(?=[\],)]|$)", r"\1\2"),
    ),
    Change("header cells are bold by hand, not by the table's style", _plain_header_cells),
    Change("titles of links are lost", _replaced(" titled “[^”]*”$", "")),
    Change("code in a link is no longer in a code style", _dropped("– “coded” is code")),
    Change("pictures that are decoration are announced, without words", _silent),
    Change(
        "a reference within another language loses its own",
        _dropped(r"– “(In English, see|Tabl 3|\.|In English, see Tabl 3\.)” is in (en|cy)"),
    ),
    Change(
        "pages are counted",
        _dropped(r"artifact: \D*\d+\D+\d+\D*"),
    ),
)


@pytest.mark.slow
def test_the_outline_of_a_saved_file_is_that_of_ours(ours: dict[str, Path], office: Office) -> None:
    short = {name: file for name, file in ours.items() if name not in LONG}
    assert outline_complaints(short, office) == []


@pytest.mark.soak
def test_the_outline_of_a_long_saved_file_is_that_of_ours(
    ours: dict[str, Path], office: Office
) -> None:
    long = {name: file for name, file in ours.items() if name in LONG}
    assert [said for said in outline_complaints(long, office) if ":" in said] == []


def outline_complaints(files: dict[str, Path], office: Office) -> list[str]:
    made = office.converted(files.values(), DOCX.conversion, "outlines")
    found = []
    needed = set()
    for name, file in files.items():
        one, other = (list(as_text(read_docx(f.read_bytes()))) for f in (file, made / file.name))
        for change in CHANGES:
            if (change.less(one), change.less(other)) != (one, other):
                needed.add(change)
            one, other = change.less(one), change.less(other)
        different = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
        found += [f"{name}: {ours} became {theirs}" for ours, theirs in different[:3]]
        if len(one) != len(other):
            found.append(f"{name}: {len(one)} lines became {len(other)}")
    return found + [f"not needed, {each.what}" for each in CHANGES if each not in needed]


# The table ------------------------------------------------------------------------------------

GOLDEN = Path(__file__).parent / "golden" / "libreoffice.md"


def table() -> str:
    """What LibreOffice loses, as Markdown."""
    rows = [
        (", ".join(stage.name for stage in loss.stages), loss.fact, loss.what, _where(loss))
        for loss in LOSSES
    ]
    rows += [("DOCX", "outline", change.what, "where it applies") for change in CHANGES]
    head = ("LibreOffice writes", "of the", "what happens", "in")
    lines = ["| " + " | ".join(row) + " |" for row in (head, ("---",) * 4, *rows)]
    return "# What LibreOffice loses of our DOCX\n\n" + "\n".join(lines) + "\n"


def _where(loss: Loss) -> str:
    return ", ".join(sorted(loss.samples)) or "where it applies"


@pytest.mark.golden
def test_the_table_of_losses_is_true(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--accept", default=False):
        GOLDEN.write_text(table(), encoding="utf-8")
    assert GOLDEN.read_text(encoding="utf-8") == table()
