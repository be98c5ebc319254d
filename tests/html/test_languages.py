from __future__ import annotations

import pytest

from generator.document.languages import direction


@pytest.mark.parametrize("tag", ["ar", "he", "fa-IR", "ur", "yi", "dv", "az-Arab", "ckb"])
def test_right_to_left(tag: str) -> None:
    assert direction(tag) == "rtl"


@pytest.mark.parametrize("tag", ["en-GB", "cy", "az", "zh-Hant", "hi", "ar-Latn", "x-nonsense-"])
def test_left_to_right(tag: str) -> None:
    assert direction(tag) == "ltr"
