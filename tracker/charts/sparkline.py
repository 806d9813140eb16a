"""The last months of an indicator as a small line among words: plain SVG, no axis, its last point marked."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from math import isfinite

from tracker.charts.style import CONTEXT, STRONG

_EDGE = 3.0
_LEVEL = 1e-5
"""A course whose ends lie closer than this part of them is level: what is drawn would be rounding."""


def sparkline(values: Sequence[float | None], said: str, *, width: int = 96, height: int = 22) -> str:
    """Return the markup of a line through monthly values, oldest first; `said` tells who cannot see it.

    A month without value is a gap, a month between two gaps a dot; empty where there is no value at all.
    """
    known = [value for value in values if value is not None and isfinite(value)]
    if not known:
        return ""
    low, high = min(known), max(known)
    level = high / 2 - low / 2 <= _LEVEL * max(abs(low), abs(high))
    step = (width - 2 * _EDGE) / max(len(values) - 1, 1)

    def place(month: int, value: float) -> tuple[float, float]:
        share = (value / 2 - low / 2) / (high / 2 - low / 2) if not level else 0.5
        return _EDGE + month * step, height - _EDGE - share * (height - 2 * _EDGE)

    runs = [[place(*point) for point in run] for run in _runs(values)]
    x, y = runs[-1][-1]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="spark" role="img" aria-label="{escape(said)}" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'{"".join(map(_drawn, runs))}<circle cx="{x:.1f}" cy="{y:.1f}" r="2.4" fill="{STRONG}"/></svg>'
    )


def as_image(svg: str, said: str) -> str:
    """Return the same as an image, for where markup may hold no SVG; nothing of nothing."""
    if not svg:
        return ""
    data = b64encode(svg.encode()).decode()
    return f'<img class="spark" alt="{escape(said)}" src="data:image/svg+xml;base64,{data}">'


def _runs(values: Sequence[float | None]) -> Iterator[list[tuple[int, float]]]:
    for there, run in groupby(enumerate(values), lambda point: point[1] is not None and isfinite(point[1])):
        if there:
            yield [(month, value) for month, value in run if value is not None]


def _drawn(run: list[tuple[float, float]]) -> str:
    if len(run) == 1:
        x, y = run[0]
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.2" fill="{CONTEXT}"/>'
    course = " ".join(f"{x:.1f},{y:.1f}" for x, y in run)
    return f'<polyline points="{course}" fill="none" stroke="{CONTEXT}" stroke-width="1.3"/>'
