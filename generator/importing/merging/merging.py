"""A source, and our Word document of it that somebody edited: the source with what they changed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.document.model import (
    Block,
    Blocks,
    Document,
    Figure,
    Heading,
    Inline,
    Inlines,
    Link,
    Metadata,
    Paragraph,
)
from generator.document.pictures import Forgotten, Picture
from generator.document.walk import Rebuilding, blocks, plain_text
from generator.document.walk import inlines as every_inline
from generator.findings.errors import SourceError, UsageError
from generator.findings.finding import Finding, Rule
from generator.findings.output_rules import (
    IMPORT_LEFT_OUT,
    IMPORT_LOST,
    IMPORT_NOT_CARRIED,
    IMPORT_PICTURE,
    IMPORT_UNREADABLE,
)
from generator.importing.merging.blocks import Merging, alike, same, words_of
from generator.importing.merging.passages import merged_passage
from generator.importing.merging.sequences import pairs
from generator.importing.merging.text import carried
from generator.importing.merging.versions import (
    Versions,
    docx_of,
    returned,
    versions,
    with_notes_in_order,
)
from generator.importing.original import Original, original_of, read_original
from generator.importing.witness import words_of_order
from generator.reading_order import UnreadableError
from generator.source import read, read_source
from generator.source.headings import Identifiers
from generator.source.writing import write
from generator.source.writing.trial import placeless

_RULES = {each.identifier: each for each in (IMPORT_LEFT_OUT, IMPORT_NOT_CARRIED, IMPORT_PICTURE)}
_DIGITS = re.compile(r"[\d\W_]+")
_BY_HAND = "change it in the source by hand"


@dataclass(frozen=True, slots=True)
class Merged:
    """The text of a source before and after, pictures that are new, and what there is to say."""

    before: str
    after: str
    pictures: tuple[Picture, ...]
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Report:
    """What is said of the changes, each with the words of its block, from which it has its line."""

    path: str
    said: list[tuple[Rule, str, str, str]] = field(default_factory=list)

    def say(self, rule: Rule, message: str, hint: str, around: str = "") -> None:
        """Report something about the block of these words."""
        self.said.append((rule, message, hint, around))

    def findings(self, document: Document) -> tuple[Finding, ...]:
        """The findings, with lines of this document."""
        places = [(block.position.line, words_of(block)[1]) for block in blocks(document)]
        found = [
            rule.found(self.path, _line(around, places), message, hint)
            for rule, message, hint, around in dict.fromkeys(self.said)
        ]
        return tuple(sorted(found, key=lambda each: each.line or 0))


def _line(words: str, places: list[tuple[int, str]]) -> int | None:
    """The line of the block that has the most of these words."""
    wanted = Counter(words.split())
    if not wanted:
        return None

    def likeness(place: tuple[int, str]) -> float:
        there = Counter(place[1].split())
        return 2 * (wanted & there).total() / max(1, wanted.total() + there.total())

    best = max(places, key=likeness, default=None)
    return best[0] if best and likeness(best) > 0 else None


def merge(source: Path, edited: Path) -> Merged:
    """The source with what was changed in the Word document that was made of it.

    Raises SourceError where either cannot be read, UsageError for other kinds of files.
    """
    from generator.building.drawing import drawn

    document = drawn(read_source(source)[0])
    try:
        data = source.read_bytes()
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{source}: is no UTF-8 text; save it as such first") from error
    if edited.suffix.lower() != ".docx":
        raise UsageError(f"{edited}: changes are taken from Word documents (.docx)")
    try:
        back = read_original(edited)
        return _merge(source, text, document, back)
    except (UnreadableError, RecursionError) as error:
        message = f"the file cannot be read ({error}); nothing was changed."
        hint = "open it in the program that made it, and save it again"
        raise SourceError([IMPORT_UNREADABLE.found(str(edited), None, message, hint)]) from error


def _merge(source: Path, text: str, document: Document, back: Original) -> Merged:
    report = _Report(str(source))
    sent = original_of(Path(f"{source.stem}.docx"), docx_of(document))
    three = versions(document, returned(sent, document), returned(back, document))
    merged, outside = _merged_document(three, report)
    after = _written(source, text, write(_bare(three.ours)), write(_bare(merged)), report)
    result = document
    if after != text:
        result = read(source, data=after.encode()).document
    _say_what_is_beside(sent, back, three, report)
    found = _with_pictures(result, merged)
    theirs = [each for each in three.theirs.blocks if words_of(each)[1] not in outside]
    _prove(found, theirs, back, document, report)
    pictures = tuple(
        picture
        for name, picture in merged.pictures.items()
        if name not in three.ours.pictures and _is_shown(name, merged)
    )
    return Merged(text, after, pictures, report.findings(document))


def _bare(document: Document) -> Document:
    """The document without comments, which stay where they are."""
    return replace(document, allowances=())


def _is_shown(name: str, document: Document) -> bool:
    return name in {getattr(each, "picture", None) for each in _images(document)}


def _images(document: Document) -> list[object]:
    figures = [block.image for block in blocks(document) if isinstance(block, Figure)]
    return [*figures, *every_inline(document)]


# The document -------------------------------------------------------------------------------


def _merged_document(three: Versions, report: _Report) -> tuple[Document, set[str]]:
    """The merged document, and the words of blocks that have no place in it."""
    ours, base, theirs = three.ours, three.base, three.theirs
    front = _Front(_with_title(three, report), report)
    current = Merging(
        lambda message: report.say(IMPORT_NOT_CARRIED, message, _BY_HAND, message), front.take
    )
    body = current.blocks(ours.blocks, base.blocks, theirs.blocks)
    notes = {each.number: each.blocks for each in (*theirs.notes, *ours.notes)}
    sent = {each.number: each.blocks for each in base.notes}
    came = {each.number: each.blocks for each in theirs.notes}
    for note in ours.notes:
        if note.number in sent and note.number in came:
            number = note.number
            notes[number] = current.blocks(note.blocks, sent[number], came[number])
    pictures = {**theirs.pictures, **ours.pictures}
    merged = replace(ours, metadata=front.metadata, blocks=body, pictures=pictures)
    merged = with_notes_in_order(merged, notes)
    return _linked(merged, three, report), current.outside


def _with_title(three: Versions, report: _Report) -> Metadata:
    """The facts with the title and the category as they came back."""
    ours, base, theirs = (each.metadata for each in (three.ours, three.base, three.theirs))

    def tell(message: str) -> None:
        report.say(IMPORT_NOT_CARRIED, message, _BY_HAND)

    title = merged_passage(ours.title, base.title, theirs.title, tell)
    category = ours.category
    if ours.category and base.category and theirs.category:
        category = merged_passage(ours.category, base.category, theirs.category, tell)
    return replace(ours, title=title, category=category)


@dataclass(slots=True)
class _Front:
    """Takes changes of what stands in the front matter."""

    metadata: Metadata
    report: _Report

    def _set(self, key: str, value: Inlines | str) -> None:
        self.metadata = replace(self.metadata, **{key: value})  # type: ignore[arg-type]

    def take(self, before: Block | None, after: Block | None) -> None:
        """Take a change of a block that is not in the body."""
        words = "" if before is None else words_of(before)[1]
        if after is not None and words == words_of(after)[1]:
            return
        for key in ("summary", "category"):
            own = getattr(self.metadata, key)
            if own is None or plain_text(own) != words:
                continue
            if isinstance(before, Paragraph) and isinstance(after, Paragraph):
                content = merged_passage(own, before.content, after.content, lambda _: None)
                self._set(key, content)
                return
        for key in ("organisation", "author", "reference", "status", "classification", "licence"):
            if getattr(self.metadata, key) == words and after is not None:
                self._set(key, words_of(after)[1])
                return
        now = "is gone" if after is None else f"became “{words_of(after)[1]}”"
        message = f"“{words}” {now}; it comes from the front matter, or is counted."
        self.report.say(IMPORT_NOT_CARRIED, message, _BY_HAND)


def _linked(document: Document, three: Versions, report: _Report) -> Document:
    """The document with links of theirs that lead to our headings, and headings addressed."""
    led_to = {each.internal for each in every_inline(document) if isinstance(each, Link)}
    led_to |= {each.link[1:] for each in blocks(document) if isinstance(each, Figure) and each.link}
    own = {
        block.identifier: plain_text(block.content)
        for block in blocks(three.ours)
        if isinstance(block, Heading)
    }
    known = Identifiers(set())
    made = {name: known.unique(words) == name for name, words in own.items()}
    fresh = Identifiers(set())
    addresses: dict[str, str] = {}

    def addressed(block: Block) -> Blocks:
        if not isinstance(block, Heading):
            return (block,)
        words = plain_text(block.content)
        new = fresh.unique(words)
        addresses.setdefault(words, block.identifier)
        changed = own.get(block.identifier) != words
        if made.get(block.identifier, True) and changed and block.identifier not in led_to:
            return (replace(block, identifier=new),)
        return (block,)

    document = Rebuilding(block=addressed).document(document)
    theirs = {
        block.identifier: plain_text(block.content)
        for block in blocks(three.theirs)
        if isinstance(block, Heading)
    }
    there = {block.identifier for block in blocks(document) if isinstance(block, Heading)}
    there |= {getattr(block, "identifier", None) or "" for block in blocks(document)}

    def led(inline: Inline) -> Inlines:
        if not isinstance(inline, Link) or inline.internal is None or inline.internal in there:
            return (inline,)
        place = addresses.get(theirs.get(inline.internal, ""))
        if place is None or place not in there:
            words = plain_text(inline.content)
            message = f"the link “{words}” leads to nothing in the source; its words were kept."
            report.say(IMPORT_NOT_CARRIED, message, _BY_HAND, words)
            return inline.content
        return (replace(inline, target=f"#{place}"),)

    return Rebuilding(inline=led).document(document)


# The text -----------------------------------------------------------------------------------


def _written(source: Path, text: str, before: str, after: str, report: _Report) -> str:
    """The source's text with the changes, only as much of it touched as need be."""
    if before == after:
        return text
    wanted = read(source, data=after.encode())
    plain = text.replace("\r\n", "\n")
    for whole in (False, True):
        found = carried(plain, before, after, whole=whole)
        try:
            reading = read(source, data=found.encode())
        except SourceError:
            continue
        if _says(reading.document) == _says(wanted.document):
            windows = "\r\n" in text and "\n" not in text.replace("\r\n", "")
            return found.replace("\n", "\r\n") if windows else found
    message = "the changes cannot be put into the source as it is written; nothing was changed."
    report.say(IMPORT_LOST, message, f"{_BY_HAND}, and please report the file")
    return text


