"""The walk: elements to blocks and words, as assistive technology meets them.

Methods that go down into the tree are generators, driven by `_run`, so that depth costs memory
and not stack (a list may be 100 levels deep).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Generator, Iterable
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any, TypeVar

from generator import reading_order as order
from generator.readback.html.anchors import Anchors, Page
from generator.readback.html.kinds import (
    PREFORMATTED,
    has_role,
    heading_level,
    heard,
    hidden,
    is_block,
    is_item,
    is_list,
    language_of,
    muted,
)
from generator.readback.html.notes import find_notes
from generator.readback.html.tables import Grid, Slot, form
from generator.readback.html.tree import Element
from generator.reading_order import Direction, Mark, Passage, PassageBuilder, fold

T = TypeVar("T")
Task = Generator[Any, Any, T]
"""A walk that yields further walks and is sent their results."""


def _run(task: Task[T]) -> T:
    """The result of a walk."""
    stack: list[Task[Any]] = [task]
    result: Any = None
    while stack:
        try:
            deeper = stack[-1].send(result)
        except StopIteration as stop:
            stack.pop()
            result = stop.value
        else:
            stack.append(deeper)
            result = None
    return result  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class Context:
    """What holds at a place in the tree. `block_…` is what holds for the block around it."""

    page: Page
    place: str = ""
    language: str | None = None
    direction: Direction = "ltr"
    block_language: str | None = None
    block_direction: Direction = "ltr"
    marks: frozenset[Mark] = order.NO_MARKS
    exact: bool = False

    def into(self, element: Element) -> Context:
        """The context inside `element`."""
        language, direction = language_of(element), _direction_of(element)
        if language is None and direction is None:
            return self
        return dataclasses.replace(
            self,
            language=self.language if language is None else language or None,
            direction=direction or self.direction,
        )

    def of_block(self, element: Element) -> Context:
        """The context of a block that begins here."""
        return dataclasses.replace(
            self,
            place=self.place_of(element),
            block_language=self.language,
            block_direction=self.direction,
        )

    def place_of(self, element: Element) -> str:
        """Where `element` is, for messages."""
        return self.page.place_of(element)

    def marked(self, mark: Mark) -> Context:
        """The context under one more mark; of links, only the innermost counts."""
        kept: Iterable[Mark] = self.marks
        if isinstance(mark, order.LinkTo | order.LinkWithin):
            kept = (m for m in kept if not isinstance(m, order.LinkTo | order.LinkWithin))
        return dataclasses.replace(self, marks=frozenset((*kept, mark)))

    def said(self) -> frozenset[Mark]:
        """The marks of words here."""
        if self.language in (None, self.block_language):
            return self.marks
        assert self.language is not None  # noqa: S101 (for the type checker)
        return self.marks | {order.InLanguage(self.language)}


@dataclass(slots=True)
class Flow:
    """Blocks as they are met; words that stand outside any block gather into paragraphs."""

    blocks: list[order.Block] = field(default_factory=list)
    words: PassageBuilder = field(default_factory=PassageBuilder)

    def end_paragraph(self, context: Context) -> None:
        """Turn the words gathered so far into a block."""
        passage = self.words.passage()
        self.words = PassageBuilder()
        if passage.text.strip(order.BREAK):
            self.blocks.append(_paragraph(passage, context))


def _direction_of(element: Element) -> Direction | None:
    match element.tokens("dir"):
        case ["ltr"]:
            return "ltr"
        case ["rtl"]:
            return "rtl"
        case _:
            return None


def _paragraph(passage: Passage, context: Context) -> order.Block:
    """A paragraph, or a figure where there is nothing but one picture."""
    if passage.text == order.OBJECT:
        marks = [marked.mark for marked in passage.marks]
        picture = next((mark for mark in marks if isinstance(mark, order.Picture)), None)
        others = [mark for mark in marks if mark is not picture]
        if picture and all(isinstance(o, order.LinkTo | order.LinkWithin) for o in others):
            link = _link_of(others[0]) if others else None
            return order.Figure(
                picture.alternative, None, link, context.place, context.block_language
            )
    return order.Paragraph(passage, context.place, context.block_language, context.block_direction)


def _link_of(mark: Mark) -> str | None:
    match mark:
        case order.LinkTo(target=target):
            return target
        case order.LinkWithin(words=words):
            return f"#{words}"
        case _:
            return None


_MARKS: dict[str, Mark] = {
    **dict.fromkeys(("em", "i"), order.Style.EMPHASISED),
    **dict.fromkeys(("strong", "b"), order.Style.STRONG),
    **dict.fromkeys(("s", "del", "strike"), order.Style.STRUCK),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), order.Style.CODE),
}

_EMBEDDED = frozenset("audio canvas embed iframe object video".split())


class Reader:
    """Reads the pages of one publication."""

    def __init__(self, pages: tuple[Page, ...]) -> None:
        """Learn where links lead and which elements are notes."""
        self._anchors = Anchors(pages)
        self._notes = find_notes(pages, self._anchors)
        self._silent = self._notes.silent
        self._backs = {b for links in self._notes.back_links.values() for b in links}
        self.faults: list[order.Fault] = []

    def blocks(self, page: Page) -> order.Blocks:
        """What a reader meets in the body of a page."""
        root = page.root
        body = next((child for child in root.elements if child.tag == "body"), root)
        context = Context(page).into(root)
        return _run(self._flow(body, context))

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
                flow.words.add(child, context.said(), exact=context.exact)
            elif child in self._notes.labels and not hidden(child):
                yield self._note(child, context, flow)
            elif is_block(child) and not hidden(child):
                yield self._block(child, context, flow)
            else:
                yield self._inline(child, context, flow)

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
            yield self._table(element, inside, flow)
        elif element.tag == "figure":
            yield self._figure(element, inside, flow)
        elif element.tag == "blockquote" or has_role(element, "blockquote"):
            blocks = yield self._flow(element, context)
            flow.blocks.append(order.Group(order.Role.QUOTE, blocks, context.place_of(element)))
        elif element.tag in PREFORMATTED:
            flow.blocks.append(self._code(element, inside))
        elif element.tag == "hr" or has_role(element, "separator"):
            self._rule(element, inside, flow)
        elif has_role(element, "img"):
            self._image(element, inside.of_block(element), flow)
            flow.end_paragraph(inside.of_block(element))
        else:
            inner = inside.of_block(element)
            yield self._children(element, inner, flow)
            flow.end_paragraph(inner)

    def _heading(self, element: Element, level: int, context: Context, flow: Flow) -> Task[None]:
        words = yield self._words(element, self._labelled(element, context))
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
        numbers = _numbers(element) if ordered else {}
        items: list[order.ListItem] = []
        place = context.place_of(element)
        for child, blocks in (yield self._items(element, context)):
            if self._holds_note(child):
                flow.blocks.extend(blocks)
            elif not is_item(child) and items:
                items[-1] = dataclasses.replace(items[-1], blocks=(*items[-1].blocks, *blocks))
            elif is_item(child) or blocks:
                items.append(order.ListItem(blocks, numbers.get(child), context.place_of(child)))
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
                    words.words.add(child, context.said())
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
        for child, around in _entries(element, context):
            place = context.place_of(child)
            if child.tag == "dt":
                inner = around.into(child)
                words = yield self._words(child, inner)
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

    # Notes -----------------------------------------------------------------------------------

    def _note(self, element: Element, context: Context, flow: Flow) -> Task[None]:
        flow.end_paragraph(context)
        blocks = yield self._flow(element, context)
        label = self._notes.labels[element]
        back_links = len(self._notes.back_links[element])
        flow.blocks.append(order.Note(label, blocks, back_links, context.place_of(element)))

    # Tables ----------------------------------------------------------------------------------

    def _table(self, element: Element, context: Context, flow: Flow) -> Task[None]:
        grid = form(element)
        inner = dataclasses.replace(context, block_language=context.language)
        caption = next((child for child in element.elements if child.tag == "caption"), None)
        words: dict[Slot, Passage] = {}
        for slot in grid.cells():
            row = inner.into(slot.element.parent) if slot.element.parent else inner
            labelled = self._labelled(slot.element, row.into(slot.element))
            words[slot] = yield self._words(slot.element, labelled, inner)
        rows = tuple(
            order.Row(
                tuple(self._cell(slot, grid, words, context.page) for slot in slots),
                _heads(row, slots),
                context.place_of(row),
            )
            for row, slots in grid.rows
        )
        place = context.place_of(element)
        self._check_scopes(grid, place)
        said, way = None, None
        if caption is not None and not hidden(caption):
            within = inner.into(caption)
            said, way = (yield self._words(caption, within, inner)), within.direction
        flow.blocks.append(order.Table(said, rows, place, context.language, context.direction, way))

    def _cell(self, slot: Slot, grid: Grid, words: dict[Slot, Passage], page: Page) -> order.Cell:
        headers: list[str] = []
        if not slot.header and slot.element.get("headers") is not None:
            by_element = {other.element: words[other].text for other in grid.cells()}
            references = slot.element.references("headers")
            targets = (self._anchors.target(f"#{name}", page) for name in references)
            headers = [by_element[target] for target in targets if target in by_element]
        elif not slot.header:
            headers = [words[header].text for header in grid.headers(slot)]
        named = tuple(header for header in headers if header)
        return order.Cell(words[slot], slot.scope, named, slot.columns, slot.rows)

    def _check_scopes(self, grid: Grid, place: str) -> None:
        silent = sum(slot.header and slot.element.get("scope") is None for slot in grid.cells())
        if silent:
            cells = "1 header cell does" if silent == 1 else f"{silent} header cells do"
            self._fault(place, "header-scope", f"{cells} not say what they are the header of")

    # Pictures --------------------------------------------------------------------------------

    def _figure(self, element: Element, context: Context, flow: Flow) -> Task[None]:
        """A figure of one picture; any other figure is its content, then its caption."""
        inner = context.of_block(element)
        found = _lone_picture(element)
        if found is None:
            yield self._children(element, inner, flow)
            flow.end_paragraph(inner)
            return
        picture, caption_element = found
        caption, way = None, None
        if caption_element is not None:
            within = inner.into(caption_element)
            words = yield self._words(caption_element, within, inner)
            caption, way = words if words.text else None, within.direction
        alternative = self._alternative(picture, inner)
        if not alternative and caption is None and alternative is not None:
            return
        link = next((a for a in picture.ancestors() if a.tag == "a"), None)
        target = None
        if link is not None and link.get("href") is not None:
            self._labelled(link, inner)
            target = _link_of(self._link(link, context))
        place = context.place_of(element)
        flow.blocks.append(
            order.Figure(alternative or None, caption, target, place, context.language, way)
        )

    def _image(self, element: Element, context: Context, flow: Flow) -> None:
        alternative = self._alternative(element, context)
        if alternative:
            flow.words.add_object(order.Picture(alternative), context.said())

    def _alternative(self, element: Element, context: Context) -> str | None:
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
            self._fault(context.place_of(element), "missing-alternative", message)
            return None
        return fold(named)

    # Words -----------------------------------------------------------------------------------

    def _words(
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
                builder.add(child, context.said(), exact=context.exact)
            elif is_block(child) and not hidden(child):
                builder.add(" ", context.marks)
                yield self._phrase(child, context.into(child), builder)
                builder.add(" ", context.marks)
            else:
                yield self._inline(child, context, flow, self._phrase_of)

    def _phrase_of(self, element: Element, context: Context, flow: Flow) -> Task[None]:
        return self._phrase(element, context, flow.words)

    def _inline(
        self,
        element: Element,
        context: Context,
        flow: Flow,
        inside: Any = None,  # noqa: ANN401
    ) -> Task[None]:
        """An element within a line; `inside` reads its children."""
        context = context.into(element)
        if element in self._notes.calls:
            # A call is an object: the language of its label is no language of the words around.
            flow.words.add_object(order.Call(self._notes.calls[element]), context.marks)
        elif element in self._backs:
            return
        elif hidden(element):
            if element.tag in _EMBEDDED and not element.get("hidden"):
                message = f"what this element ({element.tag}) shows was not read"
                self._fault(context.place_of(element), "embedded", message)
        elif element.tag == "br":
            flow.words.add_break(context.marks)
        elif element.tag in {"img", "svg"} or has_role(element, "img"):
            self._image(element, context, flow)
        else:
            marked = self._marked(element, context)
            yield (inside or self._children)(element, self._labelled(element, marked), flow)
            label = element.get("aria-label")
            if element.tag == "a" and label and not heard(*element.children):
                flow.words.add(label, marked.said())

    def _marked(self, element: Element, context: Context) -> Context:
        tag = element.tag
        if tag == "a" and element.get("href") is not None:
            return context.marked(self._link(element, context))
        if tag in {"abbr", "acronym"} and element.get("title"):
            return context.marked(order.Expansion(fold(element.get("title") or "")))
        if tag in _MARKS:
            marked = context.marked(_MARKS[tag])
            exact = _MARKS[tag] is order.Style.CODE
            return dataclasses.replace(marked, exact=True) if exact else marked
        return context

    def _labelled(self, element: Element, context: Context) -> Context:
        """The context in an element that is heard by a label in place of its words.

        A label that says more than the words is told like an expansion, another is a fault.
        """
        label, words = fold(element.get("aria-label") or ""), heard(*element.children)
        if not label or not any(map(str.isalnum, words)) or label == words:
            return context
        if not _takes_its_name_from_words(element):
            return context
        if words.casefold() in label.casefold():
            return context.marked(order.Expansion(label))
        message = f"“{label[:_SHOWN]}” is heard in place of “{words[:_SHOWN]}”"
        self._fault(context.place_of(element), "other-words", message)
        return context

    def _link(self, element: Element, context: Context) -> Mark:
        href = self._anchors.address(element.get("href") or "", context.page)
        if not self._anchors.within(href, context.page):
            title = element.get("title")
            return order.LinkTo(href, fold(title) if title else None)
        return order.LinkWithin(self.landing(href, context.page, element))

    def landing(self, href: str, page: Page, element: Element) -> str:
        """The words on which a link in `element` lands; a fault is kept where that is nowhere."""
        target = self._anchors.target(href, page)
        if target is not None:
            return self._anchors.landing(target, self._silent)
        if self._anchors.within(href, page):
            message = f"a link leads to {href}, which is nowhere"
            self._fault(Context(page).place_of(element), "dangling-link", message)
        return ""

    def _fault(self, place: str, rule: str, message: str) -> None:
        self.faults.append(order.Fault(place, rule, message))


# Small questions about elements ---------------------------------------------------------------

_SHOWN = 60


def _takes_its_name_from_words(element: Element) -> bool:
    """True where a label is heard in place of the words inside (ARIA 1.2, 5.2.8.5)."""
    return (
        (element.tag == "a" and element.get("href") is not None)
        or element.tag in {"button", "summary", "td", "th"}
        or heading_level(element) is not None
        or has_role(element, "link", "button", "cell", "columnheader", "rowheader")
    )


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


def _numbers(element: Element) -> dict[Element, int]:
    """The number of each item of an ordered list (HTML 4.4.5 and 4.4.8)."""
    items = [child for child in element.elements if child.tag == "li" and not hidden(child)]
    step = -1 if element.get("reversed") is not None else 1
    number = _integer(element.get("start"))
    if number is None:
        number = len(items) if step < 0 else 1
    numbers: dict[Element, int] = {}
    for item in items:
        value = _integer(item.get("value"))
        number = number if value is None else value
        numbers[item] = number
        number += step
    return numbers


def _integer(value: str | None) -> int | None:
    try:
        return None if value is None else int(value.strip())
    except ValueError:
        return None


_ENTRIES = frozenset(("dt", "dd"))


def _entries(listed: Element, context: Context) -> list[tuple[Element, Context]]:
    """Terms and definitions, also those grouped by `div` (HTML 4.4.9), each with what holds there.

    What stands beside them comes too, each run of it as one element.
    """
    groups = _groups(listed)
    found: list[tuple[Element, Context]] = []
    stack: list[tuple[Element, Context, Element | str]] = [
        (listed, context, node) for node in reversed(listed.children)
    ]
    while stack:
        parent, around, node = stack.pop()
        shown = isinstance(node, Element) and not hidden(node)
        if isinstance(node, Element) and shown and node.tag in _ENTRIES:
            found.append((node, around))
        elif isinstance(node, Element) and shown and node in groups:
            inside = around.into(node)
            stack.extend((node, inside, each) for each in reversed(node.children))
        elif shown or (isinstance(node, str) and fold(node)):
            if not found or found[-1][0].tag in _ENTRIES or found[-1][0].parent is not parent:
                found.append((Element(parent.tag, {}, parent.ordinal, parent), around))
            found[-1][0].children.append(node)
    return found


def _groups(listed: Element) -> set[Element]:
    """The `div`s, one in the other, that hold terms or definitions of this list."""
    divisions = {listed}
    groups = {listed}
    for element in listed.descendants():
        if element.tag == "div" and element.parent in divisions:
            divisions.add(element)
        elif element.tag in _ENTRIES and element.parent in divisions:
            groups.update(takewhile(lambda above: above not in groups, element.ancestors()))
    return groups


def _heads(row: Element, slots: list[Slot]) -> bool:
    """True for a row of the table's head, or one of header cells only."""
    if row.parent is not None and row.parent.tag == "thead":
        return True
    return bool(slots) and all(slot.header for slot in slots)


def _lone_picture(figure: Element) -> tuple[Element, Element | None] | None:
    """The picture and the caption of a figure that holds one picture and no words but a caption."""
    pictures: list[Element] = []
    captions: list[Element] = []
    stack: list[Element | str] = list(figure.children)
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            if fold(node):
                return None
        elif hidden(node):
            continue
        elif node.tag in {"img", "svg"} or has_role(node, "img"):
            pictures.append(node)
        elif node.tag == "figcaption":
            captions.append(node)
        elif node.tag in {"table", "hr"} or node.tag in PREFORMATTED:
            return None
        else:
            stack.extend(node.children)
    if len(pictures) != 1 or len(captions) > 1:
        return None
    return pictures[0], captions[0] if captions else None
