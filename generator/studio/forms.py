"""What each form does: the only places where the studio changes anything."""

from __future__ import annotations

import contextlib
import sqlite3
from http import HTTPStatus
from pathlib import Path

from starlette.responses import JSONResponse, Response

from generator.building.batch import Refused
from generator.building.checking import Source
from generator.findings.errors import AnnounceError, UsageError
from generator.findings.wording import counted
from generator.source.language import language
from generator.source.reading import Report
from generator.studio import imports
from generator.studio.changes import changes
from generator.studio.folder import Conflict, Text, UnreadableTextError, unified
from generator.studio.history import Kind
from generator.studio.outcomes import groups, language_of, summary
from generator.studio.pages import (
    earlier,
    editor,
    formats_page,
    loaded,
    number_of,
    picture_page,
)
from generator.studio.pictures import Picture, with_line
from generator.studio.visit import NOWHERE, Form, Visit, rendered, then

_AFTER_SAVING = {"look": "look/", "files": "files/"}
"""Where each button beside “Save” leads."""

_NO_LANGUAGE = (
    "The language is not one that screen readers know: write a language tag, such as en-GB for "
    "British English or cy for Welsh."
)
_TRIES = 3
_CONFLICT = "Somebody else has saved this document meanwhile. Your text is not saved yet."


def check_all(visit: Visit, _: Form) -> Response:
    """Check every document."""
    for source in visit.studio.folder.sources():
        try:
            visit.check(source, visit.studio.folder.load(source))
        except (OSError, UnreadableTextError):
            continue
    return then("", done="checked")


def create(visit: Visit, form: Form) -> Response:
    """Begin a new document."""
    tag = language(form["language"].strip(), 1, Report(""))
    if tag is None:
        return _not_created(visit, form, _NO_LANGUAGE)
    try:
        source = visit.studio.folder.create(form["title"], tag)
    except UsageError as error:
        return _not_created(visit, form, str(error))
    return then("edit/", visit.studio.folder.name(source))


def bring(visit: Visit, form: Form) -> Response:
    """Make a document of another program's file."""
    name, data = form.files.get("file", ("", b""))
    name = Path(name.replace("\\", "/")).name
    wrong = imports.problem(name, data)
    if wrong:
        return _not_brought(visit, wrong)
    folder = visit.studio.folder
    try:
        stem = folder.free_stem(Path(name).stem)
        made = visit.studio.workshop.imported(stem, name, data)
        source = folder.bring(stem, made.words, made.pictures)
    except (AnnounceError, UsageError) as error:
        return _not_brought(visit, _sentences(error))
    visit.studio.imports[folder.name(source)] = made.findings
    if made.findings:
        return then("imported/", folder.name(source))
    return then("edit/", folder.name(source), "imported")


def _not_brought(visit: Visit, wrong: str) -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return visit.page("import.html.jinja", status, wrong=wrong, kinds=",".join(imports.KINDS))


def paste(visit: Visit, form: Form) -> Response:
    """What a clipboard holds of another program, as lines for our script to put into the text."""
    source = visit.source()
    tag = language_of(loaded(visit, source).words) or visit.studio.settings.language
    notes = number_of(form["notes"]) or 0
    try:
        made = visit.studio.workshop.pasted(form["markup"], tag, notes)
    except AnnounceError as error:
        return JSONResponse({"wrong": _sentences(error)}, HTTPStatus.UNPROCESSABLE_ENTITY)
    said = rendered("pasted.html.jinja", findings=made.findings) if made.findings else ""
    count = counted(len(made.findings), "thing") if made.findings else ""
    return JSONResponse({"words": made.words, "said": said, "count": count})


def _sentences(error: AnnounceError | UsageError) -> str:
    """What an error says."""
    findings = error.findings if isinstance(error, AnnounceError) else ()
    said = [each.message for each in findings] or [str(error)]
    return " ".join(each[:1].upper() + each[1:] for each in said)


def _not_created(visit: Visit, form: Form, wrong: str) -> Response:
    """The form again, as it was sent."""
    given, tag = form["title"], form["language"]
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return visit.page("new.html.jinja", status, wrong=wrong, given=given, language=tag)


def save(visit: Visit, form: Form) -> Response:
    """Save a text; where somebody else has saved another meanwhile, show both."""
    source = visit.studio.folder.find(visit.name)
    if source is None:
        return lost(visit, form, HTTPStatus.NOT_FOUND, NOWHERE)
    try:
        kind = Kind.AUTOMATIC if form["automatic"] else Kind.SAVED
        saved = visit.studio.folder.save(source, form["words"], form["version"], kind)
    except (OSError, UnreadableTextError, sqlite3.Error) as error:
        return _unsaved(visit, source, form, error)
    if isinstance(saved, Conflict):
        return _conflict(visit, source, form, saved.current)
    if visit.wants_data:
        return JSONResponse(_found(visit, source, saved))
    if form["then"] in _AFTER_SAVING:
        return then(_AFTER_SAVING[form["then"]], visit.name)
    return then("edit/", visit.name, "saved")


