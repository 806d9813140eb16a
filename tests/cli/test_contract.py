"""The public contract, spoken to as a script speaks to it: JSON shapes, codes, exit codes."""

import os
from collections.abc import Callable

import pytest

from tests.cli.conftest import Tracker

AddAccount = Callable[[str, str, str], None]
MONTHS_2023 = [f"2023-{month:02d}" for month in range(1, 13)]
MONTHS_2024 = [f"2024-{month:02d}" for month in range(1, 13)]
ROW_FIELDS = [
    "site",
    "indicator",
    "window",
    "period",
    "value",
    "unit",
    "price",
    "partial",
    "coverage",
    "missing",
    "reason",
    "notes",
    "provisional",
    "scope",
    "yoy",
    "findings",
    "catalog",
]


def _energy_year(months: list[str], electricity: str, value_added: str) -> list[tuple[str, ...]]:
    return [
        row
        for month in months
        for row in (
            ("P1", month, "electricity", electricity, "万kWh"),
            ("P1", month, "value_added_real", value_added, "万元@2020"),
        )
    ]


@pytest.fixture
def park(tracker: Tracker) -> Tracker:
    tracker.done("site", "add", "--code", "P1", "--name", "示范园区", "--level", "provincial")
    return tracker


def test_a_site_is_listed_with_its_options(park: Tracker) -> None:
    (site,) = park.done("site", "list", "--format", "json").json
    assert {site[name] for name in ("code", "kind", "level", "region", "scope", "collect")} == {
        "P1",
        "park",
        "provincial",
        "CN-YN",
        "all",
        "direct",
    }


def test_energy_intensity_falls_year_on_year(park: Tracker) -> None:
    park.bring_in(_energy_year(MONTHS_2023, "100", "1000") + _energy_year(MONTHS_2024, "99", "1000"))
    (row,) = park.done(
        "indicators",
        "--site",
        "P1",
        "--indicator",
        "energy_intensity",
        "--window",
        "year",
        "--period",
        "2024",
        "--format",
        "json",
    ).json
    assert list(row) == ROW_FIELDS
    assert row["value"] == pytest.approx(99 * 1.229 / 1000, rel=1e-12)
    assert (row["unit"], row["price"], row["coverage"], row["reason"]) == ("tce/万元", "2020", [12, 12], None)
    assert row["yoy"]["basis"] == "real"
    assert row["yoy"]["change"] == pytest.approx(-0.01, abs=1e-12)
    (finding,) = row["findings"]
    assert (finding["standard"], finding["comparison"], finding["status"]) == (
        "yunnan-parks-14fyp",
        "<",
        "met",
    )
    assert finding["required"] == pytest.approx(1.229 / 10, rel=1e-12)
    assert finding["provisional"]
    assert "undeclared_item:raw_coal" in row["notes"]


def test_a_missing_month_is_not_zero(park: Tracker) -> None:
    park.bring_in(
        [
            *_energy_year(MONTHS_2024[:4], "100", "1000")[:-2],
            ("P1", "2024-04", "value_added_real", "1000", "万元@2020"),
        ]
    )
    (row,) = park.done(
        "indicators",
        "--indicator",
        "energy_total",
        "--window",
        "ytd",
        "--period",
        "2024-04",
        "--format",
        "json",
    ).json
    assert (row["value"], row["reason"], row["coverage"]) == (None, "incomplete", [3, 4])
    assert row["partial"] == pytest.approx(300 * 1.229)
    assert row["missing"] == [["P1", "electricity", "2024-04"]]


