"""YAML that can mean no more than it says: keys and plain values, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Protocol

import yaml

from generator.source.reading import Report
from generator.source.rules import (
    FRONT_MATTER_CUT,
    FRONT_MATTER_KEY,
    FRONT_MATTER_SYNTAX,
    FRONT_MATTER_TWICE,
)


class _Mark(Protocol):
    """A place in the YAML; its two loaders have a class each."""

    @property
    def line(self) -> int: ...


_CUT = re.compile(r"[ \t]+(?P<rest>#[^\s#].*?)\s*$")
"""A number, a colour or a tag after “#”; comments have a space there, or more signs."""
_DEEPEST = 4
_LONGEST = 100_000
"""Characters of front matter."""

_PLAIN_WORDS = (
    ("mapping values are not allowed", "a second colon in one line"),
    ("could not find expected ':'", "a key without its colon"),
    ("cannot start any token", "a sign that YAML keeps for itself"),
    ("expected <block end>", "a change of indentation, or a text that goes on after its quotes"),
    ("found unexpected end of stream", "quotation marks or brackets that never end"),
)
"""What YAML's parser says, and what that usually means."""


def line_of(mark: _Mark | None) -> int:
    """The source line of a mark: YAML counts from 0, and the first `---` is a line too."""
    return 1 if mark is None else mark.line + 2


_WITH_COLON = re.compile(
    r"(?P<key>[ \t]*[A-Za-z_-]+:[ \t]+)(?P<value>[^\s\"'|>\[\]{}&*!%@`#?,-].*?:(?:[ \t].*?)?)"
    r"(?P<rest>[ \t]*(?:[ \t]#(?:[ \t#].*)?)?)"
)
"""A value without quotation marks, and a colon in it; YAML would read a key of its own."""


def _as_written(line: str) -> str:
    """The line, with quotation marks where a colon belongs to the value: it is words."""
    found = _WITH_COLON.fullmatch(line)
    if found is None:
        return line
    quoted = found["value"].replace("'", "''")
    return f"{found['key']}'{quoted}'{found['rest']}"


def mapping_of(text: str, report: Report) -> yaml.MappingNode | None:
    """The keys and values in `text`; None where there are none, or findings say why not."""
    text = "\n".join(map(_as_written, text.split("\n")))
    try:
        if not _plain(text, report):
            return None
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        _report_syntax(error, report)
        return None
    if node is None:
        return None
    if not isinstance(node, yaml.MappingNode):
        report.add(
            FRONT_MATTER_SYNTAX,
            line_of(node.start_mark),
            "the front matter is not a list of keys and values, so title and language are unknown.",
            "write one “key: value” a line",
        )
        return None
    return node


def _plain(text: str, report: Report) -> bool:
    """True if the YAML can mean no more than it says.

    It has no anchors, aliases or tags, and is neither long nor deep (issue 11: YAML bombs).
    """
    if len(text) > _LONGEST:
        report.add(
            FRONT_MATTER_SYNTAX,
            1,
            f"the front matter is longer than {_LONGEST:,} letters.",
            "end it with “---” before the text, and move what is text there",
        )
        return False
    depth, lines = 0, text.split("\n")
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        problem = _more_than_words(event) or (depth > _DEEPEST and "values this deep")
        if problem:
            report.add(
                FRONT_MATTER_SYNTAX,
                line_of(event.start_mark),
                f"the front matter may not use {problem}; its values are plain text.",
                "if the character begins a text, put the text in quotation marks",
            )
            return False
        _report_cut(event, lines, report)
    return True


def _report_cut(event: yaml.Event, lines: list[str], report: Report) -> None:
    """Say where a value ends before “ #”, although what follows looks like more of it."""
    if not isinstance(event, yaml.ScalarEvent) or event.style is not None:
        return
    end = event.end_mark
    if end is None or end.line >= len(lines):
        return
    cut = _CUT.match(lines[end.line], end.column)
    if cut and event.value:
        report.add(
            FRONT_MATTER_CUT,
            end.line + 2,
            f"“{cut['rest']}” is taken for a comment of YAML, so it would reach no reader.",
            f'if it belongs to the value, put quotation marks around the whole: "{event.value} '
            f'{cut["rest"]}"; in a comment, write a space after “#”',
        )


def _more_than_words(event: yaml.Event) -> str:
    if isinstance(event, yaml.AliasEvent):
        return "references (“*”)"
    if getattr(event, "anchor", None):
        return "anchors (“&”)"
    if getattr(event, "tag", None):
        return "type tags (“!”)"
    return ""


def _report_syntax(error: yaml.YAMLError, report: Report) -> None:
    context, place = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
    mark = context if "quoted" in str(getattr(error, "context", "")) else place or context
    problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
    hint = (
        "put values with a colon, a “#” or quotation marks between quotation marks: "
        'title: "Crime: a strategy"'
    )
    if r"'\t'" in problem:
        problem, hint = "a tab, “⇥”", "replace the tab by a space"
    problem = next((plain for yaml_s, plain in _PLAIN_WORDS if yaml_s in problem), problem)
    report.add(
        FRONT_MATTER_SYNTAX,
        line_of(mark),
        f"the front matter cannot be read here ({problem}), so title and language are unknown.",
        hint,
    )


def pairs(
    node: yaml.MappingNode,
    known: tuple[str, ...],
    other_names: Mapping[str, str],
    report: Report,
) -> Iterator[tuple[str, yaml.Node, int]]:
    """Known keys, each once, with their values and lines.

    `other_names` are what people call them elsewhere.
    """
    seen: dict[str, int] = {}
    for key_node, value in node.value:
        line = line_of(key_node.start_mark)
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "…"
        if key in seen:
            report.add(
                FRONT_MATTER_TWICE,
                line,
                f"“{key}” is given a second time; line {seen[key]} has it too, and only one "
                "of them could be published.",
                "keep one of the two",
            )
        elif key not in known:
            _report_unknown(key, known, other_names.get(key.lower(), ""), line, report)
        else:
            seen[key] = line
            yield key, value, line


def _report_unknown(
    key: str, known: tuple[str, ...], other: str, line: int, report: Report
) -> None:
    import difflib  # most keys are known

    near = difflib.get_close_matches(key.lower(), known, n=1)
    nearest = other if other in known else (near[0] if near else "")
    report.add(
        FRONT_MATTER_KEY,
        line,
        f"“{key}” is not a key we know, so what it says would reach no reader.",
        f"did you mean “{nearest}”?" if nearest else f"known keys: {', '.join(known)}",
    )


def is_empty(node: yaml.Node) -> bool:
    """True for a key without a value; YAML writes one as “null” or “~” too."""
    nothing = "tag:yaml.org,2002:null"
    return isinstance(node, yaml.ScalarNode) and (node.tag == nothing or not node.value.strip())
