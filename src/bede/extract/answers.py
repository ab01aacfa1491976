"""Whom an answer answers: "Khartoum denied the accusations" is said to whoever made them a sentence before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from bede.extract.draft import Draft
from bede.extract.grammar import Syntax
from bede.extract.identity import identities, identity
from bede.extract.roles import known
from bede.extract.wording import wordings
from bede.lexicon.tables import DATA, rows
from bede.model import Party

ANSWERS = ("REJECT", "ACCUSE", "SUPPORT", "AGREE", "REQUEST")
"""The acts that answer or comment upon what another did."""
HOSTILE = frozenset({"REJECT", "ACCUSE", "THREATEN", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
"""What a threat that names nobody answers, where it was done to the one who threatens."""
ASKING = frozenset({"REQUEST", "AGREE"})
"""What a refusal answers that does not say what it refuses."""
REACH = 6
"""Sentences that an answer looks back."""
POINTING = ("the", "this", "that", "these", "those", "such", "all", "both")
OFFICIAL = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY"})


@lru_cache(maxsize=1)
def nouns() -> dict[str, tuple[frozenset[str], str]]:
    """The acts that each noun of ``words/answers.tsv`` may stand for, and whose they must be."""
    table = rows(DATA / "words" / "answers.tsv", ("noun", "acts", "kind"))
    return {row["noun"]: (frozenset(row.values("acts")), row["kind"]) for row in table}


class Answers:
    """The acts of one article, as those who answer them look back on them."""

    def __init__(self, syntaxes: tuple[Syntax, ...]) -> None:
        self._syntaxes = syntaxes
        self._told: list[tuple[int, Draft]] = []

    def tell(self, number: int, drafts: Iterable[Draft]) -> None:
        """Keep the drafts of a sentence for those that come after it."""
        self._told += [(number, draft) for draft in drafts]

    def complete(self, number: int, draft: Draft, beside: Iterable[Draft]) -> None:
        """Give an answer whose slots hold nobody known those whom it answers; ``beside`` are its sentence's drafts."""
        if not draft.actors or any(known(party) for party in draft.recipients):
            return
        answered = self._meant(number, draft)
        if answered is None:
            return
        acts, kind = answered
        before = [one for one in beside if one.token < draft.token]
        before = [one for at, one in self._told if number - REACH <= at] + before
        found = None
        for earlier in reversed(before):
            if earlier.act not in acts or not self._by_others(earlier, draft):
                continue
            if kind == "comment" and earlier.status in ("hypothetical", "negated"):
                continue  # nobody comments on what was not done
            if any(_suffers_with(mine, party) for party in earlier.recipients for mine in draft.actors):
                found = earlier
                break
            if kind == "comment" and found is None:
                found = earlier
        if found is not None:
            draft.recipients, draft.searched = found.actors, True

    def _meant(self, number: int, draft: Draft) -> tuple[frozenset[str], str] | None:
        """The acts that a draft may answer, and whose they must be; None where it answers nothing."""
        if draft.act == "THREATEN":
            return HOSTILE, "answer"
        if draft.act not in ANSWERS:
            return None
        said = next(self._about(self._syntaxes[number], draft), None)
        if said is None and draft.act == "REJECT" and self._bare(self._syntaxes[number], draft):
            return ASKING, "answer"
        return None if said is None else nouns()[said]

    @staticmethod
    def _bare(syntax: Syntax, draft: Draft) -> bool:
        """Whether a refusal leaves out what it refuses: "asked Peru for the files, but Lima declined"."""
        slots = draft.frame.slots
        told = any(slots.get(slot) for slot in ("object", "clause", "infinitive", "gerund"))
        return syntax.is_verb(draft.token) and not told

    def _about(self, syntax: Syntax, draft: Draft) -> Iterator[str]:
        """The listed nouns in the slots of an answer that may point back."""
        slots = ("object", *(slot for slot in draft.frame.slots if slot.startswith("prep:")))
        if "subject" in draft.rule.recipient:  # "the step drew criticism from Rome"
            slots = ("subject", *slots)
        for token in (one for slot in slots for one in draft.frame.every(slot)):
            for word in wordings(syntax, token):
                if word in nouns() and (nouns()[word][1] == "answer" or _points(syntax, token)):
                    yield word

    def _by_others(self, earlier: Draft, draft: Draft) -> bool:
        """Whether an act was done by somebody known who is not the one that answers."""
        mine = identities(draft.actors)
        return any(known(party) for party in earlier.actors) and not any(
            identity(party) in mine or any(_same_side(party, one) for one in draft.actors) for party in earlier.actors
        )


def _points(syntax: Syntax, token: int) -> bool:
    """Whether a noun points at what was told before: "the move", "such attacks"."""
    if syntax.children(token, "relcl", "acl") and syntax.sentence.labels[token] in ("appos", "npadvmod"):
        return True  # "a move that Togo called hostile", "a step condemned by Togo"
    return any(syntax.words[child] in POINTING for child in syntax.children(token, "det", "predet", "amod"))


def _official(party: Party) -> bool:
    """Whether a party is a state or an authority."""
    return party.kind == "state" or not OFFICIAL.isdisjoint(party.sectors)


def _same_side(party: Party, other: Party) -> bool:
    """Whether two parties are the same, or authorities of one state."""
    return identity(party) == identity(other) or (_official(party) and _suffers_with(other, party))


def _suffers_with(party: Party, sufferer: Party) -> bool:
    """Whether what is done to another is done to a party as well: to itself, or as a state to its people and towns."""
    if identity(party) == identity(sufferer):
        return True
    return _official(party) and party.country is not None and party.country == sufferer.country
