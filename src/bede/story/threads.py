"""Event -> Story: threads of events that share an issue and core participants, with the reasons that tie them."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import NamedTuple, TypeVar

from bede.lexicon.content import content_words, likeness, rarity, spelled
from bede.model import Article, Event, Link, Party, Report, Story, content_id
from bede.story.title import listed, states, title

ENOUGH = 3.5  # the sum of evidence from which an event belongs to a story
ISSUE = 0.12  # likeness below which two events share no issue, whatever else they share
CORE = 0.25  # part of a story's events that its core participants take part in
WORDS, STORY_WORDS = 60, 80  # heaviest words kept of an event and of a story
LONE = 0.2  # what a word counts that stands on one page only: it ties no two
BROAD = 0.3  # what a context counts beside a word
BACKGROUND = 1.0  # what a word of an event's pages counts beside one of its sentences
LEAD = 300  # words of a page that say what it is about
NEAR, FAR = 14, 60  # days within which events follow each other, and within which they may
PAIR, FEW = 2.0, 50  # what a pair of participants weighs, up to so many events that it has
KNOWN = 200  # events that the index remembers under one key
CANDIDATES = 40  # events that a new one is held against
PARTIES = 6  # parties of a long list that count as participants


Key = TypeVar("Key")


class Trace(NamedTuple):
    """What an event leaves for others to follow."""

    event: Event
    number: int
    anchors: frozenset[str]
    pairs: dict[tuple[str, str], float]
    persons: frozenset[str]
    words: dict[str, float]
    written: dict[str, str]
    pages: frozenset[str]
    sentences: frozenset[tuple[str, int]]
    day: int | None


class Tie(NamedTuple):
    """How strongly two events are tied, and by which evidence in words."""

    weight: float
    kinds: int
    reasons: tuple[str, ...]


@dataclass(slots=True)
class Thread:
    """The events found so far to belong together; the heaviest words and the participants of all of them."""

    number: int
    traces: list[Trace] = field(default_factory=list)
    ties: list[tuple[str, ...]] = field(default_factory=list)
    total: dict[str, float] = field(default_factory=dict)
    words: dict[str, float] = field(default_factory=dict)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    persons: Counter[str] = field(default_factory=Counter)
    anchors: Counter[str] = field(default_factory=Counter)

    def add(self, trace: Trace, reasons: tuple[str, ...]) -> None:
        """Take an event in."""
        self.traces.append(trace)
        self.ties.append(reasons)
        for word, weight in trace.words.items():
            self.total[word] = self.total.get(word, 0.0) + weight
        self.pairs.update(trace.pairs)
        self.persons.update(trace.persons)
        self.anchors.update(trace.anchors)
        heaviest = sorted(self.total.items(), key=lambda item: (-item[1], item[0]))[:STORY_WORDS]
        length = sum(weight * weight for _, weight in heaviest) ** 0.5
        self.words = {word: weight / length for word, weight in heaviest} if length else {}

    @property
    def core_pairs(self) -> frozenset[tuple[str, str]]:
        """The pairs that take part in a good part of the events."""
        return _frequent(self.pairs, len(self.traces))

    @property
    def core_persons(self) -> frozenset[str]:
        """The persons and organisations that take part in a good part of the events."""
        return _frequent(self.persons, len(self.traces))

    @property
    def core_anchors(self) -> frozenset[str]:
        """The countries that take part in a good part of the events."""
        return _frequent(self.anchors, len(self.traces))


def _frequent(counts: Mapping[Key, int], size: int) -> frozenset[Key]:
    """What is counted in a good part of so many events."""
    return frozenset(key for key, count in counts.items() if count >= max(1.0, CORE * size))


def thread(
    events: Sequence[Event],
    *,
    reports: Mapping[str, Report] | None = None,
    articles: Mapping[str, Article] | None = None,
) -> list[Story]:
    """The stories among events, each of two events or more, no event in two of them, whatever their order.

    ``reports`` (by id) give the words of the events and the sentences that name two of them, ``articles`` (by page id)
    what else their pages are about. Without them an event is known by its contexts and participants only.
    """
    traces = _traces(events, reports or {}, articles or {})
    threads = _join(_gather(traces))
    return [_story(found, reports or {}, articles or {}) for found in threads if len(found.traces) > 1]


# What events leave


def _traces(events: Sequence[Event], reports: Mapping[str, Report], articles: Mapping[str, Article]) -> list[Trace]:
    """The traces of events, each id once, in order of time."""
    unique = {event.id: event for event in events}
    ordered = sorted(unique.values(), key=lambda event: (_day(event) or 10**9, event.first_published or "~", event.id))
    texts = [_text(event, reports) for event in ordered]
    pages: dict[str, Counter[str]] = {}
    for event in ordered:
        for page in event.pages:
            if page not in pages:
                pages[page] = Counter(_lead(articles[page])) if page in articles else Counter()
    origins = {page: (articles[page].copy_of if page in articles else None) or page for page in pages}
    held: dict[str, set[str]] = defaultdict(set)
    for event, text in zip(ordered, texts, strict=True):
        for page in event.pages:
            held[origins[page]].update(text, pages[page])
    rare = rarity(held.values())
    spread = Counter(word for words in held.values() for word in words)
    weights = {
        word: weight * (BROAD if word.startswith("#") else 1.0 if spread[word] > 1 else LONE)
        for word, weight in rare.items()
    }
    busy = Counter(pair for event in ordered for pair in combinations(_anchors(event), 2))
    found = []
    for number, (event, text) in enumerate(zip(ordered, texts, strict=True)):
        heavy = dict.fromkeys(text, 0.0)
        for word, count in text.items():
            heavy[word] = (1.0 + math.log(count)) * weights[word]
        for page in event.pages:
            for word, count in pages[page].items():
                share = BACKGROUND / len(event.pages)
                heavy[word] = heavy.get(word, 0.0) + share * (1.0 + math.log(count)) * weights[word]
        found.append(_trace(event, number, heavy, reports, busy))
    return found


def _text(event: Event, reports: Mapping[str, Report]) -> Counter[str]:
    """The contexts of an event and the content words of its reports."""
    text: Counter[str] = Counter(f"#{context}" for context in event.contexts)
    for told in (reports[key] for key in event.reports if key in reports):
        text.update(_words(told))
    return text


def _trace(
    event: Event,
    number: int,
    heavy: Mapping[str, float],
    reports: Mapping[str, Report],
    busy: Mapping[tuple[str, str], int],
) -> Trace:
    """The trace of one event."""
    parties = _participants(event)
    anchors = _anchors(event)
    heaviest = sorted(heavy.items(), key=lambda item: (-item[1], item[0]))[:WORDS]
    length = sum(weight * weight for _, weight in heaviest) ** 0.5
    told = [reports[key] for key in event.reports if key in reports]
    written: dict[str, str] = {}
    for one in told:
        written = spelled(one.sentence.text) | written
    return Trace(
        event=event,
        number=number,
        anchors=frozenset(anchors),
        pairs={pair: _pair_weight(busy[pair]) for pair in combinations(anchors, 2)},
        persons=frozenset(_identity(party) for party in parties if party.kind in ("person", "company", "organisation")),
        words={word: weight / length for word, weight in heaviest} if length else {},
        written=written,
        pages=frozenset(event.pages),
        sentences=frozenset((one.page_id, one.sentence.start) for one in told),
        day=_day(event),
    )


def _lead(article: Article) -> Iterator[str]:
    """The content words of an article's headline and first paragraphs."""
    if article.headline is not None:
        yield from content_words(article.headline.text)
    words: list[str] = []
    for span in article.body:
        words.extend(span.text.split())
        if len(words) >= LEAD:
            break
    yield from content_words(" ".join(words[:LEAD]))


