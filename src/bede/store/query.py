"""A query of events: its filters, read from and written to the parameters of an address without loss."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, get_args
from urllib.parse import parse_qsl, urlencode

from bede.model import ACTS, Status, is_event_type
from bede.store.file import StoreError

SORTS = ("date", "published", "reports", "outlets", "independent", "confidence", "intensity")
"""What events can be sorted by; with ``-`` before it the highest come first."""

CHOICES = (
    "actor",
    "recipient",
    "party",
    "type",
    "act",
    "mode",
    "status",
    "quad",
    "country",
    "place",
    "outlet",
    "context",
    "speaker",
    "story",
)
"""The filters that take several values: an event fits any of them (of ``party`` all)."""

MOST_VALUES = 100
LONGEST_VALUE = 1000
DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
COUNTRY = re.compile(r"[A-Za-z]{3}")
CODE = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
ID = re.compile(r"[0-9a-f]{16}")


class QueryError(StoreError):
    """A value that no query can have: which parameter, what was found and what was expected."""

    def __init__(self, parameter: str, value: str, expected: str) -> None:
        super().__init__(f"{parameter} {value[:80]!r}: expected {expected}")
        self.parameter = parameter
        self.value = value
        self.expected = expected


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Which events are asked for, and in which order: those that fit every filter given.

    A filter with several values fits any of them; of ``party`` all must take part, in either role. A party is a country
    (``CHN``), an entity (``person:Wang Yi``), a name, or words of a name. ``country`` is anybody's or any place's,
    ``place`` the key or the name of a place, ``since`` and ``until`` are days, months or years on which it can have
    happened, ``text`` is a full-text query over the sentences.
    """

    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    quad: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    story: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    confidence_from: float | None = None
    confidence_to: float | None = None
    independent_from: int | None = None
    text: str | None = None
    sort: str = "-published"

    def __post_init__(self) -> None:
        """Check every value, and write each in its one form; raises QueryError."""
        for name in CHOICES:
            given = getattr(self, name)
            if len(given) > MOST_VALUES:
                raise QueryError(name, f"{len(given)} values", f"at most {MOST_VALUES}")
            checked = tuple(dict.fromkeys(_choice(name, value) for value in given))
            object.__setattr__(self, name, checked)
        for name in ("since", "until"):
            if getattr(self, name) is not None:
                day_bounds(name, getattr(self, name))
        if self.since and self.until and first_day("since", self.since) > last_day("until", self.until):
            raise QueryError("until", self.until, f"a day not before since {self.since}")
        for name in ("confidence_from", "confidence_to"):
            value = getattr(self, name)
            if value is not None:
                if not 0.0 <= value <= 1.0:
                    raise QueryError(name, str(value), "a number from 0 to 1, such as 0.8")
                object.__setattr__(self, name, float(value))
        low, high = self.confidence_from, self.confidence_to
        if low is not None and high is not None and low > high:
            raise QueryError("confidence_to", str(high), f"at least {low}")
        if self.independent_from is not None and not 0 <= self.independent_from <= 1_000_000:
            raise QueryError("independent_from", str(self.independent_from), "a whole number, such as 2")
        if self.text is not None and not (
            self.text.strip() and len(self.text) <= LONGEST_VALUE and _storable(self.text)
        ):
            raise QueryError("text", self.text, f"words, at most {LONGEST_VALUE} signs")
        if self.sort.removeprefix("-") not in SORTS:
            raise QueryError("sort", self.sort, f"one of {', '.join(SORTS)}, with - before it for the highest first")

    @property
    def filters(self) -> tuple[str, ...]:
        """The names of the filters that are set."""
        return tuple(name for name in FILTERS if getattr(self, name) not in ((), None))

    def parameters(self) -> list[tuple[str, str]]:
        """The query as parameters of an address, in one order; what stands at its default is left out."""
        found: list[tuple[str, str]] = []
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, tuple):
                found += [(field.name, item) for item in value]
            elif value is not None and value != field.default:
                found.append((field.name, str(value)))
        return found

    def address(self) -> str:
        """The parameters as the part of an address after ``?``."""
        return urlencode(self.parameters())

    def with_choice(self, name: str, value: str) -> Query:
        """This query with a value of a filter chosen, or no longer chosen where it was."""
        if name not in CHOICES:
            return replace(self, **{name: _single(name, value)})
        chosen = getattr(self, name)
        value = _choice(name, value)
        left = tuple(one for one in chosen if one != value)
        changed: dict[str, Any] = {name: left if len(left) < len(chosen) else (*chosen, value)}
        return replace(self, **changed)

    def without(self, *names: str) -> Query:
        """This query with filters cleared."""
        changed: dict[str, Any] = {name: () if name in CHOICES else None for name in names}
        return replace(self, **changed)


