"""Fixtures for all tests: every sample, built once."""

from __future__ import annotations

import fcntl
import json
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import settings

from generator.building.build import build
from generator.building.publish import publish
from generator.content.formats import FORMATS, with_editions
from generator.content.job import Options, source_date_epoch
from generator.document.facts import Edition
from tests import language_notices
from tests.language_notices import IN_GATE
from tests.long_documents import LONG

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
"""Tests press Ctrl-C; a shell tells what it runs in the background to ignore it."""

settings.register_profile("steady", derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
"""The same examples at each run, so that CI tells of the change and not of luck; `make soak`
looks for new ones."""

ROOT = Path(__file__).resolve().parent.parent


def sample_sources(folder: Path) -> dict[str, Path]:
    """Every sample by name: tests/samples, source/, and the long ones, written into `folder`."""
    found = {path.stem: path for path in sorted((ROOT / "tests" / "samples").glob("*.md"))}
    found |= {path.stem: path for path in sorted((ROOT / "source").glob("*.md"))}
    for name, write in LONG.items():
        found[name] = folder / f"{name}.md"
        found[name].write_text(write(), encoding="utf-8")
    return found


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all test processes of this run (each has its own base folder inside)."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """No two test processes are in here at once."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def samples(shared_folder: Path) -> dict[str, Path]:
    """The source of every sample, by name."""
    folder = shared_folder / "sources"
    with one_at_a_time(shared_folder):
        folder.mkdir(exist_ok=True)
        return sample_sources(folder)


@pytest.fixture(scope="session")
def built_samples(samples: dict[str, Path], shared_folder: Path) -> dict[str, list[Path]]:
    """Every sample in all five formats and both kinds of PDF: its outputs by the sample's name."""
    folder, listing = shared_folder / "built", shared_folder / "built.json"
    with one_at_a_time(shared_folder):
        if not listing.exists():
            folder.mkdir()
            listing.write_text(json.dumps(build_all(samples, folder)), encoding="utf-8")
    names = json.loads(listing.read_text(encoding="utf-8"))
    return {sample: [folder / name for name in found] for sample, found in names.items()}


@pytest.fixture(scope="session")
def built_notices(shared_folder: Path) -> dict[str, list[Path]]:
    """A notice in each of some languages, built as samples are."""
    folder, listing = shared_folder / "notices", shared_folder / "notices.json"
    with one_at_a_time(shared_folder):
        if not listing.exists():
            folder.mkdir()
            sources = {f"language-{each}": language_notices.write(each, folder) for each in IN_GATE}
            listing.write_text(json.dumps(build_all(sources, folder)), encoding="utf-8")
    names = json.loads(listing.read_text(encoding="utf-8"))
    return {sample: [folder / name for name in found] for sample, found in names.items()}


def build_all(samples: dict[str, Path], folder: Path) -> dict[str, list[str]]:
    """Build every sample into `folder`; returns the names of its outputs."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        jobs = {name: pool.submit(build_into, source, folder) for name, source in samples.items()}
        return {name: job.result() for name, job in jobs.items()}


CJK = (language_notices.CJK, language_notices.CJK.with_stem("NotoSansCJK-Bold"))
"""The font files that the Chinese and Japanese samples declare."""


def declared_fonts(source: Path) -> tuple[Path, ...]:
    """The font files with which a sample is built."""
    prefix, _, language = source.stem.partition("-")
    if prefix == "language":
        return language_notices.declared_fonts(language)
    return CJK if source.stem in {"chinese", "japanese"} else ()


LARGE_PRINT = frozenset(
    ("board-paper", "notice-of-works", "table-rich", "hebrew", "raised-lowered")
)
"""The samples whose large print goes through the gate; that of all others is proven."""


def build_into(source: Path, folder: Path) -> list[str]:
    """Build and publish one source; returns the names of its outputs, `*.ua2.pdf` among them."""
    fonts, epoch = declared_fonts(source), source_date_epoch()
    formats = with_editions(FORMATS, Edition if source.stem in LARGE_PRINT else [Edition.STANDARD])
    built = build(source, formats, Options(epoch=epoch, fonts=fonts))
    publish(folder, source.stem, built.files, built.manifest)
    second = build(source, ("pdf",), Options(pdf="ua-2", epoch=epoch, fonts=fonts))
    name = f"{source.stem}.ua2.pdf"
    (folder / name).write_bytes(second.files[f"{source.stem}.pdf"])
    return [*built.files, name]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--accept` takes what was built as the new golden files (`make golden`)."""
    parser.addoption("--accept", action="store_true", help="accept golden files as built")


LONGEST = (
    "conformance/test_gate.py", "test_round_trip.py", "publishing/test_surroundings.py",
    "test_commonmark.py", "mutation/test_mutation.py", "conformance/test_reading_engines.py",
    "listening/test_word_processor.py", "test_verify.py", "conformance/test_text_order.py",
    "test_service_limits.py", "pdf/test_isomorphism.py", "hostile/test_hostile.py",
    "conformance/test_bites.py", "publishing/test_signals.py", "machines/test_wheel.py",
    "test_limits.py", "growth/test_growth.py", "test_batch.py", "docx/test_libreoffice.py",
    "publishing/test_together.py", "adversary/test_adversary.py", "docx/test_round_trip.py",
)  # fmt: skip
"""The files of tests that take longest, in that order.

A process gets a whole file at a time; one that is begun last keeps the other process waiting.
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the longest files be begun first, and the others as they come."""
    place = {ROOT / "tests" / name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.path, len(place)))
