"""Agreement: how far two reports speak of one happening, field by field, in logarithmic weights that add up.

A weight is positive where a field speaks for one happening, negative where it speaks against; no field decides alone.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from bede.lexicon.content import WORD, likeness, spelled
from bede.merge.manner import CONTINUING, ONCE
from bede.merge.participants import AGAINST, SAME_SIDE, STRUCK, attacker, attackers, match
from bede.merge.participants import people as participants
from bede.merge.times import refers, time_agreement, without_days
from bede.merge.told import CITY, DEAL, JOINT, PHYSICAL, Told, Where, is_announced
from bede.model import Party, Report

ENOUGH = 4.7  # the sum from which two reports are of one happening
LOCAL = PHYSICAL | {"CONSULT", "AGREE", "AID", "COOPERATE", "RETREAT"}  # acts that happen where they are said to
RECALLED = 2.0  # what shared words weigh more where one report only looks back
SHARED = 0.8  # what a shared word weighs at most
MOST_WORDS = 3.0  # the most that words of two sentences weigh
RARE = 0.6  # what a shared word weighs more that general English hardly knows, a name mostly
UNNAMED = -0.6  # what it weighs where none of them does
NAMED = 1.2  # what it weighs where half of such words of one report stand on the other's page
LATEST = 3.0  # the most that times weigh
SOONEST = 2.0  # the most that days of publication weigh, where nothing else says when
MOST = 9.0  # about the most that words, pages, modes and numbers weigh
MOST_APART = 1.2  # the same where sentences share no word and pages next to none
SLACK = 1e-6  # by which sums in another order may differ
CLAIMED = 5.0  # what it weighs that a page tells of an attack and that somebody takes it upon himself
NAMED_BOTH = 1.0  # what it weighs that both sentences name one town, of which one does not say that it was there
FEW = 3  # words of two pages that are next to none
SHORT = 5  # of a short page one word of so many is enough
SAME_NUMBER = 1.2  # what it weighs that both count as many of one kind
MATTER = 3.5  # what it weighs against one happening that one page tells of two matters
DENIED = 4.0  # what it weighs that a page tells what was done and that who did it denies it
THOUGHT = 2.5  # what it weighs against one attack that it is told of once as done, once as possible
UNTRUE = 1.5  # what it weighs that it is told of once as done, once as not done
SAME_COURSE = 1.5  # what it weighs that both call it by a noun that means the same: a war
SAID = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN"})  # acts that are said to one and are about another
ONE_ON_A_PAGE = JOINT | PHYSICAL - {"ASSAULT"}  # acts that a page tells of once, in whatever words
SAME_ACTOR = 2.0  # what two parties match at least that are one
ALL_THERE = 3.0  # what participants weigh at least that are the same persons on both sides
BOTH_SIDES = 1.5  # the same where they sign in the one report what they agree upon in the other
AT_ONE_TIME = 0.8  # what times weigh at least there
SIGNED = 0.5  # what it weighs against one happening that something is signed in the one and agreed upon in the other
MATTERS = 0.6  # what words weigh at least that are of one matter
COPIED = 2.4  # what the words of a copied sentence weigh
EARTH = 6371.0


class Agreement(NamedTuple):
    """The weights of the fields; ``same`` names what agreed, for the reader."""

    people: float
    time: float
    place: float
    words: float
    other: float
    same: tuple[str, ...]

    @property
    def total(self) -> float:
        """All weights together."""
        return self.people + self.time + self.place + self.words + self.other

    @property
    def kinds(self) -> int:
        """How many kinds of evidence speak for one happening."""
        return (
            (self.people >= 1.0) + (self.time >= 1.0) + (self.place >= 1.0) + (self.words >= 0.6) + (self.other >= 1.0)
        )


def agreement(one: Told, other: Told, *, least: float = -math.inf) -> Agreement | None:
    """How far two reports agree, None where they contradict each other so that the rest does not matter.

    None as well where all that is left to compare cannot bring them to ``least``.
    """
    if one.number > other.number:
        one, other = other, one
    agreed = False
    if one.report.act != other.report.act:
        if not _acts_meet(one, other):
            return None
        agreed = _promised(one, other)
        one, other = (_as_agreed(told) if agreed else told for told in (one, other))
    same: list[str] = []
    time, how = time_agreement(one, other)
    if time <= AGAINST:
        return None
    if how:
        same.append(how)
    words = _words(one, other)
    if one.course and one.course == other.course:
        words = max(0.0, words)  # what goes on is told in ever other words
    if one.habit != other.habit or bool(one.whole) != bool(other.whole):
        return None  # what somebody does again and again is none of the times, and a war no attack
    if one.cast.claim != other.cast.claim:
        words = max(0.0, words)  # the words of a claim are not those of what was done
    people = _people(one, other)
    if one.root == other.root and one.report.page_id != other.report.page_id:
        if one.report.sentence.text == other.report.sentence.text:
            words = max(words, COPIED)  # however common its words are
        if words >= COPIED:
            people = max(people, 0.0)  # the same sentence once more, whatever was read into it
    if people <= AGAINST:
        return None
    place, how = _place(one, other)
    if place <= AGAINST:
        return None
    if how:
        same.append(how)
    if people + time + place + words + _most_rest(one, other) < least:
        return None
    rest, hows = _rest(one, other)
    same.extend(hows)
    if _another_matter(one, other, words=words):
        rest -= MATTER
    if words >= 0.6 and "historical" in (one.report.status, other.report.status):
        rest += RECALLED
    if one.report.act != other.report.act:
        signed = DEAL in one.groups or DEAL in other.groups
        if words < MATTERS and not (agreed and people >= (BOTH_SIDES if signed else ALL_THERE) and time >= AT_ONE_TIME):
            return None
        rest -= SIGNED if signed else 1.5
    return Agreement(people=people, time=time, place=place, words=words, other=rest, same=tuple(same))


def linked(one: Told, other: Told) -> bool:
    """Whether two reports by themselves agree well enough to be of one happening."""
    if one.number > other.number:
        one, other = other, one
    one_act = one.report.act == other.report.act
    if not one_act and not _acts_meet(one, other):
        return False
    if one.root != other.root:  # most pairs fail by what is quickly told
        people = _people(one, other)
        if people <= AGAINST:
            return False
        (words, page), (others, beside) = one.sketches, other.sketches
        most = people + (2.5 if one.places and other.places else NAMED_BOTH if one.towns & other.towns else 0.0)
        most += MOST if words & others or _much(page, beside) else MOST_APART
        if most + LATEST < ENOUGH or (most + SOONEST < ENOUGH and without_days(one, other)):
            return False
        if one_act:  # what is promised is compared as of another time
            time, _ = time_agreement(one, other)
            if time <= AGAINST or most + time < ENOUGH:
                return False
            place, _ = _place(one, other)
            said = min(MOST_WORDS, (SHARED + RARE) * (words & others).bit_count())
            most = people + time + place + said
            if place <= AGAINST or most + _most_rest(one, other) < ENOUGH - SLACK:
                return False
    found = agreement(one, other, least=ENOUGH)
    return found is not None and found.total >= ENOUGH and found.kinds >= 2


def _much(page: int, beside: int) -> bool:
    """Whether two pages have more words in common than next to none; of short pages a part of them will do."""
    return (page & beside).bit_count() > min(FEW, min(page.bit_count(), beside.bit_count()) // SHORT)


def _people(one: Told, other: Told) -> float:
    """How far those who take part agree.

    What is said to somebody about somebody is told with either as recipient: two such reports do not contradict each
    other where the recipient of each stands in the other's sentence.
    """
    people = participants(one.cast, other.cast)
    if people <= AGAINST and one.report.act == "ASSAULT" and _struck_there(one, other):
        return max(people, attackers(one.cast, other.cast) + STRUCK)
    if people > AGAINST or one.report.act not in SAID or not _both_told(one, other):
        return people
    return max(match(party, partner) for party in one.cast.actors for partner in other.cast.actors)


def _both_told(one: Told, other: Told) -> bool:
    """Whether the recipients of two reports by one actor stand in each other's sentences."""
    if not all(told.cast.actors and told.cast.recipients for told in (one, other)):
        return False
    if max(match(party, partner) for party in one.cast.actors for partner in other.cast.actors) < SAME_ACTOR:
        return False
    return all(
        any(not _names(party).isdisjoint(_said(there.report.sentence.text)) for party in here.report.recipients)
        for here, there in ((one, other), (other, one))
    )


