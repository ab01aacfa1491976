"""Trails: what is kept of each event so that new ones find those that they may be of one story with.

The bonds that are kept are those between any two events that :func:`bede.story.near` would hold together of all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from hashlib import blake2b

from bede.story import NEXT, Bond, Trace, bonded, bonds_among, trace_from, trails

Spot = tuple[int, int, str, int]
"""A place on a trail: the trail, the day, the time of the first report, the event's number."""

FORGOTTEN = 20_000
"""Traces that are kept at hand."""


class Trails:
    """The traces of events, and the bonds between them, within a transaction of the caller's."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._cursor = cursor
        self._known: dict[str, Trace] = {}

    def bonds(self, events: Collection[str]) -> set[Bond]:
        """The bonds of any of some events."""
        found: set[Bond] = set()
        for event in events:
            number = number_of(event)
            rows = self._cursor.execute("SELECT other, weight FROM bonds WHERE one = ?", (number,)).fetchall()
            found.update(Bond(event, id_of(other), weight) for other, weight in rows)
            rows = self._cursor.execute("SELECT one, weight FROM bonds WHERE other = ?", (number,)).fetchall()
            found.update(Bond(id_of(one), event, weight) for one, weight in rows)
        return found

    def threads(self, events: Collection[str]) -> list[list[str]]:
        """The threads that events are in, each once, and those that are in none each by itself."""
        stories: dict[str, None] = {}
        alone = []
        for event in sorted(events):
            story = self.story(event)
            if story is None:
                alone.append([event])
            else:
                stories[story] = None
        return [*alone, *(self.members(story) for story in stories)]

    def story(self, event: str) -> str | None:
        """The id of the story that an event is in."""
        row = self._cursor.execute("SELECT story FROM story_events WHERE event = ?", (number_of(event),)).fetchone()
        return row[0] if row else None

    def members(self, story: str) -> list[str]:
        """The events of a story."""
        rows = self._cursor.execute("SELECT event FROM story_events WHERE story = ?", (story,))
        return [id_of(row[0]) for row in rows.fetchall()]

    def traces(self, events: Collection[str]) -> dict[str, Trace]:
        """The traces of those events that have one."""
        if len(self._known) > FORGOTTEN:
            self._known.clear()
        found = {}
        for event in events:
            known = self._known.get(event)
            if known is None:
                row = self._cursor.execute("SELECT trace FROM traces WHERE event = ?", (number_of(event),)).fetchone()
                if row is None:
                    continue
                known = self._known[event] = trace_from(row[0])
            found[event] = known
        return found

    def events(self) -> set[str]:
        """The events that have a trace."""
        return {id_of(row[0]) for row in self._cursor.execute("SELECT event FROM traces").fetchall()}

    def replace(self, gone: Collection[str], fresh: Mapping[str, Trace]) -> set[tuple[str, str]]:
        """Have the traces of some events in place of those of others, and their bonds.

        Returns the pairs of other events between which a bond came or went. An event may be gone and fresh.
        """
        before = self.traces(gone)
        if not self._cursor.execute("SELECT 1 FROM traces LIMIT 1").fetchone():
            self._write(fresh.values(), bonds_among(fresh))
            return set()
        inserted = [spot for one in fresh.values() for spot in _spots(one)]
        removed = [spot for one in before.values() for spot in _spots(one)]
        parted = {pair for spot in inserted for pair in self._around(spot)}
        for event in before:
            number = number_of(event)
            self._known.pop(event, None)
            self._cursor.execute("DELETE FROM traces WHERE event = ?", (number,))
            self._cursor.execute("DELETE FROM bonds WHERE one = ?", (number,))
            self._cursor.execute("DELETE FROM bonds WHERE other = ?", (number,))
        self._cursor.executemany(
            "DELETE FROM trails WHERE trail = ? AND day = ? AND published = ? AND event = ?", removed
        )
        self._write(fresh.values(), ())
        touched = {number_of(event) for event in (*before, *fresh)}
        met = {pair for spot in (*inserted, *removed) for pair in self._around(spot)}
        lost = {pair for pair in parted - met if touched.isdisjoint(pair) and self._part(*pair)}
        new = {pair for pair in met if self._bind(*pair)}
        return {(id_of(one), id_of(other)) for one, other in lost | new if touched.isdisjoint((one, other))}

    def _write(self, traces: Iterable[Trace], bonds: Iterable[Bond]) -> None:
        """Write traces and bonds, and file the events."""
        traces = list(traces)
        self._cursor.executemany(
            "INSERT INTO traces VALUES (?, ?)", ((number_of(one.event), one.kept()) for one in traces)
        )
        self._cursor.executemany("INSERT INTO trails VALUES (?, ?, ?, ?)", sorted(s for t in traces for s in _spots(t)))
        rows = sorted((number_of(one), number_of(other), weight) for one, other, weight in bonds)
        self._cursor.executemany("INSERT INTO bonds VALUES (?, ?, ?)", rows)

    def _around(self, spot: Spot) -> set[tuple[int, int]]:
        """The pairs of events near enough on a trail to be held together, one on each side of a spot or at it."""
        where = "trail = ? AND (day, published, event)"
        order = "day {0}, published {0}, event {0}"
        rows = self._cursor.execute(
            f"SELECT event FROM trails WHERE {where} < (?, ?, ?) ORDER BY {order.format('DESC')} LIMIT {NEXT}", spot
        ).fetchall()
        before = [row[0] for row in rows]
        rows = self._cursor.execute(
            f"SELECT event FROM trails WHERE {where} >= (?, ?, ?) ORDER BY {order.format('')} LIMIT {NEXT + 1}", spot
        ).fetchall()
        after = [row[0] for row in rows]
        here = [after.pop(0)] if after and after[0] == spot[3] else []
        after = after[:NEXT]
        around = [*before[::-1], *here, *after]
        first, last = len(before), len(before) + len(here)
        return {
            (around[one], around[other])
            for one in range(last)
            for other in range(max(first, one + 1), min(len(around), one + NEXT + 1))
        }

    def _part(self, one: int, other: int) -> bool:
        """Whether two events had a bond and are no longer near on any trail; it is then gone."""
        if not self._cursor.execute("SELECT 1 FROM bonds WHERE one = ? AND other = ?", (one, other)).fetchone():
            return False
        traces = self.traces((id_of(one), id_of(other)))
        ours, theirs = (set(_spots(traces[id_of(event)])) for event in (one, other))
        shared = {spot[0] for spot in ours} & {spot[0] for spot in theirs}
        if any((one, other) in self._around(spot) for spot in ours if spot[0] in shared):
            return False
        self._cursor.execute("DELETE FROM bonds WHERE one = ? AND other = ?", (one, other))
        return True

    def _bind(self, one: int, other: int) -> bool:
        """Whether two events have a bond that they had not; it is then kept."""
        if self._cursor.execute("SELECT 1 FROM bonds WHERE one = ? AND other = ?", (one, other)).fetchone():
            return False
        traces = self.traces((id_of(one), id_of(other)))
        bond = bonded(traces[id_of(one)], traces[id_of(other)])
        if bond is None:
            return False
        self._cursor.execute("INSERT INTO bonds VALUES (?, ?, ?)", (one, other, bond.weight))
        return True


def number_of(event: str) -> int:
    """An event's id as a number of eight bytes that sorts as ids do."""
    return int(event, 16) - (1 << 63)


def id_of(number: int) -> str:
    """An event's id by its number."""
    return f"{number + (1 << 63):016x}"


def _spots(one: Trace) -> list[Spot]:
    """Where an event stands."""
    day, published, event = one.order
    return [(_trail_number(trail), day, published, number_of(event)) for trail in trails(one)]


def _trail_number(trail: tuple[str, ...]) -> int:
    """A trail as a number of eight bytes."""
    name = "\t".join(trail)
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True)
