"""Copies among stored pages: new pages are held only against those whose texts have something in common with theirs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from bede.merge.bodies import Runs, Sketch, alike, runs, sketches
from bede.merge.reprints import copies
from bede.model import Article
from bede.plain import record_from

KEPT = 8000
"""Texts whose runs of words are kept at hand."""

AT_ONCE = 500
"""Pages that are held in memory at a time, or as many as share text with each other."""


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
    bands = {number: sorted(set(sketch.bands())) for number, sketch in new.items()}
    cursor.executemany(
        "INSERT INTO bands VALUES (?, ?)", sorted((band, text) for text, found in bands.items() for band in found)
    )
    for number, sketch in new.items():
        for other in _candidates(cursor, number, sketch, bands[number]):
            if alike(known(number), known(other)):
                cursor.executemany("INSERT OR IGNORE INTO kin VALUES (?, ?)", [(number, other), (other, number)])


def _candidates(cursor: sqlite3.Cursor, number: int, sketch: Sketch, bands: Sequence[int]) -> list[int]:
    """The texts that one may share text with, of those that it is not known to share text with."""
    query = (
        "SELECT b.text, count(*), t.size FROM bands b JOIN texts t ON t.number = b.text"
        f" WHERE b.band IN ({', '.join('?' * len(bands))}) GROUP BY b.text"
    )
    rows = cursor.execute(query, bands).fetchall()
    near = {text: size for text, count, size in rows if text != number and count >= sketch.least(size)}
    for (text,) in cursor.execute("SELECT other FROM kin WHERE text = ?", (number,)).fetchall():
        near.pop(text, None)
    hashes = cursor.execute(
        "SELECT number, sketch FROM texts WHERE number IN (SELECT value FROM json_each(?))", (json.dumps(list(near)),)
    )
    return sketch.near({text: (near[text], found) for text, found in hashes.fetchall()})


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
