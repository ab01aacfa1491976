"""The commands that make, ask and export a database: records on standard output, the rest on standard error."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bede import cli
from bede import lexicon as lexicons
from bede.engine import run
from bede.model import BedeError
from bede.store import open_store
from bede.story import thread
from builders import article, event, report, when

LINE = '{"id": "a", "text": "Ankara condemned Athens on Friday.", "published": "2024-04-28"}\n'


class Ended:
    """How a command ended and what it printed."""

    def __init__(self, capfd: pytest.CaptureFixture[str], status: int) -> None:
        self.out, self.err = capfd.readouterr()
        self.status = status

    @property
    def records(self) -> list[dict[str, object]]:
        """The lines of standard output."""
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def bede(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Runs a command in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def command(*words: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["bede", *words])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return Ended(capfd, ended.value.code or 0)  # type: ignore[arg-type]

    return command


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database with an accusation and a protest that is merely planned."""
    page = article()
    friday = when("Friday", "2024-04-26")
    told = [report(page, modes=("allege",), date=friday), report(page, act="PROTEST", status="future")]
    with open_store(tmp_path / "news.db", create=True) as store:
        store.add([(page, told)], coded_with="one")
        store.replace_events([event(found) for found in told], [], {})
    return tmp_path / "news.db"


def test_run_prints_what_was_done_and_a_second_run_that_there_is_nothing_new(bede, tmp_path: Path):
    (tmp_path / "pages.jsonl").write_text(f"{LINE}nonsense\n")
    first = bede("run", "pages.jsonl", "--db", "news.db", "--dropped", "dropped.jsonl")
    (manifest,) = first.records
    assert manifest["counts"]["pages"] == 2  # type: ignore[index]
    assert manifest["counts"]["coded"] == manifest["counts"]["dropped"] == 1  # type: ignore[index]
    assert len(manifest["dropped"]) == 1  # type: ignore[arg-type]
    assert "words/acts.tsv" in manifest["lexicon"]  # type: ignore[operator]
    assert (first.status, first.err) == (0, "bede: dropped 1\n")
    (dropped,) = [json.loads(line) for line in (tmp_path / "dropped.jsonl").read_text().splitlines()]
    assert "is not JSON" in dropped["reason"]
    second = bede("run", "pages.jsonl", "--db", "news.db")
    assert second.records[0]["id"] == manifest["id"]
    assert second.records[0]["counts"]["coded"] == 0  # type: ignore[index]
    assert "bede: nothing new for news.db" in second.err
    (found,) = bede("events", "news.db", "--actor", "TUR").records
    assert (found["act"], found["first_published"]) == ("ACCUSE", "2024-04-28")


def test_run_tells_in_words_what_became_of_its_pages_and_what_is_stored(bede, tmp_path: Path):
    (tmp_path / "pages.jsonl").write_text(f"{LINE}nonsense\n")
    lines = bede("run", "pages.jsonl", "--db", "news.db", "--form", "text").out.splitlines()
    assert lines[0] == "pages    2 read, 1 coded, 1 dropped"
    assert lines[1].startswith("dropped  1 page: ")
    assert "is not JSON" in lines[1]
    assert lines[2].startswith("holds    1 article, 1 report, 1 event")
    assert lines[-1].endswith("bede serve news.db")


def test_run_reads_standard_input_and_fails_where_nothing_can_be_read(
    bede, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    (tmp_path / "in").write_text(LINE)
    with (tmp_path / "in").open() as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        assert bede("run", "-", "--db", "news.db").status == 0
    failed = bede("run", "nowhere.txt", "--db", "other.db")
    assert failed.status == 1
    assert "nowhere.txt" in failed.err


def test_events_prints_lines_that_fit_and_says_where_none_does(bede, database: Path):
    assert [record["act"] for record in bede("events", "news.db").records] == ["ACCUSE", "PROTEST"]
    assert [record["act"] for record in bede("events", "news.db", "--status", "future").records] == ["PROTEST"]
    assert len(bede("events", "news.db", "--limit", "1").records) == 1
    none = bede("events", "news.db", "--country", "PER")
    assert (none.status, none.out) == (0, "")
    assert none.err == "bede: no event fits in news.db, as no run on it was finished\n"


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("events", "none.db"), 1, "no such file; make one: bede run PAGES --db none.db"),
        (("events", "news.db", "--text", "U.S. envoy"), 1, "in double quotes"),
        (("events", "news.db", "--status", "done"), 2, "no status"),
        (("events", "news.db", "--limit", "0"), 2, "--limit"),
        (("export", "news.db", "--format", "xls"), 2, "xls"),
        (("export", "news.db", "--format", "csv", "--out", "no/such/folder.csv"), 1, "can not be written"),
        (("run", "x.txt"), 2, "--db"),
        (("run", "x.txt", "--db", "no/such/news.db"), 1, "no such folder"),
        (("run", "x.txt", "--db", "text.txt"), 1, "not a database"),
    ],
)
def test_wrong_use_and_failures_say_what_was_expected(bede, database: Path, words, status: int, said: str):
    (database.parent / "text.txt").write_text("no database " * 100)
    ended = bede(*words)
    assert (ended.status, ended.out) == (status, "")
    assert said in ended.err
    assert "Traceback" not in ended.err


