"""The state that an article is about, and so whose "the government" is where a sentence names none.

An article that tells of one state first and most often goes on to write "the government", "police" and "lawmakers" for
that state's. A passage of two sentences about another state alone is told of that one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cached_property
from itertools import combinations

from bede.extract.references import References
from bede.extract.written import Written
from bede.lexicon import Lexicon, Name
from bede.model import Span

SHORTEST = 4
"""Sentences of an article from which it has a state in focus; a shorter text tells too little."""
CLEARLY = 1.5
"""How many times as often a state is named as the next where no dateline says which of them it is."""
FIRST, NEXT = 3, 2
"""What the first state that a sentence names counts, and what another does; twice as much in the first sentence."""
OPENING = 4
"""Words that a sentence opens with: "In Lima, ...", "The Chadian army ..."."""
PASSAGE = 2
"""Sentences before one that may be of another state than the article."""
BESIDE = 2
"""What a sentence counts that names two states; those of two, or of the first, are the article's pair."""

PARTISAN = frozenset({"OPP", "PTY"})
"""Sectors of those who act in their own state."""
BORNE = PARTISAN | {"JUD", "LEG"}
"""Sectors of those whose name another state's may bear."""

Told = dict[str, Span]
"""The countries that a sentence's names tell, in order, with the first name of each."""


