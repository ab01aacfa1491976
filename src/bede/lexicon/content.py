"""Content words: what a text is about, each word weighted by how rare it is; and what acts are called."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from bede.lexicon.tables import DATA, rows

WORD = re.compile(r"[^\W_]+(?:[.,]\d+|[’'][^\W\d_]+)*")
SHORTEST = 3  # letters; shorter words say little, shorter numbers even less
TEXTS = 3000  # texts that a word is taken to be counted in where its rarity comes from general English
SMOOTHING = 20  # texts that a corpus counts for beforehand, so that a handful of texts does not weigh at random


def _listed(file: str, *, column: str = "word") -> frozenset[str]:
    """The words of a table with one column."""
    return frozenset(row[column] for row in rows(DATA / "words" / file, (column,)))


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """The words that say little about what a text is about."""
    return _listed("stop.tsv")


@lru_cache(maxsize=1)
def further_words() -> frozenset[str]:
    """The words beside a verb that say that somebody does one thing more."""
    return _listed("further.tsv")


@lru_cache(maxsize=1)
def course_words() -> dict[str, str]:
    """The words that name what goes on without occasions, and what each is one of: a conflict is a war."""
    return {row["word"]: row["course"] for row in rows(DATA / "words" / "courses.tsv", ("word", "course"))}


@lru_cache(maxsize=1)
def claim_words() -> frozenset[str]:
    """The words for what those claim who say that they did it."""
    return _listed("claims.tsv")


@lru_cache(maxsize=1)
def habit_words() -> frozenset[str]:
    """The words that say that somebody does something again and again."""
    return _listed("habits.tsv", column="words")


@lru_cache(maxsize=1)
def deal_words() -> frozenset[str]:
    """The words for what those sign or reach who agree."""
    return _listed("deals.tsv")


@lru_cache(maxsize=1)
def past_forms() -> frozenset[str]:
    """The past forms of verbs that do not end in "ed"."""
    return _listed("past_forms.tsv")


@lru_cache(maxsize=1)
def act_names() -> dict[tuple[str, str], tuple[str, str]]:
    """What an act and mode are called, in the singular and in the plural; the mode is empty for the act as such."""
    table = rows(DATA / "words" / "acts.tsv", ("act", "mode", "singular", "plural"))
    return {(row["act"], row["mode"]): (row["singular"], row["plural"]) for row in table}


def act_name(act: str, modes: Iterable[str] = (), *, plural: bool = False) -> str:
    """What an act is called: by the first of its modes that has a name of its own, else by the act."""
    names = act_names()
    found = next((names[act, mode] for mode in modes if (act, mode) in names), names.get((act, ""), (act, act)))
    return found[1 if plural else 0]


def content_words(text: str) -> tuple[str, ...]:
    """The stems of the words that say what a text is about, in its order, repeated words repeated."""
    return tuple([told[0] for word in WORD.findall(text) if (told := _told(word)) is not None])


def spelled(text: str) -> dict[str, str]:
    """How a text first spells each of its content words, by stem."""
    found: dict[str, str] = {}
    for written in WORD.findall(text):
        if (told := _told(written)) is not None:
            found.setdefault(*told)
    return found


@lru_cache(maxsize=200_000)
def _told(written: str) -> tuple[str, str] | None:
    """The stem of a content word, and the word in lower case; None for a word that says little."""
    word = written.lower().replace("’", "'")
    if word in stop_words():
        return None
    word = word.removesuffix("'s")
    if len(word) < SHORTEST or word in stop_words():
        return None
    return stem_of(word), word


@lru_cache(maxsize=100_000)
def stem_of(word: str) -> str:
    """A lower-case word without its commonest endings, so that "sanctions" and "sanctioned" are one."""
    if len(word) < 5 or not word.isalpha():
        return word
    if word.endswith("ies"):
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            if word[-1] == word[-2] and word[-1] not in "sl":
                word = word[:-1]
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def rarity(texts: Iterable[Collection[str]]) -> dict[str, float]:
    """How rare each word is among texts given as their distinct words: 1 and more, the rarest highest."""
    counts: Counter[str] = Counter()
    size = 0
    for words in texts:
        size += 1
        counts.update(set(words))
    return {word: 1.0 + math.log((size + SMOOTHING) / (count + SMOOTHING / 10)) for word, count in counts.items()}


@lru_cache(maxsize=1)
def frequencies() -> dict[str, float]:
    """How often each stem comes in a million words of general English; rare stems are not in it."""
    table = rows(DATA / "words" / "frequency.tsv", ("stem", "per_million"))
    return {row["stem"]: float(row["per_million"]) for row in table}


@lru_cache(maxsize=1)
def _capitals() -> frozenset[str]:
    """The stems of words that may be a name where they begin a sentence."""
    return _listed("capitals.tsv", column="stem")


@lru_cache(maxsize=20_000)
def is_common_word(word: str) -> bool:
    """Whether a lower-case word is one of general English and no name of somebody: "bread", but not "brown"."""
    if word in stop_words():
        return True
    stem = stem_of(word)
    return stem in frequencies() and stem not in _capitals()


@lru_cache(maxsize=8)
def general_rarity(length: int) -> dict[str, float]:
    """How rare each stem is among texts of so many words, as :func:`rarity` but the same for any corpus."""
    found = {}
    for stem, count in frequencies().items():
        share = 1.0 - math.exp(-length * count / 1e6)
        found[stem] = 1.0 + math.log((TEXTS + SMOOTHING) / (TEXTS * share + SMOOTHING / 10))
    return found


@lru_cache(maxsize=1)
def known_names() -> frozenset[str]:
    """The stems of what states, those who live there, their capitals and holders of offices are called."""
    columns = ("code", "name", "aliases", "adjectives", "people", "capitals", "metonyms")
    found = [row[name] for row in rows(DATA / "names" / "states.tsv", columns) for name in columns[1:]]
    terms = ("name", "aliases", "country", "sectors", "office", "from", "to", "precision", "check")
    found += [row["name"] for row in rows(DATA / "names" / "people.tsv", terms)]
    return frozenset(stem for name in found for stem in content_words(name))


def rarest() -> float:
    """The rarity of a stem that general English does not know."""
    return 1.0 + math.log((TEXTS + SMOOTHING) / (SMOOTHING / 10))


def vector(
    words: Mapping[str, float], rare: Mapping[str, float], *, size: int, unknown: float = 1.0
) -> dict[str, float]:
    """The heaviest words of a text by count and rarity (else ``unknown``), as a vector of length 1."""
    weighed = [
        (-rare.get(word, unknown) * (1.0 if count == 1 else 1.0 + math.log(count)), word)
        for word, count in words.items()
    ]
    weighed.sort()
    del weighed[size:]
    length = math.sqrt(sum(weight * weight for weight, _ in weighed))
    return {word: -weight / length for weight, word in weighed} if length else {}


def likeness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The cosine of two vectors of length 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[word] for word, weight in one.items() if word in other)
