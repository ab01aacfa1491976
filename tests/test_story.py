"""Events that share an issue and core participants become one story; a busy actor does not glue the rest together."""

from __future__ import annotations

import random
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bede.model import ACTS, Article, Event, Party, Report, Span, Story, When, content_id
from bede.story import thread

NAMES = {"USA": "United States", "CHN": "China", "RUS": "Russia", "FRA": "France", "IND": "India", "BRA": "Brazil"}
CHIPS = "chips and machine tools for missile factories"


def state(code: str) -> Party:
    """A state by its code."""
    name = NAMES.get(code, code)
    return Party(text=name, start=0, end=1, name=name, country=code, kind="state", sectors=("GOV",))


def person(name: str, code: str) -> Party:
    """A member of a state's government."""
    return Party(text=name, start=0, end=1, name=name, country=code, kind="person", sectors=("GOV",))


def report(act: str, actor: Party, recipient: Party, text: str, *, page: str, at: int = 0) -> Report:
    """A report with the fields that matter here."""
    sentence = Span(text=text, start=at, end=at + len(text))
    return Report(
        id=content_id(page, at, act, actor.name, recipient.name, text),
        page=page, page_id=page, act=act, event_type=act, modes=(), status="actual", quad=ACTS[act][0],
        intensity=ACTS[act][1], contexts=(), actors=(actor,), recipients=(recipient,), addressees=(), attribution=(),
        matter=None, date=None, places=(), numbers=(), trigger=replace(sentence, text=act, end=at), sentence=sentence,
        rule="test", confidence=0.7,
    )  # fmt: skip


def event(told: Report, day: str | None) -> Event:
    """The event of one report."""
    when = day and When(
        text=day, start=0, end=1, earliest=day, latest=day, edtf=day, basis="said", rule="test", reason="test"
    )  # fmt: skip
    return Event(
        id=content_id("event", told.id), act=told.act, event_type=told.event_type, modes=(), status="actual",
        statuses=((day, "actual"),), quad=told.quad, intensity=told.intensity, actors=told.actors,
        recipients=told.recipients, date=when or None, places=(), contexts=("economic",), said_by=(),
        reports=(told.id,), merges=(), pages=(told.page_id,), outlets=(), independent=1, first_published=day,
        last_published=day, confidence=0.7,
    )  # fmt: skip


