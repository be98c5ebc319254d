"""Links that say "click here", in the languages that notices come in."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.building.checking import check

VAGUE = {
    "ar": "اضغط هنا",
    "cy": "cliciwch yma",
    "da": "Læs mere",
    "de": "hier",
    "el": "εδώ",
    "en": "Please click here!",
    "es": "Más información",
    "fr": "cliquez ici",
    "ga": "anseo",
    "he": "לחצו כאן",
    "hi": "यहाँ क्लिक करें",
    "it": "clicca qui",
    "ja": "こちら",
    "nl": "Lees meer …",
    "pl": "kliknij tutaj",
    "pt": "saiba mais",
    "ro": "aici",
    "ru": "здесь",
    "sv": "Läs mer »",
    "tr": "buraya tıklayın",
    "uk": "натисніть тут",
    "zh": "点击这里",
}


@pytest.mark.parametrize("tag", VAGUE)
def test_a_link_that_says_nothing_is_reported_in_every_language(tag: str, tmp_path: Path) -> None:
    file = tmp_path / "notice.md"
    link = f"[{VAGUE[tag]}](https://example.org/)"
    file.write_text(f"---\ntitle: A\nlang: {tag}\n---\n\n{link}\n", encoding="utf-8")
    _, findings = check(file)
    assert "link-text-vague" in {finding.rule for finding in findings}
