"""The rules of evaluation on arrays: panel → cells → flows → windows → figures → rows.

`build_panel` lays observations out as planes (sites × months); `evaluate` computes what is asked of it;
`rows` gives the answers in the shape of the contract. The plain reference says the same slowly, and generated
cases hold the two together digit by digit.
"""

from tracker.compute.layout import build_panel, from_facts
from tracker.compute.panel import Observations, Panel
from tracker.compute.results import Results, evaluate
from tracker.compute.rows import rows
from tracker.compute.site_facts import Declaration, SiteFacts

__all__ = [
    "Declaration",
    "Observations",
    "Panel",
    "Results",
    "SiteFacts",
    "build_panel",
    "evaluate",
    "from_facts",
    "rows",
]
