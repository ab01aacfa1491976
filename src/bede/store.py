"""One SQLite file: schema, migrations, full-text search, queries. Writing the same records again changes nothing."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar, get_args, overload

from bede.model import (
    ACTS,
    Article,
    BedeError,
    Dropped,
    Event,
    Manifest,
    Report,
    Status,
    Story,
    content_id,
    is_event_type,
)
from bede.plain import plain, record_from
from bede.table import Quote, Table, event_row

SCHEMA = Path(__file__).parent / "data" / "schema"
APPLICATION = 0x42454445  # "BEDE" in the file's header
ID = re.compile(r"[0-9a-f]{6,16}")
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
WORD = re.compile(r"[^\W_]+")
QUERY = 'words, "words in a row", beginning*, and AND, OR, NOT; what has other signs in double quotes: "U.S. envoy"'
Record = TypeVar("Record")


class StoreError(BedeError):
    """A database that can not be opened, written or asked: says which file and what is wrong."""


class Events(Sequence[Event], Table):
    """The events that a query found, in its order; a table for polars, pandas and pyarrow as well.

    ``quotes`` gives the sentence of an event's first report by the event's id.
    """

    def __init__(self, events: Iterable[Event], quotes: Mapping[str, Quote] | None = None) -> None:
        self._events = tuple(events)
        self._quotes = quotes or {}

    def __len__(self) -> int:
        return len(self._events)

    @overload
    def __getitem__(self, index: int) -> Event: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Event]: ...

    def __getitem__(self, index: int | slice) -> Event | Sequence[Event]:
        return self._events[index]

    def rows(self) -> list[dict[str, Any]]:
        """The events as rows of the event table."""
        return [event_row(event, self._quotes.get(event.id)) for event in self._events]


class Store:
    """An open database; a context manager that closes it."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
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
            yield self._connection.cursor()
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: can not be written: {error}") from error
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def add(self, coded: Iterable[tuple[Article, Sequence[Report]]], *, coded_with: str) -> int:
        """Store articles with their reports in one transaction; returns how many articles were new or coded anew."""
        changed = 0
        with self._writing() as cursor:
            for article, reports in coded:
                changed += self._add_article(cursor, article, reports, coded_with=coded_with)
        return changed

    def _add_article(
        self, cursor: sqlite3.Cursor, article: Article, reports: Sequence[Report], *, coded_with: str
    ) -> int:
        """Store one article unless it stands there as it is."""
        cursor.execute("SELECT coded_with FROM articles WHERE page_id = ?", (article.page_id,))
        known = cursor.fetchone()
        if known is not None and known[0] == coded_with:
            self._add_name(cursor, article.page_id, article.page)
            return 0
        cursor.execute("DELETE FROM reports WHERE page_id = ?", (article.page_id,))
        published = article.published.earliest if article.published else None
        headline = article.headline.text if article.headline else article.title
        cursor.execute(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (page_id) DO UPDATE SET name = excluded.name, url = excluded.url,"
            " headline = excluded.headline, published = excluded.published, publisher = excluded.publisher,"
            " text = excluded.text, coded_with = excluded.coded_with, record = excluded.record",
            (
                article.page_id,
                _storable(article.page),
                _storable(article.url),
                _storable(headline),
                published,
                _storable(article.publisher),
                _storable(article.text),
                coded_with,
                _json(article),
            ),
        )
        self._add_name(cursor, article.page_id, article.page)
        cursor.executemany(
            "INSERT OR IGNORE INTO reports (id, page_id, start, sentence, record) VALUES (?, ?, ?, ?, ?)",
            [
                (report.id, report.page_id, report.trigger.start, _storable(report.sentence.text), _json(report))
                for report in reports
            ],
        )
        return 1

    @staticmethod
    def _add_name(cursor: sqlite3.Cursor, page_id: str, name: str) -> None:
        """Keep a name under which a page came."""
        cursor.execute("INSERT OR IGNORE INTO names VALUES (?, ?)", (page_id, _storable(name)))

    def add_names(self, names: Iterable[tuple[str, str]]) -> None:
        """Keep the names under which pages that are stored came again: (page id, name)."""
        with self._writing() as cursor:
            for page_id, name in names:
                self._add_name(cursor, page_id, name)

    def add_dropped(self, dropped: Iterable[Dropped]) -> None:
        """Store what was dropped, each with its reason, once."""
        with self._writing() as cursor:
            rows = [(_storable(record.id), record.stage, _storable(record.reason)) for record in dropped]
            cursor.executemany("INSERT OR IGNORE INTO dropped VALUES (?, ?, ?)", rows)

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
                    "INSERT OR IGNORE INTO event_reports VALUES (?, ?)",
                    [(event.id, report) for report in event.reports],
                )
                parties = [("actor", party) for party in event.actors] + [
                    ("recipient", party) for party in event.recipients
                ]
                cursor.executemany(
                    "INSERT INTO event_parties VALUES (?, ?, ?, ?, ?)",
                    [(event.id, role, party.country, _storable(party.name), party.entity) for role, party in parties]
                    + [(event.id, "place", place.country, _storable(place.name), None) for place in event.places],
                )
            cursor.executemany(
                "INSERT INTO stories VALUES (?, ?, ?)", [(s.id, _storable(s.title), _json(s)) for s in stories]
            )
            cursor.executemany("INSERT INTO copies VALUES (?, ?)", sorted(copies.items()))
            if manifest is not None:
                self._add_run(cursor, manifest)

    def add_run(self, manifest: Manifest) -> None:
        """Keep what a run did, as the last of the runs."""
        with self._writing() as cursor:
            self._add_run(cursor, manifest)

    @staticmethod
    def _add_run(cursor: sqlite3.Cursor, manifest: Manifest) -> None:
        """Write a run's row; one that was there under the same id is replaced, and comes last."""
        cursor.execute("INSERT OR REPLACE INTO runs VALUES (?, ?)", (manifest.id, _json(manifest)))

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

    def state(self) -> str:
        """An id made from which pages are stored and what each was coded with: the same in any file."""
        rows = self._rows("SELECT page_id, coded_with FROM articles ORDER BY page_id")
        return content_id("state", *(part for row in rows for part in row))

    def counts(self) -> dict[str, int]:
        """How many articles, reports, copies, events and stories are stored."""
        tables = ("articles", "reports", "copies", "events", "stories")
        return {table: next(self._rows(f"SELECT count(*) FROM {table}"))[0] for table in tables}

    def last_run(self) -> Manifest | None:
        """What the last run that changed anything did."""
        found = self._read(Manifest, "SELECT manifest FROM runs ORDER BY rowid DESC LIMIT 1")
        return found[0] if found else None

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
        """The event, story or report with an id or the beginning of one (six characters or more)."""
        if not ID.fullmatch(key):
            raise StoreError(f"{key!r} is no id; expected 6 to 16 of the signs 0-9 and a-f")
        pattern = (f"{key}*",)
        found: list[Event | Story | Report] = []
        found += self._read(Event, "SELECT record FROM events WHERE id GLOB ?", pattern)
        found += self._read(Story, "SELECT record FROM stories WHERE id GLOB ?", pattern)
        found += self._read(Report, "SELECT record FROM reports WHERE id GLOB ?", pattern)
        return self._single(found, key, "event, story or report")

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
        clauses: list[str] = []
        arguments: list[object] = []
        for role, value in (("actor", actor), ("recipient", recipient)):
            if value is not None:
                clauses.append(
                    "EXISTS (SELECT 1 FROM event_parties p WHERE p.event_id = e.id AND p.role = ?"
                    " AND (p.country = ? OR named(p.name, ?)))"
                )
                arguments += [role, value.upper(), value]
        if country is not None:
            if not (len(country) == 3 and country.isalpha()):
                raise StoreError(f"country {country!r}: expected three letters (ISO 3166-1), such as USA")
            clauses.append("EXISTS (SELECT 1 FROM event_parties p WHERE p.event_id = e.id AND p.country = ?)")
            arguments.append(country.upper())
        if type is not None:
            if type.upper() not in ACTS and not is_event_type(type):
                raise StoreError(f"type {type!r}: expected one of {', '.join(ACTS)}")
            clauses.append("(e.event_type = ? OR e.act = ?)")
            wanted = type.upper() if type.upper() in ACTS else type
            arguments += [wanted, wanted]
        if status is not None:
            if status not in get_args(Status):
                raise StoreError(f"status {status!r}: expected one of {', '.join(get_args(Status))}")
            clauses.append("e.status = ?")
            arguments.append(status)
        if since is not None:
            clauses.append("(e.latest >= ? OR (e.latest IS NULL AND e.earliest IS NOT NULL))")
            arguments.append(_day("since", since))
        if until is not None:
            clauses.append("(e.earliest <= ? OR (e.earliest IS NULL AND e.latest IS NOT NULL))")
            arguments.append(f"{_day('until', until)}~")  # after all days of the month or year
        if text is not None:
            self._check_query(text)
            clauses.append(
                "e.id IN (SELECT er.event_id FROM event_reports er JOIN reports r ON r.id = er.report_id"
                " WHERE r.number IN (SELECT rowid FROM sentences WHERE sentences MATCH ?))"
            )
            arguments.append(text)
        where = f" WHERE {' AND '.join(clauses)}" if clauses else ""
        bound = f" LIMIT {max(0, limit)}" if limit is not None else ""
        order = " ORDER BY e.earliest IS NULL, e.earliest, e.latest, e.first_published, e.id"
        found: list[Event] = []
        quotes: dict[str, Quote] = {}
        first = "r.id = json_extract(e.record, '$.reports[0]')"
        for record, *quote in self._rows(
            f"SELECT e.record, {QUOTED} FROM events e LEFT JOIN reports r ON {first}"
            f" LEFT JOIN articles a ON a.page_id = r.page_id{where}{order}{bound}",
            arguments,
        ):
            event = record_from(Event, json.loads(record))
            found.append(event)
            if quote[0] is not None:
                quotes[event.id] = _quote(quote)
        return Events(found, quotes)

    def quotes(self, event: Event) -> list[Quote]:
        """The sentences of an event's reports, in the event's order."""
        query = (
            f"SELECT {QUOTED} FROM event_reports er JOIN reports r ON r.id = er.report_id"
            " JOIN articles a ON a.page_id = r.page_id WHERE er.event_id = ?"
        )
        found = {row[0]: _quote(row) for row in self._rows(query, (event.id,))}
        return [found[report] for report in event.reports if report in found]

    def _check_query(self, text: str) -> None:
        """Raise StoreError where a full-text query can not be read."""
        query = "SELECT rowid FROM sentences WHERE sentences MATCH ? LIMIT 1"
        try:
            self._connection.execute(query, (text,)).fetchone()
        except sqlite3.OperationalError as error:
            raise StoreError(f"text {text!r} is no query ({error}); expected {QUERY}") from error


