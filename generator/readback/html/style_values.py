"""Values of CSS properties that can neither hide words nor add, turn or move them.

A value is held against a kind by its tokens; what no kind names is not allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Value = Sequence[Any]
"""The tokens of a value, without white space."""
Kind = Callable[[Value], bool]

_IN_REM = {
    "rem": 1.0,
    "em": 1.0,
    "px": 1 / 16,
    "pt": 1 / 12,
    "cm": 2.362,
    "mm": 0.2362,
    "in": 6.0,
    "pc": 1.0,
    "ex": 0.5,
    "ch": 0.5,
    "lh": 1.5,
    "rlh": 1.5,
}
"""What a unit is worth, about, in the size of the page's text."""
_OF_THE_WINDOW = frozenset(("vw", "vh", "vi", "vb", "svh", "lvh", "dvh"))
PALETTE = frozenset(("ink", "quiet", "accent", "visited", "paper", "shade", "rule"))
"""The custom properties that a style may set: the colours of the look."""
WORDS = frozenset(("ink", "quiet", "accent", "visited"))


def is_word(token: Any, *names: str) -> bool:  # noqa: ANN401
    """True for one of some key words."""
    return token.type == "ident" and token.lower_value in names


def words(names: str) -> Kind:
    """One of these key words."""
    known = frozenset(names.split())
    return lambda value: len(value) == 1 and is_word(value[0], *known)


def number(low: float, high: float) -> Kind:
    """A number without a unit."""
    return lambda value: (
        len(value) == 1 and value[0].type == "number" and low <= value[0].value <= high
    )


def length(low: float, high: float, *, percent: tuple[float, float] = (1, 0)) -> Kind:
    """A length in rem, or a percentage; the smallest or largest of some such, too."""

    def fits(token: Any) -> bool:  # noqa: ANN401
        match token.type:
            case "number":
                return bool(token.value == 0 and low <= 0 <= high)
            case "percentage":
                return bool(percent[0] <= token.value <= percent[1])
            case "dimension":
                factor = _IN_REM.get(token.lower_unit)
                return factor is not None and low <= token.value * factor <= high
            case "function":
                return token.lower_name in {"min", "max", "clamp"} and chosen(token)
        return False

    def chosen(function: Any) -> bool:  # noqa: ANN401
        """True for the smallest or largest of what fits; `max` and `clamp` have a lower bound."""
        given = [each for each in function.arguments if each.type != "whitespace"]
        if all(each == "," or fits(each) or _moves(each) for each in given):
            return True
        return function.lower_name != "min" and fits(given[0]) and all(map(_is_measure, given))

    return lambda value: len(value) == 1 and fits(value[0])


def _is_measure(token: Any) -> bool:  # noqa: ANN401
    """True for what a length can be reckoned from."""
    inside = [*getattr(token, "arguments", ()), *getattr(token, "content", ())]
    if token.type == "function":
        return token.lower_name in {"min", "max", "clamp"} and all(map(_is_measure, inside))
    if token.type == "() block":
        return all(map(_is_measure, inside))
    known = {"dimension", "percentage", "number", "whitespace"}
    return token.type in known or token in (",", "+", "-", "*", "/")


def _moves(token: Any) -> bool:  # noqa: ANN401
    """True for a part of the window's size, within `min` and its like."""
    return token.type == "dimension" and token.lower_unit in _OF_THE_WINDOW and token.value > 0


def either(*kinds: Kind) -> Kind:
    """What one of the kinds allows."""
    return lambda value: any(kind(value) for kind in kinds)


def several(kind: Kind, most: int = 4) -> Kind:
    """One to `most` values of a kind."""
    return lambda value: 0 < len(value) <= most and all(kind([each]) for each in value)


def colour(value: Value) -> bool:
    """A colour of the look, or one written as #16202b."""
    return len(value) == 1 and (
        name_of(value[0]) in PALETTE
        or literal(value[0]) is not None
        or is_word(value[0], "currentcolor", "inherit", "canvas", "canvastext", "linktext")
    )


