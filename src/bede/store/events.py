"""The events that a query found, with their sentences, and the conditions of such a query."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, get_args, overload

from bede.model import ACTS, Event, Status, is_event_type
from bede.store.file import StoreError
from bede.table import Quote, Table, event_row

DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class Events(Sequence[Event], Table):
    """The events that a query found, in its order; a table for polars, pandas and pyarrow as well.

    ``quotes`` gives the sentence of an event's first report by the event's id.
    """

    def __init__(self, events: Iterable[Event], quotes: Mapping[str, Quote] | None = None) -> None:
        self._events = tuple(events)
        self._quotes = quotes or {}

    def __len__(self) -> int:
        return len(self._events)

    @overload
    def __getitem__(self, index: int) -> Event: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Event]: ...

    def __getitem__(self, index: int | slice) -> Event | Sequence[Event]:
        return self._events[index]

    def rows(self) -> list[dict[str, Any]]:
        """The events as rows of the event table."""
        return [event_row(event, self._quotes.get(event.id)) for event in self._events]


QUOTED = (
    "r.id, a.name, a.url, r.sentence, json_extract(r.record, '$.sentence.start'),"
    " json_extract(r.record, '$.sentence.end'), json_extract(r.record, '$.rule')"
)


def quote_of(row: Sequence[Any]) -> Quote:
    """The sentence of a report, of the columns QUOTED."""
    report, page, url, text, start, end, rule = row
    return Quote(report=report, page=page, url=url, text=text, start=start, end=end, rule=rule)


def conditions(
    *,
    actor: str | None,
    recipient: str | None,
    type: str | None,
    status: str | None,
    country: str | None,
    since: str | None,
    until: str | None,
    text: str | None,
) -> tuple[str, list[object]]:
    """The WHERE clause of a query of events that fit every filter given, with its arguments; may be empty.

    Raises StoreError for a filter that nothing could fit.
    """
    clauses: list[str] = []
    arguments: list[object] = []
    for role, value in (("actor", actor), ("recipient", recipient)):
        if value is not None:
            clauses.append(
                "EXISTS (SELECT 1 FROM event_parties p WHERE p.event_id = e.id AND p.role = ?"
                " AND (p.country = ? OR named(p.name, ?)))"
            )
            arguments += [role, value.upper(), value]
    if country is not None:
        if not (len(country) == 3 and country.isalpha()):
            raise StoreError(f"country {country!r}: expected three letters (ISO 3166-1), such as USA")
        clauses.append("EXISTS (SELECT 1 FROM event_parties p WHERE p.event_id = e.id AND p.country = ?)")
        arguments.append(country.upper())
    if type is not None:
        if type.upper() not in ACTS and not is_event_type(type):
            raise StoreError(f"type {type!r}: expected one of {', '.join(ACTS)}")
        clauses.append("(e.event_type = ? OR e.act = ?)")
        wanted = type.upper() if type.upper() in ACTS else type
        arguments += [wanted, wanted]
    if status is not None:
        if status not in get_args(Status):
            raise StoreError(f"status {status!r}: expected one of {', '.join(get_args(Status))}")
        clauses.append("e.status = ?")
        arguments.append(status)
    if since is not None:
        clauses.append("(e.latest >= ? OR (e.latest IS NULL AND e.earliest IS NOT NULL))")
        arguments.append(_day("since", since))
    if until is not None:
        clauses.append("(e.earliest <= ? OR (e.earliest IS NULL AND e.latest IS NOT NULL))")
        arguments.append(f"{_day('until', until)}~")  # after all days of the month or year
    if text is not None:
        clauses.append(
            "e.id IN (SELECT er.event_id FROM event_reports er JOIN reports r ON r.id = er.report_id"
            " WHERE r.number IN (SELECT rowid FROM sentences WHERE sentences MATCH ?))"
        )
        arguments.append(text)
    where = f" WHERE {' AND '.join(clauses)}" if clauses else ""
    return where, arguments


def _day(option: str, value: str) -> str:
    """A day, month or year as it is compared; raises StoreError for anything else."""
    if not DAY.fullmatch(value):
        raise StoreError(f"{option} {value!r}: expected a day, month or year, such as 2024-05-31, 2024-05 or 2024")
    return value
