"""What the proof sees while a document is built, where a packager or a template gets it wrong.

The damages are those of the tables, by name; the rule is the one under which the build would stop.
No file is built again here, and no vocabulary asked.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from generator.building.build import Built
from generator.building.format_stages import as_read_in, prove_output, siblings
from generator.content.added_text import add_text
from generator.content.formats import FORMATS
from generator.source import read_source
from tests.adversary.conftest import SOURCE
from tests.adversary.test_adversary import TABLES

SEEN: Mapping[str, Mapping[str, str]] = {
    "docx": {
        "another text of a number, in all lists": "proof-marker",
        "words for a number, in all lists": "proof-marker",
        "roman numbers, in all lists": "proof-marker",
        "words for a bullet, in all lists": "proof-marker",
        "no number, in all lists": "proof-ordered",
        "numbers hidden, in all lists": "proof-marker",
        "another start, in all lists": "proof-number",
        "other words in the running head": "proof-running-head",
        "the creator": "proof-metadata",
        "the subject": "proof-metadata",
        "keywords": "proof-metadata",
        "a decoy of a title": "proof-metadata",
        "another address among properties": "proof-metadata",
        "another program": "proof-metadata",
        "a soft hyphen": "proof-altered",
        "a zero width space": "proof-altered",
        "an override of direction": "proof-altered",
    },
    "pdf": {
        "labels swapped": "proof-number",
        "a word for a label": "proof-marker",
        "no label": "proof-marker",
        **{
            f"{kind} {key} says other words": "proof-unknown-markup"
            for kind in "P H2 TD TH Link L Table Document LBody Caption".split()
            for key in ("/Alt", "/ActualText", "/E", "/T")
        },
        "Figure /ActualText says other words": "proof-unknown-markup",
        "Figure /Alt says other words": "proof-missing",
        "a pronunciation": "proof-unknown-markup",
        "P as Private": "proof-unknown-markup",
        "another author": "proof-metadata",
        "another subject": "proof-metadata",
        "other keywords": "proof-metadata",
        "another title in the metadata": "proof-metadata",
        "another language in the metadata": "proof-metadata",
    },
    "epub": {
        "its heading": "proof-other-words",
        "words in it": "proof-other-words",
        "the name of an entry": "proof-unknown-markup",
        "an entry's words": "proof-altered",
        "an entry's address": "proof-mark-lost",
        "an entry gone": "proof-missing",
        "the name of a landmark": "proof-altered",
        "where a landmark leads": "proof-page-list",
        "the landmarks gone": "proof-missing",
        "a page's name": "proof-page-list",
        "where a page leads": "proof-page-list",
        "the list of pages gone": "proof-page-list",
        "a page break gone": "proof-page-list",
        "a page break of another number": "proof-page-list",
        "its title": "proof-other-words",
        "another title of a page": "proof-other-words",
        "another title": "proof-title",
        "the title for old programs": "proof-other-words",
        "the order for old programs": "proof-page-list",
        "the pages for old programs": "proof-page-list",
        "other words of the cover": "proof-other-words",
        "words on the cover": "proof-other-words",
        "the creator": "proof-metadata",
        "the publisher": "proof-metadata",
        "the date": "proof-metadata",
        "the rights": "proof-metadata",
        "the description": "proof-metadata",
        "the summary of its accessibility": "proof-metadata",
        "a hazard": "proof-metadata",
        "a claim of conformance": "proof-metadata",
        "a second title": "proof-metadata",
        "a title in another script": "proof-metadata",
        "a second language": "proof-metadata",
        "a decoy of a title": "proof-title",
        "the source": "proof-metadata",
        "a subject": "proof-metadata",
        "when it was changed": "proof-metadata",
        "an access mode": "proof-metadata",
        "a feature": "proof-metadata",
        "a link": "proof-metadata",
    },
    "html": {
        "the description": "proof-metadata",
        "the title of the card": "proof-metadata",
        "the headline": "proof-metadata",
        "hazards": "proof-metadata",
        "the address": "proof-metadata",
        "zoom": "proof-unknown-markup",
        "no policy": "proof-unknown-markup",
        "another policy": "proof-unknown-markup",
        "the label of a note call": "proof-unknown-markup",
        'added: <a href="https://evil.example/"></a>': "proof-unknown-markup",
        'added: <span epub:type="pagebreak">VOID</span>': "proof-unknown-markup",
        "a download": "proof-unknown-markup",
        'a hreflang="fr"': "proof-unknown-markup",
        'p aria-label="No."': "proof-unknown-markup",
        'li role="presentation"': "proof-unknown-markup",
        'ol type="a"': "proof-marker",
    },
    "txt": {
        "zero width space in a word": "proof-altered",
        "right-to-left override before a word": "proof-altered",
        "left-to-right mark around a number": "proof-altered",
        "an item's number": "proof-altered",
        "a bullet lost": "proof-altered",
        "no newline at the end": "proof-metadata",
        "a thousand blank lines": "proof-metadata",
        "Windows' line ends": "proof-metadata",
        "UTF-16": "proof-metadata",
        "a mark of byte order": "proof-metadata",
    },
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", SEEN)
def test_a_build_stops_where_a_packager_gets_it_wrong(name: str, built: Built) -> None:
    data, row = built.files[f"notice.{name}"], FORMATS[name]
    document, _ = read_source(SOURCE)
    sizes = {each.format: (each.bytes, each.pages) for each in built.manifest.outputs}
    listed = siblings({each: sizes[each] for each in row.after if each in sizes}, "notice")
    added_text, document = add_text(document, listed), as_read_in(document, row)
    known = {each.name: each for each in TABLES[name].damages()}
    missed = []
    for damage, rule in SEEN[name].items():
        damaged = known[damage].change(data)
        assert damaged != data, damage
        found = prove_output(document, added_text, row, damaged, f"notice.{name}").findings
        if rule not in {each.rule for each in found}:
            missed.append(f"{damage}: {[str(each) for each in found[:3]]}")
    assert not missed, "\n".join(missed)
