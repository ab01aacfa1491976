"""Offices and their holders: what is wrong with the dates of terms, and which days of which states they cover."""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations
from pathlib import Path

from bede.lexicon.content import content_words, frequencies
from bede.lexicon.names import COLUMNS
from bede.lexicon.tables import DATA, Row, rows

EXECUTIVES = ("country", "office", "role", "held_by", "from", "to", "note")
ROLES = ("state", "government", "both", "foreign", "defence", "collective", "vacant", "rival")
HEADS = ("state", "government")
PRECISIONS = {4: "year", 7: "month", 10: "day"}
STANDING_IN = re.compile(r"^(acting|interim|caretaker) ")
ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
EVERY = "*"
YEARS = range(2000, 2025)
"""The years that coverage is counted for."""
POSSIBLE_YEARS = range(1900, 2101)
WEEK = 7
NAMELIKE = 20.0  # times that a stem comes in a million words of general English at most, so that it is somebody's name


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A person's term in an office; it began between the days of ``began`` and ended between those of ``ended``."""

    name: str
    country: str
    office: str
    began: tuple[date, date]
    ended: tuple[date, date]
    where: str

    @property
    def filled(self) -> str:
        """The office that is filled, by its holder or by one who is acting, interim or caretaker."""
        return STANDING_IN.sub("", self.office)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What an office of a state is, from its first to its last day: head of state, of government, a ministry."""

    country: str
    office: str
    role: str
    held_by: str
    first: date
    last: date
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Days on which nobody is known to hold a role; ``where`` is the row of the term before them, if there is one."""

    country: str
    role: str
    first: date
    last: date
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The days of each year on which a role of a state is filled, and the days that the state was there."""

    country: str
    role: str
    filled: tuple[int, ...]
    days: tuple[int, ...]
    gaps: tuple[Gap, ...]

    @property
    def share(self) -> float:
        """The share of the state's days that are filled."""
        return sum(self.filled) / max(1, sum(self.days))

    def mark(self, year: int) -> str:
        """A year as one character: ``#`` all but a week, ``+`` half or more, ``-`` less, ``.`` none, blank no state."""
        filled, days = self.filled[year - YEARS[0]], self.days[year - YEARS[0]]
        if not days:
            return " "
        if days - filled <= WEEK:
            return "#"
        return "+" if 2 * filled >= days else "-" if filled else "."


