"""Whatever the order in which pages come and the batches they come in, the events are those of all pages at once."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import pytest

from bede.flow import code_articles, read_articles
from bede.lexicon import Lexicon
from bede.merge import cells, copies, merge, merge_blocks, touched
from bede.model import Article, Event, Report
from planted import World, batches

EXAMPLES = Path(__file__).parent.parent / "examples"


class Grown:
    """Events that grow page by page: what is stored, under which cells, and which events were merged together."""

    def __init__(self, copy_of: Mapping[str, str]) -> None:
        self.all_copies = copy_of
        self.articles: dict[str, Article] = {}
        self.reports: dict[str, Report] = {}
        self.filed: dict[str, set[str]] = defaultdict(set)
        self.block: dict[str, str] = {}
        self.events: dict[str, list[Event]] = {}
        self.merged = 0

    def copy_of(self) -> dict[str, str]:
        """The copies whose origin has come as well."""
        return {
            copy: origin
            for copy, origin in self.all_copies.items()
            if copy in self.articles and origin in self.articles
        }

    def add(self, articles: Sequence[Article], reports: Mapping[str, Sequence[Report]]) -> None:
        """Take pages in, and merge anew what they touch."""
        before = self.copy_of()
        self.articles.update((article.page_id, article) for article in articles)
        copy_of = self.copy_of()
        moved = {page for page in {*before, *copy_of} if before.get(page) != copy_of.get(page)}
        changed = {report.id: report for report in self.reports.values() if report.page_id in moved}
        changed |= {report.id: report for article in articles for report in reports.get(article.page_id, ())}
        stale = {self.block[report] for report in changed if report in self.block}
        for names in self.filed.values():
            names -= changed.keys()
        stale |= {
            self.block[one] for one in touched(changed.values(), self.beside, articles=self.articles, copy_of=copy_of)
        }
        self.reports |= changed
        for report, names in cells(changed.values(), articles=self.articles, copy_of=copy_of).items():
            for name in names:
                self.filed[name].add(report)
        again = dict(changed)
        for block in stale:
            again |= {one: self.reports[one] for event in self.events.pop(block) for one in event.reports}
        self.merged += len(again)
        for part in merge_blocks(again.values(), articles=self.articles, copy_of=copy_of):
            events = [event for _, event in part]
            name = events[0].id
            self.events[name] = events
            self.block.update((report, name) for event in events for report in event.reports)

    def beside(self, names: Collection[str]) -> list[Report]:
        """The stored reports that are filed under any of some cells."""
        return [self.reports[one] for one in sorted({one for name in names for one in self.filed.get(name, ())})]

    def all(self) -> list[Event]:
        """All events, by id."""
        return sorted((event for events in self.events.values() for event in events), key=lambda event: event.id)


def by_page(reports: Sequence[Report]) -> dict[str, list[Report]]:
    """Reports by page id."""
    found: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        found[report.page_id].append(report)
    return found


@pytest.fixture(scope="module")
def examples(lexicon: Lexicon) -> tuple[dict[str, Article], list[Report]]:
    """The articles and reports of the examples."""
    coded = list(code_articles(read_articles([str(EXAMPLES)]), lexicon=lexicon))
    articles = {article.page_id: article for article, _ in coded if isinstance(article, Article)}
    return articles, [report for _, reports in coded for report in reports]


def grown(
    articles: Mapping[str, Article], reports: Sequence[Report], copy_of: Mapping[str, str], *, seed: int
) -> Grown:
    """The events of pages that come in some order and in some batches."""
    rng = random.Random(seed)
    pages = list(articles.values())
    rng.shuffle(pages)
    found = Grown(copy_of)
    for batch in batches(pages, rng):
        found.add(batch, by_page(reports))
    return found


@pytest.mark.parametrize("seed", range(6))
def test_any_order_and_any_batches_give_the_events_of_all_planted_pages_at_once(seed: int):
    world = World(seed, days=40).fill(500)
    found = grown(world.articles, world.reports, world.copy_of, seed=seed)
    expected = merge(world.reports, articles=world.articles, copy_of=world.copy_of)
    assert found.all() == sorted(expected, key=lambda event: event.id)


@pytest.mark.parametrize("seed", range(3))
def test_any_order_and_any_batches_give_the_events_of_all_examples_at_once(
    examples: tuple[dict[str, Article], list[Report]], seed: int
):
    articles, reports = examples
    copy_of = copies(articles.values())
    found = grown(articles, reports, copy_of, seed=seed)
    assert found.all() == sorted(merge(reports, articles=articles, copy_of=copy_of), key=lambda event: event.id)


def test_a_new_page_merges_little_anew():
    world = World(11).fill(3000)
    pages = list(world.articles.values())
    found = Grown(world.copy_of)
    found.add(pages[:-20], by_page(world.reports))
    found.merged = 0
    for page in pages[-20:]:
        found.add([page], by_page(world.reports))
    assert found.merged < 20 * len(world.reports) / 20


def test_pages_on_something_else_change_no_event():
    world, other = World(1).fill(300), World(2).fill(300)
    alone = merge(world.reports, articles=world.articles, copy_of=world.copy_of)
    both = merge(
        [*world.reports, *other.reports],
        articles=world.articles | other.articles,
        copy_of=world.copy_of | other.copy_of,
    )
    kept = {event.id: event for event in both}
    same = sum(kept.get(event.id) == event for event in alone)
    assert same >= 0.95 * len(alone)  # now and then the two worlds tell of the same states on the same days


def test_order_of_reports_changes_nothing():
    world = World(4).fill(400)
    shuffled = list(world.reports)
    random.Random(0).shuffle(shuffled)
    first = merge(world.reports, articles=world.articles, copy_of=world.copy_of)
    assert merge(shuffled, articles=dict(reversed(world.articles.items())), copy_of=world.copy_of) == first
