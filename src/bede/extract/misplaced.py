"""Objects that the parser hangs elsewhere: behind a phrase, in a free relative, as a measure or a verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bede.extract.grammar import Syntax


def called_so(syntax: Syntax, verb: int) -> list[int]:
    """What a free relative says that the object is: "struck what it called a base", "what it said were rebels"."""
    for clause in syntax.children(verb, "ccomp"):
        if any(syntax.words[child] == "what" for child in syntax.children(clause, "dobj")):
            named = syntax.children(clause, "oprd")
            for prep in syntax.children(clause, "prep"):
                named += syntax.children(prep, "pobj") if syntax.words[prep] == "as" and not named else []
            return named
        for inner in syntax.children(clause, "ccomp"):
            if any(syntax.words[child] == "what" for child in syntax.children(inner, "nsubj")):
                return syntax.children(inner, "attr")
    return []


def shifted(syntax: Syntax, verb: int) -> list[int]:
    """An object that stands behind a phrase and is hung on its preposition: "freed on bail two editors"."""
    for prep in syntax.children(verb, "prep"):
        first, *others = syntax.children(prep, "pobj") or [prep]
        if others and syntax.extent(others[0])[0] == syntax.extent(first)[1] + 1:
            return others[:1]
    return []


def mistaken(syntax: Syntax, verb: int) -> list[int]:
    """An object taken for an adverb's measure or for a verb: "held 30 men ahead of the vote", "sues Belize"."""
    sentence = syntax.sentence
    people = [
        token
        for adverb in syntax.children(verb, "advmod")
        for token in syntax.children(adverb, "npadvmod")
        if verb < token and sentence.lemmas[token] in syntax.lexicon.words
    ]
    named = [
        clause
        for clause in syntax.children(verb, "xcomp", "ccomp")
        if clause == verb + 1 and sentence.words[clause] in syntax.lexicon.names and not syntax.children(clause, "aux")
    ]
    return people or named


def allowed(syntax: Syntax, verb: int, whom: int) -> list[int]:
    """The time that is given to somebody whom the parser took for the thing given: "gave the junta a week"."""
    after = [
        child for child in syntax.children(verb, "npadvmod") if syntax.extent(child)[0] == syntax.extent(whom)[1] + 1
    ]
    lemmas, lists = syntax.sentence.lemmas, syntax.lexicon.lists
    return [child for child in after if lemmas[child] in lists["times"] and lemmas[child] not in lists["calendar"]]


def wanted(syntax: Syntax, verb: int) -> list[int]:
    """Who is to do what an infinitive with ``for`` says: "pushed for Peru to free them"."""
    clauses = [clause for clause in syntax.children(verb, "advcl", "ccomp", "xcomp") if syntax.is_infinitive(clause)]
    by_for = [
        clause for clause in clauses if any(syntax.words[mark] == "for" for mark in syntax.children(clause, "mark"))
    ]
    return [subject for clause in by_for for subject in syntax.children(clause, "nsubj", "nsubjpass") if subject > verb]


def people(syntax: Syntax, noun: int, pronoun: int) -> int:
    """Whom "who" or "whose" stands for behind a place: "fighters from Chad, who fled", hung on the place."""
    sentence, prep = syntax.sentence, syntax.sentence.heads[noun]
    place = sentence.labels[noun] == "pobj" and sentence.tags[noun] == "NNP" and sentence.tags[pronoun] in ("WP", "WP$")
    within = syntax.words[prep] in ("from", *syntax.lexicon.lists["placing"])
    whose = sentence.heads[prep]
    known = any(name.kind in ("state", "place") for name in syntax.lexicon.names.get(sentence.words[noun], ()))
    return whose if place and within and known and sentence.tags[whose] in ("NN", "NNS") else noun


def inverted(syntax: Syntax, verb: int) -> list[int]:
    """The subject of a passive turned round, hung on its auxiliary: "also arrested were two deputies"."""
    after = [aux for aux in syntax.children(verb, "auxpass") if aux > verb]
    return [subject for aux in after for subject in syntax.children(aux, "nsubj", "attr")]


def state_given(syntax: Syntax, verb: int, thing: int) -> int | None:
    """The name of a state that stands between a verb and the thing that is given, as if it were part of it."""
    first = verb + 1
    if first >= thing or first not in syntax.children(thing, "compound", "nmod"):
        return None
    plain = syntax.sentence.tags[thing] in ("NN", "NNS")
    return first if plain and "name" in syntax.lexicon.state_forms(syntax.sentence.words[first]) else None


def given_to(syntax: Syntax, verb: int) -> tuple[int, ...]:
    """The thing that a relative clause says was given to its object: "the guns that Chad gave the rebels"."""
    subjects = syntax.children(verb, "nsubj")
    handed = syntax.sentence.labels[verb] == "relcl" and bool(subjects) and bool(syntax.children(verb, "dobj"))
    own = any(syntax.sentence.tags[subject] in ("WDT", "WP") for subject in subjects)
    adverbial = any(syntax.sentence.tags[child] == "WRB" for child in syntax.sentence.children[verb])
    return (syntax.sentence.heads[verb],) if handed and not own and not adverbial else ()
