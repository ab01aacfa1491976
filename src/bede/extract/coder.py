"""Parse -> Report: finds the words that tell of an act and asks the rules who did it to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bede.extract import estimate, members, places
from bede.extract.actors import Cast
from bede.extract.agentless import Agentless
from bede.extract.aims import Aims
from bede.extract.answers import Answers
from bede.extract.attribution import attribution
from bede.extract.content import settle, with_twins
from bede.extract.draft import Draft
from bede.extract.frame import Frame
from bede.extract.grammar import Syntax
from bede.extract.identity import distinct, identities, identity, overlaps, own_state
from bede.extract.readings import Readings, announced
from bede.extract.record import Record
from bede.extract.roles import COMPLEMENTS, SPOKEN, STRIKING, Roles, known
from bede.extract.slots import ARMED, OFFICIAL, Slots
from bede.extract.statements import Statements
from bede.extract.status import day_of, status
from bede.extract.subject import Subjects
from bede.extract.triggers import candidates, standing, trigger_tokens
from bede.extract.wording import told_apart
from bede.lexicon import Condition, Lexicon, Rule
from bede.lexicon.content import stem_of
from bede.model import (
    Dropped,
    Parse,
    Party,
    Place,
    Report,
    Status,
)

NOBODY = "nobody in "
COURTED = ("ACCUSE", "THREATEN")
"""Acts that are told to a court about another."""
DONE_TO_THINGS = ("AID", "COOPERATE", "MOBILIZE", "PROTEST", "RETREAT")
"""Acts for which an invasion, a beach, a poll or a plain may be named, whoever has it."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A rule that was asked at a token, and why it did or did not match."""

    token: int
    rule: Rule
    answer: str


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
        self.candidates = [list(candidates(syntax)) for syntax in self.syntaxes]
        self._estimable = estimate.rules(lexicon)
        self._cast: Cast | None = None
        self._statements: Statements | None = None
        self._subjects: Subjects | None = None
        self._places: tuple[Place, ...] | None = None
        self._latest: dict[str, Draft] = {}
        self._answers = Answers(self.syntaxes)
        self.roles = Roles(self.syntaxes, cast=lambda: self.cast)
        self._agentless = Agentless(self.syntaxes, roles=self.roles, cast=lambda: self.cast, speaker=self._speaker)
        self._aims = Aims(self.syntaxes, roles=self.roles, cast=lambda: self.cast)
        self.record = Record(
            parse,
            lexicon,
            self.syntaxes,
            roles=self.roles,
            cast=lambda: self.cast,
            places=lambda: self.places,
            quoting=self.quoting,
        )
        self._slots = Slots(self.syntaxes, lexicon, cast=lambda: self.cast, speaker=self._speaker)
        self.readings = Readings(self.syntaxes, lexicon, roles=self.roles, cast=lambda: self.cast)

    @property
    def cast(self) -> Cast:
        """The article's actors, resolved when they are first asked for."""
        if self._cast is None:
            self._cast = Cast(self.parse, self.lexicon, syntaxes=self.syntaxes)
            self._cast.references.quoting = self.quoting
        return self._cast

    @property
    def subjects(self) -> Subjects:
        """What the article is about, looked for when a draft first asks."""
        if self._subjects is None:
            self._subjects = Subjects(self.parse.sentences, self.lexicon, cast=self.cast)
        return self._subjects

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
        numbers = (number for number in range(len(self.syntaxes)) if self.candidates[number])
        found = [self.record.report(number, draft) for number in numbers for draft in self.drafts(number)]
        yield from map(self.record.completed, found)

    def drafts(self, number: int, trials: list[Trial] | None = None, matched: list[Draft] | None = None) -> list[Draft]:
        """The drafts of one sentence that remain when they have been held against each other.

        ``trials`` and ``matched``, where given, are filled with every rule asked and every draft before that.
        """
        found: list[Draft] = []
        for token, kind in self.candidates[number]:
            draft = self._match(number, token, kind, trials)
            if draft is not None:
                if not draft.rule.announced:
                    draft.status, draft.status_rule = self._status(number, draft)
                self.readings.read(number, draft)
                self._told_again(number, draft)
                self._answers.complete(number, draft, found)
                if self._agentless.tell(number, draft):
                    found.append(draft)
        kept = settle(self.syntaxes[number], found)
        estimated = self._estimated(number, found, kept)
        if matched is not None:
            matched.extend((*found, *estimated))
        kept = sorted((*kept, *estimated), key=lambda draft: draft.token)
        kept = [draft for draft in kept if self.subjects.aside(number, draft) is None]
        kept = with_twins(self.syntaxes[number], kept)
        self._members(number, kept)
        self._aims.complete(number, kept)
        for draft in kept:
            self._latest[draft.act] = draft
        self._answers.tell(number, kept)
        return kept

    def _estimated(self, number: int, found: list[Draft], kept: list[Draft]) -> list[Draft]:
        """The draft of the surest verb that no rule matched, where its act is sure enough and somebody does it."""
        syntax = self.syntaxes[number]
        for judged in estimate.surest(syntax, self.cast, number, found=found, kept=kept):
            words, rule = self._estimable[judged.act]
            draft = self._try(number, syntax.verb(judged.token), "verb", words, rule)
            if not isinstance(draft, str):
                draft.estimated = judged
                draft.status, draft.status_rule = self._status(number, draft)
                return [draft]
        return []

    def _members(self, number: int, kept: list[Draft]) -> None:
        """Give the last that is done to several those as well whom the next sentence counts among them."""
        told = [draft for draft in kept if draft.recipients and not draft.rule.joint]
        following = number + 1
        if told and following < len(self.syntaxes):
            found = members.after(self.syntaxes[following], self.cast, following)
            told[0].recipients = distinct((*told[0].recipients, *found))

    def _told_again(self, number: int, draft: Draft) -> None:
        """Give "this meeting" the parties of the last report of that act, where the phrase names none of its own."""
        syntax, earlier = self.syntaxes[number], self._latest.get(draft.act)
        pointing = any(
            syntax.words[child] in ("this", "these", "that", "those") for child in syntax.children(draft.token, "det")
        )
        if earlier is not None and not pointing:
            self._delivered(number, draft, earlier)
        if not pointing or earlier is None:
            return
        countries = {party.country for party in draft.actors}
        if countries <= {party.country for party in earlier.actors}:
            draft.actors, draft.recipients = earlier.actors, earlier.recipients
            draft.status, draft.status_rule = earlier.status, earlier.status_rule

    def _delivered(self, number: int, draft: Draft, earlier: Draft) -> None:
        """Give "delivered the warning to him" those as well whom the same actor warned in the sentence before."""
        syntax = self.syntaxes[number]
        if draft.frame.trigger != draft.token or syntax.is_verb(draft.token) or draft.act not in SPOKEN:
            return
        if number == 0 or not earlier.recipients or draft.frame.support is None:
            return
        before = self.syntaxes[number - 1].sentence
        definite = any(syntax.words[child] == "the" for child in syntax.children(draft.token, "det"))
        told = [child for child in syntax.children(draft.token, "prep", "relcl", "acl") if syntax.words[child] != "to"]
        if not definite or told or not all(before.start <= one.start < before.end for one in earlier.recipients):
            return
        said = stem_of(before.words[earlier.token].lower())
        if said == stem_of(syntax.words[draft.token]) and identities(draft.actors) <= identities(earlier.actors):
            draft.recipients = distinct((*earlier.recipients, *draft.recipients))

    def _status(self, number: int, draft: Draft) -> tuple[Status, str]:
        """A draft's status."""
        frame = draft.frame
        return status(
            self.syntaxes[number],
            frame.trigger,
            support=frame.support,
            support_words=frame.support_words,
            published=day_of(self.parse.article.published_at(self.parse.sentences[number].start)),
        )

    # -- matching --------------------------------------------------------------------------------------------------

    def _match(self, number: int, token: int, kind: str, trials: list[Trial] | None) -> Draft | None:
        """The first rule that matches at a token, special ones first."""
        syntax = self.syntaxes[number]
        frame = None
        without: list[tuple[Frame, tuple[str, ...], Rule]] = []
        for words, rule in standing(syntax, token, kind):
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
        among = members.within(self.syntaxes[number], frame.trigger)
        if among and kind == "verb" and frame.get("object"):
            frame = frame.with_object((*frame.get("object"), *among))
        if kind == "verb" and frame.passive and self._of_the_phrase(number, frame, words):
            frame = frame.with_object(frame.get("indirect"))  # "were taken hostage"
        for condition in rule.where:
            if not self._slots.holds(number, frame, condition):
                return f"{condition.slot} holds none of {_spoken(condition)}"
        for condition in rule.unless:
            if self._slots.holds(number, frame, condition):
                return f"{condition.slot} holds {_spoken(condition)}"
        if rule.content == "alleged" and rule.recipient[:1] == ("clause",) and self._not_so(number, frame):
            return "what the clause tells is said not to be so"
        if rule.act == "ACCUSE" and rule.recipient[:1] == ("clause",) and self._suffered(number, frame):
            return "what the clause tells was done to its subject"
        if rule.announced and not self._announced(number, frame):
            return "what it tells is not announced"
        doing = told_apart(self.syntaxes[number], frame, rule)
        actors = self.roles.filled(number, doing, rule.actor, strict=True, named=False)
        if "speaker" in rule.actor and not actors:
            actors = self._speaker(number, frame)
        elif rule.announced and not self._own_word(number, frame, actors):
            return "what it tells is said by others"
        if kind == "noun" and len(words) > 1:  # the house of "house arrest" arrests nobody
            sentence = self.syntaxes[number].sentence
            first = sentence.starts[trigger_tokens(self.syntaxes[number], frame, kind, words)[0]]
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
            if len(partners) > 1 and frame.get("prep:between") and not rule.modes:
                actors = partners  # who prepares a meeting between two is none of them
            elif (partners and actors) or len(partners) > 1:
                actors = distinct((*actors, *partners))
        if not actors and (frame.passive or kind == "noun"):
            actors = self._agentless.actors(number, frame, rule)
        if not actors and "actor" in rule.needs:
            return NOBODY + ", ".join(rule.actor)
        if rule.act == "RETREAT" and "disarm" in rule.modes and self._of_others(number, frame, actors):
            return "what is given up is another's"
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
        if rule.recipient and among:
            beside = (self.cast.parties(number, token, owner="none") for token in among)
            recipients = distinct((*recipients, *(party for found in beside for party in found if party.kind)))
        if rule.act in STRIKING and "suicide-attack" not in rule.modes and self._of_oneself(number, frame):
            return "done to oneself"
        mutual = len(actors) > 1 and (rule.act == "COOPERATE" or bool(rule.joint))  # "Moscow and Cairo shared data"
        if mutual and not recipients and rule.act == "COOPERATE" and self._one_force(actors):
            return "who works together is of one state's forces"
        if not recipients and "recipient" in rule.needs and not searching and not mutual:
            return NOBODY + ", ".join(rule.recipient)
        if "obligation" in rule.recipient and self._of_themselves(number, frame):
            return "who speaks asks himself"
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
        if rule.act == "ASSAULT":
            recipients = self.roles.struck(number, frame, recipients)
            if "object" not in rule.recipient:  # "set off an explosive device (IED)"
                recipients = self._but_weapons(number, used.intersection(frame.every("object")), recipients)
        elif rule.act not in DONE_TO_THINGS:
            recipients = self.roles.addressed(number, frame, rule, recipients)
        if rule.act in COURTED and recipients:
            recipients = self._not_courts(number, frame, rule, actors=actors, recipients=recipients)
        if self._reciprocal(number, frame):
            recipients = ()
        elif not recipients and rule.act == "SANCTION" and "recipient" in rule.needs:
            return NOBODY + ", ".join(rule.recipient)
        return Draft(
            rule=rule,
            frame=frame,
            words=words,
            trigger=trigger_tokens(self.syntaxes[number], frame, kind, words),
            actors=actors,
            recipients=recipients,
            act=rule.act,
            modes=rule.modes,
            used=used,
            searched=recipients != slotted,
        )

    def _not_courts(
        self, number: int, frame: Frame, rule: Rule, *, actors: tuple[Party, ...], recipients: tuple[Party, ...]
    ) -> tuple[Party, ...]:
        """Recipients without the court that a complaint goes to, where it is against somebody else.

        "Sued the bank before the court", "vowed to take Chile to the court".
        """
        sentence = self.syntaxes[number].sentence
        courts = tuple(
            party
            for token, label in enumerate(sentence.labels)
            if label == "pobj"
            and self.syntaxes[number].words[sentence.heads[token]] in self.lexicon.lists["hearing_at"]
            for party in self.cast.parties(number, token, owner="none")
            if party.sectors[:1] == ("JUD",) and party.kind in ("organisation", "body") and overlaps(party, recipients)
        )
        left = tuple(party for party in recipients if not overlaps(party, courts))
        return left or self.roles.around(number, frame, rule, taken=(*actors, *courts), found=())

    def _but_weapons(self, number: int, used: frozenset[int], parties: tuple[Party, ...]) -> tuple[Party, ...]:
        """Parties without the things that a condition took, and their other names."""
        syntax = self.syntaxes[number]
        other = {name for token in used for name in syntax.children(token, "appos")}
        ends = {syntax.sentence.ends[token] for token in used | other}
        return tuple(party for party in parties if party.end not in ends)

    def _of_the_phrase(self, number: int, frame: Frame, words: tuple[str, ...]) -> bool:
        """Whether the object of a passive is a word of its own phrase."""
        tokens = frame.get("object")
        return bool(tokens) and all(self.syntaxes[number].words[token] in words[1:] for token in tokens)

    def _host(self, number: int, frame: Frame, actors: tuple[Party, ...]) -> tuple[Party, ...]:
        """Where somebody alone goes to talk, as the host, unless it is his own country: "attended talks in Oman"."""
        tags = self.syntaxes[number].sentence.tags
        if any(tags[token] in ("NNS", "NNPS") for token in frame.get("subject")):
            return ()  # "ministers met in Vienna" with one another
        found = self.roles.placed(number, frame, taken=actors)
        own = {party.country for party in actors}
        return tuple(party for party in found if party.country is not None and own and party.country not in own)

    def _of_oneself(self, number: int, frame: Frame) -> bool:
        """Whether the object is a reflexive pronoun: "hanged himself"."""
        syntax = self.syntaxes[number]
        return any(syntax.words[token] in self.lexicon.lists["reflexive"] for token in frame.get("object"))

    def _not_so(self, number: int, frame: Frame) -> bool:
        """Whether all that clauses tell is said not to be so: "said that they would not be deceived"."""
        syntax = self.syntaxes[number]
        told = [verb for verb in frame.get("clause") if syntax.is_verb(verb)]
        return bool(told) and all(syntax.children(verb, "neg") for verb in told)

    def _suffered(self, number: int, frame: Frame) -> bool:
        """Whether nobody does what all clauses tell: "said they had been misled", "said a blast killed 28"."""
        syntax = self.syntaxes[number]
        told = [verb for verb in frame.get("clause") if syntax.is_verb(verb)]
        suffered = [
            (
                any(self.cast.parties(number, whom, owner="none") for whom in syntax.children(verb, "nsubjpass"))
                and not syntax.children(verb, "agent")
            )
            or any(self._strikes_by_itself(number, what) for what in syntax.children(verb, "nsubj"))
            for verb in told
        ]  # not "said the vote had been rigged"
        return bool(told) and all(suffered)

    def _strikes_by_itself(self, number: int, what: int) -> bool:
        """Whether a noun of violence is told of without who does it: "the blast killed 28"."""
        syntax = self.syntaxes[number]
        doers = (party for one in syntax.owners(what) for party in self.cast.parties(number, one))
        return syntax.harmful(what) and not any(party.kind for party in doers)

    @staticmethod
    def _one_force(parties: tuple[Party, ...]) -> bool:
        """Whether all parties are soldiers or police of one state: "police and troops patrolled the city"."""
        countries = {party.country for party in parties}
        return len(countries) == 1 and None not in countries and all(ARMED & set(party.sectors) for party in parties)

    def _reciprocal(self, number: int, frame: Frame) -> bool:
        """Whether the object, or what a complement is about, is "each other" or "one another", or theirs."""
        syntax, words = self.syntaxes[number], self.syntaxes[number].words
        inner = [thing for verb in frame.get("infinitive") for thing in syntax.children(verb, "dobj")]
        whose = [owner for thing in (*frame.get("object"), *inner) for owner in syntax.children(thing, "poss")]
        against = [token for slot in ("prep:against", "prep:on", "prep:at") for token in frame.get(slot)]
        pairs = (words[max(token - 1, 0) : token + 1] for token in (*frame.get("object"), *whose, *against))
        both = any(syntax.sentence.lemmas[token] in self.lexicon.lists["sides"] for token in frame.get("subject"))
        blamed = both and any(words[token - 1 : token + 1] == ("the", "other") for token in frame.get("object"))
        return blamed or any(pair in (("each", "other"), ("one", "another")) for pair in pairs)

    def _of_themselves(self, number: int, frame: Frame) -> bool:
        """Whether those who speak say what they have to do themselves: "we need to learn from this"."""
        words, obliged = self.syntaxes[number].words, frame.get("obligation")
        return bool(obliged) and all(words[token] in self.lexicon.lists["first_person"] for token in obliged)

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

    def _of_others(self, number: int, frame: Frame, actors: tuple[Party, ...]) -> bool:
        """Whether the object is another state's than the actors': "destroyed Chad's launchers" disarms nobody."""
        mine = {party.country for party in actors}
        owners = [party for token in frame.get("object") for party in self.cast.parties(number, token)]
        return bool(owners) and all(party.country is not None and party.country not in mine for party in owners)

    def _announced(self, number: int, frame: Frame) -> bool:
        """Whether what a trigger tells is surely to come."""
        syntax, verb = self.syntaxes[number], frame.trigger
        if not syntax.is_verb(verb):
            verb = frame.support if frame.support is not None else syntax.sentence.heads[verb]
        return announced(syntax, verb)

    def _own_word(self, number: int, frame: Frame, actors: tuple[Party, ...]) -> bool:
        """Whether nobody says what a trigger tells but those who do it, or their countrymen."""
        mine = {party.country for party in actors} | identities(actors)
        return all(
            party.country in mine
            or identity(party) in mine
            or "JRN" in party.sectors
            or (party.country is None and not OFFICIAL.isdisjoint(party.sectors))
            for party in self._speaker(number, frame)
        )

    def _speaker(self, number: int, frame: Frame) -> tuple[Party, ...]:
        """Who says what a trigger stands in."""
        sources, _ = attribution(
            self.syntaxes[number], self.cast, number, frame.trigger, actors=(), quoting=self.quoting
        )
        return sources[-1:]


@lru_cache(maxsize=10_000)
def _spoken(condition: Condition) -> str:
    """A condition in words, shortened."""
    items = [*sorted(condition.words)[:6], *(f"<{name}>" for name in sorted(condition.parties))]
    return ", ".join(items)
