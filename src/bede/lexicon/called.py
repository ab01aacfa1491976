"""What parties are called: words that mean the same, a country's own words, and the offices that people hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from bede.lexicon.content import content_words, stem_of
from bede.lexicon.names import COLUMNS
from bede.lexicon.offices import EVERY, EXECUTIVES, bounds
from bede.lexicon.tables import DATA, rows

SYNONYMS = ("word", "sector", "means")
LONGER = 3  # letters that the words of an office have more than: "of" and "the" tell nothing
OWN = ("name", "aliases", "adjectives", "people", "capitals", "metonyms")


class Held(NamedTuple):
    """An office that somebody holds, as its words, and the first and last day as ordinals that the term may have."""

    office: frozenset[str]
    first: int
    last: int


@lru_cache(maxsize=1)
def own_words() -> dict[str, frozenset[str]]:
    """The stems of what each country, its inhabitants and its capital are called, by its code."""
    table = rows(DATA / "names" / "states.tsv", COLUMNS["states"])
    return {row["code"]: frozenset(word for name in OWN for word in content_words(row[name])) for row in table}


@lru_cache(maxsize=1)
def _capitalised() -> dict[str, frozenset[str]]:
    """The same with short words ("US")."""
    found = {}
    for row in rows(DATA / "names" / "states.tsv", COLUMNS["states"]):
        words = (word for name in OWN for written in row.values(name) for word in written.split())
        found[row["code"]] = frozenset(_stem(word) for word in words)
    return found


def _stem(word: str) -> str:
    """The stem of a word as it is written, without possession and points."""
    return stem_of(word.lower().replace("’", "'").removesuffix("'s").removesuffix("'").replace(".", "").strip(","))


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, list[tuple[str, str]]]:
    """What a word or phrase means, by its stems, and by sector; the empty sector is any."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows(DATA / "names" / "synonyms.tsv", SYNONYMS):
        found[" ".join(map(_stem, row["word"].split()))].append((row["sector"], stem_of(row["means"])))
    return found


@lru_cache(maxsize=100_000)
def plain(name: str, country: str | None, sectors: Collection[str]) -> str:
    """What words say of somebody of a country and sectors: stems, synonyms alike, the country's own words left out.

    "Chinese firms" and "China's companies" are both "company" of China, "Russia's defence industry" and "Russian arms
    makers" both "defenc company" of Russia.
    """
    own = _capitalised().get(country or "", frozenset())
    found = []
    for word in name.split():
        stem = _stem(word)
        if stem and not (word[0].isupper() and stem in own):
            meant = (means for sector, means in _synonyms().get(stem, ()) if not sector or sector in sectors)
            found.append(next(meant, stem))
    phrase = " ".join(found)
    return _synonyms()[phrase][0][1] if len(found) > 1 and phrase in _synonyms() else phrase


@lru_cache(maxsize=1)
def _terms() -> dict[str, tuple[Held, ...]]:
    """The offices of each person of the lexicon, by name."""
    found: dict[str, list[Held]] = defaultdict(list)
    for row in rows(DATA / "names" / "people.tsv", COLUMNS["people"]):
        first = bounds(row["from"])[0] if row["from"] else date.min
        last = bounds(row["to"])[1] if row["to"] else date.max
        if row["office"]:
            found[row["name"]].append(Held(_office(row["office"], None), first.toordinal(), last.toordinal()))
    return {name: tuple(terms) for name, terms in found.items()}


def _office(words: str, country: str | None) -> frozenset[str]:
    """An office as its words in any order: a treasury secretary is the secretary of the treasury."""
    return frozenset(word for word in plain(words, country, ()).split() if len(word) > LONGER)


@lru_cache(maxsize=1)
def _telling_offices() -> dict[str, frozenset[frozenset[str]]]:
    """The words of the offices that tell who is meant, by country: only in some is a "leader" just one."""
    held = frozenset(held.office for terms in _terms().values() for held in terms if len(held.office) > 1)
    found: dict[str, set[frozenset[str]]] = defaultdict(set)
    for row in rows(DATA / "names" / "executives.tsv", EXECUTIVES):
        found[row["country"]].add(_office(row["office"], None))
    everywhere = held | found.pop(EVERY, set())
    return {EVERY: everywhere} | {country: everywhere | offices for country, offices in found.items()}


@lru_cache(maxsize=50_000)
def held_on(name: str, day: int | None) -> frozenset[frozenset[str]]:
    """The offices that a person of the lexicon holds on a day (an ordinal), or ever where no day is known."""
    return frozenset(held.office for held in _terms().get(name, ()) if day is None or held.first <= day <= held.last)


@lru_cache(maxsize=50_000)
def office_in(words: str, country: str | None) -> frozenset[frozenset[str]]:
    """The office that words name, without those for a country: one of the lexicon's or none."""
    said, known = _office(words, country), _telling_offices()
    return frozenset((said,)) if said in known.get(country or EVERY, known[EVERY]) else frozenset()
