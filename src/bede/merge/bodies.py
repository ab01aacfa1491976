"""Bodies: the words of an article as they are held against those of another, and whether two have one text.

Whatever is decided here depends on the two articles alone, so that who stores articles can keep what is decided.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from courlan import normalize_url
from numpy.typing import NDArray
from rensa import RMinHash

from bede.lexicon.agencies import agencies
from bede.merge.changes import shingles, words_of
from bede.merge.credits import Credit, credit
from bede.model import Article

CONTAINED = 0.7  # part of the shorter text that the longer one has
OWN = 0.6  # part of a page that may be its own where it carries a shorter text
ENOUGH = 30  # shingles below which texts must be alike as a whole
BRIEF = 15  # shingles from which a text that stands whole in a longer one is a cut
WHOLE = 0.95  # of it
FEWEST = 5  # words below which a text is nobody's copy
UNLIKE = 0.4  # part of the words of the shorter of two beginnings from which they may be of one text
LEAST = 0.04  # likeness by their sketches of two texts that are held against each other
PERMUTATIONS, BANDS, SEED = 256, 128, 1735  # two rows a band: four of five pairs of likeness .11 meet, nearly all of .2
PACKED = f"<{PERMUTATIONS}I"
LAST = "~"  # sorts after every date

Paragraphs = tuple[tuple[str, ...], ...]
Numbers = NDArray[np.int64]
Runs = Numbers
"""The runs of words of a text as numbers of this process, each once, sorted."""


@dataclass(frozen=True, slots=True)
class Body:
    """The words of an article's body by paragraph, and what decides who had them first."""

    article: Article
    paragraphs: Paragraphs
    day: str
    time: str
    credit: Credit | None

    @property
    def page_id(self) -> str:
        """The id of the page."""
        return self.article.page_id

    @property
    def publisher(self) -> str:
        """Who published it, empty where nobody knows."""
        return self.article.publisher or ""

    @property
    def words(self) -> tuple[str, ...]:
        """All words, in order."""
        return tuple(word for paragraph in self.paragraphs for word in paragraph)

    def runs(self) -> frozenset[str]:
        """Every run of four words."""
        return shingles(self.words)


@dataclass(frozen=True, slots=True)
class Sketch:
    """The text of an article's body in short: an id made from its words, how many runs of words, their least hashes."""

    words: str
    size: int
    hashes: bytes

    def bands(self) -> list[int]:
        """Numbers of which two texts that ``copies`` holds against each other have at least one in common."""
        rows = self.hashes
        width = len(rows) // BANDS
        return [
            int.from_bytes(hashlib.blake2b(bytes([band]) + rows[at : at + width], digest_size=8).digest(), signed=True)
            for band, at in enumerate(range(0, len(rows), width))
        ]


