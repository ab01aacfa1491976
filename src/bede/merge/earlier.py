"""Earlier pages: whether a page that is being read carries the text of one read before, without holding them all."""

from __future__ import annotations

import zlib
from collections import OrderedDict
from dataclasses import dataclass, replace

from rensa import RMinHash, RMinHashLSH

from bede.merge.bodies import FEWEST, SEED, address, is_copy, may_hold
from bede.merge.changes import shingles, words_of
from bede.model import Article

MOST = 50_000  # pages that a page is compared with: those read last
PERMUTATIONS, BANDS = 64, 32  # two rows a band: nearly all pairs of likeness .35 meet


@dataclass(frozen=True, slots=True)
class _Seen:
    """A page that was read: its id, what its address is held by, its words packed, and its sketch."""

    page_id: str
    address: str | None
    words: bytes
    sketch: RMinHash


class Earlier:
    """The pages read so far, the last of them; each new one is told which of them it copies or is a version of."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._seen: OrderedDict[int, _Seen] = OrderedDict()
        self._by_address: dict[str, int] = {}
        self._index = RMinHashLSH(0.1, PERMUTATIONS, BANDS)
        self._number = 0

    def told(self, article: Article) -> Article:
        """The article with ``copy_of`` or ``version_of``: the id of the first page read that has its text."""
        words = words_of(" ".join(span.text for span in article.body))
        if len(words) < FEWEST:
            return article
        runs = shingles(words)
        (sketch,) = RMinHash.from_token_sets([list(runs)], PERMUTATIONS, SEED)
        known = address(article.url)
        version = self._by_address.get(known) if known else None
        if version is not None:
            other = self._runs(version)
            if may_hold(len(runs & other), len(runs), len(other)):
                return replace(article, version_of=self._seen[version].page_id)
        for number in sorted(self._index.query(sketch)):
            other = self._runs(number)
            if is_copy(len(runs & other), len(runs), len(other)):
                return replace(article, copy_of=self._seen[number].page_id)
        self._keep(_Seen(article.page_id, known, zlib.compress(" ".join(words).encode(), 1), sketch))
        return article

    def _runs(self, number: int) -> frozenset[str]:
        """The runs of four words of a page that was read."""
        return shingles(zlib.decompress(self._seen[number].words).decode().split(" "))

    def _keep(self, page: _Seen) -> None:
        """Keep a page, and forget the one read longest ago where there are too many."""
        self._number += 1
        self._seen[self._number] = page
        self._index.insert(self._number, page.sketch)
        if page.address:
            self._by_address[page.address] = self._number
        if len(self._seen) > self._most:
            number, oldest = self._seen.popitem(last=False)
            self._index.remove(number)
            if oldest.address and self._by_address.get(oldest.address) == number:
                del self._by_address[oldest.address]
