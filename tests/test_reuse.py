"""What nothing has changed is not made again; what anything has changed is."""

from __future__ import annotations

import copy
import functools
import importlib.util
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jinja2.sandbox import SandboxedEnvironment

from generator import rendering
from generator.building import fingerprint
from generator.building.batch import Published, Refused, Request, bring_up_to_date
from generator.building.build import build
from generator.building.cached import cached_set, up_to_date
from generator.building.checking import Source
from generator.building.format_stages import Task, make
from generator.building.manifest import load, manifest_path
from generator.commands.cli import main
from generator.content.formats import FORMATS
from generator.content.job import Options
from generator.rendering import templates_folder
from generator.source import read_source

NOTICE = """\
---
title: A notice
lang: en-GB
date: 2026-11-22
contact: press@example.org
---

Some *words*, `code`, and [a link](https://example.org/).

![A red square](square.png "A square")
"""
FORMATS_BUT_PDF = ("html", "docx", "epub", "txt")
PICTURES = Path(__file__).parent / "samples" / "pictures"


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    source = tmp_path / "notice.md"
    source.write_text(NOTICE, encoding="utf-8")
    shutil.copy(next(PICTURES.glob("*.png")), tmp_path / "square.png")
    return source


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Templates of our own to change."""
    copied = tmp_path / "templates"
    shutil.copytree(templates_folder(), copied)
    for module in (rendering, fingerprint):
        monkeypatch.setattr(module, "templates_folder", lambda: copied)
    rendering.environment.cache_clear()
    fingerprint.forget()
    yield copied
    rendering.environment.cache_clear()
    fingerprint.forget()


def bring_all(
    notice: Path,
    formats: tuple[str, ...] = FORMATS_BUT_PDF,
    options: Options | None = None,
    *,
    strict: bool = False,
    force: bool = False,
) -> set[str]:
    """Bring `notice` up to date; returns the formats that were made."""
    request = Request(notice.parent / "output", formats, options or Options(), strict, force)
    fingerprint.forget()
    before = {path.name: path.stat().st_ino for path in request.folder.glob("notice.*")}
    outcome = bring_up_to_date(Source(notice, Path()), request)
    assert isinstance(outcome, Published), outcome.findings
    after = {path.name: path.stat().st_ino for path in request.folder.glob("notice.*")}
    made = {output.path for output in outcome.outputs} - outcome.cached
    written = {name for name, number in after.items() if before.get(name) != number}
    assert written <= {*made, "notice.manifest.json"}
    return {name.removeprefix("notice.") for name in made}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_nothing_changed_makes_nothing(notice: Path) -> None:
    assert bring_all(notice) == {*FORMATS_BUT_PDF}
    assert bring_all(notice) == set()
    os.utime(notice)
    assert bring_all(notice) == set()


def test_it_can_be_forced(notice: Path) -> None:
    bring_all(notice)
    assert bring_all(notice, force=True) == {*FORMATS_BUT_PDF}


def change_comma(notice: Path, _: Path) -> None:
    edit(notice, "`code`,", "`code`")


def change_picture(notice: Path, _: Path) -> None:
    first = (notice.parent / "square.png").read_bytes()
    other = next(path for path in sorted(PICTURES.glob("*.png")) if path.read_bytes() != first)
    shutil.copy(other, notice.parent / "square.png")


def change_colour(_: Path, templates: Path) -> None:
    look = templates / "shared" / "look.jinja"
    look.write_text(look.read_text(encoding="utf-8") + "{# another colour #}", encoding="utf-8")


def change_docx_template(_: Path, templates: Path) -> None:
    edit(templates / "docx" / "fontTable.xml.jinja", "<w:fonts", "<w:fonts ")


CHANGES: Mapping[str, tuple[Callable[[Path, Path], None], set[str]]] = {
    "a comma": (change_comma, {*FORMATS_BUT_PDF}),
    "a picture": (change_picture, {"html", "docx", "epub"}),
    "a colour": (change_colour, {"html", "docx", "epub"}),
    "a template of DOCX": (change_docx_template, {"docx"}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_only_what_changed_is_made(change: str, notice: Path, templates: Path) -> None:
    bring_all(notice)
    apply, expected = CHANGES[change]
    apply(notice, templates)
    assert bring_all(notice) == expected
    assert bring_all(notice) == set()


def test_a_theme_counts_as_templates(notice: Path, tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    (theme / "html").mkdir(parents=True)
    bring_all(notice)
    assert bring_all(notice, options=Options(theme=theme)) == set()
    shutil.copy(templates_folder() / "html" / "style.css.jinja", theme / "html")
    assert bring_all(notice, options=Options(theme=theme)) == {"html"}


def test_a_damaged_or_missing_file_is_made_again(notice: Path) -> None:
    bring_all(notice)
    (notice.parent / "output" / "notice.txt").write_text("others wrote this", encoding="utf-8")
    (notice.parent / "output" / "notice.docx").unlink()
    assert bring_all(notice) == {"txt", "docx"}


def test_a_list_of_other_formats_follows_them(notice: Path) -> None:
    bring_all(notice, ("html", "txt"))
    assert bring_all(notice, ("html", "txt", "epub")) == {"html", "epub"}
    assert "notice.epub" in (notice.parent / "output" / "notice.html").read_text("utf-8")
    assert bring_all(notice, ("html", "txt")) == {"html"}
    assert not (notice.parent / "output" / "notice.epub").exists()


def test_findings_are_told_again_and_strict_looks_at_them(notice: Path) -> None:
    edit(notice, "[a link]", "[click here]")
    request = Request(notice.parent / "output", ("txt",), Options())
    first = bring_up_to_date(Source(notice, Path()), request)
    second = bring_up_to_date(Source(notice, Path()), request)
    assert second.findings == first.findings != ()
    assert isinstance(second, Published)
    assert second.cached == {"notice.txt"}
    third = bring_up_to_date(Source(notice, Path()), replace(request, strict=True))
    assert isinstance(third, Refused)


@pytest.mark.parametrize("damage", ["{", "[]", '{"outputs": []}', ""])
def test_a_damaged_manifest_is_no_manifest(damage: str, notice: Path) -> None:
    bring_all(notice, ("txt",))
    manifest_path(notice.parent / "output", "notice").write_text(damage, encoding="utf-8")
    assert bring_all(notice, ("txt",)) == {"txt"}


def test_a_source_that_changes_meanwhile_keeps_nothing(notice: Path) -> None:
    bring_all(notice, ("txt",))
    cached = cached_set(notice, notice.parent / "output", ("txt",), Options())
    assert cached is not None
    assert up_to_date(cached, ("txt",), strict=False)
    edit(notice, "Some", "More")
    built = build(notice, ("txt",), cached=cached)
    assert not built.cached
    assert b"More" in built.files["notice.txt"]


def test_a_manifest_holds_what_it_says(notice: Path) -> None:
    edit(notice, "[a link]", "[click here]")
    bring_all(notice)
    path = manifest_path(notice.parent / "output", "notice")
    manifest = load(path)
    assert manifest is not None
    assert manifest.as_json() == path.read_text(encoding="utf-8")
    assert [*manifest.pictures] == ["square.png"]
    assert all("path" not in finding for finding in json.loads(path.read_bytes())["findings"])


class Watched(Options):
    """Options that remember what was read of them."""

    read: set[str]

    def __getattribute__(self, name: str) -> Any:
        if name in Options.__dataclass_fields__:
            Watched.read.add(name)
        return super().__getattribute__(name)


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_a_format_declares_the_options_and_templates_that_decide_it(
    name: str, notice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: set[str] = set()
    original: Any = SandboxedEnvironment._load_template  # noqa: SLF001

    def load_template(self: Any, template: str, given: Any) -> Any:
        loaded.add(template)
        return original(self, template, given)

    monkeypatch.setattr(SandboxedEnvironment, "_load_template", load_template)
    Watched.read = set()
    edit(notice, "date: 2026-11-22\n", "")  # else nobody asks for the epoch
    document, _ = read_source(notice)
    row = FORMATS[name]
    make(Task(document, name, Watched(), "notice"))
    declared = {name.replace("font_hashes", "fonts") for name in row.options}
    assert Watched.read - {"theme", "limits"} == declared  # limits decide no byte
    assert any(template.startswith("shared/") for template in loaded) == row.shared


def test_compiled_templates_are_kept_and_follow_their_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also damaged ones, those of another template, and where nothing may be written."""
    (tmp_path / "text").mkdir()
    template = tmp_path / "text" / "a.jinja"
    kept = tmp_path / "kept"
    kept.mkdir()

    def rendered(text: str) -> str:
        template.write_text(text, encoding="utf-8")
        rendering.environment.cache_clear()
        return rendering.environment("text").get_template("a.jinja").render()

    monkeypatch.setattr(rendering, "templates_folder", lambda: tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(kept))
    folder = Path(importlib.util.cache_from_source(rendering.__file__)).parent
    assert rendered("one") == "one"
    assert not folder.exists()
    folder.mkdir(parents=True)
    assert rendered("two") == "two"
    (file,) = folder.iterdir()
    assert rendered("three") == "three"
    whole = file.read_bytes()
    for damaged in (b"", whole[:20], whole[:-9], whole[:30] + b"\xff" * 40):
        file.write_bytes(damaged)
        assert rendered("three") == "three"
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    file.unlink()
    assert rendered("three") == "three"
    assert not [*folder.iterdir()]
    rendering.environment.cache_clear()


