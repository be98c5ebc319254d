"""What must be known before a template runs: relationships, bookmarks, pictures, unique ids."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from generator.document.model import Document, Image
from generator.document.pictures import AlternativeText, Decorative, Picture
from generator.packagers.docx.views import BookmarkView, LinkView, PictureView

EMU_PER_PIXEL = 9525
EMU_PER_TWIP = 635
CHART_TYPE = 12
"""Points of the words of a chart as it is drawn."""
LOGO_HEIGHT = 960
"""Twips: four times the size of running text."""
_WHOLE = 100
"""Percent of the width."""


@dataclass(frozen=True, slots=True)
class Media:
    """A file of the package that holds a picture."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Relationships:
    """What one part refers to: addresses and media, by relationship id."""

    addresses: dict[str, str] = field(default_factory=dict)
    media: dict[str, str] = field(default_factory=dict)

    def address(self, target: str) -> str:
        """The relationship id of an address."""
        return self.addresses.setdefault(target, f"link{len(self.addresses) + 1}")

    def medium(self, name: str) -> str:
        """The relationship id of a media file."""
        return self.media.setdefault(name, f"picture{len(self.media) + 1}")

    def used_in(self, markup: str) -> Relationships:
        """Those that a part refers to."""
        found = (
            {target: name for target, name in each.items() if f'"{name}"' in markup}
            for each in (self.addresses, self.media)
        )
        return Relationships(*found)


@dataclass(slots=True)
class Bookmarks:
    """Names of places, made for Word: at most 40 characters, letters, digits and underscores."""

    _by_identifier: dict[str, BookmarkView] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)
    _tables: int = 0

    def place(self, identifier: str) -> BookmarkView:
        """The bookmark of the heading or caption with this identifier."""
        return self._named(f"#{identifier}", re.sub(r"\W", "_", identifier))

    def note(self, number: int) -> BookmarkView:
        """The bookmark of a note's first call; Word hides names that begin with `_`."""
        return self._named(f"^{number}", f"_Note{number}")

    def table(self, *, column: bool, row: bool) -> BookmarkView:
        """The bookmark by which NVDA and JAWS know what the first row and column are headers of.

        Both read the name up to its number: Title, ColumnTitle or RowTitle.
        """
        self._tables += 1
        kind = "Title" if column and row else "ColumnTitle" if column else "RowTitle"
        return self._named(f"|{self._tables}", f"{kind}{self._tables}")

    def _named(self, key: str, wish: str) -> BookmarkView:
        known = self._by_identifier.get(key)
        if known is None:
            known = BookmarkView(len(self._by_identifier) + 1, self._free(wish))
            self._by_identifier[key] = known
        return known

    def _free(self, wish: str) -> str:
        stem = wish if wish[:1].isalpha() or wish.startswith("_Note") else f"x{wish}"
        name, number = stem[:40], 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{stem[: 39 - len(str(number))]}_{number}"
        self._taken.add(name.casefold())
        return name


@dataclass(slots=True)
class Pictures:
    """Pictures as media files and drawings; each drawing has an id of its own."""

    pictures: Mapping[str, Picture]
    logo: str = ""
    """The name of the one that is a brand's logo."""
    charts: Collection[str] = ()
    """The names of those that are charts."""
    chart_size: float = 1.0
    """How many times larger charts are than drawn: their words are as large as the text."""
    media: dict[str, Media] = field(default_factory=dict)
    _count: int = 0

    def place(
        self,
        image: Image,
        relationships: Relationships,
        room: tuple[int, int],
        link: LinkView | None,
    ) -> PictureView:
        """A drawing of `image` that fits into `room` (twips)."""
        picture = self.pictures[image.picture]
        self._count += 1
        if image.picture == self.logo:
            width, height = _fitted(picture, (room[0], LOGO_HEIGHT), _WHOLE)
        else:
            own = self.chart_size if image.picture in self.charts else 1.0
            width, height = _fitted(picture, room, image.width, own)
        vector = None
        if picture.media_type == "image/svg+xml" and picture.raster is not None:
            vector = relationships.medium(self._file(picture, vector=True))
        return PictureView(
            identifier=self._count,
            name=f"Picture {self._count}",
            relationship=relationships.medium(self._file(picture, vector=False)),
            vector=vector,
            description=_description(image),
            width=width,
            height=height,
            link=link,
            transparent=picture.media_type != "image/jpeg",
        )

    def _file(self, picture: Picture, *, vector: bool) -> str:
        """The media file of a picture, or of the raster in its place."""
        shown: tuple[str, bytes] = picture.media_type, picture.data
        if picture.raster is not None and not vector:
            shown = picture.raster.media_type, picture.raster.data
        stem = posixpath.splitext(picture.name)[0]
        name = _SAFE.sub("_", stem) + _SUFFIXES[shown[0]]
        taken = self.media.get(name)
        if taken is not None and taken.data != shown[1]:
            name = f"{len(self.media) + 1}_{name}"
        self.media[name] = Media(name, *shown)
        return name


_SAFE = re.compile(r"[^A-Za-z0-9_-]")
"""Part names are ASCII (ISO 29500-2, 6.2.2)."""

_SUFFIXES = {
    "image/png": ".png",
    "image/jpeg": ".jpeg",
    "image/svg+xml": ".svg",
}


def _description(image: Image) -> str | None:
    match image.alternative:
        case AlternativeText(text=text):
            return text
        case Decorative():
            return None
        case _:
            return ""


def _fitted(
    picture: Picture, room: tuple[int, int], percent: int | None, own: float = 1.0
) -> tuple[int, int]:
    """Width and height in EMU: the picture's own size or its share, or less if it must fit."""
    width, height = picture.width * EMU_PER_PIXEL, picture.height * EMU_PER_PIXEL
    wanted = own if percent is None else room[0] * EMU_PER_TWIP * percent / 100 / width
    share = min(wanted, room[0] * EMU_PER_TWIP / width, room[1] * EMU_PER_TWIP / height)
    return max(1, int(width * share)), max(1, int(height * share))


@dataclass(slots=True)
class Registry:
    """Everything registered for one document."""

    document: Document
    bookmarks: Bookmarks = field(default_factory=Bookmarks)
    pictures: Pictures = field(init=False)

    def __post_init__(self) -> None:
        """Take the document's pictures."""
        logo = self.document.brand.logo if self.document.brand else None
        self.pictures = Pictures(
            self.document.pictures, logo.picture.name if logo else "", self.document.charts
        )

    def link(self, target: str, title: str | None, relationships: Relationships) -> LinkView:
        """A link from the part with these relationships."""
        if target.startswith("#"):
            return LinkView(None, self.bookmarks.place(target[1:]).name, title)
        return LinkView(relationships.address(target), None, title)
