"""Joining what is stored: whatever the order and the batches, it gives what all pages at once give, byte for byte."""

from __future__ import annotations

import random
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bede.flow import code_articles, read_articles
from bede.ledger import Right
from bede.lexicon import Lexicon
from bede.merge import cells, copies, merge
from bede.model import Article, Report, Story
from bede.store import Store, joining, open_store, reprinted
from bede.store.changes import joinings
from bede.store.decisions import decide, decisions, undo
from bede.store.joining import join_stored, rejoin, settled
from bede.store.tallies import unsettled
from bede.story import thread
from bede.verdicts import constraints, resolved, standing, subject_of
from planted import World
from planted_stories import plant

EXAMPLES = Path(__file__).parents[1] / "examples"
NOON = datetime(2024, 5, 2, 12, tzinfo=UTC)
VERSIONS = ("1", "m", ())
Coded = tuple[Article, list[Report]]


def clock() -> datetime:
    """Always the same moment."""
    return NOON


def coded(world: World) -> list[Coded]:
    """The pages of a world, each with its reports."""
    reports: dict[str, list[Report]] = defaultdict(list)
    for report in world.reports:
        reports[report.page_id].append(report)
    return [(article, reports[article.page_id]) for article in world.articles.values()]


TABLES = {
    "events": "id, act, event_type, status, earliest, latest, first_published, record, block",
    "event_reports": "*",
    "event_parties": "*",
    "stories": "*",
    "story_events": "*",
    "traces": "*",
    "trails": "*",
    "bonds": "*",
    "copies": "*",
    "articles": "*",
    "reports": "id, page_id, start, sentence, record, coded",
    "denominators": "*",
    "dated_pages": "*",
    "names": "*",
}


def everything(store: Store) -> list[tuple[Any, ...]]:
    """What stands in a database, but for numbers and the log, which tell how it came there."""
    with sqlite3.connect(store.path) as connection:
        found = [
            (table, *row)
            for table, columns in TABLES.items()
            for row in sorted(connection.execute(f"SELECT {columns} FROM {table}"), key=repr)
        ]
        filed = connection.execute(
            "SELECT f.cell, r.id FROM filed f JOIN reports r ON r.number = f.report ORDER BY 1, 2"
        )
        found += [("filed", *row) for row in filed]
        found += [("tallies", *row) for row in tallies(connection)]
        words = "SELECT a.words, b.words FROM kin k JOIN texts a ON a.number = text JOIN texts b ON b.number = other"
        found += [("kin", *row) for row in sorted(connection.execute(words))]
        assert connection.execute("SELECT count(*) FROM unjoined").fetchone() == (0,)
        assert not unsettled(connection)
    return found


def tallies(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
    """How many pages tell of what in each stretch of days, by name."""
    names = dict(connection.execute("SELECT number, key FROM terms"))
    rows = connection.execute("SELECT one, other, type, stretch, pages, first, days FROM tallies")
    return sorted(
        (*sorted(names.get(number, "") for number in row[:2]), names.get(row[2], ""), *row[3:6], row[6].hex())
        for row in rows
    )


def stored(path: Path, parts: Sequence[Sequence[Coded]]) -> Store:
    """A store that pages came to in parts, each joined."""
    store = open_store(path, create=True)
    for part in parts:
        store.add(part, coded_with="one")
        join_stored(store, VERSIONS, clock=clock)
    return store


@pytest.fixture(scope="module")
def world() -> list[Coded]:
    """Some hundred pages of which many tell of the same."""
    return coded(World(5).fill(150))


@pytest.fixture(scope="module")
def whole(world: list[Coded], tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Any, ...]]:
    """What a database holds that all pages came to at once."""
    with stored(tmp_path_factory.mktemp("whole") / "a.db", [world]) as store:
        return everything(store)


