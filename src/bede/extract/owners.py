"""Whose a thing or somebody is: the possessor, the name before it, the object of the phrase after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bede.extract.grammar import Syntax
from bede.extract.nouns import located
from bede.extract.written import Match, Written
from bede.model import Party

AFTER = ("of", "for", "in", "from", "at", "inside")
"""Prepositions after a noun whose object tells its country."""
FROM = ("from",)
"""The one that tells the country of people of a body of several states."""


class Owners:
    """Who owns what an article names; ``parties`` answers whom a token is about, ``matched`` who a name is."""

    def __init__(
        self,
        syntaxes: tuple[Syntax, ...],
        *,
        written: Written,
        parties: Callable[..., tuple[Party, ...]],
        matched: Callable[[int, Match, int, int], Party],
    ) -> None:
        self._syntaxes = syntaxes
        self._written = written
        self._parties = parties
        self._matched = matched

    def of(self, number: int, token: int, *, strict: bool) -> tuple[Party, ...]:
        """Whose thing it is: possessor, a name before it, the object of its ``of``, ``by``, ``against``, ..."""
        syntax = self._syntaxes[number]
        for member in (token, *syntax.children(token, "conj")):
            for possessor in syntax.children(member, "poss"):
                found = self._parties(number, possessor)
                if any(party.kind is not None for party in found):
                    return found
            first, last = self._written.window(number, member)
            found_names = self._written.inside(number, first, last)
            matches = [match for match in found_names if not self._written.is_mere_ally(number, match)]
            if strict:
                matches = [match for match in matches if not located(syntax, member, match.names)]
            if matches:
                match = matches[-1]
                return (self._matched(number, match, match.first, match.last),)
            preps: dict[str, list[int]] = {}
            syntax.prepositions(member, into=preps)
            for participle in syntax.children(member, "acl"):  # "parts supplied by China"
                agents = tuple(party for agent in syntax.agents(participle) for party in self._parties(number, agent))
                if any(party.kind is not None for party in agents):
                    return agents
            if givers := self._givers(number, member):
                return givers
            if any(syntax.harmful(one) for one in (member, *syntax.children(member, "conj"))):
                preps.pop("of", None)  # "fraud and the killing of journalists" is not the journalists' doing
            makers = (
                ("of", "by", "in")
                if syntax.sentence.lemmas[member] in syntax.lexicon.lists["enacted"]
                else ("of", "by")
            )
            for name in makers if strict else syntax.lexicon.lists["owner_prepositions"]:
                found = ()
                for target in preps.get(name, ()):
                    if target == token or syntax.sentence.labels[target] == "npadvmod":
                        continue
                    theirs = tuple(party for party in self._parties(number, target) if party.kind is not None)
                    if found and name not in ("between", "among") and not _states((*found, *theirs)):
                        break  # "the capture of the port and the rebels", but "the efforts of Peru and Chile"
                    found += theirs
                if found:
                    return found
        return ()

    def _givers(self, number: int, thing: int) -> tuple[Party, ...]:
        """From whom a thing comes that a clause says is received: "the loans that Kenya gets from China"."""
        syntax = self._syntaxes[number]
        for clause in syntax.children(thing, "acl", "relcl"):
            for verb in (clause, *syntax.children(clause, "xcomp")):
                if syntax.sentence.lemmas[verb] not in syntax.lexicon.lists["receiving"]:
                    continue
                preps: dict[str, list[int]] = {}
                syntax.prepositions(verb, into=preps)
                found = tuple(party for target in preps.get("from", ()) for party in self._parties(number, target))
                if any(party.kind is not None for party in found):
                    return found
        return ()

    def several_states(self, number: int, first: int, token: int, *, after: int) -> Party | None:
        """The body of several states, or the charity of no state, whose people a phrase is about, None without one.

        It stands before the phrase's noun, possesses it or follows it: "UN envoys", "leaders of the bloc".
        """
        syntax = self._syntaxes[number]
        before = [self._matched(number, match, match.first, match.last) for match in self._before(number, first, token)]
        tokens = syntax.children(token, "poss")
        for prep in syntax.children(after, "prep"):
            if syntax.words[prep] in ("of", "from", "at"):
                tokens = [*tokens, *syntax.children(prep, "pobj")]
        beside = [party for at in tokens for party in self._parties(number, at, owner="none")]
        found = (party for party in (*before, *beside) if party.country is None)
        return next((party for party in found if party.kind == "body" or _is_charity(party)), None)

    def named_after(self, number: int, token: int) -> Party | None:
        """The town or province that a noun names by its "of": "the Somali port of Kismayo", None for other nouns."""
        syntax = self._syntaxes[number]
        sentence = syntax.sentence
        if sentence.tags[token] != "NN" or sentence.lemmas[token] not in syntax.lexicon.lists["named_places"]:
            return None
        preps = [prep for prep in syntax.children(token, "prep") if prep == token + 1 and syntax.words[prep] == "of"]
        names = [pobj for prep in preps for pobj in syntax.children(prep, "pobj") if sentence.tags[pobj] == "NNP"]
        found = self._parties(number, names[0], owner="none") if names else ()
        if len(found) != 1 or found[0].kind not in ("place", "state", None) or syntax.children(names[0], "conj"):
            return None
        if found[0].kind != "place" and sentence.lemmas[token] in syntax.lexicon.lists["states_two"]:
            return None  # "the state of Israel"
        first, _ = self._written.window(number, token)
        told = [self._matched(number, match, match.first, match.last) for match in self._before(number, first, token)]
        country = found[0].country or next((party.country for party in told if party.country is not None), None)
        text, start, end = sentence.placed(first, names[0])
        town = found[0] if found[0].kind == "place" else replace(found[0], name=found[0].text, entity=None, sectors=())
        return replace(town, text=text, start=start, end=end, kind="place" if country else town.kind, country=country)

    def ally_of(self, number: int, owners: list[int]) -> Party | None:
        """Whose ally, rival or partner somebody is, None where that is a state or nobody known."""
        parties = (party for owner in owners for party in self._parties(number, owner))
        return next((party for party in parties if party.kind not in ("state", "place", "body", None)), None)

    def _before(self, number: int, first: int, token: int) -> list[Match]:
        """The names among the words before a noun, without those who only back it: "the U.N.-backed cabinet"."""
        found = self._written.inside(number, first, token - 1) if token > first else []
        return [match for match in found if not self._written.is_mere_ally(number, match)]

    def country_after(self, number: int, token: int, *, words: tuple[str, ...] = AFTER) -> str | None:
        """The country that a phrase after a noun gives: ``of Russia``, ``in Kabul``, ``from Chad``."""
        syntax = self._syntaxes[number]
        if syntax.sentence.lemmas[token] in syntax.lexicon.lists["of_several"]:  # "donors in Geneva"
            words = tuple(word for word in words if word in ("of", "from"))
        for prep in syntax.children(token, "prep"):
            if syntax.words[prep] in words:
                for pobj in syntax.children(prep, "pobj"):
                    inside = self._written.inside(number, *self._written.window(number, pobj))
                    named = syntax.words[prep] != "in" or bool(inside)  # not "in the face of a threat posed by Chad"
                    for party in self._parties(number, pobj, owner="any" if named else "none"):
                        if party.country is not None:
                            return party.country
        return self._seat_after(number, token) if words is AFTER else None

    def _seat_after(self, number: int, token: int) -> str | None:
        """The country of an organ of state with its capital right after it, whatever the ``in`` hangs from."""
        syntax = self._syntaxes[number]
        sentence = syntax.sentence
        if (
            syntax.words[token + 1 : token + 2] != ("in",)
            or sentence.lemmas[token] not in syntax.lexicon.lists["state_organs"]
        ):
            return None
        for pobj in syntax.children(token + 1, "pobj"):
            for party in self._parties(number, pobj):
                if party.kind == "state":
                    return party.country
        return None


def _states(parties: tuple[Party, ...]) -> bool:
    """Whether parties are all states."""
    return all(party.kind == "state" for party in parties)


def _is_charity(party: Party) -> bool:
    """Whether a party is a known organisation for whose people the place where they work is not their country."""
    return party.kind == "organisation" and party.entity is not None and party.sector == "SOC"
