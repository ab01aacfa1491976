"""Names of states in a row, which the model takes for names of one another: "Togo, Benin, Ghana sign pact"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from bede import lexicon
from bede.parse.tree import hang

LONGEST = 3
"""Words of a state's name at most where it is looked for before a comma."""


def list_states(words: Sequence[str], tags: Sequence[str], labels: list[str], heads: list[int]) -> None:
    """Coordinate in place the states that a headline without "and" begins or ends with."""
    end = len(words) - (not words[-1][:1].isalnum())
    cuts = [0, *(at + 1 for at, word in enumerate(words) if word == ","), end + 1]
    segments = [(first, following - 1) for first, following in pairwise(cuts)]
    verb = next((at for at, tag in enumerate(tags) if tag.startswith("VB") or tag == "MD"), 0)
    if len(segments) < 2 or not verb:
        return
    opening = [segment for segment in segments if segment[1] < verb]
    if opening and len(opening) < len(segments) and segments[len(opening)][0] < verb:
        members = [*opening, (segments[len(opening)][0], verb)]
        if all(is_state(" ".join(words[first:last])) for first, last in members):
            whole = tags[verb] == "MD" or labels[verb] in ("aux", "auxpass")
            if hang(members[0][1] - 1, heads[verb] if whole else verb, "nsubj", labels=labels, heads=heads):
                _coordinate([last - 1 for _, last in members], labels, heads)
    closing, last = segments[1:], segments[0][1] - 1
    first = max(last - LONGEST, verb) + 1
    states = last > verb and all(is_state(" ".join(words[start:stop])) for start, stop in closing)
    if states and any(is_state(" ".join(words[at : last + 1])) for at in range(first, last + 1)):
        _coordinate([last, *(stop - 1 for _, stop in closing)], labels, heads)


def _coordinate(members: Sequence[int], labels: list[str], heads: list[int]) -> None:
    """Hang each of some names on the one before it."""
    for before, member in pairwise(members):
        hang(member, before, "conj", labels=labels, heads=heads)


@lru_cache(maxsize=10_000)
def is_state(written: str) -> bool:
    """Whether some words are the name of a state."""
    return "name" in lexicon.load().state_forms(written)
