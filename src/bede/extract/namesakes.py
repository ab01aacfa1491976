"""Namesakes: which of the places of one name an article means, its other places in view."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from bede.extract.gazetteer import BY_HAND, Spot, common_words, fold, gazetteer, kilometres
from bede.extract.toponyms import KNOWN, TOWN_OR_DIVISION, WELL_KNOWN, Mention, lies_in
from bede.model import Article

NEAR = 160.0  # kilometres within which places of one article support each other
DEGREE, AROUND = 111.0, 350  # kilometres of a degree of latitude; degrees of longitude that are near again
ROUNDS = 3
FEDERATIONS = frozenset({"USA", "CAN", "AUS"})  # news names their provinces as often as their towns
SEAT = 5_000_000  # inhabitants from which a town outshines the province of its name: New York
PUBLISHER = 0.7  # mentions that a place in the publisher's name counts for
LONGEST_OUTLET = 3  # words of a place in the publisher's name
CONTAINED, HOLDING = 8.0, 6.0  # what the words "Paris, Texas" say for the town and for the state
COUNTRY = 2.5  # what it says for a place that all other places lie in its country
PROVINCE, PROVINCE_MOST = 1.2, 2.5
CLOSE, NEARBY, NEARBY_MOST = 1.2, 0.7, 2.4
FEW = 12  # meanings of a name that helps to choose those of others
SUPPORT_MOST = 2.0  # what province and neighbours say together; a namesake of a large city needs words besides
CLOSE_CALL = 1.25  # more that speaks for a place than for its namesake; below it two choices in five are wrong
SEVERAL = 3  # other names from which an article is of some countries and not of a small town's
LEAST = 2.0  # mentions below which no country has all of an article: an outlet alone decides little
MOST_NEARBY = 60  # places that are compared with; more change nothing

Group = tuple[str, tuple[str, ...]]
Near = tuple[float, float, Spot]


def resolve(mentions: Sequence[Mention], article: Article) -> None:
    """Set the meaning of each mention: one for each name in an article, but one for each containment that is said."""
    groups, inside = _groups(mentions)
    publisher = _publisher(article)
    chosen: dict[Group, Spot] = {}
    doubtful: dict[Group, bool] = {}
    hints = _hints(groups)
    alone = {group: _alone(group, members, inside.get(group, ())) for group, members in groups.items()}
    for _ in range(ROUNDS):
        countries, provinces = _masses(groups, chosen, publisher)
        total = max(LEAST, sum(countries.values()))
        towns = [(group[0], spot) for group, spot in chosen.items() if spot.precision < 3][:MOST_NEARBY] or hints
        before = dict(chosen)
        for group, members in groups.items():
            spots = members[0].spots
            if len(spots) == 1:
                chosen[group] = spots[0]
                continue
            nearby = [(spot.lat, spot.lon, spot) for name, spot in towns if name != group[0]]
            values = [
                value
                + COUNTRY * countries.get(spot.country, 0.0) / total
                + _support(spot, provinces=provinces, nearby=nearby)
                for spot, value in zip(spots, alone[group], strict=True)
            ]
            most = max(values)
            best = chosen[group] = spots[values.index(most)]
            close = [spot for spot, value in zip(spots, values, strict=True) if value > most - CLOSE_CALL]
            doubtful[group] = any(kilometres(spot, best) > NEAR for spot in close if spot is not best)
        if chosen == before:
            break
    for group, members in groups.items():
        strange = _is_strange(group, chosen)
        for mention in members:
            mention.spot = chosen[group]
            mention.doubtful = strange or doubtful.get(group, False)
            mention.reason = _reason(mention, group)


def _is_strange(group: Group, chosen: dict[Group, Spot]) -> bool:
    """Whether a small town lies in no country that anything else in an article that names several places is in.

    Most such towns are those of one name that the gazetteer lacks.
    """
    spot = chosen[group]
    if spot.precision >= 3 or group[1] or spot.population >= KNOWN:
        return False
    others = [other.country for name, other in chosen.items() if name[0] != group[0] and other.country]
    return len(others) >= SEVERAL and spot.country not in others


def _alone(group: Group, members: Sequence[Mention], inside: Sequence[Spot]) -> list[float]:
    """What speaks for each meaning of a name whatever else the article names."""
    spots = members[0].spots
    if len(spots) == 1:
        return [0.0]
    kinds = {mention.kind for mention in members if mention.kind}
    held = {spot.where for mention in members for spot in mention.holds}
    state = any(spot.feature == "PCLI" for spot in spots)
    province = any(spot.feature == "ADM1" and spot.main == group[0] for spot in spots)
    values = []
    for spot in spots:
        value = _prior(spot, key=group[0], kinds=kinds)
        value += _rank(spot, others=spots, key=group[0], state=state, province=province)
        if inside:
            value += CONTAINED * any(lies_in(spot, wider) for wider in inside)
        if spot.where in held:
            value += HOLDING * (1.0 if spot.precision >= 3 else 0.5)
        values.append(value)
    return values


def supported(mention: Mention, kept: Sequence[Mention]) -> bool:
    """Whether a doubtful name has a meaning near the article's places or in a province that it names."""
    near = [other.spot for other in kept[:MOST_NEARBY] if other.spot is not None and other.key != mention.key]
    return any(
        lies_in(spot, other) if other.feature == "ADM1" else other.precision == 1 and kilometres(spot, other) < NEAR / 2
        for spot in mention.spots
        for other in near
        if spot.country == other.country
    )


