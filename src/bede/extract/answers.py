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
        if draft.act not in ANSWERS or not draft.actors or any(known(party) for party in draft.recipients):
            return
        said = next(self._about(self._syntaxes[number], draft), None)
        if said is None:
            return
        acts, kind = nouns()[said]
        before = [one for one in beside if one.token < draft.token]
        before = [one for at, one in self._told if number - REACH <= at] + before
        answered = None
        for earlier in reversed(before):
            if earlier.act not in acts or not self._by_others(earlier, draft):
                continue
            if any(_same_side(party, mine) for party in earlier.recipients for mine in draft.actors):
                answered = earlier
                break
            if kind == "comment" and answered is None:
                answered = earlier
        if answered is not None:
            draft.recipients, draft.searched = answered.actors, True

    def _about(self, syntax: Syntax, draft: Draft) -> Iterator[str]:
        """The listed nouns in the slots of an answer that may point back."""
        slots = (slot for slot in draft.frame.slots if slot == "object" or slot.startswith("prep:"))
        for token in (*draft.frame.get("object"), *(one for slot in slots for one in draft.frame.every(slot))):
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
    return any(syntax.words[child] in POINTING for child in syntax.children(token, "det", "predet", "amod"))


def _same_side(party: Party, other: Party) -> bool:
    """Whether two parties are the same, or authorities of one state."""
    if identity(party) == identity(other):
        return True
    official = all(one.kind == "state" or not OFFICIAL.isdisjoint(one.sectors) for one in (party, other))
    return official and party.country is not None and party.country == other.country
