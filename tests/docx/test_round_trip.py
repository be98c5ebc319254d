"""What is packed is read back, whatever stands in what."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from generator.expected import expected_order
from generator.formats import FORMATS
from generator.furniture import furnish
from generator.model import Document
from generator.packagers.docx import pack
from generator.packagers.job import Job, Options
from generator.proof import prove
from generator.readback.docx import read_back
from tests.docx.strategies import documents


def differences(document: Document) -> list[str]:
    furniture, docx = furnish(document), FORMATS["docx"]
    data = pack(Job(document, furniture, Options())).data
    expected = expected_order(document, furniture, docx)
    proof = prove(expected, read_back(data), lacks=docx.lacks, source="s", output="o")
    return [str(finding) for finding in proof.findings]


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_every_document_reads_back_as_it_was_written(document: Document) -> None:
    assert differences(document) == []
