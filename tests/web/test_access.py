"""Who may: nobody logs in on one's own machine, everybody does elsewhere, each to their role."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from bede import cli
from bede.accounts import open_accounts
from bede.web import create_app

PASSWORD = "correct horse battery"
HTML = {"Accept": "text/html"}


@pytest.fixture
def locked(database: Path) -> Iterator[TestClient]:
    """A desk with a reader, a reviewer and an admin."""
    accounts = open_accounts(database, create=True)
    accounts.add("rita", PASSWORD, role="reader")
    accounts.add("vera", PASSWORD, role="reviewer")
    accounts.add("ada", PASSWORD, role="admin")
    app = create_app(database, names=None, accounts=accounts)
    with TestClient(app, base_url="https://desk.example", follow_redirects=False) as client:
        yield client


def log_in(client: TestClient, name: str, password: str = PASSWORD, to: str = "/events") -> int:
    """Log somebody in; the status of the answer."""
    client.cookies.clear()
    return client.post("/login", data={"name": name, "password": password, "to": to}).status_code


def test_nobody_sees_anything_without_logging_in(locked: TestClient) -> None:
    for path in ("/", "/events", "/review", "/drop", "/map"):
        answer = locked.get(path, headers=HTML)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/login?to=")
    for path in ("/events.json", "/api/events", "/api/openapi.json", "/events.atom"):
        assert locked.get(path).status_code == 401, path
    assert locked.post("/review/decide", data={"verdict": "note"}).status_code == 401
    assert locked.get("/static/desk.css").status_code == 200
    assert locked.get("/login").status_code == 200


def test_login_leads_to_where_one_was_going_and_logout_ends_it(locked: TestClient) -> None:
    assert log_in(locked, "rita", "wrong password") == 401
    assert log_in(locked, "nobody") == 401
    assert log_in(locked, "rita") == 303
    cookie = next(iter(locked.cookies.jar))
    assert cookie.secure
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert locked.get("/events", headers=HTML).status_code == 200
    assert "rita" in locked.get("/", headers=HTML).text
    assert locked.post("/logout").status_code == 303
    assert locked.get("/events", headers=HTML).status_code == 303


def test_login_leads_nowhere_else(locked: TestClient) -> None:
    form = {"name": "rita", "password": PASSWORD, "to": "//evil.example/"}
    assert locked.post("/login", data=form).headers["location"] == "/"


def test_each_role_may_do_its_own(locked: TestClient) -> None:
    event = None
    for name, review, drop in (("rita", 403, 403), ("vera", 303, 403), ("ada", 303, 400)):
        log_in(locked, name)
        event = event or locked.get("/events.json").json()["events"][0]["id"]
        form = {"verdict": "note", "key": event, "note": f"by {name}"}
        assert locked.post("/review/decide", data=form).status_code == review, name
        assert locked.post("/drop", data={}).status_code == drop, name
    assert [one["user"] for one in locked.get("/review/log.json").json()] == ["ada", "vera"]


def test_token_does_what_its_scopes_say(locked: TestClient, database: Path) -> None:
    secret, _ = _token(database, "vera", ["read"])
    headers = {"Authorization": f"Bearer {secret}"}
    event = locked.get("/api/events?limit=1", headers=headers).json()["events"][0]["id"]
    given = {"verdict": "note", "ids": [event], "note": "x"}
    assert locked.post("/api/decisions", json=given, headers=headers).status_code == 403
    able, _ = _token(database, "vera", ["read", "review"])
    assert locked.post("/api/decisions", json=given, headers={"Authorization": f"Bearer {able}"}).status_code == 201
    assert locked.get("/api/events", headers={"Authorization": "Bearer bede_no"}).status_code == 401


def _token(database: Path, user: str, scopes: list[str]) -> tuple[str, object]:
    """A token's secret, and what is kept of it."""
    made = open_accounts(database).add_token(user, scopes=tuple(scopes), note="test")  # type: ignore[arg-type]
    return made if isinstance(made[0], str) else (made[1], made[0])


def test_many_failed_logins_are_held_back(locked: TestClient) -> None:
    answers = [log_in(locked, "rita", "wrong password") for _ in range(6)]
    assert answers == [401, 401, 401, 401, 401, 429]
    assert log_in(locked, "rita") == 429


def test_desk_refuses_to_start_where_others_reach_it_without_accounts(database: Path) -> None:
    result = CliRunner().invoke(cli.app, ["serve", str(database), "--host", "0.0.0.0"])
    assert result.exit_code != 0
    assert "bede user add" in str(result.exception)


def test_story_says_what_is_new_since_the_last_visit_of_an_account(locked: TestClient, database: Path) -> None:
    log_in(locked, "rita")
    story = max(locked.get("/stories.json").json(), key=lambda one: len(one["events"]))
    address = f"/stories/{story['id']}"
    first = locked.get(address, headers=HTML).text
    assert "since your last visit" not in first
    assert 'class="item fresh"' not in first
    open_accounts(database).visited("rita", story["id"], story["events"][2:])
    second = locked.get(address, headers=HTML).text
    assert "2 new events since your last visit" in second
    assert second.count('class="item fresh"') == 2
    assert "Nothing new since your last visit" in locked.get(address, headers=HTML).text
    log_in(locked, "vera")
    assert "since your last visit" not in locked.get(address, headers=HTML).text
