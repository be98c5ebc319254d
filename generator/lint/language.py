"""Languages: a speech synthesiser pronounces words by the language that is declared."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from generator.document.languages import script
from generator.document.model import Table
from generator.document.words import ENGLISH, catalogue_for
from generator.lint.registry import WARNING, Found, rule
from generator.lint.survey import Passage, Survey, in_language

_COMMON_WORDS = {
    "en": "the of and to in is that for it was with are be this have from or by not at which",
    "cy": "y yr a yn o i ar mae ac wedi am gan fod eu ei bod oedd sydd ond neu hefyd i'r o'r "
    "mae'r ni fydd bydd â os gyda hyn yma eto oherwydd chi eich ein",
    "de": "der die das und in den von zu mit ist im für auf nicht ein eine des dem sich auch wird",
    "fr": "le la les de des et en un une du est que pour dans qui sur par pas au avec ce sont",
    "es": "el la los las de que y en un una por con para es se del no su al como más",
    "it": "il di che e la per un in è non con una del della i le si dei sono alla gli nel",
    "pt": "o a os as de que e do da em um para com não uma no na por mais dos ao se",
    "nl": "de het een en van in is dat op te voor met zijn niet aan er om ook door naar bij",
    "pl": "w i na z do nie się to że jest o od za przez po jak dla oraz są tym które",
    "sv": "och i att det som en på är av för med den till inte om ett har de kan från",
    "da": "og i at det er en til på af for med den der som ikke de et har kan fra ved",
    "ga": "an na agus ar go le is a do i ag sé sin ní bhí tá leis don atá nó",
    "ro": "și de la în a cu pe este pentru care din nu o un mai ce sunt prin sau",
    "tr": "ve bir bu için ile olarak da de olan en daha çok gibi kadar sonra her ne",
}
"""The commonest words of languages that a document may be mistaken for."""

_NAMES = {
    "en": "English",
    "cy": "Welsh",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
    "pl": "Polish",
    "sv": "Swedish",
    "da": "Danish",
    "ga": "Irish",
    "ro": "Romanian",
    "tr": "Turkish",
}

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENOUGH_WORDS = 12
_ENOUGH_COMMON_WORDS = 4
_FEWEST_WORDS, _FEWEST_COMMON_WORDS, _SHORT_SHARE = 6, 3, 0.4
"""For one short sentence, which must not hold any common word of the language around it."""
_SAMPLE = 2000
"""Words that are enough to tell a language."""
_CLEARLY = 4
"""How many times more common words of the other language there must be."""
_SHARE = 0.2

_SCRIPTS = {
    "ARABIC": "Arab",
    "ARMENIAN": "Armn",
    "BENGALI": "Beng",
    "CJK": "Hani",
    "CYRILLIC": "Cyrl",
    "DEVANAGARI": "Deva",
    "ETHIOPIC": "Ethi",
    "GEORGIAN": "Geor",
    "GREEK": "Grek",
    "GUJARATI": "Gujr",
    "GURMUKHI": "Guru",
    "HANGUL": "Hang",
    "HEBREW": "Hebr",
    "HIRAGANA": "Hira",
    "KANNADA": "Knda",
    "KATAKANA": "Kana",
    "KHMER": "Khmr",
    "LAO": "Laoo",
    "LATIN": "Latn",
    "MALAYALAM": "Mlym",
    "MYANMAR": "Mymr",
    "SINHALA": "Sinh",
    "TAMIL": "Taml",
    "TELUGU": "Telu",
    "THAI": "Thai",
    "TIBETAN": "Tibt",
}
"""The first words of Unicode's character names, and ISO 15924."""

_MIXED = {
    "Jpan": {"Hani", "Hira", "Kana"},
    "Kore": {"Hang", "Hani"},
    "Hans": {"Hani"},
    "Hant": {"Hani"},
}
_FEWEST_LETTERS = 3
_FEWEST_LETTERS_HAN = 2
_FEWEST_LATIN_WORDS = 3
_FEWEST_FOREIGN_LETTERS = 40


@rule("language-document", WARNING, "WCAG 3.1.1", "a text in another language than it says")
def document(survey: Survey) -> Iterator[Found]:
    """The commonest words of the body belong to another language."""
    own = survey.document.metadata.language
    words = (
        word
        for passage in survey.passages
        for text, tag in in_language(passage)
        if tag == own
        for word in _words(text)
    )
    other = _other_language(words, own)
    line = survey.document.metadata.lines.get("lang", 1)
    if other is None and _mostly_foreign(survey, own):
        yield Found(
            line,
            f"the front matter says “{own}”, but most of the text is in another script; speech "
            "synthesisers would skip it or spell it.",
            "write the language of the text after “lang:”",
        )
    elif other:
        yield Found(
            line,
            f"the front matter says “{own}”, but the text looks like {_NAMES[other]}; speech "
            "synthesisers would pronounce it wrongly from the first word.",
            f"write “lang: {other}”, or a more exact tag",
        )


