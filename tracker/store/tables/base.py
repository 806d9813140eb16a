"""What all tables share: names of constraints, and checks of closed lists.

Import this module before any table, so that every constraint has a name a migration can refer to.
"""

from sqlalchemy import CheckConstraint
from sqlmodel import SQLModel

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING_CONVENTION


def one_of(column: str, *allowed: str) -> CheckConstraint:
    """Return the constraint that `column` holds one of the allowed words (or null)."""
    words = ", ".join(f"'{word}'" for word in allowed)
    return CheckConstraint(f'"{column}" IN ({words})', name=column)


def holds(name: str, condition: str) -> CheckConstraint:
    """Return a named constraint; `condition` is SQL that SQLite and PostgreSQL both read."""
    return CheckConstraint(condition, name=name)


def finite(*columns: str) -> tuple[CheckConstraint, ...]:
    """Return constraints that keep NaN and the infinities out of `columns`."""
    return tuple(
        CheckConstraint(f"{column} IS NULL OR {column} BETWEEN -1e300 AND 1e300", name=f"{column}_finite")
        for column in columns
    )
