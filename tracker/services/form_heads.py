"""What printed forms are headed with, as an administrator sets it."""

from dataclasses import dataclass
from typing import Any, Literal

from tracker.messages import Refusal
from tracker.services.application import Application
from tracker.services.permissions import Actor
from tracker.services.rulebook import SOURCE_LENGTH, checked_citation, store_entry
from tracker.services.texts import clean


@dataclass(frozen=True)
class HeadForm:
    """The head of the printed form of a kind of report, as typed; a blank English name is the Chinese one."""

    kind: Literal["month", "year"]
    name_zh: str
    source: str
    name_en: str = ""
    number: str = ""
    authority_zh: str = ""
    authority_en: str = ""
    approval: str = ""
    valid_until: str = ""
    clause: str = ""
    confirmed: bool = False


def add_form_head(app: Application, actor: Actor, form: HeadForm) -> str:
    """Set what forms of a kind are headed with when printed; return the digest of the catalog with it."""
    return store_entry(app, actor, "form_head", head_entry(app, form))


def head_entry(app: Application, form: HeadForm) -> dict[str, Any]:
    """Return a form's entry; refuses a head without a name, or a field that is too long."""
    if form.kind not in app.catalog.form_heads:
        raise Refusal(
            "not_a_choice", place="kind", value=form.kind, choices=", ".join(app.catalog.form_heads)
        )
    fields = ("name_zh", "name_en", "number", "authority_zh", "authority_en", "approval", "valid_until")
    typed = {name: " ".join(clean(getattr(form, name)).split()) for name in fields}
    for name, text in typed.items():
        if len(text) > SOURCE_LENGTH:
            raise Refusal("source_too_long", place=f"head_{name}", limit=SOURCE_LENGTH)
    if not typed["name_zh"]:
        raise Refusal("head_name_needed", place="head_name_zh")
    entry: dict[str, Any] = {
        "code": form.kind,
        "names": {"zh": typed["name_zh"], "en": typed["name_en"] or typed["name_zh"]},
        "number": typed["number"],
        "approval": typed["approval"],
        "valid_until": typed["valid_until"],
        "citation": checked_citation(form.source, form.clause, form.confirmed),
    }
    if zh := typed["authority_zh"] or typed["authority_en"]:
        entry["authority"] = {"zh": zh, "en": typed["authority_en"] or zh}
    return entry
