"""What was to be done and was not, and what is denied from afar: "was to leave, but", "never before had they left"."""

from __future__ import annotations

from bede.extract.grammar import Syntax
from bede.extract.status.clauses import is_inverted_condition, is_verbal

AUXILIARIES = ("MD", "VBD", "VBZ", "VBP")
NOT = ("not", "n't", "never")


def was_to(syntax: Syntax, verb: int) -> bool:
    """Whether a plan of the past is told only to say that it came to nothing: "was due to leave, but"."""
    sentence = syntax.sentence
    if not syntax.is_infinitive(verb):
        return False
    planned = sentence.heads[verb]
    for _ in range(2):
        if is_verbal(syntax, planned):
            break
        planned = sentence.heads[planned]
    if not _is_past_plan(syntax, verb, planned):
        return False
    return any(syntax.words[cc] in ("but", "yet") for cc in syntax.children(planned, "cc")) and any(
        clause > verb and bool(syntax.children(clause, "nsubj", "nsubjpass"))
        for clause in syntax.children(planned, "conj")
    )


def _is_past_plan(syntax: Syntax, verb: int, planned: int) -> bool:
    """Whether "was to", "was due to", "had planned to" or the like stands over an infinitive."""
    sentence, words = syntax.sentence, syntax.lexicon.status
    if sentence.lemmas[planned] == "be" and syntax.words[planned] in ("was", "were"):
        said = [sentence.lemmas[child] for child in syntax.children(planned, "acomp") if child < verb]
        return not said or any(words.adjectives.get(lemma, ("",))[0] == "future" for lemma in said)
    future = words.verbs.get(sentence.lemmas[planned], ("",))[0] == "future"
    past = any(syntax.words[child] in ("was", "were", "had") for child in syntax.children(planned, "aux", "auxpass"))
    return future and past


def is_denied_in_front(syntax: Syntax, verb: int) -> bool:
    """Whether a clause begins with a denial and an auxiliary before its subject: "never before had they left"."""
    sentence, lists = syntax.sentence, syntax.lexicon.lists
    auxiliaries = [child for child in syntax.children(verb, "aux", "auxpass") if sentence.tags[child] in AUXILIARIES]
    subjects = syntax.children(verb, "nsubj", "nsubjpass", "expl")
    if not auxiliaries or not subjects or min(auxiliaries) > min(subjects):
        return False
    start = next(at for at, word in enumerate(syntax.words) if word[:1].isalnum())
    if syntax.words[start] == "never":
        return True
    phrase = syntax.words[start : start + 3]
    return (
        sentence.tags[start] == "IN" and phrase[1:2] == ("no",) and sentence.lemmas[start + 2] in lists["circumstances"]
    )


def is_denied_beside(syntax: Syntax, verb: int) -> bool:
    """Whether "not" stands right behind an auxiliary, whatever it is hung on: "has not so far left"."""
    for child in syntax.children(verb, "aux", "auxpass"):
        after = syntax.words[child + 1 : child + 3]
        near = after[:1] and after[0] in NOT and child + 1 < verb and after[1:2] not in (("only",), ("just",))
        if near and syntax.sentence.tags[child] in AUXILIARIES:
            return True
    return False


def is_contrary(syntax: Syntax, verb: int) -> bool:
    """Whether a denied condition tells what was done: "had the guard not stopped him"."""
    if not is_inverted_condition(syntax, verb) or not syntax.children(verb, "neg"):
        return False
    return any(syntax.words[child] == "had" for child in syntax.children(verb, "aux"))


def leaves_open(syntax: Syntax, verb: int) -> bool:
    """Whether something is neither confirmed nor denied."""
    sentence = syntax.sentence
    first = syntax.first_conjunct(verb)
    both = (first, *syntax.children(first, "conj"))
    if not {"confirm", "deny"} <= {sentence.lemmas[token] for token in both}:
        return False
    between = syntax.words[first + 1 : max(both)]
    return "nor" in between or bool(syntax.children(first, "neg", "preconj"))
