"""Which days a date is: months, seasons, holidays, parts of them, and the choice that publication and tense allow."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Literal

from bede.extract.times.words import FOLDER
from bede.lexicon.tables import rows

Tense = Literal["past", "future"]

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
YEARS = range(1, 9999)
FAR = 330  # days: beyond them the other neighbour is meant, whatever the tense of the verb ("moved to Oct. 3")
NEAR = 30
STALE = {"winter": 14}  # days after which "last winter" can mean the one just over
SEASON_STALE = 60


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of days: its ends where they are known, and the same in EDTF; ``unit`` is what it is counted in."""

    first: date | None
    last: date | None
    edtf: str
    unit: str


@dataclass(frozen=True, slots=True)
class Partial:
    """What a text says of a date; the rest is None.

    ``step`` is -1 for "last", 0 for "this", 1 for "next"; ``quarter`` counts from 1, ``half`` too.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    holiday: str | None = None
    step: int | None = None

    @property
    def unit(self) -> str:
        """The finest thing that is said."""
        if self.day is not None or self.weekday is not None or self.holiday is not None:
            return "day"
        for unit in ("month", "season", "quarter", "half"):
            if getattr(self, unit) is not None:
                return unit
        return "year"

    @property
    def label(self) -> str:
        """What a reader calls it: ``Tuesday``, ``27 September``, ``the 20th``."""
        if self.holiday:
            return self.holiday
        month = calendar.month_name[self.month] if self.month else ""
        if self.day:
            return f"{self.day} {month}" if month else f"day {self.day} of a month"
        if self.weekday is not None:
            return WEEKDAYS[self.weekday]
        if self.quarter or self.half:
            return f"quarter {self.quarter}" if self.quarter else f"half {self.half}"
        return self.season or month or "year"


def day(when: date) -> Stretch:
    """One day."""
    return Stretch(when, when, when.isoformat(), "day")


def days(first: date, last: date) -> Stretch:
    """All days from one to another, both included."""
    return day(first) if first == last else Stretch(first, last, f"{first}/{last}", "days")


def month(year: int, number: int) -> Stretch:
    """One month."""
    last = calendar.monthrange(year, number)[1]
    return Stretch(date(year, number, 1), date(year, number, last), f"{year:04}-{number:02}", "month")


def months(year: int, first: int, last: int, *, unit: str = "months") -> Stretch:
    """Some months of one year, as a quarter or a half has them."""
    one, two = month(year, first), month(year, last)
    return Stretch(one.first, two.last, f"{one.edtf}/{two.edtf}", unit)


def year(number: int) -> Stretch:
    """One year."""
    return Stretch(date(number, 1, 1), date(number, 12, 31), f"{number:04}", "year")


def years(first: int, last: int, *, edtf: str | None = None, unit: str = "years") -> Stretch:
    """Some years, both ends included; ``edtf`` where there is a shorter way to write them."""
    return Stretch(date(first, 1, 1), date(last, 12, 31), edtf or f"{first:04}/{last:04}", unit)


def decade(number: int) -> Stretch:
    """The ten years from ``number`` on, which ends in 0."""
    return years(number, number + 9, edtf=f"{number // 10:03}X", unit="decade")


def century(number: int) -> Stretch:
    """The years that share their first two digits, as the 19th century has 18."""
    return years(max(1, 100 * number - 100), 100 * number - 1, edtf=f"{number - 1:02}XX", unit="century")


def week(when: date) -> Stretch:
    """The week from Monday to Sunday that a day is in."""
    monday = when - timedelta(days=when.weekday())
    return Stretch(monday, monday + timedelta(days=6), f"{monday}/{monday + timedelta(days=6)}", "week")


def weekend(when: date) -> Stretch:
    """The Saturday and Sunday of the week that a day is in."""
    saturday = when + timedelta(days=5 - when.weekday())
    return Stretch(saturday, saturday + timedelta(days=1), f"{saturday}/{saturday + timedelta(days=1)}", "weekend")


def season(number: int, name: str) -> Stretch:
    """A season of the northern hemisphere, by the year in which it begins."""
    first, last, code = _seasons()[name]
    start, end = date.fromisoformat(f"{number:04}-{first}"), date.fromisoformat(f"{number:04}-{last}")
    if end < start:
        end = end.replace(year=number + 1)
    return Stretch(start, end, f"{number:04}-{code}", "season")


def fiscal(number: int) -> Stretch:
    """The fiscal year of the United States that ends in a year; approximate, since other states count otherwise."""
    return Stretch(date(number - 1, 10, 1), date(number, 9, 30), f"{number - 1:04}-10~/{number:04}-09~", "year")


def shift(when: date, number: int) -> date:
    """The day a number of months later, or the last day of that month where it is shorter."""
    index = when.year * 12 + when.month - 1 + number
    there, numeral = index // 12, index % 12 + 1
    return date(there, numeral, min(when.day, calendar.monthrange(there, numeral)[1]))


def part(whole: Stretch, edge: str) -> Stretch | None:
    """The early, middle or late third of a stretch, or its start or end; None for what has no parts."""
    if whole.first is None or whole.last is None:
        return None
    first, last, unit = whole.first, whole.last, whole.unit
    if unit == "day":
        return whole
    if edge.startswith(("half", "quarter")):
        size = 6 if edge.startswith("half") else 3
        number = int(edge.split()[1])
        if unit == "month" and size == 6:
            middle = first + timedelta(days=14)
            return days(first, middle) if number == 1 else days(middle + timedelta(days=1), last)
        return months(first.year, size * number - size + 1, size * number) if unit == "year" else None
    if unit == "year" and edge in ("start", "end"):
        return month(first.year, 1 if edge == "start" else 12)
    if unit == "year" and first.month == 1:
        start = {"early": 1, "mid": 5, "late": 9}[edge]
        return months(first.year, start, start + 3)
    if unit == "decade":
        low, high = {"early": (0, 3), "start": (0, 1), "mid": (4, 6), "late": (7, 9), "end": (8, 9)}[edge]
        return years(first.year + low, first.year + high)
    length = (last - first).days + 1
    third = max(1, {"week": 3, "month": 10}.get(unit, length // 3))
    if edge in ("start", "end"):
        third = min(third, 2 if unit in ("week", "weekend") else 7)
    if edge in ("early", "start"):
        return days(first, first + timedelta(days=third - 1))
    if edge == "end":
        return days(last - timedelta(days=third - 1), last)
    if edge == "late":
        return days(first + timedelta(days=2 * third if unit == "month" else length - third), last)
    return days(first + timedelta(days=third), first + timedelta(days=min(length, 2 * third) - 1))


def exists(partial: Partial) -> bool:
    """Whether some year has this day: there is no 31 February and no day 45."""
    if partial.day is None:
        return True
    longest = calendar.monthrange(partial.year or 2024, partial.month)[1] if partial.month else 31
    return 1 <= partial.day <= longest


def mask(partial: Partial) -> str:
    """A date in EDTF with X for what is not said; an impossible day is not said either."""
    there = "XXXX" if partial.year is None else f"{partial.year:04}"
    if partial.holiday:
        rule = _holidays()[partial.holiday][0]
        return f"{there}-{rule}" if re.fullmatch(r"\d\d-\d\d", rule) else f"{there}-XX-XX"
    if partial.season:
        return f"{there}-{_seasons()[partial.season][2]}"
    if partial.quarter:
        return f"{there}-{3 * partial.quarter - 2:02}/{there}-{3 * partial.quarter:02}"
    if partial.half:
        return f"{there}-{6 * partial.half - 5:02}/{there}-{6 * partial.half:02}"
    numeral = f"{partial.month:02}" if partial.month else "XX"
    if partial.unit == "day":
        return f"{there}-{numeral}-{partial.day:02}" if partial.day and exists(partial) else f"{there}-{numeral}-XX"
    return f"{there}-{numeral}" if partial.month else there


def candidates(partial: Partial, anchor: date) -> list[Stretch]:
    """What a date can mean in the years around an anchor, in order; empty for a day that does not exist."""
    if partial.year is not None:
        return list(_in_year(partial, partial.year)) if partial.year in YEARS else []
    if partial.unit == "day" and partial.month is None and partial.holiday is None:
        return list(_days_around(partial, anchor))
    reach = 9 if partial.weekday is not None or partial.day == 29 else 2
    around = range(anchor.year - reach, anchor.year + reach + 1)
    return [found for number in around if number in YEARS for found in _in_year(partial, number)]


def choose(partial: Partial, anchor: date, *, tense: Tense | None, strict: bool) -> tuple[Stretch, str] | None:
    """The meaning that publication and tense allow, and why; None where there is none.

    ``strict`` keeps a past date before and a future date after publication even where the other is much nearer.
    """
    found = candidates(partial, anchor)
    label = partial.label
    if partial.year is not None:
        return (found[0], "the year is said") if found else None
    if partial.step is not None and partial.unit != "year":
        found = _step(partial, found, anchor=anchor, tense=tense)
        if not found:
            return None
        word = ("last", "this", "next")[partial.step + 1]
        return found[0], f"{word} {label}, counted from publication"
    recurs = partial.unit in ("quarter", "half") or (partial.month is None and partial.holiday is None)
    past = [one for one in found if one.first is not None and one.first <= anchor]
    coming = [one for one in found if one.last is not None and one.last >= anchor]
    if tense is None and recurs and partial.unit != "season":
        tense, why = "past", f"nearest {label} not after publication"
    elif tense == "past":
        why = f"nearest {label} not after publication, as the verb is past"
    elif tense == "future":
        why = f"nearest {label} not before publication, as the verb is future"
    else:
        why = f"the {label} nearest to publication"
    if tense is None or (
        not strict and partial.unit == "day" and not recurs and _overshoots(past, coming, anchor, tense)
    ):
        nearest = min([*past[-1:], *coming[:1]], key=lambda one: _distance(one, anchor), default=None)
        return (nearest, f"the {label} nearest to publication") if nearest else None
    chosen = past[-1:] if tense == "past" else coming[:1]
    return (chosen[0], why) if chosen else None


def before(partial: Partial, limit: date, *, anchor: date) -> Stretch | None:
    """The last meaning that begins not after a day, for the start of a range."""
    found = [one for one in candidates(partial, anchor) if one.first is not None and one.first <= limit]
    return found[-1] if found else None


def after(partial: Partial, limit: date, *, anchor: date) -> Stretch | None:
    """The first meaning that begins not before a day, for the end of a range."""
    found = [one for one in candidates(partial, anchor) if one.first is not None and one.first >= limit]
    return found[0] if found else None


def easter(number: int, *, orthodox: bool = False) -> date:
    """Easter Sunday in the civil calendar (Western: Meeus, Jones and Butcher; Orthodox: Meeus), from 1900 to 2099."""
    if orthodox:
        moon = (19 * (number % 19) + 15) % 30
        sunday = (2 * (number % 4) + 4 * (number % 7) - moon + 34) % 7
        index = moon + sunday + 114
        return date(number, index // 31, index % 31 + 1) + timedelta(days=13)
    golden, century_, rest = number % 19, number // 100, number % 100
    leap = (century_ + 8) // 25
    epact = (19 * golden + century_ - century_ // 4 - (century_ - leap + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century_ % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    index = epact + weekday - 7 * correction + 114
    return date(number, index // 31, index % 31 + 1)


def islamic(number: int, numeral: int, when: int) -> date:
    """A day of the tabular Islamic calendar in the civil one; the sighted moon may differ by a day."""
    elapsed = (11 * number + 3) // 30 + 354 * number + 30 * numeral - (numeral - 1) // 2 + when
    return date.fromordinal(elapsed + 1948440 - 385 - 1721425)


def holiday(name: str, number: int) -> list[Stretch]:
    """A holiday's days in one year: two where the Islamic year begins twice, none where no table has it."""
    rule, length = _holidays()[name]
    if rule == "table":
        firsts = [first for first in _moving().get(name, ()) if first.year == number]
    elif fixed := re.fullmatch(r"(\d\d)-(\d\d)~?", rule):
        firsts = [date(number, int(fixed[1]), int(fixed[2]))]
    elif moving := re.fullmatch(r"(easter|orthodox)([+-]\d+)", rule):
        firsts = [easter(number, orthodox=moving[1] == "orthodox") + timedelta(days=int(moving[2]))]
    elif lunar := re.fullmatch(r"hijri (\d\d)-(\d\d)", rule):
        guess = (number - 622) * 33 // 32
        firsts = [islamic(guess + one, int(lunar[1]), int(lunar[2])) for one in (-1, 0, 1, 2)]
        firsts = [first for first in firsts if first.year == number]
    else:
        weekday, nth, numeral = rule.split()
        firsts = [_nth_weekday(number, int(numeral), weekday=weekday, nth=int(nth))]
    about = rule.startswith("hijri") or rule.endswith("~")
    return [_festival(first, length=length, about=about) for first in firsts]


