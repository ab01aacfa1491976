"""What the grammar reads in a matched rule, whichever it was: consent refused, a deal not reached, a threat."""

from __future__ import annotations

from collections.abc import Callable

from bede.extract.actors import Cast
from bede.extract.attribution import attribution
from bede.extract.content import THREAT_MODES
from bede.extract.draft import Draft
from bede.extract.grammar import Syntax
from bede.extract.roles import Roles
from bede.lexicon import Lexicon
from bede.model import Party

CONSENT_REFUSED = "grammar:consent-refused"
NOT_REACHED = "grammar:not-reached"
CONDITIONAL_THREAT = "grammar:conditional-threat"
THREATENING = ("will", "would", "'ll", "'d")
CONSENT = {
    # what "will not" turns into a refusal, and the refusal's mode
    "AGREE": "change",
    "CONCEDE": "yield",
    "SUPPORT": "change",
    "AID": "assist",
    "RETREAT": "yield",
    "CONSULT": "meet",
}


class Readings:
    """The readings of one article's drafts."""

    def __init__(
        self, syntaxes: tuple[Syntax, ...], lexicon: Lexicon, *, roles: Roles, cast: Callable[[], Cast]
    ) -> None:
        self._syntaxes, self._lexicon = syntaxes, lexicon
        self._roles, self._cast = roles, cast

    def read(self, number: int, draft: Draft) -> None:
        """Change a draft's act, parties and status where its grammar says more than its rule."""
        self._consent_refused(number, draft)
        self._not_reached(number, draft)
        self._conditional_threat(number, draft)

    def _consent_refused(self, number: int, draft: Draft) -> None:
        """``will not accept`` is a refusal, not a consent that did not happen; who says it for his state refuses."""
        syntax = self._syntaxes[number]
        verb = draft.frame.support if draft.frame.support is not None else draft.token
        if draft.act not in CONSENT or draft.status != "negated" or not syntax.is_verb(verb):
            return
        refusing = self._lexicon.lists["refusing"]
        if not syntax.children(verb, "neg") or all(
            syntax.words[aux] not in refusing for aux in syntax.children(verb, "aux")
        ):
            return
        if draft.rule.joint:  # "will not meet X": who refuses is the subject, whom he refuses the others
            others = [party for party in draft.actors if party not in self._willing(number, verb)]
            if len(others) < len(draft.actors):
                draft.actors = tuple(party for party in draft.actors if party not in others)
                draft.recipients = tuple(others) or draft.recipients
        draft.modes = (CONSENT[draft.act],)
        draft.act, draft.status, draft.status_rule = "REJECT", "actual", CONSENT_REFUSED
        speaker = self._own_speaker(number, draft)
        if speaker is not None and all(party.kind == "state" for party in draft.actors):
            draft.actors = (speaker,)

    def _not_reached(self, number: int, draft: Draft) -> None:
        """``failed to reach a deal`` is the rejection of a deal by both, not a deal that did not happen."""
        syntax = self._syntaxes[number]
        failing = syntax.sentence.lemmas[syntax.sentence.heads[draft.token]] == "fail"
        if draft.status == "negated" and failing and draft.act in ("AGREE", "SUPPORT") and len(draft.actors) > 1:
            draft.act, draft.modes, draft.status, draft.status_rule = "REJECT", ("change",), "actual", NOT_REACHED
            draft.actors, draft.recipients = draft.actors[:1], draft.actors[1:]

    def _conditional_threat(self, number: int, draft: Draft) -> None:
        """``would cut the gas if Chad ...``, said by one's own spokesman, threatens whom the condition names."""
        syntax, verb = self._syntaxes[number], draft.frame.support or draft.token
        will = any(syntax.words[aux] in THREATENING for aux in syntax.children(verb, "aux"))
        if draft.act not in THREAT_MODES or draft.status not in ("hypothetical", "future") or not will:
            return
        speaker = self._own_speaker(number, draft)
        if speaker is None:
            return
        countries = {party.country for party in draft.actors}
        other = self._roles.conditioned(number, draft.frame, taken=draft.actors)
        if any(party.country is not None and party.country not in countries for party in other):
            draft.modes = (THREAT_MODES[draft.act],)
            draft.act, draft.status, draft.status_rule = "THREATEN", "actual", CONDITIONAL_THREAT
            draft.actors, draft.recipients = (speaker,), other

    def _own_speaker(self, number: int, draft: Draft) -> Party | None:
        """Who says what a draft tells, where he is of an actor's own country."""
        sources, _ = attribution(self._syntaxes[number], self._cast(), number, draft.token, actors=())
        countries = {party.country for party in draft.actors} - {None}
        return sources[-1] if sources and sources[-1].country in countries else None

    def _willing(self, number: int, verb: int) -> tuple[Party, ...]:
        """The parties of a verb's subject."""
        return self._roles.filled(number, self._syntaxes[number].verb(verb), ("subject",), strict=True, named=False)
