"""A reading order: its blocks, and what of a file stands beside them."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.reading_order.blocks import Blocks, Heading


@dataclass(frozen=True, slots=True)
class Fault:
    """What the read-back itself noticed: words not visible, a dangling link, an untagged page.

    `rule` is stable ("invisible-text"), `message` a sentence; `words` are those that it is about,
    by which the line of the source can be found.
    """

    place: str
    rule: str
    message: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Navigation:
    """A list of contents that a file keeps beside its words, for the program that shows it.

    `name` says which, for messages. Each entry is a heading at the level of its depth; a LinkWithin
    over its words says where it leads.
    """

    name: str
    entries: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """The very picture that is shown at a place: the SHA-256 of its bytes, "" where it is none.

    `size` is the width and height that a page gives it, None where it leaves that to the picture.
    `share` is the percent of the text's width that it takes, 0 where it has its own size; None
    where that is not said.
    """

    digest: str
    place: str = ""
    name: str = ""
    size: tuple[str, str] | None = None
    share: int | None = None
    silent: bool = field(default=False, compare=False)
    """Marked as decorative: nothing is said of it."""


@dataclass(frozen=True, slots=True)
class Property:
    """What a file says of itself beside its words: its name there, and the value.

    One that is expected may have any of some `wordings`, or any value at all where there are none,
    and need not be there unless it is `needed`.
    """

    name: str
    wordings: tuple[str, ...] = ()
    needed: bool = True


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a file that is nothing but lines, and where it stands or comes from."""

    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class ReadingOrder:
    """A whole file as read. `title` and `language` are those that the file declares of itself.

    Notes stand where the file keeps them; formats with a store of notes (DOCX) give them after
    the body, by label. `artifacts` holds words outside the flow (running heads), each once.
    """

    title: str
    language: str | None
    blocks: Blocks
    artifacts: tuple[str, ...] = ()
    around_pages: tuple[str, ...] = ()
    """Of a file that is laid out in pages, the artifacts of each, read on. What is expected there
    is what every page has, with {page} and {pages} for numbers, which a cover does not show."""
    cover: bool = False
    faults: tuple[Fault, ...] = field(default=())
    words_only: bool = False
    """The file cannot say what its words are: text by no convention that we know."""
    navigation: tuple[Navigation, ...] = ()
    pictures: tuple[ShownPicture, ...] | None = None
    """Decorative ones too, in order; None where the file does not hold pictures as they were."""
    labels: tuple[str, ...] = ()
    """Names that screen readers announce for parts of a page, where they are no words on it."""
    properties: tuple[Property, ...] | None = None
    """What libraries and search engines show of it; None where that is not read."""
    lines: tuple[TextLine, ...] | None = None
    """The very lines, of a format that is nothing else (plain text); they are what is compared."""


@dataclass(frozen=True, slots=True)
class StatedFact:
    """A fact of the front matter: its key, its line in the source, and its possible wordings."""

    key: str
    place: str
    wordings: tuple[str, ...]

    def in_words(self, words: str) -> bool:
        """True if `words` say it, among others."""
        return any(wording in words for wording in self.wordings)
