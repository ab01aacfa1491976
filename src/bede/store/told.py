"""Of whom and what events tell: actors, pairs, types, and types between two, each a code that can be counted."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bede.store.columns import LINK, Relation, unpacked_facts, unpacked_links
from bede.unusual import Of

Numbers = NDArray[np.int64]

Key = tuple[int, int, int]
"""The terms of one party or of two, and of a type; 0 for none."""

PARTIES = 6
"""Parties of an event of which every two are a pair; of more, none are."""

BITS = 21
"""Bits of a code for the place of each of its terms among those of the events that are looked at."""

LOW = (1 << BITS) - 1


class Coding:
    """What some events tell of, as codes from 0, which ascend as their keys do; events are given by facts and links."""

    def __init__(self, connection: sqlite3.Connection | sqlite3.Cursor, events: Sequence[tuple[bytes, bytes]]) -> None:
        lengths = np.array([len(links) // LINK.itemsize for _, links in events], dtype=np.int64)
        types = unpacked_facts(b"".join(facts for facts, _ in events))["type"].astype(np.int64)
        relations = unpacked_links(b"".join(links for _, links in events), lengths)
        wanted = [relations[name] for name in ("actor", "recipient", "actor_country", "recipient_country", "stateless")]
        self._terms = once(np.concatenate([types, *(one.terms.astype(np.int64) for one in wanted)]))
        assert len(self._terms) < LOW
        query = """
            SELECT number FROM terms
            WHERE number IN (SELECT value FROM json_each(?)) AND kind = 'party' AND key <> label
        """
        known = [number for (number,) in connection.execute(query, (json.dumps(self._terms.tolist()),))]
        places = self._places(types)
        parties = np.concatenate([_sides(relation) for relation in wanted[:2]])
        actors = once(parties[np.isin(parties & 0xFFFFFFFF, np.array(known, dtype=np.int64))])
        sides = once(np.concatenate([_sides(relation) for relation in wanted[2:]]))
        holders = [np.arange(len(events), dtype=np.int64), actors >> 32]
        codes = [places, self._places(actors & 0xFFFFFFFF) << 2 * BITS]
        owners, others = sides >> 32, self._places(sides & 0xFFFFFFFF)
        counts = np.bincount(owners, minlength=len(events))
        starts = np.cumsum(counts) - counts
        for many in range(2, PARTIES + 1):
            chosen = np.flatnonzero(counts == many)
            for one, other in combinations(range(many), 2):
                pair = others[starts[chosen] + one] << 2 * BITS | others[starts[chosen] + other] << BITS
                holders += chosen, chosen
                codes += pair, pair | places[chosen]
        held, found = np.concatenate(holders), np.concatenate(codes)
        order = np.argsort(held, kind="stable")
        self._distinct, self._codes = np.unique(found[order], return_inverse=True)
        self._lengths = np.bincount(held, minlength=len(events))
        self._starts = np.cumsum(self._lengths) - self._lengths

    def of_events(self, events: Numbers) -> tuple[Numbers, Numbers]:
        """The codes of some events, by their places, one after the other; and which of those given each is of."""
        lengths = self._lengths[events]
        within = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        codes = self._codes[np.repeat(self._starts[events], lengths) + within]
        return codes, np.repeat(np.arange(len(events), dtype=np.int64), lengths)

    def keys(self, codes: Numbers) -> list[Key]:
        """The keys of codes."""
        terms = np.concatenate([np.zeros(1, dtype=np.int64), self._terms])
        parts = (terms[self._distinct[codes] >> shift & LOW].tolist() for shift in (2 * BITS, BITS, 0))
        return list(zip(*parts, strict=True))

    def _places(self, terms: Numbers) -> Numbers:
        """The place of each term among those of all events, from 1."""
        return np.searchsorted(self._terms, terms) + 1


def kind_of(key: Key) -> Of:
    """What a key is of: an actor, two, a type, or a type between two."""
    return "type" if key[2] else "pair" if key[1] else "actor"


def names_of(connection: sqlite3.Connection, keys: Sequence[Key]) -> list[tuple[str, ...]]:
    """The names that keys stand for: of two in their order, a type last."""
    numbers = sorted({number for key in keys for number in key if number})
    query = "SELECT number, key FROM terms WHERE number IN (SELECT value FROM json_each(?))"
    names = dict(connection.execute(query, (json.dumps(numbers),)))
    return [
        (*sorted(names[number] for number in key[:2] if number), *(names[number] for number in key[2:] if number))
        for key in keys
    ]


def once(numbers: NDArray[Any]) -> NDArray[Any]:
    """Each number once, ascending: by sorting, which for these is many times faster than NumPy's hashing."""
    ascending = np.sort(numbers)
    new = np.ones(len(ascending), dtype=np.bool_)
    np.not_equal(ascending[1:], ascending[:-1], out=new[1:])
    return ascending[new]


def _sides(relation: Relation) -> Numbers:
    """The terms of a relation, each above the place of its event."""
    found: Numbers = relation.rows.astype(np.int64) << 32 | relation.terms
    return found