FILTERS = tuple(field.name for field in fields(Query) if field.name != "sort")
PARAMETERS = (*FILTERS, "sort")


def query_of(parameters: Iterable[tuple[str, str]] | str, *, others: Collection[str] = ()) -> Query:
    """The query that parameters of an address ask for; empty values are passed over.

    ``others`` are names that belong to somebody else. Raises QueryError for a name that nobody knows, a value that can
    not be, and a filter of one value that is given twice.
    """
    if isinstance(parameters, str):
        address = parameters.removeprefix("?")
        try:
            parameters = parse_qsl(address, errors="strict", max_num_fields=1000)
        except ValueError as error:
            raise QueryError("address", address, f"parameters joined with & ({error})") from error
    found: dict[str, Any] = {}
    for name, value in parameters:
        if name in others or (name in PARAMETERS and not value.strip()):
            continue
        if name not in PARAMETERS:
            raise QueryError(name, value, f"one of the parameters {', '.join((*PARAMETERS, *sorted(others)))}")
        if name in CHOICES:
            found[name] = (*found.get(name, ()), value)
        elif name in found:
            raise QueryError(name, value, "one value, not several")
        else:
            found[name] = _single(name, value)
    return Query(**found)


def _single(name: str, value: str) -> Any:
    """The value of a filter that takes one."""
    reader = READERS.get(name)
    if reader is None:
        return value if name == "text" else value.strip()
    try:
        return reader[0](value.strip())
    except ValueError as error:
        raise QueryError(name, value, reader[1]) from error


READERS: dict[str, tuple[Callable[[str], float | int], str]] = {
    "confidence_from": (float, "a number from 0 to 1, such as 0.8"),
    "confidence_to": (float, "a number from 0 to 1, such as 0.8"),
    "independent_from": (int, "a whole number, such as 2"),
}


def _choice(name: str, value: str) -> str:
    """A value of a filter that takes several, in its one form; raises QueryError."""
    found = value.strip()
    if not found or len(found) > LONGEST_VALUE or not _storable(found):
        raise QueryError(name, value, f"1 to {LONGEST_VALUE} signs")
    if name in ("type", "act"):
        known = found.upper() if found.upper() in ACTS else found
        if known not in ACTS and (name == "act" or not is_event_type(known)):
            own = "" if name == "act" else ", or a type of your own, such as dual-use-transfer"
            raise QueryError(name, value, f"one of {', '.join(ACTS)}{own}")
        return known
    if name == "status" and found not in get_args(Status):
        raise QueryError(name, value, f"one of {', '.join(get_args(Status))}")
    if name == "quad" and found not in ("1", "2", "3", "4"):
        raise QueryError(name, value, "1, 2, 3 or 4")
    if name == "country":
        if not COUNTRY.fullmatch(found):
            raise QueryError(name, value, "three letters (ISO 3166-1), such as USA")
        return found.upper()
    if name in ("mode", "context") and not CODE.fullmatch(found):
        raise QueryError(name, value, "a name of letters, digits, - and _")
    if name == "story" and not ID.fullmatch(found):
        raise QueryError(name, value, "a story's id: 16 of the signs 0-9 and a-f")
    return found


def _storable(text: str) -> bool:
    """Whether SQLite can hold a text."""
    return "\x00" not in text and text.encode("utf-8", "ignore").decode("utf-8") == text


def day_bounds(parameter: str, value: str) -> tuple[date, date]:
    """The first and the last day of a day, month or year; raises QueryError for anything else."""
    match = DAY.fullmatch(value)
    try:
        if match is None:
            raise ValueError(value)
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
    except ValueError as error:
        raise QueryError(parameter, value, "a day, month or year, such as 2024-05-31, 2024-05 or 2024") from error
    return first, last


def first_day(parameter: str, value: str) -> date:
    """The first day of a day, month or year."""
    return day_bounds(parameter, value)[0]


def last_day(parameter: str, value: str) -> date:
    """The last day of a day, month or year."""
    return day_bounds(parameter, value)[1]
