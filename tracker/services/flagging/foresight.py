"""Flags by forecast: a target met so far whose year is likely to miss it, told apart from a month's flicker.

One live flag stands for a target and its year, whether the year so far misses it or only the forecast does.
By forecast it is raised by `evaluate` alone, once the probability of meeting the target was under the setting
in n of the last m months of the year; it goes only when the probability is back at the upper setting.
"""

from collections.abc import Mapping
from typing import Any, Literal

from tracker.catalog.entries import TrendSetting
from tracker.catalog.periods import Period
from tracker.compute.forecast import LEVEL
from tracker.services.flagging.causes import Met, Scene
from tracker.services.flagging.rules import Cause, Key
from tracker.services.judging.risk import NOTE, Risk, risks, setting_of
from tracker.store.tables import Flag

FORESEEN = "flag_forecast"
"""The message of a flag raised by forecast."""

Foreseen = Cause | Literal["met", "unsettled"]
"""A cause; or the target is met; or a flag stays as it is."""


def foresee(
    scene: Scene, key: Key, met: Met, live: Flag | None, last: Flag | None, *, late: bool
) -> Foreseen:
    """Decide about a target met so far; `last` is the newest flag of the name that ended.

    A flag somebody closed is held like a live one: only a probability at the upper setting ends its cause.
    """
    setting = setting_of(scene.catalog)
    held = live is not None or (
        last is not None and last.status == "closed" and not last.evidence.get("gone")
    )
    if setting is None or met.row["window"] != "ytd" or not (held or late):
        return "met"
    seen = _seen(scene, key, met, setting)
    now = seen[0]
    if now is None:
        foreseen = live is not None and live.message_code == FORESEEN
        return "unsettled" if foreseen else "met"
    below = sum(risk is not None and risk.probability < setting.flag_below for risk in seen)
    if held:
        if now.probability >= setting.clear_from:
            return "met"
        return _cause(met, now, below, len(seen)) if late else "unsettled"
    if now.probability < setting.flag_below and below >= setting.months:
        return _cause(met, now, below, len(seen))
    return "met"


def was_corrected(scene: Scene, key: Key, flag: Flag) -> bool:
    """Say whether the month a flag by forecast rests on would raise none by the figures of today."""
    setting = setting_of(scene.catalog)
    assert flag.indicator is not None
    pair = key[0], Period.parse(flag.evidence["period"]).last
    found = risks(scene.results, flag.indicator, [pair]).get(pair, {}).get(_name(key))
    return setting is not None and found is not None and found.probability >= setting.clear_from


def _name(key: Key) -> tuple[str, str]:
    return key[2].partition("/")[0], key[1]


def _seen(scene: Scene, key: Key, met: Met, setting: TrendSetting) -> list[Risk | None]:
    """Return what the forecasts of the last months of the year said, newest first."""
    month = Period.parse(met.row["period"]).last
    months = range(month, max(month - setting.of_months, month // 12 * 12 - 1), -1)
    pairs = [(key[0], each) for each in months]
    found: Mapping[Any, Mapping[Any, Risk]] = risks(scene.results, met.row["indicator"], pairs)
    return [found.get(pair, {}).get(_name(key)) for pair in pairs]


def _cause(met: Met, risk: Risk, below: int, looked_at: int) -> Cause:
    row, finding = met.row, met.finding
    misses = risk.required - risk.value if risk.comparison == ">=" else risk.value - risk.required
    left = risk.remaining
    return Cause(
        site=row["site"],
        axis="compliance",
        rule=finding["target"],
        subject=f"{finding['standard']}/{row['period'][:4]}",
        period=row["period"],
        severity="orange",
        message=FORESEEN,
        indicator=row["indicator"],
        params={"standard": finding["standard"], "clause": finding["clause"]},
        notes=sorted({*finding["notes"], NOTE}),
        evidence={
            **met.figures,
            "shortfall": max(misses, 0.0),
            "probability": risk.probability,
            "forecast": {"value": risk.value, "low": risk.low, "high": risk.high, "level": LEVEL},
            "baseline": risk.required,
            "remaining": None
            if left is None
            else {"months": left.months, "average": left.average, "outcome": left.outcome},
            "months_below": below,
            "of_months": looked_at,
        },
    )