def _festival(first: date, *, length: int, about: bool) -> Stretch:
    """The days of a festival; a computed one may begin or end a day earlier or later."""
    last = first + timedelta(days=length - 1)
    if not about:
        return replace(days(first, last), unit="day" if length == 1 else "days")
    edtf = f"{first}~" if length == 1 else f"{first}~/{last}~"
    return Stretch(first - timedelta(days=1), last + timedelta(days=1), edtf, "day" if length == 1 else "days")


def _nth_weekday(number: int, numeral: int, *, weekday: str, nth: int) -> date:
    """A month's n-th weekday, -1 for the last."""
    wanted = next(index for index, name in enumerate(WEEKDAYS) if name.lower().startswith(weekday))
    first = date(number, numeral, 1)
    all_days = [first + timedelta(days=offset) for offset in range(calendar.monthrange(number, numeral)[1])]
    return [one for one in all_days if one.weekday() == wanted][nth - 1 if nth > 0 else nth]


def _in_year(partial: Partial, number: int) -> Iterator[Stretch]:
    """What a date means in one year; nothing where the year lacks that day or it is another weekday."""
    if partial.holiday:
        yield from holiday(partial.holiday, number) if 1900 <= number < 2100 else ()
    elif partial.season:
        yield season(number, partial.season)
    elif partial.quarter:
        yield months(number, 3 * partial.quarter - 2, 3 * partial.quarter, unit="quarter")
    elif partial.half:
        yield months(number, 6 * partial.half - 5, 6 * partial.half, unit="half")
    elif partial.month is None:
        yield year(number)
    elif partial.day is None:
        yield month(number, partial.month)
    elif exists(replace(partial, year=number)):
        found = date(number, partial.month, partial.day)
        # A weekday that contradicts a full date is a slip of the writer; without a year it tells which year is meant.
        if partial.weekday is None or partial.year is not None or found.weekday() == partial.weekday:
            yield day(found)


