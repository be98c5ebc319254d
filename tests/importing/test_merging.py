"""What colleagues change in our Word documents comes back as changes of the source."""

from __future__ import annotations

import difflib
import io
import itertools
import random
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest

from generator.commands.cli import main
from generator.findings.errors import SourceError
from generator.findings.finding import has_errors
from generator.importing.merging import Merged, merge
from generator.importing.merging.versions import docx_of
from generator.source import read
from generator.source.writing.trial import placeless
from tests.docx.office import Office
from tests.importing import staff
from tests.importing.edits import EDITS, Edited, edited

SAMPLES = Path(__file__).parents[1] / "samples"
NAMES = (
    *("board-paper", "notice-of-works", "minutes", "press-release", "consultation", "pictures"),
    *("health-alert", "bullet-lists", "header-rows", "footnotes", "definitions", "callouts"),
    *("table-row-headers", "welsh-english", "references", "statistics-bulletin", "figures"),
)


@cache
def sent(name: str) -> bytes:
    """The Word document of a sample."""
    return docx_of(read(SAMPLES / f"{name}.md").document)


def draws(seed: int, documents: dict[str, bytes]) -> Iterator[tuple[str, Edited]]:
    """Edits without end, of every kind in turn."""
    chance = random.Random(seed)  # noqa: S311 (for tests)
    for kind in itertools.cycle(EDITS):
        for _ in range(20):
            name = chance.choice(sorted(documents))
            source = (SAMPLES / f"{name}.md").read_text(encoding="utf-8")
            found = edited(documents[name], source, kind, chance)
            if found is not None:
                yield name, found
                break


def outcome(name: str, given: Edited, folder: Path) -> tuple[str, Merged]:
    """Whether an edit came back "exactly", was "reported", or was "lost" in silence."""
    source = SAMPLES / f"{name}.md"
    file = folder / "edited.docx"
    file.write_bytes(given.data)
    merged = merge(source, file)
    wanted = read(source, data=given.source.encode()).document
    found = read(source, data=merged.after.encode()).document
    same = placeless(found.blocks) == placeless(wanted.blocks)
    same &= [placeless(each.blocks) for each in found.notes] == [
        placeless(each.blocks) for each in wanted.notes
    ]
    if same and touched(merged.before, merged.after) <= touched(merged.before, given.source):
        return "exactly", merged
    return ("reported" if merged.findings else "lost"), merged


def touched(before: str, after: str) -> set[int]:
    """The lines of the one that are not in the other."""
    matcher = difflib.SequenceMatcher(None, before.split("\n"), after.split("\n"), autojunk=False)
    changed = (each for each in matcher.get_opcodes() if each[0] != "equal")
    return {line for _, first, last, _, _ in changed for line in range(first, last)}


def tried(count: int, seed: int, documents: dict[str, bytes], folder: Path) -> None:
    """Try so many edits: 98 of 100 come back exactly, none is lost in silence."""
    outcomes: Counter[str] = Counter()
    said = []
    for name, given in itertools.islice(draws(seed, documents), count):
        result, merged = outcome(name, given, folder)
        outcomes[result] += 1
        if result != "exactly":
            diff = difflib.unified_diff(
                given.source.split("\n"), merged.after.split("\n"), lineterm="", n=0
            )
            said.append("\n".join([f"{result} {name}, {given.what}", *diff]))
            said += map(str, merged.findings)
    shown = "\n".join([str(outcomes), *said])
    assert not outcomes["lost"], shown
    assert outcomes["exactly"] >= 0.98 * count, shown


@pytest.mark.slow
def test_edits_come_back(tmp_path: Path) -> None:
    tried(30, 26, {name: sent(name) for name in NAMES}, tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10))
def test_hundreds_of_edits_come_back(seed: int, tmp_path: Path) -> None:
    tried(50, seed, {name: sent(name) for name in NAMES}, tmp_path)


@pytest.mark.parametrize("name", NAMES)
def test_a_document_that_nobody_changed_changes_nothing(name: str, tmp_path: Path) -> None:
    file = tmp_path / "same.docx"
    file.write_bytes(sent(name))
    merged = merge(SAMPLES / f"{name}.md", file)
    assert merged.before == merged.after
    assert not merged.findings


