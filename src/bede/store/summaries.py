"""What the events of a query add up to: curves over time, who with whom, where, and what stands out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from bede.store.columns import Columns, Floats, Mask, Numbers, Pairs, Rows, counted
from bede.store.facets import commonest, related_counts
from bede.store.query import first_day, last_day
from bede.store.selection import Selection

Step = Literal["day", "week", "month"]
By = Literal["entity", "country"]
MOST_POINTS = 2000
WIDEST = {"day": 130, "week": 1100}
"""Days up to which a curve goes by day or by week where that is left open."""
ROBUST = 200
"""Events from which on a curve leaves out the hundredth that lies farthest off, where no days are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Events over time: for each step its first day, and how many events of each quad fall into it.

    An event of several days is spread over them, so that the numbers are fractions that add up to the events shown.
    ``intensity`` is the mean of the events' intensity, None where there are none. ``undated`` events have no day,
    ``before`` and ``after`` lie outside of the days shown.
    """

    step: Step
    starts: tuple[str, ...]
    quads: tuple[tuple[float, ...], ...]
    intensity: tuple[float | None, ...]
    undated: int
    before: float
    after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Somebody: what a query's ``actor`` takes, the name, the country, and in how many events of which role."""

    value: str
    label: str
    country: str | None
    acts: int
    receives: int
    intensity: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """Events in which one acts on another: how many, how many of them joint, by quad, their mean intensity, their days.

    What two do together counts for both directions.
    """

    actor: str
    actor_label: str
    recipient: str
    recipient_label: str
    events: int
    joint: int
    quads: tuple[int, int, int, int]
    intensity: float
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The parties with most events, and the edges between them, the strongest first."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """A place on the map: where it lies, how precisely (1 point to 4 country), its events by quad, how intense."""

    value: str
    label: str
    country: str | None
    latitude: float
    longitude: float
    precision: int
    events: int
    quads: tuple[int, int, int, int]
    intensity: float


def series(selection: Selection, *, step: Step | None = None) -> Series:
    """The events of a selection over time; the step by how many days there are where it is left open."""
    columns = selection.columns
    first, last = columns.days()
    rows = np.flatnonzero(selection.mask & (first > 0))
    begin, end = first[rows].astype(np.int64), last[rows].astype(np.int64)
    end = np.maximum(begin, end)
    undated = selection.size - len(rows)
    lowest, highest = _shown(selection, begin, end)
    step = step or _fitting(highest - lowest + 1)
    edges = _edges(lowest, highest, step)
    lowest, highest = int(edges[0]), int(edges[-1]) - 1
    days = highest - lowest + 1
    weight = 1.0 / (end - begin + 1)
    shown_from, shown_to = np.clip(begin, lowest, highest + 1) - lowest, np.clip(end, lowest - 1, highest) - lowest + 1
    before = float((weight * (np.minimum(end, lowest - 1) - begin + 1).clip(min=0)).sum())
    after = float((weight * (end - np.maximum(begin, highest + 1) + 1).clip(min=0)).sum())
    quads = columns.facts["quad"][rows]
    intensity = columns.facts["intensity"][rows].astype(np.float64)
    starts = (edges[:-1] - lowest).astype(np.int64)

    def spread(chosen: Mask | slice, values: Floats) -> Floats:
        """Values spread over the days of events, summed by step."""
        change = np.bincount(shown_from[chosen], weights=values, minlength=days + 1)
        change -= np.bincount(shown_to[chosen], weights=values, minlength=days + 1)
        return np.asarray(np.round(np.add.reduceat(np.cumsum(change)[:days], starts), 6) + 0.0, dtype=np.float64)

    counted = [spread(quads == quad, weight[quads == quad]) for quad in (1, 2, 3, 4)]
    total = np.add.reduce(counted)
    summed = spread(slice(None), weight * intensity)
    return Series(
        step=step,
        starts=tuple(date.fromordinal(int(day)).isoformat() for day in edges[:-1]),
        quads=tuple(tuple(values.tolist()) for values in counted),
        intensity=tuple(
            round(value / events, 3) if events > 1e-5 else None
            for value, events in zip(summed.tolist(), total.tolist(), strict=True)
        ),
        undated=undated,
        before=round(before, 6),
        after=round(after, 6),
    )


def _shown(selection: Selection, begin: Numbers, end: Numbers) -> tuple[int, int]:
    """The first and last day of a curve: as the query says, else as the events lie."""
    query = selection.query
    since = first_day("since", query.since).toordinal() if query.since else None
    until = last_day("until", query.until).toordinal() if query.until else None
    if not len(begin):
        day = since or until or date(2000, 1, 1).toordinal()
        return since or day, until or day
    if len(begin) >= ROBUST:
        far = len(begin) // 200
        low, high = np.partition(begin, far)[far], np.partition(end, len(end) - 1 - far)[len(end) - 1 - far]
    else:
        low, high = begin.min(), end.max()
    lowest, highest = since or int(low), until or int(high)
    return (lowest, highest) if lowest <= highest else (lowest, lowest)


def _fitting(days: int) -> Step:
    """The step that shows so many days well."""
    return "day" if days <= WIDEST["day"] else "week" if days <= WIDEST["week"] else "month"


def _edges(first: int, last: int, step: Step) -> Numbers:
    """The first day of each step from one day to another, and the day after the last; of too many the latest."""
    if step == "month":
        months = list(_months(date.fromordinal(first), date.fromordinal(last)))
        return np.array(months[-MOST_POINTS - 1 :], dtype=np.int64)
    length = 7 if step == "week" else 1
    start = first - (first - 1) % length
    edges = np.arange(start, last + length, length)
    edges = np.append(edges, edges[-1] + length) if edges[-1] <= last else edges
    return edges[-MOST_POINTS - 1 :]


def _months(first: date, last: date) -> Iterator[int]:
    """The first days of months, to the one after the last."""
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield date(month // 12, month % 12 + 1, 1).toordinal()
    end = last.year * 12 + last.month
    yield date(end // 12, end % 12 + 1, 1).toordinal() if end // 12 <= 9999 else date.max.toordinal() + 1


# -- who ---------------------------------------------------------------------------------------------------------------


def actors(selection: Selection, *, limit: int = 50, by: By = "entity") -> tuple[Node, ...]:
    """Who takes part in the events of a selection, the most frequent first."""
    columns = selection.columns
    roles = ("actor", "recipient") if by == "entity" else ("actor_country", "recipient_country")
    acts, receives = (related_counts(columns, role, selection.mask, selection.size) for role in roles)
    chosen = commonest(acts + receives, most=limit)
    intensity = columns.facts["intensity"]
    sums = columns.relations[roles[0]].counts(
        selection.mask, selection.size, terms=len(columns.terms), weights=intensity
    )
    return tuple(
        Node(
            value=columns.terms[number].key,
            label=columns.terms[number].label,
            country=columns.terms[number].country or (columns.terms[number].key if by == "country" else None),
            acts=int(acts[number]),
            receives=int(receives[number]),
            intensity=round(float(sums[number]) / int(acts[number]), 3) if acts[number] else None,
        )
        for number in chosen
    )


def dyads(selection: Selection, *, limit: int = 50, by: By = "entity") -> tuple[Edge, ...]:
    """Who acts on whom in the events of a selection, the most frequent first."""
    pairs = selection.columns.pairs(by)
    links = _chosen_links(selection, pairs)
    codes = pairs.codes if links is None else pairs.codes[links]
    counts = counted(codes, size=len(pairs.left)).astype(np.int64)
    return _edges_of(selection, pairs, links, commonest(counts, most=limit))


def network(selection: Selection, *, nodes: int = 30, edges: int = 120, by: By = "entity") -> Network:
    """The most frequent parties of a selection, and the strongest edges between them."""
    columns = selection.columns
    found = actors(selection, limit=nodes, by=by)
    kind = "party" if by == "entity" else "country"
    inside = np.zeros(len(columns.terms), dtype=np.bool_)
    inside[[number for node in found if (number := columns.terms.number(kind, node.value)) is not None]] = True
    pairs = columns.pairs(by)
    links = _chosen_links(selection, pairs)
    codes = pairs.codes if links is None else pairs.codes[links]
    counts = counted(codes, size=len(pairs.left)).astype(np.int64) * (inside[pairs.left] & inside[pairs.right])
    return Network(nodes=found, edges=_edges_of(selection, pairs, links, commonest(counts, most=edges)))


def _chosen_links(selection: Selection, pairs: Pairs) -> Rows | None:
    """The places of the pairs of a selection's events, None for all."""
    if selection.size == selection.columns.size:
        return None
    return np.flatnonzero(selection.mask[pairs.rows]).astype(np.int32)