def _days_around(partial: Partial, anchor: date) -> Iterator[Stretch]:
    """The days near an anchor that a weekday or a day of the month can mean; both together look half a year around."""
    if partial.day is None:
        for offset in range(-15, 16):
            found = anchor + timedelta(days=offset)
            if found.weekday() == partial.weekday:
                yield day(found)
        return
    for offset in range(-6, 7):
        there = shift(anchor.replace(day=1), offset)
        if partial.day <= calendar.monthrange(there.year, there.month)[1]:
            found = there.replace(day=partial.day)
            if partial.weekday is None or found.weekday() == partial.weekday:
                yield day(found)


def _step(partial: Partial, found: list[Stretch], *, anchor: date, tense: Tense | None) -> list[Stretch]:
    """What "last", "this" or "next" leaves of the candidates, the one meant first."""
    past = [one for one in reversed(found) if one.last is not None and one.last < anchor]
    coming = [one for one in found if one.first is not None and one.first > anchor]
    if partial.step == -1:
        # "last summer" in September is not the summer that ended five days ago
        slack = STALE.get(partial.season, SEASON_STALE) if partial.season else 0
        limit = anchor - timedelta(days=slack)
        if partial.unit == "month":
            limit = anchor.replace(day=1)
        return [one for one in past if one.last is not None and one.last <= limit]
    if partial.step == 1:
        if partial.weekday is not None and partial.month is None and partial.day is None:
            monday = anchor + timedelta(days=7 - anchor.weekday())
            return [one for one in coming if one.first is not None and one.first >= monday]
        return coming
    holds = [one for one in found if one.first and one.last and one.first <= anchor <= one.last]
    if tense == "past":
        return [*holds, *past]
    if tense == "future":
        return [*holds, *coming]
    if partial.weekday is not None:
        this_week = anchor - timedelta(days=anchor.weekday())
        return [one for one in found if one.first is not None and one.first >= this_week]
    same = [one for one in found if one.first is not None and one.first.year == anchor.year]
    return [*holds, *same]


