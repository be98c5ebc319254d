"""What README, CONTRIBUTING and the pages in docs/ show is what the code does, and they lead on."""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from babel import Locale

from generator.building.checking import check
from generator.commands import reference_tables as catalogue
from generator.commands import signals
from generator.commands.arguments import parser
from generator.commands.cli import main
from generator.commands.options import NAMES
from generator.commands.signals import Ended
from generator.document.model import Heading
from generator.document.words import catalogues
from generator.source import front_matter, read
from tests.test_architecture import ALLOWED

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
OTHERS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
MOST_LINES = 200
LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")
CODE = re.compile(r"^(`{3,}).*?^\1|(`+)(?!`).*?(?<!`)\2(?!`)", re.DOTALL | re.MULTILINE)


def page(name: str) -> str:
    return (DOCS / f"{name}.md").read_text(encoding="utf-8")


def import_directions() -> str:
    """What each room of the program may import, as a Markdown table."""
    known = {room: ", ".join(f"`{each}`" for each in sorted(ALLOWED[room])) for room in ALLOWED}
    rows = [(f"`{room}`", names or "nothing of ours") for room, names in known.items()]
    return "\n".join(catalogue.table([("room", "imports"), *rows]))


def verbs() -> dict[str, argparse.ArgumentParser]:
    """The parsers of the commands, by their names."""
    [found] = [each.choices for each in parser()._actions if isinstance(each.choices, dict)]  # noqa: SLF001
    return found


def commands() -> str:
    """Each command and what it is given, as a Markdown table."""
    rows = [("command", "what it does")]
    for verb, arguments in verbs().items():
        given = [shown(each) for each in arguments._actions if not each.option_strings]  # noqa: SLF001
        does = (arguments.description or "").removesuffix(".")
        rows.append((f"`{' '.join(['announce', verb, *given])}`", does[:1].lower() + does[1:]))
    return "\n".join(catalogue.table(rows))


def options() -> str:
    """Each option, and the commands that take it, as a Markdown table."""
    found: dict[tuple[str, str], list[str]] = {}
    for verb, arguments in verbs().items():
        for each in arguments._actions:  # noqa: SLF001
            if each.option_strings and each.dest != "help":
                names = f"`{', '.join(each.option_strings)}{shown(each)}`"
                found.setdefault((names, each.help or ""), []).append(verb)
    rows = [(names, ", ".join(takers), does) for (names, does), takers in found.items()]
    return "\n".join(catalogue.table([("option", "for", "meaning"), *rows]))


def shown(action: argparse.Action) -> str:
    """What an argument is given: " DIR" of an option, "SOURCE…" of a command."""
    if action.nargs == 0:
        return ""
    value = "|".join(map(str, action.choices or [])) or action.metavar or action.dest.upper()
    more = "…" if action.nargs == "+" else ""
    return f" {value}" if action.option_strings else f"{value}{more}"


GENERATED = {
    ("formats", "formats"): catalogue.formats,
    ("rules", "rules"): catalogue.rules,
    ("rules", "output_rules"): catalogue.output_rules,
    ("architecture", "rooms"): import_directions,
    ("command-line", "commands"): commands,
    ("command-line", "options"): options,
    ("command-line", "limits"): catalogue.limits,
}
"""The generated tables: page and name, and what makes them."""


@pytest.mark.parametrize(("name", "part"), GENERATED)
@pytest.mark.golden
def test_the_tables_are_those_of_the_code(
    name: str, part: str, pytestconfig: pytest.Config
) -> None:
    text = page(name)
    begin, end = f"<!-- begin {part} -->\n", f"<!-- end {part} -->"
    before, rest = text.split(begin)
    shown, after = rest.split(end)
    made = f"\n{GENERATED[name, part]()}\n\n"
    if pytestconfig.getoption("--accept"):
        text = f"{before}{begin}{made}{end}{after}"
        (DOCS / f"{name}.md").write_text(text, encoding="utf-8")
    else:
        assert shown == made, "run `make golden`"


def test_the_architecture_names_every_module() -> None:
    rows = [line for line in page("architecture").splitlines() if line.startswith("| `")]
    named = {
        name.removeprefix("generator/") for row in rows for name in re.findall(r"`(.*?)`", row)
    }
    modules = [path for path in (ROOT / "generator").iterdir() if path.name[0] not in "_."]
    missing = {f"{path.name}/" if path.is_dir() else path.name for path in modules} - named
    assert not missing


def test_the_calls_of_a_build_are_there() -> None:
    calls = re.findall(r"`(generator/[\w/]+\.py)`, `(\w+)`", page("architecture"))
    assert len(calls) > 10
    for file, function in calls:
        text = (ROOT / file).read_text(encoding="utf-8")
        assert re.search(rf"^def {function}\(", text, re.MULTILINE), (file, function)


def test_the_dependencies_are_those_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    declared = [*project["dependencies"], *(each for extra in extras for each in extra)]
    names = {re.split(r"[^\w-]", each)[0].lower() for each in declared}
    rows = [line for line in page("licences").splitlines() if line.startswith("| ")]
    shown = {name.lower() for row in rows for name in row.split("|")[1].strip().split(", ")}
    assert names - {project["name"]} <= shown


