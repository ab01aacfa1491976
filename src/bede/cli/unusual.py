"""Commands that tell what was read and what of it is unusual: rates and unusual."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated, Literal

import typer

from bede.cli.options import Database, Form, Since, Until, Width, day
from bede.cli.output import Screen, print_record, readable, tell
from bede.console import unusual_view
from bede.export.records import reading_json, unusual_json
from bede.model import Event
from bede.rates import WEEK, last_day, readings, unusual_week
from bede.store import Store, open_store
from bede.story.title import states
from bede.unusual import FEWEST, Unusual

ISO_WEEK = re.compile(r"(\d{4})-W(\d{2})")


def week(given: str | None) -> str | None:
    """The Sunday with which a week of an option ends, as a day."""
    if given is None:
        return None
    found = ISO_WEEK.fullmatch(given)
    try:
        return date.fromisocalendar(int(found[1]), int(found[2]), 7).isoformat() if found else _no_week(given)
    except ValueError as error:
        raise typer.BadParameter(f"{given!r}: that year has no such week") from error


def _no_week(given: str) -> str:
    raise typer.BadParameter(f"{given!r} is no week; expected YYYY-Www, such as 2024-W17")


def unusual_command(
    database: Database,
    week: Annotated[str | None, typer.Option("--week", callback=week, help="This week.", metavar="WEEK")] = None,
    until: Annotated[
        str | None,
        typer.Option(
            "--until",
            callback=day,
            help="The seven days that end with this one; by default with that of the last page.",
            metavar="DAY",
        ),
    ] = None,
    of: Annotated[Literal["pair", "actor", "type"] | None, typer.Option("--of", help="Only these.")] = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many.")] = None,
    form: Form = None,
    width: Width = None,
) -> None:
    """Print what is told more or less in a week than in the 4 and 52 weeks before it, or for the first time.

    A line of JSON each, to a terminal in words. Everything is a share of the pages that were read.
    """
    if week is not None and until is not None:
        raise typer.BadParameter("a week or a last day, not both")
    with open_store(database) as store:
        end = week or until or last_day(store)
        if end is None:
            tell(f"no page of {database} is dated")
            return
        found, read = unusual_week(store, until=end)
        found = [one for one in found if of is None or one.of == of][:limit]
        since = (date.fromisoformat(end) - timedelta(days=WEEK - 1)).isoformat()
        if readable(form):
            screen = Screen(width)
            screen.draw(
                unusual_view(
                    found, read, since=since, until=end, name_of=_name, reports=store.reports_of,
                    events_of=lambda one: _events(store, one), width=screen.width,
                )
            )  # fmt: skip
        else:
            for one in found:
                print_record(unusual_json(one))
    _say_what_lacks(read, found, since=since, until=end)


def rates_command(database: Database, since: Since = None, until: Until = None) -> None:
    """Print what was read of each outlet on each day: pages, those that copy no other, reports, new events."""
    with open_store(database) as store:
        for reading in readings(store, since=since, until=until):
            print_record(reading_json(reading))


def _say_what_lacks(read: tuple[int, ...], found: list[Unusual], *, since: str, until: str) -> None:
    """Say where there is too little to tell by, or nothing to tell."""
    before = sum(1 for pages in read[1:] if pages)
    if not read[0]:
        tell(f"no page was read from {since} to {until}")
    elif before < FEWEST:
        have = f"{before} of the {len(read) - 1} before have pages"
        tell(f"too few weeks to tell what is usual: {have}, {FEWEST} are needed")
    elif not found:
        tell(f"nothing unusual from {since} to {until}")


def _events(store: Store, one: Unusual) -> list[Event]:
    """The events that the pages tell of, the most reported first."""
    found = [event for event in (store.find(event) for event in one.events) if isinstance(event, Event)]
    return sorted(found, key=lambda event: (-len(event.reports), event.id))


def _name(key: str) -> str:
    """The name of a country by its code, or what an entity is called."""
    return states().get(key) or key.partition(":")[2] or key
