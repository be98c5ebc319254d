"""A document with the brand of its language."""

from __future__ import annotations

from dataclasses import replace

from generator.document.brand import Brand, BrandFolder, Said
from generator.document.languages import subtag
from generator.document.model import Document


def branded(document: Document, folder: BrandFolder | None) -> Document:
    """The document with its brand, whose logo is one of its pictures; as it is without one."""
    if folder is None:
        return document
    brand = _spoken(folder.of(document.metadata.language), document.metadata.language)
    if brand.logo is None:
        return replace(document, brand=brand)
    picture = brand.logo.picture
    name = picture.name
    while name in document.pictures:
        name = f"brand-{name}"
    picture = replace(picture, name=name)
    return replace(
        document,
        brand=replace(brand, logo=replace(brand.logo, picture=picture)),
        pictures={**document.pictures, name: picture},
    )


def _spoken(brand: Brand, language: str) -> Brand:
    """The brand, its words without a language where they are in that of the document."""

    def said(given: Said) -> Said:
        same = given.language and subtag(given.language) == subtag(language)
        return replace(given, language=None) if same else given

    logo = brand.logo
    return replace(
        brand,
        name=said(brand.name),
        logo=logo and replace(logo, alternative=said(logo.alternative)),
        address=tuple(map(said, brand.address)),
        footer=brand.footer and said(brand.footer),
    )
