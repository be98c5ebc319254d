"""From inline nodes to the model: the words of a paragraph, heading, cell or term."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable
from urllib.parse import unquote

from markdown_it.token import Token

from generator.document.addresses import dangerous, fault, iri
from generator.document.kinds import Lines
from generator.document.languages import is_east_asian
from generator.document.model import (
    Code,
    Emphasis,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Lowered,
    Position,
    Raised,
    Span,
    Strikethrough,
    Strong,
    Text,
)
from generator.document.pictures import Alternative, AlternativeText, Decorative, Forgotten
from generator.document.walk import folded
from generator.source.contacts import linked
from generator.source.context import Context
from generator.source.language import language
from generator.source.nodes import Node, nest
from generator.source.rules import (
    LINK_ADDRESS,
    LINK_SCHEME,
    NOTE_IN_LINK,
    NOTE_MISPLACED,
    PICTURE_CAPTION_INLINE,
    RAW_HTML,
)

_BREAK = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)
"""The one piece of HTML that is read: in a cell, a line can end no other way."""

_WRAPPERS: dict[str, Callable[[Inlines], Inline]] = {
    "em": Emphasis,
    "strong": Strong,
    "s": Strikethrough,
    "sup": Raised,
    "sub": Lowered,
}
"""Nodes that say nothing but what their inlines are."""


def read_inlines(block: Node, context: Context) -> Inlines:
    """The words of a node that holds one "inline" node (paragraph, heading, cell, term)."""
    return context.abbreviations.mark(read_unmarked(block, context))


def read_unmarked(block: Node, context: Context) -> Inlines:
    """As `read_inlines`, but abbreviations stay words."""
    inline = block.children[0]
    breaks = block.type != "heading"
    content = InlineReader(inline, context, breaks=breaks).read(inline_nodes(block))
    if context.lines is Lines.CONTACT and block.type == "paragraph":
        return linked(content, context.line(inline.line), context.language)
    return content


def inline_nodes(block: Node) -> list[Node]:
    """The inline nodes of a paragraph, heading, cell or term."""
    tokens = block.children[0].token.children or []
    _join_lines(tokens)
    _give_widths(tokens)
    return nest(tokens)


_WIDTH = re.compile(r"\{width=(?P<percent>[1-9][0-9]|100)%\}")
"""Directly after a picture: its share of the text's width. Below a tenth nobody sees it."""


def _give_widths(tokens: list[Token]) -> None:
    """Take `{width=40%}` off the words after a picture."""
    for picture, after in itertools.pairwise(tokens):
        match = _WIDTH.match(after.content) if after.type == "text" else None
        if picture.type == "image" and match:
            picture.meta["width"] = int(match["percent"])
            after.content = after.content[match.end() :]


def _join_lines(tokens: list[Token]) -> None:
    """Mark the line ends between Chinese or Japanese letters, which put no space between words."""
    before = ""
    ends: list[Token] = []
    for token in tokens:
        if token.type == "softbreak":
            ends.append(token)
        elif token.content:
            if before and is_east_asian(before) and is_east_asian(token.content[0]):
                for end in ends:
                    end.info = _JOINED
            ends, before = [], token.content[-1]


_JOINED = "joined"


