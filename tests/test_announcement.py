"""The real announcement: complete in every format, the same bytes twice, nothing invented."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator.commands.outline import outline
from generator.content.formats import FORMATS
from generator.reading_order import Heading, List, Paragraph, ReadingOrder

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "source" / "announcement.md"

PARAGRAPHS = (
    "The government has pledged to tackle the misery caused by serious and organised criminals by "
    "drawing on all the powers, tools and expertise the UK has to offer.",
    "The strategy also sets out how the government will build the UK’s defences against serious "
    "and organised crime (SOC), track down the perpetrators and bring them to justice.",
    "According to the National Crime Agency there are around 4,600 serious and organised crime "
    "groups in the UK. These criminals use violence and intimidation in communities to operate and "
    "they prey on the most vulnerable in society, from victims of modern slavery and human "
    "trafficking to young people suffering sexual exploitation and abuse.",
    "The strategy is backed by funding of at least £48 million in 2019 to 2020 to further ramp up "
    "law enforcement capabilities to specifically tackle illicit finance.",
    "New measures in the SOC strategy include:",
    "The Serious and Organised Crime Strategy complements the Serious Violence Strategy launched "
    "in April which sets out the government’s response to serious violence and increases in knife "
    "crime, gun crime and homicide.",
    "It also has links to other government strategies, including the UK’s Strategy to Counter "
    "Terrorism, the UK Anti-Corruption Strategy, the National Cyber Security Strategy and the "
    "Modern Slavery Strategy.",
)
ITEMS = (
    "additional investment in the multi-agency National Economic Crime Centre (NECC) which is now "
    "operational and includes officers from the NCA, HM Revenue and Customs, City of London "
    "Police, Serious Fraud Office, Financial Conduct Authority Crown Prosecution Service and the "
    "Home Office",
    "piloting new approaches to preventing people engaging in serious and organised crime and "
    "building community resilience against it",
    "establishing a new national tasking framework for law enforcement",
    "improving engagement with the private sector, particularly the information and "
    "communications technology industry",
    "expanding our overseas capabilities, including establishing a new network of overseas policy "
    "specialists",
)
TITLE = "Government Launches New Strategy To Tackle Serious & Organised\u00a0Crime"
ALL = (
    "Latest News",
    TITLE,
    *PARAGRAPHS[:4],
    "New Measures",
    PARAGRAPHS[4],
    *ITEMS,
    *PARAGRAPHS[5:],
)


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The announcement in all five formats, built by the command."""
    folder = tmp_path_factory.mktemp("announcement")
    build(folder, "0")
    return {name: folder / f"announcement.{name}" for name in FORMATS}


def build(folder: Path, seed: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "generator", "build", str(SOURCE), "-o", str(folder)],
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )


@pytest.mark.parametrize("name", FORMATS)
def test_everything_is_there_in_order(name: str, outputs: dict[str, Path]) -> None:
    found = outline(outputs[name])
    blocks = [
        block
        for block in found.blocks
        if not (isinstance(block, Paragraph) and block.words.text == "Skip to main content")
    ]
    body = blocks[: 1 + 1 + len(PARAGRAPHS) + 1 + 1]
    assert [type(block) for block in body] == [
        Paragraph, Heading, *[Paragraph] * 4, Heading, Paragraph, List, *[Paragraph] * 2,
    ]  # fmt: skip
    assert tuple(words(ReadingOrder("", None, tuple(body)))) == ALL


def words(order: ReadingOrder) -> list[str]:
    """The words of headings, paragraphs and list items, in order."""
    told = []
    for block in order.blocks:
        if isinstance(block, List):
            told += [inner for item in block.items for inner in words_of(item.blocks)]
        else:
            told += words_of((block,))
    return told


def words_of(blocks: tuple[object, ...]) -> list[str]:
    return [block.words.text for block in blocks if isinstance(block, Heading | Paragraph)]


class Text(HTMLParser):
    """The text of markup, by a parser that is none of ours."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def told(path: Path) -> str:
    """The words of a file, by other means than our read-back, with spaces folded."""
    if path.suffix == ".pdf":
        done = subprocess.run(["pdftotext", "-q", str(path), "-"], capture_output=True, check=True)
        raw = done.stdout.decode()
    elif path.suffix in {".docx", ".epub"}:
        with zipfile.ZipFile(path) as archive:
            names = [n for n in archive.namelist() if n.endswith((".xhtml", "document.xml"))]
            raw = " ".join(_markup(archive.read(name).decode()) for name in names)
    else:
        text = path.read_text(encoding="utf-8")
        raw = _markup(text) if path.suffix == ".html" else text
    return _folded(raw)


def _folded(text: str) -> str:
    """Any white space (the title has a no-break space), bullets and joiners as one space."""
    return re.sub(r"[\s•\u2060]+", " ", text)


def _markup(text: str) -> str:
    parser = Text()
    parser.feed(text)
    return "".join(parser.parts)


@pytest.mark.parametrize("name", FORMATS)
def test_other_programs_find_every_sentence(name: str, outputs: dict[str, Path]) -> None:
    if name == "pdf":
        assert shutil.which("pdftotext"), "install poppler-utils: apt-get install poppler-utils"
    whole = told(outputs[name])
    for sentence in ALL:
        assert _folded(sentence) in whole


@pytest.mark.parametrize("name", FORMATS)
def test_the_widget_stays_out_and_no_date_is_invented(name: str, outputs: dict[str, Path]) -> None:
    whole = told(outputs[name])
    assert "bloggers" not in whole
    assert not re.search(r"\b(Published|Updated)\b", whole)


def test_the_source_is_the_given_text() -> None:
    body = re.sub(r"\s+", " ", SOURCE.read_text(encoding="utf-8").split("---", 2)[2])
    for sentence in (*PARAGRAPHS, *ITEMS):
        assert _folded(sentence) in body


def test_the_same_bytes_come_out_whatever_the_time_folder_and_seed(
    outputs: dict[str, Path], tmp_path: Path
) -> None:
    build(tmp_path, "4711")
    for path in (*outputs.values(), outputs["html"].with_name("announcement.manifest.json")):
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name
