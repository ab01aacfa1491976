"""From sentence to reports: who does what to whom, told in the many ways that news tells it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from bede.extract.coder import Coder, Trial, code
from bede.extract.draft import Draft
from bede.lexicon import Lexicon
from bede.model import ACTS, Dropped, Parse, Report

Code = Callable[..., Sequence[Report]]
Only = Callable[..., Report]


def who(report: Report) -> tuple[list[str | None], list[str | None]]:
    """Actors and recipients by the country that their own words give, by name where there is none."""
    actors, recipients = (
        [party.country if party.country and party.country_from is None else party.name for party in parties]
        for parties in (report.actors, report.recipients)
    )
    return actors, recipients


# -- roles ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Kenya condemned Uganda.",
        "Uganda was condemned by Kenya.",
        "Uganda, condemned by Kenya, fell silent.",
        "Kenya, which condemned Uganda, fell silent.",
        "Uganda faced condemnation from Kenya.",
        "Kenya's condemnation of Uganda came on Monday.",
        "Kenya condemned Uganda's army.",
        "Kenya continued to condemn Uganda.",
        "It was Kenya that condemned Uganda.",
        "Kenya is the latest country to condemn Uganda.",
        "Uganda was condemned as cruel by Kenya.",
        "Kenya went ahead with its condemnation of Uganda.",
    ],
)
def test_voice_and_clause_do_not_change_who_condemns_whom(only: Only, text: str) -> None:
    report = only(text)
    assert (report.act, who(report)) == ("ACCUSE", (["KEN"], ["UGA"]))


@pytest.mark.parametrize(
    "text",
    [
        "Germany gave Ukraine 40 tanks.",
        "Germany gave 40 tanks to Ukraine.",
        "Ukraine was given 40 tanks by Germany.",
        "Germany supplied Ukraine with 40 tanks.",
        "Ukraine received 40 tanks from Germany.",
        "Forty tanks were supplied to Ukraine by Germany.",
    ],
)
def test_giver_and_receiver_are_found_in_every_order(only: Only, text: str) -> None:
    report = only(text)
    assert (report.act, who(report)) == ("AID", (["DEU"], ["UKR"]))


@pytest.mark.parametrize(
    "text",
    [
        "Norway imposed sanctions on Iran.",
        "Sanctions were imposed on Iran by Norway.",
        "Norway slapped new sanctions on Iran.",
        "Norway's sanctions against Iran came into force on Monday.",
        "Norwegian sanctions against Iran came into force on Monday.",
    ],
)
def test_nominal_event_and_its_support_verb(only: Only, text: str) -> None:
    report = only(text)
    assert (report.act, who(report)) == ("SANCTION", (["NOR"], ["IRN"]))


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Rebels abducted nine farmers in Bunia.", "nine farmers in Bunia"),
        ("Norway sent tents to families in the hills on Friday.", "families in the hills"),
        ("Kenya accused traders from Somalia of smuggling.", "traders from Somalia"),
        ("Kenya condemned Uganda in a statement.", "Uganda"),
        ("Police arrested students during a march.", "students"),
    ],
)
def test_party_stands_with_the_phrases_after_its_noun(only: Only, text: str, phrase: str) -> None:
    assert only(text).recipients[0].text == phrase


def test_phrase_of_an_actor_stops_short_of_the_recipient(code: Code) -> None:
    report = code("Residents of Kampala accused police in Kampala of beatings.")[0]
    assert [party.text for party in (*report.actors, *report.recipients)] == [
        "Residents of Kampala",
        "police in Kampala",
    ]


def test_own_state_is_not_whom_a_minister_supports(code: Code) -> None:
    report = next(
        report
        for report in code("Kenya's foreign minister rang his Egyptian counterpart to express Kenya's condolences.")
        if report.act == "SUPPORT"
    )
    assert who(report)[1] == ["EGY"]


def test_who_stands_before_an_ing_form_is_the_object(only: Only) -> None:
    report = only("Malta would not take in Sudanese migrants arriving by sea.")
    assert (report.act, who(report)) == ("REJECT", (["MLT"], ["SDN"]))


def test_leader_of_a_joint_raid_is_its_actor(code: Code) -> None:
    report = code("A Kenyan-led raid on pirates in Kismayo failed.")[0]
    assert (report.act, who(report)[0]) == ("ASSAULT", ["KEN"])


@pytest.mark.parametrize(
    ("text", "act", "recipients"),
    [
        ("A jury in Lima found the general guilty of selling maps to Chile.", "SANCTION", ["general"]),
        ("On her tour of Togo, the Danish foreign minister praised Uganda.", "SUPPORT", ["UGA"]),
        ("The bishop accused the lottery of ruining Samoa.", "ACCUSE", ["lottery"]),
        ("Two deserters are responsible for the kidnapping in Chile.", "ASSAULT", ["CHL"]),
        ("The emir launched a mediation effort to reconcile Chad and Libya.", "CONSULT", ["TCD", "LBY"]),
    ],
)
def test_recipient_is_who_stands_in_the_construction(code: Code, text: str, act: str, recipients: list[str]) -> None:
    report = next(report for report in code(text) if report.act == act)
    assert who(report)[1] == recipients


def test_talks_between_two_that_fail_are_rejected_by_both(code: Code) -> None:
    rejected = [who(report) for report in code("The meeting between Chad and Libya failed to reach a compromise.")]
    assert (["TCD"], ["LBY"]) in rejected


def test_two_names_before_a_plural_noun_are_two(only: Only) -> None:
    report = only("Moss and Vine employees condemned Chile on Monday.")
    assert [party.text for party in report.actors] == ["Moss", "Vine"]


@pytest.mark.parametrize("text", ["Syria suffered an attack by Israel.", "Syria came under attack by Israel."])
def test_reversed_support_verb(only: Only, text: str) -> None:
    assert who(only(text)) == (["ISR"], ["SYR"])


def test_agentless_passive_is_no_report(code: Code) -> None:
    assert code("Two tourists were arrested in Athens on Friday.") == ()


def test_headline_with_a_bare_participle_is_no_report(code: Code) -> None:
    assert code("It rained.", headline="Kenyan minister arrested") == ()


def test_act_that_needs_a_recipient_is_none_without_one(code: Code) -> None:
    assert code("Kenya imposed sanctions.") == ()


def test_plain_statement_is_no_event(code: Code) -> None:
    assert code("The minister told reporters that the weather was fine.") == ()


def test_coordinated_verbs_are_reports_each(code: Code) -> None:
    blame, sanction = code("Kenya condemned and sanctioned Uganda.")
    assert (blame.act, who(blame)) == ("ACCUSE", (["KEN"], ["UGA"]))
    assert (sanction.act, who(sanction)) == ("SANCTION", (["KEN"], ["UGA"]))


def test_every_act_of_a_sentence_is_coded_in_order(code: Code) -> None:
    text = "The Greek minister, who met his Turkish counterpart in Ankara, condemned Syria."
    assert [(report.act, who(report)) for report in code(text)] == [
        ("CONSULT", (["GRC", "TUR"], [])),
        ("ACCUSE", (["GRC"], ["SYR"])),
    ]


def test_place_of_a_speech_act_is_not_its_recipient(only: Only) -> None:
    assert who(only("Kenya's president criticised in Somalia the rebels."))[1] == ["rebels"]


# -- joint acts ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Chile's president met Peru's president in Lima.",
        "Chile's president met with Peru's president in Lima.",
        "Chile and Peru held talks.",
        "Chile held talks with Peru.",
        "Talks between Chile and Peru began on Monday.",
        "Chile's president and Peru's president met in Lima.",
    ],
)
def test_meeting_has_all_sides_as_actors(only: Only, text: str) -> None:
    report = only(text)
    assert (report.act, who(report)) == ("CONSULT", (["CHL", "PER"], []))


def test_meeting_of_three(only: Only) -> None:
    assert who(only("Chile met Peru and Bolivia in Lima.")) == (["CHL", "PER", "BOL"], [])


@pytest.mark.parametrize("text", ["The president of Somalia visited Kenya.", "Kenya hosted the president of Somalia."])
def test_visitor_is_actor_and_host_recipient(only: Only, text: str) -> None:
    report = only(text)
    assert (report.act, report.modes, who(report)) == ("CONSULT", ("visit",), (["SOM"], ["KEN"]))


def test_clash_has_both_sides_as_actors(only: Only) -> None:
    report = only("Kenyan protesters clashed with police in Nairobi.")
    assert (report.act, [party.sector for party in report.actors], report.recipients) == ("ASSAULT", ["CVL", "COP"], ())


# -- headlines and datelines ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headline", "act", "roles", "status"),
    [
        ("Kenya arrests 20 Somali rebels", "COERCE", (["KEN"], ["SOM"]), "actual"),
        ("Kenya Rejects Somalia's Plan for Border", "REJECT", (["KEN"], ["SOM"]), "actual"),
        ("Kenya to impose sanctions on Somalia", "SANCTION", (["KEN"], ["SOM"]), "future"),
        ("France, Germany urge Iran to free detainees", "REQUEST", (["FRA", "DEU"], ["IRN"]), "actual"),
        ("SOMALIA ATTACKS KENYAN TROOPS NEAR BORDER", "ASSAULT", (["SOM"], ["KEN"]), "actual"),
        ("Protesters attacked by Kenyan police in Nairobi", "ASSAULT", (["KEN"], ["Protesters"]), "actual"),
    ],
)
def test_headline(only: Only, headline: str, act: str, roles: tuple[list[str], list[str]], status: str) -> None:
    report = only("It rained.", headline=headline)
    assert (report.act, who(report), report.status) == (act, roles, status)


NOUN = pytest.mark.xfail(strict=True, reason="the verb of the headline is parsed as a noun")


@pytest.mark.parametrize(
    ("headline", "act"),
    [
        ("Macron to visit Kenya on Monday", "CONSULT"),
        ("Putin, Xi meet in Beijing", "CONSULT"),
        ("Kenyan Police Arrest 20 Protesters in Nairobi", "COERCE"),
        ("US sanctions Chinese firms over Russia trade", "SANCTION"),
        pytest.param("Kenya, Somalia sign trade deal", "SUPPORT", marks=NOUN),
        ("Kenya Condemns Somalia", "ACCUSE"),
    ],
)
def test_short_headline(only: Only, headline: str, act: str) -> None:
    assert only("It rained.", headline=headline).act == act


@pytest.mark.parametrize("dateline", ["GENEVA, June 3 (Agency) - ", "KYIV, Ukraine -- ", "NAIROBI — "])
def test_dateline_is_nobody(only: Only, dateline: str) -> None:
    report = only(f"{dateline}Russian forces shelled a village near Kharkiv on Sunday.")
    assert [party.text for party in report.actors] == ["Russian forces"]
    assert report.attribution == ()


# -- consent refused -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Kenya will not send food to Somalia.", "assist"),
        ("Kenya said it would not send food to Somalia.", "assist"),
        ("Kenya will not withdraw its troops from Somalia.", "yield"),
        ("Kenya's president won't meet Somalia's president.", "meet"),
        ("Kenya will not accept Somalia's offer of talks.", "change"),
    ],
)
def test_refused_consent_is_a_rejection_and_not_a_negation(only: Only, text: str, mode: str) -> None:
    report = only(text, act="REJECT")
    assert (report.act, report.modes, report.status) == ("REJECT", (mode,), "actual")


def test_consent_that_was_not_given_is_a_negation(only: Only) -> None:
    report = only("Kenya did not send food to Somalia.")
    assert (report.act, report.status) == ("AID", "negated")


def test_those_who_send_the_like_are_not_whom_it_is_sent_to(code: Code) -> None:
    found = code("Kenya indirectly backs Somalia's rebels, even without providing direct arms like Chad.")
    assert "TCD" not in {party.country for report in found for party in report.recipients}


def test_hostile_act_that_is_ruled_out_is_a_negation(only: Only) -> None:
    report = only("Kenya will not attack Somalia.")
    assert (report.act, report.status) == ("ASSAULT", "negated")


# -- the record ----------------------------------------------------------------------------------------------------


def test_report_points_at_its_words_and_its_rule(only: Only) -> None:
    text = "It rained.\nKenya launched air strikes against Somalia on Sunday."
    report = only(text)
    assert (report.trigger.text, text[report.trigger.start : report.trigger.end]) == ("air strikes", "air strikes")
    assert report.sentence.text == "Kenya launched air strikes against Somalia on Sunday."
    path, line = report.rule.split(":")
    assert (path, line.isdigit()) == ("rules/assault.toml", True)
    assert report.modes == ("aerial",)


def test_quad_and_intensity_follow_event_type_and_mode(only: Only) -> None:
    strikes = only("Kenya launched air strikes against Somalia.")
    assert (strikes.quad, strikes.intensity) == (4, -9.5)
    promise = only("Kenya will send food to Somalia.")
    assert (promise.event_type, promise.quad, promise.intensity) == ("AGREE", ACTS["AGREE"][0], ACTS["AID"][1])


def test_report_is_the_same_wherever_else_the_page_goes_on(code: Code) -> None:
    (alone,) = code("Kenya attacked Somalia.")
    first, second = code("Kenya attacked Somalia.\nKenya attacked Somalia.")
    assert first.id != second.id
    assert (alone.actors[0].name, alone.act) == (first.actors[0].name, first.act)


def test_confidence_is_higher_where_both_sides_are_known(only: Only) -> None:
    assert only("Kenya attacked Somalia.").confidence > only("Kenya attacked the farm.").confidence


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("Kenyan troops shelled Kismayo, killing four traders and wounding twelve.", ["Kismayo"]),
        ("Kenyan troops killed four traders and wounded nine guards.", ["four traders", "nine guards"]),
    ],
)
def test_what_an_act_led_to_is_no_report_of_its_own(only: Only, text: str, recipients: list[str]) -> None:
    assert [party.text for party in only(text).recipients] == recipients


@pytest.mark.parametrize(
    ("text", "act", "roles"),
    [
        ("The senator called the president a murderer.", "ACCUSE", (["senator"], ["president"])),
        ("Nairobi's police said Al-Shabaab was complicit.", "ACCUSE", (["KEN"], ["SOM"])),
        ("British and French envoys met in Lome.", "CONSULT", (["GBR", "FRA"], [])),
        ("The navies of Chile and Peru held joint drills.", "COOPERATE", (["CHL", "PER"], [])),
        ("Kenya's premier spoke of hope after talks with Uganda's king.", "CONSULT", (["KEN", "UGA"], [])),
    ],
)
def test_parties_of_complements_pairs_and_talks(
    only: Only, text: str, act: str, roles: tuple[list[str], list[str]]
) -> None:
    assert who(only(text, act=act)) == roles


def test_trials_say_which_rules_were_asked_and_why_not(parsed: Callable[..., Parse], lexicon: Lexicon) -> None:
    trials: list[Trial] = []
    matched: list[Draft] = []
    coder = Coder(parsed("Kenya was attacked on Friday."), lexicon)
    assert coder.drafts(0, trials, matched) == matched == []
    assert trials
    assert {trial.token for trial in trials} == {2}
    assert "nobody in subject" in [trial.answer for trial in trials]


def test_draft_that_is_taken_up_was_matched_before(parsed: Callable[..., Parse], lexicon: Lexicon) -> None:
    matched: list[Draft] = []
    kept = Coder(parsed("Kenya urged Somalia to release the hostages."), lexicon).drafts(0, None, matched)
    assert [draft.act for draft in kept] == ["REQUEST"]
    assert [draft.act for draft in matched] == ["REQUEST", "RETREAT"]


def test_dropped_pages_pass_through(parsed: Callable[..., Parse], lexicon: Lexicon) -> None:
    dropped = Dropped(id="b", stage="read", reason="empty")
    found = list(code([dropped, parsed("Kenya attacked Somalia.")], lexicon))
    assert found[0] is dropped
    assert [report.act for report in found[1:] if isinstance(report, Report)] == ["ASSAULT"]


def test_warning_of_what_a_third_will_do_is_no_threat(code: Code) -> None:
    acts = [report.act for report in code("Norway's foreign minister warned on Monday that Iran would attack Sweden.")]
    assert "THREATEN" not in acts
    assert "ASSAULT" in acts


@pytest.mark.xfail(strict=True, reason="the clause after 'told' with an object is parsed as a relative clause of it")
def test_clause_of_telling_somebody_is_what_was_told(only: Only) -> None:
    report = only("Iran's foreign ministry told the Norwegian ambassador that Norway had bombed its embassy.")
    assert [party.country for party in report.attribution] == ["IRN"]
    assert [party.text for party in report.addressees] == ["Norwegian ambassador"]


def test_denial_for_ones_own_army_is_the_negated_act(only: Only) -> None:
    report = only("Iran's president denied that his army had bombed Norway.")
    assert (report.act, report.status, who(report)) == ("ASSAULT", "negated", (["IRN"], ["NOR"]))


def test_participle_goes_on_with_what_was_said_not_with_who_said_it(code: Code) -> None:
    reports = code("Norwegian troops shelled Peru on Sunday, the defence ministry said, killing at least four people.")
    assert {(report.act, report.actors[0].text) for report in reports} == {("ASSAULT", "Norwegian troops")}
    assert "four people" in {party.text for report in reports for party in report.recipients}
    assert {party.text for report in reports for party in report.attribution} == {"defence ministry"}


def test_demand_of_another_is_a_report_beside_its_refusal(code: Code) -> None:
    told = [(report.act, report.actors[0].country) for report in code("Kenya rejected Somalia's demand for talks.")]
    assert told == [("REJECT", "KEN"), ("REQUEST", "SOM")]


def test_plural_actor_shares_with_each_other(code: Code) -> None:
    (report,) = code("Moscow and Cairo shared radar data in June.")
    assert (report.act, [party.country for party in report.actors]) == ("COOPERATE", ["RUS", "EGY"])


def test_who_is_asked_is_the_recipient_even_when_unknown(code: Code) -> None:
    (report,) = code("The caliph asked both wings to settle the quarrel in the manner of their elders.")
    assert [party.text for party in report.recipients] == ["wings"]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Lima will not lift the ban until Quito frees the pilots.", (["PER"], ["ECU"])),
        ("Lima declined to ease the duties that it had laid on Chilean wine in May.", (["PER"], ["CHL"])),
        ("Tunis granted the Maltese government permission to fish.", (["TUN"], ["MLT"])),
        ("A poet was arrested in Niger for insulting the army.", (["NER"], ["poet"])),
        ("Kenya's minister agreed with his Ugandan counterpart, Jane Oko, to open roads.", (["KEN", "UGA"], [])),
        ("After weeks of being held captive by Chad, the nine sailors went home.", (["TCD"], ["nine sailors"])),
        ("The militia raided a fuel depot in northern Kenya.", (["militia"], ["fuel depot"])),
        ("Ethiopian soldiers raped them in a school in Kenya.", (["ETH"], ["them"])),
    ],
)  # fmt: skip
def test_recipient_is_found_around_the_act(code: Code, text: str, roles: tuple[list[str], list[str]]) -> None:
    assert who(code(text)[0]) == roles


def test_nobody_is_no_actor(code: Code) -> None:
    assert code("Nobody accused Kenya of fraud.") == ()


@pytest.mark.parametrize(
    ("text", "act", "roles"),
    [
        (
            "Nairobi would bomb the camps if Uganda armed the rebels, a Kenyan minister warned.",
            "THREATEN",
            (["KEN"], ["UGA"]),
        ),
        ("Kenya and Uganda failed to reach a deal on the lake.", "REJECT", (["KEN"], ["UGA"])),
    ],
)
def test_readings_that_are_the_grammars(only: Only, text: str, act: str, roles: tuple[list[str], list[str]]) -> None:
    assert who(only(text, act=act)) == roles


def test_who_only_tells_of_an_act_does_not_receive_it(only: Only) -> None:
    report = only("The rebels let the crew go home, an envoy who was at the talks told the station.")
    assert report.attribution
    assert not {party.start for party in report.recipients} & {party.start for party in report.attribution}


# -- one thing under other words -----------------------------------------------------------------------------------


def test_pronoun_or_number_stands_for_the_things_told_of_before(only: Only) -> None:
    for text in ("The junta holds 40 prisoners. It will free a dozen.", "The junta holds prisoners. It freed them."):
        assert only(text, act="RETREAT").actors[0].name == "junta"


@pytest.mark.parametrize(
    "text", ["A court in Lima sentenced the senator to six years.", "Peruvian courts jailed the senator for life."]
)
def test_prison_sentence_is_a_conviction_and_an_arrest(code: Code, text: str) -> None:
    found = [(report.act, report.modes) for report in code(text)]
    assert sorted(found) == [("COERCE", ("arrest",)), ("SANCTION", ("convict",))]


def test_pronoun_ahead_of_its_clause_is_the_subject_that_follows(only: Only) -> None:
    assert only("After it condemned the coup, Kenya fell silent.").actors[0].country == "KEN"


def test_its_minister_in_a_comment_is_of_who_acts(only: Only) -> None:
    report = only("Kenya condemned Uganda, its minister said.")
    assert [party.country for party in report.attribution] in ([], ["KEN"])


def test_march_in_lower_case_is_no_month(only: Only) -> None:
    report = only("The Kenyan interior ministry banned the march.")
    assert (report.act, [party.text for party in report.recipients]) == ("COERCE", ["march"])


def test_makers_of_two_things_are_one_party(only: Only) -> None:
    report = only("Japan sanctioned Malian makers of drones and parts.")
    assert [party.country for party in report.recipients] == ["MLI"]


def test_things_are_no_recipients_of_words(only: Only) -> None:
    assert only("The Kenyan government overturned the rule.").recipients == ()


def test_who_speaks_asks_nothing_of_himself(code: Code) -> None:
    assert code('"We need to learn from this," the president of Kenya said.') == ()


def test_rank_counts_from_a_time_that_is_not_its_own(only: Only) -> None:
    assert only("It was the first visit to Kenya by a foreign minister of Japan since 2016.").date is None


def test_those_who_clash_with_others_are_actors_too(only: Only) -> None:
    report = only("Protesters pitched bottles in furious clashes with officers in Lima.", act="ASSAULT")
    assert [party.text for party in report.actors] == ["Protesters", "officers in Lima"]


def test_two_of_a_kind_are_not_the_two_named_before(code: Code) -> None:
    reports = code("Ann Berg met Eva Lind in Oslo. Two men accused of killing a senator were jailed by Norway.")
    assert all(party.text.startswith("Two men") for report in reports for party in report.actors if "men" in party.text)
    assert not any(party.name in ("Ann Berg", "Eva Lind") for report in reports[1:] for party in report.actors)


@pytest.mark.parametrize(
    ("text", "act", "recipients"),
    [
        ("Two Chadian widows said that soldiers had beaten them in Abeche.", "ASSAULT", ["TCD"]),
        ("Kenyan police detained more than 30 Somali traders ahead of the summit.", "COERCE", ["SOM"]),
        ("Peru sues Chile over the islets.", "ACCUSE", ["CHL"]),
        ("Four Danish engineers were taken hostage by a militia in Niger.", "ASSAULT", ["DNK"]),
        ("The rebels freed six Kenyan nurses days after seizing them on a road.", "ASSAULT", ["KEN"]),
        (
            "Hanoi rejected a resolution of the European Parliament that had urged it to free a bishop.",
            "REQUEST",
            ["VNM"],
        ),
        ("Kenya's minister flew to Oman for two days of talks with Yemeni rebels.", "CONSULT", ["YEM"]),
        ("Farmers marched in Lima, accusing the Chilean miners of theft.", "PROTEST", ["CHL"]),
        ("Peru expelled two envoys, a step that Chile called shameful.", "ACCUSE", ["PER"]),
        ("Bolivia vowed to take the dispute with Chile to the International Court of Justice.", "ACCUSE", ["CHL"]),
        ("Liberia: strike by rubber tappers enters second week", "PROTEST", ["LBR"]),
        ("Kenyan police were put on alert in Lamu, where Somali gunmen had gathered.", "MOBILIZE", ["SOM"]),
        ("Danish sailors landed in Lae to help Samoan villagers.", "AID", ["WSM"]),
        ("Kenya's president has appealed to Danish bankers for $300 million to buy food.", "REQUEST", ["DNK"]),
        ("Kenya and Somalia accused each other of lying.", "ACCUSE", []),
        ("Chad and Niger promised to leave each other's herders in peace.", "AGREE", []),
        ("Norway and Finland have agreed to let Finnish units use 15 bases.", "AGREE", []),
        ("Norway and Finland have agreed to let Polish units use 15 bases.", "AGREE", ["POL"]),
        ("Iran put its air defence units on alert.", "MOBILIZE", []),
        ("Peru's nurses walked out on Monday.", "PROTEST", ["PER"]),
        ("Bishkek teachers walked out on Monday.", "PROTEST", ["KGZ"]),
    ],
)
def test_recipient_is_found_beyond_a_plain_object(code: Code, text: str, act: str, recipients: list[str]) -> None:
    found = [report for report in code(text) if report.act == act]
    assert [party.country for report in found for party in report.recipients] == recipients


def test_bare_refusal_takes_up_what_was_asked_before(only: Only) -> None:
    report = only("Asked to meet the Armenian envoy, Chad's foreign minister declined.")
    assert (report.act, report.modes, [one.country for one in report.recipients]) == ("REJECT", ("meet",), ["ARM"])


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Twelve protesters were arrested, the Kenyan interior minister said.", ["KEN"]),
        ("Twelve Kenyan sailors were arrested, the Kenyan foreign minister said.", []),
        ("Twelve protesters must be arrested, the Kenyan interior minister said.", []),
        ("Twelve protesters were arrested, their lawyer said.", []),
        ("According to the Kenyan Human Rights Lawyers, twelve protesters were arrested.", []),
        ("Two reporters were detained on Sunday, their lawyer said, accusing the Chadian army of a vendetta.", ["TCD"]),
        ("Two reporters were detained on Sunday, their lawyer said, thanking the Chadian army for its help.", []),
    ],
)
def test_who_does_what_nobody_named_did(code: Code, text: str, actors: list[str]) -> None:
    found = [report for report in code(text) if report.act == "COERCE"]
    assert [party.country for report in found for party in report.actors] == actors


def test_town_that_a_noun_names_is_one_party(only: Only) -> None:
    (town,) = only("Kenya pulled its soldiers out of the Somali port of Kismayo.").recipients
    assert (town.text, town.country, town.kind) == ("Somali port of Kismayo", "SOM", "place")


def test_things_struck_beside_each_other_are_recipients_each(only: Only) -> None:
    found = only("Chadian jets hit a power station and a church in Libya.").recipients
    assert [party.text for party in found] == ["power station", "church in Libya"]


def test_thing_struck_is_the_recipient_rather_than_whom_it_carries(only: Only) -> None:
    (convoy,) = only("Chadian gunmen opened fire on a convoy carrying a Libyan senator.").recipients
    assert convoy.text == "convoy"


def test_people_taken_in_are_refugees(only: Only) -> None:
    assert only("Jordan sheltered 9,000 Syrians.", act="AID").recipients[0].sectors == ("REF", "CVL")


def test_government_is_that_of_the_lawmakers_who_urge_it(only: Only) -> None:
    (government,) = only("Forty British lawmakers urged the government to stop selling arms to Oman.").recipients
    assert government.country == "GBR"


def test_all_who_say_what_they_will_do_threaten(only: Only) -> None:
    assert who(only("Chile and Peru said they will attack Bolivia.", act="THREATEN"))[0] == ["CHL", "PER"]


def test_supporters_are_of_whom_they_support(only: Only) -> None:
    assert only("Chad's army detained supporters of the opposition leader.").recipients[0].sector == "OPP"


def test_state_of_emergency_is_no_state(only: Only) -> None:
    report = only("Ethiopia's parliament lifted the state of emergency.", act="CONCEDE")
    assert not any(party.kind == "state" for party in report.recipients)


def test_year_is_nobody(only: Only) -> None:
    assert only("France withdrew its soldiers in 2022.").recipients == ()


def test_those_to_whom_it_was_done_are_not_blamed(code: Code, only: Only) -> None:
    assert code("The ombudsman said the commission had been misled about the dam.") == ()
    assert who(only("The ombudsman said the Ghanaian army had misled the commission.")) == (["ombudsman"], ["GHA"])


@pytest.mark.parametrize(
    "text",
    [
        "The Danish parliament passed a bill that would ban Turkish envoys from its sessions.",
        "A bill that would ban Turkish envoys from its sessions passed the Danish parliament.",
        "A bill that would ban Turkish envoys from its sessions was approved by the Danish parliament.",
    ],
)
def test_what_a_bill_would_do_is_done_by_those_who_pass_it(only: Only, text: str) -> None:
    report = only(text)
    assert (who(report), report.status) == ((["DNK"], ["TUR"]), "hypothetical")


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("Thousands of Peruvians held anti-Chilean protests in Lima.", ["PER"], ["CHL"]),
        ("Kenyan anti-French demonstrations drew thousands.", ["KEN"], ["FRA"]),
        ("Students in Rabat staged a pro-Palestinian march.", ["MAR"], ["MAR"]),
        ("Anti-American protests erupted in Jakarta.", [], []),
    ],
)
def test_what_protests_are_against_is_no_actor(code: Code, text: str, actors: list[str], recipients: list[str]) -> None:
    found = [report for report in code(text) if report.act == "PROTEST"]
    assert [party.country for report in found for party in report.actors] == actors
    assert [party.country for report in found for party in report.recipients] == recipients


def test_own_ambassador_is_recalled_from_who_acted_before(code: Code) -> None:
    recalled = [
        report
        for report in code("Norway recalled its ambassador after Chile annexed the island.")
        if report.act == "SANCTION"
    ]
    assert [party.country for report in recalled for party in report.recipients] == ["CHL"]


def test_whom_police_used_force_against_they_arrest(code: Code) -> None:
    text = "Police fired tear gas at students in Lome on Friday. At least 90 people were arrested."
    reports = code(text)
    assert [(report.act, report.actors[0].text) for report in reports] == [("ASSAULT", "Police"), ("COERCE", "Police")]


def test_gas_is_fired_to_disperse_in_one_report(code: Code) -> None:
    (report,) = code("Police in Accra fired tear gas shells to disperse students on Friday.")
    assert (report.act, report.modes, report.status) == ("ASSAULT", ("crowd-control",), "actual")
    assert [party.text for party in report.recipients] == ["students"]


def test_attack_that_nobody_claims_is_not_denied(code: Code) -> None:
    assert code("No group has claimed responsibility for the bombing in Quetta.") == ()


def test_deeds_behind_an_accusation_are_those_of_the_accused(code: Code) -> None:
    reports = code("Sudan accused the rebels of opening fire on a convoy, killing eight soldiers.")
    assert [report.act for report in reports] == ["ACCUSE", "ASSAULT", "ASSAULT"]
    for report in reports[1:]:
        assert [party.text for party in report.actors] == ["rebels"]
        assert [party.text for party in report.attribution] == ["Sudan"]


def test_town_before_an_attack_is_where_it_was(code: Code) -> None:
    assert code("The Mopti attack wounded nine soldiers.") == ()


def test_killed_and_wounded_in_one_attack_are_one_report(code: Code) -> None:
    text = "Five soldiers were killed and nine others wounded on Monday in an ambush by FARC rebels in Colombia."
    (report,) = code(text)
    assert [party.text for party in report.recipients] == ["Five soldiers", "nine others"]
    assert report.date is not None


def test_our_troops_are_who_is_attacked(code: Code) -> None:
    (report,) = code('"Up to 30 rebels attacked our troops," a Chadian general said.')
    assert [(party.text, party.country) for party in report.recipients] == [("troops", "TCD")]


def test_border_tells_no_side_of_it(code: Code) -> None:
    (report,) = code("Rebels besieged a base near the Turkish border, activists in Syria said.")
    assert {party.country for party in (*report.actors, *report.recipients)} == {"SYR"}


def test_town_with_a_colon_is_no_actor(code: Code) -> None:
    (report,) = code("Kano: Armed “bandits” killed nine farmers in an attack last week, sources said.")
    assert [party.sectors[:1] for party in report.actors] == [("CRM",)]


def test_rebels_without_a_place_are_those_told_of_before(code: Code) -> None:
    text = "Militants killed nine soldiers in Herat. Iran and Turkey met in Rome. The minister condemned the militants."
    condemned = [report for report in code(text) if report.act == "ACCUSE"]
    assert [party.country for report in condemned for party in report.recipients] == ["AFG"]


def test_protest_takes_whom_its_purpose_is_against(code: Code) -> None:
    (report,) = code("Unions in Belgium began a national strike to protest the government's pension law.")
    assert (report.act, [party.text for party in report.recipients]) == ("PROTEST", ["government"])


def test_bomb_under_another_name_is_nobody(code: Code) -> None:
    (report,) = code("Militants in Mali detonated a roadside explosive device (RED) at dawn, killing nine soldiers.")
    assert [party.text for party in report.recipients] == ["nine soldiers"]


def test_group_that_claims_responsibility_alone_has_struck(code: Code) -> None:
    text = "A bomb killed nine soldiers near Gao in Mali. An Islamist group, Jund al-Sahel, claimed responsibility."
    assert [report.act for report in code(text)] == ["ASSAULT"]


def test_rockets_of_rebels_are_attacks_and_tests_are_not(code: Code) -> None:
    reports = code("Hezbollah launched forty rockets into Israel. North Korea fired a missile into the sea.")
    assert [report.act for report in reports] == ["ASSAULT", "MOBILIZE"]


def test_whom_gas_is_to_disperse_is_whom_it_hits(code: Code) -> None:
    (report,) = code("Police in Oslo fired rubber bullets and rode into the square to disperse students.")
    assert [party.text for party in report.recipients] == ["students"]


def test_patrol_that_is_attacked_moves_nowhere(code: Code) -> None:
    (report,) = code("Rebels hurled a bomb at a police patrol near Gao in Mali, wounding three officers.")
    assert report.act == "ASSAULT"


def test_forces_of_one_state_do_not_cooperate(code: Code) -> None:
    assert not [one for one in code("Chadian police and Chadian troops patrolled Abeche.") if one.act == "COOPERATE"]


@pytest.mark.parametrize(
    ("text", "act", "actors", "recipients"),
    [
        ("In Chad, twelve herders were killed in rebel raids on Bol.", "ASSAULT", ["rebel"], ["twelve herders"]),
        ("Nine Togolese farmers were killed by Ghanaian army fire.", "ASSAULT", ["GHA"], ["TGO"]),
        ("Oman summoned Chad's ambassador to demand the release of an Omani pilot.", "REQUEST", ["OMN"], ["TCD"]),
        ("Oman demanded the release of three Omani fishermen detained by Iran.", "REQUEST", ["OMN"], ["IRN"]),
        ("Shelling of two Malian towns by Niger killed nine Malian farmers.", "ASSAULT", ["NER"], ["MLI"]),
    ],
)
def test_who_acts_is_not_whoever_stands_near(
    code: Code, text: str, act: str, actors: list[str], recipients: list[str]
) -> None:
    report = next(report for report in code(text) if report.act == act)
    assert who(report) == (actors, recipients)


def test_blast_that_a_report_tells_of_is_nobody_accused(code: Code) -> None:
    acts = [report.act for report in code("The watchdog said a blast had killed 28 people in Mali.")]
    assert "ACCUSE" not in acts


def test_those_who_call_an_envoy_to_complain_do(code: Code) -> None:
    (report,) = code("Ana Ruiz, the Cuban premier, called Harald at dawn to complain about Chad's raid.")[:1]
    assert (report.act, report.status) == ("ACCUSE", "actual")


@pytest.mark.parametrize(
    ("text", "act", "actor"),
    [
        ("Togo's congress passed a law banning Chilean imports.", "SANCTION", "TGO"),
        ("The Togolese senate approved a bill that would provide weapons to Benin.", "AID", "TGO"),
        ("A new law in Togo bans students' groups.", "COERCE", "TGO"),
    ],
)
def test_who_makes_a_law_does_what_it_says(code: Code, text: str, act: str, actor: str) -> None:
    (report,) = code(text)
    assert (report.act, [party.country for party in report.actors]) == (act, [actor])


def test_who_destroys_what_is_anothers_disarms_nobody(code: Code) -> None:
    (report,) = code("Ghana destroyed Togo's reactor.")
    assert (report.act, [party.country for party in report.recipients]) == ("ASSAULT", ["TGO"])
    (report,) = code("Ghana destroyed its own centrifuges.")
    assert (report.act, report.modes) == ("RETREAT", ("disarm",))


def test_who_is_sent_to_investigate_is_not_investigated(code: Code) -> None:
    reports = code("Ghana has sent six dockers to Togo to investigate Monday's raids on its ports.")
    (report,) = [report for report in reports if report.act == "ACCUSE"]
    assert "six dockers" not in [party.text for party in report.recipients]


def test_who_summons_an_envoy_to_complain_complains(code: Code) -> None:
    reports = code("Benin summoned the Togolese envoy to denounce a tax on its dockers.")
    assert {party.country for report in reports for party in report.actors} == {"BEN"}


def test_who_is_called_to_be_told_sorry_is_told_so(code: Code) -> None:
    reports = code("The Ghanaian premier called Togo's president to apologise for the raid.")
    (report,) = [report for report in reports if report.act == "CONCEDE"]
    assert [party.country for party in report.recipients] == ["TGO"]


def test_village_that_rebels_capture_is_attacked_by_noun_as_by_verb(code: Code) -> None:
    (report,) = code("The fight ended with a rebel capture of the village of Kande in Togo.")
    assert (report.act, [party.country for party in report.recipients]) == ("ASSAULT", ["TGO"])


def test_in_return_is_nobody(code: Code) -> None:
    (report,) = code("In return, the Ghanaian army regularly conducts airstrikes and field operations.")
    assert report.recipients == ()


def test_who_is_freed_in_a_headline_is_not_who_frees(code: Code) -> None:
    (report,) = code("It rained.", headline="Togolese army general freed from captivity by rebels")
    assert [party.country for party in report.recipients] == ["TGO"]
    (report,) = code("It rained.", headline="Danish nun freed in Togo")
    assert [party.country for party in report.recipients] == ["DNK"]


def test_summons_to_hear_a_complaint_is_one_report(code: Code) -> None:
    (report,) = code("Benin summoned the Togolese envoy to complain about a tax on its dockers.")
    assert (report.act, [party.country for party in report.recipients]) == ("ACCUSE", ["TGO"])


def test_what_somebody_is_charged_with_is_no_part_of_him(code: Code) -> None:
    (report,) = code("Togo charged two top judges with terrorism.")
    assert [party.text for party in report.recipients] == ["two top judges"]


def test_day_after_a_noun_is_no_part_of_it(code: Code) -> None:
    (report,) = code("Hezbollah fighters on May 15 attacked an Israeli base.")
    assert report.actors[0].text == "Hezbollah fighters"


def test_envoy_summoned_to_hear_a_protest_is_no_march(code: Code) -> None:
    (report,) = code("Togo's foreign ministry summoned the Danish envoy to protest a tax on its dockers.")
    assert (report.act, [party.country for party in report.recipients]) == ("ACCUSE", ["DNK"])
