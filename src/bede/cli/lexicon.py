"""Commands that look at the lexicon."""

from __future__ import annotations

from typing import Annotated

import typer

from bede import lexicon as lexicons
from bede.cli.options import LexiconFiles
from bede.cli.output import Screen, tell


def lexicon_check(
    lexicon: LexiconFiles = None,
    only: Annotated[str, typer.Option("--only", help="Only rules and rows whose file and line contain this.")] = "",
    offices: Annotated[
        bool, typer.Option("--offices", help="Print which states and years the office holders cover; no rules.")
    ] = False,
) -> None:
    """Check every data file, the names' order and dates, and every rule by the sentences it must and must not match."""
    from bede.console.wording import counted
    from bede.extract.proof import faults
    from bede.lexicon import offices as terms
    from bede.lexicon import order

    rules = lexicons.load(tuple(lexicon or ()))
    rules.estimates()  # read when asked for
    found = [fault for fault in (*order.faults(), *terms.faults()) if only in fault.split(" ", 1)[0]]
    chosen = [rule for rule in rules.rules if only in rule.where_stands and not offices]
    count = 0
    for fault in (*found, *faults(chosen, rules)):
        count += 1
        print(fault)
    if offices:
        from bede.console.coverage import coverage_lines

        Screen().draw(coverage_lines(terms.coverage()))
        tell(f"{count} faults")
    else:
        sentences = sum(len(rule.yes) + len(rule.no) for rule in chosen)
        triggers = sum(len(list(rule.triggers())) for rule in chosen)
        numbers = ((len(chosen), "rule"), (triggers, "trigger"), (sentences, "sentence"), (count, "fault"))
        tell(", ".join(counted(number, name) for number, name in numbers))
    raise typer.Exit(1 if count else 0)
