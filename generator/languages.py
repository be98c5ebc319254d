"""What a language tag says about the writing of a language."""

from __future__ import annotations

import functools
from typing import Literal

RIGHT_TO_LEFT = frozenset(
    "Adlm Arab Aran Armi Avst Chrs Cprt Elym Hatr Hebr Hung Khar Lydi Mand Mani Mend Merc Mero "
    "Narb Nbat Nkoo Orkh Ougr Palm Phli Phlp Phnx Prti Rohg Samr Sarb Sogd Sogo Syrc Thaa "
    "Yezi".split()
)
"""The scripts (ISO 15924) that Unicode writes from right to left."""


@functools.cache
def direction(language: str) -> Literal["ltr", "rtl"]:
    """The direction in which `language` is written; "ltr" for a tag that nobody can read."""
    return "rtl" if script(language) in RIGHT_TO_LEFT else "ltr"


@functools.cache
def subtag(language: str) -> str | None:
    """The primary language of a tag ("pl" for "pl-PL"); None for a tag that nobody can read."""
    import langcodes
    from langcodes.tag_parser import LanguageTagError

    try:
        return langcodes.get(language).language
    except LanguageTagError:
        return None


@functools.cache
def script(language: str) -> str | None:
    """The script of a language tag: its own, else the one most likely (Unicode CLDR)."""
    import langcodes
    from langcodes.tag_parser import LanguageTagError

    try:
        return langcodes.get(language).maximize().script
    except LanguageTagError:
        return None
