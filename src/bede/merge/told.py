"""What a report tells, in the form in which it is compared: who, when, where, in which words."""

from __future__ import annotations

import math
import re
from calendar import day_name
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import NamedTuple
from zlib import crc32

from bede.lexicon.called import held_on, office_in, plain
from bede.lexicon.content import act_name, content_words, frequencies, general_rarity, known_names, rarest, vector
from bede.merge import manner
from bede.model import Article, Party, Place, Report, When

OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
PHYSICAL = frozenset({"ASSAULT", "PROTEST", "MOBILIZE", "COERCE"})  # acts that happen many times a day
JOINT = frozenset({"CONSULT", "AGREE", "COOPERATE"})
GROUPS = {"COOPERATE": "AID"}  # acts that can be two names of one happening
DEAL = "deal"  # what may be what others call agreed: an agreement signed
ANNOUNCED = "announced"  # what may be what others call agreed
CITY = 2  # the widest precision that tells one town from another
NARROW = 7  # days up to which an interval tells when something happened
OPEN = 400  # days before or after which an open interval ends for comparison
WORDS, PAGE_WORDS = 24, 40  # heaviest words kept of a report and of its page
SENTENCE = 25  # words of a sentence, about
SPARE = 12  # more of its page's, for those that name a party of the report
SKETCH = 2048  # bits
LEAD = 220  # words of an article that say what it is about
HEAVIEST = 8  # words of a report, and as many of its page, by which it is told from others
NOUNS = "names/nouns"  # where the nouns stand by which somebody is called
MASK = re.compile(r"([0-9X]{4})-([0-9X]{2})-([0-9X]{2})")


class Who(NamedTuple):
    """A party as it is compared; ``anchor`` is its country or, where it has none, its name.

    A party is ``generic`` where words and no name say who it is: "the secretary of state", "two presidents". Its name
    is then what these words mean, so that "Chinese firms" and "China's companies" are one. ``offices`` are those that
    a person holds when the page is published, or the one that the words name.
    """

    identity: str
    name: str
    kind: str | None
    country: str | None
    official: bool
    sectors: tuple[str, ...]
    anchor: str
    generic: bool
    offices: frozenset[frozenset[str]] = frozenset()


class Where(NamedTuple):
    """A place of the happening as it is compared."""

    name: str
    text: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    identity: int | None
    precision: int


class Time(NamedTuple):
    """When it happened: first and last day as ordinals where known; the mask is what an unanchored time fixes.

    ``weekday`` (0 is Monday) is what an unanchored "on Saturday" fixes.
    """

    days: tuple[int, int] | None
    mask: tuple[tuple[str, str, str], ...]
    weekday: int | None = None

    @property
    def narrow(self) -> bool:
        """Whether the time is known to a few days."""
        return self.days is not None and self.days[1] - self.days[0] < NARROW