def _groups(mentions: Sequence[Mention]) -> tuple[dict[Group, list[Mention]], dict[Group, list[Spot]]]:
    """The mentions by name and by what the text says they lie in; a bare name goes with the last that said it."""
    first_said: dict[str, tuple[str, ...]] = {}
    for mention in mentions:
        if mention.inside:
            first_said.setdefault(mention.key, tuple(spot.where for spot in mention.inside))
    said: dict[str, tuple[str, ...]] = {}
    groups: dict[Group, list[Mention]] = defaultdict(list)
    inside: dict[Group, list[Spot]] = {}
    for mention in mentions:
        if mention.inside:
            said[mention.key] = tuple(spot.where for spot in mention.inside)
        where = said.get(mention.key) or first_said.get(mention.key, ())
        groups[mention.key, where].append(mention)
        if mention.inside:
            inside[mention.key, where] = mention.inside
    return groups, inside


def _hints(groups: dict[Group, list[Mention]]) -> list[tuple[str, Spot]]:
    """The meanings of names that have few: what the first round leans on."""
    few = (group for group in list(groups)[:MOST_NEARBY] if len(groups[group][0].spots) <= FEW)
    return [(group[0], spot) for group in few for spot in groups[group][0].spots if spot.precision < 3]


def _publisher(article: Article) -> tuple[Spot, ...]:
    """The countries, provinces and well-known towns that the publisher's name names: a weak hint."""
    words = (article.publisher or "")[:200].split()
    found: list[Spot] = []
    taken = 0
    for first in range(len(words)):
        for last in range(min(len(words), first + LONGEST_OUTLET), max(first, taken - 1), -1):
            spot = _outlet_place(fold(" ".join(words[first:last]))) if first >= taken else None
            if spot is not None:
                found.append(spot)
                taken = last
                break
    return tuple(found)


def _outlet_place(key: str) -> Spot | None:
    """The place that a word or two of an outlet's name mean: "Spanish", "Ohio", "Los Angeles"."""
    if key in common_words():
        return None
    spots = gazetteer().look_up(key)
    large = (spot for spot in spots if spot.main == key and (spot.precision >= 3 or spot.population >= WELL_KNOWN))
    return gazetteer().adjectives.get(key) or next((spot for spot in large if spot.country), None)


