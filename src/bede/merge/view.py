"""The view of a happening: what its reports together say, as an event with the reason for each report."""

from __future__ import annotations

from calendar import month_name
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from bede.lexicon.content import act_name
from bede.merge.anchoring import anchored
from bede.merge.first import first_said, first_told
from bede.merge.told import Told, Who, published, who
from bede.model import Article, Event, Merge, Party, Place, Report, Status, When, content_id

SUREST = 0.99
WIDER = {"AGREE": "CONSULT", "COOPERATE": "AID"}  # what an event of both acts is called
STRENGTH: tuple[Status, ...] = ("actual", "historical", "negated", "future", "hypothetical")
HOSTILE = frozenset({3, 4})  # quads


class Why(NamedTuple):
    """How sure it is that a report belongs to an event, and what agrees, in words."""

    score: float
    same: tuple[str, ...]


def event_of(members: Sequence[Told], links: Sequence[Why | None], articles: Mapping[str, Article]) -> Event:
    """The event that reports in canonical order tell of; ``links`` say why each but the first belongs to the others."""
    reports = [told.report for told in members]
    act = _act(reports)
    statuses, status = _statuses(reports, articles)
    of_act = [report for report in reports if report.act == act] or reports
    typical = Counter((report.event_type, report.quad) for report in of_act if report.status == status)
    event_type, quad = (typical or Counter((report.event_type, report.quad) for report in of_act)).most_common(1)[0][0]
    modes = tuple(mode for mode, _ in Counter(mode for report in of_act for mode in report.modes).most_common())
    first_mode = next((report for report in of_act if report.modes[:1] == modes[:1]), of_act[0])
    actors, recipients = _parties(members)
    when = _date(members, articles)
    pages = tuple(dict.fromkeys(report.page_id for report in reports))
    outlets = tuple(dict.fromkeys(name for page in pages if (name := _outlet(page, articles))))
    days = sorted(day for page in pages if page in articles and (day := published(articles[page])))
    happening = _phrase(act, modes, actors, recipients, quad, when)
    return Event(
        id=content_id("event", reports[0].id),
        act=act,
        event_type=event_type,
        modes=modes,
        status=status,
        statuses=statuses,
        quad=quad,
        intensity=first_mode.intensity,
        actors=actors,
        recipients=recipients,
        date=when,
        places=_places(reports),
        contexts=tuple(
            name
            for name, _ in Counter(context.context for report in reports for context in report.contexts).most_common()
        ),
        said_by=tuple(dict.fromkeys(party.name for report in reports for party in report.attribution)),
        reports=tuple(report.id for report in reports),
        merges=tuple(
            Merge(report=report.id, reason=_reason(happening, why.same, len(outlets)), score=why.score)
            for report, why in zip(reports, links, strict=True)
            if why is not None
        ),
        pages=pages,
        outlets=outlets,
        independent=len({told.root for told in members}),
        first_published=days[0] if days else None,
        last_published=days[-1] if days else None,
        confidence=_confidence(members),
        first_told=first_told(members, articles),
        first_said=first_said(members, articles),
    )


def _act(reports: Sequence[Report]) -> str:
    """The act that most reports name; where two names of one happening meet, the one that says more of it."""
    counts = Counter(report.act for report in reports)
    act = counts.most_common(1)[0][0]
    return WIDER[act] if WIDER.get(act) in counts else act


def _statuses(
    reports: Sequence[Report], articles: Mapping[str, Article]
) -> tuple[tuple[tuple[str | None, Status], ...], Status]:
    """What was known on each day of publication, and the strongest of what is known last.

    What was told as done once stays done, even if a later page still expects or denies it.
    """
    history: dict[tuple[str | None, Status], None] = {}
    for report in reports:
        day = published(articles[report.page_id]) if report.page_id in articles else None
        history[day[:10] if day else None, report.status] = None
    statuses = tuple(sorted(history, key=lambda item: (item[0] or "", STRENGTH.index(item[1]))))
    told = {status for _, status in statuses}
    for done in STRENGTH[:2]:
        if done in told:
            return statuses, done
    last = statuses[-1][0]
    return statuses, min((status for day, status in statuses if day == last), key=STRENGTH.index)


