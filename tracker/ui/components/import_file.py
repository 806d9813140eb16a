"""The file somebody imports: taken from the browser, looked at once, handed to the services by its path."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from tracker.services.application import Application
from tracker.services.exchange.examining import Examined, examine
from tracker.services.exchange.importing import ImportOutcome, import_files
from tracker.services.exchange.spreadsheets.answers import Answers
from tracker.services.permissions import Actor
from tracker.ui import keys
from tracker.ui.components.uploads import choose_upload, too_large
from tracker.ui.visit import words

MOST_MEGABYTES = 50
"""What the services read, too."""

_NAME_LENGTH = 80


@dataclass(frozen=True)
class Taken:
    """An uploaded file; `number` tells it from every other upload of the session."""

    number: str
    name: str
    content: bytes

    @contextmanager
    def path(self) -> Iterator[Path]:
        """Give the file a place while a service reads it; its name stays, as it may name the month."""
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / self.name
            place.write_bytes(self.content)
            yield place


def ask_for_file(label: str) -> Taken | None:
    """Draw the chooser of a file; a new round after an import empties it."""
    turn = st.session_state.setdefault(keys.IMPORT_ROUND, 0)
    upload = choose_upload(label, f"import_file_{turn}", MOST_MEGABYTES)
    if upload is None or too_large(upload, MOST_MEGABYTES):
        return None
    return Taken(upload.file_id, _plain_name(upload.name), upload.getvalue())


def _plain_name(name: str) -> str:
    """Return a file's name without anything a folder could be made of; its ending stays."""
    kept = "".join(
        sign for sign in Path(name.replace("\\", "/")).name if sign.isprintable() and sign not in ':*?"<>|'
    )
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[:_NAME_LENGTH] or 'file'}{dot}{ending[:8]}"


def looked_at(app: Application, who: Actor, taken: Taken, site: str) -> Examined:
    """Return what a file is taken to be, looked at once."""
    key = (taken.number, site)
    kept: tuple[tuple[str, str], Examined] | None = st.session_state.get(keys.IMPORT_EXAMINED)
    if kept is None or kept[0] != key:
        with st.spinner(words("ui_importing_reading")), taken.path() as path:
            kept = (key, examine(app, who, path, site=site))
        st.session_state[keys.IMPORT_EXAMINED] = kept
    return kept[1]


def tried(app: Application, who: Actor, taken: Taken, site: str | None, answers: Answers) -> ImportOutcome:
    """Return what the import would do, computed anew whenever an answer changed."""
    key = (taken.number, site, answers.model_dump_json())
    kept: tuple[object, ImportOutcome] | None = st.session_state.get(keys.IMPORT_TRIED)
    if kept is None or kept[0] != key:
        with st.spinner(words("ui_importing_trying")), taken.path() as path:
            # with `partial`, so that the checks look at what can be taken even beside what cannot
            outcome = import_files(app, who, [path], site=site, dry_run=True, partial=True, answers=answers)
        kept = (key, outcome)
        st.session_state[keys.IMPORT_TRIED] = kept
    return kept[1]


def forget() -> None:
    """Let go of the file and of all that was computed of it, for a callback that has stored it."""
    st.session_state[keys.IMPORT_ROUND] = st.session_state.get(keys.IMPORT_ROUND, 0) + 1
    for key in (keys.IMPORT_EXAMINED, keys.IMPORT_TRIED):
        st.session_state.pop(key, None)
