"""The event table's columns (data/export/columns.tsv) and an event as one row of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bede.lexicon.tables import DATA, rows
from bede.model import Event, Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its name, its type (``string``, ``strings``, ``integer``, ``number``) and what it means."""

    name: str
    type: str
    meaning: str


@lru_cache(maxsize=1)
def event_columns() -> tuple[Column, ...]:
    """The columns of the event table, in order."""
    found = rows(DATA / "export" / "columns.tsv", ("column", "type", "meaning"))
    return tuple(Column(name=row["column"], type=row["type"], meaning=row["meaning"]) for row in found)


def event_row(event: Event) -> dict[str, Any]:
    """An event as one row: a value a column, None where nothing is known."""
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
        "actor_countries": _countries(event.actors),
        "actor_sectors": _sectors(event.actors),
        "recipients": [party.name for party in event.recipients],
        "recipient_countries": _countries(event.recipients),
        "recipient_sectors": _sectors(event.recipients),
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
    }


def _countries(parties: tuple[Party, ...]) -> list[str]:
    """The parties' countries, each once."""
    return list(dict.fromkeys(party.country for party in parties if party.country is not None))


def _sectors(parties: tuple[Party, ...]) -> list[str]:
    """The parties' sectors, each once."""
    return list(dict.fromkeys(sector for party in parties for sector in party.sectors))
