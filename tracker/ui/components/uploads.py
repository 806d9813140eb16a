"""Chooses a file of a limited size: the limit stands beside the field, and a refusal is a sentence.

Left to itself, Streamlit's field marks what is too large or of another kind with an icon and an English
tooltip, and goes on holding the file chosen before, which a button would then send. So the field lets
everything through: whatever is chosen takes the place of the file before, and what the server itself does not
take leaves none.
"""

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from tracker.ui.visit import literal, words

_NO_LIMIT = 1_000_000
"""Megabytes; the server takes `server.maxUploadSize` at most whatever the field says."""


def choose_upload(label: str, key: str, most_megabytes: int) -> UploadedFile | None:
    """Draw the field, and tell of a file too large; the limit the field itself would name is hidden."""
    with st.container(key=f"upload_{key}"):
        named = words("ui_upload_at_most", label=label, limit=most_megabytes)
        upload = st.file_uploader(named, key=key, max_upload_size=_NO_LIMIT)
    if upload is not None and too_large(upload, most_megabytes):
        st.error(literal(words("document_too_large", name=upload.name, limit=most_megabytes)))
    return upload


def too_large(upload: UploadedFile, most_megabytes: int) -> bool:
    """Return whether a chosen file has more than so many megabytes."""
    return upload.size > most_megabytes * 2**20
