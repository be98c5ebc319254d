"""What can happen to an HTML file."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from random import Random

from lxml import etree, html

from tests.mutation.damage import Bench, Words
from tests.mutation.markup import MARKUP, Element, with_longer_bar


@dataclass(frozen=True, slots=True)
class Page:
    """An open HTML file."""

    root: Element

    @property
    def pages(self) -> list[Element]:
        return [self.root]


def opened(data: bytes) -> Page:
    return Page(html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8")))


def closed(page: Page) -> bytes:
    return etree.tostring(page.root, encoding="utf-8", method="html", doctype="<!DOCTYPE html>")


HTML = Bench[Page](opened, closed, MARKUP.damages)


def _whole(page: Page) -> list[Element]:
    return [page.root]


@HTML.damage("proof-language", at=_whole)
def lose_the_files_language(root: Element, _: Random) -> Words:
    del root.attrib["lang"]
    return "no language"


@HTML.damage("proof-language", at=_whole)
def alter_the_files_language(root: Element, _: Random) -> Words:
    root.set("lang", "fr")
    return "fr"


@HTML.damage("proof-title", at=lambda page: list(page.root.iter("title")))
def alter_the_files_title(title: Element, _: Random) -> Words:
    title.text = "Untitled"
    return "Untitled"


def charts(page: Page) -> list[Element]:
    return [e for e in page.root.iter("img") if (e.get("class") or "") == "chart"]


@HTML.damage("proof-picture", at=charts)
def alter_a_bar_of_a_chart(chart: Element, _: Random) -> Words:
    kind, data = (chart.get("src") or "").split(",")
    drawing = base64.b64decode(data)
    changed = with_longer_bar(drawing)
    chart.set("src", f"{kind},{base64.b64encode(changed).decode()}")
    return "another picture" if changed != drawing else None


DOT = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEAAAAALAAAAAABAAEAAAIA"


@HTML.damage("proof-picture", at=lambda page: list(page.root.iter("img")))
def put_another_picture_in_its_place(picture: Element, _: Random) -> Words:
    picture.set("src", DOT)
    return "another picture"
