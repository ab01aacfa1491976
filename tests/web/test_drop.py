"""Pages dropped onto the desk: coded by a run of their own that shows how far it is, stops, and goes on."""

from __future__ import annotations

import time
from pathlib import Path

from starlette.testclient import TestClient

from bede.web import create_app
from driven import ROOT, Driven, Serving

SENTENCE = "Norway accused Iceland of overfishing on 3 May 2024. Iceland rejected the accusation in Reykjavik."


def settled(client: TestClient, *, seconds: float = 90) -> dict[str, object]:
    """How the run ended."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = client.get("/drop.json").json()["progress"]
        if found is not None and found["state"] != "running":
            return dict(found)
        time.sleep(0.2)
    raise AssertionError(f"still running: {found}")


def test_dropped_page_becomes_events(database: Path) -> None:
    with TestClient(create_app(database)) as client:
        before = client.get("/api/status").json()["counts"]
        answer = client.post("/drop", files=[("pages", ("../../sneaky/../page one.txt", SENTENCE.encode()))])
        assert answer.status_code == 200
        assert "Coding" in answer.text
        found = settled(client)
        assert (found["state"], found["done"], found["dropped"]) == ("finished", 1, 0)
        assert client.get("/api/status").json()["counts"]["articles"] == before["articles"] + 1
        assert client.get("/events.json?actor=NOR&recipient=ISL").json()["count"] == 1
    kept = [path.name for path in database.with_name("news.db.dropped").rglob("*.txt")]
    assert len(kept) == 1
    assert kept[0].endswith("-page_one.txt")


def test_run_is_stopped_and_goes_on(database: Path, browser: Driven, served: Serving) -> None:
    pages = "\n".join(f'{{"id": "p{n}", "text": "Day {n}. {SENTENCE}", "published": "2024-05-04"}}' for n in range(600))
    with served(database) as address, TestClient(create_app(database)) as client:
        client.post("/drop", files=[("pages", ("many.jsonl", pages.encode()))])
        browser.open(f"{address}/drop")
        browser.wait("return document.querySelector('#run progress[max]')?.value > 0", seconds=60)
        browser.screenshot("drop")
        assert browser.faults() == []
        browser.find("#run button").click()
        browser.wait("return document.querySelector('#run')?.textContent.includes('Stopped')")
        coded = client.get("/api/status").json()["counts"]["articles"]
        assert coded < 600
        browser.find("#run button").click()
        browser.wait("return document.querySelector('#run')?.textContent.match(/Coding|Finished/)")
        found = settled(client)
        assert found["state"] == "finished"
        assert client.get("/api/status").json()["counts"]["articles"] >= 600
        browser.open("about:blank")


def test_what_is_no_page_is_refused(database: Path) -> None:
    with TestClient(create_app(database)) as client:
        answer = client.post("/drop", files=[("pages", ("program.exe", b"MZ"))])
        assert answer.status_code == 400
        assert "program.exe" in answer.text
        assert client.post("/drop", data={"text": " "}).status_code == 400
        assert client.get("/drop.json").json()["progress"] is None
    assert (ROOT / "examples").is_dir()
