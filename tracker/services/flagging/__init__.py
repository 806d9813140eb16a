"""Flags: what raises and clears them, the steps people take, their wording."""
