"""What weeks tell of is looked up, and is what counting all records gives, whatever was joined and decided before."""

from __future__ import annotations

import random
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from pathlib import Path

import pytest

from bede.model import Article, Event, Report
from bede.rates import unusual_of, unusual_week
from bede.store import Store, open_store
from bede.store.decisions import decide, undo
from bede.store.joining import join_stored
from bede.store.tallies import pages_read, settle, unsettled
from bede.store.told import PARTIES
from bede.store.weeks import Week
from bede.unusual import YEAR, Of, Series, unusual
from planted import World

VERSIONS = ("1", "m", ())
Coded = tuple[Article, list[Report]]
Thing = tuple[Of, tuple[str, ...]]


def pages_of(seed: int, happenings: int, *, within: int | None = None) -> list[Coded]:
    """The pages of a world in any order, each with its reports; all dated within so many days where that is given."""
    world = World(seed).fill(happenings)
    reports: dict[str, list[Report]] = defaultdict(list)
    for report in world.reports:
        reports[report.page_id].append(report)
    found = [(article, reports[article.page_id]) for article in world.articles.values()]
    random.Random(seed).shuffle(found)
    return found if within is None else [(nearer(article, within), reports) for article, reports in found]


def nearer(article: Article, days: int) -> Article:
    """An article, published so many days after the first of 2024 at most."""
    if article.published is None or article.published.earliest is None:
        return article
    day = date(2024, 1, 1) + timedelta(days=date.fromisoformat(article.published.earliest[:10]).toordinal() % days)
    return replace(article, published=replace(article.published, earliest=day.isoformat(), latest=day.isoformat()))


