"""Long documents, written by code because nobody would read them as files."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_WORDS = (
    "the service opens on Monday and every household in the region receives a letter that says "
    "what to do next and whom to ask for help with the form or for another format of this notice "
    "officers from the council visit those who cannot come to the office and bring all papers"
).split()


def sentence(seed: int, length: int = 18) -> str:
    """A sentence that no other seed gives."""
    picked = [_WORDS[(seed * 7 + index * (3 + seed % 5)) % len(_WORDS)] for index in range(length)]
    return f"Number {seed} says that " + " ".join(picked) + "."


def paragraph(seed: int, sentences: int = 6) -> str:
    """A paragraph of sentences."""
    return " ".join(sentence(seed * 100 + index) for index in range(sentences))


def _front(title: str) -> str:
    return f"---\ntitle: {title}\nlang: en-GB\n---\n\n"


def sixty_pages(chapters: int = 20) -> str:
    """About 60 pages of A4: sections with paragraphs, lists, tables, notes and quotations.

    Three pages for each of the `chapters`.
    """
    parts = [_front("Sixty pages of everything")]
    for chapter in range(1, chapters + 1):
        parts.append(f"## Chapter {chapter}\n\n{paragraph(chapter)}\n\n")
        for section in range(1, 4):
            seed = chapter * 10 + section
            items = "\n".join(f"- {sentence(seed * 50 + item, 9)}" for item in range(5))
            rows = "\n".join(f"| Row {row} of {seed} | {row * seed} | yes |" for row in range(1, 7))
            parts.append(
                f"### Section {chapter}.{section}\n\n{paragraph(seed)}[^{seed}]\n\n{items}\n\n"
                f"{paragraph(seed + 1000)}\n\nTable: Figures of {seed}\n\n"
                f"| Name | Value | Known |\n|------|------:|-------|\n{rows}\n\n"
                f"> {sentence(seed + 2000)}\n\n{paragraph(seed + 3000)}\n\n"
                f"[^{seed}]: {sentence(seed + 4000)}\n\n"
            )
    return "".join(parts)


def long_table() -> str:
    """A table of 200 rows and 8 columns, over several pages."""
    head = "| Place | " + " | ".join(f"Year {2010 + year}" for year in range(7)) + " |\n"
    rule = "|---" * 8 + "|\n"
    rows = "".join(
        f"| **Place {row}** | " + " | ".join(str(row * 7 + year) for year in range(7)) + " |\n"
        for row in range(1, 201)
    )
    return f"{_front('A long table')}Table: Two hundred places\n\n{head}{rule}{rows}\nThe end.\n"


def many_headings() -> str:
    """300 headings with a line below each."""
    parts = [_front("Three hundred headings")]
    for number in range(1, 301):
        level = 2 if number % 10 == 1 else 3
        parts.append(f"{'#' * level} Heading number {number}\n\n{sentence(number)}\n\n")
    return "".join(parts)


def long_list() -> str:
    """A list of 1,000 numbered items."""
    items = "".join(f"{number}. {sentence(number, 6)}\n" for number in range(1, 1001))
    return f"{_front('A list of a thousand')}{items}\nThe end.\n"


LONG: Mapping[str, Callable[[], str]] = {
    "sixty-pages": sixty_pages,
    "long-table": long_table,
    "many-headings": many_headings,
    "long-list": long_list,
}
