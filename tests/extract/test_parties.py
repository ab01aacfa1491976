"""Country and first sector of five hundred phrases in sentences of every region and sector."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from bede.lexicon.tables import rows
from bede.model import Party, Report

Code = Callable[..., Sequence[Report]]
COLUMNS = ("sentence", "phrase", "country", "sector")


@pytest.mark.parametrize(("table", "country", "sector"), [("parties", 0.96, 0.89), ("parties_blind", 0.93, 0.87)])
def test_most_phrases_have_the_country_and_the_sector_that_a_reader_gives_them(
    code: Code, table: str, country: float, sector: float
) -> None:
    """The shares of right ones among those that are coded stay above floors."""
    found: list[tuple[bool, bool]] = []
    for row in rows(Path(__file__).parent / f"{table}.tsv", COLUMNS):
        party = _party(code(row["sentence"]), row["sentence"], row["phrase"])
        if party is not None:
            right = (party.sector or "") == row["sector"] or not row["sector"]
            found.append(((party.country or "") == row["country"], right))
    assert len(found) > 220
    assert sum(right for right, _ in found) / len(found) >= country
    assert sum(right for _, right in found) / len(found) >= sector


def _party(reports: Sequence[Report], sentence: str, phrase: str) -> Party | None:
    """The coded party that fits a phrase best, None where no report has it."""
    start = sentence.index(phrase)
    end = start + len(phrase)
    parties = [party for report in reports for party in (*report.actors, *report.recipients)]
    near = [party for party in parties if party.start < end and start < party.end]
    return max(near, key=lambda party: min(party.end, end) - max(party.start, start), default=None)
