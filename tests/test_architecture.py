"""The import directions of the README's architecture section."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "generator"

READING_ORDER = {"generator.reading_order"}
ALLOWED = {
    "model.py": set(),
    "errors.py": {"generator.findings"},
    "findings.py": set(),
    "rendering.py": set(),
    "collector.py": set(),
    "recursion.py": set(),
    "words.py": {"generator.languages"},
    "languages.py": set(),
    "reading_order.py": set(),
    "walk.py": {"generator.model"},
    "proof": {*READING_ORDER, "generator.findings"},
    "lint": {
        "generator.model",
        "generator.walk",
        "generator.findings",
        "generator.languages",
        "generator.words",
    },
    "source": {
        "generator.model",
        "generator.walk",
        "generator.findings",
        "generator.errors",
        "generator.languages",
    },
    # Plain text says its signs in words: those of the catalogues, which are data, not code.
    "readback": {*READING_ORDER, "generator.words", "generator.collector", "generator.recursion"},
    "output_rules.py": {"generator.findings"},
    "packagers": {
        "generator.output_rules",
        "generator.model",
        "generator.walk",
        "generator.rendering",
        "generator.findings",
        "generator.errors",
        "generator.furniture",
        "generator.words",
        "generator.languages",
        "generator.fonts",
        "generator.collector",
        "generator.recursion",
        "generator",
    },
}
"""What each room may import of ours, besides its own modules."""


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


def files(room: str) -> list[Path]:
    """The Python files of a room, which is a module or a folder."""
    place = PACKAGE / room
    return sorted(place.rglob("*.py")) if place.is_dir() else [place]


@pytest.mark.parametrize("room", sorted(ALLOWED))
def test_a_room_imports_only_what_it_may(room: str) -> None:
    own = f"generator.{room.removesuffix('.py')}"
    for file in files(room):
        foreign = {name for name in imports(file) if name != own and not name.startswith(f"{own}.")}
        assert foreign <= ALLOWED[room], file


def test_a_packager_knows_no_other_packager() -> None:
    rooms = {path.stem for path in (PACKAGE / "packagers").iterdir()} - {"job", "__init__"}
    for file in files("packagers"):
        room = file.relative_to(PACKAGE / "packagers").parts[0].removesuffix(".py")
        shared = {"html"} if room == "epub" else set()  # an EPUB's chapters are HTML
        others = {f"generator.packagers.{other}" for other in rooms - {room} - shared}
        seen = {name for name in imports(file) for other in others if name.startswith(other)}
        assert not seen, file


def test_only_the_epub_packager_imports_ebooklib() -> None:
    for file in PACKAGE.rglob("*.py"):
        if "ebooklib" in file.read_text(encoding="utf-8"):
            assert "epub" in str(file.relative_to(PACKAGE)), file


def test_only_the_command_line_imports_itself() -> None:
    for file in PACKAGE.rglob("*.py"):
        if file.name not in {"cli.py", "__main__.py"}:
            assert "generator.cli" not in imports(file), file
