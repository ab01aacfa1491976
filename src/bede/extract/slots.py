"""What the slots of a trigger hold of the words and classes that a rule asks for."""

from __future__ import annotations

from collections.abc import Callable

from bede.extract.actors import Cast
from bede.extract.conditions import conditions
from bede.extract.frame import Frame
from bede.extract.grammar import Syntax
from bede.extract.wording import wordings
from bede.lexicon import Condition, Lexicon
from bede.model import Party, Sentence

NEAREST = 4
"""Plural nouns before a pronoun that it may stand for."""
ARMED = frozenset({"MIL", "COP", "REB", "PRM", "UAF", "SPY"})
OFFICIAL = frozenset({"GOV", "LEG", "JUD"})


class Slots:
    """The slots of one article's triggers, as the conditions of rules ask after them."""

    def __init__(
        self,
        syntaxes: tuple[Syntax, ...],
        lexicon: Lexicon,
        *,
        cast: Callable[[], Cast],
        speaker: Callable[[int, Frame], tuple[Party, ...]],
    ) -> None:
        self._syntaxes, self._lexicon = syntaxes, lexicon
        self._cast, self._speaker = cast, speaker

    def holds(self, number: int, frame: Frame, condition: Condition) -> bool:
        """Whether a slot holds what a condition asks for."""
        if condition.slot == "speaker":
            said = self._speaker(number, frame)
            sentence = self._syntaxes[number].sentence
            return any(
                self._is(party, name, frame.trigger, sentence) for party in said for name in condition.parties
            ) or ("none" in condition.parties and not said)
        tokens = frame.every(condition.slot)
        if condition.slot == "done":
            syntax = self._syntaxes[number]
            tokens = tuple(thing for verb in frame.get("infinitive") for thing in syntax.children(verb, "dobj"))
        if condition.slot == "condition":
            verb = frame.support if frame.support is not None else frame.trigger
            told = (verb, *frame.get("infinitive"), *frame.get("clause"))
            tokens = tuple(clause for token in told for clause in conditions(self._syntaxes[number], token))
        if "none" in condition.parties and not tokens:
            return True
        if "any" in condition.parties and tokens:
            return True
        sentence = self._syntaxes[number].sentence
        if condition.slot == "subject":  # "passed a law that bans imports"
            laws = (token for token in tokens if sentence.lemmas[token] in self._lexicon.lists["enacted"])
            tokens += tuple(maker for law in laws for maker in self._syntaxes[number].owners(law))
        if condition.slot == "clause":  # "said the Taliban were responsible"
            syntax = self._syntaxes[number]
            tokens += tuple(said for token in tokens for said in syntax.children(token, "acomp", "attr"))
        for token in tokens:
            if condition.words and not condition.words.isdisjoint(wordings(self._syntaxes[number], token)):
                return True
            if condition.words and condition.slot == "object" and self._stands_for(number, token, condition.words):
                return True
            if "owned" in condition.parties and self._owned(number, token):
                return True
            owner = "strict" if condition.slot == "subject" else "none"
            parties = self._cast().parties(number, token, owner=owner) if condition.parties else ()
            if any(self._is(party, name, token, sentence) for party in parties for name in condition.parties):
                return True
        return False

    def _stands_for(self, number: int, token: int, words: frozenset[str]) -> bool:
        """Whether a pronoun or mere number stands for one of some things told of right before: "freed a dozen"."""
        sentence = self._syntaxes[number].sentence
        tag, lists = sentence.tags[token], self._lexicon.lists
        alone = tag in ("CD", "JJR") or sentence.lemmas[token] in lists["remaining"]
        them = self._syntaxes[number].words[token] in lists["plural_things"]
        left = self._syntaxes[number].children(sentence.heads[token], "oprd")  # "left 40 dead" tells of people
        if not (them or alone) or left or self._syntaxes[number].children(token, "prep"):
            return False
        seen = 0
        for earlier, until in ((number, token), (number - 1, None)):
            if earlier < 0:
                break
            syntax = self._syntaxes[earlier]
            last = len(syntax.words) if until is None else until
            for at in range(last - 1, -1, -1):
                if syntax.sentence.tags[at] == "NNS" and syntax.sentence.lemmas[at] not in lists["times"]:
                    if not words.isdisjoint(wordings(syntax, at)):
                        return True
                    seen += 1
                    if seen == NEAREST:
                        return False
        return False

    def _owned(self, number: int, token: int) -> bool:
        """Whether a thing belongs to a state or to a body of one: "Ukraine's grid"."""
        owners = self._cast().parties(number, token)
        return owners != self._cast().parties(number, token, owner="none") and any(party.country for party in owners)

    @staticmethod
    def _is(party: Party, name: str, token: int, sentence: Sentence) -> bool:
        """Whether a party is of a class of docs/rules.md."""
        sectors = set(party.sectors)
        match name:
            case "party":
                return party.kind is not None
            case "armed":
                return bool(sectors & ARMED)
            case "official":
                return party.kind == "state" or bool(sectors & OFFICIAL)
            case "civilian":
                return party.kind in ("person", "group") and not sectors & (ARMED | OFFICIAL)
            case "place":
                return (party.kind in ("place", "state") and party.country is not None) or party.kind == "place"
            case "organisation":
                return party.kind in ("organisation", "body", "company", "group")
            case "name":
                return sentence.tags[token].startswith("NNP")
            case _:
                return party.kind == name
