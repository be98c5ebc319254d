"""Fixtures for all tests: every sample, built once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import settings

from generator.build import build
from generator.publish import publish
from tests.long_documents import LONG

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
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The source of every sample, by name."""
    return sample_sources(tmp_path_factory.mktemp("sources"))


@pytest.fixture(scope="session")
def built_samples(
    samples: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, list[Path]]]:
    """Every sample in all five formats: its outputs by the sample's name."""
    folder = tmp_path_factory.mktemp("built")
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        jobs = {name: pool.submit(build_into, source, folder) for name, source in samples.items()}
        yield {name: job.result() for name, job in jobs.items()}


def build_into(source: Path, folder: Path) -> list[Path]:
    """Build and publish one source; returns its outputs."""
    built = build(source)
    publish(folder, source.stem, built.files, built.manifest)
    return [folder / name for name in built.files]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--accept` takes what was built as the new golden files (`make golden`)."""
    parser.addoption("--accept", action="store_true", help="accept golden files as built")