class InlineReader:
    """Reads the inlines of one block, whose "inline" node gives the lines."""

    def __init__(self, inline: Node, context: Context, *, breaks: bool = True) -> None:
        """`breaks` is false in headings, which stand on one line."""
        self._breaks = breaks
        self._inline = inline
        self._context = context
        self._report = context.report
        self._in_link = False

    def read(self, nodes: Iterable[Node]) -> Inlines:
        """The nodes as inlines, neighbouring words in one Text."""
        found: list[Inline] = []
        words: list[str] = []
        for node in nodes:
            given = self._read_one(node)
            if isinstance(given, str):
                words.append(given)
                continue
            _say(words, found)
            found.extend(given)
        _say(words, found)
        return tuple(found)

    def _read_one(self, node: Node) -> str | Inlines:
        """Words, or inlines that are more than words."""
        match node.type:
            case "text" | "text_special":
                return self._clean(node, node.token.content)
            case "softbreak" if self._context.lines is None or not self._breaks:
                return "" if node.token.info == _JOINED else " "
            case "softbreak" | "hardbreak":
                return (LineBreak(),)
            case "code_inline":
                return (Code(node.token.content),)
            case kind if kind in _WRAPPERS:
                return (_WRAPPERS[kind](self.read(node.children)),)
            case _:
                return self._read_special(node)

    def _read_special(self, node: Node) -> str | Inlines:
        match node.type:
            case "link":
                return (self._link(node),)
            case "image":
                return self._inline_image(node)
            case "span":
                return self._span(node)
            case "footnote_ref":
                return self._note_call(node)
            case "html_inline" if self._breaks and _BREAK.fullmatch(node.token.content):
                return (LineBreak(),)
            case "html_inline":
                return self._html(node)
            case unknown:
                raise NotImplementedError(unknown)

    def line(self, node: Node) -> int:
        """The source line on which an inline begins."""
        return self._context.line(self._inline.line + node.line)

    def _clean(self, node: Node, text: str) -> str:
        return self._context.clean(text, self.line(node))

    # Links -----------------------------------------------------------------------------------

    def _link(self, node: Node) -> Link:
        self._in_link = True
        content = self.read(node.children)
        self._in_link = False
        title, target = node.token.attrGet("title"), self.target(node)
        return Link(
            target,
            content,
            self._clean(node, str(title)) if title else None,
            Position(self.line(node)),
            reference=not content and target.startswith("#"),
        )

    def target(self, node: Node) -> str:
        """Where a link leads: an address, or "#" and an identifier."""
        line = self.line(node)
        self._context.used_references.add(node.token.meta.get("label", ""))
        target = self._clean(node, str(node.token.attrGet("href") or ""))
        if dangerous(target):
            self._report.add(
                LINK_SCHEME,
                line,
                f"the link “{target[:40]}” does not lead to a page but runs code or holds data, "
                "which readers cannot trust.",
                "link to a page: https://…",
            )
        elif problem := fault(iri(target)):
            self._report.add(
                LINK_ADDRESS,
                line,
                f"the address “{target[:60]}” leads nowhere: {problem}.",
                "copy the whole address, as your browser or address book shows it",
            )
        if target.startswith("#"):
            identifier = unquote(target[1:])
            self._context.internal_links.append((identifier, line))
            return "#" + identifier
        return iri(target)

    # Pictures --------------------------------------------------------------------------------

    def _inline_image(self, node: Node) -> Inlines:
        if node.token.attrGet("title"):
            self._report.add(
                PICTURE_CAPTION_INLINE,
                self.line(node),
                "a picture in running text cannot show a caption, so the caption would be lost.",
                "put the picture in a paragraph of its own, or delete the caption",
            )
        return (self.image(node),)

    def image(self, node: Node) -> Image:
        """The picture; a finding if it cannot be had."""
        line = self.line(node)
        self._context.used_references.add(node.token.meta.get("label", ""))
        name = self._context.gallery.picture(str(node.token.attrGet("src") or ""), line)
        width = node.token.meta.get("width")
        return Image(name, self._alternative(node), Position(line), width)

    def _alternative(self, node: Node) -> Alternative:
        words = self._clean(node, self._plain(node, nest(node.token.children or [])))
        if words.strip():
            return AlternativeText(folded(words))
        return Forgotten() if node.token.attrGet("title") else Decorative()

    def _plain(self, image: Node, nodes: Iterable[Node]) -> str:
        """The words of an alternative text, which cannot hold markup (CommonMark 6.4)."""
        return "".join(self._plain_one(image, node) for node in nodes)

    def _plain_one(self, image: Node, node: Node) -> str:
        match node.type:
            case "softbreak" | "hardbreak":
                return " "
            case "footnote_ref":
                self._misplaced_note(node, self.line(image), "an alternative text")
                return f"[^{node.token.meta['label']}]"
            case "image":
                return self._plain(image, nest(node.token.children or []))
            case "html_inline" if _is_comment(node):
                return ""
            case _:
                return node.token.content * (not node.children) + self._plain(image, node.children)

    # Notes, languages, HTML ------------------------------------------------------------------

    def _note_call(self, node: Node) -> str | Inlines:
        label, line = node.token.meta["label"], self.line(node)
        call = self._context.notes.call(label, line)
        if call is None:
            return f"[^{label}]"
        if self._in_link:
            self._report.add(
                NOTE_IN_LINK,
                line,
                f"the note “[^{label}]” is called inside a link; a reader who follows it would "
                "follow the link instead.",
                "call the note after the link",
            )
        return (call,)

    def _misplaced_note(self, node: Node, line: int, place: str) -> None:
        self._report.add(
            NOTE_MISPLACED,
            line,
            f"the note “[^{node.token.meta['label']}]” is called in {place}, where no reader can "
            "follow it.",
            "call the note in the text beside it",
        )

    def _span(self, node: Node) -> Inlines:
        tag = language(node.token.info, self.line(node), self._report)
        content = self.read(node.children)
        return (Span(content, tag),) if tag else content

    def _html(self, node: Node) -> str:
        line = self.line(node)
        if _is_comment(node):
            first = self._context.line(self._inline.line)
            last = max(first, self._context.line(self._inline.end - 1))
            self._context.directive(node.token.content, line, first, last)
            return ""
        report_html(node.token.content, line, self._context)
        return self._clean(node, " ".join(node.token.content.split("\n")))


def report_html(markup: str, line: int, context: Context) -> None:
    """Say that HTML is text here; once a line."""
    if line in context.lines_with_html:
        return
    context.lines_with_html.add(line)
    shown = " ".join(markup.split())[:40]
    context.report.add(
        RAW_HTML,
        line,
        f"HTML has no meaning here: readers will see and hear “{shown}” as it is.",
        "delete it: a line starts anew only within a paragraph or a cell"
        if _BREAK.fullmatch(markup)
        else "write it in Markdown, or put it in backticks if it is meant to be seen",
    )


def _is_comment(node: Node) -> bool:
    return node.token.content.startswith("<!--")


_LINE_ENDS = {ord("\n"): " ", ord("\r"): " "}
"""A line end that an entity wrote is white space in running text."""


def _say(words: list[str], found: list[Inline]) -> None:
    """Add the words gathered so far as one Text."""
    text = "".join(words).translate(_LINE_ENDS)
    words.clear()
    if not text:
        return
    if found and isinstance(found[-1], Text):
        text = found.pop().text + text  # type: ignore[union-attr]
    found.append(Text(text))
