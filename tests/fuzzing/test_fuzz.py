"""Any bytes and any Markdown: read, or refused by an error of ours, within five seconds.

For as long as one likes, and led by coverage: `python -m tests.fuzzing`.
"""

from __future__ import annotations

import time
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.building.build import build
from tests.fuzzing.mutators import token_mutator, xml_mutator
from tests.fuzzing.targets import Target, package_target, pdf_target, plain_target, source_target

SLOWEST = 5
"""Seconds of processor time."""

FRAGMENTS = (
    "words", "Tŷ", "שלום", "e\u0301", "\u200b", "\u202e", "\ufeff", "\0", "\x1b", "1", "0", " ",
    "  ", "\t", "\n", "\n\n", "\r\n", "\\", "# ", "## ", "###### ", "Title\n===\n", "- ", "* ",
    "+ ", "1. ", "999999999) ", "> ", "    ", "---\n", "***\n", "```\n", "```js title\n", "~~~\n",
    "| a | b |\n|---|:-:|\n| c | d |\n", "| ", "|", "Table: ", ":   ", "Term\n:   ", "*", "**",
    "***", "_", "~~", "`", "``", "[", "]", "](", ")", "](https://example.org/)",
    "](javascript:x)", "](#a)", "](<", "![", "![](chart.png)", "![a](chart.png 'b')\n",
    "![a](script.svg)", "![a](../x.png)", "![a](animated.gif)", "[^1]", "[^1]: ", "[^1]: [^1]",
    "[a]: b 'c'\n", "[a]", "[a][]", "{lang=cy}", "{lang=cy}\n", "{#a}", "::: {lang=ar}\n",
    ":::\n", "*[NCA]: National\n", "NCA", "<", ">", "<b>", "</b>", "<!-- ", " -->",
    "<!-- allow raw-html: x -->\n", "<?x", "<![CDATA[", "&amp;", "&#0;", "&nbsp;", "{{ x }}",
    "{% x %}", "https://example.org/", "<https://example.org/>", "\u2028",
    "---\ntitle: a\nlang: en\n---\n\n", "---\n", "title: a\n", "lang: en\n", "date: 2026-01-01\n",
    "contact: {email: a@b}\n", "allow:\n  raw-html: x\n", "keywords: [a, b]\n", "x: &a [*a]\n",
    "? ", "!!x ",
)  # fmt: skip
FRONT = "---\ntitle: A notice\nlang: en-GB\n---\n\n"

MARKDOWN = st.builds(
    lambda front, parts: (FRONT * front + "".join(parts)).encode(),
    st.booleans(),
    st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=5)), max_size=40),
)
MARKUP = st.lists(
    st.sampled_from(
        [
            *(
                "<p>",
                "</p>",
                "<table>",
                "<tr>",
                "<td colspan=9>",
                "<th scope=x>",
                "</table>",
                "<ul>",
            ),
            *("<li>", "<ol start=-9>", "<dl>", "<dt>", "<dd>", "<a href='#x'>", "<a id=x>", "</a>"),
            *("<h1>", "<h7>", "<img alt=x>", "<svg>", "<math>", "<template>", "<script>", "<!--"),
            *(
                "-->",
                "<![CDATA[",
                "<p lang=cy dir=rtl>",
                "<abbr title=x>",
                "<pre>\n",
                "&#0;",
                "&x;",
            ),
            *(
                "<aside role=doc-footnote id=x>",
                "<select>",
                "<frameset>",
                "<noscript>",
                "<br>",
                "x",
            ),
            *("Title: x\n", "Table: \n", "Columns: ", "[End of table]\n", "• ", "•1. ", "\u2063"),
            *(
                "[1] ",
                "Quote:\n",
                "Code:\n",
                "[End of code]\n",
                "\u2060",
                "<https://x>",
                "\n",
                "  ",
            ),
        ]
    ),
    max_size=60,
).map(lambda parts: "".join(parts).encode())


def fuzz(read: Target, inputs: st.SearchStrategy[bytes], count: int) -> None:
    """Read that many inputs; any error but ours, and any that takes too long, is a find."""

    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    @given(inputs)
    def each(data: bytes) -> None:
        start = time.process_time()
        read(data)
        assert time.process_time() - start < SLOWEST

    each()


SOME = pytest.param(1, id="some", marks=pytest.mark.slow)
MANY = pytest.param(25, id="many", marks=pytest.mark.soak)
several = pytest.mark.parametrize("times", [SOME, MANY])


@several
def test_any_bytes_as_a_source(times: int, tmp_path: Path) -> None:
    fuzz(source_target(tmp_path), st.binary(max_size=300), 200 * times)


@several
def test_any_markdown_as_a_source(times: int, tmp_path: Path) -> None:
    fuzz(source_target(tmp_path), MARKDOWN, 800 * times)


@several
@pytest.mark.parametrize("name", ["html", "txt"])
def test_any_markup_read_back(name: str, times: int) -> None:
    fuzz(plain_target(name), st.one_of(MARKUP, st.binary(max_size=300)), 250 * times)


@several
@pytest.mark.parametrize("name", ["docx", "epub", "pdf"])
def test_any_part_of_a_file_read_back(name: str, times: int, samples: dict[str, Path]) -> None:
    """Each file of ours, with one part changed so that it mostly stays well-formed."""
    sources = [samples[each] for each in ("figures", "footnotes", "table-rich")]
    files = [build(source, [name]).files[f"{source.stem}.{name}"] for source in sources]
    head = 2 if name == "pdf" else 1
    read, seeds = pdf_target(files) if name == "pdf" else package_target(name, files)
    mutate = (token_mutator if name == "pdf" else xml_mutator)([seed[head:] for seed in seeds])

    def mutated(seed: bytes, chance: int) -> bytes:
        body = mutate(seed[head:], Random(chance))  # noqa: S311
        return seed if body is None else seed[:head] + body

    fuzz(read, st.builds(mutated, st.sampled_from(seeds), st.integers(0, 2**64)), 170 * times)
