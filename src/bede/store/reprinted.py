"""Copies among stored pages: new pages are held only against those whose texts have something in common with theirs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

import numpy as np

from bede.merge.bodies import Numbers, Runs, Sketch, alike, may_meet, may_share, runs, sketches, unpacked
from bede.merge.reprints import copies
from bede.model import Article
from bede.plain import record_from

KEPT = 8000
"""Texts whose runs of words are kept at hand."""

AT_ONCE = 500
"""Pages that are held in memory at a time, or as many as share text with each other."""

SOUGHT, PAIRS = 1000, 20_000
"""Texts whose bands are looked up at a time, and pairs of texts whose sketches are compared at a time."""


def find_copies(cursor: sqlite3.Cursor, pages: Iterable[str]) -> set[str]:
    """Bring the copies up to date with pages that are new or changed; returns the pages that copy another than before.

    The copies are those that :func:`bede.merge.copies` finds among all pages: what a page copies depends only on the
    pages that it shares text with, and on those that these share text with.
    """
    changed = sorted(set(pages))
    touched = _family(cursor, _texts_of(cursor, changed))  # with these the changed pages shared text so far
    members = _pages_of(cursor, touched) | set(changed)
    new: dict[int, Sketch] = {}
    for start in range(0, len(changed), AT_ONCE):
        new |= _file(cursor, articles_of(cursor, changed[start : start + AT_ONCE]))
    _find_kin(cursor, new)
    moved: set[str] = set()
    for part in _families(cursor, members):
        after = copies(articles_of(cursor, part).values()) if len(part) > 1 else {}
        moved.update(page_id for page_id in sorted(part) if _move(cursor, page_id, after.get(page_id)))
    return moved


def _move(cursor: sqlite3.Cursor, page_id: str, origin: str | None) -> bool:
    """Have a page copy another, or none; whether that is news."""
    row = cursor.execute("SELECT origin FROM copies WHERE page_id = ?", (page_id,)).fetchone()
    if (row[0] if row else None) == origin:
        return False
    cursor.execute("DELETE FROM copies WHERE page_id = ?", (page_id,))
    if origin is not None:
        cursor.execute("INSERT INTO copies VALUES (?, ?)", (page_id, origin))
    return True


def _families(cursor: sqlite3.Cursor, pages: Iterable[str]) -> Iterator[set[str]]:
    """Pages with all that share text with them, and so on: those that share none singly, several families together."""
    waiting: set[str] = set()
    seen: set[str] = set()
    for page_id in sorted(pages):
        if page_id in seen:
            continue
        family = _pages_of(cursor, _family(cursor, _texts_of(cursor, [page_id]))) | {page_id}
        seen |= family
        if len(family) == 1:
            yield family
            continue
        waiting |= family
        if len(waiting) >= AT_ONCE:
            yield waiting
            waiting = set()
    if waiting:
        yield waiting


class _Known:
    """The runs of words of texts, those asked for lately at hand."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._cursor = cursor
        self._runs: dict[int, Runs] = {}

    def __call__(self, text: int) -> Runs:
        """The runs of a text."""
        found = self._runs.pop(text, None)
        if found is None:
            page_id = _any_page(self._cursor, text)
            found = runs(articles_of(self._cursor, [page_id])[page_id])
            if len(self._runs) >= KEPT:
                del self._runs[next(iter(self._runs))]
        self._runs[text] = found
        return found


def articles_of(cursor: sqlite3.Cursor, pages: Iterable[str]) -> dict[str, Article]:
    """The stored articles of pages, by page id, in its order."""
    found = {}
    for page_id in sorted(set(pages)):
        row = cursor.execute("SELECT record FROM articles WHERE page_id = ?", (page_id,)).fetchone()
        if row is not None:
            found[page_id] = record_from(Article, json.loads(row[0]))
    return found


def _texts_of(cursor: sqlite3.Cursor, pages: Iterable[str]) -> set[int]:
    """The numbers of the texts of pages."""
    query = "SELECT text FROM page_texts WHERE page_id = ?"
    return {text for page_id in pages for (text,) in cursor.execute(query, (page_id,)).fetchall()}


def _pages_of(cursor: sqlite3.Cursor, texts: Iterable[int]) -> set[str]:
    """The pages with texts."""
    query = "SELECT page_id FROM page_texts WHERE text = ?"
    return {page_id for text in texts for (page_id,) in cursor.execute(query, (text,)).fetchall()}


def _family(cursor: sqlite3.Cursor, texts: Collection[int]) -> set[int]:
    """Texts, those that share text with them, and so on."""
    found, new = set(texts), list(texts)
    while new:
        for (other,) in cursor.execute("SELECT other FROM kin WHERE text = ?", (new.pop(),)).fetchall():
            if other not in found:
                found.add(other)
                new.append(other)
    return found


