"""Whom an answer answers, where another sentence names him."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from bede.extract.answers import nouns
from bede.model import ACTS, Report

Code = Callable[..., Sequence[Report]]


def answer(reports: Sequence[Report], act: str) -> Report:
    """The last report of an act."""
    return [report for report in reports if report.act == act][-1]


@pytest.mark.parametrize(
    ("text", "act", "answered"),
    [
        ("Kenya accused Sudan of arming rebels. Khartoum denied the accusations.", "REJECT", "KEN"),
        ("Kenya accused Sudan of arming rebels, a charge that Khartoum dismissed.", "REJECT", "KEN"),
        ("Kenya accused Sudan of arming rebels. Sudan's army denied any involvement.", "REJECT", "KEN"),
        (
            "Peru demanded that Chile withdraw its troops. Rain fell all day. Santiago rejected the demand.",
            "REJECT",
            "PER",
        ),
        ("Norway warned Finland against the deal. Helsinki brushed the warning aside.", "REJECT", "NOR"),
        ("Ghana imposed sanctions on Togo. Lomé condemned the move.", "ACCUSE", "GHA"),
        ("Lebanon asked Syria for the files, but Damascus refused.", "REJECT", "LBN"),
        ("Ghana expelled Togo's envoy, a decision condemned by Benin.", "ACCUSE", "GHA"),
        ("Chad bombed a village in Niger. Benin condemned the bombing.", "ACCUSE", "TCD"),
        ("Nepal expelled India's envoy. Bhutan deplored this step.", "ACCUSE", "NPL"),
        ("Kenya expelled Sudan's ambassador. Sudan vowed to retaliate.", "THREATEN", "KEN"),
        ("Chad shelled Niamey. Niger's president promised a harsh response.", "THREATEN", "TCD"),
    ],
)
def test_answer_is_said_to_those_who_acted_before(code: Code, text: str, act: str, answered: str) -> None:
    found = answer(code(text), act)
    assert {party.country for party in found.recipients} == {answered}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Kenya accused Sudan of arming rebels. Peru denied the accusations.", "REJECT"),
        ("Khartoum denied the accusations.", "REJECT"),
        ("Ghana imposed sanctions on Togo. Lomé condemned moves of that kind.", "ACCUSE"),
        ("Ghana imposed sanctions on Togo. Accra condemned the move.", "ACCUSE"),
        ("Kenya expelled Sudan's ambassador. Peru vowed to retaliate.", "THREATEN"),
        (
            "Kenya accused Sudan of arming rebels." + " The rains were late." * 7 + " Khartoum denied the accusations.",
            "REJECT",
        ),
    ],
)
def test_answer_of_another_to_itself_or_from_far_stays_open(code: Code, text: str, act: str) -> None:
    found = answer(code(text), act)
    assert all(party.country is None for party in found.recipients)


def test_answer_that_names_whom_it_answers_keeps_him(code: Code) -> None:
    found = answer(code("Kenya accused Sudan of arming rebels. Sudan rejected Uganda's accusations."), "REJECT")
    assert {party.country for party in found.recipients} == {"UGA"}


def test_every_noun_stands_for_known_acts() -> None:
    for noun, (acts, kind) in nouns().items():
        assert acts <= set(ACTS), noun
        assert kind in ("answer", "reply", "comment"), noun
