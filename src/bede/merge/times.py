"""Times: how far those of two reports agree, on the calendar, by days of publication, or by what is fixed of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from bede.merge.manner import CONTINUING, ONCE
from bede.merge.participants import AGAINST
from bede.merge.told import JOINT, NARROW, OPEN, PHYSICAL, Time, Told

NOWHEN = -1.2
"""Neither the text nor its page says when: other things have to speak for one happening."""

DECIDED = 2  # days for which some still say that will be done what others say has been: a measure decided upon
REFERRED = 1.2  # what it weighs that a report without a time refers to what its page tells of
CLOSE, TOLD_AT_ONCE = 0.8, 0.8  # what times that agree as closely weigh more of attacks, which are told at once
COURSE = 2.0  # what it weighs that both tell of a course of action within some hundred days


def time_agreement(one: Told, other: Told) -> tuple[float, str]:
    """How far the times agree, and in which words."""
    if one.time.days and other.time.days:
        return _dated(one, one.time.days, other, other.time.days)
    if refers(one, other) and not _says(one if one.back else other):
        return REFERRED, ""
    if one.time.days:
        weight, how = _half_dated(one, one.time.days, other)
    elif other.time.days:
        weight, how = _half_dated(other, other.time.days, one)
    else:
        weight, how = _undated(one, other)
    news = one.report.act == "ASSAULT" and one.report.status == other.report.status == "actual"
    return (weight + TOLD_AT_ONCE if news and weight >= CLOSE else weight), how


def refers(one: Told, other: Told) -> bool:
    """Whether of two reports of a page one may mean what the other tells: "the attack" what is told before it."""
    if one.back == other.back or one.report.page_id != other.report.page_id:
        return False
    back, told = (one, other) if one.back else (other, one)
    return back.cast.claim or told.report.trigger.start < back.report.trigger.start


def _says(one: Told) -> bool:
    """Whether a report says anything of when it was."""
    return bool(one.time.days or one.time.mask or one.time.weekday is not None)


def without_days(one: Told, other: Told) -> bool:
    """Whether of an occasion that two reports tell of only the days of publication say when it was."""
    said = one.time.days or other.time.days or one.time.mask or other.time.mask
    return not (said or one.course or one.report.act in CONTINUING)


def _dated(one: Told, mine: tuple[int, int], other: Told, theirs: tuple[int, int]) -> tuple[float, str]:
    """Two times on the calendar."""
    gap = max(mine[0], theirs[0]) - min(mine[1], theirs[1])
    both = one.time.narrow and other.time.narrow
    if gap > 0:
        return (-4.5, "") if gap == 1 and both and one.report.act not in PHYSICAL else (AGAINST, "")
    if both:
        longest = max(mine[1] - mine[0], theirs[1] - theirs[0])
        return (3.0, "same day") if longest == 0 else (2.2, "overlapping days")
    if mine == theirs:
        return 1.5, "same period"
    return (0.7, "") if max(mine[1] - mine[0], theirs[1] - theirs[0]) < 40 else (0.3, "")


def _undated(one: Told, other: Told) -> tuple[float, str]:
    """Two times of which neither is on the calendar: the days of publication have to do."""
    fixed = _masks(one.time, other.time)
    if fixed <= AGAINST:
        return AGAINST, ""
    statuses = {one.report.status, other.report.status}
    if "historical" in statuses:
        return (fixed - 4.0, "") if "future" in statuses else (fixed + 0.3, "")
    if one.published is None or other.published is None:
        same_page = one.report.page_id == other.report.page_id
        return fixed or (0.0 if same_page else NOWHEN), ""
    gap = abs(one.published - other.published)
    if one.course and one.course == other.course and gap <= OPEN:
        return fixed + COURSE, "a course of action"
    if one.report.act in CONTINUING and gap <= OPEN:
        return fixed + 1.0, "" if one.report.page_id == other.report.page_id else "a course of action"
    if statuses == {"future", "actual"}:
        later, earlier = (one, other) if one.published >= other.published else (other, one)
        if later.report.status == "future" and earlier.report.status == "actual" and gap > 0:
            decided = gap <= DECIDED and later.report.act not in JOINT | PHYSICAL
            return (fixed if decided else AGAINST), ""
        return (fixed + 0.5 if gap <= 14 else fixed - 0.5 if gap <= 60 else fixed - 3.0), "announced, then done"
    if statuses == {"future"} or "hypothetical" in statuses:
        return fixed + (1.0 if gap <= 7 else 0.0 if gap <= 30 else -2.0), ""
    if one.report.page_id == other.report.page_id:
        return fixed + 1.0, ""
    if gap <= 1:
        return fixed + (1.2 if gap == 0 else 1.0), "published at the same time"
    return fixed + (0.3 if gap <= 3 else -0.7 if gap <= 7 else -2.5 if gap <= 30 else -5.0), ""


def _half_dated(dated: Told, days: tuple[int, int], undated: Told) -> tuple[float, str]:
    """A time on the calendar, and one that is not."""
    first, last = days
    weekday = undated.time.weekday
    if weekday is not None and last - first < 3 and all((day - 1) % 7 != weekday for day in range(first, last + 1)):
        return AGAINST, ""
    fixed = _masked(undated.time, first, last)
    if fixed <= AGAINST:
        return AGAINST, ""
    day = undated.published
    how = "the same days without a month" if fixed > 0 else ""
    if day is None:
        return fixed or NOWHEN, how
    status = undated.report.status
    if status == "historical":
        return (fixed + 0.8 if first <= day else AGAINST), how or "recalled later"
    if status in ("future", "hypothetical"):
        if last < day - 1:
            return AGAINST, ""
        ahead = 0 if undated.modes & ONCE else first - day
        how = how or "announced before"
        return fixed + (0.8 if ahead <= 14 else 0.4 if ahead <= 60 else -1.0 if ahead <= 180 else -3.0), how
    if first > day + 1:
        return (AGAINST, "") if dated.report.status in ("actual", "historical") else (-2.0, "")
    ago = max(0, day - last)
    if not dated.time.narrow:
        return fixed + 0.2, how
    return fixed + (1.2 if ago <= 1 else 0.8 if ago == 2 else 0.0 if ago <= 7 else -1.5 if ago <= 60 else -2.5), how


def _masks(one: Time, other: Time) -> float:
    """How far the fixed parts of two unanchored times agree."""
    if not one.mask or not other.mask:
        return 0.0
    start, end, begin, stop = one.mask[0], one.mask[-1], other.mask[0], other.mask[-1]
    if not _fits(start[:2], begin[:2]) and not _fits(end[:2], stop[:2]):
        return AGAINST
    if start[1] != end[1] or begin[1] != stop[1] or not all(day[2].isdigit() for day in (start, end, begin, stop)):
        return 0.4
    return 1.5 if start[2] <= stop[2] and begin[2] <= end[2] else AGAINST


def _masked(time: Time, first: int, last: int) -> float:
    """How far the fixed parts of an unanchored time agree with days of the calendar."""
    if not time.mask:
        return 0.0
    days = [_parts(day) for day in range(first, min(last, first + 400) + 1)]
    start, end = time.mask[0], time.mask[-1]
    if any(_fits(start, day) for day in days) or any(_fits(end, day) for day in days):
        return 1.5 if last - first < NARROW and "X" not in start[2] else 0.4
    if start[2].isdigit() and end[2].isdigit() and any(start[2] <= day[2] <= end[2] for day in days):
        return 1.0 if last - first < NARROW else 0.4
    return AGAINST


@lru_cache(maxsize=20_000)
def _parts(day: int) -> tuple[str, str, str]:
    """Year, month and day of an ordinal day."""
    year, month, number = date.fromordinal(day).isoformat().split("-")
    return year, month, number


def _fits(mask: Sequence[str], day: Sequence[str]) -> bool:
    """Whether the fixed figures of two days are the same."""
    return all(
        figure == other or "X" in (figure, other)
        for part, counterpart in zip(mask, day, strict=True)
        for figure, other in zip(part, counterpart, strict=True)
    )