def _overshoots(past: list[Stretch], coming: list[Stretch], anchor: date, tense: Tense | None) -> bool:
    """Whether the tense points most of a year away while the neighbour on the other side is a few weeks off."""
    wanted, other = (past[-1:], coming[:1]) if tense == "past" else (coming[:1], past[-1:])
    return bool(other) and _distance(other[0], anchor) <= NEAR and (not wanted or _distance(wanted[0], anchor) > FAR)


def _distance(one: Stretch, anchor: date) -> int:
    """Days between a stretch and an anchor, 0 where it holds it."""
    if one.first is None or one.last is None:
        return 0
    return max(0, (one.first - anchor).days, (anchor - one.last).days)


@cache
def _seasons() -> dict[str, tuple[str, str, str]]:
    """The seasons: first and last month-day, EDTF code."""
    columns = ("season", "first", "last", "code")
    return {row["season"]: (row["first"], row["last"], row["code"]) for row in rows(FOLDER / "seasons.tsv", columns)}


@cache
def _holidays() -> dict[str, tuple[str, int]]:
    """The holidays: the rule for the first day, and the number of days."""
    found = rows(FOLDER / "holidays.tsv", ("name", "day", "days"))
    return {row["name"]: (row["day"], int(row["days"])) for row in found}


@cache
def _moving() -> dict[str, tuple[date, ...]]:
    """First days of the holidays that are looked up."""
    found: dict[str, tuple[date, ...]] = {}
    for row in rows(FOLDER / "moving.tsv", ("name", "day")):
        found[row["name"]] = (*found.get(row["name"], ()), date.fromisoformat(row["day"]))
    return found


