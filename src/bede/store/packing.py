"""What an event is filtered, sorted and counted by, packed into a few bytes of whole numbers."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple, Protocol, get_args

from bede.model import Event, Party, Place, Status

FACTS = struct.Struct("<IIBBiiqqffIII")
FACT_NAMES = (
    "type",
    "act",
    "status",
    "quad",
    "earliest",
    "latest",
    "first_published",
    "last_published",
    "intensity",
    "confidence",
    "independent",
    "reports",
    "outlets",
)
STATUSES: tuple[str, ...] = get_args(Status)
RELATIONS = (
    "actor",
    "recipient",
    "actor_country",
    "recipient_country",
    "country",
    "place",
    "outlet",
    "context",
    "mode",
    "speaker",
    "stateless",
)
SHIFT = 28
"""A link is the number of its relation, from this bit on, and the number of its term below it."""

MOST_PARTIES = 64
"""Actors and recipients of one event that are filtered by."""


class Term(NamedTuple):
    """A value that events have: its kind, what tells it from others, what it is called, its country, where it lies."""

    kind: str
    key: str
    label: str
    country: str | None = None
    point: tuple[float, float] | None = None
    precision: int | None = None


class Numbering(Protocol):
    """Gives each term its number: the same each time."""

    def __call__(self, term: Term, /) -> int:
        """The number of a term."""


def packed_facts(event: Event, numbering: Numbering) -> bytes:
    """The single values of an event, in the order of FACT_NAMES; days are ordinals, 0 where nothing is known."""
    when = event.date
    return FACTS.pack(
        numbering(Term("type", event.event_type, event.event_type)),
        numbering(Term("act", event.act, event.act)),
        STATUSES.index(event.status),
        event.quad,
        day_number(when.earliest if when else None),
        day_number(when.latest if when else None),
        minute_number(event.first_published),
        minute_number(event.last_published),
        event.intensity,
        event.confidence,
        event.independent,
        len(event.reports),
        len(event.outlets),
    )


def packed_links(event: Event, numbering: Numbering) -> bytes:
    """The many values of an event as links, each once."""
    found = dict.fromkeys((RELATIONS.index(name) << SHIFT) | numbering(term) for name, term in _links(event))
    return struct.pack(f"<{len(found)}I", *found)


def _links(event: Event) -> Iterator[tuple[str, Term]]:
    """The relations of an event, each with its term."""
    for role, parties in (("actor", event.actors), ("recipient", event.recipients)):
        for party in parties[:MOST_PARTIES]:
            yield role, party_term(party)
            if party.country:
                yield f"{role}_country", Term("country", party.country, party.country)
                yield "country", Term("country", party.country, party.country)
            elif party.entity:
                yield "stateless", party_term(party)
    for place in event.places:
        yield "place", place_term(place)
        if place.country:
            yield "country", Term("country", place.country, place.country)
    for outlet in event.outlets:
        yield "outlet", Term("outlet", outlet, outlet)
    for context in event.contexts:
        yield "context", Term("context", context, context)
    for mode in event.modes:
        yield "mode", Term("mode", mode, mode)
    for speaker in event.said_by:
        yield "speaker", Term("speaker", speaker, speaker)


PAGE = struct.Struct("<QI")
"""A page that tells of an event: its id, which is hexadecimal, as a number, and the ordinal of its day."""


def packed_pages(pages: Iterable[tuple[str, str | None]]) -> bytes:
    """The pages of an event by id and day of publication, each once; those without a day are left out."""
    found = {page: day for page, published in pages if (day := day_number(published))}
    return b"".join(PAGE.pack(int(page, 16), day) for page, day in found.items())


def party_term(party: Party) -> Term:
    """A party as it is told from others: by its entity, else by its name."""
    return Term("party", party.entity or party.name, party.name, party.country)


def place_term(place: Place) -> Term:
    """A place as it is told from others: by its number in GeoNames, else by its name and country."""
    key = f"geonames:{place.geonames_id}" if place.geonames_id else f"{place.name} ({place.country or 'unknown'})"
    point = (place.lat, place.lon) if place.lat is not None and place.lon is not None else None
    return Term("place", key, place.name, place.country, point, place.precision)


def day_number(text: str | None) -> int:
    """The ordinal of an ISO day, 0 where there is none or no calendar has it."""
    try:
        return date.fromisoformat(text[:10]).toordinal() if text else 0
    except ValueError:
        return 0


def minute_number(text: str | None) -> int:
    """The minutes from the first day of the calendar to an ISO day or time, 0 where there is none."""
    if not text:
        return 0
    try:
        time = datetime.fromisoformat(text).time() if len(text) > 10 else None
    except ValueError:
        time = None
    return day_number(text) * 1440 + (time.hour * 60 + time.minute if time else 0)
