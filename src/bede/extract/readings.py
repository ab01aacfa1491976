"""What the grammar reads in a matched rule, whichever it was: consent refused, a deal not reached, a threat."""

from __future__ import annotations

from collections.abc import Callable

from bede.extract import terms
from bede.extract.actors import Cast
from bede.extract.attribution import attribution
from bede.extract.conditions import conditions
from bede.extract.content import THREAT_MODES
from bede.extract.draft import Draft
from bede.extract.grammar import Syntax
from bede.extract.identity import identities, identity, own_state
from bede.extract.roles import Roles, known
from bede.lexicon import Lexicon
from bede.model import Party

CONSENT_REFUSED = "grammar:consent-refused"
NOT_REACHED = "grammar:not-reached"
TOLD_THREAT = "grammar:told-threat"
OR_ELSE = "grammar:or-else"
EXPECTED = "grammar:expected"
TOPPLED = "grammar:toppled"
THREATENED = (*THREAT_MODES, "PROTEST")
WILL = ("will", "would", "'ll", "'d", "shall")
OPEN = ("may", "might", "could", "can")
CONSENT = {
    # what "will not" turns into a refusal, and the refusal's mode
    "AGREE": "change",
    "CONCEDE": "yield",
    "SUPPORT": "change",
    "AID": "assist",
    "RETREAT": "yield",
    "CONSULT": "meet",
}


def announced(syntax: Syntax, verb: int) -> bool:
    """Whether a verb tells what is surely to come: "will answer", "is ready to answer", but not "may answer"."""
    if syntax.children(verb, "neg") or _doubted(syntax, verb):
        return False
    for token in (verb, *syntax.ancestors(verb)):
        modals = {syntax.words[aux] for aux in syntax.children(token, "aux")}
        if modals.intersection(OPEN):
            return False
        resolved = token != verb and syntax.sentence.lemmas[token] in syntax.lexicon.lists["resolved"]
        if modals.intersection(WILL) or resolved:
            return not syntax.children(token, "neg")
        if syntax.sentence.labels[token] not in ("xcomp", "acomp", "attr", "conj"):
            break
    return False


def _doubted(syntax: Syntax, verb: int) -> bool:
    """Whether somebody doubts or denies what a clause says: "doubted that he would use force"."""
    sentence, lists = syntax.sentence, syntax.lexicon.lists
    above = sentence.lemmas[sentence.heads[verb]]
    return sentence.labels[verb] == "ccomp" and above in (*lists["doubting"], *lists["denying"])


