"""Commands that show a database to a reader: timeline and show."""

from __future__ import annotations

from typing import Annotated

import typer

from bede.cli.options import Actor, Country, Database, IsStatus, Recipient, Since, Type, Until, Width, Words
from bede.cli.output import Screen, tell
from bede.console import event_view, marks, page_view, report_view, story_view, timeline
from bede.model import BedeError, Event, Report, Story
from bede.store import open_store
from bede.store.decisions import decisions_on
from bede.verdicts import standing


def timeline_command(
    database: Database,
    story: Annotated[str | None, typer.Option("--story", help="Only the story with this id.", metavar="ID")] = None,
    actor: Actor = None,
    recipient: Recipient = None,
    type: Type = None,
    status: IsStatus = None,
    country: Country = None,
    since: Since = None,
    until: Until = None,
    text: Words = None,
    width: Width = None,
) -> None:
    """Show the stories with their events by date, then the events of no story."""
    screen = Screen(width)
    with open_store(database) as store:
        chosen = None if story is None else store.find(story)
        if chosen is not None and not isinstance(chosen, Story):
            raise BedeError(f"{story}: an event or report, no story; bede show {database} {story} shows it")
        events = list(
            store.events(
                actor=actor,
                recipient=recipient,
                country=country,
                type=type,
                status=status,
                since=since,
                until=until,
                text=text,
            )
        )
        if chosen is not None:
            events = [event for event in events if event.id in chosen.events]
        stories = store.stories() if chosen is None else [chosen]
        screen.draw(timeline(stories, events, store.reports_of, width=screen.width))
    if events:
        many = f"{len(events)} events" if len(events) > 1 else "1 event"
        tell(f"{many}; bede show {database} ID shows the sentences behind one")
    else:
        tell("no event fits")


def show_command(
    database: Database,
    key: Annotated[
        str, typer.Argument(help="The id of an event, story or report; its first six characters do.", metavar="ID")
    ],
    page: Annotated[bool, typer.Option("--page", help="Show the pages as well, each line with its part.")] = False,
    width: Width = None,
) -> None:
    """Show an event with every report's sentence, a report, or a story."""
    screen = Screen(width)
    with open_store(database) as store:
        found = store.find(key)
        reports: list[Report] = []
        if isinstance(found, Story):
            members = [event for event in (store.find(event) for event in found.events) if isinstance(event, Event)]
            screen.draw(story_view(found, members, store.reports_of, width=screen.width))
            reports = [report for event in members for report in store.reports_of(event)] if page else []
        elif isinstance(found, Event):
            reports = store.reports_of(found)
            screen.draw(
                event_view(
                    found,
                    reports,
                    store.article,
                    width=screen.width,
                    colour=screen.colour,
                    copies=store.copies(),
                    decided=standing(decisions_on(store, found.reports)),
                )
            )
        else:
            reports = [found]
            article, event = store.article(found.page_id), store.event_of(found)
            screen.draw(report_view(found, article, event, width=screen.width, colour=screen.colour))
        for page_id in dict.fromkeys(report.page_id for report in reports) if page else ():
            spans = [mark for report in reports if report.page_id == page_id for mark in marks(report)]
            article = store.article(page_id)
            screen.draw(page_view(article, width=screen.width, colour=screen.colour, highlights=spans), apart=True)
