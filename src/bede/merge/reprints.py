"""Reprints: which pages carry the text of another, word for word, cut, or with additions."""

from __future__ import annotations

import hashlib
import math
import re
import struct
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import eq

from rensa import RMinHash, RMinHashLSH

from bede.model import Article

WORD = re.compile(r"[^\W_]+")
SHINGLE = 4  # words
CONTAINED = 0.7  # part of the shorter text that the longer one has
KINSHIP = 0.35  # part that a copy of a copy still shares with the first text
ENOUGH = 30  # shingles below which texts must be alike as a whole
FEWEST = 5  # words below which a text is nobody's copy
LEAST = 0.04  # likeness by their sketches of two texts that are held against each other
PERMUTATIONS, BANDS, SEED = 256, 128, 1735  # two rows a band: four of five pairs of likeness .11 meet, nearly all of .2
PACKED = f"<{PERMUTATIONS}I"


@dataclass(frozen=True, slots=True)
class Body:
    """The words of an article's body, and what decides who had them first."""

    page_id: str
    words: tuple[str, ...]
    day: str
    time: str
    publisher: str
    text: str

    def shingles(self) -> frozenset[str]:
        """Every run of four words."""
        count = max(1, len(self.words) - SHINGLE + 1)
        return frozenset(" ".join(self.words[at : at + SHINGLE]) for at in range(count))


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

    def least(self, size: int) -> int:
        """How many bands, at least, this text and one of a size have in common where one is a copy of the other.

        By chance one in a million copies has fewer.
        """
        small, large = sorted((self.size, size))
        common = CONTAINED * small if small >= ENOUGH else CONTAINED * (small + large) / (1 + CONTAINED)
        alike = (common / (small + large - common)) ** (PERMUTATIONS // BANDS)
        return max(1, math.floor(BANDS * alike - 5 * math.sqrt(BANDS * alike * max(0.0, 1 - alike))))

    def near(self, other: Sketch) -> bool:
        """Whether two texts are alike enough to be held against each other word for word."""
        ones, others = (memoryview(one.hashes).cast("I") for one in (self, other))
        common: int = sum(map(eq, ones, others))
        return common >= LEAST * PERMUTATIONS


def sketches(articles: Iterable[Article]) -> dict[str, Sketch]:
    """The sketch of each article that is long enough to copy another, by page id."""
    bodies = [body for article in articles for body in _bodies([article])]
    found: dict[str, Sketch] = {}
    for start in range(0, len(bodies), 1000):
        part = bodies[start : start + 1000]
        hashed = RMinHash.from_token_sets([sorted(body.shingles()) for body in part], PERMUTATIONS, SEED)
        for body, one in zip(part, hashed, strict=True):
            words = hashlib.sha256(" ".join(body.words).encode()).hexdigest()[:16]
            found[body.page_id] = Sketch(words, len(body.shingles()), struct.pack(PACKED, *one.digest()))
    return found


def runs(article: Article) -> frozenset[str]:
    """The runs of words of an article that is long enough to copy another."""
    return next(iter(_bodies([article]))).shingles()


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one of two texts, given as their runs of words, is a copy of the other, whichever it is."""
    return _is_copy(len(one & other), len(one), len(other))


def copies(articles: Iterable[Article]) -> dict[str, str]:
    """The page id of the likely origin of each page that is an exact or near copy; origins are not in it.

    A page is a copy where one of the two bodies holds at least seven tenths of the other's runs of four words. The
    origin is the page published on the earliest day, then the one that the others credit, then the one with the
    earlier time of day, the larger share of the common text and the smaller id.
    """
    bodies = _bodies(articles)
    same: dict[tuple[str, ...], list[Body]] = defaultdict(list)
    for body in bodies:
        same[body.words].append(body)
    groups = [sorted(group, key=lambda body: body.page_id) for group in same.values()]
    groups.sort(key=lambda group: group[0].page_id)
    shared, parts = _shared([group[0] for group in groups])
    order = _order(groups, shared)
    number_of = {body.page_id: number for number, group in enumerate(groups) for body in group}
    root: dict[int, str] = {}
    heads: dict[str, int] = {}
    found: dict[str, str] = {}
    for body in order:
        number = number_of[body.page_id]
        if number not in root:
            origin = _origin(number, root, heads, shared, parts)
            root[number] = origin or body.page_id
            if origin is None:
                heads[body.page_id] = number
        if root[number] != body.page_id:
            found[body.page_id] = root[number]
    return dict(sorted(found.items()))


def _bodies(articles: Iterable[Article]) -> list[Body]:
    """The bodies that are long enough to be compared, one a page id."""
    found: dict[str, Body] = {}
    for article in articles:
        words = tuple(WORD.findall(" ".join(span.text for span in article.body).lower()))
        if len(words) < FEWEST:
            continue
        published = article.published.earliest if article.published else ""
        body = Body(
            page_id=article.page_id,
            words=words,
            day=published[:10] or "~",  # sorts after every date
            time=published[11:] or "~",
            publisher=article.publisher or "",
            text=article.text,
        )
        known = found.get(body.page_id)
        if known is None or (body.day, body.time, body.publisher) < (known.day, known.time, known.publisher):
            found[body.page_id] = body
    return list(found.values())


def _shared(bodies: Sequence[Body]) -> tuple[dict[int, dict[int, int]], dict[int, frozenset[str]]]:
    """How many shingles each pair of copies has in common, by their numbers; and the shingles of those compared."""
    hashed: list[RMinHash] = []
    for start in range(0, len(bodies), 1000):  # the shingles of a thousand bodies at a time
        tokens = [sorted(body.shingles()) for body in bodies[start : start + 1000]]
        hashed.extend(RMinHash.from_token_sets(tokens, PERMUTATIONS, SEED))
    index = RMinHashLSH(0.1, PERMUTATIONS, BANDS)
    index.insert_many(hashed)
    parts: dict[int, frozenset[str]] = {}
    shared: dict[int, dict[int, int]] = defaultdict(dict)
    for number, sketch in enumerate(hashed):
        for other in sorted(index.query(sketch)):
            if other <= number or sketch.jaccard(hashed[other]) < LEAST:
                continue
            for one in (number, other):
                if one not in parts:
                    parts[one] = bodies[one].shingles()
            common = len(parts[number] & parts[other])
            if _is_copy(common, len(parts[number]), len(parts[other])):
                shared[number][other] = shared[other][number] = common
    return shared, parts


def _is_copy(common: int, one: int, other: int) -> bool:
    """Whether two texts with so many shingles and so many in common are one text."""
    if min(one, other) >= ENOUGH:
        return common >= CONTAINED * min(one, other)
    return common >= CONTAINED * (one + other - common)


def _order(groups: Sequence[Sequence[Body]], shared: Mapping[int, Mapping[int, int]]) -> list[Body]:
    """All bodies, likely origins first."""
    ranked = []
    for number, group in enumerate(groups):
        family = [*group, *(body for other in sorted(shared.get(number, {})) for body in groups[other])]
        overlap = sum(shared.get(number, {}).values())
        for body in group:
            credit = sum(other.day == body.day and _credits(other, body) for other in family)
            ranked.append(((body.day, -credit, body.time, -overlap, body.page_id), body))
    return [body for _, body in sorted(ranked, key=lambda item: item[0])]


def _credits(one: Body, other: Body) -> bool:
    """Whether one page names the other's publisher as its source: in full, or in brackets as agencies sign."""
    name = other.publisher
    if not name or one.page_id == other.page_id or one.publisher == name:
        return False
    words = name.split()
    signs = [*words, "".join(word[0] for word in words)]
    return name in one.text or any(f"({sign})" in one.text for sign in signs)


def _origin(
    number: int,
    root: Mapping[int, str],
    heads: Mapping[str, int],
    shared: Mapping[int, Mapping[int, int]],
    parts: Mapping[int, frozenset[str]],
) -> str | None:
    """The origin of a text among the texts before it, None where it has none.

    What it shares text with may be a copy itself: then the first text is the origin if enough of it is still there.
    """
    near = [(common, other) for other, common in shared.get(number, {}).items() if other in root]
    choices = []
    for common, other in near:
        head = heads[root[other]]
        kin = len(parts[number] & parts[head])
        if head == other or kin >= KINSHIP * min(len(parts[number]), len(parts[head])):
            choices.append((head != other, -kin, -common, root[other]))
    return min(choices)[-1] if choices else None
