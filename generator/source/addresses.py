"""Addresses of links: kept as the author wrote them, as far as an address may be written.

`Link.target` is an IRI (RFC 3987): letters of every script stay as they are, and only what no
address may hold (spaces, quotation marks, braces …) is percent-encoded. A packager whose format
wants ASCII encodes the rest.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_DANGEROUS = re.compile(r"(javascript|data|vbscript):", re.IGNORECASE)
_IGNORED = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
"""What browsers skip inside a scheme (WHATWG URL: tab and newline), and what hides one."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_NEVER = re.compile(r"""[\x00-\x20"<>\\^`{|}\x7f-\x9f]|%(?![0-9A-Fa-f]{2})""")
_BRACKETS = re.compile(r"[\[\]]")
_AUTHORITY = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#]*")


def dangerous(address: str) -> bool:
    """True for addresses that run code or hold the content themselves."""
    return bool(_DANGEROUS.match(_IGNORED.sub("", address)))


def scheme(address: str) -> str:
    """The scheme in small letters ("https"), or nothing for a relative address."""
    match = _SCHEME.match(address)
    return match[0][:-1].lower() if match else ""


def is_sound(address: str) -> bool:
    """False for an address whose host or port cannot be one (RFC 3986, 3.2)."""
    try:
        return (urlsplit(address).port or 0) >= 0
    except ValueError:
        return False


def iri(address: str) -> str:
    """The address with only those characters encoded that no address may hold."""
    address = _NEVER.sub(_encode, address.strip())
    host = _AUTHORITY.match(address)
    end = host.end() if host else 0
    return address[:end] + _BRACKETS.sub(_encode, address[end:])


def _encode(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode())
