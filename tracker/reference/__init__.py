"""The rules in plain, slow, obvious Python: what every other computation is held to.

Standard library only, and nothing of the rest of the tracker: it recomputes from JSON facts alone, which is
how a package is verified by whoever holds it.
"""

from tracker.reference.rows import rows

__all__ = ["rows"]
