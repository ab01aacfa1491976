"""Who a noun phrase names: entity, country, sectors and kind, with pronouns and short forms resolved in the article."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bede.extract import terms
from bede.extract.grammar import Syntax
from bede.extract.references import Mention, References, under
from bede.lexicon import Lexicon, Name, Word
from bede.model import Kind, Parse, Party, Sentence, Span

LEFT = ("compound", "amod", "nmod", "poss", "det", "nummod", "quantmod", "predet", "advmod", "npadvmod")
LOCATIVE = ("in", "from", "at", "inside")
LONGEST_TITLE = 6


@dataclass(frozen=True, slots=True)
class Match:
    """A name of the lexicon in a sentence: its tokens, last included, and what it can stand for."""

    first: int
    last: int
    names: tuple[Name, ...]


class Cast:
    """The actors of one article: answers who a token names, always the same for the same article."""

    def __init__(self, parse: Parse, lexicon: Lexicon, *, syntaxes: tuple[Syntax, ...] | None = None) -> None:
        self.lexicon = lexicon
        self.text = parse.article.text
        self.sentences = parse.sentences
        self.syntaxes = syntaxes or tuple(Syntax(sentence, lexicon) for sentence in parse.sentences)
        self.day = parse.article.published.earliest[:10] if parse.article.published else None
        self._person_endings = lexicon.lists["person_endings"]
        self._matches = [self._scan(sentence) for sentence in parse.sentences]
        self._countries = {
            name.country for matches in self._matches for match in matches.values() for name in match.names
        }
        self._people: dict[str, Party] = {}
        self._resolved: dict[tuple[int, int, str], tuple[Party, ...]] = {}
        self.references = References(self.sentences, self.syntaxes, lexicon, parties=self.parties)
        self._gather()

    # -- names in the text -----------------------------------------------------------------------------------------

    def _scan(self, sentence: Sentence) -> dict[int, Match]:
        """The lexicon's names in a sentence, by each token that they cover."""
        found: dict[int, Match] = {}
        text = sentence.text.replace("\u2019", "'").replace("\u00a0", " ").replace("\n", " ")
        if text.isupper():
            text = text.title()  # a line in capitals
        starts = [start - sentence.start for start in sentence.starts]
        ends = [end - sentence.start for end in sentence.ends]
        for start, end, names in self.lexicon.names_in(text):
            first = bisect.bisect_right(starts, start) - 1
            last = bisect.bisect_left(ends, end)
            if first < 0 or last >= len(ends) or last < first:
                continue
            match = Match(first, last, names)
            for token in range(first, last + 1):
                found[token] = match
        return found

    def match(self, sentence: int, token: int) -> Match | None:
        """The lexicon's name that covers a token."""
        return self._matches[sentence].get(token)

    def named(self, sentence: int, token: int) -> bool:
        """Whether a token is part of a known name."""
        return token in self._matches[sentence]

    def _choose(self, names: tuple[Name, ...]) -> Name:
        """The name meant: of a person's terms the one that holds on the day, else the last that began before it."""
        return terms.chosen(names, self.day)

    def _gather(self) -> None:
        """Register the people that the article names in full, then who can be referred to, in order of the text."""
        for number, sentence in enumerate(self.sentences):
            for token, tag in enumerate(sentence.tags):
                if tag == "NNP" and sentence.labels[token] not in ("compound", "nmod", "amod"):
                    self._register(number, token)
        for number, sentence in enumerate(self.sentences):
            for token, tag in enumerate(sentence.tags):
                label = sentence.labels[token]
                if tag in ("PRP", "PRP$"):
                    self.references.mention_again(number, token)
                    continue
                if not tag.startswith("NN") or label in ("compound", "nmod", "npadvmod"):
                    continue
                if self.named(number, token) or tag.startswith("NNP") or label in ("nsubj", "nsubjpass"):
                    for party in self.parties(number, token, owner="none"):
                        named = party.kind is not None or tag == "NNP"
                        if named and party.kind != "place" and party.end > sentence.starts[token]:
                            subject = label in ("nsubj", "nsubjpass")
                            plural = tag.endswith("S") or bool(self.syntaxes[number].children(token, "conj"))
                            self.references.add(Mention(number, token, party, subject, plural))

    def _register(self, number: int, token: int) -> None:
        """Keep a person that is named with a first name or a title, so that later short forms find them."""
        party = self._proper(number, token)
        if party is None or party.kind not in ("person", None) or not party.name.split():
            return
        if party.kind is None and (party.country is not None or not 2 <= len(party.name.split()) <= 3):
            return
        party = replace(party, antecedent=None)  # later forms refer to these words
        first, _ = self.window(number, token)
        for at in range(first, token):
            word = self._word(number, first, at)
            if word is not None and word[0].title:
                self.references.titled.setdefault(word[0].words, party)
        last = party.name.split()[-1]
        known = self._people.get(last)
        if (
            known is None
            or (known.country is None and party.country is not None)
            or (" " not in known.name and " " in party.name)
        ):
            self._people[last] = party
            if len(party.name.split()) == 2 and party.country in ("CHN", "KOR", "PRK", "TWN", "VNM", "HUN"):
                self._people.setdefault(party.name.split()[0], party)  # family name first

    # -- noun phrases ----------------------------------------------------------------------------------------------

    def parties(self, number: int, token: int, *, owner: str = "any") -> tuple[Party, ...]:
        """Whom a head token's phrase is about: usually one, several for "the two countries", none for a time.

        A thing stands for its owner: ``owner`` says whether anybody that it is tied to will do (``any``), only a
        possessor, a name before it or an ``of`` or ``by`` (``strict``), or nobody (``none``: the thing itself).
        """
        key = (number, token, owner)
        if key not in self._resolved:
            self._resolved[key] = ()
            self._resolved[key] = tuple(self._parties(number, token, owner=owner))
        return self._resolved[key]

    def _parties(self, number: int, token: int, *, owner: str) -> Iterator[Party]:
        sentence = self.sentences[number]
        tag, word = sentence.tags[token], self.syntaxes[number].words[token]
        if tag in ("PRP", "PRP$"):
            yield from self.references.pronoun(number, token, span=self._span(number, token, token))
            return
        if (
            tag in ("WDT", "WP", "EX")
            or (sentence.labels[token] == "npadvmod" and not self.named(number, token))
            or sentence.lemmas[token] in self.lexicon.lists["times"]
            or (word == "may" and tag == "NNP")
            or word in self.lexicon.lists["nothing"]
        ):
            return
        if tag == "NNS" and any(
            self.syntaxes[number].words[child] in self.lexicon.lists["both"] for child in sentence.children[token]
        ):
            two = self.references.two_people(number, token, span=self._span(number, *self.window(number, token)))
            if two and (known := self._word(number, token, token)) is not None and known[0].kind == "person":
                yield from two
                return
        definite = word == "both" or any(
            self.syntaxes[number].words[child] in ("the", "these", "those") for child in sentence.children[token]
        )  # "two that sold arms" are any two
        if (word in self.lexicon.lists["both"] and definite) or sentence.lemmas[token] in self.lexicon.lists["sides"]:
            pair = self.references.pair(number, token, span=self._span(number, *self.window(number, token)))
            if pair:
                yield from pair
                return
        if tag == "NNP" or tag == "NNPS" or self.named(number, token):
            party = self._proper(number, token)
            if party is not None:
                yield party
                return
        yield from self._common(number, token, owner=owner)

    def open(self, number: int, token: int) -> Party:
        """The party of a pronoun that nobody is found for: its words alone."""
        text, start, end = self._span(number, token, token)
        return Party(text=text, start=start, end=end, name=text)

    def window(self, number: int, token: int) -> tuple[int, int]:
        """The first and last token of a head with its left modifiers, articles left out."""
        sentence, syntax = self.sentences[number], self.syntaxes[number]
        first = token
        for child in sentence.children[token]:
            if child < token and sentence.labels[child] in LEFT:
                first = min(first, syntax.extent(child)[0])
        match = self.match(number, token)
        last = token
        if match is not None:
            first, last = min(first, match.first), max(last, match.last)
        while first < token and (
            sentence.tags[first] in ("DT", "PDT", "``", "''", ",", "PRP$", "IN")
            or not sentence.words[first][:1].isalnum()
            or sentence.lemmas[first] in self.lexicon.lists["calendar"]
            or (sentence.tags[first] == "RB" and sentence.words[first + 1] != "-")
            or (sentence.tags[first] in ("JJS", "RBS", "JJR", "RBR") and sentence.tags[first + 1] == "CD")
        ):
            first += 1
        return first, last

    def _span(self, number: int, first: int, last: int) -> tuple[str, int, int]:
        """The text and offsets of some tokens."""
        sentence = self.sentences[number]
        start, end = sentence.starts[first], sentence.ends[last]
        return self.text[start:end], start, end

    def _in_window(self, number: int, first: int, last: int) -> list[Match]:
        """The lexicon's names among some tokens, in order."""
        found: list[Match] = []
        for token in range(first, last + 1):
            match = self.match(number, token)
            if match is not None and (not found or found[-1] is not match):
                found.append(match)
        return found

    def _word(self, number: int, first: int, last: int) -> tuple[Word, int, int] | None:
        """The longest title or actor noun that ends at a token (or, with ``of``, goes on after it)."""
        sentence, syntax = self.sentences[number], self.syntaxes[number]
        lemma = sentence.lemmas[last] if not sentence.tags[last].startswith("NNP") else _singular(syntax.words[last])
        for start in range(max(first, last - LONGEST_TITLE + 1), last + 1):
            before = tuple(terms.bare(word, self.lexicon) for word in syntax.words[start:last])
            for head in dict.fromkeys(terms.bare(word, self.lexicon) for word in (lemma, syntax.words[last])):
                word = self.lexicon.words.get(" ".join((*before, head)))
                if word is not None:
                    if syntax.words[last + 1 : last + 2] == ("of",):
                        for end in range(min(last + 4, len(syntax.words) - 1), last + 1, -1):
                            longer = self.lexicon.words.get(
                                " ".join((*before, head, *syntax.words[last + 1 : end + 1]))
                            )
                            if longer is not None:
                                return longer, start, end
                    return word, start, last
        if sentence.tags[last] in ("NN", "NNS") and lemma.endswith(self._person_endings) and lemma.isalpha():
            made = Word(
                words=lemma, kind="person", sectors=("CVL",), stands="words/lists.toml", title=False, national=False
            )
            return made, last, last
        return None

    def _proper(self, number: int, token: int) -> Party | None:
        """The party of a proper name."""
        sentence = self.sentences[number]
        first, last = self.window(number, token)
        match = self.match(number, token)
        whole = match is not None and match.last >= token and not self._longer_name(number, match, token)
        if match is not None and whole and (match.first < token or not self._namesake(number, match)):
            return self._matched(number, match, first, last)
        word = self._word(number, first, token)
        if word is not None and word[2] >= token:
            return None if not sentence.tags[token].startswith("NNP") else self._described(number, token, word, first)
        country: str | None = None
        sectors: tuple[str, ...] = ()
        kind: Kind | None = None
        stands: str | None = None
        begin = first
        title = None
        for at in range(first, token):
            found = self._word(number, first, at)
            if found is not None and found[2] < token:
                title, begin = found[0], max(begin, found[2] + 1)
        for other in self._in_window(number, first, token - 1):
            name = self._choose(other.names)
            before_name = other.last + 1 >= begin and sentence.tags[other.last + 1] == "NNP"
            first_name = name.kind in ("place", "person") or (name.kind == "state" and name.written.istitle())
            if first_name and name.form == "name" and before_name:
                begin = min(begin, other.first)
                continue  # "Virginia Raggi" is not of Virginia
            country, stands, begin = country or name.country, name.stands, max(begin, other.last + 1)
        while begin < token and not sentence.words[begin][:1].isalnum():
            begin += 1
        while begin < token and not sentence.tags[begin].startswith("NNP"):
            begin += 1
        name_text, _, _ = self._span(number, begin, token)
        if title is not None:
            sectors, stands = title.sectors, title.stands
            kind = "person" if title.title or title.kind in ("state", "place") else title.kind
            if self._former(number, first, token):
                sectors = terms.OUT_OF_OFFICE
        text, start, end = self._span(number, first, token)
        known = self._people.get(name_text.split()[-1]) if name_text.split() else None
        if known is None:
            known = self._surname(name_text)
        if known is not None and (name_text in known.name or title is not None or known.name.split()[-1] == name_text):
            same = known.start == start and known.end == end
            return replace(
                known,
                text=text,
                start=start,
                end=end,
                sectors=sectors or known.sectors,
                country=country or known.country,
                antecedent=None if same or known.start < 0 else Span(text=known.text, start=known.start, end=known.end),
            )
        described = self._apposition(number, token)
        if described is not None:
            country, sectors = country or described.country, sectors or described.sectors
            kind, stands = kind or described.kind, stands or described.rule
        if country is None and title is not None:
            country = self._country_after(number, token)
        return Party(
            text=text,
            start=start,
            end=end,
            name=name_text,
            country=country,
            kind=kind,
            sectors=tuple(sectors),
            rule=stands,
        )

    def _namesake(self, number: int, match: Match) -> bool:
        """Whether a town's name is that of a person whom the article names in full: Austin, Houston, Paris."""
        written = self.sentences[number].words[match.first]
        known = self._people.get(written)
        return match.names[0].kind == "place" and known is not None and " " in known.name

    def _longer_name(self, number: int, match: Match, token: int) -> bool:
        """Whether a match is only a piece of a longer unknown name ("Jordan Peterson", "Chad Smith")."""
        sentence = self.sentences[number]
        name = match.names[0]
        if name.form in ("adjective", "people") or name.kind not in ("state", "place", "person"):
            return False
        before = match.first - 1
        # A capitalised word before a country's or town's name that belongs to the same phrase: part of a person's name.
        return (
            before >= 0
            and sentence.tags[before] == "NNP"
            and sentence.labels[before] == "compound"
            and sentence.heads[before] == token
            and not self.named(number, before)
            and self._word(number, max(0, before - 3), before) is None
        )

    def _surname(self, written: str) -> Party | None:
        """A person of the office table by surname alone, where just one of that surname can be meant."""
        name = terms.holder(self.lexicon.surnames.get(written, ()), self.day, countries=self._countries)
        if name is None:
            return None
        return Party(
            text=name.name,
            start=-1,
            end=-1,
            name=name.name,
            country=name.country,
            kind="person",
            sectors=terms.sectors(name, self.day),
            entity=name.entity,
            rule=name.stands,
        )

    def _matched(self, number: int, match: Match, first: int, last: int) -> Party:
        """The party of a name that the lexicon knows, with what its title and modifiers add."""
        name = self._choose(match.names)
        sectors, country = name.sectors, name.country
        kind: Kind = name.kind
        if name.form in ("adjective", "capital", "metonym") and kind != "place":
            kind = "state"
        if name.form == "people":
            kind, sectors = "group", sectors or ("CVL",)
        if kind == "state" and not sectors:
            sectors = ("GOV",)
        if kind == "person":
            sectors = terms.sectors(name, self.day)
            title = next(
                (word for at in range(first, match.first) if (word := self._word(number, first, at)) is not None), None
            )
            if title is not None:
                sectors = terms.OUT_OF_OFFICE if self._former(number, first, last) else title[0].sectors
        elif kind in ("organisation", "group", "company") and country is None:
            before = self._in_window(number, first, match.first - 1)
            country = next((found for other in before if (found := self._choose(other.names).country)), None)
            country = country or self._country_after(number, match.last)
        text, start, end = self._span(number, first, last)
        full = name.name
        if kind == "person":
            known = self._people.get(full.split()[-1])
            if known is not None and known.end <= start and known.name == full and known.text != text:
                return under(known, (text, start, end))
        return Party(
            text=text,
            start=start,
            end=end,
            name=full,
            country=country,
            kind=kind,
            sectors=sectors,
            entity=name.entity,
            rule=name.stands,
        )

    def _former(self, number: int, first: int, last: int) -> bool:
        """Whether the words of a phrase or the word before it say that an office is over or has yet to begin."""
        return terms.says_out_of_office(self.syntaxes[number].words[max(0, first - 1) : last + 1], self.lexicon)

    def _described(self, number: int, token: int, word: tuple[Word, int, int], first: int) -> Party:
        """The party of a phrase whose head is a title or an actor noun."""
        found, begin, end = word
        syntax = self.syntaxes[number]
        named = self._apposition(number, token, proper=True)
        country = None
        for other in self._in_window(number, first, begin - 1) or self._in_window(number, begin, token):
            country = country or self._choose(other.names).country
        for possessor in syntax.children(token, "poss"):
            for party in self.parties(number, possessor):
                country = country or party.country
        country = country or self._country_after(number, end)
        mine = found.sectors or self._sectors_of(self._in_window(number, first, begin - 1))
        sectors = terms.OUT_OF_OFFICE if found.title and self._former(number, first, token) else mine
        kind: Kind = "state" if found.kind == "place" else found.kind
        if found.words in ("colleague", "counterpart"):
            sectors = self.references.sectors_before(number, token)
        last = max(token, end)
        text, start, stop = self._span(number, first, last)
        proper = any(self.sentences[number].tags[at].startswith("NNP") for at in range(first, begin))
        if (
            found.title
            and not proper
            and named is None
            and country is None
            and (holder := self.references.holder(number, token, found.words))
        ):
            return under(holder, (text, start, stop))
        party = Party(
            text=text, start=start, end=stop, name=text, country=country, kind=kind, sectors=sectors, rule=found.stands
        )
        if country is None and named is None and found.kind == "organisation" and not proper:
            fuller = self.references.fuller(found.words, before=start)
            if fuller is not None:
                span = Span(text=fuller.text, start=fuller.start, end=fuller.end)
                return replace(party, name=fuller.name, country=fuller.country, entity=fuller.entity, antecedent=span)
        elif country is not None and found.kind == "organisation":
            self.references.described.setdefault(found.words, []).append(party)
        if named is not None:
            if stop < named.start <= stop + 4:  # "the poet, Anan Srisuk"
                party = replace(party, text=self.text[start : named.end], end=named.end)
            return replace(
                party,
                name=named.name,
                country=country or named.country,
                sectors=party.sectors or named.sectors,
                entity=named.entity,
            )
        return party

    def _sectors_of(self, matches: list[Match]) -> tuple[str, ...]:
        """The sectors of the organisation that people are named by: "Islamic State members"."""
        names = [self._choose(match.names) for match in matches]
        return next((name.sectors for name in names if name.kind == "organisation"), ())

    def _country_after(self, number: int, token: int) -> str | None:
        """The country that a phrase after a noun gives: ``of Russia``, ``in Kabul``, ``from Chad``."""
        syntax = self.syntaxes[number]
        for prep in syntax.children(token, "prep"):
            if syntax.words[prep] in ("of", "for", *LOCATIVE):
                for pobj in syntax.children(prep, "pobj"):
                    for party in self.parties(number, pobj):
                        if party.country is not None:
                            return party.country
        return None

    def _apposition(self, number: int, token: int, *, proper: bool = False) -> Party | None:
        """The party of an appositive ("Antony Blinken, the secretary of state")."""
        syntax, sentence = self.syntaxes[number], self.sentences[number]
        for child in syntax.children(token, "appos"):
            if proper and not sentence.tags[child].startswith("NNP"):
                continue
            first, _ = self.window(number, child)
            word = self._word(number, first, child)
            if word is not None and not proper:
                return self._described(number, child, word, first)
            if proper:
                return self._proper(number, child)
        return None

    def _common(self, number: int, token: int, *, owner: str) -> Iterator[Party]:
        """The party of a common noun: an actor noun itself, else the owner of the thing, else the thing."""
        first, last = self.window(number, token)
        word = self._word(number, first, token)
        if word is not None and word[2] >= token:
            owned = self.syntaxes[number].children(token, "poss")  # "its allies" are not itself
            if word[0].kind == "state" and not owned and not self._in_window(number, first, token):
                earlier = self.references.country(number, token)
                if earlier is not None:
                    yield under(earlier, self._span(number, first, last))
                    return
            party = self._described(number, token, word, first)
            several = self._several(number, token, first, party)
            yield from several if len(several) > 1 else (party,)
            return
        if owner != "none" and (holders := self.owner(number, token, strict=owner == "strict")):
            yield from holders
            return
        text, start, end = self._span(number, first, last)
        lemma = self.sentences[number].lemmas[token]
        capital = first == 0 and ("noun", lemma) in self.lexicon.triggers  # "Talks" is no name
        yield Party(text=text, start=start, end=end, name=text[:1].lower() + text[1:] if capital else text)

    def _several(self, number: int, token: int, first: int, party: Party) -> list[Party]:
        """The parties of "the two countries' ministers", "Korean and Japanese envoys", "the ministers of A and B"."""
        sentence, syntax = self.sentences[number], self.syntaxes[number]
        if sentence.tags[token] not in ("NNS", "NNPS"):
            return []
        found = [
            (one, (party.text, party.start, party.end))
            for child in syntax.children(token, "poss")
            for one in self.parties(number, child)
        ]
        for prep in syntax.children(token, "prep"):
            if syntax.words[prep] in ("of", "from"):
                objects = [member for pobj in syntax.children(prep, "pobj") for member in syntax.conjuncts(pobj)]
                named = [one for member in objects for one in self.parties(number, member, owner="none")]
                found += [(one, (one.text, one.start, one.end)) for one in named]
        if "and" in syntax.words[first:token]:
            matches = self._in_window(number, first, token - 1)
            for match in matches:
                last = token if match is matches[-1] else match.last
                one = self._matched(number, match, match.first, match.last)
                found.append((one, self._span(number, match.first, last)))
            if len(matches) < 2:  # "House and Senate negotiators"
                found = [(one, (one.text, one.start, one.end)) for one in self._coordinated(number, token)]
        members: dict[str, Party] = {}
        for one, (text, start, end) in found:
            key = one.country if one.kind in ("state", "place") else one.entity or one.name
            if key is not None and key not in members:
                country = one.country if one.kind in ("state", "place") else party.country
                members[key] = replace(
                    party, text=text, start=start, end=end, country=country, name=f"{party.name} ({key})"
                )
        return list(members.values())

    def _coordinated(self, number: int, token: int) -> Iterator[Party]:
        """The names that stand coordinated before a noun, though the lexicon knows one of them at most."""
        syntax = self.syntaxes[number]
        for child in syntax.children(token, "nmod", "compound"):
            names = syntax.conjuncts(child)
            if len(names) > 1 and all(self.sentences[number].tags[name] == "NNP" for name in names):
                for name in names:
                    text, start, end = self._span(number, name, name)
                    yield Party(text=text, start=start, end=end, name=text)

    def owner(self, number: int, token: int, *, strict: bool) -> tuple[Party, ...]:
        """Whose thing it is: possessor, a name before it, the object of its ``of``, ``by``, ``against``, ..."""
        sentence, syntax = self.sentences[number], self.syntaxes[number]
        for member in (token, *syntax.children(token, "conj")):
            for possessor in syntax.children(member, "poss"):
                found = self.parties(number, possessor)
                if any(party.kind is not None for party in found):
                    return found
            first, last = self.window(number, member)
            matches = self._in_window(number, first, last)
            if matches:
                match = matches[-1]
                return (self._matched(number, match, match.first, match.last),)
            preps: dict[str, list[int]] = {}
            syntax.prepositions(member, into=preps)
            for participle in syntax.children(member, "acl"):  # "parts supplied by China"
                agents = tuple(party for agent in syntax.agents(participle) for party in self.parties(number, agent))
                if any(party.kind is not None for party in agents):
                    return agents
            if self.harmful(sentence.lemmas[member]):
                preps.pop("of", None)  # "the killing of journalists" is not the journalists' doing
            for name in ("of", "by") if strict else self.lexicon.lists["owner_prepositions"]:
                found = ()
                for target in preps.get(name, ()):
                    if target == token or sentence.labels[target] == "npadvmod":
                        continue
                    found += tuple(party for party in self.parties(number, target) if party.kind is not None)
                    if found and name not in ("between", "among"):
                        break
                if found:
                    return found
        return ()

    def harmful(self, lemma: str) -> bool:
        """Whether an event noun's ``of`` names those who suffer it."""
        return any(rule.act in ("ASSAULT", "COERCE") for _, rule in self.lexicon.triggers.get(("noun", lemma), ()))


def _singular(word: str) -> str:
    """A capitalised plural's singular by the regular endings ("Ministers", "Authorities")."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        return word[:-1]
    return word
