"""What can happen to HTML and to the XHTML of an EPUB alike."""

from __future__ import annotations

import copy
import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Protocol, TypeVar

from lxml import etree

from tests.mutation.damage import Shelf, Words, damage_words, shown

Element = etree._Element  # noqa: SLF001 (lxml has no public name for it)


class Markup(Protocol):
    """A file with pages of markup: what a reader meets, page by page."""

    @property
    def pages(self) -> list[Element]:
        """The root element of each page."""


File = TypeVar("File", bound=Markup)


# Places ---------------------------------------------------------------------------------------

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = ("p", *HEADINGS, "ul", "ol", "dl", "table", "figure", "blockquote", "pre")


def name(element: Element) -> str:
    """The element's local name; "" for comments."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def rename(element: Element, local: str) -> None:
    element.tag = str(element.tag).removesuffix(name(element)) + local


def every(*names: str) -> Callable[[Markup], list[Element]]:
    """All elements of these names in the pages' bodies that say something."""

    def at(file: Markup) -> list[Element]:
        bodies = [child for page in file.pages for child in page if name(child) == "body"]
        return [e for body in bodies for e in body.iter() if name(e) in names and not _ours(e)]

    return at


def _ours(element: Element) -> bool:
    """True for what makes a note a note: the list of them, and their links back."""
    if _is_note(element) or "back" in (element.get("class") or "").split():
        return True
    if name(element) in {"ul", "ol"}:
        return any(_is_note(child) for child in element.iter())
    return name(element) == "p" and not first_words(element)


def _is_note(element: Element) -> bool:
    return (element.get("id") or "").startswith("_note-") or any(
        (child.get("id") or "").startswith("_note-") for child in element if name(element) == "li"
    )


def having(at: Callable[[Markup], list[Element]], *attributes: str) -> Callable[
    [Markup], list[Element]
]:  # fmt: skip
    """Those places that have all these attributes, with words in them."""
    return lambda file: [e for e in at(file) if all(e.get(each) for each in attributes)]


def pairs(at: Callable[[Markup], list[Element]]) -> Callable[
    [Markup], list[tuple[Element, Element]]
]:  # fmt: skip
    """Neighbours that say different things."""

    def found(file: Markup) -> list[tuple[Element, Element]]:
        places = at(file)
        both = ((e, e.getnext()) for e in places)
        return [
            (one, other)
            for one, other in both
            if other is not None
            and other in places
            and first_words(one)
            and first_words(other)
            and said(one) != said(other)
        ]

    return found


def nested_lists(file: Markup) -> list[Element]:
    """Lists in a list's item."""
    lists = every("ul", "ol")(file)
    return [e for e in lists if (parent := e.getparent()) is not None and name(parent) == "li"]


def leaves(file: Markup) -> list[Element]:
    """Headings and paragraphs, but for those that hold a link back."""
    found = every("p", *HEADINGS)(file)
    return [e for e in found if not any(_is_label(below) for below in e.iter())]


def inline_code(file: Markup) -> list[Element]:
    """Code in running text."""
    codes = every("code")(file)
    return [e for e in codes if (parent := e.getparent()) is not None and name(parent) != "pre"]


def stressed(file: Markup) -> list[Element]:
    """What is stressed, struck out, raised or lowered, but for calls of notes."""
    parts = every("em", "strong", "s", "sub", "sup")(file)
    return [e for e in parts if not any(map(_is_label, e))]


def languages(file: Markup) -> list[Element]:
    """Whatever says a language of its own, but for the whole page."""
    return [e for page in file.pages for e in page.iter("*") if e is not page and first_words(e)]


def block_words(element: Element) -> str:
    """The first words of the block around an element."""
    inner = {"li", "td", "th", "caption", "figcaption"}
    around = (e for e in element.iterancestors() if name(e) in {*BLOCKS, *inner})
    return first_words(next(around))


def note_words(element: Element) -> str:
    """The first words of the note around an element."""
    return first_words(next(e for e in element.iterancestors() if _is_note(e)))


blocks = every(*BLOCKS)
items = every("li")
cells = every("td", "th")
rows = every("tr")
headings = every(*HEADINGS)


def first_words(element: Element) -> str:
    """The first words in an element, as a finding shows them."""
    return next((shown(text) for text in _words(element) if text.strip()), "")


