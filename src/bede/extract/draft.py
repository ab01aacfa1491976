"""A rule that matched at a trigger, before the drafts of a sentence are held against each other."""

from __future__ import annotations

from dataclasses import dataclass

from bede.extract.frame import Frame
from bede.extract.identity import identities
from bede.lexicon import Rule
from bede.model import Party, Status


@dataclass(slots=True)
class Draft:
    """One matched rule; ``words`` is the lexicon's trigger, ``trigger`` its first and last token.

    ``used`` are the tokens that its conditions took.

    ``searched`` says that the recipient stands in none of the rule's slots.

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

    @property
    def token(self) -> int:
        """The trigger's head token."""
        return self.frame.trigger

    def participants(self) -> set[str]:
        """Actors and recipients by entity, else by name."""
        return identities((*self.actors, *self.recipients))
