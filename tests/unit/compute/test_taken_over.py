"""Cells taken over from an earlier panel are those that deciding anew would give."""

import copy
import random
from dataclasses import fields
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.generated_facts import generated, some_month
from tracker.compute import from_facts
from tracker.compute.cells import Cells, cells_of
from tracker.compute.taken_over import take_over_cells

CATALOGS = {}


def panel_of(facts):
    """Lay out facts; equal rules are one rulebook, as in a running process."""
    key = repr(facts["catalog"])
    catalog = CATALOGS.setdefault(
        key, SimpleNamespace(document=lambda: facts["catalog"], digest=str(len(CATALOGS)))
    )
    return from_facts(catalog, facts)


def decide_all(panel):
    return {
        (item, base): cells_of(panel, item, base)
        for item, rule in panel.rules.items.items()
        if rule.kind == "flow"
        for base in {0, *panel.bases(item)}
    }


def in_bytes(cells):
    """Every plane, bit by bit; the annual figures are planes too."""
    parts = [getattr(cells, field.name) for field in fields(Cells)]
    planes = [*parts[:-1], *(vars(cells.annual).values() if cells.annual else [None])]
    return [
        None if plane is None else (plane.shape, np.ascontiguousarray(plane).tobytes()) for plane in planes
    ]


def other_figures(draw, facts):
    for entry in facts["observations"]:
        if entry["value"] is not None and draw.random() < 0.3:
            entry["value"] *= 1.25


def one_less(draw, facts):
    facts["observations"].pop(draw.randrange(len(facts["observations"])))


def blank_or_doubtful(draw, facts):
    entry = draw.choice(facts["observations"])
    entry["estimated"] = not entry["estimated"]
    if draw.random() < 0.5:
        entry.update(value=None, reason=draw.choice([None, *facts["catalog"]["blank_reasons"]]))


def another_site(draw, facts):
    draw.choice(facts["sites"]).update(scope=[[None, "park"]], until=some_month(draw))


def other_acceptance(draw, facts):
    facts["accepted"] = [entry for entry in facts["accepted"] if draw.random() < 0.5]


CHANGES = (other_figures, other_figures, one_less, blank_or_doubtful, another_site, other_acceptance)


@settings(max_examples=70, deadline=None, derandomize=True)
@given(st.integers(0, 9_999_999), st.lists(st.sampled_from(CHANGES), min_size=1, max_size=3))
def test_cells_taken_over_are_those_decided_anew(seed, changes):
    facts = generated(seed)
    earlier = panel_of(facts)
    decide_all(earlier)
    changed, draw = copy.deepcopy(facts), random.Random(seed)
    for change in changes:
        change(draw, changed)
    panel = panel_of(changed)
    take_over_cells(panel, earlier)
    anew = decide_all(panel_of(changed))
    assert {key: in_bytes(cells) for key, cells in decide_all(panel).items()} == {
        key: in_bytes(cells) for key, cells in anew.items()
    }


@pytest.mark.parametrize(
    ("change", "kept"), [(other_figures, "all"), (one_less, "some"), (another_site, "none")]
)
def test_as_much_is_taken_over_as_the_change_leaves(change, kept):
    facts = generated(3)
    earlier = panel_of(facts)
    cells = decide_all(earlier)
    change(random.Random(3), facts)
    panel = panel_of(facts)
    take_over_cells(panel, earlier)
    taken = [key for key in panel.made if key[0] == "cells"]
    assert {"all": len(taken) == len(cells), "some": 0 < len(taken) < len(cells), "none": not taken}[kept]
