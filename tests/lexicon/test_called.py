"""What parties are called: words that mean the same, and the offices that tell who is meant."""

from __future__ import annotations

from datetime import date

import pytest

from bede.lexicon.called import SYNONYMS, held_on, office_in, plain
from bede.lexicon.names import SECTORS
from bede.lexicon.tables import DATA, rows


@pytest.mark.parametrize(
    ("one", "other", "country", "sectors"),
    [
        ("Chinese firms", "China's companies", "CHN", ("BUS",)),
        ("Russia's defense industry", "Russian arms makers", "RUS", ("BUS",)),
        ("US officers", "American policemen", "USA", ("COP",)),
        ("MPs", "Kenya's lawmakers", "KEN", ("LEG",)),
        ("Demonstrators", "protesters", None, ("OPP",)),
    ],
)
def test_words_that_mean_the_same_are_one(one: str, other: str, country: str | None, sectors: tuple[str, ...]):
    assert plain(one, country, sectors) == plain(other, country, sectors)


@pytest.mark.parametrize(
    ("one", "other", "country", "sectors"),
    [
        ("two Chinese firms", "20 Chinese firms", "CHN", ("BUS",)),
        ("army officers", "police officers", None, ("MIL",)),
        ("Chinese firms", "Chinese banks", "CHN", ("BUS",)),
    ],
)
def test_words_that_mean_something_else_are_two(one: str, other: str, country: str | None, sectors: tuple[str, ...]):
    assert plain(one, country, sectors) != plain(other, country, sectors)


def test_an_office_is_the_one_that_its_holder_has_on_the_day():
    day = date(2024, 4, 26).toordinal()
    assert office_in("American secretary of state", "USA") <= held_on("Antony Blinken", day)
    assert not office_in("American secretary of state", "USA") & held_on("Hillary Clinton", day)
    assert office_in("American secretary of state", "USA") <= held_on("Hillary Clinton", None)
    assert office_in("treasury secretary", "USA") <= held_on("Janet Yellen", day)


def test_words_that_may_stand_for_any_office_name_none():
    assert not office_in("China's leader", "CHN")
    assert not office_in("officials", "CHN")


def test_synonyms_are_of_known_sectors_and_mean_no_synonym_themselves():
    table = rows(DATA / "names" / "synonyms.tsv", SYNONYMS)
    assert {row["sector"] for row in table} <= SECTORS | {""}
    assert not [row.where for row in table for other in table if row["means"] == other["word"] and not other["sector"]]
