"""Which pages tell of each event as news, and from them how many tell of whom and what in a week and before it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from bede.store.packing import PAGE
from bede.unusual import FEWEST, HUSHED, LEAST, PRIOR, YEAR, Of, Series

if TYPE_CHECKING:
    from bede.store.columns import Columns, Relation

Rows = NDArray[np.int32]
Codes = NDArray[np.int64]
Mask = NDArray[np.bool_]

WEEK = 7
PARTIES = 6
"""Parties of an event of which every two are a pair; of more, none are."""

AT_ONCE = 1 << 20
"""Numbers that are sorted, and events that are looked at, at once."""

PACKED = np.dtype([("page", "<u8"), ("day", "<u4")])
OF: tuple[Of, ...] = ("actor", "pair", "type", "type")
"""What a code is of: an actor, two, a type of events, a type between two."""

ACTOR, PAIR, TYPE, BETWEEN = range(4)


@dataclass(frozen=True, slots=True)
class Told:
    """The pages of each event: ``pages[offsets[row]:offsets[row + 1]]``, of which ``ids`` and ``days`` tell more."""

    offsets: Rows
    pages: Rows
    ids: NDArray[np.uint64]
    """The pages' ids as numbers, ascending."""
    days: Rows

    def of(self, kept: Mask | None) -> Told:
        """The pages of some of the events."""
        if kept is None:
            return self
        lengths = np.diff(self.offsets)
        return Told(_offsets(lengths[kept]), self.pages[np.repeat(kept, lengths)], self.ids, self.days)


def unpacked_pages(packed: bytes, lengths: NDArray[np.int64]) -> Told:
    """The pages of events, so many each."""
    assert PACKED.itemsize == PAGE.size
    found = np.frombuffer(packed, dtype=PACKED)
    ids, pages = np.unique(found["page"], return_inverse=True)
    days = np.zeros(len(ids), dtype=np.int32)
    days[pages] = found["day"]
    return Told(_offsets(lengths), pages.astype(np.int32), ids.astype(np.uint64), days)


def in_a_row(parts: Sequence[Told]) -> Told:
    """The pages of the events of several stretches, one after the other."""
    ids = _once(np.concatenate([part.ids for part in parts])) if parts else np.zeros(0, dtype=np.uint64)
    days = np.zeros(len(ids), dtype=np.int32)
    pages = np.empty(sum(len(part.pages) for part in parts), dtype=np.int32)
    at = 0
    for part in parts:
        places = np.searchsorted(ids, part.ids).astype(np.int32)
        days[places] = part.days
        pages[at : at + len(part.pages)] = places[part.pages]
        at += len(part.pages)
    lengths = [np.diff(part.offsets) for part in parts]
    return Told(_offsets(np.concatenate(lengths) if lengths else np.zeros(0)), pages, ids, days)


def _offsets(lengths: NDArray[np.generic]) -> Rows:
    """Where the links of each event begin, and where the last end."""
    found = np.zeros(len(lengths) + 1, dtype=np.int32)
    np.cumsum(lengths, out=found[1:])
    return found


