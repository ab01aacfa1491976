"""To whom an act is directed whose own words name only a place, or nobody: hosts, those who are given way to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from bede.extract.actors import Cast
from bede.extract.draft import Draft
from bede.extract.grammar import Syntax
from bede.extract.identity import distinct, identities, identity, overlaps
from bede.extract.roles import Roles, known
from bede.model import Party

PLACES = ("place", "state")
SAID_AGAINST = ("REQUEST", "ACCUSE", "REJECT", "THREATEN")
"""What those who protest say to whom they protest against."""
PRESSED = ("PROTEST", "REQUEST", "THREATEN", "REJECT")
"""What others did to the one who gives way."""
CONDITIONS = ("until", "unless", "if", "before")
FACED = frozenset({"REB", "UAF", "PRM", "CRM", "OPP", "REF"})
"""Sectors of those at home whom soldiers and police are sent to face."""
PURPOSES = ("for", "on", "of", "during", "at", "in")
"""Prepositions on the way from a journey to the meeting that it is for: "for two days of talks with"."""
DEEP = 6
"""Steps from a journey to whom it is to see at most."""


class Aims:
    """The aims of the acts of one article."""

    def __init__(self, syntaxes: tuple[Syntax, ...], *, roles: Roles, cast: Callable[[], Cast]) -> None:
        self._syntaxes, self._roles, self._cast = syntaxes, roles, cast

    def complete(self, number: int, drafts: Sequence[Draft]) -> None:
        """Give the drafts of a sentence those whom its other words tell as their recipients."""
        for draft in drafts:
            if draft.act == "CONSULT":
                self._meet(number, draft)
            elif draft.act == "PROTEST":
                self._protest(number, draft, drafts)
            elif draft.act == "MOBILIZE":
                self._face(number, draft)
            elif draft.act == "AID":
                self._help(number, draft)
            elif draft.act == "CONCEDE" or (draft.act == "REJECT" and draft.rule.act == "CONCEDE"):
                self._give_way(number, draft, drafts)
            elif draft.act == "ACCUSE" and not draft.recipients:
                draft.recipients = self._blamed(number, draft)

    # -- hosts -----------------------------------------------------------------------------------------------------

    def _meet(self, number: int, draft: Draft) -> None:
        """Make those whom a journey is to see its recipients: "flew to Oman for talks with its sultan"."""
        if draft.recipients and all(self._located(number, party) for party in draft.recipients):
            met = distinct(
                party
                for party in self._met(number, draft)
                if known(party)
                and not overlaps(party, draft.actors)
                and identity(party) not in identities(draft.actors)
            )
            draft.recipients = met or draft.recipients

    def _located(self, number: int, party: Party) -> bool:
        """Whether a party is a place where something is done."""
        return party.kind in PLACES and self._preposition(number, party) is not None

    def _preposition(self, number: int, party: Party) -> str | None:
        """The preposition that a party's last word hangs on."""
        syntax = self._syntaxes[number]
        if party.end not in syntax.sentence.ends:
            return None
        token = syntax.sentence.ends.index(party.end)
        head = syntax.sentence.heads[token]
        return syntax.words[head] if syntax.sentence.labels[token] == "pobj" else None

    def _met(self, number: int, draft: Draft) -> Iterator[Party]:
        """Whom a journey is to see, by the meetings and verbs of meeting below it."""
        syntax = self._syntaxes[number]
        encounters = syntax.lexicon.lists["encounters"]
        pending = [draft.frame.support if draft.frame.support is not None else draft.token]
        for _ in range(DEEP):
            below: list[int] = []
            for token in pending:
                targets: list[int] = []
                if syntax.sentence.lemmas[token] in encounters:
                    preps: dict[str, list[int]] = {}
                    syntax.prepositions(token, into=preps)
                    targets = preps.get("with", [])
                elif syntax.is_verb(token) and token != draft.token and self._is_meeting(syntax, token):
                    targets = list(syntax.objects(token))
                for target in targets:
                    yield from self._cast().parties(number, target, owner="none")
                below += syntax.children(token, "pobj", "xcomp", "advcl", "dobj", "acl")
                below += [prep for prep in syntax.children(token, "prep") if syntax.words[prep] in PURPOSES]
            pending = below

    def _is_meeting(self, syntax: Syntax, verb: int) -> bool:
        """Whether a verb is one of meeting whom it has as its object."""
        rules = syntax.lexicon.triggers.get(("verb", syntax.sentence.lemmas[verb]), ())
        return any(rule.act == "CONSULT" and "object" in rule.joint and len(words) == 1 for words, rule in rules)

    # -- troops and relief ------------------------------------------------------------------------------------------

    def _face(self, number: int, draft: Draft) -> None:
        """Direct a deployment that names only where it is at those for whose doing it is made.

        "Were put on alert in Oran, where smugglers gathered", "after Chadian troops crossed the border".
        """
        if any(known(party) and not self._located(number, party) for party in draft.recipients):
            return
        syntax = self._syntaxes[number]
        verb = draft.frame.support if draft.frame.support is not None else draft.token
        own = {party.country for party in draft.actors}
        clauses = syntax.children(verb, "advcl")
        for slot in ("prep:in", "prep:at", "prep:to", "prep:along", "prep:near"):
            clauses += [clause for place in draft.frame.get(slot) for clause in syntax.children(place, "relcl")]
        for clause in clauses:
            opened = {syntax.words[child] for child in syntax.children(clause, "mark", "advmod")}
            for subject in syntax.children(clause, "nsubj"):
                found = _others(self._cast().parties(number, subject), draft.actors)
                foreign = [one for one in found if one.country is not None and one.country not in own]
                hostile = [one for one in found if one.sector in FACED and opened & {"where", "when", "if", "as"}]
                if own - {None} and (foreign or hostile):
                    draft.recipients = tuple(foreign or hostile)
                    return

    def _help(self, number: int, draft: Draft) -> None:
        """Give relief that names only where it comes to those whom it is to help: "landed in Lae to help villagers"."""
        if not draft.recipients or not all(self._beside(number, party) for party in draft.recipients):
            return
        syntax = self._syntaxes[number]
        verb = draft.frame.support if draft.frame.support is not None else draft.token
        for purpose in syntax.children(verb, "advcl", "xcomp"):
            rules = syntax.lexicon.triggers.get(("verb", syntax.sentence.lemmas[purpose]), ())
            if syntax.is_infinitive(purpose) and any(rule.act == "AID" for _, rule in rules):
                helped = [p for token in syntax.objects(purpose) for p in self._cast().parties(number, token)]
                if found := tuple(party for party in _others(helped, draft.actors) if party.kind is not None):
                    draft.recipients = found
                    return

    # -- protest and concession ------------------------------------------------------------------------------------

    def _protest(self, number: int, draft: Draft, drafts: Sequence[Draft]) -> None:
        """Direct a protest that names only where it is at whom those who protest speak against.

        "Marched in Lima, demanding that the minister resign".
        """
        if any(
            known(party) and not self._located(number, party) and not self._beside(number, party)
            for party in draft.recipients
        ):
            return
        mine = identities(draft.actors)
        for other in drafts:
            if other.act in SAID_AGAINST and not mine.isdisjoint(identities(other.actors)):
                aimed = tuple(
                    party
                    for party in other.recipients
                    if known(party) and not overlaps(party, draft.actors) and not self._own(number, party)
                )
                if aimed:
                    draft.recipients = aimed
                    return
        if demanded := self._roles.conditioned(number, draft.frame, taken=draft.actors, words=CONDITIONS):
            draft.recipients = demanded  # "will boycott the poll unless the ministry opens the rolls"

    def _own(self, number: int, party: Party) -> bool:
        """Whether a phrase names those of somebody told of: "urged their members"."""
        syntax = self._syntaxes[number]
        if party.end not in syntax.sentence.ends:
            return False
        token = syntax.sentence.ends.index(party.end)
        return any(syntax.sentence.tags[child] == "PRP$" for child in syntax.children(token, "poss"))

    def _blamed(self, number: int, draft: Draft) -> tuple[Party, ...]:
        """Whom a participle of saying beside an accusation is about: "sued, saying that the president had lied"."""
        syntax = self._syntaxes[number]
        verb = draft.frame.support if draft.frame.support is not None else draft.token
        subjects = (
            subject
            for saying in syntax.children(verb, "advcl")
            if syntax.sentence.tags[saying] == "VBG" and syntax.sentence.lemmas[saying] in syntax.lexicon.speech.verbs
            for clause in syntax.children(saying, "ccomp")
            for subject in syntax.children(clause, "nsubj", "nsubjpass")
        )
        found = tuple(party for subject in subjects for party in self._cast().parties(number, subject))
        return _others(found, draft.actors)

    def _beside(self, number: int, party: Party) -> bool:
        """Whether a party only says where something is done: "outside parliament", "in Lima"."""
        placing = self._syntaxes[number].lexicon.lists["placing"]
        return self._preposition(number, party) in placing

    def _give_way(self, number: int, draft: Draft, drafts: Sequence[Draft]) -> None:
        """Direct a concession that names nobody at those who pressed for it: "relented after teachers struck"."""
        if any(known(party) and party.kind not in PLACES for party in draft.recipients):
            return
        mine = {party.country for party in draft.actors if party.kind == "state"}
        for other in drafts:
            if other.act in PRESSED and identities(other.actors).isdisjoint(identities(draft.actors)):
                pressing = _others(other.actors, draft.actors)
                if pressing and mine.isdisjoint({party.country for party in pressing if party.kind == "state"}):
                    draft.recipients = pressing
                    return


def _others(parties: Iterable[Party], than: tuple[Party, ...]) -> tuple[Party, ...]:
    """The known parties that share no words with others."""
    return tuple(party for party in parties if known(party) and not overlaps(party, than))