def words_in_its_language(element: Element) -> str:
    """The first words in it that have no language of their own, such as a callout's label has."""
    own = copy.deepcopy(element)
    for part in list(own.iterdescendants("*")):
        if part.get("lang"):
            for text in part.iter("*"):
                text.text = None
                text.attrib.pop("alt", None)
                text.tail = text.tail if text is part else None
    return first_words(own) or first_words(element)


def last_words(element: Element) -> str:
    """The first words of the last leaf in it."""
    leaves = [e for e in element.iter() if name(e) in {*BLOCKS, "li", "dd", "dt"} and e.text]
    return first_words(leaves[-1]) if leaves else first_words(element)


def said(element: Element) -> str:
    """All words in an element."""
    return "".join(_words(element))


def _words(element: Element) -> Iterator[str]:
    if name(element) == "img":
        yield element.get("alt") or ""
    if "doc-noteref" in (element.get("role") or "") or "back" in (element.get("class") or ""):
        return
    yield element.text or ""
    for child in element:
        yield from _words(child)
        yield child.tail or ""


@dataclass(slots=True)
class TextNode:
    """The text in an element, or after it."""

    element: Element
    after: bool

    @property
    def value(self) -> str:
        return (self.element.tail if self.after else self.element.text) or ""

    @value.setter
    def value(self, text: str) -> None:
        if self.after:
            self.element.tail = text
        else:
            self.element.text = text


def texts(file: Markup) -> list[TextNode]:
    """All text that is not a label of ours."""
    found: list[TextNode] = []
    for page in file.pages:
        for element in page.iter():
            if any(name(e) in {"", "head", "script", "style"} for e in _around(element)):
                continue
            if not any(_is_label(e) for e in _around(element)):
                found.append(TextNode(element, after=False))
            if name(element) != "body" and not any(_is_label(e) for e in element.iterancestors()):
                found.append(TextNode(element, after=True))
    return [node for node in found if node.value.strip()]


def _around(element: Element) -> Iterator[Element]:
    yield element
    yield from element.iterancestors()


def _is_label(element: Element) -> bool:
    return "doc-noteref" in (element.get("role") or "") or "back" in (element.get("class") or "")


def links(file: Markup) -> list[Element]:
    """All links, but for calls of notes and links back."""
    return [link for link in every("a")(file) if not _is_label(link)]


def _links(*, internal: bool) -> Callable[[Markup], list[Element]]:
    """Links that lead away, or within the document; no calls, no links back."""

    def at(file: Markup) -> list[Element]:
        hrefs = [(link, link.get("href") or "") for link in links(file)]
        return [link for link, href in hrefs if ("#" in href and "/" not in href) == internal]

    return at


def _role(role: str) -> Callable[[Markup], list[Element]]:
    def at(file: Markup) -> list[Element]:
        return [e for page in file.pages for e in page.iter("*") if e.get("role") == role]

    return at


def _notes(file: Markup) -> list[Element]:
    return [e for page in file.pages for e in page.iter("*") if _is_note(e)]


# Edits ----------------------------------------------------------------------------------------


def remove(element: Element) -> None:
    """Take an element out; what follows it stays."""
    _leave_tail(element)
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def _leave_tail(element: Element) -> None:
    tail, element.tail = element.tail, None
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = (before.tail or "") + (tail or "")
    elif parent is not None:
        parent.text = (parent.text or "") + (tail or "")


def swap(one: Element, other: Element) -> None:
    """Change two neighbours about."""
    one.tail, other.tail = other.tail, one.tail
    other.addnext(one)


def become(element: Element, local: str) -> None:
    """Make an element another one, without attributes."""
    rename(element, local)
    for attribute in element.attrib:
        del element.attrib[attribute]


HALF = 0.5
_LANGUAGE = ("lang", "{http://www.w3.org/XML/1998/namespace}lang", "dir")

MARKUP = Shelf[Markup]()
damage_words(MARKUP, texts)


# Blocks, items, cells -------------------------------------------------------------------------


