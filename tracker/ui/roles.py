"""Which pages each role has, the first opened first; what may be done there is the services' to decide."""

PAGES_OF = {
    "officer": ("entry", "indicators", "flags", "evidence"),
    "reviewer": ("overview", "reports", "flags", "indicators", "evidence"),
    "administrator": ("overview", "flags", "indicators"),
    "auditor": ("overview", "flags", "indicators"),
}
