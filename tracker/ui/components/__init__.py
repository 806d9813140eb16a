"""Pieces several pages draw."""
