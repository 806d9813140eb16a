"""The steps that bring a database to the present shape, oldest first."""

REVISIONS = ("0001_first",)
"""Every step there is, so that opening a database need not load the machinery that runs them."""
