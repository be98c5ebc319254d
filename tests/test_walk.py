"""Traversal: what is read is what is rebuilt, and what does not change is shared."""

from __future__ import annotations

import dataclasses
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings

from generator.document.kinds import Alignment, CalloutKind
from generator.document.model import (
    Block,
    BlockQuote,
    Callout,
    Cell,
    CodeBlock,
    Container,
    Definition,
    DefinitionList,
    Division,
    Document,
    Emphasis,
    Figure,
    Heading,
    Image,
    Inline,
    Inlines,
    Link,
    List,
    ListItem,
    Lowered,
    Paragraph,
    Position,
    Raised,
    Row,
    Span,
    Strikethrough,
    Strong,
    Table,
    Text,
    ThematicBreak,
    Wrapper,
)
from generator.document.pictures import Decorative
from generator.document.walk import Rebuilding, Run, inlines, own_words, plain_text, runs
from generator.source import read_source
from tests.conftest import ROOT
from tests.strategies import documents
from tests.test_round_trip import PICTURE

AT = Position(1)


def words(text: str) -> Inlines:
    return (Text(text),)


def said(text: str) -> tuple[Paragraph]:
    return (Paragraph(words(text), AT),)


def row(*texts: str) -> Row:
    return Row(tuple(Cell(words(text), None, Alignment.START) for text in texts), AT)


BLOCKS: dict[type[Block], Block] = {
    Heading: Heading(2, words("a"), "a", AT),
    Paragraph: Paragraph(words("a"), AT),
    List: List(1, True, (ListItem(said("a"), AT), ListItem(said("b"), AT)), AT),  # noqa: FBT003
    DefinitionList: DefinitionList(
        (
            Definition((words("a"), words("b")), (said("c"),), AT),
            Definition((words("d"),), (said("e"), said("f")), AT),
        ),
        AT,
    ),
    Table: Table(words("a"), (row("b", "c"),), (row("d", "e"), row("f", "g")), AT),
    Figure: Figure(Image("dot.png", Decorative(), AT), words("a"), None, AT),
    CodeBlock: CodeBlock("x", None, AT),
    BlockQuote: BlockQuote(said("a"), AT),
    Callout: Callout(CalloutKind.TIP, words("a"), said("b"), AT),
    Division: Division(said("a"), "cy", AT),
    ThematicBreak: ThematicBreak(AT),
}
"""Each kind of block, its words in reading order."""


def texts(run: Run) -> str:
    """All words of a run as `runs` meets them."""
    return "".join(
        node.text if isinstance(node, Text) else "".join(map(texts, runs(node))) for node in run
    )


def capitals(inline: Inline) -> Inlines:
    return (Text(inline.text.upper()),) if isinstance(inline, Text) else (inline,)


def test_every_kind_of_block_is_tried() -> None:
    assert {*BLOCKS} == {*get_args(Block)}
    assert {*get_args(Container)} < {*BLOCKS}


@pytest.mark.parametrize("block", BLOCKS.values(), ids=lambda block: type(block).__name__)
def test_what_is_read_is_what_is_rebuilt(block: Block) -> None:
    read = texts((block,))
    assert read == "abcdefg"[: len(read)]
    rebuilt = Rebuilding(inline=capitals).blocks((block,))
    assert texts(rebuilt) == read.upper()


def test_no_block_that_holds_something_is_a_leaf_of_the_traversal() -> None:
    """A new field of nodes that `walk` passes by would never be linted, marked or resolved."""
    for kind, block in BLOCKS.items():
        held = {"content", "blocks", "items", "entries", "caption", "header", "rows"}
        fields = {field.name for field in dataclasses.fields(kind)}
        assert bool(texts((block,))) == bool(held & fields), kind


WRAPPERS: dict[type[Inline], Inline] = {
    Emphasis: Emphasis(words("a")),
    Strong: Strong(words("a")),
    Strikethrough: Strikethrough(words("a")),
    Raised: Raised(words("a")),
    Lowered: Lowered(words("a")),
    Link: Link("#a", words("a"), None, AT),
    Span: Span(words("a"), "cy"),
}


def test_every_inline_that_holds_others_is_tried() -> None:
    holding = {
        kind
        for kind in get_args(Inline)
        if any(field.name == "content" for field in dataclasses.fields(kind))
    }
    assert {*WRAPPERS} == {*get_args(Wrapper)} == holding


@pytest.mark.parametrize("inline", WRAPPERS.values(), ids=lambda inline: type(inline).__name__)
def test_what_is_inside_an_inline_is_read_and_rebuilt(inline: Inline) -> None:
    assert texts((inline,)) == plain_text((inline,)) == "a"
    assert texts(Rebuilding(inline=capitals).inlines((inline,))) == "A"


def test_what_does_not_change_is_shared() -> None:
    old = Emphasis(words("old"))
    paragraphs = Paragraph((old, Text(" and ")), AT), Paragraph((Strong(words("new")),), AT)
    quote = BlockQuote(paragraphs, AT)

    def without_strong(inline: Inline) -> Inlines:
        return inline.content if isinstance(inline, Strong) else (inline,)

    (rebuilt,) = Rebuilding(inline=without_strong).blocks((quote,))
    assert rebuilt == BlockQuote((paragraphs[0], Paragraph(words("new"), AT)), AT)
    assert isinstance(rebuilt, BlockQuote)
    assert rebuilt.blocks[0] is paragraphs[0]


def test_a_block_may_give_way_to_none_and_to_several() -> None:
    blocks = (BlockQuote(said("a"), AT), ThematicBreak(AT))

    def opened(block: Block) -> tuple[Block, ...]:
        if isinstance(block, BlockQuote):
            return (*block.blocks, *block.blocks)
        return () if isinstance(block, ThematicBreak) else (block,)

    assert Rebuilding(block=opened).blocks(blocks) == said("a") * 2


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=documents(PICTURE, covered=True))
def test_a_document_is_met_in_one_order(document: Document) -> None:
    assert_met_in_one_order(document)


@pytest.mark.parametrize("name", ["definitions", "figure-captions", "footnotes", "table-rich"])
def test_a_sample_is_met_in_one_order(name: str) -> None:
    document, _ = read_source(ROOT / "tests" / "samples" / f"{name}.md")
    assert_met_in_one_order(document)


def assert_met_in_one_order(document: Document) -> None:
    """Rebuilding meets each inline once, containers after what they hold, and changes nothing."""
    met: list[Inline] = []

    def note(inline: Inline) -> Inlines:
        met.append(inline)
        return (inline,)

    assert Rebuilding(inline=note).document(document) is document
    images = [block.image for block in every_block(document) if isinstance(block, Figure)]
    front = (document.metadata.category or (), document.metadata.title)
    read = [*inlines(document)]
    bodies = (document.blocks, *(each.blocks for each in document.notes))
    assert len(read) == len(met) + len(images) + sum(map(len, front))
    assert "".join(map(own_words, met)) == "".join(map(words_below, bodies))


def every_block(document: Document) -> list[Block]:
    found: list[Block] = []

    def note(block: Block) -> tuple[Block]:
        found.append(block)
        return (block,)

    Rebuilding(block=note).document(document)
    return found


def words_below(run: Run) -> str:
    """The words of a run and below it, but those of a figure's picture."""
    return "".join(
        (own_words(node) if isinstance(node, Inline) else "")
        + "".join(
            words_below(inside)
            for inside in runs(node)
            if not (isinstance(node, Figure) and inside == (node.image,))
        )
        for node in run
    )
