"""One event or one page in full: its sentences cut where actors, acts, recipients, times, places and speakers stand."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from bede.model import Article, Event, Link, Merge, Report, Story
from bede.plain import record_from
from bede.store.file import StoreError

MARKS = (
    "actor",
    "act",
    "recipient",
    "time",
    "place",
    "speaker",
    "addressee",
    "matter",
    "context",
    "number",
    "sentence",
)
"""What is marked in a sentence."""

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Where something of a report stands in its page: one of MARKS, and what it resolves to, for a label."""

    kind: str
    start: int
    end: int
    report: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of text with the same marks from its first sign to its last; segments follow one another."""

    text: str
    start: int
    end: int
    marks: tuple[Mark, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of the marks, each once, in the order of MARKS."""
        found = {mark.kind for mark in self.marks}
        return tuple(kind for kind in MARKS if kind in found)

    @property
    def reports(self) -> tuple[str, ...]:
        """The reports whose marks these are, each once."""
        return tuple(dict.fromkeys(mark.report for mark in self.marks))


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLine:
    """A page in a list: its id and name, where it comes from, its headline and day, and the page that it copies."""

    id: str
    name: str
    url: str | None
    headline: str | None
    publisher: str | None
    published: str | None
    copy_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """A report with its sentence in segments, its page, and why it belongs to its event (None for the first)."""

    report: Report
    segments: tuple[Segment, ...]
    page: PageLine
    merge: Merge | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """A story in a list."""

    id: str
    title: str
    events: int
    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """An event with a stretch of its reports, its pages, its story, and the events before and after it in the story."""

    event: Event
    reports: tuple[ReportView, ...]
    pages: tuple[PageLine, ...]
    story: StoryLine | None
    link: Link | None
    earlier: tuple[Event, ...]
    later: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a page: the part that it plays, and its text in segments."""

    part: str
    start: int
    end: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """A page: its article, its lines with their parts, its reports with their events' ids, its copies."""

    article: Article
    page: PageLine
    lines: tuple[Line, ...]
    reports: tuple[Report, ...]
    events: dict[str, str]
    copies: tuple[PageLine, ...]


def event_view(
    connection: sqlite3.Connection, event_id: str, *, story: str | None, limit: int, offset: int, neighbours: int
) -> EventView:
    """One event in full, with so many of its reports and pages; raises StoreError where there is none."""
    event = _one(connection, Event, "SELECT record FROM events WHERE id = ?", event_id)
    if event is None:
        raise StoreError(f"no event {event_id!r}")
    chosen = event.reports[offset : offset + limit]
    reports = {report.id: report for report in _many(connection, Report, "reports", "id", chosen)}
    pages = page_lines(connection, dict.fromkeys(report.page_id for report in reports.values()))
    merges = {merge.report: merge for merge in event.merges}
    told = _one(connection, Story, "SELECT record FROM stories WHERE id = ?", story) if story else None
    earlier, later = _around(told, event.id, neighbours) if told else ((), ())
    beside = {one.id: one for one in _many(connection, Event, "events", "id", (*earlier, *later))}
    listed = page_lines(connection, event.pages[offset : offset + limit])
    return EventView(
        event=event,
        reports=tuple(
            ReportView(
                report=report,
                segments=segments(report.sentence.text, report.sentence.start, marks_of(report)),
                page=pages[report.page_id],
                merge=merges.get(report.id),
            )
            for one in chosen
            if (report := reports.get(one)) is not None and report.page_id in pages
        ),
        pages=tuple(listed.values()),
        story=story_line(told) if told else None,
        link=next((link for link in told.links if link.event == event.id), None) if told else None,
        earlier=tuple(beside[one] for one in earlier if one in beside),
        later=tuple(beside[one] for one in later if one in beside),
    )


def page_view(connection: sqlite3.Connection, page_id: str) -> PageView:
    """One page in full; raises StoreError where there is none."""
    article = _one(connection, Article, "SELECT record FROM articles WHERE page_id = ?", page_id)
    line = page_lines(connection, [page_id]).get(page_id)
    if article is None or line is None:
        raise StoreError(f"no page {page_id!r}")
    found = connection.execute("SELECT record FROM reports WHERE page_id = ? ORDER BY start, id", (page_id,))
    reports = tuple(record_from(Report, json.loads(row[0])) for row in found)
    events: dict[str, str] = {}
    for report in reports:
        row = connection.execute("SELECT event_id FROM event_reports WHERE report_id = ?", (report.id,)).fetchone()
        if row is not None:
            events[report.id] = row[0]
    marks = sorted((mark for report in reports for mark in marks_of(report)), key=lambda mark: mark.start)
    lines = []
    first = 0
    for part, start, end in _parts(article):
        while first < len(marks) and marks[first].end <= start and marks[first].start < start:
            first += 1
        inside = []
        for mark in marks[first:]:
            if mark.start >= end:
                break
            inside.append(mark)
        lines.append(Line(part=part, start=start, end=end, segments=segments(article.text[start:end], start, inside)))
    copies = [row[0] for row in connection.execute("SELECT page_id FROM copies WHERE origin = ?", (page_id,))]
    return PageView(
        article=article,
        page=line,
        lines=tuple(lines),
        reports=reports,
        events=events,
        copies=tuple(page_lines(connection, copies).values()),
    )