def _words(report: Report) -> Iterator[str]:
    """The content words of a report's sentence, those that say what it is about twice, without its parties' names."""
    names = {
        word for party in (*report.actors, *report.recipients) for word in content_words(f"{party.name} {party.text}")
    }
    for text in (report.sentence.text, report.matter.text if report.matter else ""):
        yield from (word for word in content_words(text) if word not in names)


def _participants(event: Event) -> list[Party]:
    """Those who take part, of long lists the first; no words of which it is not known whom they name."""
    parties = (*event.actors[:PARTIES], *event.recipients[:PARTIES])
    return [party for party in parties if party.kind or party.country or not _generic(party)]


def _anchors(event: Event) -> list[str]:
    """The countries and names of those who take part, in alphabetical order."""
    return sorted({_anchor(party) for party in _participants(event)})


def _pair_weight(events: int) -> float:
    """What a pair of participants weighs: the more events it has, the more of them belong to different stories."""
    return max(1.0, PAIR - 0.3 * max(0.0, math.log2(events / FEW)))


def _generic(party: Party) -> bool:
    """Whether words and no name say who a party is: "the companies"."""
    return party.entity is None and party.name.split()[-1:] == party.name.lower().split()[-1:]


def _anchor(party: Party) -> str:
    """A party's country or, where it has none, its name."""
    return party.country or party.entity or party.name.lower()


