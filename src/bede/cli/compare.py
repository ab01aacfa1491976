"""Commands that hold reports against reports: diff and score."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from bede import lexicon as lexicons
from bede.cli.options import DroppedFile, Jobs, LexiconFiles, Width
from bede.cli.output import Outcome, Screen, print_record, progress, stream_to, tell
from bede.compare.diff import Difference, differences, page_differences
from bede.compare.gold import read_gold
from bede.compare.lines import WHO, Told, told_in
from bede.compare.score import Judged, score
from bede.console import difference_view, scores_view
from bede.engine import code_all
from bede.export.records import plain
from bede.flow import code_with_both, read_articles
from bede.model import Article, Report

ALL_FIELDS = frozenset((*Report.__dataclass_fields__, WHO))


def diff_command(
    inputs: Annotated[
        list[str],
        typer.Argument(
            help="Two outputs of bede code, one of which may be -; with lexicons, files and folders of pages.",
            metavar="OLD_NEW_OR_PAGES...",
        ),
    ],
    lexicon_new: Annotated[
        list[Path] | None,
        typer.Option("--lexicon-new", help="A rule file, added to the package's on the new side.", metavar="FILE"),
    ] = None,
    lexicon_old: Annotated[
        list[Path] | None,
        typer.Option("--lexicon-old", help="A rule file, added to the package's on the old side.", metavar="FILE"),
    ] = None,
    moved: Annotated[
        bool, typer.Option("--moved", help="Show reports too that only another line of the same file codes.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON Lines.")] = False,
    dropped: DroppedFile = None,
    width: Width = None,
) -> None:
    """Show what differs between two codings, or what a rule file changes in the codes of pages, report by report."""
    outcome = Outcome(dropped)
    if lexicon_new or lexicon_old:
        found = _by_lexicons(inputs, tuple(lexicon_old or ()), tuple(lexicon_new or ()), outcome)
    elif len(inputs) == 2:
        old, new = (told_in(name, stdin=sys.stdin.buffer if name == "-" else None) for name in inputs)
        found = differences(old, new)
    else:
        wrong = f"expected two outputs of bede code, found {len(inputs)}; pages go with --lexicon-new or --lexicon-old"
        raise typer.BadParameter(wrong)
    screen = None if as_json else Screen(width)
    counts: Counter[str] = Counter()
    for difference in found:
        counts[difference.change] += 1
        if difference.change == "same" or (difference.change == "moved" and not moved):
            continue
        if screen is None:
            print_record(dict(plain(difference)))
        else:
            screen.draw(difference_view(difference, width=screen.width, colour=screen.colour), apart=True)
    told = [f"{counts[change]} {change}" for change in ("added", "gone", "changed", "same")]
    if counts["moved"]:
        told.append(f"{counts['moved']} the same by another line of a file")
    tell(f"reports: {', '.join(told)}")
    raise typer.Exit(outcome.close())


def _by_lexicons(
    pages: list[str], old: tuple[Path, ...], new: tuple[Path, ...], outcome: Outcome
) -> Iterator[Difference]:
    """What differs between the codings of pages by two lexicons."""
    stdin = sys.stdin.buffer if "-" in pages else None
    both = code_with_both(read_articles(pages, stdin=stdin), old=lexicons.load(old), new=lexicons.load(new))
    for (before, reports), (after, others) in progress(both, total=None, what="pages"):
        if isinstance(before, Article) and isinstance(after, Article):
            outcome.done += 1
            yield from page_differences(list(_told(reports)), list(_told(others)))
        else:
            outcome.drop(after if not isinstance(after, Article) else before)  # type: ignore[arg-type]


def _told(reports: Iterable[Report]) -> Iterator[Told]:
    """Reports as lines that have every field."""
    return (Told(report=report, given=ALL_FIELDS) for report in reports)


def score_command(
    gold: Annotated[Path, typer.Argument(help="A folder with pages.jsonl and reports.jsonl.", metavar="GOLD")],
    reports: Annotated[
        str | None,
        typer.Option("--reports", help="Score these reports, - for standard input, instead of coding.", metavar="FILE"),
    ] = None,
    lexicon: LexiconFiles = None,
    jobs: Jobs = 1,
    samples: Annotated[int, typer.Option("--samples", min=1, max=100_000, help="Draws of pages.")] = 1000,
    errors: Annotated[
        Path | None,
        typer.Option("--errors", help="Write what is missed, spurious or wrong, to this file.", metavar="FILE"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    width: Width = None,
) -> None:
    """Code the pages of a gold folder and print precision, recall and F1 of each field, with 95 % intervals."""
    meant = read_gold(gold)
    outcome = Outcome(None)
    found: list[Told] = []
    if reports is not None:
        found = list(told_in(reports, stdin=sys.stdin.buffer if reports == "-" else None))
    else:
        extra = tuple(lexicon or ())
        coded = code_all(read_articles([meant.pages]), lexicon=lexicons.load(extra), extra=extra, jobs=jobs)
        for article, coded_reports in progress(coded, total=len(meant.texts), what="pages"):
            if isinstance(article, Article):
                outcome.done += 1
                found.extend(_told(coded_reports))
            else:
                outcome.drop(article)
    judged: list[Judged] = []
    scores = score(meant, found, samples=samples, judged=judged.append if errors is not None else None)
    if errors is not None:
        with stream_to(errors) as stream:
            for one in judged:
                if one.wrong:
                    line = _judged(one, meant.texts[one.page])
                    stream.write((json.dumps(line, ensure_ascii=False) + "\n").encode("utf-8"))
    if as_json:
        print_record(dict(plain(scores)))
    else:
        screen = Screen(width)
        screen.draw(scores_view(scores, width=screen.width))
    raise typer.Exit(outcome.close())


def _judged(judged: Judged, text: str) -> dict[str, Any]:
    """A line of the file of errors: the page's text, what is wrong, and both reports in short."""
    sides = {"gold": judged.gold, "coded": judged.coded}
    short = {name: None if report is None else _in_short(report) for name, report in sides.items()}
    return {"page": judged.page, "wrong": judged.wrong, **short, "text": text}


def _in_short(report: Report) -> dict[str, Any]:
    """A report's values as words."""
    lists = {
        name: [party.text for party in getattr(report, name)]
        for name in ("actors", "recipients", "addressees", "attribution")
    }
    return {
        "act": report.act,
        "modes": report.modes,
        "status": report.status,
        "trigger": report.trigger.text,
        **{name: found for name, found in lists.items() if found},
        "places": [place.text for place in report.places if place.role == "event"],
        "date": report.date.text if report.date else None,
        "rule": report.rule,
    }
