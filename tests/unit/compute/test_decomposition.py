"""LMDI-I: its parts add up, it treats both directions and every way of cutting alike, and zeros are exact."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.compute.decomposition import Decomposition, Flows, decompose, log_mean, split

# Xu & Ang, "Multilevel index decomposition analysis", Energy Economics (2014),
# doi 10.1016/j.eneco.2014.05.002, Table 1 (data of Ang 1995): energy and activity of four subsectors.
ACTIVITY = ([5, 5, 10, 30], [12, 8, 30, 30])
ENERGY = ([20, 10, 8, 12], [30, 10, 15, 9])


def flows(activity, quantity, carried=None, emitted=None):
    planes = (
        None if plane is None else np.array(plane, float) for plane in (activity, quantity, carried, emitted)
    )
    return Flows(*planes)


def parts(found: Decomposition) -> dict[str, float]:
    assert found.reason is None
    return {part.effect: part.value for part in found.parts}


def in_sectors(values):
    return [values[0] + values[1], values[2] + values[3]]


def published(activity, energy, members):
    """The multiplicative effects a table states: D = exp(ΔV / L(V of T, V of 0))."""
    found = decompose(flows(activity[0], energy[0]), flows(activity[1], energy[1]), members)
    weight = float(log_mean(np.array(64.0), np.array(50.0)))
    return {name: round(math.exp(value / weight), 4) for name, value in parts(found).items()}


def test_the_published_example_at_the_level_of_subsectors():
    """Table 2, second line."""
    assert published(ACTIVITY, ENERGY, "abcd") == {
        "activity": 1.5936,
        "structure": 1.2378,
        "intensity": 0.6489,
    }


def test_the_published_example_at_the_level_of_sectors():
    """Table 2, first line (its 0.7154 is the 0.71545 of unrounded figures, cut off)."""
    found = published([in_sectors(part) for part in ACTIVITY], [in_sectors(part) for part in ENERGY], "ab")
    assert found == {"activity": 1.5998, "structure": 1.1183, "intensity": 0.7154}


def test_each_row_of_another_programs_example():
    """The R package LMDIR 0.1, tests of Zij: two rows of three factors, 1·10·2 → 4·5·3 and 4·5·3 → 5·6·4."""
    then, now = (
        np.cumprod(np.array(rows, float).T, axis=0)
        for rows in ([[1, 10, 2], [4, 5, 3]], [[4, 5, 3], [5, 6, 4]])
    )
    effects, aside = split(then, now)
    wanted = [[50.47438029, -25.23719014, 14.76280986], [19.31568569, 15.78206435, 24.90224996]]
    np.testing.assert_allclose(effects.T, wanted, atol=1e-8)
    assert not aside.any()


def test_the_logarithmic_mean_at_its_limits():
    first, second = np.array([3.0, 0.0, 2.0, 0.0, 1.0, -2.0]), np.array([3.0, 5.0, 0.0, 0.0, 1 + 1e-12, -3.0])
    assert log_mean(first, second) == pytest.approx(
        [3.0, 0.0, 0.0, 0.0, 1 + 5e-13, -1 / math.log(1.5)], rel=1e-15
    )


def test_the_logarithmic_mean_of_nearly_equal_values():
    assert log_mean(np.array([1e6 + 1e-5]), np.array([1e6])) == pytest.approx(1e6 + 5e-6, rel=1e-14)


EMITTING = (
    flows([100, 50], [40, 10], [[30, 10], [10, 0]], [[80, 6], [26, 0]]),
    flows([90, 80], [30, 18], [[15, 15], [10, 8]], [[40, 8], [25, 4]]),
)
SITES, CARRIERS = ["A", "B"], ["coal", "power"]


def test_emission_is_explained_by_five_effects_that_add_up():
    found = parts(decompose(*EMITTING, SITES, CARRIERS))
    assert list(found) == ["activity", "structure", "intensity", "mix", "factor"]
    assert sum(found.values()) == pytest.approx(77 - 112, rel=1e-12)


def test_each_sites_and_each_carriers_parts_are_its_own_change():
    found = decompose(*EMITTING, SITES, CARRIERS)
    changes = {one.code: (one.now - one.then, sum(part.value for part in one.parts)) for one in found.members}
    changes |= {
        one.code: (one.now - one.then, sum(part.value for part in one.parts)) for one in found.carriers
    }
    assert changes == {
        "A": (-38, pytest.approx(-38)),
        "B": (3, pytest.approx(3)),
        "coal": (-41, pytest.approx(-41)),
        "power": (6, pytest.approx(6)),
    }


def test_a_carrier_taken_up_or_given_up_is_all_mix():
    found = decompose(*EMITTING, SITES, CARRIERS)
    of_b = decompose(*(replace_all(span, 1) for span in EMITTING), ["B"], CARRIERS)
    power = next(one for one in of_b.carriers if one.code == "power")
    assert {part.effect: part.value for part in power.parts} == {
        "activity": 0,
        "intensity": 0,
        "mix": 4,
        "factor": 0,
    }
    assert found.set_aside == ()
    back = decompose(*(replace_all(span, 1) for span in reversed(EMITTING)), ["B"], CARRIERS)
    assert parts(back)["mix"] == pytest.approx(-parts(of_b)["mix"])


def replace_all(span, row):
    planes = {name: plane[row : row + 1] for name, plane in vars(span).items()}
    return replace(span, **planes)


def test_a_site_that_enters_or_leaves_is_all_structure():
    found = decompose(flows([10, 0, 5], [4, 0, 2]), flows([10, 6, 0], [4, 3, 0]), ["stays", "comes", "goes"])
    by_code = {one.code: {part.effect: part.value for part in one.parts} for one in found.members}
    assert by_code["comes"] == {"activity": 0, "structure": 3, "intensity": 0}
    assert by_code["goes"] == {"activity": 0, "structure": -2, "intensity": 0}


def test_a_factor_that_becomes_nothing_takes_all_of_it():
    """Emission of power all from own renewables: the factor is 0, the energy goes on."""
    found = decompose(flows([9], [5], [[5]], [[3]]), flows([12], [6], [[6]], [[0]]), ["P"], ["power"])
    assert parts(found) == {"activity": 0, "intensity": 0, "mix": 0, "factor": -3}


def test_a_site_that_used_nothing_before_is_all_intensity():
    assert parts(decompose(flows([9], [0]), flows([12], [6]), ["P"])) == {"activity": 0, "intensity": 6}


def test_limits_are_where_small_values_lead():
    """The δ of Ang & Liu (2007) for δ → 0 comes to the limits, of order 1 / ln δ."""
    exact = parts(decompose(flows([10, 0], [4, 0]), flows([10, 6], [4, 3]), "ab"))
    small = parts(decompose(flows([10, 1e-250], [4, 1e-250]), flows([10, 6], [4, 3]), "ab"))
    for effect, value in exact.items():
        assert small[effect] == pytest.approx(value, abs=0.02)


def test_energy_given_away_is_split_as_a_negative_carrier():
    found = decompose(
        flows([10], [8], [[10, -2]], [[26, -1]]),
        flows([10], [7], [[10, -3]], [[26, -1.5]]),
        ["P"],
        ["coal", "sold"],
    )
    assert found.set_aside == ()
    assert sum(parts(found).values()) == pytest.approx(24.5 - 25)


def test_what_turns_its_sign_is_set_aside_whole_and_the_rest_explained():
    found = decompose(
        flows([10], [8], [[7, 1]], [[26, 2]]),
        flows([10], [7], [[8, -1]], [[26, -1]]),
        ["P"],
        ["coal", "heat"],
    )
    assert found.set_aside == (("P", "heat"),)
    assert parts(found)["unsplit"] == -3
    assert sum(parts(found).values()) == pytest.approx(-3)


@pytest.mark.parametrize("later", [3, -3, 0])
def test_a_site_with_energy_at_a_loss_is_set_aside(later):
    found = decompose(flows([10, -1], [4, 2]), flows([12, later], [4, 3]), ["A", "B"])
    assert found.set_aside == (("B", ""),)
    assert parts(found)["unsplit"] == 1


def test_a_carrier_given_away_and_then_used_is_no_entering_one():
    found = decompose(
        flows([10], [8], [[9, -1]], [[26, 0]]), flows([10], [8], [[5, 3]], [[15, 5]]), ["P"], ["coal", "heat"]
    )
    assert found.set_aside == (("P", "heat"),)


def test_emission_that_comes_without_energy_is_set_aside():
    """Nothing before; then power sold beyond what was used, so that nothing is left but an emission."""
    found = decompose(
        flows([10], [8], [[8, 0]], [[26, 0]]), flows([10], [8], [[8, 0]], [[26, 2]]), ["P"], ["coal", "power"]
    )
    assert found.set_aside == (("P", "power"),)
    assert parts(found)["unsplit"] == 2


@pytest.mark.parametrize(
    ("then", "now", "reason"),
    [
        (([10], [np.nan]), ([10], [5]), "incomplete"),
        (([10], [5]), ([np.inf], [5]), "incomplete"),
        (([10], [5]), ([10], [-5]), "negative_net"),
        (([0], [5]), ([10], [5]), "activity_not_positive"),
        (([10, 1], [5, 1]), ([2, -2], [5, 1]), "activity_not_positive"),
    ],
)
def test_what_is_not_decomposed_says_why(then, now, reason):
    found = decompose(flows(*then), flows(*now), ["A", "B"][: len(then[0])])
    assert (found.reason, found.parts, found.members) == (reason, (), ())
    assert found.then is None or math.isfinite(found.then)


def test_no_change_gives_zeros():
    found = decompose(EMITTING[0], EMITTING[0], SITES, CARRIERS)
    assert set(parts(found).values()) == {0.0}


positive = st.floats(1e-3, 1e9)
amount = st.one_of(st.just(0.0), positive)
signed = st.one_of(amount, st.floats(-1e9, -1e-3))


@st.composite
def spans(draw):
    """Two spans of up to four sites and three carriers: any zeros, carriers that may be net given away."""
    sites, carriers = draw(st.integers(1, 4)), draw(st.integers(1, 3))

    def span():
        carried = [[draw(signed) for _ in range(carriers)] for _ in range(sites)]
        emitted = [[draw(signed) if energy else 0.0 for energy in line] for line in carried]
        activity = [draw(st.one_of(positive, signed)) for _ in range(sites)]
        return flows(activity, [math.fsum(line) for line in carried], carried, emitted)

    return span(), span(), [f"S{n}" for n in range(sites)], [f"c{n}" for n in range(carriers)]


def size(*found):
    return 1 + max(abs(value) for one in found for value in one.values())


@given(spans())
def test_the_parts_add_up_to_the_change(case):
    then, now, sites, carriers = case
    for found in (decompose(then, now, sites, carriers), decompose(*map(of_energy, (then, now)), sites)):
        if found.reason is None:
            values = [part.value for part in found.parts]
            largest = max(map(abs, [found.then, found.now, *values]))
            assert math.fsum(values) == pytest.approx(found.now - found.then, abs=1e-9 * (1 + largest))
            assert all(map(math.isfinite, values))


def of_energy(span):
    return Flows(span.activity, span.quantity)


@given(spans())
def test_swapping_the_spans_turns_every_sign(case):
    then, now, sites, carriers = case
    there, back = decompose(then, now, sites, carriers), decompose(now, then, sites, carriers)
    assert there.set_aside == back.set_aside
    if there.reason is None:
        forth, again = parts(there), parts(back)
        for effect, value in forth.items():
            assert -again[effect] == pytest.approx(value, abs=1e-9 * size(forth))


@given(spans())
def test_cutting_a_carrier_in_two_equal_ones_changes_no_effect(case):
    then, now, sites, carriers = case
    halved = [cut(span) for span in (then, now)]
    whole = decompose(then, now, sites, carriers)
    in_two = decompose(*halved, sites, ["half", *carriers])
    if whole.reason is None:
        assert parts(in_two) == pytest.approx(parts(whole), rel=1e-9, abs=1e-9 * size(parts(whole)))


def cut(span):
    def first_in_two(plane):
        return np.concatenate([plane[:, :1] / 2, plane[:, :1] / 2, plane[:, 1:]], axis=1)

    return replace(span, carried=first_in_two(span.carried), emitted=first_in_two(span.emitted))


@given(st.lists(st.tuples(positive, positive, positive, positive), min_size=2, max_size=5))
def test_cutting_a_site_in_two_equal_ones_leaves_every_effect(lines):
    then, now = (
        ([line[place] for line in lines] for place in (0, 1)),
        ([line[place] for line in lines] for place in (2, 3)),
    )
    (a0, e0), (a1, e1) = then, now
    whole = parts(decompose(flows(a0, e0), flows(a1, e1), range(len(lines))))
    halves = [[line[0] / 2, line[0] / 2, *line[1:]] for line in (a0, e0, a1, e1)]
    in_two = parts(decompose(flows(*halves[:2]), flows(*halves[2:]), range(len(lines) + 1)))
    assert in_two == pytest.approx(whole, rel=1e-9, abs=1e-9 * size(whole))


@given(positive, positive, positive)
def test_activity_alone_explains_what_grows_with_it(activity, energy, growth):
    found = parts(
        decompose(flows([activity], [energy]), flows([activity * growth], [energy * growth]), ["P"])
    )
    assert found["intensity"] == pytest.approx(0, abs=1e-9 * (energy + energy * growth))
