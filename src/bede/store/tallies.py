"""How many pages tell of whom and what on each day: kept up in the transaction that writes events, and looked up."""

from __future__ import annotations

import json
import sqlite3
import struct
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from bede.store.packing import PAGE
from bede.store.told import Coding, Key, Numbers, once
from bede.unusual import YEAR

WEEK = 7
PAGES, EVENTS = 4_000, 100_000
"""Pages and events that are counted at once."""

STRETCH = 9
"""Bits of a day's number that tell its place in its stretch; those above them number the stretch."""

COUNT = 23
"""Bits of a day's entry that hold how many pages."""

LEAST = 4
"""Pages in a stretch from which an index finds what is told of often."""

PACKED = np.dtype([("page", "<u8"), ("day", "<u4")])


class Links:
    """Pages, each with an event that it tells of and its day."""

    def __init__(self, pages: Numbers, events: Numbers, days: Numbers) -> None:
        self.pages, self.events, self.days = pages, events, days

    def where(self, chosen: NDArray[np.bool_] | slice | Numbers) -> Links:
        """Some of them."""
        return Links(self.pages[chosen], self.events[chosen], self.days[chosen])

    def rows(self) -> list[tuple[int, int, int]]:
        """Page, event and day of each."""
        return list(zip(self.pages.tolist(), self.events.tolist(), self.days.tolist(), strict=True))


