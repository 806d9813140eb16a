"""The web interface as one ASGI application; start it with `tracker serve` or `streamlit run app.py`.

Streamlit finds the literal call below by reading this file; a factory would not be seen and would run without
sign-in, health and language.
"""

import streamlit as st

from tracker.ui.server import MIDDLEWARE, ROUTES, lifespan, main_script, on_script_error

app = st.App(
    main_script(),
    routes=ROUTES,
    middleware=MIDDLEWARE,
    lifespan=lifespan,
    on_script_error=on_script_error,
)