def _damage_each(kind: str, places: Callable[[Markup], list[Element]]) -> None:
    @MARKUP.damage("proof-missing", at=places, name=f"drop a {kind}")
    def drop(element: Element, _: Random) -> Words:
        remove(element)
        return first_words(element) or "empty"

    @MARKUP.damage("proof-added", at=places, name=f"say a {kind} twice")
    def say_twice(element: Element, _: Random) -> Words:
        element.addnext(copy.deepcopy(element))
        return first_words(element) or "empty"

    orders = "proof-moved", "proof-headers", "proof-header-of"

    @MARKUP.damage(*orders, at=pairs(places), name=f"change about two neighbours, each a {kind}")
    def swap_neighbours(pair: tuple[Element, Element], _: Random) -> Words:
        swap(*pair)
        return first_words(pair[0]), first_words(pair[1])


_damage_each("block", blocks)
_damage_each("list item", items)
_damage_each("cell", cells)
_damage_each("row", rows)


@MARKUP.damage("proof-moved", at=leaves)
def move_a_block_to_the_end(block: Element, _: Random) -> Words:
    body = next(e for e in block.iterancestors() if name(e) == "body")
    last = body[-1][-1] is block
    remove(block)
    body[-1].insert(0 if last else len(body[-1]), block)
    return first_words(block)


@MARKUP.damage("proof-missing", at=blocks)
def hide_a_block(block: Element, random: Random) -> Words:
    how = {"hidden": "hidden", "aria-hidden": "true", "inert": "inert", "style": "display: none"}
    attribute = random.choice(list(how))
    block.set(attribute, how[attribute])
    return first_words(block)


def _style(element: Element, rule: str) -> None:
    """Give the element's page one more rule of style, for this element."""
    element.set("class", "damaged")
    root = element.getroottree().getroot()
    head = next(child for child in root if name(child) == "head")
    etree.SubElement(head, str(head.tag).removesuffix("head") + "style").text = rule


@MARKUP.damage("proof-invisible-text", at=blocks)
def hide_a_block_by_a_style(block: Element, random: Random) -> Words:
    _style(block, f".damaged {{ {random.choice(('display: none', 'visibility: hidden'))} }}")
    return first_words(block)


@MARKUP.damage("proof-other-words", at=blocks)
def say_words_by_a_style(block: Element, random: Random) -> Words:
    _style(block, f'.damaged::{random.choice(("before", "after"))} {{ content: "NOT so " }}')
    return "NOT so"


@MARKUP.damage("proof-other-words", at=lambda file: [*headings(file), *links(file)])
def say_another_label(element: Element, _: Random) -> Words:
    element.set("aria-label", "Something else")
    return "Something else"


@MARKUP.damage("proof-role", at=every("p"))
def make_a_paragraph_a_heading(paragraph: Element, _: Random) -> Words:
    rename(paragraph, "h3")
    return first_words(paragraph)


@MARKUP.damage("proof-role", at=headings)
def make_a_heading_a_paragraph(heading: Element, _: Random) -> Words:
    rename(heading, "p")
    return first_words(heading)


@MARKUP.damage("proof-level", at=headings)
def alter_a_headings_level(heading: Element, random: Random) -> Words:
    rename(heading, random.choice([each for each in HEADINGS if each != name(heading)]))
    return first_words(heading)


@MARKUP.damage("proof-role", "proof-altered", "proof-missing", at=every("pre"))
def make_code_a_paragraph(code: Element, _: Random) -> Words:
    rename(code, "p")
    return first_words(code) or "empty code"


@MARKUP.damage("proof-missing", at=every("blockquote"))
def lose_a_quotation(quote: Element, _: Random) -> Words:
    rename(quote, "div")
    return first_words(quote), last_words(quote)


@MARKUP.damage("proof-missing", at=every("aside"))
def lose_a_callout(callout: Element, _: Random) -> Words:
    rename(callout, "div")
    callout.attrib.pop("role", None)
    return first_words(callout), last_words(callout)


@MARKUP.damage("proof-altered", "proof-missing", at=every("aside"))
def alter_a_callouts_kind(callout: Element, _: Random) -> Words:
    """The word of ours that begins its label; the look goes with it."""
    label, words = callout[0], first_words(callout)
    said = next(each for each in label.iter() if (each.text or "").strip())
    said.text = "Alert" + (said.text or "").lstrip()[len((said.text or "").split(":")[0]) :]
    return words


@MARKUP.damage("proof-kind", at=every("aside"))
def give_a_callout_the_look_of_another_kind(callout: Element, _: Random) -> Words:
    other = "tip" if "warning" in (callout.get("class") or "") else "warning"
    callout.set("class", f"callout {other}")
    return first_words(callout)


