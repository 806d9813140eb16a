"""Sites and item tables: what is accepted, what is refused, and what a change leaves behind."""

import pytest
from sqlmodel import select

from tests.services.province import Province
from tracker.messages import Refusal
from tracker.services import sites
from tracker.services.judging.evaluation import indicator_rows
from tracker.services.permissions import OPERATOR
from tracker.services.reporting.reports import accept, submit
from tracker.services.sites import SiteChange, SiteForm
from tracker.store.database import read_session
from tracker.store.tables import AuditEntry, Declaration, Site, SiteAttribute

WRONG = [
    (SiteForm("province", "名"), "bad_site_code"),
    (SiteForm("kunming", "名"), "bad_site_code"),
    (SiteForm("a/b", "名"), "bad_site_code"),
    (SiteForm("P1", "名"), "site_exists"),
    (SiteForm("P3", " "), "bad_site_name"),
    (SiteForm("P3", "名", kind="village"), "not_a_choice"),
    (SiteForm("P3", "名", level="world"), "not_a_choice"),
    (SiteForm("P3", "名", prefecture="lhasa"), "unknown_prefecture"),
    (SiteForm("P3", "名", region="Yunnan"), "bad_region"),
    (SiteForm("P3", "名", since="2024-3"), "bad_month"),
    (SiteForm("P3", "名", since="2024-03", until="2024-02"), "span_backwards"),
    (SiteForm("P3", "名", parent="P1"), "only_enterprises_have_parents"),
    (SiteForm("E3", "名", kind="enterprise"), "parent_needed"),
    (SiteForm("E3", "名", kind="enterprise", parent="E1"), "parent_not_park"),
    (SiteForm("E3", "名", kind="enterprise", parent="P1", collect="rollup"), "only_parks_have"),
]


