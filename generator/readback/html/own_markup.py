"""The closed list for the markup of our own pages: elements, their attributes, and values of these.

What is not on it is a fault, whether or not somebody knows a harm in it. A test holds the list to
what the templates write. Pages of others are not asked.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

from generator.readback.html.anchors import Page
from generator.readback.html.closed_style import Refusal, refusals
from generator.readback.html.kinds import has_role, is_block
from generator.readback.html.style import Sheet
from generator.readback.html.table_labels import label_problems
from generator.readback.html.tree import Element
from generator.reading_order import Fault, fold

_NAME = r"\S+"
_NAMES = r"\S+( \S+)?"
_WORDS = r"(?s).+"
_ADDRESS = r"\S.*"
_NUMBER = r"[1-9][0-9]*"
_ALIGNED = "(?=[a-z])(left|center|right)?( ?long)?( ?inner)?( ?ends)?"

_LANGUAGE = {"lang": r"[A-Za-z0-9-]+", "xml:lang": r"[A-Za-z0-9-]+", "dir": "ltr|rtl"}
_SPOKEN: dict[str, str] = {**_LANGUAGE}
_HEADING = {**_LANGUAGE, "id": _NAME}
_CELL = {"class": _ALIGNED, "colspan": _NUMBER, "rowspan": _NUMBER, **_LANGUAGE}

ATTRIBUTES: Mapping[str, Mapping[str, str]] = {
    # The page
    "html": _LANGUAGE,
    "head": {},
    "title": {},
    "meta": {
        "charset": "utf-8",
        "http-equiv": "Content-Security-Policy",
        "name": "viewport|color-scheme|description|author|keywords",
        "property": "og:[a-z_]+|article:[a-z_]+",
        "content": _WORDS,
    },
    "link": {
        "rel": "canonical|alternate|icon|stylesheet",
        "href": r"data:,|https?://\S+|(\.\./)?style\.css",
        "hreflang": r"[A-Za-z0-9-]+",
        "type": "text/css",
    },
    "style": {},
    "script": {"type": r"application/ld\+json"},
    "body": {"class": "cover"},
    # Parts of it
    "main": {"id": _NAME},
    "header": {"class": "masthead"},
    "footer": {},
    "nav": {
        "aria-labelledby": _NAME,
        "role": "doc-toc|doc-pagelist",
        "id": "toc|landmarks|page-list",
        "epub:type": "toc|landmarks|page-list",
        "hidden": "hidden",
    },
    "section": {
        "class": "notes|closing",
        "role": "main|doc-endnotes|doc-chapter",
        "epub:type": "footnotes|chapter|cover",
        "aria-labelledby": _NAME,
    },
    "aside": {
        "class": "callout (note|tip|important|warning|caution)",
        "role": "note",
        "aria-labelledby": _NAME,
        **_SPOKEN,
    },
    "div": {
        **_SPOKEN,
        "class": "scroll( broad)?( in-[1-6])?|picture|fitted|masthead|recipient|imprint",
        "role": "region|doc-footnote",
        "tabindex": "0",
        "id": _NAME,
        "epub:type": "footnote",
        "aria-labelledby": _NAME,
        "aria-label": _WORDS,
    },
    # Blocks
    "h1": {"id": _NAME},
    "h2": {**_HEADING, "class": "screen"},
    **{f"h{level}": _HEADING for level in range(3, 7)},
    "p": {
        **_SPOKEN,
        "class": "category|summary|byline|translation|licence|screen|label|lines( signature)?",
        "id": _NAME,
    },
    "ul": {**_SPOKEN, "class": "loose|screen"},
    "ol": {
        **_SPOKEN,
        "class": (
            r"(?=\S)(loose)?( ?\b(round|bracketed)-(decimal|(lower|upper)-(alpha|roman)))?"
            r"( ?\bsigns-[0-9]+)?"
        ),
        "start": r"[0-9]+",
        "type": "[aAiI]",
    },
    "li": {**_SPOKEN, "id": _NAME},
    "dl": _SPOKEN,
    "dt": _SPOKEN,
    "dd": _SPOKEN,
    "table": {
        **_SPOKEN,
        "class": r"stack-\d+( named)?|(pinned)?( ?small(er|est))?( ?(crowded|tight))?",
    },
    "caption": {**_SPOKEN, "id": _NAME},
    "thead": {},
    "tbody": {},
    "tr": {"data-joined": _WORDS},
    "colgroup": {"span": _NUMBER},
    "th": {**_CELL, "id": _NAME, "scope": "col|row|colgroup|rowgroup", "data-label": _WORDS},
    "td": {**_CELL, "headers": r"\S+( \S+)*", "data-label": _WORDS},
    "figure": {**_SPOKEN, "role": "none", "id": _NAME},
    "figcaption": {**_SPOKEN, "id": _NAME},
    "pre": _SPOKEN,
    "blockquote": _SPOKEN,
    "hr": {},
    # Inlines
    "a": {
        **_LANGUAGE,
        "id": _NAME,
        "href": _ADDRESS,
        "hreflang": r"[A-Za-z0-9-]+",
        "title": _WORDS,
        "class": "skip|back|back each",
        "role": "doc-noteref|doc-backlink",
        "aria-label": _WORDS,
        "epub:type": "noteref|backlink|cover|toc|bodymatter|footnotes",
        "type": r"[a-z]+/[a-z0-9.+-]+",
        "download": "",
    },
    "em": {},
    "strong": {},
    "s": {},
    "sup": {},
    "sub": {},
    "code": {"class": r"language-\S+", "dir": "ltr"},
    "span": {
        **_LANGUAGE,
        "id": _NAME,
        "epub:type": "pagebreak",
        "role": "doc-pagebreak",
        "title": _NUMBER,
        "class": "section-number",
    },
    "br": {},
    "abbr": {"title": _WORDS},
    "time": {"datetime": r"\d{4}-\d\d-\d\d"},
    "picture": {},
    "source": {
        "media": r"screen and \(prefers-color-scheme: dark\)",
        "srcset": r"data:image/(png|jpeg|svg\+xml);base64,[A-Za-z0-9+/=]+",
        "width": _NUMBER,
        "height": _NUMBER,
    },
    "img": {
        "src": _ADDRESS,
        "alt": r"(?s).*",
        "role": "doc-cover",
        "width": _NUMBER,
        "height": _NUMBER,
        "class": r"line|chart|sized width-[1-9][0-9]{1,2}",
    },
}
"""Every element of ours, and what each of its attributes may say, as a regular expression."""

_IN_HEAD = frozenset(("title", "meta", "link", "style", "script"))
_SHOWN = 60


def markup_faults(page: Page) -> Iterator[Fault]:
    """What in a page of ours is not on the list."""
    identified = {name: each for each in page.root.descendants() if (name := each.get("id"))}
    for element in (page.root, *page.root.descendants()):
        for problem in _problems(element, identified):
            yield Fault(page.place_of(element), "unknown-markup", problem)
        if not page.path and any(":" in name for name in element.attributes):
            message = "only an e-book has attributes of other namespaces"
            yield Fault(page.place_of(element), "unknown-markup", message)


def whole_faults(page: Page) -> Iterator[Fault]:
    """A page has one main part."""
    if sum(each.tag == "main" for each in page.root.descendants()) != 1:
        yield Fault("", "unknown-markup", "a page of ours has one main part")


def labels(page: Page) -> Iterator[str]:
    """Words that a proof of the text leaves out, in order.

    The names that elements have by `aria-label`, the words of links back, and days for machines.
    """
    for element in page.root.descendants():
        name = element.get("aria-label")
        if name is not None:
            yield fold(name)
        if element.get("role") == "doc-backlink":
            yield fold(element.text())
        if element.get("datetime") is not None:
            yield element.get("datetime") or ""


def beginning_faults(data: bytes, beginning: bytes, place: str = "") -> Iterator[Fault]:
    """A file of ours begins as all do, and has no declarations, comments or instructions below."""
    if not data.startswith(beginning):
        yield Fault(place, "unknown-markup", "it does not begin as files of ours do")
    rest = data[len(beginning) :]
    if b"<!" in rest or b"<?" in rest:
        yield Fault(place, "unknown-markup", "no file of ours has comments or instructions")


def own_style_faults(page: Page, sheets: Iterable[Sheet]) -> Iterator[Fault]:
    """What in the styles of a page of ours is not on the closed list."""
    for sheet in sheets:
        for refusal in _refusals(sheet.text):
            message = f"the style says “{refusal.written[:_SHOWN]}”: {refusal.reason}"
            yield Fault(page.path, "unknown-style", message)
        if sheet.media:
            yield Fault(page.path, "unknown-style", "no style of ours is for some media alone")


@functools.lru_cache(maxsize=8)
def _refusals(style: str) -> tuple[Refusal, ...]:
    """What is not on the closed list; the pages of a set have few styles, and large ones."""
    return tuple(refusals(style))


def _problems(element: Element, identified: Mapping[str, Element]) -> Iterator[str]:
    known = ATTRIBUTES.get(element.tag)
    if known is None:
        yield f"no page of ours has an element “{element.tag}”"
        return
    for name, value in element.attributes.items():
        pattern = known.get(name)
        if pattern is None or not re.fullmatch(pattern, value):
            said = f'{name}="{value[:_SHOWN]}"'
            yield f"in no page of ours an element “{element.tag}” has {said}"
    if element.tag == "meta":
        yield from _meta_problems(element)
    if (element.tag in _IN_HEAD) != (element.parent is not None and element.parent.tag == "head"):
        yield f"“{element.tag}” stands where no page of ours has it"
    yield from _language_problems(element)
    yield from _name_problems(element, identified)
    yield from _class_problems(element, identified)
    if element.tag == "figure" and element.get("role") and not _is_decoration(element):
        yield "a figure is hidden that holds more than decoration"
    if element.tag == "table":
        yield from label_problems(element)
    if has_role(element, "doc-pagebreak", "pagebreak") and fold(element.text()):
        yield "a page break has words"
    if element.tag == "a":
        yield from _link_problems(element)
    above = element.parent
    if element.tag == "ul" and above is not None and above.get("role") == "doc-endnotes":
        yield "the notes are not numbered"


_POLICY = (
    "default-src 'none'; style-src 'sha256-{0}'; script-src 'sha256-{0}'; img-src data:; "
    "font-src data:; base-uri 'none'; form-action 'none'"
).format("[A-Za-z0-9+/=]+")
_CONTENTS = {
    "viewport": r"width=device-width, initial-scale=[0-9.]+",
    "color-scheme": "(only )?(light|dark)( light| dark)?",
    "Content-Security-Policy": _POLICY,
}
"""What is said to the window: that readers may enlarge, and that nothing is loaded."""


def policy_faults(page: Page) -> Iterator[Fault]:
    """A page says once what it may load: its own style, which must be the one that it has."""
    elements = [*page.root.head]
    policies = [each.get("content") or "" for each in elements if each.get("http-equiv")]
    if len(policies) != 1:
        yield Fault(page.path, "unknown-markup", "it does not say once what it may load")
        return
    for sheet in (each for each in elements if each.tag == "style"):
        digest = hashlib.sha256(sheet.text().encode()).digest()
        if base64.b64encode(digest).decode() not in policies[0]:
            yield Fault(page.place_of(sheet), "unknown-style", "a style that it may not load")


def _meta_problems(element: Element) -> Iterator[str]:
    name = element.get("name") or element.get("http-equiv")
    said = element.get("content") or ""
    pattern = _CONTENTS.get(name or "")
    if pattern is not None and not re.fullmatch(pattern, said):
        yield f"no page of ours says of “{name}”: “{said[:_SHOWN]}”"


_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "epub": "application/epub+zip",
    "txt": "text/plain",
}
"""Of other formats, by the ends of their files' names."""


