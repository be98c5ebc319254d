"""One request to the studio: what it asks for, and the page that answers it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

from generator.building.checking import Source
from generator.findings.finding import Finding
from generator.rendering import environment
from generator.studio.access import Gate
from generator.studio.folder import Folder, Text
from generator.studio.outcomes import language_of, title_of
from generator.studio.settings import Settings
from generator.studio.work import Checked, Workshop


@dataclass(frozen=True, slots=True)
class Studio:
    """What all requests share.

    `checks` has what was found, by a source's name and version; `imports` what there was to say of
    the file that a source was made of.
    """

    settings: Settings
    gate: Gate
    folder: Folder
    workshop: Workshop
    checks: dict[str, tuple[str, Checked]] = field(default_factory=dict)
    imports: dict[str, tuple[Finding, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Form:
    """What a page of ours sent: its fields by name, and the files among them with their names."""

    fields: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        """A field; empty where there is none."""
        return self.fields.get(name, "")


@dataclass(frozen=True, slots=True)
class Visit:
    """A request of a browser that is signed in."""

    studio: Studio
    request: Request

    @property
    def name(self) -> str:
        """The document that the address names."""
        return str(self.request.path_params.get("name", ""))

    @property
    def wants_data(self) -> bool:
        """True for our script, which asks for values in place of a page."""
        return self.request.headers.get("accept") == "application/json"

    def source(self) -> Source:
        """The document that the address names; a page that says so where there is none."""
        found = self.studio.folder.find(self.name)
        if found is None:
            raise HTTPException(HTTPStatus.NOT_FOUND, NOWHERE)
        return found

    def page(
        self,
        template: str,
        status: int = HTTPStatus.OK,
        /,
        **given: Any,  # noqa: ANN401
    ) -> HTMLResponse:
        """A page of ours."""
        token = self.studio.gate.form_token(self.request.scope["session"])
        done = DONE.get(self.request.query_params.get("done", ""), "")
        return HTMLResponse(rendered(template, form_token=token, done=done, **given), status)

    def document_page(
        self,
        template: str,
        source: Source,
        text: Text,
        status: int = HTTPStatus.OK,
        /,
        **given: Any,  # noqa: ANN401
    ) -> HTMLResponse:
        """A page about one document."""
        title = title_of(text.words, source.path.name)
        name = self.studio.folder.name(source)
        about: dict[str, object] = {"title": title, "name": name, "path": quote(name), "text": text}
        about |= {"language": language_of(text.words), "exact": template in STEPS}
        return self.page(template, status, **about, **given)

    def check(self, source: Source, text: Text) -> Checked:
        """What is found in a source, looked at anew: its pictures may have changed."""
        found = self.studio.workshop.check(source)
        self.studio.checks[self.studio.folder.name(source)] = (text.version, found)
        return found


STEPS = frozenset({"edit.html.jinja", "files.html.jinja", "history.html.jinja"})
"""Pages that a link of the steps leads to; other pages belong to one of these steps."""

NOWHERE = "There is no such document in this folder. It may have been moved or deleted."

DONE = {
    "saved": "Saved.",
    "checked": "All documents are checked.",
    "built": "All formats are made and proven.",
    "published": "Published.",
    "restored": "The earlier text is back; what it replaced is kept in the history.",
    "imported": "The file is a document now, and nothing was lost.",
    "added": "The picture is in the folder, and its line is in the text.",
}
"""What was done before a page was shown, by the word in its address."""


def rendered(template: str, **given: Any) -> str:  # noqa: ANN401
    """A page's markup."""
    return environment("studio").get_template(template).render(**given)


def then(path: str, name: str = "", done: str = "") -> RedirectResponse:
    """Go on with another page."""
    query = f"?done={done}" if done else ""
    return RedirectResponse(f"/{path}{quote(name)}{query}", HTTPStatus.SEE_OTHER)
