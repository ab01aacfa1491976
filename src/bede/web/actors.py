"""Actors and pairs of them: who acts with whom, how often, and how that went over time."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any, get_args

from starlette.requests import Request

from bede.export.entries import entry_of
from bede.store.search import Query
from bede.store.summaries import By, Edge, Node
from bede.web import wording
from bede.web.answers import BadRequestError, View, address
from bede.web.asked import known_party, query_asked
from bede.web.curves import curve, record, trimmed
from bede.web.desk import Desk
from bede.web.events import reports_of, table_of

SHOWN = 60
EVENTS = 12
PARTNERS = 20
SCRIPTS = ("vendor/d3.js", "vendor/plot.js", "draw.js", "curve.js")


def by_of(request: Request) -> By:
    """Whether an address asks for countries or for single actors."""
    given = request.query_params.get("by", "country")
    if given not in get_args(By):
        raise BadRequestError(f"by {given!r}: expected one of {', '.join(get_args(By))}")
    return "entity" if given == "entity" else "country"


def actors_page(request: Request, desk: Desk) -> View:
    """Who takes part most often, and the most frequent pairs."""
    by = by_of(request)
    query = query_asked(request, desk, others=("by",))
    actors = desk.search.actors(query, limit=SHOWN, by=by)
    pairs = desk.search.dyads(query, limit=SHOWN, by=by)
    return View(
        template="actors.html",
        title="Actors",
        values={"actors": [named(actor, by) for actor in actors], "pairs": [edge(pair) for pair in pairs], "by": by},
        record=lambda: {"actors": [asdict(actor) for actor in actors], "pairs": [asdict(pair) for pair in pairs]},
        table=lambda: [asdict(pair) | {"quads": list(pair.quads)} for pair in pairs],
        entries=list,
    )


def actor_page(request: Request, desk: Desk) -> View:
    """The actor of an address ``/actor?key=CHN``; ``with`` compares another."""
    key, other = _key(request, "key"), request.query_params.get("with", "").strip()
    for one in filter(None, (key, other)):
        known_party(desk, one)
    own = Query(party=(key,), sort="-date")
    by: By = "country" if len(key) == 3 and key.isupper() else "entity"
    compared = [key, *([other] if other else [])]
    curves = [(wording.called(one), desk.search.series(replace(own, party=(one,)))) for one in compared]
    found = desk.search.events(own, limit=EVENTS)
    acts = desk.search.dyads(Query(actor=(key,)), limit=PARTNERS * 4, by=by)
    receives = desk.search.dyads(Query(recipient=(key,)), limit=PARTNERS * 4, by=by)
    return View(
        template="actor.html",
        title=wording.called(key),
        scripts=SCRIPTS,
        values={
            "key": key,
            "other": other,
            "is_country": by == "country",
            "count": desk.search.count(own),
            "acting": desk.search.count(Query(actor=(key,))),
            "receiving": desk.search.count(Query(recipient=(key,))),
            "curves": [(name, curve(series)) for name, series in curves],
            "partners": _partners(key, acts, receives),
            "facets": {
                facet.name: facet
                for facet in desk.search.facets(own, names=("type", "context", "place", "outlet"), most=8)
            },
            "rows": found.rows,
            "marked": reports_of(desk, found.rows),
        },
        record=lambda: {
            "key": key,
            "events": desk.search.count(own).events,
            "curves": [{"name": name, **record(series)} for name, series in curves],
            "acts_on": [asdict(pair) for pair in acts if pair.actor == key],
            "acted_on_by": [asdict(pair) for pair in receives if pair.recipient == key],
        },
        table=lambda: table_of(desk.search.events(own, limit=1000).rows),
        entries=lambda: [entry_of(row) for row in desk.search.events(replace(own, sort="-published"), limit=100).rows],
    )


def dyad_page(request: Request, desk: Desk) -> View:
    """The pair of an address ``/dyad?a=CHN&b=USA``: what each does to the other, and what both do together.

    With ``c`` and ``d`` another pair is drawn beside it over the same days.
    """
    one, other = _key(request, "a"), _key(request, "b")
    beside = tuple(request.query_params.get(name, "").strip() for name in ("c", "d"))
    if one == other:
        raise BadRequestError(f"b {other[:80]!r}: expected another than a")
    if any(beside) and not all(beside):
        raise BadRequestError(f"{'d' if beside[0] else 'c'}: nobody is named; expected the other one of the pair")
    both = Query(party=(one, other), sort="-date")
    if not desk.search.count(both).events:
        for key in (one, other):
            known_party(desk, key)
    names = [wording.called(key, article=True) for key in (one, other)]
    ways = [
        (_pair(one, other), both),
        (wording.begun(f"{names[0]} acts on {names[1]}"), Query(actor=(one,), recipient=(other,))),
        (wording.begun(f"{names[1]} acts on {names[0]}"), Query(actor=(other,), recipient=(one,))),
    ]
    if all(beside):
        ways.insert(1, (_pair(*beside), Query(party=beside)))
    whole, _ = trimmed(desk.search.series(both))
    window = replace(both, since=whole.starts[0] if whole.starts else None)
    curves = [
        (name, query, desk.search.series(replace(query, since=window.since), step=whole.step)) for name, query in ways
    ]
    found = desk.search.events(both, limit=EVENTS)
    return View(
        template="dyad.html",
        title=_pair(one, other),
        scripts=SCRIPTS,
        values={
            "one": one,
            "other": other,
            "beside": beside,
            "names": (wording.called(one), wording.called(other)),
            "ways": [(name, query, desk.search.count(query), curve(series)) for name, query, series in curves],
            "facets": {facet.name: facet for facet in desk.search.facets(both, names=("type", "status"), most=8)},
            "rows": found.rows,
            "marked": reports_of(desk, found.rows),
            "address": lambda query: address("/events", query.parameters()),
        },
        record=lambda: {
            "a": one,
            "b": other,
            **({"c": beside[0], "d": beside[1]} if all(beside) else {}),
            "curves": [{"name": name, **record(series)} for name, _, series in curves],
        },
        table=lambda: table_of(desk.search.events(both, limit=1000).rows),
        entries=lambda: [entry_of(row) for row in desk.search.events(replace(both, sort="-published"), limit=100).rows],
    )


def _pair(one: str, other: str) -> str:
    """Two parties as a title names them: "China and the United States"."""
    return wording.begun(" and ".join(wording.called(key, article=True) for key in (one, other)))


def _key(request: Request, name: str) -> str:
    """A party that an address names."""
    found = request.query_params.get(name, "").strip()
    if not found:
        raise BadRequestError(f"{name}: nobody is named; expected a country such as CHN, an entity or a name")
    return found


def named(actor: Node, by: By) -> dict[str, Any]:
    """An actor as a row of a table."""
    return asdict(actor) | {"label": wording.country(actor.label) if by == "country" else actor.label}


def edge(pair: Edge) -> dict[str, Any]:
    """A pair as a row of a table and an edge of a network."""
    return {
        "actor": pair.actor,
        "recipient": pair.recipient,
        "actor_name": wording.country(pair.actor_label),
        "recipient_name": wording.country(pair.recipient_label),
        "events": pair.events,
        "joint": pair.joint,
        "cooperation": pair.quads[0] + pair.quads[1],
        "conflict": pair.quads[2] + pair.quads[3],
        "quads": list(pair.quads),
        "intensity": pair.intensity,
        "first": pair.first,
        "last": pair.last,
    }


def _partners(key: str, acts: tuple[Edge, ...], receives: tuple[Edge, ...]) -> list[dict[str, Any]]:
    """With whom an actor deals, on whom it acts, by whom it is acted on, and what both do together."""
    found: dict[str, dict[str, Any]] = {}

    def partner(other: str, label: str, pair: Edge) -> dict[str, Any]:
        """The partner of a pair, to whom the classes of its events are added."""
        one = found.setdefault(
            other,
            {
                "key": other,
                "name": wording.country(label),
                "acts": 0,
                "receives": 0,
                "joint": 0,
                "cooperation": 0,
                "conflict": 0,
            },
        )
        one["cooperation"] += pair.quads[0] + pair.quads[1]
        one["conflict"] += pair.quads[2] + pair.quads[3]
        return one

    for pair in acts:
        if pair.actor == key and pair.recipient != key:
            one = partner(pair.recipient, pair.recipient_label, pair)
            one["acts"] += pair.events - pair.joint
            one["joint"] += pair.joint
    for pair in receives:
        if pair.recipient == key and pair.actor != key:
            one = partner(pair.actor, pair.actor_label, pair)
            one["receives"] += pair.events
    return sorted(found.values(), key=lambda one: (-(one["acts"] + one["receives"] + one["joint"]), one["name"]))[
        :PARTNERS
    ]
