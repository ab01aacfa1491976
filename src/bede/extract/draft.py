"""A rule that matched at a trigger, before the drafts of a sentence are held against each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bede.extract.frame import Frame
from bede.extract.identity import identities
from bede.lexicon import Rule
from bede.model import Party, Status


class Estimate(NamedTuple):
    """A verb, its likeliest act, the chance that it tells of that, and the signs that this is judged by."""

    token: int
    act: str
    chance: float
    signs: Mapping[str, float]


@dataclass(slots=True)
class Draft:
    """One matched rule; ``words`` is the lexicon's trigger, ``trigger`` its first and last token.

    ``used`` are the tokens that its conditions took.

    ``searched`` says that the recipient stands in none of the rule's slots.

    ``estimated`` is what the act is told by, where no rule matched.

    ``through`` is the promise or denial whose content the draft is, and which stands behind it.
    """

    rule: Rule
    frame: Frame
    words: tuple[str, ...]
    trigger: tuple[int, int]
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    act: str
    modes: tuple[str, ...]
    status: Status = "actual"
    status_rule: str = ""
    used: frozenset[int] = frozenset()
    through: Draft | None = None
    searched: bool = False
    estimated: Estimate | None = None

    @property
    def token(self) -> int:
        """The trigger's head token."""
        return self.frame.trigger

    def participants(self) -> set[str]:
        """Actors and recipients by entity, else by name."""
        return identities((*self.actors, *self.recipients))
