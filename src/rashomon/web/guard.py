"""Who may ask for what: hosts, password, forms that come from our own pages, and what a page may load."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import SimpleCookie
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "rashomon"
HEADERS = {
    # Nothing from elsewhere, no script or style that stands in a page, whatever an article may hold.
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    # Not "no-referrer": browsers would not name the origin of our own forms either.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class Guard:
    """Lets through what may be asked; everything else gets a short answer that says why.

    ``hosts`` are the names under which the server may be addressed, so that another site's name that
    leads here (DNS rebinding) is refused.
    """

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str], password: str | None = None) -> None:
        self._app = app
        self._hosts = hosts
        self._password = password
        self._secret = secrets.token_bytes(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        session, is_new = _session(headers)
        scope.setdefault("state", {})["token"] = self.token(session)
        speak = _speaking(send, session if is_new else None)
        if refusal := self._refusal(scope, headers):
            await refusal(scope, receive, speak)
            return
        await self._app(scope, receive, speak)

    def token(self, session: str) -> str:
        """What a form of this session has to bring along."""
        return hmac.new(self._secret, session.encode(), hashlib.sha256).hexdigest()

    def _refusal(self, scope: Scope, headers: Headers) -> PlainTextResponse | None:
        if _host_name(headers.get("host", "")) not in self._hosts:
            return PlainTextResponse("This address does not lead to a dossier here.", status_code=421)
        if self._password is not None and not _knows(headers, self._password):
            ask = {"www-authenticate": 'Basic realm="rashomon", charset="UTF-8"'}
            return PlainTextResponse("A password is needed.", status_code=401, headers=ask)
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return PlainTextResponse("Pages are read; forms are posted.", status_code=405)
        # Browsers say where a request comes from; a form of another site is refused before it is read.
        if scope["method"] == "POST" and not _is_from_here(headers):
            return PlainTextResponse("This form comes from another site.", status_code=403)
        return None


def is_own_form(state: Any, token: str | None) -> bool:  # noqa: ANN401 (Starlette's State)
    """Whether a form brings the token that its page was given."""
    return bool(token) and hmac.compare_digest(_bytes(str(state.token)), _bytes(str(token)))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _is_from_here(headers: Headers) -> bool:
    """Whether a request comes from a page of ours, as far as the browser says; the form's token is asked too.

    Where the way is not encrypted and leads to another machine, browsers name the origin only.
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and (site != "same-origin" or origin == "null"):
        return site == "same-origin"
    return origin is None or origin.partition("://")[2].casefold() == headers.get("host", "").casefold()


def _session(headers: Headers) -> tuple[str, bool]:
    cookies: SimpleCookie = SimpleCookie()
    try:
        cookies.load(headers.get("cookie", ""))
    except Exception:
        cookies = SimpleCookie()
    found = cookies.get(COOKIE)
    if found and len(found.value) == 64 and found.value.isalnum():
        return found.value, False
    return secrets.token_hex(32), True


def _speaking(send: Send, session: str | None) -> Callable[[MutableMapping[str, Any]], Awaitable[None]]:
    async def speak(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", "no-store")
            if session:
                headers.append("set-cookie", f"{COOKIE}={session}; Path=/; HttpOnly; SameSite=Strict")
        await send(message)

    return speak


def _host_name(host: str) -> str:
    """The name in a Host header, without port.

    >>> _host_name("127.0.0.1:8000"), _host_name("[::1]:8000")
    ('127.0.0.1', '::1')
    """
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.rpartition(":")[0] if host.count(":") == 1 else host


def _knows(headers: Headers, password: str) -> bool:
    scheme, _, packed = headers.get("authorization", "").partition(" ")
    if scheme.casefold() != "basic":
        return False
    try:
        given = base64.b64decode(packed, validate=True).decode("utf-8").partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return False
    return hmac.compare_digest(given.encode(), password.encode())
