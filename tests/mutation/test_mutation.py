"""The proof bites: real outputs, damaged in every way we know, are noticed and named right.

How to add a damage: see `damage`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from generator.building.build import Built, build
from generator.building.drawing import drawn
from generator.building.format_modules import reader
from generator.building.format_stages import as_read_in, siblings
from generator.building.publish import publish
from generator.building.verify import verify
from generator.content.added_text import add_text
from generator.content.formats import FORMATS
from generator.content.text_lines import expected_in
from generator.findings.finding import Finding
from generator.proof import prove
from generator.reading_order import ReadingOrder
from generator.source import read_source
from tests.mutation import constructs
from tests.mutation.damage import Bench, Damage, Words, seeded
from tests.mutation.docx import DOCX
from tests.mutation.epub import EPUB
from tests.mutation.html import HTML
from tests.mutation.pdf import PDF
from tests.mutation.text import TEXT

pytestmark = pytest.mark.slow

BENCHES: dict[str, Bench[Any]] = {
    "html": HTML, "pdf": PDF, "docx": DOCX, "epub": EPUB, "txt": TEXT,
}  # fmt: skip

SAMPLES = (
    "abbreviations", "announcement", "callouts", "code-blocks", "consultation", "contacts",
    "definitions", "directions", "emphasis", "figure-captions", "figures", "footnotes",
    "hard-breaks", "header-rows", "languages", "lettered-lists", "links", "minutes", "mixed-lists",
    "notice-of-works", "numbered-headings", "numbered-lists", "picture-width", "raised-lowered",
    "references", "six-levels", "statistics-bulletin", "strikethrough", "table-rich",
    "table-row-headers",
)  # fmt: skip

NOT_FOR = {"pdf": {"directions"}}
"""No direction is carried there, and damages to letters know none that are joined or marked."""

EACH = 10
"""How often each damage is done, in places chosen by a seed; fewer where there are fewer."""

LEAST = 300
"""How many damages each format gets."""

MOST_IN_VAIN = 0.1
"""The share of damages that may turn out to change nothing."""


@dataclass(frozen=True, slots=True)
class Sample:
    """An output, with what must be found in it."""

    name: str
    format: str
    data: bytes
    expected: ReadingOrder

    def findings(self, data: bytes) -> tuple[Finding, ...]:
        """What the proof says of `data` in the place of this output."""
        row = FORMATS[self.format]
        return prove(
            self.expected,
            reader(row).read_back(data),
            lacks=row.lacks.keys(),
            source=f"{self.name}.md",
            output=f"{self.name}.{self.format}",
        ).findings


@pytest.fixture(scope="module")
def outputs(samples: dict[str, Path]) -> dict[str, list[Sample]]:
    """The outputs of all samples, by format."""
    found: dict[str, list[Sample]] = {name: [] for name in FORMATS}
    for name in SAMPLES:
        for sample in outputs_of(samples[name], build(samples[name])):
            if name not in NOT_FOR.get(sample.format, ()):
                found[sample.format].append(sample)
    return found


def outputs_of(source: Path, built: Built) -> Iterator[Sample]:
    document = drawn(read_source(source)[0])
    sizes = {output.format: (output.bytes, output.pages) for output in built.manifest.outputs}
    for row in FORMATS.values():
        known = {name: sizes[name] for name in row.after if name in sizes}
        added_text = add_text(document, siblings(known, source.stem))
        expected = expected_in(as_read_in(document, row), added_text, row)
        yield Sample(source.stem, row.name, built.files[f"{source.stem}.{row.name}"], expected)


@pytest.mark.parametrize("name", BENCHES)
def test_outputs_that_were_only_opened_and_closed_are_proven(
    name: str, outputs: dict[str, list[Sample]]
) -> None:
    for sample in outputs[name]:
        assert sample.findings(sample.data) == (), sample.name
        closed = BENCHES[name].closed(BENCHES[name].opened(sample.data))
        assert sample.findings(closed) == (), sample.name


@pytest.mark.parametrize("name", BENCHES)
def test_every_damage_is_noticed_and_named_right(
    name: str, outputs: dict[str, list[Sample]]
) -> None:
    bench = BENCHES[name]
    tally: Counter[str] = Counter()
    wrong: list[str] = []
    for damage, places in chosen(bench, outputs[name]):
        for sample, index in places:
            data, words = bench.inflicted(damage, sample.data, index)
            if words is None:
                tally["in vain"] += 1
                continue
            tally["done"] += 1
            findings = sample.findings(data)
            if not named_right(findings, damage, words):
                told = "\n    ".join(str(finding) for finding in findings[:5]) or "not noticed"
                where = f"{sample.name}.{name}, place {index}"
                wrong.append(f"{damage.name} in {where}, about {words}:\n    {told}")
    assert not wrong, f"{len(wrong)} of {tally['done']} damages:\n" + "\n".join(wrong)
    assert tally["done"] >= LEAST
    assert tally["in vain"] < MOST_IN_VAIN * tally["done"]


Chosen = list[tuple[Sample, int]]


def chosen(bench: Bench[Any], samples: list[Sample]) -> Iterator[tuple[Damage[Any], Chosen]]:
    """Each damage with the places where it is done."""
    counts = [(sample, bench.places(sample.data)) for sample in samples]
    for damage in bench.damages:
        places = [(sample, i) for sample, count in counts for i in range(count[damage.name])]
        assert places, f"nowhere to do this: {damage.name}"
        yield damage, seeded(damage.name).sample(places, min(EACH, len(places)))


def named_right(findings: tuple[Finding, ...], damage: Damage[Any], words: Words) -> bool:
    """True if a finding has a rule that names the damage, and mentions what was damaged."""
    some = (words,) if isinstance(words, str) else words or ()
    wanted = [folded(each) for each in some if each]
    told = [folded(finding.message) for finding in findings if finding.rule in damage.rules]
    return any(each in message for each in wanted for message in told)


def folded(text: str) -> str:
    """Words as messages say them: white space as one space, no marks of direction."""
    return " ".join(text.translate({0x200E: None, 0x200F: None}).split())


@pytest.mark.parametrize("name", BENCHES)
def test_names_of_damages_are_not_given_twice(name: str) -> None:
    counts = Counter(damage.name for damage in BENCHES[name].damages)
    assert max(counts.values()) == 1


@pytest.mark.parametrize("name", BENCHES)
def test_each_fact_of_a_construct_is_damaged(name: str) -> None:
    """That it is damaged somewhere, and noticed, is tested above."""
    known = {damage.name for damage in BENCHES[name].damages}
    missing = {fact for fact, damage in constructs.DAMAGES[name].items() if damage not in known}
    assert missing == {*constructs.NOT_IN.get(name, ())}


# The announcement: everything that can be taken out of it ---------------------------------------


@pytest.fixture(scope="module")
def announcement(tmp_path_factory: pytest.TempPathFactory, samples: dict[str, Path]) -> list[Path]:
    """The source, and its published outputs."""
    source = samples["announcement"]
    folder = tmp_path_factory.mktemp("published")
    built = build(source)
    publish(folder, source.stem, built.files, built.manifest)
    return [source, *(folder / name for name in built.files)]


@pytest.mark.parametrize("name", BENCHES)
def test_whatever_is_taken_out_of_the_announcement_is_named(
    name: str, announcement: list[Path]
) -> None:
    source, *files = announcement
    [output] = [path for path in files if path.suffix == f".{name}"]
    whole = output.read_bytes()
    bench = BENCHES[name]
    counts = bench.places(whole)
    tried: Counter[str] = Counter()
    try:
        for damage in bench.damages:
            if damage.name not in {"drop a block", "drop a list item", "lose a link"}:
                continue
            for index in range(counts[damage.name]):
                data, words = bench.inflicted(damage, whole, index)
                output.write_bytes(data)
                assert named_right(verify(source, [output], content=True), damage, words), (
                    damage.name,
                    words,
                )
                tried[damage.name] += 1
    finally:
        output.write_bytes(whole)
    assert verify(source, [output], content=True) == ()
    assert tried["drop a block"] >= 10
    assert tried["drop a list item"] >= 5
