"""References within an article: the table of expressions and what they stand for."""

from __future__ import annotations

import csv
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from bede.extract.coder import Coder
from bede.lexicon import DATA, Lexicon
from bede.model import Parse, Party, Report

TABLE = Path(__file__).with_name("references.tsv")
FIRST_NAMES = DATA / "names" / "first_names.tsv"
FLOORS = {"read": (0.92, 0.90), "aside": (0.82, 0.83)}
"""Least share of right antecedents, and of right countries and sectors, by half of the table."""


def table() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        next(lines)
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def resolved(row: dict[str, str], parsed: Callable[..., Parse], lexicon: Lexicon) -> tuple[list[Party], int, int]:
    """The parties of the words in braces, and where these words stand."""
    found = re.match(r"(.*)\{(.*)\}(.*)", row["text"])
    assert found is not None
    parse = parsed("".join(found.groups()), published=row["published"])
    start, end = found.start(2) - 1, found.end(2) - 1
    cast = Coder(parse, lexicon).cast
    for number, sentence in enumerate(parse.sentences):
        inside = [token for token, at in enumerate(sentence.starts) if start <= at < end]
        heads = [token for token in inside if sentence.heads[token] not in inside or sentence.heads[token] == token]
        if heads:
            return list(cast.parties(number, heads[-1])), start, end
    return [], start, end


def antecedent(party: Party, start: int, end: int, words: str) -> str | None:
    """The words or the name that a party is resolved to; None where it is only its own words."""
    if party.antecedent is not None:
        return party.antecedent.text
    if start < party.end and party.start < end:
        return party.name if party.name not in words and party.kind == "person" else None  # "his counterpart, Ann Lee"
    return party.text


def means(words: str | None, wanted: str) -> bool:
    """Whether the words of an antecedent are the wanted ones, titles and articles around them left aside."""
    return words is not None and any(form in words or words in form for form in wanted.split("/"))


def is_one_of(code: str | None, wanted: str) -> bool:
    """Whether a code is one that the table allows."""
    return wanted == "?" or (code or "-") in wanted.split("/")


def judged(row: dict[str, str], parties: list[Party], start: int, end: int) -> tuple[bool, bool]:
    """Whether the antecedents are the row's, and whether countries and first sectors are as well."""
    words = row["text"].partition("{")[2].partition("}")[0]
    if row["antecedent"] == "-":
        apart = all(antecedent(party, start, end, words) is None for party in parties)
    else:
        wanted, apart = row["antecedent"].split(";"), len(parties) == row["antecedent"].count(";") + 1
        apart = apart and all(
            any(means(antecedent(party, start, end, words), form) for party in parties) for form in wanted
        )
    countries, sectors = row["country"].split(";"), row["sector"].split(";")
    if row["antecedent"] == "-" and len(countries) == 1:
        coded = all(is_one_of(party.country, countries[0]) and is_one_of(party.sector, sectors[0]) for party in parties)
        return apart, coded and (bool(parties) or countries[0] in ("-", "?"))
    pairs = list(zip(countries, sectors, strict=False)) or [("?", "?")]
    coded = all(
        any(is_one_of(party.country, country) and is_one_of(party.sector, sector) for party in parties)
        for country, sector in pairs
    )
    return apart, coded and len(parties) >= len(pairs)


def test_expressions_stand_for_what_the_table_says(parsed: Callable[..., Parse], lexicon: Lexicon) -> None:
    rows = table()
    assert len(rows) >= 150
    for half, floors in FLOORS.items():
        judgements = [judged(row, *resolved(row, parsed, lexicon)) for row in rows if row["half"] == half]
        for right, floor in zip(zip(*judgements, strict=True), floors, strict=True):
            assert sum(right) / len(right) >= floor, half


def test_table_marks_words_of_its_texts(parsed: Callable[..., Parse]) -> None:
    for row in table():
        assert re.fullmatch(r"[^{}]*\{[^{}]+\}[^{}]*", row["text"]), row["text"]
        for words in row["antecedent"].split(";"):
            assert words == "-" or words.split("/")[0] in row["text"].replace("{", "").replace("}", ""), row["text"]


People = Callable[[str], list[Party]]


@pytest.fixture
def parties(parsed: Callable[..., Parse], lexicon: Lexicon) -> People:
    """The parties of the words in braces."""

    def parties(text: str) -> list[Party]:
        row = {"text": text, "published": "2024-05-20"}
        return resolved(row, parsed, lexicon)[0]

    return parties


def test_pronoun_follows_the_gender_of_a_first_name(parties: People) -> None:
    text = "Ghanaian minister Akosua Mensah met Malian minister Ousmane Keita in Accra. {%s} left on Monday."
    assert [party.name for party in parties(text % "She")] == ["Akosua Mensah"]
    assert [party.name for party in parties(text % "He")] == ["Ousmane Keita"]


def test_pronoun_for_one_of_two_that_are_coordinated_stays_open(parties: People) -> None:
    assert parties("Senator Ana Lopez and Senator Eva Ruiz spoke in Quito. Police arrested {her}.") == []


def test_title_of_two_people_stays_open_with_the_reason(parties: People) -> None:
    (found,) = parties("Zambian President Ben Phiri met Malawian President Joe Banda. {The president} then left.")
    assert (found.antecedent, found.country, found.unknown) == (None, None, "several-candidates")


