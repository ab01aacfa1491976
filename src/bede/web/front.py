"""The front page: what was told last, which stories moved, what is planned next and what most outlets told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from starlette.requests import Request

from bede.export.entries import entry_of
from bede.export.records import event_json
from bede.store.query import last_day
from bede.store.search import MovedStory, Query, Row
from bede.web import wording
from bede.web.answers import View
from bede.web.curves import curve, record
from bede.web.desk import Desk
from bede.web.events import reports_of, table_of
from bede.web.unusual import events_shown, shown, week_at_hand

WINDOW = 540
"""Days before the newest page that the curve shows."""

MOST = 10


def front_page(request: Request, desk: Desk) -> View:
    """The front page of the day of the newest page, or of the ``day`` of the address."""
    day = request.query_params.get("day") or None
    if day is not None:
        day = last_day("day", day).isoformat()
    search = desk.search
    found = search.front(day=day, most=MOST)
    window = Query()
    if found.day:
        since = date.fromisoformat(found.day) - timedelta(days=WINDOW)
        window = Query(since=since.isoformat(), until=found.day)
    series = search.series(window)
    lead = max([*found.covered, *found.newest, *found.latest], key=_weight, default=None)
    seen = {lead.event.id} if lead is not None else set()
    lists = {
        name: _unseen(rows, seen, most)
        for name, rows, most in (
            ("covered", [row for row in found.covered if row.event.independent > 1], 4),
            ("planned", found.planned, 5),
            ("newest", found.newest, 10),
            ("latest", found.latest, 6),
        )
    }
    strange = [shown(one) for one in week_at_hand(desk, found.day)[0][:6]]
    return View(
        template="front.html",
        title="Front page",
        values={
            "front": found,
            "lead": lead,
            "marked": reports_of(desk, [*([lead] if lead else []), *(row for rows in lists.values() for row in rows)]),
            "stories": [_moved(desk, moved) for moved in found.moved[:6]],
            "curve": curve(series),
            "counts": desk.counts(),
            "facets": search.facets(window, names=("country", "type"), most=8),
            "window": window,
            "unusual": strange,
            "strange": events_shown(desk, strange),
            **lists,
        },
        record=lambda: {
            "day": found.day,
            "series": record(series),
            "stories": [
                {"id": moved.story.id, "title": moved.story.title, "new": moved.new, "events": moved.story.events}
                for moved in found.moved
            ],
            **{name: _events(getattr(found, name)) for name in ("covered", "planned", "newest", "latest")},
        },
        table=lambda: table_of(found.newest),
        entries=lambda: [entry_of(row) for row in search.events(Query(sort="-published"), limit=100).rows],
    )


def _weight(row: Row) -> tuple[bool, int, int, float]:
    """How much an event deserves to lead the page."""
    event = row.event
    return event.status == "actual", event.independent, len(event.reports), event.confidence


def _unseen(rows: Sequence[Row], seen: set[str], most: int) -> list[Row]:
    """The first rows of a list that stand nowhere else on the page; they are seen from then on."""
    found = [row for row in rows if row.event.id not in seen][:most]
    seen.update(row.event.id for row in found)
    return found


def _moved(desk: Desk, moved: MovedStory) -> dict[str, Any]:
    """A story that moved, with its newest events."""
    rows = desk.search.events(Query(story=(moved.story.id,), sort="-published"), limit=2).rows
    return {"story": moved.story, "new": moved.new, "rows": rows}


def _events(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Events of a list as JSON shows them."""
    return [
        {
            **event_json(row.event),
            "headline": wording.headline(row.event),
            "sentence": row.quote.text if row.quote else None,
        }
        for row in rows
    ]
