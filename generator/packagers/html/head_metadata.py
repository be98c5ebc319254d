"""What the page's head says about the document, for search engines and social networks."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping

from markupsafe import Markup

from generator.content.claims import Claims, description
from generator.document.model import Document, Metadata
from generator.document.walk import plain_text

Json = str | bool | list["Json"] | dict[str, "Json"]


def named(document: Document) -> dict[str, str]:
    """`<meta name>`: the standard metadata names (HTML 4.2.5.1), where the author gave them."""
    metadata = document.metadata
    return _given(
        {
            "description": description(metadata),
            "author": metadata.author or metadata.organisation,
            "keywords": ", ".join(metadata.keywords),
        }
    )


def open_graph(document: Document) -> dict[str, str]:
    """`<meta property>`: the Open Graph protocol (https://ogp.me/)."""
    metadata = document.metadata
    return _given(
        {
            "og:type": "article",
            "og:title": plain_text(metadata.title),
            "og:description": description(metadata),
            "og:url": metadata.url,
            "og:site_name": metadata.organisation,
            "og:locale": metadata.language.replace("-", "_"),
            "article:published_time": _day(metadata.date),
            "article:modified_time": _day(metadata.updated),
            "article:author": metadata.author,
        }
    )


def linked_data(document: Document, claims: Claims) -> Markup:
    """JSON-LD for a data block: schema.org's Article, with what is true of its accessibility."""
    metadata = document.metadata
    said: Mapping[str, Json | None] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": plain_text(metadata.title),
        "inLanguage": metadata.language,
        "description": description(metadata),
        "author": _author(metadata),
        "publisher": _organisation(metadata.organisation),
        "datePublished": _day(metadata.date),
        "dateModified": _day(metadata.updated),
        "about": metadata.subject,
        "keywords": list(metadata.keywords),
        "articleSection": plain_text(metadata.category or ()),
        "identifier": _identifier(metadata),
        "creativeWorkStatus": metadata.status,
        "url": metadata.url,
        "license": metadata.licence,
        "accessMode": list(claims.modes),
        "accessModeSufficient": [{"@type": "ItemList", "itemListElement": list(claims.sufficient)}]
        if claims.sufficient
        else None,
        "accessibilityFeature": list(claims.features),
        "accessibilityHazard": list(claims.hazards),
    }
    return data_block({name: value for name, value in said.items() if value})


def data_block(value: Json) -> Markup:
    """JSON that no HTML parser can mistake for markup (HTML 4.12.1.3)."""
    text = json.dumps(value, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 (nothing is left in it to escape)


def _day(date: datetime.date | None) -> str | None:
    return None if date is None else date.isoformat()


def _author(metadata: Metadata) -> Json | None:
    if metadata.author:
        return {"@type": "Person", "name": metadata.author}
    return _organisation(metadata.organisation)


def _identifier(metadata: Metadata) -> Json | None:
    given = [each for each in (metadata.identifier, metadata.reference) if each]
    return given[0] if len(given) == 1 else list(given)


def _organisation(name: str | None) -> Json | None:
    return {"@type": "Organization", "name": name} if name else None


def _given(values: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}