def may_meet(bands: Numbers, ones: Numbers, others: Numbers) -> NDArray[np.bool_]:
    """Which pairs of texts of so many runs of words have bands enough in common for one to be a copy of the other.

    By chance one in a million copies has fewer.
    """
    return bands >= np.maximum(1, _surely(BANDS, _likeness(ones, others) ** (PERMUTATIONS // BANDS)))


def may_share(rows: Numbers, ones: Numbers, others: Numbers) -> NDArray[np.bool_]:
    """Which pairs of texts of so many runs of words have hashes enough in common, to be held against each other.

    By chance one in a million copies has fewer.
    """
    return rows >= np.maximum(LEAST * PERMUTATIONS, _surely(PERMUTATIONS, _likeness(ones, others)))


def unpacked(hashes: Sequence[bytes]) -> NDArray[np.uint32]:
    """The hashes of sketches, a row each."""
    return np.frombuffer(b"".join(hashes), dtype="<u4").reshape(-1, PERMUTATIONS)


def _likeness(ones: Numbers, others: Numbers) -> NDArray[np.float64]:
    """How alike texts of so many runs of words are at least where one is a copy of the other (Jaccard)."""
    small, large = np.minimum(ones, others), np.maximum(ones, others)
    common = CONTAINED * np.where(small >= ENOUGH, small, (small + large) / (1 + CONTAINED))
    cut = (small >= BRIEF) & (small < ENOUGH)
    common = np.where(cut, np.minimum(common, WHOLE * small), common)
    return np.asarray(common / (small + large - common), dtype=np.float64)


def _surely(trials: int, chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """How often something of a chance happens at least in so many trials, but for one in a million."""
    spread = np.sqrt(trials * chances * np.maximum(0.0, 1 - chances))
    found: NDArray[np.float64] = np.floor(trials * chances - 5 * spread)
    return found


def sketches(articles: Iterable[Article]) -> dict[str, Sketch]:
    """The sketch of each article that is long enough to copy another, by page id."""
    given = ((article.page_id, _paragraphs(article, {})) for article in articles)
    texts = [(page_id, [word for part in found for word in part]) for page_id, found in given if found]
    sketched: dict[str, Sketch] = {}
    for start in range(0, len(texts), 500):
        part = texts[start : start + 500]
        tokens = [sorted(shingles(words)) for _, words in part]
        hashed = RMinHash.from_token_sets(tokens, PERMUTATIONS, SEED)
        for (page_id, words), runs_found, one in zip(part, tokens, hashed, strict=True):
            key = hashlib.sha256(" ".join(words).encode()).hexdigest()[:16]
            sketched[page_id] = Sketch(key, len(runs_found), struct.pack(PACKED, *one.digest()))
    return sketched


def _paragraphs(article: Article, known: dict[str, str]) -> Paragraphs:
    """The words of a body by paragraph, each word held once; none of one that is too short to be compared."""
    found = (tuple(known.setdefault(word, word) for word in words_of(span.text)) for span in article.body if span.text)
    paragraphs = tuple(filter(None, found))
    return paragraphs if sum(map(len, paragraphs)) >= FEWEST else ()


def body_of(article: Article, known: dict[str, str] | None = None) -> Body | None:
    """The body of an article that is long enough to be compared; ``known`` holds each word of several bodies once."""
    paragraphs = _paragraphs(article, {} if known is None else known)
    if not paragraphs:
        return None
    published = article.published.earliest if article.published else ""
    signed = credit(article, agencies({article.publisher} if article.publisher else ()))
    return Body(article, paragraphs, published[:10] or LAST, published[11:] or LAST, signed)


def runs(article: Article) -> Runs:
    """The runs of words of an article that is long enough to copy another."""
    found = shingles([word for part in _paragraphs(article, {}) for word in part])
    return np.unique(np.fromiter(map(hash, found), dtype=np.int64, count=len(found)))


def alike(one: Runs, other: Runs) -> bool:
    """Whether one of two texts, given as their runs of words, may be a copy of the other, whichever it is."""
    common = len(np.intersect1d(one, other, assume_unique=True))
    return may_hold(common, len(one), len(other))


def shared(one: Body, other: Body, ones: frozenset[str], others: frozenset[str]) -> int:
    """How many runs of words two bodies have in common where one may hold the other, else 0.

    Two pages of one publisher that begin differently may end alike: with what is set under all that it prints.
    """
    common = len(ones & others)
    if not may_hold(common, len(ones), len(others)):
        return 0
    here, there = list(one.paragraphs), list(other.paragraphs)
    if not site(one) or site(one) != site(other) or here[-1] != there[-1] or not begin_unlike(one, other):
        return common
    while here and there and here[-1] == there[-1]:
        here.pop()
        there.pop()
    ones, others = (shingles([word for paragraph in text for word in paragraph]) for text in (here, there))
    common = len(ones & others)
    return common if may_hold(common, len(ones), len(others)) else 0


def may_hold(common: int, one: int, other: int) -> bool:
    """Whether of two texts with so many runs of words and so many in common one holds the other."""
    least = min(one, other)
    if least >= ENOUGH:
        return common >= CONTAINED * least
    return common >= CONTAINED * (one + other - common) or (least >= BRIEF and common >= WHOLE * least)


def is_copy(common: int, page: int, first: int) -> bool:
    """Whether a page with so many runs of words copies another: one holds the other, and not too much is added."""
    return common >= (1 - OWN) * page and may_hold(common, page, first)


@lru_cache(maxsize=100_000)
def address(url: str | None) -> str | None:
    """An address without what does not tell pages apart: scheme, www, trackers, fragment, last slash."""
    if not url:
        return None
    try:
        plain = normalize_url(url)
    except ValueError:
        return url
    return re.sub(r"^\w+://(?:www\.)?|#.*|(?<=[^/])/+(?=$|\?|#)", "", plain) or None


def site(body: Body) -> str:
    """Who prints a page, as far as anything tells it: publisher, else host, else nothing."""
    return body.publisher or (address(body.article.url) or "").split("/", 1)[0]


def begin_unlike(one: Body, other: Body) -> bool:
    """Whether the first paragraphs of two bodies are of two texts."""
    first, second = frozenset(one.paragraphs[0]), frozenset(other.paragraphs[0])
    return len(first & second) < UNLIKE * min(len(first), len(second))
