"""Rows of records, written within a transaction of the caller's."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from bede.model import Article, Dropped, Event, Manifest, Report, Story
from bede.plain import plain
from bede.store.keeping import keep_event, keep_story


def add_article(cursor: sqlite3.Cursor, article: Article, reports: Sequence[Report], *, coded_with: str) -> int:
    """Store one article unless it stands there as it is, or one of the same content that goes before it."""
    variant = variant_of(article)
    cursor.execute("SELECT coded_with, variant FROM articles WHERE page_id = ?", (article.page_id,))
    known = cursor.fetchone()
    if known is not None and known[0] == coded_with and known[1] <= variant:
        add_name(cursor, article.page_id, article.page)
        return 0
    numbers = dict(cursor.execute("SELECT id, number FROM reports WHERE page_id = ?", (article.page_id,)))
    cursor.execute("DELETE FROM reports WHERE page_id = ?", (article.page_id,))
    published = article.published.earliest if article.published else None
    headline = article.headline.text if article.headline else article.title
    cursor.execute(
        "INSERT INTO articles (page_id, name, url, headline, published, publisher, text, coded_with, record, variant)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (page_id) DO UPDATE SET name = excluded.name, url = excluded.url,"
        " headline = excluded.headline, published = excluded.published, publisher = excluded.publisher,"
        " text = excluded.text, coded_with = excluded.coded_with, record = excluded.record,"
        " variant = excluded.variant",
        (
            article.page_id,
            storable(article.page),
            storable(article.url),
            storable(headline),
            published,
            storable(article.publisher),
            storable(article.text),
            coded_with,
            as_json(article),
            variant,
        ),
    )
    add_name(cursor, article.page_id, article.page)
    rows = [
        (
            numbers.get(report.id),  # a report that stays keeps its number, which the columns of its event name
            report.id,
            report.page_id,
            report.trigger.start,
            storable(report.sentence.text),
            as_json(report),
        )
        for report in reports
    ]
    rows.sort(key=lambda row: row[0] is None)  # before a new one is given it
    cursor.executemany(
        "INSERT OR IGNORE INTO reports (number, id, page_id, start, sentence, record) VALUES (?, ?, ?, ?, ?, ?)", rows
    )
    return 1


def variant_of(article: Article) -> str:
    """What tells an article from others of the same content and address; of these the one that sorts first is kept."""
    published = article.published.earliest if article.published else "~"  # sorts after every date
    said = (article.publisher or "~", article.title or "~", article.language or "~", article.page)
    return json.dumps((published, *said), ensure_ascii=True)


def add_name(cursor: sqlite3.Cursor, page_id: str, name: str) -> None:
    """Keep a name under which a page came."""
    cursor.execute("INSERT OR IGNORE INTO names VALUES (?, ?)", (page_id, storable(name)))


def add_dropped(cursor: sqlite3.Cursor, dropped: Iterable[Dropped], said: Mapping[str, tuple[str, str]]) -> None:
    """Store what was dropped, each with its reason, once; ``said`` are outlet and day by id, where they are known."""
    rows = []
    for record in dropped:
        outlet, day = said.get(record.id, ("", ""))
        rows.append((storable(record.id), record.stage, storable(record.reason), storable(outlet), storable(day)))
    cursor.executemany("INSERT OR IGNORE INTO dropped (id, stage, reason, outlet, day) VALUES (?, ?, ?, ?, ?)", rows)


def add_event(cursor: sqlite3.Cursor, event: Event, *, block: str | None = None) -> None:
    """Store an event with what it is filtered by, and the block that it was merged in."""
    date = event.date
    cursor.execute(
        "INSERT INTO events (id, act, event_type, status, earliest, latest, first_published, record, block)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            event.id,
            event.act,
            event.event_type,
            event.status,
            date.earliest if date else None,
            date.latest if date else None,
            event.first_published,
            as_json(event),
            block,
        ),
    )
    cursor.executemany(
        "INSERT OR IGNORE INTO event_reports VALUES (?, ?)",
        [(event.id, report) for report in event.reports],
    )
    parties = [("actor", party) for party in event.actors] + [("recipient", party) for party in event.recipients]
    cursor.executemany(
        "INSERT INTO event_parties VALUES (?, ?, ?, ?, ?)",
        [(event.id, role, party.country, storable(party.name), party.entity) for role, party in parties]
        + [(event.id, "place", place.country, storable(place.name), None) for place in event.places],
    )
    keep_event(cursor, event)


def remove_event(cursor: sqlite3.Cursor, key: str) -> None:
    """Remove an event, where it is there."""
    for table, column in (("event_parties", "event_id"), ("event_reports", "event_id"), ("events", "id")):
        cursor.execute(f"DELETE FROM {table} WHERE {column} = ?", (key,))


def add_story(cursor: sqlite3.Cursor, story: Story) -> None:
    """Store a story."""
    cursor.execute("INSERT INTO stories VALUES (?, ?, ?)", (story.id, storable(story.title), as_json(story)))
    keep_story(cursor, story)


def add_run(cursor: sqlite3.Cursor, manifest: Manifest) -> None:
    """Write a run's row; one that was there under the same id is replaced, and comes last."""
    cursor.execute("INSERT OR REPLACE INTO runs VALUES (?, ?)", (manifest.id, as_json(manifest)))


def as_json(record: object) -> str:
    """A record as JSON that SQLite can hold."""
    return json.dumps(plain(record), ensure_ascii=True)


def storable(text: str | None) -> str | None:
    """Text without lone surrogates and null characters, which SQLite can not hold; lengths stay."""
    if text is None:
        return None
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", " ")
