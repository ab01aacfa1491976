"""Stories: the list of them, and one as a timeline, a network of its actors, a map, its turns and its events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from starlette.requests import Request

from bede.accounts import Accounts, Visit
from bede.dossier import dyads
from bede.export.records import story_json
from bede.model import Event, Story
from bede.store.query import first_day
from bede.story.course import course
from bede.web import wording
from bede.web.answers import NoSuchPageError, View
from bede.web.asked import whole
from bede.web.desk import Desk
from bede.web.feeds import Entry, entry

SHOWN = 30
"""Stories that the list shows at once."""

DATA = 1000
"""Stories that the list gives at once as data."""

DATA_ENDINGS = (".json", ".csv", ".parquet", ".atom", ".feed")

LOOKED_AT = 60
"""Events at the end of a story that the newest is looked for among."""

MOST = 600
"""Events of a story that are drawn."""

MOST_PLANNED, MOST_NEW = 12, 12
"""Announced and new events of a story that stand apart from the others."""

EDGES = 40
"""Pairs of a story's network."""


def stories_page(request: Request, desk: Desk) -> View:
    """The stories, those that moved last first."""
    start = whole(request, "from")
    html = not request.url.path.endswith(DATA_ENDINGS)
    found = desk.search.stories(limit=SHOWN if html else DATA, offset=start)
    stories = found.stories
    newest = [desk.search.newest(story.events[-LOOKED_AT:]) for story in stories] if html else []
    last = desk.search.rows_with([event for event in newest if event is not None])
    return View(
        template="stories.html",
        title="Stories",
        values={
            "stories": stories,
            "all_stories": found.count,
            "start": start,
            "shown": SHOWN,
            "last": {row.story: row.event for row in last},
        },
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
    by_id = {event.id: event for event in ordered}
    since = request.query_params.get("since")
    day = desk.search.front().day
    found = course(story, ordered, day=day, since=first_day("since", since).isoformat() if since else None)
    values = {
        "story": story,
        "events": ordered[:MOST],
        "quotes": quotes,
        "why": why,
        "course": found,
        "turns": [(by_id[turn.event], turn.reason) for turn in found.turns],
        "planned": [(by_id[plan.event], plan.due) for plan in found.planned][:MOST_PLANNED],
        "visit": _visit(request, story),
        "fresh": [by_id[key] for key in found.new[:MOST_NEW]],
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
            "turns": [asdict(turn) for turn in found.turns],
            "planned": [asdict(plan) for plan in found.planned],
            "since": found.since,
            "new": list(found.new),
            "drawn": [drawn(event) for event in ordered[:MOST]],
            "pairs": pairs(ordered),
            "places": places(ordered),
        },
        table=lambda: events,
        entries=lambda: [_event_entry(event, quotes.get(event.id) or "") for event in reversed(ordered[-100:])],
    )


def _visit(request: Request, story: Story) -> Visit | None:
    """The last time that somebody with an account looked at a story's page; without accounts the browser knows."""
    accounts: Accounts | None = getattr(request.state, "accounts", None)
    if accounts is None or request.url.path.endswith(DATA_ENDINGS):
        return None
    return accounts.visited(request.state.user, story.id, story.events)


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
