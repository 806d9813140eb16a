"""The routes beside the pages: who gets a page, what the cookies are, what the markup says."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route
from streamlit.web.server.app_discovery import discover_asgi_app

from tests.support.asgi import Visitor
from tests.ui.conftest import PASSWORD
from tracker.ui.roles import PAGES_OF
from tracker.ui.server import MIDDLEWARE, ROUTES, main_script


async def _shell(_request: object) -> HTMLResponse:
    return HTMLResponse('<!doctype html><html lang="en"><body>shell</body></html>')


@pytest.fixture
def visitor(app) -> Visitor:
    return Visitor(Starlette(routes=[*ROUTES, Route("/{page:path}", _shell)], middleware=MIDDLEWARE))


def enter(visitor: Visitor, name: str = "officer", **more: str):
    return visitor.post("/sign-in", name=name, password=PASSWORD, **more)


def test_streamlit_sees_the_application_in_app_py():
    found = discover_asgi_app(Path("app.py"))
    assert (found.is_asgi_app, found.app_name) == (True, "app")
    assert main_script().is_file()


def test_a_page_is_only_handed_to_somebody_signed_in(visitor):
    answer = visitor.get("/indicators?site=YN26")
    assert (answer.status, answer.header("location")) == (303, "/sign-in?next=/indicators%3Fsite%3DYN26")
    enter(visitor)
    assert visitor.get("/indicators").status == 200


def test_an_invented_session_opens_nothing(visitor):
    visitor.cookies["tracker_session"] = "invented"
    assert visitor.get("/entry").status == 303


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(visitor):
    answer = enter(visitor, next="/entry?site=YN26")
    assert (answer.status, answer.header("location")) == (303, "/entry?site=YN26")
    (cookie,) = answer.cookies()
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_a_wrong_password_is_told_and_gives_no_session(visitor):
    answer = visitor.post("/sign-in", name="officer", password="wrong")
    assert answer.status == 403
    assert 'role="alert"' in answer.body
    assert not answer.cookies()


@pytest.mark.parametrize(
    "elsewhere",
    ["//elsewhere.example", "/\\elsewhere.example", "https://elsewhere.example", "", "javascript:1"],
)
def test_signing_in_never_leads_to_another_site(visitor, elsewhere):
    assert enter(visitor, next=elsewhere).header("location") == "/"


def test_what_was_typed_comes_back_escaped(visitor):
    answer = visitor.post("/sign-in", name='"><script>', password="x", next='/"><b>')
    assert "<script>" not in answer.body
    assert '"><b>' not in answer.body


def test_signing_out_ends_the_session_on_the_server(visitor):
    enter(visitor)
    token = visitor.cookies["tracker_session"]
    visitor.get("/sign-out")
    visitor.cookies["tracker_session"] = token
    assert visitor.get("/entry").status == 303


def test_a_foreign_page_cannot_sign_somebody_out(visitor):
    enter(visitor)
    answer = visitor.get("/sign-out", sec_fetch_site="cross-site")
    assert 'method="post"' in answer.body
    assert visitor.get("/entry").status == 200


def test_the_markup_says_the_language_of_the_page(visitor):
    enter(visitor)
    assert '<html lang="zh-CN">' in visitor.get("/entry").body
    assert visitor.get("/language/en?next=/entry").header("location") == "/entry"
    answer = visitor.get("/entry")
    assert '<html lang="en">' in answer.body
    assert answer.header("content-length") == str(len(answer.body.encode()))


def test_both_languages_of_the_sign_in_page(visitor):
    assert "登录" in visitor.get("/sign-in").body
    visitor.get("/language/en")
    assert "Sign in" in visitor.get("/sign-in").body


def test_answers_keep_out_of_foreign_frames(visitor):
    assert visitor.get("/sign-in").header("x-frame-options") == "DENY"


def test_health_tells_whether_the_database_answers(visitor, monkeypatch, tmp_path):
    assert visitor.get("/healthz").status == 200
    monkeypatch.setenv("TRACKER_DATABASE_URL", f"sqlite:///{tmp_path}/missing.db")
    assert visitor.get("/healthz").status == 503


def test_a_form_of_any_size_is_refused_without_being_kept(visitor):
    assert visitor.post("/sign-in", name="officer", password="x" * 100_000).status == 403


def test_a_page_of_another_role_answers_exactly_as_one_there_is_none_of(visitor):
    enter(visitor)
    answers = [visitor.get(path) for path in ("/audit", "/nothing", "/entry/more", "/<script>")]
    assert {(answer.status, answer.header("location")) for answer in answers} == {(303, "/not_found")}
    assert visitor.get("/not_found").status == 404


def test_the_address_without_a_page_leads_to_the_first_of_the_role(visitor):
    enter(visitor)
    assert visitor.get("/").header("location") == f"/{PAGES_OF['officer'][0]}"
