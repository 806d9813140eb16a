"""How a report came to where it is, read from its history: its moves, and what a new submission changed."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from tracker.store.facts import FACT_TABLES
from tracker.store.tables import AuditEntry, History, Report

UNDO = "figures.undo"
"""The audit's action of taking an import back."""

FigureName = tuple[int, str, int]
"""What names a figure of a report: site id, item, base year (0: none)."""


@dataclass(frozen=True)
class Move:
    """One move of a report to a state, at `version` from then on; `entry` is the audit entry it stands in."""

    state: str
    by: str
    at: datetime
    reason: str
    version: int
    entry: int


@dataclass(frozen=True)
class Former:
    """A figure as submitted before, in the item's canonical unit and as typed; blank if there was none."""

    value: float | None = None
    text: str = ""
    unit: str = ""


def moves_of(session: Session, report: Report) -> list[Move]:
    """Return the moves of a report, oldest first, from its submissions on."""
    query = (
        select(History, AuditEntry)
        .join(AuditEntry, col(History.entry_id) == col(AuditEntry.id))
        .where(History.fact_kind == "report", History.fact_key == str(report.id))
        .order_by(col(History.id))
    )
    moves: list[Move] = []
    before: dict[str, Any] = {}
    for row, entry in session.exec(query):
        state = json.loads(row.state)
        moves += _new_moves(before, state, entry)
        before = state
    return moves


def _new_moves(before: dict[str, Any], state: dict[str, Any], entry: AuditEntry) -> Iterable[Move]:
    """Yield the moves between two states of a report: looking at it, or beginning it, is none.

    A report brought in whole tells of its submission and of its decision at once. Undoing an import is one
    move, back to a state whose submission and decision were told before.
    """
    if entry.action == UNDO:
        yield Move(state["state"], entry.actor, entry.at, entry.reason, state["version"], entry.id or 0)
        return
    latest = before.get("version", 0)
    submitted_at = _instant(state.get("submitted_at"))
    if submitted_at is not None and before.get("submitted_at") != state["submitted_at"]:
        reason = state.get("reason", "") if state["state"] == "submitted" else ""
        yield _move("submitted", state, entry, state["submitted_by"], submitted_at, reason)
    if state["state"] not in ("submitted", "draft") and state["version"] > latest:
        decided = state["state"] != "withdrawn" and "decided_by" in state
        by = state["decided_by"] if decided else entry.actor
        at = _instant(state["decided_at"]) if decided else entry.at
        yield _move(state["state"], state, entry, by, at or entry.at, state.get("reason", ""))


def _move(name: str, state: dict[str, Any], entry: AuditEntry, by: str, at: datetime, reason: str) -> Move:
    # the audit says whether the operator acted in somebody's name
    recorded = entry.actor if entry.actor.startswith(f"{by} via ") else by
    return Move(name, recorded, at, reason, state["version"], entry.id or 0)


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def changed_figures(
    session: Session, report: Report, moves: Iterable[Move]
) -> dict[FigureName, Former] | None:
    """Return what the newest submission changed against the one before it; None of a first submission."""
    sent = [move for move in moves if move.state == "submitted"]
    if len(sent) < 2:
        return None
    newest = sent[-1].entry
    table = FACT_TABLES["observation"]
    of_entry = select(History.fact_key).where(History.entry_id == newest, History.fact_kind == table.kind)
    query = (
        select(History.entry_id, History.state)
        .where(
            History.fact_kind == table.kind, col(History.fact_key).in_(of_entry), History.entry_id <= newest
        )
        .order_by(col(History.id))
    )
    before: dict[FigureName, Former] = {}
    after: dict[FigureName, Former] = {}
    for entry, text in session.exec(query):
        state = json.loads(text)
        if _belongs(report, state):
            shelf = after if entry == newest else before
            shelf[state["site_id"], state["item"], state.get("base", 0)] = _reported(state)
    return {
        name: before.get(name, Former())
        for name, figure in after.items()
        if before.get(name, Former()).value != figure.value
    }


def _belongs(report: Report, state: dict[str, Any]) -> bool:
    kinds = ("year",) if report.kind == "year" else ("month", "cumulative")
    return state["last"] == report.month and state["kind"] in kinds


def _reported(state: dict[str, Any]) -> Former:
    return Former(state.get("reported_value"), state.get("reported_text", ""), state.get("reported_unit", ""))
