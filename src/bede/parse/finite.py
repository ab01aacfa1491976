"""Verbs whose form tells that the model hung them wrong: "asked them to leave and accused", "Soldiers detain mayor"."""

from __future__ import annotations

from collections.abc import Sequence

from bede import lexicon
from bede.parse.tree import SAID, SUBJECTS, bears
from bede.parse.words import lemma

MODIFYING = ("amod", "compound", "nmod")
BARE = ("VB", "VBG")
TENSED = ("VBD", "VBP", "VBZ")
FORCE = frozenset({"ASSAULT", "COERCE"})
GATHERED = frozenset({"PROTEST", "CONSULT"})
"""Acts of those who gather: what they are called by does nothing to anybody."""


def rehang(words: Sequence[str], tags: list[str], labels: list[str], heads: list[int]) -> None:
    """Put right in place where a verb hangs, by its form and that of the verb it hangs on."""
    for token, tag in enumerate(tags):
        if labels[token] == "conj" and tag in ("VBD", "VBZ"):
            _rejoin(token, words, tags, labels, heads)
        elif tag == "VBG" and labels[token] in ("advcl", "acl"):
            _participle(token, words, tags, labels, heads)
        elif labels[token] == "conj" and tag == "VBG":
            _rejoin_participle(token, tags, labels, heads)
        elif tag == "VBN" and labels[token] == "amod" and token and words[token - 1] == ",":
            _next_deed(token, words, tags, labels, heads)
        elif (
            labels[token] in ("quantmod", "advmod") and token and heads[token] == token + 1 and tags[token + 1] == "CD"
        ):
            _part(token, words, tags, labels, heads)
        elif (
            tag in ("VB", "VBP", "NNP") and heads[token] == token and token > 1 and words[token] in lexicon.load().names
        ):
            _name_after(token, words, tags, labels, heads)
        elif tag in ("VBP", "VBZ") and labels[token] in MODIFYING and token and heads[token] > token:
            _rule(token, tags, labels, heads)
        elif tag == "VBN" and labels[token] == "amod":
            _done(token, words, tags, labels, heads)
        elif tag == "VBN" and labels[token] == "acl" and labels[heads[token]] == "dobj":
            _want(token, words, tags, labels, heads)
        elif tag in ("VBD", "VBN") and labels[token] == "acl":
            _tell(token, words, tags, labels, heads)
        elif tag == "VB" and labels[token] in ("relcl", "acl") and token and tags[token - 1] == "TO":
            _to_whom(token, words, tags, labels, heads)


def _participle(token: int, words: Sequence[str], tags: Sequence[str], labels: list[str], heads: list[int]) -> None:
    """Hang a participle on what its doer does: on "said" in "said that nine were killed, contradicting the army".

    And on "broke up" in "broke up a rally arresting nine": a rally arrests nobody.
    """
    told, triggers = heads[token], lexicon.load().triggers
    acts = {rule.act for _, rule in triggers.get(("verb", lemma(words[token].lower(), "VBG")), ())}
    if labels[token] == "advcl":
        saying = heads[told]
        suffered = any(heads[child] == told and labels[child] == "nsubjpass" for child in range(token))
        says = any(heads[child] == saying and labels[child] == "nsubj" for child in range(saying))
        if labels[told] == "ccomp" and saying < told < token and suffered and says and acts and acts <= SAID:
            heads[token] = saying
    elif labels[told] == "dobj" and acts and acts <= FORCE:
        called = {rule.act for _, rule in triggers.get(("noun", lemma(words[told], tags[told])), ())}
        if called & GATHERED and told == token - 1:
            labels[token], heads[token] = "advcl", heads[told]


def _rejoin(token: int, words: Sequence[str], tags: Sequence[str], labels: Sequence[str], heads: list[int]) -> None:
    """Join a finite verb to the finite verb above an infinitive or a clause of another tense.

    "Told the army to clear the road and accused the mayor", "a reef that both claim, and fired": one subject did both.
    """
    first = heads[token]
    if bears(token, SUBJECTS, labels=labels, heads=heads):
        return
    governor = _above(first, tags, heads)
    turned = (
        tags[first] == "VBN"
        and governor is not None
        and lemma(words[governor].lower(), tags[governor]) in lexicon.load().lists["denying"]
        and ("verb", lemma(words[token].lower(), tags[token])) in lexicon.load().triggers
    )  # "denied that his men had done it and accused the army"
    inside = tags[first] in TENSED and tags[first] != tags[token] and labels[first] == "relcl"
    voiced = labels[first] == "ccomp" and _of_a_thing(first, words, tags, labels, heads) and _voices(token, words, tags)
    if not (tags[first] in BARE or inside or turned or voiced):
        return
    while governor is not None and tags[governor] != tags[token]:
        governor = _above(governor, tags, heads)
    if governor is None or governor > first:
        return
    heads[token] = governor
    for child in range(first + 1, token):
        if heads[child] == first and labels[child] in ("cc", "punct"):
            heads[child] = governor


