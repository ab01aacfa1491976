"""Modes that the words in a report's slots tell."""

from __future__ import annotations

import pytest

from bede.flow import code_text
from bede.lexicon import load


def modes(text: str, act: str) -> tuple[str, ...]:
    """The modes of the first report of an act in a text."""
    _, reports = code_text(text, lexicon=load())
    return next(report.modes for report in reports if report.act == act)


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Malawi asked Norway to lend it two cranes.", "assist"),
        ("Malawi asked Norway for seed potatoes and flour.", "assist"),
        ("Malawi urged the rebels to vacate the dam.", "yield"),
        ("Malawi urged the rebels to put an end to the shelling.", "yield"),
        ("Malawi urged Zambia to repeal the levy.", "change"),
        ("Malawi asked Zambia to convene a new round.", "meet"),
    ],
)
def test_request_has_the_mode_of_what_is_asked(text: str, mode: str) -> None:
    assert modes(text, "REQUEST") == (mode,)


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Malawi threatened Zambia with a boycott of its maize.", "restrict"),
        ("Malawi threatened to recall its ambassador from Zambia.", "relations"),
        ("Malawi threatened Zambia with missiles.", "violence"),
        ("Malawi threatened to evict the Zambian consul.", "expel"),
    ],
)
def test_threat_has_the_mode_of_what_is_threatened(text: str, mode: str) -> None:
    assert modes(text, "THREATEN") == (mode,)


def test_claims_that_are_rejected_ask_for_nothing() -> None:
    assert modes("Malawi rejected Zambia's accusation.", "REJECT") == ()
    assert modes("Malawi refused to lend Zambia a single crane.", "REJECT") == ("assist",)


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Malawi massed tanks along the Zambian border.", "weapons"),
        ("Malawi massed infantrymen along the Zambian border.", "troops"),
        ("Rebels massed along the Zambian border.", "militia"),
    ],
)
def test_move_has_the_mode_of_what_or_who_is_moved(text: str, mode: str) -> None:
    assert modes(text, "MOBILIZE") == (mode,)


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Rebels killed nine guards with mortars.", ("heavy-weapons",)),
        ("Rebels killed a guard with a nerve agent.", ("unconventional",)),
        ("Army helicopters bombed a village.", ("aerial",)),
        ("Rebel fighters killed nine guards.", ()),
    ],
)
def test_attack_has_the_mode_of_what_it_is_made_with(text: str, mode: tuple[str, ...]) -> None:
    assert modes(text, "ASSAULT") == mode


def test_ties_are_discontinued_and_envoys_withdrawn() -> None:
    assert modes("Malawi broke off relations with Zambia.", "SANCTION") == ("discontinue",)
    assert modes("Malawi recalled its ambassador from Zambia.", "SANCTION") == ("withdraw",)


def test_what_somebody_is_warned_against_is_no_threat_of_it() -> None:
    assert modes("Malawi warned Zambian firms against helping the rebels' war.", "THREATEN") == ()
