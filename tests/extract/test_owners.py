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


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Officials in Norway, Chile and Peru condemned the coup on Monday.", ["NOR", "CHL", "PER"]),
        ("Officials in Lima condemned the coup on Monday.", ["PER"]),
        ("Togo, Benin and Mali, which condemned the coup, met on Monday.", ["TGO", "BEN", "MLI"]),
        ("Oman spoke to the leaders of Togo and Benin, who condemned the coup.", ["TGO", "BEN"]),
    ],
)
def test_those_of_several_states_are_one_party_for_each(code: Code, text: str, countries: list[str]) -> None:
    (report,) = (one for one in code(text) if one.trigger.text == "condemned")
    assert [party.country for party in report.actors] == countries


def test_thing_of_two_states_is_both_of_theirs(code: Code) -> None:
    (report,) = code("Oman praised the efforts of Togo and Benin.")
    assert [party.country for party in report.recipients] == ["TGO", "BEN"]


def test_counterparts_of_several_states_are_counted_once(code: Code) -> None:
    (report,) = code("The Omani minister met with his Togolese, Beninese and Malian counterparts.")
    assert [party.country for party in report.actors] == ["OMN", "TGO", "BEN", "MLI"]