def _rejoin_participle(token: int, tags: Sequence[str], labels: Sequence[str], heads: list[int]) -> None:
    """Join a participle to the one above a finite verb: "defended the police, saying they had acted, and blaming"."""
    first = heads[token]
    governor = _above(first, tags, heads)
    auxiliary = any(head == token and labels[child].startswith("aux") for child, head in enumerate(heads))
    if auxiliary or tags[first] not in (*TENSED, "VBN") or labels[first] != "ccomp" or governor is None:
        return
    if tags[governor] == "VBG" and governor < first:
        heads[token] = governor


def _of_a_thing(
    verb: int, words: Sequence[str], tags: Sequence[str], labels: Sequence[str], heads: Sequence[int]
) -> bool:
    """Whether what a verb tells is told of a thing: "that the arrest had been illegal"."""
    subjects = [child for child, head in enumerate(heads) if head == verb and labels[child] in SUBJECTS]
    return any(
        tags[subject] in ("NN", "NNS")
        and words[subject].islower()
        and lemma(words[subject], tags[subject]) not in lexicon.load().words
        and words[subject] not in lexicon.load().words
        for subject in subjects
    )


def _voices(token: int, words: Sequence[str], tags: Sequence[str]) -> bool:
    """Whether a verb tells what only somebody does who speaks: "ordered", "vowed"."""
    speech, verb = lexicon.load().speech, lemma(words[token].lower(), tags[token])
    return verb in speech.orders or verb in speech.wishes or verb in speech.topics or verb in speech.clauses


def _above(token: int, tags: Sequence[str], heads: Sequence[int]) -> int | None:
    """The nearest verb that a token hangs below, if any."""
    while heads[token] != token:
        token = heads[token]
        if tags[token].startswith("V"):
            return token
    return None


def _next_deed(token: int, words: Sequence[str], tags: list[str], labels: list[str], heads: list[int]) -> None:
    """Make "seized the premier, dissolved parliament and shut the ports" three deeds: the model finds a thing."""
    noun = heads[token]
    verb = heads[noun]
    before = [child for child in range(verb + 1, token) if heads[child] == verb and labels[child] == "dobj"]
    after = [child for child in range(noun + 1, len(heads)) if heads[child] == verb and labels[child] == "conj"]
    if noun < token or tags[verb] != "VBD" or labels[noun] != "dobj" or not before or not after:
        return
    if any(tags[child] == "VBD" for child in after) and "and" in words[noun:]:
        tags[token], labels[token], heads[token] = "VBD", "conj", verb
        heads[noun] = token


def _done(token: int, words: Sequence[str], tags: list[str], labels: list[str], heads: list[int]) -> None:
    """Make "Peru has since held talks with Chile" hold them: the model finds talks that were held."""
    noun = heads[token]
    having = [
        child
        for child, head in enumerate(heads[:token])
        if head in (noun, token) and labels[child] == "aux" and words[child].lower() in ("has", "have", "had")
    ]
    subjects = [
        child for child, head in enumerate(heads[:token]) if head in (noun, token) and labels[child] in SUBJECTS
    ]
    if noun < token or not having or not subjects or not tags[noun].startswith("NN"):
        return
    heads[token], labels[token] = heads[noun] if heads[noun] != noun else token, labels[noun]
    heads[noun], labels[noun] = token, "dobj"
    for child, head in enumerate(heads):
        if head == noun and child != noun and (child < token or labels[child] in ("punct", "conj", "cc", "advcl")):
            heads[child] = token


