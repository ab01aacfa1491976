"""Nouns that several share: "the two countries' ministers", "Thai and Lao envoys", "the ministers of A and B"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bede.extract.pairs import Pairs
from bede.extract.references import References
from bede.extract.written import Match, Written
from bede.model import Party


class Sharing:
    """The nouns of one article that several share; ``matched`` answers who a name is."""

    def __init__(
        self,
        references: References,
        *,
        parties: Callable[..., tuple[Party, ...]],
        pairs: Pairs,
        written: Written,
        matched: Callable[[int, Match, int, int], Party],
    ) -> None:
        self._syntaxes, self._parties = references.syntaxes, parties
        self._pairs, self._written, self._matched = pairs, written, matched

    def several(self, number: int, token: int, first: int, party: Party) -> list[Party]:
        """The parties of "the two countries' ministers", "Korean and Japanese envoys", "the ministers of A and B"."""
        syntax = self._syntaxes[number]
        if syntax.sentence.tags[token] not in ("NNS", "NNPS"):
            return []
        if people := self._pairs.beside(number, token, party):
            return people
        if len(named := self._such_as(number, token)) > 1:
            return named
        if apart := self._beside(number, token, first, party):
            return apart
        found = [
            (one, (party.text, party.start, party.end))
            for child in syntax.children(token, "poss")
            for one in self._parties(number, child)
        ]
        found = found if len(found) > 1 else []  # "his Danish and Finnish counterparts" are not his
        based = [one for one in syntax.children(token, "acl") if syntax.words[one] in ("based", "located")]
        for prep in (*syntax.children(token, "prep"), *(at for one in based for at in syntax.children(one, "prep"))):
            if syntax.words[prep] in ("of", "from", "in"):
                objects = [member for pobj in syntax.children(prep, "pobj") for member in syntax.conjuncts(pobj)]
                named = [one for member in objects for one in self._parties(number, member, owner="none")]
                states = {one.country for one in named if one.kind == "state"}
                together = syntax.children(token, "nummod") and not based
                if syntax.words[prep] == "in" and (len(states) < 2 or together):
                    continue  # "police in Lima"; "20 firms in Chad and Mali" are 20 together
                found += [(one, (one.text, one.start, one.end)) for one in named if one.kind or one.name[:1].isupper()]
        if not {"and", ","}.isdisjoint(syntax.words[first:token]):
            matches = self._written.inside(number, first, token - 1)
            for match in matches:
                last = token if match is matches[-1] else match.last
                one = self._matched(number, match, match.first, match.last)
                found.append((one, syntax.sentence.placed(match.first, last)))
            if len(matches) < 2 and "and" in syntax.words[first:token]:  # "Moss and Vine employees"
                spans = (syntax.sentence.placed(name, name) for name in syntax.names_before(token))
                found = [(Party(text=span[0], start=span[1], end=span[2], name=span[0]), span) for span in spans]
        members: dict[str, Party] = {}
        for one, (text, start, end) in found:
            key = one.country if one.kind in ("state", "place") else one.entity or one.name
            if key is not None and key not in members:
                country = one.country if one.kind in ("state", "place") else party.country
                members[key] = replace(
                    party, text=text, start=start, end=end, country=country, name=f"{party.name} ({key})"
                )
        return list(members.values())

    def _such_as(self, number: int, token: int) -> list[Party]:
        """The states or groups that a noun gives as examples of itself: "countries such as Peru and Chile"."""
        syntax = self._syntaxes[number]
        preps = [prep for prep in syntax.children(token, "prep") if syntax.words[prep - 1 : prep + 1] == ("such", "as")]
        objects = [one for prep in preps for pobj in syntax.children(prep, "pobj") for one in syntax.conjuncts(pobj)]
        found = (one for member in objects for one in self._parties(number, member, owner="none"))
        return [one for one in found if one.kind in ("state", "organisation", "group", "company", "body")]

    def _beside(self, number: int, token: int, first: int, party: Party) -> list[Party]:
        """The two of "the Syrian government and rebel groups", where the parser makes both part of the groups."""
        syntax = self._syntaxes[number]
        sentence, words = syntax.sentence, syntax.words
        for at in range(first + 1, token - 1):
            plain = sentence.words[at - 1].islower() or at == 1
            inside = words[at] == "and" and sentence.tags[at - 1] == "NN" and plain and words[at - 2] != "-"
            for one in self._parties(number, at - 1, owner="none") if inside else ():
                text, start, end = sentence.placed(first, at - 1)
                acting = one.kind in ("organisation", "group") and one.sectors and one.sectors[:1] != party.sectors[:1]
                if acting and one.rule is not None:
                    second = sentence.placed(at + 1, token)
                    return [
                        replace(one, text=text, start=start, end=end, country=one.country or party.country),
                        replace(party, text=second[0], start=second[1], end=second[2], name=second[0]),
                    ]
        return []
