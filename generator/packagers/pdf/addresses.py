"""The addresses that are printed after links, for those who read on paper."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from generator.document.model import Link
from generator.document.walk import plain_text
from generator.packagers.pdf.source_tree import INLINE


def printed_address(link: Link) -> str | None:
    """The address to print after a link, unless its words show it already or paper is no use."""
    scheme, _, rest = link.target.partition(":")
    if scheme not in {"http", "https", "mailto"}:
        return None
    bare = rest.strip("/").casefold()
    shown = plain_text(link.content).casefold()
    return None if bare in shown else rest if scheme == "mailto" else link.target


_SPACE = re.compile(r"\s")


def move_behind_words(root: Element) -> None:
    """Let what is marked `data-behind` follow the word that it stands in, its stop included.

    It is an artifact: between a word and its stop, it would part them for readers who guess spaces
    from gaps, and for those who copy. Where no spaces are written, it ends the paragraph.
    """
    behind = [each for each in root.iter() if each.get("data-behind")]
    if behind:
        parents = {child: parent for parent in root.iter() for child in parent}
        for printed in behind:
            if not printed.tail or not printed.tail[0].isspace():
                _move_behind_word(printed, parents)


def _move_behind_word(printed: Element, parents: dict[Element, Element]) -> None:
    while True:
        tail = printed.tail or ""
        end = _end_of_word(tail)
        parent = parents[printed]
        at = list(parent).index(printed)
        _add_text_before(parent, at, tail[:end])
        printed.tail = tail[end:]
        following = parent[at + 1] if at + 1 < len(parent) else None
        if printed.tail or (following is not None and not _is_one_word(following)):
            return
        parent.remove(printed)
        if following is not None:
            printed.tail, following.tail = following.tail, None
            parent.insert(at + 1, printed)
        elif parent.tag in INLINE:
            printed.tail, parent.tail = parent.tail, None
            around = parents[parent]
            around.insert(list(around).index(parent) + 1, printed)
            parents[printed] = around
        else:
            parent.append(printed)
            return


def _add_text_before(parent: Element, at: int, text: str) -> None:
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _end_of_word(text: str) -> int:
    """Where the word ends with whose rest `text` begins."""
    return next((at for at, character in enumerate(text) if character.isspace()), len(text))


def _is_one_word(element: Element) -> bool:
    """True for words in the line that no space parts from those before."""
    text = "".join(element.itertext())
    within = {str(each.tag) for each in element.iter()}
    return within <= INLINE - {"br"} and not element.get("data-behind") and not _SPACE.search(text)
