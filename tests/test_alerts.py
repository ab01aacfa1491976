"""Saved queries tell what is new in them, once, whatever happens in between."""

from __future__ import annotations

import json
import os
import smtplib
import stat
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from bede.alerts import AlertError, Alerts, open_alerts
from bede.model import Event, Status
from bede.store import Store, open_store
from bede.store.query import Query
from bede.store.search import Search, open_search
from builders import GREECE, TURKEY, article, event, report

ALL = Query(actor=("TUR",))


def write(store: Store, *statuses: Status) -> list[Event]:
    """Write events of these statuses in place of all earlier ones, and one that no alert asks for."""
    made = []
    for number, status in enumerate((*statuses, "actual")):
        text = f"Ankara accused Athens of violating its airspace on Friday, for the {number}th time."
        page = article(text, page=f"{number}.txt", url=f"https://norrland.example/{number}")
        told = report(page, status=status)  # type: ignore[arg-type]
        if number == len(statuses):
            page = article("Athens answered Ankara.")
            told = report(page, actors=(replace(GREECE, text="Athens"),), recipients=(TURKEY,))
        store.add([(page, [told])], coded_with="test")
        made.append(event(told, published="2024-05-01"))
    store.replace_events(made, [], {})
    return made[:-1]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = open_store(tmp_path / "news.db", create=True)
    write(made, "actual", "future")
    return made


@pytest.fixture
def search(store: Store) -> Search:
    return open_search(store.path)


@pytest.fixture
def alerts(store: Store) -> Alerts:
    return open_alerts(store.path, create=True)


def told(alerts: Alerts, search: Search) -> tuple[list[str], list[tuple[str, str]]]:
    """What the alert tells, kept as told."""
    news = alerts.news(alerts.alert("turkey"), search=search)
    alerts.told(news)
    return [row.event.id for row in news.new], [(row.event.id, before) for row, before in news.changed]


def test_only_what_is_new_is_told_and_only_once(store: Store, alerts: Alerts, search: Search) -> None:
    alerts.add("turkey", ALL, search=search)
    assert told(alerts, search) == ([], [])
    made = write(store, "actual", "future", "actual")
    assert told(alerts, search) == ([made[2].id], [])
    assert told(alerts, search) == ([], [])


def test_backlog_is_told_where_it_is_asked_for(alerts: Alerts, search: Search) -> None:
    alerts.add("turkey", ALL, search=search, backlog=True)
    new, _ = told(alerts, search)
    assert len(new) == 2


def test_changed_status_is_told_with_what_it_was(store: Store, alerts: Alerts, search: Search) -> None:
    alerts.add("turkey", ALL, search=search)
    made = write(store, "actual", "actual")
    assert told(alerts, search) == ([], [(made[1].id, "future")])
    assert told(alerts, search) == ([], [])


def test_what_did_not_arrive_is_told_again(store: Store, alerts: Alerts, search: Search) -> None:
    alerts.add("turkey", ALL, search=search)
    made = write(store, "actual", "future", "actual")
    lost = alerts.news(alerts.alert("turkey"), search=search)
    assert [row.event.id for row in lost.new] == [made[2].id]
    assert told(open_alerts(store.path), search) == ([made[2].id], [])


def test_what_is_too_much_for_one_time_comes_the_next(alerts: Alerts, search: Search) -> None:
    alerts.add("turkey", ALL, search=search, backlog=True)
    found = []
    for _ in range(3):
        news = alerts.news(alerts.alert("turkey"), search=search, most=1)
        alerts.told(news)
        found.append([row.event.id for row in news.new])
    assert [len(ids) for ids in found] == [1, 1, 0]
    assert found[0] != found[1]


def test_alerts_are_apart(store: Store, alerts: Alerts, search: Search) -> None:
    alerts.add("turkey", ALL, search=search)
    alerts.add("greece", Query(actor=("GRC",)), search=search, mail=("anna@example.org",))
    write(store, "actual", "future", "actual")
    assert len(told(alerts, search)[0]) == 1
    assert alerts.news(alerts.alert("greece"), search=search).rows == ()
    assert [(alert.name, alert.query, alert.mail) for alert in alerts.alerts()] == [
        ("greece", Query(actor=("GRC",)), ("anna@example.org",)),
        ("turkey", ALL, ()),
    ]
    alerts.remove("turkey")
    alerts.add("turkey", ALL, search=search, backlog=True)
    assert len(told(alerts, search)[0]) == 3


