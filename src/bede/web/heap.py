"""What the C library keeps of memory that is no longer used: as little as it can be told to, where it is glibc."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from contextlib import suppress

ARENAS, ALONE = -8, -3
"""The numbers of glibc's M_ARENA_MAX and M_MMAP_THRESHOLD."""

LARGE = 1 << 18
"""Bytes from which memory is taken by itself, so that it goes back at once."""


def one_heap() -> None:
    """Let all threads share one heap, which else keeps one for each, and take what is large beside it."""
    _ask(lambda library: library.mallopt(ARENAS, 1))
    _ask(lambda library: library.mallopt(ALONE, LARGE))


def give_back() -> None:
    """Give back what is free in the heap: a new state of the columns leaves hundreds of megabytes of small parts."""
    _ask(lambda library: library.malloc_trim(0))


def _ask(question: Callable[[ctypes.CDLL], object]) -> None:
    """Ask the C library, which may have no such function."""
    with suppress(OSError, AttributeError):
        question(ctypes.CDLL(None))
