"""What headlines do that the parser does not expect: verbs tagged as nouns, names as roots."""

from __future__ import annotations

from bede.model import Sentence

FINITE = ("VBD", "VBZ", "VBP", "MD")


def verbs_as_nouns(sentence: Sentence) -> frozenset[int]:
    """The root of a headline that is tagged as a noun and yet has a subject: "Police arrest 20 protesters"."""
    if sentence.part == "body" or any(tag in FINITE for tag in sentence.tags):
        return frozenset()
    return frozenset(
        token
        for token, (tag, head) in enumerate(zip(sentence.tags, sentence.heads, strict=True))
        if head == token and tag in ("NN", "NNS") and "nsubj" in [sentence.labels[c] for c in sentence.children[token]]
    )


def is_root(sentence: Sentence, token: int) -> bool:
    """Whether a token is the root of a headline: "Macron to visit Kenya" hangs on the name."""
    return sentence.part != "body" and sentence.heads[token] == token