def test_importing_again_changes_nothing_and_export_round_trips(park: Tracker) -> None:
    rows = _energy_year(MONTHS_2024[:2], "1,234.5", "1000")
    first = park.bring_in(rows)
    assert (first["changed"], first["unchanged"], first["refused"], first["stored"]) == (4, 0, 0, True)
    again = park.bring_in(rows)
    assert (again["changed"], again["unchanged"]) == (0, 4)
    out = park.folder / "out.csv"
    park.done("export", "--out", str(out))
    assert "1,234.5" in out.read_text("utf-8-sig")
    back = park.done("import", str(out), "--format", "json").json
    assert (back["changed"], back["unchanged"]) == (0, 4)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("P1", "2024-01", "tap_water", "5", "GJ"), "wrong_dimension"),
        (("P1", "2024-01", "electricty", "5", "kWh"), "unknown_item"),
        (("P9", "2024-01", "electricity", "5", "kWh"), "unknown_site"),
        (("P1", "2024-01", "electricity", "5", "kilofoo"), "unknown_unit"),
        (("P1", "2024-01", "raw_coal", "5", "ton"), "unknown_unit"),
        (("P1", "2024-01", "raw_coal", "5", "104tn"), "unknown_unit"),
        (("P1", "2024-01", "natural_gas", "5", "Nm"), "unknown_unit"),
        (("P1", "2024-13", "electricity", "5", "kWh"), "bad_period"),
        (("P1", "2024-02..03", "electricity", "5", "kWh"), "bad_period"),
        (("P1", "2025-04", "electricity", "5", "kWh"), "future_period"),
        (("P1", "2025", "electricity", "5", "kWh"), "future_period"),
        (("P1", "2024-01", "electricity", "NaN", "kWh"), "not_a_number"),
        (("P1", "2024-01", "electricity", "inf", "kWh"), "not_a_number"),
        (("P1", "2024-01", "electricity", "1e400", "kWh"), "not_a_number"),
        (("P1", "2024-01", "electricity", "−5", "kWh"), "not_a_number"),
        (("P1", "2024-01", "electricity", "-5", "kWh"), "negative"),
        (("P1", "2024-01", "value_added_real", "5", "万元"), "wrong_dimension"),
        (("P1", "2024-01", "value_added", "5", "万元@2020"), "wrong_dimension"),
        (("P1", "2024-01", "tap_water", "5", "平方米/人"), "wrong_dimension"),
    ],
)
def test_bad_rows_are_refused_with_a_code_and_nothing_changes(
    park: Tracker, row: tuple[str, ...], code: str
) -> None:
    good = ("P1", "2024-01", "diesel", "5", "t")
    answer = park("import", park.file([good, row]), "--format", "json")
    assert answer.code == 1
    (problem,) = answer.json["problems"]
    assert (problem["row"], problem["code"], problem["severity"]) == (3, code, "error")
    assert problem["message"]
    assert not answer.json["stored"]
    assert park.done("export").out.count("\n") == 1


def test_the_same_cell_twice_with_different_values_conflicts(park: Tracker) -> None:
    rows = [("P1", "2024-01", "diesel", "5", "t"), ("P1", "2024-01", "diesel", "6", "t")]
    answer = park("import", park.file(rows), "--format", "json")
    assert {problem["code"] for problem in answer.json["problems"]} == {"conflict"}
    assert answer.json["refused"] == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02PK\x03\x04" * 50, "not_a_table"),
        (b"P1,2024-01,diesel,5,t\n", "not_a_table"),
    ],
)
def test_files_that_are_no_table_are_refused(park: Tracker, content: bytes, code: str) -> None:
    path = park.folder / "file.csv"
    path.write_bytes(content)
    answer = park("import", str(path), "--format", "json")
    assert answer.code == 1
    assert answer.json["problems"][0]["code"] == code


def test_gb18030_is_read(park: Tracker) -> None:
    path = park.folder / "gb.csv"
    path.write_bytes("site,period,item,value,unit,note\nP1,2024-01,diesel,5,吨,柴油\n".encode("gb18030"))
    assert park.done("import", str(path), "--format", "json").json["changed"] == 1


def test_a_folder_and_a_missing_file_are_named(park: Tracker) -> None:
    for path in (park.folder, park.folder / "none.csv"):
        answer = park("import", str(path))
        assert answer.code == 1
        assert str(path) in answer.err + answer.out


def test_a_report_goes_from_draft_to_accepted(park: Tracker, add_account: AddAccount) -> None:
    add_account("officer", "officer", "P1")
    add_account("reviewer", "reviewer", "province")
    park.bring_in(_energy_year(MONTHS_2024[:1], "100", "1000"))
    blocked = park("submit", "--site", "P1", "--period", "2024-01", "--as", "officer")
    assert blocked.code == 1
    reason = ("--reason", "其余项目本月尚未统计")
    park.done("submit", "--site", "P1", "--period", "2024-01", "--as", "officer", *reason)
    assert park("submit", "--site", "P1", "--period", "2024-01").code == 2
    park.done("accept", "--site", "P1", "--period", "2024-01", "--as", "reviewer", *reason)
    locked = park("import", park.file(_energy_year(["2024-01"], "200", "1000")), "--format", "json")
    assert {problem["code"] for problem in locked.json["problems"]} == {"month_locked"}
    park.done(
        "reopen", "--site", "P1", "--period", "2024-01", "--as", "reviewer", "--reason", "数据有误需更正"
    )
    park.bring_in(_energy_year(["2024-01"], "200", "1000"))
    call = (
        "indicators",
        "--indicator",
        "energy_total",
        "--window",
        "month",
        "--period",
        "2024-01",
        "--format",
        "json",
    )
    assert park.done(*call).json[0]["value"] == pytest.approx(245.8)
    assert park.done(*call, "--reported").json[0]["value"] == pytest.approx(122.9)
    assert park.done("audit", "verify").json["holds"]


