"""The planted reports are what they say: the same for the same seed, their spans right, the hard cases among them."""

from __future__ import annotations

from collections import Counter

from planted import World


def test_same_seed_gives_the_same_records():
    one, other = World(7).fill(300), World(7).fill(300)
    assert one.reports == other.reports
    assert one.truth == other.truth
    assert [report.id for report in World(8).fill(300).reports] != [report.id for report in one.reports]


def test_every_span_slices_back_to_its_page():
    world = World(3).fill(600)
    for report in world.reports:
        text = world.articles[report.page_id].text
        parts = [report.trigger, report.sentence, *report.actors, *report.recipients, *report.places, *report.numbers]
        for part in [*parts, *([report.date] if report.date else [])]:
            assert text[part.start : part.end] == part.text


def test_hard_cases_are_planted():
    world = World(5).fill(4000)
    sizes = Counter(world.truth.values())
    assert len({report.id for report in world.reports}) == len(world.reports)
    assert max(sizes.values()) > 60  # a burst
    assert sum(size == 1 for size in sizes.values()) > 20
    assert world.copy_of
    told: dict[int, set[str]] = {}
    for report in world.reports:
        told.setdefault(world.truth[report.id], set()).add(report.status)
    assert sum(statuses >= {"future", "actual"} for statuses in told.values()) > 10
    assert sum(statuses >= {"historical", "actual"} for statuses in told.values()) > 10
    assert any(article.published is None for article in world.articles.values())
    pages: dict[str, set[int]] = {}
    for report in world.reports:
        pages.setdefault(report.page_id, set()).add(world.truth[report.id])
    assert sum(len(happenings) > 1 for happenings in pages.values()) > 20