@pytest.mark.soak
def test_edits_come_back_after_a_save_by_libreoffice(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    files = []
    for name in NAMES:
        files.append(tmp_path / f"{name}.docx")
        files[-1].write_bytes(sent(name))
    saved = Office(tmp_path_factory.mktemp("office")).converted(files, "docx", "saved")
    tried(100, 2, {file.stem: (saved / file.name).read_bytes() for file in files}, tmp_path)


NOTICE = """---
title: Bins at Easter
lang: en-GB
date: 2026-03-01
organisation: Northgate Council
---

We collect a day
later than usual.

<!-- allow link-text: the address is meant to be typed -->

* Put it out by __seven__.
* Take it in again.

Ask [us][1].

[1]: https://example.org/bins
"""


def notice(folder: Path, source: str = NOTICE) -> tuple[Path, Any]:
    """A source and its Word document, opened with python-docx."""
    file = folder / "bins.md"
    file.write_bytes(source.encode())
    return file, docx.Document(io.BytesIO(docx_of(read(file).document)))


def run_with(document: Any, words: str) -> Any:
    """The run that says this."""
    return next(r for p in document.paragraphs for r in p.runs if words in r.text)


def saved(document: Any, folder: Path) -> Path:
    """The Word document as a file."""
    file = folder / "bins-edited.docx"
    document.save(str(file))
    return file


def test_the_author_s_own_writing_stays(tmp_path: Path) -> None:
    source, document = notice(tmp_path, NOTICE.replace("\n", "\r\n"))
    run = run_with(document, "later")
    run.text = run.text.replace("later", "earlier")
    run_with(document, "seven").text = "eight"
    merged = merge(source, saved(document, tmp_path))
    wanted = NOTICE.replace("later", "earlier").replace("seven", "eight").replace("\n", "\r\n")
    assert merged.after == wanted
    assert not merged.findings


def test_comments_and_tracked_changes_have_their_lines(tmp_path: Path) -> None:
    source, document = notice(tmp_path)
    document.add_comment(run_with(document, "Ask"), "Whom?", author="Ben")
    paragraph = run_with(document, "again")._r.getparent()  # noqa: SLF001 (no other way)
    staff.raw(
        paragraph,
        '<w:ins w:id="91" w:author="Ann"><w:r><w:t xml:space="preserve"> Soon.</w:t></w:r></w:ins>'
        '<w:del w:id="92" w:author="Ann"><w:r><w:delText>Never.</w:delText></w:r></w:del>',
    )
    merged = merge(source, saved(document, tmp_path))
    assert merged.after == NOTICE.replace("in again.", "in again. Soon.")
    assert [(each.line, each.message) for each in merged.findings] == [
        (14, "“Soon.”, which Ann inserted, was accepted."),
        (14, "“Never.”, which Ann deleted, was left out."),
        (16, "a comment of Ben was left out: “Whom?”."),
    ]


def test_what_the_front_matter_says_is_changed_by_hand(tmp_path: Path) -> None:
    source, document = notice(tmp_path)
    run = run_with(document, "1 March 2026")
    run.text = run.text.replace("1 March", "2 March")
    merged = merge(source, saved(document, tmp_path))
    assert merged.after == merged.before
    assert any("“Published 2 March 2026”" in each.message for each in merged.findings)


def test_a_new_picture_and_a_title_come_along(tmp_path: Path) -> None:
    source, document = notice(tmp_path)
    run_with(document, "Bins at Easter").text = "Bins in May"
    shape = document.add_picture(str(staff.DOT))
    staff.described(shape, "A dot")
    assert main(["merge", str(source), str(saved(document, tmp_path)), "--write"]) == 0
    written = source.read_text(encoding="utf-8")
    assert "title: Bins in May" in written
    assert "![A dot](bins-edited-pictures/" in written
    assert not has_errors(read(source).findings)


def test_the_command_shows_a_diff_and_writes_when_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, document = notice(tmp_path)
    run_with(document, "again").text = "Take it in."
    file = str(saved(document, tmp_path))
    assert main(["merge", str(source), file]) == 0
    assert "-* Take it in again.\n+* Take it in.\n" in capsys.readouterr().out
    assert source.read_text(encoding="utf-8") == NOTICE
    assert main(["merge", str(source), file, "--write"]) == 0
    assert source.read_text(encoding="utf-8") == NOTICE.replace("in again", "in")
    assert main(["merge", str(source), file]) == 0
    assert "no change" in capsys.readouterr().out


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0old"])
def test_a_broken_file_changes_nothing(data: bytes, tmp_path: Path) -> None:
    source, _ = notice(tmp_path)
    file = tmp_path / "broken.docx"
    file.write_bytes(data)
    with pytest.raises(SourceError) as raised:
        merge(source, file)
    assert [each.rule for each in raised.value.findings] == ["import-unreadable"]
    assert main(["merge", str(source), str(source)]) == 2
