"""The act of a verb at which every rule is silent, by weights that were fitted on gold.

The weights stand in ``data/words/estimates.tsv`` (``scripts/fit_estimates.py`` fits them), who does it to whom in
``data/rules/estimate.toml``; a report of an estimate names a line there, so that nobody takes it for a rule's.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from bede.extract.actors import Cast
from bede.extract.draft import Draft, Estimate
from bede.extract.grammar import Syntax
from bede.extract.triggers import CARRIED, standing
from bede.lexicon import Lexicon, Rule
from bede.model import ACTS, Party

ANY = "*"
"""The verb of the rules that are asked when an act has been estimated."""
NONE = "none"
"""What the weights call a verb that tells of no act."""
APART = ("nsubj", "nsubjpass", "conj", "advcl", "relcl", "mark", "punct")
"""Labels of what stands in a verb's clause but not in what it says of its subject."""
CLAUSES = ("infinitive", "clause")
WORDED = ("object", "indirect", "gerund", *CLAUSES)
NEAR = 4
"""Governors above a verb that are looked at."""
WIDE = 25
"""Words of a clause that are looked at, at most."""
TELLING = frozenset({"NN", "NNS", "JJ", "JJR", "JJS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
"""Tags of the words of a clause that are looked at: common nouns, verbs and adjectives."""
SURE = 0.6
"""The chance from which an estimate is told: only what is clearly oftener right than wrong."""


def rules(lexicon: Lexicon) -> dict[str, tuple[tuple[str, ...], Rule]]:
    """The words and the rule of each act that may be estimated."""
    return {rule.act: (words, rule) for words, rule in lexicon.triggers.get(("verb", ANY), ())}


def surest(
    syntax: Syntax, cast: Cast, number: int, *, found: Collection[Draft], kept: Collection[Draft]
) -> Iterator[Estimate]:
    """The verbs of a sentence that no rule matched and whose act is sure enough, the surest first."""
    judged = (
        judge(token, signs(syntax, cast, number, token, kept=kept), syntax.lexicon)
        for token in silent(syntax, cast, number, found=found)
    )
    sure = [estimate for estimate in judged if estimate.chance >= SURE]
    yield from sorted(sure, key=lambda estimate: (-estimate.chance, estimate.token))


def silent(syntax: Syntax, cast: Cast, number: int, *, found: Collection[Draft]) -> Iterator[int]:
    """The verbs with somebody as their subject at which no rule has matched, those that tell nothing left out."""
    told = {token for draft in found for token in (draft.token, draft.frame.support)}
    for draft in found:
        told.update(range(draft.trigger[0], draft.trigger[1] + 1))
    sentence, plain = syntax.sentence, syntax.lexicon.lists["plain_verbs"]
    for token, tag in enumerate(sentence.tags):
        if not tag.startswith("VB") or token in told or sentence.labels[token] in CARRIED:
            continue
        if sentence.lemmas[token] not in plain:
            subjects = syntax.verb(token).get("subject")
            actors = (party for subject in subjects for party in cast.parties(number, subject, owner="strict"))
            if any(party.kind is not None for party in actors):
                yield token


def judge(token: int, found: Mapping[str, float], lexicon: Lexicon) -> Estimate:
    """The likeliest act of a verb with these signs, by multinomial logistic regression, and its chance, calibrated."""
    weights = lexicon.estimates()
    known = sorted(sign for sign in found if sign in weights)
    if not known:
        return Estimate(token, NONE, 0.0, found)
    scores = dict.fromkeys((*ACTS, NONE), 0.0)
    for sign in known:
        for act, weight in weights[sign].items():
            scores[act] += found[sign] * weight
    act = max(ACTS, key=lambda act: scores[act])
    odds = scores[act] - math.log(math.fsum(math.exp(score) for other, score in scores.items() if other != act))
    return Estimate(token, act, calibrated(odds, weights["calibration"]), found)


def calibrated(odds: float, line: Mapping[str, float]) -> float:
    """The chance of being right that log odds stand for, by the slope and level that were fitted with the weights."""
    return 1 / (1 + math.exp(-(line["slope"] * odds + line["level"])))


def speaking(estimate: Estimate, lexicon: Lexicon) -> list[str]:
    """The signs that speak for an estimate's act rather than for none, those that speak most first."""
    shares: dict[str, float] = {}
    for sign, strength in estimate.signs.items():
        weights = lexicon.estimates().get(sign, {})
        shares[sign] = strength * (weights.get(estimate.act, 0.0) - weights.get(NONE, 0.0))
    return sorted((sign for sign, share in shares.items() if share > 0), key=lambda sign: (-shares[sign], sign))


def signs(syntax: Syntax, cast: Cast, number: int, token: int, *, kept: Collection[Draft]) -> dict[str, float]:
    """What a verb shows of its act: its words, slots, the parties in them, its clause, and the drafts around it."""
    found = {"any": 1.0, **_own(syntax, token), **dict.fromkeys(_around(syntax, token, kept), 1.0)}
    frame, verb = syntax.verb(token), _with_particle(syntax, token)
    for subject in frame.get("subject"):
        for party in cast.parties(number, subject, owner="strict"):
            found[f"subject {_class(party)}"] = 1.0
    for slot, tokens in frame.slots.items():
        if slot == "subject":
            continue
        found[f"slot {slot}"] = found[f"{verb} {slot}"] = 1.0
        if slot not in WORDED and not slot.startswith("prep:"):
            continue
        for filler in tokens:
            lemma = syntax.sentence.lemmas[filler]
            found[f"{slot} {lemma}"] = found[f"{verb} {slot} {lemma}"] = 1.0
            for name in syntax.lexicon.noun_classes.get(lemma, ()):
                found[f"{slot} <{name}>"] = 1.0
            if slot in CLAUSES:
                for act in _acts(syntax, filler):
                    found[f"{slot} of {act}"] = 1.0
            else:
                for party in cast.parties(number, filler):
                    found[f"{slot} {_class(party)}"] = 1.0
    return found


def _own(syntax: Syntax, token: int) -> dict[str, float]:
    """The verb with its particle, its form and place, and how the rules that know it divide between acts."""
    sentence, acts = syntax.sentence, _acts(syntax, token)
    found = {f"verb {_with_particle(syntax, token)}": 1.0, f"rules of {min(len(acts), 3)} acts": 1.0}
    found |= {f"rule of {act}": count / acts.total() for act, count in acts.items()}
    found |= {f"label {sentence.labels[token]}": 1.0, f"tag {sentence.tags[token]}": 1.0}
    if syntax.is_passive(token):
        found["passive"] = 1.0
    return found | {f"near {lemma}": 1.0 for lemma in _clause(syntax, token)}


def _around(syntax: Syntax, token: int, kept: Collection[Draft]) -> Iterator[str]:
    """How the verb stands to the drafts of its sentence."""
    others = {draft.token: draft.act for draft in kept if draft.token != token and draft.frame.trigger != token}
    above = syntax.ancestors(token)
    beneath = next((others[governor] for governor in above[:NEAR] if governor in others), None)
    if beneath is not None:
        yield "beneath"
        yield f"beneath {beneath}"
    if above and above[0] in others:
        yield f"beneath as {syntax.sentence.labels[token]}"
    if others:
        yield "beside"
    if any(token in draft.used for draft in kept):
        yield "used"
    if any(token in syntax.ancestors(other) for other in others):
        yield "above"


def _acts(syntax: Syntax, token: int) -> Counter[str]:
    """How many rules of each act have a verb."""
    return Counter(rule.act for _, rule in standing(syntax, token, "verb"))


def _with_particle(syntax: Syntax, token: int) -> str:
    """A verb's lemma and particle: "send back"."""
    return " ".join((syntax.sentence.lemmas[token], *(syntax.words[child] for child in syntax.children(token, "prt"))))


def _clause(syntax: Syntax, token: int) -> set[str]:
    """The lemmas of the common nouns, verbs and adjectives that a verb governs."""
    sentence, pending, seen = syntax.sentence, [token], set[int]()
    while pending and len(seen) < WIDE:
        governor = pending.pop()
        for child in sentence.children[governor]:
            if sentence.labels[child] not in APART and child not in seen:
                seen.add(child)
                pending.append(child)
    return {sentence.lemmas[at] for at in seen if sentence.tags[at] in TELLING}


def _class(party: Party) -> str:
    """A party's kind, first sector and whether its country is known."""
    sector = party.sectors[0] if party.sectors else "-"
    return f"{party.kind or 'nobody'} {sector} {'with' if party.country else 'without'} country"