def test_export_writes_to_standard_output_or_to_a_file(bede, database: Path):
    lines = bede("export", "news.db", "--format", "jsonl").records
    assert [len(record["quotes"]) for record in lines] == [1, 1]  # type: ignore[arg-type]
    assert bede("export", "news.db", "--format", "csv", "--out", "events.csv").out == ""
    with (database.parent / "events.csv").open(newline="", encoding="utf-8") as stream:
        assert [row["act"] for row in csv.DictReader(stream)] == ["ACCUSE", "PROTEST"]
    assert list(database.parent.glob("*.part")) == []


def test_export_of_polecat_writes_the_sentences_beside_and_counts_what_it_leaves_out(bede, database: Path):
    ended = bede("export", "news.db", "--format", "polecat", "--out", "events.tsv")
    assert ended.err == "bede: left out 1 of 2 events: denied, hypothetical, merely planned or by a region alone\n"
    rows = (database.parent / "events.tsv").read_text().splitlines()
    quotes = (database.parent / "events.quotes.tsv").read_text().splitlines()
    assert [len(row.split("\t")) for row in rows] == [40, 40]
    assert [len(row.split("\t")) for row in quotes] == [6, 6]
    assert bede("export", "news.db", "--format", "polecat").out.splitlines() == rows


def test_doctor_prints_a_line_a_check_and_fails_where_one_does(bede, monkeypatch: pytest.MonkeyPatch):
    well = bede("doctor")
    assert well.status == 0
    assert {"python", "model", "lexicon", "sqlite", "folder"} <= {record["check"] for record in well.records}
    monkeypatch.setattr("bede.doctor.OLDEST", (99,))
    broken = bede("doctor")
    assert broken.status == 1
    assert [record["check"] for record in broken.records if not record["ok"]] == ["python"]


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_leaves_a_run_that_goes_on(tmp_path: Path, jobs: int):
    pages = tmp_path / "pages.jsonl"
    with pages.open("w") as stream:
        for number in range(20_000):
            stream.write(json.dumps({"id": str(number), "text": f"Ankara condemned Athens over line {number}."}) + "\n")
    command = [
        sys.executable,
        "-c",
        "from bede.cli import main; main()",
        "run",
        str(pages),
        "--db",
        str(tmp_path / "a.db"),
    ]
    process = subprocess.Popen(
        [*command, "--jobs", str(jobs)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    stored = 0
    while not stored and time.monotonic() < deadline:
        time.sleep(0.1)
        if (tmp_path / "a.db").exists():
            try:
                with open_store(tmp_path / "a.db") as store:
                    stored = store.counts()["articles"]
            except BedeError:  # not yet made
                continue
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (130, "")
    assert err == f"bede: stopped; what was coded is in {tmp_path / 'a.db'}, the same command goes on from there\n"
    with open_store(tmp_path / "a.db") as store:
        found = store.counts()
        assert 0 < stored <= found["articles"] < 20_000
        head = tmp_path / "head.jsonl"
        head.write_text("".join(pages.read_text().splitlines(keepends=True)[:64]))
        manifest = run([head], store=store, lexicon=lexicons.load())
        assert dict(manifest.counts)["known"] == 64
        assert store.counts()["events"] > 0


def test_actors_prints_pairs_and_takes_the_filters_of_events(bede, database: Path) -> None:
    (first, *_) = bede("actors", str(database), "--by", "country").records
    assert (first["actor"], first["recipient"]) == ("TUR", "GRC")
    assert bede("actors", str(database), "--type", "ACCUSE").records[0]["types"] == {"ACCUSE": 1}
    assert bede("actors", str(database), "--actor", "CHN").records == []


def test_actor_prints_one_in_depth_or_says_that_there_is_none(bede, database: Path) -> None:
    (found,) = bede("actor", str(database), "TUR").records
    assert found["aliases"][0]["text"] == "Ankara"
    missing = bede("actor", str(database), "XYZ")
    assert (missing.status, missing.out) == (1, "")
    assert "XYZ" in missing.err


@pytest.fixture
def quarrel(tmp_path: Path) -> Path:
    """A database with a story of two events and eight weeks of pages before it."""
    pages = [
        article(f"Ankara accused Athens of violating its airspace {words}.", published=day)
        for words, day in (("again", "2024-04-26"), ("once more", "2024-04-28"))
    ]
    others = [
        article(f"Nothing is new in week {week}.", published=f"2024-{3 + week // 4:02}-{1 + 7 * (week % 4):02}")
        for week in range(8)
    ]
    told = [report(page, date=when("airspace", page.published.latest, page.text)) for page in pages if page.published]
    with open_store(tmp_path / "quarrel.db", create=True) as store:
        store.add(
            [*zip(pages, ([one] for one in told), strict=True), *((page, []) for page in others)], coded_with="one"
        )
        events = [event(told[0], published="2024-04-26"), event(told[1], published="2024-04-28")]
        store.replace_events(events, thread(events, reports={one.id: one for one in told}), {})
    return tmp_path / "quarrel.db"


def test_stories_are_listed_with_what_is_new(bede, quarrel: Path) -> None:
    (found,) = bede("stories", str(quarrel)).records
    assert found["title"].startswith("Greece and Turkey: accusations")
    assert (found["moves"], found["last_report"], len(found["events"])) == (True, "2024-04-28", 2)
    assert len(found["new"]) == 2
    assert "timeline" not in found
    (since,) = bede("stories", str(quarrel), "--since", "2024-04-27").records
    assert since["new"] == [since["events"][1]]
    assert bede("stories", str(quarrel), "--since", "2024-04-29").records == []
    assert len(bede("stories", str(quarrel), "--actor", "TUR", "--moving").records) == 1
    none = bede("stories", str(quarrel), "--country", "NOR")
    assert (none.records, none.status) == ([], 0)
    assert "no story fits" in none.err


def test_story_is_told_with_the_sentence_of_each_event(bede, quarrel: Path) -> None:
    (listed,) = bede("stories", str(quarrel)).records
    (found,) = bede("story", str(quarrel), str(listed["story"])[:6]).records
    assert [entry["quote"]["text"][-11:] for entry in found["timeline"]] == ["pace again.", " once more."]
    assert found["links"][0]["event"] == found["events"][1]
    words = bede("story", str(quarrel), str(listed["story"]), "--form", "text", "--width", "90").out
    assert "New since 21 Apr 2024" in words
    assert "   Ankara accused Athens of violating its airspace again." in words
    assert bede("stories", str(quarrel), "--form", "text").out.startswith("Greece and Turkey: accusations")
    wrong = bede("story", str(quarrel), str(found["events"][0]))
    assert wrong.status == 1
    assert "no story" in wrong.err


def test_unusual_week_is_told_or_why_it_can_not_be(bede, quarrel: Path) -> None:
    found = bede("unusual", str(quarrel)).records
    assert {(one["why"], one["of"]) for one in found} == {("first", "pair"), ("first", "actor"), ("first", "type")}
    assert found[0]["until"] == "2024-04-28"
    assert bede("unusual", str(quarrel), "--week", "2024-W17", "--of", "pair").records[0]["names"] == ["GRC", "TUR"]
    words = bede("unusual", str(quarrel), "--form", "text", "--width", "100").out
    assert words.startswith("22-28 Apr 2024\n")
    assert "Greece - Turkey: 2 of" in words
    assert "too few weeks" in bede("unusual", str(quarrel), "--until", "2024-03-10").err
    assert "no page was read" in bede("unusual", str(quarrel), "--until", "2020-03-10").err
    assert bede("unusual", str(quarrel), "--week", "2024-17").status == 2
    assert bede("unusual", str(quarrel), "--week", "2024-W17", "--until", "2024-04-28").status == 2


def test_rates_are_a_line_an_outlet_and_day(bede, quarrel: Path) -> None:
    found = bede("rates", str(quarrel), "--since", "2024-04-25").records
    assert [(one["day"], one["pages"], one["events"]) for one in found] == [("2024-04-26", 1, 1), ("2024-04-28", 1, 1)]
