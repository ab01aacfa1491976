"""How sure a report is: the chance that its act, actor and recipient are right, by what the coder knows of it.

The weights stand in ``data/words/confidence.tsv``; ``scripts/fit_confidence.py`` fits them on gold.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from bede.extract.draft import Draft
from bede.extract.grammar import Syntax
from bede.model import Party

LONG = 30
"""Tokens from which a sentence is long."""
DEEP = 3
"""Governors from which a trigger stands deep in its sentence."""


def confidence(draft: Draft, syntax: Syntax, *, weights: Mapping[str, float]) -> float:
    """The chance, from 0 to 1, that a draft's act, actor and recipient are right."""
    if draft.estimated is not None:
        return round(draft.estimated.chance, 2)
    score = sum(weights.get(name, 0.0) for name in signs(draft, syntax))
    return round(1 / (1 + math.exp(-score)), 2)


def signs(draft: Draft, syntax: Syntax) -> Iterator[str]:
    """What speaks for a draft or against it, by name."""
    yield "any"
    yield f"act {draft.act}"
    yield f"actor {_known(draft.actors)}"
    recipient = _known(draft.recipients)
    if draft.rule.recipient or draft.recipients:
        yield f"recipient {recipient}"
    else:
        yield "recipient joint" if len(draft.actors) > 1 else "recipient unasked"
    yield f"status {draft.status}"
    frame, kind = draft.frame, _kind(draft, syntax)
    yield f"trigger {kind}"
    if len(draft.words) > 1:
        yield "trigger of several words"
    yield f"conditions {min(2, len(draft.rule.where))}"
    if draft.searched:
        yield "recipient searched"
    if frame.passive:
        yield "passive"
    if draft.through is not None:
        yield "inside a promise or denial"
    if draft.rule.content is not None:
        yield f"content {draft.rule.content}"
    if len(syntax.words) >= LONG:
        yield "long sentence"
    if len(syntax.ancestors(draft.token)) >= DEEP:
        yield "deep in its sentence"
    if syntax.sentence.part != "body":
        yield "headline"


def _kind(draft: Draft, syntax: Syntax) -> str:
    """Whether a trigger is a verb, an event noun with or without a support verb, or an adjective."""
    if syntax.is_verb(draft.token):
        return "verb"
    if syntax.sentence.tags[draft.token].startswith("JJ"):
        return "adjective"
    return "noun" if draft.frame.support is None else "supported noun"


def _known(parties: tuple[Party, ...]) -> str:
    """How much is known of the best known of some parties."""
    if not parties:
        return "none"
    if any(party.country is not None or party.entity is not None for party in parties):
        return "known"
    return "described" if any(party.kind is not None for party in parties) else "unknown"
