"""How much was read, of each outlet on each day, and which part of it tells of whom and what."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bede.store import Store
from bede.store.keeping import complete
from bede.store.tallies import WEEK, pages_read
from bede.store.weeks import Week
from bede.unusual import Unusual, unusual

__all__ = ["WEEK", "Reading", "last_day", "readings", "unusual_of", "unusual_week"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read of an outlet on a day: pages, how many of them copy no other, their reports, events first told.

    ``outlet`` is None where the page does not say it, ``day`` where nothing dates the page; ``dropped`` counts pages
    that were not coded.
    """

    outlet: str | None
    day: str | None
    pages: int
    independent: int
    dropped: int
    reports: int
    events: int


def readings(store: Store, *, since: str | None = None, until: str | None = None) -> Iterator[Reading]:
    """Yield what was read, a line an outlet and day, in their order; undated pages last, and left out between days."""
    copies = _by_outlet_and_day(store, "a.page_id IN (SELECT page_id FROM copies)")
    first = _by_outlet_and_day(store, "1", join="JOIN events e ON json_extract(e.record, '$.pages[0]') = a.page_id")
    found = store.denominators(since=since, until=until)
    for one in sorted(found, key=lambda one: (one.day is None, one.day or "", one.outlet or "")):
        key = one.outlet or "", one.day or ""
        yield Reading(
            outlet=one.outlet,
            day=one.day,
            pages=one.pages,
            independent=one.pages - copies.get(key, 0),
            dropped=one.dropped,
            reports=one.reports,
            events=first.get(key, 0),
        )


def _by_outlet_and_day(store: Store, condition: str, *, join: str = "") -> dict[tuple[str, str], int]:
    """How many articles there are of each outlet and day, or rows that they are joined with."""
    query = f"""
        SELECT coalesce(a.publisher, ''), coalesce(substr(a.published, 1, 10), ''), count(*)
        FROM articles a {join} WHERE {condition} GROUP BY 1, 2
    """
    return {(outlet, day): count for outlet, day, count in store.file.rows(query)}


def last_day(store: Store) -> str | None:
    """The last day on which a page of the database was published, None where none is dated."""
    ((day,),) = store.file.rows("SELECT max(substr(published, 1, 10)) FROM articles")
    return None if day is None else str(day)


def unusual_week(store: Store, *, until: str) -> tuple[list[Unusual], tuple[int, ...]]:
    """What is unusual in the seven days that end with a day, and the pages read in them and in each week before.

    Pages that copy another and pages without a date do not count. What is told as background does not either.
    """
    complete(store.file)
    return unusual_of(store.file.connection, until=until)


def unusual_of(connection: sqlite3.Connection, *, until: str) -> tuple[list[Unusual], tuple[int, ...]]:
    """The same from a connection to a database of which everything is counted."""
    end = date.fromisoformat(until)
    since = date.fromordinal(max(1, end.toordinal() - WEEK + 1)).isoformat()
    connection.execute("BEGIN")  # all of it is of one state
    try:
        read = pages_read(connection, end=end)
        week = Week(connection, end=end, read=read)
        found = unusual(week.series(), read=read[0], before=read[1:], since=since, until=until)
        events = week.events((one.of, one.names) for one in found)
    finally:
        connection.execute("COMMIT")
    return [replace(one, events=events.get((one.of, one.names), ())) for one in found], read
