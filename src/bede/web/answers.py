"""What an address answers: a page, or the same as JSON, CSV, Parquet or Atom where the address ends so."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from io import BytesIO, StringIO
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bede.export.atom import atom
from bede.export.cells import cell
from bede.export.jsonfeed import json_feed
from bede.model import BedeError
from bede.plain import plain
from bede.store import Events, StoreError
from bede.table import MissingExtraError, event_columns, library
from bede.web.desk import Desk
from bede.web.feeds import Entry

TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "atom": "application/atom+xml; charset=utf-8",
    "feed": "application/feed+json",
}
"""The endings of an address that ask for data, with what is answered."""


class NoSuchPageError(BedeError):
    """Nothing is there under an address: says what was asked for."""


class BadRequestError(BedeError):
    """A request that can not be answered: says which part of it, what was found and what was expected."""


def known_parameters(request: Request, names: Sequence[str]) -> None:
    """Raise BadRequestError for a parameter that an address has not, or has twice."""
    seen = set[str]()
    for name, value in request.query_params.multi_items():
        if name not in names:
            expected = f"one of the parameters {', '.join(names)}" if names else "no parameters"
            raise BadRequestError(f"{name[:80]} {value[:80]!r}: expected {expected}")
        if name in seen:
            raise BadRequestError(f"{name} {value[:80]!r}: expected one value, not several")
        seen.add(name)


@dataclass(frozen=True, kw_only=True)
class View:
    """What an address shows: a template with its values, and the same as a record, a table and entries of a feed.

    ``record`` gives what JSON shows; ``table`` the rows of CSV and Parquet, an ``Events`` or dicts with the same keys;
    ``entries`` those of Atom.
    """

    template: str
    title: str
    values: dict[str, Any] = field(default_factory=dict)
    record: Callable[[], Any]
    table: Callable[[], Events | Sequence[Mapping[str, Any]]]
    entries: Callable[[], Iterable[Entry]]
    scripts: tuple[str, ...] = ()
    wide: bool = False


Show = Callable[[Request, Desk], View]


def shown(path: str, show: Show, *, desk: Desk, parameters: Sequence[str] | None = None) -> list[Route]:
    """The routes of a page: its address, and the same with each ending that asks for data.

    Other parameters than those named are told as wrong; without names the page looks at them itself.
    """

    def checked(request: Request, desk: Desk) -> View:
        if parameters is not None:
            known_parameters(request, parameters)
        return show(request, desk)

    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(_answer, request, desk, checked)

    name = path.strip("/").split("/")[0] or "front"
    data = "/front" if path == "/" else path
    return [
        *(Route(f"{data}.{ending}", endpoint, name=f"{name}.{ending}", methods=["GET"]) for ending in TYPES),
        Route(path, endpoint, name=name, methods=["GET"]),
    ]


def sent(path: str, change: Callable[[Request, Desk], Awaitable[Response]], *, desk: Desk) -> Route:
    """The route of a form that changes something."""

    async def endpoint(request: Request) -> Response:
        return await change(request, desk)

    return Route(path, endpoint, methods=["POST"])


def _answer(request: Request, desk: Desk, show: Show) -> Response:
    """The answer of a page's address, in the form that its ending asks for; the same again is a 304."""
    form = next((ending for ending in TYPES if request.url.path.endswith(f".{ending}")), None)
    try:
        view = show(request, desk)
        if form is None:
            found = desk.render(view.template, page_values(request, view)).encode("utf-8", "replace")
            response: Response = HTMLResponse(found)
        else:
            found = _data(request, view, form)
            response = Response(found, media_type=TYPES[form])
    except BedeError as error:
        return problem(request, desk, str(error), status=status_of(error), html=form is None)
    tag = f'W/"{hashlib.sha256(found).hexdigest()[:20]}"'
    if tag in request.headers.get("if-none-match", ""):
        response = Response(status_code=304)
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Cookie"
    return response


