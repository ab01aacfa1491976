"""Members: who a text says is among those that something is done to, so that it is done to them as well."""

from __future__ import annotations

from bede.extract.actors import Cast
from bede.extract.grammar import Syntax
from bede.extract.identity import distinct
from bede.model import Party

Parties = tuple[Party, ...]


def within(syntax: Syntax, verb: int) -> tuple[int, ...]:
    """The nouns that a sentence counts among those told of by a verb: "fined 40 firms, two banks among them"."""
    if "among" not in syntax.vocabulary:
        return ()
    nouns = (syntax.sentence.heads[token] for token in _among_them(syntax))
    return tuple(noun for noun in nouns if noun > verb and not syntax.is_verb(noun) and verb in syntax.ancestors(noun))


def after(syntax: Syntax, cast: Cast, number: int) -> Parties:
    """Whom a sentence says to be members of those told of before it: "Chinese dealers are among them"."""
    for token in _among_them(syntax):
        verb = syntax.sentence.heads[token]
        if syntax.sentence.heads[verb] == verb and syntax.sentence.lemmas[verb] == "be":
            subjects = syntax.children(verb, "nsubj")
            found = [party for subject in subjects for party in cast.parties(number, subject, owner="none")]
            return distinct(tuple(party for party in found if party.kind is not None))
    return ()


def _among_them(syntax: Syntax) -> list[int]:
    """Where "among them" stands."""
    words = syntax.words
    if "among" not in syntax.vocabulary:
        return []
    return [at for at in range(len(words) - 1) if words[at] == "among" and words[at + 1] == "them"]
