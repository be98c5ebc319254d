"""Our own words: every label that we add to a document, in the document's language."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Words:
    """The labels, in `language`. Fields with braces are for `str.format`."""

    language: str
    skip_to_content: str
    contents: str
    cover: str
    notes: str
    note: str
    back_to_text: str
    back_to_call: str
    image: str
    table: str
    page_of: str
    published: str
    updated: str
    other_formats: str
    download: str
    ask: str
    email: str
    telephone: str
    address: str
    website: str
    licence: str
    see: str
    deleted: str
    one_page: str
    many_pages: str
    # Plain text says in words what other formats mark up; its read-back knows these words.
    title: str
    heading: str
    caption: str
    columns: str
    names_rows: str
    row: str
    column: str
    empty: str
    end_of_table: str
    quote: str
    end_of_quote: str
    code: str
    end_of_code: str
    term: str
    definition: str
    # What an e-book says of itself to those who choose it: its accessibility summary.
    access_text: str
    access_headings: str
    access_pages: str
    access_pictures: str
    access_no_pictures: str
    access_tables: str
    access_notes: str
    access_reviewed: str
    access_by_machine: str

    def date(self, date: datetime.date) -> str:
        """A date as people write it ("3 May 2019")."""
        from babel.dates import format_date

        return str(format_date(date, format="long", locale=self.language.replace("-", "_")))

    def size(self, count: int) -> str:
        """A file's size ("84 KB"); a kilobyte is 1,000 bytes."""
        return f"{max(1, round(count / 1000))} KB"

    def count_pages(self, pages: int) -> str:
        """How many pages ("1 page", "2 pages")."""
        return self.one_page if pages == 1 else self.many_pages.format(pages=pages)


ENGLISH = Words(
    language="en-GB",
    skip_to_content="Skip to main content",
    contents="Contents",
    cover="Cover",
    notes="Notes",
    note="Note {number}",
    back_to_text="Back to text",
    back_to_call="Back to text, place {occurrence}",
    image="Image",
    table="Table",
    page_of="Page {page} of {pages}",
    published="Published {date}",
    updated="Updated {date}",
    other_formats="Other formats",
    download="Download this document in another format",
    ask="To ask for this document in another format:",
    email="Email: {email}",
    telephone="Telephone: {telephone}",
    address="Address: {address}",
    website="Website: {url}",
    licence="Licence: {licence}",
    see="see {heading}",
    deleted="deleted",
    one_page="1 page",
    many_pages="{pages} pages",
    title="Title",
    heading="Heading {level}",
    caption="Caption",
    columns="Columns",
    names_rows="names each row",
    row="Row",
    column="Column {number}",
    empty="empty",
    end_of_table="End of table",
    quote="Quote",
    end_of_quote="End of quote",
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
    access_by_machine="Checked by machine only: "
    "no person has yet judged it against an accessibility standard.",
)


def words_for(language: str) -> Words:
    """The labels for a document in `language`; English where no catalogue is at hand."""
    spoken = language if language.lower().split("-")[0] == "en" else "en"
    return replace(ENGLISH, language=spoken)