def test_sentences_call_items_by_name_with_their_code_and_json_stays(park: Tracker) -> None:
    park.bring_in([("P1", "2025-01", "tap_water", "5", "m³")])
    path = park.folder / "blank.csv"
    path.write_text("site,period,item,value,unit\nP1,2025-01,tap_water,,\n", "utf-8")
    assert "自来水取水量（tap_water）" in park.done("import", str(path)).err
    assert " (tap_water) of 2025-01" in park.done("import", str(path), "--lang", "en").err
    (problem,) = park.done("import", str(path), "--format", "json").json["problems"]
    assert problem["message"].startswith("tap_water 2025年1月留空")


def test_a_park_that_never_entered_a_figure_submits_nothing(park: Tracker, add_account: AddAccount) -> None:
    add_account("officer", "officer", "P1")
    empty = park(
        "submit", "--site", "P1", "--period", "2024-01", "--as", "officer", "--reason", "本月没有数据"
    )
    assert empty.code == 1
    assert "P1 2024-01" in empty.err


def test_a_month_inside_a_longer_figure_may_be_submitted(park: Tracker, add_account: AddAccount) -> None:
    add_account("officer", "officer", "P1")
    park.bring_in([("P1", "2024-01..02", "electricity", "200", "万kWh")])
    period = ("--site", "P1", "--period", "2024-01", "--as", "officer", "--reason", "1、2月合并填报")
    park.done("submit", *period)


def test_who_entered_a_figure_cannot_accept_it(park: Tracker, add_account: AddAccount) -> None:
    add_account("officer", "officer", "P1")
    park.bring_in(_energy_year(MONTHS_2024[:1], "100", "1000"))
    park.done(
        "submit", "--site", "P1", "--period", "2024-01", "--as", "officer", "--reason", "其余项目尚未统计"
    )
    assert park("accept", "--site", "P1", "--period", "2024-01", "--as", "officer").code == 1


def test_a_forbidden_site_answers_as_an_unknown_one(park: Tracker, add_account: AddAccount) -> None:
    park.done("site", "add", "--code", "P2", "--name", "别的园区")
    add_account("officer", "officer", "P1")
    forbidden = park("indicators", "--site", "P2", "--as", "officer", "--format", "json")
    unknown = park("indicators", "--site", "P7", "--as", "officer", "--format", "json")
    assert forbidden.code == unknown.code == 1
    assert forbidden.err.replace("P2", "P7") == unknown.err


def test_an_unmet_year_raises_a_red_flag_and_a_package_proves_it(
    park: Tracker, add_account: AddAccount
) -> None:
    add_account("officer", "officer", "P1")
    add_account("reviewer", "reviewer", "province")
    park.bring_in(_energy_year(MONTHS_2023, "100", "1000") + _energy_year(MONTHS_2024, "101", "1000"))
    park.done(
        "site", "items", "--site", "P1", "--not-applicable", "water,wastewater,solid_waste,hazardous_waste"
    )
    for year in ("2023", "2024"):
        period = ("--site", "P1", "--period", f"{year}-01..12")
        park.done("submit", *period, "--as", "officer", "--reason", "其余项目按年统计")
        park.done("accept", *period, "--as", "reviewer", "--reason", "已核对原始凭证")
    flags = park.done("flags", "--site", "P1", "--format", "json").json
    (red,) = [flag for flag in flags if flag["indicator"] == "energy_intensity" and flag["severity"] == "red"]
    assert (red["axis"], red["status"], red["period"]) == ("compliance", "open", "2024")
    assert red["evidence"]["shortfall"] > 0
    park.done("flag", "explain", red["id"], "--as", "officer", "--reason", "新增产能投产所致")
    out = park.folder / "package.zip"
    park.done(
        "evidence",
        "--site",
        "P1",
        "--standard",
        "yunnan-parks-14fyp",
        "--years",
        "2023-2024",
        "--out",
        str(out),
    )
    verified = park.done("verify", str(out), "--format", "json").json
    assert (verified["consistent"], verified["origin"], verified["rules"]) == (True, "unknown_key", "known")
    assert verified["counts"]["figures"] >= 48


