"""What our own files are made of: elements and keys, what stands in them, and with which values.

A vocabulary is learned from the files of all samples and kept as data beside the module that asks
it; a test holds the two together. What is not in it is named, whether or not it does any harm. It
is asked of files that may have been changed, never while a document is built.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path

from lxml import etree

Fact = tuple[str, str, str]
"""Where something stands, its name, and its value ("" where any will do)."""

_MOST_VALUES = 40
"""With more than so many different values, a name may have any of their kind."""
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_SHOWN = 60

Vocabulary = Mapping[str, Mapping[str, list[str] | str]]
"""For each place the names in it, each with its values, or with the kind of all of them."""


def learned(facts: Iterable[Fact]) -> Vocabulary:
    """The vocabulary of some facts."""
    found: dict[str, dict[str, set[str]]] = {}
    for place, name, value in facts:
        found.setdefault(place, {}).setdefault(name, set()).add(value)
    return {
        place: {name: _kind(values) for name, values in sorted(names.items())}
        for place, names in sorted(found.items())
    }


def _kind(values: set[str]) -> list[str] | str:
    if len(values) <= _MOST_VALUES and not all(map(_NUMBER.fullmatch, values)):
        return sorted(values)
    if all(map(_NUMBER.fullmatch, values)):
        numbers = sorted(map(float, values))
        return f"{numbers[0]:g}..{numbers[-1]:g}"
    return "*"


def unknown(facts: Iterable[Fact], known: Vocabulary) -> Iterator[str]:
    """What of some facts is not in a vocabulary, in words."""
    reported: set[str] = set()
    for place, name, value in facts:
        problem = _problem(place, name, value, known)
        if problem and problem not in reported:
            reported.add(problem)
            yield problem


def _problem(place: str, name: str, value: str, known: Vocabulary) -> str:
    if place not in known:
        return f"no file of ours has {place}"
    if name not in known[place]:
        return f"in no file of ours has {place} {name}"
    values = known[place][name]
    if isinstance(values, list):
        fits = value in values
    elif values == "*":
        fits = True
    else:
        low, _, high = values.partition("..")
        fits = bool(_NUMBER.fullmatch(value)) and float(low) <= float(value) <= float(high)
    return "" if fits else f"in no file of ours has {place} {name} “{value[:_SHOWN]}”"


def load(file: Path) -> Vocabulary:
    """The vocabulary that is kept in a file."""
    known: Vocabulary = json.loads(file.read_text(encoding="utf-8"))
    return known


def dumped(vocabulary: Vocabulary) -> str:
    """The same as text, a line for each place."""
    lines = (
        f"{json.dumps(place)}: {json.dumps(names, ensure_ascii=True)}"
        for place, names in vocabulary.items()
    )
    return "{\n" + ",\n".join(lines) + "\n}\n"


# Archives of XML --------------------------------------------------------------------------------


def member_facts(data: bytes, numbered: Callable[[str], str]) -> Iterator[Fact]:
    """The members of an archive, by names without their numbers; those that stand there twice."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [info.filename for info in archive.infolist()]
        stored = {info.filename for info in archive.infolist() if not info.compress_type}
    yield from (("the file", numbered(name), "") for name in names)
    yield from (("the file", f"{numbered(name)}, not compressed", "") for name in stored)
    for name, count in Counter(name.lower().lstrip("/") for name in names).items():
        if count > 1:
            yield "the file", f"{name} twice", ""
    yield "the file", "first", numbered(names[0]) if names else ""


def xml_facts(
    name: str,
    data: bytes,
    free: Collection[str],
    may_say: Callable[[str], bool],
    group: Callable[[etree._Element], str] = lambda _: "",
) -> Iterator[Fact]:
    """Every element of a file with its attributes; `free` ones may have any value.

    Words stand only where an element `may_say` some. A `group` distinguishes places.
    """
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        yield name, "ill-formed", ""
        return
    if root.getroottree().docinfo.internalDTD is not None:
        yield name, "a document type", root.getroottree().docinfo.doctype
    for element in root.iter():
        if not isinstance(element.tag, str):
            yield name, "a comment or an instruction", ""
            continue
        parent, own = element.getparent(), group(element)
        above = name if parent is None else f"{name} {_short(str(parent.tag))}{own}"
        yield above, _short(element.tag), ""
        here = f"{name} {_short(element.tag)}{own}"
        for attribute, value in element.attrib.items():
            local = etree.QName(str(attribute)).localname
            yield here, f"@{_short(str(attribute))}", "" if local in free else str(value)
        words = (element.text or "").strip()
        if words:
            yield here, "words", "" if may_say(etree.QName(element).localname) else words


def _short(tag: str) -> str:
    """A name with the last part of its namespace."""
    name = etree.QName(tag)
    space = (name.namespace or "").rstrip("/").rpartition("/")[2]
    return f"{space}:{name.localname}" if space else name.localname
