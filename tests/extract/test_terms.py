"""Which of a person's terms of office holds on a day."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from bede.extract import terms
from bede.lexicon import Name
from bede.model import Report


def term(since: str | None, until: str | None, *, name: str = "Rosa Blum", country: str | None = "PER") -> Name:
    """A term of office."""
    return Name(
        written=name,
        name=name,
        form="name",
        kind="person",
        country=country,
        sectors=("GOV",),
        entity=f"person:{name}",
        stands="names/people.tsv:3",
        since=since,
        until=until,
    )


@pytest.mark.parametrize(
    ("since", "until", "day", "holds"),
    [
        ("2010-05-06", "2014-05-06", "2010-05-05", False),
        ("2010-05-06", "2014-05-06", "2010-05-06", True),
        ("2010-05-06", "2014-05-06", "2014-05-06", True),
        ("2010-05-06", "2014-05-06", "2014-05-07", False),
        ("2010-05", "2014-05", "2010-05-01", True),
        ("2010-05", "2014-05", "2014-05-31", True),
        ("2010", "2014", "2014-12-31", True),
        ("2010", "2014", "2015-01-01", False),
        (None, "2014", "1999-01-01", True),
        ("2010", None, "2030-01-01", True),
        ("2010", "2014", None, True),
    ],
)
def test_a_term_holds_from_its_first_to_its_last_possible_day(
    since: str | None, until: str | None, day: str | None, holds: bool
) -> None:
    assert terms.in_force(term(since, until), day) is holds


def test_the_term_that_holds_is_chosen_before_the_one_that_began_last() -> None:
    first, second = term("2001", "2005"), term("2010", "2014")
    assert terms.chosen((first, second), "2004-01-01") is first
    assert terms.chosen((first, second), "2008-01-01") is first
    assert terms.chosen((first, second), "2020-01-01") is second
    assert terms.chosen((first, second), None) is second


def test_a_surname_means_nobody_where_two_come_into_question() -> None:
    two = (term("2001", None), term("2001", None, name="Ana Blum", country="CHL"))
    assert terms.holder(two, "2010-01-01", countries={"PER", "CHL"}) is None
    assert terms.holder(two, "2010-01-01", countries={"CHL"}) is two[1]
    assert terms.holder(two, "2010-01-01", countries=set()) is None


def test_the_whole_title_before_a_known_name_tells_the_sectors(code: Callable[..., Sequence[Report]]) -> None:
    (actor,) = code("Russian Deputy Foreign Minister Sergei Ryabkov condemned Chile.")[0].actors
    assert (actor.country, actor.sectors) == ("RUS", ("GOV",))
