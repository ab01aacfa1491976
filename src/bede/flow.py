"""Puts the stages in order; counts what was dropped and why."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from bede.clean import clean_pages, english_only
from bede.extract.coder import Coder
from bede.lexicon import Lexicon
from bede.model import Article, Dropped, Report
from bede.parse import parse
from bede.read import read

Coded = tuple[Article | Dropped, tuple[Report, ...]]


def read_articles(
    paths: Iterable[str | os.PathLike[str]], *, stdin: BinaryIO | None = None
) -> Iterator[Article | Dropped]:
    """Yield the article of every page in files and folders (``-`` is standard input), or why there is none."""
    return clean_pages(read(paths, stdin=stdin))


def code_articles(articles: Iterable[Article | Dropped], *, lexicon: Lexicon) -> Iterator[Coded]:
    """Yield each article with its reports in order of the text; what was dropped passes through, with none."""
    for parsed in parse(english_only(articles)):
        if isinstance(parsed, Dropped):
            yield parsed, ()
        else:
            yield parsed.article, tuple(Coder(parsed, lexicon).reports())