def colour_of_words(value: Value) -> bool:
    """As `colour`, but for those that stand behind words."""
    return (
        colour(value)
        and name_of(value[0]) not in PALETTE - WORDS
        and not is_word(value[0], "canvas")
    )


def colour_behind(value: Value) -> bool:
    """A colour that stands behind words, or none."""
    clear = len(value) == 1 and is_word(value[0], "none", "transparent")
    return clear or (colour(value) and name_of(value[0]) not in WORDS | {"rule"})


def name_of(token: Any) -> str:  # noqa: ANN401
    """Which colour of the look a `var(--…)` names; "" for anything else."""
    if token.type != "function" or token.lower_name != "var":
        return ""
    inside = [each for each in token.arguments if each.type != "whitespace"]
    plain = len(inside) == 1 and inside[0].type == "ident"
    return inside[0].value.removeprefix("--") if plain else ""


def literal(token: Any) -> str | None:  # noqa: ANN401
    """A colour as #rrggbb, or None."""
    digits = token.value if token.type == "hash" else ""
    if len(digits) == 3:  # noqa: PLR2004 (#rgb)
        digits = "".join(each * 2 for each in digits)
    sound = len(digits) == 6 and not digits.lower().strip("0123456789abcdef")  # noqa: PLR2004
    return f"#{digits.lower()}" if sound else None


def grows(value: Value) -> bool:
    """True for what never makes letters smaller within letters that are smaller already."""
    return not any(
        token.type == "dimension" and token.lower_unit in {"em", "ex", "ch"} and token.value < 1
        for token in (*value, *(each for some in value for each in getattr(some, "arguments", ())))
    )


def line(value: Value) -> bool:
    """A border that can be seen."""
    return border(value) and not any(is_word(token, "none", "hidden") for token in value)


_FAMILIES = frozenset(
    "announcement sans|announcement code|announcement text|announcement headings|source sans 3|"
    "source code pro|system-ui|sans-serif|serif|"
    "monospace|ui-monospace|ui-sans-serif|ui-serif|arial|helvetica|helvetica neue|verdana|tahoma|"
    "trebuchet ms|georgia|times|times new roman|courier|courier new|calibri|cambria|consolas|"
    "candara|constantia|corbel|segoe ui|roboto|noto sans|noto serif|open sans|lato|liberation sans|"
    "liberation serif|dejavu sans|dejavu serif|atkinson hyperlegible|inherit".split("|")
)
"""Typefaces whose letters are what they say; others come from the document itself."""


def typefaces(value: Value) -> bool:
    """A list of typefaces, each known to draw letters as letters."""
    return bool(value) and all(
        name in _FAMILIES or name.startswith(("noto sans ", "noto serif "))
        for name in _listed(value)
    )


def _listed(value: Value) -> list[str]:
    names: list[list[str]] = [[]]
    for token in value:
        if token == ",":  # noqa: S105 (a token of CSS)
            names.append([])
        else:
            names[-1].append(token.value if token.type in {"ident", "string"} else "?")
    return [" ".join(parts).lower() for parts in names]


_STYLES = "none hidden solid dashed dotted double groove ridge inset outset"


def border(value: Value) -> bool:
    """Width, style and colour of a line, in any order."""
    width = either(length(0, 2), words("thin medium thick"))
    kinds = (width, words(_STYLES), colour, words("transparent"))
    return 0 < len(value) <= 3 and all(  # noqa: PLR2004
        any(kind([each]) for kind in kinds) for each in value
    )


SPACE = length(0, 10, percent=(0, 50))
"""Room around words: never less than none, which would lay them over each other."""