QUOTED = (
    "r.id, a.name, a.url, r.sentence, json_extract(r.record, '$.sentence.start'),"
    " json_extract(r.record, '$.sentence.end'), json_extract(r.record, '$.rule')"
)


def _quote(row: Sequence[Any]) -> Quote:
    """The sentence of a report, of the columns QUOTED."""
    report, page, url, text, start, end, rule = row
    return Quote(report=report, page=page, url=url, text=text, start=start, end=end, rule=rule)


def open_store(path: str | os.PathLike[str], *, create: bool = False) -> Store:
    """Open a database, made where that is asked; an older one is brought to the newest schema.

    One that can not be written (a folder of somebody else, a medium) is opened for reading. Raises StoreError for what
    is no database of Bede.
    """
    path = Path(path)
    if path.is_dir():
        raise StoreError(f"{path}: a folder; expected a file")
    if not create and not (path.exists() and path.stat().st_size):
        raise StoreError(
            f"{path}: {'empty' if path.exists() else 'no such file'}; make one: bede run PAGES --db {path}"
        )
    if create and not path.parent.is_dir():
        raise StoreError(f"{path}: no such folder: {path.parent}")
    if create or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return _open(path, str(path), writable=True)
    address = f"{path.resolve().as_uri()}?mode=ro"
    try:
        return _open(path, address, writable=False)
    except StoreError as error:
        if not isinstance(error.__cause__, sqlite3.OperationalError):
            raise
        # Nobody writes it at this moment, and the files that readers share can not be made beside it.
        return _open(path, f"{address}&immutable=1", writable=False)


