"""The timeline: stories with their events by date, then the events of no story, a line each where there is room."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from rich.text import Text

from bede.console.layout import printable, row, say, short
from bede.console.wording import STATUS, counted, days, event_days, is_thing, kind, listed, order, parties, witnesses
from bede.model import Event, Report, Story
from bede.story import Pause, pauses

DATE, WIDE_DATE, ID = 14, 20, 8
LONGEST = 60
"""Cells of the matter at most: more of it stands in the sentence."""

LEAST = 16
WIDE = 100

Reports = Callable[[Event], Sequence[Report]]


def timeline(stories: Iterable[Story], events: Sequence[Event], reports: Reports, *, width: int) -> Iterator[Text]:
    """The lines of stories with those of their events that are given, by date; the given events of no story last.

    ``reports`` gives an event's reports: what it is about stands in them.
    """
    given = {event.id: event for event in events}
    told: list[tuple[Story, list[Event]]] = []
    for story in stories:
        if found := [given.pop(event) for event in story.events if event in given]:
            told.append((story, sorted(found, key=order)))
    told.sort(key=lambda item: (*order(item[1][0]), item[0].id))
    for number, (story, found) in enumerate(told):
        if number:
            yield Text()
        yield from heading(story, found, width=width)
        rested = {pause.before: pause for pause in pauses(found)} if len(found) == len(story.events) else {}
        for event in found:
            if event.id in rested:
                yield from pause_line(rested[event.id], width=width)
            yield from event_line(event, reports(event), width=width)
    if given:
        if told:
            yield Text()
        yield Text("Events of no story" if told else "Events", style="title")
        for event in sorted(given.values(), key=order):
            yield from event_line(event, reports(event), width=width)


def heading(story: Story, events: Sequence[Event], *, width: int) -> Iterator[Text]:
    """A story's title, and below it how much of it is shown, from when to when, and its id."""
    yield from row((say(story.title, "title"), width))
    shown = counted(len(events), "event")
    if len(events) < len(story.events):
        shown = f"{len(events)} of {counted(len(story.events), 'event')}"
    dated = days(story.earliest, story.latest)
    yield from row((say(f"{shown}, {dated}, story {story.id[:ID]}", "note"), width))


def pause_line(pause: Pause, *, width: int) -> Iterator[Text]:
    """The days on which nothing happened, between two events of a story."""
    between = days(pause.earliest, pause.latest)
    yield from row(
        (Text(""), DATE), (say(f"... {pause.days} days without an event, {between}", "note"), width - DATE - 1)
    )


def event_line(event: Event, reports: Sequence[Report], *, width: int) -> Iterator[Text]:
    """One event: day, sign of its status, type, who to whom, what about, where, who says so, and its id."""
    sign, _ = STATUS[event.status]
    lines, date = (1, WIDE_DATE) if width >= WIDE else (2, DATE)
    room = max(20, width - date - ID - 5)
    body = kind(event).append(": ").append_text(parties(event))
    around = Text("".join(f"; {part}" for part in (*_where(event), witnesses(event), *_said(event))))
    left = room * lines - body.cell_len - around.cell_len - len('; about ""') - 8 * (lines - 1)
    matter = _matter(event, reports)
    if matter is not None and left >= LEAST:
        body.append(f'; about "{short(matter, min(left, LONGEST))}"')
    body.append_text(around)
    yield from row(
        (Text(event_days(event)), date),
        (Text(sign, style=event.status), 1),
        (body, room),
        (Text(event.id[:ID], style="id"), ID),
    )


def _matter(event: Event, reports: Sequence[Report]) -> str | None:
    """What it is about in the words of the first report that says it, unless a party is named by the same words."""
    said = {party.text for report in reports for party in (*report.actors, *report.recipients)}
    for report in reports:
        if report.matter is not None and report.act == event.act:
            words = report.matter.text
            return None if any(words.endswith(text) for text in said) else words
    things = (party.name for report in reports for party in report.recipients if is_thing(party))
    return next(things, None)


def _where(event: Event) -> Iterator[str]:
    """Where it was, unless a party has that name already."""
    names = {party.name for party in (*event.actors, *event.recipients)}
    place = next((place for place in event.places if place.name not in names), None)
    if place is not None:
        yield f"in {printable(place.name)}"


def _said(event: Event) -> Iterator[str]:
    """Who vouches for it beside the outlets."""
    if event.said_by:
        yield f"according to {listed([short(name, 30) for name in event.said_by], most=2)}"
