"""Countries that the setting of a report gives to those whom it names by a noun alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from bede.model import Party, Report

Code = Callable[..., Sequence[Report]]


def homes(parties: Sequence[Party]) -> list[tuple[str | None, str | None]]:
    """The country of each party, and the words elsewhere that it was taken from."""
    return [(party.country, party.country_from.text if party.country_from else None) for party in parties]


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("Police arrested nine students in Lagos on Monday.", [("NGA", "Lagos")], [("NGA", None)]),
        ("Gunmen shot a teacher on Monday, the Kenyan army said.", [("KEN", "Kenyan")], [("KEN", "Kenyan")]),
        ("Kenya condemned Uganda.", [("KEN", None)], [("UGA", None)]),
        ("Police arrested nine students on Monday.", [(None, None)], [(None, None)]),
        ("Bandits burned a bridge. It was in Chad.", [("TCD", "Chad")], [("TCD", "Chad")]),
    ],
)
def test_country_comes_from_where_the_text_has_them(
    code: Code, text: str, actors: list[object], recipients: list[object]
) -> None:
    report = code(text)[0]
    assert (homes(report.actors), homes(report.recipients)) == (actors, recipients)


@pytest.mark.parametrize(
    "text",
    [
        "Neighbours attacked Chad.",  # of another country
        "The United Nations condemned Chad.",  # of several
        "Orbelia condemned Chad.",  # a name that no list knows
    ],
)
def test_country_of_the_setting_is_not_for_everybody(code: Code, text: str) -> None:
    assert [party.country for report in code(text) for party in report.actors] == [None]


def test_builder_of_a_parliament_is_not_its_state(code: Code) -> None:
    (report,) = code("Crowds in Lome burned the Chinese-built parliament.")
    assert {party.country for party in (*report.actors, *report.recipients)} == {"TGO"}


def test_rebels_are_not_of_the_country_that_bombs_them(code: Code) -> None:
    report = code("France bombed militants. Mali and Niger welcomed it.")[0]
    assert homes(report.recipients) == [(None, None)]


def test_armed_group_of_several_countries_is_where_it_happened(code: Code) -> None:
    report = code("The Islamic State bombed a market in Mosul on Monday.")[0]
    assert homes(report.actors) == [("IRQ", "Mosul")]


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("Minsk jailed an opposition figure.", "BLR"),
        ("Teachers in Lagos rejected the bill.", None),
        ("Rebels shelled a village near Kharkiv.", "UKR"),
        ("The foreign minister met Peru's president in Geneva.", None),
    ],
)
def test_setting_tells_where_things_and_the_arrested_are_but_not_ministers_abroad(
    code: Code, text: str, recipient: str | None
) -> None:
    report = code(text)[0]
    spoken_of = report.recipients or report.actors[:1]
    assert [party.country for party in spoken_of] == [recipient]


def test_named_person_is_not_of_the_other_country_that_the_sentence_names(code: Code) -> None:
    text = "The senator Ann Mori asked the committee to be firm on Russia. She spoke in Lima."
    assert all(party.country != "RUS" for report in code(text) for party in report.actors)


def test_capital_that_is_struck_is_its_people_and_brussels_the_union_that_sits_there(code: Code) -> None:
    (struck,) = code("Russian missiles hit Kyiv on Monday.")[0].recipients
    (blamed,) = code("Hungary accused Brussels of blackmail.")[0].recipients
    (police,) = code("Brussels police arrested three men.")[0].actors
    assert (struck.sector, blamed.name, police.country) == ("CVL", "European Union", "BEL")


@pytest.mark.parametrize(
    "text",
    [
        "The US Treasury imposed sanctions on 40 people on Monday.",
        "More than 300 people were deported by Mexican immigration authorities.",
        "Chile urged all sides to disarm.",
    ],
)
def test_whom_a_state_punishes_or_sends_away_is_not_of_it(code: Code, text: str) -> None:
    assert [party.country for party in code(text)[0].recipients][-1] is None


def test_speaker_is_not_of_the_state_spoken_of(code: Code) -> None:
    (report,) = code("Two people said that Chile condemned the strike. They had met near the port of Callao in Peru.")[
        :1
    ]
    assert [party.country for party in report.attribution] == [None]


@pytest.mark.parametrize(("text", "kind"), [("Protesters", "group"), ("A protester", "person"), ("Police", "group")])
def test_several_people_by_a_plural_noun_are_a_group(code: Code, text: str, kind: str) -> None:
    (report,) = code(f"{text} condemned Chile on Monday.")
    assert [party.kind for party in report.actors] == [kind]


@pytest.mark.parametrize(("text", "country"), [("two editors", "MAR"), ("two hostages", None)])
def test_state_frees_its_own_editors_but_anybody_else(code: Code, text: str, country: str | None) -> None:
    report = code(f"Morocco freed {text}.")[0]
    assert [party.country for party in report.recipients] == [country]


def test_party_is_not_of_the_state_with_which_it_wants_ties(code: Code) -> None:
    text = (
        "CHISINAU, May 2 (Agency) - Moldova expelled two envoys on Friday. Moldova's president spoke in Chisinau. "
        "Moldova's parliament met. The opposition Socialists, who favour ties with Moscow, have threatened to walk out."
    )
    threat = next(report for report in code(text) if report.act == "THREATEN")
    assert threat.actors[0].country != "RUS"


def test_agency_that_is_told_of_gunmen_does_not_tell_their_country(code: Code) -> None:
    (report,) = code("A witness told AFP that three gunmen attacked a village.")
    assert homes(report.actors) == [(None, None)]


def test_rebels_are_of_the_country_that_the_article_gives_them_elsewhere(code: Code) -> None:
    reports = code(
        "Maoist rebels burned two lorries on Friday. The convoy was theirs, a driver said. "
        "Farmers in the hills of Bolivia saw smoke. Bolivian rebels attacked the police station in Oruro as well. "
        "The rebels want Norway to host talks."
    )
    told = [(report.actors[0].text, report.actors[0].country) for report in reports if report.actors]
    assert {country for text, country in told if "ebels" in text} == {"BOL"}
    assert len([text for text, _ in told if "ebels" in text]) >= 2


def test_donors_are_not_of_the_town_where_they_meet(code: Code) -> None:
    (report,) = code("Donors pledged $40 million to Malawi at a meeting in Geneva.")
    assert [(party.country, report.recipients[0].country) for party in report.actors] == [(None, "MWI")]


def test_others_who_are_wounded_are_people(code: Code) -> None:
    (report,) = code("Six others were wounded in an ambush that gunmen laid near Gao.")
    assert [(party.text, party.sectors) for party in report.recipients] == [("Six others", ("CVL",))]


def test_villages_of_a_state_are_its_people_when_they_are_shelled(code: Code) -> None:
    (report,) = code("Turkish artillery shelled three Syrian villages.")
    assert [(party.country, party.sectors) for party in report.recipients] == [("SYR", ("CVL",))]


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Anna Lind of the Peruvian-funded daily said police fired at the crowd.", [None, None]),
        ("Students chanted anti-Peruvian slogans at the ministry.", [None, None]),
        ("Students chanted slogans at the ministry, the Lima-based daily said.", ["PER", "PER"]),
    ],
)
def test_who_pays_for_a_daily_or_is_opposed_does_not_tell_where_it_happened(
    code: Code, text: str, countries: list[str | None]
) -> None:
    report = code(text)[0]
    assert [party.country for party in (*report.actors, *report.recipients)] == countries


def test_who_summons_an_ambassador_is_of_another_state(code: Code) -> None:
    (report,) = code("The minister summoned the Danish ambassador over the cartoon.")
    assert (homes(report.actors), homes(report.recipients)) == ([(None, None)], [("DNK", None)])
    (report,) = code("The minister thanked the Danish editor for the cartoon.")
    assert homes(report.actors) == [("DNK", "Danish")]


def test_rebels_who_talk_are_not_of_the_town_where_they_talk(code: Code) -> None:
    report = next(report for report in code("Rebels met a mediator in Lome.") if report.act == "CONSULT")
    assert [party.country for party in report.actors if party.sector == "REB"] == [None]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Peru jailed an editor after a row with Chad.", "PER"),
        ("Peru jailed a Chadian editor.", "TCD"),
        ("American troops detained an editor in Kabul.", "AFG"),
    ],
)
def test_a_state_jails_its_own_editors_unless_it_does_so_abroad(code: Code, text: str, country: str) -> None:
    report = next(report for report in code(text) if report.act == "COERCE")
    assert [party.country for party in report.recipients] == [country]


def test_protest_of_a_state_is_that_of_its_people(code: Code) -> None:
    report = next(
        report for report in code("The Peruvian protest against the mine went on.") if report.act == "PROTEST"
    )
    assert [(party.country, party.sectors) for party in report.actors] == [("PER", ("CVL",))]


def test_diplomats_whom_a_state_expels_are_not_its_own(code: Code) -> None:
    text = "Kenya struck back. Kenya was angry. Kenya vowed to answer. Kenya expelled diplomats of nine nations."
    (report,) = [report for report in code(text) if report.act == "SANCTION"]
    assert [party.country for party in report.recipients] == [None]


def test_commissioner_of_the_union_is_of_no_state(code: Code) -> None:
    (report,) = code("EU Trade Commissioner Peter Mandelson condemned Chad.")
    assert [(party.country, party.unknown) for party in report.actors] == [(None, "several-states")]
    (report,) = code("UN Ambassador Nikki Haley condemned Chad.")
    assert [party.country for party in report.actors] == ["USA"]


def test_who_gives_something_back_to_a_state_is_not_of_it(code: Code) -> None:
    (report,) = code("Customs officers returned the seized parrots to Togo.")
    assert [party.country for party in report.actors] == [None]


def test_who_is_charged_in_a_country_is_of_it(code: Code) -> None:
    text = "Journalist faces nine libel cases in Togo, while Danish police are looking for a poet."
    assert [party.country for party in code(text)[0].recipients] == ["TGO"]


def test_minister_is_not_of_the_country_that_he_speaks_of(code: Code) -> None:
    text = (
        "Denmark imposed sanctions on nine firms on Monday, the Danish trade ministry said. "
        "Danish officials blacklisted a bank. Danish police also searched a port. "
        '"We will act against those who support Chad\'s war in Togo," said Ama Quill, undersecretary of commerce.'
    )
    assert [party.country for party in code(text)[-1].attribution] == [None]


def test_small_town_elsewhere_is_no_evidence_where_nothing_else_is_there(code: Code) -> None:
    text = (
        "Rebels killed nine guards in Borno in northeastern Nigeria. The Nigerian army in Maiduguri sent help. "
        "The rebels attacked a convoy near the city of Baga."
    )
    assert {party.country for party in code(text)[-1].recipients} == {"NGA"}


def test_delegation_is_not_of_the_state_whose_officials_it_meets(code: Code) -> None:
    (report,) = code("A delegation met Togolese lawmakers in Lome.")
    assert [party.country for party in report.actors] == [None, "TGO"]


def test_speaker_is_of_the_state_between_office_and_name(code: Code) -> None:
    (report,) = code("Speaker of the Parliament of Ghana Ama Ida Quill visited Lome.")
    assert [party.country for party in report.actors] == ["GHA"]
