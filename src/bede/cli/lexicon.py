"""Commands that look at the lexicon."""

from __future__ import annotations

from typing import Annotated

import typer

from bede import lexicon as lexicons
from bede.cli.options import LexiconFiles
from bede.cli.output import tell


def lexicon_check(
    lexicon: LexiconFiles = None,
    only: Annotated[str, typer.Option("--only", help="Only rules whose file and line contain this.")] = "",
) -> None:
    """Check every data file, and every rule by the sentences that it must and must not match."""
    from bede.extract.proof import faults

    rules = lexicons.load(tuple(lexicon or ()))
    chosen = [rule for rule in rules.rules if only in rule.where_stands]
    count = 0
    for fault in faults(chosen, rules):
        count += 1
        print(fault)
    sentences = sum(len(rule.yes) + len(rule.no) for rule in chosen)
    triggers = sum(len(list(rule.triggers())) for rule in chosen)
    tell(f"{len(chosen)} rules, {triggers} triggers, {sentences} sentences, {count} faults")
    raise typer.Exit(1 if count else 0)
