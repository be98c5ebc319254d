"""Pictures: what those hear who do not see them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.document.model import Figure, Image, Table
from generator.document.pictures import AlternativeText, Forgotten
from generator.document.walk import plain_text
from generator.lint.registry import ADVICE, ERROR, WARNING, Found, rule
from generator.lint.survey import Survey

_LONG_IN_LETTERS = 250
_FILE_NAME = re.compile(
    r"\S+\.(png|jpe?g|svg|gif|webp|bmp|tiff?|heic|pdf)|\w+_\w+|(?=\D*\d)\w+(?:-\w+){2,}",
    re.IGNORECASE,
)
_CAMERA = re.compile(
    r"(IMG|DSC|DSCN|DSCF|PXL|WhatsApp Image|Screen ?shot|Bildschirmfoto|Capture d.écran|image|"
    r"picture|photo|scan)"
    r"[-_ ]?\d[\d .:_-]*( (at|um|à) [\d .:_-]+)?",
    re.IGNORECASE,
)
_KIND = (
    r"(?:image|picture|photo|photograph|photographie|graphic|graphique|icon|screen ?shot|llun|"
    r"delwedd|ffotograff|bild|foto|abbildung|grafik|imagen|fotografía|immagine|imagem|afbeelding|"
    r"zdjęcie)"
)
_PREFIX = re.compile(
    rf"(?:(?:an? |the |une? |ein |eine |una |uma |een )?{_KIND}\s+"
    r"(?:of|showing|that shows|from|o|von|des|der|zeigt|de la|de l['’]|du|de|del|di|van)(?!\w)|"
    r"this (?:image|picture|photo|graphic) shows\b)",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    rf"(?:an? |the )?(?:{_KIND}|chart|diagram|graph|map|figure|logo|banner|thumbnail|alt|"
    r"infographic|poster|flyer|alt(?:ernative)?[ -]text|description|caption|untitled|todo|tbc|"
    r"tbd|none|null|placeholder)"
    r"[ .:]*\d*|[\W_]+",
    re.IGNORECASE,
)


def _described(survey: Survey) -> Iterator[tuple[Image, str]]:
    for image in survey.images:
        if isinstance(image.alternative, AlternativeText):
            yield image, image.alternative.text.strip()


@rule("image-alternative", ERROR, "WCAG 1.1.1", "a captioned picture without alternative text")
def forgotten(survey: Survey) -> Iterator[Found]:
    """A caption says that the picture matters, so its alternative text was forgotten."""
    for image in survey.images:
        if isinstance(image.alternative, Forgotten):
            yield Found(
                image.position.line,
                f"the picture “{image.picture}” has a caption but no alternative text, so people "
                "who do not see it learn nothing of what it shows.",
                'write ![Sales rose by half](chart.png "caption"); a decoration has no caption',
            )


@rule("image-alternative-file-name", WARNING, "WCAG 1.1.1, F30", "a file name as alternative text")
def file_name(survey: Survey) -> Iterator[Found]:
    """“IMG_2041.jpg” does not say what a picture shows."""
    for image, words in _described(survey):
        short = len(words) <= _LONG_IN_LETTERS
        if short and (_FILE_NAME.fullmatch(words) or _CAMERA.fullmatch(words)):
            yield Found(
                image.position.line,
                f"“{words}” is a file's name; people who do not see the picture learn nothing from "
                "it.",
                "say what the picture shows, in a short sentence",
            )


@rule("image-alternative-placeholder", WARNING, "WCAG 1.1.1, F30", "“chart” as alternative text")
def placeholder(survey: Survey) -> Iterator[Found]:
    """A word that says what kind of thing a picture is, and not what it shows."""
    for image, words in _described(survey):
        if words and _PLACEHOLDER.fullmatch(words):
            yield Found(
                image.position.line,
                f"“{words}” does not say what the picture shows, so people who do not see it learn "
                "only that there is one.",
                "say what it shows, in a short sentence; a decoration has empty brackets: ![](…)",
            )


@rule("image-alternative-prefix", WARNING, "WCAG 1.1.1, H37", "“image of” in an alternative text")
def prefix(survey: Survey) -> Iterator[Found]:
    """Screen readers say “image” themselves."""
    for image, words in _described(survey):
        match = _PREFIX.match(words)
        if match:
            yield Found(
                image.position.line,
                f"“{match[0]}” is said twice: screen readers announce a picture before they read "
                "its text.",
                f"begin with what it shows: “{words[match.end() :].strip()[:40]}”",
            )


@rule("image-alternative-caption", WARNING, "WCAG 1.1.1", "alternative text equal to the caption")
def same_as_caption(survey: Survey) -> Iterator[Found]:
    """The caption is read anyway."""
    for figure in survey.figures:
        alternative = figure.image.alternative
        if figure.caption is None or not isinstance(alternative, AlternativeText):
            continue
        if _folded(plain_text(figure.caption)) == _folded(alternative.text):
            yield Found(
                figure.image.position.line,
                "alternative text and caption are the same, so people hear it twice and do not "
                "learn what the picture shows.",
                "let the alternative text describe the picture, and the caption comment on it",
            )


@rule("image-alternative-long", ADVICE, "WCAG 1.1.1", "a very long alternative text")
def long(survey: Survey) -> Iterator[Found]:
    """Alternative texts are read in one breath, without pause or way back."""
    for image, words in _described(survey):
        if len(words) > _LONG_IN_LETTERS:
            yield Found(
                image.position.line,
                f"this alternative text has {len(words)} letters; it is read in one go, and nobody "
                "can go back a sentence in it.",
                "keep the essence, and put the rest into the text or a table below the picture",
            )


_CHART = re.compile(
    r"\b(?:charts?|graphs?|diagram(?:me?)?s?|grafik(?:en|on)?|gráfico|grafico|grafiek|grafiko|"
    r"wykres|graphique|siart|kaavio|graf)\b|[a-zäöüåéíóú]+(?:diagramm?|kaavio|graf)\b",
    re.IGNORECASE,
)
_DRAWN = (
    "write “::: chart bar” or “::: chart line” above the table and “:::” below it, and delete the "
    "picture: the chart is drawn from the numbers, in every format, with words for those who do "
    "not see it"
)


@rule("chart-picture", WARNING, "WCAG 1.4.5", "a picture of a chart beside the table that it shows")
def chart_picture(survey: Survey) -> Iterator[Found]:
    """A picture that is said to be a chart, directly before or after a table of numbers."""
    for run in survey.runs:
        for one, other in pairwise(run):
            figure, table = (one, other) if isinstance(one, Figure) else (other, one)
            if not isinstance(figure, Figure) or not isinstance(table, Table):
                continue
            said = figure.image.alternative
            words = plain_text(figure.caption or ()) + (
                f" {said.text}" if isinstance(said, AlternativeText) else ""
            )
            if survey.is_drawn(figure) or not _CHART.search(words) or not _has_numbers(table):
                continue
            yield Found(
                figure.image.position.line,
                "this picture seems to show the numbers of the table beside it as a chart: its "
                "letters stay small when people enlarge the text, and its numbers can differ from "
                "those of the table.",
                _DRAWN,
            )


def _has_numbers(table: Table) -> bool:
    """True for a table in which most cells beside the first column hold digits."""
    cells = [plain_text(cell.content) for row in table.rows for cell in row.cells[1:]]
    numbers = [words for words in cells if any(map(str.isdigit, words))]
    return bool(cells) and 2 * len(numbers) > len(cells)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")