def test_abbreviation_means_the_name_that_the_article_gives_it(parties: People) -> None:
    (found,) = parties("The Niger Farmers' Union (NFU) called a strike. Police arrested members of the {NFU}.")
    assert found.antecedent is not None
    assert (found.antecedent.text, found.country) == ("Niger Farmers' Union", "NER")


def test_we_in_a_quotation_is_its_speaker(parties: People) -> None:
    (found,) = parties('Peru closed the border. "{We} reject the accusation," Chilean minister Luz Rojas said.')
    assert (found.name, found.country) == ("Luz Rojas", "CHL")


def test_neighbour_is_the_other_state(parties: People) -> None:
    (found,) = parties("Chadian and Sudanese soldiers clashed on Monday. Chad accused {its neighbour} of an attack.")
    assert (found.country, found.antecedent and found.antecedent.text) == ("SDN", "Sudanese")


def test_minister_is_of_the_only_country_that_the_sentence_names(parties: People) -> None:
    (found,) = parties("Teachers in Tirana heckled {the education minister} over pay.")
    assert (found.country, found.antecedent and found.antecedent.text) == ("ALB", "Tirana")
    (found,) = parties("Teachers in Tirana and Skopje heckled {the education minister} over pay.")
    assert found.country is None


def test_first_names_are_what_the_script_makes() -> None:
    """Of its two packages at least the form: sorted, each name once, and those that tests rest on."""
    lines = FIRST_NAMES.read_text(encoding="utf-8").splitlines()
    assert lines[1] == "name\tgender"
    names = [line.split("\t")[0] for line in lines[2:]]
    assert names == sorted(set(names))
    assert {"amina\tf", "tomasz\tm"} <= set(lines)


MANY = [f"Ana{chr(97 + at % 26)} Lo{chr(97 + at // 26 % 26)}{chr(97 + at // 676)}ez" for at in range(1200)]


@pytest.mark.parametrize(
    "text",
    [
        "A" * 10_000 + " met Putin. He left.",
        "President " + "Aba " * 2_500 + "met Putin. The president left.",
        " ".join(f"Minister {name} met Brazil. She left. The minister spoke." for name in MANY),
        " ".join(f"Senator {name.split()[0]} Lopez met Lopez. Lopez left." for name in MANY),
        " ".join(f"The {name} Front ({name[0]}{name[5]}F) met. The front left." for name in MANY),
        "Peru and Chile met. Both sides said the two countries left. " * 600,
        "Front (" * 3_000 + "SLF)",
        '"We left," he said. "I met us. ' * 800,
        "his neighbour's " * 2_000 + "army left.",
    ],
    ids=["letters", "words", "ministers", "one surname", "brackets", "pairs", "open brackets", "quotes", "owners"],
)
def test_hostile_text_takes_no_time(text: str, parsed: Callable[..., Parse], lexicon: Lexicon) -> None:
    parse = parsed(text)
    started = time.process_time()
    list(Coder(parse, lexicon).reports())
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Anna Weber met Chile's president, Pedro Salinas. Police held Karim Haddad and Luca Moretti.",
            ["Karim", "Luca"],
        ),
        ("Karim Haddad met Luca Moretti and Anna Weber.", ["Karim", "Luca"]),
        ("Karim Haddad met Luca Moretti. It rained. Crops failed. Roads closed. Shops shut.", []),
    ],
    ids=["nearest", "men", "far"],
)
def test_both_men_are_the_last_two_who_may_be_men(
    code: Callable[..., list[Report]], text: str, names: list[str]
) -> None:
    (report,) = [report for report in code(f"{text} Both men accused Peru of theft.") if report.act == "ACCUSE"]
    found = [party.name.split()[0] for party in report.actors if party.antecedent is not None]
    assert found == names


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Ghana told Togo it was going to bomb the port.", "GHA"),
        ("Ghana told Togo it would bomb the port.", "GHA"),
        ("Ghana told Kenya. Ghana accused Togo, saying it would bomb the port.", "TGO"),
    ],
)
def test_who_tells_what_it_will_do_is_the_subject(
    code: Callable[..., Sequence[Report]], text: str, country: str
) -> None:
    (report,) = [report for report in code(text) if report.act == "ASSAULT"]
    assert [party.country for party in report.actors] == [country]


def test_it_is_who_acts_in_the_clause_above_not_where_he_does(code: Callable[..., Sequence[Report]]) -> None:
    text = "The Danish army trained 300 soldiers in Togo to serve as guards before it withdrew its helicopters."
    withdrawn = [report for report in code(text) if report.act == "RETREAT"]
    assert [[party.country for party in report.actors] for report in withdrawn] == [["DNK"]]


def test_they_who_said_so_are_those_who_did_it(code: Callable[..., Sequence[Report]]) -> None:
    text = "The ministers of Ghana and Togo have agreed that guards of the two ports must leave, they said on Friday."
    agreed = next(report for report in code(text) if report.act == "AGREE")
    assert agreed.attribution == ()


def test_blaming_the_other_is_mutual(code: Callable[..., Sequence[Report]]) -> None:
    text = "The fighting left nine Togolese soldiers dead, with both sides blaming the other for the raid."
    assert [report.recipients for report in code(text) if report.act == "ACCUSE"] == [()]
