"""What every service needs at hand: the database, the catalog, the calendar and the panels in memory."""

import os
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from threading import Lock
from typing import TypeVar, cast

from sqlalchemy import Engine, func, make_url
from sqlmodel import col, select

from tracker.catalog.additions import Addition
from tracker.catalog.catalog import Catalog
from tracker.catalog.loader import load_catalog
from tracker.store.database import make_engine, read_session
from tracker.store.migrating import require_current
from tracker.store.tables import CatalogAddition

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""The calendar of the program; a fixed offset, as China has kept no summer time since 1991."""

PANELS_KEPT = 2_000
"""One for each site and view of a province, and room for the panels laid out from them."""

Kept = TypeVar("Kept")


class PanelCache:
    """Keeps what was loaded for a set of sites and a view until a data version among them moves.

    One version is kept per key, and the keys least recently asked for fall out; safe between threads.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, tuple[Hashable, object]] = OrderedDict()

    def holds(self, key: Hashable, version: Hashable) -> bool:
        """Return whether something is kept for `key` at `version`."""
        with self._lock:
            return key in self._kept and self._kept[key][0] == version

    def latest(self, key: Hashable, kind: type[Kept]) -> Kept | None:
        """Return what is kept for `key` at whatever version; None if nothing is."""
        with self._lock:
            found = self._kept.get(key)
        return found[1] if found is not None and isinstance(found[1], kind) else None

    def get(self, key: Hashable, version: Hashable, make: Callable[[], Kept]) -> Kept:
        """Return what is kept for `key` at `version`, else make and keep it."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None and found[0] == version:
                self._kept.move_to_end(key)
                return cast(Kept, found[1])
        made = make()
        with self._lock:
            self._kept[key] = (version, made)
            self._kept.move_to_end(key)
            while len(self._kept) > PANELS_KEPT:
                self._kept.popitem(last=False)
        return made


@dataclass(frozen=True)
class Application:
    """An opened installation, shared by every thread of the process.

    `today` is the calendar day deadlines and future months are judged by; it never dates the audit.
    `additions` is the number of the newest of the installation's own entries in the catalog, 0 without any.
    """

    engine: Engine
    catalog: Catalog
    today: Callable[[], date]
    key_directory: Path
    panels: PanelCache = field(default_factory=PanelCache)
    additions: int = 0

    def month(self) -> int:
        """Return the number of the running month."""
        today = self.today()
        return today.year * 12 + today.month - 1

    def is_over(self, month: int) -> bool:
        """Tell whether a month is at its end: its last day counts, as its report may be sent that evening."""
        tomorrow = self.today() + timedelta(days=1)
        return month < tomorrow.year * 12 + tomorrow.month - 1


def open_application(url: str, *, today: date | None = None) -> Application:
    """Open the database at `url` with the catalog and the installation's own additions.

    Refuses a missing, older or newer database, naming it. `today` moves the calendar for good.
    """
    require_current(url)
    engine = make_engine(url)
    catalog, newest = _rules(engine)
    return Application(engine, catalog, _calendar(today), key_directory(url), additions=newest)


def up_to_date(app: Application) -> Application:
    """Return the application with what was added to the catalog since it was opened, maybe by others.

    It is the very same one if nothing was; else nothing computed by the rules before is kept.
    """
    if newest_addition(app.engine) == app.additions:
        return app
    catalog, newest = _rules(app.engine)
    return replace(app, catalog=catalog, additions=newest, panels=PanelCache())


def _rules(engine: Engine) -> tuple[Catalog, int]:
    """Return the catalog with the installation's own entries, and the number of the newest of them."""
    newest = newest_addition(engine)  # first: what is added in between is then seen at the next look
    return load_catalog(additions=stored_additions(engine)), newest


def newest_addition(engine: Engine) -> int:
    """Return the number of the installation's newest own catalog entry, 0 without any; they only grow."""
    with read_session(engine) as session:
        return session.exec(select(func.max(CatalogAddition.id))).one() or 0


def stored_additions(engine: Engine) -> list[Addition]:
    """Return the installation's own catalog entries in the order in which they were made."""
    with read_session(engine) as session:
        rows = session.exec(select(CatalogAddition).order_by(col(CatalogAddition.id))).all()
        return [Addition(row.kind, row.content, row.source) for row in rows]


def key_directory(url: str) -> Path:
    """Return the folder of the installation's signing key: never inside the database or its backups.

    `TRACKER_KEYS` names it; by default it is `keys` beside an SQLite file, else below the working folder.
    """
    if named := os.environ.get("TRACKER_KEYS"):
        return Path(named)
    place = make_url(url)
    if place.get_backend_name() == "sqlite" and place.database not in (None, "", ":memory:"):
        return Path(str(place.database)).absolute().parent / "keys"
    return Path("data/keys").absolute()


def now() -> datetime:
    """Return the instant for audit and time stamps; `--today` does not move it."""
    return datetime.now(UTC)


def _calendar(today: date | None) -> Callable[[], date]:
    if today is not None:
        return lambda: today
    return lambda: datetime.now(SHANGHAI).date()
