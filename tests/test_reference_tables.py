"""Every name that a finding may carry stands in one of the two tables of rules."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import lint, source
from generator.commands import reference_tables as catalogue
from generator.findings import output_rules
from generator.findings.finding import Rule

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "generator"
LISTED = {rule.identifier for rule in (*source.RULES, *lint.RULES, *output_rules.RULES)}
MAKERS = {"findings/finding.py", "building/manifest.py", "proof/report.py"}
"""Who makes findings without a rule at hand: from a rule, from JSON, and from a name."""
FAULTS = {"Fault", "fault", "_fault"}
"""What the read-backs call to tell a fault: the place, its name, a message."""


def trees(folder: Path) -> Iterator[tuple[str, ast.Module]]:
    for file in sorted(folder.rglob("*.py")):
        yield str(file.relative_to(PACKAGE)), ast.parse(file.read_text(encoding="utf-8"))


def calls(tree: ast.Module, names: set[str]) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in names:
                yield node


def constants(node: ast.AST) -> set[str]:
    return {
        each.value
        for each in ast.walk(node)
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    }


def test_a_finding_is_made_from_a_rule() -> None:
    makers = {name for name, tree in trees(PACKAGE) if any(calls(tree, {"Finding"}))}
    assert makers == MAKERS


def test_a_rule_is_in_a_table() -> None:
    for name, tree in trees(PACKAGE):
        for call in calls(tree, {"Rule", "rule"}):
            if call.args and isinstance(call.args[0], ast.Constant):
                assert call.args[0].value in LISTED, name


def test_what_a_read_back_notices_is_in_a_table() -> None:
    noticed = set()
    for name, tree in trees(PACKAGE / "readback"):
        for call in calls(tree, FAULTS):
            rule = call.args[1]
            if isinstance(rule, ast.Constant):
                noticed.add("proof-" + str(rule.value))
            else:
                assert ast.unparse(rule) == "rule", f"{name}: a name that no test can see"
    assert len(noticed) > 15
    assert noticed <= LISTED


def test_what_the_comparison_tells_is_in_a_table() -> None:
    told: set[str] = set()
    for name, tree in trees(PACKAGE / "proof"):
        told |= {each for each in constants(tree) if re.fullmatch(r"proof-[a-z-]+", each)}
        for call in calls(tree, {"differs"}):
            rule = call.args[0]
            if isinstance(rule, ast.Constant):
                told.add("proof-" + str(rule.value))
            else:
                assert ast.unparse(rule) == "name.replace(' ', '-')", name
        if name == "proof/lines.py":
            facts = set[str]()
            for node in ast.walk(tree):
                keys = node.keys if isinstance(node, ast.Dict) else []
                keys = [node.slice] if isinstance(node, ast.Subscript) else keys
                facts |= {word for key in keys if key for word in constants(key)}
            assert {"level", "language", "links back"} <= facts
            told |= {f"proof-{fact.replace(' ', '-')}" for fact in facts}
    told.discard("proof-")  # what a read-back's name follows
    assert told <= LISTED


def test_what_the_tests_expect_is_in_a_table() -> None:
    expected = set()
    for file in (ROOT / "tests").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        expected |= set(re.findall(r"\"(proof(?:-[a-z]+)+)\"", text))
    assert len(expected) > 20
    assert expected <= LISTED


def test_no_name_is_listed_twice() -> None:
    rules = (*source.RULES, *lint.RULES, *output_rules.RULES)
    assert len(LISTED) == len(rules)


@pytest.mark.parametrize("rule", output_rules.RULES, ids=lambda rule: rule.identifier)
def test_a_rule_for_outputs_says_what_it_is(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.identifier)
    assert rule.serves
    assert rule.summary
    assert f"`{rule.identifier}`" in catalogue.output_rules()


def test_a_rule_of_two_severities_says_both() -> None:
    [row] = [each for each in catalogue.output_rules().splitlines() if "font-character" in each]
    assert "| error or warning |" in row
    rule = output_rules.FONT_CHARACTER
    assert [rule.found("a.md", 1, "m", mild=mild).severity for mild in (False, True)] == [
        "error",
        "warning",
    ]
