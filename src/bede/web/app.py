"""The desk as an application: its addresses, what every answer carries, and what is refused."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn
from anyio import to_thread
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bede.accounts import Accounts
from bede.model import BedeError
from bede.store.columns import Columns
from bede.store.search import Search
from bede.web import access, actors, drop, event, events, front, heap, overviews, page, review, saved, stories, unusual
from bede.web.access import Admitting
from bede.web.answers import TYPES, problem, problem_details, sent, shown
from bede.web.api import api
from bede.web.desk import STATIC, Desk

PLOT_STYLE = "sha256-+TfQir1nvDucAdvE6XUQBt4ayUjpAWkbw2kCdSfekHM="
"""The style element that Observable Plot puts into its drawings, which is always the same."""

POLICY = (
    f"default-src 'none'; script-src 'self'; style-src 'self' '{PLOT_STYLE}'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
THREADS = (os.cpu_count() or 2) + 1
"""Threads that answers are made on; what waits for its turn waits in a queue."""

OWN_NAMES = frozenset({"localhost", "127.0.0.1", "::1", "testserver"})
"""By which names the desk on one's own machine is asked."""

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


def create_app(
    path: str | os.PathLike[str],
    *,
    names: frozenset[str] | None = OWN_NAMES,
    accounts: Accounts | None = None,
) -> Starlette:
    """The desk on a database; ``names`` are those by which it can be asked, None for any.

    With accounts nobody sees anything without logging in. Raises StoreError where there is no database.
    """
    desk = Desk(Path(path), prepare=_prepare)

    async def wrong(request: Request, error: Exception) -> Response:
        told = str(getattr(error, "detail", "")) or "the desk failed; the server's log says where"
        status = getattr(error, "status_code", 500)
        if status == 404:
            told = f"nothing is at {request.url.path}"
        return problem(request, desk, told, status=status, html=not _for_programs(request))

    return Starlette(
        lifespan=_few_threads,
        routes=[
            *_routes(desk),
            *(_account_routes(desk, accounts) if accounts is not None else []),
            Mount("/api", api(desk, version=metadata.version("bede"))),
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        middleware=[
            Middleware(Guarded, names=names),
            Middleware(Admitting, accounts=accounts, desk=desk),
            Middleware(GZipMiddleware, minimum_size=2000),
        ],
        exception_handlers={HTTPException: wrong, 500: wrong},
    )


def _for_programs(request: Request) -> bool:
    """Whether data was asked for rather than a page."""
    path, accepted = request.url.path, request.headers.get("accept", "")
    return path.startswith("/api/") or path.endswith(tuple(f".{one}" for one in TYPES)) or "json" in accepted


@asynccontextmanager
async def _few_threads(app: Starlette) -> AsyncIterator[None]:
    """Answer on so many threads that the processors are busy: more of them hold memory and wait for one another."""
    to_thread.current_default_thread_limiter().total_tokens = THREADS
    yield


def _prepare(search: Search, columns: Columns) -> None:
    """What is done with each new state of the database."""
    unusual.prepare(search, columns)
    heap.give_back()


def _account_routes(desk: Desk, accounts: Accounts) -> list[BaseRoute]:
    """The addresses to log in and out."""

    async def form(request: Request) -> Response:
        return access.login_page(request, desk)

    async def enter(request: Request) -> Response:
        return await access.logged_in(request, desk, accounts)

    async def leave(request: Request) -> Response:
        return await access.logged_out(request, accounts)

    return [
        Route("/login", form, methods=["GET"]),
        Route("/login", enter, methods=["POST"]),
        Route("/logout", leave, methods=["POST"]),
    ]


def _routes(desk: Desk) -> list[BaseRoute]:
    """All addresses of pages."""
    return [
        *shown("/", front.front_page, desk=desk, parameters=("day",)),
        *shown("/events", events.events_page, desk=desk),
        *shown("/events/{id}", event.event_page, desk=desk, parameters=("from", "done")),
        *shown("/pages/{id}", page.source_page, desk=desk, parameters=("report", "furniture", "done")),
        *shown("/stories", stories.stories_page, desk=desk, parameters=("from",)),
        *shown("/stories/{id}", stories.story_page, desk=desk, parameters=("since", "done")),
        *shown("/actors", actors.actors_page, desk=desk),
        *shown("/actor", actors.actor_page, desk=desk, parameters=("key", "with")),
        *shown("/dyad", actors.dyad_page, desk=desk, parameters=("a", "b", "c", "d")),
        *shown("/review/log", review.log_page, desk=desk, parameters=("done",)),
        *shown("/review", review.review_page, desk=desk),
        sent("/review/decide", review.decided, desk=desk),
        sent("/review/undo", review.undone, desk=desk),
        *shown("/unusual", unusual.unusual_page, desk=desk, parameters=("day",)),
        *shown("/saved", saved.saved_page, desk=desk),
        sent("/saved", saved.saved, desk=desk),
        sent("/saved/remove", saved.removed, desk=desk),
        *shown("/drop", drop.drop_page, desk=desk),
        sent("/drop", drop.dropped, desk=desk),
        sent("/drop/stop", drop.stopped, desk=desk),
        sent("/drop/go-on", drop.went_on, desk=desk),
        *shown("/map", overviews.map_page, desk=desk),
        *shown("/network", overviews.network_page, desk=desk),
    ]


class Guarded:
    """Adds to each answer the headers that keep what pages say from becoming markup or script."""

    def __init__(self, app: ASGIApp, names: frozenset[str] | None = None) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it: one that another site's page sends, or that came by a name not the desk's."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = _refusal(scope["method"], headers, names=self._names)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                known = {name for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *((name.encode(), value.encode()) for name, value in HEADERS.items() if name.encode() not in known),
                ]
            await send(message)

        if refusal is not None:
            await problem_details(*refusal)(scope, receive, guarded)
            return
        await self._app(scope, receive, guarded)


def _refusal(method: str, headers: Headers, *, names: frozenset[str] | None) -> tuple[int, str] | None:
    """Why a request is refused, as status and words; None where it is not.

    On one's own machine the desk answers by that machine's names alone, so that no other site's name can be made to
    lead to it; what changes something must come from a page of the desk.
    """
    host = headers.get("host", "")
    if names is not None and host.rsplit(":", 1)[0].strip("[]").lower() not in names:
        return 421, f"this desk is not {host!r}"
    if method in ("GET", "HEAD", "OPTIONS"):
        return None
    origin = headers.get("origin")
    foreign = origin is not None and urlsplit(origin).netloc != host
    if foreign or headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return 403, "only a page of this desk can send this"
    return None


def serve(path: str | os.PathLike[str], *, host: str, port: int, accounts: Accounts | None = None) -> None:
    """Run the desk until it is interrupted: without accounts by this machine's names alone.

    Raises BedeError where nobody can listen at that address and port.
    """
    heap.one_heap()
    app = create_app(path, names=OWN_NAMES if accounts is None else None, accounts=accounts)
    server = uvicorn.Server(uvicorn.Config(app, host=host, port=port, log_level="warning", server_header=False))
    try:
        server.run()
    except KeyboardInterrupt:
        return
    except SystemExit as error:
        raise BedeError(f"{host} port {port}: can not be listened at; another program may use it") from error
    if not server.started:
        raise BedeError(f"{host} port {port}: can not be listened at; another program may use it")
