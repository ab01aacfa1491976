"""The title of a story, made from its own events: who, what they do, and the words that the events share."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from bede.lexicon.called import own_words
from bede.lexicon.content import act_name, content_words, spelled, stem_of, stop_words
from bede.lexicon.frequency import telling
from bede.lexicon.names import COLUMNS, TITLES
from bede.lexicon.phrases import load_lists
from bede.lexicon.tables import DATA, rows
from bede.model import Article, Event, Report

PHRASE, PHRASES = 3, 2  # words of the longest phrase in a title, and phrases in it
NAME = 8.0  # what each word of a name tells at least that stands in a title
LEAST = 4.5  # what a phrase has to tell, so that it says what a story is about
VERBAL = re.compile(r"^[a-z]+(?:ed|ing|ly)$")  # words that no name of an issue begins or ends with
TOKEN = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*|[^\w\s]")


def title(
    main: Sequence[str], events: Sequence[Event], reports: Mapping[str, Report], articles: Mapping[str, Article]
) -> str:
    """The main participants, what they do, and the most telling words that their events share."""
    acts = Counter(act_name(event.act, event.modes, plural=True) for event in events)
    names = [name for name, _ in sorted(acts.items(), key=lambda item: (-item[1], item[0]))[:2]]
    taken = {word for name in (*main, *names) for word in content_words(name)}
    for event in events:
        for party in (*event.actors, *event.recipients):
            if party.kind in ("person", "state"):
                taken.update(_demonyms(party.country) if party.name in main else ())
                taken.update(content_words(party.name) if party.kind == "person" or party.name in main else ())
    taken.update(word for event in events for key in event.reports if key in reports for word in _trigger(reports[key]))
    taken.update(word for event in events for key in event.reports if key in reports for word in _media(reports[key]))
    heads = [head.text for page in _pages(events) if page in articles and (head := articles[page].headline)]
    return ": ".join((listed(main), ", ".join((*names, *_phrases(events, reports, taken=taken, heads=heads)))))


def _trigger(report: Report) -> tuple[str, ...]:
    """The words of a trigger."""
    return content_words(report.trigger.text)


def _media(report: Report) -> Iterator[str]:
    """The words that media which a report cites are called by: they say nothing of an issue."""
    for speaker in report.attribution:
        if "JRN" in speaker.sectors:
            yield from content_words(speaker.name)


def _pages(events: Sequence[Event]) -> list[str]:
    """The pages of events, each once."""
    return list(dict.fromkeys(page for event in events for page in event.pages))


def _phrases(
    events: Sequence[Event], reports: Mapping[str, Report], *, taken: set[str], heads: Sequence[str]
) -> list[str]:
    """One or two phrases of several sentences, without ``taken`` words: those that tell most, best of headlines.

    A word alone has to stand in a headline. What is only ever written with capitals (a single word: mostly) may be of
    anybody's name: it is taken where several headlines have it.
    """
    told: dict[tuple[str, ...], set[tuple[str, int]]] = defaultdict(set)
    written: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    sentences = {
        (reports[key].page_id, reports[key].sentence.start): reports[key].sentence.text
        for event in events
        for key in event.reports
        if key in reports
    }
    texts = [*sorted(sentences.items()), *((("headline", at), head) for at, head in enumerate(sorted(set(heads))))]
    for place, text in texts:
        for key, phrase in _runs(text):
            if not taken & set(key):
                told[key].add(place)
                written[key][phrase] += 1
    above_all = [spelled(head).keys() for head in heads]
    ranked = []
    for key, found in told.items():
        if set(key) <= _all_demonyms() or set(key) <= _sides() or set(key[-1:]) <= _persons():
            continue
        above = sum(set(key) <= head for head in above_all)
        if not above and (len(found) < 2 or len(key) == 1):
            continue  # a word alone says what a story is about where a headline has it
        tells = sum(telling(stem) for stem in key)
        capitals = sum(count for phrase, count in written[key].items() if phrase == phrase.title())
        named = capitals == written[key].total() or (len(key) == 1 and 2 * capitals >= written[key].total())
        if named and (above < 2 or tells < NAME * len(key)):
            continue
        if tells >= LEAST:
            ranked.append((-(0.8 + math.log(len(found))) * tells * (1.0 + min(2.0, above) / 2), key))
    chosen: list[tuple[str, ...]] = []
    for _, key in sorted(ranked):
        adds = len(key) > 1 or not chosen  # a word alone adds little to a phrase
        if adds and len(chosen) < PHRASES and not any(set(key) & set(other) for other in chosen):
            chosen.append(key)
    return [min(written[key].items(), key=lambda item: (-item[1], item[0]))[0] for key in chosen]


@lru_cache(maxsize=1)
def _persons() -> frozenset[str]:
    """The stems of nouns that name a person and say nothing of an issue: "counterpart", "chairman"."""
    table = rows(DATA / "names" / "nouns.tsv", ("noun", "kind", "sectors", "number"))
    nouns = [row["noun"] for row in table if row["kind"] == "person" and row["noun"].isalpha()]
    titles = [word for row in rows(DATA / "names" / "titles.tsv", TITLES) for word in row["title"].split()[-1:]]
    return frozenset(stem for noun in (*nouns, *titles) for stem in content_words(noun))


@lru_cache(maxsize=1)
def _sides() -> frozenset[str]:
    """The stems of what states are called that face each other: "sides", "neighbours"."""
    return frozenset(map(stem_of, load_lists(DATA / "words" / "lists.toml")["sides"]))


def _demonyms(country: str | None) -> frozenset[str]:
    """The stems of what a country, its inhabitants and its capital are called."""
    return own_words().get(country or "", frozenset())


@lru_cache(maxsize=1)
def _all_demonyms() -> frozenset[str]:
    """The stems of what any country, its inhabitants and its capital are called."""
    return frozenset(word for words in own_words().values() for word in words)


def _runs(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every run of up to three content words of a sentence that can be a noun's, as stems and as written."""
    stops, cues = stop_words(), _before_nouns()
    run: list[tuple[str, str]] = []
    noun = False
    for token in [*TOKEN.findall(text), "."]:
        bare = token.lower().replace("’", "'").removesuffix("'s")
        if token[0].isalpha() and len(bare) > 2 and bare not in stops:
            run.append((stem_of(bare), token))
            continue
        if noun:
            for start in range(len(run)):
                for end in range(start + 1, min(len(run), start + PHRASE) + 1):
                    words = [word for _, word in run[start:end]]
                    words[-1] = re.sub(r"[’']s$", "", words[-1])
                    if not VERBAL.search(words[0]) and not VERBAL.search(words[-1]):
                        yield tuple(word for word, _ in run[start:end]), " ".join(words)
        run, noun = [], bare in cues


@lru_cache(maxsize=1)
def _before_nouns() -> frozenset[str]:
    """The words after which a noun stands."""
    return frozenset(row["word"] for row in rows(DATA / "words" / "before_nouns.tsv", ("word",)))


def listed(names: Sequence[str]) -> str:
    """Names joined with commas and "and"."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1] if names else "") if part)


@lru_cache(maxsize=1)
def states() -> dict[str, str]:
    """The names of states by their codes."""
    return {row["code"]: row["name"] for row in rows(DATA / "names" / "states.tsv", COLUMNS["states"])}
