"""The catalogues of our own words: complete, checked, and right in every language."""

from __future__ import annotations

import datetime
import io
from collections import defaultdict
from pathlib import Path
from string import Formatter

import langcodes
import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from generator.document.languages import USUAL, subtag
from generator.document.words import (
    DOMAIN,
    LOCALES,
    PAGES,
    SOURCE_LANGUAGE,
    Words,
    catalogue_for,
    catalogues,
    every_language,
    messages,
    words_for,
)

TEMPLATE = LOCALES / f"{DOMAIN}.pot"
TRANSLATED = [language for language in catalogues() if language != SOURCE_LANGUAGE]
PROMISED = (
    "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv "  # the EU's
    "am ar bn ckb cy fa gd gu he hi is ja ko nb ne nn pa ps ru so sq sw ta th ti tr uk ur vi yo "
    "zh-Hans zh-Hant"
).split()

every_catalogue = pytest.mark.parametrize("language", TRANSLATED)


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def catalogue(language: str) -> Catalog:
    return read(LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po")


def entries(given: Catalog) -> dict[str | None, Message]:
    return {message.context: message for message in given if message.id}


def forms_of(message: Message) -> list[str]:
    """The translations of a message, of each number if it counts."""
    said = message.string
    return [said or ""] if isinstance(said, str | None) else list(said)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def template() -> str:
    """What a translator begins with."""
    lines = [
        "# Our own words in English. To add a language, copy this file to",
        "# <BCP 47 tag>/LC_MESSAGES/announce.po, translate it, and run tests/test_words.py.",
        'msgid ""',
        'msgstr ""',
        '"MIME-Version: 1.0\\n"',
        '"Content-Type: text/plain; charset=UTF-8\\n"',
        '"Content-Transfer-Encoding: 8bit\\n"',
        "",
    ]
    for context, text in messages().items():
        lines += [f'msgctxt "{context}"', f'msgid "{text}"', 'msgstr ""', ""]
    one, more = PAGES
    lines += ['msgctxt "pages"', f'msgid "{one}"', f'msgid_plural "{more}"']
    return "\n".join([*lines, 'msgstr[0] ""', 'msgstr[1] ""', ""])


@pytest.mark.golden
def test_the_template_has_every_word(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--accept"):
        TEMPLATE.write_text(template(), encoding="utf-8")
    assert template() == TEMPLATE.read_text(encoding="utf-8")


def test_the_promised_languages_have_catalogues() -> None:
    assert set(PROMISED) <= set(catalogues())


SEPARATORS = {
    "ar": "، ",  # CLDR has “ و”, which joins the last two
    "ckb": "، ",  # CLDR has the Latin comma
    "fa": "، ",  # CLDR's has a mark of direction, which plain text does without
    "th": ", ",  # CLDR has a space, at which a voice makes no pause
}


@every_catalogue
def test_what_stands_between_facts_is_what_cldr_has_in_lists(language: str) -> None:
    between = Locale.parse(language.replace("-", "_")).list_patterns["standard"]["middle"]
    expected = SEPARATORS.get(language, between.replace("{0}", "").replace("{1}", ""))
    assert words_for(language).separator == expected


def compiled(given: Catalog) -> bytes:
    """A catalogue as programs read it; the same for the same words."""
    given.creation_date = given.revision_date = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    written = io.BytesIO()
    write_mo(written, given)
    return written.getvalue()


def test_what_usual_tags_say_is_what_the_registry_says() -> None:
    for tag, own in USUAL.items():
        known = langcodes.get(tag)
        assert (tag, langcodes.tag_is_valid(tag)) == (tag, True)
        assert (tag, known.maximize().script) == (tag, own)
        assert known.language == subtag(tag)


@pytest.mark.golden
def test_each_catalogue_is_compiled(pytestconfig: pytest.Config) -> None:
    translated = sorted(LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
    for path in translated:
        if pytestconfig.getoption("--accept"):
            path.with_suffix(".mo").write_bytes(compiled(read(path)))
        assert compiled(read(path)) == path.with_suffix(".mo").read_bytes(), f"{path}: make golden"
    assert [path.with_suffix(".mo") for path in translated] == sorted(LOCALES.rglob("*.mo"))


@every_catalogue
def test_a_catalogue_says_who_reviewed_it(language: str) -> None:
    named, reviewed, *_ = catalogue(language).header_comment.splitlines()
    assert named.startswith("# Our own words in ")
    assert reviewed.startswith("# Reviewed by ")


@every_catalogue
def test_a_catalogue_has_every_word_and_no_other(language: str) -> None:
    known = {context: message.id for context, message in entries(catalogue(language)).items()}
    assert known == {**messages(), "pages": PAGES}


@every_catalogue
def test_no_word_is_missing_fuzzy_or_obsolete(language: str) -> None:
    given = catalogue(language)
    forms = {context: forms_of(message) for context, message in entries(given).items()}
    assert [context for context, said in forms.items() if not all(said)] == []
    assert [message.context for message in given if message.id and message.fuzzy] == []
    assert not given.obsolete
    assert len(forms["pages"]) == given.num_plurals


@every_catalogue
def test_placeholders_are_those_of_the_english(language: str) -> None:
    said = entries(catalogue(language))
    for context, text in messages().items():
        assert placeholders(str(said[context].string)) == placeholders(text), context
    assert all(placeholders(form) <= {"pages"} for form in forms_of(said["pages"]))


@every_catalogue
def test_white_space_at_the_ends_is_none_of_a_translation(language: str) -> None:
    for context, message in entries(catalogue(language)).items():
        if context != "separator":
            assert all(form == form.strip() for form in forms_of(message)), context


@every_catalogue
def test_numbers_take_the_forms_that_cldr_tells_apart(language: str) -> None:
    rule = Locale.parse(language.replace("-", "_")).plural_form
    told_apart = {rule(count) for count in range(1, 1000)}
    kinds = {len(told_apart), len({*told_apart, rule(0)})}  # no document has 0 pages
    assert catalogue(language).num_plurals in kinds
    forms: dict[str, set[str]] = defaultdict(set)
    for count in range(1, 130):
        words = words_for(language).count_pages(count)
        forms[rule(count)].add(words.replace(str(count), "{pages}"))
    assert all(len(said) == 1 for said in forms.values()), forms


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("en-GB", 1, "1 page"),
        ("en-GB", 1200, "1,200 pages"),
        ("cy", 2, "2 dudalen"),
        ("pl", 22, "22 strony"),
        ("pl", 25, "25 stron"),
        ("ar", 2, "صفحتان"),
        ("ar", 11, "11 صفحة"),
        ("cs", 5, "5 stran"),
        ("lt", 11, "11 puslapių"),
        ("lv", 21, "21 lappuse"),
        ("mt", 11, "11-il paġna"),
        ("sl", 102, "102 strani"),
        ("uk", 22, "22 сторінки"),
        ("no", 2, "2 sider"),
        ("ti", 2, "2 ገጻት"),
        ("yo", 2, "ojú-ìwé 2"),
        ("eu", 3, "3 pages"),
    ],
)
def test_pages_are_counted(language: str, count: int, said: str) -> None:
    assert words_for(language).count_pages(count) == said


@pytest.mark.parametrize(
    ("language", "date"),
    [
        ("en-GB", "3 May 2019"),
        ("cy", "3 Mai 2019"),
        ("ga-IE", "3 Bealtaine 2019"),
        ("gd", "3mh dhen Chèitean 2019"),
        ("fr", "3 mai 2019"),
        ("de", "3. Mai 2019"),
        ("es", "3 de mayo de 2019"),
        ("pl", "3 maja 2019"),
        ("ar", "3 مايو 2019"),
        ("he", "3 במאי 2019"),
        ("hi", "3 मई 2019"),
        ("zh", "2019年5月3日"),
        ("ja", "2019年5月3日"),
        ("el", "3 Μαΐου 2019"),
        ("hu", "2019. május 3."),
        ("lt", "2019 m. gegužės 3 d."),
        ("pt", "3 de maio de 2019"),
        ("no", "3. mai 2019"),
        ("nn", "3. mai 2019"),
        ("yo", "3 Oṣù Ẹ̀bibi 2019"),
        ("eu", "3 May 2019"),
        ("cy-x-unknown", "3 Mai 2019"),
    ],
)
def test_dates_are_as_people_write_them(language: str, date: str) -> None:
    assert words_for(language).date(datetime.date(2019, 5, 3)) == date


@pytest.mark.parametrize(
    ("language", "served"),
    [
        ("cy-GB", "cy"),
        ("zh", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("sr-Latn", None),
        ("iw", "he"),
        ("pt-BR", "pt"),
        ("en-AU", "en"),
        ("no", "nb"),
        ("nb-NO", "nb"),
        ("nn-NO", "nn"),
        ("zh-HK", "zh-Hant"),
    ],
)
def test_a_catalogue_serves_its_language_in_its_script(language: str, served: str | None) -> None:
    assert catalogue_for(language) == served
    assert words_for(language).language == (language if served else "en-GB")


LINES = "title heading table columns caption quote code term definition".split()
"""The words with which lines of plain text begin."""


def test_no_sign_of_plain_text_is_another_in_any_language() -> None:
    meanings: dict[str, set[str]] = defaultdict(set)
    for words in every_language():
        for name in LINES:
            meanings[getattr(words, name)].add(name)
    assert {word: names for word, names in meanings.items() if len(names) > 1} == {}


@pytest.mark.parametrize("words", every_language(), ids=lambda words: words.language)
def test_a_word_with_a_placeholder_begins_and_differs(words: Words) -> None:
    for name in ("heading", "column", "see"):
        assert getattr(words, name).partition("{")[0], name
    assert words.column.format(number=2) != words.column.format(number=3)
