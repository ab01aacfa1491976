"""What a promise hangs on, by the order of words: long sentences often have their condition hung on the wrong one."""

from __future__ import annotations

from bede.extract.grammar import Syntax
from bede.extract.status.clauses import is_finite, is_inverted, is_verbal

PREDICATE = ("xcomp", "acomp", "oprd", "attr", "conj")
"""Labels of what completes or shares a predicate, whose modal and conditions are its own."""

STOPS = (";", ":", "?", "!")
QUOTES = ('"', "“", "``")


def is_bound(syntax: Syntax, verb: int) -> bool:
    """Whether what a verb promises hangs on something that is still to come: "will go once they have paid"."""
    promise = _promise_of(syntax, verb)
    return promise is not None and (_is_followed(syntax, promise) or _is_preceded(syntax, promise))


def _promise_of(syntax: Syntax, verb: int) -> int | None:
    """The verb that has "will" or "would" for a verb, by itself or in the predicate that it completes."""
    for _ in range(4):
        if _modal(syntax, verb) is not None:
            return verb
        if syntax.sentence.labels[verb] not in PREDICATE:
            return None
        verb = syntax.sentence.heads[verb]
    return None


def _modal(syntax: Syntax, verb: int) -> int | None:
    """The "will" or "would" of a verb."""
    table = syntax.lexicon.status.auxiliaries
    for child in syntax.children(verb, "aux"):
        word = syntax.words[child]
        if word in ("would", "'d") or table.get(word, ("",))[0] == "future":
            return child if syntax.sentence.tags[child] == "MD" else None
    return None


def _is_followed(syntax: Syntax, promise: int) -> bool:
    """Whether a condition comes after a promise, before any other clause of its own."""
    for token in range(promise + 1, len(syntax.words)):
        if syntax.words[token] in STOPS:
            return False
        if opens(syntax, token):
            return True
        if _is_clause_of_its_own(syntax, token):
            return False
    return False


def _is_preceded(syntax: Syntax, promise: int) -> bool:
    """Whether the sentence, or the quotation in it, begins with a condition and this is its first promise."""
    before = _modal(syntax, promise)
    assert before is not None
    start = 0
    for token in range(before):
        if syntax.words[token] in STOPS or syntax.words[token] in QUOTES:
            start = token + 1
    if start >= before or not opens(syntax, start):
        return False
    tags = syntax.sentence.tags
    return not any(tags[token] == "MD" for token in range(start + 1, before))


def _is_clause_of_its_own(syntax: Syntax, token: int) -> bool:
    """Whether a finite verb begins another clause: no relative clause, and not who says so between commas."""
    sentence = syntax.sentence
    if sentence.tags[token] not in ("VBD", "VBZ", "VBP", "MD") or not is_verbal(syntax, token):
        return sentence.tags[token] == "MD"
    if sentence.lemmas[token] in syntax.lexicon.speech.verbs:
        return False
    return sentence.labels[token] not in ("relcl", "acl", "aux", "auxpass")


def opens(syntax: Syntax, token: int) -> bool:
    """Whether a condition begins at a word: "if", "unless", "were he given", "once", "in case of"."""
    words = syntax.words
    if token + 1 >= len(words):
        return False
    lists, word, after = syntax.lexicon.lists, words[token], words[token + 1]
    if word in ("if", "unless"):
        before = syntax.sentence.lemmas[token - 1] if token else ""
        return before not in lists["unconditional"] and after not in lists["elided"] and _has_clause(syntax, token)
    if word in ("should", "were", "had"):
        return is_inverted(syntax, token)
    if any(_begins(syntax, token, phrase) for phrase in lists["contingencies"]):
        return True
    return _is_awaited(syntax, token) and _has_clause(syntax, token)


def is_awaited(syntax: Syntax, verb: int) -> bool:
    """Whether a clause is one that has to come first: "once Damascus withdraws"."""
    return any(_is_awaited(syntax, child) for child in syntax.children(verb, "mark", "advmod"))


def _is_awaited(syntax: Syntax, token: int) -> bool:
    """Whether words like "once" and "as soon as" begin at a word."""
    return any(_begins(syntax, token, phrase) for phrase in syntax.lexicon.lists["awaited"])


def _begins(syntax: Syntax, token: int, phrase: str) -> bool:
    """Whether a phrase begins at a word."""
    words = tuple(phrase.split())
    return syntax.words[token : token + len(words)] == words


def _has_clause(syntax: Syntax, token: int) -> bool:
    """Whether a finite verb follows before the next mark."""
    for later in range(token + 1, len(syntax.words)):
        if syntax.words[later] in STOPS or (syntax.words[later] == "," and later > token + 1):
            return False
        if syntax.sentence.tags[later] in ("VBD", "VBZ", "VBP", "MD") or is_finite(syntax, later):
            return True
    return False