def bounds(text: str) -> tuple[date, date]:
    """The first and last day that a date (``2004``, ``2004-05``, ``2004-05-06``) may mean; raises ValueError."""
    if not ISO.fullmatch(text):
        raise ValueError(f"{text!r} is no date; expected YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = [*(int(part) for part in text.split("-")), 0, 0][:3]
    if year not in POSSIBLE_YEARS:
        raise ValueError(f"{text!r} is out of range; expected a year from {POSSIBLE_YEARS[0]} to {POSSIBLE_YEARS[-1]}")
    if (month or len(text) > 4) and not 1 <= month <= 12:
        raise ValueError(f"{text!r} is no date: a year has no month {month}")
    longest = calendar.monthrange(year, month)[1] if month else 31
    if len(text) > 7 and not 1 <= day <= longest:
        raise ValueError(f"{text!r} is no date: the month has no day {day}")
    return date(year, month or 1, day or 1), date(year, month or 12, day or longest)


def read(folder: Path = DATA / "names") -> tuple[list[Term], list[Duty], list[str]]:
    """The terms of people.tsv and the duties of executives.tsv, and what is wrong with those that are left out."""
    terms, duties, wrong = [], [], []
    for row in rows(folder / "people.tsv", COLUMNS["people"]):
        found = list(_wrong(row))
        wrong += [f"{row.where}: {fault}" for fault in found]
        if not found and row["office"]:
            terms.append(_term(row))
    for row in rows(folder / "executives.tsv", EXECUTIVES):
        try:
            duties.append(_duty(row))
        except ValueError as error:
            wrong.append(f"{row.where}: {error}")
    return terms, duties, wrong


@lru_cache(maxsize=1)
def leaders() -> dict[str, frozenset[str]]:
    """The stems of the names of all who were head of state or of government, by the code of their state.

    Of each name only what general English hardly has: "Joe" is many a name, "Major" another word.
    """
    table = rows(DATA / "names" / "executives.tsv", EXECUTIVES)
    leading = {(row["country"], row["office"]) for row in table if row["role"] in (*HEADS, "both")}
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows(DATA / "names" / "people.tsv", COLUMNS["people"]):
        if {(row["country"], row["office"]), (EVERY, row["office"])} & leading:
            stems = content_words(row["name"])
            found[row["country"]].update(stem for stem in stems if frequencies().get(stem, 0.0) < NAMELIKE)
    return {code: frozenset(stems) for code, stems in found.items()}


def faults(folder: Path = DATA / "names") -> Iterator[str]:
    """What is wrong with terms and duties, with file and line: dates, overlaps, offices without a holder."""
    terms, duties, wrong = read(folder)
    yield from wrong
    yield from _overlaps(terms, duties)
    held = {(term.country, term.filled) for term in terms}
    for duty in duties:
        listed = duty.country == EVERY or duty.role in ("collective", "vacant")
        if not listed and (duty.held_by or duty.country, duty.office) not in held:
            yield f"{duty.where}: nobody in people.tsv is {duty.office} of {duty.held_by or duty.country}"


def _wrong(row: Row) -> Iterator[str]:
    """What is wrong with the dates of one row."""
    known = []
    for column in ("from", "to"):
        if row[column]:
            try:
                known.append(bounds(row[column]))
            except ValueError as error:
                yield f"{column} {error}"
                return
    if len(known) == 2 and known[1][1] < known[0][0]:
        yield f"to {row['to']} is before from {row['from']}"
    coarsest = min((len(row[column]) for column in ("from", "to") if row[column]), default=0)
    if row["precision"] != PRECISIONS.get(coarsest, ""):
        yield f"precision {row['precision']!r}; expected {PRECISIONS.get(coarsest, '')!r}, that of the coarser date"
    if not row["check"]:
        yield "no check; expected where the term can be confirmed"


def _term(row: Row) -> Term:
    """The term of a row whose dates are right."""
    return Term(
        name=row["name"],
        country=row["country"],
        office=row["office"],
        began=bounds(row["from"]) if row["from"] else (date.min, date.min),
        ended=bounds(row["to"]) if row["to"] else (date.max, date.max),
        where=row.where,
    )


def _duty(row: Row) -> Duty:
    """The duty of a row; raises ValueError for what is wrong with it."""
    if row["role"] not in ROLES:
        raise ValueError(f"role {row['role']!r}; expected one of {', '.join(ROLES)}")
    first = bounds(row["from"])[0] if row["from"] else date.min
    last = bounds(row["to"])[1] if row["to"] else date.max
    if last < first:
        raise ValueError(f"to {row['to']} is before from {row['from']}")
    return Duty(
        country=row["country"],
        office=row["office"],
        role=row["role"],
        held_by=row["held_by"],
        first=first,
        last=last,
        where=row.where,
    )


def _overlaps(terms: Iterable[Term], duties: Iterable[Duty]) -> Iterator[str]:
    """Two terms of one office that ran on the same days for certain, where executives.tsv knows of no rivals.

    An acting holder may stand beside the one who is away. Only offices of executives.tsv have one holder at a time.
    """
    single = {(duty.held_by or duty.country, duty.office) for duty in duties}
    rivals = [duty for duty in duties if duty.role == "rival"]
    by_office: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in terms:
        if {(term.country, term.filled), (EVERY, term.filled)} & single and term.country:
            by_office[term.country, term.office].append(term)
    for same in by_office.values():
        for one, other in combinations(same, 2):
            first = max(one.began[1], other.began[1])
            last = min(one.ended[0], other.ended[0])
            allowed = any(
                rival.country == one.country and rival.office == one.filled and rival.first <= first <= rival.last
                for rival in rivals
            )
            if first < last and not allowed:
                yield (
                    f"{other.where}: {other.name} and {one.name} ({one.where}) are both {one.office}"
                    f" of {one.country} on {first}"
                )


def coverage(folder: Path = DATA / "names") -> tuple[Coverage, ...]:
    """For each state and role (state, government, foreign) the days of each year on which its holder is known.

    A term that is known by year or month counts from the first to the last day that it may have had. Rows that are
    wrong are left out.
    """
    found_terms, found_duties, _ = read(folder)
    terms: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in found_terms:
        terms[term.country, term.filled].append(term)
    duties: dict[str, list[Duty]] = defaultdict(list)
    for duty in found_duties:
        duties[duty.country].append(duty)
    found = []
    for country in sorted(duties.keys() - {EVERY}):
        there = _days((duty.first, duty.last) for duty in duties[country] if duty.role in (*HEADS, "both", "vacant"))
        for role in (*HEADS, "foreign"):
            own = [*duties[country], *(duties[EVERY] if role == "foreign" else ())]
            found.append(_covered(country, role, there=there, duties=own, terms=terms))
    return tuple(found)


def _covered(
    country: str, role: str, *, there: int, duties: Iterable[Duty], terms: dict[tuple[str, str], list[Term]]
) -> Coverage:
    """The coverage of one role of a state that was there on some days."""
    wanted = {"state": ("state", "both"), "government": ("government", "both")}.get(role, (role,))
    filled = 0
    holders: list[Term] = []
    serving = [duty for duty in duties if duty.role in wanted]
    offices = {duty.office for duty in serving}
    for duty in duties:
        if (duty.role == "vacant" and duty.office in offices) or (duty.role == "collective" and role == "state"):
            filled |= _days([(duty.first, duty.last)])
    for duty in serving:
        for term in terms[duty.held_by or country, duty.office]:
            days = _days([(max(term.began[0], duty.first), min(term.ended[1], duty.last))])
            if days:
                filled |= days
                holders.append(term)
    filled &= there
    years = [_days([(date(year, 1, 1), date(year, 12, 31))]) for year in YEARS]
    return Coverage(
        country=country,
        role=role,
        filled=tuple((filled & year).bit_count() for year in years),
        days=tuple((there & year).bit_count() for year in years),
        gaps=tuple(_gaps(country, role, missing=there & ~filled, holders=holders)) if role in HEADS else (),
    )


def _gaps(country: str, role: str, *, missing: int, holders: list[Term]) -> Iterator[Gap]:
    """The runs of missing days, each with the last term that began before it."""
    start = date(YEARS[0], 1, 1)
    while missing:
        skipped = (missing & -missing).bit_length() - 1
        run = missing >> skipped
        length = (~run & (run + 1)).bit_length() - 1
        first = start + timedelta(days=skipped)
        before = max((term for term in holders if term.began[0] <= first), key=lambda term: term.ended, default=None)
        yield Gap(
            country=country,
            role=role,
            first=first,
            last=first + timedelta(days=length - 1),
            where=before.where if before else "names/executives.tsv",
        )
        missing &= ~(((1 << length) - 1) << skipped)


def _days(spans: Iterable[tuple[date, date]]) -> int:
    """Some spans of days, cut to the years of coverage, as a number with a bit for each day."""
    start, end = date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)
    found = 0
    for first, last in spans:
        first, last = max(first, start), min(last, end)
        if first <= last:
            found |= ((1 << ((last - first).days + 1)) - 1) << (first - start).days
    return found
