"""Who acts on whom and how often, and one actor in depth: its names in the texts, partners, days, unknowns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bede.extract.identity import identity
from bede.model import BedeError, Event, Party, Report

Counts = tuple[tuple[str, int], ...]
By = Literal["country", "entity"]


class NobodyError(BedeError):
    """An actor that no event has: says what was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad:
    """An actor, a recipient (None where there is none) and the events in which the one acts on the other.

    What two do together, such as a meeting, counts for both directions and in ``joint``. ``quads`` and ``types`` are
    events by quad and by event type, the most frequent first; ``first`` and ``last`` are ISO days.
    """

    actor: str
    actor_entity: str | None
    actor_country: str | None
    recipient: str | None
    recipient_entity: str | None
    recipient_country: str | None
    events: int
    joint: int
    quads: Counts
    types: Counts
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """Words that name an actor in the texts, how many reports have them, and the sentence of the first of these."""

    text: str
    name: str
    reports: int
    report: str
    page: str
    sentence: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody whom a country, an entity or a name stands for: a state's government, its people, its bodies."""

    name: str
    entity: str | None
    kind: str | None
    sectors: tuple[str, ...]
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """Somebody whom an actor acts on, is acted on by, or acts together with, and in how many events."""

    name: str
    entity: str | None
    country: str | None
    acts_on: int
    acted_on_by: int
    joint: int
    types: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What the events and reports of a database tell of one actor; the lists begin with the most frequent.

    ``unknown`` counts the reasons why parties of its events, itself or partners, have no country.
    """

    key: str
    events: int
    as_actor: int
    as_recipient: int
    first: str | None
    last: str | None
    quads: Counts
    types: Counts
    members: tuple[Member, ...]
    aliases: tuple[Alias, ...]
    partners: tuple[Partner, ...]
    unknown: Counts


def dyads(events: Iterable[Event], *, by: By = "entity") -> tuple[Dyad, ...]:
    """Who acts on whom in some events, the most frequent first; ``by`` country joins all parties of one country."""
    found: dict[tuple[str, str | None], list[tuple[Event, bool]]] = {}
    faces: dict[str, Party] = {}
    for event in events:
        for actor, recipient, joint in _pairs(event):
            keys = (_key(actor, by=by), _key(recipient, by=by) if recipient is not None else None)
            for key, party in zip(keys, (actor, recipient), strict=True):
                if key is not None and party is not None:
                    faces.setdefault(key, party)
            if keys[0] != keys[1]:
                told = found.setdefault((keys[0], keys[1]), [])
                if not any(event is other for other, _ in told[-1:]):
                    told.append((event, joint))
    made = [
        Dyad(
            actor=_name(faces[actor], by=by),
            actor_entity=_entity(faces[actor], by=by),
            actor_country=faces[actor].country,
            recipient=_name(faces[recipient], by=by) if recipient is not None else None,
            recipient_entity=_entity(faces[recipient], by=by) if recipient is not None else None,
            recipient_country=faces[recipient].country if recipient is not None else None,
            events=len(told),
            joint=sum(joint for _, joint in told),
            quads=_counts(str(event.quad) for event, _ in told),
            types=_counts(event.event_type for event, _ in told),
            first=min(_days(event for event, _ in told), default=None),
            last=max(_days(event for event, _ in told), default=None),
        )
        for (actor, recipient), told in found.items()
    ]
    return tuple(sorted(made, key=lambda dyad: (-dyad.events, dyad.actor, dyad.recipient or "")))


def dossier(key: str, events: Sequence[Event], *, reports_of: Callable[[Event], Sequence[Report]]) -> Dossier:
    """All that some events tell of a country (``CHN``), an entity (``person:Wang Yi``) or a name in any case.

    Raises NobodyError where nobody in the events goes by it.
    """
    own = [event for event in events if any(_is(party, key) for party in (*event.actors, *event.recipients))]
    if not own:
        raise NobodyError(f"no event has an actor or recipient {key!r}; expected a country, an entity id or a name")
    members: dict[str, Party] = {}
    times: Counter[str] = Counter()
    for event in own:
        named = {identity(party): party for party in (*event.actors, *event.recipients) if _is(party, key)}
        members = named | members
        times.update(named.keys())
    return Dossier(
        key=key,
        events=len(own),
        as_actor=sum(any(_is(party, key) for party in event.actors) for event in own),
        as_recipient=sum(any(_is(party, key) for party in event.recipients) for event in own),
        first=min(_days(own), default=None),
        last=max(_days(own), default=None),
        quads=_counts(str(event.quad) for event in own),
        types=_counts(event.event_type for event in own),
        members=tuple(
            Member(
                name=members[one].name,
                entity=members[one].entity,
                kind=members[one].kind,
                sectors=members[one].sectors,
                events=count,
            )
            for one, count in sorted(times.items(), key=lambda item: (-item[1], item[0]))
        ),
        aliases=_aliases(key, [report for event in own for report in reports_of(event)]),
        partners=_partners(key, own),
        unknown=_counts(
            party.unknown for event in own for party in (*event.actors, *event.recipients) if party.unknown is not None
        ),
    )


def _aliases(key: str, reports: Iterable[Report]) -> tuple[Alias, ...]:
    """The words that name somebody in reports."""
    first: dict[tuple[str, str], tuple[Report, Party]] = {}
    times: Counter[tuple[str, str]] = Counter()
    for report in reports:
        parties = (*report.actors, *report.recipients, *report.addressees, *report.attribution)
        for words in dict.fromkeys((party.text, party.name) for party in parties if _is(party, key)):
            times[words] += 1
            if words not in first:
                first[words] = report, next(party for party in parties if (party.text, party.name) == words)
    return tuple(
        Alias(
            text=text,
            name=name,
            reports=count,
            report=first[text, name][0].id,
            page=first[text, name][0].page,
            sentence=first[text, name][0].sentence.text,
            start=first[text, name][1].start,
            end=first[text, name][1].end,
        )
        for (text, name), count in sorted(times.items(), key=lambda item: (-item[1], item[0]))
    )


def _partners(key: str, events: Iterable[Event]) -> tuple[Partner, ...]:
    """Whom somebody acts on, is acted on by, or acts with."""
    faces: dict[str, Party] = {}
    roles: dict[str, Counter[str]] = {}
    types: dict[str, Counter[str]] = {}
    for event in events:
        seen: set[tuple[str, str]] = set()
        for actor, recipient, joint in _pairs(event):
            if recipient is None or _is(actor, key) == _is(recipient, key):
                continue
            other = recipient if _is(actor, key) else actor
            role = "joint" if joint else "acts_on" if other is recipient else "acted_on_by"
            one = identity(other)
            faces.setdefault(one, other)
            if (one, role) not in seen:
                seen.add((one, role))
                roles.setdefault(one, Counter())[role] += 1
                types.setdefault(one, Counter())[event.event_type] += 1
    made = [
        Partner(
            name=party.name,
            entity=party.entity,
            country=party.country,
            acts_on=roles[one]["acts_on"],
            acted_on_by=roles[one]["acted_on_by"],
            joint=roles[one]["joint"],
            types=_counts(types[one].elements()),
        )
        for one, party in faces.items()
    ]
    return tuple(sorted(made, key=lambda one: (-(one.acts_on + one.acted_on_by + one.joint), one.name)))


def _pairs(event: Event) -> Iterator[tuple[Party, Party | None, bool]]:
    """Each actor with each recipient; of a joint act each actor with each other; an actor alone with None."""
    for actor in event.actors:
        if event.recipients:
            yield from ((actor, recipient, False) for recipient in event.recipients)
        elif len(event.actors) > 1:
            yield from ((actor, other, True) for other in event.actors if other is not actor)
        else:
            yield actor, None, False


def _is(party: Party, key: str) -> bool:
    """Whether a party is of a country, is an entity or has a name."""
    if len(key) == 3 and key.isupper() and party.country == key:
        return True
    return party.entity == key or party.name.casefold() == key.casefold()


def _key(party: Party, *, by: By) -> str:
    """What tells a party from others."""
    return party.country or identity(party) if by == "country" else identity(party)


def _name(party: Party, *, by: By) -> str:
    """What a party is called: its country where these are asked for."""
    return party.country or party.name if by == "country" else party.name


def _entity(party: Party, *, by: By) -> str | None:
    """A party's entity; that of its state where countries are asked for."""
    return f"state:{party.country}" if by == "country" and party.country else party.entity


def _counts(values: Iterable[str]) -> Counts:
    """How often each value comes, the most frequent first."""
    return tuple(sorted(Counter(values).items(), key=lambda item: (-item[1], item[0])))


def _days(events: Iterable[Event]) -> Iterator[str]:
    """The days of events: when they happened, else when they were first told of."""
    for event in events:
        day = (event.date.earliest if event.date else None) or event.first_published
        if day is not None:
            yield day[:10]