def _found(visit: Visit, source: Source, text: Text) -> dict[str, object]:
    """What our script shows after a save."""
    found = visit.check(source, text).findings
    shown = rendered("findings.html.jinja", groups=groups(found), path=visit.name)
    return {"version": text.version, "summary": summary(found), "findings": shown}


def _conflict(visit: Visit, source: Source, form: Form, current: Text) -> Response:
    if visit.wants_data:
        return JSONResponse({"wrong": _CONFLICT}, HTTPStatus.CONFLICT)
    words = unified(form["words"])
    return visit.document_page(
        "conflict.html.jinja",
        source,
        current,
        HTTPStatus.CONFLICT,
        here="edit",
        words=words,
        changes=changes(current.words, words),
    )


def _unsaved(visit: Visit, source: Source, form: Form, error: Exception) -> Response:
    """The text again, which could not be written, as it was sent."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    wrong = f"Your text is not saved: {reason}. It is still in the field below."
    if visit.wants_data:
        return JSONResponse({"wrong": wrong}, HTTPStatus.INSUFFICIENT_STORAGE)
    text = Text(unified(form["words"]), form["version"])
    return editor(visit, source, text, HTTPStatus.INSUFFICIENT_STORAGE, wrong)


def lost(visit: Visit, form: Form, status: int, wrong: str) -> Response:
    """Why nothing was done, with what was sent, so that nobody has to write it again."""
    if visit.wants_data:
        return JSONResponse({"wrong": wrong}, status)
    return visit.page("message.html.jinja", status, message=wrong, words=form["words"])


def make(visit: Visit, form: Form) -> Response:
    """Build all formats, or publish those that were built and looked at."""
    source = visit.source()
    text = loaded(visit, source)
    if form["do"] == "publish":
        return _publish(visit, source, text, form["version"])
    built = visit.studio.workshop.build(source)
    if isinstance(built, Refused):
        return _refused(visit, source, text, built)
    return then("files/", visit.name, "built")


def _publish(visit: Visit, source: Source, text: Text, version: str) -> Response:
    if version != text.version:
        wrong = "The document has changed since these files were made. Build them again first."
        return formats_page(visit, source, text, HTTPStatus.CONFLICT, wrong)
    try:
        published = visit.studio.workshop.publish(source)
    except OSError as error:
        reason = error.strerror or str(error)
        wrong = f"Nothing was published, and what was published before stays: {reason}."
        return formats_page(visit, source, text, HTTPStatus.INSUFFICIENT_STORAGE, wrong)
    if isinstance(published, Refused):
        return _refused(visit, source, text, published)
    with contextlib.suppress(sqlite3.Error):  # it is published, whether that is noted or not
        data = text.changed_to(text.words)
        visit.studio.folder.history.keep(visit.name, data, Kind.PUBLISHED)
    return then("files/", visit.name, "published")


def _refused(visit: Visit, source: Source, text: Text, refused: Refused) -> Response:
    """The files' page, with what stands in the way."""
    wrong = "The files could not be made: " + " ".join(
        each.message for each in refused.findings if each.severity == "error"
    )
    return formats_page(visit, source, text, HTTPStatus.UNPROCESSABLE_ENTITY, wrong)


def restore(visit: Visit, form: Form) -> Response:
    """Bring an earlier version back, unless the text has changed since it was looked at."""
    source = visit.source()
    words = earlier(visit, number_of(form["number"])).words
    saved = visit.studio.folder.save(source, words, form["version"], Kind.RESTORED)
    if isinstance(saved, Conflict):
        return _conflict(visit, source, Form({"words": words}), saved.current)
    return then("edit/", visit.name, "restored")


def add_picture(visit: Visit, form: Form) -> Response:
    """Put a picture beside the document, and the line that shows it into the text."""
    source = visit.source()
    name, data = form.files.get("picture", ("", b""))
    decorative = form["decorative"] == "yes"
    picture = Picture(name, data, form["description"], form["caption"], decorative)
    wrong = picture.problem(visit.studio.settings.options.limits.picture_bytes)
    if not wrong:
        try:
            line = picture.line(picture.put_into(source.path.parent))
            if _inserted(visit, source, line, number_of(form["after"])):
                return then("edit/", visit.name, "added")
            wrong = f"The picture is in the folder, but its line is not in the text: {line}"
        except (OSError, UsageError, sqlite3.Error) as error:
            wrong = f"The picture is not in the text: {error}"
    return picture_page(visit, source, HTTPStatus.UNPROCESSABLE_ENTITY, wrong, form.fields)


def _inserted(visit: Visit, source: Source, line: str, after: int | None) -> bool:
    """True once the line is in the text; somebody may save it at the same time."""
    for _ in range(_TRIES):
        text = loaded(visit, source)
        words = with_line(text.words, line, after)
        if isinstance(visit.studio.folder.save(source, words, text.version), Text):
            return True
    return False
