"""The commands that list what a page names: its places and its times."""

from __future__ import annotations

import sys

from bede import lexicon as lexicons
from bede.cli.options import DroppedFile, LexiconFiles, Pages
from bede.cli.output import print_pages
from bede.export.records import places_json, times_json
from bede.flow import place_articles, read_articles, time_articles


def places_command(pages: Pages, dropped: DroppedFile = None, lexicon: LexiconFiles = None) -> None:
    """Print one line a page with every place name and place adjective: where it lies, and whether a report is of it."""
    rules = lexicons.load(tuple(lexicon or ()))
    articles = read_articles(pages, stdin=sys.stdin.buffer if "-" in pages else None)
    print_pages(place_articles(articles, lexicon=rules), record=places_json, dropped=dropped)


def times_command(pages: Pages, dropped: DroppedFile = None) -> None:
    """Print one line a page with every time expression as an interval, how it came about, or why there is none."""
    articles = read_articles(pages, stdin=sys.stdin.buffer if "-" in pages else None)
    print_pages(time_articles(articles), record=times_json, dropped=dropped)
