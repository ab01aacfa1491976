"""The desk for programs: the same questions as typed addresses under /api, described by OpenAPI."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import Body, FastAPI, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from bede.export.records import article_json, decision_json, event_json, report_json, story_json
from bede.ledger import Right, Verdict
from bede.model import BedeError, Event, Report, Story
from bede.plain import record_from
from bede.store import StoreError
from bede.store.decisions import decide, judged, undo
from bede.store.query import PARAMETERS
from bede.store.search import Query as EventQuery
from bede.store.summaries import By, Step
from bede.web.answers import NoSuchPageError, json_bytes, problem_details, status_of
from bede.web.asked import query_asked
from bede.web.desk import Desk
from bede.web.review import applied, user_of

OTHERS = ("limit", "cursor", "by", "step", "most")
Limit = Annotated[int, Query(ge=1, le=1000, description="At most so many.")]
Key = Annotated[str, Path(min_length=6, max_length=16, pattern="^[0-9a-f]+$", description="An id, or its beginning.")]
FILTERS = {
    "parameters": [
        {
            "name": name,
            "in": "query",
            "required": False,
            "schema": {"type": "array", "items": {"type": "string"}},
            "description": "A filter of events, as in the address of the table; docs/howto/desk.md lists them.",
        }
        for name in PARAMETERS
    ]
}
ABOUT = (
    "Events read from news pages, each with its sentences. Errors are problem details (RFC 9457); answers carry an"
    " ETag; lists go on with the cursor that they give."
)


def api(desk: Desk, *, version: str) -> FastAPI:
    """The application that answers under /api."""
    app = FastAPI(
        title="Bede", version=version, description=ABOUT, docs_url=None, redoc_url=None, openapi_url="/openapi.json"
    )

    @app.exception_handler(BedeError)
    async def wrong(request: Request, error: BedeError) -> Response:
        return problem_details(status_of(error), str(error))

    @app.exception_handler(HTTPException)
    async def nothing(request: Request, error: HTTPException) -> Response:
        told = f"nothing is at {request.url.path}" if error.status_code == 404 else str(error.detail)
        return problem_details(error.status_code, told)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        told = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        return problem_details(422, told)

    def answer(request: Request, make: Callable[[], Any]) -> Response:
        """What a question gives, as JSON with an ETag: it changes when the database or the question does."""
        text = f"{desk.search.state()} {request.url.path}?{request.url.query}"
        tag = f'W/"{hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:20]}"'
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers={"ETag": tag})
        headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
        return Response(json_bytes(make()), media_type="application/json", headers=headers)

    def asked(request: Request) -> EventQuery:
        return query_asked(request, desk, others=OTHERS)

    @app.get("/status", summary="How much there is, and the last run")
    def status(request: Request) -> Response:
        run = desk.store().last_run()
        made = {"counts": desk.counts(), "run": run.id if run else None, "version": run.version if run else None}
        return answer(request, lambda: made)

    @app.get("/events", summary="Events that fit every filter", openapi_extra=FILTERS)
    def events(request: Request, limit: Limit = 50, cursor: str | None = None) -> Response:
        query = asked(request)

        def made() -> dict[str, Any]:
            found = desk.search.events(query, limit=limit, cursor=cursor)
            count = desk.search.count(query)
            rows = [
                {**event_json(row.event), "story": row.story, "quote": asdict(row.quote) if row.quote else None}
                for row in found.rows
            ]
            return {"count": count.events, "exact": count.exact, "cursor": found.cursor, "events": rows}

        return answer(request, made)

    @app.get("/events/{key}", summary="An event with its reports")
    def event(request: Request, key: Key, limit: Limit = 100) -> Response:
        found = _found(desk, key)
        if not isinstance(found, Event):
            raise NoSuchPageError(f"no event {key!r}")
        reports = desk.store().reports_with(found.reports[:limit])
        return answer(request, lambda: {**event_json(found), "told": [report_json(one) for one in reports]})

    @app.get("/reports/{key}", summary="A report, and the id of its event")
    def report(request: Request, key: Key) -> Response:
        found = _found(desk, key)
        if not isinstance(found, Report):
            raise NoSuchPageError(f"no report {key!r}")
        own = desk.store().event_of(found)
        return answer(request, lambda: {**report_json(found), "event": own.id if own else None})

    @app.get("/pages/{key}", summary="A page: its text, its parts and its reports")
    def page(request: Request, key: Key) -> Response:
        try:
            found = desk.store().article(key)
        except StoreError as error:
            raise NoSuchPageError(str(error)) from error
        reports = desk.store().reports_on(found.page_id)
        told = [report_json(one) for one in reports]
        return answer(request, lambda: {**article_json(found), "text": found.text, "reports": told})

    @app.get("/stories/{key}", summary="A story")
    def story(request: Request, key: Key) -> Response:
        found = _found(desk, key)
        if not isinstance(found, Story):
            raise NoSuchPageError(f"no story {key!r}")
        return answer(request, lambda: story_json(found))

    @app.get("/facets", summary="The commonest values of each filter, counted", openapi_extra=FILTERS)
    def facets(request: Request, most: Annotated[int, Query(ge=1, le=100)] = 12) -> Response:
        query = asked(request)
        return answer(request, lambda: [asdict(facet) for facet in desk.search.facets(query, most=most)])

    @app.get("/series", summary="Events over time by class", openapi_extra=FILTERS)
    def series(request: Request, step: Step | None = None) -> Response:
        query = asked(request)
        return answer(request, lambda: asdict(desk.search.series(query, step=step)))

    @app.get("/actors", summary="Who takes part most often", openapi_extra=FILTERS)
    def actors(request: Request, by: By = "entity", limit: Limit = 50) -> Response:
        query = asked(request)
        return answer(request, lambda: [asdict(one) for one in desk.search.actors(query, limit=limit, by=by)])

    @app.get("/dyads", summary="Who acts on whom", openapi_extra=FILTERS)
    def dyads(request: Request, by: By = "entity", limit: Limit = 50) -> Response:
        query = asked(request)
        return answer(request, lambda: [asdict(one) for one in desk.search.dyads(query, limit=limit, by=by)])

    @app.get("/places", summary="Where events were", openapi_extra=FILTERS)
    def places(request: Request, limit: Limit = 500) -> Response:
        query = asked(request)
        return answer(request, lambda: [asdict(one) for one in desk.search.places(query, limit=limit)])

    @app.get("/decisions", summary="All decisions by time, each with whether it stands")
    def all_decisions() -> Response:
        found = judged(desk.store())
        return Response(
            json_bytes([decision_json(one) | {"state": state} for one, state in found]), media_type="application/json"
        )

    @app.post("/decisions", summary="Keep a decision", status_code=201)
    def add_decision(
        request: Request,
        verdict: Annotated[Literal["same", "not-the-same", "wrong-code", "wrong-actor", "note"], Body()],
        ids: Annotated[list[str], Body(min_length=1, max_length=500)],
        note: Annotated[str, Body(max_length=2000)] = "",
        right: Annotated[dict[str, Any] | None, Body()] = None,
    ) -> Response:
        made = _right(right)
        kept: Verdict = verdict
        found = decide(desk.store(), kept, ids, user=user_of(request), right=made, note=note)
        applied(desk)
        return Response(json_bytes(decision_json(found)), status_code=201, media_type="application/json")

    @app.post("/decisions/{key}/undo", summary="Take a decision back", status_code=201)
    def undo_decision(request: Request, key: Key) -> Response:
        found = undo(desk.store(), key, user=user_of(request))
        applied(desk)
        return Response(json_bytes(decision_json(found)), status_code=201, media_type="application/json")

    return app


def _found(desk: Desk, key: str) -> Event | Story | Report:
    """The event, story or report with an id."""
    try:
        return desk.store().find(key)
    except StoreError as error:
        raise NoSuchPageError(str(error)) from error


def _right(given: dict[str, Any] | None) -> Right | None:
    """What a program says is right; raises BedeError for what is no correction."""
    if given is None:
        return None
    try:
        return record_from(Right, given)
    except (TypeError, ValueError) as error:
        raise BedeError(f"right: expected act, modes, status or role, party, name, country ({error})") from error
