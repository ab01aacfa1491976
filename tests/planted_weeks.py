"""Plants weeks of news in which some things are told of more than before, others less, and most as often as ever.

    python tests/planted_weeks.py [--worlds 200]

How often pages tell of a thing differs from week to week by more than chance, and how many pages are read differs far
more: now and then a crawl doubles, or hardly anything is read.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Iterator
from typing import NamedTuple

from bede.unusual import YEAR, Series, Unusual, unusual

THINGS = 150


class Planted(NamedTuple):
    """The series of a world, the pages read in the week and in those before, and what was planted in the week."""

    series: list[Series]
    read: int
    before: tuple[int, ...]
    more: set[tuple[str, ...]]
    less: set[tuple[str, ...]]


def plant(seed: int, *, bursts: int, hushes: int = 0, times: tuple[float, float] = (3.0, 8.0)) -> Planted:
    """A world of a year and a week; so many things are told of several times as often in the week, or hardly at all."""
    rng = random.Random(seed)
    usual = rng.choice([100, 300, 1000])
    reads = [max(5, round(usual * rng.choice([1.0, 1.0, 1.0, 1.0, 2.0, 0.4, 0.05]) * rng.uniform(0.8, 1.2)))]
    reads += [
        max(5, round(usual * rng.choice([1.0] * 8 + [2.0, 0.4, 0.05]) * rng.uniform(0.8, 1.2))) for _ in range(YEAR)
    ]
    rates = [min(0.25, 0.002 * rng.paretovariate(0.7)) for _ in range(THINGS)]
    chosen = rng.sample(range(THINGS), bursts)
    often = [number for number in range(THINGS) if rates[number] * reads[0] >= 15 and number not in chosen]
    hushed = set(rng.sample(often, min(hushes, len(often))))
    series = []
    for number, rate in enumerate(rates):
        spread = rng.choice([0.05, 0.2, 0.5])  # of the rate from week to week, as a coefficient of variation
        told = []
        for week, read in enumerate(reads):
            now = rate * rng.gammavariate(1 / spread**2, spread**2)
            if week == 0 and number in chosen:
                now = max(rate, 8 / read) * rng.uniform(*times)
            if week == 0 and number in hushed:
                now = rate * 0.1
            told.append(_binomial(rng, read, min(0.9, now)))
        series.append(Series("pair", (f"thing {number}",), told[0], tuple(told[1:]), False, ()))
    more = {(f"thing {number}",) for number in chosen}
    return Planted(series, reads[0], tuple(reads[1:]), more, {(f"thing {number}",) for number in hushed})


def _binomial(rng: random.Random, many: int, share: float) -> int:
    """How many of so many pages tell of something that a share of all tells of."""
    if many * share > 200:
        return min(many, max(0, round(rng.gauss(many * share, math.sqrt(many * share * (1 - share))))))
    return sum(rng.random() < share for _ in range(many))


def found(world: Planted) -> list[Unusual]:
    """What is called unusual in the week."""
    return unusual(world.series, read=world.read, before=world.before, since="2024-04-22", until="2024-04-28")


def measure(worlds: int, *, bursts: int, hushes: int = 0) -> Iterator[tuple[int, int, int, int, int]]:
    """Of each world: what is called more and was planted, called more, planted; the same of less, planted and found."""
    for seed in range(worlds):
        world = plant(seed, bursts=bursts, hushes=hushes)
        listed = found(world)
        more = {one.names for one in listed if one.why == "more"}
        less = {one.names for one in listed if one.why == "less"}
        yield len(more & world.more), len(more), len(world.more), len(less & world.less), len(less)


def main() -> None:
    """Print precision, recall and false alarms."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--worlds", type=int, default=200)
    options = arguments.parse_args()
    right, called, planted, right_less, called_less = map(
        sum, zip(*measure(options.worlds, bursts=5, hushes=3), strict=True)
    )
    print(
        f"{planted} bursts planted among {options.worlds * THINGS} things: precision {right / called:.3f},"
        f" recall {right / planted:.3f}; called less than before: {called_less}, rightly {right_less}"
    )
    noise = list(measure(options.worlds, bursts=0))
    alarms = sum(one[1] + one[4] for one in noise)
    weeks = sum(one[1] + one[4] > 0 for one in noise)
    print(
        f"no burst planted: {alarms} false alarms among {options.worlds * THINGS} things"
        f" ({alarms / options.worlds / THINGS:.5f} a thing), in {weeks} of {options.worlds} weeks"
    )


if __name__ == "__main__":
    main()
