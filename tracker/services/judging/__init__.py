"""Panels, indicator rows, the overview, and figures recorded for good."""
