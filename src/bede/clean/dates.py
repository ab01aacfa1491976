"""Finds calendar dates that stand in full, with their clock times, in date lines, metadata and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bede.clean.words import month_numbers, one_of


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day, to the minute where a clock time stands with it, and where its words stand in the text searched."""

    iso: str
    start: int
    end: int

    @property
    def day(self) -> str:
        """The day alone, as ``YYYY-MM-DD``."""
        return self.iso[:10]


@lru_cache(maxsize=1)
def _clock() -> str:
    return (
        r"(?:[\s,|•·@–-]|\bat\b|T(?=\d))*"
        r"(?P<hour>[012]?\d)(?:[:.](?P<minute>[0-5]\d))?(?::[0-5]\d(?:\.\d+)?)?"
        r"\s*(?P<half>[ap]\.?m\b\.?)?"
        rf"\s*(?P<zone>(?:\(?(?:{one_of('zones')})\)?(?![a-z])|Z\b|[+-]\d\d:?\d\d))?"
    )


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    month = rf"(?P<month>{one_of('months')}|(?:{one_of('months_short')})\b)\.?"
    day = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
    year = r"(?P<year>(?:19|20)\d\d)(?=\D|$|[012]?\d:)"
    weekday = rf"(?:\b(?:{one_of('weekdays')})\b[.,]?\s+)?"
    clock = rf"(?:{_clock()})?"
    shapes = (
        rf"{weekday}\b{month}\s*{day},?\s+{year}{clock}",
        rf"{weekday}(?<!\d){day}(?:\s+of)?[\s-]*\b{month}[\s,-]*{year}{clock}",
        rf"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-/.])(?P<month>[01]?\d)(?P=mark)(?P<day>[0-3]?\d)(?!\d){clock}",
        rf"(?<![\d/.])(?P<first>[0-3]?\d)(?P<mark>[/.-])(?P<second>[0-3]?\d)(?P=mark)(?P<year>(?:19|20)\d\d)(?!\d){clock}",
        rf"(?<![\d/.])(?P<first>[0-3]?\d)(?P<mark>/)(?P<second>[0-3]?\d)/(?P<short>\d\d)(?![\d/]){clock}",
    )
    return tuple(re.compile(shape, re.IGNORECASE) for shape in shapes)


@lru_cache(maxsize=1)
def _gate() -> re.Pattern[str]:
    return re.compile(r"(?:19|20)\d\d|\d/\d\d?/\d\d")


def find_stamps(text: str) -> Iterator[Stamp]:
    """Yield the dates that the text gives in full, in order; one whose day and month can not be told apart is none."""
    if not _gate().search(text):
        return
    found: list[Stamp] = []
    for pattern in _patterns():
        for match in pattern.finditer(text):
            iso = _iso(match)
            if iso is None or any(stamp.start < match.end() and match.start() < stamp.end for stamp in found):
                continue
            found.append(Stamp(iso, match.start(), match.start() + len(match.group().rstrip(" ,|(-"))))
    yield from sorted(found, key=lambda stamp: stamp.start)


def _iso(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    if "first" in parts:
        first, second = int(parts["first"]), int(parts["second"])
        if parts["mark"] == "." or first > 12:
            day, month = first, second
        elif second > 12 or first == second:
            day, month = second, first
        else:
            return None
    else:
        day = int(parts["day"])
        month = int(parts["month"]) if parts["month"].isdigit() else month_numbers()[parts["month"][:3].lower()]
    try:
        iso = date(int(parts.get("year") or f"20{parts['short']}"), month, day).isoformat()
    except ValueError:
        return None
    return iso + _time(parts)


def _time(parts: dict[str, str | None]) -> str:
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
    """Return the day, or the minute, that an ISO 8601 or spelt-out date says, None where it says none."""
    stamp = next(find_stamps(text.strip()), None)
    return stamp.iso if stamp else None
