"""Review: what people decide about events and reports, kept at once, undone at any time, and listed in a log."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bede.export.entries import entry_of
from bede.export.records import decision_json
from bede.ledger import Decision, Right, Verdict
from bede.model import ACTS, BedeError, Event, Merge, Report, Status
from bede.store import Store
from bede.store.decisions import State, decide, decisions_on, judged, undo
from bede.store.joining import rejoin, settled
from bede.store.search import Query, query_of
from bede.verdicts import modes_of_acts
from bede.web import wording
from bede.web.access import own_path
from bede.web.answers import BadRequestError, NoSuchPageError, View, address, problem, status_of
from bede.web.asked import query_asked
from bede.web.desk import Desk
from bede.web.events import table_of
from bede.web.feeds import entry

SHOWN = 12
"""Events of a page of the queue."""

REPORTS = 4
"""Reports of an event that the queue shows."""

QUEUES = {
    "confidence": "least sure first",
    "-reports": "most reports first",
    "-published": "latest told first",
}

VERDICTS: dict[str, tuple[str, str]] = {
    # verdict: (its key, what it is called)
    "same": ("s", "Same"),
    "not-the-same": ("d", "Not the same"),
    "wrong-code": ("c", "Wrong code"),
    "wrong-actor": ("a", "Wrong actor"),
    "note": ("n", "Note"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An event of the queue with its first reports, why these were joined, and what was decided about them."""

    event: Event
    reports: tuple[tuple[Report, Merge | None], ...]
    decided: tuple[Decision, ...]


def review_page(request: Request, desk: Desk) -> View:
    """The queue of an address ``/review?...``: any query of events, the least sure first."""
    query = query_asked(request, desk, others=("cursor", "done", "sort"))
    sort = request.query_params.get("sort", "confidence")
    query = query_of([*query.parameters(), ("sort", sort)])
    found = desk.search.events(query, limit=SHOWN, cursor=request.query_params.get("cursor"))
    store = desk.store()
    parameters = [*(pair for pair in query.parameters() if pair[0] != "sort"), ("sort", sort)]
    return View(
        template="review.html",
        title="Review",
        scripts=("review.js",),
        values={
            "items": [item_of(store, row.event) for row in found.rows],
            "count": desk.search.count(query),
            "queues": {words: address("/review", [*_rest(query), ("sort", name)]) for name, words in QUEUES.items()},
            "queue": QUEUES.get(sort, sort),
            "next": address("/review", [*parameters, ("cursor", found.cursor)]) if found.cursor else None,
            **choices(store, request),
        },
        record=lambda: [decision_json(decision) | {"state": state} for decision, state in judged(store)],
        table=lambda: table_of(found.rows),
        entries=lambda: [entry_of(row) for row in found.rows],
    )


def log_page(request: Request, desk: Desk) -> View:
    """All decisions, the last first, each with whether it stands."""
    store = desk.store()
    found = judged(store)[::-1]
    in_words = teller(decision for decision, _ in found)
    return View(
        template="log.html",
        title="Decisions",
        values={"decisions": found[:500], "all_decisions": len(found), "told": in_words},
        record=lambda: [decision_json(decision) | {"state": state} for decision, state in found],
        table=lambda: [_row(decision, state) for decision, state in found],
        entries=lambda: [
            entry(
                id=decision.id,
                title=f"{decision.verdict} by {decision.user}",
                updated=decision.time,
                address="/review/log",
                summary=in_words(decision),
            )
            for decision, _ in found[:100]
        ],
    )


def choices(store: Store, request: Request) -> dict[str, Any]:
    """What the bar of decisions needs beside the events: verdicts, acts and modes, and what was decided just now."""
    done = request.query_params.get("done")
    known = [decision for decision, _ in judged(store)]
    last = next((decision for decision in known if done and decision.id == done), None)
    if done and last is None:
        raise NoSuchPageError(f"done {done[:80]!r}: no such decision")
    return {
        "verdicts": VERDICTS,
        "acts": {act: sorted(modes_of_acts()[act]) for act in ACTS},
        "statuses": get_args(Status),
        "last": last,
        "told": teller(known),
        "back_to": _back_to(request),
    }


def item_of(store: Store, event: Event) -> Item:
    """An event as the queue shows it."""
    merges = {merge.report: merge for merge in event.merges}
    reports = store.reports_with(event.reports[:REPORTS])
    decided = decisions_on(store, [report.id for report in reports])
    return Item(
        event=event,
        reports=tuple((report, merges.get(report.id)) for report in reports),
        decided=tuple(decided),
    )


def teller(known: Iterable[Decision]) -> Callable[[Decision], str]:
    """What puts each of the known decisions in words: of an undoing what it takes back."""
    by_id = {decision.id: decision for decision in known}

    def in_words(decision: Decision) -> str:
        """A decision in words."""
        about = by_id.get(decision.undoes or "")
        if about is None:
            return told(decision)
        return f"takes back: {about.verdict.replace('-', ' ')}, {in_words(about)} ({about.user}, {about.time[:10]})"

    return in_words


