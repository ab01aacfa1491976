"""The table of events: facets, search, order, columns; the address is the view."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from starlette.requests import Request

from bede.export.entries import entry_of
from bede.export.records import event_json
from bede.model import Report
from bede.store import Events
from bede.store.search import Count, Facet, Found, Query, QueryError, Row
from bede.web import wording
from bede.web.answers import BadRequestError, View, address
from bede.web.asked import lacking, query_asked, whole
from bede.web.desk import Desk

SHOWN = 40
"""Events that the table shows at once."""

DATA = 500
"""Events that the table gives at once as data."""

OTHERS = ("columns", "cursor", "limit")
"""Parameters of the table that choose no events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the table: its name in the address, its head, what sorts by it, and where its evidence stands."""

    name: str
    head: str
    sort: str | None = None
    part: str = "reports"


COLUMNS = (
    Column(name="when", head="When", sort="date", part="when"),
    Column(name="event", head="Event and its sentence"),
    Column(name="type", head="Code", part="what"),
    Column(name="actors", head="Actors", part="who"),
    Column(name="recipients", head="Recipients", part="who"),
    Column(name="where", head="Where", part="where"),
    Column(name="status", head="Status", part="status"),
    Column(name="contexts", head="Context", part="what"),
    Column(name="reports", head="Reports", sort="reports"),
    Column(name="outlets", head="Outlets", sort="outlets"),
    Column(name="independent", head="Independent", sort="independent"),
    Column(name="said", head="Said by", part="reports"),
    Column(name="intensity", head="Intensity", sort="intensity", part="what"),
    Column(name="published", head="Published", sort="published"),
    Column(name="confidence", head="Confidence", sort="confidence", part="what"),
)
USUAL = ("when", "event", "type", "where", "reports", "confidence")
"""The columns that are shown where the address names none."""

SORTS = {
    "-published": "latest told first",
    "-date": "latest happened first",
    "date": "earliest happened first",
    "-reports": "most reports first",
    "-independent": "most independent pages first",
    "-outlets": "most outlets first",
    "-confidence": "surest first",
    "confidence": "least sure first",
    "intensity": "most hostile first",
    "-intensity": "most friendly first",
}
"""The orders that a reader is offered, in words."""

FACETS = {
    "actor": "Actor",
    "recipient": "Recipient",
    "type": "Type",
    "status": "Status",
    "country": "Country",
    "place": "Place",
    "outlet": "Publisher",
    "year": "Year",
    "context": "Context",
    "confidence": "Confidence",
    "independent": "Independent pages",
    "quad": "Class",
}
"""The facets in the order of the page, with their heads."""

OPEN = ("actor", "recipient", "type", "status", "country")


def events_page(request: Request, desk: Desk) -> View:
    """The table of an address ``/events?...``."""
    parameters = request.query_params
    query = query_asked(request, desk, others=OTHERS)
    search = desk.search
    columns = chosen_columns(parameters.get("columns"))
    limit = min(whole(request, "limit"), DATA)

    def found(count: int) -> Found:
        return search.events(query, limit=limit or count, cursor=parameters.get("cursor"))

    html = not request.url.path.endswith((".json", ".csv", ".parquet", ".atom", ".feed"))
    values = _values(desk, request, query, columns, found(SHOWN)) if html else {}
    return View(
        template="events.html",
        title=title_of(query),
        values=values,
        wide=True,
        scripts=("vendor/htmx.js", "table.js"),
        record=lambda: _record(found(DATA), search.count(query)),
        table=lambda: table_of(found(DATA).rows),
        entries=lambda: [entry_of(row) for row in found(100).rows],
    )


def _values(desk: Desk, request: Request, query: Query, columns: Sequence[Column], found: Found) -> dict[str, Any]:
    """What the template of the table needs."""
    more = [("columns", request.query_params["columns"])] if request.query_params.get("columns") else []
    facets = desk.search.facets(query, names=tuple(FACETS), most=8)
    return {
        "search": query,
        "count": desk.search.count(query),
        "rows": found.rows,
        "lacking": lacking(desk, query) if not found.rows else [],
        "marked": reports_of(desk, found.rows),
        "columns": columns,
        "all_columns": COLUMNS,
        "usual": USUAL,
        "sorts": SORTS,
        "facets": [_facet(query, facet, more) for facet in facets],
        "chosen": list(_chosen(query, more)),
        "next": address("/events", [*query.parameters(), *more, ("cursor", found.cursor)]) if found.cursor else None,
        "started": request.query_params.get("cursor") is not None,
        "start": address("/events", [*query.parameters(), *more]),
        "hidden": [*query.parameters(), *more],
        "query_parameters": query.parameters(),
        "sorted_by": lambda sort: address("/events", [*replace(query, sort=sort).parameters(), *more]),
    }


def reports_of(desk: Desk, rows: Iterable[Row]) -> dict[str, Report]:
    """The report whose sentence shows each event of a list, by the event's id."""
    wanted = {row.quote.report: row.event.id for row in rows if row.quote is not None}
    return {wanted[report.id]: report for report in desk.store().reports_with(list(wanted))}


