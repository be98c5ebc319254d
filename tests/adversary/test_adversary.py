"""Every damage is noticed: without a manifest, and with one that was forged to fit."""

from __future__ import annotations

import json
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType

import pytest

from generator.building import verify as verifying
from generator.building.build import Built
from generator.building.manifest import sha256
from generator.building.rebuild import Rebuilder
from generator.building.verify import verify
from generator.content.job import Options
from generator.findings.finding import has_errors
from generator.source import read_source
from tests.adversary import book, page, paper, plain, word
from tests.adversary.conftest import SOURCE
from tests.adversary.damages import Damage

TABLES: Mapping[str, ModuleType] = {
    "html": page,
    "epub": book,
    "docx": word,
    "pdf": paper,
    "txt": plain,
}
LEAST = 900
EACH = 12
"""Damages to each format in `make test`: 60 in all, each verified twice."""
LIST = Path(__file__).with_name("by_bytes_alone.txt")
"""The damages that `verify --content` does not notice; `--accept` in a soak writes it anew."""
BY_OPTIONS = frozenset(("Windows' line ends", "a mark of byte order"))
"""Damages that give what the source gives, too, with other options; a manifest names these."""
NOTICED = 0.975
UNDONE = 0.1
"""The part of a table that may find nothing to change in a file, as what it names has changed."""


@pytest.fixture(scope="module")
def rebuilder() -> Rebuilder:
    """Builds the notice again once for all: it does not change."""
    document, _ = read_source(SOURCE)
    return Rebuilder(document, SOURCE.stem)


@pytest.fixture
def once(rebuilder: Rebuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the source be read, and each format of it built, once for all damages."""
    monkeypatch.setattr(verifying, "Rebuilder", lambda *_: rebuilder)
    monkeypatch.setattr(verifying, "read_source", lambda _: (rebuilder.document, ()))


def done(name: str, built: Built, step: int) -> Iterator[tuple[Damage, bytes]]:
    """Every `step`-th damage of a table that changes the file."""
    data = built.files[f"notice.{name}"]
    every = list(TABLES[name].damages())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a library doubts what we do with it
        changed = [(each, new) for each in every[::step] if (new := each.change(data)) != data]
    assert len(changed) >= len(every[::step]) * (1 - UNDONE)
    yield from changed


def test_there_are_damages_enough() -> None:
    names = {name: [each.name for each in table.damages()] for name, table in TABLES.items()}
    assert {name: repeated(each) for name, each in names.items()} == {name: [] for name in names}
    assert sum(map(len, names.values())) >= LEAST
    assert min(map(len, names.values())) >= 100


def repeated(names: list[str]) -> list[str]:
    """The names that stand there more than once."""
    return [name for name, count in Counter(names).items() if count > 1]


HOW_MANY = [
    pytest.param(EACH, marks=pytest.mark.slow, id="some"),
    pytest.param(None, marks=pytest.mark.soak, id="all"),
]
"""Damages to each format: some in `make test`, all in `make soak`."""


@pytest.mark.usefixtures("once")
@pytest.mark.parametrize("count", HOW_MANY)
@pytest.mark.parametrize("name", TABLES)
def test_damages_are_noticed(name: str, count: int | None, built: Built, tmp_path: Path) -> None:
    assert unnoticed(name, built, tmp_path, step_of(name, count)) == []


@pytest.mark.usefixtures("once")
@pytest.mark.parametrize("count", HOW_MANY)
@pytest.mark.parametrize("name", TABLES)
def test_content_alone_notices_damages_but_those_that_are_listed(
    name: str,
    count: int | None,
    built: Built,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    found = unnoticed(name, built, tmp_path, step_of(name, count), content=True)
    if count is None and request.config.getoption("--accept"):
        write_list({**listed(), name: found})
    assert {*found} <= {*listed()[name]}
    assert count is not None or found == listed()[name], "run with --accept"


def test_most_damages_are_noticed_by_content_alone() -> None:
    """Of all damages in the tables, at least the part `NOTICED`."""
    every = sum(len([*table.damages()]) for table in TABLES.values())
    passed = sum(map(len, listed().values()))
    assert passed < (1 - NOTICED) * every


def step_of(name: str, count: int | None) -> int:
    """How far apart so many damages of a table stand; None are all."""
    return 1 if count is None else len([*TABLES[name].damages()]) // count


def unnoticed(
    name: str, built: Built, folder: Path, step: int, *, content: bool = False
) -> list[str]:
    """The damages that verify lets pass: without a manifest and with one that fits, each.

    With `content`, those that a comparison of the content lets pass, beside a manifest that fits.
    """
    output, manifest = folder / f"notice.{name}", folder / "notice.manifest.json"
    passed = []
    for damage, data in done(name, built, step):
        output.write_bytes(data)
        for forged in (True,) if content or damage.name in BY_OPTIONS else (False, True):
            manifest.unlink(missing_ok=True)
            if forged:
                manifest.write_text(fitting(built, name, data), encoding="utf-8")
            if not has_errors(verify(SOURCE, [output], Options(epoch=0), content=content)):
                passed.append(damage.name if forged else f"{damage.name}, no manifest")
    return passed


def listed() -> dict[str, list[str]]:
    """The damages that only the bytes tell, by format."""
    found: dict[str, list[str]] = {name: [] for name in TABLES}
    for line in filter(None, LIST.read_text(encoding="utf-8").splitlines()):
        name, _, damage = line.partition(" | ")
        found[name].append(json.loads(damage))
    return found


def write_list(given: Mapping[str, list[str]]) -> None:
    """Keep them."""
    lines = (f"{name} | {json.dumps(each)}" for name, some in given.items() for each in some)
    LIST.write_text("\n".join(lines) + "\n", encoding="utf-8")


def fitting(built: Built, name: str, data: bytes) -> str:
    """The manifest, with the size and the hash of a damaged file."""
    given = json.loads(built.manifest.as_json())
    [told] = [each for each in given["outputs"] if each["format"] == name]
    told |= {"bytes": len(data), "sha256": sha256(data)}
    return json.dumps(given)


@pytest.mark.usefixtures("once")
def test_the_files_as_they_were_built_are_clean(built: Built, tmp_path: Path) -> None:
    for name, data in built.files.items():
        (tmp_path / name).write_bytes(data)
    outputs = [tmp_path / name for name in built.files]
    assert verify(SOURCE, outputs, Options(epoch=0)) == ()
    (tmp_path / "notice.manifest.json").write_text(built.manifest.as_json(), encoding="utf-8")
    assert verify(SOURCE, outputs, Options(epoch=0)) == ()
