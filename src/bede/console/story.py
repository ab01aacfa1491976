"""Stories as a person reads them: a list, or one in depth with turning points, news, plans and timeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich.text import Text

from bede.console.layout import fields, indented, row, say
from bede.console.timeline import DATE, ID, Reports, event_line, pause_line
from bede.console.wording import counted, days
from bede.model import Event
from bede.story import Course, Plan

INDENT = 3


def stories_view(courses: Iterable[Course], *, width: int) -> Iterator[Text]:
    """A paragraph a story: its title, how much it is, from when to when, whether it moves, what is new and planned."""
    for number, course in enumerate(courses):
        if number:
            yield Text()
        yield from row((say(course.title, "title"), width))
        yield from row((say(f"{_size(course)}, story {course.story[:ID]}", "note"), width))
        yield from row((say(_state(course)), width))


def course_view(course: Course, events: Mapping[str, Event], reports: Reports, *, width: int) -> Iterator[Text]:
    """A story in depth: who takes part, where it turned, what is new and planned, and every event with its sentence.

    ``events`` are its events by id, ``reports`` gives the reports of one.
    """
    yield from row((say(course.title, "title"), width))
    about = [
        ("story", course.story),
        ("actors", ", ".join(course.actors)),
        ("told", _size(course)),
        ("state", _state(course)),
    ]
    yield from fields(about, width=width)
    if course.turns:
        yield from _heading("Turning points")
        for turn in course.turns:
            yield from row(
                (Text(days(turn.day, turn.day)), DATE),
                (say(turn.reason), max(20, width - DATE - ID - 2)),
                (Text(turn.event[:ID], style="id"), ID),
            )
    if course.new:
        yield from _heading(f"New since {days(course.since, course.since)}")
        for key in course.new:
            yield from _lines(events[key], reports, width=width)
    if course.planned:
        yield from _heading("Planned")
        for plan in course.planned:
            yield from row((say(_due(plan), "note"), width))
            yield from _lines(events[plan.event], reports, width=width)
    yield from _heading("Timeline")
    rested = {pause.before: pause for pause in course.pauses}
    for entry in course.timeline:
        if entry.event in rested:
            yield from pause_line(rested[entry.event], width=width)
        yield from event_line(events[entry.event], reports(events[entry.event]), width=width)
        if entry.quote is not None:
            yield from indented(say(entry.quote.text, "note"), width=width, indent=INDENT)
    if course.links:
        yield from _heading("Why they belong together")
        yield from fields([(link.event[:8], link.reason) for link in course.links], width=width, label=9)


def _heading(text: str) -> Iterator[Text]:
    """A heading with a free line before it."""
    yield Text()
    yield Text(text, style="title")


def _lines(event: Event, reports: Reports, *, width: int) -> Iterator[Text]:
    """An event as the timeline has it."""
    yield from event_line(event, reports(event), width=width)


def _size(course: Course) -> str:
    """How much there is of a story."""
    told = counted(course.pages, "page") + (f" in {counted(course.outlets, 'outlet')}" if course.outlets else "")
    return f"{counted(len(course.events), 'event')}, {days(course.earliest, course.latest)}, {told}"


def _state(course: Course) -> str:
    """Whether it moves, and how much is new and planned."""
    if course.last_report is None or course.day is None:
        return "no page of it is dated"
    last = days(course.last_report, course.last_report)
    state = f"moves: last told {last}" if course.moves else f"rests: last told {last}"
    new = f"; {len(course.new)} new since {days(course.since, course.since)}" if course.new else ""
    coming = sum(plan.due != "passed" for plan in course.planned)
    return state + new + (f"; {counted(coming, 'event')} planned" if coming else "")


def _due(plan: Plan) -> str:
    """Whether what is announced is still to come."""
    if plan.due == "open":
        return "no day is said"
    return "still to come" if plan.due == "coming" else "its day has passed, and no page says that it happened"
