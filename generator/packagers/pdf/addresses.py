"""The addresses that are printed after links, for those who read on paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from generator.content.added_text import AddedText, Line
from generator.document.model import Block, Document, Inline, Link
from generator.document.walk import inlines, inlines_within, passages, plain_text
from generator.packagers.pdf.source_tree import INLINE


def printed_address(link: Link) -> str | None:
    """The address to print after a link, unless its words show it already or paper is no use."""
    scheme, _, rest = link.target.partition(":")
    if scheme not in {"http", "https", "mailto"}:
        return None
    bare = rest.strip("/").casefold()
    shown = plain_text(link.content).casefold()
    return None if bare in shown else rest if scheme == "mailto" else link.target


LONGEST = 30
"""Characters of an address that is printed after its link; longer ones stand in a list."""


@dataclass(frozen=True, slots=True)
class PrintedAddresses:
    """The addresses of a document as they are printed; `numbers` has those that are listed."""

    numbers: Mapping[str, int]

    @classmethod
    def of(cls, document: Document, added_text: AddedText) -> PrintedAddresses:
        """Those of its links, numbered in the order in which these are read."""
        given = (printed_address(link) for link in _links(document, added_text))
        long = dict.fromkeys(each for each in given if each and len(each) > LONGEST)
        return cls({address: number for number, address in enumerate(long, start=1)})

    def after(self, link: Link) -> str | None:
        """What is printed after a link: its address, or where in the list that stands."""
        address = printed_address(link)
        number = self.numbers.get(address or "")
        if number is not None:
            return f"[{number}]"
        return address and f"(\N{LEFT-TO-RIGHT MARK}{address}\N{LEFT-TO-RIGHT MARK})"


def _links(document: Document, added_text: AddedText) -> Iterator[Link]:
    """Every link that is no picture's, in reading order."""
    front = (*added_text.byline, *added_text.printed_translations)
    end = (*added_text.contact, *((added_text.licence,) if added_text.licence else ()))
    ours = (inline for block in added_text.imprint for inline in _in_block(block))
    for given in (_in_lines(front), inlines(document), _in_lines(end), ours):
        yield from (inline for inline in given if isinstance(inline, Link))


def _in_block(block: Block) -> Iterator[Inline]:
    return (inline for given in passages(block) for inline in inlines_within(given))


def _in_lines(lines: Iterable[Line]) -> Iterator[Inline]:
    return (inline for line in lines for inline in inlines_within(line.content))


_HOST = re.compile(r"(?<=://)[^/?#:@]*%[^/?#:@]*")


def with_ascii_host(uri: str) -> str:
    """A percent-encoded address, its host as the network knows it ("xn--…"; RFC 5891).

    A host that would read back as another one, as with "ß", stays as it is.
    """
    return _HOST.sub(_ascii_host, uri)


def _ascii_host(match: re.Match[str]) -> str:
    host = unquote(match[0])
    try:
        encoded = host.encode("idna")
        return encoded.decode() if encoded.decode("idna") == host else match[0]
    except UnicodeError:
        return match[0]


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
