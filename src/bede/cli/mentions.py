"""The commands that list what a page names: its places and its times."""

from __future__ import annotations

import sys

import typer

from bede import lexicon as lexicons
from bede.cli.options import DroppedFile, LexiconFiles, Pages
from bede.cli.output import Outcome, print_record, progress
from bede.export.records import places_json, times_json
from bede.flow import place_articles, read_articles, time_articles
from bede.model import Article


def places_command(pages: Pages, dropped: DroppedFile = None, lexicon: LexiconFiles = None) -> None:
    """Print one line a page with every place name and place adjective: where it lies, and whether a report is of it."""
    rules = lexicons.load(tuple(lexicon or ()))
    outcome = Outcome(dropped)
    articles = read_articles(pages, stdin=sys.stdin.buffer if "-" in pages else None)
    for article, places in progress(place_articles(articles, lexicon=rules), total=None, what="pages"):
        if isinstance(article, Article):
            outcome.done += 1
            print_record(places_json(article, places))
        else:
            outcome.drop(article)
    raise typer.Exit(outcome.close())


def times_command(pages: Pages, dropped: DroppedFile = None) -> None:
    """Print one line a page with every time expression as an interval, how it came about, or why there is none."""
    outcome = Outcome(dropped)
    articles = read_articles(pages, stdin=sys.stdin.buffer if "-" in pages else None)
    for article, times in progress(time_articles(articles), total=None, what="pages"):
        if isinstance(article, Article):
            outcome.done += 1
            print_record(times_json(article, times))
        else:
            outcome.drop(article)
    raise typer.Exit(outcome.close())
