"""Names and actor nouns: each spelling with what it stands for, ambiguous ones in the order of the files."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bede.lexicon import DATA, Lexicon, LexiconError, Name
from bede.lexicon.names import load_names, load_words


def first(lexicon: Lexicon, written: str) -> Name:
    """The first reading of a spelling."""
    return lexicon.names[written][0]


@pytest.mark.parametrize(
    ("written", "form", "country", "kind"),
    [
        ("Turkey", "name", "TUR", "state"),
        ("Türkiye", "name", "TUR", "state"),
        ("Turkish", "adjective", "TUR", "state"),
        ("Germans", "people", "DEU", "state"),
        ("Ankara", "capital", "TUR", "state"),
        ("Harare", "capital", "ZWE", "state"),
        ("Gao", "name", "MLI", "place"),
        ("NATO", "name", None, "body"),
        ("Hamas", "name", "PSE", "organisation"),
        ("Olaf Scholz", "name", "DEU", "person"),
    ],
)
def test_spelling_stands_for(lexicon: Lexicon, written: str, form: str, country: str | None, kind: str) -> None:
    found = first(lexicon, written)
    assert (found.form, found.country, found.kind) == (form, country, kind)


def test_every_name_says_where_it_stands(lexicon: Lexicon) -> None:
    found = first(lexicon, "Turkey")
    path, line = found.stands.split(":")
    assert (DATA / path).read_text(encoding="utf-8").split("\n")[int(line) - 1].startswith("TUR\tTurkey\t")


def test_person_of_several_terms_has_a_reading_for_each(lexicon: Lexicon) -> None:
    terms = [(name.office, name.since) for name in lexicon.names["Joe Biden"]]
    assert len(terms) >= 2
    assert len(set(terms)) == len(terms)


def test_abbreviation_is_found_as_british_papers_write_it(lexicon: Lexicon) -> None:
    assert first(lexicon, "Nato").entity == first(lexicon, "NATO").entity


def test_names_in_a_text_are_the_longest_and_never_inside_a_word(lexicon: Lexicon) -> None:
    text = "The United Nations Security Council met; Omanis, not woman or Romania's envoy."
    found = [text[start:end] for start, end, _ in lexicon.names_in(text)]
    assert found == ["United Nations Security Council", "Omanis", "Romania"]


@pytest.mark.parametrize(
    ("words", "kind", "sector"),
    [
        ("foreign minister", "person", "GOV"),
        ("protester", "person", "CVL"),
        ("police", "group", "COP"),
        ("rebel", "person", "REB"),
        ("judge", "person", "JUD"),
        ("lawmaker", "person", "LEG"),
    ],
)
def test_title_or_actor_noun_has_kind_and_sector(lexicon: Lexicon, words: str, kind: str, sector: str) -> None:
    found = lexicon.words[words]
    assert (found.kind, found.sectors[0]) == (kind, sector)


def test_surname_gives_all_that_bear_it(lexicon: Lexicon) -> None:
    assert {name.name for name in lexicon.surnames["Bush"]} >= {"George W. Bush"}


def test_states_are_found_by_their_code(lexicon: Lexicon) -> None:
    assert lexicon.states["KEN"].name == "Kenya"
    assert all(len(code) == 3 and name.country == code for code, name in lexicon.states.items())


Spoil = Callable[[str, str], Path]


@pytest.fixture
def spoil(tmp_path: Path) -> Spoil:
    """Copies the names and adds a row to one of the tables."""

    def spoil(table: str, row: str) -> Path:
        folder = tmp_path / "names"
        shutil.copytree(DATA / "names", folder)
        with (folder / f"{table}.tsv").open("a", encoding="utf-8") as file:
            file.write(row + "\n")
        return folder

    return spoil


@pytest.mark.parametrize(
    ("table", "row", "complaint"),
    [
        ("cities", "Testville\t\tken\t", "country 'ken'; expected three capital letters"),
        ("regions", "Testland\t\t\t\tKEN\tplanet", "kind 'planet'; expected one of state"),
        ("bodies", "Testers\t\tGOV;FUN\t\t", "sector 'FUN'; expected one of AGR"),
    ],
)
def test_mistake_in_a_name_is_an_error_with_its_line(spoil: Spoil, table: str, row: str, complaint: str) -> None:
    with pytest.raises(LexiconError, match=rf"{table}\.tsv:\d+: {complaint}"):
        load_names(spoil(table, row))


@pytest.mark.parametrize(
    ("table", "row", "complaint"),
    [
        ("nouns", "tester\trobot\tCVL\t", "kind 'robot'"),
        ("titles", "chief tester\tFUN\tperson\t", "sector 'FUN'"),
    ],
)
def test_mistake_in_a_noun_or_title_is_an_error_with_its_line(
    spoil: Spoil, table: str, row: str, complaint: str
) -> None:
    with pytest.raises(LexiconError, match=rf"{table}\.tsv:\d+: {complaint}"):
        load_words(spoil(table, row))
