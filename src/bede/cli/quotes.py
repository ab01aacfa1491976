"""The command that says who says what."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from bede import lexicon as lexicons
from bede.cli.options import DroppedFile, LexiconFiles, Pages
from bede.cli.output import Outcome, print_record, progress
from bede.export.records import statements_json
from bede.flow import quote_articles, read_articles
from bede.model import Article


def quotes_command(
    pages: Pages,
    dropped: DroppedFile = None,
    inner: Annotated[
        bool, typer.Option("--inner", help="Also what somebody says that another said: statements within one.")
    ] = False,
    lexicon: LexiconFiles = None,
) -> None:
    """Print one line a page with who says, thinks or wants what, by offsets of source, cue and content."""
    rules = lexicons.load(tuple(lexicon or ()))
    outcome = Outcome(dropped)
    articles = read_articles(pages, stdin=sys.stdin.buffer if "-" in pages else None)
    for article, statements in progress(quote_articles(articles, lexicon=rules, inner=inner), total=None, what="pages"):
        if isinstance(article, Article):
            outcome.done += 1
            print_record(statements_json(article, statements))
        else:
            outcome.drop(article)
    raise typer.Exit(outcome.close())
