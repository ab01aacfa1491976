"""A run that is killed at any moment, or finds no room: nothing is lost or doubled, and the next run goes on.

The pages are planted and their reports known, so that no parser is needed: all else is what ``bede run`` does.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bede import cli, engine
from bede import lexicon as lexicons
from bede.lexicon import Lexicon
from bede.model import Article, Report, content_id
from bede.store import StoreError, open_store
from bede.store import file as files
from bede.store import joining as joins
from planted import World
from test_joining import everything

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes to kill")

KILLS = 50
COMMANDS = int(os.environ.get("BEDE_KILLS", KILLS))  # kills of the command itself, each of which loads the parser anew
ROOM = 800_000  # bytes that a file may have where there is no room: the tables fit, the pages do not
PAGES = 50


@pytest.fixture
def run(tmp_path: Path, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Runs ``bede run PAGES --db PATH`` in this process; a planted page has the reports that were planted."""
    world = World(9).fill(150)
    told: dict[str, list[Report]] = defaultdict(list)
    for report in world.reports:
        told[report.page].append(report)
    pages = tmp_path / "pages.jsonl"
    with pages.open("w") as stream:
        for article in list(world.articles.values())[:PAGES]:
            published = article.published.earliest if article.published else None
            line = {"id": article.page, "text": article.text, "published": published, "publisher": article.publisher}
            stream.write(json.dumps(line) + "\n")
        stream.write(json.dumps({"id": "empty", "text": "", "published": "2024-01-02", "publisher": "Herald"}) + "\n")

    def code(articles: Iterable[Any], **_: object) -> Iterator[tuple[Any, tuple[Report, ...]]]:
        for article in articles:
            found = told[article.page] if isinstance(article, Article) else ()
            yield (
                article,
                tuple(replace(one, page_id=article.page_id, id=content_id(article.page_id, one.id)) for one in found),
            )

    monkeypatch.setattr(engine, "code_all", code)
    monkeypatch.setattr(engine, "STORED", 6)
    monkeypatch.setattr(joins, "PART", 60)
    monkeypatch.setattr(lexicons, "load", lambda extra=(): lexicon)

    def run(path: Path) -> None:
        sys.argv = ["bede", "run", str(pages), "--db", str(path)]
        with open(f"{path}.said", "w") as said:
            sys.stdout = sys.stderr = said
            cli.main()

    return run


