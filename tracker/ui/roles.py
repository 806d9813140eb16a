"""Which pages each role has, the first opened first; what may be done there is the services' to decide."""

from tracker.services.application import Application
from tracker.services.installation import has_parks
from tracker.services.permissions import Actor

PAGES_OF = {
    "officer": ("desk", "entry", "importing", "items", "indicators", "flags", "evidence"),
    "reviewer": ("overview", "reports", "flags", "indicators", "items", "evidence"),
    "administrator": ("accounts", "sites", "deadlines", "rules", "audit", "overview", "indicators"),
    "auditor": ("overview", "flags", "indicators", "audit"),
}
"""The pages of the menu; each is a module of `tracker.ui.views` with a function `show`."""

HIDDEN_OF: dict[str, tuple[str, ...]] = {
    "officer": (
        "password",
        "history",
    ),
    "reviewer": (
        "password",
        "history",
    ),
    "administrator": (
        "first_steps",
        "password",
        "items",
        "history",
    ),
    "auditor": ("password", "items", "history"),
}
"""Pages that open by a link and do not stand in the menu."""

NOT_FOUND = "not_found"
"""The page that every address leads to under which a role has nothing."""


def pages_of(role: str) -> tuple[str, ...]:
    """Return the pages a role can open, those of the menu first."""
    return (*PAGES_OF[role], *HIDDEN_OF[role], NOT_FOUND)


def menu_of(app: Application, actor: Actor) -> tuple[str, ...]:
    """Return the pages that stand in somebody's menu: the first steps lead while there is no park."""
    menu = PAGES_OF[actor.role]
    return menu if actor.role != "administrator" or has_parks(app) else ("first_steps", *menu)


def first_page(app: Application, actor: Actor) -> str:
    """Return the page that opens under the address without one."""
    return menu_of(app, actor)[0]
