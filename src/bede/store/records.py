"""The records of a database: written once, read back whole; writing the same again changes nothing."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import TypeVar

from bede.ledger import Change, Denominator
from bede.model import Article, Dropped, Event, Manifest, Report, Story, content_id
from bede.plain import record_from
from bede.store.events import QUOTED, Events, conditions, quote_of
from bede.store.file import File, StoreError, open_file
from bede.store.tallies import settle
from bede.store.writing import add_article, add_dropped, add_event, add_name, add_run, add_story
from bede.table import Quote

ID = re.compile(r"[0-9a-f]{6,16}")
Record = TypeVar("Record")


class Store:
    """An open database; a context manager that closes it. ``file`` is for the other modules of the package."""

    def __init__(self, file: File) -> None:
        self.path = file.path
        self.file = file

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.file.close()

    def add(self, coded: Iterable[tuple[Article, Sequence[Report]]], *, coded_with: str) -> int:
        """Store articles with their reports in one transaction; returns how many articles were new or coded anew."""
        changed = 0
        with self.file.writing() as cursor:
            for article, reports in coded:
                changed += add_article(cursor, article, reports, coded_with=coded_with)
        return changed

    def add_names(self, names: Iterable[tuple[str, str]]) -> None:
        """Keep the names under which pages that are stored came again: (page id, name)."""
        with self.file.writing() as cursor:
            for page_id, name in names:
                add_name(cursor, page_id, name)

    def add_dropped(self, dropped: Iterable[Dropped], *, said: Mapping[str, tuple[str, str]] | None = None) -> None:
        """Store what was dropped, each with its reason, once.

        ``said`` are the outlet and the day of publication of what was dropped, by its id, where they are known.
        """
        with self.file.writing() as cursor:
            add_dropped(cursor, dropped, said or {})

    def replace_events(
        self,
        events: Sequence[Event],
        stories: Sequence[Story],
        copies: Mapping[str, str],
        *,
        manifest: Manifest | None = None,
    ) -> None:
        """Store the events, stories and copies computed from all reports, in place of the earlier ones.

        With a manifest, the run that computed them is kept in the same transaction.
        """
        with self.file.writing() as cursor:
            for table in ("event_parties", "event_reports", "events", "stories", "copies", "traces", "trails", "bonds"):
                cursor.execute(f"DELETE FROM {table}")
            for event in events:
                add_event(cursor, event)
            for story in stories:
                add_story(cursor, story)
            cursor.executemany("INSERT INTO copies VALUES (?, ?)", sorted(copies.items()))
            settle(cursor)
            if manifest is not None:
                add_run(cursor, manifest)

    def add_run(self, manifest: Manifest) -> None:
        """Keep what a run did, as the last of the runs."""
        with self.file.writing() as cursor:
            add_run(cursor, manifest)

    # -- reading ---------------------------------------------------------------------------------------------------

    def known(self, *, coded_with: str) -> set[str]:
        """The ids of the pages that were coded with this lexicon and version."""
        return {row[0] for row in self.file.rows("SELECT page_id FROM articles WHERE coded_with = ?", (coded_with,))}

    def variants(self, *, coded_with: str) -> dict[str, str]:
        """What tells each page that was coded with this from others of the same content, by page id."""
        return dict(self.file.rows("SELECT page_id, variant FROM articles WHERE coded_with = ?", (coded_with,)))

    def seen(self, *, coded_with: str) -> set[tuple[str, str]]:
        """The pages that were coded with this, under each of their names: (page id, name)."""
        query = "SELECT n.page_id, n.name FROM names n JOIN articles a USING (page_id) WHERE a.coded_with = ?"
        return set(self.file.rows(query, (coded_with,)))

    def denominators(
        self, *, outlet: str | None = None, since: str | None = None, until: str | None = None
    ) -> list[Denominator]:
        """What was read of each outlet on each day of publication, by day and outlet: pages, dropped pages, reports.

        Every rate is to be held against these: that more was crawled is no news. Days bound as in :meth:`events`.
        """
        clauses, arguments = ["1"], list[object]()
        for clause, value in (("outlet = ?", outlet), ("day >= ?", since), ("day <= ?", until and f"{until}~")):
            if value is not None:
                clauses.append(clause)
                arguments.append(value)
        if since or until:
            clauses.append("day <> ''")
        where = " AND ".join(clauses)
        query = f"SELECT outlet, day, pages, dropped, reports FROM denominators WHERE {where} ORDER BY day, outlet"
        return [
            Denominator(outlet=row[0] or None, day=row[1] or None, pages=row[2], dropped=row[3], reports=row[4])
            for row in self.file.rows(query, arguments)
        ]

    def state(self) -> str:
        """An id made from the stored pages, what each was coded with and what was decided: the same in any file."""
        rows = self.file.rows("SELECT page_id, coded_with FROM articles ORDER BY page_id")
        decided = self.file.rows("SELECT id FROM decisions ORDER BY id")
        return content_id("state", *(part for row in rows for part in row), *(row[0] for row in decided))

    def counts(self) -> dict[str, int]:
        """How many articles, reports, copies, events and stories are stored."""
        tables = ("articles", "reports", "copies", "events", "stories")
        return {table: next(self.file.rows(f"SELECT count(*) FROM {table}"))[0] for table in tables}

    def last_run(self) -> Manifest | None:
        """What the last run that changed anything did."""
        found = self._read(Manifest, "SELECT manifest FROM runs ORDER BY rowid DESC LIMIT 1")
        return found[0] if found else None

    def articles(self) -> Iterator[Article]:
        """All articles, in order of publication and id."""
        for (record,) in self.file.rows("SELECT record FROM articles ORDER BY published, page_id"):
            yield record_from(Article, json.loads(record))

    def reports(self) -> Iterator[Report]:
        """All reports, in order of page and place in the text."""
        for (record,) in self.file.rows("SELECT record FROM reports ORDER BY page_id, start, id"):
            yield record_from(Report, json.loads(record))

    def reports_of(self, event: Event) -> list[Report]:
        """An event's reports, in the event's order."""
        query = "SELECT r.record FROM reports r JOIN event_reports e ON e.report_id = r.id WHERE e.event_id = ?"
        found = {report.id: report for report in self._read(Report, query, (event.id,))}
        return [found[report] for report in event.reports if report in found]

    def reports_with(self, ids: Sequence[str]) -> list[Report]:
        """The reports with these ids, in this order; those that are not stored are left out."""
        query = "SELECT record FROM reports WHERE id IN (SELECT value FROM json_each(?))"
        found = {report.id: report for report in self._read(Report, query, (json.dumps(list(ids)),))}
        return [found[key] for key in ids if key in found]

    def articles_of(self, reports: Iterable[Report]) -> dict[str, Article]:
        """The articles in which reports stand, by page id."""
        query = "SELECT record FROM articles WHERE page_id IN (SELECT value FROM json_each(?))"
        wanted = json.dumps(sorted({report.page_id for report in reports}))
        return {article.page_id: article for article in self._read(Article, query, (wanted,))}

    def events_with(self, ids: Sequence[str]) -> Events:
        """The events with these ids, in this order, with their sentences; those that are not stored are left out."""
        first = "r.id = json_extract(e.record, '$.reports[0]')"
        query = (
            f"SELECT e.record, {QUOTED} FROM events e LEFT JOIN reports r ON {first}"
            " LEFT JOIN articles a ON a.page_id = r.page_id WHERE e.id IN (SELECT value FROM json_each(?))"
        )
        rows = list(self.file.rows(query, (json.dumps(list(ids)),)))
        found = {event.id: event for event in (record_from(Event, json.loads(row[0])) for row in rows)}
        quotes = [quote_of(row[1:]) for row in rows if row[1] is not None]
        by_report = {quote.report: quote for quote in quotes}
        events = [found[key] for key in ids if key in found]
        return Events(
            events, {event.id: by_report[event.reports[0]] for event in events if event.reports[0] in by_report}
        )

    def origins(self, page_ids: Iterable[str]) -> dict[str, str]:
        """Those of some pages that copy another, each with the id of its origin."""
        query = "SELECT page_id, origin FROM copies WHERE page_id IN (SELECT value FROM json_each(?))"
        return {row[0]: row[1] for row in self.file.rows(query, (json.dumps(list(page_ids)),))}

    def reports_on(self, page_id: str) -> list[Report]:
        """A page's reports in order of the text."""
        return self._read(Report, "SELECT record FROM reports WHERE page_id = ? ORDER BY start, id", (page_id,))

    def dropped(self) -> list[Dropped]:
        """What was dropped, in order of id."""
        rows = self.file.rows("SELECT id, stage, reason FROM dropped ORDER BY id, stage, reason")
        return [Dropped(id=row[0], stage=row[1], reason=row[2]) for row in rows]

    def copies(self) -> dict[str, str]:
        """Page ids of copies, each with that of its origin."""
        return {row[0]: row[1] for row in self.file.rows("SELECT page_id, origin FROM copies ORDER BY page_id")}

    def stories(self) -> list[Story]:
        """All stories by title."""
        return self._read(Story, "SELECT record FROM stories ORDER BY title, id")

    def _read(self, kind: type[Record], query: str, arguments: Sequence[object] = ()) -> list[Record]:
        """Records kept as JSON in a query's first column."""
        return [record_from(kind, json.loads(row[0])) for row in self.file.rows(query, arguments)]

    def article(self, page: str) -> Article:
        """The article with a page id, the beginning of one, or a name; raises StoreError where there is none."""
        found = self._read(Article, "SELECT record FROM articles WHERE page_id = ?", (page,))
        if not found:
            named = "SELECT page_id FROM names WHERE name = ?"
            query = f"SELECT record FROM articles WHERE page_id IN ({named}) ORDER BY page_id"
            found = self._read(Article, query, (page,))
            if len(found) > 1:
                ids = ", ".join(article.page_id for article in found)
                raise StoreError(f"{self.path}: {len(found)} pages came as {page!r}; choose by id: {ids}")
        if not found and ID.fullmatch(page):
            found = self._read(Article, "SELECT record FROM articles WHERE page_id GLOB ?", (f"{page}*",))
        return self._single(found, page, "page")

    def find(self, key: str) -> Event | Story | Report:
        """The event, story or report with an id or the beginning of one (six characters or more).

        Of an id that there was the error says which took its place.
        """
        if not ID.fullmatch(key):
            raise StoreError(f"{key!r} is no id; expected 6 to 16 of the signs 0-9 and a-f")
        pattern = (f"{key}*",)
        found: list[Event | Story | Report] = []
        found += self._read(Event, "SELECT record FROM events WHERE id GLOB ?", pattern)
        found += self._read(Story, "SELECT record FROM stories WHERE id GLOB ?", pattern)
        found += self._read(Report, "SELECT record FROM reports WHERE id GLOB ?", pattern)
        if not found:
            raise StoreError(f"{self.path}: no event, story or report {key!r}{self._followed_by(key)}")
        return self._single(found, key, "event, story or report")

    def _followed_by(self, key: str) -> str:
        """What became of an event or story that there was, in words; empty where there never was one."""
        query = (
            "SELECT c.record FROM changed_ids i JOIN changes c ON c.number = i.change"
            " WHERE i.id GLOB ? ORDER BY c.number DESC LIMIT 1"
        )
        for (record,) in self.file.rows(query, (f"{key}*",)):
            change = record_from(Change, json.loads(record))
            after = ", ".join(change.after)
            return f": since run {change.run} it is {after}" if after else f": gone since run {change.run}"
        return ""

    def _single(self, found: Sequence[Record], key: str, what: str) -> Record:
        """The only record found."""
        if not found:
            raise StoreError(f"{self.path}: no {what} {key!r}")
        if len(found) > 1:
            raise StoreError(f"{self.path}: {key!r} is the beginning of {len(found)} ids; give more of it")
        return found[0]

    def event_of(self, report: Report) -> Event | None:
        """The event that a report belongs to."""
        query = "SELECT e.record FROM events e JOIN event_reports r ON r.event_id = e.id WHERE r.report_id = ?"
        found = self._read(Event, query, (report.id,))
        return found[0] if found else None

    def events(
        self,
        *,
        actor: str | None = None,
        recipient: str | None = None,
        type: str | None = None,
        status: str | None = None,
        country: str | None = None,
        since: str | None = None,
        until: str | None = None,
        text: str | None = None,
        limit: int | None = None,
    ) -> Events:
        """The events that fit every filter given, by date; undated ones last, and left out where a day bounds.

        ``actor`` and ``recipient`` are a country (ISO 3166-1 alpha-3) or words of a name, ``country`` is that of
        anybody or any place, ``type`` an event type or an act, ``since`` and ``until`` bound the days on which it can
        have happened (``2024``, ``2024-05`` or ``2024-05-31``), ``text`` is a full-text query over the sentences.
        Raises StoreError for a filter that nothing could fit.
        """
        if text is not None:
            self.file.check_query(text)
        where, arguments = conditions(
            actor=actor,
            recipient=recipient,
            type=type,
            status=status,
            country=country,
            since=since,
            until=until,
            text=text,
        )
        bound = f" LIMIT {max(0, limit)}" if limit is not None else ""
        order = " ORDER BY e.earliest IS NULL, e.earliest, e.latest, e.first_published, e.id"
        found: list[Event] = []
        quotes: dict[str, Quote] = {}
        first = "r.id = json_extract(e.record, '$.reports[0]')"
        for record, *quote in self.file.rows(
            f"SELECT e.record, {QUOTED} FROM events e LEFT JOIN reports r ON {first}"
            f" LEFT JOIN articles a ON a.page_id = r.page_id{where}{order}{bound}",
            arguments,
        ):
            event = record_from(Event, json.loads(record))
            found.append(event)
            if quote[0] is not None:
                quotes[event.id] = quote_of(quote)
        return Events(found, quotes)

    def quotes(self, event: Event) -> list[Quote]:
        """The sentences of an event's reports, in the event's order."""
        query = (
            f"SELECT {QUOTED} FROM event_reports er JOIN reports r ON r.id = er.report_id"
            " JOIN articles a ON a.page_id = r.page_id WHERE er.event_id = ?"
        )
        found = {row[0]: quote_of(row) for row in self.file.rows(query, (event.id,))}
        return [found[report] for report in event.reports if report in found]


def open_store(path: str | os.PathLike[str], *, create: bool = False) -> Store:
    """Open a database, made where that is asked; an older one is brought to the newest schema.

    One that can not be written (a folder of somebody else, a medium) is opened for reading. Raises StoreError for what
    is no database of Bede.
    """
    return Store(open_file(path, create=create))
