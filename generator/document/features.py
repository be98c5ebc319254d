"""What a format may be unable to carry of a document."""

from __future__ import annotations

from enum import StrEnum


class Feature(StrEnum):
    """A fact about words or blocks that a format may be unable to carry.

    Words themselves, their order, headings, lists, tables, quotes, code, notes and figures are
    never optional.
    """

    EMPHASIS = "emphasis and strong importance"
    CODE_SPAN = "code spans as code"
    LANGUAGE = "language"
    DIRECTION = "direction"
    PICTURE_BREAK = "hard line breaks beside a picture or a note call"
    LINK_TITLE = "link titles"
    EXPANSION = "abbreviations tied to their expansion"
    DEFINITION_LIST = "definition lists as such"
    THEMATIC_BREAK = "thematic breaks announced to the reader"
    BACK_LINK = "links back from notes"
    LINK_WORDS = "where the words of a link begin"
    HEADING_LEVEL = "heading levels"
    ROW_HEADER = "which cells head their row"
    IGNORABLE = "invisible characters (soft hyphens, joiners, direction marks) outside code"
