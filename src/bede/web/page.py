"""The page of one source: its text with parts and marks on the left, the reports read from it on the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from starlette.requests import Request

from bede.export.records import article_json, report_json
from bede.model import Article, Part, Report, Span
from bede.store import Store, StoreError
from bede.store.views import Mark
from bede.web import wording
from bede.web.answers import NoSuchPageError, View
from bede.web.desk import Desk
from bede.web.feeds import Entry, entry
from bede.web.marks import marks_of, meanings, pieces, sentence_mark

KEPT = ("headline", "subheadline", "byline", "date", "dateline", "body", "caption", "credit", "text")
"""Parts that a reader came for; what else there is, is furniture and shown where that is asked for."""


def source_page(request: Request, desk: Desk) -> View:
    """The page of an address ``/pages/ID``; ``report`` chooses one of its reports, ``furniture`` shows all of it."""
    store = desk.store()
    article = _article(store, request.path_params["id"])
    reports = store.reports_on(article.page_id)
    wanted = request.query_params.get("report")
    chosen = next((number for number, report in enumerate(reports) if report.id == wanted), None)
    if wanted and chosen is None:
        raise NoSuchPageError(
            f"the page {article.page_id} has no report {wanted[:80]!r} (any more); without it: /pages/{article.page_id}"
        )
    furniture = request.query_params.get("furniture") == "1"
    told = lines(article, reports, chosen=wanted if chosen is not None else None, furniture=furniture)
    origin = store.origins([article.page_id]).get(article.page_id)
    values = {
        "article": article,
        "reports": [(number, report, store.event_of(report)) for number, report in enumerate(reports)],
        "chosen": chosen,
        "furniture": furniture,
        "left_out": sum(part.part not in KEPT for part in article.parts),
        "lines": told,
        "origin": store.article(origin) if origin else None,
    }
    return View(
        template="page.html",
        title=article.headline.text if article.headline else article.title or article.page,
        values=values,
        wide=True,
        scripts=("page.js",),
        record=lambda: {
            **article_json(article),
            "text": article.text,
            "reports": [report_json(one) for one in reports],
        },
        table=lambda: [_row(report) for report in reports],
        entries=lambda: [_entry(report, article) for report in reports],
    )


def _article(store: Store, key: str) -> Article:
    """The article with a page id."""
    try:
        return store.article(key)
    except StoreError as error:
        raise NoSuchPageError(f"no page {key!r}") from error


def lines(article: Article, reports: Sequence[Report], *, chosen: str | None, furniture: bool) -> list[dict[str, Any]]:
    """The lines of a page: each with its part and its pieces, those of the chosen report told apart."""
    numbers = {report.id: number for number, report in enumerate(reports)}
    marks = sorted(
        (mark for report in reports for mark in (*marks_of(report), sentence_mark(report))),
        key=lambda mark: mark.start,
    )
    found: list[dict[str, Any]] = []
    seen: set[str] = set()
    for part in article.parts or (Part(part="text", start=0, end=len(article.text)),):
        if part.part not in KEPT and not furniture:
            continue
        whole = Span(text=article.text[part.start : part.end], start=part.start, end=part.end)
        made = []
        for piece in pieces(whole, [mark for mark in marks if mark.start < part.end and part.start < mark.end]):
            begins = [mark.report for mark in piece.marks if mark.kind == "sentence" and mark.report not in seen]
            seen.update(begins)
            own = [mark for mark in piece.marks if mark.kind != "sentence"]
            ends = [mark for mark in own if mark.end == piece.end]
            made.append(
                {
                    "text": piece.text,
                    "roles": list(dict.fromkeys(mark.kind for mark in own)),
                    "of": _pairs(piece.marks, numbers),
                    "ends": _pairs(ends, numbers),
                    "begins": dict.fromkeys(begins),
                    "title": meanings(piece),
                    "chosen": [mark.kind for mark in piece.marks if mark.report == chosen],
                    "chosen_ends": list(dict.fromkeys(mark.kind for mark in ends if mark.report == chosen)),
                }
            )
        found.append({"part": part.part, "kept": part.part in KEPT, "pieces": made})
    return found


def _pairs(marks: Sequence[Mark], numbers: dict[str, int]) -> str:
    """Marks as the script of the page reads them: ``0:actor 2:sentence``."""
    return " ".join(dict.fromkeys(f"{numbers[mark.report]}:{mark.kind}" for mark in marks))


def _row(report: Report) -> dict[str, Any]:
    """A report as a row of a table."""
    return {
        "report": report.id,
        "page": report.page,
        "event_type": report.event_type,
        "act": report.act,
        "modes": list(report.modes),
        "status": report.status,
        "actors": [party.name for party in report.actors],
        "recipients": [party.name for party in report.recipients],
        "said_by": [party.name for party in report.attribution],
        "date_edtf": report.date.edtf if report.date else None,
        "places": [place.name for place in report.places if place.role == "event"],
        "confidence": report.confidence,
        "sentence": report.sentence.text,
        "start": report.sentence.start,
        "end": report.sentence.end,
        "trigger": report.trigger.text,
        "rule": report.rule,
    }


def _entry(report: Report, article: Article) -> Entry:
    """A report as an entry of the page's feed."""
    return entry(
        id=report.id,
        title=wording.headline(report),
        updated=article.published.earliest if article.published else None,
        address=f"/pages/{report.page_id}?report={report.id}",
        summary=report.sentence.text,
    )
