"""Who a phrase names: names, titles, terms of office, short forms and pronouns."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from bede.model import Party, Report

Code = Callable[..., Sequence[Report]]
Only = Callable[..., Report]
Actors = Callable[..., Sequence[Party]]
Actor = Callable[..., Party]


@pytest.fixture
def actors(code: Code) -> Actors:
    """The actors of the last report of a text."""

    def actors(text: str, *, published: str | None = "2024-05-20") -> Sequence[Party]:
        return code(text, published=published)[-1].actors

    return actors


@pytest.fixture
def actor(actors: Actors) -> Actor:
    """The only actor of the last report of a text."""

    def actor(text: str, *, published: str | None = "2024-05-20") -> Party:
        (found,) = actors(text, published=published)
        return found

    return actor


# -- states --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["Turkey", "Türkiye", "Ankara", "The Republic of Turkey"])
def test_state_under_any_of_its_names_is_its_government(actor: Actor, written: str) -> None:
    found = actor(f"{written} condemned the attack on Greece.")
    assert (found.country, found.kind, found.sectors) == ("TUR", "state", ("GOV",))


def test_capital_stands_for_the_state_and_keeps_its_words(actor: Actor) -> None:
    found = actor("Beijing condemned the vote in Japan.")
    assert (found.text, found.name, found.entity) == ("Beijing", "China", "state:CHN")


@pytest.mark.parametrize("written", ["US Treasury", "U.S. Treasury", "United States Treasury"])
def test_body_of_a_state_is_one_however_the_state_is_abbreviated(actor: Actor, written: str) -> None:
    assert actor(f"The {written} condemned the vote in Japan.").entity == "organisation:U.S. Treasury"


def test_article_is_no_part_of_a_name(actor: Actor) -> None:
    assert actor("The United States condemned the vote in Japan.").text == "United States"


def test_inhabitants_are_a_group_of_citizens(actor: Actor) -> None:
    found = actor("Kenyans condemned the vote in Somalia.")
    assert (found.country, found.kind, found.sectors) == ("KEN", "group", ("CVL",))


@pytest.mark.xfail(strict=True, reason="a word that is adjective and inhabitant is always taken for the state")
def test_single_inhabitant_is_a_citizen(code: Code) -> None:
    (report,) = code("South Korean police arrested an American on Monday at the airport.")
    assert (report.recipients[0].country, report.recipients[0].sector) == ("USA", "CVL")


@pytest.mark.parametrize(
    ("phrase", "country", "kind", "sector"),
    [
        ("Greek police", "GRC", "group", "COP"),
        ("Police in Nairobi", "KEN", "group", "COP"),
        ("The Malian army", "MLI", "organisation", "MIL"),
        ("Somalia's army", "SOM", "organisation", "MIL"),
        ("South Korean lawmakers", "KOR", "group", "LEG"),
        ("The courts of Belarus", "BLR", "organisation", "JUD"),
        ("Chinese firms", "CHN", "company", "BUS"),
        ("Kurdish fighters", None, "group", "REB"),
    ],
)
def test_actor_noun_takes_country_from_what_stands_beside_it(
    actor: Actor, phrase: str, country: str | None, kind: str, sector: str
) -> None:
    found = actor(f"{phrase} criticised the plan of the union.")
    assert (found.country, found.kind, found.sector) == (country, kind, sector)


def test_thing_stands_for_its_owner(code: Code) -> None:
    (report,) = code("Kenya criticised Somalia's decision.")
    assert [party.text for party in report.recipients] == ["Somalia"]
    (report,) = code("Kenya criticised the decision of Somalia.")
    assert [party.text for party in report.recipients] == ["Somalia"]


def test_body_of_several_states_has_no_country(actor: Actor) -> None:
    found = actor("The United Nations Security Council condemned North Korea.")
    assert (found.name, found.country, found.kind) == ("UN Security Council", None, "body")


# -- people --------------------------------------------------------------------------------------------------------


def test_title_and_country_before_an_unknown_name(actor: Actor) -> None:
    found = actor("On Monday the Bolivian foreign minister Rosa Blum condemned the vote in Chile.")
    assert (found.country, found.kind, found.sectors) == ("BOL", "person", ("GOV",))


def test_country_after_the_name(actor: Actor) -> None:
    found = actor("On Monday Foreign Minister Rosa Blum of Bolivia condemned the vote in Chile.")
    assert (found.name, found.country, found.sectors) == ("Rosa Blum", "BOL", ("GOV",))


def test_apposition_says_who_an_unknown_name_is(actor: Actor) -> None:
    found = actor("Ilse Braun, Germany's foreign minister, condemned the vote in Chile.")
    assert (found.name, found.country, found.sectors) == ("Ilse Braun", "DEU", ("GOV",))


def test_office_noun_with_a_possessor(actor: Actor) -> None:
    found = actor("Somalia's president condemned the vote in Kenya.")
    assert (found.text, found.country, found.kind, found.sector) == ("Somalia's president", "SOM", "person", "GOV")


@pytest.mark.parametrize("phrase", ["Former foreign minister", "The former foreign minister"])
def test_former_official_is_of_the_elite(actor: Actor, phrase: str) -> None:
    assert actor(f"{phrase} Rosa Blum condemned the vote in Chile on Monday.").sectors == ("ELI",)


def test_former_official_without_a_name(actor: Actor) -> None:
    found = actor("The former president of Peru condemned the vote in Chile.")
    assert (found.country, found.sectors) == ("PER", ("ELI",))


@pytest.mark.parametrize(
    ("phrase", "name", "country"),
    [
        ("Peru's president-elect, Santos Varga,", "Santos Varga", "PER"),
        ("Peru's President-elect Santos Varga", "Santos Varga", "PER"),
        ("Prime Minister-designate Santos Varga", "Santos Varga", None),
        ("Incoming President Santos Varga", "Santos Varga", None),
        ("The president-elect of Peru", "president-elect", "PER"),
        ("U.S. President-elect Joe Biden", "Joe Biden", "USA"),
    ],
)
def test_who_has_yet_to_take_office_is_one_actor_of_the_elite(
    actors: Actors, phrase: str, name: str, country: str | None
) -> None:
    found = actors(f"{phrase} condemned the vote in Chile on Monday.", published="2020-12-01")
    told = [(party.name, None if party.country_from else party.country, party.sectors) for party in found]
    assert told == [(name, country, ("ELI",))]


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("Ex-president Uhuru Kenyatta", "Uhuru Kenyatta"),
        ("Kenya's ex-president", "Kenya's ex-president"),
        ("The late President Uhuru Kenyatta", "Uhuru Kenyatta"),
        ("Then-Foreign Minister Rosa Blum", "Rosa Blum"),
        ("The then-foreign minister, Rosa Blum,", "Rosa Blum"),
    ],
)
def test_who_has_left_office_is_one_actor_of_the_elite(actors: Actors, phrase: str, name: str) -> None:
    found = actors(f"{phrase} visited Somalia on Monday.")
    assert [(party.name, party.sectors) for party in found] == [(name, ("ELI",))]


def test_former_official_who_suffers_is_one_recipient(code: Code) -> None:
    (report,) = code("Chile accused ex-President Santos Varga of fraud.")
    assert [(party.text, party.sectors) for party in report.recipients] == [("ex-President Santos Varga", ("ELI",))]


def test_outgoing_official_is_still_in_office(actor: Actor) -> None:
    assert actor("Outgoing President Santos Varga condemned the vote in Chile.").sectors == ("GOV",)


@pytest.mark.parametrize(
    ("published", "sectors"),
    [("2005-05-01", ("LEG",)), ("2012-05-01", ("GOV",)), ("2009-01-20", ("GOV",))],
)
def test_office_is_the_one_held_on_the_day(actor: Actor, published: str, sectors: tuple[str, ...]) -> None:
    found = actor("Barack Obama condemned the vote in Chile.", published=published)
    assert (found.country, found.sectors) == ("USA", sectors)


def test_office_holder_of_one_term_is_of_the_elite_when_it_is_over(actor: Actor) -> None:
    assert actor("Angela Merkel condemned the vote in Chile.", published="2021-05-01").sectors == ("GOV",)
    assert actor("Angela Merkel condemned the vote in Chile.", published="2024-05-01").sectors == ("ELI",)


def test_office_holder_is_of_the_elite_before_the_first_term(actor: Actor) -> None:
    assert actor("Emmanuel Macron condemned the vote in Chile.", published="2012-05-01").sectors == ("ELI",)


@pytest.mark.parametrize(
    ("text", "published", "country"),
    [
        ("Carvalho condemned the vote.", "2017-05-01", None),
        ("Carvalho flew home to Sao Tome and Principe. Carvalho condemned the vote.", "2017-05-01", "STP"),
        ("Carvalho flew home to Sao Tome and Principe. Carvalho condemned the vote.", "2023-05-01", None),
    ],
)
def test_surname_alone_is_an_office_holder_where_the_country_is_named_and_the_term_holds(
    actor: Actor, text: str, published: str, country: str | None
) -> None:
    assert actor(text, published=published).country == country


def test_office_holder_of_several_terms_is_of_the_elite_when_all_are_over(actor: Actor) -> None:
    assert actor("Barack Obama condemned the vote in Chile.", published="2019-05-01").sectors == ("ELI",)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("On Monday Bolivian Foreign Minister Ana Castillo condemned the vote in Chile.", "Ana Castillo"),
        ("On Monday Turkish Defence Minister Okan Demirel condemned the vote in Greece.", "Okan Demirel"),
    ],
)
def test_person_with_a_known_surname_and_another_first_name_is_somebody_else(
    actor: Actor, text: str, name: str
) -> None:
    assert actor(text).name == name


@pytest.mark.parametrize("name", ["Chad Smith", "Georgia Marsh", "Jordan Bell"])
def test_first_name_is_no_country(actor: Actor, name: str) -> None:
    assert actor(f"On Monday Senator {name} condemned the war that began in the spring.").country is None


def test_day_before_a_name_is_no_part_of_it(actor: Actor) -> None:
    assert actor("On Monday Ilse Braun condemned the vote in Chile.").name == "Ilse Braun"


# -- short forms ---------------------------------------------------------------------------------------------------


def test_surname_refers_back_to_the_full_name(actor: Actor) -> None:
    found = actor("Emmanuel Macron met Olaf Scholz in Berlin. Macron condemned Russia.")
    assert (found.text, found.name, found.antecedent and found.antecedent.text) == (
        "Macron",
        "Emmanuel Macron",
        "Emmanuel Macron",
    )


def test_surname_refers_back_to_an_unknown_full_name(actor: Actor) -> None:
    assert actor("On Monday, Ilse Braun spoke in Oslo. Braun condemned Russia.").name == "Ilse Braun"


def test_title_alone_refers_back_to_its_holder(actor: Actor) -> None:
    found = actor("US Secretary of State Antony Blinken arrived in Kyiv. The secretary condemned Russia.")
    assert (found.text, found.name, found.country) == ("secretary", "Antony Blinken", "USA")
    assert found.antecedent is not None
    assert found.antecedent.text == "US Secretary of State Antony Blinken"


@pytest.mark.parametrize("phrase", ["The two countries", "Both countries", "Both sides", "The two neighbours"])
def test_two_states_are_referred_to_together(actors: Actors, phrase: str) -> None:
    found = actors(f"Chile and Peru held talks. {phrase} signed a treaty.")
    assert [(party.name, party.country) for party in found] == [("Chile", "CHL"), ("Peru", "PER")]
    assert [party.antecedent and party.antecedent.text for party in found] == ["Chile", "Peru"]


def test_two_states_are_those_that_acted_not_where_they_met(actors: Actors) -> None:
    found = actors("Chile and Peru held talks in Lima. The two countries signed a treaty.")
    assert [party.antecedent and party.antecedent.text for party in found] == ["Chile", "Peru"]


def test_the_country_is_the_one_named_last_that_did_not_act(actor: Actor) -> None:
    found = actor("Kenya accused Somalia of shelling a town. The country denied the charge.")
    assert (found.text, found.country, found.antecedent and found.antecedent.text) == ("country", "SOM", "Somalia")


@pytest.mark.parametrize(
    ("text", "country", "sectors"),
    [
        ("Foreign Minister Wang Yi met his Greek counterpart in Athens.", "GRC", ("GOV",)),
        ("The Greek foreign minister met his Chinese counterpart in Athens.", "CHN", ("GOV",)),
    ],
)
def test_counterpart_shares_the_sector_not_the_country(
    actors: Actors, text: str, country: str, sectors: tuple[str, ...]
) -> None:
    assert (actors(text)[1].country, actors(text)[1].sectors) == (country, sectors)


# -- pronouns ------------------------------------------------------------------------------------------------------


def test_he_is_the_person_who_acted_before(actor: Actor) -> None:
    found = actor("Recep Tayyip Erdogan criticised Israel. He condemned Greece.")
    assert (found.text, found.name, found.country) == ("He", "Recep Tayyip Erdogan", "TUR")
    assert found.antecedent is not None
    assert found.antecedent.text == "Recep Tayyip Erdogan"


def test_she_finds_an_unknown_name(actor: Actor) -> None:
    assert actor("On Monday, Ilse Braun spoke in Oslo. She condemned Russia.").name == "Ilse Braun"


def test_it_is_the_state_that_acted_before(actor: Actor) -> None:
    assert actor("Kenya closed the border. It condemned Somalia.").country == "KEN"


def test_they_are_the_group_that_acted_before(actor: Actor) -> None:
    found = actor("Rebels attacked Gao. They killed two soldiers.")
    assert (found.text, found.name, found.sector) == ("They", "Rebels", "REB")


def test_pronoun_within_the_sentence_gives_the_name_itself(actor: Actor) -> None:
    found = actor("Iran said it had attacked Norway.")
    assert (found.text, found.antecedent) == ("Iran", None)


def test_possessive_pronoun_gives_its_country(code: Code) -> None:
    report = code("Norway's foreign minister arrived on Monday. Iran condemned his government.")[-1]
    assert [party.country for party in report.recipients] == ["NOR"]


def test_pronoun_without_anybody_before_it_is_nobody(code: Code) -> None:
    assert code("He condemned Russia.") == ()


def test_we_in_a_quotation_is_who_speaks(actor: Actor) -> None:
    found = actor('"We condemn this attack by Norway," Iran\'s president said on Monday.')
    assert (found.country, found.sector) == ("IRN", "GOV")


@pytest.mark.xfail(strict=True, reason="'whose' is not resolved")
def test_whose_is_the_noun_of_the_relative_clause(code: Code) -> None:
    report = code("Kenya's army, whose soldiers attacked a village, was silent.")[0]
    assert [(party.text, party.country) for party in report.actors] == [("soldiers", "KEN")]


# -- several countries in one phrase -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "phrase",
    ["The presidents of Chile and Peru", "The Chilean and Peruvian presidents", "Chilean and Peruvian officials"],
)
def test_plural_office_of_two_countries_is_two_actors(actors: Actors, phrase: str) -> None:
    assert [party.country for party in actors(f"{phrase} condemned the vote in Kenya.")] == ["CHL", "PER"]


def test_spokesman_for_a_ministry_is_of_the_government(actor: Actor) -> None:
    found = actor("The spokesman for the Turkish foreign ministry condemned the vote in Greece.")
    assert (found.country, found.sector) == ("TUR", "GOV")


def test_each_other_is_nobody(code: Code) -> None:
    assert [
        party.text for report in code("Kenya and Somalia attacked each other.") for party in report.recipients
    ] == []


@pytest.mark.parametrize(
    ("text", "act", "who"),
    [
        ("Police said tens of thousands marched in Quito.", "PROTEST", "tens of thousands"),
        ("More than 100,000 marched in Quito.", "PROTEST", "More than 100,000"),
        ("Dozens protested in Quito.", "PROTEST", "Dozens"),
    ],
)
def test_mere_number_of_people_acts(only: Only, text: str, act: str, who: str) -> None:
    (party,) = only(text, act=act).actors
    assert (party.text, party.kind, party.sectors, party.country) == (who, "group", ("CVL",), "ECU")


@pytest.mark.parametrize("text", ["Police arrested 30 in Quito.", "Police arrested dozens in Quito."])
def test_mere_number_of_people_suffers(only: Only, text: str) -> None:
    (party,) = only(text, act="COERCE").recipients
    assert (party.kind, party.sectors) == ("group", ("CVL",))


@pytest.mark.parametrize("text", ["The ministry spent millions.", "2014 marched on.", "Prices marched up 30."])
def test_sums_years_and_amounts_are_nobody(code: Code, text: str) -> None:
    assert all(party.kind != "group" for report in code(text) for party in (*report.actors, *report.recipients))


@pytest.mark.parametrize(
    ("text", "act", "countries"),
    [
        ("Peru-Chile talks resumed in Geneva on Monday.", "CONSULT", ["PER", "CHL"]),
        ("The Peruvian-Chilean talks ended.", "CONSULT", ["PER", "CHL"]),
        ("Kenya-South Sudan talks ended.", "CONSULT", ["KEN", "SSD"]),
    ],
)
def test_names_that_a_hyphen_ties_are_two(only: Only, text: str, act: str, countries: list[str]) -> None:
    assert [party.country for party in only(text, act=act).actors] == countries


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Guinea-Bissau expelled Togo's envoy.", ["GNB"]),
        ("The US-led coalition bombed a bridge in Raqqa.", [None]),
    ],
)
def test_name_with_a_hyphen_of_its_own_is_one(code: Code, text: str, countries: list[str | None]) -> None:
    assert [party.country for party in code(text)[0].actors] == countries


def test_town_arrests_those_of_public_life_only(code: Code) -> None:
    (report,) = code("Two editors were arrested in Yangon on Friday.")
    assert [(party.text, party.country, party.sectors) for party in report.actors] == [("Yangon", "MMR", ("GOV",))]
    assert not code("Two cousins were arrested in Yangon on Friday.")


@pytest.mark.parametrize(
    ("text", "act", "country"),
    [
        ("The army ministry in Quito met envoys. Peru accused the government in Accra of theft.", "ACCUSE", "GHA"),
        ("Norway's government met envoys. Zambian bakers demanded that the government resign.", "REQUEST", "ZMB"),
        ("Oman gave a loan to the kingdom of Bhutan.", "AID", "BTN"),
    ],
    ids=["seat", "citizens", "kingdom"],
)
def test_nearest_words_tell_whose_government_it_is(code: Code, text: str, act: str, country: str) -> None:
    (report,) = [report for report in code(text) if report.act == act]
    assert [party.country for party in report.recipients] == [country]


def test_government_named_before_stays_the_one_that_officials_speak_of(code: Code) -> None:
    text = "Norway's government met envoys. Zambian soldiers demanded that the government resign."
    (report,) = [report for report in code(text) if report.act == "REQUEST"]
    assert [party.country for party in report.recipients] == ["NOR"]


def test_names_after_a_plural_office_share_it(code: Code) -> None:
    (report,) = code("The transport ministers of the two countries, Leyla Aydin and Nikos Pappas, condemned Peru.")
    assert [(party.name, party.country, party.sector) for party in report.actors] == [
        ("Leyla Aydin", None, "GOV"),
        ("Nikos Pappas", None, "GOV"),
    ]


def test_name_behind_a_title_and_a_comma_is_the_holder(code: Code) -> None:
    (report,) = code("The Minister of Ports, Juma Mwale has ordered Kenya to free nine dockers.")
    assert [(party.name, party.sectors) for party in report.actors] == [("Juma Mwale", ("GOV",))]


def test_rebels_before_an_attack_in_a_headline_act(code: Code) -> None:
    (report,) = code("Rain fell.", headline="Five Chadian Soldiers Die in Rebel Attack")
    assert [(party.text, party.country) for party in report.actors] == [("Rebel", "TCD")]


def test_what_protests_are_called_by_is_nobody_who_protests(code: Code) -> None:
    assert not any("aily" in party.text for report in code("Daily protests shook Lima.") for party in report.actors)


def test_right_of_assembly_is_no_parliament(code: Code) -> None:
    reports = code("The mayor restricted the freedom of assembly in Oran.")
    assert not any("LEG" in party.sectors for report in reports for party in report.recipients)


def test_arrest_that_sparks_protests_is_not_what_they_are_against(code: Code) -> None:
    (report,) = code("Senator Peter Njoroge's arrest sparked outrage among traders.")
    assert [party.sectors for party in report.recipients] == [()]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Niger police freed two boys on Friday. The commissioner of Niger State thanked them.", "NGA"),
        ("Niger freed two boys on Friday. Niamey thanked the governor of Niger State.", "NER"),
        ("Niger freed two boys on Friday.", "NER"),
    ],
)
def test_state_with_a_namesake_that_is_a_state_of_another(code: Code, text: str, country: str) -> None:
    assert code(text)[0].actors[0].country == country


def test_council_of_another_state_is_of_that_state(actors: Actors) -> None:
    assert [party.country for party in actors("Togo's National Security Council condemned Benin.")] == ["TGO"]
    assert [party.country for party in actors("The Danish Labour Party condemned Benin.")] == ["DNK"]
    assert [party.country for party in actors("The National Security Council condemned Benin.")] == ["USA"]


def test_name_that_ends_like_a_people_is_a_persons(code: Code) -> None:
    (report, _) = code("A court in Togo jailed Nguyen Van Thai, a Togolese poet, for nine years.")
    assert [party.country for party in report.recipients] == ["TGO"]


def test_donors_are_not_of_the_town_where_they_meet(actor: Actor) -> None:
    assert actor("Donors in Geneva pledged nine million dollars to Togo.").country is None


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Togo condemned states such as Ghana and Benin.", ["GHA", "BEN"]),
        ("Togo banned goods from countries such as Ghana and Benin.", ["GHA", "BEN"]),
        ("Togo sanctioned nine firms based in Ghana, Benin and Mali.", ["GHA", "BEN", "MLI"]),
        ("Togo expelled Ghanaian, Beninese envoys.", ["GHA", "BEN"]),
    ],
)
def test_states_given_as_examples_are_all_meant(code: Code, text: str, countries: list[str]) -> None:
    (report,) = code(text)
    assert [party.country for party in report.recipients] == countries


def test_surname_is_the_office_holders_and_not_his_wifes(code: Code) -> None:
    text = "Togolese Premier Edem Quill met his guests in Lome with his wife Ama Quill. Quill condemned Benin."
    assert [party.country for party in code(text)[-1].actors] == ["TGO"]


def test_rare_first_name_comes_back_alone(code: Code) -> None:
    text = "President Gnandi Quill of Togo won the vote. The opposition in Lome condemned Gnandi."
    assert [(party.name, party.country) for party in code(text)[-1].recipients] == [("Gnandi Quill", "TGO")]


def test_counterpart_of_a_host_is_the_guest(code: Code) -> None:
    text = "Ghanaian President Ama Quill met Togolese President Juma Bello. Bello hosted a dinner for his counterpart."
    assert [party.country for party in code(text)[-1].actors] == ["GHA"]


def test_second_noun_for_one_person_is_of_the_same_country(code: Code) -> None:
    (report,) = code("A court in Togo freed a Danish cook, activist and reporter who had been held for months.")
    assert {party.country for party in report.recipients} == {"DNK"}


def test_name_behind_a_title_with_a_field_is_one_person(actors: Actors) -> None:
    assert len(actors("The Togolese minister for health and ports Ama Quill condemned Benin.")) == 1


@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        ("The Togolese government and rebel groups have swapped dozens of prisoners.", [("GOV",), ("REB",)]),
        ("Government and rebel forces clashed in Lome.", [("GOV",), ("REB",)]),
    ],
)
def test_government_and_rebel_groups_are_two(actors: Actors, text: str, sectors: list[tuple[str, ...]]) -> None:
    assert [party.sectors for party in actors(text)] == sectors


def test_militants_are_not_the_militia_that_they_killed(actor: Actor) -> None:
    text = (
        "Fighters of the Islamic State West Africa Province (ISWAP) on Friday ambushed a convoy in Borno State, "
        "killing members of the Civilian Joint Task Force (CJTF). The militants burned a village."
    )
    assert actor(text).sectors == ("REB",)


def test_the_group_is_whoever_acted_and_not_who_suffered(actor: Actor) -> None:
    text = (
        "Boko Haram attacked a convoy. The bodies of five cooks lay by the road. The group pledged allegiance to Togo."
    )
    assert actor(text).name == "Boko Haram"


def test_second_force_is_of_the_same_country(actors: Actors) -> None:
    parties = actors("The Togolese army and coast guard accused the Benin Coast Guard of a raid.")
    assert [party.country for party in parties] == ["TGO", "TGO"]
