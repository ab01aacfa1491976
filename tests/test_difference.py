"""What `bede diff` shows of a report that changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bede.compare.diff import Difference
from bede.console.difference import difference_view
from bede.model import Report, Span

Code = Callable[..., Sequence[Report]]


def test_parties_that_read_alike_show_what_is_not_alike(code: Code) -> None:
    old = code("Police arrested nine students in Lagos on Monday.")[0]
    elsewhere = Span(text="Lagos", start=900, end=905)
    new = replace(old, actors=tuple(replace(party, country_from=elsewhere) for party in old.actors))
    difference = Difference(
        change="changed", page=old.page, sentence=old.sentence, fields=("actors",), old=old, new=new
    )
    shown = " ".join(line.plain.strip() for line in difference_view(difference, width=200, colour=False))
    assert 'country from "Lagos" at 33 → "Lagos" at 900' in shown
    assert "Party(" not in shown
