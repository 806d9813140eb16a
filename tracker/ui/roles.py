"""Which pages each role has, the first opened first; what may be done there is the services' to decide."""

PAGES_OF = {
    "officer": ("entry", "findings", "flags", "evidence"),
    "reviewer": ("overview", "reports", "flags", "findings", "evidence"),
    "administrator": ("overview", "flags", "findings"),
    "auditor": ("overview", "flags", "findings"),
}
