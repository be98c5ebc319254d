"""tinyhtml5's parser, made linear in the length of a text.

It appends every piece of a text to a growing string, and each entity begins a piece: a megabyte
of prose takes half a minute. Here the pieces of one text are joined before they reach the tree.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from tinyhtml5.constants import ReparseError, Token
from tinyhtml5.parser import HTMLParser
from tinyhtml5.tokenizer import HTMLTokenizer

from generator.readback.html.tree import DEEPEST, MOST_ATTRIBUTES, too_deep, too_many_attributes

_TEXT = (Token.CHARACTERS, Token.SPACE_CHARACTERS)


class _Tokenizer(HTMLTokenizer):  # type: ignore[misc]  # tinyhtml5 has no types
    """Gives one token for characters that follow each other; leaves out parse errors.

    To join is safe: characters never change the state of the tokenizer. Raises UnreadableError for
    what would take time without end.
    """

    def attribute_name_state(self) -> Any:  # noqa: ANN401
        """The state in which the name of an attribute is read."""
        if len(self.current_token["data"]) > MOST_ATTRIBUTES:
            raise too_many_attributes()
        return super().attribute_name_state()

    def __iter__(self) -> Iterator[dict[str, Any]]:
        pieces: list[str] = []
        for token in super().__iter__():
            if token["type"] is Token.PARSE_ERROR:
                continue
            if token["type"] in _TEXT and (pieces or token["type"] is Token.CHARACTERS):
                pieces.append(token["data"])
                continue
            if pieces:
                yield {"type": Token.CHARACTERS, "data": "".join(pieces)}
                pieces = []
            if len(self.parser.tree.open_elements) > DEEPEST:
                raise too_deep()
            yield token
        if pieces:
            yield {"type": Token.CHARACTERS, "data": "".join(pieces)}


class Parser(HTMLParser):  # type: ignore[misc]
    """The WHATWG algorithm; `parse` gives the root of an ElementTree."""

    def parse(self, data: bytes) -> Any:  # noqa: ANN401
        """The `html` element of a file, which is UTF-8 if it is valid as such and says nothing."""
        self.container, self.scripting = None, False
        self.tokenizer = _Tokenizer(
            io.BytesIO(data), parser=self, default_encoding=_likely_encoding(data)
        )
        self.reset()
        try:
            self.main_loop()
        except ReparseError:  # the file names another encoding than was guessed
            self.reset()
            self.main_loop()
        return self.tree.get_document()


def _likely_encoding(data: bytes) -> str:
    try:
        data.decode()
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"
