"""The store: twice the same is the same, a kill loses nothing that was done, questions are answered or refused."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bede.model import Dropped, Event, Manifest, Party, Story
from bede.store import Events, Store, StoreError, open_store
from bede.store import file as files
from builders import SENTENCE, article, event, party, place, report, when

TABLES = (
    "articles",
    "names",
    "reports",
    "events",
    "event_reports",
    "event_parties",
    "stories",
    "copies",
    "dropped",
    "runs",
)
TALKS = "Envoys of Peru and Chile met in Lima in May 2024."


def dump(path: Path) -> list[tuple[object, ...]]:
    """Every row of every table."""
    with sqlite3.connect(path) as connection:
        return [(table, *row) for table in TABLES for row in connection.execute(f"SELECT * FROM {table}")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_store(path, create=True) as opened:
        yield opened


def talks(*, page: str = "talks.txt") -> tuple[object, ...]:
    """An article of another event, its report and the event."""
    told = article(TALKS, page=page, published="2024-06-02", url="http://example.org/talks")
    envoys = (party("Peru", TALKS, country="PER"), party("Chile", TALKS, country="CHL"))
    lima = place("Lima", TALKS, country="PER")
    found = report(
        told, act="CONSULT", trigger="met", actors=envoys, recipients=(), places=(lima,),
        date=when("May 2024", "2024-05-01", TALKS, last="2024-05-31"), status="historical",
    )  # fmt: skip
    return told, found, event(found, published="2024-06-02")


def fill(store: Store) -> list[Event]:
    """Store two articles with a report each, and their events."""
    accused = report(date=when("Friday", "2024-04-26"))
    told, met, meeting = talks()
    store.add([(article(), [accused]), (told, [met])], coded_with="one")  # type: ignore[list-item]
    events = [event(accused), meeting]
    store.replace_events(events, [], {})  # type: ignore[arg-type]
    return events  # type: ignore[return-value]


# -- writing -----------------------------------------------------------------------------------------------------------


def test_a_second_identical_write_changes_no_row(store: Store, path: Path):
    manifest = Manifest(id="run", version="1", model="m", lexicon=(("a", "b"),), counts=(("pages", 2),), dropped=())
    story = Story(id="5" * 16, title="Airspace", actors=("TUR",), events=(), links=(), earliest=None, latest=None)

    def write() -> list[tuple[object, ...]]:
        events = fill(store)
        store.add_dropped([Dropped(id="x", stage="read", reason="binary")])
        store.replace_events(events, [story], {"b": "a"}, manifest=manifest)
        return dump(path)

    first = write()
    assert {row[0] for row in first} == set(TABLES)
    assert write() == first
    assert store.last_run() == manifest


def test_an_article_is_coded_anew_where_it_was_coded_with_something_else(store: Store):
    page = article()
    assert store.add([(page, [report()])], coded_with="one") == 1
    assert store.add([(page, [])], coded_with="one") == 0
    assert len(store.reports_on(page.page_id)) == 1
    again = replace(page, text=f"{page.text}\nAnd more.", publisher="Another Herald")
    assert store.add([(again, [report(act="THREATEN")])], coded_with="two") == 1
    assert [found.act for found in store.reports_on(page.page_id)] == ["THREATEN"]
    assert store.article(page.page_id) == again
    with sqlite3.connect(store.path) as connection:
        assert connection.execute("SELECT publisher, text FROM articles").fetchall() == [(again.publisher, again.text)]
    assert store.known(coded_with="one") == set()
    assert store.known(coded_with="two") == {page.page_id}


def test_a_report_that_is_coded_as_before_keeps_its_number(store: Store):
    page = article()
    kept, gone, new = (report(page, act=act) for act in ("ACCUSE", "REJECT", "THREATEN"))

    def numbers() -> dict[str, int]:
        return dict(store.file.rows("SELECT id, number FROM reports"))

    store.add([(page, [gone, kept])], coded_with="one")
    before = numbers()
    store.add([(page, [new, kept])], coded_with="two")
    assert numbers()[kept.id] == before[kept.id]
    assert len(numbers()) == 2


def test_words_of_reports_that_are_gone_are_found_no_more(store: Store):
    page = article(TALKS)
    store.add([(page, [report(page, trigger="met")])], coded_with="one")
    store.add([(page, [])], coded_with="two")
    with sqlite3.connect(store.path) as connection:
        query = "SELECT count(*) FROM sentences WHERE sentences MATCH 'envoys'"
        assert connection.execute(query).fetchone() == (0,)
        connection.execute("INSERT INTO sentences (sentences) VALUES ('integrity-check')")


def test_one_content_under_two_names_is_one_article_found_by_either(store: Store):
    one, other = article(page="a.txt"), article(page="b.txt")
    assert store.add([(one, [report(one)]), (other, [report(other)])], coded_with="one") == 1
    store.add_names([(one.page_id, "c.txt")])
    assert store.counts() == {"articles": 1, "reports": 1, "copies": 0, "events": 0, "stories": 0}
    assert {store.article(name) for name in ("a.txt", "b.txt", "c.txt", one.page_id)} == {one}


def test_what_fails_in_the_middle_leaves_nothing_behind(store: Store):
    def broken() -> Iterator[tuple[object, list[object]]]:
        yield article(), [report()]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.add(broken(), coded_with="one")  # type: ignore[arg-type]
    assert store.counts()["articles"] == 0
    fill(store)
    assert store.counts()["articles"] == 2


def test_records_come_back_as_they_were_stored(store: Store):
    events = fill(store)
    assert list(store.events()) == events
    assert list(store.articles()) == [article(), talks()[0]]
    assert sorted(store.reports(), key=lambda found: found.act) == [
        report(date=when("Friday", "2024-04-26")),
        talks()[1],
    ]
    assert store.reports_of(events[1]) == [talks()[1]]
    assert store.event_of(talks()[1]) == events[1]  # type: ignore[arg-type]


def test_half_surrogates_and_null_characters_come_back_too(store: Store):
    text = "Ank\ud83dara accused Ath\x00ens of it."
    page = article(text, page="odd\udcff.txt")
    odd = Party(text="Ank\ud83dara", start=0, end=7, name="Ank\ud83dara")
    told = report(page, trigger="accused", actors=(odd,), recipients=())
    store.add([(page, [told])], coded_with="one")
    store.replace_events([event(told)], [], {})
    store.add_dropped([Dropped(id="\udcff", stage="read", reason="bad \ud83d")])
    assert list(store.articles()) == [page]
    assert store.reports_on(page.page_id) == [told]
    (row,) = store.events().rows()
    assert (row["start"], row["end"], len(row["sentence"])) == (0, len(text), len(text))


# -- kills -------------------------------------------------------------------------------------------------------------

WRITER = """
import sys
sys.path.insert(0, sys.argv[2])
from builders import article, event, report
from bede.store import open_store
store = open_store(sys.argv[1], create=True)
print("ready", flush=True)
pages = [article(f"Ankara accused Athens of crossing line {n}.", page=f"{n}.txt") for n in range(400)]
told = [report(page) for page in pages]
known = store.known(coded_with="one")
for start in range(0, 400, 4):
    batch = [(page, [found]) for page, found in zip(pages[start:start + 4], told[start:start + 4])]
    store.add([item for item in batch if item[0].page_id not in known], coded_with="one")