def test_all_at_once_is_what_merging_and_threading_give(world: list[Coded], tmp_path: Path):
    with stored(tmp_path / "a.db", [world]) as store:
        reports, articles = list(store.reports()), {article.page_id: article for article in store.articles()}
        copy_of = copies(articles.values())
        assert store.copies() == copy_of
        events = merge(reports, articles=articles, copy_of=copy_of)
        assert sorted(store.events(), key=lambda event: event.id) == sorted(events, key=lambda event: event.id)
        stories = thread(events, reports={report.id: report for report in reports}, articles=articles)
        assert sorted(store.stories(), key=lambda one: one.id) == sorted(stories, key=lambda one: one.id)
        assert len(events) < len(reports)
        assert len(copy_of) > 5


@pytest.mark.parametrize("seed", range(4))
def test_any_order_and_any_batches_give_the_same(
    seed: int, world: list[Coded], whole: list[tuple[Any, ...]], tmp_path: Path
):
    with stored(tmp_path / "a.db", parts_of(world, random.Random(seed))) as store:
        assert everything(store) == whole


@pytest.fixture(scope="module")
def examples(lexicon: Lexicon) -> list[Coded]:
    """The pages of the examples."""
    found = code_articles(read_articles([EXAMPLES]), lexicon=lexicon)
    return [(article, list(reports)) for article, reports in found if isinstance(article, Article)]


def test_any_order_and_any_batches_of_the_examples_give_the_same(examples: list[Coded], tmp_path: Path):
    with stored(tmp_path / "whole.db", [examples]) as store:
        whole = everything(store)
    for seed in range(3):
        with stored(tmp_path / f"{seed}.db", parts_of(examples, random.Random(seed))) as store:
            assert everything(store) == whole


def parts_of(pages: Sequence[Coded], rng: random.Random) -> list[list[Coded]]:
    """Pages in any order, a few or many at a time."""
    order = list(pages)
    rng.shuffle(order)
    cuts = sorted(rng.sample(range(1, len(order)), 12))
    return [order[first:last] for first, last in zip([0, *cuts], [*cuts, len(order)], strict=True)]


