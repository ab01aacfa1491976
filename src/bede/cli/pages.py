"""Commands that take pages: read, code and explain."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from bede import lexicon as lexicons
from bede.clean import english_only
from bede.cli.options import DroppedFile, Jobs, LexiconFiles, Pages, Width
from bede.cli.output import Outcome, Screen, print_record, progress
from bede.console import explain, page_view, printable
from bede.engine import code_all
from bede.export.records import article_json, report_json
from bede.flow import read_articles, with_copies
from bede.model import Article, Dropped
from bede.parse import parse


def read_command(
    pages: Pages,
    dropped: DroppedFile = None,
    show: Annotated[bool, typer.Option("--show", help="Draw the page, each line with the part that it plays.")] = False,
) -> None:
    """Print the article of each page: headline, byline, date, body and what was left out, with offsets."""
    outcome = Outcome(dropped)
    stdin = sys.stdin.buffer if "-" in pages else None
    screen = Screen() if show else None
    articles = with_copies(read_articles(pages, stdin=stdin))
    for article in outcome.keep(progress(articles, total=None, what="pages")):
        if screen is None:
            print_record(article_json(article))
        else:
            screen.draw(page_view(article, width=screen.width, colour=screen.colour), apart=True)
    raise typer.Exit(outcome.close())


def code_command(pages: Pages, dropped: DroppedFile = None, lexicon: LexiconFiles = None, jobs: Jobs = 1) -> None:
    """Print one line a report: who did what to whom, when, where and according to whom."""
    extra = tuple(lexicon or ())
    rules = lexicons.load(extra)
    outcome = Outcome(dropped)
    stdin = sys.stdin.buffer if "-" in pages else None
    coded = code_all(read_articles(pages, stdin=stdin), lexicon=rules, extra=extra, jobs=jobs)
    for article, reports in progress(coded, total=None, what="pages"):
        if isinstance(article, Article):
            outcome.done += 1
            for report in reports:
                print_record(report_json(report))
        else:
            outcome.drop(article)
    raise typer.Exit(outcome.close())


def explain_command(
    page: Annotated[
        str,
        typer.Argument(
            help="A file, - for JSON Lines on standard input, or a sentence in quotes.", metavar="PAGE_OR_SENTENCE"
        ),
    ],
    word: Annotated[
        str | None, typer.Option("--word", help="Only sentences with this word, and only its rules.")
    ] = None,
    lexicon: LexiconFiles = None,
    width: Width = None,
) -> None:
    """Show why a sentence is coded as it is: its parse, who is who, every rule asked and its answer."""
    rules = lexicons.load(tuple(lexicon or ()))
    outcome = Outcome(None)
    screen = Screen(width)
    for parsed in outcome.keep(parse(_given(page))):
        screen.draw(explain(parsed, rules, word=word, width=screen.width), apart=True)
    raise typer.Exit(outcome.close())


ENDINGS = (".txt", ".html", ".htm", ".jsonl", ".warc", ".parquet", ".rss", ".atom", ".gz", ".bz2", ".xz", ".zst")
"""What is the name of a file, be there one or not."""


def _given(page: str) -> Iterator[Article | Dropped]:
    """The articles of a file or of standard input, or a sentence as an article of its own."""
    file = page == "-" or " " not in page.strip() or page.lower().endswith(ENDINGS)
    if file or os.path.exists(page):  # where a Path would raise for a sentence too long to be a name
        yield from english_only(read_articles([page], stdin=sys.stdin.buffer if page == "-" else None))
    else:
        yield Article.of_text("sentence", printable(page))
