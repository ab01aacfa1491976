"""Questions to a database that a person waits for: lists, counts and curves of a query, from columns in memory.

``open_search`` gives a ``Search``, which any thread may ask.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType

import numpy as np

from bede.model import Event, Story
from bede.plain import record_from
from bede.store.columns import LINK, Columns, Mask, Numbers, Rows
from bede.store.events import QUOTED, quote_of
from bede.store.facets import FACETS, Choice, Facet, commonest, facet
from bede.store.file import QUERY, StoreError, open_file, reading
from bede.store.keeping import complete
from bede.store.kept import Answer, Kept
from bede.store.loading import load, state_of
from bede.store.order import first_rows, rank_of, read_cursor, sort_values, warm, write_cursor
from bede.store.packing import STATUSES, day_number
from bede.store.query import Query, QueryError, query_of
from bede.store.selection import Selection, select
from bede.store.summaries import (
    By,
    Circle,
    Edge,
    Network,
    Node,
    Series,
    Step,
    actors,
    dyads,
    network,
    placed,
    places,
    series,
)
from bede.store.views import EventView, PageView, StoryLine, event_view, page_view, stories_with, story_lines
from bede.table import Quote

__all__ = ["Choice", "Count", "Facet", "Found", "Query", "QueryError", "Row", "Search", "open_search", "query_of"]

MOST_MATCHES = 50_000
"""Reports that a full-text query looks at, the newest first; beyond them a count is "at least"."""

MOST_ROWS = 1000
"""Events of one answer."""

KEPT_ANSWERS, KEPT_SELECTIONS, KEPT_LARGE = 120, 8, 3
"""Answers, which are small, selections, which are not, and large answers that are kept for the next question."""

REST = 10
"""A new state is read again after so many times as long as that took, so that a run that writes slows no reader."""

LOOKED_AT = 20
"""Reports of an event that are looked at for one that shows it."""

LISTED_MERGES = 20
"""Merges that an event of a list has."""

WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An event of a list (with the first of its merges), the sentence that shows it, its publisher, and its story's id.

    The sentence is one that fits the text searched for, else that of the first report.
    """

    event: Event
    quote: Quote | None
    outlet: str | None
    story: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A stretch of a list, and the cursor with which it goes on; None at its end."""

    rows: tuple[Row, ...]
    cursor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many events fit; where ``bound`` is given at least so many, as only so many reports were looked at."""

    events: int
    bound: int | None

    @property
    def exact(self) -> bool:
        """Whether there are no more."""
        return self.bound is None


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedStory:
    """A story and how many of its events were first told of in the last week."""

    story: StoryLine
    new: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The front page of a day.

    ``newest`` are the events first told of in the last week, ``covered`` those of them that most outlets saw for
    themselves, ``planned`` what is announced for that day or later, ``latest`` what happened last, ``moved`` the
    stories with most new events.
    """

    day: str | None
    newest: tuple[Row, ...]
    covered: tuple[Row, ...]
    planned: tuple[Row, ...]
    latest: tuple[Row, ...]
    moved: tuple[MovedStory, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoriesFound:
    """A stretch of the list of stories, and how many there are."""

    stories: tuple[Story, ...]
    count: int


Prepare = Callable[["Search", Columns], None]
"""What makes answers of a state before the first question to it."""


class Search:
    """An open database that answers at once, whatever its size; a context manager that closes it.

    It follows what others write: each question is answered from the newest state, or from the one before while that is
    being read. Of a large database that is always being written a state may be some seconds old.
    """

    def __init__(self, path: Path, *, prepare: Prepare | None = None) -> None:
        self.path = path
        self._prepare = prepare
        self._readers: SimpleQueue[sqlite3.Connection] = SimpleQueue()
        self._turn: SimpleQueue[None] = SimpleQueue()
        self._kept = Kept(KEPT_ANSWERS)
        self._selections = Kept(KEPT_SELECTIONS)
        self._large = Kept(KEPT_LARGE)
        self._large_turn: SimpleQueue[None] = SimpleQueue()
        self._large_turn.put(None)
        self._watch = reading(path)
        self._seen = self._version()
        self._rest_until = 0.0
        self._columns = self._read(None)
        self._totals = self._counted()
        self._make_answers()
        self._turn.put(None)

    def __enter__(self) -> Search:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        while not self._readers.empty():
            self._readers.get_nowait().close()
        self._watch.close()

    @contextmanager
    def reader(self) -> Iterator[sqlite3.Connection]:
        """A connection for one question."""
        try:
            connection = self._readers.get_nowait()
        except Empty:
            connection = reading(self.path)
        try:
            yield connection
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: {error}") from error
        finally:
            self._readers.put(connection)

    def _version(self) -> int:
        """A number that changes when somebody writes the file."""
        return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def columns(self) -> Columns:
        """The columns of the newest state; while another question reads it, those of the one before."""
        try:
            self._turn.get_nowait()
        except Empty:
            return self._columns
        try:
            begun = time.monotonic()
            version = self._version()
            if version != self._seen and begun >= self._rest_until:
                with self.reader() as connection:
                    changed = state_of(connection) != self._columns.state
                if changed:
                    self._forget_large()
                    self._columns = self._read(self._columns)
                    self._totals = self._counted()
                    self._forget_large()  # what was kept meanwhile holds the columns before
                    self._make_answers()
                    self._rest_until = begun + (time.monotonic() - begun) * (1 + REST)
                self._seen = version
        finally:
            self._turn.put(None)
        return self._columns

    def _forget_large(self) -> None:
        """Forget the kept answers that take much memory."""
        self._selections.clear()
        self._large.clear()

    def _read(self, before: Columns | None) -> Columns:
        """The columns as they are, with what the first questions need."""
        with self.reader() as connection:
            columns = load(connection, before)
        warm(columns)
        return columns

    def _make_answers(self) -> None:
        """Make the answers that are asked for on the first page."""
        if self._prepare is not None:
            self._prepare(self, self._columns)

    def _counted(self) -> dict[str, int]:
        """How much there is of what columns do not hold."""
        with self.reader() as connection:
            tables = ("articles", "reports", "copies")
            return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}

    def counts(self) -> dict[str, int]:
        """How many articles, reports, copies, events and stories are stored."""
        columns = self.columns()
        return {**self._totals, "events": columns.size, "stories": len(columns.story_numbers)}

    def state(self) -> str:
        """What the answers depend on, as a few signs: for an ETag."""
        return self.columns().state

    def keep(self, key: tuple[object, ...], answer: Callable[[], Answer]) -> Answer:
        """An answer, made once for a state of the database."""
        return self._kept.get(key, answer)

    def keep_large(self, key: tuple[object, ...], answer: Callable[[], Answer]) -> Answer:
        """The same for an answer that takes much memory: only few are kept, and one is made after the other."""

        def made() -> Answer:
            self._large_turn.get()
            try:
                return answer()
            finally:
                self._large_turn.put(None)

        return self._large.get(key, made)

    # -- questions -------------------------------------------------------------------------------------------------

    def check(self, query: Query) -> None:
        """Raise QueryError where the text of a query can not be read."""
        if query.text is not None:
            with self.reader() as connection:
                try:
                    connection.execute(
                        "SELECT rowid FROM sentences WHERE sentences MATCH ? LIMIT 1", (query.text,)
                    ).fetchone()
                except sqlite3.OperationalError as error:
                    raise QueryError("text", query.text, f"{QUERY} ({error})") from error

    def select(self, query: Query) -> Selection:
        """The events that fit a query, as what all other questions start from."""
        columns = self.columns()
        same = Query(**{name: getattr(query, name) for name in Query.__slots__ if name != "sort"})
        if columns is not self._columns:  # a newer state came meanwhile: what holds the one before is not kept
            return select(columns, same, matched=self._matched)
        return self._selections.get((columns.state, same), lambda: select(columns, same, matched=self._matched))

    def _matched(self, text: str) -> tuple[Numbers, bool]:
        """The numbers of the newest reports that fit a full-text query, ascending, and whether these are all."""
        query = "SELECT rowid FROM sentences WHERE sentences MATCH ? ORDER BY rowid DESC LIMIT ?"
        with self.reader() as connection:
            try:
                rows = connection.execute(query, (text, MOST_MATCHES + 1)).fetchall()
            except sqlite3.OperationalError as error:
                raise QueryError("text", text, f"{QUERY} ({error})") from error
        numbers = np.array([row[0] for row in rows[:MOST_MATCHES]][::-1], dtype=np.int64)
        return numbers, len(rows) <= MOST_MATCHES

    def count(self, query: Query) -> Count:
        """How many events fit a query."""
        selection = self.select(query)
        return Count(events=selection.size, bound=None if selection.complete else MOST_MATCHES)

    def events(self, query: Query, *, limit: int = 50, cursor: str | None = None) -> Found:
        """The events that fit a query, in its order, from a cursor on; it goes on where it was while events are added.

        Raises QueryError for a cursor that this order did not make.
        """
        selection = self.select(query)
        limit = max(1, min(limit, MOST_ROWS))
        rows = selection.rows()
        if cursor is not None:
            value, last = read_cursor(cursor, sort=query.sort)
            values = sort_values(selection.columns, query.sort, rows)
            numbers = selection.columns.id_numbers[rows]
            rows = rows[(values > value) | ((values == value) & (numbers > np.uint64(last)))]
        chosen = first_rows(selection.columns, rows, sort=query.sort, limit=limit + 1)
        more = len(chosen) > limit
        chosen = chosen[:limit]
        end = write_cursor(selection.columns, int(chosen[-1]), sort=query.sort) if more else None
        return Found(rows=self.rows(selection, chosen), cursor=end)

    def rows(self, selection: Selection, chosen: Rows) -> tuple[Row, ...]:
        """Rows of the columns with their records and sentences; what was removed meanwhile is left out."""
        columns = selection.columns
        ids = {int(row): columns.id(int(row)) for row in chosen}
        with self.reader() as connection:
            marks = ", ".join("?" * len(ids))
            reports = dict(
                connection.execute(
                    f"SELECT event_id, reports FROM event_columns WHERE event_id IN ({marks})", tuple(ids.values())
                )
            )
            shown = {row: _matching_report(selection, reports[one]) for row, one in ids.items() if one in reports}
            records = {
                one: _listed(record)
                for one, record in connection.execute(
                    f"SELECT id, record FROM events WHERE id IN ({marks})", tuple(ids.values())
                )
            }
            if selection.matched is None:
                shown |= dict(_telling(connection, records, ids, reports))
            numbers = [number for number in shown.values() if number is not None]
            marks = ", ".join("?" * len(numbers))
            quotes = {
                row[0]: (quote_of(row[2:]), row[1])
                for row in connection.execute(
                    f"SELECT r.number, a.publisher, {QUOTED} FROM reports r JOIN articles a ON a.page_id = r.page_id"
                    f" WHERE r.number IN ({marks})",
                    numbers,
                )
            }
        return tuple(
            Row(event=records[one], quote=quote, outlet=outlet, story=story_of(columns, row))
            for row, one in ids.items()
            if one in records
            for quote, outlet in [quotes.get(shown.get(row) or 0, (None, None))]
        )

    def statuses(self, query: Query) -> list[tuple[str, str]]:
        """The id and the status of every event that fits a query, in its order."""
        selection = self.select(query)
        columns = selection.columns
        rows = selection.rows()
        rows = rows[np.argsort(rank_of(columns, query.sort)[rows])]
        return [(columns.id(row), STATUSES[columns.facts["status"][row]]) for row in rows.tolist()]

    def newest(self, ids: Sequence[str]) -> str | None:
        """Which of some events was first told of last, None where none of them is there."""
        columns = self.columns()
        rows = np.array(columns.rows_of(ids), dtype=np.int32)
        if not len(rows):
            return None
        return columns.id(int(rows[np.argmax(columns.facts["first_published"][rows])]))

    def rows_with(self, ids: Sequence[str], query: Query | None = None) -> tuple[Row, ...]:
        """The events with these ids in this order, those gone left out, with sentences that fit the query's text."""
        selection = self.select(query or Query())
        rows = np.array(selection.columns.rows_of(ids), dtype=np.int32)
        found: list[Row] = []
        for first in range(0, len(rows), MOST_ROWS):
            found += self.rows(selection, rows[first : first + MOST_ROWS])
        return tuple(found)

    def facets(self, query: Query, *, names: Sequence[str] = FACETS, most: int = 12) -> tuple[Facet, ...]:
        """The facets of a query with their commonest values; a facet's own choice does not limit itself."""
        selection = self.select(query)
        key = ("facets", selection.columns.state, selection.query, tuple(names), most)
        return self.keep(key, lambda: tuple(facet(selection, name, most=most) for name in names))

    def series(self, query: Query, *, step: Step | None = None) -> Series:
        """The events of a query over time by quad, each spread over its days; a step that fits unless one is given."""
        selection = self.select(query)
        return self.keep(
            ("series", selection.columns.state, selection.query, step), lambda: series(selection, step=step)
        )

    def actors(self, query: Query, *, limit: int = 50, by: By = "entity") -> tuple[Node, ...]:
        """Who takes part in the events of a query, the most frequent first."""
        return actors(self.select(query), limit=limit, by=by)

    def dyads(self, query: Query, *, limit: int = 50, by: By = "entity") -> tuple[Edge, ...]:
        """Who acts on whom in the events of a query, the most frequent first."""
        return dyads(self.select(query), limit=limit, by=by)

    def network(self, query: Query, *, nodes: int = 30, edges: int = 120, by: By = "entity") -> Network:
        """The most frequent parties of a query's events, and the strongest edges between them."""
        return network(self.select(query), nodes=nodes, edges=edges, by=by)

    def places(self, query: Query, *, limit: int = 500) -> tuple[Circle, ...]:
        """Where the events of a query happened, as circles for a map, the most frequent first."""
        return places(self.select(query), limit=limit)

    def placed(self, query: Query) -> int:
        """How many events of a query have a place."""
        return placed(self.select(query))

    def event(self, event_id: str, *, limit: int = 100, offset: int = 0, neighbours: int = 5) -> EventView:
        """One event in full, with so many of its reports; raises StoreError where there is none."""
        columns = self.columns()
        rows = columns.rows_of([event_id])
        story = story_of(columns, rows[0]) if rows else None
        with self.reader() as connection:
            return event_view(connection, event_id, story=story, limit=limit, offset=offset, neighbours=neighbours)

    def page(self, page_id: str) -> PageView:
        """One page in full, its text cut at the marks of its reports; raises StoreError where there is none."""
        with self.reader() as connection:
            return page_view(connection, page_id)

    def stories(self, *, limit: int = 60, offset: int = 0) -> StoriesFound:
        """The stories whose events happened last, so many from one on; of those of one day the larger first."""
        columns = self.columns()
        ids = [columns.story_id(number) for number in columns.story_order[offset : offset + limit].tolist()]
        with self.reader() as connection:
            found = {story.id: story for story in stories_with(connection, ids)}
        return StoriesFound(stories=tuple(found[one] for one in ids if one in found), count=len(columns.story_numbers))

    def front(self, *, day: str | None = None, most: int = 8) -> Front:
        """What stands on the front page on a day, by default the last day on which a page was published."""
        columns = self.columns()
        return self.keep(("front", columns.state, day, most), lambda: front(self, columns, day=day, most=most))

    def choices(self, query: Query, name: str, *, words: str = "", most: int = 20) -> Facet:
        """The commonest values of one facet whose names have some words (the last one may be unfinished)."""
        return facet(self.select(query), name, most=most, words=words)