def _edges_of(selection: Selection, pairs: Pairs, links: Rows | None, codes: list[int]) -> tuple[Edge, ...]:
    """What some pairs do, in their order."""
    if not codes:
        return ()
    columns = selection.columns
    place = np.full(len(pairs.left), -1, dtype=np.int32)
    place[codes] = np.arange(len(codes), dtype=np.int32)
    found = place[pairs.codes if links is None else pairs.codes[links]]
    kept = np.flatnonzero(found >= 0).astype(np.int32)
    found = found[kept]
    links = kept if links is None else links[kept]
    rows = pairs.rows[links]
    size = len(codes)
    events = np.bincount(found, minlength=size)
    joint = np.bincount(found, weights=pairs.joint[links], minlength=size)
    quads = np.bincount(found * 4 + columns.facts["quad"][rows] - 1, minlength=size * 4).reshape(size, 4)
    intensity = np.bincount(found, weights=columns.facts["intensity"][rows], minlength=size)
    first, last = columns.days()
    earliest, latest = np.full(size, 1 << 30), np.zeros(size, dtype=np.int64)
    dated = first[rows] > 0
    np.minimum.at(earliest, found[dated], first[rows][dated])
    np.maximum.at(latest, found[dated], last[rows][dated])
    return tuple(
        Edge(
            actor=columns.terms[int(pairs.left[code])].key,
            actor_label=columns.terms[int(pairs.left[code])].label,
            recipient=columns.terms[int(pairs.right[code])].key,
            recipient_label=columns.terms[int(pairs.right[code])].label,
            events=int(events[at]),
            joint=int(joint[at]),
            quads=(int(quads[at][0]), int(quads[at][1]), int(quads[at][2]), int(quads[at][3])),
            intensity=round(float(intensity[at]) / int(events[at]), 3),
            first=date.fromordinal(int(earliest[at])).isoformat() if latest[at] else None,
            last=date.fromordinal(int(latest[at])).isoformat() if latest[at] else None,
        )
        for at, code in enumerate(codes)
    )