def test_decisions_between_the_parts_give_the_same_as_decisions_at_the_end(world: list[Coded], tmp_path: Path):
    rng = random.Random(11)
    with stored(tmp_path / "whole.db", [world]) as store:
        events = list(store.events())
        reports = list(store.reports())
        twins = rng.sample([event for event in events if len(event.reports) > 1], 6)
        single = [event for event in events if len(event.reports) == 1]
        alone = rng.sample(single, min(8, len(single) // 2 * 2))
    made = [("not-the-same", (event.reports[0], event.reports[-1])) for event in twins]
    made += [("same", (one.reports[0], other.reports[0])) for one, other in zip(alone[::2], alone[1::2], strict=True)]
    made += [
        ("same", (twins[0].reports[0], twins[1].reports[0])),
        ("same", (twins[0].reports[0], twins[0].reports[-1])),
    ]
    made += [("wrong-code", (report.id,)) for report in rng.sample(reports, 3)]
    found = []
    for number in range(3):
        with open_store(tmp_path / f"{number}.db", create=True) as store:
            waiting = list(enumerate(made))
            for part in [world] if number == 0 else parts_of(world, rng):
                store.add(part, coded_with="one")
                join_stored(store, VERSIONS, clock=clock)
                here = {report.id for report in store.reports()}
                for item in list(waiting):
                    place, (verdict, keys) = item
                    if here.issuperset(keys):
                        waiting.remove(item)
                        moment = NOON + timedelta(minutes=place)
                        one = decide(store, verdict, keys, user="anna", clock=lambda moment=moment: moment)
                        if place % 4 == 3:
                            undo(store, one.id, user="ben", clock=lambda: NOON)
                if number < 2:
                    rejoin(store, clock=clock)
            rejoin(store, clock=clock)
            assert len(decisions(store)) == len(made) + len(made) // 4
            found.append(everything(store))
            held = resolved(standing(decisions(store)), map(subject_of, store.reports()))
            asked = constraints(held)
            told = [report for report in store.reports() if not any(one.field == "report" for one in report.corrected)]
            articles = {article.page_id: article for article in store.articles()}
            whole = merge(told, articles=articles, copy_of=store.copies(), together=asked.together, apart=asked.apart)
            assert {event.id: event for event in store.events()} == {event.id: event for event in whole}
    assert found[0] == found[1] == found[2]


def test_only_rows_that_differ_are_written(world: list[Coded], tmp_path: Path):
    with stored(tmp_path / "a.db", [world[:-1]]) as store:
        with sqlite3.connect(store.path) as connection:
            before = dict(connection.execute("SELECT id, rowid FROM events").fetchall())
            records = dict(connection.execute("SELECT id, record FROM events").fetchall())
        store.add(world[-1:], coded_with="one")
        join_stored(store, VERSIONS, clock=clock)
        with sqlite3.connect(store.path) as connection:
            after = dict(connection.execute("SELECT id, rowid FROM events").fetchall())
            same = {
                key for key, record in connection.execute("SELECT id, record FROM events") if records.get(key) == record
            }
        assert len(same) > 0.9 * len(before)
        assert all(after[key] == before[key] for key in same)


def test_a_page_that_is_coded_anew_replaces_what_it_told(world: list[Coded], tmp_path: Path):
    page, reports = next(item for item in world if len(item[1]) > 1)
    rest = [item for item in world if item[0] is not page]
    with (
        stored(tmp_path / "a.db", [world]) as store,
        stored(tmp_path / "b.db", [[*rest, (page, reports[1:])]]) as other,
    ):
        store.add([(page, reports[1:])], coded_with="two")
        join_stored(store, VERSIONS, clock=clock)
        apart = [row for row in everything(store) if row[0] != "articles"]
        assert apart == [row for row in everything(other) if row[0] != "articles"]


def test_of_pages_of_one_content_the_same_one_stands_whichever_came_first(world: list[Coded], tmp_path: Path):
    page, reports = world[0]
    twin = replace(page, page="another name", publisher="Zebra Post")
    told = [replace(report, page=twin.page) for report in reports]
    parts = [[(page, reports)], [(twin, told)]]
    with stored(tmp_path / "a.db", parts) as one, stored(tmp_path / "b.db", parts[::-1]) as other:
        assert everything(one) == everything(other)


def test_nothing_is_written_where_nothing_is_new(world: list[Coded], tmp_path: Path):
    with stored(tmp_path / "a.db", [world]) as store:
        before = store.path.read_bytes()
        total = store.file.connection.total_changes
        join_stored(store, VERSIONS, clock=clock)
        assert store.file.connection.total_changes == total
        assert store.path.read_bytes() == before


def test_cells_kept_are_those_of_the_reports(world: list[Coded], tmp_path: Path):
    with stored(tmp_path / "a.db", parts_of(world, random.Random(3))) as store:
        articles = {article.page_id: article for article in store.articles()}
        wanted = cells(store.reports(), articles=articles, copy_of=store.copies())
        rows = store.file.rows("SELECT r.id, count(*) FROM filed f JOIN reports r ON r.number = f.report GROUP BY 1")
        assert dict(rows) == {key: len(set(names)) for key, names in wanted.items()}


@pytest.fixture(scope="module")
def threaded() -> list[Coded]:
    """Pages of stories that pause, change their words and meet in busy parties."""
    planted = plant(events=330, seed=4)
    reports: dict[str, list[Report]] = defaultdict(list)
    for report in planted.reports.values():
        reports[report.page_id].append(report)
    return [(article, reports[article.page_id]) for article in planted.articles.values()]


def whole_stories(store: Store) -> dict[str, Story]:
    """The stories that threading all stored events at once gives, by id."""
    reports = {report.id: report for report in store.reports()}
    articles = {article.page_id: article for article in store.articles()}
    return {story.id: story for story in thread(list(store.events()), reports=reports, articles=articles)}


@pytest.mark.parametrize("seed", range(2))
def test_stories_that_grow_page_by_page_are_those_of_all_events_at_once(
    seed: int, threaded: list[Coded], tmp_path: Path
):
    rng = random.Random(seed)
    half = len(threaded) // 2
    shuffled = rng.sample(threaded, len(threaded))
    parts = [shuffled[:half], *([one] for one in shuffled[half : half + 15]), shuffled[half + 15 :]]
    store = open_store(tmp_path / "a.db", create=True)
    with store, stored(tmp_path / "whole.db", [threaded]) as whole:
        for number, part in enumerate(parts):
            store.add(part, coded_with="one")
            join_stored(store, VERSIONS, clock=clock)
            if number % 8 == 0:
                assert {story.id: story for story in store.stories()} == whole_stories(store)
        assert store.counts()["stories"] > 15
        assert everything(store) == everything(whole)


def test_stories_follow_events_that_leave_part_and_merge(threaded: list[Coded], tmp_path: Path):
    rng = random.Random(6)
    with stored(tmp_path / "a.db", [threaded]) as store:
        before = store.counts()["stories"]
        for step in range(8):
            moment = NOON + timedelta(minutes=step)
            events = rng.sample(list(store.events()), 2)
            long = [event for event in store.events() if len(event.reports) > 1]
            if step % 4 == 0:  # a page loses what it told
                page = store.article(rng.choice(events[0].pages))
                store.add([(page, [])], coded_with=f"again {step}")
                join_stored(store, VERSIONS, clock=clock)
            elif step % 4 == 1:
                decide(store, "same", [one.id for one in events], user="anna", clock=lambda moment=moment: moment)
            elif step % 4 == 2 and long:
                one = rng.choice(long)
                decide(
                    store,
                    "not-the-same",
                    [one.reports[0], one.reports[-1]],
                    user="anna",
                    clock=lambda moment=moment: moment,
                )
            else:
                right = Right(act="THREATEN") if step % 8 == 3 else None
                decide(
                    store, "wrong-code", [events[0].id], right=right, user="anna", clock=lambda moment=moment: moment
                )
            rejoin(store, clock=clock)
            assert {story.id: story for story in store.stories()} == whole_stories(store)
        for decision in decisions(store):
            undo(store, decision.id, user="ben", clock=lambda: NOON)
        rejoin(store, clock=clock)
        assert {story.id: story for story in store.stories()} == whole_stories(store)
        assert before > 15


def test_a_database_of_an_older_version_is_threaded_whole_once(threaded: list[Coded], tmp_path: Path):
    with stored(tmp_path / "a.db", [threaded[:-5]]) as store, stored(tmp_path / "b.db", [threaded]) as other:
        with store.file.writing() as cursor:
            for table in ("traces", "trails", "bonds", "story_events"):
                cursor.execute(f"DELETE FROM {table}")
            cursor.execute("""UPDATE stories SET record = replace(record, '"title": "', '"title": "Old ')""")
        store.add(threaded[-5:], coded_with="one")
        join_stored(store, VERSIONS, clock=clock)
        assert everything(store) == everything(other)


def test_a_new_page_writes_few_stories(threaded: list[Coded], tmp_path: Path):
    with stored(tmp_path / "a.db", [threaded[:-1]]) as store:
        query = "SELECT story_id, number FROM story_columns"
        before = dict(store.file.rows(query))
        store.add(threaded[-1:], coded_with="one")
        join_stored(store, VERSIONS, clock=clock)
        after = dict(store.file.rows(query))
        assert len(before.items() & after.items()) >= len(before) - 5


def test_a_large_joining_in_parts_gives_what_one_at_once_does(
    world: list[Coded], whole: list[tuple[Any, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(joining, "PART", 60)
    with stored(tmp_path / "a.db", [world]) as store:
        assert everything(store) == whole
        assert len(joinings(store)) > 3
        assert len(list(store.file.rows("SELECT id FROM runs"))) == 1


def test_a_decision_waits_where_pages_wait_to_be_joined(world: list[Coded], tmp_path: Path):
    with stored(tmp_path / "a.db", [world[:-2]]) as store:
        assert settled(store)
        store.add(world[-2:], coded_with="one")
        assert settled(store)  # two pages take no time
        store.add(world[:-2], coded_with="two")
        assert not settled(store)
        join_stored(store, VERSIONS, clock=clock)
        assert settled(store)


def test_however_many_texts_are_looked_up_at_a_time_the_same_copies_are_found(
    world: list[Coded], whole: list[tuple[Any, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(reprinted, "SOUGHT", 7)
    monkeypatch.setattr(reprinted, "PAIRS", 11)
    with stored(tmp_path / "a.db", [world]) as store:
        assert everything(store) == whole
