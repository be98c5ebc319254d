"""What each page shows. Nothing here changes anything."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import Response

from generator.building.checking import Source
from generator.building.manifest import SUFFIX
from generator.findings.errors import AnnounceError
from generator.studio import imports
from generator.studio.access import PREVIEW_POLICY
from generator.studio.changes import changes
from generator.studio.folder import Text, UnreadableTextError
from generator.studio.history import Kind
from generator.studio.outcomes import (
    files,
    groups,
    language_of,
    proof_in_words,
    summary,
    title_of,
    when,
)
from generator.studio.pictures import KINDS
from generator.studio.visit import Visit, rendered
from generator.studio.work import Draft

_DIGITS = 10
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in a zip file: it is the same whenever it is made."""


@dataclass(frozen=True, slots=True)
class Row:
    """A document in the list: what is found in it, if it was checked, and what is published."""

    name: str
    path: str
    title: str
    language: str
    found: str
    grave: bool
    published: str


def documents(visit: Visit) -> Response:
    """The list of documents with their states."""
    rows = tuple(_row(visit, source) for source in visit.studio.folder.sources())
    folder = str(visit.studio.settings.folder.resolve().name)
    return visit.page("documents.html.jinja", rows=rows, folder=folder)


def _row(visit: Visit, source: Source) -> Row:
    name = visit.studio.folder.name(source)
    try:
        text = visit.studio.folder.load(source)
    except (OSError, UnreadableTextError):
        return Row(name, "", name, "", "It cannot be read as text.", grave=True, published="")
    version, checked = visit.studio.checks.get(name, ("", None))
    known = checked is not None and version == text.version
    return Row(
        name=name,
        path=quote(name),
        title=title_of(text.words, source.path.name),
        language=language_of(text.words),
        found=_capital(summary(checked.findings)) if checked and known else "Not checked yet",
        grave=bool(checked and known and not checked.publishable),
        published=_published(visit, source, text),
    )


def _published(visit: Visit, source: Source, text: Text) -> str:
    """Whether a source is published as it stands."""
    found = visit.studio.workshop.published(source)
    if found is None:
        return "Not published"
    date = when((found.folder / f"{source.path.stem}{SUFFIX}").stat().st_mtime)
    changed = "" if found.manifest.source_sha256 == text.version else ", changed since"
    return f"Published {date}{changed}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def new(visit: Visit) -> Response:
    """The form for a new document."""
    return visit.page("new.html.jinja", wrong="", given="", language=visit.studio.settings.language)


def bring(visit: Visit) -> Response:
    """The form for a file of another program."""
    return visit.page("import.html.jinja", wrong="", kinds=",".join(imports.KINDS))


def imported(visit: Visit) -> Response:
    """What there is to say of the file that a document was made of."""
    source = visit.source()
    found = visit.studio.imports.get(visit.name, ())
    return visit.document_page(
        "imported.html.jinja", source, loaded(visit, source), here="edit", findings=found
    )


def loaded(visit: Visit, source: Source) -> Text:
    """A source's text; a page that says why where there is none."""
    try:
        return visit.studio.folder.load(source)
    except UnreadableTextError as error:
        words = f"{source.path.name} cannot be shown here: {error}. Open it in a text editor."
        raise HTTPException(HTTPStatus.UNPROCESSABLE_ENTITY, words) from None


def edit(visit: Visit) -> Response:
    """A document's text, and what is found in it."""
    source = visit.source()
    text = loaded(visit, source)
    return editor(visit, source, text)


def editor(
    visit: Visit, source: Source, text: Text, status: int = HTTPStatus.OK, wrong: str = ""
) -> Response:
    """The page to write in; `wrong` says why the text in it is not saved."""
    checked = visit.check(source, text)
    return visit.document_page(
        "edit.html.jinja",
        source,
        text,
        status,
        here="edit",
        groups=groups(checked.findings),
        summary=summary(checked.findings),
        wrong=wrong,
    )


def lines(visit: Visit) -> Response:
    """A document's text with the numbers of its lines, each followed by what is found in it."""
    source = visit.source()
    text = loaded(visit, source)
    found: dict[int, list[str]] = {}
    for each in visit.check(source, text).findings:
        found.setdefault(each.line or 1, []).append(f"{_capital(each.severity)}: {each.message}")
    numbered = tuple(
        (number, line, tuple(found.get(number, ())))
        for number, line in enumerate(text.words.rstrip("\n").split("\n"), 1)
    )
    return visit.document_page("lines.html.jinja", source, text, here="edit", lines=numbered)


def look(visit: Visit) -> Response:
    """The document as a web page, inside ours."""
    return _shown(visit, "look.html.jinja", "page")


def text(visit: Visit) -> Response:
    """The document as plain text."""
    return _shown(visit, "text.html.jinja", "text")


def announced(visit: Visit) -> Response:
    """The document as a screen reader announces it."""
    return _shown(visit, "announced.html.jinja", "announced")


def _shown(visit: Visit, template: str, view: str) -> Response:
    """A view of a document, or why it cannot be shown."""
    source = visit.source()
    loaded_text = loaded(visit, source)
    workshop = visit.studio.workshop
    try:
        match view:
            case "page":
                workshop.preview(source, "html")
                shown: object = None
            case "text":
                shown = workshop.preview(source, "txt").decode("utf-8-sig")
            case _:
                shown = workshop.announced(source)
    except AnnounceError as error:
        found = groups(error.findings)
        return visit.document_page(
            "unseen.html.jinja", source, loaded_text, here="look", view=view, groups=found
        )
    return visit.document_page(template, source, loaded_text, here="look", view=view, shown=shown)


