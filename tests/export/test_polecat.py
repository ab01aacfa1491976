"""POLECAT: forty columns, the traps of such files avoided, the sentences beside them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path

import pytest

from bede.export import polecat
from bede.export.polecat import cow_codes, plover_country
from bede.lexicon import load
from bede.lexicon.names import COLUMNS, load_names
from bede.lexicon.tables import DATA, rows
from bede.model import Event, Report
from bede.store import Store, open_store
from builders import GREECE, SENTENCE, TURKEY, article, event, party, place, report, when

HEADER = (
    """
Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name, Actor Country, Actor COW,
Primary Actor Sector, Actor Sectors, Actor Title, Actor Name Raw, Wikipedia Actor ID, Recipient Name, Recipient Country,
Recipient COW, Primary Recipient Sector, Recipient Sectors, Recipient Title, Recipient Name Raw, Wikipedia Recipient ID,
Placename, City, District, Province, Country, Latitude, Longitude, GeoNames ID, Raw Placename, Feature Type, Source,
Publication Date, Story People, Story Organizations, Story Locations, Language, Version
""".replace("\n", " ")
    .strip()
    .split(", ")
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "news.db", create=True) as opened:
        yield opened


def keep(store: Store, told: Sequence[Report], **changes: object) -> list[Event]:
    """Store an event a report, all of one page."""
    store.add([(article(url="http://example.org/a"), told)], coded_with="one")
    events = [replace(event(found), **changes) for found in told]  # type: ignore[arg-type]
    store.replace_events(events, [], {})
    return events


def on(**values: object) -> Report:
    """A report of the page with an address."""
    return report(article(url="http://example.org/a"), **values)  # type: ignore[arg-type]


def written(store: Store) -> tuple[list[dict[str, str]], list[dict[str, str]], int]:
    """The rows, the rows of the sentences, and how many events have none."""
    stream, quotes = BytesIO(), BytesIO()
    missing = polecat.write(store.events(), stream, store=store, quotes=quotes)
    found = [
        list(csv.DictReader(StringIO(text.getvalue().decode("utf-8"), newline=""), delimiter="\t"))
        for text in (stream, quotes)
    ]
    return found[0], found[1], missing


def test_a_row_has_forty_columns_and_their_values(store: Store):
    minister = party("Athens", name="Wang Yi", kind="person", country="CHN", sectors=("GOV",), entity="person:Wang Yi")
    minister = replace(minister, text="Foreign Minister Wang Yi")
    told = on(
        modes=("allege", "investigate"), date=when("Friday", "2024-04-26", last="2024-04-28"),
        actors=(TURKEY, minister), places=(place("Athens", SENTENCE, country="GRC", admin1="Attica"),),
    )  # fmt: skip
    (happened,) = keep(
        store, [told], contexts=("military", "territory"), outlets=("A", "B"), first_published="2024-04-27T10:00"
    )
    (row,), _, missing = written(store)
    assert list(row) == HEADER
    assert len(HEADER) == 40
    assert missing == 0
    assert row == dict.fromkeys(HEADER, "") | {
        "Event ID": happened.id, "Event Date": "2024-04-26", "Event Type": "ACCUSE",
        "Event Mode": "allege;investigate", "Intensity": "-2.0", "Quad Code": "VERBAL CONFLICT",
        "Contexts": "military;territory", "Actor Name": "Turkey;Wang Yi", "Actor Country": "TUR;CHN",
        "Actor COW": "640;710", "Primary Actor Sector": "GOV", "Actor Sectors": "GOV",
        "Actor Title": "Foreign Minister", "Actor Name Raw": "Ankara;Foreign Minister Wang Yi",
        "Recipient Name": "Greece", "Recipient Country": "GRC",
        "Recipient COW": "350", "Primary Recipient Sector": "GOV", "Recipient Sectors": "GOV",
        "Recipient Name Raw": "Athens", "Placename": "Athens", "City": "Athens", "Province": "Attica", "Country": "GRC",
        "Latitude": "40.0", "Longitude": "30.0", "GeoNames ID": "1", "Raw Placename": "Athens", "Feature Type": "PPL",
        "Source": "A;B", "Publication Date": "2024-04-27", "Story People": "Wang Yi", "Story Locations": "Athens",
        "Language": "en", "Version": "bede 0.1.0",
    }  # fmt: skip


def test_unknown_is_an_empty_cell_and_never_none(store: Store):
    keep(store, [on(actors=(), recipients=())], first_published=None, outlets=())
    (row,), _, _ = written(store)
    assert "None" not in row.values()
    assert row["Event Date"] == row["Actor Name"] == row["Country"] == row["Publication Date"] == ""


def test_an_announcement_has_the_score_of_its_type_and_no_mode(store: Store):
    keep(
        store,
        [
            on(act="AID", event_type="AGREE", modes=("x",), status="future"),
            on(act="RETREAT", event_type="CONCEDE", modes=("withdraw",), status="future"),
        ],
    )
    found = {row["Event Type"]: row for row in written(store)[0]}
    assert {name: (row["Event Mode"], row["Intensity"], row["Quad Code"]) for name, row in found.items()} == {
        "AGREE": ("", "2.5", "VERBAL COOPERATION"),
        "CONCEDE": ("", "4.5", "VERBAL COOPERATION"),
    }


def test_only_what_happened_and_what_was_announced_has_a_row(store: Store):
    told = [
        on(act="ASSAULT", status="actual"),
        on(act="COERCE", status="historical"),
        on(act="SANCTION", status="future"),
        on(act="PROTEST", status="negated"),
        on(act="THREATEN", status="hypothetical"),
        on(act="CONSULT", event_type="AGREE", status="future"),
    ]
    keep(store, told)
    found, quotes, missing = written(store)
    assert {row["Event Type"] for row in found} == {"ASSAULT", "COERCE", "AGREE"}
    assert missing == 3
    assert {row["event_id"] for row in quotes} == {row["Event ID"] for row in found}


def test_regions_stay_out(store: Store):
    west = party("Athens", name="West", kind="place")
    both = on(act="ACCUSE", actors=(TURKEY, west), recipients=(west,))
    alone = on(act="REJECT", actors=(west,))
    keep(store, [both, alone])
    (row,), _, missing = written(store)
    assert (row["Actor Name"], row["Recipient Name"], missing) == ("Turkey", "", 1)


@pytest.mark.parametrize(
    ("name", "kind", "country", "sectors", "wanted"),
    [
        ("United Nations", "body", None, (), "UNO"),
        ("European Union", "body", None, (), "EUR"),
        ("NATO", "body", None, ("MIL",), "IGO"),
        ("Council of the Seven Lakes", "body", None, (), "IGO"),
        ("Amnesty International", "organisation", None, ("SOC",), "NGO"),
        ("Islamic State", "organisation", None, ("UAF",), "IMG"),
        ("Acme", "company", None, ("BUS",), "MNC"),
        ("Acme", "company", "FRA", ("BUS",), "FRA"),
        ("protesters", "group", None, ("CVL",), None),
        ("Ms Smith", "person", None, (), None),
    ],
)
def test_actors_of_no_country_have_what_plover_writes_in_its_place(
    name: str, kind: str, country: str | None, sectors: tuple[str, ...], wanted: str | None
):
    actor = party("Ankara", name=name, kind=kind, country=country, sectors=sectors, entity=f"{kind}:{name}")  # type: ignore[arg-type]
    assert plover_country(actor) == wanted
    if kind in ("company", "organisation") and country is None:
        assert plover_country(replace(actor, entity=None)) is None


def test_every_body_of_the_lexicon_has_a_value_and_its_entity_finds_it():
    found = rows(DATA / "names" / "bodies.tsv", COLUMNS["bodies"])
    entities = {name.entity for same in load_names().values() for name in same if name.kind == "body"}
    assert {row["group"] for row in found} == {"IGO", "UNO", "EUR"}
    assert {f"body:{row['name']}" for row in found} >= entities


def test_sentences_stand_beside_with_address_and_place(store: Store):
    first, second = on(act="ACCUSE"), on(act="REJECT", sentence="violating its airspace")
    store.add([(article(url="http://example.org/a"), [first, second])], coded_with="one")
    happened = event(first, second)
    store.replace_events([happened], [], {})
    _, quotes, _ = written(store)
    assert [tuple(row.values()) for row in quotes] == [
        (happened.id, "http://example.org/a", SENTENCE, "0", str(len(SENTENCE)), "rules/accuse.toml:5"),
        (happened.id, "http://example.org/a", "violating its airspace", "25", "47", "rules/accuse.toml:5"),
    ]
    assert list(quotes[0]) == ["event_id", "url", "quote", "start", "end", "rule"]


def test_tabs_quotes_and_line_ends_of_a_page_break_no_row(store: Store):
    odd = replace(GREECE, name='Ath\tens "the\r\ncity"')
    keep(store, [on(recipients=(odd,))])
    (row,), _, _ = written(store)
    assert row["Recipient Name"] == 'Ath ens "the  city"'
    assert None not in row


def test_a_title_is_what_stands_before_a_persons_name(store: Store):
    def titled(words: str, name: str) -> str | None:
        return polecat._title(replace(party("Ankara", name=name, kind="person"), text=words))

    assert titled("U.S. Secretary of State Antony Blinken", "Antony Blinken") == "U.S. Secretary of State"
    assert titled("Blinken", "Antony Blinken") is None
    assert titled("He", "Antony Blinken") is None
    assert polecat._title(TURKEY) is None


def test_countries_have_one_number_of_the_correlates_of_war_each():
    codes = cow_codes()
    assert len(set(codes.values())) == len(codes) == 195  # the members of the United Nations, Kosovo and Taiwan
    assert codes.keys() <= load().states.keys()
    assert (codes["USA"], codes["CHN"], codes["DEU"], codes["RUS"], codes["UKR"]) == ("2", "710", "255", "365", "369")
    assert all(code.isdecimal() for code in codes.values())
    assert list(codes) == sorted(codes)
