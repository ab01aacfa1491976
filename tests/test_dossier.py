"""Who acts on whom, and one actor in depth."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bede.dossier import NobodyError, dossier, dyads
from bede.model import Event, Report
from builders import GREECE, TURKEY, article, event, party, report

SECOND = "Turkey's foreign minister met Athens envoys; rebels watched."
MINISTER = party("Turkey's foreign minister", SECOND, country="TUR", kind="person", sectors=("GOV",))
ENVOYS = party("Athens envoys", SECOND, country="GRC", kind="person", sectors=("GOV",))
REBELS = replace(party("rebels", SECOND, kind="group", sectors=("REB",)), unknown="no-country")


@pytest.fixture
def told() -> list[Report]:
    """An accusation, a meeting, and an accusation of rebels whose country is not known."""
    page = article(SECOND, page="second.txt")
    return [
        report(article()),
        report(page, act="CONSULT", actors=(MINISTER, ENVOYS), recipients=()),
        report(page, act="ASSAULT", actors=(REBELS,), recipients=(ENVOYS,)),
    ]


@pytest.fixture
def events(told: list[Report]) -> list[Event]:
    return [event(one, published=f"2024-04-2{number}") for number, one in enumerate(told)]


def reports_of(told: list[Report]):
    return lambda found: [one for one in told if one.id in found.reports]


def test_pairs_are_counted_by_entity_or_name(events: list[Event]) -> None:
    found = {(dyad.actor, dyad.recipient): dyad for dyad in dyads(events)}
    assert found["Turkey", "Greece"].types == (("ACCUSE", 1),)
    assert found["rebels", "Athens envoys"].quads == (("4", 1),)


def test_what_two_do_together_counts_for_both(events: list[Event]) -> None:
    together = [dyad for dyad in dyads(events) if dyad.joint]
    assert [(dyad.actor, dyad.recipient, dyad.events) for dyad in together] == [
        ("Athens envoys", "Turkey's foreign minister", 1),
        ("Turkey's foreign minister", "Athens envoys", 1),
    ]


def test_countries_join_all_their_parties(events: list[Event]) -> None:
    first = dyads(events, by="country")[0]
    assert (first.actor, first.recipient, first.events, first.joint) == ("TUR", "GRC", 2, 1)
    assert (first.actor_entity, first.first, first.last) == ("state:TUR", "2024-04-20", "2024-04-21")


def test_country_stands_for_its_people_and_tells_how_they_were_named(events: list[Event], told: list[Report]) -> None:
    found = dossier("TUR", events, reports_of=reports_of(told))
    assert [member.name for member in found.members] == ["Turkey's foreign minister", "Turkey"]
    assert {(alias.text, alias.reports) for alias in found.aliases} == {("Ankara", 1), ("Turkey's foreign minister", 1)}
    for alias in found.aliases:
        assert alias.text in alias.sentence
    assert (found.events, found.as_actor, found.as_recipient) == (2, 2, 0)
    assert [(one.name, one.acts_on, one.joint) for one in found.partners] == [("Athens envoys", 0, 1), ("Greece", 1, 0)]


def test_unknown_partners_are_counted_by_their_reason(events: list[Event], told: list[Report]) -> None:
    assert dossier("GRC", events, reports_of=reports_of(told)).unknown == (("no-country", 1),)


@pytest.mark.parametrize("key", ["state:TUR", "turkey", "Turkey"])
def test_entity_and_name_find_one_actor(key: str, events: list[Event], told: list[Report]) -> None:
    found = dossier(key, events, reports_of=reports_of(told))
    assert [(member.name, member.entity) for member in found.members] == [(TURKEY.name, TURKEY.entity)]
    assert [partner.name for partner in found.partners] == [GREECE.name]


def test_nobody_is_an_error_that_says_what_was_asked_for(events: list[Event], told: list[Report]) -> None:
    with pytest.raises(NobodyError, match="'Atlantis'"):
        dossier("Atlantis", events, reports_of=reports_of(told))


def test_nothing_comes_of_no_events() -> None:
    assert dyads([]) == ()
