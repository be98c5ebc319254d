"""Zip archives from anywhere: what cannot be unpacked, or only to far too much, is refused."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

from generator.reading_order import UnreadableError

MOST = 1 << 28
"""Bytes that all members read from a file may unpack to: a document of text has less."""

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Others are allowed neither in an OPC package (ISO 29500-2, annex C) nor in EPUB (OCF, 4.3)."""


class Archive:
    """The members of a zip archive by their paths. Raises UnreadableError for what is none."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise UnreadableError(f"it is no zip archive ({error})") from error
        self._left = MOST
        self.members: Mapping[str, zipfile.ZipInfo] = {
            info.filename.lstrip("/"): info for info in self._archive.infolist()
        }

    def read(self, path: str) -> bytes:
        """The bytes of the member at `path`, which must be there, sound and of a sane size."""
        info = self.members.get(path)
        if info is None:
            raise UnreadableError(f"{path} is missing")
        self._left -= info.file_size
        if self._left < 0:
            raise UnreadableError(f"{path} unpacks to too much")
        if info.compress_type not in _METHODS:
            raise UnreadableError(f"{path} is packed in a way that no reader knows")
        try:
            with self._archive.open(info) as member:
                # With a limit: else a member that lies about its size unpacks whole.
                return member.read(max(1, info.file_size))
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as error:
            raise UnreadableError(f"{path} cannot be unpacked ({error})") from error
