"""Parse -> Report: finds the words that tell of an act and asks the rules who did it to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from bede.extract import places, scenes, times
from bede.extract.actors import Cast
from bede.extract.attribution import attribution
from bede.extract.confidence import confidence
from bede.extract.content import THREAT_MODES, settle
from bede.extract.details import contexts, matter
from bede.extract.draft import Draft
from bede.extract.frame import Frame
from bede.extract.grammar import Syntax
from bede.extract.identity import distinct, explained, identities, identity, overlaps, own_state
from bede.extract.numbers import numbers
from bede.extract.roles import COMPLEMENTS, SPOKEN, STRIKING, Roles, known
from bede.extract.setting import Setting, peopled, suffered
from bede.extract.statements import Statements
from bede.extract.status import day_of, status
from bede.extract.wording import phrase_matches, wordings
from bede.lexicon import Condition, Lexicon, Rule
from bede.model import (
    ACTS,
    Context,
    Dropped,
    Parse,
    Party,
    Place,
    Report,
    Sentence,
    Span,
    Status,
    When,
    content_id,
    plover_type,
)

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
ARMED = frozenset({"MIL", "COP", "REB", "PRM", "UAF", "SPY"})
NOBODY = "nobody in "
OFFICIAL_ACTS = ("COERCE", "CONCEDE", "RETREAT", "SANCTION")
"""What only an authority does, so that an agentless passive names it by the place: "was arrested in Niger"."""
OFFICIAL = frozenset({"GOV", "LEG", "JUD"})


@dataclass(frozen=True, slots=True)
class Trial:
    """A rule that was asked at a token, and why it did or did not match."""

    token: int
    rule: Rule
    answer: str


class Surroundings(NamedTuple):
    """What all reports of a sentence share."""

    places: tuple[Place, ...]
    times: list[When]
    contexts: tuple[Context, ...]


def code(parses: Iterable[Parse | Dropped], lexicon: Lexicon) -> Iterator[Report | Dropped]:
    """Yield the reports of each article in order of the text; what was dropped earlier passes through."""
    for parse in parses:
        if isinstance(parse, Dropped):
            yield parse
        else:
            yield from Coder(parse, lexicon).reports()


class Coder:
    """The coding of one article."""

    def __init__(self, parse: Parse, lexicon: Lexicon) -> None:
        self.parse = parse
        self.lexicon = lexicon
        self.syntaxes = tuple(Syntax(sentence, lexicon) for sentence in parse.sentences)
        self.candidates = [list(_candidates(syntax)) for syntax in self.syntaxes]
        self._cast: Cast | None = None
        self._statements: Statements | None = None
        self._places: tuple[Place, ...] | None = None
        self._surroundings: dict[int, Surroundings] = {}
        self._latest: dict[str, Draft] = {}
        self.roles = Roles(self.syntaxes, cast=lambda: self.cast)

    @property
    def cast(self) -> Cast:
        """The article's actors, resolved when they are first asked for."""
        if self._cast is None:
            self._cast = Cast(self.parse, self.lexicon, syntaxes=self.syntaxes)
            self._cast.references.quoting = self.quoting
        return self._cast

    @property
    def places(self) -> tuple[Place, ...]:
        """The places that the article names, looked for when they are first asked for."""
        if self._places is None:
            self._places = places.find(self.parse)
        return self._places

    def quoting(self, offset: int) -> Party | None:
        """Who says the quotation that an offset of the text stands in, read off the sentences around it."""
        if self._statements is None:
            self._statements = Statements(self.parse, self.lexicon, cast=self.cast)
        return self._statements.quoting(offset)

    def reports(self) -> Iterator[Report]:
        """The reports of the article."""
        for number in range(len(self.syntaxes)):
            if self.candidates[number]:
                for draft in self.drafts(number):
                    yield self.report(number, draft)

    def drafts(self, number: int, trials: list[Trial] | None = None, matched: list[Draft] | None = None) -> list[Draft]:
        """The drafts of one sentence that remain when they have been held against each other.

        ``trials`` and ``matched``, where given, are filled with every rule asked and every draft before that.
        """
        found: list[Draft] = []
        for token, kind in self.candidates[number]:
            draft = self._match(number, token, kind, trials)
            if draft is not None:
                draft.status, draft.status_rule = self._status(number, draft)
                self._consent_refused(number, draft)
                self._not_reached(number, draft)
                self._conditional_threat(number, draft)
                self._told_again(number, draft)
                found.append(draft)
        if matched is not None:
            matched.extend(found)
        kept = settle(self.syntaxes[number], found)
        for draft in kept:
            self._latest[draft.act] = draft
        return kept

    def _told_again(self, number: int, draft: Draft) -> None:
        """Give "this meeting" the parties of the last report of that act, where the phrase names none of its own."""
        syntax, earlier = self.syntaxes[number], self._latest.get(draft.act)
        pointing = any(
            syntax.words[child] in ("this", "these", "that", "those") for child in syntax.children(draft.token, "det")
        )
        if not pointing or earlier is None:
            return
        countries = {party.country for party in draft.actors}
        if countries <= {party.country for party in earlier.actors}:
            draft.actors, draft.recipients = earlier.actors, earlier.recipients
            draft.status, draft.status_rule = earlier.status, earlier.status_rule

    def _consent_refused(self, number: int, draft: Draft) -> None:
        """``will not accept`` is a refusal, not a consent that did not happen; who says it for his state refuses."""
        syntax = self.syntaxes[number]
        verb = draft.frame.support if draft.frame.support is not None else draft.token
        if draft.act not in CONSENT or draft.status != "negated" or not syntax.is_verb(verb):
            return
        refusing = self.lexicon.lists["refusing"]
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
        syntax = self.syntaxes[number]
        failing = syntax.sentence.lemmas[syntax.sentence.heads[draft.token]] == "fail"
        if draft.status == "negated" and failing and draft.act in ("AGREE", "SUPPORT") and len(draft.actors) > 1:
            draft.act, draft.modes, draft.status, draft.status_rule = "REJECT", ("change",), "actual", NOT_REACHED
            draft.actors, draft.recipients = draft.actors[:1], draft.actors[1:]

    def _conditional_threat(self, number: int, draft: Draft) -> None:
        """``would cut the gas if Chad ...``, said by one's own spokesman, threatens whom the condition names."""
        syntax, verb = self.syntaxes[number], draft.frame.support or draft.token
        will = any(syntax.words[aux] in THREATENING for aux in syntax.children(verb, "aux"))
        if draft.act not in THREAT_MODES or draft.status not in ("hypothetical", "future") or not will:
            return
        speaker = self._own_speaker(number, draft)
        if speaker is None:
            return
        countries = {party.country for party in draft.actors}
        other = self.roles.conditioned(number, draft.frame, taken=draft.actors)
        if any(party.country is not None and party.country not in countries for party in other):
            draft.modes = (THREAT_MODES[draft.act],)
            draft.act, draft.status, draft.status_rule = "THREATEN", "actual", CONDITIONAL_THREAT
            draft.actors, draft.recipients = (speaker,), other

    def _own_speaker(self, number: int, draft: Draft) -> Party | None:
        """Who says what a draft tells, where he is of an actor's own country."""
        sources, _ = attribution(self.syntaxes[number], self.cast, number, draft.token, actors=())
        countries = {party.country for party in draft.actors} - {None}
        return sources[-1] if sources and sources[-1].country in countries else None

    def _willing(self, number: int, verb: int) -> tuple[Party, ...]:
        """The parties of a verb's subject."""
        return self.roles.filled(number, self.syntaxes[number].verb(verb), ("subject",), strict=True, named=False)

    def _status(self, number: int, draft: Draft) -> tuple[Status, str]:
        """A draft's status."""
        frame = draft.frame
        return status(
            self.syntaxes[number],
            frame.trigger,
            support=frame.support,
            support_words=frame.support_words,
            published=day_of(self.parse.article.published),
        )

    # -- matching --------------------------------------------------------------------------------------------------

    def _match(self, number: int, token: int, kind: str, trials: list[Trial] | None) -> Draft | None:
        """The first rule that matches at a token, special ones first."""
        syntax = self.syntaxes[number]
        frame = None
        gerund = kind == "noun" and syntax.is_verb(token)
        key = syntax.words[token] if gerund else syntax.sentence.lemmas[token]
        without: list[tuple[Frame, tuple[str, ...], Rule]] = []
        for words, rule in self.lexicon.triggers[(kind, key)]:
            if not _words_match(syntax, token, kind, words):
                continue
            if frame is None:
                frame = (
                    syntax.verb(token)
                    if kind == "verb"
                    else syntax.noun(token)
                    if kind == "noun"
                    else syntax.adjective(token)
                )
            draft = self._try(number, frame, kind, words, rule)
            if trials is not None:
                trials.append(Trial(token, rule, draft if isinstance(draft, str) else "matches"))
            if not isinstance(draft, str):
                return draft
            if draft.startswith(NOBODY) and "recipient" in rule.needs:
                without.append((frame, words, rule))
        for frame, words, rule in without:
            draft = self._try(number, frame, kind, words, rule, searching=True)
            if not isinstance(draft, str):
                if trials is not None:
                    trials.append(Trial(token, rule, "matches"))
                return draft
        return None

    def _try(
        self, number: int, frame: Frame, kind: str, words: tuple[str, ...], rule: Rule, *, searching: bool = False
    ) -> Draft | str:
        """A draft, or why a rule does not match; ``searching`` looks for its recipient beyond its slots."""
        if kind == "verb" and len(words) == 2 and not frame.get("object"):
            frame = frame.with_object(frame.get(f"prep:{words[1]}"))  # "ran over a protester"
        for condition in rule.where:
            if not self._holds(number, frame, condition):
                return f"{condition.slot} holds none of {_spoken(condition)}"
        for condition in rule.unless:
            if self._holds(number, frame, condition):
                return f"{condition.slot} holds {_spoken(condition)}"
        actors = self.roles.filled(number, frame, rule.actor, strict=True, named=False)
        if kind == "noun" and len(words) > 1:  # the house of "house arrest" arrests nobody
            sentence = self.syntaxes[number].sentence
            first = sentence.starts[_trigger_tokens(self.syntaxes[number], frame, kind, words)[0]]
            actors = tuple(party for party in actors if not first <= party.start < sentence.ends[frame.trigger])
            actors = actors or tuple(
                party
                for token in self.syntaxes[number].children(frame.trigger, "poss")
                for party in self.cast.parties(number, token, owner="strict")
            )  # "the junta's prisoner release"
        if rule.joint:
            partners = self.roles.filled(number, frame, rule.joint, strict=False, named=True, taken=actors)
            mine = identities(actors)
            partners = tuple(party for party in partners if identity(party) not in mine)
            if not partners and "joint" in rule.needs and len(actors) < 2:
                return NOBODY + ", ".join(rule.joint)
            if (partners and actors) or len(partners) > 1:
                actors = distinct((*actors, *partners))
        if not actors and frame.passive and rule.act in OFFICIAL_ACTS:
            actors = self.roles.authority(number, frame)
        if not actors and "actor" in rule.needs:
            return NOBODY + ", ".join(rule.actor)
        named = not rule.person and "recipient" in rule.needs
        if rule.content == "threatened" and self._of_another(number, frame, actors):
            return "what the clause says is somebody else's doing"
        used = frozenset(
            token
            for condition in rule.where
            if condition.slot not in (*COMPLEMENTS, "subject")
            for token in frame.every(condition.slot)
        )
        recipients = self.roles.filled(
            number,
            frame,
            rule.recipient,
            strict=False,
            named=named,
            taken=actors,
            used=used,
            spoken=rule.act in SPOKEN,
            striking=rule.act in STRIKING,
        )
        mutual = len(actors) > 1 and (rule.act == "COOPERATE" or bool(rule.joint))  # "Moscow and Cairo shared data"
        if not recipients and "recipient" in rule.needs and not searching and not mutual:
            return NOBODY + ", ".join(rule.recipient)
        slotted = recipients
        if not mutual and not any(known(party) for party in recipients):
            recipients = self.roles.around(number, frame, rule, taken=actors, found=recipients)
        if recipients and all(own_state(party, actors) for party in recipients):  # "rang X to express Kenya's grief"
            recipients = self.roles.shared(number, frame, rule, taken=actors) or recipients
        if rule.act == "THREATEN" and recipients and all(party.kind is None for party in recipients):
            recipients = self.roles.conditioned(number, frame, taken=actors) or recipients
        if not any(known(party) for party in recipients) and rule.act == "CONSULT" and len(actors) == 1:
            recipients = self._host(number, frame, actors)
        if not recipients and "recipient" in rule.needs and not mutual:
            return NOBODY + ", ".join(rule.recipient)
        return Draft(
            rule=rule,
            frame=frame,
            words=words,
            trigger=_trigger_tokens(self.syntaxes[number], frame, kind, words),
            actors=actors,
            recipients=recipients,
            act=rule.act,
            modes=rule.modes,
            used=used,
            searched=recipients != slotted,
        )

    def _host(self, number: int, frame: Frame, actors: tuple[Party, ...]) -> tuple[Party, ...]:
        """Where somebody alone goes to talk, as the host, unless it is his own country: "attended talks in Oman"."""
        found = self.roles.placed(number, frame, taken=actors)
        own = {party.country for party in actors}
        return tuple(party for party in found if party.country is not None and own and party.country not in own)

    def _of_another(self, number: int, frame: Frame, actors: tuple[Party, ...]) -> bool:
        """Whether a clause tells of what others than the actors would do: "warned that Iran could attack"."""
        subjects = [
            party
            for clause in frame.get("clause")
            for token in self.syntaxes[number].verb(clause).get("subject")
            if self.syntaxes[number].sentence.tags[token] != "PRP"
            for party in self.cast.parties(number, token, owner="strict")
            if party.country is not None or party.entity is not None
        ]
        mine = {party.country for party in actors} | {party.name for party in actors}
        return bool(subjects) and all(party.country not in mine and party.name not in mine for party in subjects)

    def _holds(self, number: int, frame: Frame, condition: Condition) -> bool:
        """Whether a slot holds what a condition asks for."""
        tokens = frame.every(condition.slot)
        if "none" in condition.parties and not tokens:
            return True
        if "any" in condition.parties and tokens:
            return True
        sentence = self.syntaxes[number].sentence
        if condition.slot == "clause":  # "said the Taliban were responsible"
            tokens += tuple(said for token in tokens for said in self.syntaxes[number].children(token, "acomp", "attr"))
        for token in tokens:
            if condition.words and not condition.words.isdisjoint(wordings(self.syntaxes[number], token)):
                return True
            owner = "strict" if condition.slot == "subject" else "none"
            parties = self.cast.parties(number, token, owner=owner) if condition.parties else ()
            if any(self._is(party, name, token, sentence) for party in parties for name in condition.parties):
                return True
        return False

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

    # -- the report ------------------------------------------------------------------------------------------------

    def report(self, number: int, draft: Draft) -> Report:
        """The record of a draft."""
        syntax = self.syntaxes[number]
        sentence, article = syntax.sentence, self.parse.article
        sources, addressees = attribution(
            syntax, self.cast, number, draft.frame.trigger, actors=draft.actors, quoting=self.quoting
        )
        date = self._date(number, draft)
        actors = self.roles.in_full(number, draft.actors, beside=draft.recipients, trigger=draft.trigger)
        meant = tuple(party for party in draft.recipients if not overlaps(party, sources))
        recipients = self.roles.in_full(number, meant, beside=actors, trigger=draft.trigger)
        happened = self._places_for(number, draft)
        setting = Setting(
            places=happened,
            parties=(*actors, *recipients, *sources),
            article=self.places,
            foreign=self.lexicon.lists["others"],
            text=article.text,
        )
        actors, recipients = setting.at_home(actors, beside=recipients), setting.at_home(recipients, beside=actors)
        actors = suffered(actors, things=self.lexicon.things if draft.act == "PROTEST" else {})
        actors = peopled(actors, sectors=("GOV",))
        suffering = draft.act in (*STRIKING, "AID")
        recipients = suffered(recipients, things=self.lexicon.things if suffering else {})
        recipients = peopled(recipients, sectors=("CVL",) if suffering else ("GOV",) if draft.act in SPOKEN else ())
        first, last = draft.trigger
        trigger = Span(
            text=article.text[sentence.starts[first] : sentence.ends[last]],
            start=sentence.starts[first],
            end=sentence.ends[last],
        )
        plover = plover_type(draft.act, draft.status)
        own = draft.rule.type if draft.act == draft.rule.act else None
        scores = [self.lexicon.modes[draft.act][mode] for mode in draft.modes if mode in self.lexicon.modes[draft.act]]
        return Report(
            id=content_id(
                article.page_id,
                trigger.start,
                trigger.end,
                draft.act,
                *(party.start for party in (*draft.actors, *draft.recipients)),
            ),
            page=article.page,
            page_id=article.page_id,
            act=draft.act,
            event_type=own or plover,
            modes=draft.modes,
            status=draft.status,
            quad=ACTS[plover][0],
            intensity=scores[0] if scores else ACTS[draft.act][1],
            contexts=self._around(number).contexts,
            actors=explained(actors),
            recipients=explained(recipients),
            addressees=explained(setting.at_home(addressees)),
            attribution=explained(setting.at_home(sources)),
            matter=matter(syntax, draft.frame, draft.rule, article.text),
            date=date,
            places=happened,
            numbers=numbers(syntax, article.text),
            trigger=trigger,
            sentence=Span(text=sentence.text, start=sentence.start, end=sentence.end),
            rule=draft.rule.where_stands,
            confidence=confidence(draft, syntax, weights=self.lexicon.confidence),
        )

    def _parts(self, syntax: Syntax, verb: int) -> bool:
        """Whether a verb between a time and the trigger keeps the time to itself; "scheduled for Monday" does not."""
        lemma = syntax.sentence.lemmas[verb]
        known = self.lexicon.status.verbs.get(lemma)
        return syntax.is_verb(verb) and not (known is not None and known[0] == "future" and syntax.is_passive(verb))

    def _ahead(self, when: When) -> bool:
        """Whether a time lies wholly after the day of publication."""
        published = self.parse.article.published
        return published is not None and when.earliest is not None and when.earliest > published.latest[:10]

    def _places_for(self, number: int, draft: Draft) -> tuple[Place, ...]:
        """The sentence's places, each with whether the act happened there."""
        sentence, parties = self.syntaxes[number].sentence, (*draft.actors, *draft.recipients)
        scene = scenes.Scene(sentence, draft.token, draft.act, parties)
        return scenes.event_places(self._around(number).places, scene, self.parse.article.dateline)

    def _around(self, number: int) -> Surroundings:
        """The places, times and contexts of a sentence, looked for when its first report asks."""
        if number not in self._surroundings:
            sentence = self.syntaxes[number].sentence
            self._surroundings[number] = Surroundings(
                places=tuple(place for place in self.places if sentence.start <= place.start < sentence.end),
                times=times.find(sentence.text, offset=sentence.start, published=self.parse.article.published),
                contexts=contexts(sentence, self.lexicon),
            )
        return self._surroundings[number]

    def _date(self, number: int, draft: Draft) -> When | None:
        """The time that belongs to the trigger: the one nearest to it in the tree of the sentence."""
        syntax = self.syntaxes[number]
        sentence = syntax.sentence
        best: tuple[int, int, When] | None = None
        path = [draft.frame.trigger, *syntax.ancestors(draft.frame.trigger)]
        for when in self._around(number).times:
            done = draft.status in ("actual", "historical")
            if done and (self._ahead(when) or (when.rule == "times:length" and when.text.lower().startswith("in "))):
                continue  # what is done was not done "in the coming weeks"; "the first in 20 months" is no day of it
            token = next((index for index, end in enumerate(sentence.ends) if end > when.start), len(sentence.ends) - 1)
            steps = [token, *syntax.ancestors(token)]
            meeting = next((step for step in steps if step in path), None)
            if meeting is None:
                continue
            up, down = path.index(meeting), steps.index(meeting)
            if any(self._parts(syntax, step) for step in steps[:down]):
                continue
            spoken = any(
                syntax.is_verb(step) and sentence.lemmas[step] in self.lexicon.speech.verbs for step in path[1 : up + 1]
            )
            told = any(sentence.labels[step] == "ccomp" for step in path[:up])
            if spoken and told and draft.status_rule != CONSENT_REFUSED:
                continue  # the day of the saying is not the day of what is said
            distance = up * 2 + down
            if best is None or distance < best[0]:
                best = (distance, when.start, when)
        return best[2] if best else None