def _masses(
    groups: dict[Group, list[Mention]], chosen: dict[Group, Spot], publisher: Sequence[Spot]
) -> tuple[dict[str, float], dict[tuple[str, str], float]]:
    """How much of an article's geography lies in each country and in each province."""
    countries: defaultdict[str, float] = defaultdict(float)
    provinces: defaultdict[tuple[str, str], float] = defaultdict(float)
    for group, members in groups.items():
        spots = members[0].spots
        spot = chosen.get(group)
        if spot is None:
            if len(spots) > 1 and (spots[0].precision < 3 or spots[0].feature == spots[1].feature == "ADM1"):
                continue  # of two provinces of one name neither speaks for itself
            spot = spots[0]
        certain = len(spots) == 1 or spot.precision >= 3 or bool(group[1])
        weight = math.sqrt(len(members)) * (1.0 if certain else 0.5)
        if spot.country:
            countries[spot.country] += weight
        if spot.admin1:
            division = spot.feature in ("ADM1", "ADM2")
            provinces[spot.country, fold(spot.admin1)] += weight * (2.0 if division else 1.0)
    for spot in publisher:
        countries[spot.country] += PUBLISHER
        if spot.admin1:
            provinces[spot.country, fold(spot.admin1)] += PUBLISHER
    return dict(countries), dict(provinces)


def _support(spot: Spot, *, provinces: dict[tuple[str, str], float], nearby: Sequence[Near]) -> float:
    """What the article's other places say for a namesake: its province is named, or they lie near it."""
    value = 0.0
    if spot.admin1:
        value += min(PROVINCE_MOST, PROVINCE * math.log1p(provinces.get((spot.country, fold(spot.admin1)), 0.0)))
    if spot.precision < 3:
        close = 0.0
        width = DEGREE * max(0.05, math.cos(math.radians(spot.lat)))
        lat, lon, around = spot.lat, spot.lon, AROUND * width
        for other_lat, other_lon, other in nearby:
            if abs(lat - other_lat) > 2 or 2 * NEAR < abs(lon - other_lon) * width < around:
                continue
            distance = kilometres(spot, other)
            close += CLOSE if distance < NEAR / 4 else NEARBY if distance < NEAR else 0.0
        value += min(NEARBY_MOST, close)
    return min(SUPPORT_MOST, value)


def _prior(spot: Spot, *, key: str, kinds: set[str]) -> float:
    """How likely a place is meant by its name alone: the more, the more people live there."""
    size = math.log10(max(spot.population, BY_HAND * spot.in_news) + 10)
    if spot.feature in ("PPL", "PPLC"):
        value = size + (0.8 if spot.feature == "PPLC" else 0.0)
    elif spot.feature == "ADM1":
        value = size - 0.7
    elif spot.feature == "ADM2":
        value = size - 2.5
    else:
        value = 9.0 if spot.precision == 4 else 7.0
    if spot.main != key and spot.feature in TOWN_OR_DIVISION:
        value -= 3.0 if spot.feature == "ADM2" and "division" not in kinds else 1.0
    if "division" in kinds:
        value += 4.0 if spot.feature in ("ADM1", "ADM2") else -1.0
    if "settlement" in kinds and spot.feature in ("PPL", "PPLC"):
        value += 3.0
    if "water" in kinds and spot.feature in ("PPL", "PPLC", "ADM1"):
        value -= 1.0
    return value


def _rank(spot: Spot, *, others: Sequence[Spot], key: str, state: bool, province: bool) -> float:
    """How a town stands to a province of its name: Quebec is the province, Kharkiv the city, Wyoming not the town.

    ``state`` and ``province`` tell whether the name is one's as well.
    """
    if spot.feature == "ADM1" and spot.main == key:
        towns = [town for town in others if town.feature in ("PPL", "PPLC") and town.country == spot.country]
        if any(town.feature == "PPLC" and town.main == key for town in towns):
            return -1.5
        seat = max((town.population for town in towns if fold(town.admin1) == key), default=0)
        return 1.5 if spot.country in FEDERATIONS and seat < SEAT else -1.0 if seat else 0.5
    if spot.feature in ("PPL", "PPLC") and state:
        return -3.0 if spot.main == key else -5.0  # "Mexico" is not the city
    if spot.feature == "PPL" and spot.population < WELL_KNOWN:
        return -1.5 * province
    return 0.0


def _reason(mention: Mention, group: Group) -> str:
    """Why this place was chosen, in a word."""
    if mention.adjective:
        return "adjective"
    if group[1]:
        return "containment"
    return "only" if len(mention.spots) == 1 else "context"
