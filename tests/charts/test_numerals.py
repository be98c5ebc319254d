"""Numbers are read and written as the language of a document has them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.document.numerals import NoNumberError, Numeral, numeral, written

READ = (
    ("1,250.5", "en-GB", "1250.5", "1,250.5"),
    ("1.250,5", "de", "1250.5", "1.250,5"),
    ("1250,5", "de", "1250.5", "1.250,5"),
    ("1 250", "fr", "1250", "1\u202f250"),
    ("1\u00a0250", "fr", "1250", "1\u202f250"),
    ("12\u202f345,6", "pl", "12345.6", "12\u00a0345,6"),
    ("1’000", "de-CH", "1000", "1’000"),
    ("1,25,000", "en-IN", "125000", "1,25,000"),
    ("−3", "en", "-3", "−3"),
    ("-3", "en", "-3", "−3"),
    ("–3.25", "en", "-3.25", "−3.25"),
    ("(1.2)", "en", "-1.2", "−1.2"),
    (".5", "en", "0.5", "0.5"),
    ("0.0", "en", "0.0", "0.0"),
    ("5 [p]", "en", "5", "5"),
    ("١٬٢٥٠٫٥", "ar", "1250.5", "١٬٢٥٠٫٥"),
    ("۱۲", "fa", "12", "۱۲"),
)


@pytest.mark.parametrize(("words", "language", "value", "shown"), READ)
def test_a_number_is_read_and_written_as_its_language_has_it(
    words: str, language: str, value: str, shown: str
) -> None:
    read = numeral(words, language)
    assert read is not None
    assert read.value == Decimal(value)
    groups = shown if language != "en-IN" else "125,000"  # which groups there are is not kept
    assert written(read.value, read.decimals, language, read.zero) == groups


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        ("£6.1", "£", ""),
        ("£ 6.1", "£\u00a0", ""),
        ("−£6.1", "£", ""),
        ("£−6.1", "£", ""),
        ("6.1%", "", "%"),
        ("6.1 %", "", "\u00a0%"),
        ("EUR 6.1", "EUR\u00a0", ""),
        ("6.1 million tonnes", "", "\u00a0million\u00a0tonnes"),
    ],
)
def test_a_unit_stays_with_its_number(words: str, before: str, after: str) -> None:
    read = numeral(words, "en")
    value = Decimal("-6.1") if "−" in words else Decimal("6.1")
    assert read == Numeral(value, 1, before, after)


@pytest.mark.parametrize("words", ["", " ", "–", "—", "-", "..", "…", "n/a", "[x]", "[c]", "*"])
def test_an_empty_cell_is_no_number_and_no_fault(words: str) -> None:
    assert numeral(words, "en") is None


@pytest.mark.parametrize(
    ("words", "language"),
    [
        *((each, "en") for each in ("3,5", "1,25", "12,34,5", "1,2.5", "<5", "≈7", "5–7", "many")),
        *((each, "en") for each in ("1.2.3", "3.", "1 2", "1,000 000", "6 of 7", "£6 $7")),
        *((each, "de") for each in ("1,250.5", "3.5", "1.25")),
        ("1.250.5", "fr"),
    ],
)
def test_what_is_no_number_in_its_language_is_refused(words: str, language: str) -> None:
    with pytest.raises(NoNumberError):
        numeral(words, language)
