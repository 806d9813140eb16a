"""Fifty people saving at once: nobody is refused, nothing is lost."""

from concurrent.futures import ThreadPoolExecutor

from sqlmodel import select

from tests.services.province import Province
from tracker.services.entering import entry
from tracker.services.entering.entry import CellEdit, SaveOutcome
from tracker.store.database import read_session
from tracker.store.tables import AuditEntry

WRITERS = 50


def test_fifty_writers_all_find_their_figures_stored(province: Province) -> None:
    officer = province.acting("officer")
    items = [item for item in province.app.catalog.items.values() if item.unit == "t"][:25]
    work = [(item.code, month) for item in items for month in ("2024-02", "2024-03")]

    def save(place: int) -> SaveOutcome:
        item, month = work[place]
        return entry.save(
            province.app, officer, "P1", month, [CellEdit(f"{place}", item, f"{place}", "t", 0)]
        )

    with ThreadPoolExecutor(WRITERS) as pool:
        outcomes = list(pool.map(save, range(WRITERS)))
    assert all(answer.stored for outcome in outcomes for answer in outcome.answers)
    figures = province.figures()
    assert {figures["P1", item, month].text for item, month in work} == {f"{n}" for n in range(WRITERS)}
    with read_session(province.app.engine) as session:
        entries = session.exec(select(AuditEntry).where(AuditEntry.action == "figures.save")).all()
    assert len(entries) == WRITERS


def test_of_two_who_saw_the_same_field_the_second_is_asked_again(province: Province) -> None:
    officer = province.acting("officer")

    def save(text: str) -> SaveOutcome:
        edit = CellEdit(text, "coke", text, "t", 0)
        return entry.save(province.app, officer, "P1", "2024-03", [edit])

    with ThreadPoolExecutor(2) as pool:
        answers = [outcome.answers[0] for outcome in pool.map(save, ["1", "2"])]
    assert sorted(answer.stored for answer in answers) == [False, True]
    winner = next(answer for answer in answers if answer.stored)
    assert {answer.cell.text for answer in answers} == {winner.cell.text}
