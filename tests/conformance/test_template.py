"""The Word template is as valid as the documents; it is no output, which the gate judges."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.commands.cli import main
from tests.conformance.validators.ooxml_schema import OoxmlSchema
from tests.conformance.validators.openxml_audit import OpenXmlAudit


@pytest.mark.slow
@pytest.mark.parametrize("validator", [OoxmlSchema(), OpenXmlAudit()], ids=lambda each: each.name)
def test_the_word_template_is_valid(
    validator: OoxmlSchema | OpenXmlAudit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files = [tmp_path / f"{language}.dotx" for language in ("en", "ar")]
    for file in files:
        assert main(["template", "-o", str(file), "--lang", file.stem]) == 0
    assert validator.judge(files) == {file: [] for file in files}
