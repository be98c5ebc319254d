"""A theme shows what it is given. It cannot read other files, run anything, or call out."""

from __future__ import annotations

import dataclasses
import functools
import types
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jinja2
import pytest

from generator.build import build
from generator.cli import main
from generator.errors import PackError
from generator.formats import FORMATS
from generator.packagers.job import Options

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


HARMLESS = (str, bytes, int, float, bool, type(None), type)


def test_templates_are_given_nothing_that_acts(
    theme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sandbox hides what begins with “_”; a file or a module would act by its plain names."""
    given: dict[int, Any] = {}
    render = jinja2.Template.render
    with monkeypatch.context() as patched:
        patched.setattr(
            jinja2.Template,
            "render",
            lambda self, *args, **kwargs: (
                given.update({id(each): each for each in (*args, *kwargs.values())}),
                render(self, *args, **kwargs),
            )[1],
        )
        build(theme.parent / "notice.md", [*FORMATS])
    reached = list(reachable(list(given.values())))
    assert len(reached) > 100
    acting = [each for each in reached if isinstance(each, Path | types.ModuleType) or acts(each)]
    assert not acting


def acts(each: object) -> bool:
    return any(hasattr(each, name) for name in ("write_text", "read_bytes", "fileno", "popen"))


def reachable(start: list[Any]) -> Iterator[Any]:
    """Everything that a template can get from what it is given, by names and items."""
    seen: set[int] = set()
    kept: list[Any] = []
    stack = start
    while stack:
        each = stack.pop()
        if isinstance(each, HARMLESS) or id(each) in seen:
            continue
        seen.add(id(each))
        kept.append(each)  # else its number could be given to another
        yield each
        if isinstance(each, Mapping):
            stack += [*each, *each.values()]
        elif isinstance(each, list | tuple | set | frozenset):
            stack += each
        elif dataclasses.is_dataclass(each):
            stack += [getattr(each, field.name, None) for field in dataclasses.fields(each)]
        elif isinstance(each, types.MethodType):
            stack.append(each.__self__)
        elif isinstance(each, functools.partial):
            stack += [each.func, *each.args, *each.keywords.values()]
