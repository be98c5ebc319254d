"""What stands within a line: words and their marks, links, calls of notes and pictures."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from generator import reading_order as order
from generator.readback.html.anchors import Anchors, Page
from generator.readback.html.kinds import (
    announced_words,
    has_role,
    heading_level,
    hidden,
    is_block,
    muted,
)
from generator.readback.html.notes import Notes
from generator.readback.html.tree import Element
from generator.readback.html.walk import Context, Flow, Task
from generator.reading_order import Mark, Passage, PassageBuilder, fold

ReadChildren = Callable[[Element, Context, Flow], Task[None]]
"""Reads the children of an element into a flow."""

_MARKS: dict[str, Mark] = {
    **dict.fromkeys(("em", "i"), order.Style.EMPHASISED),
    **dict.fromkeys(("strong", "b"), order.Style.STRONG),
    **dict.fromkeys(("s", "del", "strike"), order.Style.STRUCK),
    "sup": order.Style.RAISED,
    "sub": order.Style.LOWERED,
    **dict.fromkeys(("code", "kbd", "samp", "tt"), order.Style.CODE),
}

_EMBEDDED = frozenset("audio canvas embed iframe object video".split())

_SHOWN = 60


class InlineReader:
    """Reads what stands within lines: words with their marks, links, calls of notes, pictures."""

    def __init__(self, anchors: Anchors, notes: Notes) -> None:
        """Take where links lead and which elements belong to notes."""
        self._anchors = anchors
        self._notes = notes
        self._back_links = {link for links in notes.back_links.values() for link in links}
        self.faults: list[order.Fault] = []

    def words(
        self, element: Element, context: Context, block: Context | None = None
    ) -> Task[Passage]:
        """All words of an element that is one passage, in the language of `block` or its own."""
        spoken = context if block is None else block
        inner = dataclasses.replace(context, block_language=spoken.language)
        builder = PassageBuilder()
        yield self._phrase(element, inner, builder)
        return builder.passage()

    def _phrase(self, element: Element, context: Context, builder: PassageBuilder) -> Task[None]:
        flow = Flow(words=builder)
        for child in element.children:
            if isinstance(child, str):
                builder.add(child, context.word_marks(), exact=context.exact)
            elif is_block(child) and not hidden(child):
                builder.add(" ", context.marks)
                yield self._phrase(child, context.into(child), builder)
                builder.add(" ", context.marks)
            else:
                yield self.inline(child, context, flow, self._phrase_of)

    def _phrase_of(self, element: Element, context: Context, flow: Flow) -> Task[None]:
        return self._phrase(element, context, flow.words)

    def inline(
        self,
        element: Element,
        context: Context,
        flow: Flow,
        inside: ReadChildren,
    ) -> Task[None]:
        """Read an element within a line into `flow`; `inside` reads its children."""
        context = context.into(element)
        if element in self._notes.calls:
            # A call is an object: the language of its label is no language of the words around.
            marks = context.marks - {order.Style.RAISED}  # as calls are
            flow.words.add_object(order.Call(self._notes.calls[element]), marks)
        elif element in self._back_links:
            return
        elif hidden(element):
            if element.tag in _EMBEDDED and not element.get("hidden"):
                message = f"what this element ({element.tag}) shows was not read"
                self.fault(context.place_of(element), "embedded", message)
        elif element.tag == "br":
            flow.words.add_break(context.marks)
        elif element.tag in {"img", "svg"} or has_role(element, "img"):
            self.image(element, context, flow)
        else:
            marked = self._marked(element, context)
            yield inside(element, self.labelled(element, marked), flow)
            label = element.get("aria-label")
            if element.tag == "a" and label and not announced_words(*element.children):
                flow.words.add(label, marked.word_marks())

    def _marked(self, element: Element, context: Context) -> Context:
        tag = element.tag
        if tag == "a" and element.get("href") is not None:
            return context.marked(self.link(element, context))
        if tag in {"abbr", "acronym"} and element.get("title"):
            return context.marked(order.Expansion(fold(element.get("title") or "")))
        if tag in _MARKS:
            marked = context.marked(_MARKS[tag])
            exact = _MARKS[tag] is order.Style.CODE
            return dataclasses.replace(marked, exact=True) if exact else marked
        return context

    def labelled(self, element: Element, context: Context) -> Context:
        """The context in an element whose label is announced in place of its words.

        A label that holds the words and more counts as their expansion; any other is a fault.
        """
        label, words = fold(element.get("aria-label") or ""), announced_words(*element.children)
        if not label or not any(map(str.isalnum, words)) or label == words:
            return context
        if not _takes_its_name_from_words(element):
            return context
        if words.casefold() in label.casefold():
            return context.marked(order.Expansion(label))
        message = f"“{label[:_SHOWN]}” is announced in place of “{words[:_SHOWN]}”"
        self.fault(context.place_of(element), "other-words", message)
        return context

    def link(self, element: Element, context: Context) -> Mark:
        """The mark of the words of a link."""
        href = self._anchors.address(element.get("href") or "", context.page)
        title = fold(element.get("title") or "") or None
        if not self._anchors.within(href, context.page):
            return order.LinkTo(href, title)
        return order.LinkWithin(self.landing(href, context.page, element), title)

    def landing(self, href: str, page: Page, element: Element) -> str:
        """The words on which a link in `element` lands; a fault is kept where that is nowhere."""
        target = self._anchors.target(href, page)
        if target is not None:
            return self._anchors.landing(target, self._notes.silent)
        if self._anchors.within(href, page):
            message = f"a link leads to {href}, which is nowhere"
            self.fault(Context(page).place_of(element), "dangling-link", message)
        return ""

    def fault(self, place: str, rule: str, message: str) -> None:
        """Keep a fault to be reported."""
        self.faults.append(order.Fault(place, rule, message))

    def image(self, element: Element, context: Context, flow: Flow) -> None:
        """Add a picture to the words of `flow`, where it has an alternative text."""
        alternative = self.alternative(element, context)
        if alternative:
            flow.words.add_object(order.Picture(alternative), context.word_marks())

    def alternative(self, element: Element, context: Context) -> str | None:
        """A picture's words; "" for a decorative one, None where they are missing."""
        if muted(element):
            return ""
        named = element.get("aria-label") or element.get("alt")
        if element.tag == "svg" or (named is None and element.tag != "img"):
            titles = (child.text() for child in element.elements if child.tag == "title")
            named = element.get("aria-label") or next(titles, "")
        if named is None and element.get("title"):
            named = element.get("title")
        if named is None:
            message = "a picture has no alternative text, not even an empty one"
            self.fault(context.place_of(element), "missing-alternative", message)
            return None
        return fold(named)


def _takes_its_name_from_words(element: Element) -> bool:
    """True where a label is announced in place of the words inside (ARIA 1.2, 5.2.8.5)."""
    return (
        (element.tag == "a" and element.get("href") is not None)
        or element.tag in {"button", "summary", "td", "th"}
        or heading_level(element) is not None
        or has_role(element, "link", "button", "cell", "columnheader", "rowheader")
    )
