"""Claims: who asserts, confirms or denies an event, and on which facts its reports contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Literal, NamedTuple, get_args

from bede.lexicon.content import content_words
from bede.lexicon.tables import DATA, rows
from bede.merge.agreement import kilometres
from bede.merge.participants import match
from bede.merge.told import Where, published, time_of, where, who
from bede.model import Article, Event, Party, Report, Span

Stance = Literal["asserts", "confirms", "denies"]
Side = Literal["actor", "recipient", "other", "outlet"]
Fact = Literal["happened", "dead", "injured", "arrested", "money", "date", "place"]

DONE = ("actual", "historical")
APART = 60.0  # kilometres from which two towns are two places
TOWN = 2  # the widest precision of a place that is compared
ONE_SIDE = 0.25  # how much more a speaker has to match one side than the other


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody who takes a stand on an event in one report: a speaker whom the sentence names, or else the outlet.

    ``side`` says whose side it is on: that of who did it, of whom it was done to, of neither (``other``), or an outlet.
    """

    name: str
    country: str | None
    stance: Stance
    side: Side
    report: str
    page: str
    sentence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What one report gives for a fact on which reports differ: the words, and the value in one form for all of them.

    ``value`` is a number, an EDTF time, the name of a place, or whether it happened (``yes``, ``no``). ``said_by`` are
    those whom the sentence names as its source, ``outlet`` printed it.
    """

    value: str
    text: str
    report: str
    page: str
    outlet: str | None
    published: str | None
    said_by: tuple[str, ...]
    sentence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A fact of an event on which its reports do not agree, with what each of them gives, by day of publication."""

    fact: Fact
    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """Who says what of an event: who asserts, confirms or denies it, and where reports contradict each other.

    ``only_side`` is the side of all who assert it, where no outlet says so by itself and somebody of the other side
    takes part; None otherwise.
    """

    event: str
    event_type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    date: str | None
    only_side: Side | None
    voices: tuple[Voice, ...]
    conflicts: tuple[Conflict, ...]


def claims(
    event: Event, reports: Sequence[Report], articles: Mapping[str, Article], copy_of: Mapping[str, str] | None = None
) -> Claims:
    """Who says what of an event, from its reports in its order; what a page copies from another counts once."""
    told = _once(reports, copy_of or {})
    voices = tuple(voice for report in told for voice in _voices(report, event, articles))
    return Claims(
        event=event.id,
        event_type=event.event_type,
        actors=tuple(party.name for party in event.actors),
        recipients=tuple(party.name for party in event.recipients),
        date=event.date.edtf if event.date else None,
        only_side=_only_side(event, voices),
        voices=voices,
        conflicts=tuple(_conflicts(told, articles)),
    )


def _once(reports: Sequence[Report], copy_of: Mapping[str, str]) -> list[Report]:
    """The reports without those of copies of a page whose own report of the same sentence is among them."""
    origins = {(report.page_id, report.sentence.text) for report in reports if report.page_id not in copy_of}
    found: dict[tuple[str, str, str, str], Report] = {}
    for report in reports:
        root = copy_of.get(report.page_id, report.page_id)
        if root != report.page_id and (root, report.sentence.text) in origins:
            continue
        found.setdefault((root, report.sentence.text, report.act, report.status), report)
    return list(found.values())


# Who takes a stand


def _voices(report: Report, event: Event, articles: Mapping[str, Article]) -> Iterator[Voice]:
    """Who takes a stand on the event in a report: the innermost speaker, else whoever denies it, else the outlet."""
    if report.status == "hypothetical":
        return
    stance = _stance(report)
    if report.attribution:
        speaker = report.attribution[-1]
        yield _voice(speaker, _side(speaker, event), stance, report)
        return
    said = _said(report)
    if stance == "denies" and "denies" in said and report.actors:
        yield _voice(report.actors[0], "actor", "denies", report)
        return
    article = articles.get(report.page_id)
    if article is not None and article.publisher:
        yield Voice(
            name=article.publisher, country=None, stance=stance, side="outlet", report=report.id, page=report.page,
            sentence=report.sentence,
        )  # fmt: skip


def _voice(party: Party, side: Side, stance: Stance, report: Report) -> Voice:
    """A party as a voice."""
    return Voice(
        name=party.name, country=party.country, stance=stance, side=side, report=report.id, page=report.page,
        sentence=report.sentence,
    )  # fmt: skip