def _candidates(syntax: Syntax) -> Iterator[tuple[int, str]]:
    """The tokens that some rule has as a trigger, with their word class."""
    sentence, triggers = syntax.sentence, syntax.lexicon.triggers
    for token, (tag, lemma) in enumerate(zip(sentence.tags, sentence.lemmas, strict=True)):
        if token in syntax.verbs_as_nouns and ("verb", lemma) in triggers:
            yield token, "verb"
        elif tag.startswith("VB"):
            standing = sentence.labels[token] not in ("aux", "auxpass", "amod", "compound") or syntax.crushed(token)
            if ("verb", lemma) in triggers and standing:
                yield token, "verb"
            elif tag == "VBG" and ("noun", syntax.words[token]) in triggers and syntax.is_nominal(token):
                yield token, "noun"
        elif tag.startswith("NN"):
            if sentence.labels[token] in ("compound", "nmod", "amod"):
                if not syntax.has_finite_verb and ("verb", lemma) in triggers and syntax.crushed(token):
                    yield token, "verb"
            elif ("noun", lemma) in triggers and not _in_a_name(syntax, token):
                yield token, "noun"
        elif (
            tag.startswith("JJ")
            and ("adjective", lemma) in triggers
            and sentence.labels[token] in ("acomp", "oprd", "conj", "ROOT")
        ):
            yield token, "adjective"


