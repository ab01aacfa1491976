"""The front page: what was told last, which stories moved, what is planned next and what most outlets told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from starlette.requests import Request

from bede.export.records import event_json
from bede.store.search import Query, Row
from bede.store.summaries import days_of
from bede.web import wording
from bede.web.answers import View
from bede.web.curves import curve, record
from bede.web.desk import Desk
from bede.web.events import entry_of, reports_of, table_of

RECENT = 30
"""Days before the newest page that count as recent."""


def front_page(request: Request, desk: Desk) -> View:
    """What stands on the front page, as of the day of the newest page."""
    search = desk.search
    first, newest = days_of(search.columns())
    since = (date.fromisoformat(newest) - timedelta(days=RECENT)).isoformat() if newest else None
    recent = Query(since=since) if since else Query()
    if search.count(recent).events < 10:
        recent = Query()
    latest = search.events(Query(sort="-published"), limit=14).rows
    covered = search.events(replace(recent, sort="-independent", status=("actual",)), limit=7).rows
    planned = search.events(Query(status=("future",), since=newest, sort="date"), limit=7).rows
    series = search.series(Query())
    lead = covered[0] if covered else latest[0] if latest else None
    shown = [row for row in (lead,) if row is not None]
    return View(
        template="front.html",
        title="Front page",
        values={
            "newest": newest,
            "oldest": first,
            "lead": lead,
            "marked": reports_of(desk, [*shown, *covered[1:], *planned, *latest]),
            "covered": [row for row in covered if lead is None or row.event.id != lead.event.id],
            "planned": planned,
            "latest": [row for row in latest if lead is None or row.event.id != lead.event.id],
            "stories": _moved(desk, recent),
            "curve": curve(series),
            "counts": desk.store().counts(),
            "types": search.facets(recent, names=("type", "country"), most=8),
        },
        record=lambda: {
            "newest": newest,
            "series": record(series),
            "most_covered": _events(covered),
            "planned": _events(planned),
            "latest": _events(latest),
        },
        table=lambda: table_of(latest),
        entries=lambda: [entry_of(row) for row in search.events(Query(sort="-published"), limit=100).rows],
    )


def _moved(desk: Desk, recent: Query) -> list[dict[str, Any]]:
    """The stories with most events of late, each with its newest."""
    facet = desk.search.choices(recent, "story", most=6)
    found = []
    for choice in facet.choices:
        rows = desk.search.events(Query(story=(choice.value,), sort="-published"), limit=3).rows
        story = desk.story(choice.value)
        if story is not None and rows:
            found.append({"story": story, "events": choice.events, "rows": rows})
    return found


def _events(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Events of a list as JSON shows them."""
    return [
        {**event_json(row.event), "headline": wording.headline(row.event), "sentence": row.quote.text if row.quote else None}
        for row in rows
    ]
