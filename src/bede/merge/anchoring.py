"""Anchoring: days for a time that its own page can not fix ("the 24th"), from the other pages of the event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bede.merge.told import Told
from bede.model import Article, Status, When

Mask = tuple[str, str, str]

NEAR = 31  # days from another page's publication within which a day of some month is looked for
NEAR_IN_YEAR = 183  # the same for a day whose month is said
LONGEST = 62  # days that a stretch between two such days may have
DONE: frozenset[Status] = frozenset({"actual", "historical", "negated"})


def anchored(members: Sequence[Told], chosen: When | None, articles: Mapping[str, Article]) -> When | None:
    """The first unanchored time of an event's reports that other pages fix, with the reason; None where none is.

    ``chosen`` is what the event's own dated reports give: a day of the month is looked for within it. Where there is
    none, the nearest such day to the publication of another page is taken, on the side that the status tells.
    """
    for told in members:
        when = told.report.date
        if when is None or when.basis != "unanchored" or not (told.time.mask or told.time.weekday is not None):
            continue
        if chosen is not None:
            found = _within(told, when, chosen, members)
        else:
            found = _published(told, when, members, articles)
        if found is not None:
            return found
    return None


def _within(told: Told, when: When, chosen: When, members: Sequence[Told]) -> When | None:
    """A time within the longer one that another page gives, where only one stretch of it fits."""
    if chosen.earliest is None or chosen.latest is None:
        return None
    first, last = _ordinal(chosen.earliest), _ordinal(chosen.latest)
    source = next((one.report for one in members if one.report.date == chosen), None)
    fits = list(_stretches(told, first, last))
    if source is None or source.page_id == told.report.page_id or len(fits) != 1 or fits[0] == (first, last):
        return None
    return _dated(when, fits[0], f"{when.text}, in {chosen.text} as {source.page} says ({chosen.edtf})")


def _published(told: Told, when: When, members: Sequence[Told], articles: Mapping[str, Article]) -> When | None:
    """A time counted from the day on which another page of the event was published."""
    if told.published is not None:
        return None
    near = NEAR_IN_YEAR if any(mask[1] != "XX" for mask in told.time.mask) else NEAR
    for other in members:
        article = articles.get(other.report.page_id)
        if other.published is None or article is None or other.report.page_id == told.report.page_id:
            continue
        done = told.report.status in DONE
        low, high = (other.published - near, other.published) if done else (other.published, other.published + near)
        fits = list(_stretches(told, low, high))
        if fits:
            day = date.fromordinal(other.published)
            side = "not after" if done else "not before"
            reason = f"{when.text}, nearest {side} {day}, when {other.report.page} on the same event was published"
            return _dated(when, fits[-1] if done else fits[0], reason)
    return None


def _stretches(told: Told, low: int, high: int) -> Iterator[tuple[int, int]]:
    """The stretches between two days that an unanchored time can mean, in order."""
    masks = told.time.mask
    if masks and all(mask[2] == "XX" for mask in masks):
        return
    for first in range(low, high + 1):
        if not _fits(first, masks[0] if masks else None, told.time.weekday):
            continue
        if len(masks) < 2:
            yield first, first
            continue
        ends = (last for last in range(first, min(high, first + LONGEST) + 1) if _fits(last, masks[1], None))
        if (last := next(ends, None)) is not None:
            yield first, last


def _fits(day: int, mask: Mask | None, weekday: int | None) -> bool:
    """Whether a day is what a mask and a weekday allow."""
    when = date.fromordinal(day)
    if weekday is not None and when.weekday() != weekday:
        return False
    parts = when.isoformat().split("-")
    return mask is None or all("X" in said or said == part for said, part in zip(mask, parts, strict=True))


def _dated(when: When, days: tuple[int, int], reason: str) -> When:
    """An unanchored time with its days."""
    first, last = (date.fromordinal(day).isoformat() for day in days)
    edtf = first if first == last else f"{first}/{last}"
    fixed = replace(when, earliest=first, latest=last, edtf=edtf, unknown=None)
    return replace(fixed, basis="inferred", rule="merge:anchored", reason=reason)


def _ordinal(day: str) -> int:
    """The ordinal of an ISO day."""
    return date.fromisoformat(day[:10]).toordinal()
