"""What stands in the accessibility tree: a page's words with their language, or all headings.

Run by the system's Python on the desktop, with the page's address or the word "headings"; prints
pairs as JSON.
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

EMBEDDED = "\N{OBJECT REPLACEMENT CHARACTER}"


def pages(node: Any) -> Iterator[Any]:
    """Every web page below a node."""
    if node.get_role() == Atspi.Role.DOCUMENT_WEB:
        yield node
        return
    for child in children(node):
        yield from pages(child)


def address(page: Any) -> str:
    """Where a page was loaded from."""
    return str(Atspi.Document.get_document_attribute_value(page, "URI"))


def children(node: Any) -> Iterator[Any]:
    """The nodes directly below."""
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield child


def runs(node: Any) -> Iterator[tuple[str, str]]:
    """The text of a node's leaves, each with its language."""
    below = list(children(node))
    if below or node.get_text_iface() is None:
        for child in below:
            yield from runs(child)
        return
    end = Atspi.Text.get_character_count(node)
    at = 0
    while at < end:
        attributes, start, stop = Atspi.Text.get_attribute_run(node, at, True)  # noqa: FBT003
        yield Atspi.Text.get_text(node, start, stop), attributes.get("language", "")
        at = max(stop, at + 1)


def headings(node: Any) -> Iterator[tuple[int, str]]:
    """The headings below a node, with their levels."""
    if node.get_role() == Atspi.Role.HEADING:
        text = Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))
        yield int(node.get_attributes()["level"]), text
    for child in children(node):
        yield from headings(child)


if __name__ == "__main__":
    if sys.argv[1] == "headings":
        windows = [
            window for program in children(Atspi.get_desktop(0)) for window in children(program)
        ]
        [front] = [
            each for each in windows if each.get_state_set().contains(Atspi.StateType.ACTIVE)
        ]
        print(json.dumps(list(headings(front))))  # noqa: T201
        sys.exit()
    [page] = [each for each in pages(Atspi.get_desktop(0)) if address(each) == sys.argv[1]]
    print(json.dumps([run for run in runs(page) if run[0] != EMBEDDED]))  # noqa: T201
