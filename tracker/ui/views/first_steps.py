"""开始使用: the walk from an empty installation to the first park and the people who work with it."""

from tracker.ui.components.frame import heading


def show() -> None:
    """Draw the page."""
    heading("first_steps")