def test_the_exit_codes_are_those_of_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    helped = capsys.readouterr().out.split("exit codes: ")[1]
    shown = re.findall(r"^\| (\d+) \|", page("command-line"), re.MULTILINE)
    ended = sorted(str(Ended(each).exit_code) for each in signals.ENDING)
    assert re.findall(r"\b(\d+) ", helped) == shown == ["0", "1", "2", "3", *ended]


def test_every_fact_is_explained() -> None:
    first_cells = re.findall(r"^\|.*?\|", page("writing"), re.MULTILINE)
    names = {name for cell in first_cells for name in re.findall(r"`(\w+)`", cell)}
    assert names >= {*front_matter._READERS}  # noqa: SLF001


def test_every_language_is_named() -> None:
    rows = re.findall(r"^\| ([^|]+) \| `([\w-]+)` \|$", page("languages"), re.MULTILINE)
    assert sorted(tag for _, tag in rows) == sorted(catalogues())
    for name, tag in rows:
        assert name.startswith(str(Locale.parse(tag, sep="-").get_display_name("en"))), tag


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("file", [*PAGES, *OTHERS], ids=lambda file: file.name)
def test_a_link_leads_to_a_file_and_a_heading(file: Path) -> None:
    for target in links(file):
        path, _, anchor = target.partition("#")
        there = (file.parent / unquote(path)) if path else file
        assert there.is_file(), target
        assert not anchor or anchor in anchors(there), target


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_a_page_links_to_pages_only(file: Path) -> None:
    """Built pages stand alone: what lies outside docs/ is not beside them."""
    assert {target.partition("#")[0] for target in links(file)} <= {"", *(p.name for p in PAGES)}


@pytest.mark.parametrize("index", [ROOT / "README.md", DOCS / "index.md"], ids=lambda it: it.name)
def test_every_page_is_found(index: Path) -> None:
    linked = {(index.parent / target.partition("#")[0]).resolve() for target in links(index)}
    assert {*PAGES} - {DOCS / "index.md"} <= linked


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_nothing_is_found_in_a_page(file: Path) -> None:
    document, findings = check(file, strict=True)
    assert document
    assert not [each for each in findings if each.severity != "advice"]


def test_the_files_of_a_recipe_exist() -> None:
    recipes = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("\n## To add ")[1:]
    named = [re.findall(r"`((?:\w+/[\w./-]+)|\w+\.md|\w+\.toml)`", recipe) for recipe in recipes]
    assert min(map(len, named)) > 5
    for file in {name for names in named for name in names} - {"bad.md"}:
        pattern = re.sub(r"\b[A-Z]{3,4}\b", "*", file).rstrip("/")
        assert any(ROOT.glob(pattern)), file


@pytest.mark.parametrize("name", ["_READERS", "OTHER_NAMES", "PROMISED", "USUAL", "NAMES"])
def test_a_table_that_a_recipe_names_is_there(name: str) -> None:
    """A recipe names a table after the file that has it."""
    [file] = re.findall(
        rf"^\d+\. `([\w./]+)`:.*`{name}`",
        (ROOT / "CONTRIBUTING.md").read_text("utf-8"),
        re.MULTILINE,
    )
    assert re.search(rf"^{name}\b.*= ", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("file", [ROOT / "README.md", *PAGES], ids=lambda file: file.name)
def test_a_command_is_one_of_the_program(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    for line in re.findall(r"^(?:\.venv/bin/)?announce (.*)", text, re.MULTILINE):
        parser().parse_args(shlex.split(line, comments=True))


@pytest.mark.slow
def test_the_first_document_of_the_readme_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    printed = r"save these lines as `(.*)`:\n\n```markdown\n(.*?)```"
    [(name, source)] = re.findall(printed, text, re.DOTALL)
    [command] = re.findall(r"^\.venv/bin/announce (.*)", text, re.MULTILINE)
    Path(name).parent.mkdir()
    Path(name).write_text(source, encoding="utf-8")
    assert main([*shlex.split(command), "--strict"]) == 0
    made = {f"{file}" for file in Path("output").iterdir()}
    assert {f"output/{file}" for file in re.findall(r"`(library\.\w+)`", text)} < made


@pytest.mark.slow
def test_every_page_is_published_in_every_format(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHON": sys.executable, "PYTHONPATH": str(ROOT)}
    output = tmp_path / "the docs"
    subprocess.run([ROOT / "scripts" / "docs", output], check=True, env=environment)
    made = {file.name for file in output.iterdir()}
    endings = [*(f".{name}" for name in NAMES), ".manifest.json"]
    assert made == {f"{page.stem}{ending}" for page in PAGES for ending in endings}
    linked = set(re.findall(r' href="([^"#:]+)["#]', (output / "index.html").read_text("utf-8")))
    assert {f"{page.stem}.html" for page in PAGES} - {"index.html"} <= linked <= made


def links(file: Path) -> Iterator[str]:
    """The relative links of a page, where they are no code."""
    for match in LINK.finditer(CODE.sub("", file.read_text(encoding="utf-8"))):
        if "://" not in match["target"]:
            yield match["target"]


def anchors(file: Path) -> set[str]:
    """The identifiers of a page's headings, as our own dialect and code hosts make them."""
    blocks = read(file).document.blocks
    return {block.identifier for block in blocks if isinstance(block, Heading)}
