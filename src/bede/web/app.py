"""The desk as an application: its addresses, what every answer carries, and what is refused."""

from __future__ import annotations

import os
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bede.web import actors, event, events, front, overviews, page, stories
from bede.web.answers import problem, shown
from bede.web.desk import STATIC, Desk

PLOT_STYLE = "sha256-+TfQir1nvDucAdvE6XUQBt4ayUjpAWkbw2kCdSfekHM="
"""The style element that Observable Plot puts into its drawings, which is always the same."""

POLICY = (
    f"default-src 'none'; script-src 'self'; style-src 'self' '{PLOT_STYLE}'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


def create_app(path: str | os.PathLike[str]) -> Starlette:
    """The desk on a database; raises StoreError where there is none."""
    desk = Desk(Path(path))

    async def wrong(request: Request, error: Exception) -> Response:
        told = str(getattr(error, "detail", "")) or "the desk failed; the server's log says where"
        status = getattr(error, "status_code", 500)
        if status == 404:
            told = f"nothing is at {request.url.path}"
        return problem(request, desk, told, status=status, html=not request.url.path.startswith("/api/"))

    return Starlette(
        routes=[*_routes(desk), Mount("/static", StaticFiles(directory=STATIC))],
        middleware=[Middleware(Guarded), Middleware(GZipMiddleware, minimum_size=2000)],
        exception_handlers={HTTPException: wrong, 500: wrong},
    )


def _routes(desk: Desk) -> list[BaseRoute]:
    """All addresses of pages."""
    return [
        *shown("/", front.front_page, desk=desk),
        *shown("/events", events.events_page, desk=desk),
        *shown("/events/{id}", event.event_page, desk=desk),
        *shown("/pages/{id}", page.source_page, desk=desk),
        *shown("/stories", stories.stories_page, desk=desk),
        *shown("/stories/{id}", stories.story_page, desk=desk),
        *shown("/actors", actors.actors_page, desk=desk),
        *shown("/actor", actors.actor_page, desk=desk),
        *shown("/dyad", actors.dyad_page, desk=desk),
        *shown("/map", overviews.map_page, desk=desk),
        *shown("/network", overviews.network_page, desk=desk),
    ]


class Guarded:
    """Adds to each answer the headers that keep what pages say from becoming markup or script."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                known = {name for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *((name.encode(), value.encode()) for name, value in HEADERS.items() if name.encode() not in known),
                ]
            await send(message)

        await self._app(scope, receive, guarded)


def serve(path: str | os.PathLike[str], *, host: str, port: int) -> None:
    """Run the desk until it is stopped."""
    uvicorn.run(create_app(path), host=host, port=port, log_level="warning", server_header=False, date_header=True)