# -- where -------------------------------------------------------------------------------------------------------------


def places(selection: Selection, *, limit: int = 500) -> tuple[Circle, ...]:
    """Where the events of a selection happened, the most frequent first; places whose point is unknown are left out."""
    columns = selection.columns
    relation = columns.relations["place"]
    counts = related_counts(columns, "place", selection.mask, selection.size)
    known = [number for number in commonest(counts, most=limit * 2) if columns.terms[number].point is not None][:limit]
    if not known:
        return ()
    where = np.full(len(columns.terms), -1, dtype=np.int32)
    where[known] = np.arange(len(known), dtype=np.int32)
    found = where[relation.terms]
    chosen = np.flatnonzero((found >= 0) & selection.mask[relation.rows])
    found, rows = found[chosen], relation.rows[chosen]
    quads = np.bincount(found * 4 + columns.facts["quad"][rows] - 1, minlength=len(known) * 4).reshape(len(known), 4)
    intensity = np.bincount(found, weights=columns.facts["intensity"][rows], minlength=len(known))
    return tuple(
        Circle(
            value=term.key,
            label=term.label,
            country=term.country,
            latitude=term.point[0],
            longitude=term.point[1],
            precision=term.precision or 4,
            events=int(counts[number]),
            quads=(int(quads[at][0]), int(quads[at][1]), int(quads[at][2]), int(quads[at][3])),
            intensity=round(float(intensity[at]) / int(counts[number]), 3),
        )
        for at, number in enumerate(known)
        if (term := columns.terms[number]).point is not None
    )


def days_of(columns: Columns) -> tuple[str | None, str | None]:
    """The first and the last day on which a page with an event was published."""
    first, last = columns.facts["first_published"], columns.facts["last_published"]
    if not np.count_nonzero(last):
        return None, None
    return tuple(date.fromordinal(int(found) // 1440).isoformat() for found in (first[first > 0].min(), last.max()))  # type: ignore[return-value]
