"""How sure a figure is: what it would have been on other pages of the same kind (the bootstrap)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

Key = tuple[str, str, str]
Totals = Mapping[Key, float]
"""Counts by (what, over which reports, gold, coded or right)."""

SEED = 735
TAIL = 0.025


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A figure and the interval that 95 % of the draws of pages give, null where there is nothing to divide by."""

    value: float | None
    low: float | None
    high: float | None


def resampled(tallies: Sequence[Totals], *, samples: int) -> list[dict[Key, float]]:
    """The totals of so many draws of as many pages as there are, with replacement; the same draws every time."""
    keys = list(dict.fromkeys(key for tally in tallies for key in tally))
    columns = [[(page, tally[key]) for page, tally in enumerate(tallies) if tally.get(key)] for key in keys]
    random = Random(SEED)
    pages = range(len(tallies))
    found = []
    for _ in range(samples):
        times = [0] * len(tallies)
        for page in random.choices(pages, k=len(tallies)):
            times[page] += 1
        sums = (sum([times[page] * count for page, count in column]) for column in columns)
        found.append(dict(zip(keys, sums, strict=True)))
    return found


def estimate(totals: Totals, draws: Sequence[Totals], figure: Callable[[Totals], float | None]) -> Estimate:
    """A figure of the totals, with the interval of the same figure of the draws."""
    value = figure(totals)
    drawn = sorted(found for draw in draws if (found := figure(draw)) is not None)
    if value is None or not drawn:
        return Estimate(value=value, low=None, high=None)
    last = len(drawn) - 1
    return Estimate(value=value, low=drawn[round(TAIL * last)], high=drawn[round((1 - TAIL) * last)])
