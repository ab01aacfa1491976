"""Finds calendar dates that stand in full, with their clock times, in date lines, metadata and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from bede.clean.words import WORD, month_numbers, one_of

_LANGUAGES = (
    "bg ca cs da de el es et fi fr hr hu id is it lt lv ms nb nl pl pt ro ru sk sl sq sr sv sw tr uk vi".split()
)
_SECONDS = re.compile(r"\d{10}(?:\d{3})?$")
_SHORT_YEAR = r"[ -](?i:[a-z]{3,9})[ .,-]{1,3}['’]?\d\d$"
_GATE = re.compile(rf"\d(?:(?:(?<=1)9|(?<=2)0)\d\d|/\d\d?/\d\d|{_SHORT_YEAR})")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day, to the minute where a clock time stands with it, and where its words stand in the text searched.

    ``other`` is the second reading of figures that can be read two ways: ``iso`` has the day first.
    """

    iso: str
    start: int
    end: int
    other: str | None = None

    @property
    def day(self) -> str:
        """The day alone, as ``YYYY-MM-DD``."""
        return self.iso[:10]


@lru_cache(maxsize=1)
def clock_pattern() -> str:
    """Return a regular expression for a clock time with its zone, as it stands behind a day."""
    return (
        r"(?:[\s,|/•·@–-]|\b(?:at|um|à|alle|kl)\b|T(?=\d))*"
        r"(?P<hour>[012]?\d)(?:[:.h](?P<minute>[0-5]\d))?(?::[0-5]\d(?:\.\d+)?)?"
        r"\s*(?P<half>[ap]\.?m\b\.?)?"
        rf"\s*(?P<zone>(?:\(?(?:{one_of('zones')})\)?(?![a-z])|Z\b|[+-]\d\d:?\d\d))?"
    )


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    # A month may stick to a name before it where the markup between them is gone: "By Ada QuillMay 4, 2031".
    opening = r"(?:\b|(?<=[a-z])(?=(?-i:[A-Z])))"
    month = rf"(?P<month>{one_of('months')}|(?:{one_of('months_short')})\b)\.?"
    day = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
    year = r"(?P<year>(?:19|20)\d\d)(?=\D|$|[012]?\d:)"
    weekday = rf"(?:\b(?P<weekday>{one_of('weekdays')})\b[.,]?\s+)?"
    clock = rf"(?:{clock_pattern()})?"
    shapes = (
        rf"{weekday}{opening}{month}\s*{day},?\s+{year}{clock}",
        rf"{weekday}(?:the\s+)?(?<!\d){day}(?:\s+of)?[\s-]*\b{month}[\s,-]*{year}{clock}",
        rf"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-/.])(?P<month>[01]?\d)(?P=mark)(?P<day>[0-3]?\d)(?!\d){clock}",
        rf"{weekday}(?<![\d.])(?<!\d/)(?P<first>[0-3]?\d)(?P<mark>[/.-])(?P<second>[0-3]?\d)(?P=mark)"
        rf"(?P<year>(?:19|20)\d\d)(?!\d){clock}",
        rf"{weekday}(?<![\d/.])(?P<first>[0-3]?\d)(?P<mark>/)(?P<second>[0-3]?\d)/(?P<short>\d\d)(?![\d/]){clock}",
        # A day before its month and a year of two figures are all of a line.
        rf"^{weekday}{day}[\s-]{month}[\s,-]{{1,2}}['’]?(?P<short>\d\d)$",
        rf"(?<!\d)(?P<day>[0-3]?\d)(?:er|re|[.ºª])?\s*(?:\bde\s+|\bd['’])?(?P<foreign>[^\W\d_]{{3,12}})\.?,?\s+"
        rf"(?:\bdel?\s+)?{year}{clock}",
        rf"(?<!\d)(?P<year>(?:19|20)\d\d)\s?[年년]\s?(?P<month>[01]?\d)\s?[月월]\s?(?P<day>[0-3]?\d)\s?[日일]{clock}",
    )
    return tuple(re.compile(shape, re.IGNORECASE) for shape in shapes)


@lru_cache(maxsize=1)
def _foreign_months() -> dict[str, int]:
    """Return the numbers of the months by their names in other languages; a name of two months in two is none."""
    from babel.dates import get_month_names

    numbers: dict[str, set[int]] = {}
    for language in _LANGUAGES:
        for names in (
            get_month_names("wide", "format", language),
            get_month_names("wide", "stand-alone", language),
            get_month_names("abbreviated", "format", language),
        ):
            for number, name in names.items():
                word = re.split(r"[ ’]", name.strip("."))[-1].casefold()
                numbers.setdefault(word, set()).add(number)
    return {word: months.pop() for word, months in numbers.items() if len(months) == 1 and not word.isdigit()}


@lru_cache(maxsize=1)
def _weekday_numbers() -> dict[str, int]:
    return {day: number for number, day in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}


