"""The addresses of the studio, and what stands before them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from http import HTTPStatus
from typing import TypeAlias

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from generator.rendering import look, templates_folder
from generator.studio import forms, pages
from generator.studio.access import CHANGING, STALE, Guard
from generator.studio.history import FILE
from generator.studio.visit import Form, Studio, Visit, rendered

Show: TypeAlias = Callable[[Visit], Response]
Change: TypeAlias = Callable[[Visit, Form], Response]

SHOWN: dict[str, Show] = {
    "/": pages.documents,
    "/new": pages.new,
    "/import": pages.bring,
    "/imported/{name:path}": pages.imported,
    "/edit/{name:path}": pages.edit,
    "/lines/{name:path}": pages.lines,
    "/look/{name:path}": pages.look,
    "/text/{name:path}": pages.text,
    "/announced/{name:path}": pages.announced,
    "/preview/{name:path}": pages.preview,
    "/files/{name:path}": pages.formats,
    "/download/{name:path}": pages.download,
    "/history/{name:path}": pages.history,
    "/version/{name:path}": pages.version,
    "/picture/{name:path}": pages.picture,
}
"""What may be asked for."""

CHANGES: dict[str, Change] = {
    "/check": forms.check_all,
    "/new": forms.create,
    "/import": forms.bring,
    "/paste/{name:path}": forms.paste,
    "/edit/{name:path}": forms.save,
    "/files/{name:path}": forms.make,
    "/version/{name:path}": forms.restore,
    "/picture/{name:path}": forms.add_picture,
}
"""What may be changed."""

_FILES = {"studio.js": "text/javascript", "icon.svg": "image/svg+xml"}
_MOST_FIELDS = 20


def application(studio: Studio, hosts: frozenset[str], renewed: Callable[[], None]) -> ASGIApp:
    """The studio as an ASGI application that answers to `hosts`."""
    inner = Starlette(
        routes=[*_routes(studio)],
        exception_handlers={
            HTTPException: _explained,
            sqlite3.Error: _no_history,
            OSError: _no_disk,
            Exception: _failed,
        },
    )
    return Guard(
        inner,
        gate=studio.gate,
        hosts=hosts,
        most_bytes=studio.settings.most_bytes,
        refusal=refusal,
        renewed=renewed,
    )


def refusal(status: int, words: str) -> Response:
    """A page that says why nothing else is shown."""
    return HTMLResponse(rendered("message.html.jinja", message=words, words="", done=""), status)


def _routes(studio: Studio) -> Iterator[BaseRoute]:
    yield Route("/assets/style.css", _style, methods=["GET"])
    for name, kind in _FILES.items():
        yield Route(f"/assets/{name}", partial(_file, name, kind), methods=["GET"])
    for path, show in SHOWN.items():
        yield Route(path, partial(_answer, studio, show), methods=["GET"])
    for path, change in CHANGES.items():
        yield Route(path, partial(_change, studio, change), methods=[CHANGING])


async def _answer(studio: Studio, show: Show, request: Request) -> Response:
    return await run_in_threadpool(show, Visit(studio, request))


async def _change(studio: Studio, change: Change, request: Request) -> Response:
    """Do what a form asks, if it is one of our own pages' forms."""
    form = await _form(request, studio.settings.most_bytes)
    visit = Visit(studio, request)
    if not studio.gate.accepts(request.scope["session"], form["form_token"]):
        return forms.lost(visit, form, HTTPStatus.FORBIDDEN, STALE)
    return await run_in_threadpool(change, visit, form)


async def _form(request: Request, most_bytes: int) -> Form:
    fields, files = {}, {}
    async with request.form(
        max_files=1, max_fields=_MOST_FIELDS, max_part_size=most_bytes
    ) as given:
        for name, value in given.multi_items():
            if isinstance(value, UploadFile):
                files[name] = (value.filename or "", await value.read())
            else:
                fields[name] = value
    return Form(fields, files)


def _style(_: Request) -> Response:
    """The style, in the colours of our web pages."""
    given = look("html")
    style = rendered("style.css.jinja", light=given["light"], dark=given["dark"])
    return Response(style, media_type="text/css")


def _file(name: str, kind: str, _: Request) -> Response:
    """A file of ours that is no template."""
    return Response((templates_folder() / "studio" / name).read_bytes(), media_type=kind)


def _explained(_: Request, error: Exception) -> Response:
    """A page in place of what is not there."""
    if not isinstance(error, HTTPException):
        raise error
    known = error.status_code != HTTPStatus.NOT_FOUND or " " in error.detail
    return refusal(error.status_code, error.detail if known else "There is no such page.")


def _no_history(_: Request, error: Exception) -> Response:
    """A page that says why the history cannot be read or written."""
    words = f"The history of this folder cannot be used ({error}). It is in the file {FILE}."
    return refusal(HTTPStatus.INSUFFICIENT_STORAGE, words)


def _no_disk(_: Request, error: Exception) -> Response:
    """A page that says why a file cannot be read or written."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return refusal(HTTPStatus.INSUFFICIENT_STORAGE, f"Nothing was changed: {reason}.")


def _failed(_: Request, __: Exception) -> Response:
    """A page in place of an internal error, which the terminal shows."""
    words = (
        "This is an internal error, not a fault in your text. What was saved before is safe. "
        "Please report it with the lines that the studio's terminal shows."
    )
    return refusal(HTTPStatus.INTERNAL_SERVER_ERROR, words)