def newest_day(columns: Columns) -> str | None:
    """The last day on which a page with an event was published, None where none is dated."""
    last = int(columns.facts["last_published"].max(initial=0)) // 1440
    return date.fromordinal(last).isoformat() if last else None


def front(search: Search, columns: Columns, *, day: str | None, most: int) -> Front:
    """The front page of some columns."""
    today = day_number(day or newest_day(columns))
    first, last = columns.days()
    told_first = columns.facts["first_published"] // 1440
    status = columns.facts["status"]
    new = (told_first > today - WEEK) & (told_first <= today)
    whole = search.select(Query())

    def listed(mask: Mask, sort: str) -> tuple[Row, ...]:
        """The first events of a mask in an order."""
        rows = np.flatnonzero(mask).astype(np.int32)
        return search.rows(whole, first_rows(columns, rows, sort=sort, limit=most))

    done = np.isin(status, [STATUSES.index("actual"), STATUSES.index("historical")])
    moved = columns.stories[new & (columns.stories >= 0)]
    counts = np.bincount(moved, minlength=len(columns.story_numbers))
    with search.reader() as connection:
        ids = [columns.story_id(at) for at in commonest(counts, most=most)]
        stories = {line.id: line for line in story_lines(connection, ids)}
    return Front(
        day=date.fromordinal(today).isoformat() if today else None,
        newest=listed(new, "-published"),
        covered=listed(new, "-independent"),
        planned=listed((status == STATUSES.index("future")) & (last >= today), "date"),
        latest=listed(done & (first > 0) & (first <= today), "-date"),
        moved=tuple(
            MovedStory(story=stories[columns.story_id(at)], new=int(counts[at]))
            for at in commonest(counts, most=most)
            if columns.story_id(at) in stories
        ),
    )