store.replace_events([event(found) for found in told], [], {})
"""


def write_until(path: Path, seconds: float | None) -> int:
    """Run the writer and kill it so long after its start; returns how it ended."""
    command = [sys.executable, "-c", WRITER, str(path), str(Path(__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        if seconds is not None:
            kill = threading.Timer(seconds, process.send_signal, [signal.SIGKILL])
            kill.start()
        return process.wait()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL")
def test_a_killed_writer_leaves_a_file_that_opens_and_goes_on(path: Path, tmp_path: Path):
    chance = random.Random(7)
    killed, seen = 0, 0
    for _ in range(6):
        killed += write_until(path, chance.uniform(0.01, 0.15)) == -signal.SIGKILL
        with open_store(path) as store:
            counts = store.counts()
            assert counts["articles"] == counts["reports"] >= seen
            assert counts["articles"] % 4 == 0
            assert counts["events"] in (0, 400)
            seen = counts["articles"]
        with sqlite3.connect(path) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            connection.execute("INSERT INTO sentences (sentences) VALUES ('integrity-check')")
    assert killed >= 3
    assert write_until(path, None) == 0
    assert write_until(tmp_path / "whole.db", None) == 0
    assert dump(path) == dump(tmp_path / "whole.db")


# -- questions ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        ({}, "ACCUSE CONSULT"),
        ({"actor": "TUR"}, "ACCUSE"),
        ({"actor": "tur"}, "ACCUSE"),
        ({"actor": "turkey"}, "ACCUSE"),
        ({"actor": "urke"}, ""),
        ({"actor": "GRC"}, ""),
        ({"recipient": "GRC"}, "ACCUSE"),
        ({"country": "grc"}, "ACCUSE"),
        ({"country": "PER"}, "CONSULT"),
        ({"type": "consult"}, "CONSULT"),
        ({"status": "historical"}, "CONSULT"),
        ({"since": "2024-04-26"}, "ACCUSE CONSULT"),
        ({"since": "2024-04-27"}, "CONSULT"),
        ({"since": "2024-05-31"}, "CONSULT"),
        ({"since": "2024-06-01"}, ""),
        ({"until": "2024-04-26"}, "ACCUSE"),
        ({"until": "2024-04-25"}, ""),
        ({"until": "2024-05"}, "ACCUSE CONSULT"),
        ({"until": "2024"}, "ACCUSE CONSULT"),
        ({"since": "2025"}, ""),
        ({"text": "violating"}, "ACCUSE"),
        ({"text": "violated"}, "ACCUSE"),
        ({"text": '"Peru and Chile"'}, "CONSULT"),
        ({"text": "airspace OR Lima"}, "ACCUSE CONSULT"),
        ({"text": "airspace Lima"}, ""),
        ({"limit": 1}, "ACCUSE"),
        ({"actor": "PER", "type": "CONSULT", "text": "met", "since": "2024-05"}, "CONSULT"),
    ],
)
def test_events_fit_every_filter(store: Store, filters: dict[str, object], wanted: str):
    fill(store)
    assert " ".join(found.act for found in store.events(**filters)) == wanted  # type: ignore[arg-type]


def test_undated_events_come_last_and_only_where_no_day_bounds(store: Store):
    fill(store)
    page = article("Ankara accused Athens of something else.")
    open_end = replace(when("Athens", "2024-05-02", page.text), latest=None)
    undated = report(page, act="REJECT")
    begun = report(page, act="COERCE", date=open_end)
    store.add([(page, [undated, begun])], coded_with="one")
    store.replace_events([event(undated), event(begun), *store.events()], [], {})
    assert [found.act for found in store.events()] == ["ACCUSE", "CONSULT", "COERCE", "REJECT"]
    assert [found.act for found in store.events(since="2024-12-01")] == ["COERCE"]
    assert [found.act for found in store.events(until="2024-04-30")] == ["ACCUSE"]


@pytest.mark.parametrize("text", ['"unclosed', "a AND", "U.S. envoy", "(", "", "*", "COVID-19", "NEAR(", "page:x", "^"])
def test_a_query_that_can_not_be_read_is_refused_with_what_is_expected(store: Store, text: str):
    fill(store)
    with pytest.raises(StoreError) as refused:
        store.events(text=text)
    assert repr(text) in str(refused.value)
    assert "in double quotes" in str(refused.value)


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        ({"since": "May"}, "since 'May': expected a day"),
        ({"until": "2024-5-1"}, "until '2024-5-1': expected a day"),
        ({"status": "done"}, "expected one of negated, hypothetical"),
        ({"type": "FIGHT"}, "expected one of AGREE"),
        ({"country": "US"}, "three letters"),
    ],
)
def test_a_filter_that_nothing_could_fit_is_refused(store: Store, filters: dict[str, str], words: str):
    with pytest.raises(StoreError, match=words):
        store.events(**filters)  # type: ignore[arg-type]


def test_a_name_is_matched_by_whole_words_whatever_their_case(store: Store):
    told = report(actors=(party("Ankara", name="Élodie Saint-Rémy", kind="person"),))
    store.add([(article(), [told])], coded_with="one")
    store.replace_events([event(told)], [], {})
    assert [len(store.events(actor=name)) for name in ("saint-rémy", "ÉLODIE", "Rémy", "us", "Elo", ".")] == [
        1,
        1,
        1,
        0,
        0,
        0,
    ]


def test_beginnings_of_ids_find_records_and_say_where_they_are_not_enough(store: Store):
    events = fill(store)
    twin = replace(events[0], id=events[0].id[:10] + "0" * 6)
    store.replace_events([events[0], twin], [], {})
    assert store.find(events[0].id) == events[0]
    assert store.find(events[0].id[:11]) in (events[0], twin)
    told = report()
    assert store.find(told.id[:8]) == replace(told, date=when("Friday", "2024-04-26"))
    with pytest.raises(StoreError, match="beginning of 2 ids"):
        store.find(events[0].id[:9])
    with pytest.raises(StoreError, match="no event, story or report"):
        store.find("f" * 16 if not events[0].id.startswith("f") else "0" * 16)
    for key in ("abc", "", "*" * 8, "a-b-c-d-e-f", "ABCDEF123", "zzzzzzzz", "1" * 17):
        with pytest.raises(StoreError, match="is no id"):
            store.find(key)


def test_a_page_is_found_by_name_id_and_the_beginning_of_it(store: Store):
    fill(store)
    page = article()
    assert store.article(page.page_id[:7]) == store.article("page.txt") == page
    changed = article("Ankara accused Athens again.", page="page.txt")
    store.add([(changed, [])], coded_with="one")
    with pytest.raises(StoreError, match=f"2 pages came as 'page.txt'.*{changed.page_id}"):
        store.article("page.txt")
    with pytest.raises(StoreError, match=r"no page 'nowhere.txt'"):
        store.article("nowhere.txt")


def test_the_state_depends_on_pages_and_coding_not_on_order(tmp_path: Path):
    one, other = article(), talks()[0]
    states = []
    for number, pages in enumerate(([one, other], [other, one], [one])):
        with open_store(tmp_path / f"{number}.db", create=True) as store:
            for page in pages:
                store.add([(page, [])], coded_with="one")  # type: ignore[list-item]
            states.append(store.state())
    assert states[0] == states[1] != states[2]


# -- tables ------------------------------------------------------------------------------------------------------------


def test_rows_carry_the_sentence_of_the_first_report(store: Store):
    fill(store)
    rows = store.events().rows()
    assert [(row["sentence"], row["page"], row["url"]) for row in rows] == [
        (SENTENCE, "page.txt", None),
        (TALKS, "talks.txt", "http://example.org/talks"),
    ]
    assert rows[0]["rule"] == "rules/accuse.toml:5"
    assert SENTENCE[rows[0]["start"] : rows[0]["end"]] == SENTENCE


def test_quotes_are_the_sentences_of_all_reports_in_the_events_order(store: Store):
    told, met, _ = talks()
    accused = report()
    store.add([(article(), [accused]), (told, [met])], coded_with="one")  # type: ignore[list-item]
    both = event(met, accused)  # type: ignore[arg-type]
    store.replace_events([both], [], {})
    assert [(quote.report, quote.text) for quote in store.quotes(both)] == [
        (met.id, TALKS),  # type: ignore[attr-defined]
        (accused.id, SENTENCE),
    ]


def test_events_are_a_sequence(store: Store):
    events = fill(store)
    found = store.events()
    assert (len(found), found[0], found[-1:]) == (2, events[0], (events[1],))
    assert Events(events).rows()[0]["sentence"] is None


# -- files -------------------------------------------------------------------------------------------------------------


def test_a_file_that_is_not_there_names_the_command_that_makes_one(path: Path):
    with pytest.raises(StoreError, match=r"no such file; make one: bede run PAGES --db .*news.db"):
        open_store(path)
    assert not path.exists()


def test_what_is_no_database_of_bede_is_refused_and_left_as_it_is(tmp_path: Path):
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE mine (a)")
    text = tmp_path / "text.db"
    text.write_text("no database, but long enough to have a header of a hundred bytes " * 4)
    empty = tmp_path / "empty.db"
    empty.touch()
    before = other.read_bytes()
    for file, create, words in (
        (other, True, "not one of Bede"),
        (other, False, "not one of Bede"),
        (text, True, "not a database"),
        (empty, False, "empty"),
        (tmp_path, True, "a folder"),
        (tmp_path / "none" / "x.db", True, "no such folder"),
    ):
        with pytest.raises(StoreError, match=words):
            open_store(file, create=create)
    assert other.read_bytes() == before


def test_a_newer_schema_is_refused(store: Store, path: Path):
    store.close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="schema 99, made by a newer Bede"):
        open_store(path)


def test_an_older_file_gets_the_migrations_that_it_lacks(
    store: Store, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    events = fill(store)
    store.close()
    schema = tmp_path / "schema"
    shutil.copytree(files.SCHEMA, schema)
    (schema / "9998_more.sql").write_text("CREATE TABLE more (a TEXT) STRICT;")
    monkeypatch.setattr(files, "SCHEMA", schema)
    with open_store(path) as opened:
        assert list(opened.events()) == events
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM more").fetchone() == (0,)
    (schema / "9999_broken.sql").write_text("CREATE TABLE least (a TEXT) STRICT; CREATE TABLE more (a TEXT);")
    with pytest.raises(StoreError, match="already exists"):
        open_store(path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'least'").fetchone() == (0,)


def as_nobody(do: Callable[[], None]) -> int:
    """Do something in a process that permissions bind; 0 where it went well."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            if os.getuid() == 0:
                os.setuid(65534)
            do()
            status = 0
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.fixture
def locked(path: Path, store: Store) -> Iterator[Path]:
    """A file with events in a folder that nobody can write to, and that everybody can reach."""
    fill(store)
    store.close()
    folder = Path(tempfile.mkdtemp())
    shutil.copy(path, folder / "news.db")
    (folder / "news.db").chmod(0o444)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no permissions to test with")
def test_a_file_in_a_folder_that_can_not_be_written_is_read(locked: Path):
    def read() -> None:
        with open_store(locked / "news.db") as store:
            assert len(store.events(text="airspace", actor="Turkey")) == 1
            with pytest.raises(StoreError, match="can not be written"):
                store.add([(article(), [])], coded_with="two")

    assert as_nobody(read) == 0
    assert [file.name for file in locked.iterdir()] == ["news.db"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no permissions to test with")
def test_a_file_that_can_not_be_made_is_an_error(locked: Path):
    def make() -> None:
        for name in ("new.db", "news.db"):
            with pytest.raises(StoreError, match=r"can not be opened"):
                open_store(locked / name, create=True)

    assert as_nobody(make) == 0


def test_readers_read_while_a_writer_writes(store: Store, path: Path):
    fill(store)
    with store.file.writing() as cursor, open_store(path) as reader:
        cursor.execute("DELETE FROM events")
        assert len(reader.events()) == 2
    assert len(store.events()) == 0
