"""The course of a story: where it turned, what is new since a day, what is planned next, whether it moves or rests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bede.lexicon.content import act_name
from bede.model import Event, Link, Status, Story, When
from bede.story.traces import recalled
from bede.table import Quote

Due = Literal["coming", "open", "passed"]

PAUSE = 45  # days without an event, after which the next one takes a story up again
RESTING = 30  # days without a report, after which a story rests
RECENT = 7  # days that count as new where no day is given
BEFORE = 5  # events that tell which way a story went
SWING = 6.0  # how far an event's intensity is from the mean of those, on the other side of 0, where the story turns
NARROW = 14  # days of an event's date at most, so that it can be a turning point
TURNS = 8  # turning points at most: the most reported ones
WEIGHTY = (2, 4)  # quads of material acts: the first of a kind is a turning point


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """An event at which a story turned, its day, and why that is said in words."""

    event: str
    day: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Days on which nothing happened in a story: the events before and after, the days of these, how many between."""

    after: str
    before: str
    earliest: str
    latest: str
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is announced: the event, its days where they are said, and whether these are still to come.

    ``due`` is ``coming``, ``open`` where no day is said, or ``passed`` where the days went by and no page says more.
    """

    event: str
    earliest: str | None
    latest: str | None
    due: Due


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An event in a story's timeline, with the sentence of its first report; ``day`` is None where nothing dates it."""

    event: str
    day: str | None
    earliest: str | None
    latest: str | None
    event_type: str
    status: Status
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    reports: int
    first_published: str | None
    quote: Quote | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How a story stands on a day (``day``), that of the last page that was read.

    ``moves`` says whether a page told something of it in the last 30 days, ``last_report`` when one did last.
    ``events`` are the ids of its events by day, undated ones by the day of the first report; ``new`` those first told
    on ``since`` or later that were not over long before, ``told_again`` older ones of which a page told again.
    ``timeline`` has an entry an event, ``pauses`` say where it rested for 45 days or more.
    """

    story: str
    title: str
    actors: tuple[str, ...]
    earliest: str | None
    latest: str | None
    day: str | None
    moves: bool
    last_report: str | None
    pages: int
    outlets: int
    events: tuple[str, ...]
    turns: tuple[Turn, ...]
    pauses: tuple[Pause, ...]
    since: str | None
    new: tuple[str, ...]
    told_again: tuple[str, ...]
    planned: tuple[Plan, ...]
    links: tuple[Link, ...]
    timeline: tuple[Step, ...]


def course(
    story: Story,
    events: Sequence[Event],
    *,
    day: str | None,
    since: str | None = None,
    quotes: Mapping[str, Quote] | None = None,
) -> Course:
    """The course of a story, given its events and the day of the last page that was read.

    ``since`` is seven days before that day unless it is given, ``quotes`` are sentences by the event's id.
    """
    ordered = sorted(events, key=_order)
    last = max((event.last_published[:10] for event in events if event.last_published), default=None)
    if since is None and day is not None:
        since = (date.fromisoformat(day) - timedelta(days=RECENT)).isoformat()
    new = tuple(event.id for event in ordered if since is not None and _first(event) >= since and not _past(event))
    again = (
        event
        for event in ordered
        if since is not None and (event.last_published or "")[:10] >= since and _first(event) < since
    )
    return Course(
        story=story.id,
        title=story.title,
        actors=story.actors,
        earliest=story.earliest,
        latest=story.latest,
        day=day,
        moves=bool(last and day and date.fromisoformat(day) - date.fromisoformat(last) <= timedelta(days=RESTING)),
        last_report=last,
        pages=len({page for event in events for page in event.pages}),
        outlets=len({outlet for event in events for outlet in event.outlets}),
        events=tuple(event.id for event in ordered),
        turns=tuple(_turns(ordered)),
        pauses=pauses(ordered),
        since=since,
        new=new,
        told_again=tuple(event.id for event in again),
        planned=tuple(_plans(ordered, day)),
        links=story.links,
        timeline=tuple(_entry(event, (quotes or {}).get(event.id)) for event in ordered),
    )


def _entry(event: Event, quote: Quote | None) -> Step:
    """An event as a story's timeline has it."""
    return Step(
        event=event.id,
        day=_day(event),
        earliest=event.date.earliest if event.date else None,
        latest=event.date.latest if event.date else None,
        event_type=event.event_type,
        status=event.status,
        actors=tuple(party.name for party in event.actors),
        recipients=tuple(party.name for party in event.recipients),
        reports=len(event.reports),
        first_published=event.first_published,
        quote=quote,
    )