def _rule(token: int, tags: list[str], labels: list[str], heads: list[int]) -> None:
    """Make a finite verb rule a headline that the model takes for one noun phrase: "Soldiers detain mayor in Lima"."""
    root = next((at for at, head in enumerate(heads) if head == at), 0)
    noun, subject = heads[token], token - 1
    if any(tag in (*TENSED, "MD") for at, tag in enumerate(tags) if at != token):
        return
    if not tags[subject].startswith("NN") or not tags[noun].startswith("NN"):
        return
    if labels[subject] in MODIFYING and heads[subject] not in (noun, token):
        return
    for child, head in enumerate(heads):
        if head in (root, noun) and child < token and child != subject and labels[child] in (*MODIFYING, "det", "poss"):
            heads[child] = subject
        elif head == root and child > token:
            heads[child] = token
    heads[token], labels[token] = token, "ROOT"
    heads[subject], labels[subject] = token, "nsubj"
    heads[noun], labels[noun] = token, "dobj"


def _part(token: int, words: Sequence[str], tags: list[str], labels: list[str], heads: list[int]) -> None:
    """Make "hand over six officers" hand them over: the model finds more than six of them."""
    verb, particle = token - 1, words[token]
    triggers = lexicon.load().triggers.get(("verb", lemma(words[verb].lower(), tags[verb])), ())
    if tags[verb].startswith("V") and any(
        written[1:] == (particle,) and all(condition.slot != f"prep:{particle}" for condition in rule.where)
        for written, rule in triggers
    ):
        heads[token], labels[token], tags[token] = verb, "prt", "RP"


def _name_after(token: int, words: Sequence[str], tags: list[str], labels: list[str], heads: list[int]) -> None:
    """Make "Silva thanks Denmark" thank a state: the model takes the name for the verb."""
    verb, subject = token - 1, token - 2
    deed = words[verb].islower() and words[verb].endswith("s") and tags[verb].startswith("NN")
    deed = deed and (tags[token] != "NNP" or labels[verb] == "intj")
    if not deed or ("verb", lemma(words[verb], "VBZ")) not in lexicon.load().triggers:
        return
    heads[verb], labels[verb], tags[verb] = verb, labels[token], "VBZ"
    for child, head in enumerate(heads):
        if head == token:
            heads[child] = verb
    heads[token], labels[token], tags[token] = verb, "dobj", "NNP"
    heads[subject], labels[subject] = verb, "nsubj"


def _tell(token: int, words: Sequence[str], tags: list[str], labels: list[str], heads: list[int]) -> None:
    """Make "Peru, which holds the chair, called on both" a sentence: the model finds a noun and what is called so."""
    noun = heads[token]
    if heads[noun] != noun or not tags[noun].startswith("NN") or words[-1] != ".":
        return
    below = [child for child, head in enumerate(heads) if head == noun]
    inserted = any(labels[child] in ("relcl", "appos") for child in below if child < token) and words[token - 1] == ","
    if any(labels[child] in SUBJECTS or (tags[child] in TENSED and labels[child] == "conj") for child in below):
        return
    if not inserted and tags[token] != "VBD":
        return  # "Ten soldiers killed in a raid."
    for child in below:
        if child > token or (child == token - 1 and labels[child] == "punct"):
            heads[child] = token
    heads[token], labels[token], tags[token] = token, "ROOT", "VBD"
    heads[noun], labels[noun] = token, "nsubj"


def _want(token: int, words: Sequence[str], tags: Sequence[str], labels: list[str], heads: list[int]) -> None:
    """Make "want the premier, a lawyer, jailed" a wish: the model finds a premier who is jailed."""
    noun = heads[token]
    verb = heads[noun]
    if lemma(words[verb].lower(), tags[verb]) in lexicon.load().lists["wished_done"]:
        heads[token], labels[token] = verb, "ccomp"
        heads[noun], labels[noun] = token, "nsubjpass"


def _to_whom(token: int, words: Sequence[str], tags: list[str], labels: list[str], heads: list[int]) -> None:
    """Make "opened roads to aid workers" end in people: the model finds roads that shall aid workers."""
    noun = token + 1
    if noun >= len(words) or heads[noun] != token or labels[noun] != "dobj" or not tags[noun].startswith("NN"):
        return
    if f"{words[token]} {lemma(words[noun].lower(), tags[noun])}" not in lexicon.load().words:
        return
    to, governor = token - 1, heads[token]
    verb = heads[governor] if tags[heads[governor]].startswith("V") else governor
    heads[to], labels[to], tags[to] = verb, "prep", "IN"
    heads[noun], labels[noun] = to, "pobj"
    heads[token], labels[token], tags[token] = noun, "compound", "NN"
    for child, head in enumerate(heads):
        if head == token:
            heads[child] = noun
