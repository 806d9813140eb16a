"""Figures in files: import and export of long CSV."""
