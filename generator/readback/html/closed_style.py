"""The closed list for styles of our own outputs, and of themes.

A style says how words look. It may not hide them, move them, put others in their place, or load
anything: every construct that is not known to be harmless is refused. What our own styles say
beyond that is in the table `OWN`.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import tinycss2

from generator.readback.html.own_style import OWN
from generator.readback.html.style_values import (
    OF_SOME,
    PALETTE,
    PROPERTIES,
    WORDS,
    colour,
    literal,
)

NEEDED = 4.5
"""Contrast below which words fail people with low vision (WCAG 1.4.3)."""
_NESTING = frozenset(("media", "supports", "layer", "container", "scope"))
"""At-rules that hold rules. Each rule within is held to the list, so they may apply or not."""
_SHOWN = 60
_FACE = frozenset(("font-family", "font-style", "font-weight", "font-display", "src"))


@dataclass(frozen=True, slots=True)
class Refusal:
    """What in a style is not allowed: as `written`, with its `name`, and why.

    `line` is that of the style as it was rendered, 0 where it is no one line.
    """

    name: str
    written: str
    reason: str
    line: int = field(default=0, compare=False)


@dataclass(slots=True)
class _Colours:
    """The colours of words and of what is behind them, in one of the two schemes."""

    words: set[str] = field(default_factory=set)
    behind: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Sheet:
    """A style on its way; `own` has the rows of `OWN` that hold for it."""

    colours: dict[str, _Colours] = field(
        default_factory=lambda: {"light": _Colours(), "dark": _Colours()}
    )
    heads: Collection[str] = ()
    """The words that may stand at the head or foot of pages."""
    dark: bool = False
    """True if the style has colours of its own for dark screens."""


def refusals(style: str, heads: Collection[str] = ()) -> Iterator[Refusal]:
    """Everything in a style that is not on the closed list; `heads` may stand around pages."""
    sheet = _Sheet(heads=heads)
    nodes = tinycss2.parse_stylesheet(style, skip_comments=True, skip_whitespace=True)
    yield from _rules(nodes, (), sheet)
    yield from _faint(sheet)


def attribute_refusals(style: str) -> Iterator[Refusal]:
    """The same for the style in an attribute of an element."""
    yield from _block(tinycss2.parse_component_value_list(style), (), "", _Sheet())


def _rules(nodes: Iterable[Any], around: tuple[str, ...], sheet: _Sheet) -> Iterator[Refusal]:
    """`around` has the at-rules and selectors outside, as written."""
    for node in nodes:
        match node.type:
            case "qualified-rule":
                selector = _written(node.prelude)
                yield from _on_line(node, _selector(node.prelude, selector, around))
                yield from _block(node.content, around, selector, sheet)
            case "at-rule":
                yield from _on_line(node, _at_rule(node, around, sheet))
            case _:
                reason = "it cannot be understood"
                yield Refusal(node.type, _written([node]), reason, node.source_line)


def _on_line(node: Any, found: Iterable[Refusal]) -> Iterator[Refusal]:  # noqa: ANN401
    """The refusals of a node, each on the line on which the node begins, if it has none."""
    for refusal in found:
        yield replace(refusal, line=refusal.line or node.source_line)


def _at_rule(node: Any, around: tuple[str, ...], sheet: _Sheet) -> Iterator[Refusal]:  # noqa: ANN401
    name, prelude = node.lower_at_keyword, _written(node.prelude)
    if name == "font-face" and node.content is not None:
        yield from _font_face(node)
    elif name == "page" and node.content is not None:
        yield from _block(node.content, (*around, f"@page {prelude}".strip()), "", sheet)
    elif name in _MARGINS and around and around[-1].startswith("@page"):
        yield from _block(node.content or [], (*around, f"@{name}"), "", sheet)
    elif name in _NESTING and node.content is not None:
        sheet.dark = sheet.dark or "prefers-color-scheme" in prelude
        inner = f"@{name} {prelude}".strip()
        content = tinycss2.parse_blocks_contents(
            node.content, skip_comments=True, skip_whitespace=True
        )
        yield from _mixed(content, (*around, inner), "", sheet)
    elif name == "counter-style" and _is_counter(node, prelude):
        pass
    elif name != "layer":
        yield Refusal(f"@{name}", f"@{name} {prelude}".strip(), "a style may not load or define it")


_COUNTERS = {"round": ("", ") "), "bracketed": ("(", ") ")}
_COUNTED = frozenset(("decimal", "lower-alpha", "upper-alpha", "lower-roman", "upper-roman"))


def _is_counter(node: Any, name: str) -> bool:  # noqa: ANN401
    """True for a way of counting that says what its name says: "round-lower-alpha", "b) "."""
    shape, _, kind = name.partition("-")
    before, after = _COUNTERS.get(shape, ("", ""))
    wanted = f'system: extends {kind}; prefix: "{before}"; suffix: "{after}"'
    return kind in _COUNTED and bool(after) and _written(node.content or []).strip("; ") == wanted


def _counts(selector: str, name: str) -> bool:
    """True for the style of the lists that one of our ways of counting is named after."""
    shape, _, kind = name.partition("-")
    return selector == f".{name}" and shape in _COUNTERS and kind in _COUNTED


_MARGINS = frozenset(
    f"{edge}-{place}" for edge in ("top", "bottom") for place in ("left", "center", "right")
)
"""Boxes around a page for its running heads; the proof compares their words."""


def _block(
    content: list[Any], around: tuple[str, ...], selector: str, sheet: _Sheet
) -> Iterator[Refusal]:
    """What stands between braces: declarations, and rules nested in the rule."""
    nodes = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    yield from _mixed(nodes, around, selector, sheet)


def _mixed(
    nodes: Iterable[Any], around: tuple[str, ...], selector: str, sheet: _Sheet
) -> Iterator[Refusal]:
    for node in nodes:
        if node.type == "declaration":
            yield from _on_line(node, _declaration(node, around, selector, sheet))
        else:
            inner = (*around, selector) if selector else around
            yield from _rules([node], inner, sheet)


def _selector(prelude: list[Any], selector: str, around: tuple[str, ...]) -> Iterator[Refusal]:
    """Pseudo-elements make boxes of their own, or take letters out of theirs."""
    double = any(one == ":" and other == ":" for one, other in itertools.pairwise(prelude))
    old = {"before", "after", "first-letter", "first-line"}
    single = any(
        one == ":" and other.type == "ident" and other.lower_value in old
        for one, other in itertools.pairwise(prelude)
    )
    if (double or single) and not any(row.startswith(f"{selector} {{") for row in _own(around)):
        yield Refusal(selector, selector, "a style may not make or change parts of elements")


def _declaration(
    node: Any,  # noqa: ANN401
    around: tuple[str, ...],
    selector: str,
    sheet: _Sheet,
) -> Iterator[Refusal]:
    name, value = node.lower_name, [token for token in node.value if token.type != "whitespace"]
    scheme = "dark" if any("prefers-color-scheme: dark" in each for each in around) else "light"
    if name.startswith("--"):
        if name[2:] in PALETTE and colour(value):
            _note(sheet.colours[scheme], name[2:], value)
        elif not _is_own(node, around, selector):
            yield Refusal(name, _said(node), "a variable may hold a colour of the look alone")
        return
    if _is_own(node, around, selector):
        return
    kind = PROPERTIES.get(name)
    some, special = OF_SOME.get(name, (frozenset(), None))
    subjects = _subjects(selector)
    fits = bool(kind and kind(value)) or bool(
        special and subjects and subjects <= some and special(value)
    )
    fits = fits or bool(name == "content" and around and _runs(around, value, sheet))
    fits = fits or (name == "list-style-type" and _counts(selector, _written(value)))
    if not fits:
        known = kind is not None or special is not None
        reason = (
            "this value could hide, move or change words"
            if known
            else "this property could hide, move, replace or add words"
        )
        yield Refusal(name, _said(node), reason)
        return
    _note(sheet.colours[scheme], name, value)


def _runs(around: tuple[str, ...], value: list[Any], sheet: _Sheet) -> bool:
    """True for the words of a running head."""
    return around[-1].removeprefix("@") in _MARGINS and all(
        (token.type == "string" and (token.value in sheet.heads or token.value == "\n"))
        or (token.type == "ident" and token.lower_value == "none")
        or (token.type == "function" and token.lower_name in {"counter", "string"})
        for token in value
    )


def _note(colours: _Colours, name: str, value: list[Any]) -> None:
    """Keep a literal colour, to be held against the others."""
    found = {written for token in value if (written := literal(token))}
    if name == "color" or name in WORDS:
        colours.words |= found
    elif name in {"background", "background-color", "paper", "shade"}:
        colours.behind |= found


def _faint(sheet: _Sheet) -> Iterator[Refusal]:
    """Pairs of colours that could meet, and do not stand out from each other."""
    for scheme, colours in sheet.colours.items():
        if scheme == "dark" and not sheet.dark:
            continue
        behind = colours.behind or ({"#ffffff"} if scheme == "light" else set())
        written = colours.words or ({"#000000"} if scheme == "light" else set())
        for words, paper in itertools.product(sorted(written), sorted(behind)):
            if _contrast(words, paper) < NEEDED:
                reason = f"on {paper} it has a contrast below {NEEDED:g}:1"
                yield Refusal(words, words, reason)


def _contrast(one: str, other: str) -> float:
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(shade: str) -> float:
    channels = (int(shade[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]  # noqa: PLR2004
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _font_face(node: Any) -> Iterator[Refusal]:  # noqa: ANN401
    """Only the document's own typefaces, which are in the file."""
    declared = tinycss2.parse_blocks_contents(
        node.content, skip_comments=True, skip_whitespace=True
    )
    for each in declared:
        said = _said(each) if each.type == "declaration" else _written([each])
        if each.type != "declaration" or each.lower_name not in _FACE:
            yield Refusal("@font-face", said, "a style may not change what letters look like")
        elif each.lower_name == "src":
            found = [token for token in each.value if token.type != "whitespace"]
            addresses = [t for t in found if t.type == "url"]
            embedded = len(addresses) == 1 and addresses[0].value.startswith(
                ("data:font/woff2;base64,", "fonts/")
            )
            if not embedded:
                yield Refusal("src", said, "a style may not load anything")
        elif each.lower_name == "font-family" and "announcement" not in said.lower():
            yield Refusal("font-family", said, "only the document's own typefaces are embedded")


# What is written ------------------------------------------------------------------------------


def _written(tokens: Iterable[Any]) -> str:
    try:
        return " ".join(tinycss2.serialize([*tokens]).split())
    except TypeError:  # what is no CSS at all
        return "…"


def _said(node: Any) -> str:  # noqa: ANN401
    mark = " !important" if node.important else ""
    return f"{node.name}: {_written(node.value)}{mark}"


def _own(around: tuple[str, ...]) -> frozenset[str]:
    return OWN.get(" ".join(each for each in around if each.startswith("@")), frozenset())


def _is_own(node: Any, around: tuple[str, ...], selector: str) -> bool:  # noqa: ANN401
    """True for a declaration that our own styles have, in a rule of that very selector."""
    if any(not each.startswith("@") for each in around):
        return False
    rows = _own(around)
    return f"{selector} {{ {_said(node)} }}" in rows


def _subjects(selector: str) -> frozenset[str]:
    """The element names that the ends of a selector list name; with "?" for one that names none."""
    found: set[str] = set()
    for part in selector.split(","):
        last = part.split()[-1:] or ["?"]
        name = last[0].split(".")[0].split(":")[0].split("[")[0].lower()
        found.add(name if name.isalnum() else last[0])
    return frozenset(found)