def pages_read(columns: Columns, connection: sqlite3.Connection, *, end: date) -> tuple[int, ...]:
    """How many dated pages that copy no other were read in the week that ends with a day, and in each before it."""
    read = [0] * (YEAR + 1)
    first = date.fromordinal(max(1, end.toordinal() - WEEK * len(read) + 1))
    query = """
        SELECT substr(published, 1, 10), group_concat(page_id, '') FROM articles
        WHERE published >= ? AND published < ? || 'U' GROUP BY 1
    """
    for day, pages in connection.execute(query, (first.isoformat(), end.isoformat())):
        ids = np.frombuffer(bytes.fromhex(pages), dtype=">u8").astype(np.uint64)
        copies = int(np.count_nonzero(_among(ids, columns.copies)))
        read[(end - date.fromisoformat(day)).days // WEEK] += len(ids) - copies
    return tuple(read)


def weekly(columns: Columns, *, end: date, read: Sequence[int]) -> Iterator[Series]:
    """How many pages tell of each pair, actor, type, and type between two, by week.

    Left out is what can not be unusual: what too few pages tell of to be more than before, or to be missed.
    """
    told, weeks = columns.told, _weeks(columns, end)
    links = _Links(told, weeks)
    coding = _Coding(columns)
    holders, codes = coding.all_codes(links.rows)
    codes, keys = _numbered(codes)
    of, size = coding.of(codes), len(codes)
    now = np.bincount(keys, weights=links.counted(links.weeks == 0)[holders], minlength=size)
    past = np.bincount(keys, weights=links.counted(links.weeks > 0)[holders], minlength=size)
    # A page that tells of two events is counted twice here, so that too much is looked at rather than too little.
    missed = (past + PRIOR) / max(1, sum(read[1:])) * read[0] >= HUSHED
    wanted = (of != BETWEEN) & (missed | (now >= LEAST))
    first = (now > 0) & (past == 0) if sum(map(bool, read[1:])) >= FEWEST else np.zeros(size, dtype=np.bool_)
    earlier = _older(columns, coding, weeks, codes[first])
    chosen = np.flatnonzero(wanted | first)
    place = np.full(size, -1, dtype=np.int64)
    place[chosen] = np.arange(len(chosen))
    kept = np.flatnonzero(place[keys] >= 0)
    holders, keys = holders[kept], place[keys[kept]]
    counts = np.zeros((len(chosen), YEAR + 1), dtype=np.int32)
    for key, page, _ in links.told_by(holders, keys):
        low, high = int(key[0]), int(key[-1]) + 1
        places = (key - low) * (YEAR + 1) + weeks[page]
        counts[low:high] += np.bincount(places, minlength=(high - low) * (YEAR + 1)).reshape(-1, YEAR + 1)
    events: dict[int, dict[str, None]] = {}
    newest = links.of_week(0)
    for key, page, row in newest.told_by(*_held(holders, keys, links, newest), by_event=True):
        ids = columns.id_numbers[row]
        for at in np.lexsort((ids, told.ids[page], told.days[page], key)).tolist():
            events.setdefault(int(key[at]), {}).setdefault(f"{int(ids[at]):016x}")
    for at, number in enumerate(chosen.tolist()):
        yield Series(
            of=OF[int(of[number])],
            names=coding.names(int(codes[number])),
            told=int(counts[at, 0]),
            before=tuple(counts[at, 1:].tolist()),
            earlier=int(codes[number]) in earlier,
            events=tuple(events.get(at, ())),
        )


def _weeks(columns: Columns, end: date) -> Rows:
    """How many weeks before the one that ends with a day each page lies, -1 for copies and what comes later."""
    told = columns.told
    days = end.toordinal() - told.days
    weeks = np.where(days >= 0, days // WEEK, -1).astype(np.int32)
    if len(told.ids):
        places = np.minimum(np.searchsorted(told.ids, columns.copies), len(told.ids) - 1)
        weeks[places[told.ids[places] == columns.copies]] = -1
    return weeks


def _among(numbers: NDArray[np.uint64], ascending: NDArray[np.uint64]) -> Mask:
    """Which numbers are among some others."""
    if not len(ascending):
        return np.zeros(len(numbers), dtype=np.bool_)
    return np.asarray(ascending[np.minimum(np.searchsorted(ascending, numbers), len(ascending) - 1)] == numbers)


class _Links:
    """The pages of the week and the year before it, each with its event: ``rows`` are the events', ascending."""

    def __init__(self, told: Told, weeks: Rows) -> None:
        shown = weeks[told.pages]
        chosen = (shown >= 0) & (shown <= YEAR)
        lengths = np.diff(told.offsets)
        events = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)[chosen]
        self._set(events, told.pages[chosen], shown[chosen])

    def _set(self, events: Rows, pages: Rows, weeks: Rows) -> None:
        """Take the events, which ascend, of some pages."""
        self.rows, self._own = _once(events), np.cumsum(_new(events), dtype=np.int32) - 1
        self._events, self._pages, self.weeks = events, pages, weeks
        self._starts = np.searchsorted(events, self.rows)
        self._lengths = np.diff(np.append(self._starts, len(events)))

    def of_week(self, week: int) -> _Links:
        """Only those of one week."""
        found = object.__new__(_Links)
        chosen = self.weeks == week
        found._set(self._events[chosen], self._pages[chosen], self.weeks[chosen])
        return found

    def counted(self, chosen: Mask) -> Codes:
        """How many of the chosen pages each event has."""
        return np.bincount(self._own[chosen], minlength=len(self.rows))

    def told_by(self, holders: Codes, keys: Codes, *, by_event: bool = False) -> Iterator[tuple[Codes, Rows, Rows]]:
        """The pages that tell of keys, each once, some keys at once: key, page and event, which is any unless asked."""
        order = np.argsort(keys, kind="stable")
        holders, keys = holders[order], keys[order]
        ends = np.cumsum(self._lengths[holders])
        at = 0
        while at < len(keys):
            limit = np.searchsorted(ends, (ends[at - 1] if at else 0) + AT_ONCE, side="right")
            after = int(np.searchsorted(keys, keys[min(int(limit), len(keys) - 1)], side="left"))
            if after <= at:  # more than that of one key
                after = int(np.searchsorted(keys, keys[at], side="right"))
            if limit >= len(keys):
                after = len(keys)
            held, some = holders[at:after], keys[at:after]
            lengths = self._lengths[held]
            spread = np.repeat(self._starts[held] - (np.cumsum(lengths) - lengths), lengths)
            places = spread + np.arange(len(spread))
            key, page = np.repeat(some, lengths), self._pages[places]
            if by_event:
                yield key, page, self._events[places]
            else:
                both = _once((key << 32) | page)
                yield both >> 32, (both & 0xFFFFFFFF).astype(np.int32), page[:0]
            at = after


def _held(holders: Codes, keys: Codes, links: _Links, fewer: _Links) -> tuple[Codes, Codes]:
    """Which of fewer events hold which keys."""
    place = np.searchsorted(fewer.rows, links.rows[holders])
    there = place < len(fewer.rows)
    there[there] = fewer.rows[place[there]] == links.rows[holders[there]]
    return place[there], keys[there]


class _Coding:
    """Codes of whom and what events are: each a whole number, the same as long as the columns are."""

    def __init__(self, columns: Columns) -> None:
        terms = columns.terms
        self._columns = columns
        self._bits = max(1, len(terms)).bit_length()
        self._types = np.flatnonzero(np.bincount(columns.facts["type"]))
        self._type_bits = max(1, len(self._types)).bit_length()
        self._known = terms.kinds("party") & terms.renamed
        self._stateless = self._known & terms.without_country()

    def all_codes(self, rows: Rows) -> tuple[Codes, Codes]:
        """The codes of events: which of the rows, and the code."""
        parts = []
        for first in range(0, len(rows), AT_ONCE // 8):
            holders, codes = self.codes(rows[first : first + AT_ONCE // 8])
            parts.append((holders + first, codes))
        nothing = np.zeros(0, dtype=np.int64)
        return (
            np.concatenate([holders for holders, _ in parts] or [nothing]),
            np.concatenate([codes for _, codes in parts] or [nothing]),
        )

    def codes(self, rows: Rows) -> tuple[Codes, Codes]:
        """The codes of some events."""
        relations = self._columns.relations
        countries = [_linked(relations[name], rows) for name in ("actor_country", "recipient_country")]
        parties = np.concatenate([_linked(relations[name], rows) for name in ("actor", "recipient")])
        terms = parties & 0xFFFFFFFF
        actors = parties[self._known[terms]]  # who is on both sides comes twice
        sides = _once(np.concatenate([*countries, parties[self._stateless[terms]]]))
        types = np.searchsorted(self._types, self._columns.facts["type"][rows]).astype(np.int64)
        shift, low = self._bits + self._type_bits, self._type_bits
        holders = [np.arange(len(rows)), actors >> 32]
        codes = [self._code(TYPE) | types, self._code(ACTOR) | ((actors & 0xFFFFFFFF) << shift)]
        owners, sides = sides >> 32, sides & 0xFFFFFFFF
        counts = np.bincount(owners, minlength=len(rows))
        starts = np.cumsum(counts) - counts
        for many in range(2, PARTIES + 1):
            chosen = np.flatnonzero(counts == many)
            for one, other in combinations(range(many), 2):
                pair = (sides[starts[chosen] + one] << shift) | (sides[starts[chosen] + other] << low)
                holders += chosen, chosen
                codes += self._code(PAIR) | pair, self._code(BETWEEN) | pair | types[chosen]
        return np.concatenate(holders), np.concatenate(codes)

    def of(self, codes: Codes) -> Codes:
        """What each code is of."""
        return codes >> (2 * self._bits + self._type_bits)

    def names(self, code: int) -> tuple[str, ...]:
        """The names that a code stands for."""
        terms, low = self._columns.terms, (1 << self._bits) - 1
        of = code >> (2 * self._bits + self._type_bits)
        one, other = (code >> (self._bits + self._type_bits)) & low, (code >> self._type_bits) & low
        kind = int(self._types[code & ((1 << self._type_bits) - 1)]) if of in (TYPE, BETWEEN) else 0
        if of == ACTOR:
            return (terms[one].key,)
        pair = tuple(sorted((terms[one].key, terms[other].key))) if of in (PAIR, BETWEEN) else ()
        return pair if of == PAIR else (*pair, terms[kind].key)

    def _code(self, of: int) -> int:
        """What the codes of a kind have in common."""
        return of << (2 * self._bits + self._type_bits)


def _new(ascending: NDArray[Any]) -> Mask:
    """Where a number is another than the one before it."""
    found = np.ones(len(ascending), dtype=np.bool_)
    np.not_equal(ascending[1:], ascending[:-1], out=found[1:])
    return found


def _once(numbers: NDArray[Any]) -> NDArray[Any]:
    """Each number once, ascending: by sorting, which for these is many times faster than NumPy's hashing."""
    ascending = np.sort(numbers)
    return ascending[_new(ascending)]


def _numbered(codes: Codes) -> tuple[Codes, Codes]:
    """Each code once, ascending, and the place of each among them."""
    order = np.argsort(codes)
    ascending = codes[order]
    new = _new(ascending)
    places = np.empty(len(codes), dtype=np.int64)
    places[order] = np.cumsum(new) - 1
    return ascending[new], places


def _linked(relation: Relation, rows: Rows) -> Codes:
    """The terms of some events, whose rows ascend, each above the place of its event."""
    if not len(rows):
        return np.zeros(0, dtype=np.int64)
    first, last = int(rows[0]), int(rows[-1])
    low, high = np.searchsorted(relation.rows, [first, last + 1])
    place = np.full(last - first + 1, -1, dtype=np.int64)
    place[rows - first] = np.arange(len(rows))
    owners = place[relation.rows[low:high] - first]
    there = owners >= 0
    return (owners[there] << 32) | relation.terms[low:high][there]


def _older(columns: Columns, coding: _Coding, weeks: Rows, codes: Codes) -> set[int]:
    """Those of some codes, which ascend, that pages told of before the year."""
    if not len(codes):
        return set()
    shown = weeks[columns.told.pages] > YEAR
    lengths = np.diff(columns.told.offsets)
    rows = _once(np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)[shown])
    found: set[int] = set()
    sieve = np.zeros(1 << 16, dtype=np.bool_)
    sieve[_sifted(codes)] = True
    for first in range(0, len(rows), AT_ONCE // 8):
        _, some = coding.codes(rows[first : first + AT_ONCE // 8])
        some = some[sieve[_sifted(some)]]
        places = np.minimum(np.searchsorted(codes, some), len(codes) - 1)
        found.update(some[codes[places] == some].tolist())
    return found


def _sifted(codes: Codes) -> Codes:
    """A number below 65,536 for each code, so that most that are not sought are told by one look."""
    return (codes * np.int64(0x61C8864680B583EB) >> 40) & 0xFFFF
