"""What stands among block nodes and is no block: directives, lines of a language, captions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.source.captions import FIGURE_CAPTION, identifier_of, is_caption, picture_alone
from generator.source.context import Context
from generator.source.inlines import inline_nodes
from generator.source.language import language
from generator.source.nodes import Node
from generator.source.rules import CAPTION_STRAY, LANGUAGE_LINE_STRAY


@dataclass(slots=True)
class Item:
    """A node that becomes a block, with the language of the line before it."""

    node: Node
    language: str | None = None
    caption: Node | None = None
    """The paragraph that is the caption of this table or picture."""
    is_caption: bool = False


def read_directives(nodes: list[Node], context: Context) -> None:
    """Keep the allowances in comments; each holds for the block after it."""
    after = None
    for node in reversed(nodes):
        if node.type == "comment":
            first, last = context.line(node.line), context.line((after or node).end - 1)
            context.directive(node.token.content, first, first, last)
        else:
            after = node


def items(nodes: list[Node], context: Context) -> list[Item]:
    """The nodes that become blocks, and those that are captions of them."""
    found = list(_with_languages(nodes, context))
    _give_captions(found, context)
    return found


def _with_languages(nodes: list[Node], context: Context) -> Iterator[Item]:
    pending: Node | None = None
    for node in nodes:
        match node.type:
            case "comment":
                continue
            case "language_line":
                _stray(pending, context)
                pending = node
            case "footnote_reference":
                pending = None
            case "division":
                _stray(pending, context)
                pending = None
                yield Item(node)
            case _:
                yield Item(node, _said_by(pending, context))
                pending = None
    _stray(pending, context)


def _said_by(line: Node | None, context: Context) -> str | None:
    """The language that a language line says; undetermined where it says none that exists."""
    if line is None:
        return None
    return language(line.token.info, context.line(line.line), context.report) or "und"


def _stray(line: Node | None, context: Context) -> None:
    if line is not None:
        context.report.add(
            LANGUAGE_LINE_STRAY,
            context.line(line.line),
            f"“{{lang={line.token.info}}}” has no block after it, so the words that it was meant "
            "for would be pronounced wrongly.",
            "put it on the line before the block that it describes",
        )


def _give_captions(items: list[Item], context: Context) -> None:
    """Tie each caption to its table, the one after it, else the one before; or to its picture."""
    for index, item in enumerate(items):
        _report_joined(item, context)
        if is_caption(item.node, FIGURE_CAPTION):
            _give_to_picture(item, items[index - 1] if index else None, context)
        if not is_caption(item.node):
            continue
        before = items[index - 1] if index else None
        after = items[index + 1] if index + 1 < len(items) else None
        if after is not None and after.node.type == "table":
            table = after
        elif before is not None and before.node.type == "table" and before.caption is None:
            table = before
        else:
            _stray_caption(item, context)
            continue
        table.caption = item.node
        table.language = table.language or item.language
        item.is_caption = True


def _report_joined(item: Item, context: Context) -> None:
    """Report a line that was meant as a picture's caption and stands in its paragraph."""
    inline = item.node.children[0].token if item.node.type == "paragraph" else None
    if inline is None or f"\n{FIGURE_CAPTION}" not in inline.content:
        return
    shown = [each for each in inline_nodes(item.node) if each.type != "text" or each.token.content]
    for picture, end, words in zip(shown, shown[1:], shown[2:], strict=False):
        caption = words.token.content.startswith(FIGURE_CAPTION)
        if picture.type == "image" and end.type == "softbreak" and caption:
            context.report.add(
                CAPTION_STRAY,
                context.line(item.node.line),
                "a line of this picture's paragraph looks like its caption; readers will meet it "
                "as words beside a picture in the line.",
                "put an empty line before “Figure: ”",
            )
            return


def _is_none(item: Item, context: Context) -> None:
    """What is no caption has no identifier either: links to it lead nowhere."""
    context.identifiers.all.discard(identifier_of(item.node) or "")


def _give_to_picture(item: Item, before: Item | None, context: Context) -> None:
    """Tie a caption to the picture before it, which has none."""
    picture = None if before is None else picture_alone(before.node)
    if before is None or picture is None or picture.token.attrGet("title"):
        _is_none(item, context)
        context.report.add(
            CAPTION_STRAY,
            context.line(item.node.line),
            "this paragraph looks like a picture's caption, but no picture without a caption "
            "stands alone directly before it; readers will meet it as a paragraph.",
            "move it below its picture, or begin the paragraph with another word",
        )
        return
    before.caption = item.node
    before.language = before.language or item.language
    item.is_caption = True


def _stray_caption(item: Item, context: Context) -> None:
    _is_none(item, context)
    context.report.add(
        CAPTION_STRAY,
        context.line(item.node.line),
        "this paragraph looks like a table's caption, but no table without a caption stands "
        "directly before or after it; readers will meet it as a paragraph.",
        "move it to its table, or begin the paragraph with another word",
    )
