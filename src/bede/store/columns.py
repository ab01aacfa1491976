"""All events as columns of numbers in memory, so that any filter, count or curve over a million takes milliseconds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bede.store.packing import FACT_NAMES, FACTS, RELATIONS, SHIFT, Term

Mask = NDArray[np.bool_]
Rows = NDArray[np.int32]
Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]

KINDS = {"I": "<u4", "B": "u1", "i": "<i4", "q": "<i8", "f": "<f4"}
LAYOUT = np.dtype([(name, KINDS[sign]) for name, sign in zip(FACT_NAMES, FACTS.format.lstrip("<"), strict=True)])
LINK = np.dtype("<u4")
STRETCH = 1 << 19
"""Numbers that are counted at once."""

SPARSE = 8
"""A selection of less than one in so many events is counted event by event, a larger one as a whole."""

KIND_OF = {
    "actor": "party",
    "recipient": "party",
    "actor_country": "country",
    "recipient_country": "country",
}
"""The kind of a relation's terms, where it is not the relation's own name."""

PART = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Relation:
    """Which terms each event has: ``terms[offsets[row]:offsets[row + 1]]``; ``rows`` names the event of each link."""

    offsets: Rows
    rows: Rows
    terms: Rows

    def counts(
        self, mask: Mask, size: int, *, terms: int, weights: NDArray[np.float32] | None = None
    ) -> Floats | Numbers:
        """How many of the events of a mask, which has ``size``, have each term; with weights their sum."""
        links: Numbers | Mask | None
        if size * SPARSE < len(mask):
            links = self.links_of(np.flatnonzero(mask).astype(np.int32))
        elif size == len(mask):
            links = None
        else:
            links = mask[self.rows]
        chosen = self.terms if links is None else self.terms[links]
        if weights is None:
            return counted(chosen, size=terms)
        return counted(chosen, size=terms, weights=weights, rows=self.rows if links is None else self.rows[links])

    def links_of(self, rows: Rows) -> Numbers:
        """The places of the links of some events, in order."""
        starts, ends = self.offsets[rows].astype(np.int64), self.offsets[rows + 1]
        lengths = ends - starts
        total = int(lengths.sum())
        before = np.cumsum(lengths) - lengths
        return np.repeat(starts - before, lengths) + np.arange(total)

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


class Terms:
    """The values that events have, each with its number; looked up by key, or by words of what they are called."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self.all = terms
        self._by_key = {(term.kind, term.key): number for number, term in enumerate(terms)}
        self._names: dict[str, tuple[str, list[int], list[int]]] = {}

    def __len__(self) -> int:
        return len(self.all)

    def __getitem__(self, number: int) -> Term:
        return self.all[number]

    def number(self, kind: str, key: str) -> int | None:
        """The number of a term, None where no event has it."""
        return self._by_key.get((kind, key))

    def named(self, kind: str, words: str) -> list[int]:
        """The terms of a kind whose names have these words, one after the other, whatever their case."""
        sought = PART.findall(words.casefold())
        if not sought:
            return []
        if kind not in self._names:
            numbers = [number for number, term in enumerate(self.all) if term.kind == kind]
            lines = [self.all[number].label.casefold().replace("\n", " ") for number in numbers]
            starts, at = [], 0
            for line in lines:
                starts.append(at)
                at += len(line) + 1
            self._names[kind] = ("\n".join(lines), starts, numbers)
        text, starts, numbers = self._names[kind]
        pattern = r"(?<![^\W_])" + r"(?:(?!\n)[\W_])+".join(map(re.escape, sought)) + r"(?![^\W_])"
        places = [match.start() for match in re.finditer(pattern, text)]
        found = np.searchsorted(np.asarray(starts), np.asarray(places, dtype=np.int64), side="right") - 1
        return [numbers[place] for place in dict.fromkeys(found.tolist())]


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
    story_ids: Sequence[str]
    reports: Relation
    """Terms are the numbers of the events' reports."""
    ranks: dict[str, Rows] = field(default_factory=dict)
    paired: dict[str, Pairs] = field(default_factory=dict)
    masks: dict[tuple[str, str], NDArray[np.uint8]] = field(default_factory=dict)
    """Masks of single values of filters, eight events a byte."""

    @property
    def size(self) -> int:
        """How many events there are."""
        return len(self.numbers)

    @cached_property
    def story_numbers(self) -> dict[str, int]:
        """The stories' numbers by id."""
        return {story: number for number, story in enumerate(self.story_ids)}

    def id(self, row: int) -> str:
        """The id of an event."""
        return f"{int(self.id_numbers[row]):016x}"

    @cached_property
    def story_order(self) -> Rows:
        """The numbers of the stories, those whose events happened last first, of these the larger ones."""
        size = len(self.story_ids)
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
    def row_of_report(self) -> Rows:
        """The row of each report's event by the report's number, -1 where it has none."""
        rows = np.full(int(self.reports.terms.max(initial=0)) + 1, -1, dtype=np.int32)
        rows[self.reports.terms] = self.reports.rows
        return rows

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
            self.paired[by] = pairs_of(self.relations[f"actor{suffix}"], self.relations[f"recipient{suffix}"])
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


def relation(lengths: NDArray[np.int64], terms: Rows) -> Relation:
    """A relation of so many links for each event."""
    offsets = np.zeros(len(lengths) + 1, dtype=np.int32)
    np.cumsum(lengths, out=offsets[1:])
    rows = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    return Relation(offsets, rows, terms)


def pairs_of(actors: Relation, recipients: Relation) -> Pairs:
    """Each actor with each recipient; of a joint act, which has no recipient, each actor with each other."""
    count, others = np.diff(actors.offsets), np.diff(recipients.offsets)
    count, others = np.minimum(count, MOST_PAIRED), np.minimum(others, MOST_PAIRED)
    joint = others == 0
    others = np.where(joint, count, others)
    lengths = count * others
    rows = np.repeat(np.arange(len(count), dtype=np.int32), lengths)
    within = np.arange(len(rows)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    one, other = np.divmod(within, np.maximum(others[rows], 1))
    is_joint = joint[rows]
    left = actors.terms[actors.offsets[rows] + one]
    right = np.empty(len(rows), dtype=np.int32)
    right[is_joint] = actors.terms[(actors.offsets[rows] + other)[is_joint]]
    right[~is_joint] = recipients.terms[(recipients.offsets[rows] + other)[~is_joint]]
    kept = left != right
    rows, left, right, is_joint = rows[kept], left[kept], right[kept], is_joint[kept]
    both, codes = np.unique((left.astype(np.int64) << 32) | right, return_inverse=True)
    lower = np.int64((1 << 32) - 1)
    return Pairs(rows, codes.astype(np.int32), is_joint, (both >> 32).astype(np.int32), (both & lower).astype(np.int32))


def unpacked_facts(packed: bytes | bytearray) -> dict[str, NDArray[Any]]:
    """The single values of events as columns."""
    table = np.frombuffer(packed, dtype=LAYOUT)
    return {name: np.ascontiguousarray(table[name]) for name in FACT_NAMES}


def unpacked_links(packed: bytes | bytearray, lengths: NDArray[np.int64]) -> dict[str, Relation]:
    """The many values of events, so many links each, as relations."""
    links = np.frombuffer(packed, dtype=LINK)
    rows = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    kinds = (links >> SHIFT).astype(np.uint8)
    found = {}
    for number, name in enumerate(RELATIONS):
        chosen = kinds == number
        terms = (links[chosen] & ((1 << SHIFT) - 1)).astype(np.int32)
        found[name] = relation(np.bincount(rows[chosen], minlength=len(lengths)), terms)
    return found