def _link_problems(link: Element) -> Iterator[str]:
    """What leads somewhere has words or a picture; what it says of the other side is true."""
    if not fold(link.text()) and not any(each.tag == "img" for each in link.descendants()):
        yield f"a link to “{(link.get('href') or '')[:_SHOWN]}” has no words"
    kind = _TYPES.get((link.get("href") or "").rpartition(".")[2])
    if link.get("type") not in {None, kind}:
        yield f"a link says that it leads to {link.get('type')}"
    if (link.get("type") is None) != (link.get("download") is None):
        yield "only another format of the document is saved in place of being opened"
    if link.get("hreflang") not in {None, link.get("lang")}:
        yield f"a link says that it leads to words in “{link.get('hreflang')}”"


def _is_decoration(figure: Element) -> bool:
    """True for a figure of pictures without words."""
    pictures = [each for each in figure.descendants() if each.tag == "img"]
    return not fold(figure.text()) and all(each.get("alt") == "" for each in pictures)


def _language_problems(element: Element) -> Iterator[str]:
    """A language comes with its direction, code aside, and is the same for all who ask."""
    spoken = element.get("lang")
    is_code = element.tag in {"code", "pre"} and spoken is None
    if (spoken is None) != (element.get("dir") is None) and not is_code:
        yield "language and direction are not given together"
    if element.get("xml:lang") not in {None, spoken}:
        yield f"“xml:lang” says another language than “lang” ({spoken})"


