"""Who does what a passive tells of nobody: the state where it is done, who announces it, whom it is blamed on."""

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
SHARING = (*OFFICIAL_ACTS, "ACCUSE", "THREATEN")
"""What the one named before goes on with: "was held by police and charged", not "shot by rebels and taken in"."""
ANNOUNCED = ("COERCE", "CONCEDE", "SANCTION")
"""What an authority tells of itself in an agentless passive: "were expelled, the ministry said"."""
DECIDING = frozenset({"GOV", "COP", "JUD", "MIL", "SPY"})
ARRESTING = frozenset({"COP", "JUD", "SPY"})
"""Who tells of arrests at home as its own doing: "were arrested, police said"."""
FORCES = frozenset({"COP", "MIL"})
FOUGHT = frozenset({"REB", "UAF"})
FORCEFUL = ("ASSAULT", "COERCE", "MOBILIZE")
BESIDE = ("acl", "amod", "relcl")
"""Labels of a passive that only says of whom something else is told: "the militants held in Kabul"."""
NEAR = 4
"""Sentences after that in which police use force that may tell whom nobody named arrested."""


class Agentless:
    """The actors of agentless passives of an article."""

    def __init__(
        self,
        syntaxes: tuple[Syntax, ...],
        *,
        roles: Roles,
        cast: Callable[[], Cast],
        speaker: Callable[[int, Frame], tuple[Party, ...]],
    ) -> None:
        self._syntaxes = syntaxes
        self._roles = roles
        self._cast = cast
        self._speaker = speaker
        self._force: tuple[int, tuple[Party, ...]] | None = None
        self._lent: set[tuple[int, int]] = set()

    def tell(self, number: int, draft: Draft) -> bool:
        """Take in a draft of the sentence; whether it stands: no earlier arrest is told of by the police of now."""
        if (number, draft.token) in self._lent and draft.status != "actual":
            return False
        forceful = draft.act in FORCEFUL and draft.status == "actual" and bool(draft.actors)
        if forceful and all(FORCES.intersection(party.sectors[:1]) for party in draft.actors):
            self._force = (number, draft.actors)
        return True

    def actors(self, number: int, frame: Frame, rule: Rule) -> tuple[Party, ...]:
        """Who does what a passive with no agent of its own tells, or a noun for an arrest."""
        syntax = self._syntaxes[number]
        if not frame.passive:  # "the arrest of two editors in Goma"
            held = rule.modes == ("arrest",) and not syntax.is_verb(frame.trigger) and frame.get("object")
            return self._authority(number, frame) if held else ()
        found = self._shared(number, frame) if rule.act in SHARING else ()
        executed = rule.act == "ASSAULT" and syntax.sentence.lemmas[frame.trigger] in syntax.lexicon.lists["executing"]
        if not found and (rule.act in OFFICIAL_ACTS or executed):
            found = self._authority(number, frame) or self._announcing(number, frame, rule)
        if not found and rule.act in STRIKING:
            found = self._blamed(number, frame)
        if not found and rule.act == "ASSAULT":
            found = self._fighting(number, frame)
        if not found and "arrest" in rule.modes:
            found = self._police(number, frame)
        return found

    def _beside(self, number: int, frame: Frame) -> bool:
        """Whether it is told beside another deed, of which its clause is a part."""
        return self._syntaxes[number].sentence.labels[frame.trigger] in BESIDE

    def _police(self, number: int, frame: Frame) -> tuple[Party, ...]:
        """The police or soldiers who have just used force: "fired tear gas at them. Ninety were arrested"."""
        if self._beside(number, frame) or self._force is None or not 0 <= number - self._force[0] <= NEAR:
            return ()
        found = self._force[1]
        held = self._suffering(number, frame)
        if any(identity(party) in identities(found) or FORCES.intersection(party.sectors[:1]) for party in held):
            return ()
        self._lent.add((number, frame.trigger))
        return found

    def _shared(self, number: int, frame: Frame) -> tuple[Party, ...]:
        """The agent of the passive before it: "were blocked by the navy and were threatened with arrest"."""
        syntax, verb = self._syntaxes[number], frame.trigger
        before = syntax.sentence.heads[verb]
        joined = syntax.sentence.labels[verb] == "conj" and syntax.is_verb(before) and syntax.is_passive(before)
        if not joined or syntax.children(verb, "nsubj", "nsubjpass"):
            return ()
        return self._roles.filled(number, syntax.verb(before), ("subject",), strict=True, named=True)

    def _authority(self, number: int, frame: Frame) -> tuple[Party, ...]:
        """The state in which somebody is arrested, convicted or freed, as the one who does it.

        A town names its state where the one arrested is more than a private person, "two editors were held in Goma",
        and where a measure is taken, "a curfew was imposed in Goma"; a prison, "freed from a Peruvian jail", and the
        name before a colon in a headline name it, too.
        """
        suffering = self._suffering(number, frame)
        public = any(set(party.sectors) - {"CVL"} for party in suffering) or self._public(number, frame)
        public = public and frame.passive
        places = [*frame.get("prep:in"), *frame.get("prep:from")]
        if not frame.passive:
            inner: dict[str, list[int]] = {}
            for token in frame.get("object"):
                self._syntaxes[number].prepositions(token, into=inner)
            places += inner.get("in", [])
        forms = ("name",) if frame.passive and self._beside(number, frame) else ("name", "capital")
        for token in places:
            match = self._cast().match(number, token)
            if match is None and (holding := self._holding(number, token)):
                return holding
            if token > frame.trigger and match is not None and match.names[0].form in forms:
                found = self._cast().parties(number, token, owner="none")
                if match.names[0].form == "name" and any(party.kind == "state" for party in found):
                    return found[:1]
                if public and found and found[0].kind in ("place", "state") and found[0].country is not None:
                    return (_state_of(found[0]),)
        headed = self._roles.headed(number, taken=tuple(suffering))
        return tuple(_state_of(party) for party in headed[:1] if party.country is not None)

    def _public(self, number: int, frame: Frame) -> bool:
        """Whether it is done to protesters or at a protest, or is a measure of an authority: "a curfew was imposed"."""
        syntax, tokens = self._syntaxes[number], frame.get("object")
        lists = syntax.lexicon.lists
        if tokens and not set(lists["protesting"]).isdisjoint(syntax.sentence.lemmas):
            return True
        return bool(tokens) and all(syntax.sentence.lemmas[token] in lists["measures_taken"] for token in tokens)

    def _holding(self, number: int, token: int) -> tuple[Party, ...]:
        """The state whose prison a token is: "was released from a Peruvian jail"."""
        syntax = self._syntaxes[number]
        if syntax.sentence.lemmas[token] not in syntax.lexicon.classes["custody"]:
            return ()
        owners = (
            party
            for owner in syntax.children(token, "poss", "amod", "compound", "nmod")
            for party in self._cast().parties(number, owner, owner="none")
        )
        return tuple(party for party in owners if party.kind == "state")[:1]

    def _suffering(self, number: int, frame: Frame) -> list[Party]:
        """Whom it is done to."""
        return [party for token in frame.get("object") for party in self._cast().parties(number, token)]

    def _announcing(self, number: int, frame: Frame, rule: Rule) -> tuple[Party, ...]:
        """The authority that tells what was done by nobody named: "were arrested, Chad's police said".

        What was done to its own countrymen others may have done, but for arrests that police or prosecutors tell of.
        """
        told = rule.act in ANNOUNCED and not complements.demanded(self._syntaxes[number], frame.trigger)
        said = self._speaker(number, frame) if told else ()
        theirs = {party.country for party in self._suffering(number, frame)} - {None}
        return tuple(
            party
            for party in said
            if party.country is not None
            and not DECIDING.isdisjoint(party.sectors[:1])
            and (
                party.country not in theirs
                or (rule.modes == ("arrest",) and not ARRESTING.isdisjoint(party.sectors[:1]))
            )
        )

    def _fighting(self, number: int, frame: Frame) -> tuple[Party, ...]:
        """The force that tells of its enemies killed: "40 rebels were killed in the operation, the army said"."""
        suffering = self._suffering(number, frame)
        if not suffering or any(FOUGHT.isdisjoint(party.sectors) for party in suffering):
            return ()
        return tuple(party for party in self._speaker(number, frame) if not FORCES.isdisjoint(party.sectors[:1]))

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


def _state_of(party: Party) -> Party:
    """The state that a place lies in, under the words of the place."""
    return party if party.kind == "state" else replace(party, kind="state", sectors=("GOV",))
