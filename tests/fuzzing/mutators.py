"""Changes that keep a part well-formed, so that fuzzing gets past the parser."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Sequence
from random import Random

from lxml import etree

Mutator = Callable[[bytes, Random], bytes | None]

VALUES = (
    "", "0", "1", "-1", "7", "65536", "99999999999999999999", "1e9", "nan", "x", "true", "none",
    "#", "#x", "../x", "rtl", "cy", "\u202e", "\u0301",
)  # fmt: skip
_TOKEN = re.compile(
    rb"/[^\s/<>()\[\]]+|\d+ \d+ R|-?\d*\.?\d+|<<|>>|\[|\]|\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>"
    rb"|[A-Za-z'\"*]+|\s+"
)


def xml_mutator(pool: Sequence[bytes]) -> Mutator:
    """Deletes, doubles, moves, renames and rewrites elements; borrows some from `pool`."""
    strangers = [
        element
        for data in pool
        if (root := _parsed(data)) is not None
        for element in root.iter()
        if isinstance(element.tag, str)
    ]

    def mutate(data: bytes, random: Random) -> bytes | None:
        root = _parsed(data)
        if root is None:
            return None
        for _ in range(random.randint(1, 4)):
            elements = [each for each in root.iter() if isinstance(each.tag, str)]
            one, other = random.choice(elements), random.choice(elements)
            stranger = random.choice(strangers)
            match random.randrange(8):
                case 0 if one is not root:
                    one.getparent().remove(one)  # type: ignore[union-attr]
                case 1 if len(elements) < 5000:
                    other.append(copy.deepcopy(one))
                case 2 if one is not root and one not in other.iterancestors() and one is not other:
                    other.insert(0, one)
                case 3 | 4 if len(stranger) < 50:
                    one.insert(random.randint(0, len(one)), copy.deepcopy(stranger))
                case 5:
                    one.tag = stranger.tag
                case 6 if one.attrib:
                    one.set(random.choice(list(one.attrib)), random.choice(VALUES))
                case 7:
                    for name, value in stranger.attrib.items():
                        one.set(name, value)
                case _:
                    one.text = random.choice(VALUES)
        return etree.tostring(root)

    return mutate


def _parsed(data: bytes) -> etree._Element | None:
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False))
    except (etree.XMLSyntaxError, ValueError):
        return None


def token_mutator(pool: Sequence[bytes]) -> Mutator:
    """Swaps, drops and borrows tokens of PDF syntax."""
    tokens = sorted({token for data in pool for token in _TOKEN.findall(data[:5000])})

    def mutate(data: bytes, random: Random) -> bytes | None:
        found = _TOKEN.findall(data)
        if not found or len(found) > 20_000:
            return None
        for _ in range(random.randint(1, 3)):
            at = random.randrange(len(found))
            match random.randrange(4):
                case 0:
                    found[at] = random.choice(tokens)
                case 1:
                    found[at] = random.choice(found)
                case 2:
                    found.insert(at, b" " + random.choice(tokens) + b" ")
                case _:
                    found[at] = random.choice((b"0", b"-1", b"99999999999", b"null", b"[]", b"()"))
        return b"".join(found)

    return mutate
