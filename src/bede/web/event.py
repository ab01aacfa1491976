"""The page of one event: what, who, when, where, how sure, and every report's sentence with what it says marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from starlette.requests import Request

from bede.export.records import event_json, report_json
from bede.model import Article, Event, Merge, Report, Story
from bede.store import Events, Store
from bede.web import wording
from bede.web.answers import NoSuchPageError, View
from bede.web.desk import Desk
from bede.web.feeds import Entry

SHOWN = 50
"""Reports that a page of an event shows at once."""


def event_page(request: Request, desk: Desk) -> View:
    """The event of an address ``/events/ID``."""
    store = desk.store()
    event = _event(store, request.path_params["id"])
    reports = store.reports_of(event)
    first = _from(request.query_params.get("from"), len(reports))
    some = reports[first : first + SHOWN]
    articles = {page: store.article(page) for page in dict.fromkeys(report.page_id for report in some)}
    copies = store.copies()
    story = story_of(store, event)
    values = {
        "event": event,
        "reports": [_told(report, event, articles[report.page_id], copies) for report in some],
        "all_reports": len(reports),
        "first": first,
        "shown": SHOWN,
        "history": _history(event),
        "claims": _claims(event, reports),
        "conflicts": _conflicts(reports),
        "story": story,
        "neighbours": _neighbours(store, story, event) if story else ([], []),
        "copied": sum(page in copies for page in event.pages),
    }
    return View(
        template="event.html",
        title=wording.headline(event),
        values=values,
        scripts=("keys.js",),
        record=lambda: {**event_json(event), "reports": [report_json(report) for report in reports]},
        table=lambda: Events([event], {event.id: store.quotes(event)[0]} if reports else {}),
        entries=lambda: [_entry(event, report, store) for report in reports[:100]],
    )


def _event(store: Store, key: str) -> Event:
    """The event with an id; an old id or the id of a report of it finds it too."""
    found = store.find(key)
    if isinstance(found, Report):
        event = store.event_of(found)
        if event is not None:
            return event
    if not isinstance(found, Event):
        raise NoSuchPageError(f"no event {key!r}")
    return found


def _from(given: str | None, count: int) -> int:
    """Which report comes first on the page."""
    number = int(given) if given and given.isdecimal() and len(given) < 9 else 0
    return number // SHOWN * SHOWN if number < count else 0


def _told(report: Report, event: Event, article: Article, copies: dict[str, str]) -> dict[str, Any]:
    """A report with what the page shows beside it."""
    merge: Merge | None = next((one for one in event.merges if one.report == report.id), None)
    return {"report": report, "article": article, "merge": merge, "origin": copies.get(report.page_id)}


def _history(event: Event) -> list[tuple[str | None, str, int]]:
    """The statuses as they changed by day of publication: (day, status, how many reports say so in a row)."""
    found: list[tuple[str | None, str, int]] = []
    for day, status in event.statuses:
        if found and found[-1][1] == status:
            found[-1] = (found[-1][0], status, found[-1][2] + 1)
        else:
            found.append((day, status, 1))
    return found


def _claims(event: Event, reports: Sequence[Report]) -> list[tuple[str, int]]:
    """Who vouches for it besides the outlets, and in how many reports."""
    found = Counter(party.name for report in reports for party in report.attribution)
    return found.most_common(12)


def _conflicts(reports: Sequence[Report]) -> list[tuple[str, list[tuple[str, Report]]]]:
    """On what the reports differ: the field, and each of its values with the first report that has it."""
    fields = {
        "status": lambda report: wording.STATUS[report.status],
        "act": wording.code,
        "day": lambda report: wording.days(report.date.earliest, report.date.latest) if report.date else "",
        "numbers": lambda report: "; ".join(f"{number.kind} {number.text}" for number in report.numbers),
    }
    found = []
    for name, value_of in fields.items():
        values: dict[str, Report] = {}
        for report in reports:
            value = value_of(report)
            if value and value != "undated":
                values.setdefault(value, report)
        if len(values) > 1:
            found.append((name, list(values.items())[:8]))
    return found


def story_of(store: Store, event: Event) -> Story | None:
    """The story that an event belongs to."""
    return next((story for story in store.stories() if event.id in story.events), None)


def _neighbours(store: Store, story: Story, event: Event) -> tuple[list[Event], list[Event]]:
    """The three events of a story before an event and the three after it."""
    found = [other for key in story.events[:2000] if isinstance(other := store.find(key), Event)]
    ordered = sorted(found, key=wording.order)
    place = next((number for number, other in enumerate(ordered) if other.id == event.id), 0)
    return ordered[max(0, place - 3) : place], ordered[place + 1 : place + 4]


def _entry(event: Event, report: Report, store: Store) -> Entry:
    """A report as an entry of the event's feed."""
    article = store.article(report.page_id)
    return Entry(
        id=report.id,
        title=f"{article.publisher or article.page}: {wording.headline(report)}",
        updated=article.published.earliest if article.published else None,
        address=f"/pages/{report.page_id}?report={report.id}",
        summary=report.sentence.text,
    )
