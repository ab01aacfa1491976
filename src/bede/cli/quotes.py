"""The command that says who says what."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from bede import lexicon as lexicons
from bede.cli.options import DroppedFile, LexiconFiles, Pages
from bede.cli.output import print_pages
from bede.export.records import statements_json
from bede.flow import quote_articles, read_articles


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
    articles = read_articles(pages, stdin=sys.stdin.buffer if "-" in pages else None)
    print_pages(quote_articles(articles, lexicon=rules, inner=inner), record=statements_json, dropped=dropped)
