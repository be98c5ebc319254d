"""What a command tells a person, a code host and a program."""

from __future__ import annotations

import dataclasses
import io
import json
import re
import shutil
from pathlib import Path

import jsonschema
import pytest

from generator.commands.cli import main
from generator.commands.reports import Report, Style, as_annotation, as_text, safe, style_for
from generator.findings.finding import Finding, Severity
from generator.findings.wording import counted, silence
from tests.source.pictures import make_pictures

SCHEMA = json.loads(
    (Path(__file__).parent.parent / "docs" / "findings.schema.json").read_text(encoding="utf-8")
)
FINDING = Finding(
    "notice.md",
    7,
    "link-text-vague",
    Severity.WARNING,
    "“click here” does not say where the link leads; many people hear links as a list.",
    "name the target: “the 2026 budget”, not “click here”",
)
LINE = "To see them, [click here](https://example.org/roads) before Friday."
BAD = "---\ntitle: A notice\nlang: en\n---\n\nTo apply, [click here](https://example.org/).\n"


def told(
    finding: Finding = FINDING, line: str | None = LINE, style: Style | None = None
) -> list[str]:
    return list(as_text(finding, line, style or Style()))


def test_a_finding_shows_its_line_and_a_caret_below_the_words() -> None:
    assert told() == [
        "notice.md:7: warning[link-text-vague]: " + FINDING.message,
        "     7 | " + LINE,
        "       | " + " " * LINE.index("click") + "^~~~~~~~~~",
        "  hint: " + FINDING.hint,
    ]


def test_the_caret_stands_below_wide_and_combining_letters() -> None:
    _, shown, mark, _ = told(line="欢迎 Cafe\u0301 [click here](x)")
    assert mark.index("^") == shown.index("click") + 2 - 1  # two wide letters, one mark on another


def test_the_caret_prefers_words_to_the_address_of_a_link() -> None:
    line = "[See here](https://example.org) or go to https://example.org."
    bare = dataclasses.replace(FINDING, message="the address “https://example.org” is text only.")
    _, shown, mark, _ = told(bare, line)
    assert mark.index("^") == shown.rindex("https")
    target = dataclasses.replace(FINDING, message="the address “htps://x.org” leads nowhere.")
    _, shown, mark, _ = told(target, "[See here](htps://x.org)")
    assert mark.index("^") == shown.index("htps")


def test_a_tab_is_seen() -> None:
    finding = dataclasses.replace(FINDING, message="a tab, “⇥”, cannot stand here.")
    _, shown, mark, _ = told(finding, "title:\tRoads")
    assert shown == "     7 | title:⇥Roads"
    assert mark.index("^") == shown.index("⇥")


@pytest.mark.parametrize("width", [24, 40, 60, 80, 120])
def test_a_window_is_never_overflowed(width: int) -> None:
    for line in told(style=Style(width=width)):
        assert len(line) <= width or line == "warning[link-text-vague]:"


@pytest.mark.parametrize("width", [24, 40, 80])
def test_a_long_line_is_cut_around_the_words_that_are_meant(width: int) -> None:
    lines = told(line="words " * 50 + LINE + " words" * 50, style=Style(width=width))
    excerpt = next(n for n, each in enumerate(lines) if each.startswith("     7 | "))
    shown, mark = lines[excerpt : excerpt + 2]
    assert shown[9] == "…"
    assert shown[-1] == "…"
    assert shown[mark.index("^") :].startswith("click")


def test_colour_says_nothing_that_the_words_do_not() -> None:
    painted = "\n".join(told(style=Style(colour=True)))
    assert "\x1b[1;35m" in painted
    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == "\n".join(told())


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "environ", "colour"),
    [
        (io.StringIO(), {}, False),
        (io.StringIO(), {"FORCE_COLOR": "1"}, True),
        (Terminal(), {}, True),
        (Terminal(), {"NO_COLOR": "1"}, False),
        (Terminal(), {"NO_COLOR": ""}, True),
        (Terminal(), {"TERM": "dumb"}, False),
    ],
)
def test_colour_is_for_terminals_that_want_it(
    stream: io.StringIO, environ: dict[str, str], *, colour: bool
) -> None:
    assert style_for(stream, environ).colour is colour


def test_nothing_from_a_source_acts_on_the_terminal() -> None:
    assert safe("a\x1b[31mb\u202ec\x9bd\te") == "a<U+001B>[31mb<U+202E>c<U+009B>d\te"
    attack = Finding("a\x1b]0;b.md", 1, "r", Severity.ERROR, "“\x1b[2J”", "\x1b[2J")
    assert "\x1b" not in "".join(told(attack, "x \x1b[2J y"))