def told(decision: Decision) -> str:
    """A decision in words by itself."""
    right = decision.right
    if decision.verdict == "undo":
        return f"takes back {decision.undoes}"
    words = wording.counted(len(decision.subjects), "report")
    if decision.others:
        words += f" are not the same as {wording.counted(len(decision.others), 'other')}"
    if right is not None:
        named = (("act", right.act), ("modes", " ".join(right.modes or ())), ("status", right.status))
        who = ((right.role or "party", right.party), ("is", right.name), ("of", right.country))
        words += ": " + ", ".join(f"{name} {value}" for name, value in (*named, *who) if value)
    return words


async def decided(request: Request, desk: Desk) -> Response:
    """Keep what a form decides, and go back to where it was sent from."""
    form = await request.form(max_fields=600)
    try:
        decision = await run_in_threadpool(_decide, desk, form, user_of(request))
    except BedeError as error:
        return problem(request, desk, str(error), status=status_of(error), html=True)
    return _back(form, decision)


async def undone(request: Request, desk: Desk) -> Response:
    """Take back the decision of a form."""
    form = await request.form(max_fields=20)
    try:
        decision = await run_in_threadpool(_undo, desk, _text(form, "decision"), user_of(request))
    except BedeError as error:
        return problem(request, desk, str(error), status=status_of(error), html=True)
    return _back(form, decision)


def user_of(request: Request) -> str:
    """Who decides: the account that is logged in, on one's own machine its user."""
    user = getattr(request.state, "user", None)
    if user is not None:
        return str(user)
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "desk"


def _decide(desk: Desk, form: FormData, user: str) -> Decision:
    """The decision that a form asks for, kept and applied."""
    verdict = _text(form, "verdict")
    if verdict not in VERDICTS:
        raise BadRequestError(f"verdict {verdict!r}: expected one of {', '.join(VERDICTS)}")
    keys = list(dict.fromkeys(str(key) for key in form.getlist("key")))
    if not keys:
        raise BadRequestError(f"{verdict}: nothing is chosen; choose events or reports first")
    store = desk.store()
    if verdict == "not-the-same" and len(keys) == 1:
        keys.append(_whole(store, keys[0]))
    found = decide(
        store,
        cast("Verdict", verdict),
        keys,
        user=user,
        right=_right(verdict, form),
        note=_text(form, "note"),
    )
    applied(desk)
    return found


def _undo(desk: Desk, decision: str, user: str) -> Decision:
    """A decision taken back."""
    store = desk.store()
    found = undo(store, decision, user=user)
    applied(desk)
    return found


def applied(desk: Desk) -> None:
    """Apply what was decided, unless pages wait to be joined as well: then the next run does both."""
    store = desk.store()
    if settled(store):
        rejoin(store)


def _whole(store: Store, key: str) -> str:
    """The event of a report, from which the report is taken out."""
    found = store.find(key)
    event = store.event_of(found) if isinstance(found, Report) else None
    if event is None:
        raise BadRequestError("not the same: choose two events or reports, or one report of an event that has several")
    return event.id


def _right(verdict: str, form: FormData) -> Right | None:
    """What a form says is right."""
    if verdict == "wrong-code":
        values: Mapping[str, Any] = {
            "act": _text(form, "act") or None,
            "modes": tuple(str(mode) for mode in form.getlist("mode") if mode) or None,
            "status": cast("Status | None", _text(form, "status") or None),
        }
    elif verdict == "wrong-actor":
        role = _text(form, "role") or None
        values = {
            "role": cast("Literal['actor', 'recipient'] | None", role if role in ("actor", "recipient") else None),
            "party": _text(form, "party") or None,
            "name": _text(form, "name") or None,
            "country": _text(form, "country") or None,
        }
    else:
        return None
    return Right(**values) if any(value is not None for value in values.values()) else None


def _text(form: FormData, name: str) -> str:
    """A field of a form."""
    found = form.get(name)
    return found.strip()[:2000] if isinstance(found, str) else ""


def _back(form: FormData, decision: Decision) -> Response:
    """To the page that a form was sent from, which shows what was decided."""
    path = own_path(_text(form, "back") or "/review")
    joint = "&" if "?" in path else "?"
    return RedirectResponse(f"{path}{joint}done={decision.id}", status_code=303)


def _back_to(request: Request) -> str:
    """The address of a page without what was decided last."""
    left = [pair for pair in request.query_params.multi_items() if pair[0] != "done"]
    return address(request.url.path, left)


def _rest(query: Query) -> Sequence[tuple[str, str]]:
    """The parameters of a query but for its order."""
    return [pair for pair in query.parameters() if pair[0] != "sort"]


def _row(decision: Decision, state: State) -> dict[str, Any]:
    """A decision as a row of a table."""
    return {
        "decision_id": decision.id,
        "verdict": decision.verdict,
        "state": state,
        "subjects": [subject.report for subject in decision.subjects],
        "others": [subject.report for subject in decision.others],
        "told": told(decision),
        "note": decision.note,
        "user": decision.user,
        "time": decision.time,
        "undoes": decision.undoes,
    }