@MARKUP.damage("proof-missing", at=every("hr"))
def drop_a_thematic_break(rule: Element, _: Random) -> Words:
    remove(rule)
    return "thematic break"


# Lists ----------------------------------------------------------------------------------------


@MARKUP.damage("proof-number", at=every("ol"))
def alter_a_lists_start(numbered: Element, random: Random) -> Words:
    numbered.set("start", str(int(numbered.get("start") or 1) + random.randint(1, 9)))
    return "list item"


def lettered(file: Markup) -> list[Element]:
    """Lists with letters or Roman numbers; with brackets, their class says which are shown."""
    return [each for each in every("ol")(file) if each.get("type") and each not in shaped(file)]


def shaped(file: Markup) -> list[Element]:
    """Lists with a bracket after their numbers, or around them."""
    return [e for e in every("ol")(file) if _BRACKETS.search(e.get("class") or "")]


_BRACKETS = re.compile(r"\b(?:round|bracketed)-\S+")


@MARKUP.damage("proof-marker", at=lettered)
def number_a_lettered_list(listed: Element, _: Random) -> Words:
    del listed.attrib["type"]
    return "list item"


@MARKUP.damage("proof-marker", at=lettered)
def turn_letters_and_roman_numbers(listed: Element, random: Random) -> Words:
    listed.set("type", random.choice([t for t in "aAiI" if t != listed.get("type")]))
    return "list item"


@MARKUP.damage("proof-marker", at=shaped)
def lose_the_brackets_of_a_list(listed: Element, _: Random) -> Words:
    listed.set("class", _BRACKETS.sub("", listed.get("class") or "").strip())
    return "list item"


@MARKUP.damage("proof-number", at=every("ol"))
def count_a_list_backwards(listed: Element, _: Random) -> Words:
    listed.set("reversed", "")
    return "list item" if len(listed) > 1 else None


@MARKUP.damage("proof-ordered", at=every("ol", "ul"))
def turn_numbers_and_bullets(listed: Element, _: Random) -> Words:
    rename(listed, "ol" if name(listed) == "ul" else "ul")
    return "list"


@MARKUP.damage("proof-missing", at=every("ol", "ul"))
def lose_a_list(listed: Element, _: Random) -> Words:
    rename(listed, "div")
    for item in listed:
        become(item, "p" if not len(item) else "div")
    return first_words(listed), last_words(listed)


@MARKUP.damage("proof-missing", "proof-moved", at=nested_lists)
def lose_a_lists_nesting(inner: Element, _: Random) -> Words:
    item = inner.getparent()
    assert item is not None
    words = last_words(inner), first_words(inner), first_words(item)
    for below in reversed(inner):
        item.addnext(below)
    remove(inner)
    return words


@MARKUP.damage("proof-role", at=every("dt"))
def make_a_term_a_definition(term: Element, _: Random) -> Words:
    rename(term, "dd")
    return first_words(term)


@MARKUP.damage("proof-added", at=every("dl"))
def put_words_beside_entries(listed: Element, random: Random) -> Words:
    added = copy.copy(listed)
    become(added, "p")
    for child in list(added):
        added.remove(child)
    added.text, added.tail = "Nobody wrote this", None
    listed.insert(random.randint(0, len(listed)), added)
    return "Nobody wrote this"


@MARKUP.damage("proof-missing", "proof-role", at=every("dl"))
def lose_a_definition_list(listed: Element, _: Random) -> Words:
    for element in [listed, *listed]:
        rename(element, "div")
    return last_words(listed), first_words(listed)


# Tables and figures ---------------------------------------------------------------------------


@MARKUP.damage("proof-header-of", at=every("th"))
def make_a_header_cell_a_plain_one(cell: Element, _: Random) -> Words:
    become(cell, "td")
    return first_words(cell)


@MARKUP.damage("proof-header-of", at=every("th"))
def turn_a_scope(cell: Element, _: Random) -> Words:
    cell.set("scope", "row" if (cell.get("scope") or "").startswith("col") else "col")
    return first_words(cell)


@MARKUP.damage("proof-header-scope", at=every("th"))
def lose_a_scope(cell: Element, _: Random) -> Words:
    del cell.attrib["scope"]
    return "table"


