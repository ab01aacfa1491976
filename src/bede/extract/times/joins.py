"""Neighbouring expressions that make one: "Tuesday" + "last week", "March" + "to" + "June"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bede.extract.times import calendar
from bede.extract.times.grammar import lefts
from bede.extract.times.reading import DAYS, PERIODS, SILENT, Atom, Reading, ranged
from bede.extract.times.words import either, words

JOINED = 14  # characters that may stand between two expressions that make one
Join = Callable[[Reading, Atom, Atom], Atom | None]


def _weekday_date(reading: Reading, left: Atom, right: Atom) -> Atom | None:
    """ "Tuesday" + "Sept. 24": the weekday tells which year is meant where none is said."""
    if left.partial is None or right.partial is None or left.partial.step is not None:
        return None
    return replace(right, start=left.start, partial=replace(right.partial, weekday=left.partial.weekday))


def _weekday_week(reading: Reading, left: Atom, right: Atom) -> Atom | None:
    """ "Tuesday" + "last week"."""
    week = right.stretch
    if week is None or week.unit != "week" or left.partial is None or left.partial.weekday is None:
        return None
    if week.first is None:
        return replace(right, start=left.start, stretch=replace(week, edtf="XXXX-XX-XX", unit="day"))
    day = calendar.day(week.first + timedelta(days=left.partial.weekday))
    reason = f"the {left.partial.label} of {right.reason}"
    return replace(right, start=left.start, kind="day", rule=left.rule, stretch=day, reason=reason)


def _dated(reading: Reading, left: Atom, right: Atom) -> Atom | None:
    """ "June 19" + "last year", "the 20th" + "last month"."""
    whole = right.stretch
    if whole is None or left.partial is None or left.partial.year is not None or left.partial.step is not None:
        return None
    partial, joined = left.partial, replace(left, end=right.end, reason=right.reason)
    if whole.unit == "month" and partial.unit == "day" and partial.month is None and partial.day is not None:
        fixed = replace(partial, year=whole.first.year, month=whole.first.month) if whole.first else partial
    elif whole.unit == "year" and (
        partial.month or partial.season or partial.quarter or partial.half or partial.holiday
    ):
        fixed = replace(partial, year=whole.first.year) if whole.first else partial
    else:
        return None
    return replace(joined, partial=fixed)


def _timed(reading: Reading, left: Atom, right: Atom) -> Atom | None:
    """A day + a time of day, in either order."""
    dayed, timed = (left, right) if right.kind == "clock" else (right, left)
    if dayed.clock is not None:
        return None
    return replace(dayed, start=left.start, end=right.end, clock=timed.clock)


def _week_from(reading: Reading, left: Atom, right: Atom) -> Atom | None:
    """ "A week" + "Tuesday": so many days after the coming one."""
    days = left.length.days if left.length is not None else None
    day = reading.settled(right, tense="future").stretch
    if not days or day is None or right.partial is None or right.partial.step is not None:
        return None
    stretch = calendar.day(day.first + timedelta(days=days)) if day.first else day
    reason = f"{reading.text[left.start : left.end].lower()} after the coming {right.partial.label}"
    return replace(right, start=left.start, kind="day", partial=None, stretch=stretch, reason=reason)


def _joins(
    lefts_: frozenset[str], glue: str, rights: frozenset[str], join: Join
) -> tuple[frozenset[str], re.Pattern[str], frozenset[str], Join]:
    return lefts_, re.compile(glue), rights, join


JOINS = (
    _joins(frozenset({"length"}), r"\s+from\s+", frozenset({"weekday"}), _week_from),
    _joins(frozenset({"weekday"}), r",?\s+(?:the\s+)?", frozenset({"date", "ordinal"}), _weekday_date),
    _joins(frozenset({"weekday"}), r",?\s+(?:of\s+)?", frozenset({"relative"}), _weekday_week),
    _joins(
        DAYS | {"month", "season", "quarter"}, r",?\s+(?:of\s+)?(?:the\s+)?", frozenset({"relative", "bare"}), _dated
    ),
    _joins(DAYS, r",?\s+(?:at\s+)?(?:about\s+|around\s+)?|\s*[-–|,]\s*", frozenset({"clock"}), _timed),
    _joins(frozenset({"clock"}), r",?\s+(?:on\s+)?", DAYS, _timed),
)


def joined(reading: Reading, found: list[Atom]) -> list[Atom]:
    """Neighbours that make one expression, joined from left to right."""
    done: list[Atom] = []
    for atom in found:
        while done and (one := _join(reading, done[-1], atom)) is not None:
            done.pop()
            atom = one
        done.append(atom)
    return done


def _join(reading: Reading, left: Atom, right: Atom) -> Atom | None:
    """Two neighbours as one expression, None where they are two."""
    if right.start - left.end > JOINED:
        return None
    for kinds, glue, others, join in JOINS:
        if left.kind in kinds and right.kind in others and glue.fullmatch(reading.text, left.end, right.start):
            return join(reading, left, right)
    return None


RANGE = re.compile(r"(?:\s*[-–—]\s*|,?\s+(?:to|until|till|through|thru)\s+)(?:the\s+|on\s+)?")
AND = re.compile(r"\s+and\s+(?:the\s+)?")
FROM = re.compile(r"(?:[Ff]rom|FROM)\s+(?:the\s+)?")
BETWEEN = re.compile(r"(?:[Bb]etween|BETWEEN)\s+(?:the\s+)?")
SHIFTED = re.compile(rf"\b(?:{either(words('shifting'))})\b[^.;]{{0,40}}$")


def ranges(reading: Reading, found: list[Atom]) -> list[Atom]:
    """Neighbours with "to" or a dash between them as one; the words "from" and "between" belong to it."""
    done: list[Atom] = []
    for atom in found:
        limit = done[-2].end if len(done) > 1 else 0
        one = _range(reading, done[-1], atom, limit=limit) if done else None
        if one is not None:
            done[-1] = one
            continue
        if atom.kind == "range" and (start := _opening(reading, atom, limit=done[-1].end if done else 0)) is not None:
            atom = replace(atom, start=start)
        done.append(atom)
    return done


def _opening(reading: Reading, atom: Atom, *, limit: int) -> int | None:
    """Where a range begins that "from" or "between" opens."""
    for start in lefts(reading.text, atom.start, limit):
        if FROM.fullmatch(reading.text, start, atom.start) or BETWEEN.fullmatch(reading.text, start, atom.start):
            return start
    return None


def _range(reading: Reading, left: Atom, right: Atom, *, limit: int) -> Atom | None:
    """Two expressions as the ends of one stretch, None where they are not."""
    text = reading.text
    kinds = (DAYS | PERIODS) - SILENT - {"range"}
    if (
        right.start - left.end > JOINED
        or left.kind not in kinds
        or right.kind not in kinds
        or left.clock
        or right.clock
    ):
        return None
    alike = left.kind == right.kind or {left.kind, right.kind} <= {"date", "month", "holiday", "day"}
    opening = _opening(reading, left, limit=limit)
    opens = text[opening : left.start].lower() if opening is not None else ""
    if AND.fullmatch(text, left.end, right.start):
        if not opens.startswith("between") and not (left.kind == right.kind == "weekday"):
            return None
    elif not RANGE.fullmatch(text, left.end, right.start) or opens.startswith("between"):
        return None
    if opening is not None and SHIFTED.search(text, max(limit, left.start - 60), opening):
        return None
    if not alike and not opens:
        return None
    one = ranged(reading, left, right)
    if one.stretch is None:
        return None
    return replace(one, start=opening if opening is not None else left.start, rule="times:range")
