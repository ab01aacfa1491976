"""Gathering: which events are of one thread, by what ties them, and which threads a change reaches.

The strongest bond comes first; the two threads that it holds together join if they agree. Whether they do depends on
them alone, so that a change reaches only threads that it is in, and those that these then join or leave.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, TypeVar

from bede.story.ties import strength, tie
from bede.story.traces import Pair, Trace

ENOUGH = 3.9  # the sum of evidence from which two events are of one story
TOGETHER = 3.7  # the same for two threads: half of it between two of their events, half between all of them
KINDS = 2  # kinds of evidence that there must be at least
ALIKE = 0.13  # average likeness of the events of two threads that join
SAID = 0.5  # part of the likeness of events of one page that their own sentences have to have
CORE = 0.25  # part of a thread's events that its core participants take part in
ROUNDS = 3  # times that threads which did not join are held together again
DIGITS = 9  # weights are compared so far, so that the order in which numbers are added up decides nothing

Key = TypeVar("Key")


Words = dict[str, float]
Weighed = dict[tuple[frozenset[str], frozenset[str]], float | None]
"""What all events of two threads have in common, None where that is too little for any tie."""


class Bond(NamedTuple):
    """Two events by their ids, the earlier first, and how strongly they are tied."""

    one: str
    other: str
    weight: float


class Kept(Protocol):
    """What is known of events that were threaded before, and of new ones."""

    def bonds(self, events: Collection[str], /) -> Iterable[Bond]:
        """The bonds of any of some events, each once."""

    def threads(self, events: Collection[str], /) -> Iterable[Collection[str]]:
        """The threads that some events were in, each once; an event that was in none is one by itself."""

    def traces(self, events: Collection[str], /) -> Mapping[str, Trace]:
        """The traces of events."""


@dataclass(slots=True)
class Thread:
    """Events that belong together: the sum of their words, and who takes part how often.

    ``told`` has the sums of the words and of the own words of the events of each page.
    """

    members: list[str]
    words: dict[str, float]
    told: dict[str, tuple[Words, Words]]
    pairs: Counter[Pair] = field(default_factory=Counter)
    persons: Counter[str] = field(default_factory=Counter)
    anchors: Counter[str] = field(default_factory=Counter)
    cores: tuple[frozenset[str], frozenset[Pair], frozenset[str]] | None = None
    together: frozenset[str] | None = None

    @property
    def size(self) -> int:
        """How many events."""
        return len(self.members)

    def all(self) -> frozenset[str]:
        """The events, in no order."""
        if self.together is None:
            self.together = frozenset(self.members)
        return self.together

    def core(self) -> tuple[frozenset[str], frozenset[Pair], frozenset[str]]:
        """The parties, pairs and persons that take part in a good part of the events."""
        if self.cores is None:
            self.cores = (
                core(self.anchors, self.size),
                core(self.pairs, self.size),
                core(self.persons, self.size),
            )
        return self.cores


def bonded(one: Trace, other: Trace) -> Bond | None:
    """What ties two events, None where too little does."""
    found = tie(one, other)
    if found is None or found.kinds < KINDS:
        return None
    if other.order < one.order:
        one, other = other, one
    return Bond(one.event, other.event, round(found.weight, DIGITS))


def ranked(bonds: Iterable[Bond], traces: Mapping[str, Trace]) -> list[Bond]:
    """Bonds, the strongest first, of equal ones the earlier."""
    return sorted(bonds, key=lambda bond: (-bond.weight, traces[bond.one].order, traces[bond.other].order))


def gather(traces: Mapping[str, Trace], bonds: Sequence[Bond], weighed: Weighed | None = None) -> list[Thread]:
    """Threads of events: the two that each bond holds together join, the strongest bond first, if all of them agree.

    ``weighed`` keeps what two threads have in common, for the next time that they are gathered.
    """
    threads = {event: _lone(one) for event, one in traces.items()}
    of = {event: event for event in traces}
    weighed = {} if weighed is None else weighed
    waiting = bonds
    for _ in range(ROUNDS):
        apart: list[Bond] = []
        for bond in waiting:
            one, other = of[bond.one], of[bond.other]
            if one == other:
                continue
            if not _agree(one, other, threads, bond.weight, weighed):
                apart.append(bond)
                continue
            if threads[one].size < threads[other].size:
                one, other = other, one
            _join(threads[one], joined := threads.pop(other))
            for member in joined.members:
                of[member] = one
        if len(apart) == len(waiting):
            break
        waiting = apart
    for found in threads.values():
        found.members.sort(key=lambda member: traces[member].order)
    return list(threads.values())


def gather_anew(changed: Collection[str], kept: Kept) -> tuple[set[str], list[list[str]]]:
    """The events whose threads a change of some events can reach, and the threads that they are in now.

    ``changed`` are all whose traces are new or other, and one at least of each two between which a bond came or went;
    of events that are gone, what was of their threads. Threads that have no bond into the change stay; those that have
    one are gathered with it, to see whether they join, and then what they have bonds with as well, until none joins.
    """
    reached = {event for members in kept.threads(changed) for event in members}
    known: dict[frozenset[Bond], list[list[str]]] = {}
    weighed: Weighed = {}
    while True:
        bonds = set(kept.bonds(reached))
        beside = {event for bond in bonds for event in bond[:2]} - reached
        around = [frozenset(members) for members in kept.threads(beside)]
        of = {event: number for number, members in enumerate(around) for event in members}
        several = {event for members in around if len(members) > 1 for event in members}
        bonds.update(bond for bond in kept.bonds(several) if bond.one in of and of[bond.one] == of.get(bond.other, -1))
        traces = kept.traces(reached | of.keys())
        threads = list(_gathered(traces, bonds, known, weighed))
        joined = {
            of[member] for members in threads if not reached.isdisjoint(members) for member in members if member in of
        }
        if not joined:
            return reached, [members for members in threads if members[0] in reached]
        reached.update(member for number in joined for member in around[number])


def _gathered(
    traces: Mapping[str, Trace],
    bonds: Collection[Bond],
    known: dict[frozenset[Bond], list[list[str]]],
    weighed: Weighed,
) -> Iterator[list[str]]:
    """The members of each thread; ``known`` keeps those of events that no bond holds together with any other."""
    tied: dict[str, list[Bond]] = defaultdict(list)
    for bond in bonds:
        tied[bond.one].append(bond)
        tied[bond.other].append(bond)
    seen: set[str] = set()
    for event in traces:
        if event in seen:
            continue
        part, waiting = {event}, [event]
        while waiting:
            more = {end for bond in tied.get(waiting.pop(), ()) for end in bond[:2]} - part
            part |= more
            waiting += more
        seen |= part
        inside = frozenset(bond for one in part for bond in tied.get(one, ()))
        if not inside:
            yield [event]
            continue
        if inside not in known:
            those = {one: traces[one] for one in part}
            known[inside] = [found.members for found in gather(those, ranked(inside, those), weighed)]
        yield from known[inside]


def _lone(one: Trace) -> Thread:
    """A thread of one event."""
    return Thread(
        members=[one.event],
        words=dict(one.words),
        told={min(one.pages): (dict(one.words), dict(one.own))} if one.pages else {},
        pairs=Counter(one.pairs),
        persons=Counter(one.persons),
        anchors=Counter(one.anchors),
    )


def _agree(
    one: str,
    other: str,
    threads: Mapping[str, Thread],
    tied: float,
    weighed: Weighed,
) -> bool:
    """Whether two threads are one, given a tie between an event of each."""
    ours, theirs = threads[one], threads[other]
    if ours.size == theirs.size == 1:
        return tied >= ENOUGH
    key = (ours.all(), theirs.all())
    if key not in weighed:
        weighed[key] = _weight(ours, theirs)
    common = weighed[key]
    return common is not None and round((tied + common) / 2, DIGITS) >= TOGETHER


def _weight(one: Thread, other: Thread) -> float | None:
    """What all events of two threads have in common, None where that is no story."""
    anchors, pairs, persons = (ours & theirs for ours, theirs in zip(one.core(), other.core(), strict=True))
    if not anchors:
        return None
    common = [_common(one.words, other.words)]
    for page in sorted(one.told.keys() & other.told.keys()):  # all that a page tells has the page's words
        (words, own), (others, theirs) = one.told[page], other.told[page]
        common += [-SAID * _common(words, others), SAID * _common(own, theirs)]
    alike = round(math.fsum(common) / (one.size * other.size), DIGITS)
    return strength(pair=bool(pairs), persons=len(persons), alike=alike) if alike >= ALIKE else None


def _common(one: Words, other: Words) -> float:
    """What two sums of words have in common."""
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    return math.fsum(weight * many[word] for word, weight in few.items() if word in many)


def _add(one: Words, other: Words) -> None:
    """Add words to others, in place."""
    for word, weight in other.items():
        one[word] = one.get(word, 0.0) + weight


def _join(one: Thread, other: Thread) -> None:
    """Take a thread into another, in place."""
    _add(one.words, other.words)
    for page, (words, own) in other.told.items():
        if page in one.told:
            _add(one.told[page][0], words)
            _add(one.told[page][1], own)
        else:
            one.told[page] = (words, own)
    one.members.extend(other.members)
    one.pairs.update(other.pairs)
    one.persons.update(other.persons)
    one.anchors.update(other.anchors)
    one.cores = one.together = None


def core(counts: Mapping[Key, int], events: int) -> frozenset[Key]:
    """What a good part of so many events has."""
    least = max(1.0, CORE * events)
    return frozenset(key for key, count in counts.items() if count >= least)
