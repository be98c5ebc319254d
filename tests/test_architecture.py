"""The import directions of docs/architecture.md: what each room of `generator/` may know."""

from __future__ import annotations

import ast
import graphlib
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from generator.content.formats import FORMATS

PACKAGE = Path(__file__).resolve().parent.parent / "generator"

MODEL = ["document", "findings"]
ALLOWED: dict[str, list[str]] = {
    "document": [],
    "findings": [],
    "rendering": ["document"],
    "interpreter": [],
    "reading_order": ["document"],
    "source": MODEL,
    "lint": MODEL,
    "content": [*MODEL, "reading_order"],
    "packagers": [*MODEL, "content", "rendering", "interpreter"],
    "readback": ["reading_order", "interpreter"],
    "proof": ["findings", "reading_order"],
    "theme": [*MODEL, "content", "readback", "rendering"],
    "brand": [*MODEL, "source", "theme"],
    "building": [
        *MODEL,
        *["brand", "content", "interpreter", "lint", "packagers", "proof"],
        *["reading_order", "rendering", "source", "theme"],
    ],
    "studio": [
        *[*MODEL, "brand", "building", "content", "importing", "interpreter", "rendering"],
        "source",
    ],
    "importing": [*MODEL, "building", "content", "readback", "reading_order", "source"],
    "commands": [
        *MODEL,
        "importing",
        *["brand", "building", "content", "interpreter", "lint", "packagers", "proof"],
        *["reading_order", "rendering", "source", "studio", "theme"],
    ],
}
"""What each room may import of ours, besides its own modules."""

EXCEPTIONS = {
    "generator/readback/text": {"generator.document.words"},
    # Plain text says its labels in words: those of the catalogues, which are data.
}
MOST_ROOMS = 17
MOST_CLIMBS = 2
"""Both of the traversal that rebuilds a document: it calls what it is given for each node."""


