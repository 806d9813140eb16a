"""What happens to every request: pages only for the signed in, the language of the markup, headers."""

from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tracker.services.people.signing_in import actor_of
from tracker.ui import keys
from tracker.ui.opened import application
from tracker.ui.visit import language_of

_OPEN = (
    "/sign-in",
    "/sign-out",
    "/first-start",
    "/language/",
    "/healthz",
    "/static/",
    "/_stcore/",
    "/media/",
)
_LANG_OF_SHELL = b'<html lang="en"'
_HTML_LANG = {"zh": b'<html lang="zh-CN"', "en": b'<html lang="en"'}


class Doorkeeper:
    """Sends visitors without a session to the sign-in page and says the page's language in its markup.

    Streamlit's page shell is English whatever it shows; a screen reader would read Chinese with an English
    voice.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on everything but a page asked for by nobody known."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        if not _is_page(request):
            await self.app(scope, receive, _with_headers(send))
            return
        if not await run_in_threadpool(_known, request.cookies.get(keys.SESSION_COOKIE)):
            query = f"?{request.url.query}" if request.url.query else ""
            answer = RedirectResponse(f"/sign-in?next={quote(request.url.path + query)}", status_code=303)
            await answer(scope, receive, _with_headers(send))
            return
        plain = dict(scope, headers=[h for h in scope["headers"] if h[0] != b"accept-encoding"])
        shell = _Shell(_with_headers(send), _HTML_LANG[language_of(request.cookies)])
        await self.app(plain, receive, shell.send)


def _is_page(request: Request) -> bool:
    """Tell a page of the interface, which only somebody signed in may see, from its parts and our routes."""
    wants_page = "text/html" in request.headers.get("accept", "")
    return wants_page and request.method == "GET" and not request.url.path.startswith(_OPEN)


def _known(token: str | None) -> bool:
    return token is not None and actor_of(application(), token) is not None


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.setdefault("X-Content-Type-Options", "nosniff")
            headers.setdefault("X-Frame-Options", "DENY")
            headers.setdefault("Referrer-Policy", "same-origin")
        await send(message)

    return sending


class _Shell:
    """Holds back a page's start until its body is whole, and puts the language into it."""

    def __init__(self, send: Send, markup: bytes) -> None:
        self._send = send
        self._markup = markup
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        """Take one message of the answer; only HTML is touched."""
        if message["type"] == "http.response.start":
            if not Headers(raw=message["headers"]).get("content-type", "").startswith("text/html"):
                await self._send(message)
                return
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        body = self._body.replace(_LANG_OF_SHELL, self._markup, 1)
        headers = MutableHeaders(scope=start)
        headers["Content-Length"] = str(len(body))
        headers["Cache-Control"] = "no-store"
        for validator in ("etag", "last-modified"):
            del headers[validator]
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})
