"""The addresses that are printed after links, for those who read on paper."""

from __future__ import annotations

from generator.document.model import Link
from generator.document.walk import plain_text


def printed_address(link: Link) -> str | None:
    """The address to print after a link, unless its words show it already or paper is no use."""
    scheme, _, rest = link.target.partition(":")
    if scheme not in {"http", "https", "mailto"}:
        return None
    bare = rest.strip("/").casefold()
    shown = plain_text(link.content).casefold()
    return None if bare in shown else rest if scheme == "mailto" else link.target
