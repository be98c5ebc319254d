"""Drawings: SVG that cannot act or reach out, with a PNG for formats that show no SVG.

Scripts, outside references and foreign content are refused rather than removed: without them the
drawing might say something else. What only editors use (metadata, their own namespaces) goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from generator.document.pictures import Picture, Raster
from generator.source.drawing import TooCostlyError, draw
from generator.source.picture import LONGEST_SIDE, Loaded, PictureError, Warned
from generator.source.rules import (
    PICTURE_ANIMATED,
    PICTURE_BROKEN,
    PICTURE_KIND,
    PICTURE_SIZE,
    PICTURE_UNSAFE,
)

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"

_REFUSED = frozenset({"script", "foreignObject", "iframe", "audio", "video", "handler", "listener"})
_ANIMATION = frozenset({"animate", "animateColor", "animateMotion", "animateTransform", "set"})
_EDITORS_ONLY = frozenset({"metadata"})
_REFERENCE = re.compile(
    r"url\(\s*['\"]?(?P<target>[^'\")]*)|@import|\b(?:image(?:-set)?|src)\(", re.IGNORECASE
)
_ESCAPED = re.compile(r"\\(?:(?P<number>[0-9a-fA-F]{1,6})(?:\r\n|\s)?|(?P<letter>.))", re.DOTALL)
"""How CSS hides a letter (CSS Syntax 3, 4.3.7)."""
_EMBEDDED = re.compile(r"data:image/(png|jpeg)[;,]", re.IGNORECASE)
"""Kinds that do not move."""
_KEYFRAMES = re.compile(r"@(-\w+-)?keyframes[^{}]*\{([^{}]*\{[^{}]*\})*[^{}]*\}", re.IGNORECASE)
"""How a style moves what it draws (CSS Animations 1, 3)."""
_LENGTH = re.compile(r"\s*(?P<number>\d*\.?\d+(?:[eE][+-]?\d+)?)\s*(?P<unit>px|pt|pc|mm|cm|in|)\s*")
_PIXELS = {
    "": 1.0,
    "px": 1.0,
    "pt": 96 / 72,
    "pc": 16.0,
    "mm": 96 / 25.4,
    "cm": 96 / 2.54,
    "in": 96.0,
}
_MOST_ELEMENTS = 100_000
_COSTLY = frozenset({"filter", "image", "mask", "pattern", "clipPath", "marker", "use"})
"""What can make a few letters take hours, or a computer's memory."""
_MANY = 10_000
"""Elements and letters that are drawn in a moment, whatever they are."""
_MOST_PAINT = 10**9
"""Pixels, if each element covered the whole drawing."""
_DEEPEST = 200
_MOST_ATTRIBUTES = 1000
"""Of an element; no drawing program writes a tenth of them."""
_LARGEST_SIDE = 20_000
_SHARPNESS = 2
"""Pixels of the PNG for each CSS pixel of the drawing."""

Element = etree._Element  # noqa: SLF001 (lxml's name for its element type)


def load(data: bytes, suffix: str) -> Loaded:
    """The drawing in `data`, whose file's name ends with `suffix`."""
    root = _parse(data)
    if suffix.lower() != ".svg":
        raise PictureError(
            PICTURE_KIND,
            f"is named “{suffix}” but holds an SVG drawing; programs that trust the name cannot "
            "show it.",
            "let its name end with “.svg”",
        )
    _refuse_unsafe(root)
    animated = _clean(root)
    _refuse_joined(root)
    width, height = _size(root)
    _set_size(root, width, height)
    etree.cleanup_namespaces(root)
    text = etree.tostring(root, encoding="unicode")
    picture = Picture(
        "", "image/svg+xml", text.encode(), width, height, _raster(root, text, width, height)
    )
    return Loaded(picture, (_ANIMATED,) if animated else ())


_ANIMATED = Warned(
    PICTURE_ANIMATED,
    "moves; readers cannot stop it and paper cannot show it, so it is published at rest.",
    "if the movement matters, say in the text what it shows",
)


def _broken(problem: str) -> PictureError:
    return PictureError(
        PICTURE_BROKEN,
        f"is not well-formed SVG ({problem}), so readers would see nothing.",
        "export it again from the drawing program",
    )


def _parse(data: bytes) -> Element:
    if data.count(b"<") > 3 * _MOST_ELEMENTS:
        raise _too_many()
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _broken(str(error)) from None
    if root.tag != f"{{{SVG}}}svg":
        raise PictureError(
            PICTURE_KIND,
            f"holds “{etree.QName(root).localname}”, no SVG drawing.",
            "export it from the drawing program as SVG",
        )
    if any(len(each.attrib) > _MOST_ATTRIBUTES for each in root.iter()):
        raise _unsafe(f"more than {_MOST_ATTRIBUTES:,} attributes on one element")
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise _unsafe("entity definitions")
    return root


# Safety --------------------------------------------------------------------------------------


