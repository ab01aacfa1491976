"""Small records for tests: the words are looked for in their text, so that every span is right."""

from __future__ import annotations

from collections.abc import Sequence

from bede.model import (
    ACTS,
    Article,
    Event,
    Kind,
    Party,
    Place,
    Publication,
    Report,
    Span,
    Status,
    When,
    content_id,
)

SENTENCE = "Ankara accused Athens of violating its airspace on Friday."


def span(text: str, words: str, *, offset: int = 0) -> Span:
    """The first place of words in a text."""
    start = text.index(words) + offset
    return Span(text=words, start=start, end=start + len(words))


def article(
    text: str = SENTENCE,
    *,
    page: str = "page.txt",
    published: str | None = "2024-04-26",
    publisher: str | None = "Norrland Herald",
    url: str | None = None,
) -> Article:
    """An article whose body is a text, a paragraph a line."""
    body = tuple(span(text, line) for line in text.split("\n") if line)
    day = published and Publication(
        earliest=published, latest=published, edtf=published, text=published, start=None, end=None, basis="given",
        confidence=1.0,
    )  # fmt: skip
    return Article(
        page=page, page_id=content_id("page", text, url), text=text, body=body, published=day or None,
        publisher=publisher, language="en", url=url,
    )  # fmt: skip


def party(
    words: str,
    text: str = SENTENCE,
    *,
    name: str | None = None,
    country: str | None = None,
    kind: Kind | None = "state",
    sectors: tuple[str, ...] = (),
    entity: str | None = None,
) -> Party:
    """Who is named by words of a text."""
    found = span(text, words)
    return Party(
        text=words, start=found.start, end=found.end, name=name or words, country=country, kind=kind, sectors=sectors,
        entity=entity,
    )  # fmt: skip


TURKEY = party("Ankara", name="Turkey", country="TUR", sectors=("GOV",), entity="state:TUR")
GREECE = party("Athens", name="Greece", country="GRC", sectors=("GOV",), entity="state:GRC")


def when(words: str, day: str | None, text: str = SENTENCE, *, last: str | None = None) -> When:
    """A day, an interval, or with None what nothing anchors."""
    found = span(text, words)
    edtf = f"{day}/{last}" if last else day or "XXXX"
    return When(
        text=words, start=found.start, end=found.end, earliest=day, latest=last or day, edtf=edtf,
        basis="inferred" if day else "unanchored", rule="test", reason="test",
    )  # fmt: skip


def place(
    words: str,
    text: str,
    *,
    country: str | None,
    precision: int = 1,
    role: str = "event",
    feature: str = "PPL",
    admin1: str | None = None,
) -> Place:
    """A place at 40 degrees north and 30 east."""
    found = span(text, words)
    return Place(
        text=words, start=found.start, end=found.end, name=words, country=country, admin1=admin1, lat=40.0, lon=30.0,
        geonames_id=1, feature=feature, precision=precision, role=role, rule="test",
    )  # fmt: skip


def report(
    page: Article | None = None,
    *,
    sentence: str | None = None,
    act: str = "ACCUSE",
    event_type: str | None = None,
    trigger: str | None = None,
    modes: tuple[str, ...] = (),
    status: Status = "actual",
    actors: tuple[Party, ...] = (TURKEY,),
    recipients: tuple[Party, ...] = (GREECE,),
    attribution: tuple[Party, ...] = (),
    date: When | None = None,
    places: tuple[Place, ...] = (),
) -> Report:
    """What a sentence of an article claims, by default its whole text; the trigger is its second word."""
    page = page or article()
    said = span(page.text, sentence or page.text.split("\n")[0])
    cause = span(said.text, trigger or said.text.split()[1], offset=said.start)
    quad, intensity = ACTS[act]
    return Report(
        id=content_id("report", page.page_id, cause.start, act), page=page.page, page_id=page.page_id, act=act,
        event_type=event_type or act, modes=modes, status=status, quad=quad, intensity=intensity, contexts=(),
        actors=actors, recipients=recipients, addressees=(), attribution=attribution, matter=None, date=date,
        places=places, numbers=(), trigger=cause, sentence=said, rule="rules/accuse.toml:5", confidence=0.8,
    )  # fmt: skip


def event(
    *reports: Report, outlets: Sequence[str] = ("Norrland Herald",), published: str | None = "2024-04-26"
) -> Event:
    """The event that reports tell of, its values those of the first."""
    first = reports[0]
    return Event(
        id=content_id("event", first.id), act=first.act, event_type=first.event_type, modes=first.modes,
        status=first.status, statuses=((published, first.status),), quad=first.quad, intensity=first.intensity,
        actors=first.actors, recipients=first.recipients, date=first.date, places=first.places,
        contexts=tuple(context.context for context in first.contexts),
        said_by=tuple(party.name for party in first.attribution), reports=tuple(report.id for report in reports),
        merges=(), pages=tuple(dict.fromkeys(report.page_id for report in reports)), outlets=tuple(outlets),
        independent=1, first_published=published, last_published=published, confidence=first.confidence,
    )  # fmt: skip
