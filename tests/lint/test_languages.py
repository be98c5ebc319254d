"""Which language words are in: known where it is plain, and never where it is the one declared.

The passages are our own words in each language, which are ordinary sentences and headings.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.building.checking import check
from generator.document.languages import script
from generator.document.words import catalogues, words_for
from generator.lint.likely_language import language_of_notice, other_language, words_of
from generator.lint.vocabularies import ALIKE, VOCABULARIES
from tests.notices.words import TONGUES

pytestmark = pytest.mark.slow

TEXT = ("html", "docx", "epub", "txt")
"""Formats that leave the drawing of letters to the reader's device."""
KNOWN = [each for each in catalogues() if each in VOCABULARIES and each != "en"]
ENGLISH = "The bridge is closed from Monday to Friday, and buses stop in the road by the library."


def found(text: str, folder: Path, language: str) -> list[tuple[str, int | None, str]]:
    """What the rules about languages report of a text."""
    file = folder / "notice.md"
    file.write_text(f"---\ntitle: 1\nlang: {language}\n---\n\n{text}\n", encoding="utf-8")
    _, findings = check(file, TEXT)
    told = [each for each in findings if each.rule.startswith("language-")]
    return [(each.rule, each.line, each.message + each.hint) for each in told]


def sentences(language: str) -> str:
    words = words_for(language)
    names = ("text", "headings", "pages", "tables", "notes", "by_machine")
    return " ".join(words[f"access_{name}"] for name in names)


@pytest.mark.parametrize("language", [each for each in catalogues() if each != "en"])
def test_a_text_in_its_own_language_is_not_reported(language: str, tmp_path: Path) -> None:
    words = words_for(language)
    labels = [words.contents, words.other_formats, words.title, words.website.format(url="")]
    items = "\n".join(f"- {each}" for each in labels)
    rows = "\n".join(f"| {each} | 9–17 |" for each in labels)
    table = f"Table: {words.caption}\n\n| {words.title} | {words.table} |\n|---|---|\n{rows}"
    text = f"## {words.plain_text}\n\n{sentences(language)}\n\n{items}\n\n{table}"
    assert found(text, tmp_path, language) == []


@pytest.mark.parametrize("language", [each for each in TONGUES if each != "en-GB"])
def test_headings_and_days_in_their_own_language_are_not_reported(
    language: str, tmp_path: Path
) -> None:
    given = TONGUES[language]
    headings = "\n\n".join(f"## {each}" for each in given.headings)
    items = "\n".join(f"- {each}" for each in (*given.days, *given.labels))
    assert found(f"{headings}\n\n{items}", tmp_path, language) == []


@pytest.mark.parametrize("language", KNOWN)
def test_a_document_in_another_language_than_it_says_is_reported(
    language: str, tmp_path: Path
) -> None:
    [(rule, line, _), *_] = found(sentences(language), tmp_path, "en-GB")
    assert (rule, line) == ("language-document", 3)


LIKE = {tag: {tag} | {each for tags in ALIKE if tag in tags for each in tags} for tag in KNOWN}


@pytest.mark.parametrize("language", [each for each in KNOWN if script(each) == "Latn"])
def test_a_passage_in_another_language_is_named(language: str, tmp_path: Path) -> None:
    english = "\n\n".join([ENGLISH] * 12)
    reports = found(f"{english}\n\n{sentences(language)}", tmp_path, "en-GB")
    assert [(rule, line) for rule, line, _ in reports] == [("language-passage", 30)]
    assert any(f"{{lang={tag}}}" in reports[0][2] for tag in LIKE[language])


SAID = {
    "ru": "Библиотека закрыта, потому что здание ремонтируют. Это для всех, кто живёт в районе. "
    "Если вы хотите вернуть книги, у вас есть время до пятницы, или позвоните, если мы нужны.",
    "uk": "Бібліотека зачинена, бо її ремонтують. Це стосується всіх, хто живе в районі, та їхніх "
    "дітей. Якщо ви маєте книжки, які треба повернути, ми чекаємо від понеділка або з вівторка.",
    "bg": "Библиотеката е затворена, защото сградата се ремонтира. Това се отнася за всички, които "
    "живеят в района, и ще бъде така до петък. Може да се обадите, ако книгите са у вас.",
    "ar": "المكتبة مغلقة لأن المبنى قيد الإصلاح، وهذا يشمل كل من يسكن في الحي. إذا كان لديك كتاب "
    "من المكتبة فيمكن إعادته إلى المكتب الذي في الشارع، أو الاتصال قبل يوم الجمعة على هذا الرقم.",
    "am": "ቤተ መጻሕፍቱ እስከ ዓርብ ዝግ ነው፤ ይህ በአካባቢው ለሚኖሩ ሁሉ ነው። መጽሐፍ ካለዎት ወደ ቢሮው ይመልሱ ወይም "
    "በስልክ ይደውሉ፤ ግን ከዓርብ በፊት ብቻ ነው። ስለ ጉዳዩ ጥያቄ ካለ ከእኛ ጋር ይነጋገሩ እና ይጠይቁ።",
    "sk": "Knižnica je zatvorená, pretože sa budova opravuje. Týka sa to všetkých, ktorí sú v obci "
    "a môže to trvať do piatka. Knihy, ktoré sú vaše alebo podľa vás chýbajú, sa vracajú tiež tu.",
    "da": "Biblioteket er lukket, fordi huset bliver lavet om. Hvad gør du med bøgerne? Dem kan du "
    "aflevere ved døren, efter at vi er gået, og ikke ud over fredag. Ingen skal betale noget.",
}
"""What has more of the short words by which languages that are alike differ."""


