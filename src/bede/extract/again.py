"""Bodies and groups that come back: "the group", "the ministry", "the rebels", and abbreviations in brackets."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from bede.extract.focus import Focus
from bede.extract.identity import identity
from bede.extract.people import People
from bede.extract.references import FAR, SEVERAL, Mention, References, under
from bede.extract.written import Written
from bede.lexicon import Word
from bede.model import Kind, Party, Span

ABBREVIATION = re.compile(r"[A-Z][A-Za-z0-9]*[A-Z0-9][A-Za-z0-9]*(?:-[A-Z0-9]+)*")
LONG = 20
"""Sentences before an organ in which the one at its head is looked for."""
LONGEST = 12
"""Tokens of a name that an abbreviation stands for, at most."""
CITIZENS = frozenset({"AGR", "BUS", "CVL", "EDU", "LAB", "MED", "OPP"})
"""Sectors of those for whom the government is their own."""

COLLECTIVE: tuple[Kind, ...] = ("organisation", "group", "company", "body")


class Again:
    """What was named in full and comes back under fewer words."""

    def __init__(self, references: References, *, people: People, written: Written, focus: Focus) -> None:
        self._sentences, self._syntaxes = references.sentences, references.syntaxes
        self._lexicon, self._parties = references.lexicon, references.parties
        self._references, self._people, self._written, self._focus = references, people, written, focus
        self._short: dict[str, tuple[int, tuple[int, int]]] = {}
        self._full: dict[str, Party | None] = {}
        self._described: dict[str, list[Party]] = {}
        for number in range(len(self._sentences)):
            self._introduced(number)

    # -- abbreviations ---------------------------------------------------------------------------------------------

    def _introduced(self, number: int) -> None:
        """Keep where the full names of the abbreviations in a sentence stand."""
        words = self._sentences[number].words
        for at in range(2, len(words) - 1):
            bracketed = words[at - 1] in ("(", "[") and words[at + 1] in (")", "]")
            otherwise = words[at - 1] == "or" and words[at - 2] == "," and words[at + 1] == ","
            if not (bracketed or otherwise) or not ABBREVIATION.fullmatch(words[at]) or words[at] in self._short:
                continue
            end = at - 2 if bracketed else at - 3
            first = self._beginning(number, end, words[at])
            if first is not None and first < end:
                self._short[words[at]] = (number, (first, end))

    def _beginning(self, number: int, end: int, short: str) -> int | None:
        """The first token of the name before a bracket: its capitals spell the abbreviation, else it is one name."""
        words = self._sentences[number].words
        letters = [sign.lower() for sign in short if sign.isalpha()]
        run: list[int] = []
        for at in range(end, max(-1, end - LONGEST), -1):
            word = words[at]
            if word[:1].isupper():
                run.insert(0, at)
                if [words[token][0].lower() for token in run] == letters:
                    return at
            elif not (word.islower() and len(word) <= 3) and word not in ("'", "\u2019", "'s", "\u2019s", "-"):
                break
        whole = run[0] if run else None
        if whole is not None and words[whole][0].lower() == letters[0] and len(run) > 1:
            return whole
        return None

    def abbreviated(self, written: str, *, before: int) -> Party | None:
        """Whom an abbreviation means that the article introduced before an offset."""
        known = self._short.get(written)
        if known is None or self._sentences[known[0]].starts[known[1][1]] >= before:
            return None
        if written not in self._full:
            self._full[written] = None
            self._full[written] = self._named(known[0], *known[1])
        return self._full[written]

    def _named(self, number: int, first: int, last: int) -> Party | None:
        """The party of a full name."""
        sentence = self._sentences[number]
        inside = range(first, last + 1)
        head = next((token for token in inside if sentence.heads[token] not in inside), last)
        found = next(iter(self._parties(number, head)), None)
        text, start, end = sentence.placed(first, last)
        if found is None:
            return Party(text=text, start=start, end=end, name=text)
        known = found.entity is not None and found.kind != "state"
        return replace(found, text=text, start=start, end=end, name=found.name if known else text, antecedent=None)

    # -- nouns -----------------------------------------------------------------------------------------------------

    def keep(self, word: Word, party: Party) -> None:
        """Remember an organ that is named with its country, so that its noun alone finds it."""
        self._described.setdefault(word.words, []).append(party)

    def back(self, number: int, token: int, word: Word, party: Party, *, proper: bool, former: bool) -> Party | None:
        """Whom a title or noun without a name means that was named before: "the secretary", "the group"."""
        syntax, lists = self._syntaxes[number], self._lexicon.lists
        span = (party.text, party.start, party.end)
        definite = any(syntax.words[child] == "the" for child in syntax.children(token, "det"))
        if definite and (word.title or word.kind == "person") and not syntax.sentence.tags[token].endswith("S"):
            leader = word.words in lists["leaders"]
            titles = (word.words, *(lists["leading"] if leader else ()))
            holders = {
                holder.party.name: holder.party
                for title in titles
                for holder in self._people.holders(title, before=party.start, former=former)
                if party.country is None or holder.party.country == party.country
            }
            if len(holders) == 1:
                return under(next(iter(holders.values())), span)
            if len(holders) > 1:
                return replace(party, unknown=SEVERAL)
        if word.kind != "person" or syntax.sentence.tags[token] == "NNS":
            if party.country is None and not proper and self.explains(number, token, word):
                return self.state_organ(number, token, word, party)
            if party.country is None and word.kind == "organisation" and not proper:
                before = self._described.get(word.words, [])
                fuller = next((one for one in reversed(before) if one.start < party.start), None)
                if fuller is not None and not self._elsewhere(number, token, word, fuller, fuller.country):
                    # "the foreign ministry" after "China's ..."
                    antecedent = Span(text=fuller.text, start=fuller.start, end=fuller.end)
                    return replace(
                        party, name=fuller.name, country=fuller.country, entity=fuller.entity, antecedent=antecedent
                    )
            if not syntax.children(token, "poss"):
                again = self.named(number, token, word, party)
                if (
                    again is not None
                    and again.antecedent
                    and self._elsewhere(number, token, word, again.antecedent, again.country)
                ):
                    again = None
                if again is None and party.country is None and not proper:
                    again = self.state_organ(number, token, word, party)
                return again
        elif party.country is None and not proper and not syntax.children(token, "poss"):
            if definite and (same := self._same_office(number, token)) is not None:
                return under(same, span)
            return self.state_organ(number, token, word, party)
        return None

    def _same_office(self, number: int, token: int) -> Party | None:
        """Whom "the ambassador" means after "China's ambassador": the last described by that noun, with a country."""
        lemma = self._sentences[number].lemmas[token]
        for mention in self._references.before(number, token, far=FAR):
            sentence, party = self._sentences[mention.sentence], mention.party
            if sentence.lemmas[mention.token] == lemma and party.kind == "person" and not mention.plural:
                return (
                    party if party.country is not None and party.start < self._sentences[number].starts[token] else None
                )
        return None

    def _acted_on(self, number: int, token: int) -> tuple[str, Span] | None:
        """The article's state for an organ that another's government or army acts on: "The Treasury backs the army"."""
        syntax, home = self._syntaxes[number], self._focus.home
        label, verb = syntax.sentence.labels[token], syntax.sentence.heads[token]
        if label == "nsubj" and syntax.is_infinitive(verb):
            label, verb = "dobj", syntax.sentence.heads[verb]  # "urged the army to leave"
        if label not in ("dobj", "dative") or home is None:
            return None
        parties = (party for one in syntax.surface_subjects(verb) for party in self._parties(number, one))
        foreign = any(party.country not in (None, home) and party.sector in ("GOV", "MIL") for party in parties)
        return self._focus.at_home(number) if foreign else None

    def _elsewhere(self, number: int, token: int, word: Word, fuller: Party | Span, country: str | None) -> bool:
        """Whether an organ is not the one last named by its noun, but that of the state which the text came back to."""
        near = self._sentences[max(0, number - 1)].start <= fuller.start and word.words in fuller.text.lower()
        focus = None if near or not self._of_state(word) else self._focus.of(number, token)
        return focus is not None and focus[0] != country

    def named(self, number: int, token: int, word: Word, party: Party) -> Party | None:
        """A party named before that a noun with an article means: of the same head, or a name of that kind.

        Where two fit alike, the noun's own party with the reason that it stays open; None where nothing fits.
        """
        syntax = self._syntaxes[number]
        if not any(syntax.words[child] in self._lexicon.lists["pointing"] for child in syntax.children(token, "det")):
            return None
        own = [
            syntax.words[child]
            for child in syntax.children(token, "amod", "compound", "nmod")
            if not (syntax.sentence.words[child][:1].isupper() and self._national(number, child))
            and syntax.words[child] not in self._lexicon.lists["allied"]  # "the Iran-backed group"
        ]
        plural = syntax.sentence.tags[token] in ("NNS", "NNPS")
        others = self._references.fellows(number, token)
        fitting = [
            mention
            for mention in self._references.before(number, token, far=2 * FAR)
            if mention.party.start < party.start
            and identity(mention.party) not in others
            and self._fits(mention, number, token, word, party, own, plural=plural)
            and not (mention.sentence == number and self._beside(number, mention.token, token))
        ]
        if not fitting:
            return None
        found = fitting[0].party
        if any(
            other.sentence == fitting[0].sentence
            and other.party.name != found.name
            and self._coordinated(fitting[0], other)
            for other in fitting[1:]
        ):
            return replace(party, unknown=SEVERAL)
        antecedent = found.antecedent or Span(text=found.text, start=found.start, end=found.end)
        whole = found.entity is not None or not found.sectors
        return replace(
            party,
            name=found.name,
            country=found.country or party.country,
            kind=found.kind or party.kind,
            sectors=found.sectors if whole or not party.sectors or self._generic(word) else party.sectors,
            entity=found.entity,
            antecedent=antecedent,
        )

    def by_head(self, number: int, token: int) -> Party | None:
        """Whom "the front" means after "the Sudan Liberation Front": the last name with that word at its end."""
        syntax = self._syntaxes[number]
        sentence = syntax.sentence
        before = [syntax.words[child] for child in sentence.children[token] if child < token]
        if sentence.tags[token] != "NN" or before != ["the"]:
            return None
        for mention in self._references.before(number, token, far=2 * FAR):
            name = mention.party.name.split()
            if len(name) > 1 and name[-1][:1].isupper() and name[-1].lower() == sentence.lemmas[token]:
                return mention.party if mention.party.kind in COLLECTIVE else None
        return None

    def _national(self, number: int, token: int) -> bool:
        """Whether a word gives a country: "Turkish" says as much as "Turkey's"."""
        match = self._written.match(number, token)
        return match is not None and (match.names[0].kind == "state" or match.names[0].form == "adjective")

    def _generic(self, word: Word) -> bool:
        """Whether a noun says nothing of what a group is."""
        return word.words in self._lexicon.lists["generic"]

    def _fits(
        self, mention: Mention, number: int, token: int, word: Word, party: Party, own: list[str], *, plural: bool
    ) -> bool:
        """Whether a mention can be what a noun means."""
        other = mention.party
        if party.country is not None and other.country is not None and party.country != other.country:
            return False
        sentence = self._sentences[mention.sentence]
        head = self._syntaxes[number].sentence.lemmas[token]
        said = (other.antecedent.text if other.antecedent is not None else other.text).casefold().split()
        same = sentence.lemmas[mention.token].casefold() == head or (bool(said) and said[-1] == word.words)
        if same and other.kind in (*COLLECTIVE, "person"):
            return all(one in said for one in own)
        if own and not set(own) <= set(said) and not all(one in self._lexicon.words for one in own):
            return False
        if word.words == "group" and mention.plural and other.kind in ("person", "group") and not plural:
            official = (other.sector or "").lower() in self._lexicon.lists["official_sectors"]
            return mention.subject and not official  # sixty migrants
        named = other.entity is not None or any(letter.isupper() for letter in other.name)
        if not named or other.kind not in COLLECTIVE:
            return False
        if head in other.name.casefold().split():
            return not plural
        if self._syntaxes[number].sentence.tags[token] == "NNP":
            return False  # a name of its own: "the Treasury" is no White House
        return self._of_kind(word, other, plural=plural)

    def _of_kind(self, word: Word, other: Party, *, plural: bool) -> bool:
        """Whether a noun tells what a named party is."""
        if self._generic(word):
            apart = (*self._lexicon.lists["official_sectors"], "jrn")
            return other.kind in ("organisation", "group") and not plural and (other.sector or "").lower() not in apart
        if word.kind == "company":
            return other.kind == "company"
        if word.kind == "body":
            return other.kind == "body"
        if word.sectors and word.kind in ("organisation", "group", "person"):
            if plural and word.sectors[0] not in ("REB", "UAF", "PRM", "CRM"):
                return False
            armed = {"REB", "UAF", "PRM"} if "PRM" in word.sectors else {"REB", "UAF"}  # militants are no militia
            sectors = armed if armed.intersection(word.sectors) and plural else set(word.sectors[:1])
            return other.kind in ("organisation", "group") and bool(sectors.intersection(other.sectors[:1]))
        return False

    def _beside(self, number: int, one: int, other: int) -> bool:
        """Whether two tokens are members of one coordination, so that neither is the other: "the army and the navy"."""
        syntax = self._syntaxes[number]
        return one != other and syntax.first_conjunct(one) == syntax.first_conjunct(other)

    def _coordinated(self, one: Mention, other: Mention) -> bool:
        """Whether two mentions of a sentence are members of one coordination."""
        syntax = self._syntaxes[one.sentence]
        return syntax.first_conjunct(one.token) == syntax.first_conjunct(other.token)

    def state_organ(self, number: int, token: int, word: Word, party: Party) -> Party | None:
        """The country of "the government" or "the army": that of the only state told of in the last sentences."""
        syntax = self._syntaxes[number]
        lists, determiners = self._lexicon.lists, syntax.children(token, "det", "poss", "nummod")
        pointed = any(syntax.words[child] in lists["pointing"] for child in determiners)
        bare = not determiners and word.words in lists["state_organs_bare"]
        if not bare and not (pointed and self._of_state(word)):
            return None
        acted, told = self._acted_on(number, token) if pointed else None, self._told_before(number, token)
        given_to = self._given_to(number, token)
        if told is not None and acted is None:
            country, antecedent = told
            return replace(party, country=country, antecedent=antecedent if pointed else None)
        several = word.words in lists["sides"] and syntax.sentence.tags[token] == "NNS"  # "the governments"
        told = acted or self._focus.of(number, token)
        if told is not None and told[0] in given_to:
            told = None
        if not several and told is not None and party.unknown is None:  # not "prosecutors of the bloc"
            country, antecedent = told
            return replace(party, country=country, antecedent=antecedent if pointed else None)
        found: dict[str, Party] = {}
        for mention in self._references.before(number, token, far=2 * FAR):
            other = mention.party
            national = other.kind == "state" or (
                other.kind in ("person", "organisation") and "GOV" in other.sectors[:1]
            )
            if other.country is None or other.country in given_to:
                continue
            if national and other.start < party.start:
                found.setdefault(other.country, other)
        state = next(iter(found.values())) if len(found) == 1 else found.get(self._goes_on(number, token) or "")
        state = state or self._led(number, token, word)
        if state is None:
            return replace(party, unknown=SEVERAL) if found else None
        antecedent = state.antecedent or Span(text=state.text, start=state.start, end=state.end)
        return replace(party, country=state.country, antecedent=antecedent)

    def _given_to(self, number: int, token: int) -> set[str | None]:
        """The states to which an organ gives, as its subject: "the government sent tents to Chad" is not Chad's."""
        syntax, sentence = self._syntaxes[number], self._sentences[number]
        verb = sentence.heads[token]
        verbs = [verb, *syntax.children(verb, "xcomp")]  # "decided to send"
        giving = [one for one in verbs if sentence.lemmas[one] in self._lexicon.lists["conveying"]]
        if sentence.labels[token] != "nsubj" or not giving:
            return set()
        preps: dict[str, list[int]] = {}
        for one in giving:
            for at in (one, *syntax.children(one, "dobj")):
                syntax.prepositions(at, into=preps)
        theirs = (at for name in ("to", "for") for at in preps.get(name, ()))
        return {party.country for at in theirs for party in self._parties(number, at) if party.country is not None}

    def _goes_on(self, number: int, token: int) -> str | None:
        """The country that an organ speaks of and the sentence before is about: "... The army said that Chad ..."."""
        syntax = self._syntaxes[number]
        said = {
            party.country
            for clause in syntax.children(syntax.sentence.heads[token], "ccomp")
            for subject in syntax.children(clause, "nsubj", "nsubjpass")
            for party in self._parties(number, subject)
            if party.kind == "state"
        }
        told = {one.party.country for one in self._references.inside(number - 1) if one.subject} if number else set()
        return next(iter(said & told), None) if len(said) == 1 else None

    def _led(self, number: int, token: int, word: Word) -> Party | None:
        """The only one named before whose office is at the head of an organ: its secretary, of "the treasury"."""
        organ, found = word.words.split()[0], dict[str, Party]()
        for mention in self._references.before(number, token, far=LONG):
            party = mention.party
            if party.kind == "person" and party.country is not None and organ in self._offices(party):
                found.setdefault(party.country, party)
        return next(iter(found.values())) if len(found) == 1 else None

    def _offices(self, party: Party) -> set[str]:
        """The words of the offices that somebody is said or known to hold."""
        known = [name.office or "" for name in self._lexicon.names.get(party.name, ())]
        return {one for words in (*self._references.titles(party.name), *known) for one in words.split()}

    def explains(self, number: int, token: int, word: Word) -> bool:
        """Whether an organ is that of the state of its own sentence, whatever was named before.

        It stands after a colon that follows its state, "Chad rejects it: the government says ...", or a people's own
        citizens speak of it or act on it: "Chadian grocers demanded that the government ...".
        """
        if not self._of_state(word) or (told := self._told_before(number, token)) is None:
            return False
        sentence = self._sentences[number]
        between = range(bisect_left(sentence.starts, told[1].end), token)
        return any(sentence.words[at] in (":", ";") for at in between) or self._of_citizens(number, token, told[0])

    def _of_citizens(self, number: int, token: int, country: str) -> bool:
        """Whether those who act on a token or speak of it are citizens of a country: its traders, no officials."""
        syntax = self._syntaxes[number]
        return any(
            party.country == country and party.kind in ("person", "group") and party.sector in CITIZENS
            for verb in syntax.ancestors(token)
            if syntax.is_verb(verb)
            for subject in syntax.surface_subjects(verb)
            if subject < token
            for party in self._parties(number, subject)
        )

    def _of_state(self, word: Word) -> bool:
        """Whether a noun names an organ that every state has: "the government", "the army"."""
        organs = self._lexicon.lists["state_organs"]
        return word.national or word.words in organs or word.words.rpartition(" ")[2] in organs

    def _told_before(self, number: int, token: int) -> tuple[str, Span] | None:
        """The only country that the names of a sentence tell, where one of them stands before a token; the first."""
        found = self._focus.told(number, borne=True)
        first = next(iter(found.items()), None)
        starts = self._sentences[number].starts
        return first if first and len(found) == 1 and first[1].end <= starts[token] else None
