"""What an article is about, and which drafts tell of nothing political: sport, shows, ordinary crime, private business.

A report stands for what states, officials, armed or organised groups do, or what is done to them. A draft in which none
of them takes part is left aside unless its sentence names one or tells of a political matter, or the article does so
often. Where a sentence or the article is about sport or shows, a state that only plays or is shown does not count;
where it is about an ordinary crime, neither do the police and courts that deal with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from bede.extract.actors import Cast
from bede.extract.details import contexts, shown
from bede.extract.draft import Draft
from bede.lexicon import Lexicon
from bede.model import Party, Sentence

IN_SENTENCE = 2
"""Words of one subject that make a sentence about it."""
IN_ARTICLE = 3
"""Words of one subject, all different, that an article about it has at least."""
SHARE, SHARE_OF_CRIME = 0.12, 0.25
"""Share of an article's sentences that have a word of its subject at least; politics has crimes, too."""
READ = 4
"""Sentences that an article has at least whose politics can be told."""
POLITICAL = 0.5
"""Share of sentences that name politics from which a whole article is political."""
SHOWN = 3
"""Words of a subject that a reason names at most."""
PLAYED = ("culture", "sport")
"""Subjects in which a state only plays or is shown."""
ONE_SIDED = ("MOBILIZE", "PROTEST", "RETREAT")
"""Acts that stand without anybody on the other side."""
OFFICERS = frozenset({"COP", "MIL"})
"""Sectors of persons of rank."""
OF_POLICE = ("ACCUSE", "AID", "COERCE", "CONCEDE", "CONSULT", "MOBILIZE", "REJECT", "REQUEST", "RETREAT", "SUPPORT")
"""Acts that are a police officer's daily work where no politics is near: "urged people to stay away"."""
OF_CRIMES = ("ASSAULT", "ACCUSE", "COERCE", "SANCTION", "CONCEDE", "RETREAT")
"""Acts of which ordinary crimes and what police and courts do about them are told."""


class Subject(NamedTuple):
    """What a text is about where that is not politics, and the words that show it."""

    name: str
    words: tuple[str, ...]
    of: str

    def __str__(self) -> str:
        return f"the {self.of} is about {self.name} ({', '.join(self.words[:SHOWN])})"


