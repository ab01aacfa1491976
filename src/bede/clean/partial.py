"""Finds dates that are not given in full: a month and its year, a day without a year, an age ("2 hours ago")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from bede.clean.dates import clock_of, clock_pattern, weekday_number
from bede.clean.words import month_numbers, one_of

_UNITS = {"mi": 1, "ho": 60, "hr": 60, "da": 1440, "we": 10080}
_YEARS_BACK = 12


@dataclass(frozen=True, slots=True)
class Partial:
    """A date without its day or its year, and where its words stand in the text searched."""

    month: int
    day: int | None
    year: int | None
    weekday: int | None
    clock: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _shapes() -> tuple[re.Pattern[str], ...]:
    month = rf"\b(?P<month>{one_of('months')}|(?:{one_of('months_short')})\b)\.?"
    weekday = rf"(?:\b(?P<weekday>{one_of('weekdays')})\b[.,]?\s+)?"
    day = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:])"
    clock = rf"(?:{clock_pattern()})?"
    return (
        re.compile(rf"{month},?\s+(?P<year>(?:19|20)\d\d)\b(?!:)", re.IGNORECASE),
        re.compile(rf"{weekday}{month}\s+{day}{clock}", re.IGNORECASE),
        re.compile(rf"{weekday}(?<!\d){day}\s+{month}(?![a-z]){clock}", re.IGNORECASE),
    )


def find_partial(text: str) -> Partial | None:
    """Return the first month with a year, or day with a month, that the text gives; None where it gives none."""
    for shape in _shapes():
        if (match := shape.search(text)) is not None:
            parts = match.groupdict()
            return Partial(
                month=month_numbers()[match["month"][:3].lower()],
                day=int(parts["day"]) if parts.get("day") else None,
                year=int(parts["year"]) if parts.get("year") else None,
                weekday=weekday_number(parts.get("weekday")),
                clock=clock_of(parts),
                start=match.start(),
                end=match.start() + len(match.group().rstrip(" ,|(-")),
            )
    return None


def month_interval(year: int, month: int) -> tuple[str, str]:
    """Return the first and the last day of a month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1).isoformat(), (following - timedelta(days=1)).isoformat()


def in_year(partial: Partial, year: int) -> date | None:
    """Return the day of a date without a year in this year, None where its weekday is another or it is no day."""
    if partial.day is None:
        return None
    try:
        day = date(year, partial.month, partial.day)
    except ValueError:
        return None
    return None if partial.weekday is not None and day.weekday() != partial.weekday else day


def last_before(partial: Partial, limit: date) -> date | None:
    """Return the last day up to the limit that a date without a year can be, None where it is no day."""
    years = range(limit.year, limit.year - _YEARS_BACK, -1)
    return next((day for year in years if (day := in_year(partial, year)) is not None and day <= limit), None)


@lru_cache(maxsize=1)
def _age() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:(?P<count>\d{1,3}|an?|one)\s?(?P<unit>min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?)\s+ago\b"
        r"|(?P<word>yesterday|just now))",
        re.IGNORECASE,
    )


def find_age(text: str, *, crawled: str) -> tuple[datetime, datetime, int, int] | None:
    """Return between which minutes "2 hours ago" and the like was, seen from the crawl, and where the words stand.

    ``crawled`` is an ISO day or minute; of a day alone every minute is possible.
    """
    match = _age().search(text)
    if match is None:
        return None
    first = datetime.fromisoformat(crawled[:16])
    last = first if len(crawled) > 10 else first + timedelta(hours=23, minutes=59)
    if match["word"]:
        if match["word"].lower() == "just now":
            return first - timedelta(hours=1), last, match.start(), match.end()
        day = datetime(first.year, first.month, first.day) - timedelta(days=1)
        return day, day + timedelta(hours=23, minutes=59), match.start(), match.end()
    count = int(match["count"]) if match["count"].isdigit() else 1
    unit = match["unit"][:2].lower()
    short = long = _UNITS.get(unit, 0)
    if not short:
        short, long = (28 * 1440, 31 * 1440) if match["unit"].lower().startswith("mo") else (365 * 1440, 366 * 1440)
    try:
        oldest, newest = timedelta(minutes=(count + 1) * long - 1), timedelta(minutes=count * short)
        return first - oldest, last - newest, match.start(), match.end()
    except OverflowError:
        return None
