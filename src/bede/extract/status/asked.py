"""The status of whatever stands at some place of a text, for readers who mark predicates themselves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bede.extract.grammar import Syntax
from bede.extract.status.clauses import is_verbal
from bede.extract.status.governors import status
from bede.extract.status.order import Sign

FUNCTION = ("prt", "prep", "aux", "auxpass", "neg", "det", "poss", "mark", "case", "punct", "agent")
"""Labels of words that are part of another's predicate."""


def status_at(syntaxes: Iterable[Syntax], *, start: int, end: int, published: date | None = None) -> Sign:
    """The status of the predicate at a place of the text, whose sentences these are; actual where no word stands."""
    for syntax in syntaxes:
        sentence = syntax.sentence
        if sentence.start < end and start < sentence.end:
            touched = [
                token
                for token in range(len(sentence.words))
                if sentence.starts[token] < end and start < sentence.ends[token]
            ]
            if touched:
                return _status_of(syntax, _chosen(syntax, touched), published=published)
    return "actual", "default"


def _chosen(syntax: Syntax, tokens: list[int]) -> int:
    """The word that a place is about: a verb, else what governs the others."""
    verbs = [token for token in tokens if is_verbal(syntax, token)]
    if verbs:
        return verbs[0]
    return next((token for token in tokens if syntax.sentence.heads[token] not in tokens), tokens[0])


def _status_of(syntax: Syntax, token: int, *, published: date | None) -> Sign:
    """The status of a verb, of an event noun with its support verb, or of what a lesser word belongs to."""
    sentence = syntax.sentence
    for _ in range(4):
        label = sentence.labels[token]
        apart = is_verbal(syntax, token) and label not in ("aux", "auxpass")
        if label not in FUNCTION or apart or sentence.heads[token] == token:
            break
        token = sentence.heads[token]
    if is_verbal(syntax, token):
        return status(syntax, token, published=published)
    frame = syntax.noun(token) if sentence.tags[token].startswith("NN") else None
    if frame is None:
        return status(syntax, token, published=published)
    return status(syntax, token, support=frame.support, support_words=frame.support_words, published=published)