def test_an_annotation_is_a_workflow_command() -> None:
    finding = Finding("a,b:c.md", 3, "x", Severity.ADVICE, "50 % of it", "two\nlines")
    assert as_annotation(finding) == (
        "::notice file=a%2Cb%3Ac.md,line=3,title=x::50 %25 of it%0Ahint: two%0Alines"
    )


def test_github_gets_one_command_for_each_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("notice.md").write_text(BAD, encoding="utf-8")
    assert main(["check", "notice.md", "--github"]) == 0
    first, *_ = capsys.readouterr().out.splitlines()
    assert first.startswith("::warning file=notice.md,line=6,title=link-text-vague::“click here”")


def test_the_summary_says_what_to_do_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("notice.md").write_text(BAD + "\nThe NECC met.\n\n##\n", encoding="utf-8")
    assert main(["check", "notice.md"]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == (
        "1 error, 1 warning, 1 piece of advice with --advice. What has errors cannot be published "
        "yet: fix those first, from the top."
    )


def test_several_sources_are_summed_up_in_a_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(BAD, encoding="utf-8")
    Path("long name.md").write_text(BAD + "\n##\n", encoding="utf-8")
    assert main(["check", "a.md", "long name.md"]) == 1
    assert capsys.readouterr().out.splitlines()[-4:] == [
        "source        errors  warnings  result",
        "a.md               0         1  can be published",
        "long name.md       1         1  cannot be published",
        "2 sources: 1 can be published, 1 cannot be published",
    ]


SOURCES = {
    "warnings": BAD.encode(),
    "clean": b"---\ntitle: A\nlang: en\n---\n\nWords.\n",
    "errors": b"---\nlang: en\n---\n\n##\n",
    "whole file": b"\x00" * 20,
    "not UTF-8": b"---\ntitle: Caf\xe9\n---\n",
    "letters of every kind": '---\ntitle: A\nlang: en\n---\n\n\u202e\ufeff\x00 “\\"\n'.encode(),
}


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize(
    "verb",
    [
        ["check"],
        pytest.param(["build", "--formats", "txt"], marks=pytest.mark.slow),
    ],
    ids=lambda verb: verb[0],
)
def test_json_is_as_the_schema_says(
    name: str,
    verb: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("notice.md").write_bytes(SOURCES[name])
    code = main([*verb, "notice.md", "--json", "--advice"])
    printed = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(printed, SCHEMA)
    assert code == any(finding["severity"] == "error" for finding in printed["findings"])


@pytest.mark.parametrize(
    "wrong", [{}, {"findings": [{}], "outputs": []}, {"findings": [], "outputs": [1]}]
)
def test_the_schema_bites(wrong: object) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, SCHEMA)


def test_the_docs_show_what_a_finding_looks_like(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (Path(__file__).parent.parent / "docs" / "rules.md").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    body = "\n\nTo apply, [click here](https://example.org/apply).\n"
    Path("notice.md").write_text(f"---\ntitle: A notice\nlang: en\n---\n{body}", encoding="utf-8")
    assert main(["check", "notice.md"]) == 0
    assert f"```\n{capsys.readouterr().err}```" in page


def test_the_line_is_shown_as_it_is_now(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, report = tmp_path / "notice.md", Report()
    for words in ("click here once", "click here again"):
        file.write_text(words, encoding="utf-8")
        report.add([dataclasses.replace(FINDING, path=str(file), line=1)])
        assert f"1 | {words}" in capsys.readouterr().err


def test_decorative_pictures_are_named_with_their_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    make_pictures(tmp_path)
    Path("below").mkdir()
    shutil.copy("chart.png", "below/siart â bylchau.png")
    facts = "---\ntitle: A\nlang: en\n---\n\n"
    body = "![](chart.png)\n\n![A bar chart](chart.png) and ![](below/siart%20â%20bylchau.png)\n"
    Path("notice.md").write_text(f"{facts}{body}\n![](chart.png)\n", encoding="utf-8")
    told = (
        "notice.md: 3 decorative pictures, not described: chart.png (lines 6, 10), "
        "below/siart â bylchau.png (line 8)"
    )
    for command in (["check"], *[["build", "--formats", "txt"]] * 2):
        assert main([*command, "notice.md", "--strict"]) == 0
        assert told in capsys.readouterr().out.splitlines()


def test_many_decorative_pictures_are_told_in_one_line() -> None:
    told = silence([(number, f"{number}.png") for number in range(1, 10)])
    assert told.startswith("9 decorative pictures, not described: 1.png (line 1), ")
    assert told.endswith(", 6.png (line 6), 3 more")


@pytest.mark.parametrize(
    ("number", "name", "told"),
    [
        (1, "file", "1 file"),
        (2, "file", "2 files"),
        (0, "error", "0 errors"),
        (3, "piece of advice", "3 pieces of advice"),
    ],
)
def test_things_are_counted(number: int, name: str, told: str) -> None:
    assert counted(number, name) == told
