"""The facets of a query: the commonest values of each filter, counted among the events that fit all other filters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np

from bede.store.columns import KIND_OF, Columns, Mask, Numbers
from bede.store.packing import STATUSES, Term
from bede.store.query import CHOICES, Query
from bede.store.selection import Selection, choice_mask

RELATED = ("actor", "recipient", "country", "place", "outlet", "context", "mode", "speaker")
FACETS = (
    "actor", "recipient", "type", "act", "mode", "status", "quad", "country", "place", "outlet", "context",
    "confidence", "independent", "year",
)  # fmt: skip
"""The facets of a query, in the order of the desk."""

STEPS: dict[str, tuple[float, ...]] = {
    "confidence": (0.0, 0.5, 0.7, 0.8, 0.9, 0.95),
    "independent": (1, 2, 3, 5, 10, 20),
}
"""From where on the choices of a graded facet count."""

SEARCHED = 2000
"""The commonest values that are searched by words."""

PARAMETER = {"confidence": "confidence_from", "independent": "independent_from", "year": "since"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A value of a facet: what the parameter takes, what it is called, and how many events have it."""

    value: str
    label: str
    country: str | None
    events: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A filter with its commonest values among the events that fit all other filters; ``more`` are not listed.

    ``parameter`` is what the choice sets in the query: ``confidence_from`` for ``confidence``, ``since`` and ``until``
    alike for ``year``. Values that are chosen are listed however rare they are.
    """

    name: str
    parameter: str
    choices: tuple[Choice, ...]
    more: int


def facet(selection: Selection, name: str, *, most: int, words: str = "") -> Facet:
    """One facet of a query; with words only what is called so, the last word perhaps unfinished."""
    mask, size = selection.without("date" if name == "year" else name)
    if name in STEPS:
        choices = list(_graded(selection, name, mask))
        return Facet(name=name, parameter=PARAMETER[name], choices=tuple(choices), more=0)
    counted, different = _counted(selection.columns, name, mask, size, most=SEARCHED if words else most)
    if words:
        counted = [item for item in counted if _called(item, words)]
        different = len(counted)
    chosen = _chosen(selection.query, name)
    found = [
        Choice(value=value, label=label, country=country, events=count, chosen=value in chosen)
        for count, value, label, country in counted[:most]
    ]
    listed = {choice.value for choice in found}
    for value in (value for value in chosen if value not in listed and not words):
        fits = choice_mask(selection.columns, name, value) & mask if name != "year" else mask
        term = _term(selection.columns, name, value)
        label, country = (term.label, term.country) if term is not None else (value, None)
        count = int(np.count_nonzero(fits))
        found.append(Choice(value=value, label=label, country=country, events=count, chosen=True))
    return Facet(
        name=name,
        parameter=PARAMETER.get(name, name),
        choices=tuple(found),
        more=max(0, different - most),
    )


def _term(columns: Columns, name: str, value: str) -> Term | None:
    """The term of a value, None where no event ever had it, or where it has no other name."""
    number = columns.terms.number(KIND_OF.get(name, name), value)
    return columns.terms[number] if number is not None else None


Counted = tuple[int, str, str, str | None]
"""How many events, the value, what it is called, and its country."""


def _counted(columns: Columns, name: str, mask: Mask, size: int, *, most: int) -> tuple[list[Counted], int]:
    """The commonest values of a facet with their counts, and how many values there are."""
    if name == "quad":
        counts = np.bincount(columns.facts["quad"][mask], minlength=5)
        quads: list[Counted] = [(int(counts[at]), str(at), str(at), None) for at in range(1, 5) if counts[at]]
        return quads, len(quads)
    if name == "year":
        years = list(_years(columns, mask))
        return years, len(years)
    if name == "status":
        counts = np.bincount(columns.facts["status"][mask], minlength=len(STATUSES))
        found: list[Counted] = [
            (int(counts[at]), STATUSES[at], STATUSES[at], None) for at in commonest(counts, most=most)
        ]
    elif name == "story":
        numbers = columns.stories[mask]
        counts = np.bincount(numbers[numbers >= 0], minlength=len(columns.story_numbers))
        ids = [(int(counts[at]), columns.story_id(at)) for at in commonest(counts, most=most)]
        found = [(count, story, story, None) for count, story in ids]
    elif name in RELATED or name in ("type", "act"):
        if name in RELATED:
            counts = related_counts(columns, name, mask, size)
        else:
            counts = np.bincount(columns.facts[name][mask], minlength=len(columns.terms))
        found = [(int(counts[at]), *columns.terms[at][1:4]) for at in commonest(counts, most=most)]
    else:
        raise ValueError(f"{name!r} is no facet")
    return found, int(np.count_nonzero(counts))


def related_counts(columns: Columns, name: str, mask: Mask, size: int) -> Numbers:
    """How many events of a mask have each term of a relation."""
    if size == columns.size:
        return columns.totals[name]
    return np.asarray(columns.relations[name].counts(mask, size, terms=len(columns.terms)), dtype=np.int64)


def commonest(counts: Numbers, *, most: int) -> list[int]:
    """The numbers of what comes most often, the commonest first; what never comes is left out."""
    there = np.flatnonzero(counts)
    many = counts[there]
    if len(there) > most:
        least = np.partition(many, len(many) - most)[len(many) - most]
        there = there[many >= least]
        many = counts[there]
    return [int(number) for number in there[np.argsort(-many, kind="stable")][:most]]


@lru_cache(maxsize=1)
def _year_ends() -> Numbers:
    """The ordinals of the last days of all years."""
    return np.array([date(year, 12, 31).toordinal() for year in range(1, 10_000)])


def _years(columns: Columns, mask: Mask) -> Iterator[Counted]:
    """The years in which events begin, the latest first."""
    days = columns.days()[0][mask]
    counts = np.bincount(days[days > 0])
    if not len(counts):
        return
    years = np.searchsorted(_year_ends(), np.flatnonzero(counts)) + 1
    totals = np.bincount(years, weights=counts[counts > 0])
    for year in np.flatnonzero(totals)[::-1].tolist():
        yield int(totals[year]), f"{year:04}", str(year), None


def _graded(selection: Selection, name: str, mask: Mask) -> Iterator[Choice]:
    """The steps of a graded facet: how many events reach each."""
    values = selection.columns.facts[name][mask]
    parameter = getattr(selection.query, PARAMETER[name])
    for step in STEPS[name]:
        count = int(np.count_nonzero(values >= (np.float32(step) if name == "confidence" else step)))
        if count or step == STEPS[name][0]:
            label = f"{step:g} or more"
            yield Choice(
                value=f"{step:g}",
                label=label,
                country=None,
                events=count,
                chosen=parameter is not None and step == parameter,
            )


def _chosen(query: Query, name: str) -> tuple[str, ...]:
    """The values of a facet that the query has."""
    if name in CHOICES:
        found: tuple[str, ...] = getattr(query, name)
        return found
    return (query.since,) if name == "year" and query.since and query.since == query.until else ()


def _called(item: Counted, words: str) -> bool:
    """Whether a value is called by words, the last of them perhaps unfinished."""
    sought = words.casefold().split()
    if not sought:
        return True
    have = f"{item[2]} {item[1]}".casefold()
    return all(word in have for word in sought)


__all__ = ["FACETS", "KIND_OF", "Choice", "Facet", "commonest", "facet", "related_counts"]
