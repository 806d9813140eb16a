"""The steps that bring a database to the present shape, oldest first."""

REVISIONS = ("0001_first", "0002_report_remarks", "0003_imports_and_checks")
"""Every step there is, so that opening a database need not load the machinery that runs them."""