def _unsafe(what: str) -> PictureError:
    return PictureError(
        PICTURE_UNSAFE,
        f"holds {what}; a published picture must not act or load anything by itself.",
        "export it from the drawing program as plain SVG, with everything embedded",
    )


def _refuse_unsafe(root: Element) -> None:
    for element in root.iter():
        for problem in _problems(element):
            raise _unsafe(problem)
    _Drawn(root).count(root)


def _refuse_joined(root: Element) -> None:
    """What cleaning has taken out of a style may have joined what stood around it."""
    for style in root.iter(f"{{{SVG}}}style"):
        for problem in _outside_references(style.text or ""):
            raise _unsafe(problem)
        if _KEYFRAMES.search(style.text or ""):
            raise _unsafe("movement inside movement")


def _too_many() -> PictureError:
    return PictureError(
        PICTURE_SIZE,
        f"draws more than {_MOST_ELEMENTS:,} shapes, more than readers' devices can show.",
        "simplify it, or export it as PNG",
    )


class _Drawn:
    """Counts what a drawing draws, letters too.

    A “use” draws again all that it refers to, and so do paths to clip by, masks, patterns, filters
    and, at every corner of a line, markers.
    """

    def __init__(self, root: Element) -> None:
        self._by_identifier = {element.get("id"): element for element in root.iter()}
        self._counts: dict[Element, int] = {}
        self._open: set[Element] = set()
        self._rules = [
            (rule["selectors"], targets)
            for style in root.iter(f"{{{SVG}}}style")
            for rule in _RULE.finditer(style.text or "")
            if (targets := _targets(rule["declared"]))
        ]

    def count(self, element: Element) -> int:
        """The number of elements and letters that drawing this one takes."""
        if element in self._open or len(self._open) > _DEEPEST:
            raise _unsafe("references that lead back to themselves, or too deep")
        if element not in self._counts:
            self._open.add(element)
            count = 1 + len(element.text or "") + len(element.tail or "")
            for drawn, times in self._drawn_by(element):
                count += self.count(drawn) * times
                if count > _MOST_ELEMENTS:
                    raise _too_many()
            self._counts[element] = count
            self._open.remove(element)
        return self._counts[element]

    def _drawn_by(self, element: Element) -> Iterator[tuple[Element, int]]:
        """What is drawn with an element, and how often."""
        yield from ((each, 1) for each in element)
        names = []
        if element.tag == f"{{{SVG}}}use":
            given = (element.get("href"), element.get(f"{{{XLINK}}}href"))
            names += [each.strip().removeprefix("#") for each in given if each]
        for attribute, value in element.attrib.items():
            if attribute not in {"fill", "stroke"}:
                names += _targets(str(value))
        for selectors, targets in self._rules:
            if _may_select(selectors, element):
                names += targets
        for name in names:
            target = self._by_identifier.get(name)
            if target is not None and target is not element and not _holds(target, element):
                yield target, _corners(element) if target.tag == f"{{{SVG}}}marker" else 1
            elif target is not None and element.tag == f"{{{SVG}}}use":
                raise _unsafe("references that lead back to themselves, or too deep")


_RULE = re.compile(r"(?P<selectors>[^{}]+)\{(?P<declared>[^{}]*)\}")
_DRAWN_AGAIN = re.compile(
    r"(?<![\w-])(?P<property>[\w-]+)\s*:[^;{}:]*url\(\s*['\"]?#(?P<name>[^'\")\s]+)"
)
"""Each letter is looked at once: embedded pictures are attributes of many megabytes."""
_ALONE = re.compile(r"\s*url\(\s*['\"]?#(?P<name>[^'\")\s]+)")
_NUMBERS = re.compile(r"[\d.]+")


def _targets(style: str) -> list[str]:
    """The identifiers of what is drawn by a style or an attribute, but for colours."""
    if "url(" not in style:
        return []
    alone = _ALONE.match(style)
    if alone:
        return [alone["name"]]
    return [
        each["name"]
        for each in _DRAWN_AGAIN.finditer(style)
        if each["property"] not in {"fill", "stroke"}
    ]


def _may_select(selectors: str, element: Element) -> bool:
    """True unless every selector asks for a class or an identifier that the element lacks."""
    classes = (element.get("class") or "").split()
    for selector in selectors.split(","):
        last = selector.split()[-1:] or [""]
        asked = re.findall(r"([.#])([\w-]+)", last[0])
        if all(
            (name in classes) if sign == "." else (name == element.get("id"))
            for sign, name in asked
        ):
            return True
    return False


def _holds(target: Element, element: Element) -> bool:
    """True where the element stands in its target: what is drawn there is not drawn again."""
    return any(above is target for above in element.iterancestors())


def _corners(element: Element) -> int:
    """How many markers a line may have."""
    return 1 + sum(len(_NUMBERS.findall(element.get(name) or "")) for name in ("d", "points"))


