"""Runs: the same pages twice change nothing, a run that was stopped goes on, any number of processes gives the same."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bede import engine, lexicon
from bede.engine import Known, run
from bede.lexicon import Lexicon
from bede.model import Article, Dropped, Manifest
from bede.store import Store, open_store

TOWNS = ("Ankara", "Athens", "Lima", "Quito", "Paris", "Berlin", "Madrid", "Rome", "Tokyo", "Seoul")
RULE = """
[[rule]]
act = "ACCUSE"
verbs = ["resemble"]
yes = ["Ankara resembles Athens."]
no = ["Ankara rests."]
"""


@pytest.fixture(scope="module")
def rules() -> Lexicon:
    return lexicon.load()


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Ten pages, one of them under two names, and two that are no pages."""
    file = tmp_path / "pages.jsonl"
    lines = [
        json.dumps(
            {"id": f"page-{number}", "text": f"{one} accused {other} of spying on Friday.", "published": "2024-04-28"}
        )
        for number, (one, other) in enumerate(zip(TOWNS, (*TOWNS[1:], TOWNS[0]), strict=True))
    ]
    again = json.dumps({**json.loads(lines[0]), "id": "again"})
    file.write_text("\n".join([*lines[:5], "nonsense", *lines[5:], again, '{"id": "empty", "text": ""}']) + "\n")
    return file


