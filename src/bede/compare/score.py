"""How well reports answer gold: precision, recall and F1 of each field, and how far confidence can be trusted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from bede.compare.align import align, is_correct, joins, same_type
from bede.compare.gold import Gold
from bede.compare.intervals import Estimate, Key, Totals, estimate, resampled
from bede.compare.lines import WHO, Told
from bede.compare.spans import Stretch, fits, matched, overlap
from bede.model import ACTS, Report, Status

BINS = 10
SEVERAL = ("actors", "recipients", "addressees", "attribution", "places")
"""Fields with any number of spans, counted one by one."""

SIDES = {"actor": "actors", "recipient": "recipients"}
"""The parties of aligned reports whose country and first sector are held against each other where they are the same."""

Over = Literal["all", "aligned"]
Tally = defaultdict[Key, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Precision, recall and F1 of a field, over all reports or over the aligned ones alone."""

    name: str
    over: Over
    gold: int
    coded: int
    right: int
    precision: Estimate
    recall: Estimate
    f1: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """The coded reports of some confidence: their mean confidence, and the share of them that is correct."""

    low: float
    high: float
    reports: int
    confidence: float | None
    correct: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What ``bede score`` prints."""

    pages: int
    gold: int
    coded: int
    samples: int
    measures: tuple[Measure, ...]
    types: tuple[Measure, ...]
    types_macro_f1: Estimate
    statuses: tuple[Measure, ...]
    statuses_macro_f1: Estimate
    calibration_error: Estimate
    calibration: tuple[Bin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A gold report with the coded one that answers it, or one of them alone, and the fields that are wrong."""

    page: str
    wrong: tuple[str, ...]
    gold: Report | None
    coded: Report | None


def score(
    gold: Gold, coded: Iterable[Told], *, samples: int = 1000, judged: Callable[[Judged], None] | None = None
) -> Scores:
    """Scores of coded reports; ``judged`` gets each report with its answer. Those of pages not in gold are passed over.

    Fields are scored that both sides have. The intervals are those of 95 % over ``samples`` draws of pages.
    """
    by_page: dict[str, list[Report]] = {page: [] for page in gold.texts}
    told_of: set[str] = set()
    for told in coded:
        if told.report.page in by_page:
            by_page[told.report.page].append(told.report)
            told_of |= told.given
    meant = {name for found in gold.reports.values() for told in found for name in told.given}
    fields = (meant & told_of if told_of else meant) | (told_of & {"confidence"})
    tallies = [
        _page_tally(page, gold.reports[page], mine, fields=fields, judged=judged) for page, mine in by_page.items()
    ]
    totals: Tally = defaultdict(float)
    for tally in tallies:
        for key, count in tally.items():
            totals[key] += count
    draws = resampled(tallies, samples=samples)

    def measure(name: str, over: Over, field: str, scope: str) -> Measure:
        return Measure(
            name=name,
            over=over,
            gold=int(totals[field, scope, "gold"]),
            coded=int(totals[field, scope, "coded"]),
            right=int(totals[field, scope, "right"]),
            precision=estimate(totals, draws, lambda found: _precision(found, field, scope)),
            recall=estimate(totals, draws, lambda found: _recall(found, field, scope)),
            f1=estimate(totals, draws, lambda found: _f1(found, field, scope)),
        )

    wanted: list[tuple[str, Over]] = [
        *((name, "all") for name in ("reports", "event_type", "act", "pair", "right")),
        *((name, "aligned") for name in ("status", "modes", "trigger", *SEVERAL, "date")),
        *((f"{name} {part}", "aligned") for name in SIDES for part in ("country", "sector")),
        *((name, "all") for name in SEVERAL),
    ]
    measured = {(field, scope) for field, scope, _ in totals}
    types = [name for name in ACTS if ("event_type", name) in measured]
    statuses = [name for name in get_args(Status) if ("status", name) in measured]
    return Scores(
        pages=len(by_page),
        gold=int(totals["reports", "all", "gold"]),
        coded=int(totals["reports", "all", "coded"]),
        samples=samples,
        measures=tuple(measure(name, over, name, over) for name, over in wanted if (name, over) in measured),
        types=tuple(measure(name, "all", "event_type", name) for name in types),
        types_macro_f1=estimate(totals, draws, lambda found: _macro(found, "event_type", types)),
        statuses=tuple(measure(name, "aligned", "status", name) for name in statuses),
        statuses_macro_f1=estimate(totals, draws, lambda found: _macro(found, "status", statuses)),
        calibration_error=estimate(totals, draws, _calibration_error),
        calibration=tuple(_bins(totals)) if ("confidence", "all") in measured else (),
    )