def _says(document: Document) -> object:
    notes = tuple(placeless(note.blocks) for note in document.notes)
    metadata = replace(document.metadata, lines={}, allow=())
    return metadata, placeless(document.blocks), notes


# The proof ----------------------------------------------------------------------------------


def _say_what_is_beside(sent: Original, back: Original, three: Versions, report: _Report) -> None:
    """Report what importing says of their file and not of ours: comments, tracked changes."""
    known = {_DIGITS.sub("", each.message) for each in sent.findings}
    known |= {_DIGITS.sub("", words) for words in sent.order.artifacts if words}
    known.discard("")
    for each in back.findings:
        message = _DIGITS.sub("", each.message)
        if each.rule not in _RULES or any(message.startswith(before) for before in known):
            continue
        if each.rule == IMPORT_PICTURE.identifier and not _has_forgotten(three.theirs):
            continue
        around = back.around.get(each.message, each.message)
        report.say(_RULES[each.rule], each.message, each.hint or "", around)


def _has_forgotten(document: Document) -> bool:
    return any(
        isinstance(block, Figure) and isinstance(block.image.alternative, Forgotten)
        for block in blocks(document)
    )


def _with_pictures(result: Document, merged: Document) -> Document:
    """The document with pictures that are not written yet."""
    new = {
        place: replace(picture, name=place, media_type=f"image/{_kind(place)}", width=64, height=64)
        for picture in merged.pictures.values()
        if (place := picture.place or picture.name)
    }
    return replace(result, pictures={**new, **result.pictures})


def _kind(place: str) -> str:
    suffix = Path(place).suffix.lower().lstrip(".")
    return {"jpg": "jpeg", "svg": "svg+xml"}.get(suffix, suffix)


def _prove(
    result: Document, theirs: list[Block], back: Original, source: Document, report: _Report
) -> None:
    """Make the Word document of the result, and report what is in theirs and not in it."""
    again = original_of(Path("again.docx"), docx_of(result))
    found = returned(again, source)
    lost = words_of_order(back.order) - words_of_order(again.order)
    kept = words_of_order(again.order) - words_of_order(back.order)
    for which, said in ((lost, "are in it and not in the source"), (kept, "stand still here")):
        words = " ".join(which.elements())
        if words:
            message = f"the words “{words[:300]}” {said}."
            report.say(IMPORT_NOT_CARRIED, message, _BY_HAND, words)
    there = pairs(theirs, found.blocks, words_of, alike)
    for place, block in enumerate(theirs):
        other = there.get(place)
        if other is None or not same(block, found.blocks[other]):
            words = words_of(block)[1]
            message = f"not all that was changed in “{words[:80]}” is in the source."
            report.say(IMPORT_NOT_CARRIED, message, "compare both, and " + _BY_HAND, words)
