"""Headlines as the model knows sentences: a familiar name for a rare one, "and" for a comma between two who act."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle

from bede import lexicon

FAMILIAR = ("Johnson", "Clinton")
"""People whom the model cannot take for a verb or an exclamation."""


def retold(words: Sequence[str]) -> list[str]:
    """The words of a headline as the model should see them: "Johnson and Clinton meet" for "Putin, Xi meet"."""
    found, people = list(words), cycle(FAMILIAR)
    for token, word in enumerate(words):
        beside = token > 0 and words[token - 1][:1].isupper() and words[token - 1].isalpha()
        if not beside and _kind(word) == "person":
            found[token] = next(people)
    if _two_act(words):
        found[1] = "and"
    return found


def _two_act(words: Sequence[str]) -> bool:
    """Whether a headline begins with two names of one kind and a comma instead of "and"."""
    if len(words) < 4 or words[1] != ",":
        return False
    found, verb = lexicon.load(), words[3].lower()
    noun = verb in found.words or verb.removesuffix("s") in found.words or ("noun", verb) in found.triggers
    first, second = _kind(words[0]), _kind(words[2])
    if not verb.isalpha() or (noun and first != "person"):  # "Serbia, Kosovo leaders meet"
        return False
    return first is not None and first == second


def _kind(word: str) -> str | None:
    """What the names that a word alone can be are all of: people, states or cities; None for another word."""
    names = lexicon.load().names.get(word, ())
    kinds = {name.kind for name in names if name.form != "adjective"}
    return next(iter(kinds)) if len(kinds) == 1 else None
