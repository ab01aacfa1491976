"""Who fills the slots that a rule asks for: actors, recipients, and those whom a text names only around the act."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from bede.extract.actors import Cast
from bede.extract.conditions import FIRST, conditions
from bede.extract.frame import Frame
from bede.extract.grammar import Syntax
from bede.extract.identity import distinct, identities, identity, overlaps, own_state
from bede.extract.nouns import is_money
from bede.extract.sectors import of_thing
from bede.extract.status.dates import is_year
from bede.extract.wording import is_time, timely, wordings
from bede.lexicon import Rule
from bede.model import Party

COMPLEMENTS = ("infinitive", "gerund", "clause")
INNER = ("indirect", "prep:to/with/against/on/into/from/for", "object", "prep:of/in/at")
LOCATED = ("prep:in", "prep:at", "prep:near", "prep:inside")
SPOKEN = ("ACCUSE", "AGREE", "CONSULT", "REJECT", "REQUEST", "SUPPORT", "THREATEN")
CONDITIONED = ("PROTEST", "REJECT", "THREATEN", "AGREE", "CONCEDE", "SANCTION", "SUPPORT", "AID", "RETREAT", "CONSULT")
JUDGING = ("ACCUSE", "REJECT", "SUPPORT")
"""Acts of words that what others have suffered may stand for: "condemned the killings"."""
STRIKING = ("ASSAULT", "COERCE")
SUFFERING = ("CVL",)
"""The sectors of a town that is struck, and of those whose village is: "shelled three Syrian villages"."""
STRUCK = ("object", "prep:on", "prep:at", "prep:against", "prep:into", "prep:to")
"""Where what is struck stands: "opened fire on a convoy", "set fire to tents"."""
FIRST_OF = {"CONCEDE": ("after", "once"), "SANCTION": (*FIRST, "after")}
ABOUT = ("object", "indirect", "infinitive", "gerund", "clause", "obligation")
REACHING = ("requested", "refused", "threatened", "promised")
CLAUSELESS = ("prep", "pobj", "conj", "poss", "amod", "compound", "nmod", "appos", "agent")
CLAUSAL = ("acl", "acomp", "attr", "ccomp", "dative", "dobj", "nsubj", "nsubjpass", "pcomp", "relcl", "xcomp")
BELOW = (*CLAUSELESS, *CLAUSAL)
DEPTH = 8
PHRASES = 3
"""Phrases after a party's noun that belong to it at most: "a market in a town near Goma"."""
LONGEST = 6
"""Tokens from a noun to the end of the phrase after it at most."""
PLACED = ("AID", "ASSAULT", "COERCE", "CONCEDE", "MOBILIZE", "PROTEST", "RETREAT", "SANCTION")