def _struck_there(one: Told, other: Told) -> bool:
    """Whether one attack strikes in a town some of another state: an embassy is of the state that sent it."""
    return bool(one.towns & other.towns) and attackers(one.cast, other.cast) >= 0.0


@lru_cache(maxsize=10_000)
def _said(sentence: str) -> frozenset[str]:
    """The words of a sentence."""
    return frozenset(WORD.findall(sentence))


def _names(party: Party) -> set[str]:
    """The words by which a party is named again: any of a person's name, of others the last."""
    words = party.name.split()
    return {word for word in words if word[0].isupper()} if party.kind == "person" else set(words[-1:])


def _acts_meet(one: Told, other: Told) -> bool:
    """Whether two acts can be one happening: goods given or exchanged, something agreed upon and what is
    announced or signed."""
    acts = {one.report.act, other.report.act}
    if acts == CONTINUING:
        return True
    if "AGREE" not in acts:
        return False
    agreed = one if other.report.act == "AGREE" else other
    return is_announced(agreed.report) or DEAL in agreed.groups


def _promised(one: Told, other: Told) -> bool:
    """Whether of two reports one tells of a promise and the other announces what is promised."""
    return "AGREE" in (one.report.act, other.report.act) and "CONSULT" not in (one.report.act, other.report.act)


