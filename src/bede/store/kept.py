"""Answers that are kept for the next who asks."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from typing import Any, TypeVar

Answer = TypeVar("Answer")


class Kept:
    """Answers that were given, those that were not asked for longest going first; any thread may ask.

    What several ask for at once is made once, and all wait for it; what fails is not kept.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: OrderedDict[tuple[object, ...], _Made] = OrderedDict()

    def clear(self) -> None:
        """Forget all answers."""
        self._answers.clear()

    def get(self, key: tuple[object, ...], answer: Callable[[], Answer]) -> Answer:
        """The answer that is kept, else a new one."""
        made = self._answers.setdefault(key, _Made())
        with suppress(KeyError):  # gone meanwhile
            self._answers.move_to_end(key)
            if len(self._answers) > self._most:
                self._answers.popitem(last=False)
        made.turn.get()
        try:
            if not made.done:
                made.value, made.done = answer(), True
        finally:
            made.turn.put(None)
        found: Answer = made.value
        return found


class _Made:
    """An answer, and whose turn it is to make it."""

    def __init__(self) -> None:
        self.turn: SimpleQueue[None] = SimpleQueue()
        self.turn.put(None)
        self.done = False
        self.value: Any = None
