"""Runs the flow on several cores: the same batches, the same results, in the same order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from bede import lexicon as lexicons
from bede.flow import Coded, code_articles
from bede.lexicon import Lexicon
from bede.model import Article, Dropped

BATCH = 32
"""Pages that go to a process together; the same for any number of processes."""


def code_all(
    articles: Iterable[Article | Dropped], *, lexicon: Lexicon, extra: tuple[Path, ...] = (), jobs: int = 1
) -> Iterator[Coded]:
    """Yield each article with its reports, in order, coded on so many processes; what was dropped passes through."""
    if jobs <= 1:
        yield from code_articles(articles, lexicon=lexicon)
        return
    with get_context("spawn").Pool(jobs, initializer=lexicons.load, initargs=(extra,)) as pool:
        for found in pool.imap(_code, ((batch, extra) for batch in _batches(articles))):
            yield from found


def _batches(articles: Iterable[Article | Dropped]) -> Iterator[list[Article | Dropped]]:
    """Lists of at most BATCH records."""
    source = iter(articles)
    while batch := list(islice(source, BATCH)):
        yield batch


def _code(work: tuple[list[Article | Dropped], tuple[Path, ...]]) -> list[Coded]:
    """Code a batch in a process of its own."""
    batch, extra = work
    return list(code_articles(batch, lexicon=lexicons.load(extra)))
