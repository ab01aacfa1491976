"""Ties: how strongly two events belong together, and by which kinds of evidence, from these two alone."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
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
NEXT = 3  # events filed alike that each is held against of those before it, and as many of those after it

Trail = tuple[str, ...]
"""A page, or participants with a word: events that follow each other on one may be of one story."""


class Tie(NamedTuple):
    """How strongly two events are tied, in how many kinds of evidence, and which these are."""

    weight: float
    kinds: int
    anchors: frozenset[str]
    issue: float
    shared: str  # sentence, page or nothing
    gap: int | None


def near(traces: Iterable[Trace]) -> set[tuple[str, str]]:
    """The events that may be tied, the earlier first: of what is filed alike, each with the few that come next."""
    filed: dict[Trail, list[str]] = defaultdict(list)
    for one in sorted(traces, key=lambda one: one.order):
        for trail in trails(one):
            filed[trail].append(one.event)
    return {
        (event, members[after])
        for members in filed.values()
        for at, event in enumerate(members)
        for after in range(at + 1, min(at + 1 + NEXT, len(members)))
    }


def trails(one: Trace) -> set[Trail]:
    """What an event is filed under: its participants with each of its heaviest words, its pages."""
    words = sorted(one.words.items(), key=lambda item: (-item[1], item[0]))[:HEAVIEST]
    pairs = one.pairs
    found: set[Trail] = {("page", page) for page in one.pages}
    found.update((*pair, word) for word, _ in words for pair in pairs)
    if len(pairs) <= 1:
        found.update(("alone", anchor, word) for word, _ in words for anchor in one.anchors)
    return found


def tie(one: Trace, other: Trace) -> Tie | None:
    """How strongly two events are tied; None where they share no issue or nobody."""
    anchors = one.anchors & other.anchors
    if not anchors or (_crowd(one, other) and len(anchors) < CROWDED * len(one.anchors | other.anchors)):
        return None
    same = bool(one.pages & other.pages)
    alike = issue(one.own, other.own) if same else issue(one.words, other.words)
    if alike < ISSUE and not same:
        return None
    pair = len(anchors) > 1 or _crowd(one, other)
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
