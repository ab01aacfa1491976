"""Who a noun phrase names: entity, country, sectors and kind, with pronouns and short forms resolved in the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bede.extract import terms
from bede.extract.again import Again
from bede.extract.capitals import Capitals
from bede.extract.focus import Focus
from bede.extract.grammar import Syntax
from bede.extract.identity import crowd, homeless
from bede.extract.nouns import counts_people, noun_beside
from bede.extract.owners import AFTER, FROM, Owners
from bede.extract.pairs import Pairs
from bede.extract.people import People
from bede.extract.references import OPEN, SEVERAL, Mention, References, under
from bede.extract.sectors import apart, bodies_of, described, of_several, of_thing, opposed
from bede.extract.sharing import Sharing
from bede.extract.wording import is_time
from bede.extract.written import Match, Written
from bede.lexicon import Lexicon, Word
from bede.lexicon.content import is_common_word
from bede.model import Kind, Parse, Party, Span

POST = re.compile(r" (?:in|to) [A-Z][\w.-]+ ")
"""Where an envoy is, between his title and his name."""
PUBLIC = frozenset({"GOV", "LEG", "JUD", "OPP", "PTY"})
"""Sectors of those who have a title in the politics of their own state."""
PEACEKEEPERS = ("body", ("MIL",))
"""Kind and sector of the bodies whose people are those of a state: "Ghanaian peacekeepers"."""


class Cast:
    """The actors of one article: answers who a token names, always the same for the same article."""

    def __init__(self, parse: Parse, lexicon: Lexicon, *, syntaxes: tuple[Syntax, ...] | None = None) -> None:
        self.lexicon = lexicon
        self.text = parse.article.text
        self.sentences = parse.sentences
        self.syntaxes = syntaxes or tuple(Syntax(sentence, lexicon) for sentence in parse.sentences)
        self.day = parse.article.published.earliest[:10] if parse.article.published else None
        self._written = Written(self.sentences, self.syntaxes, lexicon, day=self.day)
        self._capitals = Capitals(self.sentences, lexicon)
        self._people = People(lexicon, day=self.day, countries=self._written.countries())
        self._resolved: dict[tuple[int, int, str], tuple[Party, ...]] = {}
        self.references = References(
            self.sentences,
            self.syntaxes,
            lexicon,
            parties=self.parties,
            people=self._people,
        )
        self._owners = Owners(self.syntaxes, written=self._written, parties=self.parties, matched=self._matched)
        self.focus = Focus(self.references, written=self._written, lexicon=lexicon, dateline=parse.article.dateline)
        self._pairs = Pairs(self.references, people=self._people, written=self._written, focus=self.focus)
        self._again = Again(self.references, people=self._people, written=self._written, focus=self.focus)
        self._sharing = Sharing(
            self.references, parties=self.parties, pairs=self._pairs, written=self._written, matched=self._matched
        )
        self._gather()

    def match(self, sentence: int, token: int) -> Match | None:
        """The lexicon's name that covers a token."""
        return self._written.match(sentence, token)

    def named(self, sentence: int, token: int) -> bool:
        """Whether a token is part of a known name."""
        return self._written.match(sentence, token) is not None

    def noun(self, number: int, token: int) -> Word | None:
        """The actor noun or title that ends at a token."""
        found = self._written.word(number, max(0, token - 1), token)
        return found[0] if found is not None else None

    def _gather(self) -> None:
        """Register the people that the article names in full, then who can be referred to, in order of the text."""
        for number, sentence in enumerate(self.sentences):
            for token, tag in enumerate(sentence.tags):
                if tag in ("NNP", "NNPS") and sentence.labels[token] not in ("compound", "nmod", "amod"):
                    self._register(number, token)
        known = self.lexicon.words
        for number, sentence in enumerate(self.sentences):
            for token, tag in enumerate(sentence.tags):
                if tag in ("PRP", "PRP$"):
                    self.references.mention_again(number, token)
                    continue
                if not tag.startswith("NN") or (label := sentence.labels[token]) in ("compound", "nmod", "npadvmod"):
                    continue
                subject = label in ("nsubj", "nsubjpass")
                noun = sentence.lemmas[token] in known and not self._predicate(number, token)
                if self.named(number, token) or tag.startswith("NNP") or subject or noun:
                    for party in self.parties(number, token, owner="none"):
                        named = (party.kind is not None or tag == "NNP") and (party.kind != "state" or party.country)
                        if named and party.kind != "place" and party.end > sentence.starts[token]:
                            name = tag == "NNPS" and party.kind == "person" and " " in party.name  # "Paulo Mendes"
                            plural = tag.endswith("S") and not name
                            plural = plural or bool(self.syntaxes[number].children(token, "conj"))
                            self.references.add(Mention(number, token, party, subject, plural))

    def _predicate(self, number: int, token: int) -> bool:
        """Whether a noun only says what somebody is: "became president", "named her as minister"."""
        sentence = self.sentences[number]
        label, head = sentence.labels[token], sentence.heads[token]
        return label in ("attr", "oprd", "appos") or (label == "pobj" and self.syntaxes[number].words[head] == "as")

    def _register(self, number: int, token: int) -> None:
        """Keep a person that is named with a first name or a title, so that later short forms find them."""
        party = self._proper(number, token)
        if party is None or party.kind not in ("person", None) or not party.name.split():
            return
        if self.sentences[number].tags[token] == "NNPS" and (party.kind is None or " " not in party.name):
            return
        if party.kind is None and (party.country is not None or not 2 <= len(party.name.split()) <= 3):
            return
        party = replace(party, antecedent=None) if party.antecedent else party  # later forms refer to these words
        first, _ = self.window(number, token)
        at, governor = range(first, token), self._head_of_apposition(number, token)
        if governor is not None:
            at = range(self.window(number, governor)[0], governor + 1)
        for child in self.syntaxes[number].children(token, "appos"):
            at = range(self.window(number, child)[0], child + 1) if governor is None else at
        words = [
            word[0].words
            for one in at
            if (word := self._written.word(number, at[0], one)) is not None and word[0].title
        ]
        whole = [word for word in words if not any(word != other and word in other for other in words)]
        self._people.add(party, titles=whole, former=self._former(number, at[0], at[-1] + 1) if at else False)

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
            yield from self.references.pronoun(number, token, span=self.sentences[number].placed(token, token))
            return
        if tag == "WP$":
            antecedent = self.syntaxes[number].whose(token)
            yield from self.parties(number, antecedent) if antecedent is not None else ()
            return
        if (
            tag in ("WDT", "WP", "EX")
            or (sentence.labels[token] == "npadvmod" and not self._is_somebody(number, token))
            or is_time(self.syntaxes[number], token, "times")
            or (word == "may" and tag == "NNP")
            or word in self.lexicon.lists["nothing"]
        ):
            return
        if town := self._owners.named_after(number, token):
            yield town
            return
        noun = self._written.word(number, token, token)
        if pair := self._pairs.meant(number, token, noun, self.window(number, token)):
            yield from pair
            return
        if tied := self._pairs.tied(number, token):
            yield from (self._matched(number, name, name.first, name.last) for name in tied)
            return
        if self.named(number, token) or (tag.startswith("NNP") and not self._plain(number, token)):
            party = self._named_again(number, token) if tag == "NN" else None
            party = party or self._proper(number, token)
            if party is not None:
                yield party
                return
        yield from self._common(number, token, owner=owner)

    def _is_somebody(self, number: int, token: int) -> bool:
        """Whether an adverb's measure is somebody after all: "held 30 dissidents ahead of the mass"."""
        return self.named(number, token) or self.sentences[number].lemmas[token] in self.lexicon.words

    def open(self, number: int, token: int) -> Party:
        """The party of a pronoun that nobody is found for: its words alone."""
        text, start, end = self.sentences[number].placed(token, token)
        reason = self.references.left_open.get((number, token), OPEN)
        return Party(text=text, start=start, end=end, name=text, unknown=reason)

    def other_state(self, number: int, token: int) -> tuple[Party, ...]:
        """The state where somebody's embassy is that only its owner tells of: the other one named of late."""
        other = self._pairs.other_state(number, token)
        return () if other is None else (under(other, self.sentences[number].placed(token, token)),)

    def window(self, number: int, token: int) -> tuple[int, int]:
        """The first and last token of a head with its left modifiers, articles left out."""
        return self._written.window(number, token)

    def _proper(self, number: int, token: int) -> Party | None:
        """The party of a proper name."""
        sentence = self.sentences[number]
        first, last = self.window(number, token)
        match = self.match(number, token)
        whole = match is not None and match.last >= token and not self._longer_name(number, match, token)
        if match is not None and whole and (match.first < token or not self._namesake(number, match)):
            return self._matched(number, match, first, last)
        word = self._written.word(number, first, token)
        bare = not self.syntaxes[number].children(token, "det", "poss")
        if word is not None and word[2] >= token and not self._capitals.surname(number, token, word, first, bare=bare):
            return None if not sentence.tags[token].startswith("NNP") else self._described(number, token, word, first)
        country: str | None = None
        sectors: tuple[str, ...] = ()
        kind: Kind | None = None
        stands: str | None = None
        begin = first
        title = body = None
        for at in range(first, token):
            found = self._written.word(number, first, at)
            written = sentence.words[at][:1].isupper() and at > 0
            if found is not None and found[2] < token and (found[0].title or not written):  # not "National Guard"
                honour = title is not None and found[0].words in self.lexicon.lists["honours"]
                title, begin = title if honour else found[0], max(begin, found[2] + 1)
        for other in self._written.inside(number, first, token - 1):
            name = self._written.choose(other.names)
            before_name = other.last + 1 >= begin and sentence.tags[other.last + 1] in ("NNP", "HYPH")
            first_name = name.kind in ("place", "person") or (name.kind == "state" and name.written.istitle())
            if before_name and ((first_name and name.form == "name") or name.written.lower() in self.lexicon.genders):
                begin = min(begin, other.first)
                continue  # "Virginia Raggi" is not of Virginia
            country, stands, begin = country or name.country, name.stands, max(begin, other.last + 1)
        while begin < token and not sentence.words[begin][:1].isalnum():
            begin += 1
        while begin < token and not sentence.tags[begin].startswith("NNP"):
            begin += 1
        name_text, _, _ = self.sentences[number].placed(begin, token)
        if title is not None:
            bodies, stands = self.focus.sectors_inside(number, first, token - 1), title.stands
            national = country is not None
            sectors = described(title, before=(), named=bodies, bodies=(), national=national, lexicon=self.lexicon)
            kind = "person" if title.title or title.kind in ("state", "place") else title.kind
            if self._former(number, first, token):
                sectors = terms.left(sectors, self.lexicon)
            body = self._owners.several_states(number, first, token, after=token)
            if body is not None:
                sectors = of_several(title, sectors, body=body, plural=False, lexicon=self.lexicon)
        text, start, end = self.sentences[number].placed(first, token)
        short = self._again.abbreviated(name_text, before=start)
        if short is not None:
            return under(short, (text, start, end))
        several = self._people.called(name_text, title=title.words if title is not None else None)
        known, outside = (several[0], False) if several else self._people.in_office(name_text)
        if known is not None and len(several) < 2:
            same = known.start == start and known.end == end
            return replace(
                known,
                text=text,
                start=start,
                end=end,
                sectors=sectors or known.sectors,
                country=country or known.country,
                kind=known.kind or kind,
                antecedent=None if same or known.start < 0 else Span(text=known.text, start=known.start, end=known.end),
            )
        beside = self._apposition(number, token) or self._of_apposition(number, token)
        if beside is not None:
            country, sectors = country or beside.country, sectors or beside.sectors
            kind, stands = kind or beside.kind, stands or beside.rule
        if country is None and title is not None and body is None:
            country = self._owners.country_after(number, token)
            public = title.national or not PUBLIC.isdisjoint(title.sectors)
            told = self.focus.of(number, first) if country is None and kind == "person" and public else None
            country = told[0] if told is not None else country  # "Interior Minister Koffi Anane"
        if kind is None and not sectors and (head := self._head(number, first, token)) is not None:
            kind, sectors = head.kind, head.sectors
        return Party(
            text=text,
            start=start,
            end=end,
            name=name_text,
            country=country,
            kind=kind,
            sectors=tuple(sectors),
            rule=stands,
            unknown=SEVERAL if len(several) > 1 else "out-of-term" if outside else homeless(body, country),
        )

    def _head(self, number: int, first: int, token: int) -> Word | None:
        """What the last word of an unknown proper name tells of it ("Morlane Holdings"), None where that is nothing."""
        after = self.syntaxes[number].words[token + 1 : token + 2]
        whole = first < token or after in (("for",), ("of",))
        return self.lexicon.heads.get(self.syntaxes[number].words[token]) if whole else None

    def _namesake(self, number: int, match: Match) -> bool:
        """Whether a town's or company's name is that of a person whom the article names in full: Austin, Swift."""
        written = self.sentences[number].words[match.first]
        single = match.names[0].kind in ("place", "company") and match.first == match.last
        return single and any(" " in known.name for known in self._people.called(written))

    def _longer_name(self, number: int, match: Match, token: int) -> bool:
        """Whether a match is only a piece of a longer unknown name ("Jordan Peterson", "Chad Smith")."""
        sentence = self.sentences[number]
        name = match.names[0]
        before = match.first - 1
        if before < 0:
            return False
        if name.kind == "company" and is_common_word(sentence.words[before].lower()):
            return False  # "Taylor Swift", but "parent Meta"
        single = name.kind == "organisation" and match.first == match.last  # "Muttahida Majlis"
        known = name.kind in ("state", "place", "person", "company")
        if name.form in ("adjective", "people"):  # "Nguyen Van Thai", but "Vladimir the Russian"
            known = match.first == match.last == token and before > 0 and sentence.heads[before - 1] == token
            known = known and sentence.tags[before - 1] == sentence.tags[token] == "NNP"
        if not (known or single):
            return False
        return (
            sentence.tags[before] == "NNP"
            and sentence.labels[before] == "compound"
            and sentence.heads[before] == token
            and not self.named(number, before)
            and self._written.word(number, max(0, before - 3), before) is None
        )

    def _matched(self, number: int, match: Match, first: int, last: int) -> Party:
        """The party of a name that the lexicon knows, with what its title and modifiers add."""
        text, start, end = self.sentences[number].placed(first, last)
        if match.first == match.last:
            short = self._again.abbreviated(self.sentences[number].words[match.first], before=start)
            if short is not None:
                return under(short, (text, start, end))
        name = self.focus.own(number, self._written.meant(number, match))
        sectors, country, unknown = name.sectors, name.country, None
        kind: Kind = name.kind
        if name.form in ("adjective", "capital", "metonym") and kind != "place":
            kind = "state"
        if name.form == "people":
            kind, sectors = "group", sectors or ("CVL",)
        if kind == "state" and not sectors:
            sectors = ("GOV",)
        if kind == "person":
            sectors = terms.sectors(name, self.day)
            titles = (self._written.word(number, first, at) for at in range(first, match.first))
            # "Deputy Foreign Minister" is a minister, no deputy
            title = max(filter(None, titles), key=lambda word: word[2] - word[1], default=None)
            if title is not None:
                of_title = title[0].sectors or sectors
                sectors = terms.left(of_title, self.lexicon) if self._former(number, first, last) else of_title
            elif sectors == terms.OUT_OF_OFFICE and (beside := self._apposition(number, match.last)) is not None:
                sectors = beside.sectors or sectors  # "Sergei Ivanov, the head of the delegation"
            body = self._owners.several_states(number, first, match.first, after=match.last)
            official = title is not None and title[0].kind == "person" and "ambassador" not in title[0].words
            if body is not None and official:
                country, unknown = None, homeless(body, None)  # "EU Commissioner X", once a minister of his state
        elif country is None and (kind in ("organisation", "group", "company") or (kind, sectors[:1]) == PEACEKEEPERS):
            before = self._written.inside(number, first, match.first - 1)
            country = next((found for other in before if (found := self._written.choose(other.names).country)), None)
            words = FROM if kind == "body" else AFTER
            country = country or self._owners.country_after(number, match.last, words=words)
            if country is None and kind == "organisation" and self.focus.borne(name):
                told = self.focus.of(number, first)  # "the Constitutional Court"
                country = told[0] if told is not None else None
        theirs = self._of_another_state(number, first, match) if kind == "organisation" else None
        country = theirs or country
        if "PTY" in sectors:
            sectors = opposed(sectors, before=self.syntaxes[number].words[first : match.first])
        full = name.name
        if kind == "person":
            for known in self._people.called(full):
                if known.end <= start and known.name == full and known.text != text:
                    return under(known, (text, start, end))
        return Party(
            text=text,
            start=start,
            end=end,
            name=full,
            country=country,
            kind=kind,
            sectors=sectors,
            entity=name.entity if theirs is None else None,
            rule=name.stands,
            unknown=unknown,
        )

    def _of_another_state(self, number: int, first: int, match: Match) -> str | None:
        """The state right before a name that organisations of several states bear: "Peru's State Department"."""
        inside = self._written.inside(number, first, match.first - 1)
        before = [self._written.choose(one.names) for one in inside if not self._written.is_mere_ally(number, one)]
        states = [name.country for name in before if name.kind == "state"]
        own = match.names[0].country
        common = match.last > match.first and own is not None and own not in states
        return states[-1] if common and states else None

    def _former(self, number: int, first: int, last: int) -> bool:
        """Whether the words of a phrase or the word before it say that an office is over or has yet to begin."""
        return terms.says_out_of_office(self.syntaxes[number].words[max(0, first - 1) : last + 1], self.lexicon)

    def _goes_on(self, number: int, token: int) -> bool:
        """Whether a noun says what else somebody is: one in the singular, without an article of its own."""
        syntax, sentence = self.syntaxes[number], self.sentences[number]
        first = syntax.first_conjunct(token)
        common = sentence.words[token].islower() and sentence.tags[token] in ("NN", "NNP")  # "coast guard"
        single = sentence.labels[token] == "conj" and sentence.tags[first] == "NN" and common
        named = any(sentence.words[child][:1].isupper() for child in syntax.children(token, "compound"))
        own = named or syntax.children(token, "det", "amod")
        return single and not own and bool(syntax.children(first, "det"))

    def _described(
        self, number: int, token: int, word: tuple[Word, int, int], first: int, *, alone: bool = False
    ) -> Party:
        """The party of a phrase whose head is a title or an actor noun; ``alone`` leaves the name beside it aside."""
        found, begin, end = word
        syntax = self.syntaxes[number]
        named = None if alone else self._apposition(number, token, proper=True)
        country = None
        for name in self._written.inside(number, first, begin - 1) or self._written.inside(number, begin, token):
            ally = self._written.is_mere_ally(number, name)
            country = country or (None if ally else self.focus.own(number, self._written.choose(name.names)).country)
        inside, owners = country, syntax.children(token, "poss")
        if not owners and syntax.sentence.labels[token] == "conj" and not syntax.children(token, "det"):
            beside = syntax.sentence.heads[token]  # "Chad's foreign minister, X, and defence minister, Y"
            beside = syntax.sentence.heads[beside] if syntax.sentence.labels[beside] == "appos" else beside
            owners = syntax.children(beside, "poss")
        if country is None and not owners and self._goes_on(number, token):  # "a Danish cook, activist and reporter"
            start, end_of = self.window(number, syntax.first_conjunct(token))
            before = self._written.inside(number, start, end_of)
            country = next((self._written.choose(one.names).country for one in before), None)
        written, others = owners, found.words in self.lexicon.lists["others"]
        owners = [] if others else owners  # "its ally" is not of its country
        theirs = (party.country for owner in owners for party in self.parties(number, owner) if party.country)
        body = self._owners.several_states(number, first, token, after=end)
        if country is None and found.words == "counterpart" and owners:  # "his counterpart" is of the other state
            other = self._pairs.other_state(number, token)
            country = other.country if other is not None else None
        else:
            country = country or next(theirs, None)
        country = country or self._owners.country_after(number, end, words=FROM if body is not None else AFTER)
        former = found.title and self._former(number, first, token)
        mine = self._sectors(number, token, word, first, national=country is not None)
        sectors = terms.left(mine, self.lexicon) if former else mine
        if body is not None:
            plural = self.sentences[number].tags[token].endswith("S")
            sectors = of_several(found, sectors, body=body, plural=plural, lexicon=self.lexicon)
        kind: Kind = "state" if found.kind == "place" else found.kind
        if found.words in ("colleague", "counterpart"):
            sectors = self.references.sectors_before(number, token)
        if others and inside is None and (owner := self._owners.ally_of(number, written)) is not None:
            kind, sectors = "person", owner.sectors
        last = max(token, end)
        text, start, stop = self.sentences[number].placed(first, last)
        proper = any(self.sentences[number].tags[at].startswith("NNP") for at in range(first, begin))
        party = Party(
            text=text, start=start, end=stop, name=text, country=country, kind=kind, sectors=sectors, rule=found.stands
        )
        party = party if body is None else replace(party, unknown=homeless(body, country))
        if alone:
            return party
        if named is None and (back := self._again.back(number, token, word[0], party, proper=proper, former=former)):
            return back
        if country is not None and found.kind == "organisation":
            self._again.keep(found, party)
        if named is not None:
            between = self.text[stop : named.start]
            if (0 < len(between) <= 4 and "(" not in between) or POST.fullmatch(between):  # "the poet, Anan Srisuk"
                party = replace(party, text=self.text[start : named.end], end=named.end)
            return replace(
                party,
                name=named.name,
                country=country or named.country,
                sectors=party.sectors or named.sectors,
                entity=named.entity,
            )
        return party

    def _sectors(
        self, number: int, token: int, word: tuple[Word, int, int], first: int, *, national: bool
    ) -> tuple[str, ...]:
        """The sectors of a phrase whose head is a title or an actor noun, with what its other words say of them."""
        found, begin, end = word
        if found.common and self.sentences[number].words[token][:1].islower():
            found = replace(found, sectors=found.common)
        syntax, named = self.syntaxes[number], self.focus.sectors_inside(number, first, begin - 1)
        serving = found.words.rpartition(" ")[2] in self.lexicon.lists["spoken_for"]
        owners = bodies_of(syntax, token, end, serving=serving)
        bodies = (party for owner in owners for party in self.parties(number, owner, owner="none"))
        inner = self._written.word(number, first, begin - 1) if begin > first else None
        if found.words == "captain" and (aboard := self._aboard(number, owners)):
            return aboard
        if found.words in self.lexicon.lists["leaders"] and self._written.peoples_inside(number, first, begin - 1):
            return ("ELI",)  # "the Mapuche leaders"
        return described(
            found,
            before=syntax.words[first:begin],
            named=named,
            bodies=bodies,
            national=national,
            lexicon=self.lexicon,
            inner=inner[0].sectors if inner is not None and inner[1] < begin - 1 else (),
        )

    def _aboard(self, number: int, vessels: list[int]) -> tuple[str, ...]:
        """The sectors of who sails what is no warship: "the captain of the Ghanaian ferry"."""
        syntax = self.syntaxes[number]
        found = (of_thing(syntax.sentence.lemmas[vessel], self.lexicon.things) for vessel in vessels)
        things = next(filter(None, found), ())
        return () if "MIL" in things else ("LAB",) if "BUS" in things else things

    def _named_again(self, number: int, token: int) -> Party | None:
        """What a noun that is a name of its own as well means in this article: "the bloc" after ASEAN."""
        if (word := self._written.word(number, token, token)) is None or word[0].kind == "person":
            return None
        party = self._described(number, token, word, token, alone=True)
        again = self._again.named(number, token, word[0], party)
        return again if again is not None and again.antecedent is not None else None

    def _of_apposition(self, number: int, token: int) -> Party | None:
        """What the title before a name's comma says: "the foreign minister, Luisa Nhantumbo"."""
        governor = self._head_of_apposition(number, token)
        if governor is None:
            return None
        first, _ = self.window(number, governor)
        word = self._written.word(number, first, governor)
        return self._described(number, governor, word, first, alone=True) if word is not None else None

    def _head_of_apposition(self, number: int, token: int) -> int | None:
        """The person noun that a name stands beside, None where there is none."""
        noun = noun_beside(self.syntaxes[number], token)
        word = None if noun is None else self._written.word(number, self.window(number, noun)[0], noun)
        return noun if word is not None and word[0].kind == "person" else None

    def _apposition(self, number: int, token: int, *, proper: bool = False) -> Party | None:
        """The party of an appositive ("Antony Blinken, the secretary of state")."""
        syntax, sentence = self.syntaxes[number], self.sentences[number]
        for child in syntax.children(token, "appos"):
            if proper and not sentence.tags[child].startswith("NNP"):
                continue
            first, _ = self.window(number, child)
            word = self._written.word(number, first, child)
            if word is not None and not proper:
                return self._described(number, child, word, first)
            if proper:
                return self._proper(number, child)
        return None

    def _common(self, number: int, token: int, *, owner: str) -> Iterator[Party]:
        """The party of a common noun: an actor noun itself, else the owner of the thing, else the thing."""
        first, last = self.window(number, token)
        word = self._written.word(number, first, token)
        if word is not None and word[2] >= token:
            owned = self.syntaxes[number].children(token, "poss")  # "its allies" are not itself
            if owned and word[0].words in self.lexicon.lists["others"] and self.sentences[number].tags[token] == "NN":
                name = self._apposition(number, token, proper=True)  # "his guest, Anan Srisuk"
                other = self._pairs.other_state(number, token) if name is None or name.kind != "person" else None
                if other is not None:
                    yield under(other, self.sentences[number].placed(first, last))
                    return
            if word[0].kind == "state" and not owned and not self._written.inside(number, first, token):
                earlier = self._pairs.country(number, token)
                if earlier is not None:
                    yield under(earlier, self.sentences[number].placed(first, last))
                    return
            party = self._described(number, token, word, first)
            several = self._sharing.several(number, token, first, party)
            yield from several if len(several) > 1 else (party,)
            return
        if word is None and (back := self._again.by_head(number, token)) is not None:
            yield under(back, self.sentences[number].placed(first, last))
            return
        if word is None and counts_people(self.syntaxes[number], token):
            yield crowd(*self.sentences[number].placed(first, last))
            return
        idle = owner == "strict" and self.sentences[number].lemmas[token] in self.lexicon.lists["unacting"]
        if owner != "none" and not idle and (holders := self._owners.of(number, token, strict=owner == "strict")):
            things = of_thing(" ".join(self.syntaxes[number].words[first : token + 1]), self.lexicon.things)
            for holder in holders:
                yield replace(holder, sectors=things) if holder.kind == "state" and apart(things) else holder
            return
        text, start, end = self.sentences[number].placed(first, last)
        lemma = self.sentences[number].lemmas[token]
        no_name = first == 0 and ("noun", lemma) in self.lexicon.triggers  # "Talks"
        capital = no_name or self._plain(number, token)
        called = text[:1].lower() + text[1:] if capital else text
        if all(word.islower() for word in self.sentences[number].words[first : token + 1]):
            called = text.lower()  # "Rebel Shelling" in a headline that was read in lower case
        yield Party(text=text, start=start, end=end, name=called)

    def _plain(self, number: int, token: int) -> bool:
        """Whether a word that stands alone has its capital from where it stands: "Bread riots"."""
        return self.window(number, token) == (token, token) and self._capitals.tell_nothing(number, token)
