"""No decision is lost, nothing is half written: two servers, a run that writes, a full disk, a lock, a kill."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

from bede import lexicon as lexicons
from bede.engine import run
from bede.store import file, open_store
from bede.store.decisions import decisions
from bede.web import create_app


def some_event(client: Any) -> str:
    """The id of the event with most reports."""
    return str(client.get("/events.json?sort=-reports&limit=1").json()["events"][0]["id"])


def note(client: Any, event: str, words: str) -> Any:
    """Send a note about an event."""
    form = {"verdict": "note", "key": event, "note": words}
    return client.post("/review/decide", data=form, follow_redirects=False)


def test_two_servers_on_one_file_see_what_each_decides(database: Path) -> None:
    with TestClient(create_app(database)) as one, TestClient(create_app(database)) as other:
        event = some_event(one)
        assert note(one, event, "from the first").status_code == 303
        assert note(other, event, "from the second").status_code == 303
        for client in (one, other):
            told = {kept["note"] for kept in client.get("/review/log.json").json()}
            assert told == {"from the first", "from the second"}


def test_pages_are_shown_while_a_run_writes(database: Path, tmp_path: Path) -> None:
    pages = tmp_path / "more.jsonl"
    text = "Norway accused Iceland of overfishing on 3 May 2024."
    pages.write_text("".join(json.dumps({"id": f"p{n}", "text": f"Day {n}. {text}"}) + "\n" for n in range(150)))
    failed: list[BaseException] = []

    def code() -> None:
        try:
            with open_store(database) as store:
                run([pages], store=store, lexicon=lexicons.load())
        except BaseException as error:
            failed.append(error)

    with TestClient(create_app(database)) as client:
        event = some_event(client)
        thread = threading.Thread(target=code)
        thread.start()
        shown = 0
        while thread.is_alive():
            for page in ("/", "/events", f"/events/{event}", "/stories", "/review"):
                assert client.get(page).status_code == 200, page
                shown += 1
            assert note(client, event, f"note {shown}").status_code == 303
        thread.join()
        assert not failed
        assert shown
        assert client.get("/events.json?actor=NOR").json()["count"] >= 1
        assert len(client.get("/review/log.json").json()) == shown // 5


def test_locked_file_is_said_and_nothing_is_kept(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = sqlite3.connect
    monkeypatch.setattr(file.sqlite3, "connect", lambda *given, **named: real(*given, **named | {"timeout": 0.2}))
    with TestClient(create_app(database)) as client:
        event = some_event(client)
        other = real(database, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        answer = note(client, event, "too early")
        assert answer.status_code == 503
        assert "locked" in answer.text
        assert client.get("/events").status_code == 200
        other.execute("ROLLBACK")
        other.close()
        assert note(client, event, "in time").status_code == 303
        assert [kept["note"] for kept in client.get("/review/log.json").json()] == ["in time"]


def test_full_disk_is_said_and_nothing_is_half_written(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = file._prepare
    full = {"now": True}

    def prepare(path: Path, connection: sqlite3.Connection, *, writable: bool) -> None:
        real(path, connection, writable=writable)
        if full["now"]:
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count = {pages}")

    monkeypatch.setattr(file, "_prepare", prepare)
    with TestClient(create_app(database)) as client:
        event = some_event(client)
        answer = note(client, event, "x" * 1900)
        for _ in range(40):
            if answer.status_code != 303:
                break
            answer = note(client, event, "x" * 1900)
        assert answer.status_code == 503
        assert "full" in answer.text
        assert client.get(f"/events/{event}").status_code == 200
        kept = len(client.get("/review/log.json").json())
    full["now"] = False
    with TestClient(create_app(database)) as client:
        assert note(client, event, "room again").status_code == 303
        assert len(client.get("/review/log.json").json()) == kept + 1
    assert sqlite3.connect(database).execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("after", [0.3, 0.8, 1.5])
def test_server_killed_during_a_review_loses_no_decision(database: Path, after: float) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    start = "import sys; from bede.cli import main; sys.argv = sys.argv[1:]; main()"
    server = subprocess.Popen([sys.executable, "-c", start, "bede", "serve", str(database), "--port", str(port)])
    kept: list[str] = []
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
            event = first_answer(client)
            threading.Timer(after, os.kill, (server.pid, signal.SIGKILL)).start()
            number = 0
            while True:
                try:
                    answer = note(client, event, f"note {number}")
                except httpx.TransportError:
                    break
                assert answer.status_code == 303
                kept.append(f"note {number}")
                number += 1
    finally:
        server.kill()
        server.wait()
    with open_store(database) as store:
        found = [decision.note for decision in decisions(store)]
    assert set(kept) <= set(found)
    assert len(found) <= len(kept) + 1
    assert sqlite3.connect(database).execute("PRAGMA integrity_check").fetchone() == ("ok",)


def first_answer(client: httpx.Client) -> str:
    """The event to review, when the server has started."""
    end = time.monotonic() + 60
    while True:
        try:
            return some_event(client)
        except httpx.TransportError:
            assert time.monotonic() < end
            time.sleep(0.1)
