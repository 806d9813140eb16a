"""What happens to every request: pages only for the signed in, the language of the markup, headers."""

from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tracker.messages import Lang
from tracker.services.people.signing_in import actor_of
from tracker.ui import keys
from tracker.ui.opened import application
from tracker.ui.roles import NOT_FOUND, first_page, pages_of
from tracker.ui.shell import translated
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
    "/documents/",
)


class Doorkeeper:
    """Sends visitors without a session to the sign-in page, and whoever is lost to a page that says so."""

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
        elsewhere = await run_in_threadpool(_leads_elsewhere, request)
        if elsewhere is not None:
            answer = RedirectResponse(elsewhere, status_code=303)
            await answer(scope, receive, _with_headers(send))
            return
        plain = dict(scope, headers=[h for h in scope["headers"] if h[0] != b"accept-encoding"])
        lost = request.url.path == f"/{NOT_FOUND}"
        shell = _Shell(_with_headers(send), language_of(request.cookies), status=404 if lost else 200)
        await self.app(plain, receive, shell.send)


def _is_page(request: Request) -> bool:
    """Tell a page of the interface, which only somebody signed in may see, from its parts and our routes."""
    wants_page = "text/html" in request.headers.get("accept", "")
    return wants_page and request.method == "GET" and not request.url.path.startswith(_OPEN)


def _leads_elsewhere(request: Request) -> str | None:
    """Return where an address leads instead: to signing in, to the first page, to the page for unknown ones.

    A page of another role answers exactly as one that does not exist; without this, Streamlit would show its
    own page in the background of an English message.
    """
    token = request.cookies.get(keys.SESSION_COOKIE)
    actor = actor_of(application(), token) if token else None
    if actor is None:
        query = f"?{request.url.query}" if request.url.query else ""
        return f"/sign-in?next={quote(request.url.path + query)}"
    name = request.url.path.strip("/")
    if not name:
        return f"/{first_page(application(), actor)}"
    return None if name in pages_of(actor.role) else f"/{NOT_FOUND}"


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

    def __init__(self, send: Send, lang: Lang, *, status: int) -> None:
        self._send = send
        self._lang: Lang = lang
        self._status = status
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
        body = translated(self._body, self._lang)
        start["status"] = self._status
        headers = MutableHeaders(scope=start)
        headers["Content-Length"] = str(len(body))
        headers["Cache-Control"] = "no-store"
        for validator in ("etag", "last-modified"):
            del headers[validator]
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})