@MARKUP.damage("proof-columns", at=cells)
def widen_a_cell(cell: Element, _: Random) -> Words:
    cell.set("colspan", str(int(cell.get("colspan", "1")) + 1))
    return first_words(cell) or "empty cell"


@MARKUP.damage("proof-columns", at=having(cells, "colspan"))
def lose_the_columns_of_a_cell(cell: Element, _: Random) -> Words:
    del cell.attrib["colspan"]
    return first_words(cell)


@MARKUP.damage("proof-rows", at=having(cells, "rowspan"))
def lose_the_rows_of_a_cell(cell: Element, _: Random) -> Words:
    del cell.attrib["rowspan"]
    return first_words(cell) or "empty cell"


@MARKUP.damage("proof-headers", "proof-header-of", at=having(every("th"), "colspan"))
def empty_a_header_of_several_columns(cell: Element, _: Random) -> Words:
    words = first_words(cell)
    become(cell, "td")
    return words


@MARKUP.damage("proof-missing", "proof-altered", at=cells)
def empty_a_cell(cell: Element, _: Random) -> Words:
    words = first_words(cell)
    for child in list(cell):
        cell.remove(child)
    cell.text = None
    return words or None


@MARKUP.damage("proof-missing", at=every("caption", "figcaption"))
def drop_a_caption(caption: Element, _: Random) -> Words:
    remove(caption)
    return first_words(caption)


@MARKUP.damage("proof-moved", "proof-missing", "proof-role", at=every("figcaption"))
def put_a_caption_after_its_figure(caption: Element, _: Random) -> Words:
    figure = next(e for e in caption.iterancestors() if name(e) == "figure")
    remove(caption)
    become(caption, "p")
    figure.addnext(caption)
    return first_words(caption)


def captioned(file: Markup) -> list[tuple[Element, Element]]:
    """Captions of figures, each with the one of the figure that follows."""
    return list(itertools.pairwise(every("figcaption")(file)))


@MARKUP.damage("proof-moved", "proof-altered", at=captioned)
def change_about_two_captions(pair: tuple[Element, Element], _: Random) -> Words:
    one, other = pair
    words = first_words(one), first_words(other)
    one_content, other_content = copy.deepcopy(one), copy.deepcopy(other)
    for caption, content in ((one, other_content), (other, one_content)):
        for child in list(caption):
            caption.remove(child)
        caption.text = content.text
        caption.extend(list(content))
    return words if words[0] != words[1] else None


def sized(file: Markup) -> list[Element]:
    """Pictures that are given a share of the text's width."""
    return [e for e in every("img")(file) if "sized" in (e.get("class") or "").split()]


@MARKUP.damage("proof-width", at=sized)
def lose_a_pictures_width(picture: Element, _: Random) -> Words:
    del picture.attrib["class"]
    return "its own size"


@MARKUP.damage("proof-width", at=sized)
def alter_a_pictures_width(picture: Element, _: Random) -> Words:
    others = {"sized width-10", "sized width-100"} - {picture.get("class") or ""}
    picture.set("class", min(others))
    return "should take"


@MARKUP.damage("proof-added", at=every("figcaption"))
def say_a_second_caption(caption: Element, _: Random) -> Words:
    second = copy.deepcopy(caption)
    second.text = "Nobody wrote this"
    caption.addnext(second)
    return "Nobody wrote this"


@MARKUP.damage("proof-role", "proof-moved", "proof-missing", at=every("caption", "figcaption"))
def make_a_caption_a_paragraph(caption: Element, _: Random) -> Words:
    around = next(e for e in caption.iterancestors() if name(e) in {"table", "figure"})
    remove(caption)
    become(caption, "p")
    around.addprevious(caption)
    return first_words(caption)


@MARKUP.damage(
    "proof-alternative-text",
    "proof-altered",
    "proof-missing",
    "proof-mark-lost",
    at=having(every("img"), "alt"),
)
def lose_an_alternative_text(picture: Element, random: Random) -> Words:
    words = shown(picture.get("alt") or "")
    if random.random() < HALF:
        del picture.attrib["alt"]
    else:
        picture.set("alt", "")
    return words


