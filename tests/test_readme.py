"""What the README shows is what the code does."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from generator.commands import reference_tables as catalogue
from generator.commands.cli import INTERRUPTED, main

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"


def section(title: str) -> str:
    """The words below a heading of the README, up to the next of its level."""
    return README.read_text(encoding="utf-8").split(f"\n## {title}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize("name", ["formats", "rules", "output_rules"])
@pytest.mark.golden
def test_the_tables_are_those_of_the_code(name: str, pytestconfig: pytest.Config) -> None:
    text = README.read_text(encoding="utf-8")
    begin, end = f"<!-- begin {name} -->\n", f"<!-- end {name} -->"
    before, rest = text.split(begin)
    shown, after = rest.split(end)
    made = f"\n{getattr(catalogue, name)()}\n\n"
    if pytestconfig.getoption("--accept"):
        README.write_text(f"{before}{begin}{made}{end}{after}", encoding="utf-8")
    else:
        assert shown == made, "run `make golden`"


def test_the_architecture_names_every_module() -> None:
    rows = [line for line in section("Architecture").splitlines() if line.startswith("| `")]
    named = {
        name.removeprefix("generator/") for row in rows for name in re.findall(r"`(.*?)`", row)
    }
    modules = [path for path in (ROOT / "generator").iterdir() if path.name[0] not in "_."]
    missing = {f"{path.name}/" if path.is_dir() else path.name for path in modules} - named
    assert not missing


def test_the_dependencies_are_those_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    declared = [*project["dependencies"], *(each for extra in extras for each in extra)]
    names = {re.split(r"[^\w-]", each)[0].lower() for each in declared}
    rows = [line for line in section("Dependencies").splitlines() if line.startswith("| ")]
    told = {name.lower() for row in rows for name in row.split("|")[1].strip().split(", ")}
    assert names - {project["name"]} <= told


def test_the_exit_codes_are_those_of_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    shown = capsys.readouterr().out.split("exit codes: ")[1]
    told = re.findall(r"^\| (\d+) \|", section("The command line"), re.MULTILINE)
    assert re.findall(r"\b(\d+) ", shown) == told == ["0", "1", "2", "3", str(INTERRUPTED)]