@rule("language-words", WARNING, "WCAG 3.1.2", "a language in which we have no words of our own")
def own_words(survey: Survey) -> Iterator[Found]:
    """No catalogue of our own words serves the document's language."""
    own = survey.document.metadata.language
    if own != "und" and catalogue_for(own) is None:
        yield Found(
            survey.document.metadata.lines.get("lang", 1),
            f"we have no words in “{own}” for what we add (“{ENGLISH.contents}”, "
            f"“{ENGLISH.notes}”, dates); they will be English, marked as English.",
            "translate the catalogue announce.pot, as “Languages and fonts” in docs/ explains",
        )


@rule("language-passage", WARNING, "WCAG 3.1.2", "a passage in another language, not marked")
def passage(survey: Survey) -> Iterator[Found]:
    """A whole paragraph whose commonest words belong to another language than the document's."""
    if any(True for _ in document.look(survey)):
        return
    yield from _short_english(survey)
    for given in survey.passages:
        for text, own in in_language(given):
            other = _other_language(_words(text), own)
            if other:
                yield Found(
                    given.line,
                    f"this passage looks like {_NAMES[other]} but counts as “{own}”; speech "
                    "synthesisers would make it unintelligible.",
                    f"write “{{lang={other}}}” on the line before it",
                )


_PLAINLY_ENGLISH = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february june july october "
    "december day days week weeks year years month months new news changes change christmas tree "
    "trees bins collections council opening hours closed road street school library how what when "
    "where who apply more further children people health please call write phone address price fee "
    "fees meeting report services welcome thank thanks before after between later than usual "
    "should must can will your you our we take get find use under over about into does do".split()
)
"""Words of notices that no other language here shares, save those of `_SHARED`."""
_SHARED = {tag: {"december"} for tag in ("nl", "da", "sv", "nb", "nn", "no", "hu", "sl")}
_PARTS = re.compile(r"\s/\s|(?<=[.!?])\s+|\s[–—|]\s")
_PLAIN_SHARE = 0.6


def _short_english(survey: Survey) -> Iterator[Found]:
    """English in titles, headings, cells and short paragraphs of a text in another language."""
    own = survey.document.metadata.language
    if own.partition("-")[0] in {"en", "und", "sco"} or script(own) != "Latn":
        return
    tables: set[int] = set()
    for given in survey.passages:
        if isinstance(given.block, Table):
            if id(given.block) not in tables:
                tables.add(id(given.block))
                yield from _english_rows(survey, given.block)
            continue
        for part in _english_parts(given):
            line = survey.line_of(part[:20], given.line)
            yield _english(line, part, given.block is None)


def _english_parts(given: Passage) -> Iterator[str]:
    """Parts of a passage that are plainly English, where the rest is not."""
    for text, own in in_language(given):
        if _other_language(_words(text), own):
            continue  # reported as a whole
        parts = _PARTS.split(text)
        for part in parts:
            if _is_plainly_english(part, own, fewest=1 if len(parts) > 1 and "/" in text else 2):
                yield part.strip()


def _english_rows(survey: Survey, table: Table) -> Iterator[Found]:
    """A table that is plainly English, or its rows that are."""
    rows = [
        [passage for passage in survey.passages_of(table) if passage.line == row.position.line]
        for row in (table.header, *table.rows)
    ]
    said = [[(text, own) for passage in row for text, own in in_language(passage)] for row in rows]
    english = [
        bool(row) and _is_plainly_english(" ".join(text for text, _ in row), row[0][1], fewest=2)
        for row in said
    ]
    if any(english):
        first = rows[english.index(True)][0]
        yield _english(
            first.line, " ".join(p.words for p in rows[english.index(True)]), inside=False
        )


def _is_plainly_english(text: str, own: str, *, fewest: int) -> bool:
    own = own.partition("-")[0]
    words = list(_words(text))
    plain = _PLAINLY_ENGLISH - _SHARED.get(own, set())
    ours = _common().get(own, frozenset())
    found = [word for word in words if word in plain]
    known = [word for word in words if word in plain or word in _common()["en"]]
    enough = len(known) >= max(fewest, _PLAIN_SHARE * len(words))
    return own != "en" and bool(found) and enough and not any(word in ours for word in words)


