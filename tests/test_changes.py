"""The log of what runs changed: which id follows which, and by which page or decision."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bede.ledger import Change, Right
from bede.lexicon.tables import DATA
from bede.model import Article, Report, Story
from bede.store import Store, StoreError, open_store
from bede.store import file as files
from bede.store.changes import changes, compared, joinings
from bede.store.decisions import decide, undo
from bede.store.joining import join_stored, rejoin
from bede.store.writing import as_json
from builders import article, event, party, report, when

VERSIONS = ("1", "m", ())


def clock() -> datetime:
    """Always the same moment."""
    return datetime(2024, 5, 2, 12, tzinfo=UTC)


def told(name: str, *, published: str = "2024-05-14", text: str = "") -> tuple[Article, list[Report]]:
    """A page that tells of one accusation."""
    text = text or "Kenya accused Somalia on Monday of shelling the border town of Mandera."
    page = article(text, page=name, published=published, publisher=f"{name} Herald", url=f"http://example.org/{name}")
    sides = [
        party(words, text, country=code, sectors=("GOV",)) for words, code in (("Kenya", "KEN"), ("Somalia", "SOM"))
    ]
    one = report(page, actors=(sides[0],), recipients=(sides[1],), date=when("Monday", "2024-05-13", text))
    return page, [one]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "news.db", create=True) as opened:
        yield opened


def add(store: Store, *coded: tuple[Article, list[Report]]) -> list[Change]:
    """Store and join pages; what that changed."""
    store.add(coded, coded_with="one")
    before = joinings(store)
    join_stored(store, VERSIONS, clock=clock)
    return changes(store, after=before[-1][0] if before else 0)


def events_of(found: Iterable[Change]) -> list[Change]:
    """The changes of events."""
    return [change for change in found if change.kind == "event"]


def test_what_is_new_is_told_with_its_page(store: Store):
    page, (one,) = told("a")
    (change,) = add(store, (page, [one]))
    (found,) = store.events()
    assert (change.run, change.time, change.kind, change.change) == (1, "2024-05-02T12:00:00.000Z", "event", "new")
    assert (change.before, change.after, change.pages) == ((), (found.id,), (page.page_id,))
    assert change.what == "ACCUSE: Kenya → Somalia; 2024-05-13"


def test_an_event_keeps_its_id_when_a_later_page_tells_of_it(store: Store):
    add(store, told("a"))
    (before,) = store.events()
    later = told("b", published="2024-05-15")
    (change,) = add(store, later)
    (after,) = store.events()
    assert before.id == after.id
    assert (change.change, change.before, change.after, change.pages) == (
        "changed", (before.id,), (after.id,), (later[0].page_id,),
    )  # fmt: skip
    assert {"reports", "outlets", "pages"} <= set(change.fields)


def test_an_earlier_page_gives_an_event_another_id_and_the_log_says_which_follows(store: Store):
    add(store, told("a"))
    (before,) = store.events()
    (change,) = add(store, told("b", published="2024-05-13"))
    (after,) = store.events()
    assert before.id != after.id
    (follow,) = change.follows
    assert (change.change, follow.before, follow.after, follow.shared) == ("renamed", before.id, after.id, 1)
    with pytest.raises(StoreError, match=f"since run 2 it is {after.id}"):
        store.find(before.id)


def test_an_event_that_is_not_touched_is_not_in_the_log(store: Store):
    add(store, told("a"))
    other = article("Envoys of Peru and Chile met in Lima.", page="c", published="2024-06-02")
    sides = tuple(party(words, other.text, country=words[:3].upper()) for words in ("Peru", "Chile"))
    found = add(store, (other, [report(other, act="CONSULT", trigger="met", actors=sides, recipients=())]))
    assert [change.change for change in found] == ["new"]


def test_decisions_merge_split_and_correct_and_are_named(store: Store):
    one, other = told("a"), told("b", text="In Geneva Kenya accused Somalia on Monday of hiding spies.")
    apart = replace(other[1][0], date=when("Monday", "2024-04-01", other[0].text))
    add(store, one, (other[0], [apart]))
    first = {found.id for found in store.events()}
    assert len(first) == 2
    made = decide(store, "same", [one[1][0].id, apart.id], user="anna", clock=clock)
    rejoin(store, clock=clock)
    (change,) = events_of(changes(store, after=1))
    assert (change.change, set(change.before), change.decisions) == ("merged", first, (made.id,))
    back = undo(store, made.id, user="ben", clock=clock)
    rejoin(store, clock=clock)
    (change,) = events_of(changes(store, after=2))
    assert (change.change, set(change.after), change.decisions) == ("split", first, (back.id,))
    wrong = decide(store, "wrong-code", [apart.id], right=Right(act="REJECT"), user="anna", clock=clock)
    rejoin(store, clock=clock)
    found = {change.change: change for change in changes(store, after=3) if change.kind != "story"}
    assert (found["corrected"].kind, found["corrected"].decisions) == ("report", (wrong.id,))
    assert (found["changed"].decisions, "act" in found["changed"].fields) == ((wrong.id,), True)
    assert [change.run for change in changes(store, of=apart.id)] == [4]
    assert [change.run for change in events_of(changes(store, after=1, until=3))] == [2, 3]
    assert changes(store, since="2024-05-03") == []


def test_a_report_that_is_gone_takes_its_event_along(store: Store):
    page, reports = told("a")
    add(store, (page, reports))
    store.add([(page, [])], coded_with="two")
    join_stored(store, VERSIONS, clock=clock)
    assert [change.change for change in changes(store, after=1)] == ["gone"]
    assert list(store.events()) == []


def test_where_several_take_the_place_of_several_each_follows_the_most_alike():
    page = article()
    reports = [replace(report(page), id=f"{number:016}") for number in range(6)]
    parts_before = {"a" * 16: reports[:3], "b" * 16: reports[3:]}
    parts_after = {"c" * 16: reports[:2], "d" * 16: reports[2:]}
    before, after = (
        {key: replace(event(*part), id=key) for key, part in parts.items()} for parts in (parts_before, parts_after)
    )
    ids = [{key: [one.id for one in part] for key, part in parts.items()} for parts in (parts_before, parts_after)]
    (change,) = compared(before, after, *ids)
    assert change.change == "regrouped"
    assert [(one.before[0], one.after[0], one.shared) for one in change.follows] == [
        ("b", "d", 3),
        ("a", "c", 2),
        ("a", "d", 1),
    ]


def test_a_story_is_followed_through_the_new_ids_of_its_events():
    one = Story(id="1" * 16, title="Airspace", actors=(), events=("x", "y"), links=(), earliest=None, latest=None)
    other = replace(one, id="2" * 16, events=("z", "y"))
    (change,) = compared({one.id: one}, {other.id: other}, {one.id: ["z", "y"]}, {other.id: other.events})
    assert (change.kind, change.change, change.what) == ("story", "renamed", "Airspace")


def test_the_command_prints_the_last_run_or_more_and_draws_it(bede, store: Store):
    add(store, told("a"))
    add(store, told("b", published="2024-05-13"))
    path = store.path
    assert [one["change"] for one in bede("changes", path).records] == ["renamed"]
    assert [one["run"] for one in bede("changes", path, "--since", "2024-01-01").records] == [1, 2]
    assert [one["run"] for one in bede("changes", path, "--run", 0, "--run", 1).records] == [1]
    assert [one["run"] for one in bede("changes", path, "--runs").records] == [1, 2]
    assert bede("changes", path, "--change", "merged").err == "bede: nothing changed\n"
    shown = bede("changes", path, "--run", 0, "--show").out.splitlines()
    assert shown[0] == "run 1, 2 May 2024, 12:00 UTC"
    assert shown[1].startswith("new         ")
    assert shown[2] == "            by page a"
    assert shown[4] == "run 2, 2 May 2024, 12:00 UTC"
    assert bede("changes", path, "--run", 0, "--run", 1, "--run", 2).code == 2


def test_a_database_of_the_first_schema_is_brought_to_this_one_and_joined(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    old = tmp_path / "old.db"
    (page, (one,)), (later, (two,)) = told("a"), told("b", published="2024-05-15")
    first = (DATA / "schema" / "0001_first.sql").read_text()
    with sqlite3.connect(old) as connection:
        connection.executescript(f"{first}; PRAGMA application_id = {files.APPLICATION}; PRAGMA user_version = 1")
        connection.execute(
            "INSERT INTO articles VALUES (?, 'a', NULL, NULL, '2024-05-14', 'a Herald', ?, 'one', ?)",
            (page.page_id, page.text, as_json(page)),
        )
        connection.execute("INSERT INTO names VALUES (?, 'a')", (page.page_id,))
        connection.execute(
            "INSERT INTO reports VALUES (1, ?, ?, 6, ?, ?)", (one.id, page.page_id, page.text, as_json(one))
        )
        was = as_json(event(one))
        connection.execute(
            "INSERT INTO events VALUES (?, 'ACCUSE', 'ACCUSE', 'actual', NULL, NULL, NULL, ?)", (event(one).id, was)
        )
        connection.execute("INSERT INTO event_reports VALUES (?, ?)", (event(one).id, one.id))
        connection.execute("INSERT INTO dropped VALUES ('x', 'read', 'binary')")
    with open_store(old) as store:
        assert [(one.outlet, one.pages, one.dropped, one.reports) for one in store.denominators()] == [
            (None, 0, 1, 0),
            ("a Herald", 1, 0, 1),
        ]
        store.add([(later, [two])], coded_with="one")
        join_stored(store, VERSIONS, clock=clock)
        (found,) = store.events()
        assert set(found.reports) == {one.id, two.id}
        assert json.loads(was)["id"] == found.id
