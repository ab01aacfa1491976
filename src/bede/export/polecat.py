"""POLECAT: 40 columns separated by tabs, and beside them a file with the sentences, which POLECAT leaves out.

A row says that something happened, as POLECAT has no column for the status: events that are denied, hypothetical or
merely planned are left out, announced cooperation is a row as what PLOVER makes of it (AGREE, CONCEDE).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib import metadata
from io import TextIOWrapper
from typing import Any, BinaryIO

from bede.export.cells import cell
from bede.lexicon.names import COLUMNS as NAME_COLUMNS
from bede.lexicon.tables import DATA, rows
from bede.model import ACTS, Article, Event, Party, Report, plover_type
from bede.store import Events, Store
from bede.table import sectors

QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
ARMED = frozenset({"REB", "UAF", "CRM"})
QUOTE_COLUMNS = ("event_id", "url", "quote", "start", "end", "rule")

Mentions = tuple[dict[str, None], dict[str, None], dict[str, None]]


def write(events: Events, stream: BinaryIO, *, store: Store, quotes: BinaryIO | None = None) -> int:
    """Write the header and a row an event, the sentences to ``quotes``; returns how many events have no row."""
    names = columns()
    told: dict[str, Mentions] = {}
    articles: dict[str, Article] = {}
    text = TextIOWrapper(stream, encoding="utf-8", newline="")
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    writer.writerow(names)
    written: list[Event] = []
    for event in events:
        row = _row(event)
        if row is None:
            continue
        written.append(event)
        for page in event.pages:
            if page not in told:
                told[page] = _mentions(store.reports_on(page))
        if event.pages[0] not in articles:
            articles[event.pages[0]] = store.article(event.pages[0])
        people, organisations, places = (
            dict.fromkeys(name for page in event.pages for name in told[page][number]) for number in range(3)
        )
        row |= {
            "Story People": tuple(people),
            "Story Organizations": tuple(organisations),
            "Story Locations": tuple(places),
            "Language": articles[event.pages[0]].language,
        }
        writer.writerow([cell(row.get(name)) for name in names])
    text.detach()
    if quotes is not None:
        write_quotes(written, quotes, store=store)
    return len(events) - len(written)


def write_quotes(events: Iterable[Event], stream: BinaryIO, *, store: Store) -> None:
    """Write a row a report: the event, the page's address or else its name, the sentence, where it stands, the rule."""
    text = TextIOWrapper(stream, encoding="utf-8", newline="")
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    writer.writerow(QUOTE_COLUMNS)
    for event in events:
        for quote in store.quotes(event):
            values = (event.id, quote.url or quote.page, quote.text, quote.start, quote.end, quote.rule)
            writer.writerow([cell(value) for value in values])
    text.detach()


def columns() -> tuple[str, ...]:
    """The 40 columns, in order."""
    return tuple(row["column"] for row in rows(DATA / "export" / "polecat.tsv", ("column", "meaning")))


def _row(event: Event) -> dict[str, Any] | None:
    """An event's cells but for those of its pages; None for what did not happen or was done by a region alone."""
    kind = plover_type(event.act, event.status)  # a type of a user's own is none of PLOVER's
    announced = kind != event.act
    if not announced and event.status not in ("actual", "historical"):
        return None
    actors, recipients = _without_regions(event.actors), _without_regions(event.recipients)
    if not actors and event.actors:
        return None
    quad, intensity = ACTS[kind] if announced else (event.quad, event.intensity)
    return {
        "Event ID": event.id,
        "Event Date": event.date.earliest if event.date else None,
        "Event Type": kind,
        "Event Mode": () if announced else event.modes,
        "Intensity": intensity,
        "Quad Code": QUADS[quad],
        "Contexts": event.contexts,
        "Source": event.outlets,
        "Publication Date": event.first_published[:10] if event.first_published else None,
        "Version": f"bede {metadata.version('bede')}",
        **_side("Actor", actors),
        **_side("Recipient", recipients),
        **_place(event),
    }


def _without_regions(parties: Sequence[Party]) -> list[Party]:
    """The parties but for regions that belong to no country, which PLOVER does not have."""
    return [party for party in parties if not (party.kind == "place" and party.country is None)]


def _side(side: str, parties: Sequence[Party]) -> dict[str, Any]:
    """The columns of the actors or the recipients."""
    countries = list(dict.fromkeys(code for party in parties if (code := plover_country(party))))
    codes = cow_codes()
    return {
        f"{side} Name": list(dict.fromkeys(party.name for party in parties)),
        f"{side} Country": countries,
        f"{side} COW": [codes[code] for code in countries if code in codes],
        f"Primary {side} Sector": next((party.sector for party in parties if party.sector), None),
        f"{side} Sectors": sectors(parties),
        f"{side} Title": list(dict.fromkeys(title for party in parties if (title := _title(party)))),
        f"{side} Name Raw": list(dict.fromkeys(party.text for party in parties)),
    }


def plover_country(party: Party) -> str | None:
    """A party's country, or what PLOVER writes in its place for an actor of several countries or of none."""
    if party.country is not None:
        return party.country
    if party.kind == "body":
        return _groups().get(party.entity or "", "IGO")
    if party.entity is None:  # no name that is known: "companies" are not multinational for that
        return None
    if party.kind in ("organisation", "group") and ARMED.intersection(party.sectors):
        return "IMG"
    return {"organisation": "NGO", "company": "MNC"}.get(party.kind or "")


def _title(party: Party) -> str | None:
    """The words before a person's name: "Foreign Minister" of "Foreign Minister Wang Yi"."""
    if party.kind != "person":
        return None
    names = {word.strip(".,") for word in party.name.casefold().split()}
    words = party.text.split()
    at = next((number for number, word in enumerate(words) if word.casefold().strip(".,") in names), 0)
    return " ".join(words[:at]) or None


def _place(event: Event) -> Mapping[str, Any]:
    """The columns of the most precise place where it happened."""
    happened = [place for place in event.places if place.role == "event"]
    if not happened:
        return {}
    place = min(happened, key=lambda place: place.precision)
    feature = place.feature or ""
    return {
        "Placename": place.name,
        "City": place.name if feature.startswith("PPL") else None,
        "District": place.name if feature == "ADM2" else None,
        "Province": place.admin1,
        "Country": place.country,
        "Latitude": place.lat,
        "Longitude": place.lon,
        "GeoNames ID": place.geonames_id,
        "Raw Placename": place.text,
        "Feature Type": place.feature,
    }


def _mentions(reports: Iterable[Report]) -> Mentions:
    """The known persons, organisations and places in a page's reports."""
    people: dict[str, None] = {}
    organisations: dict[str, None] = {}
    places: dict[str, None] = {}
    for report in reports:
        for party in (*report.actors, *report.recipients, *report.addressees, *report.attribution):
            if party.entity is not None and party.kind == "person":
                people[party.name] = None
            elif party.entity is not None and party.kind in ("organisation", "body", "company"):
                organisations[party.name] = None
        places.update((place.name, None) for place in report.places)
    return people, organisations, places


@lru_cache(maxsize=1)
def cow_codes() -> dict[str, str]:
    """Numbers of the Correlates of War project, as strings, by country."""
    return {row["country"]: row["cow"] for row in rows(DATA / "export" / "cow.tsv", ("country", "cow"))}


@lru_cache(maxsize=1)
def _groups() -> dict[str, str]:
    """PLOVER's value for each body by its entity."""
    found = rows(DATA / "names" / "bodies.tsv", NAME_COLUMNS["bodies"])
    return {f"body:{row['name']}": row["group"] for row in found if row["group"]}