def imports(file: Path) -> set[str]:
    """The modules of ours that a file imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("generator"):
            for alias in node.names:
                module = f"{node.module}.{alias.name}"
                names.add(module if is_module(module) else node.module)
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names if alias.name.startswith("generator")}
    return names


def is_module(name: str) -> bool:
    """True where `name` is a module or package of ours."""
    place = PACKAGE.parent.joinpath(*name.split("."))
    return place.is_dir() or place.with_suffix(".py").is_file()


def rooms() -> dict[str, list[Path]]:
    """The files of each room: a folder or a module directly in the package."""
    found: dict[str, list[Path]] = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        room = file.relative_to(PACKAGE).parts[0].removesuffix(".py")
        found.setdefault(room, []).append(file)
    return {room: files for room, files in found.items() if not room.startswith("__")}


def room_of(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


@pytest.mark.parametrize("room", sorted(rooms()))
def test_a_room_imports_only_what_it_may(room: str) -> None:
    for file in rooms()[room]:
        place = file.relative_to(PACKAGE.parent).as_posix()
        free = {
            name for part, names in EXCEPTIONS.items() if place.startswith(part) for name in names
        }
        foreign = {room_of(name) for name in imports(file) - free} - {room, ""}
        assert foreign <= {*ALLOWED[room]}, file


def test_the_first_floor_has_few_rooms() -> None:
    assert len(rooms()) <= MOST_ROOMS


def test_no_import_runs_back_up() -> None:
    known = {room: {*ALLOWED[room]} for room in rooms()}
    assert [*graphlib.TopologicalSorter(known).static_order()]


def test_no_circle_between_folders() -> None:
    edges: dict[str, set[str]] = {}
    for file in PACKAGE.rglob("*.py"):
        folder = ".".join(file.parent.relative_to(PACKAGE.parent).parts)
        for other in map(folder_of, imports(file)):
            related = f"{folder}.".startswith(f"{other}.") or f"{other}.".startswith(f"{folder}.")
            if not related:
                edges.setdefault(folder, set()).add(other)
    assert [*graphlib.TopologicalSorter(edges).static_order()]


def folder_of(module: str) -> str:
    is_folder = PACKAGE.parent.joinpath(*module.split(".")).is_dir()
    return module if is_folder else module.rpartition(".")[0]


def test_only_the_command_line_imports_itself() -> None:
    for room, files in rooms().items():
        for file in files:
            assert room == "commands" or "commands" not in map(room_of, imports(file)), file


def test_only_the_studio_imports_what_its_extra_brings() -> None:
    for file in PACKAGE.rglob("*.py"):
        names = {
            name.partition(".")[0]
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            for name in imported(node)
        }
        extra = names & {"starlette", "uvicorn", "python_multipart", "anyio"}
        assert not extra or file.is_relative_to(PACKAGE / "studio"), file


def imported(node: ast.AST) -> list[str]:
    """The modules that a statement imports."""
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []


def test_a_packager_knows_no_other_packager() -> None:
    formats = {row.room or row.name for row in FORMATS.values()}
    assert formats < {path.stem for path in (PACKAGE / "packagers").iterdir() if path.is_dir()}
    for file in rooms()["packagers"]:
        room = file.relative_to(PACKAGE / "packagers").parts[0].removesuffix(".py")
        others = {f"generator.packagers.{other}" for other in formats - {room}}
        seen = {name for name in imports(file) for other in others if name.startswith(other)}
        assert not seen, file


EXPECTATIONS = {
    "generator.content.expected_order",
    "generator.content.shown_pictures",
    "generator.content.stated_facts",
    "generator.content.text_lines",
    "generator.content.text_width",
}


def test_a_packager_knows_nothing_of_what_is_expected_of_it() -> None:
    for file in rooms()["packagers"]:
        assert not imports(file) & EXPECTATIONS, file


def test_conventions_of_plain_text_are_data() -> None:
    """What writes text and what says which lines it must hold share them, and no code."""
    tree = ast.parse((PACKAGE / "content" / "text_conventions.py").read_text(encoding="utf-8"))
    assert {type(node) for node in ast.walk(tree)}.isdisjoint(
        {ast.FunctionDef, ast.ClassDef, ast.Lambda}
    )


def test_only_the_epub_packager_imports_ebooklib() -> None:
    for file in PACKAGE.rglob("*.py"):
        if "ebooklib" in file.read_text(encoding="utf-8"):
            assert "epub" in str(file.relative_to(PACKAGE)), file


def climbs(*arguments: str | Path) -> list[str]:
    """The places where the way of a source climbs back up."""
    script = PACKAGE.parent / "scripts" / "climbs"
    done = subprocess.run([sys.executable, script, *arguments], capture_output=True, check=True)
    *places, last = done.stdout.decode().splitlines()
    assert last.endswith(f"; climbs: {len(places)}")
    return places


@pytest.mark.slow
def test_the_way_of_a_source_climbs_back_at_most_twice() -> None:
    found = climbs()
    assert len(found) <= MOST_CLIMBS, "\n".join(found)


CLIMBING = {
    "document.py": """
        from collections.abc import Callable
        from dataclasses import dataclass
        from typing import Protocol
        import importlib

        class Listener(Protocol):
            def say(self) -> None: ...

        @dataclass
        class Job:
            listener: Listener
            done: Callable[[], None]

        def called_back(function: Callable[[], None]) -> None:
            function()
            [*map(function, [])]

        def held(job: Job) -> None:
            job.done()

        def listened(job: Job) -> None:
            job.listener.say()

        def looked_up(name: str) -> None:
            importlib.import_module(f"small.{name}")

        def never_reached(function: Callable[[], None]) -> None:
            function()
        """,
    "building.py": """
        from small import document
        from small.document import Job

        class Report:
            def say(self) -> None: pass

        def told() -> None: pass

        def build() -> None:
            job = Job(Report(), told)
            document.called_back(told)
            document.held(job)
            document.listened(job)
            document.looked_up("building")
            told()

        def other() -> None:
            document.never_reached(told)
        """,
}


def test_every_kind_of_climb_is_seen(tmp_path: Path) -> None:
    package = tmp_path / "small"
    package.mkdir()
    for name, text in CLIMBING.items():
        (package / name).write_text(textwrap.dedent(text).lstrip(), encoding="utf-8")
    assert climbs(package, "building.build") == [
        "small.document.called_back calls building (line 15, 16)",
        "small.document.held calls building (line 19)",
        "small.document.listened calls building (line 22)",
        "small.document.looked_up calls building (line 25)",
    ]