def _parts(article: Article) -> list[tuple[str, int, int]]:
    """The lines of a page with their parts; of a page that was given as a body, its lines."""
    found = [(part.part, part.start, part.end) for part in article.parts]
    if found:
        return sorted(found, key=lambda part: part[1:])
    body = {(span.start, span.end) for span in article.body}
    headline = (article.headline.start, article.headline.end) if article.headline else None
    at = 0
    for line in article.text.split("\n"):
        place = (at, at + len(line))
        at += len(line) + 1
        if line.strip():
            found.append(
                ("headline" if place == headline else "body" if place in body or not body else "other", *place)
            )
    return found


def marks_of(report: Report) -> list[Mark]:
    """Where a report's parties, act, time, places and the rest stand in its page."""
    found = [Mark(kind="act", start=report.trigger.start, end=report.trigger.end, report=report.id, label=report.act)]

    def mark(kind: str, start: int | None, end: int | None, label: str) -> None:
        """Add a mark unless it has no place."""
        if start is not None and end is not None and end > start:
            found.append(Mark(kind=kind, start=start, end=end, report=report.id, label=label))

    for kind, parties in (
        ("actor", report.actors),
        ("recipient", report.recipients),
        ("addressee", report.addressees),
        ("speaker", report.attribution),
    ):
        for party in parties:
            mark(kind, party.start, party.end, party.name)
    for place in report.places:
        mark("place", place.start, place.end, place.name)
    if report.date is not None:
        mark("time", report.date.start, report.date.end, report.date.edtf)
    if report.matter is not None:
        mark("matter", report.matter.start, report.matter.end, report.matter.text)
    for context in report.contexts:
        mark("context", context.start, context.end, context.context)
    for number in report.numbers:
        mark("number", number.start, number.end, number.kind)
    return found


def segments(text: str, start: int, marks: Iterable[Mark]) -> tuple[Segment, ...]:
    """A text that begins at an offset of its page, cut wherever a mark begins or ends; joined they are the text."""
    end = start + len(text)
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    cuts = {start, end}
    for mark in inside:
        cuts.update((max(start, mark.start), min(end, mark.end)))
    places = sorted(cuts)
    opened: dict[int, list[Mark]] = {}
    for mark in inside:
        opened.setdefault(max(start, mark.start), []).append(mark)
    found = []
    current: list[Mark] = []
    for first, last in pairwise(places):
        current = [mark for mark in current if mark.end > first] + opened.get(first, [])
        ordered = tuple(sorted(current, key=lambda mark: (MARKS.index(mark.kind), mark.start, mark.report)))
        found.append(Segment(text=text[first - start : last - start], start=first, end=last, marks=ordered))
    return tuple(found)


def page_lines(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, PageLine]:
    """Pages by id as they are listed, in the order given."""
    wanted = list(ids)
    query = (
        "SELECT a.page_id, a.name, a.url, a.headline, a.publisher, a.published, c.origin FROM articles a"
        " LEFT JOIN copies c ON c.page_id = a.page_id WHERE a.page_id IN ({})"
    )
    found = {
        row[0]: PageLine(
            id=row[0], name=row[1], url=row[2], headline=row[3], publisher=row[4], published=row[5], copy_of=row[6]
        )
        for row in connection.execute(query.format(", ".join("?" * len(wanted))), wanted)
    }
    return {one: found[one] for one in wanted if one in found}


def story_lines(connection: sqlite3.Connection, ids: Sequence[str]) -> list[StoryLine]:
    """Stories as they are listed."""
    return [story_line(story) for story in stories_with(connection, ids)]


def stories_with(connection: sqlite3.Connection, ids: Sequence[str]) -> list[Story]:
    """Stories by their ids, in any order."""
    return _many(connection, Story, "stories", "id", ids)


def story_line(story: Story) -> StoryLine:
    """A story as it is listed."""
    return StoryLine(
        id=story.id, title=story.title, events=len(story.events), earliest=story.earliest, latest=story.latest
    )


def _around(story: Story, event_id: str, neighbours: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The events of a story just before and just after one, in the story's order."""
    if event_id not in story.events:
        return (), ()
    at = story.events.index(event_id)
    return story.events[max(0, at - neighbours) : at], story.events[at + 1 : at + 1 + neighbours]


def _one(connection: sqlite3.Connection, kind: type[Record], query: str, key: str) -> Record | None:
    """The record that a query finds."""
    row = connection.execute(query, (key,)).fetchone()
    return record_from(kind, json.loads(row[0])) if row is not None else None


def _many(
    connection: sqlite3.Connection, kind: type[Record], table: str, column: str, keys: Sequence[str]
) -> list[Record]:
    """The records of a table with some keys."""
    query = f"SELECT record FROM {table} WHERE {column} IN ({', '.join('?' * len(keys))})"
    return [record_from(kind, json.loads(row[0])) for row in connection.execute(query, keys)]