def open_search(path: str | os.PathLike[str], *, prepare: Prepare | None = None) -> Search:
    """Open a database for questions; an older one is brought to the newest schema first.

    ``prepare`` is called with the search and its columns for each state that is shown, to ``keep`` answers.
    Raises StoreError for what is no database of Bede.
    """
    file = open_file(path)
    try:
        complete(file)
    finally:
        file.close()
    return Search(Path(path), prepare=prepare)


def _listed(record: str) -> Event:
    """An event of a list: with the first of its merges, as a large one has thousands of them."""
    found = json.loads(record)
    found["merges"] = found["merges"][:LISTED_MERGES]
    return record_from(Event, found)


def story_of(columns: Columns, row: int) -> str | None:
    """The id of the story that an event belongs to."""
    number = int(columns.stories[row])
    return columns.story_id(number) if number >= 0 else None


def _matching_report(selection: Selection, packed: bytes) -> int | None:
    """The number of the report that shows an event, of those packed: one that fits the text, else its first."""
    numbers = np.frombuffer(packed, dtype=LINK)
    if selection.matched is not None and len(selection.matched):
        places = np.minimum(np.searchsorted(selection.matched, numbers), len(selection.matched) - 1)
        fitting = numbers[selection.matched[places] == numbers]
        if len(fitting):
            return int(fitting[0])
    return int(numbers[0]) if len(numbers) else None


def _telling(
    connection: sqlite3.Connection,
    records: Mapping[str, Event],
    ids: Mapping[int, str],
    reports: Mapping[str, bytes],
) -> Iterator[tuple[int, int]]:
    """For events that were told with several statuses, by row, the first of their reports with the one that holds."""
    for row, one in ids.items():
        if one not in records or one not in reports or len({status for _, status in records[one].statuses}) < 2:
            continue
        numbers = np.frombuffer(reports[one], dtype=LINK)[:LOOKED_AT].tolist()
        query = (
            f"SELECT number FROM reports WHERE number IN ({', '.join('?' * len(numbers))})"
            " AND json_extract(record, '$.status') = ?"
        )
        found = {number for (number,) in connection.execute(query, (*numbers, records[one].status))}
        yield from ((row, number) for number in [next((one for one in numbers if one in found), None)] if number)
