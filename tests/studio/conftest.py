"""A studio on a folder of its own, and browsers that come in."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest
from starlette.testclient import TestClient

from generator.content.job import Options
from generator.studio.access import Gate
from generator.studio.app import application
from generator.studio.folder import Folder
from generator.studio.settings import Settings
from generator.studio.visit import Studio
from generator.studio.work import Workshop

HOST = "127.0.0.1:8000"
ORIGIN = {"origin": f"http://{HOST}"}
NOTICE = """\
---
title: Road closed
lang: en-GB
---

Mill Lane is closed from Monday.

## What you can do

Use [the map of diversions](https://example.org/map).
"""
MOST_BYTES = 300_000


@dataclass
class Desk:
    """A studio, and what its terminal shows."""

    studio: Studio
    renewed: list[str]
    client: TestClient

    @property
    def folder(self) -> Path:
        return self.studio.settings.folder

    @property
    def output(self) -> Path:
        return self.studio.settings.output

    def browser(self) -> TestClient:
        """A browser that has not come in."""
        return TestClient(self.client.app, base_url=f"http://{HOST}", follow_redirects=False)

    def come_in(self, browser: TestClient | None = None) -> TestClient:
        """A browser that has."""
        browser = browser or self.browser()
        self.studio.gate.renew()
        answer = browser.get("/", params={"token": self.studio.gate.token})
        assert answer.status_code == 303
        return browser

    def post(
        self,
        path: str,
        browser: TestClient | None = None,
        files: dict[str, tuple[str, bytes]] | None = None,
        **fields: Any,
    ) -> httpx2.Response:
        """Send a form as a page of ours does."""
        browser = browser or self.client
        session = next(iter(browser.cookies.values()), "")
        given = {"form_token": self.studio.gate.form_token(session), **fields}
        return browser.post(path, data=given, files=files, headers=ORIGIN)

    def get(self, path: str) -> str:
        """A page that is there."""
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.text

    def version(self, name: str = "road.md") -> str:
        """The version that the page to write in was loaded with."""
        found = re.search(r'name="version" value="(\w+)"', self.get(f"/edit/{name}"))
        assert found
        return found[1]


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    place = tmp_path_factory.mktemp("studio")
    (place / "source").mkdir()
    given = Options(epoch=0)
    return Settings(place / "source", place / "output", given, "en-GB", most_bytes=MOST_BYTES)


@pytest.fixture(scope="session")
def workshop(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """One for all tests: workers take a second to start."""
    with Workshop(settings, tmp_path_factory.mktemp("drafts")) as found:
        yield found


@pytest.fixture
def desk(settings: Settings, workshop: Workshop) -> Desk:
    """A studio with one document, and a browser that is in."""
    for file in sorted([*settings.folder.rglob("*"), *settings.output.rglob("*")], reverse=True):
        if file.is_dir() and not file.is_symlink():
            file.rmdir()
        else:
            file.unlink()
    (settings.folder / "road.md").write_text(NOTICE, encoding="utf-8")
    studio = Studio(settings, Gate(), Folder(settings.folder), workshop)
    renewed: list[str] = []
    served = application(studio, frozenset({HOST}), lambda: renewed.append(studio.gate.token))
    desk = Desk(studio, renewed, TestClient(served, base_url=f"http://{HOST}"))
    desk.client.follow_redirects = False
    desk.come_in(desk.client)
    return desk


@dataclass
class Started:
    """The command, running in a process of its own, and the address that it printed."""

    process: subprocess.Popen[str]
    address: str
    folder: Path
    output: Path

    def line(self) -> str:
        """What its terminal shows next."""
        assert self.process.stdout
        return self.process.stdout.readline()


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Started]:
    folder, output = tmp_path / "source", tmp_path / "output"
    folder.mkdir()
    (folder / "road.md").write_text(NOTICE, encoding="utf-8")
    command = [sys.executable, "-m", "generator", "studio", str(folder), "-o", str(output)]
    command += ["--no-browser", "--lang", "en-GB"]
    with subprocess.Popen(command, stdout=-1, stderr=-1, text=True) as process:
        try:
            assert process.stdout
            found = re.search(r"http://127\.0\.0\.1:\d+/\?token=\S+", process.stdout.readline())
            assert found
            yield Started(process, found[0], folder, output)
        finally:
            process.kill()
