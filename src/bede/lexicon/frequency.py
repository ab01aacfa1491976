"""How telling a word is, whatever texts it is looked for in: a word that few sentences have tells more."""

from __future__ import annotations

import math
from functools import lru_cache

from bede.lexicon.content import frequencies

SENTENCES = 1_000_000
WORDS = 20  # of a sentence
LEAST = 20  # sentences of a million that a word counts for which the list does not have
YEARS = 20_000  # the same for a number that can be a year
ROUND = 200  # the same for any other number


@lru_cache(maxsize=1)
def rates() -> dict[str, int]:
    """Of how many sentences of a million each stem is part; stems that are rarer than all of these are left out."""
    return {
        stem: round(SENTENCES * (1.0 - math.exp(-WORDS * count / SENTENCES))) for stem, count in frequencies().items()
    }


@lru_cache(maxsize=200_000)
def telling(stem: str) -> float:
    """The logarithm of how rare a stem is: about 3 for "minister", 11 for a name that no list has."""
    if stem[:1].isdigit():
        rate = YEARS if len(stem) == 4 and stem.isdigit() and stem[:2] in ("19", "20") else ROUND
    else:
        rate = max(LEAST, rates().get(stem, LEAST))
    return math.log(SENTENCES / rate)
