"""Ties: how strongly two events belong together, and by which kinds of evidence, from these two alone."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bede.story.traces import CROWD, Trace

ISSUE = 0.10  # likeness below which two events share no issue, whatever else they share
STRONG = 9.0  # what a likeness of 1 weighs
MOST = 4.5  # what an issue weighs at most
PAIR, ONE = 1.6, 0.4  # what a pair of participants weighs, and what one of them alone
PERSON, PERSONS = 0.5, 2  # what each further person or organisation in common weighs, and how many count
PAGE, SENTENCE = 2.2, 2.6  # what it weighs that two events are told on one page, or in one sentence
NEAR, FAR = 14, 60  # days within which events follow each other, and within which they may
SOON, LATER = 0.6, 0.3  # what these weigh
CROWDED = 0.5  # part of all their participants that two gatherings have in common
HEAVIEST = 7  # words under which an event is filed with its participants
STEPS = (1, 2, 3, 4, 5, 6, 8, 12, 24, 48)  # places between two events filed under one key that are held together
CANDIDATES = 40  # events that each is held against


class Tie(NamedTuple):
    """How strongly two events are tied, in how many kinds of evidence, and which these are."""

    weight: float
    kinds: int
    anchors: frozenset[str]
    issue: float
    shared: str  # sentence, page or nothing
    gap: int | None


def near(traces: Sequence[Trace]) -> Iterator[tuple[int, int]]:
    """The numbers of events, given in order of time, that may be tied: those near in time of what is filed alike."""
    filed: dict[object, list[int]] = defaultdict(list)
    for number, one in enumerate(traces):
        for key in _keys(one):
            filed[key].append(number)
    alike: Counter[tuple[int, int]] = Counter()
    for members in filed.values():
        size = len(members)
        for at, number in enumerate(members):
            for step in STEPS:
                if at + step >= size:
                    break
                alike[number, members[at + step]] += 1
    of: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (first, second), count in alike.items():
        of[first].append((-count, second))
        of[second].append((-count, first))
    chosen = {
        (min(number, other), max(number, other))
        for number, others in of.items()
        for _, other in sorted(others)[:CANDIDATES]
    }
    yield from sorted(chosen)


def _keys(one: Trace) -> Iterator[object]:
    """What an event is filed under: its participants with each of its heaviest words, its pages."""
    yield from (("page", page) for page in one.pages)
    words = sorted(one.words.items(), key=lambda item: (-item[1], item[0]))[:HEAVIEST]
    for word, _ in words:
        yield from ((pair, word) for pair in one.pairs)
        if len(one.pairs) <= 1:
            yield from ((anchor, word) for anchor in one.anchors)


def tie(one: Trace, other: Trace) -> Tie | None:
    """How strongly two events are tied; None where they share no issue or nobody."""
    anchors = one.anchors & other.anchors
    if not anchors or (_crowd(one, other) and len(anchors) < CROWDED * len(one.anchors | other.anchors)):
        return None
    same = bool(one.pages & other.pages)
    alike = issue(one.own, other.own) if same else issue(one.words, other.words)
    if alike < ISSUE and not same:
        return None
    pair = bool(one.pairs & other.pairs) or _crowd(one, other)
    weight = strength(pair=pair, persons=len(one.persons & other.persons), alike=alike)
    kinds = pair + (alike >= ISSUE)
    shared = ""
    if one.sentences & other.sentences:
        weight, kinds, shared = weight + SENTENCE, kinds + 1, "sentence"
    elif same:
        weight, kinds, shared = weight + PAGE, kinds + 1, "page"
    gap = abs(one.day - other.day) if one.day is not None and other.day is not None else None
    if gap is not None and gap <= FAR:
        weight, kinds = weight + (SOON if gap <= NEAR else LATER), kinds + (gap <= NEAR)
    return Tie(weight, kinds, anchors, alike, shared, gap)


def _crowd(one: Trace, other: Trace) -> bool:
    """Whether one of two events brings many together: then hardly anybody else may be at the other."""
    return max(len(one.anchors), len(other.anchors)) > CROWD


def issue(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """How far two events are about one thing; a single word or context in common is none."""
    common = one.keys() & other.keys()
    return math.fsum(one[word] * other[word] for word in common) if len(common) > 1 else 0.0


def strength(*, pair: bool, persons: int, alike: float) -> float:
    """What participants and issue weigh together."""
    return (PAIR if pair else ONE) + PERSON * min(PERSONS, persons) + min(MOST, STRONG * alike)