def chosen_columns(given: str | None) -> tuple[Column, ...]:
    """The columns that an address names, in the order of the table; the usual ones where it names none.

    Raises BadRequestError for a column that there is not.
    """
    names = {name for name in (given or "").replace(" ", ",").split(",") if name} or set(USUAL)
    unknown = sorted(names - {column.name for column in COLUMNS})
    if unknown:
        known = ", ".join(column.name for column in COLUMNS)
        raise BadRequestError(f"columns {unknown[0][:80]!r}: expected some of {known}, joined with commas")
    return tuple(column for column in COLUMNS if column.name in names)


def _facet(query: Query, facet: Facet, more: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """A facet as links that choose each of its values, or choose it no longer."""
    choices = []
    for choice in facet.choices:
        try:
            changed = toggled(query, facet, choice.value, chosen=choice.chosen)
        except QueryError:  # a value of a database that no query can have
            continue
        choices.append(
            {
                "id": "f-" + sha256(f"{facet.name}\x1f{choice.value}".encode("utf-8", "replace")).hexdigest()[:10],
                "label": label_of(facet.name, choice.value, choice.label),
                "country": choice.country if facet.name in ("actor", "recipient", "place") else None,
                "events": choice.events,
                "chosen": choice.chosen,
                "address": address("/events", [*changed.parameters(), *more]),
            }
        )
    free = facet.name in ("actor", "recipient", "place", "outlet")
    return {
        "name": facet.name,
        "head": FACETS[facet.name],
        "choices": choices,
        "more": facet.more,
        "free": free,
        "open": facet.name in OPEN or any(choice.chosen for choice in facet.choices),
        "most": max((choice.events for choice in facet.choices), default=1) or 1,
    }


def toggled(query: Query, facet: Facet, value: str, *, chosen: bool) -> Query:
    """A query with a value of a facet chosen, or no longer chosen."""
    if facet.name == "year":
        return replace(query, since=None if chosen else value, until=None if chosen else value)
    if chosen and facet.parameter in ("confidence_from", "independent_from"):
        return query.without(facet.parameter)
    return query.with_choice(facet.parameter, value)


def label_of(name: str, value: str, label: str) -> str:
    """What a value of a facet is called."""
    match name:
        case "status":
            return wording.STATUS.get(value, value)
        case "quad":
            return wording.QUADS[int(value)]
        case "country":
            return wording.country(value)
        case "context":
            return value.replace("_", " ")
        case _:
            return label


def _chosen(query: Query, more: Sequence[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """The filters that are set, in words, each with the address without it."""
    for name in query.filters:
        value = getattr(query, name)
        head = FACETS.get(name, name.replace("_", " "))
        for one in value if isinstance(value, tuple) else (value,):
            left = query.with_choice(name, one) if isinstance(value, tuple) else query.without(name)
            told = label_of(name, str(one), str(one).split(":", 1)[-1] if ":" in str(one) else str(one))
            yield f"{head}: {told}", address("/events", [*left.parameters(), *more])


def title_of(query: Query) -> str:
    """What a table is called: its search and its filters."""
    told = [label for label, _ in _chosen(query, ())]
    return f"Events: {'; '.join(told)}" if told else "Events"


def table_of(rows: Iterable[Row]) -> Events:
    """A list as an event table."""
    found = list(rows)
    return Events((row.event for row in found), {row.event.id: row.quote for row in found if row.quote is not None})


def _record(found: Found, count: Count) -> dict[str, Any]:
    """A list as JSON shows it."""
    return {
        "count": count.events,
        "exact": count.exact,
        "cursor": found.cursor,
        "events": [
            {**event_json(row.event), "story": row.story, "sentence": row.quote.text if row.quote else None}
            for row in found.rows
        ],
    }
