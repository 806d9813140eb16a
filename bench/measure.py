"""How two things are compared: alternately, several times, in one process, by the ratio of their medians."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

ROUNDS = 7


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
    """Run both sides alternately, each as often first as second, after one warm-up; return their ratio."""
    ours()
    other()
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
