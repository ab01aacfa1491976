"""Commands that tell how stories go on: stories and story."""

from __future__ import annotations

from typing import Annotated

import typer

from bede.cli.options import Actor, Country, Database, Form, IsStatus, Type, Width, Words, day
from bede.cli.output import Screen, print_record, readable, tell
from bede.console import course_view, stories_view
from bede.export.records import course_json
from bede.model import BedeError, Event, Story
from bede.rates import last_day
from bede.store import Store, open_store
from bede.story import Course, course

News = Annotated[
    str | None,
    typer.Option(
        "--since",
        callback=day,
        help="What is new is what was first told on this day or later; by default in the last seven days.",
        metavar="DAY",
    ),
]


def stories_command(
    database: Database,
    actor: Actor = None,
    country: Country = None,
    type: Type = None,
    status: IsStatus = None,
    text: Words = None,
    since: News = None,
    moving: Annotated[bool, typer.Option("--moving", help="Only those told of in the last 30 days.")] = False,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many.")] = None,
    form: Form = None,
    width: Width = None,
) -> None:
    """Print the stories, the one that was told of last first: a line of JSON each, to a terminal in words.

    With filters, those that have an event that fits them all; with --since, those of which something is new.
    """
    with open_store(database) as store:
        fits = {event.id for event in store.events(actor=actor, country=country, type=type, status=status, text=text)}
        events = {event.id: event for event in store.events()}
        now = last_day(store)
        found = [
            course(story, [events[event] for event in story.events], day=now, since=since)
            for story in store.stories()
            if fits.intersection(story.events)
        ]
    chosen = [one for one in found if (one.moves or not moving) and (one.new or since is None)]
    chosen.sort(key=lambda one: one.story)
    chosen.sort(key=lambda one: (one.last_report or "", len(one.events)), reverse=True)
    if readable(form):
        screen = Screen(width)
        screen.draw(stories_view(chosen[:limit], width=screen.width))
    else:
        for one in chosen[:limit]:
            print_record(course_json(one, whole=False))
    if not chosen:
        tell(f"no story fits in {database}")


def story_command(
    database: Database,
    key: Annotated[str, typer.Argument(help="The id of a story; its first six characters do.", metavar="ID")],
    since: News = None,
    form: Form = None,
    width: Width = None,
) -> None:
    """Print a story in depth: actors, turning points, what is new and planned, every event with its sentence.

    One object of JSON, to a terminal in words.
    """
    with open_store(database) as store:
        story = store.find(key)
        if not isinstance(story, Story):
            raise BedeError(f"{key}: an event or report, no story; bede show {database} {key} shows it")
        found, events = _told(store, story, since=since)
        if readable(form):
            screen = Screen(width)
            screen.draw(course_view(found, events, store.reports_of, width=screen.width))
        else:
            print_record(course_json(found, whole=True))


def _told(store: Store, story: Story, *, since: str | None) -> tuple[Course, dict[str, Event]]:
    """The course of a story with the sentences of its events, and these by id."""
    events = [event for event in (store.find(event) for event in story.events) if isinstance(event, Event)]
    quotes = {event.id: told[0] for event in events if (told := store.quotes(event))}
    found = course(story, events, day=last_day(store), since=since, quotes=quotes)
    return found, {event.id: event for event in events}
