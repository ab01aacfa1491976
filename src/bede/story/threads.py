"""Event -> Story: threads of events that share an issue and core participants, with the reasons that tie them.

What ties two events depends on these two alone, and whether threads of them join on the two threads alone, so that
neither the order of events nor news about others changes a story.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from bede.model import Article, Event, Link, Report, Story, content_id
from bede.story.ties import Tie, near, strength, tie
from bede.story.title import listed, states, title
from bede.story.traces import PARTIES, Pair, Trace, anchor, identity, lead, trace, vague

ENOUGH = 3.9  # the sum of evidence from which two events are of one story
TOGETHER = 3.8  # the same for two threads: half of it between two of their events, half between all of them
KINDS = 2  # kinds of evidence that there must be at least
ALIKE = 0.14  # average likeness of the events of two threads that join
CORE = 0.25  # part of a thread's events that its core participants take part in
ROUNDS = 3  # times that threads which did not join are held together again
DIGITS = 9  # weights are compared so far, so that the order in which numbers are added up decides nothing

Key = TypeVar("Key")


class Bond(NamedTuple):
    """Two events by their numbers, the earlier first, and what ties them."""

    one: int
    other: int
    tie: Tie


@dataclass(slots=True)
class Thread:
    """Events that belong together: the sum of their words, and who takes part how often."""

    members: list[int]
    words: dict[str, float]
    pairs: Counter[Pair] = field(default_factory=Counter)
    persons: Counter[str] = field(default_factory=Counter)
    anchors: Counter[str] = field(default_factory=Counter)

    @property
    def size(self) -> int:
        """How many events."""
        return len(self.members)


def thread(
    events: Sequence[Event],
    *,
    reports: Mapping[str, Report] | None = None,
    articles: Mapping[str, Article] | None = None,
) -> list[Story]:
    """The stories among events, each of two events or more, no event in two of them, whatever their order.

    ``reports`` (by id) give the words of the events and the sentences that name two of them, ``articles`` (by page id)
    what else their pages are about. Without them an event is known by its contexts and participants only.
    """
    told, pages = reports or {}, articles or {}
    leads = {page: lead(pages[page]) for event in events for page in event.pages if page in pages}
    unique = {event.id: event for event in events}
    traces = sorted((trace(event, told, leads) for event in unique.values()), key=lambda one: one.order)
    bonds = _bonds(traces)
    threads = [found for found in _gather(traces, bonds) if found.size > 1]
    reasons = _reasons(traces, bonds, threads)
    return [_story(found, traces, reasons, told, pages) for found in sorted(threads, key=lambda one: one.members)]


# What belongs together


def _bonds(traces: Sequence[Trace]) -> list[Bond]:
    """What ties events that are filed near each other, the strongest first."""
    found = [
        Bond(one, other, tied)
        for one, other in near(traces)
        if (tied := tie(traces[one], traces[other])) is not None and tied.kinds >= KINDS
    ]
    return sorted(found, key=lambda bond: (-round(bond.tie.weight, DIGITS), bond.one, bond.other))


def _gather(traces: Sequence[Trace], bonds: Sequence[Bond]) -> list[Thread]:
    """Threads of events: the two that each bond holds together join, the strongest bond first, if all of them agree."""
    threads = {number: _lone(number, one) for number, one in enumerate(traces)}
    of = list(range(len(traces)))
    waiting = list(bonds)
    for _ in range(ROUNDS):
        apart: list[Bond] = []
        for bond in waiting:
            one, other = of[bond.one], of[bond.other]
            if one == other:
                continue
            common = _common(threads[one], threads[other])
            if not _agree(threads[one], threads[other], bond.tie, common):
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
        found.members.sort()
    return list(threads.values())


def _lone(number: int, one: Trace) -> Thread:
    """A thread of one event."""
    return Thread(
        members=[number],
        words=dict(one.words),
        pairs=Counter(one.pairs),
        persons=Counter(one.persons),
        anchors=Counter(one.anchors),
    )


def _common(one: Thread, other: Thread) -> float:
    """The sum of the likenesses of all events of a thread with all of another."""
    few, many = sorted((one.words, other.words), key=len)
    return math.fsum(weight * many[word] for word, weight in few.items() if word in many)


def _agree(one: Thread, other: Thread, tied: Tie, common: float) -> bool:
    """Whether two threads are one, given a tie between an event of each and how much they have in common."""
    if one.size == other.size == 1:
        return tied.weight >= ENOUGH
    alike = common / (one.size * other.size)
    if alike < ALIKE or not _both(one.anchors, one.size, other.anchors, other.size):
        return False
    weight = strength(
        pair=bool(_both(one.pairs, one.size, other.pairs, other.size)),
        persons=len(_both(one.persons, one.size, other.persons, other.size)),
        alike=alike,
    )
    return round((tied.weight + weight) / 2, DIGITS) >= TOGETHER


def _both(one: Mapping[Key, int], size: int, other: Mapping[Key, int], other_size: int) -> set[Key]:
    """Who is at the core of both of two threads of so many events."""
    core = _core(other, other_size)
    return {key for key in _core(one, size) if key in core}


def _join(one: Thread, other: Thread) -> None:
    """Take a thread into another, in place."""
    for word, weight in other.words.items():
        one.words[word] = one.words.get(word, 0.0) + weight
    one.members.extend(other.members)
    one.pairs.update(other.pairs)
    one.persons.update(other.persons)
    one.anchors.update(other.anchors)


def _core(counts: Mapping[Key, int], events: int) -> set[Key]:
    """What a good part of so many events has."""
    least = max(1.0, CORE * events)
    return {key for key, count in counts.items() if count >= least}


# Why it does


def _reasons(traces: Sequence[Trace], bonds: Sequence[Bond], threads: Sequence[Thread]) -> dict[int, str]:
    """Why each event but the first of a thread belongs to it: its strongest bond with an earlier one, or with any."""
    of = {member: number for number, found in enumerate(threads) for member in found.members}
    first: dict[int, Bond] = {}
    any_of: dict[int, Bond] = {}
    for bond in bonds:
        if bond.one in of and of[bond.one] == of.get(bond.other):
            first.setdefault(bond.other, bond)
            any_of.setdefault(bond.one, bond)
    found: dict[int, str] = {}
    for thread_found in threads:
        for member in thread_found.members[1:]:
            bond = first.get(member) or any_of[member]
            found[member] = _in_words(traces[bond.one], traces[bond.other], bond.tie)
    return found


def _in_words(one: Trace, other: Trace, tied: Tie) -> str:
    """A tie in words: who takes part in both, what they are about, where they are told and how far apart."""
    names = [name_of(key, (one.event, other.event)) for key in sorted(tied.anchors)]
    parts = ["parties: " + listed(names), "issue: " + _shared(one, other)]
    if tied.shared:
        parts.append("named in one sentence" if tied.shared == "sentence" else "told on one page")
    if tied.gap is not None:
        parts.append(
            "the same day" if tied.gap == 0 else "one day apart" if tied.gap == 1 else f"{tied.gap} days apart"
        )
    return "; ".join(parts)


def _shared(one: Trace, other: Trace) -> str:
    """The words that weigh most in both, as they are written."""
    written = one.written | other.written
    heaviest = sorted((-one.words[word] * other.words[word], word) for word in one.words if word in other.words)
    return ", ".join(written.get(word, word.lstrip("#")) for _, word in heaviest[:4])


# What a story says


def _story(
    found: Thread,
    traces: Sequence[Trace],
    reasons: Mapping[int, str],
    reports: Mapping[str, Report],
    articles: Mapping[str, Article],
) -> Story:
    """The record of a thread."""
    events = [traces[member].event for member in found.members]
    days = [day for event in events if (day := _iso(event, first=True))]
    ends = [day for event in events if (day := _iso(event, first=False))]
    unnamed = {
        anchor(party)
        for event in events
        for party in (*event.actors[:PARTIES], *event.recipients[:PARTIES])
        if not party.country and vague(party)
    }
    anchors = sorted(found.anchors, key=lambda key: (key in unnamed, -found.anchors[key], key))
    main = [name_of(key, events) for key in anchors]
    persons = _persons(events, _core(found.persons, found.size))
    return Story(
        id=content_id("story", events[0].id),
        title=title(main[:2], events, reports, articles),
        actors=tuple(dict.fromkeys((*main[:PARTIES], *persons))),
        events=tuple(event.id for event in events),
        links=tuple(Link(event=traces[member].event.id, reason=reasons[member]) for member in found.members[1:]),
        earliest=min(days, default=None),
        latest=max(ends, default=None),
    )


def _iso(event: Event, *, first: bool) -> str | None:
    """The first or last day of an event, by its date or else by its publication."""
    said = (event.date.earliest if first else event.date.latest) if event.date else None
    published = event.first_published if first else event.last_published
    day = said or published
    return day[:10] if day else None


def _persons(events: Sequence[Event], core: set[str]) -> list[str]:
    """The names of the persons and organisations at a story's core, the most frequent first."""
    counts = Counter(
        party.name for event in events for party in (*event.actors, *event.recipients) if identity(party) in core
    )
    return [name for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


def name_of(key: str, events: Iterable[Event]) -> str:
    """The name of a country or of a party without one."""
    known = states().get(key)
    if known:
        return known
    for event in events:
        for party in (*event.actors, *event.recipients):
            if anchor(party) == key:
                return party.name
    return key
