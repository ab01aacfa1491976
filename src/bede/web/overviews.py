"""Two overviews of all events that a query finds: a map with a brush over time, and a network with its table."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from starlette.requests import Request

from bede.store.search import Query
from bede.store.summaries import Circle
from bede.web import wording
from bede.web.actors import by_of, edge, named
from bede.web.answers import View, address
from bede.web.asked import degrees, query_asked
from bede.web.curves import curve, record
from bede.web.desk import Desk

CIRCLES = 500
NODES = 30
EDGES = 90


def map_page(request: Request, desk: Desk) -> View:
    """Circles on the places of events, with a brush over their days."""
    query = query_asked(request, desk, others=("lat", "lon"))
    degrees(request, "lat", 90)
    degrees(request, "lon", 180)
    circles = desk.search.places(query, limit=CIRCLES)
    series = desk.search.series(replace(query, since=None, until=None))
    return View(
        template="map.html",
        title="Map",
        wide=True,
        scripts=("vendor/d3.js", "vendor/topojson.js", "draw.js", "map.js", "brush.js"),
        values={
            "search": query,
            "circles": circles,
            "curve": curve(series),
            "count": desk.search.count(query),
            "placed": desk.search.placed(query),
            "rest": _rest(query),
            "here_with": lambda **given: address("/map", replace(query, **given).parameters()),
            "events_at": lambda value: address("/events", [*query.parameters(), ("place", value)]),
        },
        record=lambda: {
            "events": desk.search.count(query).events,
            "places": [_circle(circle) for circle in circles],
            "series": record(series),
        },
        table=lambda: [asdict(circle) | {"quads": list(circle.quads)} for circle in circles],
        entries=list,
    )


def network_page(request: Request, desk: Desk) -> View:
    """Who acts with whom among the most frequent actors."""
    by = by_of(request)
    query = query_asked(request, desk, others=("by",))
    found = desk.search.network(query, nodes=NODES, edges=EDGES, by=by)
    pairs = [edge(pair) for pair in found.edges]
    return View(
        template="network.html",
        title="Network",
        wide=True,
        scripts=("vendor/d3.js", "draw.js", "network.js"),
        values={
            "search": query,
            "by": by,
            "pairs": pairs,
            "actors": [named(node, by) for node in found.nodes],
            "rest": _rest(query),
            "other_by": address("/network", [*query.parameters(), ("by", "entity" if by == "country" else "country")]),
            "events_of": lambda *both: address("/events", [*query.parameters(), *(("party", one) for one in both)]),
        },
        record=lambda: {"pairs": pairs, "actors": [asdict(node) for node in found.nodes]},
        table=lambda: pairs,
        entries=list,
    )


def _rest(query: Query) -> list[tuple[str, str]]:
    """The parameters of a query but for its days."""
    return [(name, value) for name, value in query.parameters() if name not in ("since", "until")]


def _circle(circle: Circle) -> dict[str, Any]:
    """A circle as the drawing needs it."""
    return {
        "key": circle.value,
        "name": circle.label,
        "country": circle.country,
        "country_name": wording.country(circle.country),
        "lat": circle.latitude,
        "lon": circle.longitude,
        "precision": circle.precision,
        "events": circle.events,
        "quads": list(circle.quads),
    }