JUNK: tuple[Any, ...] = (None, 7, [[]], "../notice.md")


@pytest.mark.slow
def test_a_manifest_with_junk_in_any_place_is_as_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    text = "---\ntitle: A notice\nlang: en-GB\n---\n\nWords.\n"
    (tmp_path / "notice.md").write_text(text, encoding="utf-8")
    build = ["build", "notice.md", "--formats", "txt", "--jobs", "1"]
    assert main(build) == 0
    manifest = tmp_path / "output" / "notice.manifest.json"
    good = json.loads(manifest.read_text(encoding="utf-8"))
    for keys in places(good):
        for junk in JUNK:
            forged = copy.deepcopy({"": good})
            functools.reduce(lambda node, key: node[key], keys[:-1], forged)[keys[-1]] = junk
            manifest.write_text(json.dumps(forged[""]), encoding="utf-8")
            assert main(build) == 0, (keys, junk, capsys.readouterr().err)
            assert load(manifest) is not None


def places(node: Any, keys: tuple[Any, ...] = ("",)) -> Iterator[tuple[Any, ...]]:
    """The way to each value of some JSON."""
    yield keys
    if isinstance(node, dict | list):
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            yield from places(value, (*keys, key))


def test_a_format_no_longer_asked_for_is_removed_and_told(
    notice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "output"
    for formats, told in (("html,txt", ""), ("txt", "removed"), ("txt", "nothing changed")):
        assert main(["build", str(notice), "-o", str(out), "--formats", formats, "-j", "1"]) == 0
        said = capsys.readouterr().out
        assert told in said
        assert ("notice.html  removed" in said) == (told == "removed")
        assert ("nothing changed" in said) == (told == "nothing changed")
    assert sorted(path.name for path in out.iterdir()) == ["notice.manifest.json", "notice.txt"]
