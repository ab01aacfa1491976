"""What headlines do that the parser does not expect: verbs tagged as nouns or participles, names as roots."""

from __future__ import annotations

from collections.abc import Container

from bede.model import Sentence

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def verbs_as_nouns(sentence: Sentence) -> frozenset[int]:
    """The root of a headline that is tagged as a noun and yet has a subject: "Police arrest 20 protesters"."""
    if sentence.part == "body":
        return frozenset()
    if (misread := _misread(sentence)) is not None:
        return frozenset({misread[1]})
    if any(tag in FINITE for tag in sentence.tags):
        return frozenset()
    return frozenset(
        token
        for token, (tag, head) in enumerate(zip(sentence.tags, sentence.heads, strict=True))
        if head == token and tag in ("NN", "NNS") and "nsubj" in [sentence.labels[c] for c in sentence.children[token]]
    )


def _misread(sentence: Sentence) -> tuple[int, int, int] | None:
    """Subject, verb and object of a headline whose verb is tagged as a noun and its object as a verb.

    In "Court rejects appeal by sect" the rejects seem to appeal.
    """
    root = next((token for token, head in enumerate(sentence.heads) if head == token), None)
    if root is None or sentence.tags[root] not in ("VBP", "VB") or root < 2:
        return None
    if sum(tag in FINITE for tag in sentence.tags) != (sentence.tags[root] == "VBP"):
        return None
    children = sentence.children[root]
    verb = root - 1
    while verb > 1 and sentence.tags[verb] == "JJ":
        verb -= 1
    subject = verb - 1
    said = {sentence.labels[child] for child in children} & {"dobj", "ccomp", "xcomp", "aux"}
    if said or sentence.labels[verb] != "nsubj" or sentence.heads[verb] != root or sentence.tags[verb] != "NNS":
        return None
    named = sentence.tags[subject].startswith("NN") and sentence.heads[subject] == verb
    return (subject, verb, root) if named and sentence.labels[subject] in ("compound", "nmod") else None


def is_root(sentence: Sentence, token: int) -> bool:
    """Whether a token is the root of a headline: "Macron to visit Kenya" hangs on the name."""
    return sentence.part != "body" and sentence.heads[token] == token


def is_suffered(sentence: Sentence, verb: int, lemmas: Container[str]) -> bool:
    """Whether a headline's verb without an object tells what its subject suffers: "Nine reportedly killed, hurt"."""
    if sentence.part == "body" or sentence.lemmas[verb] not in lemmas or sentence.tags[verb] not in ("VBD", "VBN"):
        return False
    before = {sentence.labels[child] for child in sentence.children[verb] if child < verb}
    after = {sentence.labels[child] for child in sentence.children[verb] if child > verb}
    return "nsubj" in before and "aux" not in before and after.isdisjoint(("dobj", "ccomp"))


def crushed(sentence: Sentence, verb: int, *, finite: bool) -> tuple[int, int] | None:
    """Subject and object of a finite verb that the parser took for a participle or noun before a noun.

    "The army procured missiles" is parsed as one noun phrase: the noun before the participle is its subject. What is
    tagged as a noun can be such a verb only where the sentence has no other, ``finite``, one.
    """
    if sentence.part != "body" and sentence.labels[verb] == "nsubj":
        misread = _misread(sentence)
        return (misread[0], misread[2]) if misread is not None and misread[1] == verb else None
    head = sentence.heads[verb]
    if (
        sentence.labels[verb] not in ("amod", "compound", "nmod")
        or sentence.tags[verb] not in ("VBN", "VBD", "NNS", "NN", "VBZ")
        or head < verb
        or (sentence.tags[verb].startswith("NN") and finite)
    ):
        return None
    before = verb - 1
    while before > 0 and sentence.tags[before] == "RB":
        before -= 1
    if before < 0 or not sentence.tags[before].startswith("NN") or sentence.heads[before] not in (head, verb):
        return None
    return before, head
