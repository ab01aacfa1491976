"""The records: those made many at once are those made one by one."""

from __future__ import annotations

from bede.model import Part, parts_of


def test_parts_made_at_once_are_those_made_one_by_one() -> None:
    made = parts_of(["headline", "body"], [0, 20], [19, 80])
    assert made == (Part(part="headline", start=0, end=19), Part(part="body", start=20, end=80))
    assert parts_of([], [], []) == ()
