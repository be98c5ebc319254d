"""What each form does: the only places where the studio changes anything."""

from __future__ import annotations

from http import HTTPStatus

from starlette.responses import JSONResponse, Response

from generator.building.batch import Refused
from generator.building.checking import Source
from generator.findings.errors import UsageError
from generator.source.language import language
from generator.source.reading import Report
from generator.studio.changes import changes
from generator.studio.folder import Conflict, Text, UnreadableTextError, unified
from generator.studio.outcomes import groups, summary
from generator.studio.pages import editor, formats_page, loaded
from generator.studio.visit import NOWHERE, Form, Visit, rendered, then

_AFTER_SAVING = {"look": "look/", "files": "files/"}
"""Where each button beside “Save” leads."""

_NO_LANGUAGE = (
    "The language is not one that screen readers know: write a language tag, such as en-GB for "
    "British English or cy for Welsh."
)
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
        saved = visit.studio.folder.save(source, form["words"], form["version"])
    except (OSError, UnreadableTextError) as error:
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
    return then("files/", visit.name, "published")


def _refused(visit: Visit, source: Source, text: Text, refused: Refused) -> Response:
    """The files' page, with what stands in the way."""
    wrong = "The files could not be made: " + " ".join(
        each.message for each in refused.findings if each.severity == "error"
    )
    return formats_page(visit, source, text, HTTPStatus.UNPROCESSABLE_ENTITY, wrong)
