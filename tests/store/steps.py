"""A scratch step after the last one, for the tests of upgrades."""

from pathlib import Path

import pytest

from tracker.store import migrating, migrations

FOLDER = Path(migrations.__file__).parent
NEWEST = migrations.REVISIONS[-1]
SCRATCH = "0900_scratch"
REVISIONS = (*migrations.REVISIONS, SCRATCH)

NEXT = f'''
"""A scratch step that rebuilds tables others refer to, and one nothing may change."""

import sqlalchemy as sa
from alembic import op

revision = "{SCRATCH}"
down_revision = "{NEWEST}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    recreate = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    for table in ("site", "audit_entry", "history", "observation"):
        with op.batch_alter_table(table, recreate=recreate) as batch:
            batch.add_column(sa.Column("remark", sa.String(), nullable=True))
'''


def write_next_step(tmp_path: Path, source: str = NEXT) -> Path:
    """Return a folder of all steps and one more, which is `source`."""
    folder = write_steps(tmp_path, *migrations.REVISIONS)
    (folder / "versions" / f"{SCRATCH}.py").write_text(source, encoding="utf-8")
    return folder


def write_steps(tmp_path: Path, *steps: str) -> Path:
    """Return a folder of the steps named."""
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    for name in ("env.py", "script.py.mako", *(f"versions/{step}.py" for step in steps)):
        (folder / name).write_text((FOLDER / name).read_text(encoding="utf-8"), encoding="utf-8")
    return folder


def take_next_step(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let the program know one step more."""
    monkeypatch.setattr(migrating, "FOLDER", folder)
    monkeypatch.setattr(migrating, "REVISIONS", REVISIONS)
