"""Every kind of block in everything that may hold it: what stands in what is right in PDF/UA-2.

ISO 32005, table 5, says which structure types may stand in which; no sample has all pairs.
"""

from __future__ import annotations

import textwrap
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from generator.packagers.pdf import pack
from tests.conformance.validators.verapdf import VeraPdf
from tests.pdf.model_tags import model_tags
from tests.pdf.test_isomorphism import differences, job_of
from tests.pdf.tree import folded, tags_in

BLOCKS = {
    "heading": "## On {where}",
    "list": "- one\n    - two",
    "definitions": "Term\n:   Definition",
    "table": "Table: Caption\n\n| A | B |\n|---|---|\n| **r** | 2 |",
    "captioned figure": '![A plan](plan.png "Caption")',
    "figure": "![A plan](plan.png)",
    "code": "```\ncode\n```",
    "quotation": "> quoted",
    "callout": "> [!NOTE] Title\n> words",
    "heading in Welsh": "::: {{lang=cy}}\ngair\n\n## Ar {where}\n:::",
    "callout in Welsh": "::: {{lang=cy}}\n> [!NOTE] Teitl\n> geiriau\n:::",
    "address": "::: address\nA\nB\n:::",
}
HOLDERS = {
    "a quotation": ("> Quoted\n>\n", "> "),
    "a callout": ("> [!TIP] Title\n>\n", "> "),
    "an item": ("- Item\n\n", "  "),
    "a definition": ("Term\n:   Definition\n\n", "    "),
    "a note": ("Called.[^{note}]\n\n[^{note}]: First.\n\n", "    "),
}


def source(folder: Path) -> Path:
    """A source with each of the blocks in each of the holders."""
    Image.new("RGB", (60, 30), (40, 90, 140)).save(folder / "plan.png")
    parts = ["---\ntitle: All in all\nlang: en-GB\n---\n\n## Begin\n"]
    for holder, (before, margin) in HOLDERS.items():
        for name, block in BLOCKS.items():
            words = block.format(where=f"{name} in {holder}")
            held = textwrap.indent(words, margin, lambda _: True)
            parts.append(f"Between.\n\n{before.format(note=len(parts))}{held}\n")
    file = folder / "nesting.md"
    file.write_text("\n".join(parts), encoding="utf-8")
    return file


@pytest.mark.slow
def test_everything_may_stand_where_a_source_puts_it(tmp_path: Path) -> None:
    job = job_of(source(tmp_path))
    made = tmp_path / "nesting.ua2.pdf"
    made.write_bytes(pack(replace(job, options=replace(job.options, pdf="ua-2"))).data)
    assert not differences(
        folded(model_tags(job.document, job.added_text)), folded(tags_in(pack(job).data))
    )
    assert VeraPdf("ua2").judge([made]) == {made: []}
