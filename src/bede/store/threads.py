"""Stories in the database: threaded anew only where events came, went or changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TypeVar

from bede.model import Article, Event, Report, Story
from bede.plain import record_from
from bede.store.trails import Trails, number_of
from bede.store.writing import add_story
from bede.story import Trace, gather_anew, ranked, story_of, traces_of

Record = TypeVar("Record")
Told = tuple[Mapping[str, Report], Mapping[str, Article]]
"""Reports by id, and articles by page id."""

Stories = dict[str, Story]
"""Stories by id."""

AT_ONCE = 200
"""Events whose reports and articles are held at a time."""


def thread_anew(
    cursor: sqlite3.Cursor, touched: Collection[str], load: Callable[[Collection[Event]], Told]
) -> tuple[Stories, Stories]:
    """Write the stories that differ, given the ids of events that are new, other or gone; as they were, as they are.

    An event is other where its record is, or its reports or pages are; ``load`` gives these. The stories are those that
    :func:`bede.story.thread` gives for all stored events.
    """
    trails = Trails(cursor)
    strangers = _strangers(cursor, trails, touched)
    touched = {*touched, *strangers}
    restated = {story for event in touched if (story := trails.story(event)) is not None}
    if strangers:  # an older version kept no members
        query = "SELECT id FROM stories WHERE id NOT IN (SELECT story FROM story_events)"
        restated.update(row[0] for row in cursor.execute(query).fetchall())
    present = _records(cursor, Event, "events", touched)
    fresh: dict[str, Trace] = {}
    events = list(present.values())
    for start in range(0, len(events), AT_ONCE):
        some = events[start : start + AT_ONCE]
        fresh |= traces_of(some, *load(some))
    known = trails.traces(touched)
    other = sorted(event for event in touched if known.get(event) != fresh.get(event))
    beside = trails.replace(
        [event for event in other if event in known], {event: fresh[event] for event in other if event in fresh}
    )
    for one, two in beside:
        story = trails.story(one)
        if story is not None and story == trails.story(two):
            restated.add(story)
    gone = [(number_of(event),) for event in touched if event not in present]
    cursor.executemany("DELETE FROM story_events WHERE event = ?", gone)
    changed = {*present, *(one for one, _ in beside), *(one for story in restated for one in trails.members(story))}
    reached, threads = gather_anew(changed, trails)
    earlier = restated | {story for event in reached if (story := trails.story(event)) is not None}
    later: Stories = {}
    for members in threads:
        story = trails.story(members[0])
        if story is not None and story not in restated and set(members) == set(trails.members(story)):
            earlier.discard(story)
        elif len(members) > 1:
            found = _story(cursor, trails, members, load)
            later[found.id] = found
    before = _records(cursor, Story, "stories", earlier)
    _write(cursor, before, later)
    return before, later


def _strangers(cursor: sqlite3.Cursor, trails: Trails, touched: Collection[str]) -> set[str]:
    """Events that are stored and have no trace, or the other way round, beside those of which it is known.

    There are some where an older version stored events.
    """
    events = cursor.execute("SELECT count(*) FROM events").fetchone()[0]
    traces = cursor.execute("SELECT count(*) FROM traces").fetchone()[0]
    here = _ids(cursor, touched)
    known = trails.traces(touched).keys()
    if events - len(here) == traces - len(known):
        return set()
    stored = {row[0] for row in cursor.execute("SELECT id FROM events").fetchall()}
    return (stored ^ trails.events()) - set(touched)


def _ids(cursor: sqlite3.Cursor, events: Iterable[str]) -> set[str]:
    """Those of some events that are stored."""
    query = "SELECT 1 FROM events WHERE id = ?"
    return {event for event in events if cursor.execute(query, (event,)).fetchone()}


def _records(cursor: sqlite3.Cursor, kind: type[Record], table: str, ids: Iterable[str]) -> dict[str, Record]:
    """The stored records with some ids."""
    found = {}
    for key in sorted(ids):
        row = cursor.execute(f"SELECT record FROM {table} WHERE id = ?", (key,)).fetchone()
        if row is not None:
            found[key] = record_from(kind, json.loads(row[0]))
    return found


def _story(
    cursor: sqlite3.Cursor, trails: Trails, members: list[str], load: Callable[[Collection[Event]], Told]
) -> Story:
    """The story of events in order."""
    events = _records(cursor, Event, "events", members)
    traces = trails.traces(members)
    inside = [bond for bond in trails.bonds(members) if bond.one in traces and bond.other in traces]
    reports, articles = load(events.values())
    ordered = [events[member] for member in members]
    return story_of(ordered, ranked(inside, traces), traces, reports=reports, articles=articles)


def _write(cursor: sqlite3.Cursor, before: Stories, after: Stories) -> None:
    """Have stories in place of others."""
    for key, story in before.items():
        if after.get(key) != story:
            cursor.execute("DELETE FROM stories WHERE id = ?", (key,))
    for key, story in sorted(after.items()):
        if before.get(key) != story:
            add_story(cursor, story)
            rows = [(number_of(event), key) for event in story.events]
            cursor.executemany("INSERT INTO story_events VALUES (?, ?)", rows)