@MARKUP.damage("proof-missing", "proof-altered", at=having(every("img"), "alt"))
def hide_a_picture(picture: Element, random: Random) -> Words:
    attribute, value = random.choice((("hidden", "hidden"), ("aria-hidden", "true")))
    words = shown(picture.get("alt") or "")
    picture.set(attribute, value)
    return (words, block_words(picture)) if words else None


@MARKUP.damage("proof-altered", "proof-mark-lost", at=having(every("img"), "alt"))
def alter_an_alternative_text(picture: Element, _: Random) -> Words:
    words = picture.get("alt") or ""
    picture.set("alt", words.replace("B", "D").replace("M", "N") + " and more")
    return shown(words)


# Languages, links, notes, marks ---------------------------------------------------------------


@MARKUP.damage("proof-language", "proof-mark-lost", at=having(languages, "lang"))
def lose_a_language(part: Element, _: Random) -> Words:
    for attribute in _LANGUAGE:
        part.attrib.pop(attribute, None)
    return words_in_its_language(part)


@MARKUP.damage("proof-language", "proof-mark-lost", at=having(languages, "lang"))
def alter_a_language(part: Element, _: Random) -> Words:
    for attribute in _LANGUAGE:
        if part.get(attribute):
            part.set(attribute, "pl")
    return words_in_its_language(part)


def _directed(file: Markup) -> list[Element]:
    """Whatever says a direction of its own; of figures, those with words."""
    places = having(every("p", "h2", "ul", "ol", "dl", "table", "figure"), "dir")(file)
    return [e for e in places if name(e) != "figure" or any(map(name, e[1:]))]


@MARKUP.damage("proof-direction", at=_directed)
def turn_a_direction(part: Element, random: Random) -> Words:
    if random.random() < HALF:
        del part.attrib["dir"]
    else:
        part.set("dir", "ltr" if part.get("dir") == "rtl" else "rtl")
    caption = next((e for e in part if name(e) == "figcaption"), part)
    return first_words(caption)


@MARKUP.damage("proof-mark-lost", "proof-link", at=_links(internal=False))
def alter_a_links_address(link: Element, random: Random) -> Words:
    address = link.get("href") or ""
    link.set("href", random.choice((address + "x", address[:-1], "https://example.com/")))
    return first_words(link)


@MARKUP.damage("proof-mark-lost", "proof-link", at=links)
def lose_a_link(link: Element, _: Random) -> Words:
    become(link, "span")
    return first_words(link)


@MARKUP.damage("proof-mark-lost", "proof-link", at=_links(internal=True))
def lead_a_link_elsewhere(link: Element, random: Random) -> Words:
    link.set("href", random.choice(("#nowhere", "#_formats")))
    return first_words(link)


@MARKUP.damage("proof-mark-lost", at=having(every("a"), "title"))
def lose_a_links_title(link: Element, _: Random) -> Words:
    del link.attrib["title"]
    return first_words(link)


@MARKUP.damage("proof-altered", at=_role("doc-noteref"))
def drop_a_notes_call(call: Element, _: Random) -> Words:
    sentence = block_words(call)
    remove(call)
    return sentence


@MARKUP.damage("proof-altered", at=_role("doc-noteref"))
def make_a_notes_call_mere_text(call: Element, _: Random) -> Words:
    become(call, "span")
    return block_words(call)


def _calls_of_several(file: Markup) -> list[Element]:
    calls = _role("doc-noteref")(file)
    return calls if len({call.get("href") for call in calls}) > 1 else []


@MARKUP.damage("proof-mark-lost", "proof-label", at=_calls_of_several)
def lead_a_notes_call_to_another_note(call: Element, random: Random) -> Words:
    calls = [e for e in call.getroottree().iter("*") if e.get("role") == "doc-noteref"]
    others = {other.get("href") or "" for other in calls} - {call.get("href")}
    call.set("href", random.choice(sorted(others)))
    return block_words(call)


@MARKUP.damage("proof-links-back", at=_role("doc-backlink"))
def drop_a_link_back(link: Element, _: Random) -> Words:
    words = note_words(link)
    remove(link)
    return words


@MARKUP.damage("proof-links-back", at=_role("doc-backlink"))
def lead_a_link_back_nowhere(link: Element, _: Random) -> Words:
    words = note_words(link)
    link.set("href", (link.get("href") or "").replace("_call-", "_nowhere-"))
    return words