def weekday_number(word: str | None) -> int | None:
    """Return the number of a weekday by its name, Monday being 0, None where it is none."""
    return _weekday_numbers().get(word[:3].lower()) if word else None


def find_stamps(text: str) -> Iterator[Stamp]:
    """Yield the dates that the text gives in full, in order."""
    return iter(_stamps(text)) if _GATE.search(text) else iter(())


@lru_cache(maxsize=1 << 10)
def _stamps(text: str) -> tuple[Stamp, ...]:
    found: list[Stamp] = []
    lowered = text.lower()
    for pattern, sign in zip(_patterns(), _signs(lowered), strict=True):
        if not sign:
            continue
        for match in pattern.finditer(text):
            if any(stamp.start < match.end() and match.start() < stamp.end for stamp in found):
                continue
            if (readings := _readings(match)) is not None:
                end = match.start() + len(match.group().rstrip(" ,|(-"))
                found.append(Stamp(readings[0], match.start(), end, readings[1]))
    return tuple(sorted(found, key=lambda stamp: stamp.start))


def _signs(lowered: str) -> tuple[bool, ...]:
    """Return of each pattern whether a text has the signs without which it finds nothing."""
    named = any(month in lowered for month in month_numbers())
    slashed = "/" in lowered
    figures = slashed or "-" in lowered or "." in lowered
    return named, named, figures, figures, slashed, named, True, "年" in lowered or "년" in lowered


def _readings(match: re.Match[str]) -> tuple[str, str | None] | None:
    """Return the day of a match, and a second one where its figures can be read two ways; None where it is no day."""
    parts = match.groupdict()
    year = int(parts.get("year") or f"20{parts['short']}")
    clock = clock_of(parts)
    if "first" not in parts:
        month = _month(parts)
        day = _day(year, month, int(parts["day"])) if month else None
        return None if day is None else (day + clock, None)
    first, second = int(parts["first"]), int(parts["second"])
    day_first = _day(year, second, first)
    month_first = None if parts["mark"] == "." else _day(year, first, second)
    wanted = weekday_number(parts.get("weekday"))
    readings = [day for day in (day_first, month_first) if day is not None]
    if wanted is not None and len(readings) == 2:
        readings = [day for day in readings if date.fromisoformat(day).weekday() == wanted] or readings
    if not readings:
        return None
    other = readings[1] + clock if len(readings) == 2 and readings[0] != readings[1] else None
    return readings[0] + clock, other


def _month(parts: dict[str, str | None]) -> int | None:
    if foreign := parts.get("foreign"):
        return _foreign_months().get(foreign.casefold())
    month = parts["month"] or ""
    return int(month) if month.isdigit() else month_numbers()[month[:3].lower()]


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def clock_of(parts: dict[str, str | None]) -> str:
    """Return the clock time that a match of ``clock_pattern`` gives, as ``T18:05``, empty where it gives none."""
    hour, minute, half = parts.get("hour"), parts.get("minute"), (parts.get("half") or "").lower()
    zone = (parts.get("zone") or "").strip("() ").lower()
    if not half and zone in {"am", "pm", "a.m.", "p.m."}:
        half, zone = zone, ""
    if hour is None or (minute is None and not half):
        return ""
    number = int(hour)
    if half:
        if not 1 <= number <= 12:
            return ""
        number = number % 12 + (12 if half.startswith("p") else 0)
    if number > 23:
        return ""
    return f"T{number:02}:{minute or '00'}" + ("Z" if zone in {"z", "utc", "gmt"} else "")


def iso_stamp(text: str) -> str | None:
    """Return the day, or the minute, that an ISO 8601, Unix or spelt-out date says, None where it says none or two."""
    stamp = stamp_of(text)
    return stamp.iso if stamp and stamp.other is None else None


def stamp_of(text: str) -> Stamp | None:
    """Return the first date of a value of metadata, seconds since 1970 among them, None where it has none."""
    stripped = text.strip()
    if _SECONDS.match(stripped):
        moment = datetime.fromtimestamp(int(stripped[:10]), UTC)
        return Stamp(f"{moment:%Y-%m-%dT%H:%M}Z", 0, len(stripped))
    return next(find_stamps(stripped), None)


@lru_cache(maxsize=1)
def date_words() -> re.Pattern[str]:
    lists = one_of("published", "updated", "weekdays", "zones", "months", "months_short")
    return re.compile(
        rf"\b(?:{lists}|at|by|ago|min(?:ute)?s?|read|hours?|days?|an?|in|the)\b\.?|\W+|\d+", re.IGNORECASE
    )


def words_beside(text: str, places: Iterable[tuple[int, int]]) -> list[str]:
    """Return the words of a line that are neither in these places nor such as date lines are made of."""
    for start, end in sorted(places, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return WORD.findall(date_words().sub(" ", text))
