"""The invisible characters of plain text, and how words that look like our signs are kept apart.

All are default-ignorable: no glyph, no sound. The file format is told in
`generator/readback/text`, which knows nothing of this module.
"""

from __future__ import annotations

import functools
import re

from generator.document.words import every_language

GUARD = "\N{WORD JOINER}"
"""Says: what follows is words, not a sign. At a line's ends it also keeps white space."""

LINK = "\N{INVISIBLE SEPARATOR}"
"""Stands where a link's words begin."""

SAID = "\N{INVISIBLE PLUS}"
"""Ends a link whose words themselves say where it leads."""

LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT MARK}"
RIGHT_TO_LEFT = "\N{RIGHT-TO-LEFT MARK}"
ISOLATES = {"ltr": "\N{LEFT-TO-RIGHT ISOLATE}", "rtl": "\N{RIGHT-TO-LEFT ISOLATE}"}
END_OF_ISOLATE = "\N{POP DIRECTIONAL ISOLATE}"

DIRECTION_MARKS = LEFT_TO_RIGHT + RIGHT_TO_LEFT + "".join(ISOLATES.values()) + END_OF_ISOLATE
BULLET = "•"
THEMATIC_BREAK = "* * *"


_ADDRESS = re.compile(
    r"""(?:
      https?://[A-Za-z0-9._~:/?#@!$&*+,=%-]*[A-Za-z0-9/#=&_~%+-]
    | www\.[A-Za-z0-9._~:/?#@!$&*+,=%-]*[A-Za-z0-9/#=&_~%+-]
    | [A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+
    | (?:\+[0-9]|0[0-9]|\(\+?[0-9]{2,5}\)\ ?[0-9])(?:[ ()-]{0,2}[0-9]){5,13}
    )(?=[.,;:!?)”’"'»\]]*(?:[\s\[|]|\Z))""",
    re.VERBOSE,
)
"""An address or a telephone number by its shape, where nothing but punctuation follows."""

ADDRESS = re.compile(rf"(?<![^\s(“‘\"'«]){_ADDRESS.pattern}", re.VERBOSE)
"""One that stands as words of its own: without a guard, that is a link."""

_BEFORE_A_SPACE = re.compile(
    rf"(?<=[^{GUARD}{DIRECTION_MARKS}\ ])\ ([{GUARD}{LINK}])(?={_ADDRESS.pattern})", re.VERBOSE
)


def is_guarded_address(line: str) -> bool:
    """Whether a line begins with the guard of an address that is no link."""
    return line.startswith(GUARD) and _ADDRESS.match(line, 1) is not None


def untouched(line: str) -> str:
    """`line` with the sign before an address before the space before it: nobody copies it then."""
    return _BEFORE_A_SPACE.sub(r"\1 ", line)


def guarded(text: str, *places: str) -> str:
    """`text` with a guard before all that would be a sign of ours in these places."""
    return _look_alikes(places).sub(rf"{GUARD}\g<0>", text)


def _any(*fields: str) -> str:
    """A pattern for the beginning of any of our words, in whatever language."""
    said = (getattr(words, field) for words in every_language() for field in fields)
    return "|".join(sorted({re.escape(each.partition("{")[0].rstrip()) for each in said}))


@functools.cache
def _look_alikes(places: tuple[str, ...]) -> re.Pattern[str]:
    """A look-alike may also begin at the end of the text, where a sign may follow."""
    said = _any("empty", "names_rows")
    everywhere = [
        rf"[{GUARD}{LINK}{SAID}{DIRECTION_MARKS}]",
        rf"\[(?={_any('note', 'image', 'deleted')}|\Z)",
    ]
    somewhere = {
        "brackets": r"\]",
        "link": rf"(?<![^ ])<|(?<![^ ])\((?={_any('see')}|\Z)",
        "alternative": r"[\[\]]",
        "address": r"[>\s]",
        "see": "[()]",
        "header": rf";(?= |\Z)|\((?={said}|\Z)",
        "cell": rf"\((?={said}|\Z)",
        "label": r":(?= |\Z)",
        "bar": r"\|",
    }
    return re.compile("|".join([*everywhere, *(somewhere[place] for place in places)]))


_LABELS = ("title", "table", "columns", "caption", "quote", "code", "term", "definition")
_CONTACT = ("email", "telephone", "website")
_ENDS = ("end_of_table", "end_of_quote", "end_of_code")


@functools.cache
def line_look_alikes() -> re.Pattern[str]:
    """What would make a line of words a line of ours."""
    return re.compile(
        rf"(?:{_numbered('heading', 'note')}|{_any(*_LABELS)})(?::|\Z)"
        rf"|{_any(*_CONTACT)}"
        rf"|(?:\[(?:{_any(*_ENDS)})\]|{re.escape(THEMATIC_BREAK)})\Z"
        rf"|(?:[0-9]{{1,18}}\.|{BULLET})+(?: |\Z)"
        rf"|[{LINK}{DIRECTION_MARKS}]*\[(?:{_any('image')})"
        r"|\|"
    )


@functools.cache
def beginnings() -> re.Pattern[str]:
    """What words that go on in a further line had better not begin with: a sign's beginning."""
    return re.compile(
        rf"(?:{_numbered('heading', 'note')}|{_any(*_LABELS)}):|\[(?:{_any(*_ENDS)})\]|[*|{BULLET}]"
        rf"|[0-9]{{1,18}}\.|[{LINK}{DIRECTION_MARKS}]*\[(?:{_any('image')})"
    )


def _numbered(*fields: str) -> str:
    """A pattern for our words with a number in them, in whatever language."""
    said = (getattr(words, field) for words in every_language() for field in fields)
    return "|".join(sorted({re.sub(r"\\{\w+\\}", "[0-9]+", re.escape(each)) for each in said}))
