"""The links of a contact: to an e-mail address, a telephone and a website."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.document.addresses import fault, iri

BARE_ADDRESS = re.compile(
    r"(?<![\w@./=\"'-])(?:https?://|www\.)[^\s<>]+[^\s<>.,;:!?'\")\]]", re.IGNORECASE
)
"""A web address in a text."""
BARE_MAIL = re.compile(r"(?<![\w.@/:=+-])[\w.+-]*\w@[\w-]+(?:\.[\w-]+)+\b(?![@/])")
"""An e-mail address in a text."""

_NEVER_IN_MAIL = re.compile(r"""[\x00-\x20"#%&/;<=>?\\\[\]^`{|}\x7f-\x9f]""")
"""What RFC 6068, 2 encodes; letters of every script stay (RFC 3987)."""

_EXTENSION = re.compile(
    r",?\s*\b(?:extension|extn|ext|x|estyniad|est|poste|Durchwahl)(?![^\W\d])[.:]?\s*(?P<number>[0-9]{1,7})",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\+?[0-9(][0-9()\- .\u00a0\u2011]*")
_AREA = re.compile(r"^(\(?0[0-9]{1,5}\)?)\s?/")
"""An area code, as German numbers have it; another slash stands between two numbers."""
_TRUNK = re.compile(r"(\+(?!39)[0-9]{1,3})[ \u00a0]?\(0\)")
"""The zero that is dialled only without the country's number. Italy dials it always."""
_FEWEST, _MOST = 3, 15
"""Digits of a telephone number (ITU-T E.164, 6)."""


def by_email(address: str) -> str:
    """The address as a link ("mailto:", RFC 6068)."""
    encoded = _NEVER_IN_MAIL.sub(lambda found: f"%{ord(found[0]):02X}", address)
    return f"mailto:{encoded}"


def by_telephone(written: str) -> str | None:
    """The number as a link ("tel:", RFC 3966); None where it is not plain which number that is."""
    extension = _EXTENSION.search(written)
    number = written
    if extension is not None:
        if extension.end() < len(written.rstrip()):
            return None
        number = written[: extension.start()]
    number = _TRUNK.sub(r"\1", _AREA.sub(r"\1 ", number.strip(), count=1))
    digits = re.sub("[^0-9]", "", number)
    if not _NUMBER.fullmatch(number) or not _FEWEST <= len(digits) <= _MOST:
        return None
    plus = "+" if number.startswith("+") else ""
    return f"tel:{plus}{digits}" + (f";ext={extension['number']}" if extension else "")


def by_website(address: str) -> str:
    """The address of a website as a link: with its scheme, and a slash after a bare host."""
    address = address if "://" in address else f"https://{address}"
    return f"{address}/" if re.fullmatch(r"https?://[^/?#]+", address) else address


def website_name(url: str) -> str:
    """What a website is called: its address without what goes without saying."""
    name = url.removeprefix("https://")
    return name.removesuffix("/") if name != url and name.count("/") == 1 else name


# In lines of a text ---------------------------------------------------------------------------


class ContactLink(NamedTuple):
    """Where in a line a link stands, where it leads, and its words."""

    start: int
    end: int
    target: str
    words: str


_DIGITS = re.compile(
    r"(?<![\w+(.,:/@-])\+?+\(?+[0-9]++(?:\)?+ ?/ ?(?=[0-9]))?"
    r"(?:\)?+[ .\u00a0\u2011-]?+\(?+[0-9]++)*+(?!\w|[.:/-][0-9])"
)
"""Groups of digits with one sign between them, up to what cannot be a part of the number."""
_CALLED = re.compile(
    r"\b(?:t[eé]l|tele(?:ph|f)[oóô]n[eo]?|t[eé]l[eé]phone|phone|mob(?:ile)?|cell|call|ring|text"
    r"|sms|whatsapp|textphone|minicom|helpline|hotline|switchboard|freephone|landline"
    r"|ff[oô]n|ffoniwch|f[oó]n|guth[aá]n|handy)(?: (?:number|no|us|on|us on|at))?[\s.:]*\Z",
    re.IGNORECASE,
)
"""What stands directly before a number that is called."""
_NOT_CALLED = re.compile(
    r"\b(?:(?:fax|telefax|ffacs|iban|bic)\b[\w. ]{0,20}"
    r"|(?:account|konto|vat|utr|nhs|isbn|issn|ref|reference|company|charity|registration|registered"
    r"|licence|invoice|order|case|grid)\b"
    r"(?:[. ]+(?:number|no|id|code|ref|reference|reg|registration|registered|charity|company"
    r"|in england|in scotland|in wales|and wales))*[. ]*):?\s*\Z"
    r"|\b[a-z]{2}[0-9]{2}[\w ]*\Z",
    re.IGNORECASE,
)
"""What stands directly before a number that is not: the beginning of an IBAN, for one."""
_GROUPED = re.compile(
    r"\+.*|\(?0[0-9]*[^0-9.][^.]*|0[0-9]*(?:\.[0-9]{2,4}){3,}|\([0-9]{3}\) ?[0-9]{3}-[0-9]{4}"
)
"""A number that begins as one for a telephone and has groups: no time, no account."""
_DATE = re.compile(r"(?<![0-9])[0-9]{1,2}[-.][0-9]{1,2}[-.](?:19|20)[0-9]{2}(?![0-9])")
_BEFORE = 60
"""Letters before a number that are looked at."""
_FEWEST_UNNAMED = 9
"""Digits of a number that nothing but its form says to be a telephone's."""


def links_in(line: str, telephone: str) -> Iterator[ContactLink]:
    """The numbers and addresses in a line that are links, in order.

    `telephone` is what our words say before a number ("Telephone: "). A number without it is a
    telephone's where it begins with "+" or 0 and is written in groups.
    """
    last = 0
    for found in sorted((*_addresses(line), *_numbers(line, telephone))):
        if found.start >= last:
            yield found
            last = found.end


def _addresses(line: str) -> Iterator[ContactLink]:
    for match in BARE_MAIL.finditer(line):
        yield ContactLink(*match.span(), by_email(match[0]), match[0])
    for match in BARE_ADDRESS.finditer(line):
        start, end = match.span()
        end += match[0].count("(") > match[0].count(")") and line.startswith(")", end)
        target = iri(by_website(line[start:end]))
        if not fault(target):
            yield ContactLink(start, end, target, website_name(line[start:end]))


def _numbers(line: str, telephone: str) -> Iterator[ContactLink]:
    for match in _DIGITS.finditer(line):
        start, end = match.span()
        extension = _EXTENSION.match(line, end)
        if extension is not None:
            end = extension.end()
        if line[start] == "(" and ")" not in line[start:end]:
            start += 1
        target = by_telephone(line[start:end])
        if target is not None and _is_called(
            match[0], line[max(0, start - _BEFORE) : start].casefold(), telephone
        ):
            yield ContactLink(start, end, target, line[start:end])


def _is_called(number: str, before: str, telephone: str) -> bool:
    """True for a number that is a telephone's, by what stands before it or by its form."""
    label = telephone.casefold().strip(" :.\u00a0")
    if _CALLED.search(before) or (label and before.rstrip(" :.\u00a0").endswith(label)):
        return True
    if _NOT_CALLED.search(before):
        return False
    if sum(each.isdigit() for each in number) < _FEWEST_UNNAMED or _DATE.search(number):
        return False
    return bool(_GROUPED.fullmatch(number))
