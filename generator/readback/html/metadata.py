"""What the head of a page says of the document, for search engines and social networks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from generator.readback.html.tree import Element
from generator.reading_order import Property, fold

_OF_THE_WINDOW = frozenset(("viewport", "color-scheme"))
_KEPT = frozenset(("canonical", "alternate"))


def stated(root: Element) -> Iterator[Property]:
    """Names, properties, addresses and data, in order."""
    for element in root.head:
        match element.tag:
            case "meta":
                name = element.get("name") or element.get("property")
                if name is not None and name not in _OF_THE_WINDOW:
                    yield Property(name, (fold(element.get("content") or ""),))
            case "link" if (relation := element.get("rel") or "") in _KEPT:
                name = " ".join(filter(None, (relation, element.get("hreflang"))))
                yield Property(name, (element.get("href") or "",))
            case "script" if element.get("type") == "application/ld+json":
                yield from _data(element.text())


def _data(text: str) -> Iterator[Property]:
    try:
        yield from _flat("data", json.loads(text))
    except (ValueError, RecursionError):
        yield Property("data", ("that is no JSON",))


def _flat(path: str, value: Any) -> Iterator[Property]:  # noqa: ANN401 (JSON)
    """The values of JSON, each with its path of names."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _flat(f"{path} {name}", inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _flat(path, inner)
    else:
        yield Property(path, (fold(str(value)),))
