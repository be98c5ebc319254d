"""One self-contained HTML file: styles, fonts and pictures inside, no script."""

from __future__ import annotations

import base64
import hashlib

from markupsafe import Markup

from generator.content.added_text import page_title
from generator.content.claims import claims
from generator.content.job import Job, Packed
from generator.document.languages import Writing, direction
from generator.document.markers import room_for
from generator.document.pictures import Picture
from generator.document.walk import constructs, languages
from generator.packagers import fonts
from generator.packagers.brand_faces import measured
from generator.packagers.html import table_room
from generator.packagers.html.head_metadata import linked_data, named, open_graph
from generator.packagers.html.pictures import pictures_in_lines
from generator.packagers.markup.node_renderer import NodeRenderer
from generator.packagers.markup.template_variables import Addresses, template_variables
from generator.packagers.markup.web_fonts import prepare, subsets
from generator.rendering import environment, look

__all__ = ["Page", "pack", "prepare"]


def pack(job: Job) -> Packed:
    """The page."""
    rendered = Page(job)
    return Packed(
        data=rendered.text().encode(),
        fonts=tuple(subset.file for subset in rendered.fonts),
    )


class Page:
    """One document on its way to HTML."""

    def __init__(self, job: Job) -> None:
        """Render the body; the fonts' characters are those that it shows."""
        self._document = job.document
        self._added_text = job.added_text
        self._theme, self._house_style = job.options.theme, job.house_style
        self._environment = environment("html", self._theme, self._house_style)
        self._room = self._table_room()
        self._body = self._render_body()
        self.fonts = tuple(subsets(job.document, self._body))

    def text(self) -> str:
        """The whole page."""
        style = self._render(
            "style.css.jinja",
            fonts=[_font_face(font) for font in self.fonts],
            window_margin=table_room.WINDOW_MARGIN,
            cell_padding=table_room.CELL_PADDING,
            broadest_em=table_room.BROADEST,
            inset_levels=self._room.levels(self._document),
            writing=Writing.of(languages(self._document)),
            constructs=constructs(self._document),
            room_for_markers=room_for,
        )
        line = Markup(" ").join(style.split())
        said = claims(self._document, contents=bool(self._added_text.contents))
        data = linked_data(self._document, said)
        return self._render(
            "document.html.jinja",
            title=page_title(self._document.metadata),
            metadata=self._document.metadata,
            direction=direction,
            named=named(self._document),
            open_graph=open_graph(self._document),
            linked_data=data,
            linked_data_hash=_hash(data),
            style=line,
            style_hash=_hash(line),
            body=self._body,
        )

    def _render(self, template: str, **values: object) -> Markup:
        # Rendered by a template that escapes: markup, not text.
        return Markup(self._environment.get_template(template).render(**values))  # noqa: S704

    def _table_room(self) -> table_room.TableRoom:
        sizes = look("html", self._theme, self._house_style)
        return table_room.TableRoom(
            sizes["screen_px"],
            sizes["measure_em"],
            table_room.indents(self._document),
            table_room.inner_cells(self._document),
            table_room.Widths(measured(self._document.brand)),
        )

    def _render_body(self) -> Markup:
        in_lines = frozenset(pictures_in_lines(self._document))
        variables = {
            **template_variables(self._document, self._added_text, self._addresses(), xml=False),
            "scrolls": self._room.scrolls,
            "box_classes": self._room.box_classes,
            "table_classes": self._room.table_classes,
            "cell_classes": self._room.cell_classes,
            "dark_logo": self._dark_logo(),
            "among_words": lambda image: image in in_lines,
        }
        names = ("nodes.html.jinja", "shared/nodes.jinja")
        macros = [self._environment.get_template(name) for name in names]
        inside = NodeRenderer(macros, variables)
        return self._render("body.html.jinja", nodes=inside.macros, inside=inside, **variables)

    def _dark_logo(self) -> dict[str, object] | None:
        brand = self._document.brand
        dark = brand.logo.dark if brand and brand.logo else None
        if dark is None:
            return None
        return {"source": _data_uri(dark), "width": dark.width, "height": dark.height}

    def _addresses(self) -> Addresses:
        pictures = self._document.pictures
        return Addresses(
            href=lambda identifier: f"#{identifier}",
            source=lambda name: _data_uri(pictures[name]),
        )


def _font_face(subset: fonts.Subset) -> dict[str, str]:
    return {
        "name": subset.face.name,
        "style": subset.face.style,
        "weight": fonts.weight_of(subset.face),
        "source": f"data:font/woff2;base64,{base64.b64encode(subset.data).decode()}",
    }


def _data_uri(picture: Picture) -> str:
    return f"data:{picture.media_type};base64,{base64.b64encode(picture.data).decode()}"


def _hash(text: str) -> str:
    """The source expression of a Content Security Policy that allows an element with this text."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