@MARKUP.damage("proof-missing", at=_notes)
def drop_a_note(note: Element, _: Random) -> Words:
    remove(note)
    return first_words(note)


@MARKUP.damage("proof-mark-lost", at=stressed)
def lose_a_stress(part: Element, _: Random) -> Words:
    become(part, "span")
    return first_words(part)


@MARKUP.damage("proof-mark-lost", "proof-altered", at=inline_code)
def lose_a_code_span(part: Element, _: Random) -> Words:
    become(part, "span")
    return first_words(part)


def shifted(file: Markup) -> list[Element]:
    """What is raised or lowered, but for calls of notes."""
    return [e for e in every("sub", "sup")(file) if not any(map(_is_label, e))]


@MARKUP.damage("proof-mark-lost", at=shifted)
def lose_what_raises_or_lowers(part: Element, _: Random) -> Words:
    become(part, "span")
    return first_words(part)


# Numbers, references, charts ------------------------------------------------------------------


def numbered(text: str | None) -> str:
    """A text with the first of its numbers raised by one."""
    return re.sub(r"\d+", lambda found: str(int(found[0]) + 1), text or "", count=1)


def section_numbers(file: Markup) -> list[Element]:
    """Numbers of ours before headings and paragraphs."""
    return [e for e in every("span")(file) if e.get("class") == "section-number"]


@MARKUP.damage("proof-altered", "proof-missing", at=section_numbers)
def alter_a_sections_number(number: Element, _: Random) -> Words:
    words = number.text or ""
    number.text = numbered(number.text)
    return words


def numbered_captions(file: Markup) -> list[Element]:
    """Captions that begin with a number of ours."""
    return [e for e in every("caption", "figcaption")(file) if LABEL.match(e.text or "")]


LABEL = re.compile(r"(?:Table|Figure|[Ss]ection) \d+\b")
"""What we write before captions, and what references say."""


@MARKUP.damage("proof-altered", "proof-missing", at=numbered_captions)
def alter_a_captions_number(caption: Element, _: Random) -> Words:
    words = first_words(caption)
    caption.text = numbered(caption.text)
    return words


def references(file: Markup) -> list[Element]:
    """Links that say what they lead to."""
    return [link for link in _links(internal=True)(file) if LABEL.fullmatch(link.text or "")]


@MARKUP.damage("proof-altered", "proof-missing", at=references)
def alter_what_a_reference_says(link: Element, _: Random) -> Words:
    sentence, words = block_words(link), first_words(link)
    link.text = numbered(link.text)
    return sentence, words


def chart_numbers(file: Markup) -> list[Element]:
    """Numbers in the tables below charts."""
    charts = (e for e in every("img")(file) if e.get("class") == "chart")
    figures = (next(e for e in chart.iterancestors() if name(e) == "figure") for chart in charts)
    tables = (
        next(e for e in figure.itersiblings() if e.find(".//{*}td") is not None)
        for figure in figures
    )
    return [
        td
        for table in tables
        for td in table.iter("{*}td", "td")
        if re.search(r"\d", td.text or "")
    ]


@MARKUP.damage("proof-altered", "proof-missing", at=chart_numbers)
def alter_a_number_of_a_chart(cell: Element, _: Random) -> Words:
    words = first_words(cell)
    cell.text = numbered(cell.text)
    return words


def with_longer_bar(svg: bytes) -> bytes:
    """A drawing of a chart whose first bar is a little longer."""
    bar = re.compile(rb'(class="bar"><rect [^>]*(?:width|height)=")(\d+)')
    return bar.sub(lambda found: found[1] + str(int(found[2]) + 3).encode(), svg, count=1)


@MARKUP.damage("proof-mark-lost", at=having(every("abbr"), "title"))
def lose_an_expansion(part: Element, _: Random) -> Words:
    del part.attrib["title"]
    return first_words(part)


@MARKUP.damage("proof-mark-lost", at=having(every("abbr"), "title"))
def alter_an_expansion(part: Element, _: Random) -> Words:
    part.set("title", (part.get("title") or "")[:-1])
    return first_words(part)


@MARKUP.damage("proof-altered", at=every("br"))
def lose_a_line_break(line_end: Element, _: Random) -> Words:
    sentence = block_words(line_end)
    remove(line_end)
    return sentence
