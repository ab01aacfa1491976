"""What is unusual in a week: planted bursts are found, plain noise and larger crawls are not."""

from __future__ import annotations

import pytest

from bede.unusual import YEAR, Series, Unusual, norm, tail, unusual
from planted_weeks import THINGS, measure


def week(told: int, before: tuple[int, ...], *, read: int = 100, reads: tuple[int, ...] | None = None) -> list[Unusual]:
    """What is unusual where one pair is told of on so many pages."""
    pages = reads or (100,) * len(before)
    filled = before + (0,) * (YEAR - len(before))
    pages += (0,) * (YEAR - len(pages))
    series = [Series("pair", ("CHN", "USA"), told, filled, False, ("e",))]
    return unusual(series, read=read, before=pages, since="2024-04-22", until="2024-04-28")


def test_many_more_pages_than_before_are_unusual() -> None:
    (found,) = week(30, (5, 6, 4, 5, 7, 5))
    assert (found.why, found.names, found.told, found.events) == ("more", ("CHN", "USA"), 30, ("e",))
    assert found.month.expected == pytest.approx(5.1, abs=0.1)
    assert found.chance is not None
    assert found.chance < 0.001


def test_crawl_that_doubled_is_nothing_unusual() -> None:
    usual = (20, 22, 18, 20, 21, 19)
    assert week(40, usual, read=200) == []
    assert [one.why for one in week(60, usual, read=100)] == ["more"]


def test_far_fewer_pages_are_unusual_where_many_were_expected() -> None:
    assert [one.why for one in week(1, (20, 22, 18, 20, 21, 19))] == ["less"]
    assert week(0, (2, 3, 1, 2)) == []


def test_weeks_that_always_differ_make_a_wide_norm() -> None:
    assert week(30, (2, 28, 1, 25, 3, 31, 2, 20)) == []


def test_too_few_weeks_tell_nothing() -> None:
    assert week(30, (5, 6, 4)) == []
    assert week(30, (0, 0, 0)) == []


def test_what_no_week_had_is_told_of_for_the_first_time() -> None:
    (found,) = week(1, (0, 0, 0, 0))
    assert found.why == "first"
    earlier = Series("pair", ("CHN", "USA"), 1, (0,) * YEAR, True, ())
    assert unusual([earlier], read=100, before=(100,) * YEAR, since="2024-04-22", until="2024-04-28") == []


def test_week_that_repeats_the_norm_is_as_likely_as_not() -> None:
    found = norm([], told=3, read=100)
    assert (found.expected, found.chance) == (None, None)
    assert tail(0, mean=3.0, size=2.0) == 1.0
    assert 0.4 < tail(3, mean=3.0, size=1000.0) < 0.7


def test_planted_bursts_are_found_and_noise_is_not() -> None:
    worlds = 12
    right, called, planted, right_less, called_less = map(sum, zip(*measure(worlds, bursts=5, hushes=3), strict=True))
    assert right >= 0.9 * planted
    assert right >= 0.85 * called
    assert right_less >= 0.85 * called_less
    noise = sum(one[1] + one[4] for one in measure(worlds, bursts=0))
    assert noise <= 0.002 * worlds * THINGS
