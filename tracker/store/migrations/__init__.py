"""The steps that bring a database to the present shape, oldest first."""

REVISIONS = ("0001_first", "0002_report_remarks")
"""Every step there is, so that opening a database need not load the machinery that runs them."""
