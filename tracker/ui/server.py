"""The routes beside the pages: signing in and out, choosing the language, the health of the process.

A page is only handed out to somebody who is signed in; everything else is decided by the services.
"""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote

from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from tracker.messages import Lang, Refusal, describe
from tracker.services.daily import run_daily
from tracker.services.documents import download
from tracker.services.installation import is_demo
from tracker.services.people.accounts import awaits_first_start, claim_first_start
from tracker.services.people.signing_in import SESSION_LENGTH, actor_of, sign_in, sign_out
from tracker.ui import keys
from tracker.ui.doorkeeper import Doorkeeper
from tracker.ui.edits import take_edits
from tracker.ui.opened import application
from tracker.ui.roles import PAGES_OF, pages_of
from tracker.ui.sign_in_page import first_start_page, sign_in_page, sign_out_page
from tracker.ui.visit import language_of

_DAILY_LOOK_SECONDS = 900
_LOG = logging.getLogger(__name__)
_YEAR_SECONDS = 365 * 24 * 3600
_LARGEST_FORM = 16 * 1024


def main_script() -> Path:
    """Return the script Streamlit runs, absolute, so that it is found from a checkout and from a wheel."""
    return Path(__file__).with_name("main.py")


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    """Import what pages need before anyone waits for one, and do the daily work while serving."""
    await run_in_threadpool(_warm_up)
    daily = asyncio.create_task(_daily_work())
    yield
    daily.cancel()


async def _daily_work() -> None:
    """See every quarter of an hour whether the day's work is to be done; a failure waits for the next."""
    while True:
        try:
            await run_in_threadpool(lambda: run_daily(application()))
        except Exception:
            _LOG.exception("the daily work failed")
        await asyncio.sleep(_DAILY_LOOK_SECONDS)


def _warm_up() -> None:
    for name in sorted({name for role in PAGES_OF for name in pages_of(role)}):
        import_module(f"tracker.ui.views.{name}")
    application()
    # modules and catalog stay for good: the collector need not walk through them during every save
    gc.collect()
    gc.freeze()


def on_script_error(error: Exception) -> bool:
    """Tell in the page's language what was refused, or that something failed, and log the failure."""
    from tracker.ui.components.outcome import tell_failure

    if not isinstance(error, Refusal):
        _LOG.error("a page failed", exc_info=error)
    tell_failure(error)
    return True


async def show_sign_in(request: Request) -> Response:
    """Show the form to sign in with."""
    if await run_in_threadpool(lambda: awaits_first_start(application())):
        return RedirectResponse("/first-start", status_code=303)
    lang = language_of(request.cookies)
    demo = await run_in_threadpool(lambda: is_demo(application()))
    return HTMLResponse(sign_in_page(lang, after=_inside(request.query_params.get("next")), demo=demo))


async def do_sign_in(request: Request) -> Response:
    """Sign in, or show the form again with the reason."""
    lang, form = language_of(request.cookies), await _form(request)
    after = _inside(form.get("next"))
    try:
        token = await run_in_threadpool(
            sign_in, application(), form.get("name", ""), form.get("password", ""), _source(request)
        )
    except Refusal as refusal:
        page = sign_in_page(lang, after=after, name=form.get("name", ""), problem=describe(refusal, lang))
        return HTMLResponse(page, status_code=403)
    return _signed_in(request, token, after)


async def show_first_start(request: Request) -> Response:
    """Show the form that makes the first administrator of an installation without demo."""
    return HTMLResponse(first_start_page(language_of(request.cookies)))


async def do_first_start(request: Request) -> Response:
    """Make the first administrator with the code `tracker init` printed, and sign in."""
    lang, form = language_of(request.cookies), await _form(request)
    name, password = form.get("name", ""), form.get("password", "")
    try:
        await run_in_threadpool(claim_first_start, application(), form.get("code", ""), name, password)
        token = await run_in_threadpool(sign_in, application(), name, password, _source(request))
    except Refusal as refusal:
        page = first_start_page(lang, name=name, problem=describe(refusal, lang))
        return HTMLResponse(page, status_code=403)
    return _signed_in(request, token, "/")


