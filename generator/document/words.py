"""Our own words: every label that we add to a document, in the document's language.

They come from gettext catalogues, `locale/<language>/LC_MESSAGES/announce.po`, compiled to `.mo`
beside them (`make golden`); the English of `ENGLISH` is what they translate. Dates, numbers and
sizes are written as Unicode CLDR says. A language without a catalogue gets English, and so does
a label that is missing in its catalogue; the formats mark both as English.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING

from generator.document.languages import script, subtag

if TYPE_CHECKING:
    from babel import Locale

LOCALES = Path(__file__).resolve().parent / "locale"
DOMAIN = "announce"
FALLBACK = "en-GB"
"""The language of our words where there is no catalogue for the document's."""

PAGES = ("{pages} page", "{pages} pages")
"""The words that depend on a number, for one and for more, in English."""


@dataclass(frozen=True, slots=True)
class Words:
    """The labels, in `language`. Fields with braces are for `str.format`.

    The name of a field is the context (`msgctxt`) of its message in the catalogues.
    """

    language: str
    skip_to_content: str
    contents: str
    notes: str
    note: str
    back_to_text: str
    back_to_call: str
    page_of: str
    published: str
    updated: str
    classification: str
    reference: str
    in_other_languages: str
    other_formats: str
    download: str
    word_document: str
    plain_text: str
    large_print: str
    """Follows the name of a format, in a list."""
    kilobytes: str
    separator: str
    """Stands between the facts of a list in one line."""
    links: str
    """Heads the list of the addresses that are too long to be printed in a line (PDF)."""
    ask: str
    email: str
    telephone: str
    address: str
    website: str
    licence: str
    cover: str
    # Plain text says in words what other formats mark up; its read-back knows these words.
    title: str
    heading: str
    image: str
    table: str
    caption: str
    columns: str
    column: str
    empty: str
    end_of_table: str
    deleted: str
    see: str
    quote: str
    end_of_quote: str
    callout_note: str
    end_of_callout_note: str
    callout_tip: str
    end_of_callout_tip: str
    callout_important: str
    end_of_callout_important: str
    callout_warning: str
    end_of_callout_warning: str
    callout_caution: str
    end_of_callout_caution: str
    titled: str
    """The kind of a callout, and its title; the number of a caption, and its words."""
    numbered_table: str
    numbered_figure: str
    """A caption's number, before its words and where the text refers to it."""
    numbered_section: str
    """Refers to a heading by its number, within a sentence."""
    chart_bar: str
    chart_stacked: str
    chart_line: str
    chart_span: str
    """From which category to which a chart runs."""
    chart_rises: str
    chart_falls: str
    chart_changes: str
    """From which number to which, up and down."""
    chart_extremes: str
    code: str
    end_of_code: str
    term: str
    definition: str
    # An EPUB's accessibility summary, sentence by sentence.
    access_text: str
    access_headings: str
    access_pages: str
    access_pictures: str
    access_no_pictures: str
    access_tables: str
    access_notes: str
    access_reviewed: str
    access_by_machine: str
    catalogue: NullTranslations = field(default_factory=NullTranslations, compare=False, repr=False)
    untranslated: frozenset[str] = frozenset()
    """The labels that the catalogue lacks, and "pages": they are English."""

    def __getitem__(self, label: str) -> str:
        """The label of that name."""
        return str(getattr(self, label))

    def saying(self, *labels: str) -> Words:
        """The words to take where all these labels are said as one: English if any is missing."""
        return self if self.untranslated.isdisjoint(labels) else ENGLISH

    def date(self, date: datetime.date) -> str:
        """A date as people write it ("3 May 2019")."""
        from babel.dates import format_date

        return str(format_date(date, format="long", locale=locale_of(self.language)))

    def size(self, count: int) -> str:
        """A file's size ("84 kB"); a kilobyte is 1,000 bytes."""
        return self.kilobytes.format(number=self._number(max(1, round(count / 1000))))

    def count_pages(self, pages: int) -> str:
        """How many pages ("1 page", "2 pages")."""
        pattern = self.catalogue.npgettext("pages", *PAGES, pages)
        return pattern.format(pages=self._number(pages))

    def _number(self, number: int) -> str:
        from babel.numbers import format_decimal

        return str(format_decimal(number, locale=locale_of(self.language)))


