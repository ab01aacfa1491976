"""Who did what an agentless passive tells, where the text names him elsewhere: "was arrested in Niger"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bede.extract import complements
from bede.extract.actors import Cast
from bede.extract.draft import Draft
from bede.extract.frame import Frame
from bede.extract.grammar import Syntax
from bede.extract.identity import identities, identity
from bede.extract.roles import STRIKING, Roles
from bede.lexicon import Rule
from bede.model import Party

OFFICIAL_ACTS = ("COERCE", "CONCEDE", "RETREAT", "SANCTION")
"""What only an authority does, so that an agentless passive names it by the place: "was arrested in Niger"."""
ANNOUNCED = ("COERCE", "CONCEDE", "SANCTION")
"""What an authority tells of itself in an agentless passive: "were expelled, the ministry said"."""
DECIDING = frozenset({"GOV", "COP", "JUD", "MIL", "SPY"})
FORCE = frozenset({"COP", "MIL"})
FORCEFUL = ("ASSAULT", "COERCE", "MOBILIZE")
BESIDE = ("acl", "amod", "relcl")
"""Labels of a passive that only says of whom something else is told: "the militants held in Kabul"."""
NEAR = 4
"""Sentences after that in which police use force that may tell whom nobody named arrested."""


class Unnamed:
    """The agents of the agentless passives of one article."""

    def __init__(
        self,
        syntaxes: tuple[Syntax, ...],
        *,
        roles: Roles,
        cast: Callable[[], Cast],
        speaker: Callable[[int, Frame], tuple[Party, ...]],
    ) -> None:
        self._syntaxes, self._roles, self._cast, self._speaker = syntaxes, roles, cast, speaker
        self._force: tuple[int, tuple[Party, ...]] | None = None
        self._lent: set[tuple[int, int]] = set()

    def agents(self, number: int, frame: Frame, rule: Rule) -> tuple[Party, ...]:
        """Who does what a passive without an agent tells."""
        found: tuple[Party, ...] = ()
        if rule.act in OFFICIAL_ACTS:
            found = self._authority(number, frame) or self._announcing(number, frame, rule)
        if not found and rule.act in STRIKING:
            found = self._blamed(number, frame)
        if not found and "arrest" in rule.modes:
            found = self._police(number, frame)
        return found

    def tell(self, number: int, draft: Draft) -> bool:
        """Take in a draft of the sentence; whether it stands: no earlier arrest is told of by the police of now."""
        if (number, draft.token) in self._lent and draft.status != "actual":
            return False
        forceful = draft.act in FORCEFUL and draft.status == "actual" and bool(draft.actors)
        if forceful and all(FORCE.intersection(party.sectors[:1]) for party in draft.actors):
            self._force = (number, draft.actors)
        return True

    def _police(self, number: int, frame: Frame) -> tuple[Party, ...]:
        """The police or soldiers who have just used force: "fired tear gas at them. Ninety were arrested"."""
        beside = self._syntaxes[number].sentence.labels[frame.trigger] in BESIDE
        if beside or self._force is None or not 0 <= number - self._force[0] <= NEAR:
            return ()
        found = self._force[1]
        held = [party for token in frame.get("object") for party in self._cast().parties(number, token)]
        if any(identity(party) in identities(found) or FORCE.intersection(party.sectors[:1]) for party in held):
            return ()
        self._lent.add((number, frame.trigger))
        return found

    def _authority(self, number: int, frame: Frame) -> tuple[Party, ...]:
        """The state in which somebody is arrested, convicted or freed, as the one who does it.

        A town names its state where the one arrested is more than a private person: "two editors were held in Goma".
        """
        suffering = [party for token in frame.get("object") for party in self._cast().parties(number, token)]
        public = any(set(party.sectors) - {"CVL"} for party in suffering)
        beside = self._syntaxes[number].sentence.labels[frame.trigger] in BESIDE
        for token in (*frame.get("prep:in"), *frame.get("prep:from")):
            match = self._cast().match(number, token)
            forms = ("name",) if beside else ("name", "capital")
            if token > frame.trigger and match is not None and match.names[0].form in forms:
                found = self._cast().parties(number, token, owner="none")
                if match.names[0].form == "name" and any(party.kind == "state" for party in found):
                    return found[:1]
                if public and found and found[0].kind in ("place", "state") and found[0].country is not None:
                    return (replace(found[0], kind="state", sectors=("GOV",)),)
        return ()

    def _announcing(self, number: int, frame: Frame, rule: Rule) -> tuple[Party, ...]:
        """The authority that tells what was done to others by nobody named: "were arrested, Chad's police said"."""
        told = rule.act in ANNOUNCED and not complements.demanded(self._syntaxes[number], frame.trigger)
        said = self._speaker(number, frame) if told else ()
        suffering = [party for token in frame.get("object") for party in self._cast().parties(number, token)]
        theirs = {party.country for party in suffering} - {None}
        return tuple(
            party
            for party in said
            if party.country is not None and party.country not in theirs and not DECIDING.isdisjoint(party.sectors[:1])
        )

    def _blamed(self, number: int, frame: Frame) -> tuple[Party, ...]:
        """Whom he blames who tells what nobody named did: "were held, their lawyer said, accusing the police"."""
        syntax = self._syntaxes[number]
        accusing = [
            token
            for token, lemma in enumerate(syntax.sentence.lemmas)
            if lemma in syntax.lexicon.lists["accusing"] and syntax.is_verb(token) and not syntax.is_passive(token)
        ]
        said = self._speaker(number, frame) if accusing else ()
        for verb in accusing:
            blaming = [party for one in syntax.surface_subjects(verb) for party in self._cast().parties(number, one)]
            if any(identity(party) in identities(said) for party in blaming) and not syntax.children(verb, "neg"):
                return self._roles.filled(number, syntax.verb(verb), ("object",), strict=True, named=True, taken=said)
        return ()
