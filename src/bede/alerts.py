"""Saved queries, and what is new in each since it was last told: kept in a file of their own beside the database."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address

from bede.model import BedeError
from bede.private import PrivateFile, open_private, utc_now
from bede.store.query import Query, query_of
from bede.store.search import Row, Search

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
TABLES = """
CREATE TABLE IF NOT EXISTS alerts (
    name TEXT PRIMARY KEY, query TEXT NOT NULL, mail TEXT NOT NULL, created TEXT NOT NULL, run TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS told (
    alert TEXT NOT NULL REFERENCES alerts (name) ON DELETE CASCADE, event TEXT NOT NULL, status TEXT NOT NULL,
    PRIMARY KEY (alert, event)
) STRICT, WITHOUT ROWID;
"""


class AlertError(BedeError):
    """An alert that can not be kept or found: says what was found and what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A saved query: its name, the addresses that its digest goes to, and when it was made and last run (UTC)."""

    name: str
    query: Query
    mail: tuple[str, ...]
    created: str
    run: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What fits an alert and was not told before, in the query's order.

    ``new`` are events; ``changed`` those told before with another status, each with that status.
    """

    alert: Alert
    new: tuple[Row, ...]
    changed: tuple[tuple[Row, str], ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All events, the new ones first."""
        return (*self.new, *(row for row, _ in self.changed))


class Alerts:
    """The alerts on a database."""

    def __init__(self, file: PrivateFile) -> None:
        self.path = file.path
        self._now, self._connection = file.now, file.connection

    def add(self, name: str, query: Query, *, search: Search, mail: Sequence[str] = (), backlog: bool = False) -> Alert:
        """Save a query; what fits it by now counts as told, unless the backlog is asked for. Raises AlertError."""
        if not NAME.fullmatch(name):
            raise AlertError(f"alert {name!r}: expected up to 64 letters, digits, - and _")
        search.check(query)
        addresses = " ".join(_address(one) for one in mail)
        told = [] if backlog else search.statuses(query)
        try:
            with self._connection() as connection:
                values = (name, query.address(), addresses, self._now())
                connection.execute("INSERT INTO alerts VALUES (?, ?, ?, ?, NULL)", values)
                _keep(connection, name, told)
        except sqlite3.IntegrityError as error:
            raise AlertError(f"alert {name!r} is there already") from error
        return self.alert(name)

    def alert(self, name: str) -> Alert:
        """The alert of a name; raises AlertError where there is none."""
        found = [alert for alert in self.alerts() if alert.name == name]
        if not found:
            raise AlertError(f"no alert {name!r}")
        return found[0]

    def alerts(self) -> tuple[Alert, ...]:
        """All alerts by name."""
        with self._connection() as connection:
            rows = connection.execute("SELECT name, query, mail, created, run FROM alerts ORDER BY name").fetchall()
        return tuple(
            Alert(name=name, query=query_of(query), mail=tuple(mail.split()), created=created, run=run)
            for name, query, mail, created, run in rows
        )

    def remove(self, name: str) -> None:
        """Remove an alert; raises AlertError where there is none."""
        with self._connection() as connection:
            if not connection.execute("DELETE FROM alerts WHERE name = ?", (name,)).rowcount:
                raise AlertError(f"no alert {name!r}")

    def news(self, alert: Alert, *, search: Search, most: int = 1000) -> News:
        """What fits an alert and was not told before, at most so many events; the rest comes the next time."""
        with self._connection() as connection:
            told = dict(connection.execute("SELECT event, status FROM told WHERE alert = ?", (alert.name,)))
        fresh = [event for event, status in search.statuses(alert.query) if told.get(event) != status][:most]
        rows = search.rows_with(fresh, alert.query)
        return News(
            alert=alert,
            new=tuple(row for row in rows if row.event.id not in told),
            changed=tuple((row, told[row.event.id]) for row in rows if row.event.id in told),
        )

    def told(self, news: News) -> None:
        """Keep that news was told, so that it is not told again; called when it has arrived."""
        with self._connection() as connection:
            _keep(connection, news.alert.name, ((row.event.id, row.event.status) for row in news.rows))
            connection.execute("UPDATE alerts SET run = ? WHERE name = ?", (self._now(), news.alert.name))


def open_alerts(
    database: str | os.PathLike[str], *, create: bool = False, clock: Callable[[], datetime] = utc_now
) -> Alerts:
    """The alerts on a database, their file made where that is asked; raises AlertError."""
    missing = f"no alerts; make one: bede alert add {database} NAME 'actor=CHN&type=ASSAULT'"
    return Alerts(
        open_private(database, "alerts", tables=TABLES, create=create, missing=missing, fault=AlertError, clock=clock)
    )


def _keep(connection: sqlite3.Connection, name: str, events: Iterable[tuple[str, str]]) -> None:
    """Keep with which status events were told."""
    connection.executemany(
        "INSERT INTO told VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET status = excluded.status",
        ((name, event, status) for event, status in events),
    )


def _address(text: str) -> str:
    """A mail address; raises AlertError for what is none."""
    try:
        found = Address(addr_spec=text)
    except (ValueError, IndexError, MessageError) as error:
        raise AlertError(f"mail {text!r}: expected an address, such as anna@example.org") from error
    if not found.domain or any(sign.isspace() or not sign.isprintable() for sign in text) or not text.isascii():
        raise AlertError(f"mail {text!r}: expected an address, such as anna@example.org")
    return text
