"""Plain text: addresses and numbers that stand beside each other, and are no links."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.building.build import build
from generator.content.job import Options
from tests.cases.cases import published

SAID = {
    "two-emails": "Write to a@example.org, b@example.org.",
    "phone-email": "Contact: Jane, 01632 960999, jane@a.gov.uk",
    "phones-in-cell": "Phone: 01632 960999, 07700 900123",
}


@pytest.mark.parametrize("name", SAID)
def test_neighbouring_addresses_are_published(name: str) -> None:
    assert SAID[name] in published(name).text("txt").splitlines()


PLACES = {
    "a sentence": "{}.\n",
    "an item": "- {}\n- {}\n",
    "a cell": "| Name | Contact |\n|---|---|\n| Jane | {} |\n",
    "a definition": "Office\n:   {}\n",
    "a heading": "## {}\n\nA paragraph.\n",
    "a note": "Ring us.[^1]\n\n[^1]: {}\n",
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("words", ["01632 960999, 07700 900123", "a@example.org b@example.org"])
def test_they_are_published_wherever_they_stand(place: str, words: str, tmp_path: Path) -> None:
    file = tmp_path / "document.md"
    body = PLACES[place].replace("{}", words)
    front = f"title: Whom to ask\nlang: en-GB\ncontact: Jane, {words}"
    file.write_text(f"---\n{front}\n---\n\n{body}", encoding="utf-8")
    text = build(file, ("txt",), Options(epoch=0)).files["document.txt"].decode()
    assert text.count(words) == body.count(words) + 1
