"""In which order events stand, and the cursors with which a list goes on."""

from __future__ import annotations

import base64

import numpy as np

from bede.store.columns import Columns, Numbers, Rows
from bede.store.query import QueryError

WARM = ("-published", "-date", "date", "-independent", "-reports", "confidence")
"""The orders that are made before the first question: those that the desk offers on its first pages."""

UNKNOWN = np.iinfo(np.int64).max
"""Where what is not known is sorted: last."""


def warm(columns: Columns) -> None:
    """Make what the first questions need."""
    for sort in WARM:
        rank_of(columns, sort)
    for by in ("entity", "country"):
        columns.pairs(by)
    _ = columns.totals, columns.by_id, columns.story_order


def sort_values(columns: Columns, sort: str, rows: Rows | slice = slice(None)) -> Numbers:
    """What events are sorted by, ascending; what is not known comes last in either direction."""
    name, down = sort.removeprefix("-"), sort.startswith("-")
    if name == "date":
        values = columns.days()[0][rows].astype(np.int64)
    elif name == "published":
        values = columns.facts["last_published" if down else "first_published"][rows].astype(np.int64)
    else:
        found = columns.facts[name][rows]
        values = np.round(found * 1000).astype(np.int64) if found.dtype.kind == "f" else found.astype(np.int64)
    unknown = values <= 0 if name in ("date", "published") else np.zeros(len(values), dtype=np.bool_)
    return np.where(unknown, UNKNOWN, -values if down else values)


def first_rows(columns: Columns, rows: Rows, *, sort: str, limit: int) -> Rows:
    """The first of some rows in an order; rows of equal rank by id."""
    rank = rank_of(columns, sort)[rows]
    if len(rows) > limit:
        nearest = np.argpartition(rank, limit - 1)[:limit]
        rows, rank = rows[nearest], rank[nearest]
    return rows[np.argsort(rank)]


def rank_of(columns: Columns, sort: str) -> Rows:
    """The place of each event in an order."""
    if sort not in columns.ranks:
        order = np.lexsort((columns.id_numbers, sort_values(columns, sort)))
        rank = np.empty(columns.size, dtype=np.int32)
        rank[order] = np.arange(columns.size, dtype=np.int32)
        columns.ranks[sort] = rank
    return columns.ranks[sort]


def write_cursor(columns: Columns, row: int, *, sort: str) -> str:
    """The cursor that goes on after an event."""
    value = int(sort_values(columns, sort, np.array([row]))[0])
    text = f"{sort}:{value}:{columns.id(row)}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(cursor: str, *, sort: str) -> tuple[int, int]:
    """The place in an order that a cursor stands for: value and id; raises QueryError."""
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode("ascii")
        made_for, value, event = text.split(":")
        numbers = int(value), int(event, 16)
    except ValueError as error:
        raise QueryError("cursor", cursor, "one that an earlier answer gave") from error
    if made_for != sort or not 0 <= numbers[1] < 1 << 64 or abs(numbers[0]) > UNKNOWN:
        raise QueryError("cursor", cursor, f"one that an answer in the order {sort!r} gave")
    return numbers
