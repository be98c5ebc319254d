"""The pictures of a file, under the names that they get beside the source."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.document.pictures import Picture
from generator.importing.office import converted, office
from generator.importing.original import PictureFile
from generator.reading_order import ShownPicture, UnreadableError

_KINDS = (
    (b"\x89PNG\r\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF8", ".gif"),
)


@dataclass(slots=True)
class Album:
    """Gives one picture after another; `taken` are those that the source shows."""

    shown: Iterator[ShownPicture]
    files: Mapping[str, PictureFile]
    folder: str
    taken: dict[str, Picture] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def next(self, alternative: str) -> str | None:
        """The name of the next picture in the source; None where it has no file for us."""
        del alternative
        picture = next(self.shown, None)
        file = None if picture is None else self.files.get(picture.digest)
        if picture is None or file is None:
            return None
        known = self._names.get(picture.digest)
        return known or self._take(picture.digest, file)

    def _take(self, digest: str, file: PictureFile) -> str | None:
        file = _known_kind(file)
        suffix = suffix_of(file.data)
        if not suffix:
            return None
        stem = re.sub(r"[^\w.-]+", "-", posixpath.splitext(file.name)[0]).strip("-.") or "picture"
        name, number = f"{stem}{suffix}", 1
        while f"{self.folder}/{name}" in self.taken:
            number += 1
            name = f"{stem}-{number}{suffix}"
        place = f"{self.folder}/{name}"
        self.taken[place] = Picture(place, "", file.data, 0, 0, place=place)
        self._names[digest] = place
        return place


def _known_kind(file: PictureFile) -> PictureFile:
    """A Windows metafile as PNG, where LibreOffice is installed; else the file as it is."""
    stem, suffix = posixpath.splitext(file.name)
    if suffix.lower() not in {".emf", ".wmf"} or office() is None:
        return file
    try:
        return PictureFile(f"{stem}.png", converted(file.data, suffix[1:].lower(), "png"))
    except UnreadableError:
        return file


def suffix_of(data: bytes) -> str:
    """The suffix of a picture that a source may show, "" for others."""
    for begin, suffix in _KINDS:
        if data.startswith(begin):
            return suffix
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp"
    return ".svg" if b"<svg" in data[:4096] else ""
