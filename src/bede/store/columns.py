"""All events as columns of numbers in memory, so that any filter, count or curve over a million takes milliseconds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bede.store.packing import FACT_NAMES, FACTS, RELATIONS, SHIFT
from bede.store.terms import Terms

Mask = NDArray[np.bool_]
Rows = NDArray[np.int32]
Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]

KINDS = {"I": "<u4", "B": "u1", "i": "<i4", "q": "<i8", "f": "<f4"}
LAYOUT = np.dtype([(name, KINDS[sign]) for name, sign in zip(FACT_NAMES, FACTS.format.lstrip("<"), strict=True)])
LINK = np.dtype("<u4")
STRETCH = 1 << 19
"""Numbers that are counted at once."""

SPARSE = 32
"""A selection of less than one in so many events is counted event by event, a larger one as a whole."""

KIND_OF = {
    "actor": "party",
    "recipient": "party",
    "actor_country": "country",
    "recipient_country": "country",
}
"""The kind of a relation's terms, where it is not the relation's own name."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Which terms events have: a row and a term for each link, in the order of the rows."""

    rows: Rows
    terms: Rows

    def counts(
        self, mask: Mask, size: int, *, terms: int, weights: NDArray[np.float32] | None = None
    ) -> Floats | Numbers:
        """How many of the events of a mask, which has ``size``, have each term; with weights their sum."""
        links: Numbers | Mask | None
        if size * SPARSE < len(mask):
            links, _ = self.links_of(np.flatnonzero(mask).astype(np.int32))
        elif size == len(mask):
            links = None
        else:
            links = mask[self.rows]
        chosen = self.terms if links is None else self.terms[links]
        if weights is None:
            return counted(chosen, size=terms)
        return counted(chosen, size=terms, weights=weights, rows=self.rows if links is None else self.rows[links])

    def links_of(self, rows: Rows) -> tuple[Numbers, Numbers]:
        """The places of the links of some events, in order, and how many each has."""
        starts = np.searchsorted(self.rows, rows)
        lengths = np.searchsorted(self.rows, rows, side="right") - starts
        before = np.cumsum(lengths) - lengths
        return np.repeat(starts - before, lengths) + np.arange(int(lengths.sum())), lengths

    def lengths(self, size: int) -> Numbers:
        """How many links each of ``size`` events has."""
        return np.bincount(self.rows, minlength=size)

    def having(self, terms: Iterable[int], *, size: int, known: int) -> Mask:
        """A mask of the events that have any of some terms."""
        mask = np.zeros(size, dtype=np.bool_)
        wanted = list(terms)
        if len(wanted) == 1:
            mask[self.rows[self.terms == wanted[0]]] = True
        elif wanted:
            chosen = np.zeros(known, dtype=np.bool_)
            chosen[wanted] = True
            mask[self.rows[chosen[self.terms]]] = True
        return mask


@dataclass(frozen=True, slots=True)
class Pairs:
    """Who acts on whom in which event: a code for each pair, ``left`` and ``right`` are the terms of a code."""

    rows: Rows
    codes: Rows
    joint: Mask
    left: Rows
    right: Rows


MOST_PAIRED = 8
"""Actors and recipients of one event that are taken as pairs; who comes after these acts together with many."""


def counted(
    values: Rows, *, size: int, weights: NDArray[np.float32] | None = None, rows: Rows | None = None
) -> Floats | Numbers:
    """How often each number below a size comes, or the sum of the weights of the rows that it comes in.

    It is counted in stretches, as NumPy makes wide copies of what it counts: of all links tens of megabytes.
    """
    total: NDArray[Any] = np.zeros(size, dtype=np.int64 if weights is None else np.float64)
    for first in range(0, len(values), STRETCH):
        some = values[first : first + STRETCH]
        own = None if weights is None or rows is None else weights[rows[first : first + STRETCH]]
        np.add(total, np.bincount(some, weights=own, minlength=size), out=total)
    return total