def dump(path: Path) -> list[tuple[object, ...]]:
    """Every row of every table, in the order in which it is kept."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sentences_%' ORDER BY name"
    with sqlite3.connect(path) as connection:
        tables = [name for (name,) in connection.execute(query)]
        return [(name, *row) for name in tables for row in connection.execute(f"SELECT * FROM {name}")]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "news.db", create=True) as opened:
        yield opened


def counts(manifest: Manifest) -> dict[str, int]:
    """What was counted, by name."""
    return dict(manifest.counts)


def test_a_run_stores_pages_and_joins_them_and_counts_what_it_did(store: Store, pages: Path, rules: Lexicon):
    manifest = run([pages], store=store, lexicon=rules)
    found = counts(manifest)
    assert (found["pages"], found["coded"], found["known"], found["dropped"]) == (13, 10, 1, 2)
    assert found["articles"] == 10
    assert found["reports"] >= 10
    assert found["events"] == len(store.events()) >= 10
    assert store.counts() == {name: found[name] for name in ("articles", "reports", "copies", "events", "stories")}
    assert [count for _, count in manifest.dropped] == [1, 1]
    assert {reason for reason, _ in manifest.dropped} == {record.reason for record in store.dropped()}
    assert store.article("again") == store.article("page-0")
    assert store.last_run() == manifest
    assert dict(manifest.lexicon) == rules.fingerprint()
    (accused,) = store.events(actor="TUR", recipient="GRC", text="spying", type="ACCUSE")
    assert store.reports_of(accused)[0].sentence.text == "Ankara accused Athens of spying on Friday."


def test_a_second_run_changes_nothing_and_says_so(store: Store, pages: Path, rules: Lexicon):
    first = run([pages], store=store, lexicon=rules)
    before = dump(store.path)
    second = run([pages], store=store, lexicon=rules)
    assert dump(store.path) == before
    assert second.id == first.id
    assert (counts(second)["coded"], counts(second)["known"]) == (0, 11)
    assert {**counts(second), "coded": 10, "known": 1} == counts(first)


def test_progress_gets_what_became_of_each_page_in_order(store: Store, pages: Path, rules: Lexicon):
    told: list[Article | Dropped] = []
    run([pages], store=store, lexicon=rules, progress=told.append)
    names = [page.page if isinstance(page, Article) else page.id for page in told]
    assert names[:5] == [f"page-{number}" for number in range(5)]
    assert names[-2:] == ["again", "empty"]
    assert len(told) == 13
    told.clear()
    run([pages], store=store, lexicon=rules, progress=told.append)
    assert sum(isinstance(page, Known) for page in told) == 11


def test_a_run_that_was_stopped_goes_on_and_ends_as_one_that_was_not(
    store: Store, pages: Path, rules: Lexicon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(engine, "STORED", 2)
    monkeypatch.setattr(engine, "BATCH", 2)
    seen = 0

    def stop(page: Article | Dropped) -> None:
        nonlocal seen
        seen += 1
        if seen == 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run([pages], store=store, lexicon=rules, progress=stop)
    assert store.counts()["articles"] == 4
    assert store.last_run() is None
    manifest = run([pages], store=store, lexicon=rules)
    assert (counts(manifest)["coded"], counts(manifest)["known"]) == (6, 5)
    with open_store(tmp_path / "whole.db", create=True) as whole:
        run([pages], store=whole, lexicon=rules)
        assert list(whole.events()) == list(store.events())
        assert (whole.stories(), whole.copies(), whole.state()) == (store.stories(), store.copies(), store.state())
    rows = [row for row in dump(store.path) if row[0] != "runs"]
    assert rows == [row for row in dump(tmp_path / "whole.db") if row[0] != "runs"]


def test_a_run_that_was_stopped_before_joining_joins_the_next_time(
    store: Store, pages: Path, rules: Lexicon, monkeypatch: pytest.MonkeyPatch
):
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(engine, "join", stopped)
        with pytest.raises(KeyboardInterrupt):
            run([pages], store=store, lexicon=rules)
    assert store.counts()["articles"] == 10
    manifest = run([pages], store=store, lexicon=rules)
    assert counts(manifest)["coded"] == 0
    assert len(store.events()) == counts(manifest)["events"] > 0


def test_more_pages_join_those_that_are_there(store: Store, pages: Path, rules: Lexicon, tmp_path: Path):
    more = tmp_path / "more.jsonl"
    more.write_text('{"id": "more", "text": "Ankara on Friday accused Athens of spying.", "published": "2024-04-28"}\n')
    run([pages], store=store, lexicon=rules)
    manifest = run([more], store=store, lexicon=rules)
    assert (counts(manifest)["pages"], counts(manifest)["articles"]) == (1, 11)
    (accused,) = store.events(actor="TUR", recipient="GRC", type="ACCUSE")
    assert len(accused.reports) == 2


def test_another_lexicon_codes_anew_and_the_first_one_again(store: Store, tmp_path: Path, rules: Lexicon):
    page = tmp_path / "page.jsonl"
    page.write_text('{"id": "a", "text": "Ankara resembles Athens."}\n')
    extra = (tmp_path / "mine.toml",)
    extra[0].write_text(RULE)
    run([page], store=store, lexicon=rules)
    assert len(store.events(type="ACCUSE")) == 0
    mine = run([page], store=store, lexicon=lexicon.load(extra), extra=extra)
    assert counts(mine)["coded"] == 1
    assert len(store.events(type="ACCUSE")) == 1
    assert str(extra[0]) in dict(mine.lexicon)
    run([page], store=store, lexicon=rules)
    assert len(store.events(type="ACCUSE")) == 0


def test_another_list_of_export_columns_codes_nothing_anew(
    store: Store, pages: Path, rules: Lexicon, monkeypatch: pytest.MonkeyPatch
):
    first = run([pages], store=store, lexicon=rules)
    hashes = rules.fingerprint()
    monkeypatch.setattr(Lexicon, "fingerprint", lambda _: hashes | {"export/columns.tsv": "another"})
    second = run([pages], store=store, lexicon=rules)
    assert counts(second)["coded"] == 0
    monkeypatch.setattr(Lexicon, "fingerprint", lambda _: hashes | {"rules/accuse.toml": "another"})
    assert counts(run([pages], store=store, lexicon=rules))["coded"] == counts(first)["coded"]


def test_two_processes_give_what_one_gives(
    store: Store, pages: Path, rules: Lexicon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(engine, "BATCH", 3)
    one = run([pages], store=store, lexicon=rules)
    with open_store(tmp_path / "two.db", create=True) as two:
        assert run([pages], store=two, lexicon=rules, jobs=2) == one
    assert dump(tmp_path / "two.db") == dump(store.path)
