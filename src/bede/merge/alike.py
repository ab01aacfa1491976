"""Wording: how far two articles are alike in words, names, numbers and days, whatever they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bede.lexicon.content import SHORTEST, WORD, general_rarity, likeness, rarest, stem_of, stop_words, vector
from bede.merge.told import published
from bede.model import Article

TELLING = 2.0  # what a name or a number weighs more than another word
LENGTH = 400  # words of an article, about
LEAD, FIRST = 100, 3  # content words with which a text begins, and how often each of them counts
HEAVIEST = 200  # words kept of an article
FILED = 20  # heaviest words that an article is looked up by; alike are compared that share one of them
CLOSERS = frozenset(".!?:\"'”’“‘`")  # what stands before a word that is capitalised whatever it is


@dataclass(frozen=True, slots=True)
class Account:
    """An article as it is compared: its words as a vector of length 1, its names and numbers, its day."""

    page_id: str
    words: dict[str, float]
    keys: frozenset[str]
    names: frozenset[str]
    day: str | None


@dataclass(frozen=True, slots=True)
class _Words:
    """The content words of an article by stem: how often, and how often within a sentence as a name or not."""

    counts: Counter[str]
    upper: Counter[str]
    lower: Counter[str]


def accounts(articles: Sequence[Article]) -> list[Account]:
    """Articles as they are compared: how much a word weighs depends on how rare it is in English, on no other article.

    A word is a name where it is capitalised within the article's sentences more often than not.
    """
    general, unknown = general_rarity(LENGTH), rarest()
    found = []
    for article in articles:
        words = _words(article)
        names = frozenset(stem for stem, count in words.upper.items() if count > words.lower[stem])
        telling = {stem for stem in words.counts if stem in names or stem[0].isdigit()}
        rare = {
            stem: (general.get(stem, unknown) - 1.0) * (TELLING if stem in telling else 1.0) for stem in words.counts
        }
        found.append(
            Account(
                page_id=article.page_id,
                words=vector(words.counts, rare, size=HEAVIEST),
                keys=names.union(telling),
                names=names,
                day=published(article),
            )
        )
    return found


def neighbours(found: Sequence[Account], *, least: float) -> dict[int, dict[int, float]]:
    """How far each account is like others, by their numbers, where that is ``least`` or more."""
    filed: dict[str, list[int]] = {}
    near: dict[int, dict[int, float]] = {number: {} for number in range(len(found))}
    for number, account in enumerate(found):
        others: set[int] = set()
        heaviest = sorted(account.words, key=lambda stem: (-account.words[stem], stem))[:FILED]
        for stem in heaviest:
            others.update(filed.get(stem, ()))
            filed.setdefault(stem, []).append(number)
        for other in sorted(others):
            weight = round(likeness(account.words, found[other].words), 9)
            if weight >= least:
                near[number][other] = near[other][number] = weight
    return near


def _words(article: Article) -> _Words:
    """The content words of an article's headline and body; those that it begins with say most of what it tells."""
    found = _Words(Counter(), Counter(), Counter())
    stops = stop_words()
    heads = [span.text for span in (article.headline, article.subheadline) if span is not None]
    if article.title and article.title not in heads:
        heads.append(article.title)
    for text in heads:
        found.counts.update(stem_of(word) for match in WORD.finditer(text) if (word := _content(match.group(), stops)))
    seen = 0
    for span in article.body:
        opening = True
        for match in WORD.finditer(span.text):
            before = span.text[max(0, match.start() - 2) : match.start()].strip()
            opens, opening = opening or (before[-1:] in CLOSERS and before != ""), False
            word = _content(match.group(), stops)
            if not word:
                continue
            stem = stem_of(word)
            seen += 1
            found.counts[stem] += FIRST if seen <= LEAD else 1
            if not match.group()[0].isupper():
                found.lower[stem] += 1
            elif not opens:
                found.upper[stem] += 1
    return found


def _content(word: str, stops: frozenset[str]) -> str:
    """A word in lower case without the ending of possession, empty where it says little."""
    plain = word.lower().replace("’", "'")
    if plain in stops:
        return ""
    plain = plain.removesuffix("'s")
    return plain if len(plain) >= SHORTEST and plain not in stops else ""
