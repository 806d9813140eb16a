"""How two things are compared: alternately, several times, in one process, by the ratio of their medians."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from math import log
from statistics import median

ROUNDS = 7
CALLS = 10


@dataclass(frozen=True)
class Ratio:
    """The median seconds of both sides over the same rounds."""

    name: str
    ours: float
    other: float
    bound: float

    @property
    def value(self) -> float:
        """Return how many times the other's cost ours is."""
        return self.ours / self.other

    def report(self) -> bool:
        """Print the ratio beside its bound, and tell whether it holds."""
        held = self.value <= self.bound
        print(
            f"{self.name}: {self.value:.2f} (bound {self.bound:g}, {'held' if held else 'NOT HELD'}; "
            f"{self.ours * 1e3:.1f} ms against {self.other * 1e3:.1f} ms, medians)"
        )
        return held


def compare(
    name: str, ours: Callable[[], object], other: Callable[[], object], *, bound: float, rounds: int = ROUNDS
) -> Ratio:
    """Run both sides alternately, each as often first as second, after one warm-up; return their ratio.

    What stands when they begin, a benchmark's own data among it, is kept from the collector, as in a server.
    """
    ours()
    other()
    gc.collect()
    gc.freeze()
    times: tuple[list[float], list[float]] = ([], [])
    sides = list(zip(times, (ours, other), strict=True))
    for _ in range(rounds):
        for taken, run in sides:
            gc.collect()
            started = time.perf_counter()
            run()
            taken.append(time.perf_counter() - started)
        sides.reverse()
    return Ratio(name, median(times[0]), median(times[1]), bound)


def faster(name: str, ours: Callable[[], object], loop: Callable[[], object], *, least: float) -> bool:
    """Print how many times faster ours is than a loop beside the least it must be; tell whether it is.

    Ours is timed over CALLS calls: one alone is so short that what the loop left in the caches decides.
    """
    ratio = compare(name, lambda: [ours() for _ in range(CALLS)], loop, bound=CALLS / least)
    gain, held = CALLS / ratio.value, ratio.value <= ratio.bound
    print(
        f"{name}: {gain:,.0f} times faster (at least {least:g}, {'held' if held else 'NOT HELD'}; "
        f"{ratio.ours / CALLS * 1e3:.2f} ms against {ratio.other * 1e3:.1f} ms, medians)"
    )
    return held


def grows(name: str, run: Callable[[int], Callable[[], object]], *, most: float, rounds: int = 5) -> bool:
    """Print by what power of the sites the cost grows from 100 to 10,000; tell whether by at most that."""
    few, many = run(100), run(10_000)
    ratio = compare(name, many, few, bound=100**most, rounds=rounds)
    power = log(ratio.value) / log(100)
    held = power <= most
    print(
        f"{name}: cost grows as sites^{power:.2f} (at most {most:g}, {'held' if held else 'NOT HELD'}; "
        f"{ratio.other * 1e3:.1f} ms for 100, {ratio.ours * 1e3:.0f} ms for 10,000)"
    )
    return held
