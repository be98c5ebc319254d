"""Random lines as people write whom to ask: names, numbers, addresses, e-mails, and commas."""

from __future__ import annotations

from random import Random

PLACES = ("paragraph", "item", "cell", "definition", "contact")

_WORDS = (
    "Jane Hughes", "Siân", "Call", "Write to", "or", "and", "Roads Team", "Monday to Friday",
    "24 hours", "ext. 12", "(office)", "Room 3", "2 High Street", "AB1 2CD", "Mr O’Neill", "£4",
)  # fmt: skip
_REACHED = (
    "01632 960999", "07700 900123", "+44 (0)20 7946 0000", "(01632) 960 001", "020 7946 0000",
    "116 123", "a@example.org", "jane.hughes@roads.example.gov.uk", "www.example.org",
    "https://example.org/a?b=c&d=e", "<https://example.org/>", "<b@example.org>",
    "[c@example.org](mailto:c@example.org)", "[01632 960999](tel:01632960999)",
    "[ring us](tel:+441632960999)", "[the form](https://example.org/form)",
    "[0800 111 999](tel:0800111999)", "example.org/roads",
)  # fmt: skip
_BETWEEN = (", ", ", ", " ", "; ", ": ", " / ", " – ", ". ", ",", " (", ") ")


def line(chance: Random) -> str:
    """A line for running text."""
    parts: list[str] = [chance.choice((*_WORDS, *_REACHED))]
    for _ in range(chance.randint(0, 6)):
        parts += [chance.choice(_BETWEEN), chance.choice(_REACHED + _WORDS)]
    return "".join([*parts, chance.choice(("", ".", ","))])


def fact(chance: Random) -> str:
    """A line for a fact of the front matter, which is plain text, as it stands in quotes."""
    plain = [each for each in (*_WORDS, *_REACHED) if each[0] not in "<["]
    return chance.choice((", ", " ", ",")).join(chance.choices(plain, k=chance.randint(1, 4)))


def notice(chance: Random) -> str:
    """The source of a notice with one such line in each of the places."""
    language = chance.choice(("en-GB", "en-GB", "cy", "ar", "fr", "hi"))
    return (
        f'---\ntitle: Whom to ask\nlang: {language}\ncontact: "{fact(chance)}"\n---\n\n'
        f"{line(chance)}\n\n- {line(chance)}\n- {line(chance)}\n\n"
        f"| Name | Contact |\n|---|---|\n| Jane | {line(chance)} |\n\n"
        f"Office\n:   {line(chance)}\n"
    )
