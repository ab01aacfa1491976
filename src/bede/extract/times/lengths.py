"""Lengths of time and where they lie: two weeks ago, in 48 hours, for months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bede.extract.times import calendar
from bede.extract.times.calendar import Stretch
from bede.extract.times.words import words

MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
DAYS = {"day": 1, "weekend": 7, "week": 7, "fortnight": 14}
LONGEST = 9000  # months: longer lengths reach before the years that a date can have


@dataclass(frozen=True, slots=True)
class Length:
    """A number of units, None where the text does not count ("for months"); ``beyond`` is "more than"."""

    unit: str
    number: float | None
    about: bool = False
    beyond: bool = False
    plural: bool = False

    @property
    def months(self) -> int | None:
        """The length in months, None where it is counted in days or not at all."""
        factor = MONTHS.get(self.unit)
        return None if factor is None or self.number is None else round(factor * self.number)

    @property
    def days(self) -> int | None:
        """The length in whole days, None where it is counted in months or not at all."""
        if self.number is None:
            return None
        if self.unit in ("hour", "minute"):
            return int(-(-self.number // (24 if self.unit == "hour" else 1440)))
        return round(DAYS[self.unit] * self.number) if self.unit in DAYS else None

    @property
    def counted(self) -> bool:
        """Whether the length has a number that a calendar can go."""
        months, days = self.months, self.days
        return (months is not None and months <= LONGEST) or (days is not None and days <= 30 * LONGEST)

    @property
    def fine(self) -> str:
        """How precise its far end is: a day, a month or a year."""
        return "day" if self.unit not in MONTHS else "year" if self.unit in ("decade", "century") else "month"


def length_of(
    unit: str,
    *,
    number: str | None = None,
    vague: bool = False,
    half: bool = False,
    about: bool = False,
    beyond: bool = False,
) -> Length | None:
    """A length from its words; one unit where a single one has no number ("the past year")."""
    singular = words("unit")[unit]
    plural = unit != singular
    count = None if vague or (number is None and plural) else _count(number)
    if count is not None and half:
        count += 0.5
    if count == 0:
        return None
    return Length(singular, count, about=about, beyond=beyond, plural=plural)


def _count(number: str | None) -> float:
    """A number in digits or words; a compound such as ``twenty-one`` is the sum of its words."""
    if number is None:
        return 1
    lowered = " ".join(number.lower().split())
    if lowered.isdigit():
        return int(lowered)
    values = words("number")
    return float(values[lowered]) if lowered in values else sum(float(values[one]) for one in lowered.split("-"))


def between(first: date | None, last: date | None, *, masked: str = "XXXX-XX-XX", past: bool = True) -> Stretch:
    """A stretch with one end open, the past one first; both masked where the other end is not known either."""
    if first is None and last is None:
        return Stretch(None, None, f"/{masked}" if past else f"{masked}/", "open")
    return Stretch(first, last, f"{first or ''}/{last or ''}", "open")


def _mark(when: date, *, fine: str, about: bool) -> str:
    """One end in EDTF, as precise as its length is."""
    written = {"day": when.isoformat(), "month": when.isoformat()[:7], "year": when.isoformat()[:4]}[fine]
    return written + ("~" if about else "")


def _moved(length: Length, anchor: date, *, sign: int) -> date | None:
    """The day that lies a length away; None beyond the calendar."""
    months, days = length.months, length.days
    if months is not None:
        there = anchor.year * 12 + anchor.month - 1 + sign * months
        return calendar.shift(anchor, sign * months) if 12 <= there < 9998 * 12 else None
    target = anchor.toordinal() + sign * (days or 0)
    return date.fromordinal(target) if 1 <= target <= date.max.toordinal() else None


def behind(length: Length, anchor: date | None) -> Stretch:
    """From a length ago up to publication; open where the length is not counted."""
    if anchor is None:
        if not length.counted:
            return between(None, None)
        mask = {"day": "XXXX-XX-XX", "month": "XXXX-XX", "year": "XXXX"}[length.fine]
        return Stretch(None, None, f"{mask}/{mask}", "days")
    first = _moved(length, anchor, sign=-1) if length.counted else None
    if first is None or length.beyond:
        return between(None, anchor)
    mark = _mark(first, fine=length.fine, about=length.about)
    return (
        Stretch(_floor(first, length.fine), anchor, f"{mark}/{anchor}", "days")
        if first != anchor
        else calendar.day(anchor)
    )


def ahead(length: Length, anchor: date | None) -> Stretch:
    """From publication to the end of a length; open where the length is not counted."""
    if anchor is None:
        return between(None, None, past=False)
    last = _moved(length, anchor, sign=1) if length.counted else None
    if last is None or length.beyond:
        return between(anchor, None)
    mark = _mark(last, fine=length.fine, about=length.about)
    return (
        Stretch(anchor, _ceiling(last, length.fine), f"{anchor}/{mark}", "days")
        if last != anchor
        else calendar.day(anchor)
    )


def point(length: Length, anchor: date | None, *, sign: int) -> Stretch:
    """About the day that lies a length before (-1) or after (1) publication: the rounder the length, the wider."""
    fine = length.fine
    if (
        fine == "month"
        and length.unit == "year"
        and (length.number or 0) >= 2
        and length.number == int(length.number or 0)
    ):
        fine = "year"
    if anchor is None:
        mask = {"day": "XXXX-XX-XX", "month": "XXXX-XX", "year": "XXXX"}[fine]
        if not length.counted:
            return between(None, None, past=sign < 0)
        return Stretch(None, None, mask, fine)
    there = _moved(length, anchor, sign=sign) if length.counted else None
    if there is None:
        if not length.plural or length.unit not in ("hour", "minute"):
            return between(None, anchor) if sign < 0 else between(anchor, None)
        return calendar.day(anchor)
    if length.beyond and sign < 0:
        return Stretch(None, _ceiling(there, fine), f"/{_mark(there, fine=fine, about=False)}", "open")
    if length.beyond:
        return Stretch(_floor(there, fine), None, f"{_mark(there, fine=fine, about=False)}/", "open")
    if length.unit in ("hour", "minute", "day") and not length.about:
        return calendar.day(there)
    mark = _mark(there, fine=fine, about=True)
    if fine == "day":
        slack = timedelta(days=3 if length.unit != "day" else 1)
        return Stretch(there - slack, there + slack, mark, "day")
    return Stretch(_floor(there, fine), _ceiling(there, fine), mark, fine)


def _floor(when: date, fine: str) -> date:
    """The first day of the month or year that a day is in, or the day."""
    return when if fine == "day" else when.replace(day=1) if fine == "month" else when.replace(month=1, day=1)


def _ceiling(when: date, fine: str) -> date:
    """The last day of the month or year that a day is in, or the day."""
    if fine == "day":
        return when
    whole = calendar.month(when.year, when.month) if fine == "month" else calendar.year(when.year)
    return whole.last or when
