"""The country of a party that the text names by a noun alone: that of where the report has it.

"Police in Lagos arrested nine students" tells of Nigerian students, though nothing but the place says so. The country
is that of a place in the party's own words, else of the place where it happened, else the only one that the sentence
names, else that of the other side of the report, else the only one of the article. Of several named, none is taken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bede.extract.focus import PARTISAN
from bede.extract.identity import overlaps
from bede.extract.nouns import SIDES
from bede.extract.roles import SPOKEN, STRIKING, SUFFERING
from bede.extract.sectors import of_thing
from bede.lexicon import Lexicon, Name
from bede.model import Party, Place, Sentence, Span

Parties = tuple[Party, ...]
Told = Sequence[Party | Place]
NATIONAL = ("person", "group", "organisation", None)
"""Kinds that are at home somewhere; a company may be anybody's, a body is of several states, a state is itself."""
EXPELLING = frozenset({"deport", "expel"})
"""Modes of acts that send people away, most often to where they are from."""
AT_HOME = frozenset({"AGR", "BUS", "CVL", "EDU", "JUD", "LAB", "LEG", "MED", "OPP", "PTY"})
"""Sectors of those who speak to the government of their own country."""
HELD = frozenset({"EDU", "ELI", "JRN", "JUD", "LAB", "LEG", "OPP", "PTY", "REL", "SOC"})
"""Sectors of those whom their own state holds, and may let go."""
CHARGING = frozenset({"allege", "investigate"})
"""Modes of what a state says of those whom it tries."""
BORNE = ("PROTEST", "CONCEDE")
"""Acts that things stand for those who own them in: strikes at a port, restrictions on shops."""
JOINT = ("AGREE", "CONSULT", "COOPERATE")
"""Acts that several do together."""
REACHING = ("AID", "COOPERATE", "RETREAT", "SANCTION")
"""Acts that reach the state that they happen in: who returns a ship to Peru is not of it."""
OFFICIALS = ("GOV", "LEG", "MIL", "REL")
"""Sectors of those who speak and act for a state beyond its borders."""
GOVERNING = ("GOV", "LEG")
FORCES = ("COP", "MIL")
HOSTILE = frozenset({"REB", "UAF", "PRM", "CRM"})
"""Sectors of those who may be fought by anybody, so that who acts on them does not tell where they belong."""


def peopled(parties: Iterable[Party], *, sectors: tuple[str, ...]) -> tuple[Party, ...]:
    """Parties with these sectors where they are places: a town that acts is its council, one shelled its people."""
    return tuple(
        replace(party, sectors=sectors) if party.kind == "place" and not party.sectors else party for party in parties
    )


def shelled(parties: Iterable[Party], *, names: Mapping[str, tuple[Name, ...]]) -> tuple[Party, ...]:
    """Parties as their people where they are a capital: "Kyiv" is no government where missiles hit it."""
    return tuple(_people_of(party, names.get(party.text, ())) for party in parties)


def _people_of(party: Party, names: tuple[Name, ...]) -> Party:
    """A party, as the people of the capital that is one of its names."""
    capital = next((name for name in names if name.form == "capital"), None)
    if capital is None or party.kind not in ("state", "body"):
        return party
    return replace(
        party,
        name=capital.name,
        country=capital.country,
        kind="state",
        sectors=SUFFERING,
        entity=capital.entity,
        rule=capital.stands,
        unknown=None,
    )


def suffered(parties: Iterable[Party], *, things: Mapping[str, tuple[str, ...]]) -> tuple[Party, ...]:
    """Parties that are things, with the sectors of those who suffer with them: homes are shelled, and a base is."""
    return tuple(
        replace(party, sectors=of_thing(party.name, things)) if party.kind is None and not party.sectors else party
        for party in parties
    )