def page_values(request: Request, view: View) -> dict[str, Any]:
    """What every template is given beside its own values."""
    return {
        "title": view.title,
        "scripts": view.scripts,
        "wide": view.wide,
        "here": request.url.path,
        "query": request.url.query,
        "parameters": request.query_params,
        "data_address": data_address(request),
        "user": getattr(request.state, "user", None),
        **view.values,
    }


def data_address(request: Request) -> Callable[[str], str]:
    """The address of the same page as data, by ending."""
    path = request.url.path if request.url.path != "/" else "/front"
    query = f"?{request.url.query}" if request.url.query else ""
    return lambda ending: f"{path}.{ending}{query}"


def address(path: str, parameters: Iterable[tuple[str, object]] = ()) -> str:
    """An address with its parameters, those left out that have no value."""
    given = [(name, str(value)) for name, value in parameters if value not in (None, "")]
    return f"{path}?{urlencode(given)}" if given else path


def _data(request: Request, view: View, form: str) -> bytes:
    """A view as JSON, CSV, Parquet or Atom."""
    if form == "json":
        return json_bytes(view.record())
    if form in ("atom", "feed"):
        own, desk = str(request.url), str(request.base_url).rstrip("/")
        page = own.replace(f".{form}", "", 1)
        entries = [_absolute(entry, desk) for entry in view.entries()]
        title = f"Bede: {view.title}"
        if form == "feed":
            return json_feed(entries, title=title, address=own, page=page)
        return atom(entries, title=title, id=own, address=own, page=page)
    table = view.table()
    return csv_bytes(table) if form == "csv" else parquet_bytes(table)


def _absolute(entry: Entry, desk: str) -> Entry:
    """An entry whose address can be followed from elsewhere."""
    path = entry.address or f"/events/{entry.id}"
    return replace(entry, address=f"{desk}{path}")


def json_bytes(value: Any) -> bytes:
    """A value or record as JSON in UTF-8."""
    try:
        return json.dumps(plain(value), ensure_ascii=False, default=plain).encode()
    except UnicodeEncodeError:
        return json.dumps(plain(value), default=plain).encode()


def csv_bytes(table: Events | Sequence[Mapping[str, Any]]) -> bytes:
    """A table as CSV with a header; no cell is a formula."""
    rows: Sequence[Mapping[str, Any]] = table.rows() if isinstance(table, Events) else table
    columns = (
        [column.name for column in event_columns()] if isinstance(table, Events) else list(rows[0]) if rows else []
    )
    stream = StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(columns)
    writer.writerows([cell(row[column]) for column in columns] for row in rows)
    return stream.getvalue().encode("utf-8", "replace")


def parquet_bytes(table: Events | Sequence[Mapping[str, Any]]) -> bytes:
    """A table as Parquet; raises MissingExtraError where pyarrow is not installed."""
    stream = BytesIO()
    if isinstance(table, Events):
        library("pyarrow.parquet", extra="arrow").write_table(table.arrow(), stream)
    else:
        found = library("pyarrow", extra="arrow").Table.from_pylist([dict(row) for row in table])
        library("pyarrow.parquet", extra="arrow").write_table(found, stream)
    return stream.getvalue()


def problem(request: Request, desk: Desk, told: str, *, status: int, html: bool) -> Response:
    """An error as a page, or as problem details (RFC 9457) where data was asked for."""
    if not html:
        return problem_details(status, told)
    title = HTTPStatus(status).phrase
    values = {"status": status, "message": told}
    view = View(template="problem.html", title=title, values=values, record=dict, table=list, entries=list)
    return HTMLResponse(desk.render(view.template, page_values(request, view)), status_code=status)


def problem_details(status: int, detail: str) -> Response:
    """Problem details (RFC 9457)."""
    found = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return Response(json_bytes(found), status_code=status, media_type="application/problem+json")


def status_of(error: BedeError) -> int:
    """The HTTP status of an error."""
    match error:
        case NoSuchPageError():
            return 404
        case MissingExtraError():
            return 501
        case StoreError() if "locked" in str(error) or "full" in str(error) or "readonly" in str(error):
            return 503
        case _:
            return 400
