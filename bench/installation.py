"""Installations to measure on: new SQLite files with the sites of the demo province."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from sqlite3 import connect
from tempfile import TemporaryDirectory

from tracker.catalog.catalog import Catalog
from tracker.catalog.loader import load_catalog
from tracker.services.application import Application
from tracker.services.demo.province import DemoSite, Province, generate
from tracker.services.installation import initialize
from tracker.services.permissions import OPERATOR
from tracker.services.sites import SiteForm, add_site
from tracker.store.database import make_engine

TODAY = date(2026, 11, 22)


@cache
def catalog() -> Catalog:
    """Return the catalog every installation of the run shares."""
    return load_catalog()


@cache
def province() -> Province:
    """Return the demo province as it was generated."""
    return generate(TODAY)


class Folder:
    """A folder with a new installation, of which each measurement opens a copy."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.copies = 0
        initialize(self._url(self.original), today=TODAY)

    @property
    def original(self) -> Path:
        return self.path / "original.db"

    def open(self, database: Path | None = None) -> Application:
        """Open a database of the folder, the original by default."""
        engine = make_engine(self._url(database or self.original))
        return Application(engine, catalog(), lambda: TODAY, self.path / "keys")

    def open_copy(self) -> Application:
        """Open a new copy of the original."""
        self.copies += 1
        copy = self.path / f"copy{self.copies}.db"
        # what is still in the original's write-ahead log comes along
        with closing(connect(self.original)) as source, closing(connect(copy)) as target:
            source.backup(target)
        return self.open(copy)

    @staticmethod
    def _url(path: Path) -> str:
        return f"sqlite:///{path}"


@contextmanager
def new_folder() -> Iterator[Folder]:
    """Yield a folder with an empty installation; it is removed with all its copies."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as path:
        yield Folder(Path(path))


def add_sites(app: Application) -> None:
    """Add the sites of the demo province, parks before their enterprises."""
    for site in province().sites:
        add_site(app, OPERATOR, _form(site))


def _form(site: DemoSite) -> SiteForm:
    given = {
        "parent": site.parent,
        "level": site.level,
        "prefecture": site.prefecture,
        "until": site.active_until,
    }
    return SiteForm(
        code=site.code,
        name=site.name,
        kind=site.kind,
        collect=site.collect,
        since=site.active_from,
        **{name: value for name, value in given.items() if value is not None},
    )
