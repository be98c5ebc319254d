"""A theme shows what it is given. It cannot read other files, run anything, or call out."""

from __future__ import annotations

import functools
import gettext
import os
import re
import shutil
import types
from collections.abc import Iterator, Mapping
from datetime import date
from numbers import Number
from pathlib import Path
from typing import Any

import jinja2
import pytest
from jinja2.exceptions import SecurityError

from generator.building import fingerprint
from generator.building.build import build
from generator.commands.cli import main
from generator.content.added_text import add_text
from generator.content.formats import FORMATS
from generator.content.job import Job, Options
from generator.findings.errors import PackError
from generator.packagers.pdf import page_design
from generator.rendering import environment, is_plain, templates_folder
from generator.source.document import read_source
from generator.theme.files import own_names

NOTICE = (
    "---\ntitle: A notice\nlang: en-GB\n---\n\n## Part\n\nWords.\n\n| a | b |\n|-|-|\n| 1 | 2 |\n"
)

ESCAPES = {
    "subclasses": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "globals of a class": "{{ cycler.__init__.__globals__.os.popen('touch hacked').read() }}",
    "globals of a function": "{{ lipsum.__globals__['os'].system('touch hacked') }}",
    "globals of the template": "{{ self.__init__.__globals__ }}",
    "the context": "{{ self._TemplateReference__context.environment.loader }}",
    "the filter attr": "{{ ''|attr('__class__') }}",
    "the filter attr, hidden": "{{ ''|attr('_' ~ '_class_' ~ '_') }}",
    "an item that is an attribute": "{{ ''['__class__']['__mro__'] }}",
    "the filter map": "{{ ['']|map(attribute='__class__')|first }}",
    "the filter map with attr": "{{ ['']|map('attr', '__class__')|first }}",
    "format": "{{ '{0.__class__.__init__.__globals__}'.format(joiner) }}",
    "format_map": "{{ '{x.__class__}'.format_map({'x': 1}) }}",
    "format, held": "{% set held = '{0.__class__}'.format %}{{ held(1) }}",
    "format by attr": "{{ ('{0.__class__}'|attr('format'))(1) }}",
    "format by map": "{{ ['{0.__class__}']|map('attr', 'format')|map('string')|first.x.y }}",
    "the code of a macro": "{% macro m() %}{% endmacro %}{{ m._func.__code__ }}",
    "the frame of a generator": "{{ ([1]|map('string')).gi_frame.f_globals }}",
    "a namespace": "{{ namespace.__init__.__globals__ }}",
    "a name that is none": "{{ open('/etc/passwd').read() }}",
    "import": "{{ __import__('os').system('touch hacked') }}",
    "a range without end": "{{ range(10 ** 12)|list }}",
    "a division by nothing": "{{ 1 // 0 }}",
    "broken syntax": "{% if %}",
}
PATHS = {
    "a folder above": "{% include '../secret.txt' %}",
    "folders above": "{% include '../../../../../../../etc/passwd' %}",
    "a folder above, from inside": "{% include 'shared/../../secret.txt' %}",
    "from the root": "{% include '/etc/passwd' %}",
    "by an address of files": "{% include 'file:///etc/passwd' %}",
    "by the network": "{% extends 'http://127.0.0.1:9/a' %}",
    "with backslashes": r"{% include '..\\secret.txt' %}",
    "percent-encoded": "{% include '%2e%2e/secret.txt' %}",
    "with a NUL": r"{% include 'document.txt.jinja\x00../secret' %}",
    "by import": "{% import '../secret.txt' as secret %}{{ secret }}",
    "by a link": "{% include 'link.txt' %}",
    "by a link to a folder": "{% include 'out/secret.txt' %}",
    "a list of places": "{% include ['../secret.txt', '/etc/passwd'] %}",
}
TRICKS = ESCAPES | PATHS


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """A theme with links that lead out of it, beside a secret."""
    (tmp_path / "secret.txt").write_text("SECRET")
    folder = tmp_path / "theme" / "text"
    folder.mkdir(parents=True)
    (tmp_path / "theme" / "html").mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "out").symlink_to(tmp_path)
    (tmp_path / "notice.md").write_text(NOTICE, encoding="utf-8")
    return tmp_path / "theme"