def _page_tally(
    page: str,
    gold: Sequence[Told],
    coded: Sequence[Report],
    *,
    fields: Collection[str],
    judged: Callable[[Judged], None] | None,
) -> Tally:
    """What is counted on one page."""
    meant = [told.report for told in gold]
    pairs = align(meant, coded)
    tally: Tally = defaultdict(float)
    _count(tally, "reports", "all", gold=len(meant), coded=len(coded), right=len(pairs))
    _count_types(tally, meant, coded, pairs)
    if {"actors", "recipients"} <= set(fields):
        _count_pairs(tally, meant, coded, pairs)
    answers = {j: meant[i] for i, j in pairs.items()}
    for j, report in enumerate(coded):
        if "confidence" in fields:
            _count_confidence(tally, report.confidence, j in answers and is_correct(report, answers[j]))
        if j not in answers:
            for name in SEVERAL:
                if name in fields:
                    _count(tally, name, "all", coded=len(_spans(report, name)))
            if judged is not None:
                judged(Judged(page=page, wrong=("spurious",), gold=None, coded=report))
    for i, told in enumerate(gold):
        answer = coded[pairs[i]] if i in pairs else None
        wrong = _count_fields(tally, told.report, answer, fields=[name for name in fields if name in told.given])
        if judged is not None:
            judged(Judged(page=page, wrong=wrong, gold=told.report, coded=answer))
    return tally


def _count(tally: Tally, field: str, scope: str, *, gold: int = 0, coded: int = 0, right: int = 0) -> None:
    """Add to the counts of a field."""
    tally[field, scope, "gold"] += gold
    tally[field, scope, "coded"] += coded
    tally[field, scope, "right"] += right


def _count_types(tally: Tally, gold: Sequence[Report], coded: Sequence[Report], pairs: Mapping[int, int]) -> None:
    """Count acts and event types, right where a report and its answer have the same."""
    for report in gold:
        _count(tally, "event_type", report.event_type, gold=1)
    for report in coded:
        _count(tally, "event_type", report.event_type, coded=1)
    acts = types = 0
    for i, j in pairs.items():
        acts += gold[i].act == coded[j].act
        if gold[i].event_type == coded[j].event_type:
            types += 1
            _count(tally, "event_type", gold[i].event_type, right=1)
    _count(tally, "event_type", "all", gold=len(gold), coded=len(coded), right=types)
    _count(tally, "act", "all", gold=len(gold), coded=len(coded), right=acts)


def _count_pairs(tally: Tally, gold: Sequence[Report], coded: Sequence[Report], pairs: Mapping[int, int]) -> None:
    """Count gold reports that name both sides: joined by a coded report, and by one of the right type.

    A gold report is answered by the first coded report that joins its pair and answers no other gold report.
    """
    sided = {i: report for i, report in enumerate(gold) if report.actors and report.recipients}
    for i, report in sided.items():
        elsewhere = {j for other, j in pairs.items() if other != i}
        joining = [other for j, other in enumerate(coded) if j not in elsewhere and joins(other, report)]
        _count(tally, "pair", "all", gold=1, right=bool(joining))
        _count(tally, "right", "all", gold=1, right=bool(joining) and same_type(joining[0], report))
    for other in coded:
        joined = [report for report in sided.values() if joins(other, report)]
        tally["right", "all", "coded"] += bool(joined)
        tally["right", "all", "coded right"] += any(same_type(other, report) for report in joined)


def _count_confidence(tally: Tally, confidence: float, correct: bool) -> None:
    """Count a coded report in the bin of its confidence."""
    for scope in (str(min(BINS - 1, int(confidence * BINS))), "all"):
        _count(tally, "confidence", scope, coded=1, right=correct)
        tally["confidence", scope, "sum"] += confidence


