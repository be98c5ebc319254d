"""Pictures beside the source: found safely, decoded once, cleaned for every format.

Whatever comes in, three kinds go out: PNG, JPEG, and SVG with a PNG beside it. GIF becomes PNG
and WebP becomes PNG or JPEG, because not every format and reader shows them. Pillow and lxml are
loaded only when there is a picture.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from generator.document.addresses import scheme
from generator.document.charts import Chart
from generator.document.limits import Limits
from generator.document.pictures import Picture
from generator.source.picture import PictureError, is_svg
from generator.source.reading import Report
from generator.source.rules import (
    PICTURE_ADDRESS,
    PICTURE_COUNT,
    PICTURE_MISSING,
    PICTURE_SIZE,
)

_SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg", "image/svg+xml": ".svg"}
_NAMELESS = "picture"


class _AddressError(Exception):
    """The address is not that of a file beside or below the source; the message says why."""


class Gallery:
    """The pictures of one document, each read once; `hashes` are those of their files.

    `charts` are the pictures that we draw ourselves, later.
    """

    def __init__(self, folder: Path, report: Report, limits: Limits) -> None:
        self.pictures: dict[str, Picture] = {}
        self.hashes: dict[str, str] = {}
        self.charts: dict[str, Chart] = {}
        self._folder = folder
        self._report = report
        self._limits = limits
        self._names: dict[Path, str] = {}

    def picture(self, address: str, line: int) -> str:
        """The name of the picture at `address`; a finding if it cannot be had."""
        try:
            file = _find(self._folder, address)
        except _AddressError as error:
            self._report.add(
                PICTURE_ADDRESS,
                line,
                f"the picture “{_short(address)}” {error}, so it cannot be published with the "
                "document.",
                "copy the picture beside the source and write its file name",
            )
            return address
        if file is None:
            self._report_missing(address, line)
            return address
        if file not in self._names:
            self._names[file] = self._read(file, address, line)
        return self._names[file]

    def _read(self, file: Path, address: str, line: int) -> str:
        try:
            picture = self._load(file, address, line)
        except PictureError as error:
            message = f"the picture “{_short(address)}” {error.message}"
            self._report.add(error.rule, line, message, error.hint)
            return address
        name = self._unique_name(file.stem, _SUFFIXES[picture.media_type])
        place = self._place(file)
        self.pictures[name] = replace(picture, name=name, place=place)
        return name

    def _load(self, file: Path, address: str, line: int) -> Picture:
        if len(self._names) >= self._limits.pictures:
            raise PictureError(
                PICTURE_COUNT,
                f"is one more than the {self._limits.pictures:,} that a document may have.",
                "split the document, or leave out what readers can do without",
            )
        try:
            size = file.stat().st_size
            data = file.read_bytes() if size <= self._limits.picture_bytes else b""
        except OSError as error:
            raise PictureError(
                PICTURE_MISSING,
                f"cannot be read ({error.strerror}), so nobody would see it.",
                "let the account that builds read the file",
            ) from error
        if size > self._limits.picture_bytes:
            raise PictureError(
                PICTURE_SIZE,
                f"has more than {self._limits.picture_kilobytes:,} kB; no reader would wait for "
                "it.",
                "make it smaller with a picture editor",
            )
        self.hashes[self._place(file)] = hashlib.sha256(data).hexdigest()
        if is_svg(data):
            from generator.source import svg

            loaded = svg.load(data, file.suffix)
        else:
            from generator.source import raster

            loaded = raster.load(data, file.suffix, self._limits.pixels)
        for warning in loaded.warnings:
            message = f"the picture “{_short(address)}” {warning.message}"
            self._report.add(warning.rule, line, message, warning.hint)
        return loaded.picture

    def chart(self, chart: Chart) -> str:
        """The name of the picture that a chart will be."""
        name = self._unique_name("chart", ".svg")
        self.charts[name] = chart
        return name

    def _place(self, file: Path) -> str:
        return file.relative_to(self._folder.resolve()).as_posix()

    def _unique_name(self, stem: str, suffix: str) -> str:
        base = _safe(stem)
        name, number = f"{base}{suffix}", 1
        while name in self.pictures or name in self.charts:
            number += 1
            name = f"{base}-{number}{suffix}"
        return name

    def _report_missing(self, address: str, line: int) -> None:
        self._report.add(
            PICTURE_MISSING,
            line,
            f"there is no picture “{_short(address)}” beside the source, so nobody would see it.",
            "check the name, capitals too, and copy the file beside the source",
        )


def _find(folder: Path, address: str) -> Path | None:
    """The file at `address`, None if there is none; the name may be percent-encoded or not."""
    _refuse_network(address)
    for name in dict.fromkeys((address, unquote(address))):
        _refuse_outside(name)
        for form in dict.fromkeys(
            (name, *(unicodedata.normalize(f, name) for f in ("NFC", "NFD")))
        ):
            file = folder / form
            if _is_file(file):
                return _inside(folder, file)
    return None


def _is_file(file: Path) -> bool:
    try:
        return file.is_file()
    except (OSError, ValueError):  # a name that no file system allows
        return False


def _refuse_network(address: str) -> None:
    if scheme(address) == "data":
        raise _AddressError("is written into the text itself (data:)")
    if (len(scheme(address)) > 1 and scheme(address) != "file") or address.startswith("//"):
        raise _AddressError("is elsewhere on the network")


def _refuse_outside(name: str) -> None:
    parts = re.split(r"[/\\]", name)
    if name.startswith(("/", "\\", "~")) or scheme(name) or "\0" in name:
        raise _AddressError("is not given by its place beside the source")
    if ".." in parts or "\\" in name:
        raise _AddressError("is not beside or below the source")


def _inside(folder: Path, file: Path) -> Path:
    """The real file, if no symbolic link leads out of the folder."""
    real = file.resolve()
    if not real.is_relative_to(folder.resolve()):
        raise _AddressError("is a symbolic link to another folder")
    return real


def _safe(stem: str) -> str:
    """A file name for every package and system: small ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or _NAMELESS


def _short(address: str) -> str:
    return address if len(address) <= 60 else f"{address[:57]}…"  # noqa: PLR2004 (a line's width)