def links_of(told: Sequence[tuple[int, bytes]]) -> Links:
    """The pages of events, by number and packed pages."""
    assert PACKED.itemsize == PAGE.size
    found = np.frombuffer(b"".join(pages for _, pages in told), dtype=PACKED)
    numbers = np.array([number for number, _ in told], dtype=np.int64)
    lengths = np.array([len(pages) // PAGE.size for _, pages in told], dtype=np.int64)
    return Links(found["page"].astype(np.int64), np.repeat(numbers, lengths), found["day"].astype(np.int64))


def page_number(page_id: str) -> int:
    """The id of a page as a signed number."""
    number = int(page_id, 16)
    return number - (1 << 64) if number >> 63 else number


def unsettled(connection: sqlite3.Connection | sqlite3.Cursor) -> bool:
    """Whether the counts lack anything that is stored."""
    query = """
        SELECT (SELECT coalesce(max(number), 0) FROM event_columns) > (SELECT event FROM tallied)
        OR EXISTS (SELECT 1 FROM untallied_events) OR EXISTS (SELECT 1 FROM untallied_copies)
    """
    return bool(connection.execute(query).fetchone()[0])


def settle(cursor: sqlite3.Cursor) -> None:
    """Bring the counts to the events and copies that are stored, within a transaction of the caller's."""
    removed = cursor.execute("SELECT number, facts, links, told FROM untallied_events ORDER BY number").fetchall()
    copied = {page_number(page): bool(was) for page, was in cursor.execute("SELECT * FROM untallied_copies")}
    query = """
        SELECT number, told FROM event_columns
        WHERE number > (SELECT event FROM tallied) ORDER BY number LIMIT ?
    """
    while (added := cursor.execute(query, (EVENTS,)).fetchall()) or removed or copied:
        _settle(cursor, added, removed, copied)
        if added:
            cursor.execute("UPDATE tallied SET event = ?", (added[-1][0],))
        cursor.execute("DELETE FROM untallied_events")
        cursor.execute("DELETE FROM untallied_copies")
        removed, copied = [], {}


Removed = Sequence[tuple[int, bytes, bytes, bytes]]


def _settle(
    cursor: sqlite3.Cursor, added: Sequence[tuple[int, bytes]], removed: Removed, copied: Mapping[int, bool]
) -> None:
    """Count the pages anew that some events tell of, and those that copy another since, or no longer."""
    coming, going = links_of(added), links_of([(number, told) for number, _, _, told in removed])
    gone = {number: (facts, links) for number, facts, links, _ in removed}
    days = dict.fromkeys(copied, 0)
    for links in (going, coming):
        days.update(zip(links.pages.tolist(), links.days.tolist(), strict=True))
    pages = sorted(days, key=lambda page: (days[page], page))
    place = {page: at for at, page in enumerate(pages)}
    coming, going = (_ordered(links, place) for links in (coming, going))
    ends = [np.array([place[page] for page in links.pages.tolist()], dtype=np.int64) for links in (coming, going)]
    for first in range(0, len(pages), PAGES):
        some = pages[first : first + PAGES]
        new, old = (
            links.where(slice(*np.searchsorted(places, [first, first + PAGES])))
            for links, places in zip((coming, going), ends, strict=True)
        )
        _recount(cursor, some, coming=new, going=old, gone=gone, copied=copied)


def _ordered(links: Links, place: Mapping[int, int]) -> Links:
    """Links in the order of their pages."""
    return links.where(np.argsort([place[page] for page in links.pages.tolist()], kind="stable").astype(np.int64))


def _recount(
    cursor: sqlite3.Cursor,
    pages: Sequence[int],
    *,
    coming: Links,
    going: Links,
    gone: Mapping[int, tuple[bytes, bytes]],
    copied: Mapping[int, bool],
) -> None:
    """Count what some pages tell of when events come and go."""
    listed = json.dumps(pages)
    rows = cursor.execute(
        "SELECT page, event, day FROM told_pages WHERE page IN (SELECT value FROM json_each(?))", (listed,)
    ).fetchall()
    before = Links(*np.array(rows, dtype=np.int64).reshape(-1, 3).T)
    stay = before.where(~np.isin(before.events, np.fromiter(gone, dtype=np.int64, count=len(gone))))
    after = Links(
        *(
            np.concatenate([getattr(stay, name), getattr(coming, name)], dtype=np.int64)
            for name in ("pages", "events", "days")
        )
    )
    cursor.executemany("DELETE FROM told_pages WHERE page = ? AND event = ?", [row[:2] for row in going.rows()])
    cursor.executemany("INSERT INTO told_pages VALUES (?, ?, ?)", coming.rows())
    numbers = once(np.concatenate([before.events, coming.events]))
    there = {
        number: (facts, links)
        for number, facts, links in cursor.execute(
            "SELECT number, facts, links FROM event_columns WHERE number IN (SELECT value FROM json_each(?))",
            (json.dumps(numbers.tolist()),),
        )
    }
    coding = Coding(cursor, [there.get(number) or gone[number] for number in numbers.tolist()])
    ids = json.dumps([f"{page & (1 << 64) - 1:016x}" for page in pages])
    query = "SELECT page_id FROM copies WHERE page_id IN (SELECT value FROM json_each(?))"
    now = {page_number(page) for (page,) in cursor.execute(query, (ids,))}
    was = {page for page in now if copied.get(page, True)} | {page for page in pages if copied.get(page, False)}
    changes = [
        (codes << 32 | days, np.full(len(codes), sign, dtype=np.int64))
        for links, left_out, sign in ((before, was, -1), (after, now, 1))
        for codes, days in [_counted(links, numbers, coding, left_out)]
    ]
    keys, places = np.unique(np.concatenate([key for key, _ in changes]), return_inverse=True)
    sums = np.bincount(places, weights=np.concatenate([sign for _, sign in changes]), minlength=len(keys))
    changed = np.flatnonzero(sums)
    _write(cursor, coding, keys[changed] >> 32, keys[changed] & 0xFFFFFFFF, sums[changed].astype(np.int64))


def _counted(links: Links, numbers: Numbers, coding: Coding, left_out: Iterable[int]) -> tuple[Numbers, Numbers]:
    """For each thing that a page tells of, once: the place of its code and the page's day."""
    kept = links.where(~np.isin(links.pages, np.fromiter(left_out, dtype=np.int64)))
    pages, own = np.unique(kept.pages, return_inverse=True)
    days = np.zeros(len(pages), dtype=np.int64)
    np.maximum.at(days, own, kept.days)
    codes, links_of_codes = coding.of_events(np.searchsorted(numbers, kept.events))
    both = once(codes << 32 | own[links_of_codes])
    return both >> 32, days[both & 0xFFFFFFFF]


def _write(cursor: sqlite3.Cursor, coding: Coding, codes: Numbers, days: Numbers, changes: Numbers) -> None:
    """Add to the counts of things on days; codes ascend."""
    rows = zip(coding.keys(codes), days.tolist(), changes.tolist(), strict=True)
    for key, of_key in groupby(rows, key=lambda row: row[0]):
        stored = dict(
            cursor.execute(
                "SELECT stretch, days FROM tallies WHERE one = ? AND other = ? AND type = ? ORDER BY stretch", key
            ).fetchall()
        )
        touched: dict[int, dict[int, int]] = {}
        for _, day, change in of_key:
            stretch = day >> STRETCH
            if stretch not in touched:
                touched[stretch] = defaultdict(int, _unpacked(stored.get(stretch, b""), stretch))
            touched[stretch][day] += change
        _keep(cursor, key, stored, touched)


def _keep(
    cursor: sqlite3.Cursor, key: Key, stored: Mapping[int, bytes], touched: Mapping[int, Mapping[int, int]]
) -> None:
    """Write the stretches of a thing that changed, and on which day it was first told of."""
    one_row = "WHERE one = ? AND other = ? AND type = ? AND stretch = ?"
    kept = {stretch: {day: many for day, many in days.items() if many} for stretch, days in touched.items()}
    there = [stretch for stretch in sorted({*stored, *kept}) if kept.get(stretch, stored.get(stretch))]
    for stretch, days in kept.items():
        if days:
            first = min(days) if stretch == there[0] else None
            cursor.execute(
                "INSERT OR REPLACE INTO tallies VALUES (?, ?, ?, ?, ?, ?, ?)",
                (*key, stretch, sum(days.values()), first, _packed(days)),
            )
        else:
            cursor.execute(f"DELETE FROM tallies {one_row}", (*key, stretch))
    ends = {*list(stored)[:1], *there[:1]}  # the first stretch before, and now
    for stretch in ends - kept.keys() if len(ends) > 1 else ():
        first = min(_unpacked(stored[stretch], stretch)) if stretch == there[0] else None
        cursor.execute(f"UPDATE tallies SET first = ? {one_row}", (first, *key, stretch))


def _packed(days: Mapping[int, int]) -> bytes:
    """How many pages there are of days, as it is stored."""
    entries = [(day & (1 << STRETCH) - 1) << COUNT | many for day, many in sorted(days.items())]
    return struct.pack(f"<{len(entries)}I", *entries)


def _unpacked(packed: bytes, stretch: int) -> dict[int, int]:
    """How many pages there are of days of a stretch."""
    low = (1 << COUNT) - 1
    return {stretch << STRETCH | entry >> COUNT: entry & low for (entry,) in struct.iter_unpack("<I", packed)}


# -- looking up --------------------------------------------------------------------------------------------------------


def pages_read(connection: sqlite3.Connection, *, end: date) -> tuple[int, ...]:
    """How many dated pages that copy no other were read in the week that ends with a day, and in each before it."""
    read = [0] * (YEAR + 1)
    first = date.fromordinal(max(1, end.toordinal() - WEEK * len(read) + 1))
    query = "SELECT day, pages - copies FROM dated_pages WHERE day BETWEEN ? AND ?"
    for day, pages in connection.execute(query, (first.isoformat(), end.isoformat())):
        read[(end - date.fromisoformat(day)).days // WEEK] += pages
    return tuple(read)


def first_told(connection: sqlite3.Connection, *, end: date) -> list[Key]:
    """What is told of for the first time in the week that ends with a day."""
    query = "SELECT one, other, type FROM tallies WHERE first BETWEEN ? AND ?"
    return connection.execute(query, (end.toordinal() - WEEK + 1, end.toordinal())).fetchall()


def often_told(connection: sqlite3.Connection, *, end: date, least: float) -> list[Key]:
    """What so many pages may tell of in the year before the week that ends with a day; types between two left out."""
    last = end.toordinal() - WEEK
    stretches = {max(0, last - WEEK * YEAR + 1) >> STRETCH, max(0, last) >> STRETCH}
    half = least / len(stretches)
    indexed = f"AND pages >= {LEAST}" if half >= LEAST else ""
    query = f"""
        SELECT DISTINCT one, other, type FROM tallies
        WHERE stretch = ? AND pages >= ? {indexed} AND NOT (one AND type)
    """
    found = [key for stretch in sorted(stretches) for key in connection.execute(query, (stretch, half))]
    return list(dict.fromkeys(found))


def weeks_of(connection: sqlite3.Connection, keys: Sequence[Key], *, end: date) -> NDArray[np.int32]:
    """How many pages tell of things in the week that ends with a day, and in each week of the year before it."""
    last = end.toordinal()
    first = max(0, last - WEEK * (YEAR + 1) + 1)
    query = """
        SELECT j.key, t.stretch, t.days FROM json_each(?) j CROSS JOIN tallies t
        ON t.one = json_extract(j.value, '$[0]') AND t.other = json_extract(j.value, '$[1]')
        AND t.type = json_extract(j.value, '$[2]')
        AND t.stretch BETWEEN ? AND ?
    """
    rows = connection.execute(query, (json.dumps(keys), first >> STRETCH, last >> STRETCH)).fetchall()
    entries = np.frombuffer(b"".join(days for _, _, days in rows), dtype="<u4").astype(np.int64)
    spread = np.array([len(days) // 4 for _, _, days in rows], dtype=np.int64)
    starts = np.array([stretch << STRETCH for _, stretch, _ in rows], dtype=np.int64)
    age = last - (np.repeat(starts, spread) + (entries >> COUNT))
    held = np.repeat(np.array([at for at, _, _ in rows], dtype=np.int64), spread)
    chosen = (age >= 0) & (age < WEEK * (YEAR + 1))
    places = held[chosen] * (YEAR + 1) + age[chosen] // WEEK
    weights = (entries & (1 << COUNT) - 1)[chosen]
    found = np.bincount(places, weights=weights, minlength=len(keys) * (YEAR + 1))
    return found.astype(np.int32).reshape(-1, YEAR + 1)