class Readings:
    """The readings of one article's drafts."""

    def __init__(
        self, syntaxes: tuple[Syntax, ...], lexicon: Lexicon, *, roles: Roles, cast: Callable[[], Cast]
    ) -> None:
        self._syntaxes, self._lexicon = syntaxes, lexicon
        self._roles, self._cast = roles, cast

    def read(self, number: int, draft: Draft) -> None:
        """Change a draft's act, parties and status where its grammar says more than its rule."""
        self._expected(number, draft)
        self._spoken(draft)
        self._consent_refused(number, draft)
        self._not_reached(number, draft)
        self._threat(number, draft)
        self._or_else(number, draft)
        self._toppled(number, draft)
        self._held_abroad(number, draft)

    def _held_abroad(self, number: int, draft: Draft) -> None:
        """Who is asked to free the actor's own people is who holds them, or whose envoy is called in for it."""
        own, whom = {party.country for party in draft.actors} - {None}, draft.recipients
        if draft.act != "REQUEST" or "yield" not in draft.modes or not own or draft.frame.trigger != draft.token:
            return
        if not whom or any(party.country not in own or "GOV" in party.sectors for party in whom):
            return
        syntax = self._syntaxes[number]
        starts = syntax.sentence.starts
        captives = [token for token, at in enumerate(starts) if any(one.start <= at < one.end for one in whom)]
        clauses = (held for token in captives for held in syntax.children(token, "acl"))
        holding = [agent for held in clauses for agent in syntax.agents(held)]
        above = syntax.sentence.heads[draft.token]
        if syntax.sentence.labels[draft.token] in ("xcomp", "advcl") and syntax.is_verb(above):
            holding += syntax.children(above, "dobj")
        for token in holding:
            found = tuple(party for party in self._cast().parties(number, token) if party.country not in (None, *own))
            if found:
                draft.recipients = found
                return

    def _toppled(self, number: int, draft: Draft) -> None:
        """A fall from power lies back where whom it is told of has been out of every office for more than a year."""
        day, lemma = self._cast().day, self._syntaxes[number].sentence.lemmas[draft.token]
        if draft.status != "actual" or day is None or lemma not in self._lexicon.lists["toppling"]:
            return
        for party in draft.recipients:
            held = self._lexicon.names.get(party.name, ()) if party.kind == "person" else ()
            if held and all(terms.over(term, str(int(day[:4]) - 1)) for term in held):
                draft.status, draft.status_rule = "historical", TOPPLED

    def _expected(self, number: int, draft: Draft) -> None:
        """Who ``is due in Tunis`` has not come yet."""
        waited_for = self._syntaxes[number].sentence.lemmas[draft.token] in self._lexicon.lists["expected"]
        if waited_for and draft.act == "CONSULT" and draft.status == "actual":
            draft.status, draft.status_rule = "future", EXPECTED

    def _spoken(self, draft: Draft) -> None:
        """A threat that somebody utters is made, whatever has to come before it is carried out."""
        uttered = any(condition.slot in ("condition", "speaker") for condition in draft.rule.where)
        if draft.act == "THREATEN" and uttered and draft.status in ("hypothetical", "future"):
            draft.status, draft.status_rule = "actual", TOLD_THREAT

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
        first = self._others(self._acting_first(number, verb, draft), draft)
        if first and identities(first).isdisjoint(identities(draft.recipients)):
            draft.recipients = first  # "would not free the soldiers unless Cuba ..."
        draft.act, draft.status, draft.status_rule = "REJECT", "actual", CONSENT_REFUSED
        speaker = self.own_speaker(number, draft)
        if speaker is not None and len(draft.actors) == 1 and draft.actors[0].kind == "state":
            draft.actors = (speaker,)

    def _acting_first(self, number: int, verb: int, draft: Draft) -> tuple[Party, ...]:
        """Who has to act before a refusal ends, where its condition says who: "unless Cuba removed its guns"."""
        return tuple(
            party
            for clause in conditions(self._syntaxes[number], verb)
            for party in self._roles.filled(
                number,
                self._syntaxes[number].verb(clause),
                ("subject",),
                strict=True,
                named=True,
                taken=draft.actors,
            )
        )

    def _not_reached(self, number: int, draft: Draft) -> None:
        """``failed to reach a deal`` is the rejection of a deal by both, not a deal that did not happen."""
        syntax = self._syntaxes[number]
        failing = syntax.sentence.lemmas[syntax.sentence.heads[draft.token]] == "fail"
        if draft.status == "negated" and failing and draft.act in ("AGREE", "SUPPORT"):
            draft.act, draft.modes, draft.status, draft.status_rule = "REJECT", ("change",), "actual", NOT_REACHED
            if len(draft.actors) > 1:
                draft.actors, draft.recipients = draft.actors[:1], draft.actors[1:]

    def _threat(self, number: int, draft: Draft) -> None:
        """What one's own spokesman says would be done to another is a threat: to strike him, or if he does something.

        "Would cut the gas if Chad ...": the threatened are those whom the condition names, else whom it would hit.
        """
        syntax, verb = self._syntaxes[number], draft.frame.support or draft.token
        if draft.act not in THREATENED or draft.status not in ("hypothetical", "future"):
            return
        modals = {syntax.words[aux] for aux in syntax.children(verb, "aux")}
        conditional = bool(conditions(self._syntaxes[number], verb))
        wanted = (*WILL, "could") if conditional else WILL if draft.act == "ASSAULT" else ()
        speaker = self.own_speaker(number, draft) if modals.intersection(wanted) and "have" not in modals else None
        if speaker is None or not self._in_charge(speaker, draft):
            return
        first = self._roles.conditioned(number, draft.frame, taken=draft.actors) if conditional else ()
        other = self._others(first, draft) or self._others(draft.recipients, draft)
        if other:
            draft.modes = (THREAT_MODES[draft.act],) if draft.act in THREAT_MODES else ()
            draft.act, draft.status, draft.status_rule = "THREATEN", "actual", TOLD_THREAT
            mine = identity(speaker) in identities(draft.actors)  # "Obama and Putin said they will"
            draft.actors, draft.recipients = draft.actors if mine else (speaker,), other

    def _or_else(self, number: int, draft: Draft) -> None:
        """``told them to leave or face arrest`` threatens whom it asks."""
        syntax = self._syntaxes[number]
        if draft.act != "REQUEST" or draft.status == "negated" or not draft.recipients:
            return
        wanted = (*draft.frame.get("infinitive"), *draft.frame.get("clause"))
        if any(self._worse(syntax, token) for token in wanted):
            draft.act, draft.modes, draft.status_rule = "THREATEN", (), OR_ELSE

    def _worse(self, syntax: Syntax, verb: int) -> bool:
        """Whether something bad stands after "or": "or face arrest", "face" a noun at times, or "or be shot"."""
        suffering = self._lexicon.lists["suffering"]
        joined = any(syntax.words[child] == "or" for child in syntax.children(verb, "cc"))
        return joined and any(
            syntax.sentence.lemmas[other] in suffering
            or bool(syntax.children(other, "auxpass"))
            or any(syntax.words[child] in suffering for child in syntax.children(other, "compound"))
            for other in syntax.children(verb, "conj")
        )

    def _in_charge(self, speaker: Party, draft: Draft) -> bool:
        """Whether a speaker does what he tells of himself or holds an office: no banker speaks for his country."""
        offices = self._lexicon.lists["offices"]
        official = any(sector.lower() in offices for sector in speaker.sectors) or speaker.kind in ("state", "body")
        return official or identity(speaker) in identities(draft.actors)

    def _others(self, parties: tuple[Party, ...], draft: Draft) -> tuple[Party, ...]:
        """The known parties that are neither the actors nor their own state."""
        mine = identities(draft.actors)
        return tuple(
            party
            for party in parties
            if known(party) and identity(party) not in mine and not own_state(party, draft.actors)
        )

    def own_speaker(self, number: int, draft: Draft) -> Party | None:
        """Who says what a draft tells, where he is of an actor's own country."""
        sources, _ = attribution(self._syntaxes[number], self._cast(), number, draft.token, actors=())
        countries = {party.country for party in draft.actors} - {None}
        return sources[-1] if sources and sources[-1].country in countries else None

    def _willing(self, number: int, verb: int) -> tuple[Party, ...]:
        """The parties of a verb's subject."""
        return self._roles.filled(number, self._syntaxes[number].verb(verb), ("subject",), strict=True, named=False)
