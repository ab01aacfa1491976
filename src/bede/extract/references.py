"""The mentions of an article, and whom pronouns refer to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from bede.extract.grammar import Syntax
from bede.extract.identity import identity
from bede.extract.people import Gender, People
from bede.lexicon import Lexicon
from bede.model import Party, Sentence, Span, Unknown

NEUTRAL = ("state", "organisation", "company", "body", "group")
MANY = ("group", "organisation", "company")
FAR = 3
"""Sentences that a pronoun looks back at most."""

SEVERAL: Unknown = "several-candidates"
OPEN: Unknown = "open-reference"

Placed = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """A person or named actor at a token of a sentence, as pronouns may refer to it."""

    sentence: int
    token: int
    party: Party
    subject: bool
    plural: bool


class References:
    """The mentions of an article in order of the text, and what refers back to them.

    ``quoting`` answers who says the quotation that an offset stands in, once it is given.
    """

    def __init__(
        self,
        sentences: tuple[Sentence, ...],
        syntaxes: tuple[Syntax, ...],
        lexicon: Lexicon,
        *,
        parties: Callable[[int, int], tuple[Party, ...]],
        people: People,
    ) -> None:
        self.quoting: Callable[[int], Party | None] | None = None
        self.left_open: dict[tuple[int, int], Unknown] = {}
        self.mentions: list[Mention] = []
        self.sentences = sentences
        self.syntaxes = syntaxes
        self.lexicon = lexicon
        self.parties = parties
        self._people = people
        self._in: dict[int, list[Mention]] = {}

    def add(self, mention: Mention) -> None:
        """Remember a mention; mentions come in order of the text."""
        self.mentions.append(mention)
        self._in.setdefault(mention.sentence, []).append(mention)

    def mention_again(self, number: int, token: int) -> None:
        """Count a pronoun as a mention of whom it refers to; a possessor in the subject counts as subject."""
        sentence = self.sentences[number]
        if self.syntaxes[number].words[token] in self.lexicon.lists["first_person"]:
            return
        head = sentence.heads[token] if sentence.labels[token] == "poss" else token
        subject = sentence.labels[head] in ("nsubj", "nsubjpass")
        found = self.parties(number, token)
        for party in found:
            self.add(Mention(number, token, party, subject, len(found) > 1))

    # -- pronouns --------------------------------------------------------------------------------------------------

    def pronoun(self, number: int, token: int, *, span: Placed) -> Iterator[Party]:
        """Whom a pronoun refers to; none where nothing fits, with the reason in ``left_open``."""
        lists, word = self.lexicon.lists, self.syntaxes[number].words[token]
        if word in lists["first_person"]:
            yield from self._speaker(number, token, span=span)
            return
        if word in lists["plural"]:
            yield from self._several(number, token, span=span)
            return
        if word in lists["neuter"]:
            wanted = self._things(number, token)
        elif word in lists["person_masculine"] or word in lists["person_feminine"]:
            wanted = self._of_gender(number, token, "m" if word in lists["person_masculine"] else "f")
            if wanted and self._beside(wanted[0], wanted):
                self.left_open[number, token] = SEVERAL
                return
        else:
            return
        if wanted:
            yield self._referring(wanted[0].party, span)
        elif ahead := self._ahead(number, token, things=word in lists["neuter"]):
            yield self._referring(ahead, span)
        else:
            self.left_open[number, token] = OPEN

    def _ahead(self, number: int, token: int, *, things: bool) -> Party | None:
        """The subject of the main clause, for a pronoun in a clause before it: "After it left, Chad ..."."""
        syntax = self.syntaxes[number]
        for clause in (token, *syntax.ancestors(token)):
            head = syntax.sentence.heads[clause]
            if syntax.sentence.labels[clause] == "advcl" and token < head:
                for subject in syntax.children(head, "nsubj", "nsubjpass"):
                    found = self.parties(number, subject) if subject > clause else ()
                    if found and (found[0].kind in NEUTRAL if things else found[0].kind == "person"):
                        return found[0]
        return None

    def _of_gender(self, number: int, token: int, gender: Gender) -> list[Mention]:
        """The people that "he" or "she" may refer to, the likeliest first."""
        others = self.fellows(number, token)
        fitting = [
            mention
            for mention in self._before(number, token)
            if mention.party.kind in ("person", None)
            and identity(mention.party) not in others
            and not (mention.plural and self.sentences[mention.sentence].tags[mention.token] not in ("NN", "NNP"))
            and self._people.gender(mention.party) in (gender, None)
            and not self._same_clause(token, mention, number)
        ]
        if fitting and self._people.gender(fitting[0].party) is None:
            same = [one for one in fitting if one.sentence == fitting[0].sentence]
            same.sort(key=lambda one: self._people.gender(one.party) is None)
            fitting = same + fitting[len(same) :]
        return fitting

    def _beside(self, mention: Mention, others: list[Mention]) -> bool:
        """Whether another person is coordinated with one: "Anna Lind and Eva Berg ... she" may be either."""
        sentence = self.sentences[mention.sentence]
        return any(
            other.sentence == mention.sentence
            and other.party.name != mention.party.name
            and (
                (sentence.heads[other.token] == mention.token and sentence.labels[other.token] == "conj")
                or (sentence.heads[mention.token] == other.token and sentence.labels[mention.token] == "conj")
            )
            for other in others
        )

    def _things(self, number: int, token: int) -> list[Mention]:
        """The states and bodies that "it" may refer to, the likeliest first."""
        syntax = self.syntaxes[number]
        verb = syntax.sentence.heads[token]
        if syntax.sentence.labels[token] == "nsubj" and (
            syntax.sentence.lemmas[verb] in self.lexicon.lists["unfolding"]
            or (syntax.sentence.lemmas[verb] == "be" and not syntax.children(verb, "acomp"))  # "it was the largest"
            or self._parallel(number, verb)
        ):
            return []
        others = self.fellows(number, token)
        near = [
            mention
            for mention in self._in.get(number, ())
            if mention.token < token and identity(mention.party) not in others
        ]
        wanted = [
            mention
            for mention in (*reversed(near), *self._last_subject(number))
            if mention.party.kind in NEUTRAL and not mention.plural
        ]
        saying = verb
        if syntax.sentence.labels[token] == "poss" and syntax.sentence.labels[verb] == "nsubj":
            saying = syntax.sentence.heads[verb]
        if syntax.sentence.lemmas[saying] in self.lexicon.speech.verbs:
            # "Kenya bombed Somalia, it said", "Kenya bombed Somalia, its army said"
            wanted.sort(key=lambda mention: not mention.subject)
            told = {
                subject
                for clause in syntax.children(saying, "ccomp")
                for subject in syntax.children(clause, "nsubj", "nsubjpass")
            }
            wanted.sort(key=lambda mention: mention.sentence != number or mention.token not in told)
        governing = self._governing(number, token)
        wanted.sort(key=lambda mention: mention.sentence != number or mention.token not in governing)
        promised = self._promising(number, token)
        wanted.sort(key=lambda mention: mention.sentence != number or mention.token not in promised)
        wanted.sort(key=lambda mention: "JRN" in mention.party.sectors)  # stable: outlets come last
        if syntax.sentence.tags[token] == "PRP$" and (doer := self._possessing(number, token)) is not None:
            doing, struck = doer
            wanted.sort(key=lambda mention: (mention.sentence == number and mention.token in doing) is struck)
        return wanted

    def _governing(self, number: int, token: int) -> tuple[int, ...]:
        """The subject of the clause that the one with "it" hangs on, where what is nearer only tells of the place.

        "Chad's army trained scouts in Mali before it left": who trained them left.
        """
        syntax = self.syntaxes[number]
        labels, heads = syntax.sentence.labels, syntax.sentence.heads
        earlier = [mention for mention in self._in.get(number, ()) if mention.token < token]
        verb, nearest = heads[token], earlier[-1] if earlier else None
        if labels[token] != "nsubj" or labels[verb] != "advcl" or nearest is None or heads[verb] > verb:
            return ()
        placing, above = self.lexicon.lists["placing"], heads[verb]
        while syntax.is_infinitive(above) and heads[above] != above:
            above = heads[above]
        if labels[nearest.token] != "pobj" or syntax.words[heads[nearest.token]] not in placing:
            return ()
        acts = [rule.act for _, rule in self.lexicon.triggers.get(("verb", syntax.sentence.lemmas[above]), ())]
        if 2 * acts.count("ASSAULT") > len(acts):
            return ()  # "fired at a ship while it": no place of it
        return tuple(syntax.verb_subjects(above))

    def _promising(self, number: int, token: int) -> tuple[int, ...]:
        """Who says what a pronoun is going to do, as its subject: "Chad warned Kenya that it would leave"."""
        syntax = self.syntaxes[number]
        labels, heads = syntax.sentence.labels, syntax.sentence.heads
        verb = heads[token]
        saying = heads[verb]
        ahead = [syntax.words[aux] for aux in syntax.children(verb, "aux")]
        going = syntax.words[verb] == "going" and bool(syntax.children(verb, "xcomp"))
        if labels[token] != "nsubj" or labels[verb] != "ccomp" or not (going or {"will", "would", "'ll"} & {*ahead}):
            return ()
        told = syntax.sentence.lemmas[saying] in self.lexicon.lists["telling"] and not syntax.is_passive(saying)
        return tuple(syntax.children(saying, "nsubj")) if told else ()

    def _possessing(self, number: int, token: int) -> tuple[frozenset[int], bool] | None:
        """The subjects of the verb whose object a possessor stands in, and whether they strike what they act on.

        "Peru condemned Chile's raid and reaffirmed its vow", "Chad thanked Niger and asked its ally to help": whose it
        is does it; nobody bombs its own camps.
        """
        syntax = self.syntaxes[number]
        labels, heads = syntax.sentence.labels, syntax.sentence.heads
        asked = False
        for at in syntax.ancestors(token):
            if syntax.is_verb(at):
                acts = [rule.act for _, rule in self.lexicon.triggers.get(("verb", syntax.sentence.lemmas[at]), ())]
                struck = 2 * acts.count("ASSAULT") > len(acts) and not asked
                if syntax.is_passive(at) or not acts:
                    return None
                if struck or not syntax.is_infinitive(at):
                    return frozenset(syntax.verb(at).get("subject")), struck
            asked = labels[at] == "nsubj" and syntax.is_infinitive(heads[at])  # "asked its ally to help"
            if not asked and labels[at] not in ("dobj", "pobj", "prep", "conj", "dative", "xcomp", "ccomp"):
                return None
        return None

    def _parallel(self, number: int, verb: int) -> bool:
        """Whether "it" goes on with a thing: "said the ruling was wrong and that it hurt trade"."""
        syntax = self.syntaxes[number]
        if syntax.sentence.labels[verb] != "conj" or syntax.children(verb, "aux"):
            return False
        subjects = syntax.children(syntax.sentence.heads[verb], "nsubj", "nsubjpass")
        return any(
            syntax.sentence.tags[subject] == "NN"
            and not any(party.kind is not None for party in self.parties(number, subject))
            for subject in subjects
        )

    def _speaker(self, number: int, token: int, *, span: Placed) -> Iterator[Party]:
        """Whom "we" in a quotation refers to: the one who says it."""
        syntax = self.syntaxes[number]
        child = token
        for head in syntax.ancestors(token):
            if syntax.sentence.labels[child] in ("advcl", "relcl", "acl"):
                self.left_open[number, token] = OPEN
                return
            content = syntax.sentence.labels[child] in ("ccomp", "parataxis", "dep")
            if content and syntax.is_verb(head) and syntax.sentence.lemmas[head] in self.lexicon.speech.verbs:
                for source in syntax.verb_subjects(head):
                    yield from (party for party in self.parties(number, source) if self._says(party))
                return
            child = head
        speaker = self.quoting(span[1]) if self.quoting is not None else None
        if speaker is not None and self._says(speaker):
            yield self._referring(speaker, span)
        else:
            self.left_open[number, token] = OPEN

    def _says(self, party: Party) -> bool:
        """Whether somebody can speak of themselves: no sign, no letter."""
        return party.kind is not None or party.name[:1].isupper()

    def _same_clause(self, token: int, mention: Mention, number: int) -> bool:
        """Whether a mention is the subject of the verb whose object a pronoun is: "he met him" are two."""
        syntax = self.syntaxes[number]
        sentence = syntax.sentence
        if (
            mention.sentence != number
            or not mention.subject
            or sentence.labels[token] not in ("dobj", "dative", "pobj")
        ):
            return False
        verb = next((head for head in syntax.ancestors(token) if syntax.is_verb(head)), None)
        return verb is not None and mention.token in syntax.surface_subjects(verb)

    def fellows(self, number: int, token: int) -> set[str]:
        """Who acts on a pronoun or is named beside it, and so is somebody else: "he asked him", "he thanked Bio"."""
        syntax = self.syntaxes[number]
        label, verb = syntax.sentence.labels[token], syntax.sentence.heads[token]
        if label == "nsubj" and syntax.is_infinitive(verb):
            label, verb = "dobj", syntax.sentence.heads[verb]
        if label == "nsubj" and syntax.is_verb(verb):
            things = syntax.children(verb, "dobj", "dative")
            preps = (prep for at in (verb, *things) for prep in syntax.children(at, "prep", "dative"))
            beside = [*things, *(noun for prep in preps for noun in syntax.children(prep, "pobj"))]
            names = [noun for noun in beside if syntax.sentence.tags[noun] == "NNP"]
            return {identity(party) for noun in names for party in self.parties(number, noun)}
        if label not in ("dobj", "dative") or not syntax.is_verb(verb):
            return set()
        subjects = [subject for subject in syntax.surface_subjects(verb) if subject < token]
        return {identity(party) for subject in subjects for party in self.parties(number, subject)}

    def _several(self, number: int, token: int, *, span: Placed) -> Iterator[Party]:
        """Whom "they" refers to: the nearest plural mention with those that are coordinated with it."""
        first, others = self._first_of_several(number, token), self.fellows(number, token)
        if first is None and (one := self._own_speaker(number, token)) is not None:
            yield self._referring(one, span)  # "the government says they had no choice"
            return
        if (
            first is None
            or (first.sentence < number and self._several_things(number, token))
            or (not first.subject and not others and self._unknown_subject(number, token))
        ):
            self.left_open[number, token] = OPEN
            return
        for mention in self._in[first.sentence]:
            if mention.token == first.token:
                yield self._referring(mention.party, span)
        for other in self.syntaxes[first.sentence].children(first.token, "conj"):
            for party in self.parties(first.sentence, other):
                if party.kind is not None:
                    yield self._referring(party, span)

    def _first_of_several(self, number: int, token: int) -> Mention | None:
        """The mention that "they" goes back to: several before one body, which "them" is only in its own sentence."""
        others, told = self.fellows(number, token), self._told_before(number, token)
        wanted = [
            mention
            for mention in self._before(number, token)
            if mention.sentence == number and mention.token in told and mention.plural
        ]
        wanted += [
            mention
            for mention in self._before(number, token)
            if (mention.plural or mention.party.kind in MANY)
            and not self._same_clause(token, mention, number)
            and identity(mention.party) not in others
        ]
        if not wanted or wanted[0].plural:
            return wanted[0] if wanted else None
        several = [mention for mention in wanted if mention.plural]
        beside = [mention for mention in several if mention.sentence == wanted[0].sentence]
        if beside:
            return beside[0]
        suffering = self.sentences[number].labels[token] in ("dobj", "dative", "pobj")
        return next(iter(several), None) if suffering and wanted[0].sentence < number else wanted[0]

    def _told_before(self, number: int, token: int) -> tuple[int, ...]:
        """Who does what somebody says behind it: "the ministers of Peru and Chile agreed to it, they said"."""
        syntax = self.syntaxes[number]
        labels, saying = syntax.sentence.labels, syntax.sentence.heads[token]
        if labels[token] != "nsubj" or syntax.sentence.lemmas[saying] not in self.lexicon.speech.verbs:
            return ()
        around = [syntax.sentence.heads[saying]] if labels[saying] == "parataxis" else []
        clauses = [clause for clause in (*around, *syntax.children(saying, "ccomp")) if clause < token]
        found = (one for clause in clauses for one in syntax.surface_subjects(clause) if one < clause)
        return tuple(inner for one in found for inner in (one, *self._members(number, one)))

    def _members(self, number: int, noun: int) -> list[int]:
        """The objects of a noun's ``of``: those whose ministers they are."""
        syntax = self.syntaxes[number]
        preps = (prep for prep in syntax.children(noun, "prep") if syntax.words[prep] == "of")
        return [pobj for prep in preps for pobj in syntax.children(prep, "pobj")]

    def _own_speaker(self, number: int, token: int) -> Party | None:
        """The state or body that says what "they" are the subject of, or who speaks for one."""
        syntax = self.syntaxes[number]
        verb = syntax.sentence.heads[token]
        saying = syntax.sentence.heads[verb]
        if syntax.sentence.labels[token] not in ("nsubj", "nsubjpass") or syntax.sentence.labels[verb] != "ccomp":
            return None
        if syntax.sentence.lemmas[saying] not in self.lexicon.speech.verbs:
            return None
        if number and any(tag in ("NNS", "NNPS") for tag in self.sentences[number - 1].tags):
            return None  # they may be those
        for subject in syntax.children(saying, "nsubj"):
            speaks_for = any(
                syntax.sentence.lemmas[word].lower() in self.lexicon.lists["speaks_for"]
                for word in (subject, *syntax.children(subject, "compound", "appos", "amod"))
            )
            for party in self.parties(number, subject):
                if party.kind in NEUTRAL or (speaks_for and party.kind == "person"):
                    return party
        return None

    def _unknown_subject(self, number: int, token: int) -> bool:
        """Whether a verb above "they" has several as subject whom nobody knows: "Critics of X say they ..."."""
        syntax = self.syntaxes[number]
        return any(
            syntax.sentence.tags[subject] == "NNS"
            for verb in syntax.ancestors(token)[1:]
            if syntax.is_verb(verb)
            for subject in syntax.children(verb, "nsubj")
        )

    def _several_things(self, number: int, token: int) -> bool:
        """Whether "they" are things: the subject of the sentence before, or the object where they suffer again."""
        if self.sentences[number].labels[token] not in ("nsubj", "nsubjpass"):
            return False
        syntax = self.syntaxes[number - 1]
        labels = ["nsubj", "nsubjpass"]
        if self.sentences[number].labels[token] == "nsubjpass":
            labels.append("dobj")
        roots = [at for at, head in enumerate(syntax.sentence.heads) if head == at]
        return any(
            syntax.sentence.tags[child] == "NNS"
            and not any(party.kind is not None for party in self.parties(number - 1, child))
            for root in roots
            for child in syntax.children(root, *labels)
        )

    def _before(self, number: int, token: int, *, far: int = FAR) -> Iterator[Mention]:
        """The mentions before a token: subjects of this sentence, then of earlier ones, nearest first."""
        here = [mention for mention in self._in.get(number, ()) if mention.token < token]
        yield from (mention for mention in reversed(here) if mention.subject)
        yield from (mention for mention in reversed(here) if not mention.subject)
        for distance in range(1, far + 1):
            there = self._in.get(number - distance, [])
            yield from (mention for mention in there if mention.subject)
            yield from (mention for mention in reversed(there) if not mention.subject)

    def titles(self, name: str) -> tuple[str, ...]:
        """The titles that the article gives somebody."""
        return tuple(self._people.titles(name))

    def inside(self, number: int) -> list[Mention]:
        """The mentions in a sentence."""
        return self._in.get(number, [])

    def before(self, number: int, token: int, *, far: int) -> Iterator[Mention]:
        """The mentions of a sentence and so many earlier ones before a token, the likeliest first."""
        return self._before(number, token, far=far)

    def _last_subject(self, number: int) -> list[Mention]:
        """The subject of the sentence before, where it is an actor: "it" after a law or a meeting means that."""
        if number == 0 or self.sentences[number - 1].part != self.sentences[number].part:
            return []
        before = self.sentences[number - 1]
        roots = [token for token, head in enumerate(before.heads) if head == token]
        subjects = {
            child for root in roots for child in before.children[root] if before.labels[child] in ("nsubj", "nsubjpass")
        }
        return [mention for mention in self._in.get(number - 1, ()) if mention.token in subjects]

    def _referring(self, party: Party, span: Placed) -> Party:
        """A party under the words that refer to it, or under its name where that stands in the same sentence."""
        _, start, _ = span
        at = bisect_right(self.sentences, start, key=lambda sentence: sentence.start) - 1
        sentence = self.sentences[at] if at >= 0 else None
        if sentence is not None and sentence.start <= party.start and party.end <= sentence.end:
            return party
        return under(party, span)

    def sectors_before(self, number: int, token: int) -> tuple[str, ...]:
        """The sectors that a counterpart shares: those of the nearest person before it."""
        for mention in self._before(number, token):
            if mention.party.kind == "person" and mention.party.sectors:
                return mention.party.sectors
        return ("GOV",)


def under(party: Party, span: Placed, *, meaning: Party | None = None) -> Party:
    """A party under other words that refer to it, its own kept as antecedent; ``meaning`` is whom they mean instead."""
    text, start, end = span
    antecedent = party.antecedent or Span(text=party.text, start=party.start, end=party.end)
    return replace(meaning or party, text=text, start=start, end=end, antecedent=antecedent)
