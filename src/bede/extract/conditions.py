"""What has to happen before what is told: "will not lift it until Cuba frees them"."""

from __future__ import annotations

from bede.extract.grammar import Syntax
from bede.extract.status.clauses import is_inverted_condition

FIRST = ("until", "unless", "if", "before")
"""Conjunctions of what has to happen first."""


def conditions(syntax: Syntax, verb: int, *, words: tuple[str, ...] = ()) -> list[int]:
    """The clauses that say what has to happen first: with "if", with one of ``words``, "should Cuba free them"."""
    sentence, saying = syntax.sentence, syntax.sentence.heads[verb]
    clauses, complements = syntax.children(verb, "advcl"), syntax.children(verb, "ccomp")
    if sentence.labels[verb] == "ccomp" and sentence.lemmas[saying] in syntax.lexicon.speech.verbs:
        clauses += [clause for clause in syntax.children(saying, "advcl") if clause != verb]
        complements += [clause for clause in syntax.children(saying, "ccomp") if clause != verb]
    for prep in syntax.children(verb, "prep"):
        if syntax.words[prep] in words:
            clauses += syntax.children(prep, "pcomp", "pobj")
    marked = [
        clause
        for clause in clauses
        if not {
            syntax.words[mark] for mark in (*syntax.children(clause, "mark", "advmod"), syntax.sentence.heads[clause])
        }.isdisjoint((*FIRST, *words))
    ]
    turned = [*clauses, *complements]
    return marked + [clause for clause in turned if is_inverted_condition(syntax, clause)]
