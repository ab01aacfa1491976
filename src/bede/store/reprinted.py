"""Copies among stored pages: new pages are held only against those whose texts have something in common with theirs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable

from bede.merge.bodies import Sketch, alike, runs, sketches
from bede.merge.reprints import copies
from bede.model import Article
from bede.plain import record_from

KEPT = 2000
"""Texts whose runs of words are kept at hand."""


def find_copies(cursor: sqlite3.Cursor, pages: Iterable[str]) -> set[str]:
    """Bring the copies up to date with pages that are new or changed; returns the pages that copy another than before.

    The copies are those that :func:`bede.merge.copies` finds among all pages: what a page copies depends only on the
    pages that it shares text with, and on those that these share text with.
    """
    changed = articles_of(cursor, pages)
    beside = _family(cursor, _texts_of(cursor, changed))  # with these the changed pages shared text so far
    members = _pages_of(cursor, beside) | changed.keys()
    _file(cursor, changed)
    members |= _pages_of(cursor, _family(cursor, _texts_of(cursor, members)))
    after = copies(articles_of(cursor, members).values())
    moved = set()
    for page_id in sorted(members):
        row = cursor.execute("SELECT origin FROM copies WHERE page_id = ?", (page_id,)).fetchone()
        before, origin = row[0] if row else None, after.get(page_id)
        if before != origin:
            moved.add(page_id)
            cursor.execute("DELETE FROM copies WHERE page_id = ?", (page_id,))
            if origin is not None:
                cursor.execute("INSERT INTO copies VALUES (?, ?)", (page_id, origin))
    return moved


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


def _file(cursor: sqlite3.Cursor, articles: dict[str, Article]) -> None:
    """Keep the texts of new or changed pages, with the texts that they share text with."""
    found = sketches(articles.values())
    new: dict[int, tuple[str, Sketch]] = {}
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
                new[number] = (page_id, sketch)
            else:
                number = row[0]
        if before is None or before[0] != number:
            cursor.execute("DELETE FROM page_texts WHERE page_id = ?", (page_id,))
            if number is not None:
                cursor.execute("INSERT INTO page_texts VALUES (?, ?)", (page_id, number))
            if before is not None:
                _forget(cursor, before[0])
    bands = sorted((band, number) for number, (_, sketch) in new.items() for band in set(sketch.bands()))
    cursor.executemany("INSERT INTO bands VALUES (?, ?)", bands)
    known: dict[int, frozenset[str]] = {}
    for number, (page_id, sketch) in new.items():
        for other in _candidates(cursor, number, sketch):
            for text, page in ((number, page_id), (other, None)):
                if text not in known:
                    page = page or _any_page(cursor, text)
                    known[text] = runs(articles.get(page) or articles_of(cursor, [page])[page])
            if alike(known[number], known[other]):
                cursor.executemany("INSERT OR IGNORE INTO kin VALUES (?, ?)", [(number, other), (other, number)])
        if len(known) > KEPT:
            known.clear()


def _candidates(cursor: sqlite3.Cursor, number: int, sketch: Sketch) -> list[int]:
    """The texts that one may share text with, of those that it is not known to share text with."""
    bands = sorted(set(sketch.bands()))
    query = (
        "SELECT b.text, count(*), t.size FROM bands b JOIN texts t ON t.number = b.text"
        f" WHERE b.band IN ({', '.join('?' * len(bands))}) GROUP BY b.text"
    )
    rows = cursor.execute(query, bands).fetchall()
    near = [text for text, count, size in rows if text != number and count >= sketch.least(size)]
    found = []
    for text in near:
        if cursor.execute("SELECT 1 FROM kin WHERE text = ? AND other = ?", (number, text)).fetchone():
            continue
        words, size, hashes = cursor.execute(
            "SELECT words, size, sketch FROM texts WHERE number = ?", (text,)
        ).fetchone()
        if sketch.near(Sketch(words, size, hashes)):
            found.append(text)
    return found


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
