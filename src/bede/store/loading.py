"""The columns of a database, read when it is opened, and again as far as it changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bede.model import content_id
from bede.store.columns import LINK, Columns, Mask, Relation, Rows, relation, unpacked_facts, unpacked_links
from bede.store.packing import FACT_NAMES, PAGE, RELATIONS, Term
from bede.store.terms import Terms
from bede.store.told import Told, in_a_row, unpacked_pages

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
    told: Told


def load(connection: sqlite3.Connection, before: Columns | None = None) -> Columns:
    """The columns of a database as it is; from ``before``, those of an earlier state, what did not change is taken."""
    connection.execute("BEGIN")
    try:
        return _load(connection, before)
    finally:
        connection.execute("COMMIT")


def _load(connection: sqlite3.Connection, before: Columns | None) -> Columns:
    """The columns of one state."""
    state = state_of(connection)
    terms = _terms(connection, before.terms if before else Terms())
    last = int(before.numbers[-1]) if before is not None and before.size else 0
    parts = list(_read(connection, after=last))
    if before is not None and before.size:
        kept = _still_there(connection, before, added=sum(len(part.numbers) for part in parts))
        parts = [_kept(before, kept), *parts]
    stored = _in_a_row(parts)
    stories, story_numbers = _stories(connection, stored.ids)
    return Columns(
        state=state,
        numbers=stored.numbers,
        id_numbers=stored.ids,
        facts=stored.facts,
        relations=stored.relations,
        terms=terms,
        stories=stories,
        story_numbers=story_numbers,
        reports=stored.reports,
        told=stored.told,
    )


def _terms(connection: sqlite3.Connection, before: Terms) -> Terms:
    """All terms by number; those that were known are taken over."""
    query = "SELECT number, kind, key, label, country, latitude, longitude, precision FROM terms WHERE number >= ?"

    def added() -> Iterator[Term]:
        number = len(before)
        for place, kind, key, label, country, latitude, longitude, precision in connection.execute(
            f"{query} ORDER BY number", (len(before),)
        ):
            yield from repeat(Term("", "", ""), place - number)
            number = place + 1
            yield Term(kind, key, label, country, None if latitude is None else (latitude, longitude), precision)

    return before.and_more(added())


def _read(connection: sqlite3.Connection, *, after: int) -> Iterator[Stored]:
    """The events that were stored after one, in the order of their numbers, so many at once."""
    cursor = connection.execute(
        "SELECT number, event_id, facts, links, reports, told FROM event_columns WHERE number > ? ORDER BY number",
        (after,),
    )
    while rows := cursor.fetchmany(CHUNK):
        numbers, ids, facts, links, reports, told = zip(*rows, strict=True)
        yield Stored(
            numbers=np.array(numbers, dtype=np.int64),
            ids=np.array([int(one, 16) for one in ids], dtype=np.uint64),
            facts=unpacked_facts(b"".join(facts)),
            relations=unpacked_links(b"".join(links), _lengths(links, LINK.itemsize)),
            reports=relation(_lengths(reports, LINK.itemsize), np.frombuffer(b"".join(reports), LINK).astype(np.int32)),
            told=unpacked_pages(b"".join(told), _lengths(told, PAGE.size)),
        )


def _lengths(packed: Sequence[bytes], size: int) -> NDArray[np.int64]:
    """How many items of a size are packed for each event."""
    return np.fromiter(map(len, packed), dtype=np.int64, count=len(packed)) // size


def _still_there(connection: sqlite3.Connection, before: Columns, *, added: int) -> Mask | None:
    """A mask of the earlier events that were not removed, None where all are there."""
    (count,) = connection.execute("SELECT count(*) FROM event_columns").fetchone()
    if count == before.size + added:
        return None
    rows = connection.execute("SELECT number FROM event_columns WHERE number <= ?", (int(before.numbers[-1]),))
    present = np.fromiter((row[0] for row in rows), dtype=np.int64)
    return np.isin(before.numbers, present)


def _kept(before: Columns, kept: Mask | None) -> Stored:
    """Earlier events, those that were removed left out."""
    which: Mask | slice = slice(None) if kept is None else kept
    return Stored(
        numbers=before.numbers[which],
        ids=before.id_numbers[which],
        facts={name: column[which] for name, column in before.facts.items()},
        relations={name: _kept_links(one, kept) for name, one in before.relations.items()},
        reports=_kept_links(before.reports, kept),
        told=before.told.of(kept),
    )


def _kept_links(before: Relation, kept: Mask | None) -> Relation:
    """The links of earlier events, those that were removed left out."""
    if kept is None:
        return before
    lengths = np.diff(before.offsets)
    return relation(lengths[kept], before.terms[np.repeat(kept, lengths)])


def _in_a_row(parts: Sequence[Stored]) -> Stored:
    """Stretches of events, one after the other."""
    return Stored(
        numbers=_joined([part.numbers for part in parts], np.int64),
        ids=_joined([part.ids for part in parts], np.uint64),
        facts={name: _joined([part.facts[name] for part in parts], np.uint8) for name in FACT_NAMES},
        relations={name: _joined_links([part.relations[name] for part in parts]) for name in RELATIONS},
        reports=_joined_links([part.reports for part in parts]),
        told=in_a_row([part.told for part in parts]),
    )


def _joined(columns: Sequence[NDArray[Any]], kind: type[np.generic]) -> NDArray[Any]:
    """Stretches of a column as one, which is empty and of a kind where there are none."""
    return np.concatenate(columns) if columns else np.zeros(0, dtype=kind)


def _joined_links(parts: Sequence[Relation]) -> Relation:
    """Stretches of a relation as one; a single one is what it was."""
    if len(parts) == 1:
        return parts[0]
    lengths = [np.diff(part.offsets) for part in parts]
    return relation(_joined(lengths, np.int64), _joined([part.terms for part in parts], np.int32))


def _stories(connection: sqlite3.Connection, ids: NDArray[np.uint64]) -> tuple[Rows, NDArray[np.uint64]]:
    """The number of each event's story, -1 where it has none, and the ids of the stories."""
    found: list[int] = []
    lengths: list[int] = []
    packed = bytearray()
    for story, events in connection.execute("SELECT story_id, events FROM story_columns ORDER BY number"):
        found.append(int(story, 16))
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
    return stories, np.array(found, dtype=np.uint64)
