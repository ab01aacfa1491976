"""The columns of a database, read when it is opened, and again as far as it changed."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bede.model import content_id
from bede.store.columns import Columns, Mask, Relation, Rows, Terms, relation, unpacked_facts, unpacked_links
from bede.store.packing import Term

CHUNK = 20_000
"""Events that are unpacked at once."""


def state_of(connection: sqlite3.Connection) -> str:
    """The state of a database as a few signs: it changes with everything that an answer can show."""
    parts = [
        connection.execute(f"SELECT count(*), max({number}) FROM {table}").fetchone()
        for table, number in (
            ("event_columns", "number"),
            ("story_columns", "number"),
            ("decisions", "number"),
            ("runs", "rowid"),
        )
    ]
    return content_id("columns", *(value for part in parts for value in part))


@dataclass(frozen=True)
class Stored:
    """Events as they are stored, unpacked."""

    numbers: NDArray[np.int64]
    ids: NDArray[np.uint64]
    facts: dict[str, NDArray[np.generic]]
    relations: dict[str, Relation]
    reports: Relation


def load(connection: sqlite3.Connection, before: Columns | None) -> Columns:
    """The columns of a database as it is; from ``before``, those of an earlier state, what did not change is taken."""
    connection.execute("BEGIN")
    try:
        return _load(connection, before)
    finally:
        connection.execute("COMMIT")


def _load(connection: sqlite3.Connection, before: Columns | None) -> Columns:
    """The columns of one state."""
    state = state_of(connection)
    terms = _terms(connection, before.terms if before else None)
    last = int(before.numbers[-1]) if before is not None and before.size else 0
    added = _read(connection, after=last)
    if before is None or not before.size:
        stored = added
    else:
        kept = _still_there(connection, before, added=len(added.numbers))
        stored = added if kept is not None and not kept.any() else _joined(before, kept, added)
    stories, story_ids = _stories(connection, stored.ids)
    return Columns(
        state=state,
        numbers=stored.numbers,
        id_numbers=stored.ids,
        facts=stored.facts,
        relations=stored.relations,
        terms=terms,
        stories=stories,
        story_ids=story_ids,
        reports=stored.reports,
    )


def _terms(connection: sqlite3.Connection, before: Terms | None) -> Terms:
    """All terms by number; those that were known are taken over."""
    known = list(before.all) if before else []
    query = "SELECT number, kind, key, label, country, latitude, longitude, precision FROM terms WHERE number >= ?"
    found = known
    for number, kind, key, label, country, latitude, longitude, precision in connection.execute(
        f"{query} ORDER BY number", (len(known),)
    ):
        while len(found) < number:
            found.append(Term("", "", ""))
        point = (latitude, longitude) if latitude is not None else None
        found.append(Term(kind, key, label, country, point, precision))
    return before if before is not None and len(before) == len(found) else Terms(found)


def _read(connection: sqlite3.Connection, *, after: int) -> Stored:
    """The events that were stored after one, in the order of their numbers."""
    cursor = connection.execute(
        "SELECT number, event_id, facts, links, reports FROM event_columns WHERE number > ? ORDER BY number", (after,)
    )
    numbers: list[NDArray[np.int64]] = []
    ids: list[NDArray[np.uint64]] = []
    facts, links, reports = bytearray(), bytearray(), bytearray()
    link_lengths: list[NDArray[np.int64]] = []
    report_lengths: list[NDArray[np.int64]] = []
    while rows := cursor.fetchmany(CHUNK):
        size = len(rows)
        numbers.append(np.fromiter((row[0] for row in rows), dtype=np.int64, count=size))
        ids.append(np.fromiter((int(row[1], 16) for row in rows), dtype=np.uint64, count=size))
        facts += b"".join(row[2] for row in rows)
        links += b"".join(row[3] for row in rows)
        reports += b"".join(row[4] for row in rows)
        link_lengths.append(np.fromiter((len(row[3]) // 4 for row in rows), dtype=np.int64, count=size))
        report_lengths.append(np.fromiter((len(row[4]) // 4 for row in rows), dtype=np.int64, count=size))
    empty = [np.zeros(0, dtype=np.int64)]
    return Stored(
        numbers=np.concatenate(numbers or empty),
        ids=np.concatenate(ids) if ids else np.zeros(0, dtype=np.uint64),
        facts=unpacked_facts(facts),
        relations=unpacked_links(links, np.concatenate(link_lengths or empty)),
        reports=relation(np.concatenate(report_lengths or empty), np.frombuffer(reports, dtype="<u4").astype(np.int32)),
    )


def _still_there(connection: sqlite3.Connection, before: Columns, *, added: int) -> Mask | None:
    """A mask of the earlier events that were not removed, None where all are there."""
    (count,) = connection.execute("SELECT count(*) FROM event_columns").fetchone()
    if count == before.size + added:
        return None
    rows = connection.execute("SELECT number FROM event_columns WHERE number <= ?", (int(before.numbers[-1]),))
    present = np.fromiter((row[0] for row in rows), dtype=np.int64)
    return np.isin(before.numbers, present)


def _joined(before: Columns, kept: Mask | None, added: Stored) -> Stored:
    """Earlier events, those that were removed left out, and those that were added."""
    which: Mask | slice = slice(None) if kept is None else kept
    return Stored(
        numbers=np.concatenate([before.numbers[which], added.numbers]),
        ids=np.concatenate([before.id_numbers[which], added.ids]),
        facts={name: np.concatenate([column[which], added.facts[name]]) for name, column in before.facts.items()},
        relations={name: _joined_relation(one, kept, added.relations[name]) for name, one in before.relations.items()},
        reports=_joined_relation(before.reports, kept, added.reports),
    )


def _joined_relation(before: Relation, kept: Mask | None, added: Relation) -> Relation:
    """The links of earlier events, those that were removed left out, and of those that were added."""
    lengths = np.diff(before.offsets)
    terms = before.terms
    if kept is not None:
        lengths, terms = lengths[kept], terms[kept[before.rows]]
    return relation(np.concatenate([lengths, np.diff(added.offsets)]), np.concatenate([terms, added.terms]))


def _stories(connection: sqlite3.Connection, ids: NDArray[np.uint64]) -> tuple[Rows, tuple[str, ...]]:
    """The number of each event's story, -1 where it has none, and the ids of the stories."""
    story_ids: list[str] = []
    lengths: list[int] = []
    packed = bytearray()
    for story, events in connection.execute("SELECT story_id, events FROM story_columns ORDER BY number"):
        story_ids.append(story)
        lengths.append(len(events) // 8)
        packed += events
    members = np.frombuffer(packed, dtype=">u8").astype(np.uint64)
    owners = np.repeat(np.arange(len(lengths), dtype=np.int32), np.array(lengths, dtype=np.int64))
    order = np.argsort(ids, kind="stable")
    places = np.minimum(np.searchsorted(ids, members, sorter=order), max(len(ids) - 1, 0))
    stories = np.full(len(ids), -1, dtype=np.int32)
    if len(ids) and len(members):
        rows = order[places]
        there = ids[rows] == members
        stories[rows[there]] = owners[there]
    return stories, tuple(story_ids)
