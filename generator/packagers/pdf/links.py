"""One Link for each link, however it wraps and whatever it holds (ISO 14289-1, 7.18.5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.packagers.pdf.runs import Runs
from generator.packagers.pdf.source_tree import Item, SourceTree
from generator.packagers.pdf.structure import AnnotationPart
from generator.packagers.pdf.weasy import LinkBox


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads: an address, or the name of an anchor."""

    internal: bool
    value: str


@dataclass(frozen=True, slots=True)
class Links:
    """The links that are content: their parts, one a page, and their targets."""

    parts: Mapping[Item, list[AnnotationPart]]
    targets: Mapping[Item, Target]


def gather_links(tree: SourceTree, boxes: Iterable[LinkBox], runs: Runs) -> Links:
    """Join the boxes of each link; what repeats with artifacts of every page is no link."""
    shown = set(_pages_of_links(runs))
    parts: dict[Item, dict[int, AnnotationPart]] = defaultdict(dict)
    targets: dict[Item, Target] = {}
    for box in boxes:
        item = _anchor_around(tree.by_element.get(box.element))
        if item is None or (item, box.page) not in shown:
            continue
        targets[item] = Target(box.internal, box.target)
        if box.element is item.element or box.is_picture:
            part = parts[item].setdefault(box.page, AnnotationPart(box.page, item, []))
            part.lines.append(box.rectangle)
    return Links({item: list(by_page.values()) for item, by_page in parts.items()}, targets)


def _anchor_around(item: Item | None) -> Item | None:
    around: Iterator[Item] = iter(()) if item is None else item.ancestors()
    return next((each for each in around if each.tag == "a" and each.get("href")), None)


def _pages_of_links(runs: Runs) -> Iterator[tuple[Item, int]]:
    """Each link with each page on which something of it is content."""
    owners: list[tuple[Item, Any]] = [(words.owner, of) for words, of in runs.of_words.items()]
    owners += [(item, of) for (item, _), of in runs.of_pseudo.items()]
    owners += list(runs.of_picture.items())
    for owner, drawn in owners:
        item = _anchor_around(owner)
        if item is not None:
            yield from ((item, run.drawn.page) for run in drawn)
