"""When parties are the same, share words, or belong to one state."""

from __future__ import annotations

from collections.abc import Iterable

from bede.model import Party


def distinct(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Parties without repetitions of the same span or entity, in order."""
    found: list[Party] = []
    for party in parties:
        if not any(
            (party.start, party.end, party.name) == (other.start, other.end, other.name)
            or (party.entity is not None and party.entity == other.entity)
            for other in found
        ):
            found.append(party)
    return tuple(found)


def identity(party: Party) -> str:
    """What tells a party from others: its entity, else its name."""
    return party.entity or party.name


def identities(parties: Iterable[Party]) -> set[str]:
    """The identities of parties."""
    return {identity(party) for party in parties}


def own_state(party: Party, others: tuple[Party, ...]) -> bool:
    """Whether a party is the state that all the others belong to: Libya, where its minister acts."""
    return party.kind == "state" and bool(others) and all(party.country == other.country for other in others)


def overlaps(party: Party, others: tuple[Party, ...]) -> bool:
    """Whether a party stands in the same words as another."""
    return any(party.start < other.end and other.start < party.end for other in others)
