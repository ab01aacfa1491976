"""Stories: the list of them, and one as a timeline, a network of its actors, a map, its turns and its events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from starlette.requests import Request

from bede.dossier import dyads
from bede.export.records import story_json
from bede.model import Event, Story
from bede.web import wording
from bede.web.answers import NoSuchPageError, View
from bede.web.desk import Desk
from bede.web.feeds import Entry, entry

SHOWN = 60
"""Stories that the list shows at once."""

DATA = 1000
"""Stories that the list gives at once as data."""

DATA_ENDINGS = (".json", ".csv", ".parquet", ".atom", ".feed")

MOST = 600
"""Events of a story that are drawn."""

EDGES = 40
"""Pairs of a story's network."""


def stories_page(request: Request, desk: Desk) -> View:
    """The stories, those that moved last first."""
    start = _whole(request.query_params.get("from"))
    html = not request.url.path.endswith(DATA_ENDINGS)
    found = desk.search.stories(limit=SHOWN if html else DATA, offset=start)
    stories = found.stories
    return View(
        template="stories.html",
        title="Stories",
        values={"stories": stories, "all_stories": found.count, "start": start, "shown": SHOWN},
        record=lambda: [story_json(story) for story in stories],
        table=lambda: [_row(story) for story in stories],
        entries=lambda: [_entry(story) for story in stories[:100]],
    )


def story_page(request: Request, desk: Desk) -> View:
    """The story of an address ``/stories/ID``."""
    store = desk.store()
    story = desk.story(request.path_params["id"])
    if story is None:
        raise NoSuchPageError(f"no story {request.path_params['id']!r}")
    events = store.events_with(story.events)
    ordered = sorted(events, key=wording.order)
    quotes = {row["event_id"]: row["sentence"] for row in events.rows()} if len(ordered) <= MOST else {}
    why = {link.event: link.reason for link in story.links}
    values = {
        "story": story,
        "events": ordered[:MOST],
        "quotes": quotes,
        "why": why,
        "turns": turns(ordered),
        "planned": [event for event in ordered if event.status == "future"][-8:],
        "pairs": pairs(ordered),
        "places": places(ordered),
        "outlets": Counter(outlet for event in ordered for outlet in event.outlets).most_common(8),
        "reports": sum(len(event.reports) for event in ordered),
    }
    return View(
        template="story.html",
        title=story.title,
        values=values,
        wide=True,
        scripts=("vendor/d3.js", "vendor/topojson.js", "draw.js", "timeline.js", "network.js", "map.js", "since.js"),
        record=lambda: {
            **story_json(story),
            "drawn": [drawn(event) for event in ordered[:MOST]],
            "pairs": pairs(ordered),
            "places": places(ordered),
        },
        table=lambda: events,
        entries=lambda: [_event_entry(event, quotes.get(event.id) or "") for event in reversed(ordered[-100:])],
    )


def drawn(event: Event) -> dict[str, Any]:
    """An event as a drawing needs it; where its days are not known it ends on the day on which it was first told."""
    date = event.date
    known = date is not None and (date.earliest is not None or date.latest is not None)
    told = (event.first_published or "")[:10] or None
    first, last = (date.earliest, date.latest) if date is not None and known else (None, told)
    return {
        "id": event.id,
        "headline": wording.headline(event),
        "days": wording.event_days(event),
        "code": wording.code(event),
        "act": event.act,
        "quad": event.quad,
        "status": event.status,
        "earliest": first,
        "latest": last,
        "known": known,
        "reports": len(event.reports),
        "intensity": event.intensity,
    }


def turns(events: Sequence[Event]) -> list[tuple[Event, str]]:
    """Where a story turned: the first event of each class, from words to deeds, and what was planned and then done."""
    found: list[tuple[Event, str]] = []
    seen: set[int] = set()
    for event in events:
        if event.status != "actual":
            continue
        why = []
        if event.quad not in seen:
            seen.add(event.quad)
            why.append(f"first {wording.QUADS[event.quad]}")
        if any(status == "future" for _, status in event.statuses):
            why.append("planned before, then done")
        if why:
            found.append((event, ", ".join(why)))
    most = max(events, key=lambda event: (event.independent, len(event.reports)), default=None)
    if most is not None and most.independent > 1:
        found.append((most, f"most widely told: {wording.counted(most.independent, 'independent page')}"))
    merged: dict[str, tuple[Event, str]] = {}
    for event, why_ in found:
        merged[event.id] = (event, f"{merged[event.id][1]}; {why_}" if event.id in merged else why_)
    return sorted(merged.values(), key=lambda item: wording.order(item[0]))[:12]


def pairs(events: Sequence[Event]) -> list[dict[str, Any]]:
    """Who acts on whom, countries taken together: the edges of a network, the most frequent first."""
    found = []
    for dyad in dyads(events, by="country"):
        known = (dyad.actor_entity or dyad.actor_country) and (dyad.recipient_entity or dyad.recipient_country)
        if dyad.recipient is None or not known:
            continue
        quads = {int(quad): count for quad, count in dyad.quads}
        found.append(
            {
                "actor": dyad.actor_country or dyad.actor,
                "recipient": dyad.recipient_country or dyad.recipient,
                "actor_name": wording.country(dyad.actor),
                "recipient_name": wording.country(dyad.recipient),
                "events": dyad.events,
                "cooperation": quads.get(1, 0) + quads.get(2, 0),
                "conflict": quads.get(3, 0) + quads.get(4, 0),
            }
        )
    return found[:EDGES]


def places(events: Sequence[Event]) -> list[dict[str, Any]]:
    """Where events were: circles of a map, the most frequent first."""
    found: dict[tuple[str, float, float], dict[str, Any]] = {}
    for event in events:
        for place in event.places:
            if place.lat is None or place.lon is None:
                continue
            one = found.setdefault(
                (place.name, place.lat, place.lon),
                {
                    "name": place.name,
                    "country": place.country,
                    "lat": place.lat,
                    "lon": place.lon,
                    "precision": place.precision,
                    "events": 0,
                },
            )
            one["events"] += 1
    return sorted(found.values(), key=lambda one: (-one["events"], one["name"]))[:300]


def _whole(given: str | None) -> int:
    """A whole number of an address, 0 where it is none."""
    return int(given) if given and given.isdecimal() and len(given) < 9 else 0


def _row(story: Story) -> dict[str, Any]:
    """A story as a row of a table."""
    return {
        "story_id": story.id,
        "title": story.title,
        "actors": list(story.actors),
        "events": len(story.events),
        "earliest": story.earliest,
        "latest": story.latest,
    }


def _entry(story: Story) -> Entry:
    """A story as an entry of a feed."""
    return entry(
        id=story.id,
        title=story.title,
        updated=story.latest,
        address=f"/stories/{story.id}",
        summary=f"{wording.counted(len(story.events), 'event')}, {wording.days(story.earliest, story.latest)}",
    )


def _event_entry(event: Event, sentence: str) -> Entry:
    """An event as an entry of a story's feed."""
    return entry(
        id=event.id,
        title=wording.headline(event),
        updated=event.last_published,
        address=f"/events/{event.id}",
        summary=sentence,
    )
