"""Sectors of those whom a noun names with other words around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from bede.model import Report

Code = Callable[..., Sequence[Report]]


@pytest.mark.parametrize(
    ("phrase", "sectors"),
    [
        ("PKK gunmen", ("REB",)),
        ("Gunmen of the PKK", ("REB",)),
        ("Gunmen", ("UAF",)),
        ("Separatist fighters", ("REB",)),
        ("Members of the Norwegian parliament", ("LEG",)),
        ("Opposition lawmakers", ("OPP", "LEG")),
        ("Armed villagers", ("UAF",)),
        ("Villagers", ("CVL",)),
        ("Two shopkeepers", ("BUS",)),
        ("Qatari mediators", ("GOV",)),
    ],
)
def test_sector_is_that_of_the_body_and_of_the_words_before_the_noun(
    code: Code, phrase: str, sectors: tuple[str, ...]
) -> None:
    (actor,) = code(f"{phrase} condemned Chile on Monday.")[0].actors
    assert actor.sectors == sectors


def test_town_is_its_council_where_it_acts_and_its_people_where_it_is_shelled(code: Code) -> None:
    (accuse,) = code("Barcelona condemned Chile on Monday.")
    (assault,) = code("Rebels shelled Goma on Monday.")
    assert (accuse.actors[0].sector, assault.recipients[0].sector) == ("GOV", "CVL")


@pytest.mark.parametrize(
    ("phrase", "sector"),
    [
        ("State Department spokeswoman Ann Mori", "GOV"),
        ("Peruvian spokesman Luis Mora", "GOV"),
        ("Red Cross spokeswoman Ann Mori", "SOC"),
    ],
)
def test_spokesman_with_a_name_is_of_the_body_before_the_title(code: Code, phrase: str, sector: str) -> None:
    (actor,) = code(f"{phrase} condemned Chile on Monday.")[0].actors
    assert actor.sector == sector
