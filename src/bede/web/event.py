"""The page of one event: what, who, when, where, how sure, and every report's sentence with what it says marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from starlette.requests import Request

from bede.export.records import event_json, report_json
from bede.merge import Conflict, Development, claims
from bede.model import Event, Report
from bede.store import Store, StoreError
from bede.store.decisions import decisions_on
from bede.store.views import ReportView
from bede.web import wording
from bede.web.answers import NoSuchPageError, View
from bede.web.asked import whole
from bede.web.desk import Desk
from bede.web.feeds import Entry, entry
from bede.web.review import choices

SHOWN = 50
"""Reports that a page of an event shows at once."""

COMPARED = 60
"""Reports that are looked at for who says so and where they differ."""


def event_page(request: Request, desk: Desk) -> View:
    """The event of an address ``/events/ID``."""
    store = desk.store()
    event = _event(store, request.path_params["id"])
    first = _from(whole(request, "from"), len(event.reports))
    view = desk.search.event(event.id, limit=SHOWN, offset=first, neighbours=3)
    looked_at = store.reports_with(event.reports[:COMPARED])
    origins = store.origins(event.pages)
    found = claims(event, looked_at, store.articles_of(looked_at), origins)
    values = {
        "event": event,
        "reports": view.reports,
        "all_reports": len(event.reports),
        "first": first,
        "shown": SHOWN,
        "history": _history(event),
        "claims": _claims(looked_at),
        "only_side": found.only_side,
        "deniers": list(
            dict.fromkeys((voice.name, voice.report) for voice in found.voices if voice.stance == "denies")
        )[:8],
        "conflicts": _told(found.conflicts),
        "developments": _told(found.developments),
        "story": view.story,
        "link": view.link,
        "neighbours": (view.earlier, view.later),
        "decided": decisions_on(store, event.reports[:COMPARED]),
        **choices(store, request),
        "copied": len(origins),
    }
    return View(
        template="event.html",
        title=wording.headline(event),
        values=values,
        scripts=("review.js",),
        record=lambda: {**event_json(event), "reports": [report_json(one) for one in store.reports_of(event)]},
        table=lambda: store.events_with([event.id]),
        entries=lambda: [_entry(event, one) for one in desk.search.event(event.id).reports],
    )


def _event(store: Store, key: str) -> Event:
    """The event with an id, or that of a report with it."""
    try:
        found = store.find(key)
    except StoreError as error:
        raise NoSuchPageError(f"no event {key!r}") from error
    if isinstance(found, Report):
        event = store.event_of(found)
        if event is not None:
            return event
    if not isinstance(found, Event):
        raise NoSuchPageError(f"no event {key!r}")
    return found


def _from(number: int, count: int) -> int:
    """Which report comes first on the page."""
    return number // SHOWN * SHOWN if number < count else 0


def _history(event: Event) -> list[tuple[str | None, str, int]]:
    """The statuses as they changed by day of publication: (day, status, how many reports say so in a row)."""
    found: list[tuple[str | None, str, int]] = []
    for day, status in event.statuses:
        if found and found[-1][1] == status:
            found[-1] = (found[-1][0], status, found[-1][2] + 1)
        else:
            found.append((day, status, 1))
    return found


def _claims(reports: Sequence[Report]) -> list[tuple[str, int]]:
    """Who vouches for it besides the outlets, and in how many reports."""
    found = Counter(party.name for report in reports for party in report.attribution)
    return found.most_common(12)


def _told(found: Sequence[Conflict | Development]) -> list[tuple[str, list[tuple[str, str, str | None]]]]:
    """What reports give for facts: the fact, and each value with the first report of it and when that was published."""
    told: list[tuple[str, list[tuple[str, str, str | None]]]] = []
    for one in found:
        values: dict[str, tuple[str, str | None]] = {}
        for given in one.given:
            values.setdefault(given.value, (given.report, given.published))
        told.append((one.fact, [(value, *where) for value, where in values.items()][:8]))
    return told


def _entry(event: Event, told: ReportView) -> Entry:
    """A report as an entry of the event's feed."""
    return entry(
        id=told.report.id,
        title=f"{told.page.publisher or told.page.name}: {wording.headline(event)}",
        updated=told.page.published,
        address=f"/pages/{told.page.id}?report={told.report.id}",
        summary=told.report.sentence.text,
    )
