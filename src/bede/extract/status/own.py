"""What stands at a verb itself: negation, modals, conditional marks, tense, the form of its clause."""

from __future__ import annotations

from collections.abc import Iterator

from bede.extract.grammar import Syntax
from bede.extract.status.clauses import (
    is_first_person,
    is_imperative,
    is_inverted_condition,
    is_present,
    is_question,
)
from bede.extract.status.order import Sign, as_sign


def own_signs(syntax: Syntax, verb: int) -> Iterator[Sign]:
    """Negation, modals, conditional marks, tense and form of a verb's clause."""
    yield from _negations(syntax, verb)
    yield from _modals(syntax, verb)
    yield from _marks(syntax, verb)
    yield from _forms(syntax, verb)


def _negations(syntax: Syntax, verb: int) -> Iterator[Sign]:
    """Negation by an adverb, a subject or an object."""
    sentence, words = syntax.sentence, syntax.lexicon.status
    none = as_sign(words.adverbs["no"])
    for child in sentence.children[verb]:
        label, word = sentence.labels[child], syntax.words[child]
        if label == "neg" or (label in ("advmod", "preconj", "det") and word in words.adverbs):
            found = words.adverbs.get(word)
            if found is not None and not (word == "not" and syntax.words[child + 1 : child + 2] == ("only",)):
                yield as_sign(found)
        elif _is_none(syntax, child):
            yield none
    if any(syntax.words[child - 1 : child + 1] == ("yet", "to") for child in syntax.children(verb, "aux")):
        yield none  # "has yet to begin"
    if verb and syntax.words[verb - 1] in ("not", "never", "nt") and sentence.labels[verb - 1] != "neg":
        yield none


def _is_none(syntax: Syntax, child: int) -> bool:
    """Whether a dependent denies its verb: "no soldier", "nobody", "no longer"."""
    label, word = syntax.sentence.labels[child], syntax.words[child]
    if label == "advmod":
        return word == "longer" and syntax.words[child - 1] == "no"
    if label in ("nsubj", "nsubjpass") and word in ("nobody", "none", "neither", "nothing"):
        return True
    beside = syntax.children(child, "det", "preconj", "cc")
    return label in ("nsubj", "nsubjpass", "dobj") and any(syntax.words[inner] in ("no", "neither") for inner in beside)


def _modals(syntax: Syntax, verb: int) -> Iterator[Sign]:
    """Modals, ``going to``, ``is to``, and the infinitive of headlines."""
    sentence, table = syntax.sentence, syntax.lexicon.status.auxiliaries
    lemma, lists = sentence.lemmas[verb], syntax.lexicon.lists
    for child in syntax.children(verb, "aux"):
        word = syntax.words[child]
        if word not in table or (word == "'d" and sentence.tags[child] != "MD"):
            continue
        if word in ("would", "'d") and (
            lemma in lists["wanting"] or (lemma in lists["performing"] and is_first_person(syntax, verb))
        ):
            continue  # "would like to": who says so wants it now; "I would say" says it
        if word in ("can", "could", "ca") and lemma in lists["perceiving"]:
            continue  # "we can see smoke" sees it
        if word == "can" and lemma in lists["performing"] and is_first_person(syntax, verb):
            continue
        if word in ("would", "'d") and _reported(syntax, verb):
            yield "future", table[word][1]
        else:
            yield as_sign(table[word])
    auxiliaries = [syntax.words[child] for child in syntax.children(verb, "aux", "auxpass")]
    root = sentence.labels[verb] == "ROOT"
    if (
        "going" in auxiliaries
        or (auxiliaries[-1:] == ["to"] and root and len(auxiliaries) <= 2)
        or (auxiliaries[-1:] == ["be"] and "to" in auxiliaries and root)
    ):
        yield "future", "grammar:to-infinitive"
    elif {"is", "to"} <= set(auxiliaries) or {"are", "to"} <= set(auxiliaries):
        yield "future", "grammar:be-to"
    elif (
        sentence.tags[verb] == "VBG"
        and lemma == "go"
        and any(map(syntax.is_infinitive, syntax.children(verb, "xcomp")))
    ):
        yield "future", "grammar:going-to"


def _marks(syntax: Syntax, verb: int) -> Iterator[Sign]:
    """``if``, ``unless``, ``whether``."""
    for child in syntax.children(verb, "mark"):
        found = syntax.lexicon.status.marks.get(syntax.words[child])
        if found is not None and not (syntax.words[child] == "if" and syntax.words[child - 1 : child] == ("as",)):
            yield as_sign(found)


def _forms(syntax: Syntax, verb: int) -> Iterator[Sign]:
    """Imperatives, questions, what follows from a condition, and the present for what is scheduled."""
    sentence, lists = syntax.sentence, syntax.lexicon.lists
    if is_imperative(syntax, verb):
        yield "hypothetical", "grammar:imperative"
    elif is_question(syntax, verb):
        yield "hypothetical", "grammar:question"
    elif is_inverted_condition(syntax, verb):
        yield "hypothetical", "grammar:condition"
    if any(syntax.words[child] in lists["any"] and sentence.tags[child][0] == "W" for child in sentence.children[verb]):
        yield "hypothetical", "grammar:generic"  # "whatever they want"
    bare = sentence.tags[verb] == "VBG" and sentence.heads[verb] == verb  # "Leaving for Nairobi tomorrow"
    if not (is_present(syntax, verb) or bare) or sentence.lemmas[verb] in lists["stative"]:
        return
    perfect = any(sentence.lemmas[child] == "have" for child in syntax.children(verb, "aux"))
    clauses = syntax.children(verb, "advcl")
    if not perfect and not is_first_person(syntax, verb) and any(_is_condition(syntax, clause) for clause in clauses):
        yield "hypothetical", "grammar:consequence"
    if not perfect:
        if any(_is_later(syntax, token) for token in syntax.children(verb, "npadvmod", "advmod", "prep")):
            yield "future", "grammar:scheduled"
        going = sentence.tags[verb] == "VBG" and sentence.lemmas[verb] == "go"
        if going and any(syntax.words[prep] == "to" for prep in syntax.children(verb, "prep")):
            yield "future", "grammar:scheduled"


def _is_condition(syntax: Syntax, clause: int) -> bool:
    """Whether a clause begins with "if" or "unless", but not with "as if" or "even if"."""
    return any(
        syntax.words[mark] in ("if", "unless") and syntax.words[max(0, mark - 1)] not in ("as", "even")
        for mark in syntax.children(clause, "mark")
    )


def _is_later(syntax: Syntax, token: int) -> bool:
    """Whether an adverbial names a time to come: "tomorrow", "next week", "in two days"."""
    lists, sentence = syntax.lexicon.lists, syntax.sentence
    if syntax.words[token] == "in":
        return any(
            sentence.lemmas[time] in lists["times"] and syntax.children(time, "nummod", "quantmod")
            for time in syntax.children(token, "pobj")
        )
    if syntax.words[token] in lists["later"]:
        return syntax.words[token + 1 : token + 2] != ("to",)
    return any(syntax.words[inner] in lists["later"] for inner in syntax.children(token, "amod", "advmod", "det"))


def _reported(syntax: Syntax, verb: int) -> bool:
    """Whether a clause is reported speech, in which "would" is a past future."""
    sentence = syntax.sentence
    for _ in range(4):
        if sentence.labels[verb] == "conj":
            verb = sentence.heads[verb]
    head = sentence.heads[verb]
    return sentence.labels[verb] in ("ccomp", "acl") and sentence.lemmas[head] not in syntax.lexicon.lists["wishing"]
