"""Whose people and things an article names."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from bede.model import Report

Code = Callable[..., Sequence[Report]]


@pytest.mark.parametrize(
    ("phrase", "country", "sectors"),
    [
        ("The UN envoy for Syria", None, ()),
        ("UN investigators in Peru", None, ()),
        ("UNICEF spokesman Jim Adder", None, ()),
        ("EU leaders", None, ("GOV",)),
        ("ICC prosecutors", None, ("JUD",)),
        ("Red Cross delegates in Lima", None, ("SOC", "MED")),
        ("UN peacekeepers from Ghana", "GHA", ("MIL",)),
        ("Kenyan UN peacekeepers", "KEN", ("MIL",)),
        ("The UN-backed cabinet in Libya", "LBY", ("GOV",)),
    ],
)
def test_people_of_several_states_are_of_no_country_where_they_work(
    code: Code, phrase: str, country: str | None, sectors: tuple[str, ...]
) -> None:
    (actor,) = code(f"{phrase} condemned Chile on Monday.")[0].actors
    assert (actor.country, actor.sectors) == (country, sectors)
    assert country is not None or actor.unknown == "several-states"


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("Turkish jets bombed a market in Mosul.", "MIL"),
        ("Chile criticised the Turkish plan.", "GOV"),
    ],
)
def test_jets_of_a_state_are_military_and_its_plans_the_government(code: Code, text: str, sector: str) -> None:
    (report,) = code(text)[:1]
    turkish = next(party for party in (*report.actors, *report.recipients) if party.country == "TUR")
    assert turkish.sector == sector