def holiday_names() -> tuple[str, ...]:
    """The names of all holidays."""
    return tuple(_holidays())


def units_of(whole: Stretch, unit: str, *, nth: int, count: int) -> Stretch | None:
    """So many days, weeks, months or years of a stretch: from its ``nth`` on, or its last ones (-1)."""
    first, last = whole.first, whole.last
    if first is None or last is None or nth == 0 or not 1 <= count <= 1000:
        return None
    if unit in ("day", "week", "weekend"):
        size = 1 if unit == "day" else 7
        start = first + timedelta(days=size * (nth - 1)) if nth > 0 else last - timedelta(days=size * count - 1)
        found = days(start, start + timedelta(days=size * count - 1))
    elif unit in ("month", "quarter") and whole.unit in ("year", "months", "half", "quarter"):
        size = 1 if unit == "month" else 3
        begin = first.month + size * (nth - 1) if nth > 0 else last.month - size * count + 1
        if begin < 1 or begin + size * count - 1 > 12:
            return None
        found = month(first.year, begin) if size * count == 1 else months(first.year, begin, begin + size * count - 1)
    elif unit == "year" and whole.unit in ("decade", "century"):
        begin = first.year + nth - 1 if nth > 0 else last.year - count + 1
        found = years(begin, begin + count - 1) if count > 1 else year(begin)
    else:
        return None
    return found if found.first and found.last and first <= found.first and found.last <= last else None