def _open(path: Path, address: str, *, writable: bool) -> Store:
    """Open a file by its name or, where it can only be read, by an address that says so."""
    connection: sqlite3.Connection | None = None
    try:
        connection = sqlite3.connect(address, isolation_level=None, timeout=30, uri=not writable)
        connection.create_function("named", 2, _named, deterministic=True)
        _prepare(path, connection, writable=writable)
        return Store(path, connection)
    except BaseException as error:
        if connection is not None:
            connection.close()
        if isinstance(error, sqlite3.Error):
            raise StoreError(f"{path}: can not be opened as a database of Bede: {error}") from error
        raise


def _prepare(path: Path, connection: sqlite3.Connection, *, writable: bool) -> None:
    """Check whose file it is and apply the migrations that it lacks, each in a transaction."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables and application != APPLICATION:
        raise StoreError(f"{path}: a database, but not one of Bede")
    migrations = sorted(SCHEMA.glob("*.sql"))
    version = _version(connection)
    if version > len(migrations):
        raise StoreError(f"{path}: schema {version}, made by a newer Bede; this one knows {len(migrations)}")
    if not writable:
        if version < len(migrations):
            raise StoreError(f"{path}: schema {version} of an older Bede, and the file can not be written")
        return
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    for number, migration in enumerate(migrations[version:], start=version + 1):
        script = migration.read_text(encoding="utf-8")
        try:
            connection.executescript(
                f"BEGIN EXCLUSIVE;\n{script}\n"
                f"PRAGMA application_id = {APPLICATION};\nPRAGMA user_version = {number};\nCOMMIT;"
            )
        except sqlite3.OperationalError:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if _version(connection) < number:  # otherwise another process was quicker
                raise


def _version(connection: sqlite3.Connection) -> int:
    """The number of the last migration that a file has."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _named(name: str | None, wanted: str) -> bool:
    """Whether a name has these words, one after the other, whatever their case."""
    words, sought = (WORD.findall((text or "").casefold()) for text in (name, wanted))
    size = len(sought)
    return size > 0 and any(words[at : at + size] == sought for at in range(len(words) - size + 1))


def _day(option: str, value: str) -> str:
    """A day, month or year as it is compared; raises StoreError for anything else."""
    if not DAY.fullmatch(value):
        raise StoreError(f"{option} {value!r}: expected a day, month or year, such as 2024-05-31, 2024-05 or 2024")
    return value


def _json(record: object) -> str:
    """A record as JSON that SQLite can hold."""
    return json.dumps(plain(record), ensure_ascii=True)


def _storable(text: str | None) -> str | None:
    """Text without lone surrogates and null characters, which SQLite can not hold; lengths stay."""
    if text is None:
        return None
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", " ")
