"""From a page's elements to its blocks, as assistive technology meets them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from generator import reading_order as order
from generator.readback.html.anchors import Anchors, Page
from generator.readback.html.figures import lone_picture
from generator.readback.html.inlines import InlineReader
from generator.readback.html.kinds import (
    PREFORMATTED,
    callout_kind,
    has_role,
    heading_level,
    hidden,
    is_block,
    is_item,
    is_list,
    muted,
)
from generator.readback.html.lists import definition_entries, item_marker, item_numbers
from generator.readback.html.notes import find_notes
from generator.readback.html.table_words import TableReader
from generator.readback.html.tree import Element
from generator.readback.html.walk import Context, Flow, Task, link_target, run
from generator.reading_order import fold


class Reader:
    """Reads the pages of one publication."""

    def __init__(self, pages: tuple[Page, ...]) -> None:
        """Learn where links lead and which elements are notes."""
        anchors = Anchors(pages)
        self._notes = find_notes(pages, anchors)
        self._inlines = InlineReader(anchors, self._notes)
        self._tables = TableReader(self._inlines, anchors)

    @property
    def faults(self) -> list[order.Fault]:
        """What is wrong in the pages read so far."""
        return self._inlines.faults

    def blocks(self, page: Page) -> order.Blocks:
        """What a reader meets in the body of a page."""
        root = page.root
        body = next((child for child in root.elements if child.tag == "body"), root)
        context = Context(page).into(root)
        return run(self._flow(body, context))

    def landing(self, href: str, page: Page, element: Element) -> str:
        """The words on which a link in `element` lands; a fault is kept where that is nowhere."""
        return self._inlines.landing(href, page, element)

    # Blocks ----------------------------------------------------------------------------------

    def _flow(self, element: Element, context: Context) -> Task[order.Blocks]:
        """The blocks inside `element`."""
        flow = Flow()
        inner = context.into(element).of_block(element)
        yield self._children(element, inner, flow)
        flow.end_paragraph(inner)
        return tuple(flow.blocks)

    def _children(self, element: Element, context: Context, flow: Flow) -> Task[None]:
        for child in element.children:
            if isinstance(child, str):
                flow.words.add(child, context.word_marks(), exact=context.exact)
            elif child in self._notes.labels and not hidden(child):
                yield self._note(child, context, flow)
            elif is_block(child) and not hidden(child):
                yield self._block(child, context, flow)
            else:
                yield self._inlines.inline(child, context, flow, self._children)

    def _block(self, element: Element, context: Context, flow: Flow) -> Task[None]:
        flow.end_paragraph(context)
        inside = context.into(element)
        level = heading_level(element)
        if level is not None:
            yield self._heading(element, level, inside, flow)
        elif is_list(element):
            yield self._list(element, inside, flow)
        elif element.tag == "dl":
            yield self._definitions(element, inside, flow)
        elif element.tag == "table" and not muted(element):
            flow.blocks.append((yield self._tables.table(element, inside)))
        elif element.tag == "figure":
            yield self._figure(element, inside, flow)
        elif element.tag == "blockquote" or has_role(element, "blockquote"):
            blocks = yield self._flow(element, context)
            flow.blocks.append(order.Group(order.Role.QUOTE, blocks, context.place_of(element)))
        elif "note" in element.tokens("role"):
            blocks = yield self._flow(element, context)
            place, kind = context.place_of(element), callout_kind(element)
            flow.blocks.append(order.Group(order.Role.CALLOUT, blocks, place, kind))
        elif element.tag in PREFORMATTED:
            flow.blocks.append(self._code(element, inside))
        elif element.tag == "hr" or has_role(element, "separator"):
            self._rule(element, inside, flow)
        elif has_role(element, "img"):
            self._inlines.image(element, inside.of_block(element), flow)
            flow.end_paragraph(inside.of_block(element))
        else:
            inner = inside.of_block(element)
            yield self._children(element, inner, flow)
            flow.end_paragraph(inner)

    def _heading(self, element: Element, level: int, context: Context, flow: Flow) -> Task[None]:
        words = yield self._inlines.words(element, self._inlines.labelled(element, context))
        place = context.place_of(element)
        heading = order.Heading(level, words, place, context.language, context.direction)
        flow.blocks.append(heading)

    def _code(self, element: Element, context: Context) -> order.Code:
        text = _source_text(element).removesuffix("\n")
        inner = context
        for only in _only_children(element):
            inner = inner.into(only)
        return order.Code(text, context.place_of(element), inner.language)

    def _rule(self, element: Element, context: Context, flow: Flow) -> None:
        """A change of subject; the line between text and notes is none."""
        after = _next_element(element)
        if after is None or not self._is_notes(after):
            flow.blocks.append(order.Break(context.place_of(element)))

    def _is_notes(self, element: Element) -> bool:
        """True for a note, or a list of notes."""
        return element in self._notes.labels or (
            is_list(element) and any(self._holds_note(item) for item in element.elements)
        )

    # Lists -----------------------------------------------------------------------------------

    def _list(self, element: Element, context: Context, flow: Flow) -> Task[None]:
        """A list; its items that are notes stand for themselves."""
        ordered = element.tag == "ol"
        numbers = item_numbers(element) if ordered else {}
        items: list[order.ListItem] = []
        place = context.place_of(element)
        for child, blocks in (yield self._items(element, context)):
            if self._holds_note(child):
                flow.blocks.extend(blocks)
            elif not is_item(child) and items:
                items[-1] = dataclasses.replace(items[-1], blocks=(*items[-1].blocks, *blocks))
            elif is_item(child) or blocks:
                number = numbers.get(child)
                marker = item_marker(element, number)
                items.append(order.ListItem(blocks, number, context.place_of(child), marker))
        if items:
            flow.blocks.append(order.List(ordered, tuple(items), place))

    def _holds_note(self, item: Element) -> bool:
        """True for a note, and for an item that is nothing but the box of one."""
        if item in self._notes.labels:
            return True
        inside = [
            child
            for child in item.children
            if (fold(child) if isinstance(child, str) else not hidden(child))
        ]
        return len(inside) == 1 and inside[0] in self._notes.labels

    def _items(
        self, element: Element, context: Context
    ) -> Task[list[tuple[Element, order.Blocks]]]:
        """Each child with its blocks; words between items belong to the item before."""
        found: list[tuple[Element, order.Blocks]] = []
        for child in element.children:
            if isinstance(child, str):
                if fold(child):
                    words = Flow()
                    words.words.add(child, context.word_marks())
                    words.end_paragraph(context.of_block(element))
                    found.append((element, tuple(words.blocks)))
            elif hidden(child):
                continue
            elif is_item(child) and child not in self._notes.labels:
                found.append((child, (yield self._flow(child, context))))
            else:
                one = Flow()
                yield self._children(_wrapped(child), context.of_block(element), one)
                one.end_paragraph(context.of_block(element))
                found.append((child, tuple(one.blocks)))
        return found

    def _definitions(self, element: Element, context: Context, flow: Flow) -> Task[None]:
        """Terms and definitions; words beside them belong to the definition before."""
        entries: list[order.Term | order.Definition] = []
        for child, around in definition_entries(element, context):
            place = context.place_of(child)
            if child.tag == "dt":
                inner = around.into(child)
                words = yield self._inlines.words(child, inner)
                entries.append(order.Term(words, place, inner.language, inner.direction))
                continue
            blocks = yield self._flow(child, around)
            before = entries[-1] if entries else None
            if child.tag == "dd":
                entries.append(order.Definition(blocks, place))
            elif isinstance(before, order.Definition):
                entries[-1] = dataclasses.replace(before, blocks=(*before.blocks, *blocks))
            elif before is None:
                flow.blocks.extend(blocks)
            elif blocks:
                entries.append(order.Definition(blocks, place))
        if entries:
            flow.blocks.append(order.DefinitionList(tuple(entries), context.place_of(element)))

    def _note(self, element: Element, context: Context, flow: Flow) -> Task[None]:
        flow.end_paragraph(context)
        blocks = yield self._flow(element, context)
        label = self._notes.labels[element]
        back_links = len(self._notes.back_links[element])
        flow.blocks.append(order.Note(label, blocks, back_links, context.place_of(element)))

    # Pictures --------------------------------------------------------------------------------

    def _figure(self, element: Element, context: Context, flow: Flow) -> Task[None]:
        """A figure of one picture; any other figure is its content, then its caption."""
        inner = context.of_block(element)
        found = lone_picture(element)
        if found is None:
            yield self._children(element, inner, flow)
            flow.end_paragraph(inner)
            return
        picture, caption_element = found
        caption, way = None, None
        if caption_element is not None:
            within = inner.into(caption_element)
            words = yield self._inlines.words(caption_element, within, inner)
            caption, way = words if words.text else None, within.direction
        alternative = self._inlines.alternative(picture, inner)
        if not alternative and caption is None and alternative is not None:
            return
        link = next((a for a in picture.ancestors() if a.tag == "a"), None)
        target = None
        if link is not None and link.get("href") is not None:
            self._inlines.labelled(link, inner)
            target = link_target(self._inlines.link(link, context))
        place = context.place_of(element)
        flow.blocks.append(
            order.Figure(alternative or None, caption, target, place, context.language, way)
        )


# Small questions about elements ---------------------------------------------------------------


def _wrapped(element: Element) -> Element:
    """A parent for one element, so that it can be read as a child."""
    return Element("", {}, 0, None, [element])


def _next_element(element: Element) -> Element | None:
    """The element after this one, in the same parent."""
    siblings = list(element.parent.elements) if element.parent else [element]
    after = siblings[siblings.index(element) + 1 :]
    return after[0] if after else None


def _source_text(element: Element) -> str:
    """The characters of preformatted text, line breaks as they are shown."""
    parts: list[str] = []
    stack: list[Element | str] = [element]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node)
        elif node.tag == "br":
            parts.append("\n")
        elif node is element or not hidden(node):
            stack.extend(reversed(node.children))
    return "".join(parts)


def _only_children(element: Element) -> Iterable[Element]:
    """The element in the element, as long as there is nothing beside it."""
    while len(element.children) == 1 and isinstance(element.children[0], Element):
        element = element.children[0]
        yield element
