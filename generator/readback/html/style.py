"""What a page's own style does to its words: which it hides, and which it adds.

Only rules that hold on every screen are asked, in the order of the cascade. Those for print, for
small windows or for dark screens hide nothing here; what one of them shows is not taken for hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

import cssselect2
import tinycss2

from generator.readback.html.anchors import Page
from generator.readback.html.kinds import announced_words, hidden
from generator.readback.html.tree import Element
from generator.reading_order import Fault, fold

_PROPERTIES = frozenset(("display", "visibility", "content"))
_UNSEEN = {"display": ("none",), "visibility": ("hidden", "collapse")}
_SCREEN = frozenset(("", "all", "screen"))
_FONT_FACES = re.compile(r"@font-face\s*\{[^{}]*\}", re.IGNORECASE)
_SHOWN = 60

Declared = tuple[Any, ...]
"""The value of a property, as tokens."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A style sheet's text, and the media that it is for."""

    text: str
    media: str = ""


@dataclass(frozen=True, slots=True)
class _Rule:
    """What one rule says about what we ask for; `always` where it holds on every screen."""

    selectors: tuple[Any, ...]
    declared: dict[str, tuple[bool, Declared]]
    """Of each property, whether it is important, and its value."""
    always: bool
    said: str
    """Its selectors, as written."""


def sheets_in(page: Page) -> Iterator[Sheet]:
    """The style sheets within a page."""
    for element in page.root.descendants():
        if element.tag == "style":
            yield Sheet(element.text(), element.get("media") or "")


def style_faults(page: Page, sheets: Iterable[Sheet]) -> Iterator[Fault]:
    """Words that the style of a page hides, and words that it says itself."""
    rules = [rule for sheet in sheets for rule in _rules_of(sheet)]
    if not any(rule.always and _acts(rule) for rule in rules):
        return
    styled = list(_styled(page.root, rules))
    yield from _hidden_words(styled, page)
    yield from _added_words(styled, page)


# Rules ----------------------------------------------------------------------------------------


@lru_cache(maxsize=16)
def _rules_of(sheet: Sheet) -> tuple[_Rule, ...]:
    media = sheet.media.strip().lower()
    if media == "print":
        return ()
    nodes = tinycss2.parse_stylesheet(
        _FONT_FACES.sub("", sheet.text), skip_comments=True, skip_whitespace=True
    )
    return tuple(_rules(nodes, always=media in _SCREEN))


def _rules(nodes: Iterable[Any], *, always: bool) -> Iterator[_Rule]:
    """The rules that say what we ask for, also those in `@media` and its like."""
    for node in nodes:
        if node.type == "qualified-rule":
            declared = _declared(node.content)
            if declared:
                said = fold(tinycss2.serialize(node.prelude))
                yield _Rule(_selectors(node.prelude), declared, always, said)
        elif node.type == "at-rule" and node.content is not None:
            prelude = fold(tinycss2.serialize(node.prelude)).lower()
            every = node.lower_at_keyword == "media" and prelude in _SCREEN
            if prelude != "print":
                inner = tinycss2.parse_rule_list(
                    node.content, skip_comments=True, skip_whitespace=True
                )
                yield from _rules(inner, always=always and every)


def _declared(content: list[Any]) -> dict[str, tuple[bool, Declared]]:
    found: dict[str, tuple[bool, Declared]] = {}
    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if node.type == "declaration" and node.lower_name in _PROPERTIES:
            value = tuple(token for token in node.value if token.type != "whitespace")
            if node.important or not found.get(node.lower_name, (False,))[0]:
                found[node.lower_name] = node.important, value
    return found


def _acts(rule: _Rule) -> bool:
    """True if the rule could hide words or add some."""
    return any(
        _word(value) in _UNSEEN.get(name, ())
        or (name == "content" and any(token.type in {"string", "function"} for token in value))
        for name, (_, value) in rule.declared.items()
    )


def _selectors(prelude: list[Any]) -> tuple[Any, ...]:
    """The selectors that can be followed; others hold for nothing."""
    try:
        return tuple(cssselect2.compile_selector_list(prelude))
    except cssselect2.SelectorError:
        return ()


