"""What reviewers remark on the figures of a report they return."""

import sqlalchemy as sa
from alembic import op

revision = "0002_report_remarks"
down_revision = "0001_first"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table; the triggers that guard it come with every upgrade."""
    op.create_table(
        "report_remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("version >= 1", name="ck_report_remark_version"),
        sa.CheckConstraint("base >= 0", name="ck_report_remark_base"),
        sa.CheckConstraint("length(text) > 0", name="ck_report_remark_text"),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name="fk_report_remark_report_id_report"),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_report_remark_site_id_site"),
        sa.PrimaryKeyConstraint("id", name="pk_report_remark"),
        sa.UniqueConstraint(
            "report_id",
            "version",
            "site_id",
            "item",
            "base",
            name="uq_report_remark_report_id_version_site_id_item_base",
        ),
    )
