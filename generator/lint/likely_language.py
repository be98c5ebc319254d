"""Which language words plainly belong to, where it is another than the one that is declared.

Words that two languages share count for neither: what they do not share tells Danish from
Norwegian, and Ukrainian from Russian.
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from generator.lint.vocabularies import ALIKE, VOCABULARIES, WITH_ENDINGS

_MARKS = "\u0300-\u036f\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
"""What stands on a letter: accents, Arabic vowels, the vowel signs of Devanagari."""
_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}])*(?:'[^\W\d_]+)?")

_ENOUGH_WORDS, _ENOUGH_COMMON_WORDS, _SHARE = 12, 4, 0.2
"""For a passage, whose commonest words are those of the other language."""
_ENOUGH_WITH_ENDINGS, _SHARE_WITH_ENDINGS = 3, 0.1
_CLEARLY = 4
"""How many times more words of the other language alone there must be than of its own alone."""
_FEWEST_WORDS, _FEWEST_COMMON_WORDS, _SHORT_SHARE = 6, 3, 0.4
"""For one short sentence, which must not hold any common word of the language around it."""
_SAMPLE = 2000
"""Words that are enough to tell a language."""

_KNOWN_SHARE = 0.65
_KNOWN_SHARE_ENGLISH = 0.6
"""How many words of a heading or a cell must be known: others may be names."""


def words_of(text: str) -> Iterator[str]:
    """The words of a text, in small letters."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).replace("’", "'")
    return (match[0].casefold() for match in _WORD.finditer(text))


def name_of(language: str) -> str:
    """What a language that we know is called in English."""
    return VOCABULARIES[language].name


def is_short(text: str) -> bool:
    """True for fewer words than tell a language by themselves."""
    return len(list(itertools.islice(words_of(text), _FEWEST_WORDS))) < _FEWEST_WORDS


def other_language(given: Iterable[str], own: str) -> str | None:
    """The language that words plainly belong to, by its commonest words, if it is not `own`."""
    own = _primary(own)
    words = list(itertools.islice(given, _SAMPLE))
    if len(words) < _FEWEST_WORDS or own not in VOCABULARIES:
        return None
    met = _met(words)
    other = _likeliest(met, own)
    if other is None:
        return None
    only = [word for word in met[other] if word not in VOCABULARIES[own].common]
    own_only = [word for word in met[own] if word not in VOCABULARIES[other].common]
    if len(words) < _ENOUGH_WORDS:
        plainly = _in_one_sentence(only, len(words)) and not own_only
    else:
        enough = _is_enough(other, len(met[other]), len(set(only)), len(words))
        plainly = enough and len(only) >= _CLEARLY * len(own_only)
    return other if plainly else None


def _in_one_sentence(only: list[str], among: int) -> bool:
    long = [word for word in only if len(word) > 1]
    return len(set(long)) >= _FEWEST_COMMON_WORDS and len(long) >= _SHORT_SHARE * among


def _is_enough(language: str, met: int, distinct: int, among: int) -> bool:
    """True if so many of a passage's words, so many of them distinct, are of a language."""
    if language in WITH_ENDINGS:
        return met >= _SHARE_WITH_ENDINGS * among and distinct >= _ENOUGH_WITH_ENDINGS
    return met >= _SHARE * among and distinct >= _ENOUGH_COMMON_WORDS


def _likeliest(met: Mapping[str, list[str]], own: str) -> str | None:
    """The language of most words; None where it is `own`, or where others have as many."""
    most = max(map(len, met.values()), default=0)
    tags = {tag for tag, words in met.items() if len(words) == most}
    if not tags or own in tags or not (len(tags) == 1 or any(tags <= alike for alike in ALIKE)):
        return None
    return next(tag for tag in met if tag in tags)


def _met(words: list[str]) -> Mapping[str, list[str]]:
    """The common words that were met, by language."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        for tag in _speakers().get(word, ()):
            found[tag].append(word)
    return found


def language_of_notice(text: str, own: str, *, fewest: int = 2) -> str | None:
    """The language of a few words that are plainly of a notice in it, if it is not `own`.

    At least `fewest` words must be known, and none be of `own` alone. Of what is written in a
    language that we do not know, only English is told apart.
    """
    own = _primary(own)
    words = list(words_of(text))
    met = {tag for word in words for tag in _announcers().get(word, ())} - _not_told_from(own)
    ours = _known(own)
    counts = {
        tag: len(known)
        for tag in sorted(met)
        if (known := _known_words(words, tag, ours)) and len(known) >= _enough(tag, words, fewest)
    }
    return max(counts, key=lambda tag: counts[tag], default=None)


def _known_words(words: list[str], tag: str, ours: frozenset[str]) -> list[str]:
    """The words that `tag` knows; none where they could be of our own language."""
    theirs = _known(tag)
    if any(word in ours and word not in theirs for word in words):
        return []
    if not any(word in VOCABULARIES[tag].notices and word not in ours for word in words):
        return []
    return [word for word in words if word in theirs and word not in ours]


def _enough(tag: str, words: list[str], fewest: int) -> float:
    share = _KNOWN_SHARE_ENGLISH if tag == "en" else _KNOWN_SHARE
    return max(fewest, share * len(words))


@functools.cache
def _not_told_from(own: str) -> frozenset[str]:
    """The languages that a few words do not tell from `own`, and itself."""
    if own not in VOCABULARIES:
        return frozenset(VOCABULARIES) - {"en"}
    return frozenset({own}).union(*(tags for tags in ALIKE if own in tags))


@functools.cache
def _known(tag: str) -> frozenset[str]:
    own = VOCABULARIES.get(tag)
    return own.common | own.notices if own else frozenset()


@functools.cache
def _speakers() -> dict[str, tuple[str, ...]]:
    """Each common word, with the languages that have it."""
    return _by_word((tag, own.common) for tag, own in VOCABULARIES.items())


@functools.cache
def _announcers() -> dict[str, tuple[str, ...]]:
    """Each word of notices, with the languages that have it."""
    return _by_word((tag, own.notices) for tag, own in VOCABULARIES.items())


def _by_word(given: Iterable[tuple[str, frozenset[str]]]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for tag, words in given:
        for word in words:
            found[word] += (tag,)
    return dict(found)


def _primary(language: str) -> str:
    """The language of a tag; Norwegian without saying which of its two is mostly Bokmål."""
    primary = language.partition("-")[0]
    return "nb" if primary == "no" else primary


# Chinese ------------------------------------------------------------------------------------------

_SIMPLIFIED = frozenset(
    "们这说时国会对门问见车东书电话开关单应处务员为业个买卖钱费龙报进远过还页题录阅读检仅标图馆学无发价号间办请网线点动区医实让认证体与连据尝"
)
_TRADITIONAL = frozenset(
    "們這說時國會對門問見車東書電話開關單應處務員為業個買賣錢費龍報進遠過還頁題錄閱讀檢僅標圖館學無發價號間辦請網線點動區醫實讓認證體與連據嘗"
)
_ENOUGH_CHARACTERS = 8


def other_characters(text: str, own: str | None) -> str | None:
    """The script that Chinese is plainly written in, "Hans" or "Hant", if it is not `own`."""
    if own not in {"Hans", "Hant"}:
        return None
    counts = {
        "Hans": sum(character in _SIMPLIFIED for character in text),
        "Hant": sum(character in _TRADITIONAL for character in text),
    }
    other = "Hant" if own == "Hans" else "Hans"
    plainly = counts[other] >= max(_ENOUGH_CHARACTERS, _CLEARLY * counts[own])
    return other if plainly else None
