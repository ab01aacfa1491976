"""Which of the times of a sentence is that of an act."""

from __future__ import annotations

import pytest

from bede.flow import code_text
from bede.lexicon import load


def days(text: str) -> dict[str, str | None]:
    """The words of the time of each report of a text by its act."""
    _, reports = code_text(text, lexicon=load())
    return {report.act: report.date.text if report.date else None for report in reports}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The Chilean navy seized a trawler laden with nine tonnes of squid off Iquique on Monday.", "COERCE"),
        ("Snipers killed two porters trying to carry rice over a pass on Monday.", "ASSAULT"),
        ("Rebels recaptured the port from the army without sinking a boat on Monday.", "ASSAULT"),
        ("The rebels let nine porters walk out of their camp on Monday.", "RETREAT"),
    ],
)
def test_day_at_the_end_of_a_clause_is_that_of_what_goes_on_at_once(text: str, act: str) -> None:
    assert days(text)[act] == "Monday"


def test_day_of_an_accusation_is_not_that_of_the_deed() -> None:
    found = days("Chile accused Peru on Monday of sheltering nine deserters.")
    assert found["ACCUSE"] == "Monday"
    assert found["AID"] is None


def test_day_on_which_a_plea_is_answered_is_not_that_of_the_plea() -> None:
    found = days("Chile on Monday dismissed a plea from Peru for rice.")
    assert (found["REJECT"], found["REQUEST"]) == ("Monday", None)
    assert days("Peru made a plea to Chile for rice on Monday.")["REQUEST"] == "Monday"


def test_end_of_an_ultimatum_is_no_day_of_it() -> None:
    assert days("The army gave the rebels until Friday to leave the dam.")["REQUEST"] is None


def test_year_of_a_thing_is_not_that_of_what_is_done_about_it() -> None:
    assert days("Chile met envoys backing the 2015 pact.").get("CONSULT") is None