async def show_sign_out(request: Request) -> Response:
    """Ask before signing out somebody whom a foreign page sent here; sign out at once from our own link."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return HTMLResponse(sign_out_page(language_of(request.cookies)))
    return await do_sign_out(request)


async def do_sign_out(request: Request) -> Response:
    """End the session here and in the browser."""
    if token := request.cookies.get(keys.SESSION_COOKIE):
        await run_in_threadpool(sign_out, application(), token)
    answer = RedirectResponse("/sign-in", status_code=303)
    answer.delete_cookie(keys.SESSION_COOKIE, path="/")
    return answer


async def choose_language(request: Request) -> Response:
    """Remember the language and go back to the page that asked."""
    lang: Lang = "en" if request.path_params["lang"] == "en" else "zh"
    answer = RedirectResponse(_inside(request.query_params.get("next")), status_code=303)
    answer.set_cookie(keys.LANGUAGE_COOKIE, lang, max_age=_YEAR_SECONDS, path="/", samesite="lax")
    return answer


async def healthz(_request: Request) -> Response:
    """Answer 200 while the database can be read, else 503."""
    try:
        await run_in_threadpool(lambda: is_demo(application()))
    except Refusal as refusal:
        return JSONResponse({"status": "failing", "code": refusal.code}, status_code=503)
    return JSONResponse({"status": "ok"})


async def hand_out_document(request: Request) -> Response:
    """Hand out an attached document as a download, never to be shown as a page of ours."""
    token = request.cookies.get(keys.SESSION_COOKIE)
    try:
        name, media, content = await run_in_threadpool(_document, token, request.path_params["link"])
    except Refusal as refusal:
        return PlainTextResponse(describe(refusal, language_of(request.cookies)), status_code=404)
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "Content-Security-Policy": "sandbox",
        "Cache-Control": "private, no-store",
    }
    return Response(content, media_type=media, headers=headers)


def _document(token: str | None, link: int) -> tuple[str, str, bytes]:
    who = actor_of(application(), token) if token else None
    if who is None:
        raise Refusal("unknown_document")
    return download(application(), who, link)


def _signed_in(request: Request, token: str, after: str) -> Response:
    answer = RedirectResponse(after, status_code=303)
    answer.set_cookie(
        keys.SESSION_COOKIE,
        token,
        max_age=int(SESSION_LENGTH.total_seconds()),
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )
    return answer


async def _form(request: Request) -> dict[str, str]:
    """Return the fields of a posted form; one larger than any of ours has none."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST_FORM:
            return {}
    fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    return {name: values[-1] for name, values in fields.items()}


def _source(request: Request) -> str:
    return request.client.host if request.client else ""


def _inside(address: str | None) -> str:
    """Return a path of this site to go on to; anything that could lead elsewhere becomes the first page."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")):
        return "/"
    return quote(address, safe="/?&=%.:~+,-_")


ROUTES: list[Any] = [
    Route("/sign-in", show_sign_in, methods=["GET"]),
    Route("/sign-in", do_sign_in, methods=["POST"]),
    Route("/first-start", show_first_start, methods=["GET"]),
    Route("/first-start", do_first_start, methods=["POST"]),
    Route("/sign-out", show_sign_out, methods=["GET"]),
    Route("/sign-out", do_sign_out, methods=["POST"]),
    Route("/language/{lang}", choose_language, methods=["GET"]),
    Route("/healthz", healthz, methods=["GET"]),
    Route("/documents/{link:int}", hand_out_document, methods=["GET"]),
    Route("/entry-edits", take_edits, methods=["POST"]),
]
MIDDLEWARE = [Middleware(Doorkeeper)]
