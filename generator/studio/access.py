"""Who is let in, and what a browser is allowed to do with our pages.

The studio runs on the machine of its user, where any web page that is open in the same browser can
send requests to it. So each request must name our own address (against DNS rebinding), carry the
cookie that the printed address was exchanged for, and, where it changes something, come from one
of our own pages and carry their token.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from hashlib import sha256
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_OWN = "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_KINDS = ("style", "script", "img", "connect", "frame")
POLICY = "; ".join([_OWN, *(f"{kind}-src 'self'" for kind in _KINDS)])
"""What our pages may load: what is ours, and nothing inline."""

PREVIEW_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)
"""What a preview of a document may load: what it holds itself, and no script of anyone."""

HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
"""Sent with every answer, unless it has another of that name; `no-referrer` would hide `Origin`."""

CHANGING = "POST"
"""The one method that changes anything."""

UNKNOWN = (
    "This browser is not signed in. Use the address that the studio printed in its terminal; each "
    "is good for one browser, and the terminal shows a new one when an old one is tried."
)
FOREIGN = "This request came from another site, so nothing was changed."
STALE = (
    "This page is from an earlier run of the studio, or was open before you signed in, so nothing "
    "was changed. Go back, copy what you wrote, load the page again, and paste it."
)
ELSEWHERE = "The studio answers at the address that it printed, and at no other name."


class Gate:
    """The one-time token of the printed address, and the browsers that came in with one."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)
        self._sessions: set[str] = set()
        self.token = secrets.token_urlsafe(32)

    def enter(self, token: str) -> str | None:
        """A session for a browser that has the token, which is then used up."""
        if not self.token or not _same(token, self.token):
            return None
        self.token = ""
        session = secrets.token_urlsafe(32)
        self._sessions.add(session)
        return session

    def renew(self) -> bool:
        """Let there be a token again; False where the last one is still good."""
        if self.token:
            return False
        self.token = secrets.token_urlsafe(32)
        return True

    def knows(self, session: str) -> bool:
        """True for a session that was begun here."""
        return any(_same(session, known) for known in self._sessions)

    def form_token(self, session: str) -> str:
        """What the forms of a session's pages carry."""
        return hmac.new(self._secret, session.encode(), sha256).hexdigest()

    def accepts(self, session: str, form_token: str) -> bool:
        """True if a form is from a page of this session, which was begun here."""
        return self.knows(session) and _same(form_token, self.form_token(session))


def _same(given: str, known: str) -> bool:
    return hmac.compare_digest(given.encode(), known.encode())


class Guard:
    """Stands before the application: refuses, signs in, limits, and adds the headers."""

    def __init__(
        self,
        application: ASGIApp,
        *,
        gate: Gate,
        hosts: frozenset[str],
        most_bytes: int,
        refusal: Callable[[int, str], Response],
        renewed: Callable[[], None],
    ) -> None:
        """Answer only to `hosts`; `renewed` is called when there is a new token to be printed."""
        self._application, self._gate, self._hosts = application, gate, hosts
        self._most_bytes, self._refusal, self._renewed = most_bytes, refusal, renewed
        self._cookie = cookie_name(hosts)
        self._most = (
            f"This is more than {most_bytes / 1_000_000:g} MB, which is the most that can be sent "
            "at a time. Nothing was changed."
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._application(scope, receive, send)
            return
        if scope["type"] != "http":  # we use no web sockets
            return

        async def sent(message: Message) -> None:
            await send(_with_headers(message))

        request = Request(scope)
        scope["session"] = request.cookies.get(self._cookie, "")
        answer: ASGIApp = self._answer(request) or self._application
        await answer(scope, self._limited(receive), sent)

    def _answer(self, request: Request) -> Response | None:
        """The answer to what does not reach the application; None for what does."""
        if request.headers.get("host", "").lower() not in self._hosts:
            return self._refusal(HTTPStatus.MISDIRECTED_REQUEST, ELSEWHERE)
        if request.method not in {"GET", "HEAD", CHANGING}:
            return self._refusal(HTTPStatus.METHOD_NOT_ALLOWED, "There is nothing of that kind.")
        if request.method == CHANGING and not self._is_from_here(request):
            return self._refusal(HTTPStatus.FORBIDDEN, FOREIGN)
        if request.url.path.startswith("/assets/"):  # so that a refusal has our look too
            return None
        if request.method == "GET" and "token" in request.query_params:
            return self._signed_in(request)
        if request.method == CHANGING:  # what was sent is shown again where it is not accepted
            return self._too_large(request)
        return None if self._is_known(request) else self._refusal(HTTPStatus.FORBIDDEN, UNKNOWN)

    def _is_from_here(self, request: Request) -> bool:
        """True for a request of our own pages; every browser says so where it changes something."""
        origin = request.headers.get("origin")
        if origin is not None:
            return origin in {f"http://{host}" for host in self._hosts}
        return request.headers.get("sec-fetch-site") == "same-origin"

    def _is_known(self, request: Request) -> bool:
        return self._gate.knows(request.cookies.get(self._cookie, ""))

    def _signed_in(self, request: Request) -> Response:
        """Exchange the token for a cookie, and take it out of the address."""
        session = self._gate.enter(request.query_params["token"])
        if session is None and not self._is_known(request):
            if self._gate.renew():
                self._renewed()
            return self._refusal(HTTPStatus.FORBIDDEN, UNKNOWN)
        answer = RedirectResponse("/", HTTPStatus.SEE_OTHER)
        if session is not None:
            answer.set_cookie(self._cookie, session, httponly=True, samesite="strict")
        return answer

    def _too_large(self, request: Request) -> Response | None:
        """The answer to more than may be sent, where its length is said."""
        length = request.headers.get("content-length", "0")
        if length.isdecimal() and int(length) <= self._most_bytes:
            return None
        return self._refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, self._most)

    def _limited(self, receive: Receive) -> Receive:
        """Receive no more than may be sent, whatever its length was said to be."""
        received = 0

        async def limited() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._most_bytes:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, self._most)
            return message

        return limited


def cookie_name(hosts: frozenset[str]) -> str:
    """The name of our cookie: browsers do not tell ports apart, and two studios may run."""
    port = min(hosts).rpartition(":")[2]
    return f"announce-{port}"


def _with_headers(message: Message) -> Message:
    if message["type"] != "http.response.start":
        return message
    there = {name for name, _ in message.get("headers", ())}
    added = [
        (name.encode(), value.encode())
        for name, value in HEADERS.items()
        if name.encode() not in there
    ]
    return {**message, "headers": [*message.get("headers", ()), *added]}
