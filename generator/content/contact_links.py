"""The links of a contact in the front matter: to an e-mail address, and to a telephone."""

from __future__ import annotations

import re

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
