"""Differing: on which facts the reports of an event contradict each other, and which figures rose as days went by.

Figures contradict each other where they can not both be true at one time: a later, higher toll goes on from an earlier
one, "at least 12" goes with 23, and five children can be among 12 people. Days and places are compared as precisely as
the less precise of two is given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Literal, NamedTuple, get_args

from bede.lexicon.content import content_words, stem_of
from bede.lexicon.tables import DATA, rows
from bede.merge.agreement import kilometres
from bede.merge.told import NARROW, Where, published, time_of, where
from bede.model import Article, Number, Report, Span

Fact = Literal["happened", "dead", "injured", "arrested", "money", "date", "place"]
Relation = Literal["agree", "rises", "differ"]

DONE = ("actual", "historical")
COUNTS = ("dead", "injured", "arrested")
APART = 60.0  # kilometres from which two towns are two places
TOWN, PROVINCE, COUNTRY = 2, 3, 4  # the widest precision of a town, a province, a country
UNARMED = ("CVL", "")  # who has no other sector is compared by the noun alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What one report gives for a fact: the words, and the value in one form for all of them.

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
    """A fact of an event on which its reports do not agree, with what those give that do not, by day of publication."""

    fact: Fact
    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Development:
    """A figure that rose, or was revised, as days went by, with what each report gives, by day of publication."""

    fact: Fact
    given: tuple[Given, ...]


class Value(NamedTuple):
    """What a report gives for a fact: in one form, in its words, and what is compared.

    ``high`` is None where it is open above. ``noun`` is what is counted, empty for all who can be: only values with one
    noun are rivals. ``bound`` says that it is not given itself, but follows from what counts a part.
    """

    value: str
    text: str
    low: float = 0.0
    high: float | None = None
    noun: str = ""
    bound: bool = False
    place: Where | None = None


class Said(NamedTuple):
    """What a report gives for a fact, the day (and minute) on which it did, and whether it speaks of a new count."""

    report: Report
    values: tuple[Value, ...]
    day: str | None
    revised: bool


def differing(
    reports: Sequence[Report], articles: Mapping[str, Article]
) -> tuple[tuple[Conflict, ...], tuple[Development, ...]]:
    """The facts on which reports contradict each other, and those on which later ones give more."""
    conflicts, developments = [], []
    for fact in get_args(Fact):
        told = [
            Said(report, values, _published(report, articles), _revised(report))
            for report in reports
            if (values := tuple(_values(report, fact)))
        ]
        found = _compared(fact, told)
        if contrary := [pair for relation, pair in found if relation == "differ"]:
            conflicts.append(Conflict(fact=fact, given=_all_given(contrary, articles)))
        if rising := [pair for relation, pair in found if relation == "rises"]:
            developments.append(Development(fact=fact, given=_all_given(rising, articles)))
    return tuple(conflicts), tuple(developments)


Pair = tuple[tuple[Said, Value], tuple[Said, Value]]


def _compared(fact: Fact, told: Sequence[Said]) -> list[tuple[Relation, Pair]]:
    """Every two reports that do not agree on a fact, with the values by which they do not."""
    relate = _relation(fact, told)
    found: list[tuple[Relation, Pair]] = []
    for one, other in combinations(told, 2):
        for noun in sorted({value.noun for value in one.values} & {value.noun for value in other.values}):
            pairs = [
                (relate((one, value), (other, against)), ((one, value), (other, against)))
                for value in one.values
                for against in other.values
                if value.noun == against.noun == noun
            ]
            if not any(relation == "agree" for relation, _ in pairs):
                best = "rises" if any(relation == "rises" for relation, _ in pairs) else "differ"
                found.extend(pair for pair in pairs if pair[0] == best)
    return found


def _relation(fact: Fact, told: Sequence[Said]) -> Callable[[tuple[Said, Value], tuple[Said, Value]], Relation]:
    """What compares two values of a fact."""
    if fact in COUNTS:
        return _count
    if fact == "place":
        together = [{value.value for value in said.values} for said in told]
        return lambda one, other: _places(one, other, together)
    if fact == "date":
        spans = [value for said in told for value in said.values if (value.high or 0) - value.low < NARROW]
        of_page: dict[str, list[Value]] = defaultdict(list)
        for said in told:
            of_page[said.report.page_id].extend(said.values)
        return lambda one, other: _days(one, other, spans, of_page)
    if fact == "happened":
        return _happened
    return lambda one, other: "agree" if _overlap(one[1], other[1]) else "differ"


def _overlap(one: Value, other: Value) -> bool:
    """Whether two values have something in common."""
    return (other.high is None or one.low <= other.high) and (one.high is None or other.low <= one.high)


def _count(one: tuple[Said, Value], other: tuple[Said, Value]) -> Relation:
    """Whether two counts agree, or the later one is higher or a new count of what was counted before."""
    (first, low), (last, high) = one, other
    order = _order(first, last)
    if order < 0:
        (first, low), (last, high) = (last, high), (first, low)
    higher = high.low > low.low and (low.high is None or high.low > low.high)
    if _overlap(low, high) and (not higher or low.bound or high.bound):
        return "agree"
    if order and (higher or last.revised):
        return "rises"
    return "agree" if _overlap(low, high) else "differ"


def _order(one: Said, other: Said) -> int:
    """1 where the second of two reports is later, -1 where the first is, 0 where nothing tells.

    Days are compared, minutes where both pages have them; of one day, a report that speaks of a new count is later.
    """
    if one.day and other.day:
        length = min(len(one.day), len(other.day))
        if one.day[:length] != other.day[:length]:
            return 1 if one.day[:length] < other.day[:length] else -1
    return (other.revised > one.revised) - (one.revised > other.revised)


def _happened(one: tuple[Said, Value], other: tuple[Said, Value]) -> Relation:
    """Whether it happened and did not; what was denied before the day on which it happened is no denial of it."""
    if one[1].low == other[1].low:
        return "agree"
    (denied, _), (done, _) = (one, other) if one[1].value == "no" else (other, one)
    began = done.report.date.earliest if done.report.date else None
    return "agree" if denied.day and began and denied.day[:10] < began else "differ"


def _days(
    one: tuple[Said, Value], other: tuple[Said, Value], spans: Sequence[Value], of_page: Mapping[str, Sequence[Value]]
) -> Relation:
    """Whether two times have a day in common, or are days of what took several.

    A page that gives the other page's day as well does not contradict it: its other day is that of something else.
    """
    for (said, _), (_, against) in ((one, other), (other, one)):
        if any(_overlap(value, against) for value in of_page[said.report.page_id]):
            return "agree"
    low, high = sorted((one[1], other[1]))
    if _overlap(low, high):
        return "agree"
    first, last = min(low.low, high.low), max(low.high or 0.0, high.high or 0.0)
    if any(span.low <= first and last <= (span.high or 0.0) for span in spans):
        return "agree"
    visiting = all("visit" in said.report.modes for said, _ in (one, other))
    return "agree" if visiting and last - first < NARROW else "differ"


def _places(one: tuple[Said, Value], other: tuple[Said, Value], together: Sequence[set[str]]) -> Relation:
    """Whether two places can be one, or are both places of it: a report names them together, or it is a journey."""
    if any({one[1].value, other[1].value} <= names for names in together):
        return "agree"
    if all("visit" in said.report.modes for said, _ in (one, other)):
        return "agree"
    first, last = one[1].place, other[1].place
    return "agree" if first is None or last is None or _near(first, last) else "differ"


def _near(one: Where, other: Where) -> bool:
    """Whether two places can be one, by what the less precise of them says."""
    wide = max(one.precision, other.precision)
    if one.name == other.name:
        return True
    if one.country and other.country and one.country != other.country and wide >= PROVINCE:
        return False
    if wide >= COUNTRY:
        return True
    if wide == PROVINCE:
        return not one.admin1 or not other.admin1 or one.admin1 == other.admin1
    distance = kilometres(one, other)
    return distance is None or distance <= APART


# What a report gives


def _values(report: Report, fact: Fact) -> Iterator[Value]:
    """What a report gives for a fact; what did not happen has no figures, day or place."""
    done = report.status in DONE
    if fact == "happened":
        if done or report.status == "negated":
            yield Value("yes" if done else "no", report.trigger.text, float(not done), float(not done))
    elif not done:
        return
    elif fact == "date":
        days = time_of(report.date).days
        if report.date is not None and days is not None and report.date.earliest and report.date.latest:
            yield Value(report.date.edtf, report.date.text, float(days[0]), float(days[1]))
    elif fact == "place":
        for place in report.places:
            if place.role == "event":
                yield Value(place.name, place.text, place=where(place))
    elif fact == "money":
        for number in report.numbers:
            if number.kind == fact:
                yield Value(_written(number), number.text, number.low, number.high, noun=number.unit or "")
    else:
        yield from _counted([number for number in report.numbers if number.kind == fact and number.part != "added"])


def _counted(numbers: Sequence[Number]) -> Iterator[Value]:
    """The figures of a report for one count, and what they make of all who are counted: at least as many as a part."""
    parts: list[tuple[Number, str]] = []
    for number in numbers:
        noun = _group(number.noun)
        if noun or number.part is None:
            yield Value(_written(number), number.text, number.low, number.high, noun)
        if noun:
            parts.append((number, noun))
    whole = [number for number, _ in parts if number.part is None]
    if len(parts) == len(numbers) and whole:
        total = sum(number.low for number in whole) if len({noun for _, noun in parts}) == len(parts) else whole[0].low
        texts = " and ".join(number.text for number in whole)
        yield Value(" + ".join(map(_written, whole)), texts, total, None, bound=True)


def _written(number: Number) -> str:
    """A number in one form: ``12``, ``12 or more``, ``up to 20``, ``20 to 30``, money with its unit."""
    low = f"{number.low:.15g}"
    if number.high is None:
        told = f"{low} or more"
    elif number.low == number.high:
        told = low
    else:
        told = f"{low} to {number.high:.15g}" if number.low else f"up to {number.high:.15g}"
    return f"{told} {number.unit}" if number.unit else told


@lru_cache(maxsize=10_000)
def _group(noun: str | None) -> str:
    """What is counted, empty for all who can be; soldiers and troops are one."""
    if noun is None or noun in _everybody():
        return ""
    sectors = _sectors().get(noun) or _sectors().get(noun.removesuffix("s"), "")
    return stem_of(noun) if sectors in UNARMED else sectors


@lru_cache(maxsize=1)
def _everybody() -> frozenset[str]:
    """The nouns that say no more than that somebody is counted."""
    table = rows(DATA / "words" / "numbers.tsv", ("use", "words", "value"))
    return frozenset(row["words"] for row in table if row["use"] == "whole")


@lru_cache(maxsize=1)
def _sectors() -> dict[str, str]:
    """The sectors of those who are called by a noun."""
    table = rows(DATA / "names" / "nouns.tsv", ("noun", "kind", "sectors", "number"))
    return {row["noun"]: row["sectors"] for row in table}


def _published(report: Report, articles: Mapping[str, Article]) -> str | None:
    """When a report was published, None where nothing says it."""
    article = articles.get(report.page_id)
    return published(article) if article is not None else None


def _revised(report: Report) -> bool:
    """Whether a report speaks of a new count: "the toll rose", "a revised figure"."""
    words = set(content_words(report.sentence.text))
    return all(words & _stems(use) for use in ("revised", "count"))


@lru_cache(maxsize=4)
def _stems(use: str) -> frozenset[str]:
    """The stems of the words around numbers that are for one thing."""
    table = rows(DATA / "words" / "numbers.tsv", ("use", "words", "value"))
    return frozenset(stem_of(row["words"]) for row in table if row["use"] == use)


def _all_given(pairs: Sequence[Pair], articles: Mapping[str, Article]) -> tuple[Given, ...]:
    """What the reports of pairs give, each value of each report once, by day of publication, undated ones last."""
    found = {(said.day or "~", value.low, said.report.id, value): said for pair in pairs for said, value in pair}
    ordered = sorted(found.items(), key=lambda item: (item[0][:3], item[0][3].value))
    return tuple(_given(said.report, value, articles) for (_, _, _, value), said in ordered)


def _given(report: Report, value: Value, articles: Mapping[str, Article]) -> Given:
    """What a report gives, with where it stands and who says so."""
    article = articles.get(report.page_id)
    return Given(
        value=value.value,
        text=value.text,
        report=report.id,
        page=report.page,
        outlet=article.publisher if article else None,
        published=_published(report, articles),
        said_by=tuple(party.name for party in report.attribution),
        sentence=report.sentence,
    )