@lru_cache(maxsize=10_000)
def _as_agreed(told: Told) -> Told:
    """A report of what is announced as one of the promise: that is made, though what it promises is to come."""
    return told if told.report.act == "AGREE" else replace(told, report=replace(told.report, status="actual"))


# Place, words, the rest


def _place(one: Told, other: Told) -> tuple[float, str]:
    """How far the places agree, and in which words."""
    if not one.places or not other.places:
        named = min(one.towns & other.towns, default="") if one.root != other.root else ""
        return (NAMED_BOTH, f"both name {named.title()}") if named and one.report.act in PHYSICAL else (0.0, "")
    weight, name = max((_places(mine, theirs), theirs.name) for mine in one.places for theirs in other.places)
    if weight < 0 and one.report.act not in LOCAL:
        return max(-1.0, weight), ""  # what is said somewhere is often reported from elsewhere
    if AGAINST < weight < 0 and one.report.act in PHYSICAL:
        return AGAINST, ""
    return weight, f"same place ({name.title()})" if weight >= 1.0 else ""


@lru_cache(maxsize=200_000)
def _places(one: Where, other: Where) -> float:
    """How far two places are one."""
    if one.text == other.text and (one.identity is None) != (other.identity is None):
        return 2.5  # of one that no list has, the country is guessed
    if one.country and other.country and one.country != other.country:
        return -5.0
    if (one.identity is not None and one.identity == other.identity) or (
        one.name == other.name and one.country == other.country
    ):
        return 2.5 if one.precision <= CITY else 0.8 if one.precision == 3 else 0.3
    if one.precision > CITY or other.precision > CITY:
        if one.admin1 and other.admin1 and min(one.precision, other.precision) <= 3:
            return 0.6 if one.admin1 == other.admin1 else -4.0 if max(one.precision, other.precision) == 3 else 0.2
        return 0.2
    distance = kilometres(one, other)
    if distance is None:
        return -5.0
    return 1.5 if distance <= 10 else 0.5 if distance <= 20 else -1.5 if distance <= 60 else -5.0