@pytest.mark.parametrize(("form", "code"), WRONG)
def test_a_site_that_cannot_be_is_refused(province: Province, form: SiteForm, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        sites.add_site(province.app, OPERATOR, form)
    assert refused.value.code == code


def test_sites_are_listed_under_the_names_of_the_options(province: Province) -> None:
    first = sites.list_sites(province.app, OPERATOR)[0]
    assert first == {
        "code": "E1", "name": "示例企业", "kind": "enterprise", "parent": "P1", "level": None,
        "prefecture": None, "region": "CN-YN", "scope": "all", "collect": "direct",
        "from": "2023-01", "until": None,
    }  # fmt: skip


def test_each_sees_the_sites_in_scope(province: Province) -> None:
    seen = {
        name: [site["code"] for site in sites.list_sites(province.app, province.acting(name))]
        for name in ("officer", "neighbour", "firm", "kunming", "auditor")
    }
    assert seen == {
        "officer": ["E1", "P1"],
        "neighbour": ["P2"],
        "firm": ["E1"],
        "kunming": ["E1", "P1"],
        "auditor": ["E1", "P1", "P2"],
    }


def test_a_change_holds_from_its_month_and_keeps_what_was(province: Province) -> None:
    sites.set_site(
        province.app, OPERATOR, SiteChange("P1", name="新名", scope="above_scale", since="2024-02")
    )
    with read_session(province.app.engine) as session:
        rows = session.exec(select(SiteAttribute).where(SiteAttribute.name == "name")).all()
        entry = session.exec(select(AuditEntry).where(AuditEntry.action == "site.set")).one()
    assert [row.value for row in rows if row.site_id == 1] == ["示例一园", "新名"]
    assert entry.chain == "P1"
    listed = {site["code"]: site for site in sites.list_sites(province.app, OPERATOR)}
    assert (listed["P1"]["name"], listed["P1"]["scope"], listed["P1"]["from"]) == (
        "新名",
        "above_scale",
        "2023-01",
    )


def test_without_an_attribute_the_month_is_the_first_of_the_sites_own_span(province: Province) -> None:
    sites.set_site(province.app, OPERATOR, SiteChange("P1", since="2022-01", until="2030-12"))
    listed = {site["code"]: site for site in sites.list_sites(province.app, OPERATOR)}
    assert (listed["P1"]["from"], listed["P1"]["until"]) == ("2022-01", "2030-12")


def test_an_enterprise_that_moves_takes_both_parks_numbers_along(province: Province) -> None:
    def versions() -> dict[str, int]:
        with read_session(province.app.engine) as session:
            return dict(session.exec(select(Site.code, Site.data_version)).all())

    before = versions()
    sites.set_site(province.app, OPERATOR, SiteChange("E1", parent="P2", since="2024-03"))
    assert all(versions()[code] > before[code] for code in ("E1", "P1", "P2"))
    assert [site["code"] for site in sites.list_sites(province.app, province.acting("neighbour"))] == [
        "E1",
        "P2",
    ]


@pytest.mark.parametrize("name", ["officer", "kunming", "auditor"])
def test_only_administrators_set_up_sites(province: Province, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        sites.add_site(province.app, province.acting(name), SiteForm("P3", "名"))
    assert refused.value.code == "not_permitted"


def test_a_file_of_sites_is_taken_whole_parks_first(province: Province) -> None:
    path = province.file(
        "E9,企业九,enterprise,P9,,2024-01",
        "P9,园区九,,,昆明市,",
        header="code,name,kind,parent,prefecture,from",
    )
    assert sites.import_sites(province.app, OPERATOR, path) == 2
    listed = {site["code"]: site for site in sites.list_sites(province.app, OPERATOR)}
    assert (listed["E9"]["parent"], listed["P9"]["prefecture"]) == ("P9", "kunming")


def test_a_bad_row_in_a_file_of_sites_is_named_and_nothing_stored(province: Province) -> None:
    path = province.file("P8,园区八", "P1,又一园", header="code,name")
    with pytest.raises(Refusal) as refused:
        sites.import_sites(province.app, OPERATOR, path)
    assert (refused.value.code, refused.value.place) == ("site_exists", f"{path}, 3, code")
    assert len(sites.list_sites(province.app, OPERATOR)) == 3


def test_declaring_items_counts_at_once_and_waits_for_a_reviewer(province: Province) -> None:
    app = province.app
    sites.declare_items(
        app, province.acting("officer"), "P1", not_applicable=["coke", "energy"], since="2024-01"
    )
    lines = sites.list_declarations(app, province.acting("kunming"), "P1")
    assert [(line.subject, line.applicable, line.confirmed_by) for line in lines] == [
        ("coke", False, None),
        ("energy", False, None),
    ]
    assert sites.confirm_declarations(app, province.acting("kunming"), "P1", [lines[0].id]) == 1
    with read_session(app.engine) as session:
        assert session.exec(select(Declaration.confirmed_by)).all() == ["kunming", None]


def test_a_later_word_from_an_earlier_month_overrides_and_says_so(province: Province) -> None:
    def declare(since: str | None = None, **items: list[str]) -> list[tuple[str, int | None]]:
        made = sites.declare_items(province.app, province.acting("officer"), "P1", since=since, **items)
        return [(line.subject, line.since) for line in made]

    october = ("coke", 2024 * 12 + 9)
    assert declare("2024-10", not_applicable=["coke", "diesel"]) == []
    assert declare("2024-11", applicable=["coke"]) == []  # October's line holds until then
    assert declare("2024-06", not_applicable=["coke"]) == [("coke", 2024 * 12 + 10)]
    assert declare("2024-05", applicable=["coke"]) == [october, ("coke", 2024 * 12 + 5)]


def test_without_a_month_every_line_to_the_contrary_is_overridden(province: Province) -> None:
    officer = province.acting("officer")
    sites.declare_items(province.app, officer, "P1", not_applicable=["coke"], since="2024-10")
    sites.declare_items(province.app, officer, "P1", not_applicable=["diesel"])
    (line,) = sites.declare_items(province.app, officer, "P1", applicable=["coke", "diesel"])
    assert line.subject == "coke"


@pytest.mark.parametrize(
    ("name", "site", "items", "code"),
    [
        ("officer", "P1", ["gold"], "unknown_item"),
        ("officer", "P2", ["coke"], "unknown_site"),
        ("firm", "P1", ["coke"], "unknown_site"),
        ("kunming", "P1", ["coke"], "not_permitted"),
    ],
)
def test_an_item_table_is_its_sites_own(
    province: Province, name: str, site: str, items: list[str], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        sites.declare_items(province.app, province.acting(name), site, not_applicable=items)
    assert refused.value.code == code


def declared(province: Province, *items: str) -> list[int]:
    sites.declare_items(province.app, province.acting("officer"), "P1", not_applicable=items or ("coke",))
    return [line.id for line in sites.list_declarations(province.app, OPERATOR, "P1")]


def entries(province: Province, action: str) -> list[tuple[str, str, str]]:
    with read_session(province.app.engine) as session:
        found = session.exec(select(AuditEntry).where(AuditEntry.action == action)).all()
        return [(entry.chain, entry.actor, entry.reason) for entry in found]


def test_a_confirmation_is_taken_back_with_a_reason_on_both_databases(province_on_each: Province) -> None:
    province, reviewer = province_on_each, province_on_each.acting("kunming")
    ids = declared(province, "coke", "diesel")
    sites.confirm_declarations(province.app, reviewer, "P1")
    assert sites.unconfirm_declarations(province.app, reviewer, "P1", ids[:1], "现场仍有焦炭") == 1
    lines = sites.list_declarations(province.app, OPERATOR, "P1")
    assert [(line.confirmed_by, line.confirmed_at is None) for line in lines] == [
        (None, True),
        ("kunming", False),
    ]
    assert entries(province, "site.unconfirm") == [("P1", "kunming", "现场仍有焦炭")]


def test_a_confirmation_is_not_taken_back_without_a_reason(province: Province) -> None:
    ids = declared(province)
    sites.confirm_declarations(province.app, province.acting("kunming"), "P1")
    with pytest.raises(Refusal) as refused:
        sites.unconfirm_declarations(province.app, province.acting("kunming"), "P1", ids, " ")
    assert refused.value.code == "reason_needed"


def test_of_two_reviewers_the_second_finds_nothing_left_to_confirm(province: Province) -> None:
    ids = declared(province)
    assert sites.confirm_declarations(province.app, province.acting("kunming"), "P1", ids) == 1
    assert sites.confirm_declarations(province.app, province.acting("province"), "P1", ids) == 0
    assert [line.confirmed_by for line in sites.list_declarations(province.app, OPERATOR, "P1")] == [
        "kunming"
    ]
    assert len(entries(province, "site.confirm")) == 1


def test_lines_of_another_site_are_not_confirmed_along(province: Province) -> None:
    ids = declared(province)
    assert sites.confirm_declarations(province.app, province.acting("province"), "P2", ids) == 0
    assert sites.list_declarations(province.app, OPERATOR, "P1")[0].confirmed_by is None


@pytest.mark.parametrize("name", ["officer", "auditor", "admin"])
def test_only_a_reviewer_confirms_or_takes_back(province: Province, name: str) -> None:
    ids, actor = declared(province), province.acting(name)
    for act in (
        lambda: sites.confirm_declarations(province.app, actor, "P1", ids),
        lambda: sites.unconfirm_declarations(province.app, actor, "P1", ids, "理由在此"),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "not_permitted"


def test_a_reviewer_confirms_nothing_outside_their_prefecture(province: Province) -> None:
    with pytest.raises(Refusal) as refused:
        sites.confirm_declarations(province.app, province.acting("kunming"), "P2")
    assert refused.value.code == "unknown_site"


def test_confirming_makes_what_rests_on_it_no_longer_provisional(province: Province) -> None:
    items = [item for item in province.app.catalog.items if item != "electricity"]
    declared(province, *items)
    province.bring_in("P1,2024-03,electricity,5,万kWh,,,", by=province.acting("officer"))
    officer, reviewer = province.acting("officer"), province.acting("kunming")

    def provisional() -> bool:
        (row,) = indicator_rows(
            province.app,
            officer,
            sites=["P1"],
            indicators=["energy_total"],
            windows=["month"],
            period="2024-03",
        )
        return row["provisional"]

    submit(province.app, officer, "P1", "2024-03", "本月按实际填报")
    accept(province.app, reviewer, "P1", "2024-03", "核实无误，放行")
    assert provisional()
    sites.confirm_declarations(province.app, reviewer, "P1")
    assert not provisional()
    ids = [line.id for line in sites.list_declarations(province.app, OPERATOR, "P1")]
    sites.unconfirm_declarations(province.app, reviewer, "P1", ids, "现场仍有焦炭")
    assert provisional()
