"""Pictures that stand alone, with their captions."""

from __future__ import annotations

from dataclasses import replace

from generator.document.model import Abbreviation, Blocks, Figure, Inlines, Span, Text
from generator.document.pictures import Decorative, Forgotten
from generator.source.writing.passages import Passages, identified
from generator.source.writing.pieces import Piece, Setting, Writer
from generator.source.writing.trial import placeless


def figure_lines(figure: Figure, passages: Passages, language: str) -> list[str]:
    """The picture, its caption in quotation marks if these can hold it, else below it."""
    bare = replace(figure, language=None)
    title = None if figure.caption is None else _as_title(figure.caption)
    if title is not None:
        title = identified(title, figure.identifier)
        written, fits = _picture(bare, title, passages, language)
        if fits:
            return [written]
    alternative = figure.image.alternative
    if isinstance(alternative, Forgotten):
        alternative = Decorative()
    image = replace(figure.image, alternative=alternative)
    alone = replace(bare, caption=None, identifier=None, image=image)
    written, _ = _picture(alone, None, passages, language)
    if figure.caption is None:
        return [written]
    caption = passages.figure_caption(figure.caption, language, figure.identifier)
    return [written, "", *caption.split("\n")]


def _picture(
    figure: Figure, title: str | None, passages: Passages, language: str
) -> tuple[str, bool]:
    writer = Writer(Setting(passages.places))
    pieces = tuple(writer.image(figure.image, title))
    if figure.link is not None:
        link = writer.destination(figure.link, None)
        pieces = (Piece("["), *pieces, Piece("]("), *link, Piece(")"))
    wanted = placeless((figure,))

    def fits(blocks: Blocks) -> bool:
        return bool(blocks == wanted)

    return passages.plainest(pieces, str, fits, language)


def _as_title(caption: Inlines) -> str | None:
    """The caption as it stands in quotation marks, or None where it has other markup."""
    parts: list[str] = []
    for inline in caption:
        match inline:
            case Text(text=text) | Abbreviation(text=text):
                parts.append(text)
            case Span(content=content, language=language):
                inside = _as_title(content)
                if inside is None:
                    return None
                parts.append(f"[{inside}]{{lang={language}}}")
            case _:
                return None
    return "".join(parts)
