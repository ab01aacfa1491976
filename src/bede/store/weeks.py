"""What the pages of a week tell of, and how many told of it in each week of the year before."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from bede.store.tallies import WEEK, first_told, often_told, page_number, weeks_of
from bede.store.told import Coding, Key, kind_of, names_of, once
from bede.unusual import FEWEST, HUSHED, LEAST, MONTH, PRIOR, YEAR, Of, Series

ROUNDED = 0.01
"""By how much less than it is a number of pages that are expected may be, as it is rounded."""


def _apart(weeks: NDArray[np.int32], read: Sequence[int]) -> NDArray[np.bool_]:
    """Which things more pages tell of than any norm lets expect, or are missed by every norm where that would tell."""
    pages = np.array(read, dtype=np.int64)
    expected = []
    for span in (MONTH, YEAR):
        known = np.flatnonzero(pages[1 : span + 1]) + 1
        if len(known) >= FEWEST:
            expected.append((weeks[:, known].sum(axis=1) + PRIOR) / pages[known].sum() * pages[0])
    if not expected:
        return np.zeros(len(weeks), dtype=np.bool_)
    highest, lowest = np.max(expected, axis=0), np.min(expected, axis=0)
    found: NDArray[np.bool_] = weeks.any(axis=1) & ((weeks[:, 0] > highest - ROUNDED) | (lowest >= HUSHED - ROUNDED))
    return found


class Week:
    """The week that ends with a day, in the state of a database in which it is looked up first.

    ``read`` is how many pages were read in it and in each week before; a transaction of the caller's keeps the state.
    """

    def __init__(self, connection: sqlite3.Connection, *, end: date, read: Sequence[int]) -> None:
        self._connection, self._end, self._read = connection, end, read
        since = date.fromordinal(max(1, end.toordinal() - WEEK + 1))
        query = """
            SELECT a.page_id FROM articles a WHERE a.published >= ? AND a.published < ? || 'U'
            AND NOT EXISTS (SELECT 1 FROM copies c WHERE c.page_id = a.page_id)
        """
        pages = [page_number(page) for (page,) in connection.execute(query, (since.isoformat(), end.isoformat()))]
        rows = connection.execute(
            "SELECT page, event, day FROM told_pages WHERE page IN (SELECT value FROM json_each(?))",
            (json.dumps(pages),),
        )
        links = np.fromiter(chain.from_iterable(rows), dtype=np.int64).reshape(-1, 3)
        stored = connection.execute(
            "SELECT number, event_id, facts, links FROM event_columns"
            " WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number",
            (json.dumps(once(links[:, 1]).tolist()),),
        ).fetchall()
        self._numbers = np.array([row[0] for row in stored], dtype=np.int64)
        self._links = links[np.isin(links[:, 1], self._numbers)]
        self._ids: list[str] = [row[1] for row in stored]
        coding = Coding(connection, [(facts, links) for _, _, facts, links in stored])
        self._codes, self._held = coding.of_events(np.searchsorted(self._numbers, self._links[:, 1]))
        _, pages_of = np.unique(self._links[:, 0], return_inverse=True)
        both = once(self._codes << 32 | pages_of[self._held])
        codes, counts = np.unique(both >> 32, return_counts=True)
        self._pages: dict[Key, int] = dict(zip(coding.keys(codes), counts.tolist(), strict=True))
        self._code_of = dict(zip(self._pages, codes.tolist(), strict=True))
        self._keys: dict[tuple[Of, tuple[str, ...]], Key] = {}

    def series(self) -> Iterator[Series]:
        """How many pages tell of each pair, actor, type, and type between two, by week; without their events.

        Left out is what can not be unusual: what too few pages tell of to be more than before, or to be missed.
        """
        keys, read = self._often(LEAST), self._read
        known = sum(map(bool, read[1:])) >= FEWEST
        if known and read[0]:
            missed = (HUSHED - ROUNDED) * sum(read[1:]) / read[0] - PRIOR
            keys = list(dict.fromkeys([*keys, *often_told(self._connection, end=self._end, least=missed)]))
        first = set(first_told(self._connection, end=self._end))
        weeks = weeks_of(self._connection, keys, end=self._end)
        told = {keys[at]: weeks[at].tolist() for at in np.flatnonzero(_apart(weeks, read)).tolist()}
        for key in sorted(first - told.keys()) if known else ():
            told[key] = [self._pages[key], *[0] * YEAR]
        for key, names in zip(told, names_of(self._connection, list(told)), strict=True):
            of = kind_of(key)
            self._keys[of, names] = key
            yield Series(of, names, told[key][0], tuple(told[key][1:]), key not in first, ())

    def events(self, wanted: Iterable[tuple[Of, tuple[str, ...]]]) -> dict[tuple[Of, tuple[str, ...]], tuple[str, ...]]:
        """The ids of the events of some of the series, those first whose pages of the week came first."""
        some = {self._code_of[key]: one for one in wanted if (key := self._keys[one]) in self._code_of}
        chosen = np.flatnonzero(np.isin(self._codes, np.fromiter(some, dtype=np.int64, count=len(some))))
        page, event, day = self._links[self._held[chosen]].T
        places = np.searchsorted(self._numbers, event)
        by_id = np.argsort(np.argsort(np.array(self._ids, dtype="U16")))
        order = np.lexsort((by_id[places], page.astype(np.uint64), day, self._codes[chosen]))
        found: dict[int, dict[str, None]] = {}
        for code, place in zip(self._codes[chosen][order].tolist(), places[order].tolist(), strict=True):
            found.setdefault(code, {}).setdefault(self._ids[place])
        return {some[code]: tuple(events) for code, events in found.items()}

    def _often(self, least: int) -> list[Key]:
        """What at least so many pages tell of; types between two left out, of which only the first time is told."""
        return [key for key, pages in self._pages.items() if pages >= least and not (key[0] and key[2])]