ENGLISH = Words(
    language=FALLBACK,
    skip_to_content="Skip to main content",
    contents="Contents",
    notes="Notes",
    note="Note {number}",
    back_to_text="Back to text",
    back_to_call="Back to text, place {occurrence}",
    page_of="Page {page} of {pages}",
    published="Published {date}",
    updated="Updated {date}",
    classification="Classification: {classification}",
    reference="Reference: {reference}",
    in_other_languages="In other languages: {languages}",
    other_formats="Other formats",
    download="Download this document in another format:",
    word_document="Word document",
    plain_text="Plain text",
    large_print="large print",
    kilobytes="{number} kB",
    separator=", ",
    links="Links",
    ask="To ask for this document in another format:",
    email="Email: {email}",
    telephone="Telephone: {telephone}",
    address="Address: {address}",
    website="Website: {url}",
    licence="Licence: {licence}",
    cover="Cover",
    title="Title",
    heading="Heading {level}",
    image="Image",
    table="Table",
    caption="Caption",
    columns="Columns",
    column="Column {number}",
    empty="empty",
    end_of_table="End of table",
    deleted="deleted",
    see="see {heading}",
    quote="Quote",
    end_of_quote="End of quote",
    callout_note="Note",
    end_of_callout_note="End of note",
    callout_tip="Tip",
    end_of_callout_tip="End of tip",
    callout_important="Important",
    end_of_callout_important="End of important information",
    callout_warning="Warning",
    end_of_callout_warning="End of warning",
    callout_caution="Caution",
    end_of_callout_caution="End of caution",
    titled="{label}: {title}",
    numbered_table="Table {number}",
    numbered_figure="Figure {number}",
    numbered_section="section {number}",
    chart_bar="Bar chart",
    chart_stacked="Stacked bar chart",
    chart_line="Line chart",
    chart_span="{first} to {last}",
    chart_rises="rises from {first} to {last}",
    chart_falls="falls from {first} to {last}",
    chart_changes="goes from {first} to {last}",
    chart_extremes="highest {most} ({top}), lowest {least} ({bottom})",
    code="Code",
    end_of_code="End of code",
    term="Term",
    definition="Definition",
    access_text="The text can be read aloud, in braille, enlarged and in any colours.",
    access_headings="Headings and a table of contents lead through it.",
    access_pages="A page list follows the pages of the PDF edition.",
    access_pictures="Every picture that informs has alternative text.",
    access_no_pictures="There are no pictures that carry information.",
    access_tables="Tables have header cells.",
    access_notes="Notes are linked in both directions.",
    access_reviewed="Checked by machine, and reviewed by {reviewer}.",
    access_by_machine=(
        "Checked by machine only: no person has yet judged it against an accessibility standard."
    ),
)

SOURCE_LANGUAGE = "en"


def own_name(language: str) -> str:
    """What a language calls itself ("Cymraeg"); the tag where CLDR does not know."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return language
    known = f"{locale.language}_{locale.script}", locale.language
    name = next((locale.languages[each] for each in known if each in locale.languages), language)
    return f"{name[:1].upper()}{name[1:]}"


def name_in(spoken: str, language: str) -> str:
    """What a language is called in another one ("Arabic"); its own name where CLDR knows none."""
    from babel import Locale, UnknownLocaleError

    try:
        names = Locale.parse(spoken, sep="-").languages
    except (UnknownLocaleError, ValueError):
        return own_name(language)
    known = language.replace("-", "_"), language.partition("-")[0]
    return next((names[each] for each in known if each in names), own_name(language))


def words_for(language: str) -> Words:
    """The labels for a document in `language`; English where no catalogue is at hand."""
    own = catalogue_for(language)
    if own is None:
        return ENGLISH
    return replace(_words(own), language=language)


_WRITTEN_AS: Mapping[str | None, str] = {"no": "nb"}
"""Norwegian without saying which of its two written languages is Bokmål to most who write so."""


def catalogue_for(language: str) -> str | None:
    """The catalogue that serves `language`: of the same language in the same script."""
    wanted = _WRITTEN_AS.get(subtag(language), subtag(language)), script(language)
    return next((each for each in catalogues() if (subtag(each), script(each)) == wanted), None)


@functools.cache
def catalogues() -> tuple[str, ...]:
    """The languages that we speak (BCP 47), English first."""
    return (SOURCE_LANGUAGE, *sorted(path.parent.parent.name for path in _files()))


def every_language() -> tuple[Words, ...]:
    """Our words in each language that we speak."""
    return tuple(map(_words, catalogues()))


def messages() -> dict[str, str]:
    """The English of every message that a catalogue translates, by its context."""
    return {
        each.name: english
        for each in fields(Words)
        if each.name != "language" and isinstance(english := getattr(ENGLISH, each.name), str)
    }


@functools.cache
def _words(catalogue: str) -> Words:
    if catalogue == SOURCE_LANGUAGE:
        return replace(ENGLISH, language=catalogue)
    with (LOCALES / catalogue / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as compiled:
        translations = GNUTranslations(compiled)
    translations.add_fallback(_Missing())
    said = {name: translations.pgettext(name, text) for name, text in messages().items()}
    said["pages"] = translations.npgettext("pages", *PAGES, 1)
    missing = frozenset(name for name, text in said.items() if not text)
    return Words(
        language=catalogue,
        catalogue=translations,
        untranslated=missing,
        **{name: said[name] or text for name, text in messages().items()},
    )


class _Missing(NullTranslations):
    """Says nothing where a catalogue has no translation, instead of the English."""

    def pgettext(self, _context: str, _message: str) -> str:
        return ""

    def npgettext(self, _context: str, _one: str, _more: str, _number: int) -> str:
        return ""


def _files() -> Iterator[Path]:
    return LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")


@functools.cache
def locale_of(language: str) -> Locale:
    """What CLDR knows of a language: the whole tag, else as much of it as is known."""
    from babel import Locale, UnknownLocaleError

    subtags = language.split("-")
    while subtags:
        try:
            return Locale.parse("_".join(subtags))
        except (UnknownLocaleError, ValueError):
            subtags.pop()
    return Locale.parse(FALLBACK.replace("-", "_"))
