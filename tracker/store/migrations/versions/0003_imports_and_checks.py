"""Imports that can be undone, mappings of spreadsheets, results of checks, and who attached a document."""

import sqlalchemy as sa
from alembic import op

revision = "0003_imports_and_checks"
down_revision = "0002_report_remarks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create three tables and widen the links of documents."""
    op.create_table(
        "import_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("command", sa.String(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("figures", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_by", sa.String(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("figures >= 0", name="ck_import_batch_figures"),
        sa.CheckConstraint("(undone_by IS NULL) = (undone_at IS NULL)", name="ck_import_batch_undoing"),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_import_batch_site_id_site"),
        sa.PrimaryKeyConstraint("id", name="pk_import_batch"),
        sa.UniqueConstraint("command", "site_id", name="uq_import_batch_command_site_id"),
    )
    op.create_index("ix_import_batch_site_id", "import_batch", ["site_id"])
    op.create_table(
        "import_mapping",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(fingerprint) = 64", name="ck_import_mapping_fingerprint"),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_import_mapping_site_id_site"),
        sa.PrimaryKeyConstraint("id", name="pk_import_mapping"),
        sa.UniqueConstraint("site_id", "fingerprint", name="uq_import_mapping_site_id_fingerprint"),
    )
    op.create_table(
        "check_result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("check_number", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=True),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("message_code", sa.String(), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("explanation", sa.String(), nullable=True),
        sa.CheckConstraint("version >= 1", name="ck_check_result_version"),
        sa.CheckConstraint("length(rule) = 16", name="ck_check_result_rule"),
        sa.CheckConstraint(
            "value IS NULL OR value BETWEEN -1e300 AND 1e300", name="ck_check_result_value_finite"
        ),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name="fk_check_result_report_id_report"),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_check_result_site_id_site"),
        sa.PrimaryKeyConstraint("id", name="pk_check_result"),
    )
    op.create_index("ix_check_result_report_id", "check_result", ["report_id"])
    # nullable: of documents attached before, nobody noted it
    with op.batch_alter_table("document_link") as batch:
        for name in ("name", "added_by", "removed_by", "removal_reason"):
            batch.add_column(sa.Column(name, sa.String(), nullable=True))
        batch.add_column(sa.Column("added_at", sa.DateTime(timezone=True), nullable=True))
