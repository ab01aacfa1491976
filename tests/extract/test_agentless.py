"""Who does what a passive tells of nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bede.model import Report

Only = Callable[..., Report]


@pytest.mark.parametrize(
    ("text", "act", "actor"),
    [
        ("Two editors were arrested in Athens on Friday.", "COERCE", "GRC"),
        ("Forty demonstrators were detained in Lima on Monday.", "COERCE", "PER"),
        ("A curfew was imposed in Goma on Monday.", "COERCE", "COD"),
        ("Three editors were arrested on Monday, Kenyan police said.", "COERCE", "KEN"),
        ("Also detained were Paul Okello, a deputy, and two of his aides, Ugandan police said.", "COERCE", "UGA"),
        ("Nine Maltese teachers were released from a Peruvian prison.", "RETREAT", "PER"),
        ("At least 50 others were arrested on Monday in Lima as demonstrators took to the streets.", "COERCE", "PER"),
        ("The arrest of two Kenyan pilots in Chad came on Monday.", "COERCE", "TCD"),
        ("The editor was arrested by Chadian police and charged with treason.", "ACCUSE", "TCD"),
        ("Four activists were executed in Myanmar on Monday.", "ASSAULT", "MMR"),
        ("Thirty militants were killed in an operation near Diffa, Niger's army said.", "ASSAULT", "NER"),
    ],
)
def test_place_prison_or_speaker_stands_for_who_did_it(only: Only, text: str, act: str, actor: str) -> None:
    report = only(text, act=act)
    assert [party.country for party in report.actors] == [actor]


def test_civilians_killed_are_not_the_doing_of_the_army_that_tells_of_them(
    code: Callable[..., tuple[Report, ...]],
) -> None:
    assert [one for one in code("Nine villagers were killed in a raid, Niger's army said.") if one.actors] == []


@pytest.mark.parametrize(
    ("headline", "act", "actor"),
    [
        ("Uganda: three opposition activists arrested", "COERCE", "UGA"),
        ("Opposition leader taken into custody in Kampala", "COERCE", "UGA"),
        ("Nine Maltese teachers released from Peru jail", "RETREAT", "PER"),
        ("Peru: nine Maltese teachers released", "RETREAT", "PER"),
        ("Sanctions on Peru lifted by EU", "CONCEDE", None),
        ("Peru's top court rejects appeal by jailed ex-president", "REJECT", "PER"),
    ],
)
def test_headline_leaves_out_its_auxiliary(only: Only, headline: str, act: str, actor: str | None) -> None:
    report = only("It rained.", headline=headline, act=act)
    assert [party.country for party in report.actors] == [actor]