@dataclass(frozen=True, slots=True, eq=False)
class Cast:
    """Who takes part, in what: the same object for reports that tell the same, so that a pair is compared once.

    ``anchors`` are the countries and names that they are filed under; ``visit`` says that the act is told as one,
    ``claim`` that those who act are those who say so.
    """

    act: str
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    people: tuple[Who, ...]
    anchors: frozenset[str]
    visit: bool
    claim: bool


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A report with its place in the canonical order; ``root`` is the page that its page's text comes from.

    ``rare`` are the words that general English hardly knows, names mostly; ``names`` those of them that no list has;
    ``sketches`` are the words and those of the page as bits, by which it is quickly told that two share few, ``marks``
    the heaviest of both, any where nothing is known of the page;
    ``heading`` says that it stands above the body, where pages say once more what they tell below, ``further`` that it
    is told as one thing more ("he also called for"), ``course`` what it tells of as a course of action without a day,
    ``back`` that it tells no more than who did what was told before, ``habit`` what is done again and again, ``whole``
    that it is a war in which things are done; ``towns``
    are those that its sentence names.
    ``groups`` are the kinds of act that it is of, ``sought`` those that it may be one happening with: what is announced
    is one with its promise.
    """

    report: Report
    number: int
    groups: tuple[str, ...]
    sought: tuple[str, ...]
    cast: Cast
    time: Time
    published: int | None
    places: tuple[Where, ...]
    words: dict[str, float]
    rare: frozenset[str]
    names: frozenset[str]
    page: dict[str, float]
    sketches: tuple[int, int]
    marks: int
    root: str
    numbers: dict[str, tuple[float, float]]
    modes: frozenset[str]
    heading: bool
    further: bool
    course: str
    back: bool
    habit: bool
    whole: str
    towns: frozenset[str]


def tell(
    reports: Iterable[Report],
    articles: Mapping[str, Article],
    copy_of: Mapping[str, str],
    known: dict[str, Told] | None = None,
) -> list[Told]:
    """The reports in canonical order: by publication, page, place in the text, id; each id once.

    ``known`` keeps what was told of reports, by id, while they, their articles and what copies what stay the same.
    """
    days = {page_id: published(article) for page_id, article in articles.items()}
    ordered = sorted(
        reports,
        key=lambda report: (
            days.get(report.page_id) or "~",
            report.page_id,
            report.trigger.start,
            report.trigger.end,
            report.id,
            report.page,
        ),
    )
    unique = list({report.id: report for report in reversed(ordered)}.values())[::-1]
    known = {} if known is None else known
    new = [report for report in unique if report.id not in known]
    pages = _pages({report.page_id for report in new}, articles)
    for report in new:
        known[report.id] = _told(
            report,
            -1,
            words=vector(Counter(_words(report)), general_rarity(SENTENCE), size=WORDS, unknown=rarest()),
            page=_beside(report, pages.get(report.page_id, ())),
            published=_day(days.get(report.page_id)),
            root=copy_of.get(report.page_id, report.page_id),
            heading=_above(report, articles.get(report.page_id)),
            further=manner.further(report, articles.get(report.page_id)),
        )
    return [replace(known[report.id], number=number) for number, report in enumerate(unique)]


def published(article: Article) -> str | None:
    """When an article was published, as its record says it."""
    return article.published.earliest if article.published else None


def _pages(wanted: Iterable[str], articles: Mapping[str, Article]) -> dict[str, list[tuple[str, float]]]:
    """What each page is about: the heaviest words of headline and lead that name no state or office holder."""
    found: dict[str, list[tuple[str, float]]] = {}
    for page_id in sorted(wanted):
        article = articles.get(page_id)
        if article is not None:
            head = article.headline.text if article.headline else article.title or ""
            text = Counter((*content_words(head), *content_words(_lead(article))))
            for word in known_names().intersection(text):
                del text[word]
            heaviest = vector(text, general_rarity(LEAD), size=PAGE_WORDS + SPARE, unknown=rarest())
            found[page_id] = list(heaviest.items())
    return found


def _beside(report: Report, page: Sequence[tuple[str, float]]) -> dict[str, float]:
    """What a report's page is about beside the report's parties, as a vector of length 1."""
    named = {stem for party in (*report.actors, *report.recipients) for stem in _stems(party.name)}
    kept = [(word, weight) for word, weight in page if word not in named][:PAGE_WORDS]
    length = math.sqrt(sum(weight * weight for _, weight in kept))
    return {word: weight / length for word, weight in kept}


def _lead(article: Article) -> str:
    """The first words of an article's body."""
    words: list[str] = []
    for span in article.body:
        words.extend(span.text.split())
        if len(words) >= LEAD:
            break
    return " ".join(words[:LEAD])


@lru_cache(maxsize=50_000)
def _stems(name: str) -> tuple[str, ...]:
    """The stems of a name's words."""
    return content_words(name)


def _told(
    report: Report,
    number: int,
    *,
    words: dict[str, float],
    page: dict[str, float],
    published: int | None,
    root: str,
    heading: bool,
    further: bool,
) -> Told:
    """A report as it is compared."""
    actors = tuple(dict.fromkeys(who(party, day=published) for party in report.actors))
    recipients = tuple(dict.fromkeys(who(party, day=published) for party in report.recipients))
    if report.act == "ASSAULT":  # a town is where it was
        recipients = tuple(dict.fromkeys((*recipients, *(one for one in actors if one.kind == "place"))))
        actors = tuple(one for one in actors if one.kind != "place")
    cast = _cast(report.act, actors, recipients, "visit" in report.modes, manner.claim(report))
    time = Time(None, ()) if manner.claimed_later(report) else time_of(report.date)
    groups, sought = _groups(report)
    rare = frozenset(word for word in words if word not in frequencies())
    return Told(
        report=report,
        number=number,
        groups=groups,
        sought=sought,
        cast=cast,
        time=time,
        published=published,
        places=_closest(report.places),
        words=words,
        rare=rare,
        names=rare - known_names(),
        page=page,
        sketches=(_sketch(words), _sketch(page)),
        marks=_sketch((*islice(words, HEAVIEST), *islice(page, HEAVIEST))) if page else -1,
        root=root,
        numbers={
            number.kind: (number.low, math.inf if number.high is None else number.high)
            for number in reversed(report.numbers)
            if number.part is None
        },
        modes=frozenset(report.modes),
        heading=heading,
        further=further,
        course=manner.course(report) if time.days is None else "",
        back=report.act == "ASSAULT" and manner.back(report),
        habit=report.act == "ASSAULT" and manner.habit(report),
        whole=manner.whole(report) if report.act == "ASSAULT" else "",
        towns=frozenset(place.name.lower() for place in report.places if place.precision <= CITY),
    )


