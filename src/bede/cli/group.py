"""The command that tells which pages are about the same happening."""

from __future__ import annotations

import sys

import typer

from bede.cli.options import DroppedFile, Pages
from bede.cli.output import Outcome, print_record, progress
from bede.export.records import grouped_json
from bede.flow import group_articles, read_articles


def group_command(pages: Pages, dropped: DroppedFile = None) -> None:
    """Print one line a page with the happening and the story that it tells of, and the page that it copies."""
    outcome = Outcome(dropped)
    articles = read_articles(pages, stdin=sys.stdin.buffer if "-" in pages else None)
    for grouped in outcome.keep(group_articles(progress(articles, total=None, what="pages"))):
        print_record(grouped_json(grouped))
    raise typer.Exit(outcome.close())
