"""One event, report or story in full: every value with the words and the line of the lexicon that it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from rich.text import Text

from bede.console.layout import fields, indented, joined, marked, row, say
from bede.console.timeline import Reports, timeline
from bede.console.wording import QUADS, STATUS, because, counted, days, described, kind, parties, witnesses
from bede.ledger import Decision
from bede.merge import Given, claims
from bede.model import Article, Correction, Event, First, Number, Party, Place, Report, Span, Story

PRECISION = {1: "a point", 2: "a town or district", 3: "a province", 4: "a country"}

Articles = Callable[[str], Article]


def event_view(
    event: Event,
    reports: Sequence[Report],
    article_of: Articles,
    *,
    width: int,
    colour: bool,
    copies: Mapping[str, str] | None = None,
    decided: Sequence[Decision] = (),
) -> Iterator[Text]:
    """An event: what, who, when, where, status and who says so; then each report with its sentence.

    ``article_of`` gives the article of a page id; ``copies`` maps the page ids of copies to their origins'; ``decided``
    are the decisions about the event's reports that stand.
    """
    yield from row((Text().append_text(kind(event)).append(": ").append_text(parties(event)), width))
    yield from fields([*_of_event(event, reports), *map(_decision, decided)], width=width)
    yield from fields(_claimed(event, reports, article_of, copies or {}), width=width)
    yield Text()
    yield Text(counted(len(reports), "report"), style="title")
    if colour:
        yield legend()
    reasons = {merge.report: (merge.reason, merge.score) for merge in event.merges}
    for number, report in enumerate(reports, start=1):
        yield Text()
        reason, score = reasons.get(report.id, ("", 0.0))
        why = joined([reason or "one happening by score", f"score {score:.2f}"]) if report.id in reasons else Text()
        copied = (copies or {}).get(report.page_id)
        origin = article_of(copied) if copied else None
        pairs = [("joined", why), ("copy of", _page(origin) if origin else Text())]
        yield from _report_lines(report, article_of(report.page_id), pairs, number=number, width=width, colour=colour)


def report_view(report: Report, article: Article, event: Event | None, *, width: int, colour: bool) -> Iterator[Text]:
    """A report with all its values, and the event that it belongs to."""
    yield from row((Text().append_text(kind(report)).append(": ").append_text(parties(report)), width))
    yield from fields(_of_report(report, event), width=width)
    yield Text()
    if colour:
        yield legend()
    yield from _report_lines(report, article, [], number=None, width=width, colour=colour)


def story_view(story: Story, events: Sequence[Event], reports: Reports, *, width: int) -> Iterator[Text]:
    """A story: its events by date, then why each belongs to it."""
    yield from timeline([story], events, reports, width=width)
    yield Text()
    yield from fields([("actors", ", ".join(story.actors))], width=width)
    if story.links:
        yield Text()
        yield Text("Why they belong together", style="title")
        yield from fields([(link.event[:8], link.reason) for link in story.links], width=width, label=9)


def legend() -> Text:
    """What the colours of a marked sentence mean."""
    text = Text("marked: ", style="note")
    for number, role in enumerate(("actor", "trigger", "recipient", "source")):
        text.append(", " if number else "").append(role, style=role)
    return text


def marks(report: Report) -> list[tuple[str, Span]]:
    """The stretches of a page that a report points at, each with its role."""
    found = [("trigger", report.trigger)]
    for role, named in (("actor", report.actors), ("recipient", report.recipients), ("source", report.attribution)):
        found.extend((role, Span(text=party.text, start=party.start, end=party.end)) for party in named)
    return found


def _of_event(event: Event, reports: Sequence[Report]) -> Iterator[tuple[str, Text | str]]:
    """The labelled values of an event."""
    yield "event", event.id
    yield "what", _what(event)
    yield from _who(event)
    yield "when", because(event.date) if event.date else "no time is said"
    yield from _wheres(event.places)
    yield "about", next((f'"{report.matter.text}"' for report in reports if report.matter), "")
    yield "status", _history(event)
    yield "said by", ", ".join(event.said_by) or "the outlets themselves"
    yield "contexts", ", ".join(event.contexts)
    outlets = ", ".join(event.outlets) or "outlet unknown"
    published = f"published {days(event.first_published, event.last_published)}" if event.first_published else ""
    yield "sources", joined([witnesses(event), outlets, published])
    yield "first told", _first(event.first_told, reports, unnamed="an unknown outlet")
    yield "first said", _first(event.first_said, reports, unnamed="")
    yield "confidence", f"{event.confidence:.2f}"


def _first(found: First | None, reports: Sequence[Report], *, unnamed: str) -> str:
    """Who was first, in which reports and when: "Herald (report 1) or Courier (report 3), 27 Apr 2024"."""
    if found is None:
        return ""
    numbers = {report.id: number for number, report in enumerate(reports, start=1)}
    names = found.names or (unnamed,)
    told = " or ".join(f"{name} (report {numbers[key]})" for name, key in zip(names, found.reports, strict=False))
    return f"{told}, {days(found.published, found.published)}"


def _of_report(report: Report, event: Event | None) -> Iterator[tuple[str, Text | str]]:
    """The labelled values of a report."""
    yield "report", report.id
    yield "event", f"{event.id[:8]} with {counted(len(event.reports), 'report')}" if event else "none yet"
    yield "what", _what(report)
    yield from _who(report)
    for party in report.addressees:
        yield "told to", described(party)
    yield "when", because(report.date) if report.date else "no time is said"
    yield from _wheres([place for place in report.places if place.role == "event"])
    yield "about", f'"{report.matter.text}"' if report.matter else ""
    yield "numbers", joined([_number(number) for number in report.numbers])
    yield "status", STATUS[report.status][1]
    yield "contexts", joined([f'{context.context} ("{context.text}", {context.rule})' for context in report.contexts])
    yield "confidence", f"{report.confidence:.2f}"


def _what(record: Event | Report) -> Text:
    """The code in words."""
    modes = f"mode {' '.join(record.modes)}" if record.modes else ""
    act = f"act {record.act}" if record.act != record.event_type else ""
    return joined([record.event_type, act, modes, QUADS[record.quad], f"intensity {record.intensity:g}"])


def _who(record: Event | Report) -> Iterator[tuple[str, Text]]:
    """Actors and recipients, each in full."""
    for role, named in (("actor", record.actors), ("recipient", record.recipients)):
        for party in named:
            yield role, described(party)


def _wheres(places: Sequence[Place]) -> Iterator[tuple[str, Text]]:
    """The places, each in full."""
    for place in places:
        point = f"{place.lat:.2f}, {place.lon:.2f}" if place.lat is not None and place.lon is not None else ""
        where = joined([place.name, place.country or ""], ", ")
        text = joined([where, PRECISION[place.precision], point])
        yield "where", text.append("  ").append_text(say(place.rule, "note"))


def _number(number: Number) -> str:
    """A number with its kind and the words that say it."""
    low = f"{number.low:.15g}"
    value = (
        low if number.low == number.high else f"{low} or more" if number.high is None else f"{low} to {number.high:g}"
    )
    words = joined([number.kind, value, number.unit or "", number.noun or ""], " ")
    return f'{words} ("{number.text}")' + (f", {number.part}" if number.part else "")


def _history(event: Event) -> Text:
    """The status and how it came about by day of publication."""
    text = Text(STATUS[event.status][1], style=event.status)
    changes = [
        (day, status)
        for number, (day, status) in enumerate(event.statuses)
        if not number or status != event.statuses[number - 1][1]
    ]
    if len(changes) > 1:
        told = [f"{STATUS[status][1]} on {days(day, day)}" if day else STATUS[status][1] for day, status in changes]
        text.append_text(say(": told as " + ", then ".join(told)))
    return text


def _claimed(
    event: Event, reports: Sequence[Report], article_of: Articles, copies: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Who confirms or denies an event, whether one side alone claims it, and on what its reports differ."""
    articles = {page_id: article_of(page_id) for page_id in dict.fromkeys(report.page_id for report in reports)}
    found = claims(event, reports, articles, copies)
    numbers = {report.id: number for number, report in enumerate(reports, start=1)}
    for stance, label in (("confirms", "confirmed by"), ("denies", "denied by")):
        voices = (voice for voice in found.voices if voice.stance == stance)
        yield label, ", ".join(dict.fromkeys(f"{voice.name} (report {numbers[voice.report]})" for voice in voices))
    if found.only_side is not None:
        yield "claimed by", f"only the side of the {found.only_side}"
    for conflict in found.conflicts:
        yield "differing", f"{conflict.fact}: {_told(conflict.given, numbers)}"
    for development in found.developments:
        by_day = groupby(development.given, key=lambda given: (given.published or "")[:10])
        yield "developing", f"{development.fact}: {', then '.join(_told(list(given), numbers) for _, given in by_day)}"


