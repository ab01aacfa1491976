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
        ("BJP workers", ("PTY",)),
        ("BJP district president Anil Nair", ("PTY",)),
        ("Hezbollah forces", ("REB", "PTY")),
        ("Hemedti's forces", ("PRM", "REB")),
        ("Gunmen", ("UAF",)),
        ("Separatist fighters", ("REB",)),
        ("Members of the Norwegian parliament", ("LEG",)),
        ("Opposition lawmakers", ("OPP", "LEG")),
        ("Armed villagers", ("UAF",)),
        ("Villagers", ("CVL",)),
        ("Two shopkeepers", ("BUS",)),
        ("Qatari mediators", ("GOV",)),
        ("A team of Peruvian doctors", ("MED",)),
        ("A delegation of lawmakers", ("LEG",)),
        ("A Turkish delegation", ("GOV",)),
        ("The father of the victim", ("CVL",)),
        ("Father Anan Srisuk", ("REL",)),
        ("Asylum-seekers", ("REF",)),
        ("A former teacher", ("EDU",)),
        ("A former minister", ("ELI",)),
        ("The coast guard", ("MIL", "COP")),
        ("School officials", ("EDU",)),
        ("Riot policemen", ("COP",)),
        ("PKK kidnappers", ("REB",)),
        ("An Islamic State suicide bomber", ("REB",)),
        ("The president's men", ("MIL",)),
        ("Two men", ("CVL",)),
        ("Burma's ruling generals", ("GOV", "MIL")),
        ("The opposition Renamo party", ("OPP", "PTY")),
        ("Australia's shadow treasurer", ("OPP",)),
        ("Sunni tribal fighters", ("PRM",)),
        ("The sons of the Cambodian premier", ("ELI",)),
        ("Kyrgyz MPs", ("LEG",)),
        ("The union's general secretary", ("LAB",)),
        ("Bosses of a Chinese gambling syndicate", ("CRM",)),
        ("The Mapuche leaders", ("ELI",)),
        ("The journalists' union", ("JRN",)),
        ("A crew of Peruvian doctors", ("MED",)),
        ("A spokesman for Boeing", ("BUS",)),
        ("Toyota spokesman Kenji Mori", ("BUS",)),
        ("A spokeswoman for the union", ("LAB",)),
        ("An adviser to the president", ("GOV",)),
        ("The king's allies", ("GOV", "ELI")),
        ("Emirati foreign minister Sheikh Nasser al-Falasi", ("GOV",)),
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


@pytest.mark.parametrize(
    ("name", "kind", "sectors"),
    [
        ("Morlane Holdings", "company", ("BUS",)),
        ("Morlane News", "organisation", ("JRN",)),
        ("Morlane Turkmen Front", "organisation", ("PTY",)),
        ("The Centre for Morlane Studies", "organisation", ("EDU",)),
        ("Morlane Vardo", None, ()),
    ],
)
def test_unknown_name_is_what_its_last_word_says(
    code: Code, name: str, kind: str | None, sectors: tuple[str, ...]
) -> None:
    (actor,) = code(f"{name} condemned Chile on Monday.")[0].actors
    assert (actor.kind, actor.sectors) == (kind, sectors)


@pytest.mark.parametrize(
    ("thing", "sector"),
    [("two homes", "CVL"), ("a fuel depot", "BUS"), ("a command post", "MIL"), ("an orchard", "AGR")],
)
def test_thing_that_is_attacked_has_the_sector_of_those_who_suffer(code: Code, thing: str, sector: str) -> None:
    (assault,) = code(f"Rebels shelled {thing} near Goma on Monday.")
    assert assault.recipients[0].sector == sector


def test_thing_that_is_not_attacked_has_no_sector(code: Code) -> None:
    assert all(party.sector is None for party in code("Rebels criticised two homes on Monday.")[0].recipients)
