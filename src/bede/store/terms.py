"""The values that events have, a few bytes each however many there are, found by key or by words of their names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bede.store.packing import Term

PART = re.compile(r"[^\W_]+")
TERM = np.dtype([("kind", "u1"), ("country", "<u2"), ("latitude", "<f8"), ("longitude", "<f8"), ("precision", "u1")])
"""What a term has besides its key and label; 0 and NaN where there is nothing."""


class Terms:
    """Terms by number, their texts in one row of bytes; more can be added, which gives new ones and leaves these."""

    def __init__(self) -> None:
        self._texts = b""
        self._ends = np.zeros(1, dtype=np.int64)  # of each key and each label, in turn
        self._values = np.zeros(0, dtype=TERM)
        self._kinds: dict[str, int] = {}
        self._countries: dict[str | None, int] = {None: 0}
        self._hashes = np.zeros(0, dtype=np.int64)
        self._order = np.zeros(0, dtype=np.int32)  # the numbers in the order of their hashes
        self._names: dict[str, tuple[str, NDArray[np.int64], NDArray[np.int32]]] = {}

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, number: int) -> Term:
        kind, country, latitude, longitude, precision = self._values[number].tolist()
        return Term(
            kind=list(self._kinds)[kind],
            key=self._text(2 * number),
            label=self._text(2 * number + 1),
            country=list(self._countries)[country],
            point=None if latitude != latitude else (latitude, longitude),
            precision=precision or None,
        )

    def and_more(self, terms: Iterable[Term]) -> Terms:
        """These terms and those that come after them."""
        found = Terms()
        found._kinds, found._countries = dict(self._kinds), dict(self._countries)
        texts: list[bytes] = []
        values: list[tuple[Any, ...]] = []
        hashes: list[int] = []
        nowhere = float("nan"), float("nan")
        for term in terms:
            texts += term.key.encode(), term.label.encode()
            kind = found._kinds.setdefault(term.kind, len(found._kinds))
            country = found._countries.setdefault(term.country, len(found._countries))
            values.append((kind, country, *(term.point or nowhere), term.precision or 0))
            hashes.append(hash((term.kind, term.key)))
        if not values:
            return self
        ends = np.cumsum(np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))) + self._ends[-1]
        found._texts = self._texts + b"".join(texts)
        found._ends = np.concatenate([self._ends, ends])
        found._values = np.concatenate([self._values, np.array(values, dtype=TERM)])
        found._hashes = np.concatenate([self._hashes, np.array(hashes, dtype=np.int64)])
        found._order = np.argsort(found._hashes, kind="stable").astype(np.int32)
        return found

    def number(self, kind: str, key: str) -> int | None:
        """The number of a term, None where no event has it."""
        own, hashed = self._kinds.get(kind), hash((kind, key))
        place = int(np.searchsorted(self._hashes, hashed, sorter=self._order))
        while place < len(self) and self._hashes[self._order[place]] == hashed:
            number = int(self._order[place])
            if self._values["kind"][number] == own and self._text(2 * number) == key:
                return number
            place += 1
        return None

    def named(self, kind: str, words: str) -> list[int]:
        """The terms of a kind whose names have these words, one after the other, whatever their case."""
        sought = PART.findall(words.casefold())
        if not sought or kind not in self._kinds:
            return []
        if kind not in self._names:
            numbers = np.flatnonzero(self._values["kind"] == self._kinds[kind]).astype(np.int32)
            lines = [self._text(2 * number + 1).casefold().replace("\n", " ") for number in numbers.tolist()]
            lengths = np.fromiter(map(len, lines), dtype=np.int64, count=len(lines)) + 1
            self._names[kind] = ("\n".join(lines), np.cumsum(lengths) - lengths, numbers)
        text, starts, numbers = self._names[kind]
        pattern = r"(?<![^\W_])" + r"(?:(?!\n)[\W_])+".join(map(re.escape, sought)) + r"(?![^\W_])"
        places = [match.start() for match in re.finditer(pattern, text)]
        found = np.searchsorted(starts, np.asarray(places, dtype=np.int64), side="right") - 1
        return [int(numbers[place]) for place in dict.fromkeys(found.tolist())]

    def keys(self, kind: str) -> list[str]:
        """The keys of all terms of a kind."""
        own = self._kinds.get(kind, -1)
        return [self._text(2 * int(number)) for number in np.flatnonzero(self._values["kind"] == own)]

    def pointed(self) -> NDArray[np.bool_]:
        """Which terms have a point."""
        return np.asarray(~np.isnan(self._values["latitude"]))

    def _text(self, number: int) -> str:
        """A key or label."""
        return self._texts[self._ends[number] : self._ends[number + 1]].decode()