def _told(given: Sequence[Given], numbers: Mapping[str, int]) -> str:
    """Each value that reports give, with their numbers: "12 (report 1, 3) or 14 (report 2)"."""
    told: dict[str, list[int]] = {}
    for one in given:
        told.setdefault(one.value, []).append(numbers[one.report])
    return " or ".join(f"{value} (report {', '.join(map(str, sorted(set(at))))})" for value, at in told.items())


def _report_lines(
    report: Report,
    article: Article,
    pairs: Sequence[tuple[str, Text]],
    *,
    number: int | None,
    width: int,
    colour: bool,
) -> Iterator[Text]:
    """A report's outlet and day, its sentence with who and what marked, and where it stands."""
    first = Text(f"{number}. " if number else "")
    outlet = article.publisher or "outlet unknown"
    day = days(article.published.earliest, article.published.latest) if article.published else "undated"
    head = first.append_text(joined([outlet, day, kind(report)], ", ")).append("  ")
    yield from indented(head.append_text(say(report.id[:8], "id")), width=width, indent=0)
    yield from indented(marked(report.sentence, marks(report), colour=colour), width=width, indent=3)
    sentence, trigger = report.sentence, report.trigger
    span = f"characters {sentence.start} to {sentence.end}, trigger {trigger.start} to {trigger.end}"
    standing: list[tuple[str, Text | str]] = [
        ("according to", _chain(report.attribution, article.publisher or "the page itself")),
        *pairs,
        *(("corrected", _correction(correction)) for correction in report.corrected),
        ("rule", say(report.rule)),
        ("page", joined([_page(article), span])),
    ]
    yield from fields(standing, width=width, indent=3, label=13)


def _chain(sources: Sequence[Party], outlet: str) -> Text:
    """Who says so, outermost first, beginning with the outlet."""
    names = [
        outlet,
        *(party.name if party.name == party.text else f'{party.name} ("{party.text}")' for party in sources),
    ]
    return joined(names, ", citing ")


def _decision(decision: Decision) -> tuple[str, str]:
    """What a person decided: "not-the-same, by anna on 2 May 2024: the second shelling"."""
    day = days(decision.time[:10], decision.time[:10])
    note = f": {decision.note}" if decision.note else ""
    return "decided", f"{decision.verdict}, by {decision.user} on {day}{note}; decision {decision.id[:8]}"


def _correction(correction: Correction) -> str:
    """What a person corrected: "act: ACCUSE to REJECT, by anna on 2 May 2024"."""
    if correction.field == "report":
        change = "wrong as a whole, in no event"
    else:
        change = f"{correction.field}: {correction.coded or 'nothing'} to {correction.right or 'nothing'}"
    return f"{change}, by {correction.user} on {days(correction.time[:10], correction.time[:10])}"


def _page(article: Article) -> Text:
    """A page by its name, with its id."""
    return joined([article.page, article.page_id[:8]], ", ")
