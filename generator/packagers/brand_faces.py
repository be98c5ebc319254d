"""The typefaces of a brand, completed: ours stands in for a bold, an italic or letters it lacks.

In styles they are called “Announcement Text” and “Announcement Headings”, whatever the files are.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from generator.content.job import FontFile
from generator.document.brand import BOLD, REGULAR, Brand, TypefaceFile
from generator.packagers import fonts
from generator.packagers.fonts import BOLDEST, LIGHTEST, BrandFont, Face, PackagedFont, Subset
from generator.packagers.typefaces import HEADINGS, FontFace

TEXT = "Announcement Text"
_OURS = fonts.TEXT.module
_EVERY = LIGHTEST, BOLDEST


def faces(brand: Brand | None) -> Iterator[Face]:
    """All of them."""
    if brand is not None and brand.text:
        yield from _text(brand.text)
    if brand is not None and brand.headings:
        yield from _headings(brand.headings)


def _text(files: tuple[TypefaceFile, ...]) -> Iterator[Face]:
    """Regular, bold and italic, from the files or in their place."""
    regular = _best(files, "normal", REGULAR)
    bold = _best(files, "normal", BOLD)
    if regular is bold and regular.draws(BOLD):
        yield BrandFont(regular, TEXT, _EVERY)
    else:
        yield BrandFont(regular, TEXT, (REGULAR, REGULAR))
        if bold.draws(BOLD):
            yield BrandFont(bold, TEXT, (BOLD, BOLD))
        else:
            yield PackagedFont(_OURS, "normal", TEXT, (BOLD, BOLD))
    yield from _italics(files, TEXT)


def _headings(files: tuple[TypefaceFile, ...]) -> Iterator[Face]:
    """One that is taken for every weight, the boldest there is, and an italic."""
    yield BrandFont(_best(files, "normal", BOLD), HEADINGS, _EVERY)
    yield from _italics(files, HEADINGS)


def _italics(files: tuple[TypefaceFile, ...], name: str) -> Iterator[Face]:
    if not any(each.style == "italic" for each in files):
        yield PackagedFont(_OURS, "italic", name, _EVERY)
        return
    regular, bold = (_best(files, "italic", weight) for weight in (REGULAR, BOLD))
    if regular is bold:
        yield BrandFont(regular, name, _EVERY)
    else:
        yield BrandFont(regular, name, (REGULAR, REGULAR))
        yield BrandFont(bold, name, (BOLD, BOLD))


def _best(files: tuple[TypefaceFile, ...], style: str, weight: int) -> TypefaceFile:
    """The file of a style that comes nearest to a weight."""

    def distance(file: TypefaceFile) -> int:
        lightest, boldest = file.weights
        return max(lightest - weight, weight - boldest, 0)

    return min((each for each in files if each.style == style), key=distance)


def measured(brand: Brand | None) -> tuple[Face, Face]:
    """The faces by which regular and bold words are measured."""
    upright = [face for face in faces(brand) if face.name == TEXT and face.style == "normal"]
    return (upright[0], upright[-1]) if upright else (fonts.TEXT, fonts.TEXT)


def drawing_faces(brand: Brand | None) -> tuple[FontFace, ...]:
    """Those that a PDF draws with."""
    return tuple(map(_drawing, faces(brand)))


@functools.lru_cache(maxsize=32)
def _drawing(face: Face) -> FontFace:
    data, lightest = face.read(), face.weights[0]
    alone = face.weights[0] == face.weights[1]
    if isinstance(face, PackagedFont):
        file, variable = FontFile(face.file_name, fonts.digest(face)), not alone
        data = fonts.pinned(data, lightest) if alone else data
    else:
        file = FontFile(face.file_name, face.file.sha256)
        variable = face.file.weights[0] != face.file.weights[1]
        data = fonts.pinned(data, lightest) if variable and alone else data
        variable = variable and not alone
    place = f"{face.name} {face.style} {fonts.weight_of(face)}".replace(" ", "-")
    return FontFace(
        family=face.name,
        style=face.style,
        name=f"{place}-{file.sha256[:8]}",
        data=data,
        file=file,
        ours=True,
        weight=None if variable else (lightest if alone else _own_weight(face)),
    )


def _own_weight(face: Face) -> int:
    return face.file.weights[0] if isinstance(face, BrandFont) else REGULAR


def brand_subsets(
    brand: Brand | None, characters: frozenset[str], *, stressed: bool
) -> Iterator[Subset]:
    """The typefaces that a page embeds; italics where it has `stressed` words."""
    for face in faces(brand):
        if stressed or face.style == "normal":
            yield fonts.subset(face, characters)


def others(brand: Brand | None, characters: frozenset[str]) -> frozenset[str]:
    """The characters that the brand's typeface for text does not draw."""
    for face in faces(brand):
        if face.name == TEXT:
            drawn = fonts.repertoire(face)
            return frozenset(each for each in characters - drawn if not each.isspace())
    return characters
