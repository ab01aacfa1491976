"""Saved queries: each with its table, its feeds and what is new in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bede.alerts import Alert, AlertError, Alerts, open_alerts
from bede.model import BedeError
from bede.private import beside
from bede.store.query import query_of
from bede.web.answers import BadRequestError, View, address, problem, status_of
from bede.web.desk import Desk
from bede.web.events import OTHERS, title_of
from bede.web.feeds import entry

MOST = 100
"""News that are counted; beyond them there are "more"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A saved query with the address of its table and how many events in it are new or changed since it was told."""

    alert: Alert
    words: str
    table: str
    new: int


def saved_page(request: Request, desk: Desk) -> View:
    """All saved queries."""
    found = [_saved(desk, alert, alerts) for alerts in _alerts(desk) for alert in alerts.alerts()]
    return View(
        template="saved.html",
        title="Saved queries",
        values={"saved": found, "most": MOST, "as_data": _as_data},
        record=lambda: [_row(one) for one in found],
        table=lambda: [_row(one) for one in found],
        entries=lambda: [
            entry(
                id=one.alert.name,
                title=one.alert.name,
                updated=one.alert.run or one.alert.created,
                address=one.table,
                summary=f"{one.words}: {one.new} new",
            )
            for one in found
        ],
    )


async def saved(request: Request, desk: Desk) -> Response:
    """Keep the query of a form under its name."""
    form = await request.form(max_fields=400)
    given = [(name, value) for name, value in form.multi_items() if name != "name" and isinstance(value, str)]
    name = re.sub(r"[^A-Za-z0-9]+", "-", str(form.get("name") or "")).strip("-")[:64]

    def keep() -> None:
        if not name:
            raise BadRequestError("name: expected a name of letters and digits for the query")
        query = query_of(given, others=OTHERS)
        open_alerts(desk.path, create=True).add(name, query, search=desk.search)

    try:
        await run_in_threadpool(keep)
    except BedeError as error:
        return problem(request, desk, str(error), status=status_of(error), html=True)
    return RedirectResponse("/saved", status_code=303)


async def removed(request: Request, desk: Desk) -> Response:
    """Remove a saved query."""
    form = await request.form(max_fields=5)
    try:
        await run_in_threadpool(lambda: open_alerts(desk.path).remove(str(form.get("name") or "")))
    except BedeError as error:
        return problem(request, desk, str(error), status=status_of(error), html=True)
    return RedirectResponse("/saved", status_code=303)


def _alerts(desk: Desk) -> list[Alerts]:
    """The alerts of the database, none where none was ever saved."""
    return [open_alerts(desk.path)] if beside(desk.path, "alerts").exists() else []


def _saved(desk: Desk, alert: Alert, alerts: Alerts) -> Saved:
    """A saved query as the page shows it."""
    try:
        new = len(alerts.news(alert, search=desk.search, most=MOST).rows)
    except AlertError:
        new = 0
    words = title_of(alert.query).removeprefix("Events: ")
    return Saved(alert=alert, words=words, table=address("/events", alert.query.parameters()), new=new)


def _as_data(table: str, ending: str) -> str:
    """The address of a table as data."""
    path, _, query = table.partition("?")
    return f"{path}.{ending}{'?' + query if query else ''}"


def _row(one: Saved) -> dict[str, Any]:
    """A saved query as a row of a table."""
    return {
        "name": one.alert.name,
        "query": one.alert.query.address(),
        "new": one.new,
        "created": one.alert.created,
        "run": one.alert.run,
        "mail": list(one.alert.mail),
    }
