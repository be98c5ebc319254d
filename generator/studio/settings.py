"""What the studio works on, and how."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.content.job import Options

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """The folder of the sources, where outputs go, and how they are made.

    `language` is that of new documents. Without a `brand`, each source has the nearest. `workers`
    is how many processes build at a time.
    `most_bytes` is what a browser may send at a time.
    """

    folder: Path
    output: Path
    options: Options
    language: str
    brand: Path | None = None
    workers: int = 1
    most_bytes: int = 20 * MEGABYTE