def kilometres(one: Where, other: Where) -> float | None:
    """The distance between two points, None where one has none."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    first, second = math.radians(one.lat), math.radians(other.lat)
    east = math.radians(other.lon - one.lon)
    step = math.sin((second - first) / 2) ** 2 + math.cos(first) * math.cos(second) * math.sin(east / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(step)))


def _words(one: Told, other: Told) -> float:
    """How far the words of the sentences agree; few shared words never say much, unless they are rare."""
    if not one.words or not other.words:
        return 0.0
    shared = len(one.words.keys() & other.words.keys())
    told = SHARED * shared + RARE * len(one.rare & other.rare)
    return min(
        MOST_WORDS,
        told,
        8.0 * likeness(one.words, other.words) - (0.8 if min(len(one.words), len(other.words)) >= 3 else 0.3),
    )


def shared_words(one: Told, other: Told) -> str:
    """The words that weigh most in both of two reports, for the reader; empty where they say little."""
    if _words(one, other) < 0.6:
        return ""
    shared = sorted((-one.words[word] * other.words[word], word) for word in one.words if word in other.words)
    written = spelled(one.report.sentence.text)
    return "shared words: " + ", ".join(written.get(word, word) for _, word in shared[:3])


def _rest(one: Told, other: Told) -> tuple[float, list[str]]:
    """What modes, numbers, statuses and pages add."""
    weight, hows = _modes(one, other), []
    for kind, (low, high) in one.numbers.items():
        if kind in other.numbers:
            below, above = other.numbers[kind]
            if low <= above and below <= high:
                weight += SAME_NUMBER
                hows.append(f"same number of {kind}")
            else:
                weight -= 0.7
    statuses = {one.report.status, other.report.status}
    if len(statuses) > 1:
        if statuses == {"historical", "future"}:
            weight -= 4.0
        elif _denied(one, other):
            weight += DENIED
            hows.append("denied on the same page")
        elif "hypothetical" in statuses and one.report.act == "ASSAULT":
            weight -= THOUGHT
        elif "negated" in statuses and (one.report.act == "ASSAULT" or DEAL in (*one.groups, *other.groups)):
            weight -= UNTRUE
        elif "negated" in statuses or "hypothetical" in statuses:
            weight -= 0.5
    if one.report.page_id == other.report.page_id:
        if refers(one, other) and _claimed(one, other):
            weight += CLAIMED
        else:
            weight += _on_one_page(one, other) if len(statuses) == 1 else 0.5
        hows.append("same page")
    elif one.root == other.root:
        weight += 2.5
        hows.append("copied text")
    elif one.page and other.page:
        told = _news(one, other)
        if told >= 1.0:
            hows.append("the pages tell the same news")
        told += _named(one, other) + _named(other, one)
        weight += max(0.0, told) if one.course and one.course == other.course else told  # told beside any news
    if one.course and one.course == other.course and one.course != one.report.act:
        weight += SAME_COURSE
        hows.append(f"the same {one.course}")
    return weight, hows


def _most_rest(one: Told, other: Told) -> float:
    """The most that modes, numbers, statuses and pages can add to what else agrees."""
    if one.root == other.root:
        return math.inf
    most = RECALLED if "historical" in (one.report.status, other.report.status) else 0.0
    if one.page and other.page:
        told = _newest(one, other) + _named(one, other) + _named(other, one)
        most += max(0.0, told) if one.course and one.course == other.course else told
    most += _modes(one, other)
    if one.numbers and other.numbers:
        most += SAME_NUMBER * len(one.numbers.keys() & other.numbers.keys())
    return most + (SAME_COURSE if one.course else 0.0)


def _denied(one: Told, other: Told) -> bool:
    """Whether of two reports of a page one tells of violence and the other that the same party denies it.

    A denial that says neither when nor where, of what was done to somebody told of before, is of what the page tells.
    """
    if (
        one.report.act not in PHYSICAL
        or one.report.page_id != other.report.page_id
        or {one.report.status, other.report.status} != {"negated", "actual"}
    ):
        return False
    denial = one if one.report.status == "negated" else other
    if (
        denial.time.days
        or denial.places
        or not any(_told_of(denial.report, party) for party in denial.report.recipients)
    ):
        return False
    return any(match(party, partner) >= 1.0 for party in one.cast.actors for partner in other.cast.actors)


def _claimed(one: Told, other: Told) -> bool:
    """Whether of two reports of a page one tells of the attack that the other tells of."""
    if one.report.act != "ASSAULT" or {one.report.status, other.report.status} != {"actual"}:
        return False
    actors = [told.cast.actors for told in (one, other)]
    fits = not all(actors) or max(attacker(party, partner) for party in actors[0] for partner in actors[1]) >= 0.0
    return fits and not _later(one, other).further


def _told_of(report: Report, party: Party) -> bool:
    """Whether a party is somebody or something that the page told of before: "the market"."""
    before = report.sentence.text[: max(0, party.start - report.sentence.start)].lower().split()
    return party.antecedent is not None or before[-1:] == ["the"]


def another_matter(one: Told, other: Told) -> bool:
    """Whether one page tells below its headline of two matters, so that the headline can be of one of them only."""
    return not (one.heading or other.heading) and _another_matter(one, other, words=_words(one, other))


def _another_matter(one: Told, other: Told, *, words: float) -> bool:
    """Whether a page tells in other words what somebody does once more: asks for this, and also for that.

    Who meets or protests on one page does so once; what is said or imposed is another thing where it is another matter.
    """
    act = one.report.act
    if one.report.page_id != other.report.page_id or act in ONE_ON_A_PAGE or words >= MATTERS:
        return False
    return _later(one, other).further or (act != "ASSAULT" and _another_scene(one, other))


def _later(one: Told, other: Told) -> Told:
    """Which of two reports of a page comes later."""
    return max(one, other, key=lambda told: told.report.trigger.start)


def _another_scene(one: Told, other: Told) -> bool:
    """Whether only one of two things said is said to be said in some town: "in Milan he called for" something else."""
    if one.heading or other.heading or one.report.matter is None or other.report.matter is None:
        return False
    here, there = (any(place.precision <= CITY for place in told.places) for told in (one, other))
    return here != there


def _on_one_page(one: Told, other: Told) -> float:
    """What it weighs that two reports stand on one page: little where they name others as actors or recipients."""
    sides = ((one.cast.actors, other.cast.actors), (one.cast.recipients, other.cast.recipients))
    for mine, theirs in sides:
        if mine and theirs and max(match(party, partner) for party in mine for partner in theirs) < SAME_SIDE:
            return 1.0
    if one.report.act in JOINT and _other_person(one, other) and _other_person(other, one):
        return 1.0
    if one.cast.visit != other.cast.visit and one.report.sentence.start == other.report.sentence.start:
        return 1.5  # "who had flown into Lagos met" somebody
    return 3.0 if one.heading != other.heading else 2.5


def several(one: Told, other: Told) -> bool:
    """Whether a sentence tells of two measures: "dissolved the government and closed the borders".

    One is told twice where both are one kind of measure, and in a headline.
    """
    mine, theirs = one.report, other.report
    if mine.act not in MEASURES or mine.page_id != theirs.page_id or mine.sentence.start != theirs.sentence.start:
        return False
    if one.modes == other.modes and mine.act == "SANCTION":
        return False
    return bool(mine.recipients and theirs.recipients) and one.cast.recipients != other.cast.recipients


def _other_person(one: Told, other: Told) -> bool:
    """Whether a report names a person who is none of those in the other."""
    return any(
        who.kind == "person"
        and not who.generic
        and max((match(who, party) for party in other.cast.people), default=0.0) < 0
        for who in one.cast.people
    )


def _named(one: Told, other: Told) -> float:
    """How far the names and rare words of a report stand on the other's page, as far as pages are known by them."""
    rare = one.names
    if not rare or not other.page:
        return 0.0
    found = sum(name in other.page for name in rare)
    return NAMED * min(1.0, 2.0 * found / len(rare)) if found else UNNAMED


