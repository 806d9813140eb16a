"""Why a quantity changed between two spans: additive LMDI-I, whose parts add up to the change.

A quantity is a sum over rows (a site, or an energy carrier at a site), each the end of a chain of levels, as
activity of all → activity of the site → its energy → its energy of one carrier → what that emits. A factor is
a level over the one before it: structure, intensity, energy mix, emission per energy. Its effect is
Σ L(V₁, V₀) · ln(x₁ / x₀) with the logarithmic mean L(a, b) = (a − b) / ln(a / b), L(a, a) = a, L(a, 0) = 0
(Ang, Energy Policy 33 (2005) 867–871; carriers and sites as in Ang, Energy Policy 86 (2015) 233–238).

Zeros are taken in the limit, not by a small δ: a row that enters or leaves belongs wholly to the first
factor that is zero, and a factor that does not exist there (0 / 0) is taken as unchanged (Ang & Liu, Energy
Policy 35 (2007) 238–246; Wood & Lenzen, Energy Policy 34 (2006) 1326–1331). A carrier negative in both
spans, like energy given away, is split as well, since its factors keep their signs; a row whose sign turns,
or that has a quantity without the level it rests on (energy without activity), is set aside whole (Ang & Liu,
Energy Policy 35 (2007) 739–742).

Of a quantity itself no mix effect over its sources is formed: shares add up to 1 whatever they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from tracker.compute.arrays import Bools, Floats

Effect = Literal["activity", "structure", "intensity", "mix", "factor", "unsplit"]
Reason = Literal["incomplete", "negative_net", "activity_not_positive"]

ONE_MEMBER: Final[tuple[Effect, ...]] = ("activity", "intensity")
MEMBERS: Final[tuple[Effect, ...]] = ("activity", "structure", "intensity")
CARRIERS: Final[tuple[Effect, ...]] = ("mix", "factor")


@dataclass(frozen=True)
class Flows:
    """What one span holds, by member (site): activity, and the energy or water it took.

    `carried` and `emitted`, both or neither, give by member and carrier the energy in the unit of `quantity`
    and its emission; then the emission is what is explained, and `carried` adds up to `quantity`.
    """

    activity: Floats
    quantity: Floats
    carried: Floats | None = None
    emitted: Floats | None = None

    @property
    def explained(self) -> Floats:
        """What is explained, by member, or by member and carrier."""
        return self.quantity if self.emitted is None else self.emitted


@dataclass(frozen=True)
class Part:
    """What one effect adds to the change, in the unit of the total."""

    effect: Effect
    value: float


@dataclass(frozen=True)
class Contribution:
    """A member's or carrier's part in the change; `parts` add up to `now` − `then`."""

    code: str
    then: float
    now: float
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Decomposition:
    """A change by effects, in the unit of the total; `parts` add up to `now` − `then`.

    `unsplit` is among the parts where rows were set aside, which `set_aside` names by member and carrier (""
    without carriers). Where there is a `reason`, there are no parts and no contributions; `then` and `now`
    are None where they are not known.
    """

    then: float | None
    now: float | None
    parts: tuple[Part, ...] = ()
    members: tuple[Contribution, ...] = ()
    carriers: tuple[Contribution, ...] = ()
    set_aside: tuple[tuple[str, str], ...] = ()
    reason: Reason | None = None


def decompose(then: Flows, now: Flows, members: Sequence[str], carriers: Sequence[str] = ()) -> Decomposition:
    """Explain the change between two spans; with several members also by structure, with carriers by mix.

    Not decomposed: figures that are not there (`incomplete`), a total or the energy below 0 in a span
    (`negative_net`), an activity of all at or below 0 (`activity_not_positive`).
    """
    reason = _reason(then, now)
    if reason == "incomplete":
        return Decomposition(None, None, reason=reason)
    totals = [fsum(span.explained.flat) for span in (then, now)]
    if reason is not None:
        return Decomposition(totals[0], totals[1], reason=reason)
    effects = (MEMBERS if len(members) > 1 else ONE_MEMBER) + (CARRIERS if carriers else ())
    before, after = (_levels(span, structured=len(members) > 1) for span in (then, now))
    values, aside = split(before, after)
    table = _Table(effects, values, before[-1], after[-1], aside, (len(members), len(carriers) or 1))
    names = ((member, carrier) for member in members for carrier in carriers or ("",))
    return Decomposition(
        then=totals[0],
        now=totals[1],
        parts=table.parts(),
        members=table.by(members, summed=1),
        carriers=table.by(carriers, summed=0) if carriers else (),
        set_aside=tuple(name for name, apart in zip(names, aside.tolist(), strict=True) if apart),
    )


def log_mean(first: Floats, second: Floats) -> Floats:
    """Return the logarithmic mean of values of one sign: L(a, a) = a, and 0 where either is 0."""
    distance = _log_ratio(first, second)
    mean = np.where(distance == 0, first, first - second)
    np.divide(mean, distance, out=mean, where=distance != 0)
    return np.where((first == 0) | (second == 0), 0.0, mean)


def split(then: Floats, now: Floats) -> tuple[Floats, Bools]:
    """Return the effect of each level's factor by row, and the rows that cannot be split (0 there).

    `then` and `now` are levels × rows, the last level what is explained.
    """
    value0, value1 = then[-1], now[-1]
    same_sign = (np.sign(then) == np.sign(now)) & (then != 0)
    going = same_sign.all(axis=0)
    ratio = np.where(going, _log_ratio(now, then), 0.0)
    effects = np.diff(ratio, axis=0, prepend=0.0) * np.where(going, log_mean(value1, value0), 0.0)
    entering, leaving = _enters(then, now, same_sign), _enters(now, then, same_sign)
    rows = np.arange(then.shape[1])
    effects[_first_zero(then)[entering], rows[entering]] = value1[entering]
    effects[_first_zero(now)[leaving], rows[leaving]] = -value0[leaving]
    return effects, ~(going | entering | leaving) & ((value0 != 0) | (value1 != 0))


def _log_ratio(first: Floats, second: Floats) -> Floats:
    """Return ln(a / b) for values of one sign, exact near 1 as well; 0 where either is 0."""
    usable = (first != 0) & (second != 0)
    a, b = np.where(usable, np.abs(first), 1.0), np.where(usable, np.abs(second), 1.0)
    near = np.abs(a - b) < b / 2
    relative = np.zeros_like(a)
    np.divide(a - b, b, out=relative, where=near)
    return np.where(near, np.log1p(relative), np.log(a) - np.log(b))


def _enters(empty: Floats, full: Floats, same_sign: Bools) -> Bools:
    """Say which rows are nothing in one span and there in the other, zero from some level on to the last."""
    zero: Bools = np.equal(empty, 0)
    from_there_on: Bools = np.logical_and.accumulate(zero[::-1], axis=0)[::-1]
    nested = np.logical_and.reduce(from_there_on | same_sign, axis=0)
    there = np.logical_and.reduce(full != 0, axis=0)
    entered: Bools = nested & zero[-1] & there
    return entered


def _first_zero(levels: Floats) -> NDArray[np.intp]:
    first: NDArray[np.intp] = np.equal(levels, 0).argmax(axis=0)
    return first


def _reason(then: Flows, now: Flows) -> Reason | None:
    spans = (then, now)
    parts = [
        part
        for span in spans
        for part in (span.activity, span.quantity, span.carried, span.emitted)
        if part is not None
    ]
    if not all(np.isfinite(part).all() for part in parts):
        return "incomplete"
    if any(span.quantity.sum() < 0 or span.explained.sum() < 0 for span in spans):
        return "negative_net"
    if any(span.activity.sum() <= 0 for span in spans):
        return "activity_not_positive"
    return None


def _levels(span: Flows, *, structured: bool) -> Floats:
    """Lay out the levels as rows: member by member, and within it carrier by carrier."""
    # what has a quantity and a loss for its activity has no intensity: no level to rest on
    by_member = [np.maximum(span.activity, 0.0), span.quantity]
    if structured:
        by_member.insert(0, np.full_like(span.activity, span.activity.sum()))
    if span.carried is None or span.emitted is None:
        return np.stack(by_member)
    width = span.carried.shape[1]
    return np.stack(
        [*(np.repeat(level, width) for level in by_member), span.carried.ravel(), span.emitted.ravel()]
    )


@dataclass(frozen=True)
class _Table:
    """Rows, members × carriers, with what each effect adds to them and what is set aside."""

    effects: tuple[Effect, ...]
    values: Floats
    then: Floats
    now: Floats
    aside: Bools
    shape: tuple[int, int]

    def parts(self) -> tuple[Part, ...]:
        """Add up all rows by effect."""
        found = [Part(name, fsum(values)) for name, values in zip(self.effects, self.values, strict=True)]
        if self.aside.any():
            found.append(Part("unsplit", fsum(self._unsplit())))
        return tuple(found)

    def by(self, codes: Sequence[str], *, summed: int) -> tuple[Contribution, ...]:
        """Add up the rows of each member (summed over axis 1, carriers) or of each carrier (axis 0)."""
        planes = [self.then, self.now, *self.values, self._unsplit()]
        then, now, *values, unsplit = (
            plane.reshape(self.shape).sum(axis=summed).tolist() for plane in planes
        )
        apart = np.logical_or.reduce(self.aside.reshape(self.shape), axis=summed).tolist()
        return tuple(
            Contribution(
                code,
                then[place],
                now[place],
                tuple(Part(name, added[place]) for name, added in zip(self.effects, values, strict=True))
                + ((Part("unsplit", unsplit[place]),) if apart[place] else ()),
            )
            for place, code in enumerate(codes)
        )

    def _unsplit(self) -> Floats:
        return np.where(self.aside, self.now - self.then, 0.0)
