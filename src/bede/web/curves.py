"""Cooperation and conflict over time as a drawing that the server makes: it needs no script and can be printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bede.store.summaries import Series
from bede.web import wording

WIDTH, HEIGHT, FOOT = 720, 132, 16
TICKS = 6
LONG = 48
"""Steps from which on a curve leaves out its beginning where hardly anything happens in it."""
HARDLY = 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A step of a curve: where it stands, how far it reaches in each of the four classes, and what it says."""

    x: float
    width: float
    boxes: tuple[tuple[int, float, float], ...]
    told: str
    since: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """Bars of cooperation above a line and of conflict below it, with the words of the axis."""

    bars: tuple[Bar, ...]
    middle: float
    ticks: tuple[str, ...]
    most: float
    step: str
    undated: int
    before: float


def curve(series: Series) -> Curve:
    """The drawing of a series."""
    series, before = trimmed(series)
    steps = len(series.starts)
    up = [series.quads[0][at] + series.quads[1][at] for at in range(steps)]
    down = [series.quads[2][at] + series.quads[3][at] for at in range(steps)]
    highest, lowest = max(up, default=0.0), max(down, default=0.0)
    scale = (HEIGHT - FOOT - 8) / ((highest + lowest) or 1.0)
    middle = 4 + highest * scale
    width = WIDTH / max(1, steps)
    bars = []
    for at in range(steps):
        one, two, three, four = (values[at] * scale for values in series.quads)
        boxes = (
            (2, middle - two, two),
            (1, middle - two - one, one),
            (4, middle, four),
            (3, middle + four, three),
        )
        first, last = _span(series, at)
        told = f"{wording.days(first, last)}: {up[at]:.3g} cooperation, {down[at]:.3g} conflict"
        made = tuple((quad, round(y, 2), round(size, 2)) for quad, y, size in boxes if size > 0.01)
        bars.append(Bar(x=round(at * width, 2), width=round(width, 2), boxes=made, told=told, since=first, until=last))
    return Curve(
        bars=tuple(bars),
        middle=round(middle, 2),
        ticks=_ticks(series.starts),
        most=max(highest, lowest),
        step=series.step,
        undated=series.undated,
        before=before,
    )


def _span(series: Series, at: int) -> tuple[str, str]:
    """The first and the last day of a step."""
    first = series.starts[at]
    if at + 1 < len(series.starts):
        following = date.fromisoformat(series.starts[at + 1]).toordinal()
        return first, date.fromordinal(following - 1).isoformat()
    length = {"day": 1, "week": 7, "month": 28}[series.step]
    return first, date.fromordinal(date.fromisoformat(first).toordinal() + length - 1).isoformat()


def _ticks(starts: Sequence[str]) -> tuple[str, ...]:
    """The words under the axis, each at the beginning of an equal part of it."""
    parts = min(TICKS, len(starts))
    days = [starts[at * len(starts) // parts] for at in range(parts)]
    whole = len(starts) < 32
    return tuple(wording.days(day, day) if whole else f"{date.fromisoformat(day):%b %Y}" for day in days)


def trimmed(series: Series) -> tuple[Series, float]:
    """A series without a long beginning in which hardly anything happens, and how many events lie before it."""
    totals = [sum(values[at] for values in series.quads) for at in range(len(series.starts))]
    if len(totals) <= LONG:
        return series, series.before
    before, first, whole = 0.0, 0, sum(totals)
    while first < len(totals) - LONG and before + totals[first] <= whole * HARDLY:
        before += totals[first]
        first += 1
    return replace(
        series,
        starts=series.starts[first:],
        quads=tuple(values[first:] for values in series.quads),
        intensity=series.intensity[first:],
        before=series.before + before,
    ), series.before + before


def record(series: Series) -> dict[str, object]:
    """A series as JSON shows it, and as it is drawn."""
    series, _ = trimmed(series)
    return {
        "step": series.step,
        "undated": series.undated,
        "points": [
            {
                "start": start,
                "cooperation": round(series.quads[0][at] + series.quads[1][at], 4),
                "conflict": round(series.quads[2][at] + series.quads[3][at], 4),
                "quads": [round(values[at], 4) for values in series.quads],
                "intensity": series.intensity[at],
            }
            for at, start in enumerate(series.starts)
        ],
    }
