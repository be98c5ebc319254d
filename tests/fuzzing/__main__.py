"""Fuzzing led by coverage, for as long as one likes, with atheris (`pip install atheris`).

    python -m tests.fuzzing TARGET SECONDS FOLDER

TARGET is `source` or the name of a format. Finds go to FOLDER, the smallest input of each kind:
what crashed with any error but our own, and what took more than five seconds.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import atheris

with atheris.instrument_imports(
    include=["generator", "markdown_it", "mdit_py_plugins", "yaml", "tinyhtml5"]
):
    import generator

    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        if not module.name.endswith("__main__"):  # formats are imported late, and then unwatched
            importlib.import_module(module.name)
    from tests.fuzzing.mutators import Mutator, token_mutator, xml_mutator
    from tests.fuzzing.targets import Target, target

SLOWEST = 5
"""Seconds of processor time."""


class Finds:
    """The smallest input of each kind of find."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def add(self, kind: str, data: bytes, told: str) -> None:
        """Keep an input, where it is the first or the smallest of its kind."""
        file = self._folder / kind
        if not file.exists() or len(data) < file.stat().st_size:
            file.write_bytes(data)
            file.with_suffix(".txt").write_text(told, encoding="utf-8")


def watched(read: Target, finds: Finds) -> Target:
    """The target, which notes what it finds and goes on."""

    def run(data: bytes) -> None:
        start = time.process_time()
        try:
            read(data)
        except Exception as error:  # noqa: BLE001 (any error is a find)
            last = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{Path(last.filename).stem}-{last.lineno}"
            finds.add(f"{type(error).__name__}-{place}", data, traceback.format_exc())
        took = time.process_time() - start
        if took > SLOWEST:
            finds.add("slow", data, f"{took:.1f} s")

    return run


HEADS = {"docx": 1, "epub": 1, "pdf": 2}
"""How many bytes of an input choose the part that the others are."""


def mutating(mutator: Mutator, head: int) -> Callable[[bytes, int, int], bytes]:
    """A mutator as atheris wants it, which leaves every third input to libFuzzer."""

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        random = Random(seed)  # noqa: S311
        body = mutator(data[head:], random) if random.random() < 2 / 3 else None
        if body is None or len(body) + head > most:
            return bytes(atheris.Mutate(data, most))
        return data[:head] + body

    return mutate


def mutator_of(name: str, seeds: Sequence[bytes]) -> dict[str, Callable[[bytes, int, int], bytes]]:
    """The mutator of a target, where bytes alone do not get far."""
    if name not in HEADS:
        return {}
    head = HEADS[name]
    kind = token_mutator if name == "pdf" else xml_mutator
    return {"custom_mutator": mutating(kind([seed[head:] for seed in seeds]), head)}


def main(name: str, seconds: str, folder: str) -> None:
    """Fuzz one target."""
    scratch, corpus = Path(folder) / "scratch", Path(folder) / "corpus"
    for place in (scratch, corpus):
        place.mkdir(parents=True, exist_ok=True)
    read, seeds = target(name, scratch)
    for number, seed in enumerate(seeds):
        (corpus / f"seed-{number}").write_bytes(seed)
    options = [f"-max_total_time={seconds}", "-timeout=60", "-rss_limit_mb=3000"]
    options += ["-max_len=60000", "-keep_seed=1", "-reduce_inputs=0", f"-artifact_prefix={folder}/"]
    finds = Finds(Path(folder) / "finds")
    atheris.Setup(
        [sys.argv[0], *options, str(corpus)], watched(read, finds), **mutator_of(name, seeds)
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