def forked(work: Callable[[], None], *, seconds: float | None = None) -> int:
    """Do something in a process of its own, killed so long after its start; returns how it ended, -9 where killed."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        except SystemExit as ended:
            status = int(str(ended.code or 0))
        finally:
            os._exit(status)
    if seconds is not None:
        timer = threading.Timer(seconds, os.kill, [child, signal.SIGKILL])
        timer.start()
        _, ended = os.waitpid(child, 0)
        timer.cancel()
    else:
        _, ended = os.waitpid(child, 0)
    return -os.WTERMSIG(ended) if os.WIFSIGNALED(ended) else os.WEXITSTATUS(ended)


def steps(work: Callable[[], None], *, last: int, monkeypatch: pytest.MonkeyPatch, tally: Path | None = None) -> int:
    """Do something in a process that kills itself at a step of its database's machine; returns how it ended.

    ``tally`` is written with the number of steps where it was not killed.
    """
    real = files._open
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        if count == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    def opened(*arguments: Any, **options: Any) -> files.File:
        found = real(*arguments, **options)
        found.connection.set_progress_handler(step, 50)
        return found

    def counted() -> None:
        try:
            work()
        finally:
            if tally is not None:
                tally.write_text(str(count))

    monkeypatch.setattr(files, "_open", opened)
    try:
        return forked(counted)
    finally:
        monkeypatch.setattr(files, "_open", real)


def check(path: Path, seen: int) -> int:
    """Hold a database to what is always true of it; returns how many pages it has."""
    with open_store(path) as store, sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.execute("INSERT INTO sentences (sentences) VALUES ('integrity-check')")
        counts = store.counts()
        assert counts["articles"] >= seen
        ids = [row[0] for row in connection.execute("SELECT id FROM reports")]
        assert len(ids) == len(set(ids))
        of_events = sorted(row[0] for row in connection.execute("SELECT report_id FROM event_reports"))
        assert len(of_events) == len(set(of_events))
        waiting = connection.execute("SELECT count(*) FROM unjoined").fetchone()[0]
        assert waiting or of_events == sorted(ids)
        assert sum(one.reports for one in store.denominators()) == counts["reports"]
        assert sum(one.pages for one in store.denominators()) == counts["articles"]
        return counts["articles"]


def log(path: Path) -> list[tuple[Any, ...]]:
    """The log without its times."""
    with sqlite3.connect(path) as connection:
        query = "SELECT joining, change, kind, json_remove(record, '$.time') FROM changes ORDER BY number"
        return connection.execute(query).fetchall()


def test_a_run_that_is_killed_fifty_times_ends_as_one_that_was_left_alone(
    run: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    whole = tmp_path / "whole.db"
    start = time.monotonic()
    assert forked(lambda: run(whole)) == 0
    took = time.monotonic() - start
    with open_store(whole) as store:
        wanted, logged = everything(store), log(whole)
        assert store.counts()["events"] > 20
        pages = store.counts()["articles"]
    tally = tmp_path / "steps"
    assert steps(lambda: run(tmp_path / "steps.db"), last=-1, monkeypatch=monkeypatch, tally=tally) == 0
    total = int(tally.read_text())
    chance = random.Random(1735)
    killed = finished = seen = joining = 0
    path = tmp_path / "0.db"
    while killed < KILLS or not finished:
        if killed % 2:
            ended = steps(lambda path=path: run(path), last=chance.randrange(total), monkeypatch=monkeypatch)
        else:
            ended = forked(lambda path=path: run(path), seconds=chance.uniform(0, took))
        assert ended in (0, -signal.SIGKILL)
        killed += ended != 0
        if ended == 0:
            with open_store(path) as store:
                assert everything(store) == wanted
            assert log(path) == logged
            finished, seen, path = finished + 1, 0, tmp_path / f"{finished + 1}.db"
        elif path.exists() and path.stat().st_size:
            seen = check(path, seen)
            joining += seen == pages
    assert joining > 5  # so many were killed when only the joining was left


def test_where_there_is_no_room_the_run_says_so_and_goes_on_when_there_is(run: Callable[[Path], None], tmp_path: Path):
    path = tmp_path / "a.db"

    def cramped() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))
        run(path)

    assert forked(cramped) == 1
    told = Path(f"{path}.said").read_text().splitlines()[-1]
    assert told.startswith(f"bede: {path}: can not be written: ")
    assert told.endswith("what was stored before stays: make room, then run again")
    stored = check(path, 0)
    assert forked(lambda: run(path)) == 0
    assert forked(lambda: run(tmp_path / "whole.db")) == 0
    with open_store(path) as store, open_store(tmp_path / "whole.db") as whole:
        assert stored < store.counts()["articles"]
        assert everything(store) == everything(whole)


def test_a_file_that_another_process_writes_is_left_alone_and_said_to_be(tmp_path: Path):
    path = tmp_path / "a.db"
    with open_store(path, create=True) as store, open_store(path) as other:
        store.file.connection.execute("PRAGMA busy_timeout = 20")
        with (
            other.file.writing(),
            pytest.raises(StoreError, match="another process is writing it; nothing was changed"),
        ):
            store.add_names([])
        store.add_names([])


@pytest.mark.skipif("BEDE_FUZZ" not in os.environ, reason="make fuzz: takes some minutes")
def test_the_command_itself_killed_many_times_ends_as_one_that_was_left_alone(tmp_path: Path):
    examples = Path(__file__).parent.parent / "examples"
    command = [sys.executable, "-c", "from bede.cli import main; main()", "run", str(examples), "--db"]
    start = time.monotonic()
    subprocess.run([*command, tmp_path / "whole.db"], check=True, capture_output=True)
    took = time.monotonic() - start
    with open_store(tmp_path / "whole.db") as store:
        wanted = everything(store)
    chance = random.Random(int(os.environ["BEDE_FUZZ"]))
    killed = finished = seen = 0
    path = tmp_path / "0.db"
    while killed < COMMANDS or not finished:
        with subprocess.Popen([*command, path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            timer = threading.Timer(chance.uniform(0.2, 1) * took, process.kill)
            timer.start()
            ended = process.wait()
            timer.cancel()
        assert ended in (0, -signal.SIGKILL)
        killed += ended != 0
        if ended == 0:
            with open_store(path) as store:
                assert everything(store) == wanted
            finished, seen, path = finished + 1, 0, tmp_path / f"{finished + 1}.db"
        elif path.exists() and path.stat().st_size:
            seen = check(path, seen)