def _identity(party: Party) -> str:
    """What tells a party from others."""
    return party.entity or f"{party.country or ''}:{party.name.lower()}"


def _day(event: Event) -> int | None:
    """The day on which an event began or, where that is open, on which it was first told."""
    known = (event.date.earliest if event.date else None) or event.first_published
    return date.fromisoformat(known[:10]).toordinal() if known else None


# What ties them


def _gather(traces: Sequence[Trace]) -> list[Thread]:
    """Each event in order of time joins the thread that it is tied to most strongly, or begins one."""
    threads: list[Thread] = []
    of: list[Thread] = []
    index: dict[object, list[int]] = defaultdict(list)
    for trace in traces:
        hits: Counter[int] = Counter()
        for key in _keys(trace):
            hits.update(index[key][-KNOWN:])
        ranked = sorted(hits.items(), key=lambda item: (-item[1], -item[0]))[:CANDIDATES]
        best: tuple[float, int, tuple[str, ...]] | None = None
        for number, _ in ranked:
            tie = _tie(traces[number], trace)
            if tie.kinds < 2:
                continue
            weight = (tie.weight + _belongs(trace, of[number], tie)) / 2
            if weight >= ENOUGH and (best is None or (weight, -number) > (best[0], -best[1])):
                best = (weight, number, tie.reasons)
        if best is None:
            threads.append(Thread(number=len(threads)))
            of.append(threads[-1])
        else:
            of.append(of[best[1]])
        of[-1].add(trace, best[2] if best else ())
        for key in _keys(trace):
            index[key].append(trace.number)
    return threads


def _keys(trace: Trace) -> Iterator[object]:
    """What an event is found by: pairs of participants, its pages, a participant with one of its heaviest words."""
    yield from trace.pairs
    yield from (("page", page) for page in trace.pages)
    heaviest = sorted(trace.words.items(), key=lambda item: (-item[1], item[0]))[:6]
    yield from ((anchor, word) for anchor in trace.anchors for word, _ in heaviest)


def _tie(one: Trace, other: Trace) -> Tie:
    """How strongly two events are tied: participants and issue must both be there, the rest adds to them."""
    issue = _issue(one.words, other.words)
    pair = max((weight for key, weight in one.pairs.items() if key in other.pairs), default=0.0)
    persons = one.persons & other.persons
    shared = one.anchors & other.anchors
    if issue < ISSUE or not shared:
        return Tie(0.0, 0, ())
    weight, kinds = _strength(pair, len(persons), issue), 2
    names = sorted(shared)
    reasons = ["parties: " + listed([*(_name(anchor, (one.event, other.event)) for anchor in names)])]
    reasons.append("issue: " + _shared(one.words, other.words, one.written | other.written))
    if not pair:
        kinds -= 1  # one actor alone ties nothing: half the world's events have the same busy one
    if one.sentences & other.sentences:
        weight, kinds = weight + 1.5, kinds + 1
        reasons.append("named in one sentence")
    elif one.pages & other.pages:
        weight, kinds = weight + 1.0, kinds + 1
        reasons.append("told on one page")
    if one.day is not None and other.day is not None:
        gap = abs(one.day - other.day)
        weight += 0.7 if gap <= NEAR else 0.3 if gap <= FAR else 0.0
        if gap <= NEAR:
            kinds += 1
            reasons.append("the same day" if gap == 0 else "one day apart" if gap == 1 else f"{gap} days apart")
    return Tie(weight, kinds, tuple(reasons))


