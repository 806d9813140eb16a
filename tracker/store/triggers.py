"""Triggers that let rows of the record be written once and never changed, on both engines."""

from sqlalchemy import Connection

APPEND_ONLY = ("history", "audit_entry", "recorded_figure", "flag_event", "report_remark", "check_result")

_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$
"""


def install_triggers(connection: Connection) -> None:
    """Make every trigger anew; run at the end of each upgrade, as SQLite drops those of a table rebuilt."""
    if connection.dialect.name == "sqlite":
        _on_sqlite(connection)
    else:
        _on_postgresql(connection)


def _on_sqlite(connection: Connection) -> None:
    for table in APPEND_ONLY:
        for change in ("UPDATE", "DELETE"):
            name = f"{table}_no_{change.lower()}"
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
            connection.exec_driver_sql(
                f"CREATE TRIGGER {name} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def _on_postgresql(connection: Connection) -> None:
    connection.exec_driver_sql(_FUNCTION.replace("%", "%%"))
    for table in APPEND_ONLY:
        name = f"{table}_append_only"
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name} ON {table}")
        connection.exec_driver_sql(
            f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