@pytest.mark.parametrize(
    ("own", "other"),
    [
        ("bg", "ru"), ("ru", "uk"), ("uk", "ru"), ("ru", "bg"), ("fa", "ar"), ("ar", "fa"),
        ("ar", "ur"), ("ur", "ps"), ("fa", "ckb"), ("hi", "ne"), ("ne", "hi"), ("am", "ti"),
        ("ti", "am"), ("no", "sv"), ("no", "da"), ("da", "de"), ("es", "pt"), ("cs", "pl"),
        ("cs", "sk"), ("ga", "gd"),
    ],
)  # fmt: skip
def test_languages_of_one_script_are_told_apart(own: str, other: str) -> None:
    said = SAID.get(other) or sentences(other)
    assert other_language(words_of(said), own) == other
    assert other_language(words_of(said), other) is None


@pytest.mark.parametrize("own", ["zh-Hans", "zh-Hant"])
def test_the_characters_of_chinese_are_those_of_its_tag(own: str, tmp_path: Path) -> None:
    other = "zh-Hant" if own == "zh-Hans" else "zh-Hans"
    [(rule, line, said)] = found(sentences(other), tmp_path, own)
    assert (rule, line) == ("language-document", 3)
    assert f"lang: {other}" in said


PLACES = {
    "heading": "## {}",
    "item": "- One\n- {}",
    "cell": "| Name | Number |\n|---|---|\n| Wilson | 7 |\n| {} | 5 |",
    "caption": "Table: {}\n\n| Name | Number |\n|---|---|\n| Wilson | 7 |",
    "definition": "Wilson\n:   {}",
    "note": "Here.[^1]\n\n[^1]: {}",
}
SHORT = {
    "cy": "Oriau agor y llyfrgell",
    "pl": "Godziny otwarcia biblioteki",
    "de": "Wie Kinder einen Antrag",
    "fr": "Horaires de la bibliothèque",
    "so": "Saacadaha furitaanka maktabadda",
    "sw": "Saa za kufungua maktaba",
    "vi": "Giờ mở cửa thư viện",
    "ro": "Luni și marți închis",
    "lt": "Darbo laikas: pirmadienis",
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("language", SHORT)
def test_a_few_words_of_a_notice_are_known(language: str, place: str, tmp_path: Path) -> None:
    text = f"{ENGLISH}\n\n{PLACES[place].format(SHORT[language])}\n\n{ENGLISH}"
    [(rule, _, said)] = found(text, tmp_path, "en-GB")
    assert rule == "language-passage"
    assert f"{{lang={language}}}" in said


def test_many_short_items_are_known_together(tmp_path: Path) -> None:
    items = "- bus i tren\n- na ulicy\n- nie ma\n- za darmo\n- do domu\n- to jest to\n- w pracy"
    [(rule, line, said)] = found(f"{ENGLISH}\n\n{items}\n\n{ENGLISH}", tmp_path, "en")
    assert (rule, line) == ("language-passage", 8)
    assert "{lang=pl}" in said


@pytest.mark.parametrize(
    "words",
    [
        "Julio Iglesias at the Café de la Paix", "Rue de la Gare", "Comhairle nan Eilean Siar",
        "Oifig an Phoist", "Ysgol Gymraeg Aberystwyth", "Stryd Fawr", "Casa Mia", "Costas Nikolaou",
        "El Salvador, Costa Rica and San Marino", "Mars and Venus", "Mart, Ada, Java, Mali",
        "Tin Bay", "An t-Eilean Sgitheanach", "Zum Wilden Mann", "Deutsche Bank AG",
        "Société Générale", "Dún Laoghaire–Rathdown", "Medi and Sul", "c/o Dr. S. de la Cruz",
    ],
)  # fmt: skip
def test_names_of_places_and_people_are_no_passages(words: str) -> None:
    assert language_of_notice(words, "en-GB") is None
    assert other_language(words_of(words), "en-GB") is None