class Focus:
    """The states of one article; ``dateline`` is the place that it was sent from."""

    def __init__(self, references: References, *, written: Written, lexicon: Lexicon, dateline: Span | None) -> None:
        self._sentences, self._references = references.sentences, references
        self._written, self._lexicon, self._dateline = written, lexicon, dateline
        self._told: dict[tuple[int, bool], Told] = {}

    def told(self, number: int, *, borne: bool = False) -> Told:
        """The countries that the names of a sentence tell, with ``borne`` those of parties and parliaments too."""
        if (number, borne) not in self._told:
            self._told[number, borne] = self._look(number, borne=borne)
        return self._told[number, borne]

    def _look(self, number: int, *, borne: bool) -> Told:
        """As ``told``, looked for."""
        sentence = self._sentences[number]
        found: Told = {}
        shared: Told = {}
        for match in self._written.inside(number, 0, len(sentence.words) - 1):
            name = self._written.meant(number, match)
            if "JRN" in name.sectors or self._written.is_mere_ally(number, match):
                continue  # whose news it is, not who it is about; "a pro-Iran cleric"
            if self.borne(name):
                if not borne:
                    continue
                name = self.own(number, name)
            told = shared if self._is_shared(name) else found
            if name.country is not None and name.country not in told:
                text, start, end = sentence.placed(match.first, match.last)
                told[name.country] = Span(text=text, start=start, end=end)
        if borne or not found:  # what two states share tells the one where nothing else does
            for country, span in shared.items():
                found.setdefault(country, span)
        return found

    def _is_shared(self, name: Name) -> bool:
        """Whether fighters bear their name in a second state as well: Taliban militants are Afghan, or Pakistani."""
        return name.country is not None and name.written.lower() in self._lexicon.lists["shared_movements"]

    @cached_property
    def home(self) -> str | None:
        """The state that the article is about, None where it is short or tells of several alike."""
        if len(self._sentences) < SHORTEST:
            return None
        times: Counter[str] = Counter()
        for number in range(len(self._sentences)):
            for at, country in enumerate(self.told(number)):
                times[country] += (NEXT if at else FIRST) * (1 if number else 2)
        opening = {country for number in range(min(PASSAGE, len(self._sentences))) for country in self.told(number)}
        sent = self._sent_from()
        if sent is not None:
            times[sent] += NEXT
        (first, most), (_, next_most) = (*times.most_common(2), ("", 0), ("", 0))[:2]
        if sent is not None and sent == next(iter(self.told(0)), None) and 2 * times[sent] >= most:
            return sent
        if most < FIRST + NEXT or (first not in opening and first != sent):
            return None
        return first if most >= CLEARLY * next_most else None

    def _sent_from(self) -> str | None:
        """The country of the dateline, where the article names it as well: many a report is sent from next door."""
        if self._dateline is None:
            return None
        for part in reversed(self._dateline.text.partition("(")[0].split(",")):
            names = self._lexicon.names.get(part.strip().title(), ())
            if names and (country := self._written.choose(names).country) is not None:
                return country
        return None

    def borne(self, name: Name) -> bool:
        """Whether a name is one that parties, parliaments or offices of several states bear: it tells no state."""
        shared = not BORNE.isdisjoint(name.sectors) or name.written.lower() in self._lexicon.lists["borne_offices"]
        return name.kind == "organisation" and shared

    def _theirs(self, state: str, name: Name) -> tuple[Name, ...]:
        """The names of what bears a name in a state, under the one that the lexicon knows it by: "Peru's Congress"."""
        called = name.name if self._is_shared(name) else name.written
        return self._lexicon.names.get(f"{state}'s {called}", ())

    @cached_property
    def _all(self) -> set[str]:
        """The countries that the article names."""
        return {country for number in range(len(self._sentences)) for country in self.told(number)}

    def own(self, number: int, name: Name) -> Name:
        """A name as that of the state of its sentence or article, where another's parliament or party bears it as well.

        "Congress" is Peru's where Peru alone is told of and the lexicon knows it; a party acts in its own state, so one
        of a state that the article does not name is another of that name.
        """
        shared = self._is_shared(name)
        if not (shared or self.borne(name)) or name.country in self.told(number):
            return name
        told = self.told(number)
        country = self.home if not told or self.home in told else next(iter(told)) if len(told) == 1 else None
        state = self._lexicon.states.get(country or "")
        if state is not None and (theirs := self._theirs(state.name, name)):
            return theirs[0]
        strange = name.country is not None and self.home is not None and name.country not in self._all
        if strange and not shared:
            return replace(name, name=name.written, country=self.home, entity=f"{name.kind}:{name.written}")
        return name

    def sectors_inside(self, number: int, first: int, last: int) -> tuple[str, ...]:
        """The sectors of the organisation or company named among some tokens: "Hezbollah members"."""
        matches = self._written.inside(number, first, last)
        names = [self.own(number, self._written.choose(match.names)) for match in matches]
        return next((name.sectors for name in names if name.kind in ("organisation", "company")), ())

    def of(self, number: int, token: int) -> tuple[str, Span] | None:
        """The state whose organs a sentence means at a token, with the name that tells it; None where that is open."""
        sentence = self._sentences[number]
        if self.home is None:
            return self._sentence_before(number)
        before = {country for country, span in self.told(number).items() if span.end <= sentence.starts[token]}
        if before and self.home not in before:
            return None
        here = (mention for mention in self._references.inside(number) if mention.token < token)
        before |= {mention.party.country for mention in here if mention.party.country == self.home}
        if not before and (other := self._passage(number)) is not None:
            return other
        return self.at_home(number)

    def _sentence_before(self, number: int) -> tuple[str, Span] | None:
        """The only state of the sentence before where that opens with it, in an article of several states."""
        if number == 0 or len(self._sentences) < SHORTEST or self.told(number):
            return None
        sentence, found = self._sentences[number - 1], self._named(number - 1)
        opening = [span for span in self.told(number - 1).values() if span.start in sentence.starts[:OPENING]]
        return next(iter(found.items())) if len(found) == 1 and opening else None

    def at_home(self, number: int) -> tuple[str, Span] | None:
        """The state that the article is about, with the name that tells it."""
        return (self.home, self._shown(self.home, number)) if self.home is not None else None

    def _passage(self, number: int) -> tuple[str, Span] | None:
        """The only other state that the sentences before one tell of, each of them, and not of the article's own."""
        earlier = [self._named(one) for one in range(max(0, number - PASSAGE), number)]
        if len(earlier) < PASSAGE or any(self.home in found for found in earlier):
            return None
        shared = earlier[0].keys() & earlier[1].keys()
        return next(((country, earlier[1][country]) for country in shared), None) if len(shared) == 1 else None

    def _named(self, number: int) -> Told:
        """The countries that a sentence's names and those who come back in it tell."""
        parties = (mention.party for mention in self._references.inside(number))
        return self.told(number) | {
            party.country: Span(text=party.text, start=party.start, end=party.end)
            for party in parties
            if party.country is not None
        }

    def _shown(self, country: str, number: int) -> Span:
        """The last name up to a sentence that tells a country, else the first after it."""
        order = (*range(number - 1, -1, -1), *range(number, len(self._sentences)))
        spans = (self.told(one).get(country) for one in order)
        found = next((span for span in spans if span is not None), self._dateline)
        assert found is not None  # a country is only found by a name or the dateline
        return found

    def together(self, number: int) -> tuple[str, str] | None:
        """The two states that the sentences before one name side by side most often."""
        times: Counter[tuple[str, str]] = Counter()
        for one in range(number):
            for first, second in combinations(sorted(self.told(one)), 2):
                joined = self._joined(one, first, second)
                times[first, second] += BESIDE + joined if one else 2 * BESIDE + 3 * joined
        ranked = times.most_common(2)
        if not ranked or ranked[0][1] < 2 * BESIDE or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
            return None
        return ranked[0][0]

    def _joined(self, number: int, one: str, other: str) -> bool:
        """Whether a sentence joins the names of two states with an "and"."""
        first, second = sorted((self.told(number)[one], self.told(number)[other]), key=lambda span: span.start)
        begin = self._sentences[number].start
        return self._sentences[number].text[first.end - begin : second.start - begin].strip() == "and"
