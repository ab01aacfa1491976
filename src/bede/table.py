"""The event table: its columns (data/export/columns.tsv), and events as rows for polars, pandas and pyarrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any

from bede.lexicon.tables import DATA, rows
from bede.model import BedeError, Event, Party

TYPES = ("string", "strings", "integer", "number")


class MissingExtraError(BedeError):
    """A table library that is not installed: names the extra that brings it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its name, its type (``string``, ``strings``, ``integer``, ``number``) and what it means."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The sentence that a report was read from: where it stands, and the rule that read it."""

    report: str
    page: str
    url: str | None
    text: str
    start: int
    end: int
    rule: str


@lru_cache(maxsize=1)
def event_columns() -> tuple[Column, ...]:
    """The columns of the event table, in order."""
    found = rows(DATA / "export" / "columns.tsv", ("column", "type", "meaning"))
    for row in found:
        if row["type"] not in TYPES:
            raise BedeError(f"{row.where}: type {row['type']!r}; expected one of {', '.join(TYPES)}")
    return tuple(Column(name=row["column"], type=row["type"], meaning=row["meaning"]) for row in found)


def event_row(event: Event, quote: Quote | None = None) -> dict[str, Any]:
    """An event as one row, with the sentence of its first report: a value a column, None where nothing is known."""
    happened = [place for place in event.places if place.role == "event"]
    point = min((place for place in happened if place.lat is not None), key=lambda place: place.precision, default=None)
    return {
        "event_id": event.id,
        "event_type": event.event_type,
        "act": event.act,
        "modes": list(event.modes),
        "status": event.status,
        "quad": event.quad,
        "intensity": event.intensity,
        "date_earliest": event.date.earliest if event.date else None,
        "date_latest": event.date.latest if event.date else None,
        "date_edtf": event.date.edtf if event.date else None,
        "date_text": event.date.text if event.date else None,
        "actors": [party.name for party in event.actors],
        "actor_countries": countries(event.actors),
        "actor_sectors": sectors(event.actors),
        "actor_unknown": [party.unknown for party in event.actors if party.unknown is not None],
        "recipients": [party.name for party in event.recipients],
        "recipient_countries": countries(event.recipients),
        "recipient_sectors": sectors(event.recipients),
        "recipient_unknown": [party.unknown for party in event.recipients if party.unknown is not None],
        "said_by": list(event.said_by),
        "places": [place.name for place in happened],
        "place_countries": list(dict.fromkeys(place.country for place in happened if place.country is not None)),
        "latitude": point.lat if point else None,
        "longitude": point.lon if point else None,
        "contexts": list(event.contexts),
        "reports": len(event.reports),
        "pages": len(event.pages),
        "outlets": list(event.outlets),
        "independent": event.independent,
        "first_published": event.first_published,
        "last_published": event.last_published,
        "confidence": event.confidence,
        "sentence": quote.text if quote else None,
        "page": quote.page if quote else None,
        "url": quote.url if quote else None,
        "start": quote.start if quote else None,
        "end": quote.end if quote else None,
        "rule": quote.rule if quote else None,
    }


def countries(parties: Sequence[Party]) -> list[str]:
    """The parties' countries, each once."""
    return list(dict.fromkeys(party.country for party in parties if party.country is not None))


def sectors(parties: Sequence[Party]) -> list[str]:
    """The parties' sectors, each once."""
    return list(dict.fromkeys(sector for party in parties for sector in party.sectors))


class Table:
    """Gives rows of the event table to table libraries; a subclass says which rows. Codes stay strings."""

    def rows(self) -> list[dict[str, Any]]:
        """The rows, a value a column of ``event_columns``."""
        raise NotImplementedError

    def arrow(self) -> Any:
        """A ``pyarrow.Table``, one row an event; docs/reference/columns.md has its columns."""
        pyarrow = library("pyarrow", extra="arrow")
        kinds = {"string": pyarrow.string(), "integer": pyarrow.int64(), "number": pyarrow.float64()}
        kinds["strings"] = pyarrow.list_(pyarrow.string())
        schema = pyarrow.schema([(column.name, kinds[column.type]) for column in event_columns()])
        return pyarrow.Table.from_pylist([_encodable(row) for row in self.rows()], schema=schema)

    def to_polars(self) -> Any:
        """A ``polars.DataFrame``."""
        return library("polars", extra="polars").from_arrow(self.arrow())

    def to_pandas(self) -> Any:
        """A ``pandas.DataFrame``."""
        library("pandas", extra="pandas")
        return self.arrow().to_pandas()

    def __arrow_c_stream__(self, requested_schema: object = None) -> Any:
        """The table through the Arrow PyCapsule interface."""
        return self.arrow().__arrow_c_stream__(requested_schema)


def library(name: str, *, extra: str) -> Any:
    """An optional library, or an error that says how to get it."""
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingExtraError(f"{name} is not installed; run: pip install 'bede[{extra}]'") from error


def _encodable(value: Any) -> Any:
    """A value with ``?`` for each half of a surrogate pair, which no table can hold."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_encodable(item) for item in value]
    if isinstance(value, dict):
        return {key: _encodable(item) for key, item in value.items()}
    return value
