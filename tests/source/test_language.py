"""Language tags: what RFC 5646 allows, what it would write today, and what else may be meant."""

from __future__ import annotations

import pytest

from generator.findings.finding import Finding
from generator.source.language import language
from generator.source.reading import Report

VALID = """
    en cy gd en-GB cy-GB pt-BR pt-AO es-419 en-001 zh-Hant-TW az-Arab en-Latn-GB qaa qtz en-QM
    en-Qaaa de-1901 de-CH-1996 sl-IT-rozaj-biske sr-Latn-RS-ekavsk zh-Latn-TW-pinyin en-GB-oxendict
    hy-arevela sr-YU zh-min i-default cel-gaulish zxx mul tok nan-Latn-tailo en-u-ca-gregory
    az-Arab-x-aze-derbend x-pirate en-x-a fr-t-en-u-nu-latn
""".split()

REFUSED = {
    "en-UK": "en-GB",  # reserved for the United Kingdom in ISO 3166, but no subtag
    "cy-UK": "cy-GB",
    "eng": "en",  # ISO 639-2; the registry has the shortest code only
    "cym": "cy",
    "wel": "cy",
    "ger-DE": "de-DE",
    "en-Eng": "en",
    "en-EN": "en",
    "en_GB": "en-GB",
    "en GB": "en-GB",
    "en–GB": "en-GB",  # a dash in the place of the hyphen
    "“en-GB”": "en-GB, without quotation marks",
    '"cy"': "cy, without quotation marks",
    "english": "en",
    "English (UK)": "en",
    "Cymraeg": "cy",
    "ar-yue": "ar",  # an extended language of Chinese
    "zh-gan-yue": "zh",
    "en-Latn-Latn": "en",
    "de-1901-1901": "de",
    "en-a-bbb": "en",  # nobody registered the extension “a”
    "en-u-ca-gregory-u-nu-latn": "en",
    "und": "",
    "zz": "",
    "gb-en": "",
    "x": "",
    "": "",
}

REPLACED = {
    "iw": "he",
    "in-ID": "id-ID",
    "mo": "ro",
    "zh-yue": "yue",
    "zh-cmn-Hans": "cmn-Hans",
    "sgn-GB": "bfi",
    "sgn-BE-FR": "sfb",
    "i-klingon": "tlh",
    "no-bok": "nb",
    "en-GB-oed": "en-GB-oxendict",
    "de-DD": "de-DE",
    "ja-Latn-hepburn-heploc": "ja-Latn-hepburn-alalc97",
}


def read(tag: str) -> tuple[str | None, list[Finding]]:
    report = Report("notice.md")
    return language(tag, 2, report), report.findings


@pytest.mark.parametrize("tag", VALID)
def test_a_valid_tag_is_kept(tag: str) -> None:
    assert read(tag) == (tag, [])


@pytest.mark.parametrize("tag", ["EN-gb", "ZH-hant-tw", "Cy"])
def test_letter_case_is_made_usual_without_a_word(tag: str) -> None:
    found, findings = read(tag)
    assert (found, findings) == (
        {"EN-gb": "en-GB", "ZH-hant-tw": "zh-Hant-TW", "Cy": "cy"}[tag],
        [],
    )


@pytest.mark.parametrize("tag", REFUSED)
def test_a_tag_that_is_none_is_refused_with_what_was_meant(tag: str) -> None:
    found, [finding] = read(tag)
    assert (found, finding.rule) == (None, "language-invalid")
    wanted = REFUSED[tag]
    assert finding.hint == (f"write {wanted}" if wanted else "use a tag such as en, cy or pt-BR")


@pytest.mark.parametrize("tag", REPLACED)
def test_an_old_tag_is_published_as_the_one_of_today(tag: str) -> None:
    found, [finding] = read(tag)
    assert (found, finding.rule) == (REPLACED[tag], "language-replaced")
    assert finding.hint == f"write “{REPLACED[tag]}”"


@pytest.mark.parametrize(("tag", "variant"), [("en-1901", "1901"), ("cy-oxendict", "oxendict")])
def test_a_variant_of_another_language_is_told(tag: str, variant: str) -> None:
    found, [finding] = read(tag)
    assert (found, finding.rule) == (tag, "language-variant")
    assert f"“{variant}”" in finding.message