class Told:
    """Events and the reports they come from."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.reports: dict[str, Report] = {}

    def tell(
        self,
        act: str,
        actor: Party,
        recipient: Party,
        text: str,
        day: str | None,
        *,
        page: str | None = None,
        at: int = 0,
    ) -> Event:
        """Add an event that one sentence tells of."""
        told = report(act, actor, recipient, text, page=page or f"page{len(self.events)}", at=at)
        self.reports[told.id] = told
        self.events.append(event(told, day))
        return self.events[-1]

    def stories(self) -> list[Story]:
        """The stories among them."""
        return thread(self.events, reports=self.reports)


USA, CHINA, RUSSIA = state("USA"), state("CHN"), state("RUS")
BLINKEN, YELLEN = person("Antony Blinken", "USA"), person("Janet Yellen", "USA")


def test_visits_and_sanctions_over_one_issue_are_one_story():
    told = Told()
    told.tell("CONSULT", YELLEN, CHINA, f"Yellen warned of {CHIPS}", "2024-04-06")
    told.tell("SANCTION", USA, CHINA, f"Sanctions on sellers of {CHIPS}", "2024-05-01")
    told.tell("CONSULT", BLINKEN, CHINA, f"Blinken raised {CHIPS}", "2024-04-26")
    (story,) = told.stories()
    assert len(story.events) == 3
    assert (story.earliest, story.latest) == ("2024-04-06", "2024-05-01")
    assert story.title.startswith("China and United States: meetings, sanctions, ")
    assert "machine tools" in story.title or "missile factories" in story.title
    assert story.actors[:2] == ("China", "United States")


def test_story_may_pause_for_months():
    told = Told()
    told.tell("ACCUSE", USA, CHINA, CHIPS, "2024-04-06")
    told.tell("ACCUSE", USA, CHINA, f"Again the {CHIPS}", "2024-11-16")
    assert len(told.stories()) == 1


def test_other_issue_of_the_same_parties_is_no_part_of_the_story():
    told = Told()
    told.tell("ACCUSE", USA, CHINA, CHIPS, "2024-04-06")
    told.tell("ACCUSE", USA, CHINA, f"Again the {CHIPS}", "2024-04-20")
    told.tell("AGREE", USA, CHINA, "Two pandas return to the zoo of the capital", "2024-07-20")
    (story,) = told.stories()
    assert set(story.events) == {one.id for one in told.events[:2]}


def test_same_issue_of_other_parties_is_no_part_of_the_story():
    told = Told()
    told.tell("ACCUSE", USA, CHINA, CHIPS, "2024-04-06")
    told.tell("ACCUSE", USA, CHINA, f"Again the {CHIPS}", "2024-04-20")
    told.tell("ACCUSE", state("FRA"), state("IND"), CHIPS, "2024-04-20")
    (story,) = told.stories()
    assert told.events[2].id not in story.events


def test_busy_actor_does_not_glue_stories_together():
    told = Told()
    issues = {
        "CHN": CHIPS,
        "RUS": "grain corridor and harbour inspections",
        "FRA": "steel tariffs and cheese quotas",
        "IND": "jet engines under licence",
    }
    for month, code in enumerate(issues, start=1):
        for day in (3, 12, 25):
            told.tell("CONSULT", BLINKEN, state(code), f"{issues[code]} on the table", f"2024-{month:02}-{day:02}")
    stories = told.stories()
    assert sorted(len(story.events) for story in stories) == [3, 3, 3, 3]
    assert all(
        {told.events[at].id for at in range(first, first + 3)} in [set(story.events) for story in stories]
        for first in (0, 3, 6, 9)
    )


def test_reference_in_one_sentence_ties_what_words_alone_do_not():
    text = "After the strike on the pipeline near the border depot, both envoys spoke about compensation for farmers"
    told = Told()
    told.tell("ASSAULT", RUSSIA, USA, text, "2024-04-06", page="p", at=10)
    told.tell("CONSULT", person("Envoy Smith", "USA"), RUSSIA, text, "2024-06-20", page="p", at=10)
    (story,) = told.stories()
    assert "named in one sentence" in story.links[0].reason


def test_link_reason_names_parties_issue_and_distance():
    told = Told()
    told.tell("ACCUSE", USA, CHINA, CHIPS, "2024-04-06")
    told.tell("REJECT", CHINA, USA, CHIPS, "2024-04-07", page="page0", at=500)
    (story,) = told.stories()
    (link,) = story.links
    assert link.event == told.events[1].id
    assert "parties: China and United States" in link.reason
    assert "issue: " in link.reason
    assert "told on one page" in link.reason
    assert link.reason.endswith("one day apart")


def test_news_that_pages_are_about_ties_events_whose_own_words_differ():
    told = Told()
    told.tell("ACCUSE", USA, CHINA, "A sharp complaint", "2024-04-06", page="p")
    told.tell("REJECT", CHINA, USA, "The charge was waved away", "2024-09-06", page="q")
    told.tell("AGREE", USA, CHINA, "A handshake over pandas", "2024-07-06", page="r")
    news = {
        "p": f"Deliveries of {CHIPS} to the front",
        "q": f"Blacklists for makers of {CHIPS}",
        "r": "Zoo welcomes bears",
    }
    pages = {
        page: Article(page=page, page_id=page, text=text, body=(Span(text=text, start=0, end=len(text)),))
        for page, text in news.items()
    }
    (story,) = thread(told.events, reports=told.reports, articles=pages)
    assert set(story.events) == {one.id for one in told.events[:2]}
    assert told.stories() == []


def test_title_names_no_participant_as_the_issue():
    told = Told()
    for day in ("2024-04-06", "2024-04-26", "2024-05-01"):
        told.tell("ACCUSE", BLINKEN, CHINA, f"Blinken named Chinese firms in Beijing over {CHIPS}", day)
    (story,) = told.stories()
    issue = story.title.partition("accusations")[2]
    assert issue
    assert not any(name in issue for name in ("Blinken", "Chinese", "Beijing"))


def test_lone_events_make_no_story():
    told = Told()
    told.tell("ACCUSE", USA, CHINA, CHIPS, "2024-04-06")
    assert told.stories() == []
    assert thread([]) == []


def test_events_without_dates_or_reports_are_held():
    told = Told()
    told.tell("ACCUSE", USA, CHINA, CHIPS, None)
    told.tell("ACCUSE", USA, CHINA, CHIPS, None)
    assert len(told.stories()) == 1
    assert thread(told.events) in ([], thread(told.events[::-1]))


# Planted truth

SYLLABLES = ["ka", "lo", "mi", "ru", "te", "sa", "po", "ne", "du", "gi", "vo", "ha"]


def planted(seed: int, *, size: int) -> tuple[Told, dict[str, int]]:
    """Stories of two to nine events, one busy state in half of them, and lone events; with the truth by event."""
    rng = random.Random(seed)
    vocabulary = ["".join(rng.choices(SYLLABLES, k=3)) for _ in range(2500)]
    lands = [f"L{letter}{other}" for letter in "ABCDEF" for other in "ABC"]
    told, truth = Told(), {}
    number = 0
    while len(told.events) < size:
        number += 1
        first = "LAA" if rng.random() < 0.5 else rng.choice(lands)
        second = rng.choice([land for land in lands if land != first])
        issue = rng.sample(vocabulary, 12)
        day = date(2023, 1, 1) + timedelta(days=rng.randrange(600))
        for _ in range(rng.choice([1, 2, 3, 5, 9])):
            parties = [
                state(first) if rng.random() < 0.6 else person(f"Minister {first}{rng.randrange(3)}", first),
                state(second),
            ]
            rng.shuffle(parties)
            text = " ".join([*rng.sample(issue, 6), *rng.sample(vocabulary, 4)])
            one = told.tell(rng.choice(sorted(ACTS)), parties[0], parties[1], text, day.isoformat())
            truth[one.id] = number
            day += timedelta(days=rng.choice([1, 3, 10, 30, 120]))
    rng.shuffle(told.events)
    return told, truth


def pairs_f1(stories: Sequence[Story], truth: dict[str, int]) -> float:
    """F1 over pairs of events that are of one story."""
    found: Counter[bool] = Counter()
    sizes: dict[int, int] = defaultdict(int)
    for number in truth.values():
        sizes[number] += 1
    for story in stories:
        for one, other in combinations(story.events, 2):
            found[truth[one] == truth[other]] += 1
    total = sum(size * (size - 1) // 2 for size in sizes.values())
    return 2 * found[True] / max(1, found.total() + total)


@pytest.mark.parametrize("seed", [1, 2])
def test_planted_stories_are_found_again_and_quickly(seed: int):
    told, truth = planted(seed, size=1500)
    start = time.process_time()
    stories = told.stories()
    assert time.process_time() - start < 6.0
    assert pairs_f1(stories, truth) >= 0.9


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), order=st.randoms(use_true_random=False))
def test_order_changes_nothing_and_no_event_is_in_two_stories(seed: int, order: random.Random):
    told, _ = planted(seed, size=40)
    stories = told.stories()
    order.shuffle(told.events)
    told.reports = dict(reversed(told.reports.items()))
    assert told.stories() == stories
    members = [one for story in stories for one in story.events]
    assert len(members) == len(set(members))
    assert all(len(story.events) > 1 and len(story.links) == len(story.events) - 1 for story in stories)
