"""Takes what somebody typed into the entry grid; answers with what became of it, and the form as it is now.

A request of its own rather than a run of the page's script: it is answered sooner, does not break off when
somebody clicks on, and can be sent again after the connection or the server was away.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tracker.catalog.catalog import Catalog
from tracker.catalog.periods import parse_month
from tracker.messages import Lang, Refusal, actor_name, describe, sentence, word
from tracker.services.application import Application
from tracker.services.entering import entry
from tracker.services.entering.entry import CellAnswer, CellEdit, FormView, SaveOutcome
from tracker.services.exchange.problems import with_names
from tracker.services.judging.evaluation import indicator_rows
from tracker.services.people.signing_in import actor_of
from tracker.services.permissions import Actor
from tracker.ui import keys
from tracker.ui.components.entry_grid import Form
from tracker.ui.components.month_form import grid_form, year_grid
from tracker.ui.opened import application
from tracker.ui.visit import language_of

_LARGEST = 8 * 1024 * 1024
_MOST = 5_000
_LOG = logging.getLogger(__name__)


class Edit(BaseModel):
    """What somebody put into a field of a form (site/period), over the version of the figure they saw."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    id: str = Field(min_length=1, max_length=100)
    form: str
    key: str
    value: str
    unit: str
    source: str
    reason: str
    note: str
    version: int

    def cell_edit(self) -> CellEdit:
        """Return the edit as the services take it."""
        item, _, base = self.key.partition("@")
        year = int(base) if base.isascii() and base.isdigit() else 0
        return CellEdit(
            self.id, item, self.value, self.unit, self.version, year, self.source, self.reason, self.note
        )


class Sent(BaseModel):
    """Edits typed by an account, and the form its browser shows; with `look` they are answered, not saved."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    account: str
    site: str
    period: str
    view: Literal["month", "year"]
    relevant: bool
    edits: list[Edit] = Field(max_length=_MOST)
    look: bool = False


async def take_edits(request: Request) -> Response:
    """Save the edits of a request, each on its own."""
    lang = language_of(request.cookies)
    token = request.cookies.get(keys.SESSION_COOKIE) or ""
    sent = await _read(request)
    if sent is None:
        return JSONResponse({"text": sentence("ui_bad_edits", lang)}, status_code=400)
    try:
        return JSONResponse(await run_in_threadpool(_answer, sent, token, lang))
    except Exception:
        # not answered: the browser keeps the edits and sends them again
        _LOG.exception("edits could not be saved")
        return JSONResponse({"trouble": "lost"}, status_code=500)


async def _read(request: Request) -> Sent | None:
    """Return what was sent; only our own pages can send it as JSON, with the cookie that comes along."""
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        return None
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST:
            return None
    try:
        return Sent.model_validate_json(body)
    except ValidationError:
        return None


def _answer(sent: Sent, token: str, lang: Lang) -> dict[str, Any]:
    app = application()
    actor = actor_of(app, token) if token else None
    if actor is None:
        return {"trouble": "signed_out"}
    if actor.name != sent.account:
        return {"trouble": "other_account"}
    if sent.look:
        return {"answers": _answers(sent, app.catalog, lang, partial(entry.try_out, app, actor))}
    saved: dict[str, SaveOutcome] = {}

    def save(site: str, period: str, edits: Sequence[CellEdit]) -> Sequence[CellAnswer]:
        saved[f"{site}/{period}"] = outcome = entry.save(app, actor, site, period, edits)
        return outcome.answers

    answers = _answers(sent, app.catalog, lang, save)
    return {"answers": answers, "form": _drawn(app, actor, sent, lang, saved)}


def _answers(
    sent: Sent,
    catalog: Catalog,
    lang: Lang,
    decide: Callable[[str, str, Sequence[CellEdit]], Sequence[CellAnswer]],
) -> dict[str, Any]:
    """Return what is said of each edit, form by form; a form refused as a whole refuses all its edits."""
    answers: dict[str, Any] = {}
    for name in dict.fromkeys(edit.form for edit in sent.edits):
        edits = [edit for edit in sent.edits if edit.form == name]
        site, _, period = name.partition("/")
        try:
            decided = decide(site, period, [edit.cell_edit() for edit in edits])
        except Refusal as refusal:
            text = describe(refusal, lang)
            answers |= {edit.id: {"stored": False, "text": text} for edit in edits}
        else:
            code = "ui_not_savable" if sent.look else "ui_not_saved"
            answers |= {answer.edit_id: _told(answer, catalog, lang, code) for answer in decided}
    return answers


def _told(answer: CellAnswer, catalog: Catalog, lang: Lang, refused: str) -> dict[str, Any]:
    if answer.refusal is None:
        return {"stored": True, "version": answer.cell.version, **_said(answer, catalog, lang)}
    params = with_names(catalog, answer.refusal.params, lang)
    if "by" in params:
        params["by"] = actor_name(str(params["by"]), lang)
    problem = sentence(answer.refusal.code, lang, **params)
    if answer.refusal.code == "number_unreadable":
        words = [getattr(reason.names, lang) for reason in catalog.blank_reasons.values()]
        reasons = sentence("ui_comma", lang).join(words)
        problem = sentence("ui_or_reason", lang, problem=problem, reasons=reasons)
    conflict = answer.refusal.code == "cell_changed"
    return {"stored": False, "text": sentence(refused, lang, problem=problem), "conflict": conflict}


def _said(answer: CellAnswer, catalog: Catalog, lang: Lang) -> dict[str, str]:
    """Return what is said of what was stored as something else than a number."""
    if answer.blank_mark:
        return {"said": sentence("number_blank_mark", lang, text=answer.blank_mark)}
    if answer.reason_word:
        counts = word("counts_as", catalog.blank_reasons[str(answer.cell.reason)].counts_as, lang)
        return {"said": sentence("number_reason_word", lang, text=answer.reason_word, counts=counts)}
    return {}


def _drawn(
    app: Application, actor: Actor, sent: Sent, lang: Lang, looked: Mapping[str, SaveOutcome]
) -> Form | None:
    """Return the form the browser shows, None where the actor may not see it any more."""
    outcome = looked.get(f"{sent.site}/{sent.period}")
    try:
        if sent.view == "year":
            return year_of(app, actor, sent.site, int(sent.period), lang, relevant=sent.relevant)
        return month_of(app, actor, sent.site, sent.period, lang, relevant=sent.relevant, outcome=outcome)[0]
    except (Refusal, ValueError):
        return None


def month_of(
    app: Application,
    actor: Actor,
    site: str,
    period: str,
    lang: Lang,
    *,
    relevant: bool,
    outcome: SaveOutcome | None = None,
) -> tuple[Form, FormView]:
    """Return a month's form as the grid draws it and as it is; `outcome`: what a save has just found."""
    view = entry.form(app, actor, site, period, checks=None if outcome is None else outcome.checks)
    if outcome is None:
        rows = indicator_rows(app, actor, sites=[site], windows=["ytd"], period=period)
    else:
        rows = outcome.judged.with_forecast(app.catalog) if outcome.judged else []
    form = grid_form(view, app.catalog, lang, findings=rows, account=actor.name, only_relevant=relevant)
    own = view.editable and view.owner == view.site and actor.role == "officer"
    form["submit"] = own and app.is_over(parse_month(period))
    return form, view


def year_of(app: Application, actor: Actor, site: str, year: int, lang: Lang, *, relevant: bool) -> Form:
    """Return the forms of a year's months as the grid draws them."""
    views = entry.year_forms(app, actor, site, year)
    return year_grid(views, app.catalog, lang, account=actor.name, only_relevant=relevant)