def _name_problems(element: Element, identified: Mapping[str, Element]) -> Iterator[str]:
    """An element is named by what stands in it."""
    for name in element.references("aria-labelledby"):
        label = identified.get(name)
        inside = label is not None and (label is element or element in label.ancestors())
        heads = label is not None and (label.tag in _NAMING or _labels(label, element))
        if not (inside and (heads or label is element)):
            yield f"it is named by “{name}”, which is not in it"
    if element.tag == "aside" and not element.references("aria-labelledby"):
        yield "a callout has no name"
    called = element.get("aria-label")
    number = fold(element.text()).strip("[]")
    if called and element.get("role") == "doc-noteref" and number not in called:
        yield f"the note call “{fold(element.text())}” is called “{called[:_SHOWN]}”"
    if called and element.tag == "a" and not element.get("role"):
        yield f"a link is called “{called[:_SHOWN]}” in place of its words"


_NAMING = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "caption"))


def _labels(label: Element, element: Element) -> bool:
    """True for the first thing in a callout."""
    return element.tag == "aside" and next(iter(element.elements), None) is label


def _class_problems(element: Element, identified: Mapping[str, Element]) -> Iterator[str]:
    """Classes by which our style hides something on screen or on paper."""
    named = element.tokens("class")
    if "skip" in named:
        target = identified.get((element.get("href") or "").removeprefix("#"))
        if target is None or target.tag != "main" or not _leads(element):
            yield "only the first link, to the main part, may stand off the screen"
    if "screen" in named and not any(above.tag == "footer" for above in element.ancestors()):
        yield "only the list of other formats may be left out on paper"
    if "back" in named and element.get("role") != "doc-backlink":
        yield "only links back from notes may be left out on paper"
    if element.get("hidden") is not None and element.get("id") == "toc":
        yield "the list of contents is hidden"


def _leads(element: Element) -> bool:
    """True for the first element of a page's body, or the first in a box around it."""
    inner: Element = element
    for above in element.ancestors():
        first = next(
            (each for each in above.children if not isinstance(each, str) or fold(each)), None
        )
        if first is not inner:
            return False
        if above.tag == "body":
            return True
        if above.tag != "div" or not is_block(above):
            return False
        inner = above
    return False
