"""Where the words of rules stand in a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from bede.extract.frame import Frame
from bede.extract.grammar import Syntax
from bede.extract.wording import phrase_matches
from bede.lexicon import Rule

CARRIED = ("aux", "auxpass", "amod", "compound")
"""Labels of verbs that say nothing by themselves."""


def candidates(syntax: Syntax) -> Iterator[tuple[int, str]]:
    """The tokens that some rule has as a trigger, with their word class."""
    sentence, triggers = syntax.sentence, syntax.lexicon.triggers
    for token, (tag, lemma) in enumerate(zip(sentence.tags, sentence.lemmas, strict=True)):
        if token in syntax.verbs_as_nouns and ("verb", lemma) in triggers:
            yield token, "verb"
        elif tag.startswith("VB"):
            gerund = tag == "VBG" and ("noun", syntax.words[token]) in triggers and syntax.is_nominal(token)
            standing = sentence.labels[token] not in CARRIED or syntax.crushed(token)
            if gerund:
                yield token, "noun"
            elif ("verb", lemma) in triggers and standing:
                yield token, "verb"
        elif tag.startswith("NN"):
            if sentence.labels[token] in ("compound", "nmod", "amod"):
                if not syntax.has_finite_verb and ("verb", lemma) in triggers and syntax.crushed(token):
                    yield token, "verb"
            elif ("noun", lemma) in triggers and not _in_a_name(syntax, token):
                yield token, "noun"
        elif (
            tag.startswith("JJ")
            and ("adjective", lemma) in triggers
            and sentence.labels[token] in ("acomp", "oprd", "conj", "ROOT")
        ):
            yield token, "adjective"


def _in_a_name(syntax: Syntax, token: int) -> bool:
    """Whether a capitalised noun ends a proper name ("the State Highway Patrol"), outside headlines."""
    sentence = syntax.sentence
    if not sentence.tags[token].startswith("NNP") or sentence.part != "body":
        return False
    return any(sentence.tags[child] == "NNP" for child in syntax.children(token, "compound"))


def entries(syntax: Syntax, token: int, kind: str) -> tuple[tuple[tuple[str, ...], Rule], ...]:
    """The rules for a token by its lemma, a gerund by its form, special ones first, each with its trigger words."""
    if kind == "noun":
        return syntax.noun_rules(token)
    return syntax.lexicon.triggers.get((kind, syntax.sentence.lemmas[token]), ())


def standing(syntax: Syntax, token: int, kind: str) -> Iterator[tuple[tuple[str, ...], Rule]]:
    """The rules whose words stand at a token, special ones first, each with these words."""
    known: dict[tuple[str, ...], bool] = {}
    for words, rule in entries(syntax, token, kind):
        if words not in known:
            known[words] = words_match(syntax, token, kind, words)
        if known[words]:
            yield words, rule


def _is_turned(syntax: Syntax, verb: int, words: tuple[str, ...]) -> bool:
    """Whether a particle makes another verb of it: "backed out" is not "backed", "called off" is not "called on"."""
    turning = syntax.lexicon.lists["turning_particles"]
    own = (syntax.words[child] for child in syntax.children(verb, "prt"))
    return any(particle in turning and particle not in words for particle in own)


def words_match(syntax: Syntax, token: int, kind: str, words: tuple[str, ...]) -> bool:
    """Whether the words of a trigger stand at a token."""
    if kind == "verb" and _is_turned(syntax, token, words):
        return False
    if len(words) == 1:
        return True
    if kind == "verb" and "-" not in words:
        return phrase_matches(syntax, token, words)
    sentence = syntax.sentence
    before = () if kind == "adjective" else words[:-1]
    if kind == "adjective":
        return syntax.words[token + 1 : token + len(words)] == words[1:]
    first = token - len(before)
    return first >= 0 and all(
        word in (sentence.lemmas[at], syntax.words[at]) for word, at in zip(before, range(first, token), strict=True)
    )


def trigger_tokens(syntax: Syntax, frame: Frame, kind: str, words: tuple[str, ...]) -> tuple[int, int]:
    """The first and last token of a trigger."""
    token = frame.trigger
    if kind == "noun" or "-" in words:
        return max(0, token - len(words) + 1), token
    last = token
    for word in words[1:]:
        if last + 1 < len(syntax.words) and syntax.words[last + 1] == word:
            last += 1
    return token, last
