"""Files that were changed together with their manifest: `verify` looks at what they say."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.building.build import build
from generator.building.manifest import differing, load, manifest_path, sha256
from generator.building.publish import publish
from generator.building.verify import verify
from tests.mutation.damage import Bench, Damage, seeded
from tests.mutation.test_mutation import BENCHES

pytestmark = pytest.mark.slow

SAMPLES = ("announcement", "table-rich", "footnotes", "links")
EACH = 40
"""Damages to each format: 200 in all."""
FLIPS = 8
"""Bytes flipped in each file, and looked at with everything; others only with the manifest."""


@pytest.fixture(scope="module")
def published(
    tmp_path_factory: pytest.TempPathFactory, samples: dict[str, Path]
) -> dict[str, Path]:
    """The folder in which each sample was published."""
    folders = {}
    for name in SAMPLES:
        folders[name] = tmp_path_factory.mktemp(name)
        built = build(samples[name])
        publish(folders[name], name, built.files, built.manifest)
    return folders


def forge(output: Path, data: bytes) -> None:
    """Change a file, and what its manifest says of its bytes."""
    output.write_bytes(data)
    manifest = manifest_path(output.parent, output.stem)
    given: dict[str, Any] = json.loads(manifest.read_text(encoding="utf-8"))
    [told] = [each for each in given["outputs"] if each["path"] == output.name]
    told |= {"bytes": len(data), "sha256": sha256(data)}
    manifest.write_text(json.dumps(given), encoding="utf-8")


@pytest.mark.parametrize("name", BENCHES)
def test_a_forged_manifest_hides_no_damage(
    name: str, published: dict[str, Path], samples: dict[str, Path]
) -> None:
    bench = BENCHES[name]
    tally: Counter[str] = Counter()
    missed = []
    for sample, damage, index in chosen(bench, name, published):
        output = published[sample] / f"{sample}.{name}"
        whole, manifest = output.read_bytes(), manifest_path(output.parent, sample).read_bytes()
        data, words = bench.inflicted(damage, whole, index)
        if words is None:  # no reader would meet a difference
            continue
        try:
            forge(output, data)
            findings = verify(samples[sample], [output], content=True)
        finally:
            output.write_bytes(whole)
            manifest_path(output.parent, sample).write_bytes(manifest)
        assert "bytes" not in {finding.rule for finding in findings}, "the manifest should agree"
        tally[damage.name] += 1
        if not any(finding.severity == "error" for finding in findings):
            missed.append(f"{damage.name}, place {index} of {output.name}: {words}")
        if tally.total() == EACH:
            break
    assert not missed, missed
    assert tally.total() == EACH
    assert len(tally) >= 20


def chosen(
    bench: Bench[Any], name: str, published: dict[str, Path]
) -> Iterator[tuple[str, Damage[Any], int]]:
    """Damages in an order that a seed decides, and their places."""
    chance = seeded(f"forged {name}")
    counts = {
        sample: bench.places((folder / f"{sample}.{name}").read_bytes())
        for sample, folder in published.items()
    }
    while True:
        for damage in chance.sample(bench.damages, len(bench.damages)):
            there = [sample for sample in SAMPLES if counts[sample][damage.name]]
            if there:
                sample = chance.choice(there)
                yield sample, damage, chance.randrange(counts[sample][damage.name])


@pytest.mark.parametrize("name", BENCHES)
def test_a_flipped_byte_is_noticed_wherever_it_is(
    name: str, published: dict[str, Path], samples: dict[str, Path]
) -> None:
    chance = seeded(f"flipped {name}")
    folder = published["links"]
    output = folder / f"links.{name}"
    manifest = load(manifest_path(folder, "links"))
    assert manifest is not None
    whole = output.read_bytes()
    places = [0, len(whole) - 1, *chance.sample(range(len(whole)), 200)]
    try:
        for number, place in enumerate(places):
            flipped = whole[place] ^ 1 << chance.randrange(8)
            output.write_bytes(whole[:place] + bytes([flipped]) + whole[place + 1 :])
            assert differing(manifest, folder, [output.name]), place
            if number < FLIPS:
                told = [
                    finding.rule for finding in verify(samples["links"], [output], content=True)
                ]
                assert "bytes" in told, place
    finally:
        output.write_bytes(whole)
    assert verify(samples["links"], [output], content=True) == ()