def _problems(element: Element) -> Iterator[str]:
    if not isinstance(element.tag, str):
        yield "unresolved entities"
        return
    name = etree.QName(element)
    if name.namespace == SVG and name.localname in _REFUSED:
        yield f"a “{name.localname}” element"
    if name.namespace == SVG and name.localname == "style":
        if len(element):
            yield "elements inside a style"
        yield from _outside_references(element.text or "")
    for attribute, value in element.attrib.items():
        yield from _attribute_problems(str(attribute), str(value))


def _attribute_problems(attribute: str, value: str) -> Iterator[str]:
    name = etree.QName(attribute)
    if name.localname.lower().startswith("on"):
        yield f"an event handler (“{name.localname}”)"
    elif name.localname == "href" and name.namespace in (None, XLINK):
        if not value.strip().startswith("#") and not _EMBEDDED.match(value.strip()):
            yield f"a reference to “{value.strip()[:40]}”"
    elif name.localname == "base" and name.namespace == XML:
        yield "a base address"
    else:
        yield from _outside_references(value)


def _outside_references(style: str) -> Iterator[str]:
    """References in CSS; escapes are undone first, because they can hide one.

    Comments are read too: what looks like one can be part of a text or an address.
    """
    for match in _REFERENCE.finditer(_ESCAPED.sub(_unescaped, style)):
        target = match["target"] or ""
        if not target.startswith("#") and not _EMBEDDED.match(target):
            yield f"a reference to “{(target or match[0])[:40]}”"


def _unescaped(match: re.Match[str]) -> str:
    if match["letter"]:
        return match["letter"]
    number = int(match["number"], 16)
    return chr(number) if number < 0x110000 else "\ufffd"  # noqa: PLR2004 (Unicode's end)


def _clean(root: Element) -> bool:
    """Take out what only editors use and what moves; True if something moved."""
    animated = False
    for element in list(root.iter()):
        name = etree.QName(element)
        moves = name.namespace == SVG and name.localname in _ANIMATION
        if moves or name.namespace != SVG or name.localname in _EDITORS_ONLY:
            _remove(element)
        if name.localname == "style" and element.text:
            element.text, count = _KEYFRAMES.subn("", element.text)
            moves = moves or count > 0
        animated = animated or moves
        for attribute in list(element.attrib):
            if etree.QName(attribute).namespace not in (None, XLINK, XML):
                del element.attrib[attribute]
    return animated


def _remove(element: Element) -> None:
    """Remove an element, but not the text after it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


# Size and raster -----------------------------------------------------------------------------


def _size(root: Element) -> tuple[int, int]:
    """The drawing's size in CSS pixels (SVG 2, 8.2: from width and height, else the viewBox)."""
    width, height = (_pixels(root.get(side, "")) for side in ("width", "height"))
    box = [
        float(part) for part in re.findall(r"[-+.\deE]+", root.get("viewBox", "")) if _number(part)
    ]
    box_width, box_height = box[2:4] if len(box) == 4 else (0.0, 0.0)  # noqa: PLR2004
    if box_width > 0 and box_height > 0:
        if width and not height:
            height = width * box_height / box_width
        elif height and not width:
            width = height * box_width / box_height
        width, height = width or box_width, height or box_height
    if max(width, height) > _LARGEST_SIDE:
        raise PictureError(
            PICTURE_SIZE,
            f"is {max(width, height):,.0f} pixels on its longer side; more than "
            f"{_LARGEST_SIDE:,} make readers' programs stall or give up.",
            "set a smaller size of the drawing in the drawing program; it stays as sharp",
        )
    if not (width > 0 and height > 0):  # nor is what infinite numbers make
        raise PictureError(
            PICTURE_SIZE,
            "does not say how large it is (width and height, or a viewBox), so it could not be "
            "placed.",
            "set the size of the drawing in the drawing program",
        )
    return max(1, round(width)), max(1, round(height))


def _number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _pixels(length: str) -> float:
    match = _LENGTH.fullmatch(length)
    return float(match["number"]) * _PIXELS[match["unit"]] if match else 0.0


def _set_size(root: Element, width: int, height: int) -> None:
    if root.get("viewBox") is None:
        root.set("viewBox", f"0 0 {width} {height}")
    root.set("width", str(width))
    root.set("height", str(height))


def _raster(root: Element, text: str, width: int, height: int) -> Raster:
    zoom = min(_SHARPNESS, LONGEST_SIDE / max(width, height))
    size = max(1, round(width * zoom)), max(1, round(height * zoom))
    drawn = _Drawn(root).count(root)
    limited = max(drawn * size[0] * size[1] // _MOST_PAINT, drawn // _MANY) > 0 or any(
        etree.QName(each).localname in _COSTLY for each in root.iter()
    )
    try:
        png = draw(text, size, limited=limited)
    except ValueError as error:
        raise _broken(str(error)) from None
    except TooCostlyError:
        raise PictureError(
            PICTURE_SIZE,
            "takes more time or memory to draw than readers' devices have.",
            "leave out its effects, or export it as PNG",
        ) from None
    return Raster("image/png", png, *_png_size(png))


def _png_size(png: bytes) -> tuple[int, int]:
    """Width and height, from the header of a PNG (ISO/IEC 15948, 11.2.2)."""
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
