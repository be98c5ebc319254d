"""Law 9, tried: what `check` accepts, `build` publishes.

python -m tests.notices.runner FIRST LAST [FORMATS]     the seeds that are refused, and why
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.building.build import build
from generator.building.checking import check
from generator.content.job import Options
from generator.findings.errors import AnnounceError
from tests.language_notices import CJK
from tests.notices.notice import notice
from tests.notices.words import PDF_NEEDS_FONT

DOT = Path(__file__).parents[1] / "samples" / "pictures" / "dot.png"
FONTS = (CJK,) if CJK.exists() else ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a notice: `refused` says why, "" where it was published."""

    seed: int
    accepted: bool
    refused: str = ""


def outcome(seed: int, formats: tuple[str, ...], folder: Path) -> Outcome:
    """Write the notice of a seed, check it, and build it if it may be published."""
    made = notice(seed)
    if "pdf" in formats and not PDF_NEEDS_FONT.isdisjoint(made.languages) and seed % 5:
        formats = tuple(name for name in formats if name != "pdf")  # fonts of megabytes take long
    options = Options(epoch=0, fonts=FONTS if "pdf" in formats else ())
    file = folder / f"notice{seed}.md"
    file.write_text(made.text, encoding="utf-8")
    if not (folder / "dot.png").exists():
        shutil.copy(DOT, folder / "dot.png")
    try:
        document, _ = check(file, formats, options)
        if document is None:
            return Outcome(seed, accepted=False)
        build(file, formats, options)
    except AnnounceError as error:
        told = [str(each) for each in error.findings if each.severity == "error"]
        return Outcome(seed, accepted=True, refused="\n".join(told))
    except Exception:  # noqa: BLE001 (any is what we look for)
        return Outcome(seed, accepted=True, refused=traceback.format_exc())
    finally:
        file.unlink()
    return Outcome(seed, accepted=True)


def outcomes(seeds: Iterable[int], formats: tuple[str, ...]) -> Iterator[Outcome]:
    """What becomes of the notices of many seeds."""
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds:
            yield outcome(seed, formats, Path(folder))


def main() -> None:
    """Print every refusal, and a sum."""
    first, last = map(int, sys.argv[1:3])
    formats = tuple((sys.argv[3:] or ["html,docx,epub"])[0].split(","))
    accepted = refused = 0
    for each in outcomes(range(first, last), formats):
        accepted += each.accepted
        refused += bool(each.refused)
        if each.refused:
            print(f"--- {each.seed}\n{each.refused}", flush=True)
    print(f"{last - first} notices, {accepted} accepted, {refused} refused")


if __name__ == "__main__":
    main()