def test_an_altered_package_is_found(park: Tracker, add_account: AddAccount) -> None:
    add_account("officer", "officer", "P1")
    park.bring_in(_energy_year(MONTHS_2024, "100", "1000"))
    submitted = ("--site", "P1", "--period", "2024-01..12", "--as", "officer", "--reason", "其余项目按年统计")
    park.done("submit", *submitted)
    out = park.folder / "package.zip"
    answer = park(
        "evidence", "--site", "P1", "--standard", "yunnan-parks-14fyp", "--years", "2024", "--out", str(out)
    )
    assert answer.code == 0, answer.err
    content = bytearray(out.read_bytes())
    content[len(content) // 2] ^= 1
    out.write_bytes(content)
    altered = park("verify", str(out), "--format", "json")
    assert altered.code == 1
    assert not altered.json["consistent"]
    assert altered.json["first_difference"]
    out.write_bytes(bytes(content[: len(content) // 2]))
    assert park("verify", str(out), "--format", "json").code == 1


def test_a_second_evaluation_changes_nothing(park: Tracker) -> None:
    park.bring_in(_energy_year(MONTHS_2024, "100", "1000"))
    park.done("evaluate")
    before = park.done("flags", "--format", "json").json
    entries = park.done("audit", "verify").json["entries"]
    park.done("evaluate")
    assert park.done("flags", "--format", "json").json == before
    assert park.done("audit", "verify").json["entries"] == entries


def test_contradicting_window_and_period_is_wrong_usage(park: Tracker) -> None:
    assert park("indicators", "--window", "year", "--period", "2024-03", "--format", "json").code == 2


@pytest.mark.parametrize(
    "call",
    [["--site", "NO"], ["--indicator", "nothing"], ["--standard", "nothing"]],
    ids=["site", "indicator", "standard"],
)
def test_unknown_names_end_with_one(park: Tracker, call: list[str]) -> None:
    answer = park("indicators", *call, "--format", "json")
    assert answer.code == 1
    assert answer.err.count("\n") == 1


def test_an_output_that_cannot_be_written_is_refused(park: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.open", full)
    answer = park("export", "--out", str(park.folder / "out.csv"), "--lang", "en")
    assert (answer.code, "No space left" in answer.err) == (1, True)


def test_an_unknown_standard_is_refused_with_those_there_are(tracker: Tracker) -> None:
    answer = tracker("catalog", "list", "--standard", "nope")
    assert (answer.code, "yunnan-parks-14fyp" in answer.err) == (1, True)


def test_a_demo_goes_only_into_a_new_database(tracker: Tracker) -> None:
    assert tracker("init", "--demo").code == 1


def test_an_address_that_cannot_be_served_is_refused(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken(*_: object, **__: object) -> None:
        raise OSError(98, "Address already in use")

    monkeypatch.setattr("runpy.run_module", taken)
    before = dict(os.environ)
    answer = tracker("serve", "--host", "127.0.0.1")
    assert dict(os.environ) == before
    assert (answer.code, "127.0.0.1:8501" in answer.err) == (1, True)


def test_a_name_is_one_line(tracker: Tracker) -> None:
    assert tracker("site", "add", "--code", "P1", "--name", "a\nb").code == 1
    assert tracker("site", "add", "--code", "P1", "--name", "a\x1b[31m").code == 1


def test_figures_at_the_ends_of_what_is_taken_still_make_finite_ratios(park: Tracker) -> None:
    park.bring_in(
        [
            ("P1", month, item, value, unit)
            for month in (*MONTHS_2023, *MONTHS_2024)
            for item, value, unit in (
                ("electricity", "9e17", "kWh"),
                ("value_added_real", "1.1e-18", "万元@2020"),
                ("wastewater_treated", "9e17", "m³"),
                ("wastewater_generated", "1.1e-18", "m³"),
            )
        ]
    )
    rows = park.done("indicators", "--site", "P1", "--period", "2024", "--format", "json").json
    assert all(row["value"] > 1e30 for row in rows if row["indicator"] in ("energy_intensity",))


def test_a_declaration_that_undoes_an_earlier_one_says_so(park: Tracker) -> None:
    items = ("site", "items", "--site", "P1")
    first = park.done(*items, "--not-applicable", "coke", "--from", "2024-10")
    second = park.done(*items, "--applicable", "coke", "--from", "2024-06")
    assert "2024-10" not in first.err
    assert "coke" in second.err
    assert "2024-10" in second.err
    assert second.out == ""
