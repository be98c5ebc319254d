"""References: links whose words are ours, and the numbers of captions that they ask for.

`[](#fees)` says "Table 2", "Figure 1" or "section 1.2", or a heading's own words where headings
have no numbers. Captions have numbers only where something refers to one of their kind. A label
is in the language of its caption, and repeated as it stands there; "section" is in the language
around.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from generator.document.kinds import CaptionKind
from generator.document.languages import subtag
from generator.document.model import (
    Abbreviation,
    Block,
    Blocks,
    CaptionNumber,
    Document,
    Figure,
    Heading,
    Inline,
    Inlines,
    Link,
    SectionNumber,
    Span,
    Strong,
    Table,
    TargetLabel,
    Text,
    Wrapper,
)
from generator.document.section_numbers import parted
from generator.document.walk import (
    Rebuilding,
    in_languages,
    landing,
    own_words,
    passages,
    without_links,
)
from generator.document.words import Words, words_for


def with_references(document: Document) -> Document:
    """The document with the words of its references, and the numbers of captions.

    A reference that leads nowhere, or back to itself, has no words.
    """
    if not any(True for _ in _references(document)):
        return document
    numbered = _with_caption_numbers(document)
    known = {id(each.link): each for each in _references(numbered)}
    resolving = _Resolving(_targets(numbered), known)
    return Rebuilding(inline=resolving.resolved).document(numbered)


def without_references(document: Document) -> Document:
    """The document with its references as their author wrote them: without words."""
    return Rebuilding(inline=_emptied).document(document)


def _emptied(inline: Inline) -> Inlines:
    if isinstance(inline, Link) and inline.reference:
        return (replace(inline, content=()),)
    return (inline,)


def caption_number(caption: Inlines | None) -> CaptionNumber | None:
    """The number before a caption, if it has one."""
    first = caption[0] if caption else None
    if isinstance(first, Span | Strong):
        return caption_number(first.content)
    return first if isinstance(first, CaptionNumber) else None


# What refers ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Reference:
    """A reference, the language around it, and whether a sentence begins with it."""

    link: Link
    language: str
    begins: bool


def _references(document: Document) -> Iterator[_Reference]:
    for block, language in _blocks(document):
        for passage in passages(block):
            yield from _Reading().references(passage, language)


def _blocks(document: Document) -> Iterator[tuple[Block, str]]:
    """Every block with its language, those of notes last."""
    for run in (document.blocks, *(note.blocks for note in document.notes)):
        yield from in_languages(run, document.metadata.language)


@dataclass(slots=True)
class _Reading:
    """Reads a passage. `last` is the last letter or sign so far, but for numbers of ours."""

    last: str = ""

    def references(self, content: Inlines, language: str) -> Iterator[_Reference]:
        for inline in content:
            if isinstance(inline, Link) and inline.reference:
                yield _Reference(inline, language, self.last in _ENDS)
                self.last = "#"
            elif isinstance(inline, Wrapper):
                inner = inline.language if isinstance(inline, Span) else language
                yield from self.references(inline.content, inner)
            elif not isinstance(inline, SectionNumber | CaptionNumber):
                self.last = own_words(inline).rstrip()[-1:] or self.last


_ENDS = ("", *".!?…")
"""After which a sentence begins."""


# What is referred to --------------------------------------------------------------------------

_Captioned = Table | Figure
_Target = tuple[Block, str]


def _targets(document: Document) -> Mapping[str, _Target]:
    """The blocks to which links can lead, with their languages, by identifier."""
    found: dict[str, _Target] = {}
    for block, language in _blocks(document):
        named = landing(block)
        if named is not None:
            found.setdefault(named[0], (block, language))
    return found


def _with_caption_numbers(document: Document) -> Document:
    """The document with numbers before the captions of each kind that something refers to."""
    targets = _targets(document)
    led_to = (targets.get(each.link.internal or "") for each in _references(document))
    kinds = {_kind(target[0]) for target in led_to if target is not None}
    counts = dict.fromkeys(CaptionKind, 0)
    captions: dict[int, Inlines] = {}
    for block, language in _blocks(document):
        kind = _kind(block)
        if not isinstance(block, _Captioned) or block.caption is None or kind is None:
            continue
        if kind in kinds:
            counts[kind] += 1
            number = _number(kind, counts[kind], block.identifier, language)
            captions[id(block)] = (number, *_own_words(block.caption))

    def numbered(block: Block) -> Blocks:
        if isinstance(block, _Captioned) and id(block) in captions:
            return (replace(block, caption=captions[id(block)]),)
        return (block,)

    return Rebuilding(block=numbered).document(document)


def _kind(block: Block) -> CaptionKind | None:
    match block:
        case Table():
            return CaptionKind.TABLE
        case Figure():
            return CaptionKind.FIGURE
        case _:
            return None


def _own_words(caption: Inlines) -> Inlines:
    return caption if caption_number(caption) is None else caption[1:]


def _number(kind: CaptionKind, number: int, identifier: str | None, language: str) -> Inline:
    words = words_for(language).saying(f"numbered_{kind}", "titled")
    before, after = _around_number(words[f"numbered_{kind}"])
    separator = words.titled.format(label="", title="")
    given = CaptionNumber(kind, before, number, after, separator, identifier)
    return _spoken((given,), words, language)[0]


def _around_number(pattern: str) -> tuple[str, str]:
    before, _, after = pattern.partition("{number}")
    return before, after


def _spoken(content: Inlines, words: Words, around: str) -> Inlines:
    """Words of ours, marked where they are not in the language around them."""
    return _in_language(content, words.language, around)


def _in_language(content: Inlines, language: str, around: str) -> Inlines:
    return content if subtag(language) == subtag(around) else (Span(content, language),)


# The words of a reference ---------------------------------------------------------------------


@dataclass(slots=True)
class _Resolving:
    """Gives references their words; `known` are the references of the document, by `id`."""

    targets: Mapping[str, _Target]
    known: Mapping[int, _Reference]
    _under_way: set[str] = field(default_factory=set)

    def resolved(self, inline: Inline) -> Inlines:
        """The inline; a reference with its words."""
        reference = self.known.get(id(inline))
        if reference is None:
            return (inline,)
        return (replace(reference.link, content=self._words(reference)),)

    def _words(self, reference: _Reference) -> Inlines:
        name = reference.link.internal or ""
        block, language = self.targets.get(name, (None, ""))
        if isinstance(block, Heading):
            number, content = parted(block.content)
            if number is not None:
                return _section(number.text, reference)
            return self._heading(name, content, language, reference.language)
        caption = caption_number(block.caption) if isinstance(block, _Captioned) else None
        if caption is None:
            return ()
        words = words_for(language).saying(f"numbered_{caption.kind}", "titled")
        label = TargetLabel(caption.label, caption.kind)
        return _in_language((label,), words.language, reference.language)

    def _heading(self, name: str, content: Inlines, language: str, around: str) -> Inlines:
        """A heading's own words, in which other references may stand."""
        if name in self._under_way:
            return ()
        self._under_way.add(name)
        words = Rebuilding(inline=self.resolved).inlines(content)
        self._under_way.remove(name)
        return _in_language(_again(without_links(words)), language, around)


def _section(number: str, reference: _Reference) -> Inlines:
    words = words_for(reference.language).saying("numbered_section")
    before, after = _around_number(words.numbered_section)
    if reference.begins:
        before = before[:1].upper() + before[1:]
    parts = (Text(before), TargetLabel(number, None), Text(after))
    said = tuple(part for part in parts if part.text)
    return _spoken(said, words, reference.language)


def _again(content: Inlines) -> Inlines:
    """Words that stand in their own place too, where abbreviations are explained."""
    return Rebuilding(inline=_once_more).inlines(content)


def _once_more(inline: Inline) -> Inlines:
    match inline:
        case Abbreviation():
            return (replace(inline, first=False),)
        case TargetLabel(text=text):
            return (Text(text),)
        case _:
            return (inline,)
