"""A scratch second step for the tests of upgrades."""

from pathlib import Path

import pytest

from tracker.store import migrating, migrations

FOLDER = Path(migrations.__file__).parent
REVISIONS = ("0001_first", "0002_second")

SECOND = '''
"""A scratch step that rebuilds tables others refer to, and one nothing may change."""

import sqlalchemy as sa
from alembic import op

revision = "0002_second"
down_revision = "0001_first"
branch_labels = None
depends_on = None


def upgrade() -> None:
    recreate = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    for table in ("site", "audit_entry", "history", "observation"):
        with op.batch_alter_table(table, recreate=recreate) as batch:
            batch.add_column(sa.Column("remark", sa.String(), nullable=True))
'''


def write_second_step(tmp_path: Path, source: str = SECOND) -> Path:
    """Return a folder of steps whose second is `source`."""
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    for name in ("env.py", "script.py.mako", "versions/0001_first.py"):
        (folder / name).write_text((FOLDER / name).read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "versions" / "0002_second.py").write_text(source, encoding="utf-8")
    return folder


def take_second_step(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let the program know the second step."""
    monkeypatch.setattr(migrating, "FOLDER", folder)
    monkeypatch.setattr(migrating, "REVISIONS", REVISIONS)
