"""What is unusual in a week: what more or fewer pages tell of than before, and what is told for the first time.

Everything is counted in pages, as a share of the pages that were read: a crawl that doubled is nothing unusual.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

Of = Literal["pair", "actor", "type"]
Why = Literal["more", "less", "first"]

MONTH, YEAR = 4, 52  # weeks before that make a norm
FEWEST = 4  # weeks with pages that a norm needs
PRIOR = 0.5  # pages that a norm counts beforehand, as nothing is impossible because it was never seen
CHANCE = 0.05  # share of what is called unusual that may be so by chance
LEAST = 3  # pages that must tell of something before it is called more than before
HUSHED = 8.0  # pages that must be expected before fewer of them are called less


SMALLEST = -700.0  # logarithm of the least chance that is multiplied with rather than added to


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """What the weeks before let expect: ``told`` of ``read`` pages in ``weeks`` weeks, so ``expected`` this week.

    ``spread`` is how much more the weeks differ than by chance alone (1 is not at all), ``chance`` how likely a week as
    far from it as this one is. All are None where fewer than four weeks had pages.
    """

    weeks: int
    told: int
    read: int
    expected: float | None
    spread: float | None
    chance: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unusual:
    """A pair, an actor or a type of which a week tells more or less than before, or for the first time.

    ``names`` are one name or two, and with a first type between two its name; ``told`` of ``read`` pages tell of it in
    the week from ``since`` to ``until``; ``month`` and ``year`` are the norms of the last 4 and 52 weeks. ``events``
    are the ids of the events that the pages tell of.
    """

    of: Of
    why: Why
    names: tuple[str, ...]
    since: str
    until: str
    told: int
    read: int
    month: Norm
    year: Norm
    chance: float | None
    events: tuple[str, ...]


class Series(NamedTuple):
    """How many pages tell of something: this week, in the weeks before (the last first), and earlier than these."""

    of: Of
    names: tuple[str, ...]
    told: int
    before: tuple[int, ...]
    earlier: bool
    events: tuple[str, ...]


def unusual(series: Iterable[Series], *, read: int, before: Sequence[int], since: str, until: str) -> list[Unusual]:
    """What is unusual among series, the least likely first, those told of for the first time last.

    ``read`` is how many pages were read in the week, ``before`` how many in each of the weeks before, the last first.
    A series is unusual where both norms, of the month and of the year, make this week unlikely, so that of all that is
    listed as more or less at most one in twenty is so by chance (Benjamini and Hochberg).
    """
    found: list[Unusual] = []
    first: list[Unusual] = []
    known = sum(1 for pages in before if pages) >= FEWEST
    norms: dict[tuple[int, tuple[int, ...]], tuple[Norm, Norm]] = {}  # what few pages tell of has few different ones
    for one in series:
        if not one.told and not any(one.before):
            continue
        new = known and one.told > 0 and not any(one.before) and not one.earlier
        if (one.told, one.before) not in norms:
            month, year = (
                norm(zip(one.before[:many], before[:many], strict=True), told=one.told, read=read)
                for many in (MONTH, YEAR)
            )
            norms[one.told, one.before] = month, year
        month, year = norms[one.told, one.before]
        chances = [known.chance for known in (month, year) if known.chance is not None]
        expected = [known.expected for known in (month, year) if known.expected is not None]
        why: Why = "more" if expected and one.told > max(expected) else "less"
        made = Unusual(
            of=one.of,
            why=why,
            names=one.names,
            since=since,
            until=until,
            told=one.told,
            read=read,
            month=month,
            year=year,
            chance=max(chances, default=None),
            events=one.events,
        )
        if new:
            first.append(replace(made, why="first"))
        if not chances or (one.of == "type" and len(one.names) > 1):
            continue
        if (why == "more" and one.told >= LEAST) or (why == "less" and min(expected) >= HUSHED):
            found.append(made)
    ranked = sorted(found, key=lambda one: (_chance(one), one.of, one.names))
    limits = [CHANCE * rank / len(ranked) for rank in range(1, len(ranked) + 1)]
    passed = [
        rank for rank, (one, limit) in enumerate(zip(ranked, limits, strict=True), start=1) if _chance(one) <= limit
    ]
    listed = ranked[: max(passed, default=0)]
    more = {(one.of, one.names) for one in listed}
    rest = sorted(first, key=lambda one: (-one.told, one.of, one.names))
    return [*listed, *(one for one in rest if (one.of, one.names) not in more)]


def norm(weeks: Iterable[tuple[int, int]], *, told: int, read: int) -> Norm:
    """What weeks (pages that tell of something, pages read) let expect of a week in which ``told`` of ``read`` do."""
    known = of_all = pages = 0
    squares = 0.0
    for of_it, of_week in weeks:
        if of_week:
            known += 1
            pages += of_week
            if of_it:
                of_all += of_it
                squares += of_it * of_it / of_week
    if known < FEWEST or not read:
        return Norm(weeks=known, told=of_all, read=pages, expected=None, spread=None, chance=None)
    rate = (of_all + PRIOR) / pages
    expected = rate * read
    apart = squares / rate - 2 * of_all + rate * pages
    spread = max(1.0, apart / (known - 1))
    variance = spread * expected * (1.0 + expected / (of_all + PRIOR))
    size = expected * expected / (variance - expected)
    chance = tail(told, mean=expected, size=size) if told > expected else 1.0 - tail(told + 1, mean=expected, size=size)
    return Norm(
        weeks=known, told=of_all, read=pages, expected=round(expected, 2), spread=round(spread, 2), chance=chance
    )


def tail(count: int, *, mean: float, size: float) -> float:
    """How likely a negative binomial variable of a mean and size is to be a count or more."""
    share = mean / (size + mean)
    log = size * math.log(size / (size + mean))  # of how likely 0 is
    below = []
    if log > SMALLEST:
        chance = math.exp(log)
        for k in range(count):
            below.append(chance)
            chance *= (k + size) / (k + 1) * share
    else:
        for k in range(count):
            below.append(math.exp(log))
            log += math.log((k + size) / (k + 1) * share)
    return min(1.0, max(0.0, 1.0 - math.fsum(below)))


def _chance(one: Unusual) -> float:
    """How likely it is; certain where no norm tells."""
    return 1.0 if one.chance is None else one.chance
