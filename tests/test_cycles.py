from __future__ import annotations

import gc

import pytest

from bede.cycles import uncollected


@pytest.mark.parametrize("before", [True, False])
def test_search_for_cycles_waits_and_goes_on_as_before(before: bool) -> None:
    collects = gc.isenabled()
    (gc.enable if before else gc.disable)()
    try:
        with uncollected():
            assert not gc.isenabled()
        assert gc.isenabled() == before
    finally:
        (gc.enable if collects else gc.disable)()


def test_what_stays_is_passed_over() -> None:
    collected = gc.get_freeze_count()
    with uncollected():
        dropped = [[number] for number in range(100)]
    assert gc.get_freeze_count() == collected
    with uncollected(stays=True):
        kept = [[number] for number in range(100)]
    assert gc.get_freeze_count() >= collected + len(dropped) + len(kept)
