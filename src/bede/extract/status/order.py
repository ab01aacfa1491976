"""Which of several signs decides: the first status of PLOVER's order."""

from __future__ import annotations

from bede.model import Status

ORDER: tuple[Status, ...] = ("negated", "hypothetical", "future", "historical", "actual")
Sign = tuple[Status, str]
"""A status and where its reason stands: a line of a data file, or a construction."""
CONSEQUENCE = "grammar:consequence"
"""The reason of what hangs on a condition."""


def strongest(signs: list[Sign]) -> Sign:
    """The first status of PLOVER's order among some signs, with where its reason stands; actual where there is none."""
    for status in ORDER:
        for sign in signs:
            if sign[0] == status:
                return sign
    return "actual", "default"


def as_sign(found: tuple[str, str]) -> Sign:
    """An entry of the words of status, its checked status narrowed."""
    return next(status for status in ORDER if status == found[0]), found[1]