def told(store: Store) -> dict[Thing, dict[str, set[str]]]:
    """The pages that tell of each thing as news, by day, from the records alone."""
    copies = store.copies()
    days = {
        one.page_id: one.published.earliest[:10]
        for one in store.articles()
        if one.published is not None and one.published.earliest is not None and one.page_id not in copies
    }
    reports = {one.id: one for one in store.reports()}
    found: dict[Thing, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for event in store.events():
        several = "historical" in {status for _, status in event.statuses} and len(dict(event.statuses)) > 1
        for key in event.reports:
            report = reports[key]
            status = report.status if several else event.status
            if status != "historical" and report.page_id in days:
                for thing in things(event):
                    found[thing][days[report.page_id]].add(report.page_id)
    return found


def things(event: Event) -> Iterator[Thing]:
    """Of whom and what an event tells."""
    yield "type", (event.event_type,)
    parties = {(party.entity, party.country) for party in (*event.actors, *event.recipients)}
    sides = {country for _, country in parties if country}
    for entity, country in parties:
        if entity:
            yield "actor", (entity,)
            if not country:
                sides.add(entity)
    if len(sides) <= PARTIES:
        for pair in combinations(sorted(sides), 2):
            yield "pair", pair
            yield "type", (*pair, event.event_type)


def counted(store: Store, end: date) -> tuple[dict[Thing, Series], tuple[int, ...]]:
    """The series of everything that the records tell of, and the pages read, for the week that ends with a day."""
    copies = store.copies()
    read = [0] * (YEAR + 1)
    for one in store.articles():
        if one.published is not None and one.published.earliest is not None and one.page_id not in copies:
            age = (end - date.fromisoformat(one.published.earliest[:10])).days
            if 0 <= age < 7 * len(read):
                read[age // 7] += 1
    found = {}
    for thing, days in told(store).items():
        weeks, earlier = [0] * (YEAR + 1), False
        for day, pages in days.items():
            age = (end - date.fromisoformat(day)).days
            if 0 <= age < 7 * len(weeks):
                weeks[age // 7] += len(pages)
            earlier |= age >= 7
        found[thing] = Series(*thing, weeks[0], tuple(weeks[1:]), earlier, ())
    return found, tuple(read)


def assert_same(store: Store, end: date) -> int:
    """Hold a week that is looked up against one that is counted; returns how much is unusual in it."""
    whole, read = counted(store, end)
    connection = store.file.connection
    assert pages_read(connection, end=end) == read
    for one in Week(connection, end=end, read=read).series():
        same = whole[one.of, one.names]
        assert (one.told, one.before) == (same.told, same.before)
        assert one.earlier == same.earlier or any(one.before)
    found, _ = unusual_of(connection, until=end.isoformat())
    since = (end - timedelta(days=6)).isoformat()
    expected = unusual(whole.values(), read=read[0], before=read[1:], since=since, until=end.isoformat())
    assert [replace(one, events=()) for one in found] == expected
    assert all(bool(one.events) == bool(one.told) for one in found)
    return len(found)


def days_of(store: Store) -> tuple[date, date]:
    """The first and the last day of a store's pages."""
    ((first, last),) = store.file.rows("SELECT min(published), max(published) FROM articles")
    return date.fromisoformat(first[:10]), date.fromisoformat(last[:10])


def clock() -> datetime:
    """Always the same moment."""
    return datetime(2025, 5, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize("seed", [1, 2])
def test_any_week_is_what_the_records_give_after_joins_and_decisions(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    pages = pages_of(seed, 250, within=120)
    with open_store(tmp_path / "a.db", create=True) as store:
        many = 0
        for first in range(0, len(pages), 60):
            store.add(pages[first : first + 60], coded_with="one")
            join_stored(store, VERSIONS, clock=clock)
            events = sorted(event.id for event in store.events())
            one, other = rng.sample(events, 2)
            made = decide(store, "same", [one, other], user="anna", clock=clock)
            join_stored(store, VERSIONS, clock=clock)
            if rng.random() < 0.5:
                undo(store, made.id, user="anna", clock=clock)
                decide(store, "wrong-code", [rng.choice(sorted(r.id for r in store.reports()))], user="anna")
                join_stored(store, VERSIONS, clock=clock)
            _, last = days_of(store)
            many += sum(assert_same(store, last - timedelta(days=back)) for back in (0, 3, 29))
        assert many > 10
        begun, last = days_of(store)
        for day in range(-3, (last - begun).days + 10, 11):
            assert_same(store, begun + timedelta(days=day))
        assert_same(store, last + timedelta(days=500))


def test_page_that_is_a_copy_no_longer_counts_again(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db", create=True) as store:
        store.add(pages_of(3, 60, within=40), coded_with="one")
        join_stored(store, VERSIONS, clock=clock)
        _, last = days_of(store)
        copies = store.copies()
        assert copies
        for left in ({}, copies, dict(list(copies.items())[::2])):
            store.replace_events(list(store.events()), list(store.stories()), left)
            assert_same(store, last)
            assert_same(store, last - timedelta(days=9))


def test_year_of_stretches_is_counted_across_their_ends(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db", create=True) as store:
        store.add(pages_of(4, 200, within=1400), coded_with="one")
        join_stored(store, VERSIONS, clock=clock)
        begun, last = days_of(store)
        assert (last - begun).days > 1200
        for day in range(0, (last - begun).days, 97):
            assert_same(store, begun + timedelta(days=day))


def test_database_of_an_older_version_is_counted_when_it_is_opened(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db", create=True) as store:
        store.add(pages_of(5, 80, within=60), coded_with="one")
        join_stored(store, VERSIONS, clock=clock)
        before = dump(store)
    with sqlite3.connect(tmp_path / "a.db") as connection:
        for kind, name in connection.execute(
            "SELECT type, name FROM sqlite_master WHERE type = 'trigger' AND name IN ('columns_untallied',"
            " 'pages_dated', 'pages_redated', 'copies_added', 'copies_removed') OR type = 'table' AND name IN"
            " ('tallies', 'told_pages', 'tallied', 'untallied_events', 'untallied_copies', 'dated_pages')"
            " ORDER BY type DESC"
        ).fetchall():
            connection.execute(f"DROP {kind} {name}")
        connection.execute("PRAGMA user_version = 5")
    with open_store(tmp_path / "a.db") as store:
        assert dump(store) == ([], [])
        _, last = days_of(store)
        unusual_week(store, until=last.isoformat())
        assert not unsettled(store.file.connection)
        assert dump(store)[0] == before[0]
        assert_same(store, last)


def test_counting_in_small_parts_gives_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(tmp_path / "a.db", create=True) as store:
        store.add(pages_of(6, 80, within=600), coded_with="one")
        join_stored(store, VERSIONS, clock=clock)
        before = dump(store)
        with store.file.writing() as cursor:
            cursor.execute("DELETE FROM tallies")
            cursor.execute("DELETE FROM told_pages")
            cursor.execute("UPDATE tallied SET event = 0")
            monkeypatch.setattr("bede.store.tallies.PAGES", 7)
            monkeypatch.setattr("bede.store.tallies.EVENTS", 11)
            settle(cursor)
        assert dump(store) == before
        with store.file.writing() as cursor:
            for (key,) in cursor.execute("SELECT id FROM events").fetchall():
                cursor.execute("DELETE FROM events WHERE id = ?", (key,))
            settle(cursor)
        assert dump(store) == ([], [])


def dump(store: Store) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """All counts."""
    return list(store.file.rows("SELECT * FROM tallies")), list(store.file.rows("SELECT * FROM told_pages"))
