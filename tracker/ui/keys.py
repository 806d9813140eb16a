"""Names of everything kept in the browser: cookies, parts of the address, and keys of the page's state."""

SESSION_COOKIE = "tracker_session"
LANGUAGE_COOKIE = "tracker_language"

# parts of the address, so that a link opens what its sender saw
SITE = "site"
PERIOD = "period"
INDICATOR = "indicator"
WINDOW = "window"
FLAG = "flag"
STATUS = "status"
SEVERITY = "severity"
YEAR = "year"
REPORT = "report"

# keys of the session's state
OUTCOME = "outcome"
REFUSED = "refused_edits"
APPLIED = "applied_edits"
PACKAGE = "built_package"
REASON = "reason"
