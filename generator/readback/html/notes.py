"""Notes: which links call one, which elements are one, and which links lead back.

Said by role (DPUB-ARIA) or epub:type; else by the pattern that Word, LibreOffice, Markdown
processors and wikis share: a short label that links to a place which links back to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.readback.html.anchors import Anchors, Page
from generator.readback.html.kinds import has_role, heading_level, is_item
from generator.readback.html.tree import Element
from generator.reading_order import fold


@dataclass(slots=True)
class Notes:
    """What was found: `calls` and `labels` give the label of a call, of a note."""

    calls: dict[Element, str] = field(default_factory=dict)
    labels: dict[Element, str] = field(default_factory=dict)
    back_links: dict[Element, list[Element]] = field(default_factory=dict)
    """Of each note, the links in it that lead back to a call."""

    @property
    def silent(self) -> set[Element]:
        """Calls and links back: their text is a label, no words of the page."""
        return {*self.calls, *(link for links in self.back_links.values() for link in links)}


def find_notes(pages: tuple[Page, ...], anchors: Anchors) -> Notes:
    """The notes of all pages."""
    return _Finder(pages, anchors).found()


_LABEL = re.compile(
    r"[\[(]?(?:note\s+)?(\d{1,4}|[a-z]|[ivxlc]{1,6}|[*†‡§¶#]{1,4})[\])]?\.?", re.IGNORECASE
)
_CONTAINERS = frozenset(("aside", "dd", "div", "li", "section"))


class _Finder:
    def __init__(self, pages: tuple[Page, ...], anchors: Anchors) -> None:
        self._anchors = anchors
        self._links = [(link, page) for page in pages for link in _links(page.root)]
        self._targets = {
            link: target
            for link, page in self._links
            if (target := anchors.target(link.get("href") or "", page)) is not None
        }
        self._notes = Notes()
        self._calls_of: dict[Element, list[Element]] = {}

    def found(self) -> Notes:
        self._by_role()
        self._by_pattern()
        for note in self._notes.labels:
            self._notes.back_links[note] = list(self._leading_back(note))
            self._give_label(note)
        return self._notes

    def _by_role(self) -> None:
        """Calls that say what they are, and notes that nobody calls."""
        for link, _ in self._links:
            if has_role(link, "doc-noteref", "noteref") and link in self._targets:
                self._note(link, self._targets[link])
        for page in self._anchors.pages:
            for element in page.root.descendants():
                if element not in self._notes.labels and _says_note(element):
                    self._notes.labels[element] = ""

    def _by_pattern(self) -> None:
        """Short links to a later place that links back to them."""
        leading_to: dict[Element, list[Element]] = {}
        for link, target in self._targets.items():
            leading_to.setdefault(target, []).append(link)
        for link, target in self._targets.items():
            if link in self._notes.calls or not _LABEL.fullmatch(fold(link.text())):
                continue
            if has_role(link, "doc-backlink", "backlink") or _in_heading(target):
                continue
            note = _container(target, link)
            back = [back for spot in _spots(link) for back in leading_to.get(spot, ())]
            if note is not None and any(self._leads_out(note, link) for link in back):
                self._note(link, target)

    def _leads_out(self, note: Element, link: Element) -> bool:
        return note in link.ancestors() and link not in self._notes.calls

    def _note(self, call: Element, target: Element) -> None:
        note = target if _says_note(target) else _container(target, call)
        if note is None:
            return
        label = _label(call)
        self._notes.calls[call] = label
        self._notes.labels[note] = self._notes.labels.get(note) or label
        self._calls_of.setdefault(note, []).append(call)

    def _give_label(self, note: Element) -> None:
        """Every call of a note calls it by one label: that of a call to which it leads back."""
        calls = self._calls_of.get(note, [])
        back = {self._targets.get(link) for link in self._notes.back_links[note]}
        answered = (call for call in calls if not back.isdisjoint(_spots(call)))
        for known in answered:
            self._notes.labels[note] = self._notes.calls[known]
            break
        self._notes.calls.update(dict.fromkeys(calls, self._notes.labels[note]))

    def _leading_back(self, note: Element) -> Iterator[Element]:
        """Links to a call of this note; those that say so may lead to the sentence around it."""
        calls = self._calls_of.get(note, ())
        spots = {spot for call in calls for spot in _spots(call)}
        around = spots.union(*(call.ancestors() for call in calls))
        for link in _links(note):
            says_so = has_role(link, "doc-backlink", "backlink")
            if self._targets.get(link) in (around if says_so else spots):
                yield link


def _links(element: Element) -> Iterator[Element]:
    return (
        below
        for below in element.descendants()
        if below.tag == "a" and below.get("href") is not None
    )


def _says_note(element: Element) -> bool:
    """ARIA's own role of that name is for what is set off from the text, a warning for one."""
    names = "doc-footnote", "doc-endnote", "footnote", "endnote", "rearnote"
    return has_role(element, *names) or "note" in element.tokens("epub:type")


def _in_heading(element: Element) -> bool:
    return any(heading_level(e) is not None for e in (element, *element.ancestors()))


def _spots(call: Element) -> Iterator[Element]:
    """The places that lead a reader back to `call`: itself, what is in it, what wraps it."""
    yield call
    yield from call.descendants()
    for above in call.ancestors():
        if above.tag not in {"sup", "span", "cite", "small"}:
            return
        yield above


def _container(target: Element, call: Element) -> Element | None:
    """The note around the place to which `call` leads: an item, or the box of one note."""
    around = (target, *target.ancestors())
    calling = set(call.ancestors())
    for element in around:
        if element in calling:
            return None
        if is_item(element):
            return element
        if element.tag in _CONTAINERS and (element is target or _alone(element)):
            return element
        if element.tag == "p" and not _boxed(element, calling):
            return element
    return None


def _boxed(paragraph: Element, calling: set[Element]) -> bool:
    """True if the paragraph's parent is the box of this note only."""
    parent = paragraph.parent
    if parent is None or parent in calling:
        return False
    return is_item(parent) or (parent.tag in _CONTAINERS and _alone(parent))


def _alone(box: Element) -> bool:
    """True if the box has an identifier, or says footnote, and so is one note and not several."""
    return box.get("id") is not None and not any(child.get("id") for child in box.elements)


def _label(call: Element) -> str:
    text = fold(call.text())
    found = _LABEL.fullmatch(text)
    return found[1] if found else text
