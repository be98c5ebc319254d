"""Files under plain, unique names, so that no validator meets a space or two equal names."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Stage:
    """Copies of files in a directory of their own, and a directory for what is made of them."""

    inputs: Path
    scratch: Path
    originals: tuple[Path, ...]

    @property
    def copies(self) -> tuple[Path, ...]:
        return tuple(self._copy(n, file) for n, file in enumerate(self.originals))

    def pairs(self) -> Iterator[tuple[Path, Path]]:
        """Each original with its copy."""
        return zip(self.originals, self.copies, strict=True)

    def _copy(self, number: int, file: Path) -> Path:
        return self.inputs / f"{number:04}{file.suffix.lower()}"


@contextmanager
def staged(files: Sequence[Path]) -> Iterator[Stage]:
    """Copy the files to a stage that vanishes afterwards."""
    with tempfile.TemporaryDirectory(prefix="gate-") as folder:
        stage = Stage(Path(folder, "inputs"), Path(folder, "scratch"), tuple(files))
        stage.inputs.mkdir()
        stage.scratch.mkdir()
        for original, copy in stage.pairs():
            shutil.copyfile(original, copy)
        yield stage
