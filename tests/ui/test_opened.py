"""The installation a server holds open follows what other processes add to its catalog."""

import pytest

from tests.ui.conftest import TODAY
from tracker.services import additions
from tracker.services.application import open_application
from tracker.services.installation import initialize
from tracker.services.permissions import Actor
from tracker.ui.opened import application

ADMINISTRATOR = Actor("administrator", "administrator", "province", account_id=1)
FACTOR = """\
factor_values:
  - factor: grid_inventory
    value: 0.1234
    region: CN-YN
    from: "2024-01"
    until: "2024-12"
    citation: {source: 测试, confirmation: unconfirmed}
"""


@pytest.fixture
def url(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path}/opened.db"
    initialize(url, today=TODAY)
    monkeypatch.setenv("TRACKER_DATABASE_URL", url)
    return url


def test_it_is_opened_once(url):
    assert application() is application()


def test_it_takes_up_what_is_added_while_it_is_open(url, tmp_path):
    before = application()
    path = tmp_path / "own.yaml"
    path.write_text(FACTOR, encoding="utf-8")
    digest = additions.add(open_application(url), ADMINISTRATOR, path)
    assert before.catalog.digest != application().catalog.digest == digest
    assert application() is application()
