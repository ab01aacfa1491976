"""Which events fit a query: masks over the columns, one a filter, so that each can also be left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from bede.store.columns import Columns, Mask, Numbers, Rows
from bede.store.packing import STATUSES
from bede.store.query import CHOICES, COUNTRY, Query, first_day, last_day

Matched = tuple[Numbers, bool]
"""The numbers of reports whose sentence fits a full-text query, ascending, and whether these are all."""

KEPT_MASKS = 64

ROLES = ("actor", "recipient")
BY_KEY = ("outlet", "context", "mode")


@dataclass(frozen=True)
class Selection:
    """The events of some columns that fit a query; ``complete`` tells whether the text search saw all reports."""

    columns: Columns
    query: Query
    masks: dict[str, Mask]
    mask: Mask
    size: int
    complete: bool
    matched: Numbers | None
    _misses: list[Mask] = field(default_factory=list)

    def rows(self) -> Rows:
        """The rows of the events, ascending."""
        return np.flatnonzero(self.mask).astype(np.int32)

    def without(self, name: str) -> tuple[Mask, int]:
        """The events that fit all filters but one, and how many these are."""
        if name not in self.masks:
            return self.mask, self.size
        mask = everything(self.columns)
        for other, fits in self.masks.items():
            if other != name:
                mask &= fits
        return mask, int(np.count_nonzero(mask))


def everything(columns: Columns) -> Mask:
    """A mask of all events."""
    return np.ones(columns.size, dtype=np.bool_)


def select(columns: Columns, query: Query, *, matched: Callable[[str], Matched]) -> Selection:
    """The events that fit a query; ``matched`` answers full-text queries."""
    masks: dict[str, Mask] = {}
    for name in CHOICES:
        values: tuple[str, ...] = getattr(query, name)
        if not values:
            continue
        if name == "party":
            masks[name] = np.logical_and.reduce([choice_mask(columns, name, value) for value in values])
        else:
            masks[name] = np.logical_or.reduce([choice_mask(columns, name, value) for value in values])
    first, last = columns.days()
    if query.since is not None or query.until is not None:
        fits = first > 0
        if query.since is not None:
            fits &= (last >= first_day("since", query.since).toordinal()) | (columns.facts["latest"] == 0)
        if query.until is not None:
            fits &= (first <= last_day("until", query.until).toordinal()) | (columns.facts["earliest"] == 0)
        masks["date"] = fits
    if query.confidence_from is not None or query.confidence_to is not None:
        low, high = query.confidence_from or 0.0, 1.0 if query.confidence_to is None else query.confidence_to
        sure = columns.facts["confidence"]
        masks["confidence"] = (sure >= np.float32(low)) & (sure <= np.float32(high))
    if query.independent_from is not None:
        masks["independent"] = columns.facts["independent"] >= query.independent_from
    numbers: Numbers | None = None
    complete = True
    if query.text is not None:
        numbers, complete = matched(query.text)
        masks["text"] = events_of_reports(columns, numbers)
    mask = everything(columns)
    for fits in masks.values():
        mask &= fits
    size = int(np.count_nonzero(mask)) if masks else columns.size
    return Selection(columns, query, masks, mask, size, complete, numbers)


def events_of_reports(columns: Columns, numbers: Numbers) -> Mask:
    """A mask of the events that have any of some reports."""
    mask = np.zeros(columns.size, dtype=np.bool_)
    known = numbers[numbers < len(columns.row_of_report)]
    rows = columns.row_of_report[known]
    mask[rows[rows >= 0]] = True
    return mask


def choice_mask(columns: Columns, name: str, value: str) -> Mask:
    """A mask of the events that fit one value of a filter; it is kept for the next query that has it."""
    packed = columns.masks.get((name, value))
    if packed is None:
        found = _choice_mask(columns, name, value)
        while len(columns.masks) >= KEPT_MASKS:
            columns.masks.pop(next(iter(list(columns.masks))), None)
        columns.masks[name, value] = np.packbits(found)
        return found
    return np.unpackbits(packed, count=columns.size).view(np.bool_)


def _choice_mask(columns: Columns, name: str, value: str) -> Mask:
    """A mask of the events that fit one value of a filter, made anew."""
    size, known = columns.size, len(columns.terms)
    if name == "party":
        return choice_mask(columns, "actor", value) | choice_mask(columns, "recipient", value)
    if name in ROLES:
        country, parties = party_terms(columns, value)
        mask = columns.relations[name].having(parties, size=size, known=known)
        if country is not None:
            mask |= columns.relations[f"{name}_country"].having([country], size=size, known=known)
        return mask
    if name in ("type", "act"):
        numbers = [columns.terms.number(kind, value) for kind in (("type", "act") if name == "type" else ("act",))]
        mask = np.zeros(size, dtype=np.bool_)
        for kind, number in zip(("type", "act") if name == "type" else ("act",), numbers, strict=True):
            if number is not None:
                mask |= columns.facts[kind] == number
        return mask
    if name == "status":
        return np.asarray(columns.facts["status"] == STATUSES.index(value))
    if name == "quad":
        return np.asarray(columns.facts["quad"] == int(value))
    if name == "story":
        number = columns.story_number(value)
        return np.zeros(size, dtype=np.bool_) if number is None else columns.stories == number
    if name == "country":
        number = columns.terms.number("country", value)
        return columns.relations[name].having([] if number is None else [number], size=size, known=known)
    number = columns.terms.number(name, value)
    if number is not None:
        return columns.relations[name].having([number], size=size, known=known)
    words = [] if name in BY_KEY else columns.terms.named(name, value)
    return columns.relations[name].having(words, size=size, known=known)


def party_terms(columns: Columns, value: str) -> tuple[int | None, list[int]]:
    """What a party's name, entity or country stands for: the number of a country, and those of parties."""
    number = columns.terms.number("party", value)
    if number is not None:
        return None, [number]
    country = columns.terms.number("country", value.upper()) if COUNTRY.fullmatch(value) else None
    if country is not None and value.isupper():
        return country, []
    return country, columns.terms.named("party", value)