class Fighters:
    """Where the rebels and gunmen of an article are: nameless ones are of the only country that others of them have."""

    def __init__(self) -> None:
        self._at_home: defaultdict[str, set[tuple[str, Span]]] = defaultdict(set)

    def again(self, parties: Sequence[Party]) -> tuple[Party, ...]:
        """Parties with the only country that those called alike had before; those with one are remembered."""
        return tuple(self._again(party) for party in parties)

    def told_below(self, parties: Sequence[Party]) -> tuple[Party, ...]:
        """Parties with the only country that the article gives them anywhere, once the whole of it has been read."""
        found = (self._again(replace(party, unknown=None)) if _is_open(party) else party for party in parties)
        return tuple(party if one.country is None else one for party, one in zip(parties, found, strict=True))

    def _again(self, party: Party) -> Party:
        if party.sector != "REB" and not _is_nameless(party):
            return party
        seen = self._at_home[_called(party)]
        if party.country is not None:
            seen.add((party.country, party.country_from or Span(text=party.text, start=party.start, end=party.end)))
        countries = {country for country, _ in seen}
        if not _is_nameless(party) or party.country or party.unknown is not None or len(countries) != 1:
            return party
        country, span = min(seen, key=lambda one: one[1].start)
        return replace(party, country=country, country_from=span)


def _is_open(party: Party) -> bool:
    """Whether a party is nameless rebels whose country nothing told so far."""
    open_ = party.country is None and party.unknown == "no-country"
    return open_ and party.sector == "REB" and _is_nameless(party)


def _called(party: Party) -> str:
    """As what fighters come back: rebels and guerrillas are of one kind, gunmen only where they are called so again."""
    return "REB" if party.sector == "REB" else party.name.lower().rpartition(" ")[2]


def _is_nameless(party: Party) -> bool:
    """Whether a party is rebels, gunmen or criminals without a name."""
    return not HOSTILE.isdisjoint(party.sectors[:1]) and party.entity is None and party.kind in ("person", "group")


