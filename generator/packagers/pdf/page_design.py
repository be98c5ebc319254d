"""The document as HTML and CSS for print, by `templates/pdf`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.content.added_text import foot, marking
from generator.content.job import Job
from generator.document.languages import Writing, direction
from generator.document.markers import room_for
from generator.document.model import Block, Definition, ListItem, Note, Row
from generator.document.walk import constructs, plain_text
from generator.packagers.markup.node_renderer import NodeRenderer
from generator.packagers.markup.template_variables import Addresses, own_prefix, template_variables
from generator.packagers.pdf import table_fit
from generator.packagers.pdf.addresses import PrintedAddresses
from generator.packagers.pdf.table_fit import Fit, Step
from generator.packagers.typefaces import HEADINGS, FontFace, families
from generator.rendering import environment, look


@dataclass(frozen=True, slots=True)
class PageDesign:
    """Paper, and the size of running text in points; the look's where it is None."""

    paper: str = "A4"
    text_size: float | None = None

    def points(self, job: Job) -> float:
        """The size of running text."""
        if self.text_size is not None:
            return self.text_size
        return float(look("pdf", job.options.theme, job.house_style)["on_paper"]["pt"])


def fits(job: Job, design: PageDesign, steps: Mapping[int, Step]) -> Mapping[int, Fit]:
    """How each table is set, by its line; `steps` are what an earlier layout asked for."""
    return table_fit.table_fits(job.document, design.paper, design.points(job), steps)


def markup(job: Job, fits: Mapping[int, Fit]) -> str:
    """The document as HTML, with tables that fit."""
    templates = environment("pdf", job.options.theme, job.house_style)
    addresses = Addresses(href=lambda name: f"#{name}", source=lambda name: f"picture:{name}")
    prefix = own_prefix(job.document)
    printed = PrintedAddresses.of(job.document, job.added_text)
    variables = {
        **template_variables(job.document, job.added_text, addresses, xml=False),
        "call": lambda number, occurrence: f"{prefix}call-{number}-{occurrence}",
        "where": _where,
        "title": plain_text(job.document.metadata.title),
        "printed_after": printed.after,
        "listed_addresses": printed.numbers,
        "fit": lambda table: fits[table.position.line],
    }
    macros = [templates.get_template(name) for name in ("nodes.html.jinja", "shared/nodes.jinja")]
    inside = NodeRenderer(macros, variables)
    page = templates.get_template("document.html.jinja")
    return page.render(nodes=inside.macros, inside=inside, **variables)


def _where(node: Block | Definition | ListItem | Note | Row) -> Markup:
    """The attribute that says on which line of the source a node begins, if it is in one."""
    if not node.position.line:
        return Markup()
    return Markup(' data-line="{}"').format(node.position.line)


def stylesheet(
    job: Job, design: PageDesign, faces: tuple[FontFace, ...], languages: tuple[str, ...] = ()
) -> str:
    """The style of the document's pages; `languages` are those of its parts."""
    language = job.document.metadata.language
    template = environment("pdf", job.options.theme, job.house_style).get_template(
        "style.css.jinja"
    )
    return template.render(
        page_size=design.paper,
        page_margin=table_fit.PAGE_MARGIN,
        edge=table_fit.EDGE,
        half_page=round(table_fit.page_height(design.paper) / 2, 1),
        cell_padding=table_fit.CELL_PADDING,
        list_indent=table_fit.LIST_INDENT,
        indents=table_fit.most_indents(design.paper, design.points(job)),
        smaller=Step.SMALLER.size,
        smallest=Step.TURNED_SMALLEST.size,
        text_size=design.points(job),
        writing=Writing.of(languages),
        constructs=constructs(job.document),
        room_for_markers=room_for,
        families=Families.of(faces, language),
        families_of_parts={tag: Families.of(faces, tag) for tag in languages if tag != language},
        start="right" if direction(language) == "rtl" else "left",
        end="left" if direction(language) == "rtl" else "right",
        page_of=_page_of(job.added_text.words.page_of),
        foot=_quoted(words) if (words := foot(job.document)) else None,
        marked=bool(marking(job.document.metadata)),
    )


@dataclass(frozen=True, slots=True)
class Families:
    """The font families of a language, as CSS lists."""

    text: Markup
    code: Markup
    headings: Markup | None = None
    """Where a brand has a typeface for them."""

    @classmethod
    def of(cls, faces: Iterable[FontFace], language: str) -> Families:
        """Those for `language`."""
        given = tuple(faces)
        text, code = families(given, language)
        own = [HEADINGS, *text] if any(face.family == HEADINGS for face in given) else []
        return cls(_quoted_list(text), _quoted_list(code), _quoted_list(own) if own else None)


def _quoted(text: str) -> Markup:
    """A CSS string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return Markup(f'"{escaped}"')  # noqa: S704 (CSS, escaped here)


def _quoted_list(names: Iterable[str]) -> Markup:
    return Markup(", ").join(map(_quoted, names))


def _page_of(pattern: str) -> Markup:
    """What is printed below each page, as CSS content."""
    before, _, rest = pattern.partition("{page}")
    between, _, after = rest.partition("{pages}")
    return Markup(" ").join(
        (
            _quoted(before),
            Markup("counter(page)"),
            _quoted(between),
            Markup("counter(pages)"),
            _quoted(after),
        )
    )
