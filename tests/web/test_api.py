"""The desk for programs: described, typed, with cursors, tags and problem details."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bede.web import create_app


def test_description_names_every_address_and_asks_no_other_host(desk: TestClient) -> None:
    found = desk.get("/api/openapi.json").json()
    assert found["openapi"].startswith("3.")
    assert {"/status", "/events", "/events/{key}", "/reports/{key}", "/pages/{key}", "/stories/{key}"} <= set(
        found["paths"]
    )
    assert {"/stories/{key}", "/facets", "/series", "/actors", "/dyads", "/places", "/decisions"} <= set(found["paths"])
    assert desk.get("/api/docs").status_code == 404


def test_every_question_has_an_answer_with_a_tag(desk: TestClient) -> None:
    event = desk.get("/api/events?limit=1").json()["events"][0]
    report = desk.get(f"/api/events/{event['id']}").json()["told"][0]
    for path in (
        "/status", "/events?type=SANCTION", f"/events/{event['id']}", f"/reports/{report['id']}",
        f"/pages/{report['page_id']}", "/facets?country=CHN", "/series?step=month", "/actors?by=country",
        "/dyads", "/places",
    ):  # fmt: skip
        answer = desk.get(f"/api{path}")
        assert answer.status_code == 200, path
        answer.json()
        again = desk.get(f"/api{path}", headers={"If-None-Match": answer.headers["etag"]})
        assert again.status_code == 304, path
    assert desk.get(f"/api/reports/{report['id']}").json()["event"] == event["id"]


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/events?limit=0", 422, "query.limit"),
        ("/events?limit=many", 422, "query.limit"),
        ("/events?colour=red", 400, "colour"),
        ("/events?cursor=x", 400, "cursor"),
        ("/events/zzz", 422, "path.key"),
        ("/events/0123456789abcdef", 404, "0123456789abcdef"),
        ("/series?step=hour", 422, "step"),
        ("/events?text=%22open", 400, "text"),
        ("/nowhere", 404, ""),
    ],
)
def test_errors_are_problem_details(desk: TestClient, path: str, status: int, told: str) -> None:
    answer = desk.get(f"/api{path}")
    assert answer.status_code == status
    if path != "/nowhere":
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == status
        assert told in answer.json()["detail"]


def test_cursor_goes_on_where_the_list_ended(desk: TestClient) -> None:
    first = desk.get("/api/events?limit=5&sort=-date").json()
    second = desk.get(f"/api/events?limit=5&sort=-date&cursor={first['cursor']}").json()
    assert not {event["id"] for event in first["events"]} & {event["id"] for event in second["events"]}


def test_decision_is_kept_and_taken_back(database: Path) -> None:
    with TestClient(create_app(database)) as client:
        event = client.get("/api/events?limit=1").json()["events"][0]
        given = {"verdict": "wrong-code", "ids": [event["id"]], "right": {"act": "SUPPORT"}, "note": "praise"}
        answer = client.post("/api/decisions", json=given)
        assert answer.status_code == 201
        assert client.get("/api/events?act=SUPPORT&limit=200").json()["count"] > 0
        assert client.post(f"/api/decisions/{answer.json()['id']}/undo").status_code == 201
        assert [one["state"] for one in client.get("/api/decisions").json()] == ["undone", "stands"]
        assert client.post("/api/decisions", json={"verdict": "nonsense", "ids": ["x"]}).status_code == 422
        assert client.post("/api/decisions", json={"verdict": "note", "ids": ["zzz"]}).status_code == 400
