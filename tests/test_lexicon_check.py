"""The rules pass their own sentences."""

from __future__ import annotations

from bede.extract.proof import faults
from bede.lexicon import Lexicon


def test_every_rule_matches_what_it_must_and_nothing_that_it_must_not(lexicon: Lexicon) -> None:
    assert list(faults(lexicon.rules, lexicon)) == []
