"""The first shape of the database."""

from functools import partial
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001_first"
down_revision = None
branch_labels = None
depends_on = None


def column(kind: sa.types.TypeEngine[Any], name: str, null: bool = False) -> sa.Column[Any]:
    """Return a column; without `null` it is never empty."""
    return sa.Column(name, kind, nullable=null)


text = partial(column, sa.String())
long_text = partial(column, sa.Text())
integer = partial(column, sa.Integer())
number = partial(column, sa.Float())
boolean = partial(column, sa.Boolean())
instant = partial(column, sa.DateTime(timezone=True))
day = partial(column, sa.Date())
json = partial(column, sa.JSON())
content = partial(column, sa.LargeBinary())


def primary_key(name: str, column: str) -> sa.PrimaryKeyConstraint:
    """Return a named primary key."""
    return sa.PrimaryKeyConstraint(column, name=name)


def refers(column: str, target: str, name: str) -> sa.ForeignKeyConstraint:
    """Return a named foreign key; nothing is deleted with what it refers to."""
    return sa.ForeignKeyConstraint([column], [target], name=name)


def unique(name: str, *columns: str) -> sa.UniqueConstraint:
    """Return a named unique constraint."""
    return sa.UniqueConstraint(*columns, name=name)


def holds(name: str, condition: str) -> sa.CheckConstraint:
    """Return a named check."""
    return sa.CheckConstraint(condition, name=name)


