"""A parse as a tree: moving a token without making a circle."""

from __future__ import annotations

from collections.abc import Container, Sequence

FINITE = ("VBD", "VBZ", "VBP", "MD")
"""Tags of verbs that head a clause."""
MODIFYING = ("amod", "compound", "nmod", "nummod")
SAID = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT"})
"""Acts that are said, for the sense of a verb."""
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")


def hang(token: int, head: int, label: str, *, labels: list[str], heads: list[int]) -> bool:
    """Hang a token on another one with a label in place, unless that one hangs on it itself; whether it was done."""
    if is_below(head, token, heads):
        return False
    labels[token], heads[token] = label, head
    return True


def bears(token: int, wanted: Container[str], *, labels: Sequence[str], heads: Sequence[int]) -> bool:
    """Whether something hangs on a token with one of the labels wanted."""
    return any(head == token and label in wanted for head, label in zip(heads, labels, strict=True))


def is_below(token: int, above: int, heads: Sequence[int]) -> bool:
    """Whether a token is another one or hangs on it, at whatever distance."""
    for _ in heads:
        if token == above:
            return True
        if heads[token] == token:
            return False
        token = heads[token]
    return True  # a circle


def is_tree(heads: Sequence[int]) -> bool:
    """Whether every token is led to one that is its own head."""
    rooted = [head == token for token, head in enumerate(heads)]
    for token in range(len(heads)):
        path: list[int] = []
        while not rooted[token] and len(path) <= len(heads):
            path.append(token)
            token = heads[token]
        if not rooted[token]:
            return False
        for passed in path:
            rooted[passed] = True
    return True