def _news(one: Told, other: Told) -> float:
    """How far what two pages are about speaks for one happening: news is told for a few days."""
    return max(-0.8, min(_newest(one, other), 7.0 * likeness(one.page, other.page) - 0.8))


def _newest(one: Told, other: Told) -> float:
    """The most that it weighs that two pages tell the same news."""
    if one.published is None or other.published is None:
        return 3.0
    gap = abs(one.published - other.published)
    return 3.0 if gap <= 4 else 1.2 if gap <= 20 else 0.3


OFFICE = 2.5  # what such a mode weighs
MEASURES = frozenset({"COERCE", "SANCTION"})
"""Acts whose modes are measures, of which several are taken at once: to expel an envoy is not to freeze trade."""

CLASHING = ({"phone", "visit"}, {"phone", "multilateral"}, {"demo", "strike"})


def _modes(one: Told, other: Told) -> float:
    """How far the modes agree; a mode that one report lacks says nothing."""
    if not one.modes or not other.modes:
        return 0.0
    if one.modes & other.modes:
        return OFFICE if one.modes & ONCE and other.modes & ONCE else 0.7
    if any(pair <= one.modes | other.modes for pair in CLASHING):
        return -4.0
    if one.report.act in MEASURES:
        return AGAINST
    return -1.5 if one.report.act in PHYSICAL else -0.7


def chance(total: float) -> float:
    """A sum of weights as a score from 0 to 1, one half where it is just enough."""
    return round(1.0 / (1.0 + math.exp(-(total - ENOUGH) / 1.5)), 3)
