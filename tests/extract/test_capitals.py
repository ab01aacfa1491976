"""Words with a capital that is none of a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from bede.model import Report

Code = Callable[..., Sequence[Report]]


@pytest.mark.parametrize(
    "text",
    [
        "More demonstrations followed in Lima.",
        "Bread riots broke out in Lima.",
        "Teen Arrested After Attack In Harbour",
        "France gave the green light to Chile.",
    ],
)
def test_word_with_the_capital_of_its_place_is_nobody(code: Code, text: str) -> None:
    named = [party.text for report in code(text) for party in (*report.actors, *report.recipients)]
    assert set(named) <= {"France", "Chile"}


def test_first_word_is_a_name_where_the_article_writes_it_with_a_capital_elsewhere(code: Code) -> None:
    (report,) = code("Bread condemned Chile. Supporters of Bread were pleased.")[:1]
    assert [party.name for party in report.actors] == ["Bread"]


def test_surname_that_is_a_company_too_is_the_person_of_that_name(code: Code) -> None:
    first, second = code("Anan Chevron condemned Chile. Chevron accused Peru of lying.")[:2]
    assert {party.kind for report in (first, second) for party in report.actors} == {None}


@pytest.mark.parametrize(("name", "kind"), [("Baker", None), ("Jim Baker", None), ("the Farmer", "person")])
def test_noun_with_a_capital_is_a_surname_where_no_article_stands_before_it(
    code: Code, name: str, kind: str | None
) -> None:
    (report,) = code(f"On Monday, {name} condemned Chile.")
    assert [party.kind for party in report.actors] == [kind]
