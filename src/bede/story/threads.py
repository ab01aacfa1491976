"""Event -> Story: threads of events that share an issue and core participants, with the reasons that tie them.

What ties two events depends on these two alone, and whether threads of them join on the two threads alone. Of the rest
only those count that stand between two events on a trail, so that the order in which events come changes no story.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from bede.lexicon.content import spelled
from bede.model import Article, Event, Link, Report, Story, content_id
from bede.story.gathering import Bond, bonded, core, gather, ranked
from bede.story.ties import near, tie
from bede.story.title import listed, states, title
from bede.story.traces import PARTIES, Trace, anchor, identity, lead, participants, trace, vague


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
    unique = {event.id: event for event in events}
    found = traces_of(unique.values(), told, pages)
    bonds = ranked(bonds_among(found), found)
    threads = [members for one in gather(found, bonds) if len(members := one.members) > 1]
    of = {member: number for number, members in enumerate(threads) for member in members}
    inside: dict[int, list[Bond]] = {number: [] for number in range(len(threads))}
    for bond in bonds:
        if bond.one in of and of[bond.one] == of.get(bond.other):
            inside[of[bond.one]].append(bond)
    stories = [
        story_of([unique[member] for member in members], inside[number], found, reports=told, articles=pages)
        for number, members in enumerate(threads)
    ]
    return sorted(stories, key=lambda story: found[story.events[0]].order)


def traces_of(
    events: Iterable[Event], reports: Mapping[str, Report], articles: Mapping[str, Article]
) -> dict[str, Trace]:
    """The traces of events by id."""
    events = list(events)
    leads = {page: lead(articles[page]) for event in events for page in event.pages if page in articles}
    return {event.id: trace(event, reports, leads) for event in events}


def bonds_among(traces: Mapping[str, Trace]) -> list[Bond]:
    """What ties events that are filed near each other."""
    found = (bonded(traces[one], traces[other]) for one, other in near(traces.values()))
    return [bond for bond in found if bond is not None]


def story_of(
    events: Sequence[Event],
    bonds: Sequence[Bond],
    traces: Mapping[str, Trace],
    *,
    reports: Mapping[str, Report],
    articles: Mapping[str, Article],
) -> Story:
    """The record of a thread, given its events in order and the bonds among them, the strongest first."""
    reasons = _reasons(events, bonds, traces, reports)
    days = [day for event in events if (day := _iso(event, first=True))]
    ends = [day for event in events if (day := _iso(event, first=False))]
    unnamed = {
        anchor(party)
        for event in events
        for party in (*event.actors[:PARTIES], *event.recipients[:PARTIES])
        if not party.country and vague(party)
    }
    took_part = Counter(key for event in events for key in participants(event))
    anchors = sorted(took_part, key=lambda key: (key in unnamed, -took_part[key], key))
    main = [name_of(key, events) for key in anchors]
    persons = Counter(person for event in events for person in traces[event.id].persons)
    return Story(
        id=content_id("story", events[0].id),
        title=title(main[:2], events, reports, articles),
        actors=tuple(dict.fromkeys((*main[:PARTIES], *_persons(events, core(persons, len(events)))))),
        events=tuple(event.id for event in events),
        links=tuple(Link(event=event.id, reason=reasons[event.id]) for event in events[1:]),
        earliest=min(days, default=None),
        latest=max(ends, default=None),
    )


def _reasons(
    events: Sequence[Event], bonds: Sequence[Bond], traces: Mapping[str, Trace], reports: Mapping[str, Report]
) -> dict[str, str]:
    """Why each event but the first of a thread belongs to it: its strongest bond with an earlier one, or with any."""
    first: dict[str, Bond] = {}
    any_of: dict[str, Bond] = {}
    for bond in bonds:
        first.setdefault(bond.other, bond)
        any_of.setdefault(bond.one, bond)
    by_id = {event.id: event for event in events}
    found: dict[str, str] = {}
    for event in events[1:]:
        bond = first.get(event.id) or any_of[event.id]
        found[event.id] = _in_words(by_id[bond.one], by_id[bond.other], traces, reports)
    return found


def _in_words(one: Event, other: Event, traces: Mapping[str, Trace], reports: Mapping[str, Report]) -> str:
    """A tie in words: who takes part in both, what they are about, where they are told and how far apart."""
    tied = tie(traces[one.id], traces[other.id])
    assert tied is not None, "a bond is a tie"
    names = [name_of(key, (one, other)) for key in sorted(tied.anchors)]
    words = _shared(traces[one.id], traces[other.id], _written(one, reports) | _written(other, reports))
    parts = ["parties: " + listed(names), "issue: " + words]
    if tied.shared:
        parts.append("named in one sentence" if tied.shared == "sentence" else "told on one page")
    if tied.gap is not None:
        parts.append(
            "the same day" if tied.gap == 0 else "one day apart" if tied.gap == 1 else f"{tied.gap} days apart"
        )
    return "; ".join(parts)


def _written(event: Event, reports: Mapping[str, Report]) -> dict[str, str]:
    """How the sentences of an event first spell each word."""
    found: dict[str, str] = {}
    for key in event.reports:
        if key in reports:
            found = spelled(reports[key].sentence.text) | found
    return found


def _shared(one: Trace, other: Trace, written: Mapping[str, str]) -> str:
    """The words that weigh most in both, as they are written."""
    heaviest = sorted((-one.words[word] * other.words[word], word) for word in one.words if word in other.words)
    return ", ".join(written.get(word, word.lstrip("#")) for _, word in heaviest[:4])


def _iso(event: Event, *, first: bool) -> str | None:
    """The first or last day of an event, by its date or else by its publication."""
    said = (event.date.earliest if first else event.date.latest) if event.date else None
    published = event.first_published if first else event.last_published
    day = said or published
    return day[:10] if day else None


def _persons(events: Sequence[Event], those: Collection[str]) -> list[str]:
    """The names of the persons and organisations at a story's core, the most frequent first."""
    counts = Counter(
        party.name for event in events for party in (*event.actors, *event.recipients) if identity(party) in those
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
