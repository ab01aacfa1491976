"""The search for reference cycles: it waits while much is made that has none, and passes over what stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected(*, stays: bool = False) -> Iterator[None]:
    """No search for cycles meanwhile: each goes through all that is held; nor ever through what ``stays`` for good."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if stays:
            gc.freeze()
        if collects:
            gc.enable()
