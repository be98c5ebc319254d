"""Pages that are turned for a wide table, and turned back: sections (ISO 29500-1, 17.6)."""

from __future__ import annotations

from dataclasses import replace

from generator.packagers.docx.views import BlockView, ParagraphView, SectionView


def turn(written: list[BlockView], separator: ParagraphView) -> None:
    """End the upright pages before the headings that stand last: they go with what follows.

    Where turned pages have just ended, those go on. A `separator` ends the upright pages where no
    paragraph is there to do so.
    """
    end = len(written)
    while end and _is_heading(written[end - 1]):
        end -= 1
    last = written[end - 1] if end else None
    ending = SectionView(turned=False, first=not any(map(_section, written)))
    if not isinstance(last, ParagraphView):
        written.insert(end, replace(separator, section=ending))
    else:
        written[end - 1] = replace(last, section=None if last.section else ending)


def turn_back(separator: ParagraphView) -> ParagraphView:
    """The paragraph that ends the turned pages."""
    return replace(separator, section=SectionView(turned=True, first=False))


def last_pages(
    views: tuple[BlockView, ...], *, more: bool
) -> tuple[tuple[BlockView, ...], SectionView]:
    """The document's blocks and its last pages: turned ones where no `more` follows them."""
    first = not any(map(_section, views))
    last = views[-1] if views else None
    if more or not isinstance(last, ParagraphView) or last.section is None:
        return views, SectionView(turned=False, first=first)
    return (*views[:-1], replace(last, section=None)), last.section


def after_cover(
    views: tuple[BlockView, ...], ending: SectionView
) -> tuple[tuple[BlockView, ...], SectionView]:
    """The same where a page of their own, with what stands on a first page, comes before them."""
    later = tuple(
        replace(view, section=replace(view.section, first=False))
        if isinstance(view, ParagraphView) and view.section
        else view
        for view in views
    )
    return later, replace(ending, first=False)


def _section(view: BlockView) -> SectionView | None:
    """The section that ends with a paragraph, if one does."""
    return view.section if isinstance(view, ParagraphView) else None


def _is_heading(view: BlockView) -> bool:
    return isinstance(view, ParagraphView) and "Heading" in view.style
