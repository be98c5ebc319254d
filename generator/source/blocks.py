"""From block nodes to the model."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from markdown_it.common.utils import unescapeAll

from generator.document.markers import DECIMAL, Marker
from generator.document.model import (
    Block,
    BlockQuote,
    Blocks,
    Callout,
    CodeBlock,
    Definition,
    DefinitionList,
    Division,
    Figure,
    Heading,
    List,
    ListItem,
    Paragraph,
    Position,
    Text,
    ThematicBreak,
)
from generator.document.pictures import Decorative, Forgotten
from generator.document.walk import plain_text
from generator.source.block_rules import CHART, LINES
from generator.source.callouts import KIND, label
from generator.source.captions import (
    FIGURE_CAPTION,
    identifier_of,
    only,
    picture_alone,
    read_caption,
    title_caption,
)
from generator.source.context import Context
from generator.source.inlines import (
    InlineReader,
    inline_nodes,
    read_inlines,
    read_unmarked,
    report_html,
)
from generator.source.items import Item, items, read_directives
from generator.source.language import language
from generator.source.lettered import MARKER
from generator.source.nodes import Node
from generator.source.rules import (
    CALLOUT_EMPTY,
    CODE_INFORMATION,
    CONTAINER_EMPTY,
    HEADING_LEVEL_ONE,
    LIST_NUMBER,
    PICTURE_LINK_TITLE,
    QUOTE_EMPTY,
)
from generator.source.tables import read_table

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)

AnyBlock = TypeVar("AnyBlock", bound=Block)


def read_blocks(nodes: list[Node], context: Context) -> Blocks:
    """The nodes as blocks."""
    return tuple(_read(nodes, context))


def _read(nodes: list[Node], context: Context) -> Iterator[Block]:
    read_directives(nodes, context)
    for item in items(nodes, context):
        if item.is_caption:
            continue
        if item.node.type == "division":
            yield from _division(item.node, context)
            continue
        with context.speaking(item.language):
            block = _READERS[item.node.type](item, context)
        if block is not None:
            yield block


# Blocks --------------------------------------------------------------------------------------


def _position(node: Node, context: Context) -> Position:
    return Position(context.line(node.line))


def _heading(item: Item, context: Context) -> Heading:
    node, position = item.node, _position(item.node, context)
    level = int(node.token.tag[1:])
    if level == 1:
        context.report.add(
            HEADING_LEVEL_ONE,
            position.line,
            "a level 1 heading stands in the text, but the title is the only one: people who "
            "navigate by headings would take this for another document.",
            "write “##”",
        )
    words = read_unmarked(node, context)
    identifier = node.token.meta.get("identifier") or context.identifiers.unique(plain_text(words))
    content = context.abbreviations.mark(words)
    return Heading(max(level, 2), content, identifier, position, item.language)


def _paragraph(item: Item, context: Context) -> Paragraph | Figure | None:
    figure = _figure(item, context)
    if figure is not None:
        return figure
    content = read_inlines(item.node, context)
    if not content:
        return None
    return Paragraph(content, _position(item.node, context), item.language, context.lines)


def _figure(item: Item, context: Context) -> Figure | None:
    """The figure, if the paragraph holds a picture and nothing else."""
    if picture_alone(item.node) is None:
        return None
    link, language_of_part, node = None, item.language, only(inline_nodes(item.node))
    reader = InlineReader(item.node.children[0], context)
    while node is not None and node.type != "image":
        if node.type == "link":
            link = node
        else:
            language_of_part = language(node.token.info, reader.line(node), context.report)
        node = only(node.children)
    if node is None:
        return None
    image = reader.image(node)
    title = node.token.attrGet("title")
    line = reader.line(node)
    caption = title_caption(str(title), line, context) if title else None
    if item.caption is not None:
        caption = read_caption(item.caption, context, FIGURE_CAPTION)
        if isinstance(image.alternative, Decorative):
            image = replace(image, alternative=Forgotten())
    return Figure(
        image,
        caption,
        _link_of_figure(link, reader, context) if link else None,
        Position(line),
        language_of_part,
        identifier_of(item.caption) or node.token.meta.get("identifier"),
    )


def _link_of_figure(link: Node, reader: InlineReader, context: Context) -> str:
    if link.token.attrGet("title"):
        context.report.add(
            PICTURE_LINK_TITLE,
            reader.line(link),
            "the title of the link around this picture would be lost.",
            "say it in the picture's caption or alternative text",
        )
    return reader.target(link)


def _list(item: Item, context: Context) -> List:
    node = item.node
    _check_numbers(node, context)
    start = _start(node) if node.type == "ordered_list" else None
    return List(
        start,
        _is_tight(node),
        tuple(
            ListItem(read_blocks(child.children, context), _position(child, context))
            for child in node.children
        ),
        _position(node, context),
        item.language,
        node.token.meta.get(MARKER, DECIMAL),
    )


def _check_numbers(node: Node, context: Context) -> None:
    """Report a number that will not be shown: CommonMark counts on from the first one."""
    numbers = [int(child.token.info) for child in node.children if child.token.info]
    if len(set(numbers)) < 2:  # noqa: PLR2004 (all the same: the author lets Markdown count)
        return
    marker = node.token.meta.get(MARKER)
    for expected, (number, child) in enumerate(
        zip(numbers, node.children, strict=True), start=numbers[0]
    ):
        if number != expected:
            context.report.add(
                LIST_NUMBER,
                context.line(child.line),
                f"this item is written as {_said(number, marker)} and would be shown as "
                f"{_said(expected, marker)}, because a "
                "list counts on from its first number.",
                "correct the number, or put a paragraph between two lists",
            )
            return


def _said(number: int, marker: Marker | None) -> str:
    return str(number) if marker is None else marker.of(number)


def _start(node: Node) -> int:
    start = node.token.attrGet("start")
    return 1 if start is None else int(start)


def _is_tight(node: Node) -> bool:
    """CommonMark 5.3: markdown-it hides the paragraphs of tight lists."""
    return all(
        child.token.hidden
        for item in node.children
        for child in item.children
        if child.type == "paragraph"
    )


def _definition_list(item: Item, context: Context) -> DefinitionList:
    entries: list[Definition] = []
    for node in item.node.children:
        if node.type == "dt":
            term = read_inlines(node, context)
            if entries and not entries[-1].definitions:
                entries[-1] = replace(entries[-1], terms=(*entries[-1].terms, term))
            else:
                entries.append(Definition((term,), (), _position(node, context)))
        else:
            definitions = (*entries[-1].definitions, read_blocks(node.children, context))
            entries[-1] = replace(entries[-1], definitions=definitions)
    return DefinitionList(tuple(entries), _position(item.node, context), item.language)


def _quote(item: Item, context: Context) -> BlockQuote | Callout | None:
    if KIND in item.node.token.meta:
        return _callout(item, context)
    blocks, position = read_blocks(item.node.children, context), _position(item.node, context)
    if blocks:
        return BlockQuote(blocks, position, item.language)
    context.report.add(
        QUOTE_EMPTY,
        position.line,
        "a quotation begins here and holds no words; it is left out, since a screen "
        "reader would announce a quotation and then nothing.",
        "write what is quoted, or delete the “>”",
    )
    return None


def _callout(item: Item, context: Context) -> Callout | None:
    kind, position = item.node.token.meta[KIND], _position(item.node, context)
    first, *others = item.node.children
    title = read_inlines(first, context)
    blocks = read_blocks(others, context)
    if title or blocks:
        words = label(kind, title, context.language)
        return Callout(kind, words, blocks, position, item.language, titled=bool(title))
    context.report.add(
        CALLOUT_EMPTY,
        position.line,
        f"“[!{kind.upper()}]” has no words after it; it is left out, since a screen reader would "
        "announce a callout and then nothing.",
        "write the words below it, with “>” at the beginning of each line, or delete it",
    )
    return None


def _division(node: Node, context: Context) -> Blocks:
    """A container's blocks; in a division where it says their language."""
    position, written = _position(node, context), node.token.info
    tag = written and (language(written, position.line, context.report) or "und")
    with context.speaking(tag or None), context.keeping_lines(node.token.meta.get(LINES)):
        inside = _inside(node, context)
    if not inside and CHART not in node.token.meta:
        context.report.add(
            CONTAINER_EMPTY,
            position.line,
            "this container holds nothing that a reader would meet; it is left out.",
            "write the lines between it and “:::”, or delete both",
        )
    return (Division(inside, tag, position),) if tag and inside else inside


