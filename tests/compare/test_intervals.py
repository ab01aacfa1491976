from __future__ import annotations

from bede.compare.intervals import Estimate, Totals, estimate, resampled

RIGHT, ALL = ("found", "all", "right"), ("found", "all", "gold")


def share(totals: Totals) -> float | None:
    return totals.get(RIGHT, 0) / totals[ALL] if totals.get(ALL) else None


def test_interval_holds_the_figure_and_is_the_same_every_time() -> None:
    tallies: list[Totals] = [{ALL: 1, RIGHT: number % 2} for number in range(100)]
    totals = {ALL: 100, RIGHT: 50}
    first = estimate(totals, resampled(tallies, samples=2000), share)
    assert first == estimate(totals, resampled(tallies, samples=2000), share)
    assert first.value == 0.5
    assert first.low is not None
    assert first.high is not None
    # a coin that is thrown a hundred times: one half, give or take 1.96 times .05
    assert abs(first.low - 0.40) <= 0.015
    assert abs(first.high - 0.60) <= 0.015


def test_more_pages_make_it_surer() -> None:
    few: list[Totals] = [{ALL: 1, RIGHT: number % 2} for number in range(20)]
    wide = estimate({ALL: 20, RIGHT: 10}, resampled(few, samples=500), share)
    assert wide.low is not None
    assert wide.low < 0.37


def test_one_page_gives_no_spread() -> None:
    tallies: list[Totals] = [{ALL: 4, RIGHT: 3}]
    assert estimate(tallies[0], resampled(tallies, samples=9), share) == Estimate(value=0.75, low=0.75, high=0.75)


def test_nothing_to_divide_by_is_no_figure() -> None:
    assert estimate({}, resampled([{}], samples=9), share) == Estimate(value=None, low=None, high=None)


def test_every_draw_has_as_many_pages() -> None:
    tallies: list[Totals] = [{ALL: 1}] * 7
    assert {draw[ALL] for draw in resampled(tallies, samples=50)} == {7}