def _in_a_name(syntax: Syntax, token: int) -> bool:
    """Whether a capitalised noun ends a proper name ("the State Highway Patrol"), outside headlines."""
    sentence = syntax.sentence
    if not sentence.tags[token].startswith("NNP") or sentence.part != "body":
        return False
    return any(sentence.tags[child] == "NNP" for child in syntax.children(token, "compound"))


def _words_match(syntax: Syntax, token: int, kind: str, words: tuple[str, ...]) -> bool:
    """Whether the words of a trigger stand at a token."""
    if len(words) == 1:
        particles = {syntax.words[child] for child in syntax.children(token, "prt")} if kind == "verb" else set()
        return particles.isdisjoint(syntax.lexicon.lists["turning_particles"])  # "backed out" is not "backed"
    if kind == "verb" and "-" not in words:
        return phrase_matches(syntax, token, words)
    sentence = syntax.sentence
    before = () if kind == "adjective" else words[:-1]
    if kind == "adjective":
        return syntax.words[token + 1 : token + len(words)] == words[1:]
    first = token - len(before)
    return first >= 0 and all(
        word in (sentence.lemmas[at], syntax.words[at]) for word, at in zip(before, range(first, token), strict=True)
    )


def _trigger_tokens(syntax: Syntax, frame: Frame, kind: str, words: tuple[str, ...]) -> tuple[int, int]:
    """The first and last token of a trigger."""
    token = frame.trigger
    if kind == "noun" or "-" in words:
        return max(0, token - len(words) + 1), token
    last = token
    for word in words[1:]:
        if last + 1 < len(syntax.words) and syntax.words[last + 1] == word:
            last += 1
    return token, last


def _spoken(condition: Condition) -> str:
    """A condition in words, shortened."""
    items = [*sorted(condition.words)[:6], *(f"<{name}>" for name in sorted(condition.parties))]
    return ", ".join(items)
