"""The JSON of every command: records as plain dicts, in the order and with the names of the reference."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bede.dossier import Dossier, Dyad
from bede.ledger import Change, Decision
from bede.merge import Claims
from bede.model import (
    Article,
    Event,
    Grouped,
    Manifest,
    Place,
    Report,
    Reprint,
    Statement,
    Story,
    When,
)
from bede.plain import plain, record_from
from bede.rates import Reading
from bede.story import Course
from bede.unusual import Unusual

__all__ = [
    "article_json",
    "change_json",
    "claims_json",
    "course_json",
    "decision_json",
    "dossier_json",
    "dyad_json",
    "event_json",
    "grouped_json",
    "manifest_json",
    "places_json",
    "plain",
    "reading_json",
    "record_from",
    "report_json",
    "reprint_json",
    "statements_json",
    "story_json",
    "times_json",
    "unusual_json",
]


def report_json(report: Report) -> dict[str, Any]:
    """A report as ``bede code`` prints it."""
    return dict(plain(report))


def article_json(article: Article) -> dict[str, Any]:
    """An article as ``bede read`` prints it; the page's text itself is left out."""
    found: dict[str, Any] = plain(article)
    del found["text"]
    return found


def claims_json(found: Claims) -> dict[str, Any]:
    """Who says what of an event as ``bede conflicts`` prints it."""
    return dict(plain(found))


def statements_json(article: Article, statements: Iterable[Statement]) -> dict[str, Any]:
    """The statements of an article as ``bede quotes`` prints them: source, cue and content as offsets alone."""
    found = []
    for statement in statements:
        told: dict[str, Any] = plain(statement)
        for name in ("source", "cue", "content"):
            told[name] = [[span.start, span.end] for span in getattr(statement, name)]
        found.append(told)
    return {"page": article.page, "page_id": article.page_id, "statements": found}


def places_json(article: Article, places: Iterable[Place]) -> dict[str, Any]:
    """The places that an article names as ``bede places`` prints them."""
    return {"page": article.page, "page_id": article.page_id, "places": plain(tuple(places))}


def times_json(article: Article, times: Iterable[When]) -> dict[str, Any]:
    """The times that an article names as ``bede times`` prints them."""
    return {"page": article.page, "page_id": article.page_id, "times": plain(tuple(times))}


def grouped_json(grouped: Grouped) -> dict[str, Any]:
    """What a page belongs to as ``bede group`` prints it."""
    return dict(plain(grouped))


def reprint_json(reprint: Reprint) -> dict[str, Any]:
    """Whose text a page carries as ``bede copies`` prints it."""
    return dict(plain(reprint))


def event_json(event: Event) -> dict[str, Any]:
    """An event as ``bede events`` prints it."""
    return dict(plain(event))


def story_json(story: Story) -> dict[str, Any]:
    """A story."""
    return dict(plain(story))


def change_json(change: Change) -> dict[str, Any]:
    """A change as ``bede changes`` prints it."""
    return dict(plain(change))


def decision_json(decision: Decision) -> dict[str, Any]:
    """A decision as ``bede decide`` prints it."""
    return dict(plain(decision))


def course_json(course: Course, *, whole: bool) -> dict[str, Any]:
    """A story as ``bede story`` prints it; not whole as ``bede stories`` does, without its links and timeline."""
    found = dict(plain(course))
    if not whole:
        del found["links"], found["timeline"]
    return found


def unusual_json(found: Unusual) -> dict[str, Any]:
    """What is unusual in a week as ``bede unusual`` prints it."""
    return dict(plain(found))


def reading_json(reading: Reading) -> dict[str, Any]:
    """What was read of an outlet on a day as ``bede rates`` prints it."""
    return dict(plain(reading))


def manifest_json(manifest: Manifest) -> dict[str, Any]:
    """What a run did, as ``bede run`` prints it: hashes by file, numbers by what is counted."""
    pairs = {"lexicon": manifest.lexicon, "counts": manifest.counts, "dropped": manifest.dropped}
    return dict(plain(manifest)) | {name: dict(found) for name, found in pairs.items()}


def dyad_json(dyad: Dyad) -> dict[str, Any]:
    """A pair as ``bede actors`` prints it: events by quad and by type."""
    return dict(plain(dyad)) | {"quads": dict(dyad.quads), "types": dict(dyad.types)}


def dossier_json(dossier: Dossier) -> dict[str, Any]:
    """An actor in depth as ``bede actor`` prints it: numbers by what is counted."""
    found = dict(plain(dossier))
    for name in ("quads", "types", "unknown"):
        found[name] = dict(getattr(dossier, name))
    for partner, told in zip(dossier.partners, found["partners"], strict=True):
        told["types"] = dict(partner.types)
    return found
