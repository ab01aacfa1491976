"""The columns of a database, read when it is opened, and again as far as it changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from bede.model import content_id
from bede.store.columns import LAYOUT, LINK, Columns, Mask, Relation, Rows, unpacked_facts, unpacked_links
from bede.store.packing import FACT_NAMES, RELATIONS, Term
from bede.store.terms import Terms

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
    parts, reports = _read(connection, after=last)
    kept: Mask | None = None
    if before is not None and before.size:
        kept = _still_there(connection, before, added=sum(len(part.numbers) for part in parts))
    sizes = [len(part.numbers) for part in parts]
    row_of_report = _row_of_report(before, kept, reports, sizes)
    stored = _in_a_row(before, kept, parts)
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
        row_of_report=row_of_report,
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


def _read(connection: sqlite3.Connection, *, after: int) -> tuple[list[Stored], list[Relation]]:
    """The events that were stored after one, in the order of their numbers, so many at once, and their reports.

    The terms of the second are the numbers of reports.
    """
    found: list[Stored] = []
    told: list[Relation] = []
    cursor = connection.execute(
        "SELECT number, event_id, facts, links, reports FROM event_columns WHERE number > ? ORDER BY number",
        (after,),
    )
    while rows := cursor.fetchmany(CHUNK):
        numbers, ids, facts, links, reports = zip(*rows, strict=True)
        found.append(
            Stored(
                numbers=np.array(numbers, dtype=np.int64),
                ids=np.array([int(one, 16) for one in ids], dtype=np.uint64),
                facts=unpacked_facts(b"".join(facts)),
                relations=unpacked_links(b"".join(links), _lengths(links, LINK.itemsize)),
            )
        )
        told.append(_numbered(reports))
    return found, told


def _numbered(packed: Sequence[bytes]) -> Relation:
    """The numbers of the reports of events."""
    rows = np.repeat(np.arange(len(packed), dtype=np.int32), _lengths(packed, LINK.itemsize))
    return Relation(rows, np.frombuffer(b"".join(packed), dtype=LINK).astype(np.int32))


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


def _kept_links(before: Relation, kept: Mask | None) -> Relation:
    """The links of earlier events, those that were removed left out."""
    if kept is None:
        return before
    links = kept[before.rows]
    places = np.cumsum(kept, dtype=np.int32) - np.int32(1)
    return Relation(places[before.rows[links]], before.terms[links])


def _in_a_row(before: Columns | None, kept: Mask | None, parts: Sequence[Stored]) -> Stored:
    """Earlier events, those that were removed left out, and stretches of others, one after the other.

    The stretches are used up column by column, so that memory never holds all of them twice.
    """
    which: Mask | slice = slice(None) if kept is None else kept
    size = 0 if before is None else before.size if kept is None else int(np.count_nonzero(kept))
    sizes = [*([] if before is None else [size]), *(len(part.numbers) for part in parts)]
    numbers = [] if before is None else [before.numbers[which]]
    ids = [] if before is None else [before.id_numbers[which]]
    facts, relations = {}, {}
    for name in FACT_NAMES:
        earlier = [] if before is None else [before.facts[name][which]]
        facts[name] = _joined([*earlier, *(part.facts.pop(name) for part in parts)], LAYOUT[name])
    for name in RELATIONS:
        linked = [] if before is None else [_kept_links(before.relations[name], kept)]
        relations[name] = _joined_links([*linked, *(part.relations.pop(name) for part in parts)], sizes)
    return Stored(
        numbers=_joined([*numbers, *(part.numbers for part in parts)], np.int64),
        ids=_joined([*ids, *(part.ids for part in parts)], np.uint64),
        facts=facts,
        relations=relations,
    )


def _joined(columns: Sequence[NDArray[Any]], kind: DTypeLike) -> NDArray[Any]:
    """Stretches of a column as one, which is empty and of a kind where there are none."""
    return np.concatenate(columns) if columns else np.zeros(0, dtype=kind)


def _joined_links(parts: Sequence[Relation], sizes: Sequence[int]) -> Relation:
    """Stretches of a relation of so many events each as one."""
    befores = np.cumsum([0, *sizes], dtype=np.int32)
    rows = [part.rows + before if before else part.rows for part, before in zip(parts, befores, strict=False)]
    return Relation(_joined(rows, np.int32), _joined([part.terms for part in parts], np.int32))


def _row_of_report(
    before: Columns | None, kept: Mask | None, reports: Sequence[Relation], sizes: Sequence[int]
) -> Rows:
    """The row of each report's event by the report's number, -1 where it has none.

    Of earlier events those that were removed are left out; the reports of so many others each follow.
    """
    rows = np.zeros(0, dtype=np.int32) if before is None else before.row_of_report
    size = 0 if before is None else before.size
    if kept is not None:
        places = np.where(kept, np.cumsum(kept, dtype=np.int32) - np.int32(1), np.int32(-1))
        rows, size = np.append(places, np.int32(-1))[rows], int(np.count_nonzero(kept))  # -1 is the place of the last
    highest = max((int(part.terms.max(initial=0)) for part in reports), default=0)
    found = np.full(max(len(rows), highest + 1), -1, dtype=np.int32)
    found[: len(rows)] = rows
    for part, many in zip(reports, sizes, strict=True):
        found[part.terms] = part.rows + np.int32(size)
        size += many
    unused = int(np.argmax(found[::-1] >= 0))
    return found[: len(found) - unused].copy() if unused else found


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
