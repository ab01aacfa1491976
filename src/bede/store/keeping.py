"""Keeps what questions are answered from beside each event and story, in the transaction that writes these."""

from __future__ import annotations

import json
import sqlite3
import struct
from collections.abc import Iterator
from typing import NamedTuple

from bede.model import Event, Story
from bede.plain import record_from
from bede.store.file import File
from bede.store.packing import Term, packed_facts, packed_links, packed_pages
from bede.store.tallies import settle, unsettled

AT_ONCE = 500
"""Events whose columns are made in one transaction, where an older version stored them without."""

MOST_PARAMETERS = 10_000


class Numbers:
    """Gives terms their numbers, new ones where they have none, within a transaction."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._cursor = cursor

    def __call__(self, term: Term, /) -> int:
        """The number of a term."""
        key, label = (text.encode("utf-8", "replace").decode("utf-8").replace("\x00", " ") for text in term[1:3])
        found = self._cursor.execute("SELECT number FROM terms WHERE kind = ? AND key = ?", (term.kind, key)).fetchone()
        if found is not None:
            return int(found[0])
        latitude, longitude = term.point or (None, None)
        self._cursor.execute(
            "INSERT INTO terms (kind, key, label, country, latitude, longitude, precision)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (term.kind, key, label, term.country, latitude, longitude, term.precision),
        )
        return int(self._cursor.lastrowid or 0)


def keep_event(cursor: sqlite3.Cursor, event: Event) -> None:
    """Keep the columns of an event that was just written; those of a removed event go with it."""
    numbers = Numbers(cursor)
    reports = list(_reports(cursor, event))
    cursor.execute(
        "INSERT INTO event_columns (event_id, facts, links, reports, told) VALUES (?, ?, ?, ?, ?)",
        (
            event.id,
            packed_facts(event, numbers),
            packed_links(event, numbers),
            struct.pack(f"<{len(reports)}I", *(report.number for report in reports)),
            packed_pages((report.page, report.published) for report in reports if not report.background),
        ),
    )


class _Stored(NamedTuple):
    """A stored report: its number, its page, when that was published, and whether it tells of what was before."""

    number: int
    page: str
    published: str | None
    background: bool


def _reports(cursor: sqlite3.Cursor, event: Event) -> Iterator[_Stored]:
    """The stored reports of an event, in its order."""
    told = {status for _, status in event.statuses}
    several = len(told) > 1 and "historical" in told  # else their records need not be read
    status = "json_extract(r.record, '$.status')" if several else "?"
    found: dict[str, _Stored] = {}
    for first in range(0, len(event.reports), MOST_PARAMETERS):
        ids = event.reports[first : first + MOST_PARAMETERS]
        query = (
            f"SELECT r.id, r.number, r.page_id, a.published, {status} FROM reports r"
            f" LEFT JOIN articles a ON a.page_id = r.page_id WHERE r.id IN ({', '.join('?' * len(ids))})"
        )
        for report, number, page, published, kind in cursor.execute(query, ids if several else (event.status, *ids)):
            found[report] = _Stored(number, page, published, kind == "historical")
    return (found[report] for report in event.reports if report in found)


def keep_story(cursor: sqlite3.Cursor, story: Story) -> None:
    """Keep which events are of a story that was just written."""
    ids = b"".join(bytes.fromhex(event) for event in story.events)
    cursor.execute("INSERT INTO story_columns (story_id, events) VALUES (?, ?)", (story.id, ids))


def complete(file: File) -> int:
    """Make the columns of events and stories that an older version stored without; returns how many were missing.

    What pages tell of is counted as well, where that is not done.
    """
    made = 0
    for table, kind in (("event", Event), ("story", Story)):
        plural = "events" if kind is Event else "stories"
        (stored,) = file.connection.execute(f"SELECT count(*) FROM {plural}").fetchone()
        (kept,) = file.connection.execute(f"SELECT count(*) FROM {table}_columns").fetchone()
        if stored == kept:
            continue
        query = f"SELECT id FROM {plural} WHERE id NOT IN (SELECT {table}_id FROM {table}_columns) ORDER BY rowid"
        missing = [row[0] for row in file.connection.execute(query)]
        for first in range(0, len(missing), AT_ONCE):
            with file.writing() as cursor:
                for one in missing[first : first + AT_ONCE]:
                    row = cursor.execute(f"SELECT record FROM {plural} WHERE id = ?", (one,)).fetchone()
                    there = cursor.execute(f"SELECT 1 FROM {table}_columns WHERE {table}_id = ?", (one,)).fetchone()
                    if row is None or there is not None:
                        continue
                    made += 1
                    if kind is Event:
                        keep_event(cursor, record_from(Event, json.loads(row[0])))
                    else:
                        keep_story(cursor, record_from(Story, json.loads(row[0])))
    if unsettled(file.connection):
        with file.writing() as cursor:
            settle(cursor)
    return made
