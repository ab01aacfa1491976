"""What is unusual in a week: pairs, actors and types of which pages tell more or less than before, or first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from starlette.requests import Request

from bede.lexicon.content import act_name
from bede.model import Event, is_event_type
from bede.rates import unusual_of
from bede.store.columns import Columns
from bede.store.query import last_day
from bede.store.search import Query, Search, newest_day
from bede.unusual import FEWEST, Unusual, Why
from bede.web import wording
from bede.web.answers import View, address
from bede.web.desk import Desk
from bede.web.feeds import entry

MOST = 40
"""Things of a kind that the page lists; of more it says how many."""

HEADS: dict[Why, str] = {"more": "more than before", "less": "less than before", "first": "for the first time"}


def unusual_page(request: Request, desk: Desk) -> View:
    """What is unusual in the week that ends with a ``day``, by default that of the newest page."""
    given = request.query_params.get("day")
    day = last_day("day", given).isoformat() if given else newest_day(desk.search.columns())
    found, read = week(desk, day)
    parts = {why: [one for one in found if one.why == why] for why in HEADS}
    listed = {why: [shown(one) for one in some[:MOST]] for why, some in parts.items()}
    return View(
        template="unusual.html",
        title="Unusual",
        values={
            "day": day,
            "beside": _beside(day, last=newest_day(desk.search.columns())),
            "read": read,
            "parts": [(HEADS[why], listed[why], len(some)) for why, some in parts.items() if some],
            "events": events_shown(desk, [one for some in listed.values() for one in some]),
            "few": sum(1 for pages in read[1:] if pages) < FEWEST,
        },
        record=lambda: [asdict(one) for one in found],
        table=lambda: [_row(one) for one in found],
        entries=lambda: [
            entry(
                id=f"{one.until}-{'-'.join(one.names)}-{one.why}",
                title=f"{shown(one)['name']}: {HEADS[one.why]}",
                updated=one.until,
                address=shown(one)["address"],
                summary=shown(one)["told"],
            )
            for one in found[:100]
        ],
    )


def events_shown(desk: Desk, listed: Iterable[Mapping[str, Any]]) -> dict[str, Event]:
    """The first event of each thing that is shown, by its id."""
    rows = desk.search.rows_with(list(dict.fromkeys(one["event"] for one in listed if one["event"])))
    return {row.event.id: row.event for row in rows}


def _beside(day: str | None, *, last: str | None) -> tuple[str | None, str | None]:
    """The last days of the week before and of the week after, where that has begun by the day of the newest page."""
    try:
        end = date.fromisoformat(day or "")
        before = (end - timedelta(days=7)).isoformat()
        after = (end + timedelta(days=7)).isoformat() if last is not None and day is not None and day < last else None
    except (ValueError, OverflowError):
        return None, None
    return before, after


Week = tuple[list[Unusual], tuple[int, ...]]


def week(desk: Desk, day: str | None) -> Week:
    """What is unusual in the week that ends with a day, computed once a state of the database."""
    return _week(desk.search, desk.search.columns(), day) if day is not None else ([], ())


AT_ONCE = 100_000
"""Events up to which a page can wait for any week beside all else that it shows."""


def week_at_hand(desk: Desk, day: str | None) -> Week:
    """As ``week``, but nothing where a page would wait longer for it: an older week of many events."""
    columns = desk.search.columns()
    return week(desk, day) if columns.size <= AT_ONCE or day == newest_day(columns) else ([], ())


def prepare(search: Search, columns: Columns) -> None:
    """Compute the week of the newest page of a state of the database."""
    day = newest_day(columns)
    if day is not None:
        _week(search, columns, day)


def _week(search: Search, columns: Columns, day: str) -> Week:
    """The week that ends with a day; that of the newest page stays at hand, of others only few do."""

    def found() -> Week:
        with search.reader() as connection:
            return unusual_of(connection, until=day)

    keep = search.keep if day == newest_day(columns) else search.keep_large
    return keep(("unusual", columns.state, day), found)


def shown(one: Unusual) -> dict[str, Any]:
    """Something unusual in words, with its first event and the address of all its events."""
    types = tuple(name for name in one.names if one.of == "type" and is_event_type(name))
    query = Query(type=types, party=tuple(name for name in one.names if name not in types), sort="-published")
    names = wording.joined(wording.called(name, article=True) for name in query.party)
    kinds = ", ".join(f"{act_name(kind, plural=True)} ({kind})" for kind in types)
    expected = one.year.expected if one.year.expected is not None else one.month.expected
    told = f"{one.told} of {wording.counted(one.read, 'page')}"
    if one.why != "first" and expected is not None:
        told += f", expected {expected:.1f}"
    return {
        "name": wording.begun(": ".join(part for part in (names, kinds) if part)),
        "why": HEADS[one.why],
        "told": told,
        "chance": _chance(one),
        "event": one.events[0] if one.events else None,
        "address": address("/events", query.parameters()),
    }


def _chance(one: Unusual) -> str:
    """How likely it would be by chance, in words; nothing of what is told for the first time."""
    if one.why == "first" or one.chance is None:
        return ""
    return f"1 in {1 / one.chance:,.0f}" if one.chance > 1e-6 else "less than 1 in a million"


def _row(one: Unusual) -> dict[str, Any]:
    """Something unusual as a row of a table."""
    return {
        "of": one.of,
        "why": one.why,
        "names": list(one.names),
        "since": one.since,
        "until": one.until,
        "told": one.told,
        "read": one.read,
        "expected_of_4_weeks": one.month.expected,
        "expected_of_52_weeks": one.year.expected,
        "chance": one.chance,
        "events": list(one.events),
    }
