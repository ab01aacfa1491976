"""The country of a party that the text names by a noun alone: that of where the report has it.

"Police in Lagos arrested nine students" tells of Nigerian students, though nothing but the place says so. The country
is that of a place in the party's own words, else of the place where it happened, else the only one that the sentence
names, else that of the other side of the report, else the only one of the article. Of several named, none is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bede.extract.identity import overlaps
from bede.extract.sectors import of_thing
from bede.model import Party, Place, Span

Told = Sequence[Party | Place]
NATIONAL = ("person", "group", "organisation", None)
"""Kinds that are at home somewhere; a company may be anybody's, a body is of several states, a state is itself."""
HOSTILE = frozenset({"REB", "UAF", "PRM", "CRM"})
"""Sectors of those who may be fought by anybody, so that who acts on them does not tell where they belong."""


def peopled(parties: Iterable[Party], *, sectors: tuple[str, ...]) -> tuple[Party, ...]:
    """Parties with these sectors where they are places: a town that acts is its council, one shelled its people."""
    return tuple(
        replace(party, sectors=sectors) if party.kind == "place" and not party.sectors else party for party in parties
    )


def suffered(parties: Iterable[Party], *, things: Mapping[str, tuple[str, ...]]) -> tuple[Party, ...]:
    """Parties that are things, with the sectors of those who suffer with them: homes are shelled, and a base is."""
    return tuple(
        replace(party, sectors=of_thing(party.name, things)) if party.kind is None and not party.sectors else party
        for party in parties
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a report's text says of countries: its places, its parties and speakers, the places of the whole article."""

    places: tuple[Place, ...]
    parties: tuple[Party, ...]
    article: tuple[Place, ...]
    foreign: Sequence[str]
    """Nouns for somebody of another country: ally, neighbour."""
    text: str

    def at_home(self, parties: Iterable[Party], *, beside: Sequence[Party] = ()) -> tuple[Party, ...]:
        """Parties with the country of their setting where they have none; ``beside`` is the report's other side."""
        return tuple(self._at_home(party, beside=beside) for party in parties)

    def _at_home(self, party: Party, *, beside: Sequence[Party]) -> Party:
        """A party with its country, and the words that it was taken from."""
        if party.country is not None or party.unknown is not None:
            return party
        if party.kind not in NATIONAL or self._foreign(party.name.rpartition(" ")[2].lower()):
            return party
        for evidence in self._evidence(party, beside=beside):
            countries = {one.country for one in evidence if one.country is not None}
            if len(countries) == 1:
                shown = next(one for one in evidence if one.country is not None)
                span = Span(text=shown.text, start=shown.start, end=shown.end)
                return replace(party, country=shown.country, country_from=span)
        return party

    def _evidence(self, party: Party, *, beside: Sequence[Party]) -> Iterator[Told]:
        """What may tell a party's country, the surest first."""
        hostile = not HOSTILE.isdisjoint(party.sectors)
        here = [place for place in self.places if not self._compound(place)]
        if party.entity is not None and not hostile:
            return
        yield [place for place in here if party.start <= place.start < party.end]
        if party.kind is None and party.name[:1].isupper():
            return  # a name that no list knows may be from anywhere
        yield [place for place in here if place.role == "event"]
        if party.entity is not None:
            return
        told: list[Party | Place] = [*here, *self.parties]
        apart = hostile or any(other.kind == "state" for other in beside)  # who acts on Chile is often not of Chile
        yield [one for one in told if not (apart and overlaps(one, beside))]
        if not apart:
            yield beside
        theirs = {other.country for other in beside if other.kind == "state"} if not hostile else set()
        yield [place for place in self.article if place.country not in theirs]

    def _foreign(self, noun: str) -> bool:
        """Whether a noun means somebody of another country."""
        return noun in self.foreign or noun.removesuffix("s") in self.foreign

    def _compound(self, place: Place) -> bool:
        """Whether a place is the first part of a compound: a "Chinese-built parliament" is no parliament of China's."""
        return self.text[place.end : place.end + 1] == "-"