def _file(cursor: sqlite3.Cursor, articles: dict[str, Article]) -> dict[int, Sketch]:
    """Keep the texts of new or changed pages; returns the sketches of those that are new, by number."""
    found = sketches(articles.values())
    new: dict[int, Sketch] = {}
    for page_id in articles:
        before = cursor.execute("SELECT text FROM page_texts WHERE page_id = ?", (page_id,)).fetchone()
        sketch = found.get(page_id)
        number = None
        if sketch is not None:
            row = cursor.execute("SELECT number FROM texts WHERE words = ?", (sketch.words,)).fetchone()
            if row is None:
                cursor.execute(
                    "INSERT INTO texts (words, size, sketch) VALUES (?, ?, ?)",
                    (sketch.words, sketch.size, sketch.hashes),
                )
                number = int(cursor.lastrowid or 0)
                new[number] = sketch
            else:
                number = row[0]
        if before is None or before[0] != number:
            cursor.execute("DELETE FROM page_texts WHERE page_id = ?", (page_id,))
            if number is not None:
                cursor.execute("INSERT INTO page_texts VALUES (?, ?)", (page_id, number))
            if before is not None:
                _forget(cursor, before[0])
    return new


def _find_kin(cursor: sqlite3.Cursor, new: Mapping[int, Sketch]) -> None:
    """Keep which texts new ones share text with."""
    known = _Known(cursor)
    numbers = sorted(new)
    for start in range(0, len(numbers), SOUGHT):
        some = {number: new[number] for number in numbers[start : start + SOUGHT]}
        bands = sorted({(band, number) for number, sketch in some.items() for band in sketch.bands()})
        cursor.executemany("INSERT INTO bands VALUES (?, ?)", bands)
        for one, other in _candidates(cursor, some, bands):
            if alike(known(one), known(other)):
                cursor.executemany("INSERT OR IGNORE INTO kin VALUES (?, ?)", [(one, other), (other, one)])


def _candidates(
    cursor: sqlite3.Cursor, new: Mapping[int, Sketch], bands: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The pairs of a new text and a filed one that may share text, those of two new ones once; ``bands`` are sorted.

    All bands are looked up in the order in which they are stored, and pairs are counted as numbers: most texts have one
    in common by chance.
    """
    places, own = np.array(bands, dtype=np.int64).reshape(-1, 2).T
    query = "SELECT b.band, b.text FROM json_each(?) j CROSS JOIN bands b ON b.band = j.value"
    met = _numbers(cursor.execute(query, (json.dumps(np.unique(places).tolist()),)))
    first = np.searchsorted(places, met[:, 0], side="left")
    many = np.searchsorted(places, met[:, 0], side="right") - first  # new texts that have the band
    here = np.repeat(first - np.cumsum(many) + many, many) + np.arange(many.sum())
    ones, others = own[here], np.repeat(met[:, 1], many)
    once = (others < ones) | ~np.isin(others, own)
    pairs, common = np.unique(others[once] << 32 | ones[once], return_counts=True)
    ones, others = pairs & 0xFFFFFFFF, pairs >> 32
    for start in range(0, len(pairs), PAIRS):
        part = slice(start, start + PAIRS)
        yield from _near(cursor, new, ones[part], others[part], common[part])


def _near(
    cursor: sqlite3.Cursor, new: Mapping[int, Sketch], ones: Numbers, others: Numbers, bands: Numbers
) -> list[tuple[int, int]]:
    """Those of some pairs, of which it is known how many bands they have in common, that are to be held together."""
    texts, at = np.unique(others, return_inverse=True)
    query = "SELECT number, size FROM texts WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number"
    sizes = _numbers(cursor.execute(query, (json.dumps(texts.tolist()),)))[:, 1]
    own = sorted(new)
    mine = np.searchsorted(np.array(own, dtype=np.int64), ones)
    ours, theirs = np.array([new[number].size for number in own], dtype=np.int64)[mine], sizes[at]
    left = np.flatnonzero(may_meet(bands, ours, theirs))
    texts, at = np.unique(others[left], return_inverse=True)
    query = "SELECT sketch FROM texts WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number"
    rows = unpacked([row[0] for row in cursor.execute(query, (json.dumps(texts.tolist()),))])
    same = unpacked([new[number].hashes for number in own])[mine[left]] == rows[at]
    chosen = left[may_share(np.count_nonzero(same, axis=1), ours[left], theirs[left])]
    return list(zip(ones[chosen].tolist(), others[chosen].tolist(), strict=True))


def _numbers(rows: Iterable[tuple[int, int]]) -> Numbers:
    """Rows of two whole numbers as an array."""
    return np.fromiter(chain.from_iterable(rows), dtype=np.int64).reshape(-1, 2)


def _any_page(cursor: sqlite3.Cursor, text: int) -> str:
    """A page that has a text."""
    return str(cursor.execute("SELECT page_id FROM page_texts WHERE text = ? LIMIT 1", (text,)).fetchone()[0])


def _forget(cursor: sqlite3.Cursor, number: int) -> None:
    """Drop a text that no page has any more."""
    if cursor.execute("SELECT 1 FROM page_texts WHERE text = ?", (number,)).fetchone():
        return
    text = cursor.execute("SELECT sketch FROM texts WHERE number = ?", (number,)).fetchone()
    cursor.executemany(
        "DELETE FROM bands WHERE band = ? AND text = ?",
        [(band, number) for band in set(Sketch("", 0, text[0]).bands())],
    )
    others = cursor.execute("SELECT other FROM kin WHERE text = ?", (number,)).fetchall()
    cursor.executemany("DELETE FROM kin WHERE text = ? AND other = ?", [(other, number) for (other,) in others])
    cursor.execute("DELETE FROM kin WHERE text = ?", (number,))
    cursor.execute("DELETE FROM texts WHERE number = ?", (number,))