def _stance(report: Report) -> Stance:
    """What a report says of its event: that it is so, confirmed, or not so."""
    if report.status == "negated":
        return "denies"
    said = _said(report)
    return "confirms" if report.attribution and "confirms" in said and "none" not in said else "asserts"


def _said(report: Report) -> set[str]:
    """The stands that the words of a report's sentence take, beside what it tells."""
    start, end = (at - report.sentence.start for at in (report.trigger.start, report.trigger.end))
    text = f"{report.sentence.text[: max(0, start)]} {report.sentence.text[max(0, end) :]}"
    return {stances()[stem] for stem in content_words(text) if stem in stances()}


@lru_cache(maxsize=1)
def stances() -> dict[str, str]:
    """The stand that a word takes, by its stem."""
    return {row["stem"]: row["stance"] for row in rows(DATA / "words" / "stances.tsv", ("stem", "stance"))}


def _side(speaker: Party, event: Event) -> Side:
    """On whose side a speaker is: of those who did it, of those to whom it was done, or of neither."""
    one = who(speaker)
    acting = max((match(one, who(party)) for party in event.actors), default=0.0)
    suffering = max((match(one, who(party)) for party in event.recipients), default=0.0)
    if max(acting, suffering) < ONE_SIDE or abs(acting - suffering) < ONE_SIDE:
        return "other"
    return "actor" if acting > suffering else "recipient"


def _only_side(event: Event, voices: Sequence[Voice]) -> Side | None:
    """The side of all who assert an event, where the other could speak as well and no outlet says so by itself."""
    sides = {voice.side for voice in voices if voice.stance != "denies"}
    speaking = [any(party.country or party.kind for party in parties) for parties in (event.actors, event.recipients)]
    return next((side for side in ("actor", "recipient") if sides == {side} and all(speaking)), None)


# On what they differ


class Value(NamedTuple):
    """What a report gives for a fact: in one form, in its words, and the bounds or the place that are compared."""

    value: str
    text: str
    low: float = 0.0
    high: float = 0.0
    place: Where | None = None


def _conflicts(reports: Sequence[Report], articles: Mapping[str, Article]) -> Iterator[Conflict]:
    """The facts on which reports contradict each other, each with all that is given for it."""
    for fact in get_args(Fact):
        told = [(report, values) for report in reports if (values := list(_values(report, fact)))]
        if any(not _agree(one, other) for (_, one), (_, other) in combinations(told, 2)):
            given = [_given(report, value, articles) for report, values in told for value in values]
            yield Conflict(fact=fact, given=tuple(sorted(given, key=lambda item: item.published or "~")))


def _values(report: Report, fact: Fact) -> Iterator[Value]:
    """What a report gives for a fact."""
    done = report.status in DONE
    if fact == "happened":
        if done or report.status == "negated":
            yield Value("yes" if done else "no", report.trigger.text, float(done), float(done))
    elif fact == "date":
        time = time_of(report.date)
        if report.date is not None and time.days is not None and time.narrow and done:
            yield Value(report.date.edtf, report.date.text, float(time.days[0]), float(time.days[1]))
    elif fact == "place":
        for place in report.places:
            if place.role == "event" and place.precision <= TOWN:
                yield Value(place.name, place.text, place=where(place))
    else:
        for number in report.numbers:
            if number.kind == fact:
                value = f"{number.low:g}" if number.low == number.high else f"{number.low:g}/{number.high:g}"
                yield Value(f"{value} {number.unit or ''}".strip(), number.text, number.low, number.high)


def _agree(ones: Sequence[Value], others: Sequence[Value]) -> bool:
    """Whether something that one report gives goes with something that another gives."""
    return any(
        _near(one.place, other.place)
        if one.place is not None and other.place is not None
        else one.low <= other.high and other.low <= one.high
        for one in ones
        for other in others
    )


def _near(one: Where, other: Where) -> bool:
    """Whether two places can be one."""
    if one.identity == other.identity and one.name == other.name:
        return True
    distance = kilometres(one, other)
    return distance is None or distance <= APART


def _given(report: Report, value: Value, articles: Mapping[str, Article]) -> Given:
    """What a report gives, with where it stands and who says so."""
    article = articles.get(report.page_id)
    return Given(
        value=value.value,
        text=value.text,
        report=report.id,
        page=report.page,
        outlet=article.publisher if article else None,
        published=published(article) if article else None,
        said_by=tuple(party.name for party in report.attribution),
        sentence=report.sentence,
    )