def upgrade() -> None:
    """Create every table."""
    op.create_table(
        "account",
        integer("id"),
        text("name"),
        text("password_hash"),
        text("role"),
        text("scope"),
        boolean("disabled"),
        instant("created_at"),
        holds("ck_account_role", "\"role\" IN ('officer', 'reviewer', 'administrator', 'auditor')"),
        primary_key("pk_account", "id"),
        unique("uq_account_name", "name"),
    )
    op.create_table(
        "audit_entry",
        integer("id"),
        text("chain"),
        integer("sequence"),
        instant("at"),
        text("actor"),
        text("action"),
        text("reason"),
        text("digest"),
        text("previous"),
        text("hash"),
        holds(
            "ck_audit_entry_digests", "length(digest) = 64 AND length(previous) = 64 AND length(hash) = 64"
        ),
        holds("ck_audit_entry_sequence", "sequence >= 1"),
        primary_key("pk_audit_entry", "id"),
        unique("uq_audit_entry_chain_sequence", "chain", "sequence"),
    )
    op.create_table(
        "catalog_addition",
        integer("id"),
        text("kind"),
        json("content"),
        text("made_by"),
        instant("made_at"),
        text("source"),
        primary_key("pk_catalog_addition", "id"),
    )
    op.create_table(
        "document",
        text("sha256"),
        text("name"),
        text("media_type"),
        integer("size"),
        content("content"),
        holds("ck_document_sha256", "length(sha256) = 64"),
        holds("ck_document_size", "size BETWEEN 0 AND 20971520 AND length(content) = size"),
        primary_key("pk_document", "sha256"),
    )
    op.create_table(
        "installation",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        instant("created_at"),
        boolean("demo"),
        text("first_code_hash", null=True),
        holds("ck_installation_single", "id = 1"),
        primary_key("pk_installation", "id"),
    )
    op.create_table("lease", text("name"), text("holder"), instant("until"), primary_key("pk_lease", "name"))
    op.create_table(
        "sign_in_failure",
        integer("id"),
        text("name"),
        text("source"),
        integer("failed"),
        instant("locked_until", null=True),
        holds("ck_sign_in_failure_failed", "failed >= 1"),
        primary_key("pk_sign_in_failure", "id"),
        unique("uq_sign_in_failure_name_source", "name", "source"),
    )
    op.create_table(
        "site",
        integer("id"),
        text("code"),
        text("kind"),
        text("region"),
        text("prefecture", null=True),
        integer("active_from", null=True),
        integer("active_until", null=True),
        instant("created_at"),
        integer("data_version"),
        holds("ck_site_code", "code <> '' AND code <> 'installation'"),
        holds("ck_site_kind", "\"kind\" IN ('park', 'enterprise', 'region')"),
        holds("ck_site_span", "active_from IS NULL OR active_until IS NULL OR active_from <= active_until"),
        primary_key("pk_site", "id"),
        unique("uq_site_code", "code"),
    )
    op.create_table(
        "adoption",
        integer("id"),
        integer("site_id"),
        text("standard"),
        integer("from_month"),
        refers("site_id", "site.id", "fk_adoption_site_id_site"),
        primary_key("pk_adoption", "id"),
        unique("uq_adoption_site_id_standard_from_month", "site_id", "standard", "from_month"),
    )
    op.create_index("ix_adoption_site_id", "adoption", ["site_id"])
    op.create_table(
        "declaration",
        integer("id"),
        integer("site_id"),
        text("subject"),
        boolean("applicable"),
        integer("from_month", null=True),
        text("reason"),
        text("made_by"),
        instant("made_at"),
        text("confirmed_by", null=True),
        instant("confirmed_at", null=True),
        holds("ck_declaration_confirmation", "(confirmed_by IS NULL) = (confirmed_at IS NULL)"),
        refers("site_id", "site.id", "fk_declaration_site_id_site"),
        primary_key("pk_declaration", "id"),
    )
    op.create_index("ix_declaration_site_id", "declaration", ["site_id"])
    op.create_table(
        "document_link",
        integer("id"),
        text("sha256"),
        integer("site_id"),
        text("item", null=True),
        integer("first"),
        integer("last"),
        instant("removed_at", null=True),
        holds("ck_document_link_span", "first <= last"),
        refers("sha256", "document.sha256", "fk_document_link_sha256_document"),
        refers("site_id", "site.id", "fk_document_link_site_id_site"),
        primary_key("pk_document_link", "id"),
    )
    op.create_index("ix_document_link_sha256", "document_link", ["sha256"])
    op.create_index("ix_document_link_site_id", "document_link", ["site_id"])
    op.create_table(
        "explanation",
        integer("id"),
        integer("site_id"),
        text("item", null=True),
        text("check_number"),
        integer("month"),
        text("text"),
        text("made_by"),
        instant("made_at"),
        number("value_seen", null=True),
        text("released_by", null=True),
        instant("released_at", null=True),
        holds("ck_explanation_release", "(released_by IS NULL) = (released_at IS NULL)"),
        holds(
            "ck_explanation_value_seen_finite", "value_seen IS NULL OR value_seen BETWEEN -1e300 AND 1e300"
        ),
        refers("site_id", "site.id", "fk_explanation_site_id_site"),
        primary_key("pk_explanation", "id"),
    )
    op.create_index("ix_explanation_site_id", "explanation", ["site_id"])
    op.create_table(
        "flag",
        text("id"),
        integer("site_id"),
        text("axis"),
        text("rule"),
        text("subject"),
        text("indicator", null=True),
        text("item", null=True),
        text("period"),
        text("severity"),
        text("status"),
        text("previous", null=True),
        instant("opened_at"),
        day("due", null=True),
        text("message_code"),
        json("params"),
        json("notes"),
        json("evidence"),
        holds("ck_flag_axis", "\"axis\" IN ('compliance', 'data', 'receipt')"),
        holds("ck_flag_severity", "\"severity\" IN ('red', 'orange', 'yellow')"),
        holds(
            "ck_flag_status",
            "\"status\" IN ('open', 'explained', 'accepted', 'rectifying', 'to_check', 'waived', 'closed', 'cleared')",
        ),
        refers("previous", "flag.id", "fk_flag_previous_flag"),
        refers("site_id", "site.id", "fk_flag_site_id_site"),
        primary_key("pk_flag", "id"),
    )
    op.create_index("ix_flag_site_id", "flag", ["site_id"])
    op.create_index(
        "uq_flag_live",
        "flag",
        ["site_id", "rule", "subject"],
        unique=True,
        sqlite_where=sa.text("status NOT IN ('closed', 'cleared')"),
        postgresql_where=sa.text("status NOT IN ('closed', 'cleared')"),
    )
    op.create_table(
        "history",
        integer("id"),
        text("fact_kind"),
        text("fact_key"),
        long_text("state"),
        integer("entry_id"),
        refers("entry_id", "audit_entry.id", "fk_history_entry_id_audit_entry"),
        primary_key("pk_history", "id"),
    )
    op.create_index("ix_history_entry_id", "history", ["entry_id"])
    op.create_index("ix_history_fact", "history", ["fact_kind", "fact_key", "id"])
    op.create_table(
        "observation",
        integer("id"),
        integer("site_id"),
        text("item"),
        text("kind"),
        integer("first"),
        integer("last"),
        integer("base"),
        boolean("present"),
        number("value", null=True),
        text("text"),
        text("unit"),
        text("source", null=True),
        text("reason", null=True),
        text("note"),
        boolean("reported"),
        number("reported_value", null=True),
        text("reported_text"),
        text("reported_unit"),
        text("reported_source", null=True),
        text("reported_reason", null=True),
        text("reported_note"),
        integer("version"),
        text("edit_id", null=True),
        text("changed_by"),
        instant("changed_at"),
        holds(
            "ck_observation_span",
            "(kind = 'month' AND first = last) OR (kind = 'cumulative' AND first % 12 = 0 AND last > first AND last <= first + 11) OR (kind = 'year' AND first % 12 = 0 AND last = first + 11)",
        ),
        holds("ck_observation_kind", "\"kind\" IN ('month', 'cumulative', 'year')"),
        holds("ck_observation_base", "base >= 0"),
        holds("ck_observation_absent", "present OR value IS NULL"),
        holds("ck_observation_reported_absent", "reported OR reported_value IS NULL"),
        holds(
            "ck_observation_reported_value_finite",
            "reported_value IS NULL OR reported_value BETWEEN -1e300 AND 1e300",
        ),
        holds("ck_observation_value_finite", "value IS NULL OR value BETWEEN -1e300 AND 1e300"),
        holds("ck_observation_version", "version >= 1"),
        refers("site_id", "site.id", "fk_observation_site_id_site"),
        primary_key("pk_observation", "id"),
        unique(
            "uq_observation_site_id_item_kind_first_last_base",
            "site_id",
            "item",
            "kind",
            "first",
            "last",
            "base",
        ),
    )
    op.create_table(
        "package",
        integer("id"),
        integer("site_id"),
        text("standard"),
        text("years"),
        integer("revision"),
        text("content_sha256"),
        content("content"),
        instant("built_at"),
        holds("ck_package_revision", "revision >= 1"),
        refers("site_id", "site.id", "fk_package_site_id_site"),
        primary_key("pk_package", "id"),
        unique("uq_package_site_id_standard_years_revision", "site_id", "standard", "years", "revision"),
    )
    op.create_table(
        "recorded_figure",
        integer("id"),
        integer("site_id"),
        text("indicator"),
        text("window"),
        text("period"),
        text("occasion"),
        text("occasion_key"),
        instant("at"),
        number("value", null=True),
        json("row"),
        text("catalog"),
        holds(
            "ck_recorded_figure_occasion", "\"occasion\" IN ('submitted', 'accepted', 'package', 'published')"
        ),
        holds("ck_recorded_figure_window", "\"window\" IN ('month', 'ytd', 'rolling12', 'year')"),
        holds("ck_recorded_figure_value_finite", "value IS NULL OR value BETWEEN -1e300 AND 1e300"),
        refers("site_id", "site.id", "fk_recorded_figure_site_id_site"),
        primary_key("pk_recorded_figure", "id"),
        unique(
            "uq_recorded_figure_once", "site_id", "indicator", "window", "period", "occasion", "occasion_key"
        ),
    )
    op.create_table(
        "report",
        integer("id"),
        integer("site_id"),
        text("kind"),
        integer("month"),
        text("state"),
        integer("version"),
        boolean("ever_submitted"),
        text("submitted_by", null=True),
        instant("submitted_at", null=True),
        text("decided_by", null=True),
        instant("decided_at", null=True),
        text("opened_by", null=True),
        instant("opened_at", null=True),
        text("reason"),
        holds("ck_report_ever", "ever_submitted OR state = 'draft'"),
        holds("ck_report_december", "kind = 'month' OR month % 12 = 11"),
        holds("ck_report_kind", "\"kind\" IN ('month', 'year')"),
        holds(
            "ck_report_state",
            "\"state\" IN ('draft', 'submitted', 'accepted', 'returned', 'withdrawn', 'reopened')",
        ),
        holds("ck_report_decision", "(decided_by IS NULL) = (decided_at IS NULL)"),
        holds("ck_report_opening", "(opened_by IS NULL) = (opened_at IS NULL)"),
        holds("ck_report_submission", "(submitted_by IS NULL) = (submitted_at IS NULL)"),
        holds("ck_report_version", "version >= 1"),
        refers("site_id", "site.id", "fk_report_site_id_site"),
        primary_key("pk_report", "id"),
        unique("uq_report_site_id_kind_month", "site_id", "kind", "month"),
    )
    op.create_table(
        "site_attribute",
        integer("id"),
        integer("site_id"),
        text("name"),
        text("value"),
        integer("from_month", null=True),
        instant("made_at"),
        holds("ck_site_attribute_collect_value", "name <> 'collect' OR value IN ('direct', 'rollup')"),
        holds("ck_site_attribute_level_value", "name <> 'level' OR value IN ('national', 'provincial')"),
        holds("ck_site_attribute_scope_value", "name <> 'scope' OR value IN ('all', 'above_scale')"),
        holds("ck_site_attribute_name", "\"name\" IN ('name', 'parent', 'level', 'scope', 'collect')"),
        refers("site_id", "site.id", "fk_site_attribute_site_id_site"),
        primary_key("pk_site_attribute", "id"),
    )
    op.create_index("ix_site_attribute_site_id", "site_attribute", ["site_id"])
    op.create_table(
        "web_session",
        integer("id"),
        text("token_hash"),
        integer("account_id"),
        instant("created_at"),
        instant("expires_at"),
        refers("account_id", "account.id", "fk_web_session_account_id_account"),
        primary_key("pk_web_session", "id"),
        unique("uq_web_session_token_hash", "token_hash"),
    )
    op.create_index("ix_web_session_account_id", "web_session", ["account_id"])
    op.create_table(
        "flag_event",
        integer("id"),
        text("flag_id"),
        instant("at"),
        text("actor"),
        text("step"),
        text("reason"),
        json("evidence"),
        refers("flag_id", "flag.id", "fk_flag_event_flag_id_flag"),
        primary_key("pk_flag_event", "id"),
    )
    op.create_index("ix_flag_event_flag_id", "flag_event", ["flag_id"])
