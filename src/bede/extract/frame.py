"""The slots of a trigger: which tokens are its subject, object, complements and prepositional phrases."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace


@dataclass(slots=True)
class Frame:
    """The slots of one trigger: each a tuple of head tokens. ``support`` is the verb that lends a noun its subject."""

    trigger: int
    passive: bool = False
    slots: dict[str, tuple[int, ...]] = field(default_factory=dict)
    support: int | None = None
    support_words: str | None = None
    own: frozenset[str] = frozenset()

    def get(self, slot: str) -> tuple[int, ...]:
        """The head tokens in a slot; ``prep:on/over`` asks for several prepositions in turn."""
        if not slot.startswith("prep:"):
            return self.slots.get(slot, ())
        for word in slot[5:].split("/"):
            if found := self.slots.get(f"prep:{word}"):
                return found
        return ()

    def with_object(self, tokens: tuple[int, ...]) -> Frame:
        """The frame with these tokens as its object, where there are some."""
        return replace(self, slots={**self.slots, "object": tokens}) if tokens else self

    def only(self, slot: str, tokens: Collection[int]) -> Frame:
        """The frame with no other tokens in a slot."""
        names = [f"prep:{word}" for word in slot[5:].split("/")] if slot.startswith("prep:") else [slot]
        kept = {name: tuple(token for token in self.slots.get(name, ()) if token in tokens) for name in names}
        return replace(self, slots={**self.slots, **kept})

    def every(self, slot: str) -> tuple[int, ...]:
        """The head tokens in a slot, of all its prepositions together."""
        if "/" not in slot:
            return self.slots.get(slot, ())
        return tuple(token for word in slot[5:].split("/") for token in self.slots.get(f"prep:{word}", ()))
