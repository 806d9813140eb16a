"""What is exported can be imported again and changes nothing."""

import csv
import io
from collections.abc import Iterable

import pytest

from tests.services.province import HEADER, Province
from tracker.messages import Refusal
from tracker.services.exchange.exporting import export_observations
from tracker.services.exchange.importing import import_files
from tracker.services.permissions import OPERATOR
from tracker.services.reporting import reports

ROWS = (
    'P1,2024-03,electricity,"1,204.50",万kWh,bill,,"说明，含逗号与\n换行"',
    "P1,2024-01..02,electricity,2e3,万kWh,,,=1+1",
    "P1,2023,value_added_real,12.5,亿元@2020,statistics,,'=quoted",
    "P1,2024-03,value_added_growth,-3.1,%,,,-5 是降幅",
    "P1,2024-03,coke,,,,stopped,",
    "E1,2024-03,coke,0,,estimate,,@cmd",
)


def written(rows: Iterable[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, HEADER.split(","))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def test_importing_an_export_changes_nothing(province: Province) -> None:
    assert province.bring_in(*ROWS).changed == len(ROWS)
    before = {key: row.model_dump() for key, row in province.figures().items()}
    path = province.folder / "out.csv"
    path.write_text(written(export_observations(province.app, OPERATOR)), "utf-8", newline="")
    outcome = import_files(province.app, OPERATOR, [path])
    assert (outcome.changed, outcome.unchanged, outcome.problems) == (0, len(ROWS), ())
    assert {key: row.model_dump() for key, row in province.figures().items()} == before


def test_what_was_typed_comes_out_and_no_text_acts_as_a_formula(province: Province) -> None:
    province.bring_in(*ROWS)
    rows = {
        (row["site"], row["item"], row["period"]): row for row in export_observations(province.app, OPERATOR)
    }
    assert rows["P1", "electricity", "2024-03"]["value"] == "1,204.50"
    assert rows["P1", "electricity", "2024-01..02"]["note"] == "'=1+1"
    assert rows["P1", "value_added_real", "2023"]["note"] == "'=quoted"
    assert rows["P1", "value_added_growth", "2024-03"]["value"] == "-3.1"
    assert all(row["note"][:1] not in ("=", "+", "-", "@") for row in rows.values())


@pytest.mark.parametrize(
    ("period", "count"),
    [("2024-03", 4), ("2024", 5), ("2023..2024", 6), ("2024-01..2024-02", 1), ("2022", 0)],
)
def test_a_span_chooses_figures_by_their_last_month(province: Province, period: str, count: int) -> None:
    province.bring_in(*ROWS)
    assert len(list(export_observations(province.app, OPERATOR, period=period))) == count


def test_each_exports_the_sites_in_scope(province: Province) -> None:
    province.bring_in(*ROWS)
    firm = province.acting("firm")
    assert {row["site"] for row in export_observations(province.app, firm)} == {"E1"}
    with pytest.raises(Refusal) as refused:
        export_observations(province.app, firm, sites=["P1"])
    assert refused.value.code == "unknown_site"


def test_whoever_does_not_enter_gets_what_was_last_submitted(province: Province) -> None:
    officer, report = province.acting("officer"), ("P1", "2024-02", "figures are complete")
    province.bring_in("P1,2024-01,cod,5,t,,,", "P1,2024-02,cod,6,t,,,as submitted", by=officer)
    reports.submit(province.app, officer, *report)
    reports.return_(province.app, province.acting("province"), *report)
    province.bring_in("P1,2024-02,cod,7,t,,,under way", by=officer)

    def seen(name: str) -> list[tuple[str, str]]:
        rows = export_observations(province.app, province.acting(name))
        return [(row["value"], row["note"]) for row in rows]

    assert seen("province") == [("6", "as submitted")]
    assert seen("officer") == [("5", ""), ("7", "under way")]


@pytest.mark.parametrize("period", ["2024-1", "2024-03..", "always", "2024-05..2024-01"])
def test_a_span_that_is_none_is_refused(province: Province, period: str) -> None:
    with pytest.raises(Refusal) as refused:
        export_observations(province.app, OPERATOR, period=period)
    assert refused.value.code == "bad_span"
