"""Traces: what an event leaves for others to follow; nothing in them depends on which other events there are.

A trace is all that threading knows of an event, so that it can be kept and need not be made again.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from bede.lexicon.content import content_words
from bede.lexicon.frequency import telling
from bede.lexicon.offices import leaders
from bede.model import Article, Event, Party, Report

WORDS, OWN = 80, 30  # heaviest words kept of an event with its pages, and of its own sentences
BROAD = 2.0  # what a context weighs, as a word does
MOST = 3  # times that a word of sentences counts at most
TWICE = 2  # what a word of an event's own sentences counts beside one of its pages
RECALLED = 0.3  # part of a page's words that counts for what the page only recalls
LONG_AGO = 60  # days after which what a page tells is recalled
LEAD = 300  # words of a page that say what it is about
PARTIES = 6  # parties of a long list that count as participants
CROWD = 4  # parties from which an event is a gathering: who else is there says little
DIGITS = 5  # weights of words are kept so far
UNDATED = 10**7  # the place in time of what has no day: after all the rest

Pair = tuple[str, str]
Order = tuple[int, str, str]


class Trace(NamedTuple):
    """What an event leaves: who takes part, the words that tell what it is about, where it is told, its day."""

    event: str
    order: Order
    anchors: frozenset[str]
    persons: frozenset[str]
    own: dict[str, float]
    words: dict[str, float]
    pages: frozenset[str]
    sentences: frozenset[tuple[str, int]]

    @property
    def pairs(self) -> frozenset[Pair]:
        """Any two of those who take part; none of a gathering."""
        return frozenset(combinations(sorted(self.anchors), 2)) if len(self.anchors) <= CROWD else frozenset()

    @property
    def day(self) -> int | None:
        """The day as a number, where there is one."""
        return self.order[0] if self.order[0] < UNDATED else None

    def kept(self) -> str:
        """The trace as JSON: what :func:`trace_from` reads."""
        return json.dumps(
            (
                self.event, self.order, sorted(self.anchors), sorted(self.persons), self.own, self.words,
                sorted(self.pages), sorted(self.sentences),
            ),
            ensure_ascii=False, separators=(",", ":"),
        )  # fmt: skip


def trace_from(kept: str) -> Trace:
    """A trace from its JSON."""
    event, order, anchors, persons, own, words, pages, sentences = json.loads(kept)
    return Trace(
        event=event,
        order=tuple(order),
        anchors=frozenset(anchors),
        persons=frozenset(persons),
        own=own,
        words=words,
        pages=frozenset(pages),
        sentences=frozenset((page, start) for page, start in sentences),
    )


def trace(event: Event, reports: Mapping[str, Report], leads: Mapping[str, Counter[str]]) -> Trace:
    """The trace of an event, given its reports by id and what its pages are about by page id."""
    told = [reports[key] for key in event.reports if key in reports]
    day = day_of(event)
    own = _sentences(told)
    part = RECALLED if recalled(event, days=LONG_AGO) else 1.0
    around = _with_pages(own, [leads[page] for page in event.pages if page in leads], part=part)
    contexts = {f"#{context}": 1.0 for context in event.contexts}
    # Who takes part is evidence of its own, and whoever leads one of the states is named in all that it does.
    names = {
        word for party in (*event.actors, *event.recipients) for word in content_words(f"{party.name} {party.text}")
    }
    names.update(word for report in told for word in content_words(report.trigger.text))
    anchors = frozenset(participants(event))
    names.update(word for country in anchors for word in leaders().get(country, ()))
    return Trace(
        event=event.id,
        order=(day if day is not None else UNDATED, event.first_published or "~", event.id),
        anchors=anchors,
        persons=frozenset(
            identity(party) for party in parties(event) if party.kind in ("person", "company", "organisation")
        ),
        own=_vector(own, names, size=OWN),
        words=_vector(around | contexts, names, size=WORDS),
        pages=frozenset(event.pages),
        sentences=frozenset((one.page_id, one.sentence.start) for one in told),
    )


def lead(article: Article) -> Counter[str]:
    """The content words of an article's headline, counted twice, and of its first paragraphs."""
    found: Counter[str] = Counter()
    if article.headline is not None:
        found.update(2 * content_words(article.headline.text))
    words: list[str] = []
    for span in article.body:
        words.extend(span.text.split())
        if len(words) >= LEAD:
            break
    found.update(content_words(" ".join(words[:LEAD])))
    return found


def _sentences(told: Sequence[Report]) -> dict[str, float]:
    """How often the content words of reports stand in their sentences, those of their matter once more."""
    own: Counter[str] = Counter()
    for sentence in sorted({report.sentence.text for report in told}):
        own.update(content_words(sentence))
    for matter in sorted({report.matter.text for report in told if report.matter is not None}):
        own.update(content_words(matter))
    return {word: float(min(count, MOST)) for word, count in own.items()}


def _with_pages(own: Mapping[str, float], pages: Sequence[Counter[str]], *, part: float) -> dict[str, float]:
    """The words of sentences with a part of those of the pages that tell of them, by what an average page has."""
    counts = {word: TWICE * count for word, count in own.items()}
    for page in pages:
        for word, count in page.items():
            counts[word] = counts.get(word, 0.0) + part * count / len(pages)
    return counts


def _vector(counts: Mapping[str, float], names: Collection[str], *, size: int) -> dict[str, float]:
    """The words that tell most, as a vector of length 1, without names: they say who, not what it is about."""
    weighed = {
        word: BROAD if word[0] == "#" else math.log1p(count) * telling(word)
        for word, count in counts.items()
        if word not in names
    }
    heaviest = sorted(weighed.items(), key=lambda item: (-item[1], item[0]))[:size]
    length = math.sqrt(sum(weight * weight for _, weight in heaviest))
    return {word: round(weight / length, DIGITS) for word, weight in heaviest} if length else {}


def parties(event: Event) -> list[Party]:
    """Those who take part, of long lists the first; no words of which it is not known whom they name."""
    found = (*event.actors[:PARTIES], *event.recipients[:PARTIES])
    return [party for party in found if party.country or not vague(party)]


def participants(event: Event) -> set[str]:
    """The countries and names of those who take part."""
    return {anchor(party) for party in parties(event)}


def vague(party: Party) -> bool:
    """Whether words and no name say who a party is: "the companies"."""
    return party.entity is None and party.name.split()[-1:] == party.name.lower().split()[-1:]


def anchor(party: Party) -> str:
    """A party's country or, where it has none, its name."""
    return party.country or party.entity or party.name.lower()


def identity(party: Party) -> str:
    """What tells a party from others."""
    return party.entity or f"{party.country or ''}:{party.name.lower()}"


def recalled(event: Event, *, days: int) -> bool:
    """Whether an event was over more than some days before the first page that tells of it: background, no news."""
    if event.status == "historical":
        return True
    end = (event.date.latest or event.date.earliest) if event.date else None
    if end is None or event.first_published is None:
        return False
    return (date.fromisoformat(event.first_published[:10]) - date.fromisoformat(end[:10])).days > days


def day_of(event: Event) -> int | None:
    """The day on which an event began or, where that is open, on which it was first told, as a number."""
    known = (event.date.earliest if event.date else None) or event.first_published
    return date.fromisoformat(known[:10]).toordinal() if known else None
