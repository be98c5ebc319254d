"""What the README shows is what the code does."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import catalogue

README = Path(__file__).resolve().parent.parent / "README.md"


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