class Subjects:
    """The subjects of one article."""

    def __init__(self, sentences: tuple[Sentence, ...], lexicon: Lexicon, *, cast: Cast) -> None:
        self._sentences = sentences
        self._lexicon = lexicon
        self._cast = cast
        self._words = [_shown(sentence, lexicon) for sentence in sentences]
        self._article = self._of_article()
        self._share: float | None = None
        self._political_sentences: dict[int, bool] = {}
        self._contexts: dict[int, set[str]] = {}

    def of(self, number: int) -> Subject | None:
        """What a sentence is about by its own words, else by those of its article; None where that may be politics."""
        for name, words in self._words[number].items():
            if len(words) >= IN_SENTENCE:
                return Subject(name, tuple(words), "sentence")
        return self._article

    @property
    def political_share(self) -> float:
        """The share of the article's sentences that show a political context or name a state or political body."""
        if self._share is None:
            named = sum(self._names_politics(number, merely=False) for number in range(len(self._sentences)))
            self._share = named / len(self._sentences)
        return self._share

    @property
    def _apolitical(self) -> bool:
        """Whether an article is long enough to tell, and less than half of it names politics."""
        return len(self._sentences) >= READ and self.political_share < POLITICAL

    def _of_article(self) -> Subject | None:
        """What the whole article is about."""
        best: Subject | None = None
        for name in sorted({name for words in self._words for name in words}):
            having = [words[name] for words in self._words if name in words]
            distinct = tuple(dict.fromkeys(word for words in having for word in words))
            share = SHARE_OF_CRIME if name == "crime" else SHARE
            if len(distinct) < IN_ARTICLE or len(having) < share * len(self._words):
                continue
            if best is None or len(distinct) > len(best.words):
                best = Subject(name, distinct, "article")
        return best

    def aside(self, number: int, draft: Draft) -> str | None:
        """Why a draft tells of nothing political, None where it may."""
        if not draft.rule.packaged:
            return None
        subject = self.of(number)
        parties = (*draft.actors, *draft.recipients)
        if subject is not None and subject.name == "crime":
            if draft.act in OF_CRIMES and not self._beyond_crime(number, draft):
                return f"{subject}, and nobody political but police and courts takes part"
            return None
        if draft.act == "ASSAULT" and self._private(number, draft):
            return "private people's doing, and the sentence names no political matter"
        alone = bool(draft.actors) and all(self._alone(number, party) for party in draft.actors)
        if alone and draft.act == "MOBILIZE":
            return "one private person's move"
        if alone and draft.act == "PROTEST" and "strike" in draft.modes:
            return "one private person alone, who walks out"
        if self._police_work(number, draft):
            return "police work, and nobody political takes part"
        if self._apolitical and self._one_sided(number, draft):
            return f"nobody on the other side, and {self.political_share:.0%} of the article's sentences name politics"
        if "resign" in draft.modes and draft.actors and all(self._of(party, "private") for party in draft.actors):
            return "who resigns holds no public office"
        played = subject is not None and subject.name in PLAYED and not self._protests(number)
        if played and not any(self._serves(party) for party in parties):
            return f"{subject}, and no official or armed group takes part"
        if draft.act == "PROTEST" and any("LAB" in party.sectors for party in draft.actors):
            return None
        acting = [party for party in parties if party.kind != "place" or party in draft.actors]
        if subject is not None and subject.name == "science":  # immune cells, not those of an armed group
            acting = [party for party in acting if party.sectors != ("UAF",)]
        if any(self._political(party) for party in acting):
            return None
        if subject is not None and not self._protests(number):
            return f"{subject}, and nobody political takes part"
        if self._names_politics(number, merely=False) if self._apolitical else self._named(number):
            return None
        if not self._apolitical or "resign" in draft.modes:
            return None
        return f"nobody political takes part, and {self.political_share:.0%} of the article's sentences name politics"

    def _private(self, number: int, draft: Draft) -> bool:
        """Whether people of no office or group strike others, in a sentence without politics.

        Several of them only do where the article is not mostly political; who merely reports it does not count there.
        """
        parties = (*draft.actors, *draft.recipients)
        struck = () if draft.searched else draft.recipients  # a place that was looked for is where it was done
        if not draft.actors or any(self._political(party) for party in (*draft.actors, *struck)):
            return False
        crime = "crime" in self._words[number] or self._apolitical
        if self._matters(number) & set(self._lexicon.lists["political_contexts"]) or self._protests(number):
            return False
        if self._named(number) and not crime:
            return False
        if not all(self._of(party, "private_persons") or not party.sectors for party in draft.actors):
            return False
        if self._apolitical:
            return True
        if len(draft.actors) != 1 or not all(party.kind in ("person", None) for party in parties):
            return False
        return all(self._is_one(number, party) for party in (draft.actors if crime else parties))

    def _police_work(self, number: int, draft: Draft) -> bool:
        """Whether police look into what nobody known did, or deal with private people where no politics is near."""
        parties = (*draft.actors, *draft.recipients)
        if self._matters(number) & set(self._lexicon.lists["beyond_crime_contexts"]) or self._protests(number):
            return False
        police = bool(draft.actors) and all(_police(party) for party in draft.actors)
        if draft.act == "ACCUSE" and "investigate" in draft.modes:
            things = all(party.kind is None and party.name.islower() for party in draft.recipients)
            return police and things and (self._apolitical or not draft.recipients)
        political = [party for party in parties if self._political(party)]
        officers = bool(political) and all(_police(party) for party in political)
        # Who is arrested for what he says or organises in public is no private person.
        public = draft.act == "COERCE" and any(self._of(party, "of_public_life") for party in draft.recipients)
        return self._apolitical and draft.act in OF_POLICE and officers and not public

    def _one_sided(self, number: int, draft: Draft) -> bool:
        """Whether a report that needs two sides names one, in a sentence of no political matter."""
        if draft.recipients or len(draft.actors) > 1 or draft.act in ONE_SIDED:
            return False
        if any(party.kind == "state" for party in draft.actors):  # "Khartoum denied the charges"
            return False
        return not self._matters(number) & set(self._lexicon.lists["political_contexts"])

    def _is_private(self, party: Party) -> bool:
        """Whether a party is somebody whom nobody knows, of no public office or armed group."""
        unknown = party.entity is None and party.kind == "person" and bool(party.sectors)
        return unknown and self._only(party, "private_persons")

    def _alone(self, number: int, party: Party) -> bool:
        """Whether a party is a single private person."""
        return self._is_private(party) and self._is_one(number, party)

    def _is_one(self, number: int, party: Party) -> bool:
        """Whether the words that name a party in a sentence are one person's: a singular noun, name or pronoun."""
        sentence, lists = self._sentences[number], self._lexicon.lists
        if party.end not in sentence.ends:
            return False
        token = sentence.ends.index(party.end)
        pronouns = (*lists["person_feminine"], *lists["person_masculine"])
        return sentence.tags[token] in ("NN", "NNP") or sentence.words[token].lower() in pronouns

    def _serves(self, party: Party) -> bool:
        """Whether a party is official where a text is about sport or shows: no captain or guard of a team is."""
        return self._official(party) and not _an_officer(party)

    def _official(self, party: Party) -> bool:
        """Whether a party is part of a government, a party, or an armed or organised group, or a body of states."""
        if party.kind == "body":
            return True
        private = "ELI" in party.sectors and "BUS" in party.sectors  # a known businessman
        if self._is_private(party):
            return False  # a driver, a robber, a nun
        return party.kind not in ("state", "place") and not private and self._of(party, "political_sectors")

    def _political(self, party: Party) -> bool:
        """Whether a party is a state or official, or somebody known by an office."""
        if party.kind == "state" or self._official(party):
            return True
        if party.kind == "place":
            return not party.sectors or self._of(party, "political_sectors")  # what it does, its council does
        if party.entity is None or party.kind not in ("person", "organisation", "group"):
            return False
        return not party.sectors or party.kind == "person" or not self._only(party, "private")

    def _only(self, party: Party, name: str) -> bool:
        """Whether all of a party's sectors are in a list."""
        return all(sector.lower() in self._lexicon.lists[name] for sector in party.sectors)

    def _of(self, party: Party, name: str) -> bool:
        """Whether one of a party's sectors is in a list."""
        return any(sector.lower() in self._lexicon.lists[name] for sector in party.sectors)

    def _beyond_crime(self, number: int, draft: Draft) -> bool:
        """Whether somebody takes part who makes a crime a political matter, or the sentence says so."""
        parties = (*draft.actors, *draft.recipients)
        dealing = draft.recipients if draft.act != "ASSAULT" else parties  # who deals with crimes suffers one, or kills
        return (
            any(party.kind in ("state", "body") for party in parties)
            or any(self._of(party, "beyond_crime") and not _an_officer(party) for party in parties)
            or any(self._of(party, "dealing_with_crime") for party in dealing)
            or bool(self._matters(number) & set(self._lexicon.lists["beyond_crime_contexts"]))
        )

    def _matters(self, number: int) -> set[str]:
        """The contexts that a sentence shows."""
        if number not in self._contexts:
            self._contexts[number] = {found.context for found in contexts(self._sentences[number], self._lexicon)}
        return self._contexts[number]

    def _named(self, number: int) -> bool:
        """Whether a sentence tells of politics or protest, or names a state or those who govern or want to."""
        if number not in self._political_sentences:
            self._political_sentences[number] = self._names_politics(number)
        return self._political_sentences[number]

    def _names_politics(self, number: int, *, merely: bool = True) -> bool:
        """As ``_named``, looked for; a state ``merely`` named, as where something is or whose it is, may not count."""
        if self._matters(number) & set(self._lexicon.lists["political_contexts"]):
            return True
        if self._protests(number):
            return True
        sentence = self._sentences[number]
        for token, tag in enumerate(sentence.tags):
            if tag.startswith(("NNP", "JJ")) and (match := self._cast.match(number, token)) is not None:
                name = match.names[0]
                takes_part = merely or self._takes_part(number, token)
                if (name.kind in ("state", "body") and takes_part) or self._governs(name.sectors):
                    return True
            word = self._cast.noun(number, token) if tag.startswith("NN") else None
            if word is not None and self._governs(word.sectors):
                return True
        return False

    def _takes_part(self, number: int, token: int) -> bool:
        """Whether a state's name is more than a noun's modifier or where something is: not in "a Lima bakery"."""
        sentence = self._sentences[number]
        label, head = sentence.labels[token], sentence.heads[token]
        located = label == "pobj" and sentence.words[head].lower() in self._lexicon.lists["placing"]
        return label not in ("amod", "compound", "nmod", "appos", "npadvmod") and not located

    def _protests(self, number: int) -> bool:
        """Whether a sentence names a protest, which is politics on a stage and in a stadium, too."""
        return not set(self._sentences[number].lemmas).isdisjoint(self._lexicon.lists["protesting"])

    def _governs(self, sectors: tuple[str, ...]) -> bool:
        """Whether one of some sectors is that of those who govern, or who want to or fight for it."""
        return any(sector.lower() in self._lexicon.lists["governing"] for sector in sectors)


def _an_officer(party: Party) -> bool:
    """Whether a party is a person of rank and nothing else: a team's captain or guard, a police officer."""
    return party.kind == "person" and bool(party.sectors) and set(party.sectors) <= OFFICERS


def _police(party: Party) -> bool:
    """Whether a party is police and no body known by name: "local police", an officer, not the FBI."""
    last = party.name.rpartition(" ")[2]
    common = last[:1].islower() or last == party.name  # "Police" begins a sentence
    return common and party.entity is None and bool(party.sectors) and set(party.sectors) <= OFFICERS


def _shown(sentence: Sentence, lexicon: Lexicon) -> Mapping[str, tuple[str, ...]]:
    """The different words of a sentence that show a subject, by subject."""
    found: dict[str, dict[str, None]] = {}
    end = 0
    for name, _, span in shown(sentence, lexicon.subjects):
        if span.end > end:  # not "jury" in "grand jury"
            found.setdefault(name, {})[span.text.lower()] = None
            end = span.end
    return {name: tuple(words) for name, words in found.items()}
