"""What a language tag says about the writing of a language."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

RIGHT_TO_LEFT = frozenset(
    "Adlm Arab Aran Armi Avst Chrs Cprt Elym Hatr Hebr Hung Khar Lydi Mand Mani Mend Merc Mero "
    "Narb Nbat Nkoo Orkh Ougr Palm Phli Phlp Phnx Prti Rohg Samr Sarb Sogd Sogo Syrc Thaa "
    "Yezi".split()
)
"""The scripts (ISO 15924) that Unicode writes from right to left."""

USUAL = {
    tag: script
    for script, tags in {
        "Latn": "cs cy cy-GB da de de-AT de-CH de-DE en en-AU en-CA en-GB en-IE en-NZ en-US es "
        "es-ES et fi fr fr-BE fr-CA fr-CH fr-FR ga ga-IE gd gd-GB hr hu is it it-IT lt lv mt nb nl "
        "nl-BE nl-NL nn no pl pl-PL pt pt-BR pt-PT ro sk sl so sq sv sw tr vi yo",
        "Arab": "ar ckb fa ps ur",
        "Beng": "bn",
        "Cyrl": "bg ru uk",
        "Ethi": "am ti",
        "Deva": "hi ne",
        "Grek": "el",
        "Gujr": "gu",
        "Guru": "pa",
        "Hans": "zh zh-Hans",
        "Hant": "zh-Hant",
        "Hebr": "he",
        "Jpan": "ja",
        "Kore": "ko",
        "Taml": "ta",
        "Thai": "th",
    }.items()
    for tag in tags.split()
}
"""Tags that are met often, with their scripts: for these, nobody need wait for the registry."""


@functools.cache
def direction(language: str) -> Literal["ltr", "rtl"]:
    """The direction in which `language` is written; "ltr" for a tag that nobody can read."""
    return "rtl" if script(language) in RIGHT_TO_LEFT else "ltr"


@functools.cache
def subtag(language: str) -> str | None:
    """The primary language of a tag ("pl" for "pl-PL"); None for a tag that nobody can read."""
    if language in USUAL:
        return language.partition("-")[0]
    import langcodes
    from langcodes.tag_parser import LanguageTagError

    try:
        return langcodes.get(language).language
    except LanguageTagError:
        return None


@functools.cache
def script(language: str) -> str | None:
    """The script of a language tag: its own, else the one most likely (Unicode CLDR)."""
    if language in USUAL:
        return USUAL[language]
    import langcodes
    from langcodes.tag_parser import LanguageTagError

    try:
        return langcodes.get(language).maximize().script
    except LanguageTagError:
        return None


TALL = frozenset(
    "Arab Beng Deva Gujr Guru Hani Hans Hant Jpan Khmr Knda Kore Laoo Mlym Mymr Nkoo Orya Sinh "
    "Syrc Taml Telu Thaa Thai Tibt".split()
)
"""Scripts whose letters reach high and low, or fill their square: they want room between lines."""

WITH_ITALICS = frozenset("Latn Grek Cyrl Armn Geor Cher".split())
"""Scripts for which type designers draw italics; others are stressed by weight or by dots."""

DOTTED = frozenset("Jpan Hans Hant Hani Kore".split())
"""Scripts that stress a word with a dot at each character."""


@dataclass(frozen=True, slots=True)
class Writing:
    """What a style must know of some languages: those that are tall, have no italics, use dots."""

    tall: tuple[str, ...] = ()
    upright: tuple[str, ...] = ()
    dotted: tuple[str, ...] = ()

    @classmethod
    def of(cls, languages: Iterable[str]) -> Writing:
        """The same of `languages`; nothing of those whose script nobody knows."""
        known = [(each, own) for each in languages if (own := script(each)) is not None]
        return cls(
            tall=tuple(each for each, own in known if own in TALL),
            upright=tuple(each for each, own in known if own not in WITH_ITALICS),
            dotted=tuple(each for each, own in known if own in DOTTED),
        )


_EAST_ASIAN = (
    *((0x2E80, 0x303F), (0x3040, 0x30FF), (0x3100, 0x312F), (0x31A0, 0x31FF), (0x3200, 0x33FF)),
    *((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFF60)),
    *((0xFFE0, 0xFFE6), (0x1B000, 0x1B2FF), (0x20000, 0x3FFFF)),
)
"""Blocks of Chinese and Japanese letters and punctuation; Korean puts spaces between words."""


def is_east_asian(character: str) -> bool:
    """True for a letter or a sign of Chinese or Japanese writing, which has no spaces."""
    code = ord(character)
    return code >= _EAST_ASIAN[0][0] and any(low <= code <= high for low, high in _EAST_ASIAN)