def _count_fields(tally: Tally, gold: Report, coded: Report | None, *, fields: Collection[str]) -> tuple[str, ...]:
    """Count the fields of a gold report and of what answers it; the names of those that are wrong."""
    if coded is None:
        for name in SEVERAL:
            if name in fields:
                _count(tally, name, "all", gold=len(_spans(gold, name)))
        return ("missed",)
    wrong = [name for name in ("act", "event_type") if getattr(gold, name) != getattr(coded, name)]

    def count(name: str, meant: int, found: int, right: int) -> None:
        _count(tally, name, "aligned", gold=meant, coded=found, right=right)
        if not meant == found == right:
            wrong.append(name)

    if "status" in fields:
        count("status", 1, 1, gold.status == coded.status)
        _count(tally, "status", gold.status, gold=1, right=gold.status == coded.status)
        _count(tally, "status", coded.status, coded=1)
    if "modes" in fields:
        count("modes", len(gold.modes), len(coded.modes), len({*gold.modes} & {*coded.modes}))
    if "trigger" in fields:
        count("trigger", 1, 1, overlap(gold.trigger, coded.trigger))
    for name in SEVERAL:
        if name in fields:
            meant, found = _spans(gold, name), _spans(coded, name)
            right = len(matched(found, meant))
            count(name, len(meant), len(found), right)
            _count(tally, name, "all", gold=len(meant), coded=len(found), right=right)
    for name, side in SIDES.items() if WHO in fields else ():
        pairs = matched(getattr(coded, side), getattr(gold, side))
        for part in ("country", "sector"):
            both = [(getattr(one, part), getattr(other, part)) for one, other in pairs]
            said, meant_ones = sum(one is not None for one, _ in both), sum(other is not None for _, other in both)
            count(f"{name} {part}", meant_ones, said, sum(one is not None and one == other for one, other in both))
    if "date" in fields:
        right = gold.date is not None and coded.date is not None and fits(coded.date, gold.date)
        count("date", gold.date is not None, coded.date is not None, right)
    return tuple(wrong)


def _spans(report: Report, name: str) -> Sequence[Stretch]:
    """The spans of a field; of the places those where it happened."""
    if name == "places":
        return [place for place in report.places if place.role == "event"]
    found: Sequence[Stretch] = getattr(report, name)
    return found


def _precision(totals: Totals, field: str, scope: str) -> float | None:
    """The share of what is coded that is right."""
    right = "coded right" if field == "right" else "right"
    coded = totals.get((field, scope, "coded"))
    return totals.get((field, scope, right), 0) / coded if coded else None


def _recall(totals: Totals, field: str, scope: str) -> float | None:
    """The share of gold that is found and right."""
    gold = totals.get((field, scope, "gold"))
    return totals.get((field, scope, "right"), 0) / gold if gold else None


def _f1(totals: Totals, field: str, scope: str) -> float | None:
    """The harmonic mean of precision and recall; 0 where gold has something and nothing is coded."""
    precision, recall = _precision(totals, field, scope), _recall(totals, field, scope)
    if field == "pair" or (precision is None and recall is None):
        return None
    if not precision or not recall:
        return 0.0
    return 2 * precision * recall / (precision + recall)


def _macro(totals: Totals, field: str, labels: Sequence[str]) -> float | None:
    """The mean F1 of the labels that gold has."""
    found = [_f1(totals, field, label) or 0.0 for label in labels if totals.get((field, label, "gold"))]
    return sum(found) / len(found) if found else None


def _bins(totals: Totals) -> Iterator[Bin]:
    """The bins of confidence, from the lowest."""
    for number in range(BINS):
        reports, total, right = (totals.get(("confidence", str(number), part), 0) for part in ("coded", "sum", "right"))
        yield Bin(
            low=number / BINS,
            high=(number + 1) / BINS,
            reports=int(reports),
            confidence=total / reports if reports else None,
            correct=right / reports if reports else None,
        )


def _calibration_error(totals: Totals) -> float | None:
    """How far, on average over the reports, mean confidence and share of correct ones of a bin are apart."""
    every, error = 0.0, 0.0
    for number in range(BINS):
        reports, total, right = (totals.get(("confidence", str(number), part), 0) for part in ("coded", "sum", "right"))
        every += reports
        error += abs(total - right)
    return error / every if every else None
