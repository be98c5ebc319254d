"""What a construct may be, where a few words name it: each is a closed set."""

from __future__ import annotations

from enum import StrEnum


class Lines(StrEnum):
    """What the lines of a paragraph are that stay lines."""

    CONTACT = "contact"
    ADDRESS = "address"
    SIGNATURE = "signature"
    """Room to sign stands above it."""


class Alignment(StrEnum):
    """How a column is set; START where the source does not say."""

    START = "start"
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Scope(StrEnum):
    """What a header cell names."""

    COLUMN = "col"
    ROW = "row"


class CaptionKind(StrEnum):
    """What is captioned: tables and figures are counted apart."""

    TABLE = "table"
    FIGURE = "figure"


class CalloutKind(StrEnum):
    """What a callout is, in GitHub's words."""

    NOTE = "note"
    TIP = "tip"
    IMPORTANT = "important"
    WARNING = "warning"
    CAUTION = "caution"
