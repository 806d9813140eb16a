"""What a figure rests on: what its notes and the word 初步 (provisional) are decided from (contract §4)."""

from dataclasses import dataclass, field

from tracker.reference.facts import Facts


@dataclass
class Usage:
    """The reports used, and whether something estimated, unconfirmed or undeclared takes part."""

    reports: set[tuple[str, str]] = field(default_factory=set)
    notes: set[str] = field(default_factory=set)
    estimated: bool = False
    unconfirmed: bool = False
    undeclared: bool = False
    declaration_open: bool = False

    def add(self, other: "Usage") -> None:
        """Take in what another figure rests on."""
        self.reports |= other.reports
        self.notes |= other.notes
        self.estimated |= other.estimated
        self.unconfirmed |= other.unconfirmed
        self.undeclared |= other.undeclared
        self.declaration_open |= other.declaration_open


def is_provisional(facts: Facts, usage: Usage) -> bool:
    """Say whether a figure is provisional.

    It is unless every report used is accepted, nothing is estimated, nothing undeclared, every declaration
    and every factor used confirmed (§3, §4).
    """
    doubtful = usage.estimated or usage.unconfirmed or usage.undeclared or usage.declaration_open
    return doubtful or not usage.reports <= facts.accepted


def usage_notes(usage: Usage) -> set[str]:
    """Return the notes a figure carries for what it rests on (§1, `notes`)."""
    notes = set(usage.notes)
    if usage.estimated:
        notes.add("estimated")
    if usage.unconfirmed:
        notes.add("unconfirmed")
    return notes