def preview(visit: Visit) -> Response:
    """The document's web page itself, which may run no script and reach nothing of ours."""
    source = visit.source()
    try:
        page = visit.studio.workshop.preview(source, "html")
    except AnnounceError:
        page = rendered("unshown.html.jinja").encode()
    return Response(
        page,
        media_type="text/html; charset=utf-8",
        headers={
            "content-security-policy": PREVIEW_POLICY,
            "cross-origin-opener-policy": "unsafe-none",
            "x-frame-options": "SAMEORIGIN",
        },
    )


def formats(visit: Visit) -> Response:
    """The files: made, proven, to be downloaded, to be published."""
    source = visit.source()
    return formats_page(visit, source, loaded(visit, source))


def formats_page(
    visit: Visit, source: Source, text: Text, status: int = HTTPStatus.OK, wrong: str = ""
) -> Response:
    """The page about a document's files; `wrong` says why they could not be made."""
    checked = visit.check(source, text)
    draft = _current(visit, source, text)
    return visit.document_page(
        "files.html.jinja",
        source,
        text,
        status,
        here="files",
        files=tuple(files(draft.manifest.outputs)) if draft else (),
        proof=proof_in_words(draft.manifest) if draft else "",
        groups=groups(checked.findings),
        summary=summary(checked.findings),
        publishable=checked.publishable,
        published=_published(visit, source, text),
        output=str(visit.studio.settings.output / source.below),
        wrong=wrong,
    )


def _current(visit: Visit, source: Source, text: Text) -> Draft | None:
    """The draft, if it is of the text as it stands."""
    draft = visit.studio.workshop.draft(source)
    return draft if draft and draft.manifest.source_sha256 == text.version else None


def download(visit: Visit) -> Response:
    """One file, or all of them with their manifest in a zip file."""
    source = visit.source()
    draft = visit.studio.workshop.draft(source)
    wanted = visit.request.query_params.get("file", "")
    data = None if draft is None else _zipped(draft, source) if not wanted else draft.file(wanted)
    if data is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, "That file has not been made; build it first.")
    name = wanted or f"{source.path.stem}.zip"
    return Response(
        data,
        media_type="application/octet-stream",
        headers={"content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"},
    )


def _zipped(draft: Draft, source: Source) -> bytes:
    """All files of a set and their manifest."""
    whole = io.BytesIO()
    given = {**draft.files, f"{source.path.stem}{SUFFIX}": draft.manifest.as_json().encode()}
    with zipfile.ZipFile(whole, "w") as archive:
        for name, data in given.items():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


_MADE = {
    Kind.FOUND: "Found in the folder",
    Kind.SAVED: "Saved",
    Kind.AUTOMATIC: "Saved while writing",
    Kind.RESTORED: "Restored",
    Kind.PUBLISHED: "Published",
}


@dataclass(frozen=True, slots=True)
class Kept:
    """A version in the list of a document's history; `current` if the text stands so now."""

    number: int
    made: str
    date: str
    current: bool


def history(visit: Visit) -> Response:
    """The versions of a document."""
    source = visit.source()
    text = loaded(visit, source)
    versions = tuple(
        Kept(each.number, _MADE[each.kind], when(each.at), each.version == text.version)
        for each in visit.studio.folder.history.versions(visit.name)
    )
    return visit.document_page(
        "history.html.jinja", source, text, here="history", versions=versions
    )


def version(visit: Visit) -> Response:
    """An earlier version beside the text as it stands, and the form that brings it back."""
    source = visit.source()
    text = loaded(visit, source)
    number = number_of(visit.request.query_params.get("number", ""))
    before = earlier(visit, number)
    return visit.document_page(
        "version.html.jinja",
        source,
        text,
        here="history",
        number=number,
        words=before.words,
        changes=changes(before.words, text.words),
    )


def earlier(visit: Visit, number: int | None) -> Text:
    """An earlier version of a document; a page that says so where there is none."""
    data = None if number is None else visit.studio.folder.history.data(visit.name, number)
    if data is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, "There is no such version of this document.")
    try:
        return Text.of(data)
    except UnreadableTextError as error:
        words = f"That version cannot be shown: {error}."
        raise HTTPException(HTTPStatus.UNPROCESSABLE_ENTITY, words) from None


def number_of(given: str) -> int | None:
    """A number that a page of ours sent, or None."""
    return int(given) if given.isascii() and given.isdecimal() and len(given) < _DIGITS else None


def picture(visit: Visit) -> Response:
    """The form for a picture."""
    return picture_page(visit, visit.source())


def picture_page(
    visit: Visit,
    source: Source,
    status: int = HTTPStatus.OK,
    wrong: str = "",
    given: Mapping[str, str] | None = None,
) -> Response:
    """The form for a picture, as it was sent; `wrong` says why it is not taken."""
    names = ("description", "caption", "after", "decorative")
    return visit.document_page(
        "picture.html.jinja",
        source,
        loaded(visit, source),
        status,
        here="edit",
        wrong=wrong,
        given={name: (given or visit.request.query_params).get(name, "") for name in names},
        kinds=",".join(KINDS),
    )
