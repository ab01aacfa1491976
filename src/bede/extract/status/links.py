"""How a clause or event noun hangs on what governs it: its prepositions, particles, openers and articles."""

from __future__ import annotations

from collections.abc import Iterator

from bede.extract.grammar import Syntax
from bede.extract.status.clauses import is_imperative, is_present
from bede.extract.wording import governing, particles

LONGEST = 4
"""Words before the last one of a compound preposition: "in the run-up to"."""


def with_particle(syntax: Syntax, verb: int) -> tuple[str, str] | None:
    """What the words of status have for a verb, with its particle where they have that too."""
    words, lemma = syntax.lexicon.status, syntax.sentence.lemmas[verb]
    for particle in sorted(particles(syntax, verb) - governing(syntax, verb)):
        if found := words.verbs.get(f"{lemma} {particle}"):
            return found
    return words.verbs.get(lemma)


def governing_prepositions(syntax: Syntax, token: int) -> Iterator[tuple[int, str]]:
    """The preposition that a noun or -ing form hangs on, with its name; compound ones ("instead of") too."""
    sentence = syntax.sentence
    head = sentence.heads[token]
    if sentence.labels[token] in ("pobj", "pcomp") and head != token:
        yield head, syntax.words[head]
        for length in range(1, min(LONGEST, head) + 1):
            yield head, " ".join(syntax.words[head - length : head + 1])


def asks_what(syntax: Syntax, verb: int) -> bool:
    """Whether an infinitive stands with a question word: "how to attack", "what to do"."""
    if not syntax.is_infinitive(verb) or syntax.sentence.lemmas[syntax.sentence.heads[verb]] == "have":
        return False
    return any(
        syntax.sentence.tags[child] == "WRB" or syntax.words[child] in ("what", "who", "whom")
        for child in syntax.sentence.children[verb]
    )


def is_so_that(syntax: Syntax, verb: int) -> bool:
    """Whether a clause says what for: "so that"."""
    return any(
        syntax.words[mark] == "that" and mark and syntax.words[mark - 1] == "so"
        for mark in syntax.children(verb, "mark")
    )


def is_since(syntax: Syntax, verb: int, head: int) -> bool:
    """Whether a clause in the past says from when on something has been so."""
    lists, sentence = syntax.lexicon.lists, syntax.sentence
    mark = next((mark for mark in syntax.children(verb, "mark") if syntax.words[mark] == "since"), None)
    if mark is None or (sentence.tags[verb] != "VBD" and not syntax.is_passive(verb)) or is_present(syntax, verb):
        return False
    perfect = any(sentence.lemmas[child] == "have" for child in syntax.children(head, "aux"))
    before = range(max(0, mark - 4), mark)  # "the first visit since", "the worst since"
    ranked = any(sentence.tags[near] == "JJS" or sentence.lemmas[near] in lists["ordinal"] for near in before)
    counted = sentence.lemmas[head] == "be" and any(  # "it is ten years since"
        sentence.lemmas[time] == "year" or sentence.lemmas[time] in lists["ages"]
        for time in syntax.children(head, "attr", "npadvmod")
    )
    return perfect or ranked or counted


def is_temporal(syntax: Syntax, verb: int) -> bool:
    """Whether a clause says when."""
    openers = syntax.children(verb, "mark", "advmod")
    return any(syntax.words[child] in syntax.lexicon.lists["when"] for child in openers)


def bounds_ahead(syntax: Syntax, verb: int) -> bool:
    """Whether a present clause says until when or before what something is done: "before he leaves office"."""
    openers = syntax.children(verb, "mark", "advmod")
    simple = syntax.sentence.tags[verb] in ("VBZ", "VBP") and syntax.sentence.part == "body"
    return simple and any(syntax.words[child] in syntax.lexicon.lists["bounds_ahead"] for child in openers)


def measured(syntax: Syntax, noun: int) -> int:
    """What a bare noun is counted or measured by: "a series of raids"; else the noun."""
    sentence = syntax.sentence
    if (
        sentence.labels[noun] != "pobj"
        or syntax.words[sentence.heads[noun]] != "of"
        or syntax.children(noun, "det", "poss")
    ):
        return noun
    outer = sentence.heads[sentence.heads[noun]]
    return outer if any(syntax.words[child] in ("a", "an") for child in syntax.children(outer, "det")) else noun


def is_indefinite(syntax: Syntax, noun: int) -> bool:
    """Whether a noun is not said to be known: no article but ``a``, no possessor."""
    definite = [
        child for child in syntax.children(noun, "det", "poss") if syntax.words[child] not in ("a", "an", "any")
    ]
    return not definite and not syntax.sentence.tags[noun].startswith("NNP")


def is_one_of_some(syntax: Syntax, noun: int) -> bool:
    """Whether a noun has the article ``a``, so that what is said of it may be as open as its clause."""
    return any(syntax.words[child] in ("a", "an") for child in syntax.children(noun, "det"))


def differs(syntax: Syntax, verb: int, first: int) -> bool:
    """Whether a coordinated verb has a tense of its own, so that the first one's modal does not reach it."""
    sentence = syntax.sentence
    shared = any(sentence.tags[child] == "MD" for child in syntax.children(first, "aux"))
    if sentence.tags[verb] == "VBP" and is_imperative(syntax, first):
        return False  # a base form, whatever the tagger took it for
    return sentence.tags[verb] != "VB" and (shared or sentence.tags[verb] != sentence.tags[first])


def is_complement(syntax: Syntax, verb: int, head: int) -> bool:
    """Whether what seems a purpose is what a verb takes: "vowed on Monday to leave", "ruled out leaving"."""
    sentence = syntax.sentence
    if with_particle(syntax, head) is None or syntax.children(head, "xcomp", "ccomp", "dobj") or verb < head:
        return False
    beside = verb - head <= 2 and syntax.words[verb - 1] != ","
    return syntax.is_infinitive(verb) or (sentence.tags[verb] == "VBG" and beside)