def _english(line: int, words: str, inside: bool) -> Found:  # noqa: FBT001
    hint = (
        f"write [{words[:40]}]{{lang=en}}"
        if inside
        else "write “{lang=en}” on the line before it, or [words]{lang=en} around it"
    )
    return Found(
        line,
        f"“{words[:40]}” looks like English and is not marked; speech synthesisers would make it "
        "unintelligible.",
        hint,
    )


def _words(text: str) -> Iterator[str]:
    return (match[0].casefold() for match in _WORD.finditer(text))


def _other_language(text_words: Iterator[str], own: str) -> str | None:
    """The language that the words plainly belong to, if it is not `own`."""
    own = own.partition("-")[0]
    words = list(itertools.islice(text_words, _SAMPLE))
    if len(words) < _FEWEST_WORDS or own not in _COMMON_WORDS:
        return None
    met = {tag: [word for word in words if word in common] for tag, common in _common().items()}
    likeliest = max(met, key=lambda tag: len(met[tag]))
    if len(words) < _ENOUGH_WORDS:
        distinctive = [word for word in met[likeliest] if len(word) > 1]
        distinct, share = len(set(distinctive)), len(distinctive) / len(words)
        plainly = distinct >= _FEWEST_COMMON_WORDS and share >= _SHORT_SHARE and not met[own]
        return likeliest if plainly else None
    if likeliest == own or len(set(met[likeliest])) < _ENOUGH_COMMON_WORDS:
        return None
    enough = max(_SHARE * len(words), _CLEARLY * len(met[own]))
    return likeliest if len(met[likeliest]) >= enough else None


@functools.cache
def _common() -> dict[str, frozenset[str]]:
    return {tag: frozenset(words.split()) for tag, words in _COMMON_WORDS.items()}


@rule("language-script", WARNING, "WCAG 3.1.2", "a passage in another script, not marked")
def foreign_script(survey: Survey) -> Iterator[Found]:
    """Letters that the language around them is never written with."""
    metadata = survey.document.metadata
    if _mostly_foreign(survey, metadata.language):
        return  # `language-document` says so once
    for given in survey.passages:
        for text, own in in_language(given):
            yield from _foreign(survey, given, text, own)


def _mostly_foreign(survey: Survey, own: str) -> bool:
    """True if most letters of the body that count as `own` are of scripts it is not written in."""
    expected = script(own)
    if expected is None:
        return False
    ours = _MIXED.get(expected, {expected})
    text = "".join(
        text
        for passage in survey.passages
        if passage.block is not None
        for text, tag in in_language(passage)
        if tag == own
    )
    if text.isascii() and expected == "Latn":
        return False
    scripts = Counter(filter(None, map(_script_of, text)))
    foreign = sum(count for script, count in scripts.items() if script not in ours)
    return foreign >= _FEWEST_FOREIGN_LETTERS and 2 * foreign > scripts.total()


def _foreign(survey: Survey, given: Passage, text: str, own: str) -> Iterator[Found]:
    expected = script(own) if own != "und" else None
    if expected is None or (text.isascii() and expected == "Latn"):
        return
    for foreign, run in _runs(text, _MIXED.get(expected, {expected})):
        if _matters(foreign, run):
            yield Found(
                survey.line_of(run, given.line),
                f"“{run[:40]}” is not written in the script of “{own}”; speech synthesisers would "
                "skip it or spell it.",
                f"write [{run[:40]}]{{lang=…}} with the tag of its language",
            )


def _matters(foreign: str, run: str) -> bool:
    """True for words; letters alone are symbols (π), and Latin names are at home everywhere."""
    if foreign == "Latn":
        return len(run.split()) >= _FEWEST_LATIN_WORDS
    letters = sum(character.isalpha() for character in run)
    return letters >= (_FEWEST_LETTERS_HAN if foreign == "Hani" else _FEWEST_LETTERS)


def _runs(text: str, expected: set[str]) -> Iterator[tuple[str, str]]:
    """Stretches of letters of one script that is not expected."""
    current, start, end = None, 0, 0
    for index, character in enumerate(text):
        found = _script_of(character)
        if found is None:
            if unicodedata.category(character).startswith("M") and end == index:
                end = index + 1  # a vowel sign or another mark on the letter before it
            continue
        if found != current:
            if current is not None and current not in expected:
                yield current, text[start:end]
            current, start = found, index
        end = index + 1
    if current is not None and current not in expected:
        yield current, text[start:end]


@functools.lru_cache(maxsize=4096)
def _script_of(character: str) -> str | None:
    if not character.isalpha():
        return None
    name = unicodedata.name(character, "")
    return _SCRIPTS.get(name.partition(" ")[0])
