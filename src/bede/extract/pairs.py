"""States and pairs that words refer to: "the country", "its neighbour", "both sides", "the two presidents"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from bede.extract.focus import Focus
from bede.extract.numbers import written_number
from bede.extract.people import People
from bede.extract.references import FAR, NEUTRAL, Mention, Placed, References, under
from bede.extract.sectors import ARMED_SECTORS
from bede.extract.written import Match, Written
from bede.lexicon import Word
from bede.lexicon.phrases import Words
from bede.model import Party

LONG_AGO = 200
"""Mentions that a phrase looks back at most."""
TIES = ("-", "/")
TIED = frozenset((kind, False) for kind in ("state", "place", "body", "group", "organisation", "person"))
"""The kinds of names that a hyphen ties to a pair; peoples are none: a "Chinese-American" is one person."""
RULING = frozenset({"GOV", "MIL", "COP"})
DEFIANT = ARMED_SECTORS | {"OPP", "LAB"}
"""Sectors of those who quarrel with the government of their own state."""


class Pairs:
    """The states and the twos of one article."""

    def __init__(self, references: References, *, people: People, written: Written, focus: Focus) -> None:
        self._sentences, self._syntaxes = references.sentences, references.syntaxes
        self._lexicon, self._parties = references.lexicon, references.parties
        self._references, self._people, self._written, self._focus = references, people, written, focus

    def meant(
        self, number: int, token: int, word: tuple[Word, int, int] | None, window: tuple[int, int]
    ) -> tuple[Party, ...]:
        """Whom "the two presidents", "both sides" or "the pair" means; nobody for other phrases."""
        sentence, lists, written = self._sentences[number], self._lexicon.lists, self._syntaxes[number].words[token]
        lemma, noun = sentence.lemmas[token], word[0] if word is not None else None
        before = [self._syntaxes[number].words[child] for child in sentence.children[token]]
        single = lemma in lists["pairs"] and "the" in before
        if single and not self._syntaxes[number].children(token, "prep"):
            return self.two_people(number, token, span=self._sentences[number].placed(token, token))
        span = self._sentences[number].placed(*window)
        if written != "both" and set(before).isdisjoint(lists["both"]):
            return self._more_than_two(number, token, span=span) if lemma in lists["sides"] else ()
        person = noun is not None and noun.kind == "person" and lemma not in lists["sides_alone"]
        definite = written == "both" or any(one in (*lists["pointing"], "both") for one in before)
        if definite and sentence.tags[token] == "NNS" and (lemma in lists["both_people"] or person):
            if (counted := self._counted(number, token)) is not None:
                return (under(counted, span),)
            people = self.two_people(number, token, span=span)
            if people and not self._of_one_state(people, number):
                return people
        known = lemma in lists["sides"] or noun is not None
        if (written != "both" and not (definite and known)) or self._written.inside(number, *window):
            return ()  # "two that sold arms" are any two; "the two Dutch nurses"
        pair = self._pair(number, token, span=span, states=lemma in lists["states_two"])
        if not pair and lemma in lists["sides_alone"] and (home := self._at_home(number, token)) is not None:
            text, start, end = span
            return (Party(text=text, start=start, end=end, name=text.lower(), country=home, kind="group"),)
        if noun is not None and noun.kind in ("organisation", "group") and lemma not in lists["sides"]:
            pair = tuple(
                replace(one, kind=noun.kind, sectors=noun.sectors, entity=None, name=f"{span[0]} ({one.name})")
                for one in pair
            )
        return pair

    def tied(self, number: int, token: int) -> tuple[Match, Match] | None:
        """The two names of a pair that a hyphen ties, told at the second: "US-China talks"; None for one name alone."""
        words, match = self._sentences[number].words, self._written.match(number, token)
        if match is None or match.first < 2 or match.last != token or words[match.first - 1] not in TIES:
            return None
        other = self._written.match(number, match.first - 2)
        if other is None or other.last != match.first - 2:
            return None
        kinds = {(name.kind, name.form == "people") for name in (match.names[0], other.names[0])}
        return (other, match) if kinds <= TIED and match.names[0].entity != other.names[0].entity else None

    def country(self, number: int, token: int) -> Party | None:
        """The state that "the country" or "his country" refers to; None where no word before it points back."""
        syntax = self._syntaxes[number]
        words = {syntax.words[child] for child in syntax.children(token, "det", "poss", "amod")}
        if words.isdisjoint(("the", "this", "that", "his", "her", "its", "their")) or words & {"other", "third"}:
            return None
        if any(party.country for pobj in self._of(number, token) for party in self._parties(number, pobj)):
            return None  # "the kingdom of Bhutan"
        for possessor in syntax.children(token, "poss"):
            for party in self._parties(number, possessor):
                if (state := self.state(party.country)) is not None:
                    return replace(state, text=party.text, start=party.start, end=party.end)
        states = self._states(number, token)
        for mention in reversed(states):
            if mention.sentence >= number - 2 and not (mention.sentence == number and mention.subject):
                return mention.party
        return states[-1].party if states else None

    def _states(self, number: int, token: int) -> list[Mention]:
        """The last mentions of states before a token."""
        return [
            mention
            for mention in self._references.mentions[-LONG_AGO:]
            if mention.party.kind == "state" and (mention.sentence, mention.token) < (number, token)
        ]

    def other_state(self, number: int, token: int) -> Party | None:
        """The state that "its neighbour" refers to: the only one named of late that is not the possessor's own."""
        own = {
            party.country
            for possessor in self._syntaxes[number].children(token, "poss")
            for party in self._parties(number, possessor)
        }
        found: dict[str, Party] = {}
        for distance in range(FAR + 1):
            for _, party in self._sides(number - distance, token if distance == 0 else None):
                if party.country is not None and party.country not in own:
                    found.setdefault(party.country, party)
            if (
                distance == 0
                and not found
                and own - {None}
                and (home := self.state(self._home_beside(own))) is not None
            ):
                return home
            if found:
                break
        return next(iter(found.values())) if own - {None} and len(found) == 1 else None

    def _home_beside(self, own: set[str | None]) -> str | None:
        """The state that the article is about, where it is not one's own."""
        return self._focus.home if own - {None} and self._focus.home not in own else None

    def _sides(self, number: int, until: int | None, *, hosts: bool = False) -> Iterator[tuple[int, Party]]:
        """The named parties of a sentence that can be one of two sides, by token: no place where something happens.

        With ``hosts`` a state or capital is one where somebody is or goes: "came back from Ankara".
        """
        if number < 0:
            return
        sentence, syntax = self._sentences[number], self._syntaxes[number]
        last = len(sentence.words) if until is None else until
        for match in self._written.inside(number, 0, last - 1):
            name = self._focus.own(number, self._written.choose(match.names))
            head = match.last
            if sentence.labels[head] == "pobj" and name.form in ("name", "capital", "metonym") and not hosts:
                preposition = syntax.words[sentence.heads[head]]
                located = preposition in self._lexicon.lists["placing"]
                if located or (name.form == "capital" and preposition in self._lexicon.lists["moving"]):
                    continue
            if name.kind == "place" or (name.kind == "body" and name.country is None) or "JRN" in name.sectors:
                continue
            state = self.state(name.country) if name.form != "name" or name.kind == "state" else None
            text, start, end = self._sentences[number].placed(match.first, match.last)
            if state is not None:
                yield head, replace(state, text=text, start=start, end=end)
            elif name.kind in ("organisation", "group", "person"):
                yield (
                    head,
                    Party(
                        text=text,
                        start=start,
                        end=end,
                        name=name.name,
                        country=name.country,
                        kind=name.kind,
                        sectors=name.sectors,
                        entity=name.entity,
                        rule=name.stands,
                    ),
                )

    def _counted(self, number: int, token: int) -> Party | None:
        """The two whom the sentence before counts without a name: "two Kenyans ... the two men"."""
        for mention in self._references.inside(number - 1) if number else ():
            syntax = self._syntaxes[mention.sentence]
            two = any(syntax.words[child] == "two" for child in syntax.children(mention.token, "nummod"))
            if two and mention.party.kind in ("person", "group"):
                return mention.party
        return None

    def _at_home(self, number: int, token: int) -> str | None:
        """The state whose own two sides are meant: the one that the article is about, where no other is a side."""
        focus = self._focus.of(number, token)
        return self._focus.home if focus is None or focus[0] == self._focus.home else None

    def _acting(self, number: int, token: int) -> frozenset[str]:
        """The countries of those who act on "both sides", so are none of them: "Kenya urged both sides to meet"."""
        syntax = self._syntaxes[number]
        sentence, verb = syntax.sentence, syntax.sentence.heads[token]
        if (sentence.labels[token] == "nsubj" and syntax.is_infinitive(verb)) or sentence.labels[token] == "pobj":
            verb = sentence.heads[verb]
        if not syntax.is_verb(verb) or sentence.labels[token] not in ("nsubj", "dobj", "dative", "pobj"):
            return frozenset()  # "cut the ties between the two countries" may be one's own
        subjects = [one for one in syntax.surface_subjects(verb) if one < min(verb, token)]
        if not subjects:
            return frozenset()
        begin = sentence.starts[min(syntax.extent(one)[0] for one in subjects)]
        told = self._focus.told(number).items()
        acting = {
            party.country for one in subjects for party in self._parties(number, one) if party.country is not None
        }
        return frozenset(acting | {country for country, span in told if begin <= span.start < sentence.starts[verb]})

    def _of_one_state(self, people: tuple[Party, ...], number: int) -> bool:
        """Whether two people are of one of the article's two states, so that its leaders are others."""
        countries, here = {party.country for party in people}, self._focus.told(number)
        usual = tuple(here) if len(here) == 2 else self._focus.together(number)
        return usual is not None and len(countries) == 1 and countries < set(usual)

    def _acting_people(self, number: int, token: int) -> set[tuple[int, int]]:
        """Where those stand who act on "both leaders", so are neither: "the premier called both leaders"."""
        sentence, syntax = self._sentences[number], self._syntaxes[number]
        verb = sentence.heads[token]
        if sentence.labels[token] not in ("dobj", "dative") or not syntax.is_verb(verb):
            return set()
        return {(number, one) for one in syntax.surface_subjects(verb)}

    def _pair(self, number: int, token: int, *, span: Placed, states: bool) -> tuple[Party, ...]:
        """The two that "both countries" or "the two sides" refers to; only ``states`` where the noun says so."""
        syntax = self._syntaxes[number]
        words = {syntax.words[child] for child in syntax.sentence.children[token]} | {syntax.words[token]}
        if words.isdisjoint(self._lexicon.lists["both"]):
            return ()
        found = self._two(number, token, states=states)
        return tuple(
            under(party, span, meaning=self.state(party.country) if states or _stands_for_state(party) else None)
            for party in sorted(found, key=lambda party: party.start)
        )

    def _two(self, number: int, token: int, *, states: bool) -> tuple[Party, ...]:
        """The two sides: those coordinated or named alone right before, else the article's pair, else the last two.

        Who acts on them is none of them, unless the article tells of that state and another all along.
        """
        without = self._acting(number, token)
        usual = self._focus.together(number)
        if usual is not None and not without.isdisjoint(usual):
            without = frozenset()
        last: dict[str, Party] = {}
        for distance in range(FAR + 1):
            at = number - distance
            if at < 0:
                break
            until = token if distance == 0 else None
            here = [(head, party) for head, party in self._sides(at, until) if party.country not in without]
            joined = self._joined(at, until, states=states)
            sides = {_side(party, states=states) for party in joined}
            apart = without.isdisjoint(party.country or "" for party in joined)
            if joined and apart and {_side(party, states=states) for party in last.values()} <= sides:
                return joined
            alone = not last
            for _, party in here:
                if party.country is not None:
                    last.setdefault(party.country, party)
            if distance == 0 and len(last) == 1:  # "the premier came back from Ankara: both governments ..."
                for _, party in self._sides(at, token, hosts=True):
                    if party.country is not None and party.country not in without:
                        last.setdefault(party.country, party)
                if len(last) != 2:
                    last = {party.country: party for _, party in here if party.country is not None}
            if len(last) == 2:
                if usual is None or (alone and distance < 2) or set(last) == set(usual):
                    return tuple(last.values())
                break
            if len(last) > 2:
                break
        times: Counter[str] = Counter()
        named: dict[str, Party] = {}
        for mention in self._references.mentions[-LONG_AGO:]:
            country = mention.party.country
            if (mention.sentence, mention.token) < (number, token) and country is not None and country not in without:
                named[country] = mention.party
                times[country] += 1
        if usual is not None and set(usual) <= named.keys():
            return tuple(named[country] for country in usual)
        oftenest = sorted(named, key=lambda country: (-times[country], -named[country].start))[:2]
        if len(oftenest) < 2 or (self._focus.home is not None and times[oftenest[1]] < 2):
            quarrels = (() if states else self._at_odds(at, None) for at in range(number - 1, -1, -1))
            return next(filter(None, quarrels), ())
        return tuple(named[country] for country in oftenest)

    def _more_than_two(self, number: int, token: int, *, span: Placed) -> tuple[Party, ...]:
        """The states that "the three countries" refers to: the last coordination of just so many."""
        syntax = self._syntaxes[number]
        counts = [run.low for child in syntax.children(token, "nummod") if (run := written_number(syntax, child))]
        determiners = {syntax.words[child] for child in syntax.children(token, "det")}
        if determiners.isdisjoint(self._lexicon.lists["pointing"]) or len(counts) != 1 or counts[0] < 3:
            return ()
        for at in range(number, max(number - FAR, 0) - 1, -1):
            for mention in reversed(self._references.inside(at)):
                members = self._syntaxes[at].conjuncts(mention.token) if at < number or mention.token < token else ()
                parties = [party for member in members for party in self._parties(at, member)[:1]]
                states = [state for party in parties if (state := self.state(party.country)) is not None]
                if len(members) == len({state.country for state in states}) == counts[0]:
                    pairs = zip(parties, states, strict=True)
                    return tuple(under(party, span, meaning=state) for party, state in pairs)
        return ()

    def _joined(self, number: int, until: int | None, *, states: bool) -> tuple[Party, ...]:
        """The two parties of the last coordination of exactly two in a sentence."""
        syntax = self._syntaxes[number]
        mentions = [mention for mention in self._references.inside(number) if until is None or mention.token < until]
        for mention in reversed(mentions):
            if syntax.sentence.labels[mention.token] == "conj":
                continue
            members = [
                party for member in syntax.conjuncts(mention.token) for party in self._parties(number, member)[:1]
            ]
            sides = {side: party for party in members if (side := _side(party, states=states)) is not None}
            if len(members) == 2 and len(sides) == 2 and len(syntax.conjuncts(mention.token)) == 2:
                return tuple(sides.values())
        tokens = dict(self._sides(number, until))
        for token, party in tokens.items():
            others = [tokens[child] for child in syntax.children(token, "conj") if child in tokens]
            if len(others) == 1 and party.country != others[0].country:
                return (party, others[0])
        return () if states else self._at_odds(number, until)

    def _at_odds(self, number: int, until: int | None) -> tuple[Party, ...]:
        """A government and those who defy it, named together in a sentence: "the army and the rebels"."""
        syntax = self._syntaxes[number]
        for token in range(len(syntax.words) if until is None else until):
            pair = syntax.conjuncts(token) if syntax.children(token, "conj") else ()
            members = [party for member in pair for party in self._parties(number, member)[:1]]
            sectors = [frozenset(party.sectors[:1]) for party in members]
            ruling, defiant = (any(own & side for own in sectors) for side in (RULING, DEFIANT))
            if len(pair) == len(members) == 2 and sectors[0] != sectors[1] and ruling and defiant:
                return tuple(members)
        return ()

    def two_people(self, number: int, token: int, *, span: Placed) -> tuple[Party, ...]:
        """The two people whom "the two presidents" or "both ministers" refers to: the last two that are named."""
        found: dict[str, Party] = {}
        lowest, acting = number - FAR, self._acting_people(number, token)
        for mention in reversed(self._references.mentions[-LONG_AGO:]):
            party = mention.party
            if mention.sentence < lowest:
                break
            before = (mention.sentence, mention.token) < (number, token)
            before = before and self._sentences[mention.sentence].tags[mention.token] != "NNS"
            before = before and (mention.sentence, mention.token) not in acting
            if before and self._may_be(mention, self._sentences[number].lemmas[token]):
                lowest = mention.sentence - FAR if not found else lowest
                found.setdefault(party.name, party)
            if len(found) == 2:
                people = [replace(one, kind="person") for one in found.values()]
                return tuple(under(one, span) for one in sorted(people, key=lambda one: one.start))
        return ()

    def beside(self, number: int, token: int, party: Party) -> list[Party]:
        """The people named after a plural office: "the ministers of A and B, X and Y", with their countries in order.

        Without as many countries as names each keeps what is known of it alone.
        """
        syntax = self._syntaxes[number]
        names = [name for one in syntax.children(token, "appos") for name in syntax.conjuncts(one)]
        people = [one for name in names if syntax.sentence.tags[name] == "NNP" for one in self._own(number, name)]
        if len(people) < 2 or len(people) != len(names) or party.kind != "person":
            return []
        states = [
            one.country
            for member in self._of(number, token)
            for one in self._parties(number, member)
            if one.kind == "state" and syntax.sentence.tags[member].startswith("NNP")
        ]
        told: list[str | None] = [*states] if len(states) == len(people) else [None] * len(people)
        shared = None if self._of(number, token) else party.country
        return [
            replace(
                one,
                kind="person",
                sectors=party.sectors or one.sectors,
                country=country or shared or one.country,
                unknown=None if country or shared or one.country else "several-candidates",
                rule=party.rule,
            )
            for one, country in zip(people, told, strict=True)
        ]

    def _of(self, number: int, token: int) -> list[int]:
        """The objects of a token's ``of``."""
        syntax = self._syntaxes[number]
        preps = [prep for prep in syntax.children(token, "prep") if syntax.words[prep] == "of"]
        return [one for prep in preps for pobj in syntax.children(prep, "pobj") for one in syntax.conjuncts(pobj)]

    def _own(self, number: int, token: int) -> tuple[Party, ...]:
        """The person that a name stands for."""
        return tuple(one for one in self._parties(number, token)[:1] if one.kind in ("person", None))

    def _may_be(self, mention: Mention, noun: str) -> bool:
        """Whether a person may be one of "the two presidents": by title or office, unless the noun fits anybody.

        A name that nothing else is known of is a person's where its first name is one, or that of whom it is
        coordinated with; men are not women.
        """
        party, lists = mention.party, self._lexicon.lists
        if party.kind not in ("person", None) or not party.name[:1].isupper():
            return False
        gender = self._people.gender(party)
        if {gender, *_gender_of(noun, lists)} == {"m", "f"}:
            return False
        if party.kind is None and gender is None:
            conjuncts = self._syntaxes[mention.sentence].conjuncts
            first = self._syntaxes[mention.sentence].first_conjunct(mention.token)
            beside = [one for member in conjuncts(first) for one in self._parties(mention.sentence, member)]
            if " " not in party.name or not any(self._people.gender(one) for one in beside):
                return False
        if noun in lists["anybody"] or noun in lists["pairs"]:
            return True
        offices = [name.office or "" for name in self._lexicon.names.get(party.name, ())]
        return any(noun in words.split() for words in (*self._people.titles(party.name), *offices))

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


def _gender_of(noun: str, lists: Mapping[str, Words]) -> tuple[str, ...]:
    """The gender that a noun gives: "men", "women"."""
    return ("m",) if noun in lists["masculine"] else ("f",) if noun in lists["feminine"] else ()


def _stands_for_state(party: Party) -> bool:
    """Whether somebody is a side as his state is: a president, but no ministry and no rebels."""
    return party.kind != "organisation" and DEFIANT.isdisjoint(party.sectors[:1])


def _side(party: Party, *, states: bool) -> str | None:
    """What tells a side from the other; None where it is none."""
    if states or party.kind in ("state", "person", "place"):
        return party.country
    return party.entity or (party.name if party.kind in NEUTRAL else None)
