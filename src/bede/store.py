"""One SQLite file: schema, migrations, full-text search, queries. Writing the same records again changes nothing."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar, overload

from bede.export.records import plain, record_from
from bede.export.table import Table
from bede.model import Article, BedeError, Dropped, Event, Manifest, Report, Story

SCHEMA = Path(__file__).parent / "data" / "schema"
APPLICATION = 0x42454445  # "BEDE" in the file's header
SHORTEST_ID = 6
Record = TypeVar("Record")


class StoreError(BedeError):
    """A database that can not be opened, written or asked: says which file and what is wrong."""


class Events(Sequence[Event], Table):
    """The events that a query found, in its order; a table for polars, pandas and pyarrow as well."""

    def __init__(self, events: Sequence[Event]) -> None:
        self._events = tuple(events)

    def __len__(self) -> int:
        return len(self._events)

    @overload
    def __getitem__(self, index: int) -> Event: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Event]: ...

    def __getitem__(self, index: int | slice) -> Event | Sequence[Event]:
        return self._events[index]

    def records(self) -> Sequence[Event]:
        """The events, for the table."""
        return self._events


class Store:
    """An open database; a context manager that closes it."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    # -- writing ---------------------------------------------------------------------------------------------------

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Cursor]:
        """A transaction: all of it is written, or nothing."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            cursor = self._connection.cursor()
            try:
                yield cursor
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise StoreError(f"{self.path}: can not be written: {error}") from error

    def add(self, coded: Iterable[tuple[Article, Sequence[Report]]], *, coded_with: str) -> int:
        """Store articles with their reports in one transaction; returns how many articles were new or coded anew."""
        changed = 0
        with self._writing() as cursor:
            for article, reports in coded:
                changed += self._add_article(cursor, article, reports, coded_with=coded_with)
        return changed

    def _add_article(self, cursor: sqlite3.Cursor, article: Article, reports: Sequence[Report], *, coded_with: str) -> int:
        """Store one article unless it stands there as it is."""
        cursor.execute("SELECT coded_with FROM articles WHERE page_id = ?", (article.page_id,))
        known = cursor.fetchone()
        if known is not None and known[0] == coded_with:
            cursor.execute("INSERT OR IGNORE INTO names VALUES (?, ?)", (article.page_id, article.page))
            return 0
        cursor.execute("DELETE FROM reports WHERE page_id = ?", (article.page_id,))
        published = article.published.earliest if article.published else None
        headline = article.headline.text if article.headline else article.title
        cursor.execute(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (page_id) DO UPDATE SET coded_with = excluded.coded_with, record = excluded.record,"
            " headline = excluded.headline, published = excluded.published, publisher = excluded.publisher",
            (
                article.page_id,
                article.page,
                article.url,
                _storable(headline),
                published,
                _storable(article.publisher),
                _storable(article.text),
                coded_with,
                _json(article),
            ),
        )
        cursor.execute("INSERT OR IGNORE INTO names VALUES (?, ?)", (article.page_id, article.page))
        cursor.executemany(
            "INSERT OR IGNORE INTO reports (id, page_id, start, sentence, record) VALUES (?, ?, ?, ?, ?)",
            [
                (report.id, report.page_id, report.trigger.start, _storable(report.sentence.text), _json(report))
                for report in reports
            ],
        )
        return 1

    def add_dropped(self, dropped: Iterable[Dropped]) -> None:
        """Store what was dropped, each with its reason, once."""
        with self._writing() as cursor:
            rows = [(record.id, record.stage, _storable(record.reason)) for record in dropped]
            cursor.executemany("INSERT OR IGNORE INTO dropped VALUES (?, ?, ?)", rows)

    def replace_events(self, events: Sequence[Event], stories: Sequence[Story], copies: Mapping[str, str]) -> None:
        """Store the events, stories and copies computed from all reports, in place of the earlier ones."""
        with self._writing() as cursor:
            for table in ("event_parties", "event_reports", "events", "stories", "copies"):
                cursor.execute(f"DELETE FROM {table}")
            for event in events:
                date = event.date
                cursor.execute(
                    "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        event.id,
                        event.act,
                        event.event_type,
                        event.status,
                        date.earliest if date else None,
                        date.latest if date else None,
                        event.first_published,
                        _json(event),
                    ),
                )
                cursor.executemany(
                    "INSERT OR IGNORE INTO event_reports VALUES (?, ?)", [(event.id, report) for report in event.reports]
                )
                parties = [("actor", party) for party in event.actors] + [("recipient", party) for party in event.recipients]
                cursor.executemany(
                    "INSERT INTO event_parties VALUES (?, ?, ?, ?, ?)",
                    [(event.id, role, party.country, _storable(party.name), party.entity) for role, party in parties]
                    + [(event.id, "place", place.country, _storable(place.name), None) for place in event.places],
                )
            cursor.executemany("INSERT INTO stories VALUES (?, ?, ?)", [(s.id, _storable(s.title), _json(s)) for s in stories])
            cursor.executemany("INSERT INTO copies VALUES (?, ?)", sorted(copies.items()))

    def add_run(self, manifest: Manifest) -> None:
        """Keep what a run did; the same run again is the same row."""
        with self._writing() as cursor:
            cursor.execute("INSERT OR IGNORE INTO runs VALUES (?, ?)", (manifest.id, _json(manifest)))

    # -- reading ---------------------------------------------------------------------------------------------------

    def _rows(self, query: str, arguments: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query; raises StoreError that says what is wrong with it."""
        try:
            yield from self._connection.execute(query, arguments)
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: {error}") from error

    def known(self, *, coded_with: str) -> set[str]:
        """The ids of the pages that were coded with this lexicon and version."""
        return {row[0] for row in self._rows("SELECT page_id FROM articles WHERE coded_with = ?", (coded_with,))}

    def articles(self) -> Iterator[Article]:
        """All articles, in order of publication and id."""
        for (record,) in self._rows("SELECT record FROM articles ORDER BY published, page_id"):
            yield record_from(Article, json.loads(record))

    def reports(self) -> Iterator[Report]:
        """All reports, in order of page and place in the text."""
        for (record,) in self._rows("SELECT record FROM reports ORDER BY page_id, start, id"):
            yield record_from(Report, json.loads(record))

    def reports_of(self, event: Event) -> list[Report]:
        """An event's reports, in the event's order."""
        query = "SELECT r.record FROM reports r JOIN event_reports e ON e.report_id = r.id WHERE e.event_id = ?"
        found = {report.id: report for report in self._read(Report, query, (event.id,))}
        return [found[report] for report in event.reports if report in found]

    def reports_on(self, page_id: str) -> list[Report]:
        """A page's reports in order of the text."""
        return self._read(Report, "SELECT record FROM reports WHERE page_id = ? ORDER BY start, id", (page_id,))

    def dropped(self) -> list[Dropped]:
        """What was dropped, in order of id."""
        rows = self._rows("SELECT id, stage, reason FROM dropped ORDER BY id, stage, reason")
        return [Dropped(id=row[0], stage=row[1], reason=row[2]) for row in rows]

    def copies(self) -> dict[str, str]:
        """Page ids of copies, each with that of its origin."""
        return {row[0]: row[1] for row in self._rows("SELECT page_id, origin FROM copies ORDER BY page_id")}

    def stories(self) -> list[Story]:
        """All stories by title."""
        return self._read(Story, "SELECT record FROM stories ORDER BY title, id")

    def _read(self, kind: type[Record], query: str, arguments: Sequence[object] = ()) -> list[Record]:
        """Records kept as JSON in a query's first column."""
        return [record_from(kind, json.loads(row[0])) for row in self._rows(query, arguments)]

    def article(self, page: str) -> Article:
        """The article with a page id, the beginning of one, or a name; raises StoreError where there is none."""
        found = self._read(Article, "SELECT record FROM articles WHERE page_id = ? OR name = ?", (page, page))
        if not found and len(page) >= SHORTEST_ID:
            found = self._read(Article, "SELECT record FROM articles WHERE page_id GLOB ?", (f"{_plain(page)}*",))
        return self._single(found, page, "page")

    def find(self, key: str) -> Event | Story | Report:
        """The event, story or report with an id or the beginning of one (six characters or more)."""
        if len(key) < SHORTEST_ID:
            raise StoreError(f"{key!r} is no id; expected {SHORTEST_ID} or more of its characters")
        pattern = (f"{_plain(key)}*",)
        found: list[Event | Story | Report] = []
        found += self._read(Event, "SELECT record FROM events WHERE id GLOB ?", pattern)
        found += self._read(Story, "SELECT record FROM stories WHERE id GLOB ?", pattern)
        found += self._read(Report, "SELECT record FROM reports WHERE id GLOB ?", pattern)
        return self._single(found, key, "event, story or report")

    @staticmethod
    def _single(found: Sequence[Record], key: str, what: str) -> Record:
        """The only record found."""
        if not found:
            raise StoreError(f"no {what} {key!r}")
        if len(found) > 1:
            raise StoreError(f"{key!r} is the beginning of {len(found)} ids; give more of it")
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

        ``actor`` and ``recipient`` are a country code or a name, ``country`` is anybody's or any place's, ``type`` an
        event type or an act, ``since`` and ``until`` ISO days, ``text`` a full-text query over the sentences.
        """
        clauses: list[str] = []
        arguments: list[object] = []
        for role, value in (("actor", actor), ("recipient", recipient)):
            if value is not None:
                clauses.append(
                    "EXISTS (SELECT 1 FROM event_parties p WHERE p.event_id = e.id AND p.role = ?"
                    " AND (p.country = ? OR p.name LIKE ? ESCAPE '\\'))"
                )
                arguments += [role, value.upper(), f"%{_like(value)}%"]
        if country is not None:
            clauses.append("EXISTS (SELECT 1 FROM event_parties p WHERE p.event_id = e.id AND p.country = ?)")
            arguments.append(country.upper())
        if type is not None:
            clauses.append("(e.event_type = ? OR e.act = ?)")
            arguments += [type.upper(), type.upper()]
        if status is not None:
            clauses.append("e.status = ?")
            arguments.append(status)
        if since is not None:
            clauses.append("e.latest >= ?")
            arguments.append(since)
        if until is not None:
            clauses.append("e.earliest <= ?")
            arguments.append(until)
        if text is not None:
            clauses.append(
                "e.id IN (SELECT er.event_id FROM event_reports er JOIN reports r ON r.id = er.report_id"
                " WHERE r.number IN (SELECT rowid FROM sentences WHERE sentences MATCH ?))"
            )
            arguments.append(text)
        where = f" WHERE {' AND '.join(clauses)}" if clauses else ""
        bound = f" LIMIT {int(limit)}" if limit is not None else ""
        order = " ORDER BY e.earliest IS NULL, e.earliest, e.latest, e.first_published, e.id"
        return Events(self._read(Event, f"SELECT e.record FROM events e{where}{order}{bound}", arguments))


def open_store(path: str | os.PathLike[str], *, create: bool = False) -> Store:
    """Open a database, made or brought to the newest schema where asked; raises StoreError for what is none."""
    path = Path(path)
    if not create and not path.exists():
        raise StoreError(f"{path}: no such file; make one with: bede run PAGES --db {path}")
    try:
        connection = sqlite3.connect(path, isolation_level=None, timeout=30)
        _prepare(path, connection)
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path}: can not be opened as a database of Bede: {error}") from error
    return Store(path, connection)


def _prepare(path: Path, connection: sqlite3.Connection) -> None:
    """Check whose file it is and apply the migrations that it lacks, each in a transaction."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables and application != APPLICATION:
        raise StoreError(f"{path}: a database, but not one of Bede")
    migrations = sorted(SCHEMA.glob("*.sql"))
    if version > len(migrations):
        raise StoreError(f"{path}: schema {version}, made by a newer Bede; this one knows {len(migrations)}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    for number, migration in enumerate(migrations[version:], start=version + 1):
        script = migration.read_text(encoding="utf-8")
        connection.executescript(
            f"BEGIN EXCLUSIVE;\n{script}\nPRAGMA application_id = {APPLICATION};\nPRAGMA user_version = {number};\nCOMMIT;"
        )


def _json(record: object) -> str:
    """A record as JSON that SQLite can hold."""
    return json.dumps(plain(record), ensure_ascii=True)


def _storable(text: str | None) -> str | None:
    """Text without lone surrogates and null characters, which SQLite can not hold; lengths stay."""
    if text is None:
        return None
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", " ")


def _like(value: str) -> str:
    """A value for LIKE, its wildcards taken as they stand."""
    return value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _plain(key: str) -> str:
    """A key for GLOB without wildcards."""
    return "".join(character for character in key if character.isalnum())
