"""Words with a capital that is none of a name: the first of a sentence, and those of headlines.

"Bread riots" and "Teen Arrested" name nobody. A word may be a name there all the same ("Santos resigned"): where the
article writes it with a capital inside another sentence, or where it is no common English word.
"""

from __future__ import annotations

from functools import cached_property

from bede.lexicon import Lexicon, Word
from bede.lexicon.content import is_common_word
from bede.model import Sentence

SMALL = 3
"""Letters of words that headlines write without a capital at most."""
ACTING = ("nsubj", "nsubjpass", "poss", "agent", "ROOT", "conj", "appos")
"""Labels of those who do something or have something."""
HEADLINE = 3
"""Longer words that a line in capitals has at least."""


class Capitals:
    """The capitals of one article, and which of them tell nothing."""

    def __init__(self, sentences: tuple[Sentence, ...], lexicon: Lexicon) -> None:
        self._sentences = sentences
        self._lexicon = lexicon
        self._headlines: dict[int, bool] = {}

    def tell_nothing(self, number: int, token: int) -> bool:
        """Whether a word would be written in lower case elsewhere, as far as can be told."""
        sentence = self._sentences[number]
        written = sentence.words[token]
        if not written[:1].isupper() or not written.isalpha():
            return False
        if not self._begins(number, token) and not self._headline(number):
            return False
        noun = sentence.tags[token] in ("NNP", "NNPS", "NNS")
        if noun and sentence.labels[token] in ACTING and not self._headline(number):
            return False  # "Hauliers blocked": somebody, whoever they are
        after = sentence.words[token + 2 : token + 3]
        if sentence.tags[token + 1 : token + 2] == ("IN",) and after and after[0][:1].isupper():
            return self._headline(number)  # "Bread for Haiti"
        word = written.lower()
        name = word in self._lexicon.genders or written.title() in self._lexicon.surnames
        return not name and is_common_word(word) and word not in self._inside

    def surname(self, number: int, token: int, word: tuple[Word, int, int], first: int, *, bare: bool) -> bool:
        """Whether a noun with a capital is somebody's name: "Baker said", "Jim Baker", but not "the Speaker".

        ``first`` is the first token of its phrase; ``bare`` says that no article or possessor stands before it.
        """
        found, begin, _ = word
        sentence = self._sentences[number]
        if found.title or found.kind != "person" or begin < token or sentence.tags[token] != "NNP":
            return False
        if first < token:
            return sentence.words[token - 1].lower() in self._lexicon.genders
        if not bare or self._headline(number):
            return False
        return not self._begins(number, token) or not is_common_word(sentence.words[token].lower())

    def _begins(self, number: int, token: int) -> bool:
        """Whether a token is the first word of its sentence."""
        return not any(word[:1].isalnum() for word in self._sentences[number].words[:token])

    def _headline(self, number: int) -> bool:
        """Whether a sentence writes all its longer words with a capital."""
        if number not in self._headlines:
            longer = [word for word in self._sentences[number].words if len(word) > SMALL and word.isalpha()]
            self._headlines[number] = len(longer) >= HEADLINE and all(word[:1].isupper() for word in longer)
        return self._headlines[number]

    @cached_property
    def _inside(self) -> frozenset[str]:
        """The words that the article writes with a capital where none is due."""
        return frozenset(
            word.lower()
            for number, sentence in enumerate(self._sentences)
            if not self._headline(number)
            for token, word in enumerate(sentence.words)
            if word[:1].isupper() and sentence.tags[token].startswith("NNP") and not self._begins(number, token)
        )