def _parties(members: Sequence[Told]) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Who did it and to whom: each party in the role that most reports give it; no state beside its minister."""
    roles: dict[str, Counter[int]] = defaultdict(Counter)
    seen: dict[str, tuple[Party, Who]] = {}
    told_with: dict[str, set[str]] = defaultdict(set)  # whom one report names beside each other
    named: dict[str, str] = {}  # one name is one party, even where one report knows less of it than another
    for told in members:
        beside: set[str] = set()
        for role, parties in enumerate((told.report.actors, told.report.recipients)):
            for party in parties:
                one = who(party)
                identity = named.setdefault(one.name.replace("’", "'"), one.identity)
                seen.setdefault(identity, (party, one))
                if seen[identity][1].kind is None and one.kind is not None:
                    seen[identity] = (party, one)
                roles[identity][role] += 1
                beside.add(identity)
        for identity in beside:
            told_with[identity] |= beside
    for short in [identity for identity, (_, one) in seen.items() if one.kind == "person" and " " not in one.name]:
        full = [
            identity
            for identity, (_, one) in seen.items()
            if one.kind == "person" and one.name.endswith(" " + seen[short][1].name)
        ]
        if len(full) == 1:
            roles[full[0]].update(roles.pop(short))
            del seen[short]
    for described in [identity for identity, (_, one) in seen.items() if one.kind == "person" and one.generic]:
        meant = [
            identity
            for identity, (_, one) in seen.items()
            if one.kind == "person" and not one.generic and one.country == seen[described][1].country and one.country
        ]
        alike = [identity for identity in meant if set(seen[identity][1].sectors) & set(seen[described][1].sectors)]
        if len(meant) == len(alike) == 1 and not told_with[described] & {alike[0]}:  # "Biden's adviser": Jake Sullivan
            roles[alike[0]].update(roles.pop(described))
            del seen[described]
    sides: list[list[str]] = [[], []]
    for identity, counts in roles.items():
        sides[0 if counts[0] >= counts[1] and counts[0] else 1].append(identity)
    acting = [{one.country for identity in side if _acts_for_state(one := seen[identity][1])} for side in sides]
    found = []
    for side, lands in zip(sides, acting, strict=True):
        kept = [
            identity
            for identity in side
            if not (seen[identity][1].kind == "state" and seen[identity][1].country in lands)
        ]
        found.append(
            tuple(seen[identity][0] for identity in sorted(kept, key=lambda identity: -roles[identity].total()))
        )
    return found[0], found[1]


def _acts_for_state(one: Who) -> bool:
    """Whether a party is a person or an office that stands for its state."""
    return one.official and one.kind in ("person", "organisation") and one.country is not None


def _date(members: Sequence[Told], articles: Mapping[str, Article]) -> When | None:
    """The most precise time among those that most reports agree with; what was planned gives way to what was done.

    A planned day within what is known of when it was done is kept where that is no narrow time ("since spring"). A time
    that its own page can not fix ("the 24th") is fixed by the event's other pages where these can.
    """
    choices: list[tuple[tuple[float, ...], When]] = []
    dated = [(told, told.time.days) for told in members if told.time.days]
    done = [item for item in dated if item[0].report.status not in ("future", "hypothetical")]
    if done and not any(told.time.narrow for told, _ in done):
        done += [
            (told, days)
            for told, days in dated
            if told.time.narrow and any(first <= days[0] and days[1] <= last for _, (first, last) in done)
        ]
    for told, (first, last) in done or dated:
        backed = {other.root for other, days in dated if days[0] <= last and first <= days[1]}
        if told.report.date is not None:
            rank = (-len(backed), last - first, told.report.date.basis != "said", told.number)
            choices.append((rank, told.report.date))
    chosen = min(choices, key=lambda choice: choice[0])[1] if choices else None
    fixed = anchored(members, chosen, articles)
    if fixed is not None or chosen is not None:
        return fixed or chosen
    undated = [told.report.date for told in members if told.report.date is not None]
    return undated[0] if undated else None


def _places(reports: Sequence[Report]) -> tuple[Place, ...]:
    """Where it happened, the most precise first, each place once."""
    found: dict[object, Place] = {}
    for report in reports:
        for place in report.places:
            if place.role == "event":
                found.setdefault(place.geonames_id or (place.name, place.country), place)
    return tuple(sorted(found.values(), key=lambda place: place.precision))


def _outlet(page_id: str, articles: Mapping[str, Article]) -> str | None:
    """The publisher of a page."""
    article = articles.get(page_id)
    return article.publisher if article else None


def _confidence(members: Sequence[Told]) -> float:
    """How sure the event is: one less the chance that all independent pages err, never certain."""
    best: dict[str, float] = {}
    for told in members:
        best[told.root] = max(best.get(told.root, 0.0), told.report.confidence)
    doubt = 1.0
    for root in sorted(best):
        doubt *= 1.0 - best[root]
    return round(min(SUREST, 1.0 - doubt), 3)


def _reason(happening: str, same: Iterable[str], outlets: int) -> str:
    """Why a report belongs to an event, for the reader."""
    parts = [happening, ", ".join(dict.fromkeys(same))]
    if outlets > 1:
        parts.append(f"{outlets} outlets")
    return "; ".join(part for part in parts if part)


def _phrase(
    act: str,
    modes: tuple[str, ...],
    actors: tuple[Party, ...],
    recipients: tuple[Party, ...],
    quad: int,
    when: When | None,
) -> str:
    """A happening in words: "same visit: Antony Blinken to China, 24 to 26 April 2024"."""
    to = ("against" if quad in HOSTILE else "to") if recipients else ""
    words = " ".join(part for part in (listed(actors), to, listed(recipients)) if part)
    day = _spoken(when) if when else ""
    return f"same {act_name(act, modes)}: " + ", ".join(part for part in (words, day) if part)


def listed(parties: Sequence[Party], most: int = 3) -> str:
    """Names joined with "and", of many the first."""
    names = list(dict.fromkeys(party.name for party in parties))
    if len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1} others"]
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1] if names else "") if part)


def _spoken(when: When) -> str:
    """A time in words: "24 to 26 April 2024", else the words of the text."""
    if not when.earliest or not when.latest:
        return when.text
    first, last = date.fromisoformat(when.earliest[:10]), date.fromisoformat(when.latest[:10])
    end = f"{last.day} {month_name[last.month]} {last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {end}"
    start = f"{first.day} {month_name[first.month]}" + ("" if first.year == last.year else f" {first.year}")
    return f"{start} to {end}"