# The cascade ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Styled:
    """An element, and the rules for it (or for what is generated in it), the strongest last."""

    element: Element
    rules: dict[str, list[_Rule]] = field(default_factory=dict)
    """By pseudo-element, "" for the element itself."""

    def value(self, name: str, pseudo: str = "") -> tuple[Declared, _Rule] | None:
        """What holds on every screen, and the rule that says so."""
        said = [
            (rule.declared[name][0], rank, rule)
            for rank, rule in enumerate(self.rules.get(pseudo, ()))
            if name in rule.declared and rule.always
        ]
        if not said:
            return None
        _, _, rule = max(said, key=lambda each: each[:2])
        return rule.declared[name][1], rule

    def hiding(self, name: str) -> _Rule | None:
        """The rule by which a property hides the element, if none shows it on some screen."""
        values = _UNSEEN[name]
        found = self.value(name)
        if found is None or _word(found[0]) not in values or _inline(self.element, name):
            return None
        others = (rule for rule in self.rules[""] if name in rule.declared and not rule.always)
        if any(_word(rule.declared[name][1]) not in values for rule in others):
            return None
        return found[1]


def _word(value: Declared) -> str:
    return value[0].lower_value if len(value) == 1 and value[0].type == "ident" else ""


def _inline(element: Element, name: str) -> bool:
    return bool(re.search(rf"(?:^|;)\s*{name}\s*:", element.get("style") or "", re.IGNORECASE))


def _styled(root: Element, rules: list[_Rule]) -> Iterator[_Styled]:
    """Every element, in document order, with its rules."""
    matcher = cssselect2.Matcher()
    for rule in rules:
        for selector in rule.selectors:
            matcher.add_selector(selector, rule)
    wrapped = cssselect2.ElementWrapper.from_html_root(_tree(root))
    elements = (root, *root.descendants())
    for element, wrapper in zip(elements, wrapped.iter_subtree(), strict=True):
        styled = _Styled(element)
        for _, _, pseudo, rule in matcher.match(wrapper):
            styled.rules.setdefault(pseudo or "", []).append(rule)
        yield styled


def _tree(root: Element) -> ElementTree.Element:
    """The elements as a tree that selectors can be held against."""
    top = ElementTree.Element(root.tag, root.attributes)
    stack = [(root, top)]
    while stack:
        element, copy = stack.pop()
        stack.extend(
            (child, ElementTree.SubElement(copy, child.tag, child.attributes))
            for child in element.elements
        )
    return top


# Words ----------------------------------------------------------------------------------------


def _hidden_words(styled: list[_Styled], page: Page) -> Iterator[Fault]:
    """Words that are in the page and not on any screen, reported once for each rule."""
    silent: set[Element] = set()
    unseen: dict[Element, _Rule | None] = {}
    places: dict[str, list[tuple[Element, str]]] = {}
    for each in styled:
        element = each.element
        if element.parent in silent or hidden(element):
            silent.add(element)
            continue
        inherited = unseen.get(element.parent) if element.parent else None
        if each.value("visibility") or _inline(element, "visibility"):
            inherited = each.hiding("visibility")
        unseen[element] = inherited
        rule, words = each.hiding("display"), ""
        if rule is not None:
            words = announced_words(element)
            silent.add(element)
        elif inherited is not None:
            rule = inherited
            words = fold("".join(child for child in element.children if isinstance(child, str)))
            words = words or (element.get("alt") or "" if element.tag == "img" else "")
        if rule is not None and words:
            places.setdefault(rule.said, []).append((element, words))
    for said, hiding in places.items():
        element, words = hiding[0]
        more = f", and {len(hiding) - 1} more" if len(hiding) > 1 else ""
        message = f"the page's style ({said}) hides “{words[:_SHOWN]}”{more}"
        yield Fault(page.place_of(element), "invisible-text", message)


def _added_words(styled: list[_Styled], page: Page) -> Iterator[Fault]:
    """Words that no element holds, reported once for each rule."""
    reported: set[str] = set()
    silent: set[Element] = set()
    for each in styled:
        if each.element.parent in silent or hidden(each.element):
            silent.add(each.element)
            continue
        for pseudo in ("before", "after", "marker"):
            found = each.value("content", pseudo)
            words = _generated(found[0], each.element) if found else ""
            if found is None or found[1].said in reported or not any(map(str.isalnum, words)):
                continue
            reported.add(found[1].said)
            message = f"the page's style ({found[1].said}) adds “{words[:_SHOWN]}”"
            yield Fault(page.place_of(each.element), "other-words", message)


def _generated(value: Declared, element: Element) -> str:
    """What a value of `content` says: its strings, and attributes of the element."""
    parts: list[str] = []
    for token in value:
        if token.type == "string":
            parts.append(token.value)
        elif token.type == "function" and token.lower_name == "attr":
            names = [each.value for each in token.arguments if each.type == "ident"]
            parts += [element.get(name) or "" for name in names[:1]]
    return fold("".join(parts))