def _order(event: Event) -> tuple[bool, str, str]:
    """Sorts events by day, those without any last."""
    day = _day(event)
    return day is None, day or "", event.id


def _day(event: Event) -> str | None:
    """The day on which an event began or, where that is open, on which it was first told."""
    said = (event.date.earliest or event.date.latest) if event.date else None
    found = said or event.first_published
    return found[:10] if found else None


def _first(event: Event) -> str:
    """The day on which an event was first told, empty where no page is dated."""
    return (event.first_published or "")[:10]


def _past(event: Event) -> bool:
    """Whether an event was over long before a page told of it: background, no news."""
    return recalled(event, days=RESTING)


def _dated(event: Event) -> bool:
    """Whether it is known in which fortnight an event was, as far as it has days at all."""
    if event.date is None or event.date.earliest is None or event.date.latest is None:
        return event.date is None or (event.date.earliest is None and event.date.latest is None)
    length = date.fromisoformat(event.date.latest) - date.fromisoformat(event.date.earliest)
    return length <= timedelta(days=NARROW)


def _turns(ordered: Sequence[Event]) -> Iterator[Turn]:
    """The events at which a story turned: after a pause, the first of a material kind, or against what went before."""
    news = (event for event in ordered if event.status == "actual" and _dated(event) and not _past(event))
    done = [(day, event) for event in news if (day := _day(event)) is not None]
    found: list[tuple[int, int, Turn]] = []
    kinds: set[str] = set()
    swings: set[str] = set()
    for number, (day, event) in enumerate(done):
        reasons = []
        name = act_name(event.act, event.modes, plural=True)
        if number:
            gap = (date.fromisoformat(day) - date.fromisoformat(done[number - 1][0])).days
            if gap >= PAUSE:
                reasons.append(f"the first event after {gap} days")
            before = [other.intensity for _, other in done[max(0, number - BEFORE) : number]]
            mean = sum(before) / len(before)
            if len(before) == BEFORE and mean * event.intensity < 0 and abs(event.intensity - mean) >= SWING:
                swing = f"{name} after {'cooperation' if mean > 0 else 'conflict'}"
                reasons += [] if swing in swings else [swing]
                swings.add(swing)
            elif event.quad in WEIGHTY and event.act not in kinds:
                reasons.append(f"the first {name}")
        kinds.add(event.act)
        if reasons:
            turn = Turn(event=event.id, day=day, reason=", ".join(reasons))
            found.append((-len(event.reports) * len(reasons), number, turn))
    for _, _, turn in sorted(sorted(found, key=lambda item: item[:2])[:TURNS], key=lambda item: item[1]):
        yield turn


def pauses(events: Sequence[Event]) -> tuple[Pause, ...]:
    """Where a story rested for 45 days or more, by the events whose days are known; background is left out.

    Nothing is said to have rested while something happened of which the day is not known well.
    """
    dated = [
        (day, max(day, end[:10] if (end := event.date.latest if event.date else None) else day), event)
        for event in sorted(events, key=_order)
        if _dated(event) and not _past(event) and (day := _day(event)) is not None
    ]
    vague = {day[:10] for event in events if not _dated(event) and event.date for day in _ends(event.date)}
    found = []
    for number in range(1, len(dated)):
        start, _, event = dated[number]
        _, end, before = max(dated[:number], key=lambda item: (item[1], item[2].id))
        gap = (date.fromisoformat(start) - date.fromisoformat(end)).days
        if gap >= PAUSE and not any(end < day < start for day in vague):
            found.append(Pause(after=before.id, before=event.id, earliest=end, latest=start, days=gap))
    return tuple(found)


def _ends(when: When) -> Iterator[str]:
    """The first and last day of a time, as far as they are known."""
    yield from (day for day in (when.earliest, when.latest) if day is not None)


def _plans(ordered: Sequence[Event], day: str | None) -> Iterator[Plan]:
    """What is announced, what comes first first, what is open after it, what should have been last."""
    found = []
    for number, event in enumerate(ordered):
        if event.status != "future":
            continue
        earliest, latest = (event.date.earliest, event.date.latest) if event.date else (None, None)
        end = latest or earliest
        due: Due = "open" if end is None else "passed" if day is not None and end[:10] < day else "coming"
        rank = ("coming", "open", "passed").index(due)
        found.append((rank, number, Plan(event=event.id, earliest=earliest, latest=latest, due=due)))
    yield from (plan for _, _, plan in sorted(found, key=lambda item: item[:2]))