def test_there_are_tricks_enough() -> None:
    assert len(TRICKS) >= 20


@pytest.mark.parametrize("name", TRICKS)
def test_a_trick_is_refused_with_its_template_and_line(
    name: str, theme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(theme.parent)
    template = theme / "text" / "document.txt.jinja"
    template.write_text(f"Title: A theme\n{TRICKS[name]}\n", encoding="utf-8")
    with pytest.raises(PackError) as refusal:
        build(theme.parent / "notice.md", ["txt"], Options(theme=theme))
    [finding] = refusal.value.findings
    assert (finding.rule, finding.path, finding.line) == ("theme-template", str(template), 2)
    assert "SECRET" not in finding.message
    assert not (theme.parent / "hacked").exists()


def test_the_command_says_whose_fault_it_is(
    theme: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(theme.parent)
    (theme / "html" / "style.css.jinja").write_text("{{ missing }}")
    assert main(["build", "notice.md", "--theme", "theme", "--formats", "html"]) == 1
    told = capsys.readouterr().err
    assert "style.css.jinja:1: error[theme-template]" in told
    assert "Traceback" not in told
    assert not list((theme.parent / "output").glob("*"))


def test_a_theme_that_is_itself_a_link_is_one(theme: Path) -> None:
    real = theme.rename(theme.parent / "real")
    theme.symlink_to(real)
    (real / "html" / "style.css.jinja").write_text("h1 { color: #123456 }")
    built = build(theme.parent / "notice.md", ["html"], Options(theme=theme))
    assert b"#123456" in built.files["notice.html"]


def test_an_object_that_acts_does_nothing_in_a_template(tmp_path: Path) -> None:
    """By an attribute, an item, a filter or a call, in each format's environment."""
    (tmp_path / "secret.txt").write_text("SECRET")
    tries = (
        "{{ given.read_text() }}",
        "{{ given['read_text']() }}",
        "{{ (given|attr('read_text'))() }}",
        "{{ [given]|map(attribute='name')|join }}",
        "{{ [given, given]|sort(attribute='name') }}",
        "{{ inside.given.read_text() }}",
        "{{ act() }}",
        "{{ kind('.') }}",
        "{{ module.system('true') }}",
    )
    known = {
        "given": tmp_path / "secret.txt",
        "inside": types.MappingProxyType({"given": tmp_path / "secret.txt"}),
        "act": (tmp_path / "secret.txt").read_text,
        "kind": Path,
        "module": os,
    }
    for row in FORMATS.values():
        jinja = environment(row.room or row.name)
        for each in tries:
            with pytest.raises(SecurityError):
                jinja.from_string(each).render(known)


FULL = Path(__file__).parent / "samples" / "front-matter-full.md"


@pytest.mark.slow
def test_templates_are_given_plain_values_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every context of every template, walked by every public name and item."""
    given: dict[int, Any] = {}
    seen: set[str] = set()
    new_context = jinja2.Template.new_context

    def watched(self: jinja2.Template, known: Any = None, *args: Any, **kwargs: Any) -> Any:
        seen.add(self.name or "")
        given.update({id(each): each for each in (known or {}).values()})
        return new_context(self, known, *args, **kwargs)

    environment.cache_clear()  # a template that another imports has one context for all time
    with monkeypatch.context() as patched:
        patched.setattr(jinja2.Template, "new_context", watched)
        chart = FULL.with_name("statistics-bulletin.md")
        for source in (FULL, chart, *sorted(FULL.parent.glob("[f-t]*.md"))[:6]):
            build(source, [*FORMATS], Options(epoch=0))
    assert {name.partition("/")[2] or name for name in own_names()} <= {
        name.partition("/")[2] or name for name in seen
    } | INCLUDED
    reached = list(reachable(list(given.values())))
    assert len(reached) > 1000
    assert {type(each) for each in reached if not is_plain(type(each))} <= HIDDEN


HIDDEN = {gettext.GNUTranslations, gettext.NullTranslations}
"""What stands in an object that templates are given, where the sandbox refuses its attribute."""
INCLUDED = {"namespaces.jinja", "blocks.xml.jinja", "runs.xml.jinja", "blocks.txt.jinja"}
"""Templates that others include, with the context of these."""


def test_filters_tests_and_globals_are_those_that_were_looked_at() -> None:
    """None takes a file's name, opens a connection, or depends on chance."""
    jinja = environment("html")
    assert " ".join(sorted(jinja.filters)) == FILTERS
    ours = {"branded", "kind", "large_print"}
    assert {*jinja.globals} == {"cycler", "dict", "joiner", "namespace", "range"} | ours


FILTERS = (
    "abs attr batch capitalize center count d default dictsort e escape filesizeformat first float "
    "forceescape format groupby indent int items join last length list lower map max min pprint "
    "reject rejectattr replace reverse round safe select selectattr slice sort string striptags "
    "sum title tojson trim truncate unique upper urlencode urlize wordcount wordwrap xmlattr"
)


def reachable(start: list[Any]) -> Iterator[Any]:
    """Everything that a template can get from what it is given, by names and items."""
    seen: set[int] = set()
    kept: list[Any] = []
    stack = start
    while stack:
        each = stack.pop()
        if id(each) in seen or isinstance(each, CALLED):
            continue
        seen.add(id(each))
        kept.append(each)  # else its number could be given to another
        yield each
        if isinstance(each, Mapping):
            stack += [*each, *each.values()]
        elif isinstance(each, list | tuple | set | frozenset):
            stack += each
        if not isinstance(each, str | bytes | Number | Mapping | type(None) | date):
            stack += [getattr(each, name, None) for name in dir(each) if not name.startswith("_")]


CALLED = (
    *(types.FunctionType, types.MethodType, types.BuiltinMethodType, functools.partial),
    *(types.GetSetDescriptorType, type, type(functools.cache(str.upper))),
)
"""What has no parts for a template: it may be called if its owner is plain."""


# What a theme does to readers ------------------------------------------------------------------


@pytest.fixture
def themed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A notice, and the look of a theme beside it that is still ours."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notice.md").write_text(NOTICE, encoding="utf-8")
    look = tmp_path / "theme" / "shared" / "look.jinja"
    look.parent.mkdir(parents=True)
    shutil.copy(templates_folder() / "shared" / "look.jinja", look)
    return look


def told(capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    """The exit code of a build with the theme, and what it says."""
    capsys.readouterr()
    fingerprint.forget()
    theme = str(Path("theme").absolute())  # environments are kept by the theme's name
    given = ["build", "notice.md", "--theme", theme, "--formats", "html", "--jobs", "1", *more]
    try:
        code = main(given)
    except SystemExit as stop:  # argparse's own way out
        code = int(stop.code or 0)
    return code, capsys.readouterr().err


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_copy_of_our_own_look_has_no_faults(
    themed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (themed.parent.parent / "README.txt").write_text("What is what.")
    code, said = told(capsys, "--strict")
    assert (code, "theme" in said) == (0, False)


def test_a_theme_that_is_not_there_is_wrong_use(
    themed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    themed.parent.parent.rename("other")
    code, said = told(capsys)
    assert code == 2
    assert "theme: no such folder" in said


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("pdf/styles.css.jinja", "pdf/style.css.jinja"),
        ("pfd/style.css.jinja", "pdf/style.css.jinja"),
        ("html/style.css", "html/style.css.jinja"),
        ("look.jinja", "shared/look.jinja"),
        ("shared/Look.jinja", "shared/look.jinja"),
    ],
)
def test_a_file_that_nothing_reads_is_told_with_the_one_that_was_meant(
    name: str, meant: str, themed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = themed.parent.parent / name
    place.parent.mkdir(exist_ok=True)
    place.write_text("")
    code, said = told(capsys)
    assert code == 0
    assert f"theme/{name}: warning[theme-unread]" in said
    assert f"did you mean {meant}?" in said
    assert told(capsys, "--strict")[0] == 1


def test_parts_that_a_theme_includes_are_read(
    themed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From its own folders of any name, too; a change in them is a change of the document."""
    theme = themed.parent.parent
    for name in ("html", "parts"):
        (theme / name).mkdir()
    style = "{% include 'more.css.jinja' %}{% include 'parts/most.css.jinja' %}"
    (theme / "html" / "style.css.jinja").write_text(style)
    (theme / "html" / "more.css.jinja").write_text("h1 { color: #123456 }")
    (theme / "parts" / "most.css.jinja").write_text("h2 { color: #234567 }")
    code, said = told(capsys, "--strict")
    assert (code, "theme" in said) == (0, False)
    change(theme / "parts" / "most.css.jinja", "#234567", "#345678")
    assert told(capsys)[0] == 0
    assert "#345678" in Path("output/notice.html").read_text(encoding="utf-8")


HIDING = {
    "a rule": "h1 { color: #123456 }\n.summary { display: none }",
    "nested, by a variable": "{% set how = 'none' %}\nmain { & p { display: {{ how }} } }",
    "words of its own": "h1 { color: #123456 }\np::after { content: 'CANCELLED' }",
    "turned": "\nmain { display: flex; flex-direction: column-reverse }",
    "loading": "\n@import url(https://example.org/a.css);",
    "a running head": "\n@page { @top-left { content: 'CANCELLED: this notice is void' } }",
    "the very document": "\n{% if writing %}p { opacity: 0 }{% endif %}",
}


@pytest.mark.parametrize("room", ["html", "epub", "pdf"])
@pytest.mark.parametrize("name", HIDING)
def test_a_style_that_could_change_the_words_is_refused_with_its_line(
    name: str, room: str, themed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (themed.parent.parent / room).mkdir()
    (themed.parent.parent / room / "style.css.jinja").write_text(HIDING[name])
    code, err = told(capsys, "--formats", room)
    assert code == 1
    assert f"theme/{room}/style.css.jinja:2: error[theme-style]" in err
    assert not Path("output").exists()


def test_a_colour_of_the_look_cannot_carry_a_rule(
    themed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(themed, '"rule": "#7d8894"', '"rule": "#7d8894; } p { display: none"')
    code, err = told(capsys)
    assert code == 1
    assert "theme/shared/look.jinja:" in err


@pytest.mark.parametrize("markup", ["<style>p { display: none }</style>", '<p style="opacity:0">'])
def test_a_page_to_be_drawn_has_no_style_but_the_sheet(
    markup: str, themed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = themed.parent.parent / "pdf" / "document.html.jinja"
    page.parent.mkdir()
    shutil.copy(templates_folder() / "pdf" / "document.html.jinja", page)
    change(page, "<header>", f"<header>\n{markup}")
    code, err = told(capsys, "--formats", "pdf")
    assert code == 1
    assert "theme/pdf/document.html.jinja:12: error[theme-style]" in err


ADDED = {
    "hidden from screen readers": '<p aria-hidden="true">CANCELLED</p>',
    "out of reach": "<p inert>CANCELLED</p>",
    "a page break with words": '<span role="doc-pagebreak">CANCELLED</span>',
    "a drawing": "<svg><title></title><text>CANCELLED</text></svg>",
    "a drawing of no role": '<svg role="none"><text>CANCELLED</text></svg>',
    "a field": '<input value="CANCELLED"/>',
    "a button": '<button value="CANCELLED"></button>',
    "a list to choose from": "<select><option>CANCELLED</option></select>",
    "for browsers without scripts": "<noscript>CANCELLED</noscript>",
    "a script": "<script>document.title = 'CANCELLED'</script>",
    "another name": '<p aria-label="CANCELLED">Words.</p>',
    "a description": '<p aria-description="CANCELLED">Words.</p>',
    "a hint": '<p title="CANCELLED">Words.</p>',
    "an attribute that hides": '<p style="opacity: 0">Words.</p>',
    "a class that hides": '<p class="skip">Words.</p>',
    "a class that hides on paper": '<p class="screen">Words.</p>',
    "another direction": '<p><bdo dir="rtl">Words.</bdo></p>',
    "closed": "<details><summary>More</summary></details>",
    "a comment": "<!-- CANCELLED -->",
    "an own style": "<style>p { display: none }</style>",
}


@pytest.mark.parametrize("name", ADDED)
@pytest.mark.parametrize(
    ("room", "page"), [("html", "body.html.jinja"), ("epub", "chapter.xhtml.jinja")]
)
def test_markup_of_a_theme_can_add_or_hide_nothing(
    name: str, room: str, page: str, themed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = themed.parent.parent / room / page
    place.parent.mkdir()
    shutil.copy(templates_folder() / room / page, place)
    change(place, "{{ nodes.front()", f"{ADDED[name]}{{{{ nodes.front()")
    code, err = told(capsys, "--formats", room)
    assert code == 1
    assert "error[" in err
    assert not Path("output").exists()


def test_a_running_head_of_a_theme_says_what_ours_says(
    themed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = themed.parent.parent / "docx" / "header.xml.jinja"
    place.parent.mkdir()
    shutil.copy(templates_folder() / "docx" / "header.xml.jinja", place)
    change(place, "{% endfor %}", "{% endfor %}<w:p><w:r><w:t>CANCELLED</w:t></w:r></w:p>")
    code, err = told(capsys, "--formats", "docx")
    assert code == 1
    assert "“CANCELLED” stands at the head or foot of pages" in err


FAINT = {
    "ink on paper": ('"ink": "#16202b"', '"ink": "#dddddd"', "error", "4.5:1"),
    "ink in the dark": ('"ink": "#eceff2"', '"ink": "#44484d"', "error", "4.5:1"),
    "links": ('"accent": "#0b4f71"', '"accent": "#1f6f9a"', "warning", "7:1"),
    "on shade alone": ('"shade": "#f1f4f7"', '"shade": "#d0d4d8"', "warning", "7:1"),
    "rules": ('"rule": "#7d8894"', '"rule": "#c0c8d0"', "error", "3:1"),
    "no colour": ('"ink": "#16202b"', '"ink": "black"', "error", "no colour"),
}


@pytest.mark.parametrize("name", FAINT)
def test_colours_that_do_not_stand_out_are_told(
    name: str, themed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new, severity, said = FAINT[name]
    change(themed, old, new)
    text = themed.read_text(encoding="utf-8").splitlines()
    line = next(number for number, each in enumerate(text, 1) if new in each)
    code, err = told(capsys)
    assert f"theme/shared/look.jinja:{line}: {severity}[theme-contrast]" in err
    assert said in err
    assert code == (1 if severity == "error" else 0)
    assert Path("output").exists() == (severity == "warning")
    assert told(capsys, "--strict")[0] == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"ink":', '"inc":', ("“light” has no “ink”", "“dark” has no “ink”", "“inc”")),
        ('"accent":', '"acent":', ("“light” has no “accent”", "“acent”")),
        ("set space =", "set spaces =", ("there is no “space”", "“spaces”")),
    ],
)
def test_what_a_look_lacks_is_told_as_the_fault_of_its_file(
    old: str,
    new: str,
    said: tuple[str, ...],
    themed: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    change(themed, old, new)
    code, err = told(capsys)
    assert code == 1
    assert "theme/shared/look.jinja:" in err
    assert "error[theme-template]" in err
    assert all(each in err for each in said)
    assert "Traceback" not in err


def test_a_size_that_is_no_number_is_told(themed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(themed, "{% set screen_px = 18 %}", '{% set screen_px = "large" %}')
    change(themed, '"pt": 12', '"pt": "12pt"')
    code, err = told(capsys)
    assert code == 1
    assert "“screen_px” is “large”" in err
    assert "“pt” of “on_paper” is “12pt”" in err


def test_what_our_template_cannot_use_is_the_fault_of_the_file_that_gave_it(
    themed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    macro = themed.with_name("nodes.jinja")
    shutil.copy(templates_folder() / "shared" / "nodes.jinja", macro)
    text = macro.read_text(encoding="utf-8")
    macro.write_text(re.sub(r"macro (\w+)\(", r"macro \1(more, ", text), encoding="utf-8")
    code, err = told(capsys)
    assert code == 1
    assert "theme/shared/nodes.jinja" in err
    assert "error[theme-template]" in err


def test_a_fault_in_the_drawing_of_charts_is_that_of_the_themes_file(
    themed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawing = themed.with_name("chart.svg.jinja")
    drawing.write_text("<svg>\n{{ drawing.nothing }}\n</svg>", encoding="utf-8")
    table = "::: chart bar\nTable: Gap\n\n| Year | Gap |\n|---|---|\n| 2026 | 3 |\n\n:::\n"
    with Path("notice.md").open("a", encoding="utf-8") as source:
        source.write(f"\n{table}")
    code, err = told(capsys)
    assert code == 1
    assert "theme/shared/chart.svg.jinja:2: error[theme-template]" in err
    assert main(["check", "notice.md", "--theme", "theme"]) == 1


def test_a_theme_may_write_one_macro_of_one_format(
    themed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Macros that its file does not have are those of all formats."""
    theme = themed.parent.parent
    ours = (templates_folder() / "pdf" / "nodes.html.jinja").read_text(encoding="utf-8")
    theirs = "{% macro Paragraph(node) %}<p class='a'>{{ inside(node.content) }}</p>{% endmacro %}"
    (theme / "pdf").mkdir()
    (theme / "pdf" / "nodes.html.jinja").write_text(ours + theirs, encoding="utf-8")
    code, said = told(capsys, "--formats", "html,pdf", "--strict")
    assert code == 0, said
    document, _ = read_source(Path("notice.md"))
    job = Job(document, add_text(document), Options(theme=theme.absolute()))
    for_print = page_design.markup(job, page_design.fits(job, page_design.PageDesign(), {}))
    assert "<p class='a'>Words.</p>" in for_print
    assert "</h2>" in for_print
    assert "class='a'" not in Path("output/notice.html").read_text(encoding="utf-8")


HINTS = {
    "{% if %}": "{% and %}",
    "{{ missing }}": "shows what there is",
    "{% include 'none.jinja' %}": "shared/look.jinja",
    "{{ ''.__class__ }}": "run nothing",
    "{{ 1 // 0 }}": "delete the file",
}


@pytest.mark.parametrize("fault", HINTS)
def test_the_hint_fits_the_fault(
    fault: str, themed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (themed.parent.parent / "html").mkdir()
    (themed.parent.parent / "html" / "style.css.jinja").write_text(fault)
    code, err = told(capsys)
    assert code == 1
    [hint] = [line for line in err.splitlines() if line.strip().startswith("hint:")]
    assert HINTS[fault] in hint


def test_of_equal_lines_each_is_named(themed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (themed.parent.parent / "html").mkdir()
    style = "p { opacity: 0 }\nh1 { color: #123456 }\nli { opacity: 0 }\nth::before { x: 1 }\n"
    style += "p { color: #111 }\nth::before { y: 1 }\n"
    (themed.parent.parent / "html" / "style.css.jinja").write_text(style)
    _, err = told(capsys, "--formats", "html")
    lines = re.findall(r"style\.css\.jinja:(\d+): error", err)
    assert lines == ["1", "3", "4", "4", "6", "6"]


def test_a_file_of_a_theme_that_is_a_link_to_elsewhere_is_called_that(
    themed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "elsewhere.css").write_text("h1 { color: #123456 }")
    link = themed.parent.parent / "html" / "style.css.jinja"
    link.parent.mkdir()
    link.symlink_to(tmp_path / "elsewhere.css")
    code, err = told(capsys, "--formats", "html")
    assert code == 1
    assert "theme/html/style.css.jinja: error[theme-template]" in err
    assert "“style.css.jinja” is a symbolic link to a file outside the theme" in err
