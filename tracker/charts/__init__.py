"""Charts: records in, Altair specs out; no database, no screen. Screens and reports draw the same ones."""