class Roles:
    """The parties of an article by sentence and slot."""

    def __init__(self, syntaxes: tuple[Syntax, ...], *, cast: Callable[[], Cast]) -> None:
        self._syntaxes = syntaxes
        self._cast = cast

    def filled(
        self,
        number: int,
        frame: Frame,
        slots: tuple[str, ...],
        *,
        strict: bool,
        named: bool,
        taken: tuple[Party, ...] = (),
        used: frozenset[int] = frozenset(),
        spoken: bool = False,
        striking: bool = False,
    ) -> tuple[Party, ...]:
        """The parties of the first slot that holds a known actor, else, unless one must be ``named``, of the first
        that holds anything; ``strict`` asks for one who can act."""
        anything: list[Party] = []
        first = set(_single(slots[:1]))
        for slot in _single(slots):
            asked = spoken and not used.intersection(frame.get(slot))
            found = list(
                self._in_slot(number, frame, slot, strict=strict, spoken=asked, striking=striking, taken=taken)
            )
            if any(known(party) for party in found):
                ends = self._ends_struck(number, frame.get(slot)) if striking else ()
                return distinct(party for party in found if known(party) or party.end in ends)
            if found and not strict and self._pronouns(number, frame.get(slot)):
                return distinct(found)
            if found and striking and slot in STRUCK and self._ends_struck(number, frame.get(slot)):
                return distinct(found)
            if slot in first or not used.intersection(frame.get(slot)):  # "sanctions" in "imposed sanctions" is nobody
                anything = anything or found
        return distinct(anything) if not (strict or named) else ()

    def _in_slot(
        self,
        number: int,
        frame: Frame,
        slot: str,
        *,
        strict: bool,
        spoken: bool,
        striking: bool = False,
        taken: tuple[Party, ...],
    ) -> Iterator[Party]:
        """The parties in one slot, without those that are taken."""
        syntax = self._syntaxes[number]
        if slot in COMPLEMENTS:
            for verb in frame.get(slot):
                if verb != frame.trigger and syntax.is_verb(verb):
                    lemma, lists = syntax.sentence.lemmas[verb], syntax.lexicon.lists
                    alone = lemma in lists["assisting"] or (lemma == "involve" and syntax.is_passive(verb))
                    kept = ("object",) if alone else INNER  # "to help it fight X", "was involved in a raid on X"
                    inner = tuple(name for name in kept if name != "object" or lemma not in lists["giving"])
                    inside = ("subject", *inner) if slot == "clause" else inner
                    within = syntax.verb(verb)
                    found: tuple[Party, ...] = ()
                    if slot == "clause":  # "said an army air strike had killed nine"
                        found = self.filled(number, within, ("subject",), strict=True, named=True, taken=taken)
                    found = found or self.filled(number, within, inside, strict=strict, named=False, taken=taken)
                    yield from (party for party in found if not own_state(party, taken))
            return
        located = spoken and slot in LOCATED and slot in frame.own and syntax.is_verb(frame.trigger)
        for token in frame.get(slot):
            if located and any(
                party.kind in ("place", "state") for party in self._cast().parties(number, token, owner="none")
            ):
                continue  # where it was said, not to whom: "in Shanghai he called for ..."
            if (slot == "prep:for" and is_money(syntax, token)) or is_year(syntax, token):
                continue  # "appealed for $2 million", "withdrew its soldiers in 2022"
            if slot == "prep:in" and syntax.sentence.lemmas[token] in syntax.lexicon.lists["siding"]:
                continue  # "walked out in solidarity with the nurses"
            if token == frame.trigger or (syntax.is_verb(token) and not self._cast().named(number, token)):
                continue
            whose = "strict" if strict or (striking and self._struck(number, token)) else "any"
            if slot == "subject" and not strict and syntax.sentence.lemmas[token] in syntax.lexicon.lists["suffered"]:
                whose = "none"  # "her arrest sparked protests", which are not against her
            parties = self._cast().parties(number, token, owner=whose)
            if striking and of_thing(syntax.sentence.lemmas[token], syntax.lexicon.things) == SUFFERING:
                parties = tuple(
                    replace(one, sectors=SUFFERING) if (one.kind, one.sectors) == ("state", ("GOV",)) else one
                    for one in parties
                )
            himself = bool(parties) and all(overlaps(party, taken) for party in parties)
            if (not parties or himself) and not strict and syntax.sentence.tags[token] == "PRP":
                yield self._cast().open(number, token)  # "raped them": whoever they are, not the place
                continue
            if syntax.sentence.tags[token] == "PRP" and parties and self._themselves(number, token, parties, taken):
                yield self._cast().open(number, token)  # "he met him": another
                continue
            if strict and not any(known(party) for party in parties):  # "filed a lawsuit accusing X"
                parties = tuple(
                    party
                    for owner in syntax.owners(token)
                    for party in self._cast().parties(number, owner, owner="strict")
                )
            if not strict and self._own_legation(number, token, parties, taken):
                yield from self._cast().other_state(number, token)
                continue
            own_troops = not striking and self._own_troops(number, token, parties)  # "attacked our troops" hits them
            if not strict and (own_troops or self._mere_modifier(number, frame, token, parties)):
                continue
            if parties and all(overlaps(party, taken) for party in parties):  # "lifted its ban on X"
                parties = self._beyond(number, token) or self._cast().parties(number, token, owner="none")
            elif not strict and self._of_own_state(number, token, parties, taken):
                parties = self._beyond(number, token) or parties  # "conveyed Kenya's support to", said by its minister
            elif not strict and not any(known(party) for party in parties) and not syntax.harmful(token):
                parties = tuple(party for party in self._beyond(number, token) if known(party)) or parties
            others = tuple(party for party in parties if identity(party) not in identities(taken))
            told = others if len(parties) > 1 and others else parties  # not Peru in "agreed on their border"
            yield from (party for party in told if not overlaps(party, taken))

    def _themselves(self, number: int, token: int, parties: tuple[Party, ...], taken: tuple[Party, ...]) -> bool:
        """Whether a pronoun that is not reflexive is read as those who act themselves."""
        mine = identities(taken)
        word, lists = self._syntaxes[number].words[token], self._syntaxes[number].lexicon.lists
        same = word in lists["reflexive"] or word in lists["first_person"]
        return not same and all(identity(party) in mine for party in parties)

    def _of_own_state(self, number: int, token: int, parties: tuple[Party, ...], taken: tuple[Party, ...]) -> bool:
        """Whether a thing stands for those who own it, and they are the state of those who act."""
        own = bool(parties) and all(own_state(party, taken) for party in parties)
        return own and parties != self._cast().parties(number, token, owner="none")

    def _own_legation(self, number: int, token: int, parties: tuple[Party, ...], taken: tuple[Party, ...]) -> bool:
        """Whether a phrase is about the embassy or envoys of those who act: "closed its embassy"."""
        syntax = self._syntaxes[number]
        owned = any(syntax.sentence.tags[child] == "PRP$" for child in syntax.children(token, "poss"))
        legation = owned and syntax.sentence.lemmas[token] in syntax.lexicon.classes["legation"]
        return legation and {party.country for party in parties} <= {one.country for one in taken}

    def _own_troops(self, number: int, token: int, parties: tuple[Party, ...]) -> bool:
        """Whether a phrase is about somebody's own soldiers, who suffer nothing: "withdrew its troops"."""
        syntax = self._syntaxes[number]
        owned = any(syntax.sentence.tags[child] == "PRP$" for child in syntax.children(token, "poss"))
        several = syntax.sentence.tags[token] == "NNS"  # not "his counterpart", a defence minister
        return owned and any("MIL" in party.sectors and (several or party.kind != "person") for party in parties)

    def _mere_modifier(self, number: int, frame: Frame, token: int, parties: tuple[Party, ...]) -> bool:
        """Whether a noun before an event noun is nobody: "prisoner release" has a recipient, "mortar attack" none."""
        syntax = self._syntaxes[number]
        before = syntax.sentence.heads[token] == frame.trigger and syntax.sentence.labels[token] in ("compound", "nmod")
        means = syntax.sentence.lemmas[token] in syntax.lexicon.classes["weapon"]
        return before and (means or not (any(known(party) for party in parties) or self._struck(number, token)))

    def _beyond(self, number: int, token: int) -> tuple[Party, ...]:
        """Whom a thing is about, where its owner is the actor: "its ban on X", "their dispute with X"."""
        preps: dict[str, list[int]] = {}
        self._syntaxes[number].prepositions(token, into=preps)
        for name in ("on", "against", "of", "with", "between", "among", "to", "for", "from"):
            if found := [party for target in preps.get(name, ()) for party in self._cast().parties(number, target)]:
                return tuple(found)
        return ()

    def around(
        self, number: int, frame: Frame, rule: Rule, *, taken: tuple[Party, ...], found: tuple[Party, ...]
    ) -> tuple[Party, ...]:
        """Whom a text names near an act whose slots hold nobody known; ``found``, the thing in its slots, where none.

        The one who has to act first, whoever the things and clauses in the slots are about, the place of the act, and
        for an adverbial -ing form the recipient of its clause, in this order.
        """
        told = rule.content in ("refused", "threatened", "promised")
        if not rule.recipient and not told:
            return found
        words = FIRST_OF.get(rule.act, FIRST)
        if rule.act in CONDITIONED and (first := self.conditioned(number, frame, words=words, taken=taken)):
            return first
        if found and self._meant(number, frame, rule):
            return found
        if told:
            content = self.filled(number, frame, COMPLEMENTS, strict=False, named=False, taken=taken)
            found = found or content
            if any(party.kind is not None for party in content):
                return content
            if nearest := self.about(number, frame, rule, taken=taken) or content:
                return nearest
        if about := self.about(number, frame, rule, taken=taken):
            return about
        if rule.act in PLACED and (place := self.placed(number, frame, taken=taken, act=rule.act)):
            return place
        if self._syntaxes[number].is_verb(frame.trigger) and (shared := self.shared(number, frame, rule, taken=taken)):
            return shared
        return found

    def _meant(self, number: int, frame: Frame, rule: Rule) -> bool:
        """Whether the object itself is the recipient though nobody knows who it is.

        A pronoun left open, who is asked to do something or accused of it, what is struck or seized.
        """
        tokens = frame.get("object")
        hit = [token for slot in _single(rule.recipient) if slot in STRUCK for token in frame.get(slot)]
        blocked = rule.act == "PROTEST" and "obstruct" in rule.modes
        if (blocked or rule.act in STRIKING) and self._ends_struck(number, tuple(hit)):
            return True
        if rule.act in JUDGING and any(self._voted_on(number, token) for token in tokens):
            return True
        asked = rule.content == "requested" and bool(frame.get("infinitive"))
        blamed = (
            self._syntaxes[number].sentence.lemmas[frame.trigger] in self._syntaxes[number].lexicon.lists["accusing"]
        )
        return bool(tokens) and (asked or (blamed and rule.content == "alleged") or self._pronouns(number, tokens))

    def _voted_on(self, number: int, token: int) -> bool:
        """Whether a thing is voted on, so that it is what is judged: "opposed the bill in parliament"."""
        syntax = self._syntaxes[number]
        return syntax.sentence.lemmas[token] in syntax.lexicon.lists["voted_on"]

    def _pronouns(self, number: int, tokens: tuple[int, ...]) -> bool:
        """Whether a slot holds only pronouns: "raped them" says to whom, even where nobody is found for it."""
        return bool(tokens) and all(self._syntaxes[number].sentence.tags[token] == "PRP" for token in tokens)

    def _ends_struck(self, number: int, tokens: tuple[int, ...]) -> tuple[int, ...]:
        """Where the things among some tokens end that can be struck or seized themselves."""
        return tuple(self._syntaxes[number].sentence.ends[token] for token in tokens if self._struck(number, token))

    def _struck(self, number: int, token: int) -> bool:
        """Whether a thing can be struck or seized itself, so that it is the recipient whosever it is."""
        syntax = self._syntaxes[number]
        lists = syntax.lexicon.lists
        return any(wording in lists["struck"] or wording in lists["gatherings"] for wording in wordings(syntax, token))

    def about(self, number: int, frame: Frame, rule: Rule, *, taken: tuple[Party, ...]) -> tuple[Party, ...]:
        """The known party nearest below the things and clauses of an act: "the ban that it imposed on X"."""
        syntax = self._syntaxes[number]
        beside = syntax.lexicon.lists["beside"]  # prepositions whose phrases stand beside an act
        told = (one for token in frame.get("object") for one in syntax.conjuncts(token))
        if rule.act in SPOKEN and any(syntax.harmful(token) for token in told):
            return ()  # "condemned the attack on a church": the attack is condemned, not who suffers it
        things = any(frame.get(slot) for slot in ("object", "indirect", "prep:of", "prep:against", "prep:on"))
        reaching = ABOUT if rule.content in REACHING or not things else ABOUT[:2]
        start = [
            token
            for slot, tokens in frame.slots.items()
            if slot in reaching or (slot.startswith("prep:") and slot[5:] not in beside)
            for token in tokens
            if not (rule.act in SPOKEN and slot in LOCATED and (slot in frame.own or not syntax.is_verb(frame.trigger)))
        ]
        if rule.act in ("AID", "COOPERATE"):  # "set up shelters with money from the agency": not whom it is for
            given = frame.get("prep:with") if rule.act == "AID" else ()
            start = [token for token in start if token not in (*given, *frame.get("prep:from"))]
        if rule.act == "PROTEST":
            start = [token for token in start if not self._sided_with(syntax, token)]
        labels = CLAUSELESS if rule.act == "SUPPORT" else BELOW
        seen = {frame.trigger, *frame.get("subject")}
        if rule.act == "AGREE":  # "reiterated Chad's commitment": they speak for it
            seen.update(owner for token in frame.get("object") for owner in syntax.children(token, "poss"))
        if rule.act == "COOPERATE":  # "shared information from its banks"
            seen.update(
                prep
                for token in frame.get("object")
                for prep in syntax.children(token, "prep")
                if syntax.words[prep] == "from"
            )
        sent = rule.act == "AID" and "object" in rule.matter and not self._asked_for(number, frame.trigger)
        if rule.act == "MOBILIZE" or sent:  # whom one moves or sends is one's own
            seen.update(frame.get("object"))
            moved = [child for token in frame.get("object") for child in syntax.children(token, *labels)]
            start += [  # "without sending arms like Chad's": those are another's
                child
                for child in moved
                if syntax.sentence.tags[child] != "PRP$"
                and syntax.words[child] not in beside
                and not (syntax.sentence.labels[child] == "compound" and syntax.words[child].islower())
            ]
        return self._nearest(number, start, labels=labels, taken=taken, seen=seen)

    def _asked_for(self, number: int, verb: int) -> bool:
        """Whether a verb tells what somebody is asked to do: "asked it to send observers"."""
        syntax = self._syntaxes[number]
        rules = syntax.lexicon.triggers.get(("verb", syntax.sentence.lemmas[syntax.sentence.heads[verb]]), ())
        return any(rule.content == "requested" for _, rule in rules)

    @staticmethod
    def _sided_with(syntax: Syntax, token: int) -> bool:
        """Whether something is done for whom a token names: "in solidarity with the nurses", wherever that hangs."""
        lemmas, siding = syntax.sentence.lemmas, syntax.lexicon.lists["siding"]
        before = syntax.sentence.heads[token] - 1
        return lemmas[token] in siding or (before >= 0 and lemmas[before] in siding)

    def _nearest(
        self, number: int, start: list[int], *, labels: tuple[str, ...], taken: tuple[Party, ...], seen: set[int]
    ) -> tuple[Party, ...]:
        """The known party nearest below some tokens, who is none of those taken nor their own state."""
        syntax = self._syntaxes[number]
        beside = syntax.lexicon.lists["beside"]  # prepositions whose phrases stand beside an act
        own = {party.country for party in taken} - {None}
        names = identities(taken)
        generic: tuple[Party, ...] = ()
        pending = start
        for _ in range(DEPTH):
            below: list[int] = []
            for token in pending:
                if token in seen:
                    continue
                seen.add(token)
                tag = syntax.sentence.tags[token]
                beside_noun = syntax.sentence.tags[syntax.sentence.heads[token]].startswith("NN")
                plain = tag.startswith("JJ") and beside_noun and not self._cast().named(number, token)  # "public jobs"
                formal = syntax.words[token] == "state" and syntax.sentence.labels[token] == "compound"  # "state visit"
                nominal = not syntax.is_verb(token) and tag not in ("IN", "TO") and not plain and not formal
                attribute = self._mere_attribute(syntax, token)  # no officer in "major events"
                found = tuple(
                    party
                    for party in (self._cast().parties(number, token, owner="none") if nominal else ())
                    if known(party)
                    and not (party.kind is None and syntax.sentence.labels[token] in ("compound", "nmod"))
                    and not (attribute and party.kind == "person" and party.sectors == ("MIL",))
                    and not overlaps(party, taken)  # not "Easter" in "the Easter truce"
                    and identity(party) not in names
                    and not (party.kind == "state" and party.country in own)
                )
                mine = self._own_troops(number, token, found) or self._own_legation(number, token, found, taken)
                if found and not mine:
                    if any(party.country or party.entity or party.kind in ("person", "group") for party in found):
                        return found
                    generic = generic or found
                told = nominal and any(
                    overlaps(one, taken) for one in self._cast().parties(number, token, owner="none")
                )
                below.extend(  # what is told of those who act is beside the act: "criticism from Oxfam, which runs ..."
                    child
                    for child in syntax.sentence.children[token]
                    if syntax.sentence.labels[child] in labels
                    and syntax.words[child] not in beside
                    and not (told and syntax.sentence.labels[child] == "relcl")
                )
            pending = below
        return generic

    @staticmethod
    def _mere_attribute(syntax: Syntax, token: int) -> bool:
        """Whether a word is an adjective in lower case that tells of a noun: "major events"."""
        sentence = syntax.sentence
        adjective = sentence.tags[token].startswith("JJ") and sentence.words[token].islower()
        noun = sentence.tags[sentence.heads[token]].startswith("NN")
        return adjective and noun and sentence.labels[token] == "amod"

    def in_full(
        self, number: int, parties: tuple[Party, ...], *, beside: tuple[Party, ...], trigger: tuple[int, int]
    ) -> tuple[Party, ...]:
        """Parties with the phrases after their nouns, "families in the north": short of a trigger or a party beside."""
        return tuple(
            self._phrase(number, party, apart=(*beside, *(one for one in parties if one is not party)), trigger=trigger)
            for party in parties
        )

    def _phrase(self, number: int, party: Party, *, apart: tuple[Party, ...], trigger: tuple[int, int]) -> Party:
        """A party named by a common noun, under that noun and the prepositional phrases that follow it at once."""
        syntax = self._syntaxes[number]
        sentence = syntax.sentence
        if party.antecedent is not None or party.end not in sentence.ends:
            return party
        last = head = sentence.ends.index(party.end)
        verb = sentence.heads[head]
        rid = (
            sentence.labels[head] in ("dobj", "nsubjpass") and sentence.lemmas[verb] in syntax.lexicon.lists["ridding"]
        )
        accused = (
            sentence.labels[head] in ("dobj", "nsubjpass") and sentence.lemmas[verb] in syntax.lexicon.lists["accusing"]
        )
        if (rid and sentence.words[head + 1 : head + 2] == ("of",)) or (
            accused and sentence.words[head + 1 : head + 2] == ("with",)
        ):
            return party  # "stripped the leader of his seat", "charged a judge with terrorism"
        if sentence.tags[head] not in ("NN", "NNS"):
            return party
        for _ in range(PHRASES):
            following = [prep for prep in syntax.children(head, "prep") if prep == last + 1]
            following = following or self._hung_on_verb(number, head, last + 1)
            objects = [pobj for prep in following for pobj in syntax.children(prep, "pobj")]
            if not objects or syntax.words[following[0]] not in syntax.lexicon.lists["phrase_prepositions"]:
                break
            end = max(objects[0], self._cast().window(number, objects[0])[1])
            when = timely(syntax, following[0]) or is_time(syntax, objects[0], "times", "calendar")
            if when or last < trigger[0] <= end or end - head > LONGEST:
                break
            head, last = objects[0], end
            if sentence.tags[head] not in ("NN", "NNS"):
                break
        full = replace(party, text=self._cast().text[party.start : sentence.ends[last]], end=sentence.ends[last])
        return party if overlaps(full, apart) else full

    def _hung_on_verb(self, number: int, noun: int, prep: int) -> list[int]:
        """A preposition of place right after a verb's object: "killed nine men in Bunia" tells where they were, too."""
        syntax = self._syntaxes[number]
        verb = syntax.sentence.heads[noun]
        if syntax.sentence.labels[noun] != "dobj" or prep not in syntax.children(verb, "prep"):
            return []
        where = f"prep:{syntax.words[prep]}" in (*LOCATED, "prep:from")
        located = [
            party
            for pobj in syntax.children(prep, "pobj")
            for party in self._cast().parties(number, pobj)
            if party.country is not None and party.kind in ("place", "state")
        ]
        return [prep] if where and located else []

    def addressed(self, number: int, frame: Frame, rule: Rule, parties: tuple[Party, ...]) -> tuple[Party, ...]:
        """The parties whom words can be directed at: not "bans" in "is reluctant to enforce bans", but a law is."""
        if self._meant(number, frame, rule):
            return parties
        judged, spoken = rule.act in JUDGING, rule.act in SPOKEN
        return tuple(
            party for party in parties if known(party) or self._hears(number, party, judged=judged, spoken=spoken)
        )

    def _hears(self, number: int, party: Party, *, judged: bool, spoken: bool) -> bool:
        """Whether an unknown common noun is somebody, a place, a project, what is voted on or suffered."""
        syntax, sentence = self._syntaxes[number], self._syntaxes[number].sentence
        if party.unknown is not None or party.end not in sentence.ends:
            return True
        token = sentence.ends.index(party.end)
        if not sentence.tags[token].startswith("NN") or self._struck(number, token):
            return True
        if any(
            sentence.tags[at].startswith("NNP") and sentence.words[at][:1].isupper()
            for at in range(token + 1)
            if sentence.starts[at] >= party.start
        ):
            return True  # "the OGA's attempt", but not "Attempts" at the start
        lists, lemma = syntax.lexicon.lists, sentence.lemmas[token]
        agent = (sentence.tags[token] == "NNS" or not spoken) and lemma.endswith((*lists["agent_endings"],))
        if not spoken and lemma in syntax.lexicon.classes["agreement"]:
            return True  # "withdrew from the accord"
        if lemma in syntax.lexicon.classes["media"]:
            return True
        blamed = lemma in syntax.lexicon.classes["accusing"]  # "denied the charge" is no baton charge
        suffered = judged and syntax.harmful(token) and lemma not in lists["measures"] and not blamed
        return agent or suffered or lemma in (*lists["voted_on"], *lists["gatherings"]) or not lemma.isalpha()

    def struck(self, number: int, frame: Frame, parties: tuple[Party, ...]) -> tuple[Party, ...]:
        """The parties without things that can not be struck and are no object, where others or nobody must remain."""
        syntax = self._syntaxes[number]
        ends = {syntax.sentence.ends[token] for token in frame.get("object")}
        kept = tuple(
            party
            for party in parties
            if known(party)
            or party.unknown is not None
            or party.end in ends
            or party.end not in syntax.sentence.ends
            or self._struck(number, syntax.sentence.ends.index(party.end))
        )
        return kept or parties

    def placed(self, number: int, frame: Frame, *, taken: tuple[Party, ...], act: str = "") -> tuple[Party, ...]:
        """The place or state where it is done, for an act whose text names no other recipient: "a truce in Aden"."""
        around = [token for slot in ("prep:on", "prep:at") for token in frame.get(slot)]  # "on alert in Manila"
        if act == "PROTEST":  # "workers at the mine went on strike"
            around += frame.get("subject")
        for token in (*frame.get("object"), frame.trigger, *around):
            preps: dict[str, list[int]] = {}
            self._syntaxes[number].prepositions(token, into=preps)
            for target in (
                target for name in ("in", "at", "near", "along", "around", "outside") for target in preps.get(name, ())
            ):
                located = self._cast().parties(number, target, owner="none")
                found = [
                    party
                    for party in located
                    if party.kind in ("place", "state") or (known(party) and party.kind is None)
                ] or (list(located) if self._struck(number, target) else [])
                if found and not any(overlaps(party, taken) for party in found):
                    return tuple(found)
        home = self._home(number, frame, taken=taken) if act == "PROTEST" else ()
        return home or self.headed(number, taken=taken)

    def _home(self, number: int, frame: Frame, *, taken: tuple[Party, ...]) -> tuple[Party, ...]:
        """The place, state or company whose people act, where nobody else is named: "Quito nurses", "Peru's miners"."""
        mine = identities(taken)
        for token in frame.get("subject"):
            for owner in self._syntaxes[number].children(token, "poss", "compound", "nmod"):
                found = [
                    party
                    for party in self._cast().parties(number, owner, owner="none")
                    if party.kind in ("place", "state", "company") and identity(party) not in mine
                ]
                if found:
                    return tuple(found)
        return ()

    def headed(self, number: int, *, taken: tuple[Party, ...]) -> tuple[Party, ...]:
        """The state that stands with a colon before all the rest: "Peru: strike by miners goes on"."""
        words = self._syntaxes[number].words
        if ":" not in words[1:4]:
            return ()
        found = self._cast().parties(number, words.index(":") - 1, owner="none")
        return found if found and found[0].kind in ("state", "place") and not overlaps(found[0], taken) else ()

    def conditioned(
        self, number: int, frame: Frame, *, taken: tuple[Party, ...], words: tuple[str, ...] = ()
    ) -> tuple[Party, ...]:
        """Who has to act first, as the one refused or threatened: "will not lift it until Cuba frees them".

        ``words`` are the clause's conjunctions: a strike is called off "after the ministry gave in".
        """
        verb = frame.support if frame.support is not None else frame.trigger
        for clause in (
            clause
            for token in (verb, *frame.get("infinitive"), *frame.get("clause"))
            for clause in conditions(self._syntaxes[number], token, words=words)
        ):
            verb_frame = self._syntaxes[number].verb(clause)
            for slot in ("subject", "prep:by"):
                if agents := self.filled(number, verb_frame, (slot,), strict=True, named=True, taken=taken):
                    return agents
            if near := self._nearest(number, [clause], labels=BELOW, taken=taken, seen={frame.trigger}):
                return near
        return ()

    def shared(self, number: int, frame: Frame, rule: Rule, *, taken: tuple[Party, ...]) -> tuple[Party, ...]:
        """The recipient that an adverbial form shares with its clause.

        "Backs X without sending arms", and where something is said "called X to convey its support".
        """
        syntax = self._syntaxes[number]
        purpose = rule.act in (*SPOKEN, "CONCEDE") and syntax.is_infinitive(frame.trigger)
        if syntax.sentence.tags[frame.trigger] != "VBG" and not purpose:
            return ()
        for governor in syntax.ancestors(frame.trigger)[:3]:
            if syntax.is_verb(governor):
                if purpose and syntax.sentence.lemmas[governor] in syntax.lexicon.lists["conveying"]:
                    return ()  # "sent engineers to investigate"
                return self.filled(number, syntax.verb(governor), ("object",), strict=False, named=True, taken=taken)
            if syntax.sentence.labels[governor] != "prep" and not (
                purpose and syntax.sentence.labels[governor] == "dobj"
            ):
                break
        return ()


def _single(slots: tuple[str, ...]) -> Iterator[str]:
    """Slots one by one: ``prep:on/over`` is two."""
    for slot in slots:
        if slot.startswith("prep:"):
            yield from (f"prep:{word}" for word in slot[5:].split("/"))
        else:
            yield slot


def known(party: Party) -> bool:
    """Whether a party is a known actor or has a proper name."""
    return party.kind is not None or (party.rule is None and party.name.rpartition(" ")[2][:1].isupper())
