"""How much was read, of each outlet on each day, and which part of it tells of whom and what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from bede.store import Store
from bede.unusual import YEAR, Of, Series, Unusual, unusual

WEEK = 7  # days
PARTIES = 6  # parties of an event of which every two are a pair; of more, none are


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
    end = date.fromisoformat(until)
    read = [0] * (YEAR + 1)
    query = """
        SELECT substr(a.published, 1, 10), count(*) FROM articles a
        WHERE a.published IS NOT NULL AND a.page_id NOT IN (SELECT page_id FROM copies)
        GROUP BY 1
    """
    for day, pages in store.file.rows(query):
        week = _weeks_before(day, end)
        if 0 <= week <= YEAR:
            read[week] += pages
    found = unusual(
        _series(store, end),
        read=read[0],
        before=read[1:],
        since=(end - timedelta(days=WEEK - 1)).isoformat(),
        until=until,
    )
    return found, tuple(read)


def _weeks_before(day: str, end: date) -> int:
    """How many weeks before the one that ends with ``end`` a day lies: 0 in it, less than 0 after it."""
    return (end - date.fromisoformat(day)).days // WEEK


def _series(store: Store, end: date) -> Iterator[Series]:
    """The pages that tell of each pair, actor, type, and type between two, by week."""
    pages: dict[tuple[Of, tuple[str, ...]], dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    events: dict[tuple[Of, tuple[str, ...]], dict[str, None]] = defaultdict(dict)
    sides: dict[str, set[str]] = defaultdict(set)
    actors: dict[str, set[str]] = defaultdict(set)
    query = """
        SELECT event_id, coalesce(country, entity), entity FROM event_parties
        WHERE role IN ('actor', 'recipient') AND (country IS NOT NULL OR entity IS NOT NULL)
    """
    for event, side, actor in store.file.rows(query):
        sides[event].add(side)
        if actor is not None:
            actors[event].add(actor)
    query = """
        SELECT e.id, e.event_type, r.page_id, substr(a.published, 1, 10)
        FROM reports r
        JOIN event_reports er ON er.report_id = r.id
        JOIN events e ON e.id = er.event_id
        JOIN articles a ON a.page_id = r.page_id
        WHERE a.published IS NOT NULL AND a.page_id NOT IN (SELECT page_id FROM copies)
            AND json_extract(r.record, '$.status') <> 'historical'
        ORDER BY 4, 3, r.start, r.id
    """
    for event, kind, page, day in store.file.rows(query):
        week = _weeks_before(day, end)
        if week < 0:
            continue
        pairs = list(combinations(sorted(sides[event]), 2)) if len(sides[event]) <= PARTIES else []
        keys: list[tuple[Of, tuple[str, ...]]] = [("pair", pair) for pair in pairs]
        keys += [("type", (*pair, kind)) for pair in pairs]
        keys += [("actor", (actor,)) for actor in sorted(actors[event])]
        keys.append(("type", (kind,)))
        for key in keys:
            pages[key][week].add(page)
            if week == 0:
                events[key].setdefault(event)
    for (of, names), weeks in sorted(pages.items()):
        counts = {week: len(found) for week, found in weeks.items()}
        yield Series(
            of=of,
            names=names,
            told=counts.get(0, 0),
            before=tuple(counts.get(week, 0) for week in range(1, YEAR + 1)),
            earlier=any(week > YEAR for week in counts),
            events=tuple(events[of, names]),
        )
