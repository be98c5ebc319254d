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


def fault(address: str) -> str:
    """Why an address as `iri` gives it can lead nowhere, or "".

    What validators refuse (RFC 3986, 3.2; WHATWG URL, 3.5), but for slips of the pen that lint
    knows how to correct.
    """
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return "the name of its site, or the port after it, cannot be one"
    if address == f"{parts.scheme}:":
        return f"nothing follows “{address}”"
    if parts.scheme not in ("", "http", "https") or not _AUTHORITY.match(address):
        return ""
    if not parts.hostname:
        return "" if re.match("https?:///", address) else "it names no site"
    if not _is_host(parts.hostname, number="[" in parts.netloc):
        return f"“{parts.hostname}” cannot be the name of a site"
    return ""


def _is_host(name: str, *, number: bool) -> bool:
    try:
        if number:
            from ipaddress import IPv6Address

            return IPv6Address(name).scope_id is None
        return "%" not in name and (name.isascii() or bool(name.encode("idna")))
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
