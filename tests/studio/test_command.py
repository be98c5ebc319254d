"""The command: what it needs, what it prints, how it ends."""

from __future__ import annotations

import importlib.util
import signal
import urllib.error
import urllib.request
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from generator.commands.cli import CLEAN, USAGE, main
from tests.studio.conftest import Started


@pytest.mark.parametrize("lost", ["starlette", "uvicorn", "python_multipart"])
def test_what_is_not_installed_is_named(
    lost: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    there = importlib.util.find_spec

    def found(name: str) -> ModuleSpec | None:
        return None if name == lost else there(name)

    monkeypatch.setattr(importlib.util, "find_spec", found)
    assert main(["studio"]) == USAGE
    assert "pip install 'accessible-announcements[studio]'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "wrong"), [("nowhere", "no such folder"), ("a.md", "name the folder that it is in")]
)
def test_what_is_no_folder_is_said(
    name: str, wrong: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.md").touch()
    assert main(["studio", str(tmp_path / name)]) == USAGE
    assert wrong in capsys.readouterr().err


@pytest.mark.slow
def test_it_answers_at_the_printed_address_until_it_is_interrupted(started: Started) -> None:
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with browser.open(started.address) as answer:
        assert b"Road closed" in answer.read()
    stranger = urllib.request.build_opener()
    with pytest.raises(urllib.error.HTTPError, match="403"):
        stranger.open(started.address)
    assert started.line() == "Ctrl-C ends it.\n"
    assert started.line().startswith("Another browser asked to come in.")
    started.process.send_signal(signal.SIGINT)
    assert started.process.wait(20) == CLEAN
    assert started.process.stderr
    assert started.process.stderr.read() == ""
