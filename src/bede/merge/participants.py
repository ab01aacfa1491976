"""Participants: how far those who take part in two reports are the same, in their roles where the act has any."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from bede.merge.told import JOINT, PHYSICAL, Cast, Who

AGAINST = -8.0  # the weight of a plain contradiction
STATES = 0.7  # what two states as parties weigh less where acts happen many times a day
NAMED_ALIKE = 2.5  # from which weight two parties bear one name
SAME_WORDS = 2.0  # what it weighs that both are called the same, a crowd or a company
TOGETHER = -2.0  # what it weighs that two do together what in the other report one of them does to the other
SAME_SIDE = 0.3  # the least that parties match who can be the same
TOLD = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})  # acts that are said
COUNTED = 1.0  # what it weighs that they are as many
IN_OFFICE = 2.0  # what it weighs that somebody named holds the office that the other is called by
OTHER_SIDE = -2.5  # what it weighs that one governs and the other opposes or fights it
AGAINST_STATE = frozenset({"OPP", "REB", "UAF", "CRM"})  # sectors of those who do not govern
ARMED = frozenset({"REB", "UAF", "CRM"})  # sectors of those who attack without being of a state
UNKNOWN = 0.6  # what it weighs that attackers without a name may be those whom the other report names
MEMBER = 0.3  # what it weighs that an attacker may be a member of the group, or who claims the attack speak for it
STRUCK = -0.2  # what it weighs at least of whom and what one attack strikes, where no names tell them apart


@lru_cache(maxsize=400_000)
def people(one: Cast, other: Cast) -> float:
    """How far the participants agree; their roles count where the act has a direction."""
    act = one.act
    if act in JOINT or other.act in JOINT or not (one.recipients or other.recipients):
        return _joint(one, other)
    scale = STATES if act in PHYSICAL else 1.0
    held = attacker if act == "ASSAULT" else match
    actors = _side(one.actors, other.actors, scale, held)
    if one.claim != other.claim:
        actors = max(actors, _spoken_for(one, other))
    held = _struck if act == "ASSAULT" else _crowds if act == "COERCE" else match
    recipients = _side(one.recipients, other.recipients, scale, held)
    if not ((one.actors and other.actors) or (one.recipients and other.recipients)):
        return 0.0
    if min(actors, recipients) <= -3.0:
        fighting = act == "ASSAULT" and (not one.recipients or not other.recipients)
        if not fighting:
            return AGAINST
        return min(2.0, _side(one.people, other.people, scale, match))
    return actors + recipients + (TOGETHER if act in TOLD and (_turned(one, other) or _turned(other, one)) else 0.0)


def _turned(one: Cast, other: Cast) -> bool:
    """Whether two do in one report together what in the other one does to the other: "they signed", "thanked"."""
    if one.recipients or len(one.actors) < 2:
        return False
    return any(
        max(match(party, recipient) for party in one.actors) >= SAME_SIDE
        and max((match(party, actor) for party in one.actors for actor in other.actors), default=0.0) >= SAME_SIDE
        for recipient in other.recipients
    )


def _side(one: Sequence[Who], other: Sequence[Who], scale: float, held: Callable[[Who, Who], float]) -> float:
    """How far the parties in one role agree: the best match counts in full, further ones by a part."""
    if not one or not other:
        return -0.2 if one or other else 0.0
    fewer, more = (one, other) if len(one) <= len(other) else (other, one)
    best = sorted((max(held(party, partner) for partner in more) for party in fewer), reverse=True)
    first = best[0] * (scale if 0 < best[0] <= 1.5 else 1.0)
    return min(4.0, first + 0.3 * sum(max(-2.5, min(2.0, weight)) for weight in best[1:]))


def attacker(one: Who, other: Who) -> float:
    """How far two who attack are one: a man or a member without a name may be of the group that the other names.

    Of which country attackers without a name are is told by where they attack.
    """
    if _opposed(one, other) and not (_armed(one) and _armed(other)):
        return OTHER_SIDE
    weight = match(one, other)
    if weight < 0.0 and _armed(one) and _armed(other) and (one.generic or other.generic):
        return 0.0
    if weight >= MEMBER or {one.kind, other.kind} != {"person", "organisation"}:
        return weight
    person, group = (one, other) if one.kind == "person" else (other, one)
    return MEMBER if person.generic and not person.official and _armed(group) and _land(one, other) else weight


def _spoken_for(one: Cast, other: Cast) -> float:
    """How far somebody who claims an attack speaks for those who the other report says attacked."""
    armed = [any(_armed(who) for who in cast.actors) for cast in (one, other)]
    claimant = one if one.claim else other
    attacked = armed[1] if one.claim else armed[0]
    lands = {who.country for cast in (one, other) for who in cast.actors if who.country}
    return MEMBER if attacked and len(lands) < 2 and any(who.kind == "person" for who in claimant.actors) else AGAINST


def _land(one: Who, other: Who) -> bool:
    """Whether two parties can be of one country."""
    return not (one.country and other.country) or one.country == other.country


def _struck(one: Who, other: Who) -> float:
    """How far two who are struck can be struck in one attack: people, the house, the town that one report names.

    An armed group is struck in another country than its own. Two states, two who bear names and those of two sides are
    two.
    """
    weight = match(one, other)
    if weight >= STRUCK or (_opposed(one, other) and _land(one, other)) or {one.kind, other.kind} == {"place"}:
        return weight
    if one.country and other.country and one.country != other.country:
        return STRUCK if _armed(one) or _armed(other) else weight
    return weight if one.kind == other.kind and not (one.generic or other.generic) else STRUCK


def attackers(one: Cast, other: Cast) -> float:
    """How far those who attack are one, whomever they strike."""
    return _side(one.actors, other.actors, STATES, attacker)


def _crowds(one: Who, other: Who) -> float:
    """How far two who are arrested can be one crowd: protesters, activists, people of one country."""
    weight = match(one, other)
    crowds = {one.kind, other.kind} <= {"group", "person"} and one.generic and other.generic
    if weight >= STRUCK or not crowds or _opposed(one, other) or not _land(one, other):
        return weight
    return STRUCK


def _joint(one: Cast, other: Cast) -> float:
    """How far the parties to a joint act agree: by country or body, whatever their roles."""
    mine, theirs = _anchored(one, other), _anchored(other, one)
    anchors, others = mine.keys(), theirs.keys()
    shared = anchors & others
    if not shared:
        return AGAINST if anchors and others else 0.0
    visitors = _visits(one, other)
    if visitors <= AGAINST:
        return AGAINST
    weights = []
    for anchor in sorted(shared):
        weights.append(max(match(party, partner) for party in mine[anchor] for partner in theirs[anchor]))
    weights.sort(reverse=True)
    lowest = -2.5 if visitors > 0 else -5.0  # one visit has several hosts, two talks with one host are two
    total = sum(max(lowest, weight) * part for weight, part in zip(weights, (1.0, 1.0, 0.4, 0.3), strict=False))
    alone = min(len(anchors), len(others)) - len(shared)
    if alone > 0:
        total -= 5.0 if len(shared) == 1 else 0.7 * alone
    elif len(shared) == 1 and max(len(anchors), len(others)) > 1:
        total -= 0.5
    return total


def _anchored(one: Cast, other: Cast) -> dict[str, list[Who]]:
    """The parties of a report by country or body; who has no country there is of the country that the other tells."""
    found: dict[str, list[Who]] = {}
    for party in one.people:
        anchor = party.anchor
        if party.country is None:
            if party.generic and party.kind != "person":
                continue
            anchor = next(
                (same.anchor for same in other.people if same.country and match(party, same) >= NAMED_ALIKE), anchor
            )
        if anchor in one.anchors or anchor != party.anchor:
            found.setdefault(anchor, []).append(party)
    return found


def _visits(one: Cast, other: Cast) -> float:
    """Whether two visits have the same visitor (1), contrary directions (a contradiction), or neither."""
    if not one.recipients or not other.recipients:
        same = bool(one.recipients or other.recipients) and any(
            match(party, partner) >= 2.5
            for party in one.actors
            for partner in other.actors
            if (one.visit or other.visit)
        )
        return 1.0 if same else 0.0
    best = max((match(party, partner) for party in one.actors for partner in other.actors), default=0.0)
    if best >= 2.5:
        return 1.0
    crossed = {party.anchor for party in one.actors} & {party.anchor for party in other.recipients}
    straight = {party.anchor for party in one.actors} & {party.anchor for party in other.actors}
    if (one.visit or other.visit) and (best <= -3.0 or (crossed and not straight)):
        return AGAINST
    return 0.0


@lru_cache(maxsize=500_000)
def match(one: Who, other: Who) -> float:
    """How far two parties are one: a minister stands for a state, two ministers of one state are two."""
    if one.identity == other.identity:
        known = {"person": 3.0, "state": 1.5, "group": 1.0 if one.country else 0.7, "place": 1.5, None: 1.5}
        counted = COUNTED if one.generic and any(sign.isdigit() for sign in one.name) else 0.0
        return known.get(one.kind, 2.5) + counted  # "20 firms" and "20 companies"
    kinds = {one.kind, other.kind}
    land = one.country is not None and one.country == other.country
    if one.country and other.country and not land:
        return -5.0
    if "place" in kinds and land:
        return 0.8 if "state" in kinds else -1.0  # a town for the state; who was met there is another's host
    if "state" in kinds:
        if not land:
            return -1.0 if _vague(one) or _vague(other) else -5.0
        return 1.0 if one.official and other.official else 0.3
    if kinds == {"person"}:
        return _persons(one, other, land)
    if None in kinds or "place" in kinds:
        return 0.3 if land else _names(one, other, apart=-1.0 if _vague(one) or _vague(other) else -3.0)
    if _opposed(one, other) and "group" in kinds:
        return OTHER_SIDE
    if _armed(one) and _armed(other) and (one.generic or other.generic) and one.name != other.name:
        return UNKNOWN if land or not (one.country and other.country) else -1.0
    if kinds == {"group", "person"} and land and not (one.generic and other.generic):
        return 0.3  # who is named and a crowd of the same state
    common = set(one.sectors) & set(other.sectors)
    if "group" in kinds:
        if land and one.generic and other.generic and one.name == other.name:
            return SAME_WORDS
        if land:
            return 0.9 if common else 0.5 if one.official and other.official else -1.0
        return _names(one, other, apart=0.4 if common else -1.0 if _vague(one) or _vague(other) else -3.0)
    if len(kinds) == 1:
        return _names(one, other, apart=-2.0 if land and one.official and other.official else -4.0)
    if land and one.official and other.official:
        return 0.6
    return 0.3 if land and common else -4.0


def _vague(one: Who) -> bool:
    """Whether a party is said in words that may mean many: neither its name nor its country."""
    return one.generic and one.country is None


def _persons(one: Who, other: Who, land: bool) -> float:
    """How far two persons are one, by their names or by the office that stands for a name."""
    if one.generic and other.generic:
        return _names(one, other, apart=0.9 if land else -1.0)
    if one.generic or other.generic:
        if not land:
            return -1.0
        if one.offices and other.offices:
            return IN_OFFICE if one.offices & other.offices else _other_office(one, other)
        return OTHER_SIDE if _opposed(one, other) else 0.9
    mine, theirs = one.name.split(), other.name.split()
    if mine[-1:] == theirs[-1:] and (len(mine) == 1 or len(theirs) == 1 or mine[0] == theirs[0]):
        return 2.5
    return -5.0


def _other_office(one: Who, other: Who) -> float:
    """How far somebody named is the holder of an office that no list gives them: not where no word of it fits."""
    ours, theirs = (frozenset[str]().union(*who.offices) for who in (one, other))
    return 0.9 if ours & theirs else -1.0


def _armed(one: Who) -> bool:
    """Whether a party is of those who attack without being of a state: gunmen, a suicide bomber, rebels."""
    return bool(ARMED & set(one.sectors))


def _opposed(one: Who, other: Who) -> bool:
    """Whether of two parties one governs and the other is said to be of those who do not."""
    governs, does_not = (one, other) if one.official else (other, one)
    return governs.official and not does_not.official and bool(set(does_not.sectors) & AGAINST_STATE)


def _names(one: Who, other: Who, *, apart: float) -> float:
    """How far two names that are not of persons are one: by their words, by the last of them, or ``apart``."""
    mine, theirs = set(one.name.split()), set(other.name.split())
    if mine and theirs and (mine <= theirs or theirs <= mine):
        return 1.5
    if len(mine & theirs) >= 0.5 * len(mine | theirs) > 0:
        return 1.0
    return (
        max(apart, 0.8) if one.generic and other.generic and one.name.split()[-1:] == other.name.split()[-1:] else apart
    )
