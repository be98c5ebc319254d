"""The proof objects to every difference, and to nothing else."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator

import pytest

from generator import reading_order as order
from generator.content.formats import FORMATS
from generator.proof import Proof, prove
from generator.reading_order import Block, Feature, Passage, PassageBuilder, ReadingOrder


def words(text: str, **marked: order.Mark) -> Passage:
    """A passage; keyword arguments mark the words they name."""
    builder = PassageBuilder()
    for index, word in enumerate(text.split(" ")):
        if index:
            builder.add(" ")
        mark = marked.get(word.strip(".,"))
        builder.add(word, frozenset({mark}) if mark else frozenset())
    return builder.passage()


def paragraph(text: str, **marked: order.Mark) -> order.Paragraph:
    return order.Paragraph(words(text, **marked), "line 9", "en", "ltr")


BLOCKS: tuple[Block, ...] = (
    order.Heading(1, words("The title of it"), "line 2", "en", "ltr"),
    paragraph("A first paragraph with a link.", link=order.LinkTo("https://example.org/a")),
    order.List(
        ordered=True,
        items=(
            order.ListItem((paragraph("Seventh item"),), 7),
            order.ListItem(
                (
                    paragraph("Eighth item"),
                    order.List(
                        ordered=False, items=(order.ListItem((paragraph("A bullet below"),)),)
                    ),
                ),
                8,
            ),
        ),
    ),
    order.Table(
        words("Fees of the year"),
        (
            order.Row(
                (order.Cell(words("Kind"), "col"), order.Cell(words("Fee"), "col")), heading=True
            ),
            order.Row(
                (
                    order.Cell(words("Passport"), "row"),
                    order.Cell(words("£10"), None, ("Fee", "Passport")),
                )
            ),
        ),
        "line 20",
        "en",
    ),
    order.Figure("A bar chart", words("Sales by quarter"), "https://example.org/data", "", "en"),
    order.Group(order.Role.QUOTE, (paragraph("Quoted words"),)),
    order.Code("x = 1\n\ny = 2", "line 30", "en"),
    order.DefinitionList(
        (
            order.Term(words("Visa"), "", "en"),
            order.Definition((paragraph("Permission to enter"),)),
        )
    ),
    order.Break(),
    paragraph("The NECC says croeso twice", NECC=order.Expansion("National Economic Crime Centre"),
              croeso=order.InLanguage("cy"), twice=order.Call("1")),
    order.Note("1", (paragraph("A note"),), 1, "line 40"),
)  # fmt: skip
WHOLE = ReadingOrder("The title of it", "en", BLOCKS)


def proven(found: ReadingOrder, lacks: frozenset[Feature] = frozenset()) -> Proof:
    return prove(WHOLE, found, lacks=lacks, source="notice.md", output="notice.html")


def rules(found: ReadingOrder, lacks: frozenset[Feature] = frozenset()) -> set[str]:
    return {finding.rule for finding in proven(found, lacks).findings}


def test_the_same_order_is_proven() -> None:
    proof = proven(WHOLE)
    assert proof.findings == ()
    assert proof.counts["blocks"] == 19


def test_an_added_word_is_told_with_its_place() -> None:
    told = words("A first paragraph with one link.")
    changed = order.Paragraph(told, "line 3", "en", "ltr")
    [first, *_] = proven(replaced(1, changed)).findings
    assert "line 3: paragraph “A first paragraph with a link.” (from notice.md:9)" in first.message
    assert "“one” instead of “a”" in first.message


def replaced(index: int, *blocks: Block) -> ReadingOrder:
    return dataclasses.replace(WHOLE, blocks=(*BLOCKS[:index], *blocks, *BLOCKS[index + 1 :]))


@pytest.mark.parametrize("index", range(len(BLOCKS)))
def test_a_block_left_out_is_missing(index: int) -> None:
    assert "proof-missing" in rules(replaced(index))


@pytest.mark.parametrize("index", range(len(BLOCKS)))
def test_a_block_said_twice_is_added(index: int) -> None:
    assert "proof-added" in rules(replaced(index, BLOCKS[index], BLOCKS[index]))


@pytest.mark.parametrize("index", range(len(BLOCKS) - 1))
def test_two_blocks_changed_about_are_noticed(index: int) -> None:
    blocks = [*BLOCKS]
    blocks[index], blocks[index + 1] = blocks[index + 1], blocks[index]
    assert rules(dataclasses.replace(WHOLE, blocks=tuple(blocks)))


def test_a_block_in_the_wrong_place_is_said_to_have_moved() -> None:
    moved = dataclasses.replace(WHOLE, blocks=(*BLOCKS[:5], *BLOCKS[6:8], BLOCKS[5], *BLOCKS[8:]))
    assert "proof-moved" in rules(moved)


def test_words_come_before_everything() -> None:
    assert rules(ReadingOrder("The title of it", "en", ())) == {"proof-missing"}


def every_field_changed(node: object) -> Iterator[object]:
    """Copies of a tree of dataclasses, each with one fact changed somewhere."""
    assert dataclasses.is_dataclass(node)
    assert not isinstance(node, type)
    for field in dataclasses.fields(node):
        if field.name in {"place", "direction"}:
            continue
        value = getattr(node, field.name)
        for other in changed(value, field.name):
            yield dataclasses.replace(node, **{field.name: other})


def changed(value: object, name: str) -> Iterator[object]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int) and name not in {"start", "end"}:
        yield value + 1
    elif isinstance(value, str):
        yield {"col": "row", "row": None}.get(value, value + "x")
    elif isinstance(value, Passage):
        yield from every_passage_changed(value)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield (*value[:index], *value[index + 1 :])
            inner = every_field_changed(item) if dataclasses.is_dataclass(item) else ()
            for other in inner:
                yield (*value[:index], other, *value[index + 1 :])


def every_passage_changed(value: Passage) -> Iterator[Passage]:
    yield Passage(value.text + " more", value.marks)
    for index, marked in enumerate(value.marks):
        others = value.marks[:index], value.marks[index + 1 :]
        yield Passage(value.text, (*others[0], *others[1]))
        for fact in every_field_changed(marked.mark):
            assert isinstance(fact, order.Mark)
            other = dataclasses.replace(marked, mark=fact)
            yield Passage(value.text, (*others[0], other, *others[1]))


def test_every_changed_fact_is_noticed() -> None:
    tried = 0
    for index, block in enumerate(BLOCKS):
        for other in every_field_changed(block):
            assert isinstance(other, Block)
            assert rules(replaced(index, other)), other
            tried += 1
    assert tried >= 80


@pytest.mark.parametrize(
    "mark",
    [order.Picture, order.Expansion, lambda words: order.LinkTo("https://example.org/", words)],
    ids=["picture", "expansion", "title"],
)
def test_what_a_message_shortens_is_compared_whole(mark: Callable[[str], order.Mark]) -> None:
    """Messages show 60 characters; the proof once compared no more of an alternative text."""
    long = "A bar chart of the sales of each quarter of the year, with the year before beside them"

    def marked(said: str) -> ReadingOrder:
        return replaced(1, paragraph("It rises", rises=mark(said)))

    proof = prove(marked(long), marked(long + "?"), lacks=(), source="a.md", output="a.html")
    assert {"proof-mark-lost"} <= {finding.rule for finding in proof.findings}


def test_where_a_long_mark_ends_is_compared() -> None:
    def linked(count: int) -> ReadingOrder:
        builder = PassageBuilder()
        for index in range(20):
            mark = order.LinkTo("https://example.org/")
            builder.add(f"word{index} ", frozenset({mark}) if index < count else order.NO_MARKS)
        return replaced(1, order.Paragraph(builder.passage(), "", "en", "ltr"))

    proof = prove(linked(20), linked(19), lacks=(), source="a.md", output="a.html")
    assert [finding.rule for finding in proof.findings] == ["proof-mark-lost", "proof-mark-added"]


def test_a_wrong_title_and_language_are_noticed() -> None:
    assert rules(dataclasses.replace(WHOLE, title="Another")) == {"proof-title"}
    assert rules(dataclasses.replace(WHOLE, language=None)) == {"proof-language"}


def test_what_the_read_back_noticed_is_a_finding() -> None:
    fault = order.Fault("page 2", "invisible-text", "“x” is white on white")
    assert rules(dataclasses.replace(WHOLE, faults=(fault,))) == {"proof-invisible-text"}


def test_what_a_format_lacks_is_not_asked_of_it() -> None:
    bare = replaced(9, paragraph("The NECC says croeso twice", twice=order.Call("1")))
    lacks = frozenset({Feature.EXPANSION, Feature.LANGUAGE})
    assert not rules(bare, lacks)
    assert rules(bare)


def test_long_documents_are_compared_in_bounded_time() -> None:
    many = tuple(paragraph(f"Paragraph number {index}") for index in range(5000))
    swapped = (*many[:2500:2], *many[1:2500:2], *many[2501:])
    proof = prove(
        ReadingOrder("t", "en", many),
        ReadingOrder("t", "en", swapped),
        lacks=(),
        source="a.md",
        output="a.html",
    )
    assert proof.findings


def test_links_that_differ_in_title_alone_are_one_where_titles_are_lost() -> None:
    def linked(*titles: str | None) -> ReadingOrder:
        builder = PassageBuilder()
        for index, title in enumerate(titles):
            builder.add(f"word{index}", frozenset({order.LinkTo("https://example.org/", title)}))
        return replaced(1, order.Paragraph(builder.passage(), "", "en", "ltr"))

    proof = prove(
        linked("A title", None),
        linked(None, None),
        lacks=(Feature.LINK_TITLE,),
        source="notice.md",
        output="notice.txt",
    )
    assert not proof.findings


def test_a_break_beside_a_picture_may_be_lost_where_nothing_carries_it() -> None:
    def pictures(*, broken: bool) -> ReadingOrder:
        builder = PassageBuilder()
        builder.add_object(order.Picture("one"))
        if broken:
            builder.add_break()
        builder.add_object(order.Picture("two"))
        builder.add(" and words")
        return replaced(1, order.Paragraph(builder.passage(), "", "en", "ltr"))

    def rules_without(*lacks: Feature) -> tuple[object, ...]:
        return prove(
            pictures(broken=True), pictures(broken=False), lacks=lacks, source="a", output="b"
        ).findings

    assert rules_without()
    assert not rules_without(Feature.PICTURE_BREAK)


def test_a_space_at_the_end_of_a_code_span_counts_beside_invisible_characters() -> None:
    """Found by the soak: the proof folded what it had rebuilt without a soft hyphen."""
    builder = PassageBuilder()
    builder.add("soft\u00adhyphen ")
    builder.add("1. ", frozenset({order.Style.CODE}), exact=True)
    read = PassageBuilder()
    read.add("soft\u00adhyphen 1. ", exact=True)
    proof = prove(
        replaced(1, order.Paragraph(builder.passage(), "", "en", "ltr")),
        replaced(1, order.Paragraph(read.passage(), "", "en", "ltr")),
        lacks=FORMATS["txt"].lacks.keys(),
        source="notice.md",
        output="notice.txt",
    )
    assert proof.findings == ()