def _issue(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """How far two events are about one issue; a single word or context in common is none."""
    return likeness(one, other) if len(one.keys() & other.keys()) > 1 else 0.0


def _shared(one: Mapping[str, float], other: Mapping[str, float], written: Mapping[str, str]) -> str:
    """The words that weigh most in both, as they are written."""
    heaviest = sorted((-one[word] * other[word], word) for word in one if word in other)
    return ", ".join(written.get(word, word.lstrip("#")) for _, word in heaviest[:4])


def _strength(pair: float, persons: int, issue: float) -> float:
    """What participants and issue weigh together."""
    return (pair or 0.5) + 0.5 * min(2, persons) + min(4.0, 8.0 * issue)


def _belongs(trace: Trace, found: Thread, tie: Tie) -> float:
    """How well an event fits a thread as a whole, given its tie to one event of it."""
    issue = _issue(trace.words, found.words)
    if issue < ISSUE:
        return 0.0
    core = found.core_pairs
    pair = max((weight for key, weight in trace.pairs.items() if key in core), default=0.0)
    persons = len(trace.persons & found.core_persons)
    if not pair and not trace.anchors & found.core_anchors:
        return 0.0
    extra = tie.weight - _strength(0.0, 0, 0.0)
    return _strength(pair, persons, issue) + min(1.0, max(0.0, extra) * 0.2)


def _join(threads: list[Thread]) -> list[Thread]:
    """Threads that began apart and turn out to have one issue and one core are joined, the later into the earlier."""
    kept = {found.number: found for found in threads}
    index: dict[object, list[int]] = defaultdict(list)
    for found in threads:
        for pair in found.core_pairs:
            for word in list(found.words)[:10]:
                index[pair, word].append(found.number)
    for found in threads[::-1]:
        hits: Counter[int] = Counter()
        core = found.core_pairs
        for pair in core:
            for word in list(found.words)[:10]:
                hits.update(number for number in index[pair, word][-KNOWN:] if number < found.number)
        best: tuple[float, int] | None = None
        for number, _ in sorted(hits.items(), key=lambda item: (-item[1], -item[0]))[:CANDIDATES]:
            other = kept[number]
            persons = len(found.core_persons & other.core_persons)
            if not core & other.core_pairs:
                continue
            weight = _strength(PAIR, persons, _issue(found.words, other.words))
            if weight >= ENOUGH + 0.5 and (best is None or (weight, -number) > (best[0], -best[1])):
                best = (weight, number)
        if best is not None:
            other = kept[best[1]]
            words = sorted(
                (-found.words[word] * other.words[word], word) for word in found.words if word in other.words
            )
            reason = ("the same parties and issue: " + ", ".join(word.lstrip("#") for _, word in words[:4]),)
            for trace, reasons in zip(found.traces, found.ties, strict=True):
                other.add(trace, reasons or reason)
            del kept[found.number]
    return list(kept.values())


# What a story says


def _story(found: Thread, reports: Mapping[str, Report], articles: Mapping[str, Article]) -> Story:
    """The record of a thread."""
    order = sorted(range(len(found.traces)), key=lambda at: found.traces[at].number)
    traces, ties = [found.traces[at] for at in order], [found.ties[at] for at in order]
    events = [trace.event for trace in traces]
    days = [day for event in events if (day := _iso(event, first=True))]
    ends = [day for event in events if (day := _iso(event, first=False))]
    vague = {
        _anchor(party) for event in events for party in _participants(event) if not party.country and _generic(party)
    }
    anchors = sorted(found.anchors, key=lambda anchor: (anchor in vague, -found.anchors[anchor], anchor))
    main = [_name(anchor, events) for anchor in anchors]
    core = found.core_persons
    persons = _persons(events, core)
    return Story(
        id=content_id("story", events[0].id),
        title=title(main[:2], events, reports, articles),
        actors=tuple(dict.fromkeys((*main[:PARTIES], *persons))),
        events=tuple(event.id for event in events),
        links=tuple(
            Link(event=event.id, reason="; ".join(reasons))
            for event, reasons in zip(events, ties, strict=True)
            if reasons
        ),
        earliest=min(days, default=None),
        latest=max(ends, default=None),
    )


def _iso(event: Event, *, first: bool) -> str | None:
    """The first or last day of an event, by its date or else by its publication."""
    said = (event.date.earliest if first else event.date.latest) if event.date else None
    published = event.first_published if first else event.last_published
    day = said or published
    return day[:10] if day else None


def _persons(events: Sequence[Event], core: frozenset[str]) -> list[str]:
    """The names of the persons and organisations at a story's core, the most frequent first."""
    counts = Counter(
        party.name for event in events for party in (*event.actors, *event.recipients) if _identity(party) in core
    )
    return [name for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


def _name(anchor: str, events: Iterable[Event]) -> str:
    """The name of a country or of a party without one."""
    known = states().get(anchor)
    if known:
        return known
    for event in events:
        for party in (*event.actors, *event.recipients):
            if _anchor(party) == anchor:
                return party.name
    return anchor
