"""When parties are the same, share words or a state, and why one has no country."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bede.model import Kind, Party, Place, Sentence, Span, Unknown

DESCRIBED = ("names/nouns", "names/titles", "words/")
"""What the rules of parties begin with that a noun or title describes."""

CROWD = "words/lists.toml:crowds"
"""What says that a number without a noun counts people."""


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


def crowd(text: str, start: int, end: int) -> Party:
    """The party of a mere number of people: "tens of thousands"."""
    return Party(text=text, start=start, end=end, name=text.lower(), kind="group", sectors=("CVL",), rule=CROWD)


def homeless(body: Party | None, country: str | None) -> Unknown | None:
    """Why people of a body of several states have no country, None where they have one or are of none."""
    return "several-states" if body is not None and country is None else None


def own_state(party: Party, others: tuple[Party, ...]) -> bool:
    """Whether a party is the state that all the others belong to: Libya, where its minister acts."""
    return party.kind == "state" and bool(others) and all(party.country == other.country for other in others)


def overlaps(party: Party | Place, others: Sequence[Party]) -> bool:
    """Whether a party stands in the same words as another."""
    return any(party.start < other.end and other.start < party.end for other in others)


def explained(parties: Iterable[Party], *, sentences: Sequence[Sentence]) -> tuple[Party, ...]:
    """Parties as they are recorded: plural nouns as groups, and the reason for every country that is not known."""
    found = ((party, _why(party), _kind(party, sentences)) for party in parties)
    return tuple(
        party if (party.unknown, party.kind) == (why, kind) else replace(party, unknown=why, kind=kind)
        for party, why, kind in found
    )


def _kind(party: Party, sentences: Sequence[Sentence]) -> Kind | None:
    """A party's kind: several people by a plural noun, and who takes that up again, are a group."""
    described = (party.rule or "").startswith(DESCRIBED)
    if party.kind != "person" or party.entity is not None or not described:
        return party.kind
    named: Party | Span = party.antecedent or party
    number = bisect_right(sentences, named.start, key=lambda sentence: sentence.start) - 1
    if number < 0:
        return party.kind
    sentence = sentences[number]
    tokens = range(bisect_left(sentence.starts, named.start), bisect_left(sentence.starts, named.end))
    heads = (token for token in tokens if sentence.heads[token] == token or sentence.heads[token] not in tokens)
    head = next(heads, None)
    return "group" if head is not None and sentence.tags[head] in ("NNS", "NNPS") else party.kind


def _why(party: Party) -> Unknown | None:
    """Why a party has no country, None where it has one."""
    if party.country is not None:
        return None
    if party.unknown is not None:
        return party.unknown
    if party.kind == "body" or party.entity is not None:
        return "several-states"
    if party.name[:1].isupper() and party.name != party.text.capitalize():
        return "no-entity"
    named = any(word[:1].isupper() for word in party.name.split()[1:]) or (
        party.kind is None and party.name[:1].isupper()
    )
    if named:
        return "no-entity"
    return "no-actor" if party.kind is None else "no-country"