def _inside(node: Node, context: Context) -> Blocks:
    """What a container holds: blocks, or a chart and its table."""
    if CHART not in node.token.meta:
        return read_blocks(node.children, context)
    from generator.source.charts import read_chart  # most documents have no chart

    read_directives(node.children, context)
    return read_chart(node, items(node.children, context), context)


def _fence(item: Item, context: Context) -> CodeBlock:
    node, position = item.node, _position(item.node, context)
    code_language, _, more = unescapeAll(node.token.info).strip().partition(" ")
    if more.strip():
        context.report.add(
            CODE_INFORMATION,
            position.line,
            f"“{more.strip()}” after the language of this code block reaches no reader.",
            "delete it, or say it in the text before the block",
        )
    return _code(item, code_language, context)


def _indented_code(item: Item, context: Context) -> CodeBlock:
    return _code(item, "", context)


def _code(item: Item, code_language: str, context: Context) -> CodeBlock:
    return CodeBlock(
        item.node.token.content.removesuffix("\n"),
        code_language or None,
        _position(item.node, context),
        item.language,
    )


def _rule(item: Item, context: Context) -> ThematicBreak:
    return ThematicBreak(_position(item.node, context), item.language)


def _html(item: Item, context: Context) -> Paragraph | None:
    """HTML is text; comments in it are not shown."""
    position = _position(item.node, context)
    markup = item.node.token.content
    text = " ".join(_without_comments(markup).split())
    if not text:
        return None
    report_html(markup, position.line, context)
    content = context.abbreviations.mark((Text(context.clean(text, position.line)),))
    return Paragraph(content, position, item.language)


def _without_comments(markup: str) -> str:
    last = markup.rfind("-->") + 3  # beyond, each "<!--" would be looked at in vain
    return _COMMENT.sub("", markup[:last]) + markup[last:] if last > 3 else markup  # noqa: PLR2004


def _table(item: Item, context: Context) -> Block:
    return read_table(item.node, item.caption, item.language, context)


_READERS: dict[str, Callable[[Item, Context], Block | None]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "bullet_list": _list,
    "ordered_list": _list,
    "dl": _definition_list,
    "blockquote": _quote,
    "fence": _fence,
    "code_block": _indented_code,
    "hr": _rule,
    "html_block": _html,
    "table": _table,
}
"""How each node becomes a block; None for one that shows nothing."""
