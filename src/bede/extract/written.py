"""The lexicon's names, titles and actor nouns where the sentences of an article write them."""

from __future__ import annotations

import bisect
from dataclasses import dataclass

from bede.extract import terms
from bede.extract.grammar import Syntax
from bede.extract.nouns import side_of
from bede.lexicon import Lexicon, Name, Word
from bede.model import Sentence

LEFT = ("compound", "amod", "nmod", "poss", "det", "nummod", "quantmod", "predet", "advmod", "npadvmod")
LONGEST_TITLE = 6


@dataclass(frozen=True, slots=True)
class Match:
    """A name of the lexicon in a sentence: its tokens, last included, and what it can stand for."""

    first: int
    last: int
    names: tuple[Name, ...]


class Written:
    """The names of one article; ``day`` is the day of publication (ISO), None where it is unknown."""

    def __init__(
        self, sentences: tuple[Sentence, ...], syntaxes: tuple[Syntax, ...], lexicon: Lexicon, *, day: str | None
    ) -> None:
        self._sentences = sentences
        self._syntaxes = syntaxes
        self._lexicon = lexicon
        self._day = day
        self._endings = tuple(lexicon.lists["person_endings"])
        self._matches = [self._scan(sentence) for sentence in sentences]
        self._take_divisions()
        self._windows: dict[tuple[int, int], tuple[int, int]] = {}
        self._words: dict[tuple[int, int, int], tuple[Word, int, int] | None] = {}

    def _scan(self, sentence: Sentence) -> dict[int, Match]:
        """The lexicon's names in a sentence, by each token that they cover."""
        found: dict[int, Match] = {}
        text = sentence.text.replace("\u2019", "'").replace("\u00a0", " ").replace("\n", " ")
        if text.isupper():
            text = text.title()  # a line in capitals
        starts = [start - sentence.start for start in sentence.starts]
        ends = [end - sentence.start for end in sentence.ends]
        for start, end, names in self._lexicon.names_in(text):
            first = bisect.bisect_right(starts, start) - 1
            last = bisect.bisect_left(ends, end)
            if first < 0 or last >= len(ends) or last < first:
                continue
            match = Match(first, last, names)
            for token in range(first, last + 1):
                found[token] = match
        return found

    def _take_divisions(self) -> None:
        """Take a state's name for its namesake that the article calls a state of another: "Niger" beside "Niger State".

        Where the article names the state itself in another way as well, "Niamey", the name stays its own.
        """
        names = [match.names[0] for matches in self._matches for match in matches.values()]
        states = [name for name in names if name.kind == "place" and name.written.lower().endswith(" state")]
        for division in {name.written: name for name in states}.values():
            short = division.written[: -len(" state")]
            own = self._lexicon.names.get(short, ())
            if not own or own[0].kind != "state" or self._named(own[0]):
                continue
            for matches in self._matches:
                for token, match in matches.items():
                    if match.names is own:
                        matches[token] = Match(match.first, match.last, (division,))

    def match(self, sentence: int, token: int) -> Match | None:
        """The name that covers a token."""
        return self._matches[sentence].get(token)

    def inside(self, number: int, first: int, last: int) -> list[Match]:
        """The names among some tokens, in order."""
        found: list[Match] = []
        for token in range(first, last + 1):
            match = self.match(number, token)
            if match is not None and (not found or found[-1] is not match):
                found.append(match)
        return found

    def window(self, number: int, token: int) -> tuple[int, int]:
        """The first and last token of a head with its left modifiers, articles left out."""
        key = (number, token)
        if key not in self._windows:
            self._windows[key] = self._window(number, token)
        return self._windows[key]

    def _window(self, number: int, token: int) -> tuple[int, int]:
        """As ``window``, looked for."""
        sentence, syntax = self._sentences[number], self._syntaxes[number]
        left = [child for child in sentence.children[token] if child < token and sentence.labels[child] in LEFT]
        verbs = [
            child
            for child in left
            if syntax.is_trigger(child)
            and (parts := syntax.crushed(child))
            # "Togo sanctions Malian makers", but "Togo Partner Program"
            and (sentence.tags[child] != "NN" or sentence.tags[parts[0]] != "NNP")
        ]
        left = [child for child in left if child > max(verbs, default=-1)]
        first = min((syntax.extent(child)[0] for child in left), default=token)
        match = self.match(number, token)
        last = token
        if match is not None:
            first, last = min(first, match.first), max(last, match.last)
        while first < token and (
            sentence.tags[first] in ("DT", "PDT", "WDT", "CC", "``", "''", ",", "PRP$", "IN")
            or not sentence.words[first][:1].isalnum()
            or sentence.lemmas[first] in self._lexicon.lists["calendar"]
            or (sentence.tags[first] == "RB" and sentence.words[first + 1] != "-")
            or (sentence.tags[first] in ("JJS", "RBS", "JJR", "RBR") and sentence.tags[first + 1] == "CD")
        ):
            first += 1
        return first, last

    def countries(self) -> frozenset[str | None]:
        """The countries of all names in the article."""
        return frozenset(
            [name.country for matches in self._matches for match in matches.values() for name in match.names]
        )

    def is_mere_ally(self, number: int, match: Match) -> bool:
        """Whether a name only says who backs or made something: "Iranian-backed", "Chinese-built", "pro-Jakarta"."""
        words = self._sentences[number].words
        after = words[match.last].lower().rpartition("-")[2]  # one word to the parser: "U.S.-made"
        if words[match.last + 1 : match.last + 2] == ("-",):
            after = words[match.last + 2].lower()
        return after in self._lexicon.lists["allied"] or bool(side_of(words, match.first))

    def choose(self, names: tuple[Name, ...]) -> Name:
        """The name meant: of a person's terms the one that holds on the day, else the last that began before it."""
        return terms.chosen(names, self._day)

    def meant(self, number: int, match: Match) -> Name:
        """The name meant where a match stands: Brussels is the European Union, save as a place or in Belgian news."""
        name = self._of_country(number, match) if match.names[0].kind == "person" else self.choose(match.names)
        body = next((other for other in match.names if other.kind == "body"), None)
        if name.form != "capital" or body is None:
            return name
        syntax, token = self._syntaxes[number], match.last
        label, head = syntax.sentence.labels[token], syntax.words[syntax.sentence.heads[token]]
        place = label in ("compound", "nmod", "amod") or (label == "pobj" and head in self._lexicon.lists["placing"])
        return name if place or (self._named(name) and not self._named(body)) else body

    def _of_country(self, number: int, match: Match) -> Name:
        """The person meant: of namesakes the one whose country the sentence names besides, else the article."""
        if len({name.entity for name in match.names}) > 1:
            for places in ([self._matches[number]], self._matches):
                told = {one.names[0].country for found in places for one in found.values() if one.names != match.names}
                if here := [name for name in match.names if name.country in told]:
                    return self.choose(tuple(here))
        return self.choose(match.names)

    def _named(self, name: Name) -> bool:
        """Whether an article names who a name stands for in another way as well."""
        found = (match for matches in self._matches for match in matches.values())
        return any(
            other.entity == name.entity and other.written != name.written
            for match in found
            for other in match.names[:1]
        )

    def peoples_inside(self, number: int, first: int, last: int) -> bool:
        """Whether a people that is no state's is named among some tokens: "Mapuche leaders"."""
        names = [self.choose(match.names) for match in self.inside(number, first, last)]
        return any(name.kind == "group" and name.sectors[:1] == ("CVL",) for name in names)

    def word(self, number: int, first: int, last: int) -> tuple[Word, int, int] | None:
        """The longest title or actor noun that ends at a token (or, with ``of`` or ``to``, goes on after it)."""
        key = (number, first, last)
        if key not in self._words:
            self._words[key] = self._word(number, first, last)
        return self._words[key]

    def _word(self, number: int, first: int, last: int) -> tuple[Word, int, int] | None:
        """As ``word``, looked for."""
        sentence, syntax = self._sentences[number], self._syntaxes[number]
        lemma = sentence.lemmas[last] if not sentence.tags[last].startswith("NNP") else _singular(syntax.words[last])
        if last and f"{syntax.words[last - 1]} {lemma}" in self._lexicon.lists["no_actors"]:
            return None  # "the Christmas party"
        if last and sentence.tags[last - 1] == "CD" and lemma in self._lexicon.lists["clock_halves"]:
            return None  # "at 3 PM"
        both = (terms.bare(lemma, self._lexicon), terms.bare(syntax.words[last], self._lexicon))
        heads = [head for head in dict.fromkeys(both) if head in self._lexicon.last_words or " " in head]
        begin = max(first, last - LONGEST_TITLE + 1)
        left = [terms.bare(word, self._lexicon) for word in syntax.words[begin:last]] if heads else []
        for start in range(begin, last + 1) if heads else ():
            before = left[start - begin :]
            for head in heads:
                word = self._lexicon.words.get(" ".join((*before, head)).replace(" '", "'"))
                idiom = word is not None and self._is_idiom(syntax, last)
                if word is not None and not idiom and not self._lower_case_namesake(sentence.words[last], word):
                    if syntax.words[last + 1 : last + 2] in (("of",), ("to",)):  # "parties to the conflict"
                        for end in range(min(last + 4, len(syntax.words) - 1), last + 1, -1):
                            longer = self._lexicon.words.get(
                                " ".join((*before, head, *syntax.words[last + 1 : end + 1]))
                            )
                            if longer is not None:
                                return longer, start, end
                    return word, start, last
        ending = next(filter(lemma.endswith, self._endings)) if lemma.endswith(self._endings) else None
        if ending is not None and sentence.tags[last] in ("NN", "NNS") and lemma.isalpha():
            like = self._lexicon.words.get(ending)  # a shopkeeper is a keeper, a goatherd nobody that is known
            sectors = like.sectors if like is not None and like.sectors else ("CVL",)
            made = Word(
                words=lemma, kind="person", sectors=sectors, stands="words/lists.toml", title=False, national=False
            )
            return made, last, last
        return None

    def _is_idiom(self, syntax: Syntax, token: int) -> bool:
        """Whether a noun is part of a phrase that is about nobody: "in force", "state of emergency"."""
        idioms = self._lexicon.lists["about_nobody"]
        before, after = syntax.words[max(token - 1, 0) : token + 1], syntax.words[token : token + 3]
        return " ".join(before) in idioms or " ".join(after) in idioms

    def _lower_case_namesake(self, written: str, word: Word) -> bool:
        """Whether a word is not the one that names somebody in the plural with a capital: "green", but "the Greens"."""
        return word.words in self._lexicon.lists["capital_plurals"] and written != f"{word.words.capitalize()}s"


def _singular(word: str) -> str:
    """A capitalised plural's singular by the regular endings ("Ministers", "Authorities")."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        return word[:-1]
    return word