def test_what_can_not_be_kept_is_refused(alerts: Alerts, search: Search) -> None:
    alerts.add("turkey", ALL, search=search)
    for name in ("", "../x", "a b", "x" * 65, "-x", "a/b"):
        with pytest.raises(AlertError, match="expected up to 64"):
            alerts.add(name, ALL, search=search)
    for mail in ("anna", "a@b\nBcc: c@d", "a b@c.org", "@", "", "<a@b.org>"):
        with pytest.raises(AlertError, match="expected an address"):
            alerts.add("mailed", ALL, search=search, mail=(mail,))
    with pytest.raises(AlertError, match="is there already"):
        alerts.add("turkey", Query(), search=search)
    for ask in (alerts.alert, alerts.remove):
        with pytest.raises(AlertError, match="no alert"):
            ask("nothing")
    assert [alert.name for alert in alerts.alerts()] == ["turkey"]


@pytest.mark.skipif(os.name != "posix", reason="other systems keep rights elsewhere")
def test_file_is_its_owners_alone(alerts: Alerts) -> None:
    assert stat.S_IMODE(alerts.path.stat().st_mode) == 0o600


# -- the commands ------------------------------------------------------------------------------------------------------


class Server:
    """A mail server that keeps what it is given, or fails."""

    sent: list[EmailMessage]
    fails = False

    def __init__(self, host: str, port: int, timeout: float) -> None:
        if self.fails:
            raise ConnectionRefusedError("refused")
        self.host, self.port = host, port

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def send_message(self, mail: EmailMessage) -> None:
        type(self).sent.append(mail)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> type[Server]:
    made = type("Made", (Server,), {"sent": []})
    monkeypatch.setattr(smtplib, "SMTP", made)
    return made


def test_run_prints_news_and_writes_feeds_and_digest(
    bede: Callable[..., object], store: Store, tmp_path: Path, server: type[Server]
) -> None:
    added = bede("alert", "add", store.path, "turkey", "http://127.0.0.1:8000/events?actor=TUR&columns=date")
    assert added.records[0]["query"] == "actor=TUR"
    assert added.records[0]["fits"] == 2
    write(store, "actual", "actual", "actual")
    ran = bede("alert", "run", store.path, "--out", tmp_path)
    assert ran.code == 0, ran.err
    (line,) = ran.records
    assert (len(line["new"]), len(line["changed"]), line["sent"]) == (1, 1, False)
    assert "2th time" in line["new"][0]["sentence"]
    assert line["changed"][0]["was"] == "future"
    assert len(json.loads((tmp_path / "turkey.json").read_text())["items"]) == 3
    assert (tmp_path / "turkey.atom").read_text().count("<entry>") == 3
    assert "2th time" in (tmp_path / "turkey.eml").read_text()
    assert bede("alert", "run", store.path).records[0]["new"] == []
    assert server.sent == []  # nothing is sent unless asked


def test_run_sends_digests_where_asked_and_again_where_that_failed(
    bede: Callable[..., object], store: Store, server: type[Server]
) -> None:
    bede("alert", "add", store.path, "turkey", "actor=TUR", "--mail", "anna@example.org", "--backlog")
    bede("alert", "add", store.path, "all", "", "--backlog")
    server.fails = True
    failed = bede("alert", "run", store.path, "--smtp", "mail.example.org:2525")
    assert failed.code == 1
    assert "turkey: mail.example.org:2525 did not take the mail" in failed.err
    assert [line["alert"] for line in failed.records] == ["all"]
    server.fails = False
    ran = bede("alert", "run", store.path, "turkey", "--smtp", "mail.example.org:2525")
    assert (ran.code, ran.records[0]["sent"]) == (0, True)
    (mail,) = server.sent
    assert mail["To"] == "anna@example.org"
    assert "2 new events" in mail["Subject"]
    bede("alert", "run", store.path, "--smtp", "mail.example.org")
    assert len(server.sent) == 1  # no news, no mail


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("add", "DB", "x", "type=SING"), "type 'SING': expected one of"),
        (("add", "DB", "x", "text=%22"), "text '\"': expected words"),
        (("add", "none.db", "x", ""), "no such file"),
        (("list", "DB"), "no alerts; make one"),
        (("run", "DB"), "no alerts; make one"),
    ],
)
def test_what_can_not_be_done_is_told(
    bede: Callable[..., object], store: Store, arguments: tuple[str, ...], told: str
) -> None:
    ended = bede("alert", *(store.path if one == "DB" else one for one in arguments))
    assert ended.code == 1
    assert told in ended.err