def _groups(report: Report) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The kinds of act that a report is of, and those of reports that it may be one happening with."""
    if report.act == "AGREE":
        return ("AGREE",), ("AGREE", ANNOUNCED, DEAL)
    if manner.deal(report):
        return (report.act, DEAL), (report.act, "AGREE")
    own = GROUPS.get(report.act, report.act)
    return ((own, ANNOUNCED), (own, "AGREE")) if is_announced(report) else ((own,), (own,))


def is_announced(report: Report) -> bool:
    """Whether what a report tells of may be what others call agreed: a meeting to come, or anything promised."""
    if report.act == "CONSULT":
        return report.status in ("future", "hypothetical")
    return report.event_type == "AGREE"


@lru_cache(maxsize=200_000)
def _cast(act: str, actors: tuple[Who, ...], recipients: tuple[Who, ...], visit: bool, claim: bool) -> Cast:
    """Those who take part, once."""
    people = actors + recipients
    anchors = frozenset(one.anchor for one in people if one.country or not one.generic)
    return Cast(act, actors, recipients, people, anchors, visit, claim)


def _sketch(words: Iterable[str]) -> int:
    """A number with a bit for each word: two have at least as many bits in common as their words."""
    found = 0
    for word in words:
        found |= _bit(word)
    return found


@lru_cache(maxsize=200_000)
def _bit(word: str) -> int:
    """A word's bit, the same in every process."""
    return 1 << crc32(word.encode("utf-8", "surrogatepass")) % SKETCH


def _above(report: Report, article: Article | None) -> bool:
    """Whether a report stands in the headline or the line below it."""
    spans = (article.headline, article.subheadline) if article else ()
    return any(span is not None and span.start <= report.trigger.start < span.end for span in spans)


def who(party: Party, *, day: int | None = None) -> Who:
    """A party as it is compared, with the offices of a day where it is given, else with all that were ever held."""
    name = " ".join(party.name.lower().removeprefix("the ").split())
    generic = party.entity is None and (party.name.split()[-1:] == name.split()[-1:] or _noun(party))
    offices: frozenset[frozenset[str]] = frozenset()
    if party.kind == "person":
        offices = office_in(party.name, party.country) if generic else held_on(party.name, day)
    if generic:
        name = plain(party.name, party.country, party.sectors) or name
    state = party.kind == "state" and party.country is not None
    identity = f"state:{party.country}" if state else party.entity or f"{party.kind or ''}:{party.country or ''}:{name}"
    return Who(
        identity=identity,
        name=name,
        kind=party.kind,
        country=party.country,
        official=bool(OFFICIAL & set(party.sectors)) or party.kind == "state",
        sectors=party.sectors,
        anchor=party.country or party.entity or name,
        generic=generic,
        offices=offices,
    )


def _noun(party: Party) -> bool:
    """Whether a party is called by a noun alone, however it is spelt: "Gunmen" at the head of a sentence."""
    return party.kind in ("group", "person") and " " not in party.name and (party.rule or "").startswith(NOUNS)


def _closest(places: Iterable[Place]) -> tuple[Where, ...]:
    """Where it happened as closely as it is told: the towns where there are any, not the countries around them."""
    found = tuple(dict.fromkeys(where(place) for place in places if place.role == "event"))
    towns = tuple(place for place in found if place.precision <= CITY)
    return towns or found


def where(place: Place) -> Where:
    """A place as it is compared."""
    return Where(
        name=place.name.lower(),
        text=place.text.lower(),
        country=place.country,
        admin1=place.admin1,
        lat=place.lat,
        lon=place.lon,
        identity=place.geonames_id,
        precision=place.precision,
    )


def time_of(when: When | None) -> Time:
    """A time as it is compared; an interval with one open end ends where comparison ends."""
    if when is None:
        return Time(None, ())
    first, last = _day(when.earliest), _day(when.latest)
    if first is not None:
        return Time((first, max(first, last if last is not None else first + OPEN)), ())
    if last is not None:
        return Time((last - OPEN, last), ())
    named = [number for number, name in enumerate(day_name) if name.lower() in when.text.lower()]
    mask = tuple(match for match in MASK.findall(when.edtf) if set("".join(match)) != {"X"})
    return Time(None, mask, named[0] if len(named) == 1 else None)


def _day(text: str | None) -> int | None:
    """The ordinal of the day that an ISO time begins with."""
    return date.fromisoformat(text[:10]).toordinal() if text else None


def _words(report: Report) -> Sequence[str]:
    """The content words of a report's sentence, without those that name its parties, act, places and time."""
    sentence = report.sentence
    spans: list[tuple[int, int]] = [
        (item.start, item.end)
        for items in (report.actors, report.recipients, report.places, report.attribution, report.addressees)
        for item in items
    ]
    spans.append((report.trigger.start, report.trigger.end))  # what is done is compared as the act
    if report.date is not None:
        spans.append((report.date.start, report.date.end))
    kept = []
    at = sentence.start
    for start, end in sorted(spans):
        if sentence.start <= start < sentence.end:
            kept.append(sentence.text[at - sentence.start : max(at, start) - sentence.start])
            at = max(at, end)
    kept.append(sentence.text[max(0, at - sentence.start) :])
    act = content_words(act_name(report.act))
    return [word for word in content_words(" ".join(kept)) if word not in act]