@dataclass(frozen=True)
class Columns:
    """All events at one state of the database; rows stand in the order in which the events were stored."""

    state: str
    numbers: NDArray[np.int64]
    id_numbers: NDArray[np.uint64]
    """The events' ids, which are hexadecimal, as numbers."""
    facts: dict[str, NDArray[Any]]
    relations: dict[str, Relation]
    terms: Terms
    stories: Rows
    story_numbers: NDArray[np.uint64]
    """The stories' ids as numbers."""
    row_of_report: Rows
    """The row of each report's event by the report's number, -1 where it has none."""
    ranks: dict[str, Rows] = field(default_factory=dict)
    paired: dict[str, Pairs] = field(default_factory=dict)
    masks: dict[tuple[str, str], NDArray[np.uint8]] = field(default_factory=dict)
    """Masks of single values of filters, eight events a byte."""

    @property
    def size(self) -> int:
        """How many events there are."""
        return len(self.numbers)

    def story_id(self, number: int) -> str:
        """The id of a story."""
        return f"{int(self.story_numbers[number]):016x}"

    def story_number(self, story: str) -> int | None:
        """The number of the story with an id, None where there is none."""
        try:
            places = np.flatnonzero(self.story_numbers == np.uint64(int(story, 16)))
        except (ValueError, OverflowError):
            return None
        return int(places[0]) if len(places) and self.story_id(int(places[0])) == story else None

    def id(self, row: int) -> str:
        """The id of an event."""
        return f"{int(self.id_numbers[row]):016x}"

    @cached_property
    def story_order(self) -> Rows:
        """The numbers of the stories, those whose events happened last first, of these the larger ones."""
        size = len(self.story_numbers)
        there = self.stories >= 0
        events = np.bincount(self.stories[there], minlength=size)
        last = np.zeros(size, dtype=np.int64)
        np.maximum.at(last, self.stories[there], self.days()[1][there])
        return np.lexsort((-events, -last)).astype(np.int32)

    @cached_property
    def by_id(self) -> Rows:
        """The rows in the order of their ids."""
        return np.argsort(self.id_numbers, kind="stable").astype(np.int32)

    @cached_property
    def totals(self) -> dict[str, Numbers]:
        """How many of all events have each term, by relation."""
        whole = np.ones(self.size, dtype=np.bool_)
        return {
            name: np.asarray(relation.counts(whole, self.size, terms=len(self.terms)))
            for name, relation in self.relations.items()
        }

    def pairs(self, by: str) -> Pairs:
        """Who acts on whom, by ``entity`` or ``country``."""
        if by not in self.paired:
            suffix = "_country" if by == "country" else ""
            self.paired[by] = pairs_of(
                self.relations[f"actor{suffix}"], self.relations[f"recipient{suffix}"], size=self.size
            )
        return self.paired[by]

    def rows_of(self, ids: Sequence[str]) -> list[int]:
        """The rows of events by id; those that are not there are left out."""
        found = []
        sought = np.array([int(one, 16) for one in ids], dtype=np.uint64)
        places = np.searchsorted(self.id_numbers, sought, sorter=self.by_id)
        for place, wanted in zip(places.tolist(), sought.tolist(), strict=True):
            if place < self.size and int(self.id_numbers[self.by_id[place]]) == wanted:
                found.append(int(self.by_id[place]))
        return found

    def days(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """The first and the last day of each event as ordinals; one stands for the other, 0 for none."""
        return self._days

    @cached_property
    def _days(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        earliest, latest = self.facts["earliest"].astype(np.int32), self.facts["latest"].astype(np.int32)
        return np.where(earliest > 0, earliest, latest), np.where(latest > 0, latest, earliest)


def pairs_of(actors: Relation, recipients: Relation, *, size: int) -> Pairs:
    """Each actor with each recipient; of a joint act, which has no recipient, each actor with each other."""
    count, others = (one.lengths(size).astype(np.int32) for one in (actors, recipients))
    acting, receiving = (np.cumsum(one, dtype=np.int32) - one for one in (count, others))
    joint = others == 0
    count, others = np.minimum(count, MOST_PAIRED), np.minimum(others, MOST_PAIRED)
    others = np.where(joint, count, others)
    lengths = count * others
    rows = np.repeat(np.arange(len(count), dtype=np.int32), lengths)
    within = np.arange(len(rows), dtype=np.int32)
    within -= np.repeat(np.cumsum(lengths, dtype=np.int32) - lengths, lengths)
    one, other = np.divmod(within, np.maximum(others, 1)[rows])
    del within
    is_joint = joint[rows]
    left = actors.terms[acting[rows] + one]
    right = np.empty(len(rows), dtype=np.int32)
    right[is_joint] = actors.terms[(acting[rows] + other)[is_joint]]
    right[~is_joint] = recipients.terms[(receiving[rows] + other)[~is_joint]]
    kept = left != right
    rows, left, right, is_joint = rows[kept], left[kept], right[kept], is_joint[kept]
    del one, other, kept
    both = left.astype(np.int64)
    del left
    both <<= 32
    both |= right
    del right
    # As NumPy's unique does, in half the room.
    order = np.argsort(both, kind="stable").astype(np.int32)
    both = both[order]
    new = np.ones(len(both), dtype=np.bool_)
    np.not_equal(both[1:], both[:-1], out=new[1:])
    codes = np.empty(len(both), dtype=np.int32)
    codes[order] = np.cumsum(new, dtype=np.int32) - np.int32(1)
    both = both[new]
    lower = np.int64((1 << 32) - 1)
    return Pairs(rows, codes, is_joint, (both >> 32).astype(np.int32), (both & lower).astype(np.int32))


def unpacked_facts(packed: bytes | bytearray) -> dict[str, NDArray[Any]]:
    """The single values of events as columns, each number as small as all of them allow."""
    table = np.frombuffer(packed, dtype=LAYOUT)
    return {name: smallest(table[name]) for name in FACT_NAMES}


def smallest(column: NDArray[Any]) -> NDArray[Any]:
    """A column in the least room: what is never negative in one, two or four bytes, minutes in four where they fit."""
    highest = column.max(initial=0)
    if column.dtype.kind == "u":
        return column.astype(np.min_scalar_type(int(highest)))
    if column.dtype == np.int64 and highest < 1 << 31:
        return column.astype(np.int32)
    return np.ascontiguousarray(column)


def unpacked_links(packed: bytes | bytearray, lengths: NDArray[np.int64]) -> dict[str, Relation]:
    """The many values of events, so many links each, as relations."""
    links = np.frombuffer(packed, dtype=LINK)
    rows = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    kinds = (links >> SHIFT).astype(np.uint8)
    found = {}
    for number, name in enumerate(RELATIONS):
        chosen = kinds == number
        terms = (links[chosen] & ((1 << SHIFT) - 1)).astype(np.int32)
        found[name] = Relation(rows[chosen], terms)
    return found
