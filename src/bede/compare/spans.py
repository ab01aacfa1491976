"""When a stretch of text that is coded is the one that is meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from bede.model import Party

SHORT = 60
LONGER = 3


class Stretch(Protocol):
    """Anything with a start and an end."""

    @property
    def start(self) -> int:
        """Where it starts."""

    @property
    def end(self) -> int:
        """Where it ends, that character excluded."""


Located = TypeVar("Located", bound=Stretch)


def overlap(one: Stretch, other: Stretch) -> bool:
    """Whether two stretches share a character."""
    return one.start < other.end and other.start < one.end


def fits(coded: Stretch, meant: Stretch) -> bool:
    """Whether they overlap and the coded one is of comparable length: at most 60 characters, or three times as long."""
    return overlap(coded, meant) and coded.end - coded.start <= max(SHORT, LONGER * (meant.end - meant.start))


def names(coded: Stretch, meant: Stretch) -> bool:
    """Whether a coded party is the one that is meant, by its own words or those of its antecedent, on either side."""
    return any(fits(one, other) for one in _words(coded) for other in _words(meant))


def _words(party: Stretch) -> tuple[Stretch, ...]:
    """A party's words, and those of what it refers back to."""
    if isinstance(party, Party) and party.antecedent is not None:
        return party, party.antecedent
    return (party,)


def some_named(coded: Sequence[Stretch], meant: Sequence[Stretch]) -> bool:
    """Whether some coded party is one of those that are meant."""
    return any(names(one, other) for one in coded for other in meant)


def matched(coded: Sequence[Located], meant: Sequence[Located]) -> list[tuple[Located, Located]]:
    """The coded parties with those that are meant by them, each coded party standing for one."""
    left = list(coded)
    found = []
    for other in meant:
        match = next((one for one in left if names(one, other)), None)
        if match is not None:
            left.remove(match)
            found.append((match, other))
    return found
