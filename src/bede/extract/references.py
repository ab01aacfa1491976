"""What pronouns, "the two countries", "the country" and a title alone refer to in an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from bede.extract.grammar import Syntax
from bede.lexicon import Lexicon
from bede.model import Party, Sentence, Span

NEUTRAL = ("state", "organisation", "company", "body", "group")
FAR = 3
"""Sentences that a pronoun looks back at most."""

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
    """The mentions of an article in order of the text, and what refers back to them."""

    def __init__(
        self,
        sentences: tuple[Sentence, ...],
        syntaxes: tuple[Syntax, ...],
        lexicon: Lexicon,
        *,
        parties: Callable[[int, int], tuple[Party, ...]],
    ) -> None:
        self.titled: dict[str, Party] = {}
        self.described: dict[str, list[Party]] = {}
        self._sentences = sentences
        self._syntaxes = syntaxes
        self._lexicon = lexicon
        self._parties = parties
        self._mentions: list[Mention] = []
        self._in: dict[int, list[Mention]] = {}

    def add(self, mention: Mention) -> None:
        """Remember a mention; mentions come in order of the text."""
        self._mentions.append(mention)
        self._in.setdefault(mention.sentence, []).append(mention)

    def mention_again(self, number: int, token: int) -> None:
        """Count a pronoun as a mention of whom it refers to; a possessor in the subject counts as subject."""
        sentence = self._sentences[number]
        head = sentence.heads[token] if sentence.labels[token] == "poss" else token
        subject = sentence.labels[head] in ("nsubj", "nsubjpass")
        found = self._parties(number, token)
        for party in found:
            self.add(Mention(number, token, party, subject, len(found) > 1))

    def pronoun(self, number: int, token: int, *, span: Placed) -> Iterator[Party]:
        """Whom a pronoun refers to; none where nothing fits."""
        lists, word = self._lexicon.lists, self._syntaxes[number].words[token]
        if word in lists["person_masculine"] or word in lists["person_feminine"]:
            wanted = [
                mention
                for mention in self._before(number, token)
                if mention.party.kind in ("person", None)
                and not mention.plural
                and not self._same_clause(token, mention, number)
            ]
        elif word in lists["neuter"]:
            near = [mention for mention in self._in.get(number, ()) if mention.token < token]
            wanted = [
                mention
                for mention in (*reversed(near), *self._last_subject(number))
                if mention.party.kind in NEUTRAL and not mention.plural
            ]
            saying = self._syntaxes[number].sentence.lemmas[self._syntaxes[number].sentence.heads[token]]
            if saying in self._lexicon.speech.verbs:
                wanted.sort(key=lambda mention: not mention.subject)  # "Kenya bombed Somalia, it said"
            wanted.sort(key=lambda mention: "JRN" in mention.party.sectors)  # stable: outlets come last
        elif word in lists["first_person"]:
            yield from self._speaker(number, token)
            return
        elif word in lists["plural"]:
            yield from self._several(number, token, span=span)
            return
        else:
            return
        if wanted:
            yield self._referring(wanted[0].party, span)

    def _speaker(self, number: int, token: int) -> Iterator[Party]:
        """Whom "we" in a quotation refers to: the one who says it."""
        syntax = self._syntaxes[number]
        child = token
        for head in syntax.ancestors(token):
            if syntax.sentence.labels[child] in ("advcl", "relcl", "acl"):
                return
            content = syntax.sentence.labels[child] in ("ccomp", "parataxis", "dep")
            if content and syntax.is_verb(head) and syntax.sentence.lemmas[head] in self._lexicon.speech.verbs:
                for source in syntax.verb_subjects(head):
                    yield from self._parties(number, source)
                return
            child = head

    def _same_clause(self, token: int, mention: Mention, number: int) -> bool:
        """Whether a mention is the subject of the verb whose object a pronoun is: "he met him" are two."""
        syntax = self._syntaxes[number]
        sentence = syntax.sentence
        if (
            mention.sentence != number
            or not mention.subject
            or sentence.labels[token] not in ("dobj", "dative", "pobj")
        ):
            return False
        verb = next((head for head in syntax.ancestors(token) if syntax.is_verb(head)), None)
        return verb is not None and mention.token in syntax.surface_subjects(verb)

    def _several(self, number: int, token: int, *, span: Placed) -> Iterator[Party]:
        """Whom "they" refers to: the nearest plural mention with those that are coordinated with it."""
        many = ("group", "organisation", "company")
        wanted = (
            mention
            for mention in self._before(number, token)
            if (mention.plural or mention.party.kind in many) and not self._same_clause(token, mention, number)
        )
        first = next(wanted, None)
        if first is None:
            return
        for mention in self._in[first.sentence]:
            if mention.token == first.token:
                yield self._referring(mention.party, span)
        for other in self._syntaxes[first.sentence].children(first.token, "conj"):
            for party in self._parties(first.sentence, other):
                if party.kind is not None:
                    yield self._referring(party, span)

    def _before(self, number: int, token: int) -> Iterator[Mention]:
        """The mentions before a token: subjects of this sentence, then of earlier ones, nearest first."""
        here = [mention for mention in self._in.get(number, ()) if mention.token < token]
        yield from (mention for mention in reversed(here) if mention.subject)
        yield from (mention for mention in reversed(here) if not mention.subject)
        for distance in range(1, FAR + 1):
            there = self._in.get(number - distance, [])
            yield from (mention for mention in there if mention.subject)
            yield from (mention for mention in reversed(there) if not mention.subject)

    def _last_subject(self, number: int) -> list[Mention]:
        """The subject of the sentence before, where it is an actor: "it" after a law or a meeting means that."""
        if number == 0 or self._sentences[number - 1].part != self._sentences[number].part:
            return []
        before = self._sentences[number - 1]
        roots = [token for token, head in enumerate(before.heads) if head == token]
        subjects = {
            child for root in roots for child in before.children[root] if before.labels[child] in ("nsubj", "nsubjpass")
        }
        return [mention for mention in self._in.get(number - 1, ()) if mention.token in subjects]

    def _referring(self, party: Party, span: Placed) -> Party:
        """A party under the words that refer to it, or under its name where that stands in the same sentence."""
        _, start, _ = span
        sentence = next((sentence for sentence in self._sentences if sentence.start <= start < sentence.end), None)
        if sentence is not None and sentence.start <= party.start and party.end <= sentence.end:
            return party
        return under(party, span)

    def holder(self, number: int, token: int, title: str) -> Party | None:
        """The person whom the article named with a title, where the title alone comes back: "the secretary"."""
        syntax = self._syntaxes[number]
        if not any(syntax.words[child] == "the" for child in syntax.children(token, "det")):
            return None
        longer = [
            party
            for words, party in self.titled.items()
            if words.startswith(f"{title} ") or words.endswith(f" {title}")
        ]
        exact = self.titled.get(title)
        holder = exact or (longer[0] if len({party.name for party in longer}) == 1 else None)
        return holder if holder is not None and holder.start < self._sentences[number].starts[token] else None

    def fuller(self, words: str, *, before: int) -> Party | None:
        """The body or office that was named with its country earlier: "the foreign ministry" after "China's ..."."""
        return next((party for party in reversed(self.described.get(words, [])) if party.start < before), None)

    def sectors_before(self, number: int, token: int) -> tuple[str, ...]:
        """The sectors that a counterpart shares: those of the nearest person before it."""
        for mention in self._before(number, token):
            if mention.party.kind == "person" and mention.party.sectors:
                return mention.party.sectors
        return ("GOV",)

    def country(self, number: int, token: int) -> Party | None:
        """The state that "the country" or "his country" refers to; None where no word before it points back."""
        syntax = self._syntaxes[number]
        words = {syntax.words[child] for child in syntax.children(token, "det", "poss", "amod")}
        if words.isdisjoint(("the", "this", "that", "his", "her", "its", "their")) or words & {"other", "third"}:
            return None
        for possessor in syntax.children(token, "poss"):
            for party in self._parties(number, possessor):
                if (state := self.state(party.country)) is not None:
                    return replace(state, text=party.text, start=party.start, end=party.end)
        states = [
            mention
            for mention in self._mentions
            if mention.party.kind == "state" and (mention.sentence, mention.token) < (number, token)
        ]
        for mention in reversed(states):
            if mention.sentence >= number - 2 and not (mention.sentence == number and mention.subject):
                return mention.party
        return states[-1].party if states else None

    def pair(self, number: int, token: int, *, span: Placed) -> tuple[Party, ...]:
        """The two countries or sides that "both countries" or "the two sides" refers to."""
        sentence, syntax = self._sentences[number], self._syntaxes[number]
        words = {syntax.words[child] for child in sentence.children[token]} | {syntax.words[token]}
        if words.isdisjoint(self._lexicon.lists["both"]):
            return ()
        last: dict[str, Party] = {}
        times: Counter[str] = Counter()
        for mention in self._mentions:
            if (mention.sentence, mention.token) < (number, token) and mention.party.country is not None:
                last[mention.party.country] = mention.party
                times[mention.party.country] += 1
        if len(last) < 2:
            return ()
        oftenest = sorted(last, key=lambda country: (-times[country], -last[country].start))[:2]
        seen = {country: last[country] for country in oftenest}
        return tuple(
            under(party, span, meaning=self.state(party.country))
            for party in sorted(seen.values(), key=lambda party: party.start)
        )

    def two_people(self, number: int, token: int, *, span: Placed) -> tuple[Party, ...]:
        """The two people whom "the two presidents" or "both ministers" refers to: the last two that are named."""
        found: dict[str, Party] = {}
        for mention in reversed(self._mentions):
            party = mention.party
            before = (mention.sentence, mention.token) < (number, token)
            if before and self._may_be(party, self._sentences[number].lemmas[token]):
                found.setdefault(party.name, party)
            if len(found) == 2:
                return tuple(under(one, span) for one in sorted(found.values(), key=lambda one: one.start))
        return ()

    def _may_be(self, party: Party, noun: str) -> bool:
        """Whether a person may be one of "the two presidents": by title or office, unless the noun fits anybody."""
        if party.kind != "person" or not party.name[:1].isupper():
            return False
        if noun in self._lexicon.lists["anybody"]:
            return True
        titles = [words for words, holder in self.titled.items() if holder.name == party.name]
        offices = [name.office or "" for name in self._lexicon.names.get(party.name, ())]
        return any(noun in words.split() for words in (*titles, *offices))

    def state(self, code: str | None) -> Party | None:
        """The state with a code, as a party without a place in the text."""
        name = self._lexicon.states.get(code or "")
        if name is None:
            return None
        return Party(
            text=name.name,
            start=-1,
            end=-1,
            name=name.name,
            country=code,
            kind="state",
            sectors=("GOV",),
            entity=name.entity,
            rule=name.stands,
        )


def under(party: Party, span: Placed, *, meaning: Party | None = None) -> Party:
    """A party under other words that refer to it, its own kept as antecedent; ``meaning`` is whom they mean instead."""
    text, start, end = span
    antecedent = party.antecedent or Span(text=party.text, start=party.start, end=party.end)
    return replace(meaning or party, text=text, start=start, end=end, antecedent=antecedent)