PROPERTIES: Mapping[str, Kind] = {
    # Type
    "font-family": typefaces,
    "font-size": lambda value: (
        grows(value)
        and either(
            length(0.75, 6, percent=(100, 300)), words("small medium large x-large xx-large larger")
        )(value)
    ),
    "font-weight": either(number(100, 900), words("normal bold inherit")),
    "font-style": words("normal italic"),
    "font-kerning": words("normal auto"),
    "font-variant-numeric": several(
        words("normal lining-nums oldstyle-nums proportional-nums tabular-nums")
    ),
    "line-height": either(number(1, 3), length(1, 5, percent=(100, 300)), words("normal")),
    "letter-spacing": either(length(-0.03, 0.3), words("normal")),
    "word-spacing": either(length(0, 0.5), words("normal")),
    "text-align": words("start end left right center justify"),
    "text-wrap": words("wrap balance pretty stable"),
    "text-underline-offset": either(length(0, 1), words("auto")),
    "text-decoration-thickness": either(length(0.04, 0.5), words("auto from-font")),
    "text-decoration-style": words("solid double dotted dashed wavy"),
    "text-decoration-color": colour,
    "text-decoration": several(either(words("underline dotted dashed wavy solid"), colour)),
    "text-size-adjust": length(0, 0, percent=(100, 100)),
    "-webkit-text-size-adjust": length(0, 0, percent=(100, 100)),
    "text-emphasis": several(words("filled open dot circle sesame")),
    "text-emphasis-position": several(words("over under right left")),
    "hyphens": words("none manual auto"),
    "hyphenate-limit-chars": several(number(2, 20), 3),
    "overflow-wrap": words("normal break-word anywhere"),
    "word-break": words("normal keep-all"),
    "tab-size": number(1, 8),
    "vertical-align": words("baseline top middle bottom sub super"),
    "cursor": words("auto default pointer help text"),
    # Colours
    "color": colour_of_words,
    "background": colour_behind,
    "background-color": colour_behind,
    "color-scheme": several(words("light dark")),
    "accent-color": colour,
    # Room and lines
    **{
        name: several(either(SPACE, words("auto")))
        for base in ("margin", "padding", "scroll-margin")
        for name in (
            base,
            *(f"{base}-{side}" for side in ("top", "right", "bottom", "left")),
            *(
                f"{base}-{way}{end}"
                for way in ("block", "inline")
                for end in ("", "-start", "-end")
            ),
        )
    },
    **{
        f"border{side}": border
        for side in (
            "",
            *("-top", "-right", "-bottom", "-left", "-block", "-inline"),
            *("-block-start", "-block-end", "-inline-start", "-inline-end"),
        )
    },
    "border-color": several(either(colour, words("transparent"))),
    "border-width": several(length(0, 2)),
    "border-style": several(words(_STYLES)),
    "border-block-end-width": length(0, 2),
    "border-block-start-width": length(0, 2),
    "border-radius": several(length(0, 3, percent=(0, 50))),
    "border-collapse": words("collapse separate"),
    "border-spacing": several(length(0, 2), 2),
    "outline-offset": length(0, 1),
    "box-sizing": words("border-box content-box"),
    "box-decoration-break": words("clone slice"),
    "-webkit-box-decoration-break": words("clone slice"),
    "max-width": either(length(20, 200, percent=(100, 100)), words("none")),
    "min-height": length(0, 20),
    "min-width": either(length(0, 20, percent=(0, 100))),
    # Pages
    **{
        f"{prefix}{place}": words("auto avoid avoid-page avoid-column")
        for prefix in ("break-", "page-break-")
        for place in ("before", "after", "inside")
    },
    "orphans": number(1, 6),
    "widows": number(1, 6),
    "size": several(either(words("a4 a5 letter legal portrait landscape"), length(30, 200)), 2),
    "list-style-position": words("inside outside"),
}
"""What any rule may say of any element."""

OF_SOME: Mapping[str, tuple[frozenset[str], Kind]] = {
    "text-decoration": (frozenset(("a", "abbr")), words("none")),
    "list-style-type": (frozenset(("ul",)), words("disc circle square")),
    "font-size": (
        frozenset(("sup", "sub", "code", "pre", "figcaption", "caption", "small")),
        length(0.7, 1, percent=(70, 100)),
    ),
    "height": (frozenset(("img",)), words("auto")),
    "width": (frozenset(("img",)), either(words("auto"), length(1, 0, percent=(10, 100)))),
    "outline": (frozenset(("a", ":focus-visible", "a:focus-visible")), line),
}
"""What a rule may say beside that of elements of some names: elsewhere it would hide or mislead."""