def taken_in(party: Party) -> Party:
    """People of another country as refugees: "took in 9,000 Syrians"."""
    people = party.kind in ("group", "person") and party.sectors[:1] == ("CVL",) and party.country is not None
    return replace(party, sectors=("REF", *party.sectors)) if people else party


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a report's text says of countries: its places, its parties and speakers, the places of the whole article."""

    places: tuple[Place, ...]
    parties: tuple[Party, ...]
    article: tuple[Place, ...]
    lexicon: Lexicon
    act: str
    modes: tuple[str, ...]
    text: str
    sentences: tuple[Sentence, ...] = ()
    focus: Callable[[], tuple[str, Span] | None] = lambda: None
    """The state whose organs the sentence means, asked for last."""
    home: Callable[[], tuple[str, Span] | None] = lambda: None
    """The state that the article is about."""
    shelters: bool = False
    """Whether the report tells of people taken in."""
    fighters: Fighters = field(default_factory=Fighters)
    """The nameless rebels and gunmen that the article told of before."""

    @property
    def convicts(self) -> bool:
        """Whether the report tells of a conviction."""
        return self.act == "SANCTION" and "convict" in self.modes

    @property
    def foreign(self) -> bool:
        """Whether such a thing is done to those of other countries: sanctions, expulsions, deportations."""
        return (self.act == "SANCTION" and not self.convicts) or not EXPELLING.isdisjoint(self.modes)

    def sides(self, actors: Parties, recipients: Parties) -> tuple[Parties, Parties]:
        """Both sides of the report, with the countries and sectors that its setting gives them."""
        arrests = self.act == "COERCE" or self.convicts
        doers = self.at_home(actors, beside=recipients)
        if arrests and not self.foreign and not self._abroad(doers):  # "Peru jailed an editor after a row with Chad"
            recipients = tuple(self._of_the_state(target, actors=doers) for target in recipients)
        if self.act == "ACCUSE" and not CHARGING.isdisjoint(self.modes):  # "faces charges in Peru"
            recipients = tuple(self._charged(one, actors=doers) for one in recipients)
        targets = self.at_home(recipients, beside=actors)
        released = self.act == "RETREAT" and "release" in self.modes
        if released:  # a state may free anybody, but clerics and editors who are of nowhere else are its own
            targets = tuple(self._of_the_state(one, actors=doers) if one.sector in HELD else one for one in targets)
        if arrests and not self.foreign:  # who is arrested without a word on where they are from
            targets = tuple(self._of_the_state(target, actors=doers) for target in targets)
        if self.act == "PROTEST":  # "the Peruvian uprising" is that of its people
            doers = tuple(replace(one, sectors=("CVL",)) if one.kind == "state" else one for one in doers)
        doers = suffered(doers, things=self.lexicon.things if self.act == "PROTEST" else {})
        if self.shelters:
            targets = tuple(taken_in(target) for target in targets)
        if self.act not in (*STRIKING, "AID"):
            targets = suffered(targets, things=self.lexicon.things if self.act in BORNE else {})
            governing = ("GOV",) if self.act in (*SPOKEN, "COOPERATE", "CONCEDE") else ()
            return peopled(doers, sectors=("GOV",)), peopled(targets, sectors=governing)
        targets = peopled(suffered(targets, things=self.lexicon.things), sectors=SUFFERING)
        targets = shelled(targets, names=self.lexicon.names) if self.act in STRIKING else targets
        return peopled(doers, sectors=("GOV",)), targets

    def _charged(self, party: Party, *, actors: Sequence[Party]) -> Party:
        """Somebody of public life whom a state charges, as of it, where his own words name no place."""
        told = any(party.start <= place.start < party.end for place in self.places)
        states = [actor for actor in actors if actor.kind == "state"]
        public = (
            party.kind in ("person", "group") and party.sector in HELD
        )  # "branded the charity undesirable" may be any
        return self._of_the_state(party, actors=states) if public and not told else party

    def _abroad(self, actors: Parties) -> bool:
        """Whether it happened in another country than that of those who did it."""
        countries = {actor.country for actor in actors}
        return any(place.role == "event" and place.country not in countries for place in self.places)

    def at_home(self, parties: Iterable[Party], *, beside: Sequence[Party] = ()) -> tuple[Party, ...]:
        """Parties with the country of their setting where they have none; ``beside`` is the report's other side.

        Of those who meet each is the other side of the others.
        """
        every = tuple(parties)
        others = every if self.act == "CONSULT" and not beside else ()
        return tuple(
            self._at_home(one, beside=beside, met=[other for other in others if other is not one]) for one in every
        )

    def speaking(self, sources: Sequence[Party]) -> tuple[Party, ...]:
        """Speakers with the country of their setting: what they speak of does not tell where they belong."""
        if not sources:
            return ()
        here = replace(self, parties=(), places=tuple(place for place in self.places if place.role == "event"))
        away = replace(self, parties=(), places=(), article=())  # ministers speak of wars in other countries, too
        told = self.home() is not None
        setting = {source: away if told and source.sector in GOVERNING else here for source in sources}
        return tuple(party for source in sources for party in setting[source].at_home([source]))

    def addressed(self, listeners: Sequence[Party]) -> tuple[Party, ...]:
        """Those who are told something, with the country of their setting: reporters may be from anywhere."""
        return replace(self, focus=lambda: None).at_home(listeners) if listeners else ()

    def _of_the_state(self, party: Party, *, actors: Sequence[Party]) -> Party:
        """Somebody of no known country who is arrested or convicted, as of the only state that does it."""
        states = {
            actor.country: actor
            for actor in actors
            if actor.country and (actor.kind in ("state", "organisation") or actor.sector == "COP")
        }
        at_home = party.kind in ("person", "group", "organisation") and party.unknown is None and party.entity is None
        if party.country is not None or not at_home or len(states) != 1 or not HOSTILE.isdisjoint(party.sectors):
            return party
        state = next(iter(states.values()))
        span = Span(text=state.text, start=state.start, end=state.end)
        return replace(party, country=state.country, country_from=span)

    def _at_home(self, party: Party, *, beside: Sequence[Party], met: Sequence[Party]) -> Party:
        """A party with its country, and the words that it was taken from."""
        if party.country is not None or party.unknown is not None:
            return party
        name = party.name.lower()
        if party.kind not in NATIONAL or any(self._elsewhere(words) for words in (name, *name.split())):
            return party
        if party.kind is None and not self._somewhere(party.name):
            return party
        if party.sector == "REB" and not any(party.start <= place.start < party.end for place in self.places):
            party = self.fighters.again([party])[0]  # "the rebels", whoever else the sentence names
        if party.country is not None:
            return party
        abroad, hosts = self._met_from_abroad(party, beside=beside), self._across(party, beside=[*beside, *met])
        for evidence in self._evidence(party, beside=beside) if not abroad else ():
            countries = {one.country for one in evidence if one.country is not None}
            if len(countries) == 1 and hosts.isdisjoint(countries):
                shown = next(one for one in evidence if one.country is not None)
                span = Span(text=shown.text, start=shown.start, end=shown.end)
                return replace(party, country=shown.country, country_from=span)
        focus = self._home_here() if abroad else self.focus()
        return self._in_focus(
            party, focus if focus is None or focus[0] not in hosts else None, beside=() if abroad else beside
        )

    def _across(self, party: Party, *, beside: Sequence[Party]) -> set[str | None]:
        """The countries of which a party is not: an envoy faces another state, and so does a government that gives.

        "The government sent tents to the people of Chad" is not told of Chad's own.
        """
        if self.act == "AID" and party.sector == "GOV":
            named = (one for one in beside if one.country is not None and one.country_from is None)
            return {one.country for one in named if one.kind in ("state", "organisation") or " of " in one.text}
        others = [one for one in beside if one.sector in OFFICIALS and one.country is not None]
        return {one.country for one in others if self._is_envoy(one) or self._is_envoy(party)}

    def _is_envoy(self, party: Party) -> bool:
        """Whether a party is called an ambassador, a consul, a diplomat or a delegation."""
        called, sent = party.text.lower().split(), self.lexicon.lists["sent_abroad"]
        return any(word in sent or word in self.lexicon.classes["ambassador"] for word in (*called[-1:], *called[:2]))

    def _home_here(self) -> tuple[str, Span] | None:
        """The state that the article is about, with the place of the report where that lies in it."""
        home = self.home()
        if home is None:
            return None
        for place in self.places:
            if place.role == "event" and place.country == home[0] and not self._compound(place):
                return home[0], Span(text=place.text, start=place.start, end=place.end)
        return home

    def _met_from_abroad(self, party: Party, *, beside: Sequence[Party]) -> bool:
        """Whether those of another state than the article is about attack people, or its officials speak to them.

        Who kills "villagers" or criticises "the court" is then no evidence of where these are; a place is.
        """
        if self.act not in (*SPOKEN, "ASSAULT") or party.kind is None or not HOSTILE.isdisjoint(party.sectors):
            return False
        if (focus := self.home()) is None or any(one.country != focus[0] for one in self.places if one.role == "event"):
            return False
        strangers = [one for one in beside if one.country not in (None, focus[0])]
        return any(self.act == "ASSAULT" or one.sector in OFFICIALS for one in strangers)

    def _in_focus(self, party: Party, focus: tuple[str, Span] | None, *, beside: Sequence[Party]) -> Party:
        """A party as of the state that the article is about: its people, where no other state acts on them."""
        named = party.kind is None or (party.name[:1].isupper() and party.name != party.text.capitalize())
        strange = not HOSTILE.isdisjoint(party.sectors) or self._may_be_abroad(party)
        if named or strange or party.entity is not None or self._may_be_several(party):
            return party
        if focus is None or any(other.country not in (None, focus[0]) for other in beside):
            return party
        if self.foreign and any(other.country == focus[0] for other in beside):
            return party  # whom a state sends away is seldom of it
        return replace(party, country=focus[0], country_from=focus[1])

    def _evidence(self, party: Party, *, beside: Sequence[Party]) -> Iterator[Told]:
        """What may tell a party's country, the surest first."""
        hostile = not HOSTILE.isdisjoint(party.sectors)
        here = [place for place in self.places if not self._compound(place) and not self._bordering(place)]
        if party.entity is not None and not hostile and party.kind != "group":  # "Christians in Nigeria"
            return
        yield [place for place in here if party.start <= place.start < party.end]
        if party.kind is None and party.name[:1].isupper():
            return  # a name that no list knows may be from anywhere
        if self._may_be_abroad(party):
            return
        if hostile and self.act in ("AGREE", "CONSULT"):  # rebels talk elsewhere, to their own government
            yield [other for other in self.parties if other.sector == "GOV"]
            return
        reached = [one for one in beside if one.kind == "state"] if self.act in REACHING else []
        yield [place for place in here if place.role == "event" and not overlaps(place, reached)]
        if party.entity is not None:
            return
        if hostile and (home := self.home()) is not None:  # "rebels killed two Filipino soldiers"
            yield [other for other in beside if other.sector in FORCES and other.country == home[0]]
        told: list[Party | Place] = [*here, *(other for other in self.parties if other.sector != "JRN")]
        abroad = self.act != "PROTEST" and any(other.kind == "state" for other in beside)
        received = "visit" in self.modes and party.kind == "person"  # whom officials visit is seldom told by them
        stranger = self.foreign or abroad or received  # who acts on Chile is not of it, but who strikes in it is
        apart = hostile or stranger
        named = party.kind == "person" and party.name.istitle() and party.name != party.text.capitalize()
        if party.sector == "GOV" and not apart and all(other.sector in AT_HOME for other in beside):
            yield beside  # "lawmakers urged the government"
        partisan = party.sector in PARTISAN and self.home() is not None  # "the Socialists, who favour ties with Moscow"
        if not named and not partisan:  # whom a sentence names may be of another country than what is said
            yield [one for one in told if not (apart and overlaps(one, beside))]
        if not apart and not named and party.sector != "GOV":
            yield beside
        strangers = (other for other in beside if other.kind == "state" or self.foreign)
        theirs = {other.country for other in strangers} if not hostile else set()
        yield [place for place in self.article if place.country not in theirs and not self._beside_it(place)]
        yield [place for place in self._named_with(party) if place.country not in theirs]

    def _named_with(self, party: Party) -> Iterator[Place]:
        """The places of the sentences that name what a party comes back to: "the hospital" of a headline with Kyiv."""
        if party.antecedent is None or " " not in party.name:
            return
        for sentence in self.sentences:
            if sentence.start <= party.start and party.name.lower() in sentence.text.lower():
                yield from (place for place in self.article if sentence.start <= place.start < sentence.end)

    def _may_be_several(self, party: Party) -> bool:
        """Whether a party may be of several states: "the governments", and those who agree or meet by themselves."""
        noun = party.name.lower()
        alone = all(overlaps(other, (party,)) for other in self.parties)
        several = noun.endswith("s") and noun.removesuffix("s") in self.lexicon.lists["sides"]
        return several or (self.act in JOINT and alone)

    def _may_be_abroad(self, party: Party) -> bool:
        """Whether a party is of a government and meets others who may be its hosts: "ministers met in Geneva"."""
        if self.act != "CONSULT" or party.kind != "person" or party.sector != "GOV":
            return False
        others = (other for other in self.parties if other.country is not None and not overlaps(other, (party,)))
        return party.name.endswith("s") or any(other.sector in ("GOV", "MIL", "LEG") for other in others)

    def _elsewhere(self, name: str) -> bool:
        """Whether words mean somebody of another country or of several: "its allies", "the parties to the war"."""
        lists = self.lexicon.lists
        others = (*lists["others"], *lists["of_several"], *lists["of_elsewhere"])
        words = name.split()
        for noun in (words[-1:], words[-2:], words):
            single = [re.sub(r"(?<=part)ies$", "y", word).removesuffix("s") for word in noun]
            if " ".join(noun) in others or " ".join(single) in others:
                return True
        return False

    def _somewhere(self, name: str) -> bool:
        """Whether a thing is somewhere, as buildings, votes and provinces are: no text, attack or plan is."""
        nouns = self.lexicon.lists["at_home"]
        last = name.rpartition(" ")[2]
        placed = last in nouns or last.removesuffix("s") in nouns or bool(of_thing(name, self.lexicon.things))
        return self.act == "PROTEST" or not name.islower() or placed

    def _bordering(self, place: Place) -> bool:
        """Whether a state only tells which border is meant, which does not say on which side of it."""
        following = re.match(r"\s+(\w+)", self.text[place.end : place.end + 20])
        return place.precision == 4 and following is not None and following[1] in self.lexicon.lists["borders"]

    def _beside_it(self, place: Place) -> bool:
        """Whether a place only says who backs or is opposed: "US-funded", "anti-British"; not "a Lagos-based daily"."""
        after = re.match(r"-(\w+)", self.text[place.end : place.end + 20])
        opposed = self.text[max(0, place.start - 5) : place.start].lower().endswith(tuple(f"{side}-" for side in SIDES))
        return opposed or (after is not None and after[1].lower() in self.lexicon.lists["allied"])

    def _compound(self, place: Place) -> bool:
        """Whether a place is part of a compound: a "Chinese-built" house is not of China."""
        return self.text[place.end : place.end + 1] == "-" or self.text[place.start - 1 : place.start] == "-"
